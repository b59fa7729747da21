"""What stands on the pages, as programs that are not ours read it, is what the ledgers say."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from composed import typed
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from pdf_reading import fonts_of, reader_of, unicode_map
from proof.built import FORMATS, LANGUAGES
from pypdf.generic import DictionaryObject, StreamObject

from reportgen.judge.carried import CarriedPassage
from reportgen.pipeline import build
from reportgen.proof.finished import finished_file
from reportgen.request import BuildRequest
from reportgen.resources import shipped

AUDIENCES = ("standard", "executive")
SYNTHETIC = shipped("data") / "synthetic-quarterly.csv"
ROLES = ("text", "cell", "label")


@pytest.fixture(scope="module", params=[None, SYNTHETIC], ids=["published", "synthetic"])
def files(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every audience, language and format."""
    asked = BuildRequest(
        *(request.param, None, None, AUDIENCES, LANGUAGES, FORMATS, "final", None),
        tmp_path_factory.mktemp("files"),
    )
    return [product.path for product in build(asked, lambda _: None)]


def bare(text: str) -> str:
    """A text without spaces, and without the sign that pdfium reads a soft line end as."""
    return "".join(typed(text).replace("\ufffe", "-").split())


def pages_of(pdf: Path) -> list[str]:
    """The words of each page as pdfium reads them."""
    document = pypdfium2.PdfDocument(pdf)
    return [bare(page.get_textpage().get_text_range()) for page in document]


def passages_of(path: Path) -> list[CarriedPassage]:
    return [each for each in finished_file(path).ledger.passages if each.role in ROLES]


def unread(passages: Sequence[CarriedPassage], pages: Sequence[str]) -> list[str]:
    """The passages that no page holds; one may begin on a page and end on the next one."""
    return [p.text for p in passages if not stands(bare(p.text), pages)]


def stands(text: str, pages: Sequence[str]) -> bool:
    if any(text in page for page in pages):
        return True
    halves = ((text[:at], text[at:]) for at in range(1, len(text)))
    return any(
        head in one and tail in other for head, tail in halves for one, other in pairwise(pages)
    )


def test_every_passage_of_a_ledger_stands_on_the_pages_of_its_pdf(files: list[Path]) -> None:
    for path in (path for path in files if path.suffix == ".pdf"):
        assert unread(passages_of(path), pages_of(path)) == [], path.name


@pytest.mark.proof
def test_every_passage_of_a_ledger_stands_on_the_pages_that_libreoffice_makes_of_its_word_file(
    files: list[Path], tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    documents = [path for path in files if path.suffix == ".docx"]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, documents)], check=True, capture_output=True)
    for path in documents:
        pages = pages_of(tmp_path / path.with_suffix(".pdf").name)
        pictures = "executive" in path.name  # whose labels are no words
        passages = [p for p in passages_of(path) if not (pictures and p.role == "label")]
        assert unread(passages, pages) == [], path.name


def embedded_fonts(pdf: Path) -> Iterator[tuple[str, TTFont, dict[int, str]]]:
    """The name, the font file and the letter of each code of the fonts in a PDF."""
    found: dict[str, DictionaryObject] = {}
    for page in reader_of(pdf.read_bytes()).pages:
        found |= {str(font["/BaseFont"]): font for font in fonts_of(page).values()}
    for name, font in found.items():
        descriptor = font["/FontDescriptor"].get_object()
        assert isinstance(descriptor, DictionaryObject)
        program = descriptor["/FontFile2"].get_object()
        assert isinstance(program, StreamObject)
        yield name, TTFont(BytesIO(program.get_data())), unicode_map(font)


def outline(font: TTFont, glyph: str) -> object:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    return pen.value


def test_every_letter_of_an_embedded_font_looks_as_in_the_shipped_one(files: list[Path]) -> None:
    for path in (path for path in files if path.suffix == ".pdf"):
        for name, font, meanings in embedded_fonts(path):
            weight = name.partition("-")[2]
            whole = TTFont(shipped("templates") / "fonts" / f"BriefingSans-{weight}.ttf")
            glyphs, codes = whole.getBestCmap(), font["cmap"].tables[0].cmap
            shown = {code: letter for code, letter in meanings.items() if code in codes}
            assert len(shown) > 10
            for code, letter in shown.items():
                assert outline(font, codes[code]) == outline(whole, glyphs[ord(letter)]), letter
