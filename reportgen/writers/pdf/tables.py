"""Tables: header, rows, rules, repeated headers."""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.briefing import Locale, Row, Table, plain
from reportgen.writers.pdf.columns import (
    NUMBER_GAP,
    CellWords,
    Grid,
    Slot,
    grid_of,
    slots_of,
    x_of_cell,
    x_of_header,
)
from reportgen.writers.pdf.composed import Composed
from reportgen.writers.pdf.exhibits import caption_of, exhibit, notes_of
from reportgen.writers.pdf.strip import Mark, RuleMark, Strip, TextMark, repetition
from reportgen.writers.pdf.structure import Attribute, Element
from reportgen.writers.pdf.style import Look
from reportgen.writers.pdf.typeset import Line, lines_of, single_line, typeset_text

_ROWS_KEPT_TOGETHER = 12
_ROWS_LEFT_ALONE = 3
_EDGE, _HAIR = 0.75, 0.5


def table(block: Table, look: Look, locale: Locale) -> Composed:
    """Return a table with its caption, notes and source.

    Up to twelve rows stay on one page; a longer table repeats its header and the name of the
    rows that continue.
    """
    grid = grid_of(block, look, locale)
    slots = slots_of(block, grid, look)
    caption, title = caption_of(block.caption, look)
    notes, foot = notes_of(block.notes, block.source, look)
    header, head = _header(slots, look)
    rows = [_row(words, slots) for words in grid]
    for number, below in enumerate(block.rows[1:]):
        rows[number] = _ruled_off(rows[number], below, look)
    rows[-1] = _ruled(rows[-1], rows[-1].height, _EDGE, "ink", look)
    body = _breakable(rows, block, head) if len(rows) > _ROWS_KEPT_TOGETHER else rows
    elements = (
        caption,
        Element("THead", (header,)),
        Element("TBody", _row_elements(block, grid)),
    )
    passage = exhibit((*title, head, *body, *foot), look)
    return Composed((Element("Table", elements), *notes), (passage,))


def _header(slots: Sequence[Slot], look: Look) -> tuple[Element, Strip]:
    """Names share their last line, units stand in the line below it."""
    name_style, unit_style = look.style("table_header"), look.style("table_unit")
    has_units = any(slot.column.unit for slot in slots)
    cells: list[Element] = []
    placed: list[tuple[int, float, Line]] = []
    for slot in slots:
        column, width = slot.column, slot.right - slot.left
        name = typeset_text(column.name, name_style, "TH")
        unit = typeset_text(column.unit, unit_style, "TH")
        names = lines_of(name.runs, width, continues=bool(column.unit))
        lines = (*names, *lines_of(unit.runs, width))
        lowest = int(has_units and not column.unit)
        above_bottom = range(lowest + len(lines) - 1, lowest - 1, -1)
        placed += (
            (row, x_of_header(line, slot), line)
            for row, line in zip(above_bottom, lines, strict=True)
        )
        kids = (*name.kids, *unit.kids) if column.unit else name.kids
        cells.append(Element("TH", kids, attributes={"Table": {"Scope": "Column"}}))
    top = max(row for row, _, _ in placed)
    leading, baseline = name_style.leading, name_style.baseline
    marks = tuple(TextMark(x, (top - row) * leading + baseline, line) for row, x, line in placed)
    height = (top + 1) * leading + unit_style.after
    return Element("TR", tuple(cells)), _ruled(Strip(height, marks), height, _EDGE, "ink", look)


def _row(words: tuple[CellWords, ...], slots: Sequence[Slot]) -> Strip:
    leading, baseline = words[0].style.leading, words[0].style.baseline
    marks: list[Mark] = []
    depth = 1
    for cell, slot in zip(words, slots, strict=True):
        lines = _cell_lines(cell, slot)
        depth = max(depth, len(lines))
        marks += (
            TextMark(x_of_cell(cell, line, slot), number * leading + baseline, line)
            for number, line in enumerate(lines)
        )
    return Strip(depth * leading, tuple(marks))


def _cell_lines(cell: CellWords, slot: Slot) -> tuple[Line, ...]:
    if slot.column.align == "left":
        return lines_of(cell.runs, slot.right - slot.left - cell.indent + NUMBER_GAP / 2)
    return (single_line(cell.runs),) if cell.runs else ()


def _ruled_off(strip: Strip, below: Row, look: Look) -> Strip:
    """The rule belongs to the row above it: none is painted over that of a repeated header."""
    colour = "ink" if below.kind == "total" else "hair" if below.opens_group else ""
    return _ruled(strip, strip.height, _HAIR, colour, look) if colour else strip


def _ruled(strip: Strip, y: float, thickness: float, colour: str, look: Look) -> Strip:
    """Rules add no height: they stand centred on the edge between two rows."""
    rule = RuleMark(0.0, y - thickness / 2, look.theme.page.measure, thickness, look.colour(colour))
    return replace(strip, marks=(rule, *strip.marks))


def _breakable(rows: Sequence[Strip], block: Table, head: Strip) -> list[Strip]:
    """Rows that a page may end above, each with what is then repeated."""
    breakable: list[Strip] = []
    starts = [number for number, row in enumerate(block.rows) if plain(row.cells[0].content)]
    header = repetition(head)
    names = {number: _name_of(rows[number]) for number in (0, *starts)}
    for number, strip in enumerate(rows):
        group = max((start for start in starts if start <= number), default=0)
        following = min((start for start in starts if start > number), default=len(rows))
        inside = number - group >= _ROWS_LEFT_ALONE and following - number >= _ROWS_LEFT_ALONE
        may_break = (number == group or inside) and number >= _ROWS_LEFT_ALONE
        repeated = (header, names[group]) if inside and group != number else (header,)
        breakable.append(replace(strip, may_break=may_break, repeated=repeated))
    return breakable


def _name_of(row: Strip) -> Strip:
    """The name of a row as it is repeated where the row continues."""
    marks = repetition(row).marks
    return Strip(0.0, tuple(mark for mark in marks if isinstance(mark, TextMark) and mark.x == 0.0))


def _row_elements(block: Table, grid: Grid) -> tuple[Element, ...]:
    """A row name that stands for the nameless rows below it spans them."""
    rows: list[Element] = []
    named = [bool(plain(row.cells[0].content)) for row in block.rows]
    for number, words in enumerate(grid):
        cells = [Element("TD", (*cell.text.kids, *cell.mark.kids)) for cell in words[1:]]
        if named[number] or number == 0:
            following = next((n for n in range(number + 1, len(named)) if named[n]), len(named))
            scope: dict[str, Attribute] = {"Scope": "Row"}
            if following - number > 1:
                scope["RowSpan"] = following - number
            kids = (*words[0].text.kids, *words[0].mark.kids)
            cells.insert(0, Element("TH", kids, attributes={"Table": scope}))
        rows.append(Element("TR", tuple(cells)))
    return tuple(rows)
