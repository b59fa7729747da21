"""Parts of a whole: one stacked bar for each period."""

from collections.abc import Iterator
from itertools import pairwise

from matplotlib.artist import Artist

from reportgen.briefing import Chart, Locale
from reportgen.charts.parts import (
    BAR,
    LINE,
    SEPARATOR,
    BarPart,
    BarParts,
    Span,
    span_of,
    stack_of,
    texts_beside,
)
from reportgen.charts.pen import Pen, Sketch
from reportgen.theme import Theme

_TICK = 3.0
_SHEET = 1.0


def stacked(chart: Chart, theme: Theme, locale: Locale) -> Sketch:
    """Return one bar a category, parts in series order, labels inside where they fit."""
    pen = Pen(theme)
    stack = stack_of(chart, pen)
    artists: list[Artist] = []
    for category, parts, middle in zip(chart.categories, stack.bars, stack.middles, strict=True):
        artists.append(pen.text(0, middle, category.name, "chart_value"))
        artists += _bar(parts, middle, pen)
    for text in texts_beside(stack, pen):
        colour = theme.text_of(text.colour)
        artists.append(pen.text(text.x, text.y, text.text, "chart_value", colour))
    for bracket in chart.brackets:
        artists += _bracket(span_of(bracket, stack, pen), pen)
    return Sketch(stack.height, tuple(artists))


def _bar(parts: BarParts, middle: float, pen: Pen) -> Iterator[Artist]:
    for part in parts:
        if part.estimate:
            yield from pen.estimate_bar(part.left, part.right, middle, BAR, part.colour)
        else:
            yield pen.bar(part.left, part.right, middle, BAR, pen.theme.fill(part.colour))
        yield from _label(part, middle, pen)
    for before, part in pairwise(parts):
        if before.width > 2 * SEPARATOR:
            paper = pen.theme.colours["paper"]
            yield pen.bar(part.left - SEPARATOR, part.left, middle, BAR, paper)


def _label(part: BarPart, middle: float, pen: Pen) -> Iterator[Artist]:
    """Yield the words inside a part, on paper where the part is hatched."""
    lines = {"one line": (part.label,), "two lines": (part.name, part.value), "outside": ()}
    style = "chart_value" if part.place == "one line" else "chart_inside"
    colour = pen.theme.colours["ink"] if part.estimate else pen.theme.text_on(part.colour)
    centre, texts = (part.left + part.right) / 2, lines[part.place]
    for place, text in enumerate(texts):
        y = middle + LINE * ((len(texts) - 1) / 2 - place)
        if part.estimate:
            half = pen.width(text, style) / 2 + _SHEET
            paper = pen.theme.colours["paper"]
            yield pen.bar(centre - half, centre + half, y, LINE, paper)
        yield pen.text(centre, y, text, style, colour, "center")


def _bracket(span: Span, pen: Pen) -> Iterator[Artist]:
    yield pen.rule((span.left, span.line), (span.right, span.line), "ink")
    for x in (span.left, span.right):
        yield pen.rule((x, span.line - _TICK), (x, span.line), "ink")
    yield pen.text(span.text_end, span.text_y, span.text, "chart_value", align="right")
