"""Tables: rows stay together, headers repeat, decimal signs stand in one line."""

from dataclasses import replace
from typing import Literal

import pytest
from docx_reading import Element, W, paragraphs, style_of, text, value, xml
from hypothesis import given
from hypothesis import strategies as st
from writers.docx.conftest import Write

from reportgen.briefing import Cell, Column, Row, Table, Text, plain
from reportgen.theme import Theme
from reportgen.writers.docx.styles import text_width
from reportgen.writers.docx.tables import is_number, rows_kept_with_next
from reportgen.writers.table_rules import column_widths
from specimen import specimen_briefing
from specimen_tables import segment_table

LENGTHS = st.lists(st.integers(1, 20), min_size=1, max_size=6)
TYPES = {"TableNumber": "table_cell", "TableTotal": "table_total", "AnnexText": "annex_cell"}


def data_tables(data: bytes) -> list[Element]:
    every = xml(data).iter(f"{W}tbl")
    return [table for table in every if value(table, "tblPr/tblStyle") == "BriefingTable"]


def groups(lengths: list[int]) -> tuple[Row, ...]:
    cell = Cell((Text("1"),))
    return tuple(
        Row((cell,), opens_group=position == 0) for length in lengths for position in range(length)
    )


def test_the_header_row_repeats_and_no_row_splits(french: bytes) -> None:
    for table in data_tables(french):
        header, *rows = table.findall(f"{W}tr")
        assert header.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (header, *rows))


@pytest.mark.parametrize(
    ("units", "twips"), [(("", ""), 285), (("Md MAD", ""), 485), (("Md MAD", "%"), 485)]
)
def test_a_header_row_has_room_for_its_lines_and_a_foot_below_them(
    units: tuple[str, str], twips: int, write: Write
) -> None:
    columns = tuple(Column(f"C{n}", unit, "decimal") for n, unit in enumerate(units))
    cells = tuple(Cell((Text("1"),)) for _ in units)
    table = replace(segment_table("fr"), header=columns, rows=(Row(cells),) * 3)
    (written,) = data_tables(write(table))
    assert int(value(written, "tr/trPr/trHeight")) == twips


def test_a_table_says_that_its_first_row_and_column_head_it_and_that_it_has_no_bands(
    french: bytes,
) -> None:
    on = {"firstRow", "firstColumn", "noHBand", "noVBand"}
    for table in data_tables(french):
        for part in (*on, "lastRow", "lastColumn"):
            assert value(table, "tblPr/tblLook", part) == ("1" if part in on else "0")


def test_a_dark_rule_stands_above_a_total_and_a_pale_one_above_a_group(
    write: Write, theme: Theme
) -> None:
    first, second, *_, last = segment_table("fr").rows
    rows = (first, replace(second, opens_group=True), replace(last, kind="total"))
    (table,) = data_tables(write(replace(segment_table("fr"), rows=rows)))
    borders = [row.find(f"{W}tc/{W}tcPr/{W}tcBorders/{W}top") for row in table.iter(f"{W}tr")]
    colours = ["" if b is None else "#" + b.get(f"{W}color", "") for b in borders]
    assert colours == ["", "", theme.colours["hair"], theme.colours["ink"]]


@pytest.mark.parametrize(
    ("layout", "kind", "styles"),
    [
        ("standard", "body", ("TableText", "TableNumber")),
        ("standard", "member", ("TableMember", "TableNumber")),
        ("standard", "group", ("TableTotal", "TableTotal")),
        ("standard", "total", ("TableTotal", "TableTotal")),
        ("annex", "body", ("AnnexText", "AnnexText")),
        ("annex", "total", ("TableTotal", "TableTotal")),
    ],
)
def test_a_row_has_the_style_of_its_kind(
    layout: Literal["standard", "annex"],
    kind: Literal["body", "member", "group", "total"],
    styles: tuple[str, str],
    write: Write,
) -> None:
    row = Row((Cell((Text("ITO"),)), Cell((Text("1,5"),))), kind=kind)
    columns = (Column("Segment", "", "left"), Column("2025", "", "decimal"))
    table = replace(segment_table("fr"), layout=layout, header=columns, rows=(row,))
    (written,) = data_tables(write(table))
    assert tuple(map(style_of, paragraphs(written)))[-2:] == styles


def test_a_table_has_the_words_of_its_caption(french: bytes) -> None:
    blocks = specimen_briefing("fr").parts[0].blocks
    expected = [table.caption.subtitle for table in blocks if isinstance(table, Table)]
    tables = data_tables(french)
    assert [value(table, "tblPr/tblDescription") for table in tables] == expected
    titles = [plain(table.caption.title) for table in blocks if isinstance(table, Table)]
    assert [value(table, "tblPr/tblCaption") for table in tables] == titles


