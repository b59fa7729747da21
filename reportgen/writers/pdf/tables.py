"""Tables: cells as runs, columns with aligned figures, header, rows, rules, repetitions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportgen.briefing import Cell, Column, Locale, Row, Table, plain
from reportgen.theme import Theme
from reportgen.writers import table_rules
from reportgen.writers.pdf.bands import Band, Galley, Item, LineItem, RuleItem, repetition
from reportgen.writers.pdf.exhibits import caption_of, exhibit, notes_of
from reportgen.writers.pdf.fonts import Style, style_of
from reportgen.writers.pdf.lines import (
    Line,
    Run,
    TaggedText,
    lines_of,
    single_line,
    tagged,
    tagged_words,
    width_of_runs,
)
from reportgen.writers.pdf.structure import Attribute, Content, Element


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell as runs; its mark follows the figure.

    `tail` is the width from the decimal sign of its last figure on, None without a figure.
    """

    style: Style
    text: TaggedText
    mark: TaggedText
    tail: float | None
    indent: float

    @property
    def runs(self) -> tuple[Run, ...]:
        """Figure and mark."""
        return (*self.text.runs, *self.mark.runs)

    @property
    def kids(self) -> tuple[Element | Content, ...]:
        """What its element holds."""
        return (*self.text.kids, *self.mark.kids)


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """Where a column stands; figures leave `tail` between their units digit and `right`."""

    column: Column
    left: float
    right: float
    tail: float

    @property
    def width(self) -> float:
        """Room for words, without the gap at its right side."""
        return self.right - self.left

    def start(self, line: Line) -> float:
        """Where a line of its header starts."""
        match self.column.align:
            case "left":
                return self.left
            case "center":
                return (self.left + self.right - line.width) / 2
            case "right" | "decimal":
                return self.right - line.width

    def start_of_cell(self, cell: CellText, line: Line) -> float:
        """Where a line of a cell starts: figures align on their decimal sign."""
        if cell.tail is None or self.column.align != "decimal":
            return self.start(line) + cell.indent
        return self.right - self.tail + cell.tail - width_of_runs(cell.text.runs)


Body = tuple[tuple[CellText, ...], ...]


def table(block: Table, theme: Theme, locale: Locale) -> Galley:
    """Return a table with its caption, notes and source.

    A table that goes on repeats its header and the name of the rows that continue.
    """
    body = body_of(block, theme, locale)
    columns = columns_of(block, body, theme)
    caption, title = caption_of(block.caption, theme)
    notes, foot = notes_of(block.notes, block.source, theme)
    header, head = _header(block, columns, theme)
    rows = [_row(cells, columns) for cells in body]
    for number in range(1, len(rows)):
        # The rule belongs to the row above it: none is painted over that of a repeated header.
        colour = table_rules.rule_above(block, number)
        if colour:
            rows[number - 1] = _ruled(rows[number - 1], theme.measures.rule_fine, colour, theme)
    rows[-1] = _ruled(rows[-1], theme.measures.rule_thin, "ink", theme)
    elements = (
        caption,
        Element("THead", (header,)),
        Element("TBody", tuple(_row_elements(block, body))),
    )
    stack = exhibit((*title, head, *_breakable(rows, block, head), *foot), theme)
    return Galley((Element("Table", elements), *notes), (stack,))


def body_of(table: Table, theme: Theme, locale: Locale) -> Body:
    """Return the cells of a table as runs; those that name a row are headers."""
    leading = theme.type[table_rules.body_type(table)].leading
    body: list[tuple[CellText, ...]] = []
    for row in table.rows:
        style = replace(style_of(theme, table_rules.cell_type(table, row)), leading=leading)
        cells = (_cell(cell, row, style, locale, first=not n) for n, cell in enumerate(row.cells))
        body.append(tuple(cells))
    return tuple(body)


def _cell(cell: Cell, row: Row, style: Style, locale: Locale, *, first: bool) -> CellText:
    """A code stands in ink, the name that follows it is muted."""
    tag = "TH" if first else "TD"
    shown = style.coloured("muted") if table_rules.is_muted(cell, first=first) else style
    text = tagged(cell.content, shown, tag)
    if first:
        code = style.strong.face
        runs = (replace(run, face=code) if run.face.font == code.font else run for run in text.runs)
        text = replace(text, runs=tuple(runs))
    words = table_rules.mark_of(cell)
    mark = tagged_words(words, shown, tag) if words else TaggedText((), ())
    tail = table_rules.behind_sign(plain(cell.content), locale)
    width = None if tail is None else replace(text.runs[-1], text=tail).width
    indent = style.theme.measures.member_indent if first and row.kind == "member" else 0.0
    return CellText(style, text, mark, width, indent)


def columns_of(table: Table, body: Body, theme: Theme) -> tuple[PlacedColumn, ...]:
    """Return the place of each column across the text block."""
    columns: list[PlacedColumn] = []
    left = 0.0
    widths = _widths(table, body, theme)
    for position, (column, width) in enumerate(zip(table.header, widths, strict=True)):
        last = position == len(widths) - 1
        cells = [cells[position] for cells in body]
        tail = max((cell.tail for cell in cells if cell.tail is not None), default=0.0)
        right = left + width - (0.0 if last else theme.measures.column_gap)
        if last and column.align == "decimal":
            marked = ((width_of_runs(c.mark.runs), c.tail) for c in cells if c.tail is not None)
            right -= max((mark - (tail - own) for mark, own in marked), default=0.0)
        columns.append(PlacedColumn(column, left, right, tail))
        left += width
    return tuple(columns)


