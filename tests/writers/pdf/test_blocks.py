"""Blocks on the page: heights, spaces, what keeps together."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from reportgen.briefing import (
    Block,
    BulletList,
    Callout,
    Cell,
    Chart,
    Column,
    Heading,
    KeyFigures,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)
from reportgen.theme import Theme, load_theme
from reportgen.writers.pdf.bands import Band, BoxItem, LineItem, RuleItem, Stack
from reportgen.writers.pdf.blocks import galleys_of
from reportgen.writers.pdf.masthead import head_table, masthead
from specimen import specimen
from specimen_tables import annex as specimen_annex

if TYPE_CHECKING:
    from reportgen.charts import Drawing

WORDS = (Text("Des mots qui se suivent sans rien dire. " * 6),)


@cache
def theme(audience: str = "standard") -> Theme:
    return load_theme().seen_by(audience)


def drawing(_chart: Chart) -> "Drawing":
    from reportgen.charts import Drawing

    return Drawing(453.5, 90.0, ())


def stacks(*blocks: Block, audience: str = "standard") -> list[Stack]:
    part = replace(specimen("fr"), blocks=blocks)
    galleys = galleys_of(part, theme(audience), drawing)
    return [stack for galley in galleys for stack in galley.stacks]


def test_charts_and_short_tables_fill_whole_lines_of_the_body() -> None:
    exhibits = [block for block in specimen("fr").blocks if isinstance(block, Chart | Table)]
    assert len(exhibits) == 8
    for stack in stacks(*exhibits):
        assert stack.height % 15 == pytest.approx(0, abs=1e-6)


def test_a_table_of_twelve_rows_stays_whole_and_a_longer_one_may_split() -> None:
    short, *_, annex = [block for block in specimen("fr").blocks if isinstance(block, Table)]
    kept, split = stacks(short, annex)
    assert kept.floats
    assert not split.floats


def rows_of(count: int, groups: frozenset[int]) -> list[Band]:
    """The bands of a long table with a name in the rows that open a group."""
    annex = [block for block in specimen("fr").blocks if isinstance(block, Table)][-1]
    blank, model = Cell(()), annex.rows[0]
    named = [Cell((Text(f"P{n}"),)) if n in groups else blank for n in range(count)]
    rows = tuple(
        replace(model, cells=(name, *model.cells[1:]), opens_group=n in groups)
        for n, name in enumerate(named)
    )
    (stack,) = stacks(replace(annex, rows=rows))
    height = theme().type["annex_cell"].leading
    return [band for band in stack.bands if band.height == height][:count]


def test_a_table_may_split_from_thirteen_rows_on() -> None:
    every = frozenset(range(13))
    assert [any(s.may_break for s in rows_of(n, every)) for n in (12, 13)] == [False, True]


def test_a_table_splits_between_groups_and_three_rows_within_them() -> None:
    rows = rows_of(14, frozenset({0, 2, 3, 5, 11}))
    assert [n for n, band in enumerate(rows) if band.may_break] == [3, 5, 8, 11]


def test_a_page_that_continues_a_group_repeats_the_header_and_its_name() -> None:
    rows = rows_of(14, frozenset({0, 2, 3, 5, 11}))
    assert [len(rows[n].repeated) for n in (3, 5, 8, 11)] == [1, 1, 2, 1]
    header, name = rows[8].repeated
    assert (header.height, name.height) == (14.25, 0.0)
    assert [said(mark) for mark in name.items] == ["P5"]


def said(mark: object) -> str:
    return "".join(run.text for run in mark.line.runs).strip() if isinstance(mark, LineItem) else ""


@pytest.mark.parametrize(
    ("units", "height"), [(("", ""), 14.25), (("Md MAD", ""), 24.25), (("Md MAD", "%"), 24.25)]
)
def test_a_header_row_has_room_for_its_lines_and_a_foot_below_them(
    units: tuple[str, str], height: float
) -> None:
    columns = tuple(Column(f"C{n}", unit, "decimal") for n, unit in enumerate(units))
    row = Row(tuple(Cell((Text("1"),)) for _ in units))
    table = next(block for block in specimen("fr").blocks if isinstance(block, Table))
    (stack,) = stacks(replace(table, header=columns, rows=(row,) * 3))
    (header,) = [s for s in stack.bands if "C0" in {said(mark) for mark in s.items}]
    assert header.height == height
    names = [mark for mark in header.items if said(mark) in {"C0", "C1"}]
    assert len({mark.y for mark in names if isinstance(mark, LineItem)}) == 1


def test_rules_are_heavier_at_the_edges_of_a_table_than_inside() -> None:
    model = next(block for block in specimen("fr").blocks if isinstance(block, Table))
    rows = (*(replace(row, kind="body", opens_group=False) for row in model.rows[:2]),)
    total = replace(model.rows[2], kind="total", opens_group=False)
    (stack,) = stacks(replace(model, rows=(*rows, total)))
    rules = [mark for band in stack.bands for mark in band.items if isinstance(mark, RuleItem)]
    _caption, *own = [(rule.x, rule.thickness) for rule in rules]
    assert own == [(0.0, 0.75), (0.0, 0.5), (0.0, 0.75)]


def test_a_split_never_leaves_fewer_than_three_rows_of_a_period() -> None:
    annex = [block for block in specimen("fr").blocks if isinstance(block, Table)][-1]
    (stack,) = stacks(annex)
    row_height = theme().type["annex_cell"].leading
    rows = [band for band in stack.bands if band.height == row_height][: len(annex.rows)]
    names = [row.cells[0].content != (Text(""),) for row in annex.rows]
    starts = [number for number, named in enumerate(names) if named]
    for number, band in enumerate(rows):
        if band.may_break and number not in starts:
            before = number - max(start for start in starts if start < number)
            after = min(start for start in [*starts, len(rows)] if start > number) - number
            assert min(before, after) >= 3
    assert sum(band.may_break for band in rows) >= len(starts) - 2


def test_cards_are_ninety_points_high() -> None:
    cards = next(block for block in specimen("fr").blocks if isinstance(block, KeyFigures))
    (stack,) = stacks(cards)
    assert (stack.height, stack.after) == (90.0, 15.0)


@pytest.mark.parametrize(
    ("previous", "before"),
    [(Paragraph(WORDS), 7.5), (Heading(1, WORDS), 0.0), (Callout(WORDS), 0.0)],
)
def test_space_before_a_paragraph_depends_on_what_it_follows(
    previous: Block, before: float
) -> None:
    assert stacks(previous, Paragraph(WORDS))[-1].before == before


def test_no_hair_line_is_painted_over_the_rule_of_a_header() -> None:
    annex = specimen_annex("fr")
    first, *rest = annex.rows
    (stack,) = stacks(replace(annex, rows=(replace(first, opens_group=True), *rest)))
    rules = [
        (band.height - item.y - item.thickness / 2, item.colour)
        for band in stack.bands
        for item in band.items
        if isinstance(item, RuleItem) and band.height > item.thickness
    ]
    hairs = [y for y, colour in rules if colour == theme().colours["hair"]]
    assert hairs == [pytest.approx(0.0)] * sum(row.opens_group for row in rest)


def test_a_table_under_a_heading_keeps_only_the_space_of_the_heading() -> None:
    table = next(block for block in specimen("fr").blocks if isinstance(block, Table))
    assert stacks(Heading(2, WORDS), table)[-1].before == 0.0
    assert stacks(Paragraph(WORDS), table)[-1].before == 15.0


def test_a_page_break_opens_a_page_with_the_next_block() -> None:
    first, second = stacks(Paragraph(WORDS), PageBreak(), Paragraph(WORDS))
    assert (first.opens_page, second.opens_page) == (False, True)


def test_body_text_is_three_columns_wide() -> None:
    (stack,) = stacks(Paragraph(WORDS))
    widths = [
        item.line.width for band in stack.bands for item in band.items if isinstance(item, LineItem)
    ]
    page = theme().page
    assert page.span(2) < max(widths) <= page.span(3)


def test_key_points_are_one_block_and_a_long_list_may_split() -> None:
    item = ListItem(WORDS)
    (short,) = stacks(BulletList((item,) * 5))
    (long,) = stacks(BulletList((item,) * 9))
    firsts = [band for band in long.bands if len(band.items) == 2]
    assert [band.may_break for band in firsts] == [False] * 2 + [True] * 6 + [False]
    assert not any(band.may_break for band in short.bands)


def test_a_note_stands_under_a_rule() -> None:
    (stack,) = stacks(Note((Text("Contact"),)))
    assert stack.height == 15.0


def test_the_executive_page_has_smaller_titles() -> None:
    blocks = (Paragraph(WORDS), Heading(1, (Text("Cap 2030"),)))
    standard = stacks(*blocks)[-1]
    executive = stacks(*blocks, audience="executive")[-1]
    assert (standard.height, standard.before) == (20.0, 20.0)
    assert (executive.height, executive.before) == (15.0, 15.0)


def test_the_head_of_a_part_is_as_high_as_designed() -> None:
    head = masthead(specimen("fr").masthead, theme(), "title")
    heights = [stack.height for stack in head.stacks]
    assert heights == [31.0, 15.0, 55.0, 15.0]


def test_status_tags_stand_in_their_order_at_the_right_edge() -> None:
    head = replace(specimen("fr").masthead, tags=("Sous embargo", "Provisoire"))
    (stack,) = head_table(head, theme()).stacks
    first, second = [item for item in stack.bands[0].items if isinstance(item, BoxItem)]
    assert second.x + second.width == pytest.approx(theme().page.measure)
    assert first.x + first.width == pytest.approx(second.x - 6.0)


def test_a_long_name_of_a_publisher_takes_a_second_line() -> None:
    masthead = specimen("fr").masthead
    long = replace(masthead, publisher="Ministère de la Transition numérique " * 3)
    (short_head,), (head,) = (head_table(one, theme()).stacks for one in (masthead, long))
    assert head.height > short_head.height
    boxes = [item for item in head.bands[0].items if isinstance(item, BoxItem)]
    names = [m for m in head.bands[0].items if isinstance(m, LineItem)][:2]
    assert all(name.line.width < boxes[0].x for name in names)
