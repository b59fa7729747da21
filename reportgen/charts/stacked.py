"""Parts of a whole: one stacked bar for each period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from matplotlib.artist import Artist

from reportgen.briefing import Bracket, Chart, Locale, plain
from reportgen.charts.pen import CLEARANCE, GAP, Pen, Sketch, shown
from reportgen.theme import Theme

_BAR, _SPACE = 25.0, 20.0
_START, _OUTSIDE = 41.25, 54.0
_LINE = 10.0
_SEPARATOR = 1.0
_PADDING = 8.0
_NARROW_PADDING = 2.0
_BRACKET, _TICK = 4.0, 3.0

_LINES_OUTSIDE = 3

Place = Literal["one line", "two lines", "outside"]


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment of a bar in points, with the two halves of its label and their place."""

    left: float
    right: float
    name: str
    value: str
    colour: str
    place: Place = "one line"

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def label(self) -> str:
        return f"{self.name}\u00a0\u00a0{self.value}"


_Parts = tuple[_Part, ...]


def stacked(chart: Chart, theme: Theme, locale: Locale) -> Sketch:
    """Return one bar a category, parts in series order, labels inside where they fit."""
    pen = Pen(theme)
    count = len(chart.categories)
    headroom = _SPACE if any(bracket.category == 0 for bracket in chart.brackets) else 0.0
    height = theme.chart_heights["stacked"] + (_BAR + _SPACE) * (count - 3) + headroom
    rows = _fitted(chart, pen)
    edge = max(part.right for parts in rows for part in parts)
    artists: list[Artist] = []
    for position, parts in enumerate(rows):
        middle = height - headroom - (_BAR + _SPACE) * position - _BAR / 2
        name = chart.categories[position].name
        artists.append(pen.text(0, middle, name, "chart_value"))
        artists += _bar(parts, middle, pen)
        artists += _outside(parts, middle, edge, height, pen)
    for bracket in chart.brackets:
        top = height - headroom - (_BAR + _SPACE) * bracket.category
        artists += _bracket(bracket, rows[bracket.category], top, pen)
    return Sketch(height, tuple(artists))


def _fitted(chart: Chart, pen: Pen) -> list[_Parts]:
    """Return the parts of each bar; the room at the right grows until outside labels fit."""
    names = max(pen.width(category.name, "chart_value") for category in chart.categories)
    start = max(_START, names + CLEARANCE)
    room = _OUTSIDE
    while True:
        rows = _placed(_rows(chart, start, pen.theme.page.measure - room), pen)
        needed = max(_outside_width(parts, pen) for parts in rows)
        if needed <= room:
            return rows
        room = needed


def _rows(chart: Chart, start: float, end: float) -> list[_Parts]:
    columns = list(zip(*(series.points for series in chart.series), strict=True))
    sums = (sum(float(point.value) for point in column if point) for column in columns)
    unit = (end - start) / max(100.0, *sums)
    rows = []
    for column in columns:
        left = start
        parts = []
        for series, point in zip(chart.series, column, strict=True):
            if point is not None:
                right = left + unit * float(point.value)
                parts.append(_Part(left, right, series.name, shown(point), series.colour))
                left = right
        rows.append(tuple(parts))
    return rows


def _placed(rows: Sequence[_Parts], pen: Pen) -> list[_Parts]:
    """Return the parts with the place of their labels: a name breaks in every bar or in none."""
    broken = {part.name for parts in rows for part in parts if _place(part, pen) == "two lines"}
    return [
        tuple(
            replace(part, place="two lines")
            if part.name in broken and _place(part, pen) == "one line"
            else replace(part, place=_place(part, pen))
            for part in parts
        )
        for parts in rows
    ]


def _place(part: _Part, pen: Pen) -> Place:
    if pen.width(part.label, "chart_value") + 2 * _PADDING <= part.width:
        return "one line"
    widest = max(pen.width(text, "chart_inside") for text in (part.name, part.value))
    return "two lines" if widest + 2 * _NARROW_PADDING <= part.width else "outside"


def _outside_columns(parts: _Parts) -> list[list[tuple[str, str]]]:
    """Return columns of text beside a bar: each line with the colour code of its part."""
    outside = [part for part in parts if part.place == "outside"]
    if len(outside) == 1:
        part = outside[0]
        return [[(part.name, part.colour), (part.value, part.colour)]]
    lines = [(part.label, part.colour) for part in outside]
    starts = range(0, len(lines), _LINES_OUTSIDE)
    return [lines[start : start + _LINES_OUTSIDE] for start in starts]


def _outside_width(parts: _Parts, pen: Pen) -> float:
    return sum(
        GAP + max(pen.width(text, "chart_value") for text, _ in lines)
        for lines in _outside_columns(parts)
    )


def _bar(parts: _Parts, middle: float, pen: Pen) -> Iterator[Artist]:
    for part in parts:
        yield pen.bar(part.left, part.right, middle, _BAR, pen.theme.fill(part.colour))
        colour = pen.theme.text_on(part.colour)
        centre = (part.left + part.right) / 2
        match part.place:
            case "one line":
                yield pen.text(centre, middle, part.label, "chart_value", colour, "center")
            case "two lines":
                for text, up in ((part.name, 1), (part.value, -1)):
                    y = middle + up * _LINE / 2
                    yield pen.text(centre, y, text, "chart_inside", colour, "center")
            case "outside":
                pass
    for before, part in pairwise(parts):
        if before.width > 2 * _SEPARATOR:
            paper = pen.theme.colours["paper"]
            yield pen.bar(part.left - _SEPARATOR, part.left, middle, _BAR, paper)


def _outside(
    parts: _Parts, middle: float, edge: float, height: float, pen: Pen
) -> Iterator[Artist]:
    """Yield the labels that find no room inside, beside the bar and within the figure."""
    x = edge + GAP
    for lines in _outside_columns(parts):
        block = _LINE * len(lines)
        top = max(min(middle + block / 2, height), block)
        for position, (text, code) in enumerate(lines):
            y = top - _LINE * (position + 0.5)
            yield pen.text(x, y, text, "chart_value", pen.theme.text_of(code))
        x += GAP + max(pen.width(text, "chart_value") for text, _ in lines)


def _bracket(bracket: Bracket, parts: _Parts, top: float, pen: Pen) -> Iterator[Artist]:
    left, right = parts[0].left, parts[min(bracket.count, len(parts)) - 1].right - _SEPARATOR
    line = top + _BRACKET
    text = plain(bracket.label)
    yield pen.rule((left, line), (right, line), "ink")
    for x in (left, right):
        yield pen.rule((x, line - _TICK), (x, line), "ink")
    end = max(right, pen.width(text, "chart_value"))
    yield pen.text(end, line + GAP + _LINE / 4, text, "chart_value", align="right")
