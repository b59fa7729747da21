"""A briefing in the organisation's own Word file: its pages and styles win, ours fill the gaps."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Inches, Pt
from docx_reading import (
    Element,
    R,
    W,
    members,
    package_faults,
    paragraphs,
    text,
    value,
    xml,
)
from openxml_audit import FileFormat, OpenXmlValidator
from views.saves import packed
from writers import letterheads
from writers.docx.test_running import running, sections
from writers.docx.test_watermark import marks
from writers.drafts import draft
from written import write_docx

from reportgen.accessibility.word import examine_docx
from reportgen.theme import Theme, ThemeFile
from reportgen.writers.docx.letterhead import base_of
from specimen import specimen_briefing

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BASES = {"full": letterheads.full, "bare": letterheads.bare}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return letterheads.full(tmp_path_factory.mktemp("full"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return letterheads.bare(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def on_full(theme: Theme, full: Path) -> bytes:
    return write_docx(specimen_briefing("fr", "en"), on(theme, full))


@pytest.fixture(scope="module")
def on_bare(theme: Theme, bare: Path) -> bytes:
    return write_docx(specimen_briefing("fr"), on(theme, bare))


def on(theme: Theme, letterhead: Path) -> Theme:
    """The theme with a letterhead."""
    return replace(theme, letterhead=ThemeFile.read(letterhead))


def style(data: bytes, name: str) -> Element:
    """The style that Word shows under a name."""
    styles = xml(data, "word/styles.xml").iter(f"{W}style")
    (found,) = [each for each in styles if value(each, "name").casefold() == name.casefold()]
    return found


def findings(data: bytes, folder: Path) -> list[str]:
    file = folder / "briefing.docx"
    file.write_bytes(data)
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(file))
    # One letterhead has the pale styles of python-docx: that is for its owner to mend.
    found = (one for one in examine_docx(str(file), data).issues if one.check != "contrast")
    return [*map(str, result.errors), *package_faults(data), *map(str, found)]


def heads(data: bytes) -> Iterator[dict[tuple[str, str], str]]:
    for section in sections(data):
        yield {place: text(part) for place, part in running(data, section).items()}


@pytest.mark.parametrize("base", BASES)
def test_file_and_letterhead_pass_the_audits(base: str, theme: Theme, tmp_path: Path) -> None:
    letterhead = BASES[base](tmp_path)
    audit = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    assert [str(error) for error in audit.validate(str(letterhead)).errors] == []
    for briefing in (specimen_briefing("fr", "en"), draft("fr", "en")):
        data = write_docx(briefing, on(theme, letterhead))
        assert findings(data, tmp_path) == []


def test_first_and_later_pages_have_the_letterheads_header(on_full: bytes) -> None:
    title_page, french, english = heads(on_full)
    assert title_page["header", "default"] == letterheads.ADDRESS
    for part in (french, english):
        assert part["header", "first"] == letterheads.ADDRESS
        assert part["header", "default"] == letterheads.LATER


def test_our_foot_stands_where_the_letterhead_has_none(on_full: bytes) -> None:
    title_page, french, english = heads(on_full)
    assert title_page["footer", "default"] == french["footer", "first"]
    assert french["footer", "first"] == french["footer", "default"] == "Organisation\tPage 1 sur 1"
    assert english["footer", "default"] == "Organisation\tPage 1 of 1"


def test_our_running_head_stands_where_the_letterhead_has_none(on_bare: bytes) -> None:
    (part,) = heads(on_bare)
    assert part["header", "default"].startswith("Services numériques et externalisation")
    assert ("header", "first") not in part


def test_the_right_tab_stands_at_the_edge_whatever_stops_the_letterhead_has(on_full: bytes) -> None:
    _, french, _ = sections(on_full)
    footer = running(on_full, french)["footer", "default"]
    stops = [
        (tab.get(f"{W}val"), tab.get(f"{W}pos")) for tab in footer.iterfind(f".//{W}tabs/{W}tab")
    ]
    assert stops == [("clear", "4680"), ("clear", "9360"), ("right", str(text_block(french)))]


def test_the_picture_in_the_header_is_the_letterheads_and_that_in_its_body_is_gone(
    on_full: bytes,
) -> None:
    pictures = [data for name, data in members(on_full).items() if "/media/" in name]
    assert pictures.count(letterheads.logo()) == 1
    assert letterheads.logo("navy") not in pictures
    _, french, _ = sections(on_full)
    header = running(on_full, french)["header", "first"]
    assert [picture.get("descr") for picture in header.iter(f"{WP}docPr")] == ["Institut"]
    assert [blip.get(f"{R}embed") for blip in header.iter(f"{A}blip")] != []


def test_nothing_of_the_letterheads_body_or_properties_is_left(on_full: bytes) -> None:
    said = "".join(text(paragraph) for paragraph in paragraphs(xml(on_full)))
    assert "Lettre type" not in said
    assert "Un ancien texte" not in said
    core = members(on_full)["docProps/core.xml"].decode()
    assert "Modèle" not in core
    assert "python-docx" not in core


def test_styles_that_the_letterhead_has_look_as_it_says(on_full: bytes) -> None:
    for name in ("Heading 1", "Caption", "Body Text", "Title", "Source"):
        assert value(style(on_full, name), "rPr/color") == str(letterheads.COLOUR)
    assert value(style(on_full, "Heading 1"), "rPr/rFonts", "ascii") == "Georgia"


def test_running_text_looks_like_the_body_text_of_the_letterhead(
    theme: Theme, tmp_path: Path
) -> None:
    document = docx.Document()
    assert "Body Text" in [each.name for each in document.styles]
    document.save(str(tmp_path / "letterhead.docx"))
    on_it = on(theme, tmp_path / "letterhead.docx")
    first = style(write_docx(specimen_briefing("fr"), on_it), "First Paragraph")
    assert value(first, "basedOn") == "BodyText"
    assert first.find(f"{W}rPr") is None


def test_its_headings_and_captions_still_keep_with_what_follows(on_full: bytes) -> None:
    for name in ("Heading 1", "Heading 2", "Caption", "Title"):
        assert style(on_full, name).find(f"{W}pPr/{W}keepNext") is not None
    assert value(style(on_full, "Heading 2"), "pPr/outlineLvl") == "1"


def test_styles_that_it_lacks_have_our_look_and_begin_from_nothing(
    on_full: bytes, theme: Theme
) -> None:
    added = style(on_full, "Caption Subtitle")
    assert value(added, "rPr/sz") == str(round(theme.type["caption_subtitle"].size * 2))
    assert added.find(f"{W}basedOn") is None
    fonts = xml(on_full, "word/fontTable.xml")
    names = [font.get(f"{W}name") for font in fonts]
    assert len(names) == len(set(names))
    assert {"Calibri", theme.fonts.family} <= set(names)


def test_letters_in_a_caption_of_the_letterhead_add_their_weight_alone(on_full: bytes) -> None:
    letters = style(on_full, "Caption Title").find(f"{W}rPr")
    assert letters is not None
    assert [child.tag for child in letters] == [f"{W}b", f"{W}bCs"]


def test_theme_fonts_and_page_are_the_letterheads(on_full: bytes, full: Path) -> None:
    with ZipFile(full) as package:
        assert members(on_full)["word/theme/theme1.xml"] == package.read("word/theme/theme1.xml")
    for section in sections(on_full):
        assert (value(section, "pgSz", "w"), value(section, "pgSz", "h")) == ("12240", "15840")
        assert value(section, "pgMar", "left") == str(round(1.6 * 1440))
        assert value(section, "pgMar", "top") == str(round(1.9 * 1440))


def text_block(section: Element) -> int:
    """Width between the margins, in twips."""
    return int(value(section, "pgSz", "w")) - sum(
        int(value(section, "pgMar", side)) for side in ("left", "right")
    )


@pytest.mark.parametrize("edition", ["on_full", "on_bare"])
def test_tables_and_figures_are_as_wide_as_its_text_block(
    edition: str, request: pytest.FixtureRequest
) -> None:
    data = request.getfixturevalue(edition)
    wide = text_block(sections(data)[0])
    widths = {int(value(table, "tblPr/tblW", "w")) for table in xml(data).iter(f"{W}tbl")}
    assert all(abs(width - wide) <= 1 for width in widths)
    drawn = {int(extent.get("cx", "0")) for extent in xml(data).iter(f"{WP}extent")}
    assert max(drawn) == Pt(wide / 20)


def test_the_list_is_numbered_apart_and_its_style_leads_to_it(theme: Theme, tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["List Bullet"].element.getparent().remove(
        document.styles["List Bullet"].element
    )
    path = tmp_path / "letterhead.docx"
    document.save(str(path))
    taken = {
        number.get(f"{W}numId")
        for number in xml(path.read_bytes(), "word/numbering.xml").iter(f"{W}num")
    }
    data = write_docx(specimen_briefing("fr"), on(theme, path))
    number = value(style(data, "List Bullet"), "pPr/numPr/numId")
    numbering = xml(data, "word/numbering.xml")
    assert number not in taken
    (ours,) = [each for each in numbering.iter(f"{W}num") if each.get(f"{W}numId") == number]
    kinds = [each.get(f"{W}abstractNumId") for each in numbering.iter(f"{W}abstractNum")]
    assert len(kinds) == len(set(kinds))
    assert value(ours, "abstractNumId") in kinds
    assert [child.tag for child in numbering] == sorted(child.tag for child in numbering)


def test_the_letterheads_own_bullets_stay(on_full: bytes, full: Path) -> None:
    before = xml(full.read_bytes(), "word/numbering.xml")
    assert len(xml(on_full, "word/numbering.xml")) == len(before)


def test_identifiers_of_another_language_and_of_another_style_are_told_apart(
    theme: Theme, bare: Path, tmp_path: Path
) -> None:
    document = docx.Document(str(bare))
    french = document.styles.add_style("heading 1", WD_STYLE_TYPE.PARAGRAPH)
    french.element.set(f"{W}styleId", "Titre1")
    french.font.size = Pt(31)
    document.sections[0].header.paragraphs[0].add_run("Institut")
    document.sections[0].header.paragraphs[0].style = french
    document.styles.add_style("Source", WD_STYLE_TYPE.CHARACTER)
    path = tmp_path / "letterhead.docx"
    document.save(str(path))
    data = write_docx(specimen_briefing("fr"), on(theme, path))
    assert style(data, "heading 1").get(f"{W}styleId") == "Heading1"
    assert value(style(data, "heading 1"), "rPr/sz") == "62"
    assert style(data, "Corps de l’institut").get(f"{W}styleId") == "Heading11"
    (part,) = sections(data)
    (head, *_) = paragraphs(running(data, part)["header", "default"])
    assert value(head, "pPr/pStyle") == "Heading1"
    assert style(data, "Briefing Source").get(f"{W}type") == "paragraph"
    assert findings(data, tmp_path) == []


def test_the_language_is_that_of_the_briefing(on_full: bytes) -> None:
    styles = xml(on_full, "word/styles.xml")
    languages = [each.get(f"{W}val") for each in styles.iter(f"{W}lang")]
    assert languages == ["fr-FR"]
    assert value(xml(on_full, "word/settings.xml"), "themeFontLang") == "fr-FR"


def test_a_draft_has_its_watermark_in_every_header_of_the_letterhead(
    theme: Theme, full: Path
) -> None:
    data = write_docx(draft("fr", "en"), on(theme, full))
    found = [
        {
            pages: (text(part), marks(part))
            for (kind, pages), part in running(data, section).items()
            if kind == "header"
        }
        for section in sections(data)
    ]
    first, later = letterheads.ADDRESS, letterheads.LATER
    assert found == [
        {"default": (first, ["SOUS EMBARGO"])},
        {"first": (first, ["SOUS EMBARGO"]), "default": (later, ["SOUS EMBARGO"])},
        {"first": (first, ["DRAFT"]), "default": (later, ["DRAFT"])},
    ]


def test_a_watermark_of_the_letterhead_gives_way_to_that_of_a_draft(
    theme: Theme, bare: Path, tmp_path: Path
) -> None:
    path = tmp_path / "letterhead.docx"
    path.write_bytes(write_docx(draft("fr", word="COPIE"), on(theme, bare)))
    on_it = on(theme, path)
    data = write_docx(draft("fr"), on_it)
    (part,) = sections(data)
    assert marks(running(data, part)["header", "first"]) == ["SOUS EMBARGO"]
    assert findings(data, tmp_path) == []
    final = write_docx(specimen_briefing("fr"), on_it)
    assert marks(running(final, part)["header", "first"]) == ["COPIE"]


def test_two_styles_of_almost_one_name_stay_two(theme: Theme, full: Path, tmp_path: Path) -> None:
    document = docx.Document(str(full))
    twin = document.styles.add_style("Twin", WD_STYLE_TYPE.PARAGRAPH).element
    twin.set(f"{W}styleId", "CAPTION")
    twin.find(f"{W}name").set(f"{W}val", "CAPTION")
    document.save(str(tmp_path / "letterhead.docx"))
    on_it = on(theme, tmp_path / "letterhead.docx")
    assert findings(write_docx(specimen_briefing("fr"), on_it), tmp_path) == []


def test_even_pages_have_what_the_letterhead_says_of_them(
    theme: Theme, full: Path, tmp_path: Path
) -> None:
    document = docx.Document(str(full))
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].even_page_header.paragraphs[0].text = "Page paire"
    document.save(str(tmp_path / "letterhead.docx"))
    on_it = on(theme, tmp_path / "letterhead.docx")
    (part,) = heads(write_docx(specimen_briefing("fr"), on_it))
    assert part["header", "even"] == "Page paire"
    assert part["footer", "even"] == part["footer", "default"] != ""


def test_a_header_of_every_page_is_that_of_the_first_too(theme: Theme, tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Institut"
    document.add_section()
    document.save(str(tmp_path / "letterhead.docx"))
    on_it = on(theme, tmp_path / "letterhead.docx")
    data = write_docx(specimen_briefing("fr"), on_it)
    (part,) = heads(data)
    assert part["header", "first"] == part["header", "default"] == "Institut"
    assert len([name for name in members(data) if re.match(r"word/header", name)]) == 1


def test_the_file_is_the_same_on_every_run(theme: Theme, full: Path, on_full: bytes) -> None:
    assert write_docx(specimen_briefing("fr", "en"), on(theme, full)) == on_full


def test_a_file_that_was_written_may_be_the_letterhead_of_the_next(
    theme: Theme, on_full: bytes, tmp_path: Path
) -> None:
    (tmp_path / "again.docx").write_bytes(on_full)
    again = write_docx(specimen_briefing("fr", "en"), on(theme, tmp_path / "again.docx"))
    assert findings(again, tmp_path) == []
    assert [text(p) for p in paragraphs(xml(again))] == [text(p) for p in paragraphs(xml(on_full))]


@pytest.mark.parametrize("inch", ["2.54cm", "25.4mm", "1in", "72pt", "6pc"])
def test_a_margin_may_have_any_unit(inch: str, theme: Theme, tmp_path: Path) -> None:
    path = letterheads.bare(tmp_path)
    parts = members(path.read_bytes())
    body = parts["word/document.xml"]
    assert b'w:top="1440"' in body
    parts["word/document.xml"] = body.replace(b'w:top="1440"', f'w:top="{inch}"'.encode())
    path.write_bytes(packed(parts))
    page = base_of(on(theme, path)).fitted(theme).page
    assert page.first_top == pytest.approx(72)


def test_a_wide_letterhead_gives_charts_their_width(theme: Theme, tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    section.gutter = Inches(0.5)
    document.save(str(tmp_path / "letterhead.docx"))
    on_it = on(theme, tmp_path / "letterhead.docx")
    data = write_docx(specimen_briefing("fr"), on_it)
    drawn = {int(extent.get("cx", "0")) for extent in xml(data).iter(f"{WP}extent")}
    assert max(drawn) == Inches(11 - 2 * 1.25 - 0.5)
