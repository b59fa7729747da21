"""Rules of blocks and tables that every writer keeps, at their bounds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.briefing import (
    Block,
    BulletList,
    Callout,
    Caption,
    Cell,
    Chart,
    Column,
    Heading,
    KeyFigures,
    Locale,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from reportgen.errors import TemplateError
from reportgen.theme import load_theme
from reportgen.writers import rules, table_rules

THEME = load_theme()
WORDS = (Text("Des mots."),)
CAPTION = Caption("Figure 1", WORDS, "s")
CHART = Chart("lines", CAPTION, (), (), "", (), "Source", WORDS)
LIST = BulletList(())


def row(name: str = "x", *, opens_group: bool = False) -> Row:
    return Row((Cell((Text(name),)),), opens_group=opens_group)


def table(*rows: Row) -> Table:
    return Table(CAPTION, (Column("a"),), rows, (), "Source")


TABLE = table(row())


@pytest.mark.parametrize(
    ("previous", "block", "space"),
    [
        (None, Heading(1, WORDS), 0.0),
        (Callout(WORDS), Heading(1, WORDS), 0.0),
        (KeyFigures(()), Heading(1, WORDS), 15.0),
        (Paragraph(WORDS), Heading(1, WORDS), None),
        (Heading(2, WORDS), TABLE, 0.0),
        (Heading(2, WORDS), CHART, 0.0),
        (Paragraph(WORDS), CHART, None),
        (Paragraph(WORDS), LIST, 7.5),
        (Heading(1, WORDS), LIST, None),
        (Paragraph(WORDS), Paragraph(WORDS), 7.5),
        (LIST, Paragraph(WORDS), 7.5),
        (TABLE, Paragraph(WORDS), 7.5),
        (Heading(1, WORDS), Paragraph(WORDS), 0.0),
        (Note(WORDS), Paragraph(WORDS), 0.0),
        (Paragraph(WORDS), Note(WORDS), None),
    ],
)
def test_the_space_between_two_blocks_follows_from_both(
    previous: Block | None, block: Block, space: float | None
) -> None:
    assert rules.space_above(previous, block, THEME) == space


def test_a_subsection_before_any_section_becomes_one() -> None:
    blocks = (Paragraph(WORDS), Heading(2, WORDS), Heading(2, WORDS), Heading(1, WORDS))
    levels = [block.level for block in rules.nested(blocks) if isinstance(block, Heading)]
    assert levels == [1, 2, 1]


def test_a_section_opens_a_page_while_its_rows_leave_half_of_it() -> None:
    half = THEME.page.later_height / 2
    leading = THEME.type["table_cell"].leading
    most = int(half // leading)
    section = Heading(1, WORDS, opens_page=True)
    fits, overflows = (table(*[row()] * count) for count in (most, most + 1))
    assert rules.opens_page(None, (section, fits), THEME)
    assert not rules.opens_page(None, (section, overflows), THEME)
    assert not rules.opens_page(PageBreak(), (section, overflows), THEME)


def test_other_blocks_open_a_page_only_behind_a_break() -> None:
    assert rules.opens_page(PageBreak(), (Paragraph(WORDS),), THEME)
    assert not rules.opens_page(Paragraph(WORDS), (Heading(1, WORDS),), THEME)


def test_parts_begin_behind_the_title_page_one_after_the_other() -> None:
    assert rules.first_pages([3, 5]) == [2, 5]


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Figure\u00a012", ("Figure\u00a0", "12")),
        ("Figure", ("Figure", "")),
        ("12", ("12", "")),
        ("Table A1", ("Table A1", "")),
    ],
)
def test_a_label_is_a_word_and_a_number(label: str, parts: tuple[str, str]) -> None:
    assert rules.label_parts(label) == parts


@pytest.mark.parametrize("target", ["https://a.ma", "HTTPS://a.ma", "mailto:a@b.ma", "#anchor"])
def test_a_link_may_lead_to_the_web_a_mailbox_or_an_anchor(target: str) -> None:
    assert rules.checked_target(target) == target


@pytest.mark.parametrize("target", ["http://a.ma", "file:///x", "JavaScript:x", "a", ""])
def test_a_link_that_leads_elsewhere_is_refused(target: str) -> None:
    with pytest.raises(TemplateError, match="not allowed"):
        rules.checked_target(target)


def test_twelve_rows_stay_together_and_thirteen_leave_three_on_either_side() -> None:
    whole = table_rules.breaks_above([row()] * 12, names_again=True)
    assert not any(whole)
    parted = table_rules.breaks_above([row()] * 13, names_again=True)
    assert [n for n, breaks in enumerate(parted) if breaks] == [*range(3, 11)]


def test_only_a_writer_that_repeats_names_divides_a_group_of_twelve() -> None:
    rows = [row(opens_group=n in (0, 12)) for n in range(24)]
    kept = table_rules.breaks_above(rows, names_again=False)
    assert [n for n, breaks in enumerate(kept) if breaks] == [12]
    parted = table_rules.breaks_above(rows, names_again=True)
    expected = [*range(3, 10), 12, *range(15, 22)]
    assert [n for n, breaks in enumerate(parted) if breaks] == expected


@given(st.lists(st.integers(1, 20), min_size=1, max_size=6), st.booleans())
def test_a_break_never_leaves_fewer_than_three_rows_of_a_group(
    lengths: list[int], names_again: bool
) -> None:
    rows = [row(opens_group=n == 0) for length in lengths for n in range(length)]
    breaks = table_rules.breaks_above(rows, names_again=names_again)
    assert len(breaks) == len(rows)
    assert not any(breaks[:3])
    start = 0
    for length in lengths:
        inside = [n for n in range(1, length) if breaks[start + n]]
        assert all(3 <= n <= length - 3 for n in inside)
        start += length


def test_rules_stand_above_totals_and_groups_but_not_above_the_first_row() -> None:
    total = replace(row(), kind="total")
    block = table(total, row(opens_group=True), row(), total)
    colours = [table_rules.rule_above(block, number) for number in range(4)]
    assert colours == ["", "hair", "", "ink"]


def test_a_name_behind_a_code_is_muted_in_the_first_column_only() -> None:
    coded = Cell((Strong(WORDS), Text(" nom")))
    assert table_rules.is_muted(coded, first=True)
    assert not table_rules.is_muted(coded, first=False)
    assert table_rules.is_muted(Cell(WORDS, muted=True), first=False)


@pytest.mark.parametrize(
    ("locale", "text", "tail"),
    [
        ("fr", "10,578", ",578"),
        ("fr", "−2,4 à −2,3", ",3"),
        ("fr", "26\u202f170", ""),
        ("fr", "77,7\u202f%", ",7\u202f%"),
        ("fr", "nd", None),
        ("en", "26,170", ""),
        ("en", "3,230.5", ".5"),
    ],
)
def test_figures_align_from_their_decimal_sign(locale: Locale, text: str, tail: str | None) -> None:
    assert table_rules.behind_sign(text, locale) == tail


@pytest.mark.parametrize(
    ("room", "fixed", "widths"),
    [
        (100.0, 0, [40.0, 60.0]),
        (110.0, 0, [45.0, 65.0]),
        (110.0, 1, [40.0, 70.0]),
        (75.0, 0, [30.0, 45.0]),
        (50.0, 1, [20.0, 30.0]),
        (25.0, 0, [10.0, 15.0]),
    ],
)
def test_columns_share_what_is_spare_and_give_up_what_they_wish(
    room: float, fixed: int, widths: list[float]
) -> None:
    found = table_rules.column_widths([20.0, 30.0], [40.0, 60.0], room, fixed=fixed)
    assert found == pytest.approx(widths)
