"""Text that nobody vouches for: printed as text, or refused with its place; never a broken file."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page
import pytest
from docx_reading import W, xml
from openxml_audit import OpenXmlValidator
from pdf_reading import reader_of
from proof.built import checked

from reportgen.accessibility import check_files as examine_files
from reportgen.errors import ReportgenError
from reportgen.pipeline import build
from reportgen.request import BuildRequest

SERIES = Path(__file__).parent / "another_series"
MARKUP = 'R&D <5 % <img src="http://x/y"> {{ 7*7 }} **b** [a](javascript:alert(1)) ]]>'
HOSTILE_WORDS = '<img src="x"> &amp; <script>alert</script> x<y ]]> [a](javascript:b)'
Edit = Callable[[dict[str, Any]], None]


def made(folder: Path, edit: Edit = lambda _: None, heading: str = "") -> list[Path]:
    """Build another series in both languages, its package edited, a heading replaced."""
    mine = folder / "mine"
    mine.mkdir()
    shutil.copy(SERIES / "publisher.toml", mine)
    shutil.copy(SERIES / "synthetic-screens.csv", folder)
    package = json.loads((SERIES / "datapackage.json").read_text())
    edit(package["series"])
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / "datapackage.json").write_text(text)
    if heading:
        (mine / "catalogue").mkdir()
        said = f"# Own\n\n## method-heading\n- plain\n  fr: {heading}\n  en: {heading}\n"
        (mine / "catalogue" / "own.md").write_text(said, encoding="utf-8")
    request = BuildRequest(
        data=folder / "synthetic-screens.csv",
        as_of=None,
        period=None,
        audiences=("standard",),
        languages=("fr-en",),
        formats=("pdf", "docx"),
        status="final",
        templates=mine,
        output=folder / "out",
    )
    return [product.path for product in build(request, lambda _: None)]


def called(text: str, *keys: str) -> Edit:
    """Give the first segment another name."""

    def edit(series: dict[str, Any]) -> None:
        for forms in series["segments"][0]["forms"].values():
            forms.update(dict.fromkeys(keys, text))

    return edit


def noticed(text: str) -> Edit:
    """Give the series another source line."""
    return lambda series: series["texts"]["source_line"].update(fr=text, en=text)


def words(path: Path) -> str:
    """The text of a file without its spaces, which are set by the rules of each language."""
    if path.suffix == ".docx":
        found = [str(text.text) for text in xml(path.read_bytes()).iter(f"{W}t")]
    else:
        found = [sheet.extract_text() for sheet in reader_of(path.read_bytes()).pages]
    return "".join("".join(found).split())


def assert_sound(paths: list[Path]) -> None:
    assert {answer.grade for answer in checked(*paths)} == {"as built"}
    assert [str(f) for file in examine_files(paths) for f in file.issues] == []
    for path in paths:
        if path.suffix == ".pdf":
            for profile in ("ua1", "3a"):
                assert page.validate_pdf(str(path), profile=profile).failures == []
        else:
            assert not OpenXmlValidator().validate(str(path)).errors


def test_markup_in_names_is_printed(tmp_path: Path) -> None:
    paths = made(tmp_path, called(MARKUP, "detail", "expansion"))
    assert_sound(paths)
    assert all('R&D<5%<imgsrc="http' in words(path) for path in paths)


def test_a_name_of_figures_is_no_figure(tmp_path: Path) -> None:
    assert_sound(made(tmp_path, called("R&D <5", "short")))


def test_markup_in_a_source_line_is_printed(tmp_path: Path) -> None:
    paths = made(tmp_path, noticed("Source : <a href=x>R&D</a> ]]> &lt;"))
    assert_sound(paths)
    assert all("<ahref=x>R&D</a>]]>&lt;" in words(path) for path in paths)


def test_markup_in_the_catalogue_is_printed(tmp_path: Path) -> None:
    paths = made(tmp_path, heading=HOSTILE_WORDS)
    assert_sound(paths)
    assert all("<script>alert</script>x<y]]>[a](javascript:b)" in words(p) for p in paths)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (called("x" * 10_000, "detail"), "fr.detail has 10000 characters; keep it within 120"),
        (called("a\u0007b", "label"), "fr.label holds the control character U+0007; remove it"),
        (noticed("mot " * 2_500), "source_line.fr has 9999 characters; keep it within 1000"),
        (called("\u6620\u753b", "detail"), "no glyph for U+6620 (CJK UNIFIED IDEOGRAPH-6620)"),
        (called("ok \U0001f600", "detail"), 'no glyph for U+1F600 (GRINNING FACE), after "Ok "'),
    ],
)
def test_a_name_that_no_page_can_show_is_refused(tmp_path: Path, edit: Edit, told: str) -> None:
    with pytest.raises(ReportgenError) as refused:
        made(tmp_path, edit)
    assert told in str(refused.value)
    assert str(refused.value).startswith("datapackage.json:")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("a\u0007b", "catalogue/own.md:5: the fonts have no glyph for U+0007"),
        ("abc \u65e5", "catalogue/own.md:5: the fonts have no glyph for U+65E5"),
        ("mot " * 2_500 + "fin", "catalogue/own.md:5: method-heading, asked for at plans/standard"),
    ],
)
def test_words_that_no_page_can_show_are_refused(tmp_path: Path, heading: str, told: str) -> None:
    with pytest.raises(ReportgenError) as refused:
        made(tmp_path, heading=heading)
    assert told in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_a_word_of_a_thousand_letters_stays_on_its_pages(tmp_path: Path) -> None:
    paths = made(tmp_path, heading="x" * 1_000)
    assert_sound(paths)
    assert all(words(path).count("x") >= 1_000 for path in paths)
