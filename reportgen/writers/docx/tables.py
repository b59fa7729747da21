"""Data tables: a repeated header, aligned figures, rows that stay together.

Figures stand right-aligned, with an indent that brings their decimal signs into one line. Decimal
tab stops would obey the reader's regional settings, not the document: on an English system they
miss the decimal comma, and narrow no-break spaces in thousands mislead them anywhere.
"""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from reportgen.briefing import Cell, Column, Row, Table, plain
from reportgen.theme import Theme, TypeStyle
from reportgen.writers import table_rules
from reportgen.writers.docx.chapter import Chapter, runs
from reportgen.writers.docx.layout_tables import cell, grid, table_properties
from reportgen.writers.docx.styles import TABLE_STYLE, text_width
from reportgen.writers.docx.xml import Element, border, checked, paragraph, twips, w

_OTHER_FONT_RESERVE = 1.04  # the fallback font is that much wider where ours is not installed
_NUMBER = re.compile(r"[+\u2212-]?\d[\d\s.,]*(?:\s?%)?")


@dataclass(frozen=True, slots=True)
class FittedColumn:
    """A column: its width, the gap at its right side, the indent of each cell there, in points."""

    column: Column
    width: float
    gap: float
    indents: tuple[float, ...]


def data_table(chapter: Chapter, table: Table) -> Element:
    """Return the header and the rows of a table, with its alternative text."""
    columns = tuple(_columns(chapter, table))
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0}
    caption = plain(table.caption.title) or table.caption.label
    alt = (
        w("tblCaption", val=checked(caption)),
        w("tblDescription", val=checked(table.caption.subtitle)),
    )
    measure = chapter.theme.page.measure
    keeps = rows_kept_with_next(table.rows)
    return w(
        "tbl",
        table_properties(TABLE_STYLE, measure, {**look, "noHBand": 1, "noVBand": 1}, *alt),
        grid(column.width for column in columns),
        _header(chapter, table, columns),
        *(_row(chapter, table, n, columns, keep) for n, keep in enumerate(keeps)),
    )


def rows_kept_with_next(rows: tuple[Row, ...]) -> list[bool]:
    """Return for each row whether it stays on one page with the row or note below it.

    Word cannot print the name of a group again after a break.
    """
    _, *below = table_rules.breaks_above(rows, names_again=False)
    return [*(not may_break for may_break in below), True]


def is_number(text: str) -> bool:
    """Return True for one number, False for a range or a word."""
    return _NUMBER.fullmatch(text) is not None


def _columns(chapter: Chapter, table: Table) -> Iterator[FittedColumn]:
    """The columns of a table that fills the text block."""
    gaps = [chapter.theme.measures.column_gap] * (len(table.header) - 1) + [0]
    widths = _widths(chapter.theme, table, gaps)
    for n, (column, width, gap) in enumerate(zip(table.header, widths, gaps, strict=True)):
        tails = [
            _tail(chapter, row.cells[n], chapter.theme.type[table_rules.cell_type(table, row)])
            for row in table.rows
        ]
        numbers = (tail + max(0, mark - gap) for tail, mark in tails if tail is not None)
        widest = max(numbers, default=0)
        indents = (
            max(0, gap - mark)
            if tail is None or column.align != "decimal"
            else gap + widest - tail - mark
            for tail, mark in tails
        )
        yield FittedColumn(column, width, gap, tuple(indents))


def _widths(theme: Theme, table: Table, gaps: list[float]) -> list[float]:
    """Widths by content; the first column is a page column wide where there is room."""
    bold = theme.type["table_total"]

    def widest(*texts: str) -> float:
        return max(text_width(theme, text, bold) for text in texts) * _OTHER_FONT_RESERVE

    columns = zip(*(row.cells for row in table.rows), strict=True)
    least = [
        widest(*(f"{plain(cell.content)}{table_rules.THIN_SPACE}{cell.mark}" for cell in cells))
        + gap
        for cells, gap in zip(columns, gaps, strict=True)
    ]
    wished = [
        max(width, widest(column.name, column.unit) + gap)
        for width, column, gap in zip(least, table.header, gaps, strict=True)
    ]
    if table.layout == "standard":
        wished[0] = max(wished[0], theme.page.start(1) + theme.measures.column_gap)
    return table_rules.column_widths(least, wished, theme.page.measure)


