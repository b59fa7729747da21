"""Data tables: a repeated header, aligned figures, rows that stay together."""

from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from itertools import pairwise

from reportgen.briefing import Cell, Column, Row, Strong, Table, plain
from reportgen.writers.docx.chapter import Chapter, runs
from reportgen.writers.docx.columns import THIN_SPACE, Measured, measured
from reportgen.writers.docx.layout import cell, grid, table_properties
from reportgen.writers.docx.styles import FINE, TABLE_STYLE
from reportgen.writers.docx.xml import Element, border, checked, paragraph, twips, w

LONGEST_UNSPLIT = 12
FEWEST_TOGETHER = 3


def data_table(chapter: Chapter, table: Table) -> Element:
    """Return the header and the rows of a table, with its alternative text."""
    columns = tuple(measured(chapter, table))
    look = {
        "firstRow": 1,
        "lastRow": 0,
        "firstColumn": 1,
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    caption = plain(table.caption.title) or table.caption.label
    alt = (
        w("tblCaption", val=checked(caption)),
        w("tblDescription", val=checked(table.caption.subtitle)),
    )
    keeps = rows_kept_with_next(table.rows)
    return w(
        "tbl",
        table_properties(TABLE_STYLE, chapter.theme.page.measure, look, *alt),
        grid(column.width for column in columns),
        _header(chapter, columns),
        *(_row(chapter, table, n, columns, keep) for n, keep in enumerate(keeps)),
    )


def rows_kept_with_next(rows: tuple[Row, ...]) -> list[bool]:
    """Return for each row whether it stays on one page with the row or note below it.

    A table of up to twelve rows never splits, nor does a group of a longer one: Word cannot print
    its name again after a break. A longer group leaves three rows together.
    """
    if len(rows) <= LONGEST_UNSPLIT:
        return [True] * len(rows)
    starts = [0, *(n for n, row in enumerate(rows) if row.opens_group and n), len(rows)]
    keeps: list[bool] = []
    for start, end in pairwise(starts):
        fewest = FEWEST_TOGETHER if end - start > LONGEST_UNSPLIT else end - start
        for done in range(1, end - start + 1):
            left = end - start - done
            may_break = left == 0 or min(done, left) >= fewest
            keeps.append(not may_break)
    keeps[-1] = True
    return keeps


def _header(chapter: Chapter, columns: tuple[Measured, ...]) -> Element:
    two_lines = any(column.column.unit for column in columns)
    names, units = (chapter.theme.type[name] for name in ("table_header", "table_unit"))
    height = twips(names.leading + units.leading * two_lines + units.after)
    properties = w("trPr", w("cantSplit"), w("trHeight", val=height), w("tblHeader"))
    return w("tr", properties, *(_header_cell(chapter, column) for column in columns))


def _header_cell(chapter: Chapter, measured: Measured) -> Element:
    lines = [("Table Header", measured.column.name)]
    if measured.column.unit:
        lines.append(("Table Unit", measured.column.unit))
    return cell(
        measured.width,
        (
            chapter.line(style, text, *_aligned(measured.column, measured.gap), w("keepNext"))
            for style, text in lines
        ),
    )


def _row(
    chapter: Chapter, table: Table, number: int, columns: tuple[Measured, ...], keep: bool
) -> Element:
    row = table.rows[number]
    opens = row.opens_group and number  # above the first is the header's rule
    colour = "ink" if row.kind == "total" else "hair" if opens else ""
    rule = colour and chapter.theme.colours[colour]
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
    style: str, column: Column, width: float, indent: float, rule: str, keep: bool
) -> Element:
    """A table repeats few cells often, and one copied costs a quarter of one made."""
    place = (*_aligned(column, indent), *((w("keepNext"),) if keep else ()))
    above = (w("tcBorders", border("top", FINE, rule)),) if rule else ()
    return cell(width, (paragraph(style, (), *place),), *above)


def _style(table: Table, row: Row, column: Measured, *, first: bool) -> str:
    if row.kind in {"total", "group"}:
        return "Table Total"
    if table.layout == "annex":
        return "Annex Text"
    if first:
        return "Table Member" if row.kind == "member" else "Table Text"
    return "Table Number" if column.column.align == "decimal" else "Table Text"


def _words(chapter: Chapter, content: Cell, row: Row, *, first: bool) -> Iterator[Element]:
    """A code stands in ink, the name that follows it in the first column is muted."""
    coded = first and any(isinstance(inline, Strong) for inline in content.content)
    style = "Muted" if content.muted or coded else ""
    # A row in semibold has no stronger letters: bold on bold would switch bold off.
    strong = "" if row.kind in {"total", "group"} else "Strong"
    yield from runs(content.content, chapter, style, strong)
    if content.mark:
        yield chapter.words(THIN_SPACE + content.mark, style)


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