def test_names_behind_codes_are_muted_and_no_other_words_of_the_first_column(
    french: bytes,
) -> None:
    table = data_tables(french)[0]
    looks = {
        text(run): value(run, "rPr/rStyle")
        for row in table.findall(f"{W}tr")[1:]
        for run in row.findall(f"{W}tc")[0].iter(f"{W}r")
    }
    assert looks.pop(" informatique") == looks.pop(" processus métier") == "Muted"
    codes = ("ITO", "CRM", "ESO", "BPO", "KPO")
    assert {looks.pop(code) for code in codes} == {"Strong"}
    assert {looks.pop(whole) for whole in ("ITO + CRM", "Total")} == {""}
    assert set(looks.values()) == {"Muted"}


def test_a_hair_line_stands_above_each_group_but_the_first(write: Write) -> None:
    annex = [b for b in specimen_briefing("fr").parts[0].blocks if isinstance(b, Table)][-1]
    first, *others = annex.rows
    (table,) = data_tables(write(replace(annex, rows=(replace(first, opens_group=True), *others))))
    rows = table.findall(f"{W}tr")[1:]
    ruled = [row.find(f"{W}tc/{W}tcPr/{W}tcBorders/{W}top") is not None for row in rows]
    assert ruled == [False, *(row.opens_group for row in others)]
    assert any(ruled)


def test_tables_are_fixed_and_as_wide_as_the_text(french: bytes, theme: Theme) -> None:
    measure = round(theme.page.measure * 20)
    for table in xml(french).iter(f"{W}tbl"):
        assert value(table, "tblPr/tblLayout", "type") == "fixed"
        assert int(value(table, "tblPr/tblW", "w")) == pytest.approx(measure, abs=1)
        columns = [int(column.get(f"{W}w", 0)) for column in table.findall(f"{W}tblGrid/*")]
        assert sum(columns) == pytest.approx(measure, abs=len(columns))


@pytest.mark.parametrize("sign", [",", "."])
def test_decimal_signs_of_a_column_stand_in_one_line(
    sign: str, french: bytes, bilingual: bytes, theme: Theme
) -> None:
    tables = data_tables(french) if sign == "," else data_tables(bilingual)[3:]
    for table in tables:
        rows = table.findall(f"{W}tr")[1:]
        for column in zip(*(row.findall(f"{W}tc") for row in rows), strict=True):
            places = [behind_sign(cell, sign, theme) for cell in column if number(cell)]
            assert places == pytest.approx([places[0]] * len(places) if places else [], abs=0.05)


def number(cell: Element) -> bool:
    (paragraph,) = paragraphs(cell)
    bare = text(paragraph).partition("\u2009")[0]
    return is_number(bare) and value(paragraph, "pPr/jc") == "right"


def behind_sign(cell: Element, sign: str, theme: Theme) -> float:
    """Points between the last integer digit and the right edge of the column."""
    (paragraph,) = paragraphs(cell)
    indent = int(value(paragraph, "pPr/ind", "right") or 0) / 20
    words, thin, mark = text(paragraph).partition("\u2009")
    _, found, fraction = words.partition(sign)
    style = theme.type[TYPES[style_of(paragraph)]]
    return indent + text_width(theme, found + fraction + thin + mark, style)


@given(LENGTHS)
def test_a_page_break_leaves_a_group_whole_or_three_rows_together(lengths: list[int]) -> None:
    keeps = rows_kept_with_next(groups(lengths))
    assert len(keeps) == sum(lengths)
    assert keeps[-1]
    if len(keeps) <= 12:
        assert all(keeps)
        return
    start = 0
    for length in lengths:
        breaks = [n + 1 for n, keep in enumerate(keeps[start : start + length - 1]) if not keep]
        assert all(3 <= done <= length - 3 for done in breaks)
        assert bool(breaks) == (length > 12)
        start += length


def test_a_long_table_may_break_between_groups() -> None:
    keeps = rows_kept_with_next(groups([7, 12, 13, 7]))
    assert [n for n, keep in enumerate(keeps) if not keep] == [6, 18, *range(21, 29), 31]


@given(st.lists(st.tuples(st.floats(1, 200), st.floats(0, 200)), min_size=1, max_size=8))
def test_columns_fill_the_room(columns: list[tuple[float, float]]) -> None:
    least = [low for low, _ in columns]
    wished = [low + more for low, more in columns]
    widths = column_widths(least, wished, 453.5)
    assert sum(widths) == pytest.approx(453.5)
    assert min(widths) > 0
    if sum(least) <= 453.5:
        assert all(width >= low - 1e-9 for width, low in zip(widths, least, strict=True))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10,578", True),
        ("+7,1", True),
        ("\u221238", True),
        ("26\u202f170", True),
        ("77,7\u202f%", True),
        ("\u22122,4 à \u22122,3", False),
        ("nd", False),
        ("", False),
    ],
)
def test_one_number_is_told_from_ranges_and_words(words: str, expected: bool) -> None:
    assert is_number(words) is expected
