"""What LibreOffice makes of a Word file: its pages, its fonts, its accessibility."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import page
import pypdf
import pytest
from composed import published, told
from pypdf.generic import DictionaryObject
from written import write_docx

from reportgen.briefing import Briefing, Chart, Heading, Locale, Table, plain
from reportgen.theme import load_theme
from specimen import specimen_briefing

pytestmark = pytest.mark.proof
EXPORT = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
THEME = load_theme()
WITH_FONTS = replace(THEME, word=replace(THEME.word, fonts="embedded"))
Convert = Callable[[Briefing], Path]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")

    def converted(briefing: Briefing) -> Path:
        name = "-".join((briefing.audience, *(part.locale for part in briefing.parts)))
        file = folder / f"{name}.docx"
        if not file.with_suffix(".pdf").exists():
            file.write_bytes(write_docx(briefing, WITH_FONTS))
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [office, profile, "--headless", "--convert-to", EXPORT, "--outdir"]
            subprocess.run([*command, str(folder), str(file)], check=True, capture_output=True)
        return file.with_suffix(".pdf")

    return converted


def pages(file: Path) -> list[list[str]]:
    """Lines of each page without running header and footer."""
    with file.open("rb") as stream:
        every = [reader.extract_text().splitlines() for reader in pypdf.PdfReader(stream).pages]
    return [[line.strip() for line in lines if line.strip()] for lines in every]


def fonts_of(sheet: pypdf.PageObject) -> DictionaryObject:
    resources = cast(DictionaryObject, sheet["/Resources"].get_object())
    return cast(DictionaryObject, resources["/Font"].get_object())


def test_the_exported_file_is_accessible(convert: Convert) -> None:
    # LibreOffice 7 paints borders outside artifacts, and loses the alternative text of charts,
    # not that of pictures; everything else is the document's matter.
    borders, charts = "PDFUA1-CONTENT-TAGGING-001", "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001"
    for briefing, lost in (
        (specimen_briefing("fr"), {borders, charts}),
        (replace(specimen_briefing("fr"), audience="press"), {borders}),
    ):
        report = page.validate_pdf(str(convert(briefing)), profile="ua1")
        assert {failure.rule_id for failure in report.failures} <= lost


def test_the_briefing_has_five_pages(convert: Convert) -> None:
    assert len(pages(convert(specimen_briefing("fr")))) == 5


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_executive_page_is_one_page(convert: Convert, locale: Locale) -> None:
    findings = published()
    part = told(findings, "executive")[locale]
    briefing = Briefing("Titre", "executive", findings.vantage, (part,), "2026-01-28")
    assert len(pages(convert(briefing))) == 1


def test_a_bilingual_briefing_counts_its_pages_through(convert: Convert) -> None:
    every = pages(convert(specimen_briefing("fr", "en")))
    assert len(every) == 11
    assert any("Page 7 of 11" in line for line in every[6])


def test_only_the_themes_fonts_are_used(convert: Convert) -> None:
    with convert(specimen_briefing("fr")).open("rb") as stream:
        fonts = {
            font.get_object()["/BaseFont"].partition("+")[2]
            for sheet in pypdf.PdfReader(stream).pages
            for font in fonts_of(sheet).values()
        }
    assert fonts == {"BriefingSans-Regular", "BriefingSans-SemiBold", "BriefingSans-Italic"}


def test_no_page_ends_in_a_heading_or_a_caption(convert: Convert) -> None:
    briefing = specimen_briefing("fr")
    blocks = briefing.parts[0].blocks
    headings = [plain(block.content) for block in blocks if isinstance(block, Heading)]
    captions = [plain(block.caption.title) for block in blocks if isinstance(block, Chart | Table)]
    for lines in pages(convert(briefing)):
        body = [line for line in lines if not line.startswith(("Page ", "Organisation"))]
        assert not any(words in body[-1] for words in headings + captions)
