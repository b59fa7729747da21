"""One bar a category: the waterfall and the ordered changes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from matplotlib.artist import Artist

from reportgen.briefing import Chart, Locale, Point, Series
from reportgen.charts.naming import detail_fits
from reportgen.charts.pen import Pen, Sketch
from reportgen.charts.rows import Row, drawn, row
from reportgen.charts.scale import Scale, column_starts, fitted
from reportgen.theme import Theme

_ROW, _BAR = 17.5, 12.5
_WATERFALL_ROWS, _DIVERGING_ROWS = 5, 4
_SAME_LEVEL = 0.5


def waterfall(chart: Chart, theme: Theme, locale: Locale) -> Sketch:
    """Return what moved the total: rises, falls, and the total below a hair line."""
    pen = Pen(theme)
    count = len(chart.categories)
    height = theme.chart_heights["waterfall"] + _ROW * (count - _WATERFALL_ROWS)
    above_total = height - _ROW * count
    middles = [height - _ROW * (position + 0.5) for position in range(count)]
    middles[-1] -= above_total
    rows, names = _rows(chart, pen, middles)
    scale = fitted([one.bar for one in rows], column_starts(theme.page), theme.page.measure)
    hair = middles[-1] + (_ROW + above_total) / 2
    return Sketch(
        height,
        (
            pen.rule((0, hair), (theme.page.measure, hair)),
            *drawn(rows, scale, pen, _BAR),
            *_connectors(chart, rows, scale, pen),
            pen.axis(scale.zero, height),
            *names,
        ),
    )


def diverging(chart: Chart, theme: Theme, locale: Locale) -> Sketch:
    """Return ordered bars on both sides of zero."""
    pen = Pen(theme)
    count = len(chart.categories)
    height = theme.chart_heights["diverging"] + _ROW * (count - _DIVERGING_ROWS)
    middles = [height - _ROW * (position + 0.5) for position in range(count)]
    rows, names = _rows(chart, pen, middles)
    scale = fitted([one.bar for one in rows], column_starts(theme.page), theme.page.measure)
    return Sketch(height, (*drawn(rows, scale, pen, _BAR), pen.axis(scale.zero, height), *names))


def _rows(chart: Chart, pen: Pen, middles: Sequence[float]) -> tuple[list[Row], list[Artist]]:
    """Return a row for each category, and the names; a name too long loses its detail."""
    rows: list[Row] = []
    names: list[Artist] = []
    for position, (category, series) in enumerate(zip(chart.categories, chart.series, strict=True)):
        detail = detail_fits(category, pen)
        name_width = pen.name_width(category, detail)
        point, middle = _own_point(series, position), middles[position]
        rows.append(row(pen, series, category, point, middle, name_width=name_width))
        names += pen.name(category, middle, detail)
    return rows, names


def _own_point(series: Series, position: int) -> Point | None:
    return series.points[0 if len(series.points) == 1 else position]


def _connectors(chart: Chart, rows: Sequence[Row], scale: Scale, pen: Pen) -> Iterator[Artist]:
    """Yield a line from the end of each bar to the next one, where the two meet."""
    points = [_own_point(series, position) for position, series in enumerate(chart.series)]
    total = len(points) - 1
    for position, (upper, lower) in enumerate(pairwise(points), start=1):
        if upper is None or lower is None:
            continue
        end = scale.at(float(upper.start + upper.value))
        next_end = scale.at(float(lower.start + (lower.value if position == total else 0)))
        if abs(end - next_end) <= _SAME_LEVEL:
            top = rows[position - 1].middle - _BAR / 2
            bottom = rows[position].middle + _BAR / 2
            yield pen.rule((end, top), (end, bottom), "rule")