def _tail(chapter: Chapter, cell: Cell, style: TypeStyle) -> tuple[float | None, float]:
    """Widths behind the last integer digit: of the fraction, None without a number; the mark."""
    theme, text = chapter.theme, plain(cell.content)
    mark = text_width(theme, table_rules.mark_of(cell), style)
    tail = table_rules.behind_sign(text, chapter.part.locale) if is_number(text) else None
    return None if tail is None else text_width(theme, tail, style), mark


def _header(chapter: Chapter, table: Table, columns: tuple[FittedColumn, ...]) -> Element:
    names, units = (chapter.theme.type[line] for line in ("table_header", "table_unit"))
    height = names.leading + (units.leading if table_rules.has_units(table) else 0) + units.after
    row = w("trPr", w("cantSplit"), w("trHeight", val=twips(height)), w("tblHeader"))
    return w("tr", row, *(_header_cell(chapter, column) for column in columns))


def _header_cell(chapter: Chapter, fitted: FittedColumn) -> Element:
    column = fitted.column
    lines = (("Table Header", column.name), ("Table Unit", column.unit))
    words = (
        chapter.line(style, text, *_aligned(column, fitted.gap), w("keepNext"))
        for style, text in lines
        if text or style == "Table Header"
    )
    return cell(fitted.width, words)


def _row(
    chapter: Chapter, table: Table, number: int, columns: tuple[FittedColumn, ...], keep: bool
) -> Element:
    row, theme = table.rows[number], chapter.theme
    colour = table_rules.rule_above(table, number)
    rule = (theme.measures.rule_fine, theme.colours[colour]) if colour else None
    cells: list[Element] = []
    for content, column in zip(row.cells, columns, strict=True):
        style = _style(table, row, column, first=not cells)
        indent = column.indents[number]
        new = copy(_empty_cell(style, column.column, column.width, indent, rule, keep))
        new[-1].extend(_words(chapter, content, row, first=not cells))
        cells.append(new)
    return w("tr", w("trPr", w("cantSplit")), *cells)


@lru_cache(maxsize=1 << 9)
def _empty_cell(
    style: str,
    column: Column,
    width: float,
    indent: float,
    rule: tuple[float, str] | None,
    keep: bool,
) -> Element:
    """A table repeats few cells often, and one copied costs a quarter of one made."""
    place = (*_aligned(column, indent), *((w("keepNext"),) if keep else ()))
    above = (w("tcBorders", border("top", *rule)),) if rule else ()
    return cell(width, (paragraph(style, (), *place),), *above)


def _style(table: Table, row: Row, fitted: FittedColumn, *, first: bool) -> str:
    if table_rules.is_strong(row):
        return "Table Total"
    if table.layout == "annex":
        return "Annex Text"
    if first:
        return "Table Member" if row.kind == "member" else "Table Text"
    return "Table Number" if fitted.column.align == "decimal" else "Table Text"


def _words(chapter: Chapter, content: Cell, row: Row, *, first: bool) -> Iterator[Element]:
    style = "Muted" if table_rules.is_muted(content, first=first) else ""
    # A row in semibold has no stronger letters: bold on bold would switch bold off.
    strong = "" if table_rules.is_strong(row) else "Strong"
    yield from runs(content.content, chapter, style, strong)
    if content.mark:
        yield chapter.words(table_rules.mark_of(content), style)


def _aligned(column: Column, indent: float) -> Iterator[Element]:
    match column.align:
        case "left":
            return
        case "center":
            yield w("jc", val="center")
        case "decimal" | "right":
            if indent:
                yield w("ind", right=twips(indent))
            yield w("jc", val="right")
