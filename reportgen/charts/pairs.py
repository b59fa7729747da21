"""Two periods side by side: a pair of bars a category."""

from collections.abc import Iterator
from dataclasses import replace

from matplotlib.artist import Artist

from reportgen.briefing import Chart, Locale
from reportgen.charts.naming import details_fit_below, pair_width
from reportgen.charts.pen import Pen, Sketch
from reportgen.charts.rows import Row, drawn, left_edge, row
from reportgen.charts.scale import GAP, column_starts, fitted
from reportgen.theme import Theme

_PAIR, _PITCH, _BAR = 35.0, 15.0, 12.0
_PAIRS = 3


def paired(chart: Chart, theme: Theme, locale: Locale) -> Sketch:
    """Return a bar for each period of each category, the earlier one as a tint."""
    pen = Pen(theme)
    details = details_fit_below(chart, pen)
    left = pair_width(chart, details, pen)
    height = theme.chart_heights["paired"] + _PAIR * (len(chart.categories) - _PAIRS)
    rows: list[Row] = []
    names: list[Artist] = []
    for position, category in enumerate(chart.categories):
        first = height - _PAIR * (position + 0.5) + _PITCH / 2
        rows += _pair(chart, position, first, left, pen)
        names.append(pen.text(0, first, category.name, "chart_value"))
        if details and category.detail:
            names.append(pen.text(0, first - _PITCH, category.detail, "chart_label", pen.muted))
    scale = fitted([one.bar for one in rows], column_starts(theme.page), theme.page.measure)
    edge = left_edge(rows, scale) - GAP
    periods = (
        pen.text(edge, one.middle, series.name, "chart_label", pen.muted, "right")
        for one, series in zip(rows, chart.series * len(chart.categories), strict=True)
        if one.known
    )
    bars = drawn(rows, scale, pen, _BAR)
    return Sketch(height, (*bars, pen.axis(scale.zero, height), *names, *periods))


def _pair(chart: Chart, position: int, first: float, left: float, pen: Pen) -> Iterator[Row]:
    """Yield the rows of one category; that a value is missing is said once."""
    category = chart.categories[position]
    silent = replace(category, missing="")
    said = False
    for index, series in enumerate(chart.series):
        point = series.points[position]
        yield row(
            pen,
            series,
            silent if said else category,
            point,
            first - _PITCH * index,
            name_width=left,
            earlier=series.earlier,
        )
        said = said or point is None
