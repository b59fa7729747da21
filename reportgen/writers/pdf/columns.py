"""Table columns: cells as runs, widths, decimal alignment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.briefing import Cell, Column, Locale, Row, Strong, Table, plain
from reportgen.l10n.numbers import decimal_sign
from reportgen.writers.pdf.style import Look, Style
from reportgen.writers.pdf.typeset import Line, Run, Typeset, typeset, typeset_text, width_of_runs

NUMBER_GAP = 10.0
MEMBER_INDENT = 10.0
_ROW_NAMES = 127.0
_NOTHING = Typeset((), ())
_THIN_SPACE = "\u2009"


@dataclass(frozen=True, slots=True)
class CellWords:
    """A cell as runs; its mark follows the figure.

    `tail` is the width from the decimal sign of its last figure on, None without a figure.
    """

    style: Style
    text: Typeset
    mark: Typeset
    tail: float | None
    indent: float = 0.0

    @property
    def runs(self) -> tuple[Run, ...]:
        """Figure and mark."""
        return (*self.text.runs, *self.mark.runs)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a column stands; figures leave `tail` between their units digit and `right`."""

    column: Column
    left: float
    right: float
    tail: float


Grid = tuple[tuple[CellWords, ...], ...]


def grid_of(table: Table, look: Look, locale: Locale) -> Grid:
    """Return the body of a table as runs; the cells that name a row are headers."""
    return tuple(_row_words(row, table, look, locale) for row in table.rows)


def slots_of(table: Table, grid: Grid, look: Look) -> tuple[Slot, ...]:
    """Return the place of each column across the text block."""
    slots: list[Slot] = []
    left = 0.0
    widths = _widths(table, grid, look)
    for position, (column, width) in enumerate(zip(table.header, widths, strict=True)):
        last = position == len(widths) - 1
        cells = [words[position] for words in grid]
        tails = [cell.tail for cell in cells if cell.tail is not None]
        right = left + width - (0.0 if last else NUMBER_GAP)
        slot = Slot(column, left, right, max(tails, default=0.0))
        if last and column.align == "decimal":
            marked = ((width_of_runs(c.mark.runs), c.tail) for c in cells if c.tail is not None)
            hanging = max((mark - (slot.tail - tail) for mark, tail in marked), default=0.0)
            slot = replace(slot, right=right - hanging)
        slots.append(slot)
        left += width
    return tuple(slots)


def x_of_header(line: Line, slot: Slot) -> float:
    """Return where a line of a column's header starts."""
    match slot.column.align:
        case "left":
            return slot.left
        case "center":
            return (slot.left + slot.right - line.width) / 2
        case "right" | "decimal":
            return slot.right - line.width


def x_of_cell(cell: CellWords, line: Line, slot: Slot) -> float:
    """Return where a line of a cell starts: figures align on their decimal sign."""
    if cell.tail is None or slot.column.align != "decimal":
        return x_of_header(line, slot) + cell.indent
    return slot.right - slot.tail + cell.tail - width_of_runs(cell.text.runs)


def _row_words(row: Row, table: Table, look: Look, locale: Locale) -> tuple[CellWords, ...]:
    style = look.style("annex_cell" if table.layout == "annex" else "table_cell")
    if row.kind in ("group", "total"):
        style = replace(look.style("table_total"), leading=style.leading)
    names = tuple(_row_name(cell, style, row, locale) for cell in row.cells[:1])
    return (*names, *(_value(cell, style, locale) for cell in row.cells[1:]))


def _row_name(cell: Cell, style: Style, row: Row, locale: Locale) -> CellWords:
    """A code stands in ink, the name that follows it is muted."""
    indent = MEMBER_INDENT if row.kind == "member" else 0.0
    code_and_name = any(isinstance(inline, Strong) for inline in cell.content)
    shown = style.coloured("muted") if cell.muted or code_and_name else style
    text = typeset(cell.content, shown, "TH")
    code = style.strong.face
    runs = tuple(
        replace(run, face=code) if run.face.font == code.font else run for run in text.runs
    )
    tail = _tail(cell, runs, locale)
    return CellWords(style, replace(text, runs=runs), _mark(cell, shown, "TH"), tail, indent)


def _value(cell: Cell, style: Style, locale: Locale) -> CellWords:
    shown = style.coloured("muted") if cell.muted else style
    text = typeset(cell.content, shown, "TD")
    return CellWords(style, text, _mark(cell, shown, "TD"), _tail(cell, text.runs, locale))


def _mark(cell: Cell, style: Style, tag: str) -> Typeset:
    if not cell.mark:
        return _NOTHING
    return typeset_text(f"{_THIN_SPACE}{cell.mark}", style, tag)


def _widths(table: Table, grid: Grid, look: Look) -> tuple[float, ...]:
    """Columns take what they need and share the rest; words wrap before figures suffer."""
    measure = look.theme.page.measure
    natural = [
        _natural(column, [words[position] for words in grid], look)
        for position, column in enumerate(table.header)
    ]
    natural[-1] -= NUMBER_GAP
    if table.layout == "standard":
        natural[0] = max(natural[0], min(_ROW_NAMES, measure - sum(natural[1:])))
    rest = measure - sum(natural)
    if rest >= 0:
        growing = natural[1:] if table.layout == "standard" else natural
        share = rest / max(len(growing), 1)
        still = len(natural) - len(growing)
        return (*natural[:still], *(width + share for width in growing))
    wraps = [column.align == "left" for column in table.header]
    shared = sum(width for width, wrap in zip(natural, wraps, strict=True) if wrap)
    kept = sum(natural) - shared
    if not shared or kept >= measure:
        return tuple(width * measure / sum(natural) for width in natural)
    return tuple(
        width * (measure - kept) / shared if wrap else width
        for width, wrap in zip(natural, wraps, strict=True)
    )


def _natural(column: Column, cells: Sequence[CellWords], look: Look) -> float:
    lines = (
        typeset_text(column.name, look.style("table_header"), "TH").runs,
        typeset_text(column.unit, look.style("table_unit"), "TH").runs,
    )
    words = (width_of_runs(cell.runs) + cell.indent for cell in cells)
    return max(*map(width_of_runs, lines), *words, 0.0) + NUMBER_GAP


def _tail(cell: Cell, runs: Sequence[Run], locale: Locale) -> float | None:
    found = re.search(rf"\d((?:{re.escape(decimal_sign(locale))}\d+)?\D*)$", plain(cell.content))
    return replace(runs[-1], text=found[1]).width if found else None
