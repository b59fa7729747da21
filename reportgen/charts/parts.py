"""Where the parts of stacked bars and their labels stand, in points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import Literal

from reportgen.briefing import Bracket, Chart, plain
from reportgen.charts.ruler import Ruler, shown
from reportgen.charts.scale import CLEARANCE, GAP

BAR, SPACE = 25.0, 20.0
LINE = 10.0
SEPARATOR = 1.0
_START, _OUTSIDE = 41.25, 54.0
_PADDING, _NARROW_PADDING = 8.0, 2.0
_BRACKET = 4.0
_LINES_OUTSIDE = 3

Place = Literal["one line", "two lines", "outside"]


@dataclass(frozen=True, slots=True)
class BarPart:
    """A segment of a bar, with the two halves of its label and their place."""

    left: float
    right: float
    name: str
    value: str
    colour: str
    estimate: bool = False
    place: Place = "one line"

    @property
    def width(self) -> float:
        """Distance from left to right."""
        return self.right - self.left

    @property
    def label(self) -> str:
        """Name and value on one line."""
        return f"{self.name}\u00a0\u00a0{self.value}"


BarParts = tuple[BarPart, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """Bars from `start` to `end` where `whole` percent end; each has its parts and its middle."""

    bars: tuple[BarParts, ...]
    middles: tuple[float, ...]
    height: float
    start: float
    end: float
    whole: float


@dataclass(frozen=True, slots=True)
class Beside:
    """A line of text beside a bar, from `x`, centred on `y`, in the colour of a code."""

    x: float
    y: float
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Span:
    """A bracket over the first parts of a bar; its text ends at `text_end`, centred on `text_y`."""

    left: float
    right: float
    line: float
    text: str
    text_end: float
    text_y: float


def stack_of(chart: Chart, ruler: Ruler) -> Stack:
    """Return one bar a category from above; the room at the right holds the labels outside."""
    count = len(chart.categories)
    headroom = SPACE if any(bracket.category == 0 for bracket in chart.brackets) else 0.0
    height = ruler.theme.chart_heights["stacked"] + (BAR + SPACE) * (count - 3) + headroom
    middles = (height - headroom - (BAR + SPACE) * n - BAR / 2 for n in range(count))
    names = max(ruler.width(category.name, "chart_value") for category in chart.categories)
    start = max(_START, names + CLEARANCE)
    whole = max(100.0, *(fsum(column) for column in _columns(chart)))
    room = _OUTSIDE
    while True:
        end = ruler.theme.page.measure - room
        bars = _placed(_bars(chart, start, (end - start) / whole), ruler)
        needed = max(_outside_width(parts, ruler) for parts in bars)
        if needed <= room:
            return Stack(tuple(bars), tuple(middles), height, start, end, whole)
        room = needed


def texts_beside(stack: Stack, ruler: Ruler) -> Iterator[Beside]:
    """Yield the labels that find no room inside, beside their bar and within the figure."""
    edge = max(part.right for parts in stack.bars for part in parts)
    for parts, middle in zip(stack.bars, stack.middles, strict=True):
        x = edge + GAP
        for lines in _outside_columns(parts):
            block = LINE * len(lines)
            top = max(min(middle + block / 2, stack.height), block)
            for position, (text, code) in enumerate(lines):
                yield Beside(x, top - LINE * (position + 0.5), text, code)
            x += GAP + max(ruler.width(text, "chart_value") for text, _ in lines)


def span_of(bracket: Bracket, stack: Stack, ruler: Ruler) -> Span:
    """Return where a bracket stands."""
    parts = stack.bars[bracket.category]
    left, right = parts[0].left, parts[min(bracket.count, len(parts)) - 1].right - SEPARATOR
    line = stack.middles[bracket.category] + BAR / 2 + _BRACKET
    text = plain(bracket.label)
    end = max(right, ruler.width(text, "chart_value"))
    return Span(left, right, line, text, end, line + GAP + LINE / 4)


def _columns(chart: Chart) -> Iterator[list[float]]:
    for points in zip(*(series.points for series in chart.series), strict=True):
        yield [float(point.value) for point in points if point]


def _bars(chart: Chart, start: float, unit: float) -> list[BarParts]:
    bars = []
    for position in range(len(chart.categories)):
        left = start
        parts = []
        for series in chart.series:
            point = series.points[position]
            if point is not None:
                right = left + unit * float(point.value)
                told = (series.name, shown(point), series.colour)
                parts.append(BarPart(left, right, *told, estimate=point.estimate))
                left = right
        bars.append(tuple(parts))
    return bars


def _placed(bars: Sequence[BarParts], ruler: Ruler) -> list[BarParts]:
    """Return the parts with the place of their labels: a name breaks in every bar or in none."""
    broken = {part.name for parts in bars for part in parts if _place(part, ruler) == "two lines"}
    return [
        tuple(
            replace(part, place="two lines")
            if part.name in broken and _place(part, ruler) == "one line"
            else replace(part, place=_place(part, ruler))
            for part in parts
        )
        for parts in bars
    ]


def _place(part: BarPart, ruler: Ruler) -> Place:
    if ruler.width(part.label, "chart_value") + 2 * _PADDING <= part.width:
        return "one line"
    widest = max(ruler.width(text, "chart_inside") for text in (part.name, part.value))
    return "two lines" if widest + 2 * _NARROW_PADDING <= part.width else "outside"


def _outside_columns(parts: BarParts) -> list[list[tuple[str, str]]]:
    """Return columns of text beside a bar: each line with the colour code of its part."""
    outside = [part for part in parts if part.place == "outside"]
    if len(outside) == 1:
        part = outside[0]
        return [[(part.name, part.colour), (part.value, part.colour)]]
    lines = [(part.label, part.colour) for part in outside]
    starts = range(0, len(lines), _LINES_OUTSIDE)
    return [lines[start : start + _LINES_OUTSIDE] for start in starts]


def _outside_width(parts: BarParts, ruler: Ruler) -> float:
    return fsum(
        GAP + max(ruler.width(text, "chart_value") for text, _ in lines)
        for lines in _outside_columns(parts)
    )
