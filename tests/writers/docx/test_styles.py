"""Styles carry the theme's type scale under the names that editors see."""

import pytest
from docx_reading import Element, W, value, xml

from reportgen.theme import Theme
from reportgen.writers.docx.styles import PARAGRAPH_STYLES, ParagraphStyle, font_family

NAMES = {
    "Briefing Publisher", "Briefing Status", "Briefing Theme", "Title", "Subtitle", "Key Label",
    "Key Period", "Key Value", "Key Unit", "Key Note", "heading 1", "heading 2", "Body Text",
    "List Bullet", "caption", "Caption Subtitle", "Source", "Table Header", "Table Unit",
    "Table Text", "Table Number", "Table Total", "Annex Text", "Glossary", "header", "footer",
    "Briefing Colophon",
}  # fmt: skip


@pytest.fixture(scope="module")
def styles(french: bytes) -> dict[str, Element]:
    every = xml(french, "word/styles.xml").iter(f"{W}style")
    return {style.get(f"{W}styleId", ""): style for style in every}


def test_every_name_of_the_design_is_there(styles: dict[str, Element]) -> None:
    assert {value(style, "name") for style in styles.values()} >= NAMES


@pytest.mark.parametrize("style", PARAGRAPH_STYLES, ids=lambda style: style.name)
def test_a_style_has_the_letters_of_its_line(
    style: ParagraphStyle, styles: dict[str, Element], theme: Theme
) -> None:
    found = styles[style.name.replace(" ", "")]
    line = theme.type[style.letters or style.type]
    assert value(found, "rPr/sz") == str(round(line.size * 2))
    assert value(found, "rPr/color") == line.colour[1:]
    assert value(found, "rPr/rFonts", "ascii") == font_family(theme, line.weight)
    assert (found.find(f"{W}rPr/{W}b") is not None) == (line.weight == "semibold")


@pytest.mark.parametrize(
    "style", [s for s in PARAGRAPH_STYLES if s.name != "Briefing Figure"], ids=lambda s: s.name
)
def test_a_line_takes_exactly_its_leading(
    style: ParagraphStyle, styles: dict[str, Element], theme: Theme
) -> None:
    spacing = styles[style.name.replace(" ", "")].find(f"{W}pPr/{W}spacing")
    assert spacing is not None
    assert spacing.get(f"{W}lineRule") == "exact"
    height = int(spacing.get(f"{W}line", 0))
    leading = round(theme.type[style.type].leading * 20)
    padding = int(spacing.get(f"{W}before", 0)) + int(spacing.get(f"{W}after", 0))
    assert leading in {height, height + padding}


def test_a_picture_is_not_cut_by_its_line(styles: dict[str, Element]) -> None:
    assert value(styles["BriefingFigure"], "pPr/spacing", "lineRule") == "auto"


@pytest.mark.parametrize("name", ["BodyText", "FirstParagraph", "ListBullet"])
def test_text_leaves_the_fourth_column_empty(name: str, styles: dict[str, Element]) -> None:
    millimetres = int(value(styles[name], "pPr/ind", "right")) / 20 / 72 * 25.4
    assert millimetres == pytest.approx(41.25, abs=0.02)


def test_a_caption_has_a_rule_above(styles: dict[str, Element], theme: Theme) -> None:
    assert value(styles["Caption"], "pPr/pBdr/top", "sz") == "4"
    assert value(styles["Caption"], "pPr/pBdr/top", "space") == "4"
    assert value(styles["Caption"], "pPr/pBdr/top", "color") == theme.colours["rule"][1:]


def test_list_items_open_with_an_en_dash(french: bytes) -> None:
    numbering = xml(french, "word/numbering.xml")
    assert value(numbering, "abstractNum/lvl/lvlText") == "\u2013"
    assert value(numbering, "num/abstractNumId") == "0"


def test_widows_are_controlled_everywhere(french: bytes) -> None:
    defaults = xml(french, "word/styles.xml").find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    assert defaults is not None
    assert defaults.find(f"{W}widowControl") is not None


def test_a_tag_stands_in_a_box_no_higher_than_its_line_needs(
    styles: dict[str, Element], theme: Theme
) -> None:
    status = styles["BriefingStatus"]
    sides = {side.tag.removeprefix(W): side for side in status.findall(f"{W}pPr/{W}pBdr/*")}
    assert set(sides) == {"top", "left", "bottom", "right"}
    spaces = sum(int(sides[side].get(f"{W}space", "")) for side in ("top", "bottom"))
    assert theme.type["status"].leading + spaces == 15
    for side in ("left", "right"):  # the box stands in the cell, not beside it
        edge = int(sides[side].get(f"{W}space", "")) + int(sides[side].get(f"{W}sz", "")) / 8
        assert int(value(status, "pPr/ind", side)) == edge * 20


def test_the_publisher_stands_on_the_line_of_the_tags(
    styles: dict[str, Element], theme: Theme
) -> None:
    def baseline(name: str, line: str, border: float) -> float:
        spacing = styles[name].find(f"{W}pPr/{W}spacing")
        assert spacing is not None
        below_letters = theme.type[line].size * 0.273  # the font's descent
        above = int(spacing.get(f"{W}before", 0)) + int(spacing.get(f"{W}line", 0))
        return border + above / 20 - below_letters

    top = styles["BriefingStatus"].find(f"{W}pPr/{W}pBdr/{W}top")
    assert top is not None
    box = int(top.get(f"{W}sz", "")) / 8 + int(top.get(f"{W}space", ""))
    publisher = baseline("BriefingPublisher", "publisher", 0)
    assert publisher == pytest.approx(baseline("BriefingStatus", "status", box), abs=0.6)
