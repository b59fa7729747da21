"""Columns of a data table: how wide, and where the decimal sign stands.

Figures stand right-aligned, with an indent that brings their decimal signs into one line. Decimal
tab stops would obey the reader's regional settings, not the document: on an English system they
miss the decimal comma, and narrow no-break spaces in thousands mislead them anywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.briefing import Cell, Column, Row, Table, plain
from reportgen.l10n.numbers import decimal_sign
from reportgen.theme import Theme, TypeStyle
from reportgen.writers.docx.chapter import Chapter
from reportgen.writers.docx.textwidth import text_width

COLUMN_GAP = 10
OTHER_FONT_RESERVE = 1.04
THIN_SPACE = "\u2009"
_NUMBER = re.compile(r"[+\u2212-]?\d[\d\s.,]*(?:\s?%)?")


@dataclass(frozen=True, slots=True)
class Measured:
    """A column: its width, the gap at its right side, the indent of each cell there, in points."""

    column: Column
    width: float
    gap: float
    indents: tuple[float, ...]


def is_number(text: str) -> bool:
    """Return True for one number, False for a range or a word."""
    return _NUMBER.fullmatch(text) is not None


def cell_type(table: Table, row: Row) -> str:
    """Return the line of the type scale in which a row is set."""
    if row.kind in {"total", "group"}:
        return "table_total"
    return "annex_cell" if table.layout == "annex" else "table_cell"


def measured(chapter: Chapter, table: Table) -> Iterator[Measured]:
    """Yield the columns of a table that fills the text block."""
    gaps = [COLUMN_GAP] * (len(table.header) - 1) + [0]
    widths = _widths(chapter.theme, table, gaps)
    for n, (column, width, gap) in enumerate(zip(table.header, widths, gaps, strict=True)):
        tails = [
            _behind_sign(chapter, row.cells[n], chapter.theme.type[cell_type(table, row)])
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
        yield Measured(column, width, gap, tuple(indents))


def fitted(least: list[float], wished: list[float], room: float) -> list[float]:
    """Return column widths that fill `room`.

    Room to spare is shared evenly; where room lacks, columns give up what they wish above the
    least; where even that does not fit, all shrink alike.
    """
    spare = room - sum(wished)
    if spare >= 0:
        return [width + spare / len(wished) for width in wished]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    share = (room - sum(least)) / (sum(wished) - sum(least))
    return [low + (high - low) * share for low, high in zip(least, wished, strict=True)]


def _widths(theme: Theme, table: Table, gaps: list[int]) -> list[float]:
    """Widths by content; the first column is a page column wide where there is room."""
    bold = theme.type["table_total"]

    def widest(texts: Iterator[str]) -> float:
        return max(text_width(theme, text, bold) for text in texts) * OTHER_FONT_RESERVE

    least = [
        widest(plain(row.cells[n].content) + THIN_SPACE + row.cells[n].mark for row in table.rows)
        + gap
        for n, gap in enumerate(gaps)
    ]
    wished = [
        max(width, widest(iter((column.name, column.unit))) + gap)
        for width, column, gap in zip(least, table.header, gaps, strict=True)
    ]
    if table.layout == "standard":
        wished[0] = max(wished[0], theme.page.start(1) + COLUMN_GAP)
    return fitted(least, wished, theme.page.measure)


def _behind_sign(chapter: Chapter, cell: Cell, style: TypeStyle) -> tuple[float | None, float]:
    """Widths behind the last integer digit: of the fraction, None without a number; the mark."""
    theme, text = chapter.theme, plain(cell.content)
    mark = text_width(theme, THIN_SPACE + cell.mark, style) if cell.mark else 0
    if not is_number(text):
        return None, mark
    _, sign, fraction = text.partition(decimal_sign(chapter.part.locale))
    return text_width(theme, sign + fraction, style), mark
