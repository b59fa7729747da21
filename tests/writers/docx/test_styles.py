"""Styles carry the theme's type scale under the names that editors see."""

from collections import Counter

import pytest
from docx_reading import Element, W, paragraphs, style_of, text, value, xml
from pdf_reading import reader_of
from written import write_pdf

from reportgen.theme import Theme
from specimen import specimen_briefing

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


Letters = tuple[float, bool]  # the size in points, whether they are semibold


def painted(pdf: bytes) -> dict[str, Letters]:
    """The letters of every text that a PDF paints, as they are first painted."""
    found: dict[str, Letters] = {}

    def seen(text: str, _cm: object, _tm: object, font: dict[str, str] | None, size: float) -> None:
        words = " ".join(text.split())
        if words and font:
            found.setdefault(words, (size, font["/BaseFont"].endswith("-SemiBold")))

    for page in reader_of(pdf).pages:
        page.extract_text(visitor_text=seen)
    return found


def test_words_have_the_same_letters_in_word_as_in_pdf(
    french: bytes, styles: dict[str, Element], theme: Theme
) -> None:
    pages = painted(write_pdf(specimen_briefing("fr"), theme))
    told: dict[str, Counter[Letters]] = {}
    for paragraph in paragraphs(xml(french)):
        words = " ".join(text(paragraph).split())
        long = (line for line in pages if len(line) > 20 and words.startswith(line))
        line = words if words in pages else next(long, "")
        if line:
            told.setdefault(style_of(paragraph), Counter())[pages[line]] += 1
    del told["TableText"]  # its codes are semibold by themselves
    most = {name: letters.most_common(1)[0][0] for name, letters in told.items()}
    own = {
        name: (
            int(value(styles[name], "rPr/sz")) / 2,
            styles[name].find(f"{W}rPr/{W}b") is not None,
        )
        for name in most
    }
    assert own == most
    assert most.keys() >= {
        *("Title", "Subtitle", "KeyLabel", "KeyValue", "KeyUnit", "KeyNote", "Heading1"),
        *("Heading2", "ListBullet", "FirstParagraph", "CaptionSubtitle", "Source"),
        *("TableHeader", "TableUnit", "TableNumber", "TableTotal", "AnnexText"),
    }


def test_a_line_is_as_high_as_said_and_higher_than_its_letters(styles: dict[str, Element]) -> None:
    lines = {name: style.find(f"{W}pPr/{W}spacing") for name, style in styles.items()}
    exact = {n: s for n, s in lines.items() if s is not None and s.get(f"{W}lineRule") == "exact"}
    assert len(exact) >= len(NAMES)
    for name, spacing in exact.items():
        size = int(value(styles[name], "rPr/sz")) * 10
        padding = int(spacing.get(f"{W}before", 0)) + int(spacing.get(f"{W}after", 0))
        assert size < int(spacing.get(f"{W}line", 0)) <= 2 * size + padding


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
