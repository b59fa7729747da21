"""What a table looks like in any format: types, rules, rows kept together, widths, figures."""

import re
from collections.abc import Sequence
from itertools import pairwise
from math import fsum

from reportgen.briefing import Cell, Locale, Row, Strong, Table
from reportgen.l10n.numbers import decimal_sign

LONGEST_WHOLE_TABLE = 12  # rows: a table up to this stays on one page
ROWS_TOGETHER = 3  # of a longer one, on either side of the end of a page
THIN_SPACE = "\u2009"


def cell_type(table: Table, row: Row) -> str:
    """Return the line of the type scale in which a row is set."""
    return "table_total" if is_strong(row) else body_type(table)


def body_type(table: Table) -> str:
    """Return the line of the type scale that gives the rows of a table their height."""
    return "annex_cell" if table.layout == "annex" else "table_cell"


def is_strong(row: Row) -> bool:
    """Return True for a row that sums up others."""
    return row.kind in ("total", "group")


def is_muted(cell: Cell, *, first: bool) -> bool:
    """Return True where the words of a cell are pale: in the first column, a name behind a code."""
    return cell.muted or (first and any(isinstance(inline, Strong) for inline in cell.content))


def mark_of(cell: Cell) -> str:
    """Return the mark of a figure with the thin space before it, or nothing."""
    return f"{THIN_SPACE}{cell.mark}" if cell.mark else ""


def has_units(table: Table) -> bool:
    """Return True where the header has a second line."""
    return any(column.unit for column in table.header)


def rule_above(table: Table, number: int) -> str:
    """Return the colour of the rule above a row, by its name; the first has that of the header."""
    row = table.rows[number]
    if not number:
        return ""
    return "ink" if row.kind == "total" else "hair" if row.opens_group else ""


def behind_sign(text: str, locale: Locale) -> str | None:
    """Return what stands from the decimal sign of the last figure on, None without a figure."""
    found = re.search(rf"\d((?:{re.escape(decimal_sign(locale))}\d+)?\D*)$", text)
    return found[1] if found else None


def breaks_above(rows: Sequence[Row], *, names_again: bool) -> list[bool]:
    """Return for each row whether a page may end above it.

    A table of up to twelve rows never splits; a longer one leaves three rows of a group together.
    A group that long is whole, unless the writer can print its name again.
    """
    if len(rows) <= LONGEST_WHOLE_TABLE:
        return [False] * len(rows)
    starts = [0, *(n for n, row in enumerate(rows) if n and row.opens_group), len(rows)]
    breaks: list[bool] = []
    for start, end in pairwise(starts):
        whole = end - start <= LONGEST_WHOLE_TABLE and not names_again
        fewest = end - start if whole else ROWS_TOGETHER
        breaks.append(start >= ROWS_TOGETHER)
        breaks += (min(done, end - start - done) >= fewest for done in range(1, end - start))
    return breaks


def column_widths(
    least: Sequence[float], wished: Sequence[float], room: float, *, fixed: int = 0
) -> list[float]:
    """Return column widths that fill `room`, all in points.

    Room to spare is shared evenly by all columns but the first `fixed`; where room lacks, columns
    give up what they wish above the least; where even that does not fit, all shrink alike.
    """
    spare = room - fsum(wished)
    if spare >= 0:
        growing = len(wished) - fixed
        return [width + spare / growing * (n >= fixed) for n, width in enumerate(wished)]
    if fsum(least) >= room:
        return [width * room / fsum(least) for width in least]
    share = (room - fsum(least)) / (fsum(wished) - fsum(least))
    return [low + (high - low) * share for low, high in zip(least, wished, strict=True)]
