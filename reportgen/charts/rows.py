"""Rows of horizontal bars: what every bar chart shares."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist

from reportgen.briefing import Category, Point, Series
from reportgen.charts.pen import Pen
from reportgen.charts.ruler import shown
from reportgen.charts.scale import GAP, Bar, Scale


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its place: `middle` is its vertical centre, `colour` a key of the theme."""

    bar: Bar
    middle: float
    text: str
    colour: str
    known: bool = True
    earlier: bool = False
    estimate: bool = False


def row(
    pen: Pen,
    series: Series,
    category: Category,
    point: Point | None,
    middle: float,
    *,
    name_width: float = 0.0,
    earlier: bool = False,
) -> Row:
    """Return the row of a value, or of the words that stand where it is not known."""
    colour = category.colour or series.colour
    if point is None:
        width = pen.width(category.missing, "chart_label")
        return Row(Bar(0.0, 0.0, width, name_width), middle, category.missing, colour, known=False)
    text = shown(point)
    low, high = sorted((float(point.start), float(point.start + point.value)))
    bar = Bar(low, high, pen.width(text, "chart_value"), name_width)
    return Row(bar, middle, text, colour, earlier=earlier, estimate=point.estimate)


def drawn(rows: Sequence[Row], scale: Scale, pen: Pen, thickness: float) -> Iterator[Artist]:
    """Yield the bars and the values at their ends."""
    for one in rows:
        left, right = scale.at(one.bar.low), scale.at(one.bar.high)
        if right > left and one.estimate:
            yield from pen.estimate_bar(left, right, one.middle, thickness, one.colour)
        elif right > left and one.earlier:
            yield pen.earlier_bar(left, right, one.middle, thickness, one.colour)
        elif right > left:
            yield pen.bar(left, right, one.middle, thickness, pen.theme.fill(one.colour))
        if one.text:
            yield _value(one, left, right, pen)


def left_edge(rows: Sequence[Row], scale: Scale) -> float:
    """Return the abscissa left of which there is neither a bar nor a value."""
    return min(
        scale.at(min(one.bar.low, 0.0)) - (one.bar.value_width + GAP if one.bar.below_zero else 0.0)
        for one in rows
    )


def _value(one: Row, left: float, right: float, pen: Pen) -> Artist:
    if not one.known:
        return pen.text(right + GAP, one.middle, one.text, "chart_label", pen.muted)
    if one.bar.below_zero:
        return pen.text(left - GAP, one.middle, one.text, "chart_value", align="right")
    return pen.text(right + GAP, one.middle, one.text, "chart_value")