def _widths(table: Table, body: Body, theme: Theme) -> list[float]:
    """Columns take what they need and share the rest; words wrap before figures suffer."""
    gap = theme.measures.column_gap
    name, unit = style_of(theme, "table_header"), style_of(theme, "table_unit")
    wished: list[float] = []
    least: list[float] = []
    for position, column in enumerate(table.header):
        cells = [cells[position] for cells in body]
        header = (
            tagged_words(column.name, name, "TH").runs,
            tagged_words(column.unit, unit, "TH").runs,
        )
        indented = (width_of_runs(cell.runs) + cell.indent for cell in cells)
        wished.append(max(*map(width_of_runs, header), *indented, 0.0) + gap)
        wraps = (*header, *(cell.runs for cell in cells)) if column.align == "left" else ()
        longest = max(map(_longest_word, wraps), default=wished[-1])
        least.append(min(longest + gap, wished[-1]))
    wished[-1] -= gap
    least[-1] -= gap
    by_name = table.layout == "standard"
    if by_name:
        wished[0] = max(wished[0], theme.measures.row_names)
    return table_rules.column_widths(least, wished, theme.page.measure, fixed=int(by_name))


def _longest_word(runs: Iterable[Run]) -> float:
    words = (replace(run, text=word) for run in runs for word in run.text.split(" "))
    return max((word.width for word in words), default=0.0)


def _header(table: Table, columns: Sequence[PlacedColumn], theme: Theme) -> tuple[Element, Band]:
    """Names share their last line, units stand in the line below it."""
    name_style, unit_style = style_of(theme, "table_header"), style_of(theme, "table_unit")
    cells: list[Element] = []
    placed: list[tuple[int, float, Line]] = []
    for place in columns:
        column = place.column
        name = tagged_words(column.name, name_style, "TH")
        unit = tagged_words(column.unit, unit_style, "TH")
        names = lines_of(name.runs, place.width, continues=bool(column.unit))
        lines = (*names, *lines_of(unit.runs, place.width))
        lowest = int(table_rules.has_units(table) and not column.unit)
        above_bottom = range(lowest + len(lines) - 1, lowest - 1, -1)
        placed += (
            (row, place.start(line), line) for row, line in zip(above_bottom, lines, strict=True)
        )
        kids = (*name.kids, *unit.kids) if column.unit else name.kids
        cells.append(Element("TH", kids, attributes={"Table": {"Scope": "Column"}}))
    top = max(row for row, _, _ in placed)
    leading, baseline = name_style.leading, name_style.baseline
    items = tuple(LineItem(x, (top - row) * leading + baseline, line) for row, x, line in placed)
    band = Band((top + 1) * leading + unit_style.after, items)
    return Element("TR", tuple(cells)), _ruled(band, theme.measures.rule_thin, "ink", theme)


def _row(cells: tuple[CellText, ...], columns: Sequence[PlacedColumn]) -> Band:
    leading, baseline = cells[0].style.leading, cells[0].style.baseline
    items: list[Item] = []
    depth = 1
    for cell, column in zip(cells, columns, strict=True):
        lines = _cell_lines(cell, column)
        depth = max(depth, len(lines))
        items += (
            LineItem(column.start_of_cell(cell, line), number * leading + baseline, line)
            for number, line in enumerate(lines)
        )
    return Band(depth * leading, tuple(items))


def _cell_lines(cell: CellText, place: PlacedColumn) -> tuple[Line, ...]:
    if place.column.align == "left":  # words may reach into the gap before they wrap
        gap = cell.style.theme.measures.column_gap
        return lines_of(cell.runs, place.width - cell.indent + gap / 2)
    return (single_line(cell.runs),) if cell.runs else ()


def _ruled(band: Band, thickness: float, colour: str, theme: Theme) -> Band:
    """Rules add no height: they stand centred on the edge between two rows."""
    y, colour = band.height - thickness / 2, theme.colours[colour]
    rule = RuleItem(0.0, y, theme.page.measure, thickness, colour)
    return replace(band, items=(rule, *band.items))


def _breakable(rows: Sequence[Band], block: Table, head: Band) -> Iterable[Band]:
    """Rows that a page may end above, each with what is then repeated."""
    header, name = repetition(head), rows[0]
    breaks = table_rules.breaks_above(block.rows, names_again=True)
    for band, row, may_break in zip(rows, block.rows, breaks, strict=True):
        is_named = bool(plain(row.cells[0].content))
        name = band if is_named else name
        if may_break:
            repeated = (header,) if is_named else (header, _name_of(name))
            band = replace(band, may_break=True, repeated=repeated)
        yield band


def _name_of(row: Band) -> Band:
    """The name of a row as it is repeated where the row continues."""
    name = (item for item in row.items if isinstance(item, LineItem) and item.x == 0.0)
    return repetition(Band(0.0, tuple(name)))


def _row_elements(block: Table, body: Body) -> Iterable[Element]:
    """A row name that stands for the nameless rows below it spans them."""
    named = [not n or bool(plain(row.cells[0].content)) for n, row in enumerate(block.rows)]
    for number, cells in enumerate(body):
        elements = [Element("TD", cell.kids) for cell in cells[1:]]
        if named[number]:
            following = next((n for n in range(number + 1, len(named)) if named[n]), len(named))
            scope: dict[str, Attribute] = {"Scope": "Row"}
            if following - number > 1:
                scope["RowSpan"] = following - number
            elements.insert(0, Element("TH", cells[0].kids, attributes={"Table": scope}))
        yield Element("TR", tuple(elements))
