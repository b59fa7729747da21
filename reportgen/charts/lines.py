"""A line for each subject over the periods, named at its end."""

from collections.abc import Iterator, Sequence
from itertools import cycle, pairwise, product
from math import ceil

from matplotlib.lines import Line2D
from matplotlib.text import Text

from reportgen.briefing import Chart, Locale, Point, Series, plain
from reportgen.charts.drawing import Box
from reportgen.charts.pen import Pen, Sketch
from reportgen.charts.plane import TEXT, Place, Plane, bends_up, end_levels, plane_of
from reportgen.charts.ruler import shown
from reportgen.charts.scale import CLEARANCE, GAP
from reportgen.theme import Theme

_LINE_WIDTH = 1.8
_AXIS = 0.75
_MARKER = 5.0
_MARKERS = ("o", "s", "^", "D", "X", "P")  # those that Word draws too
_OFFSETS = (11.0, 21.0, 31.0, 41.0)  # the first leaves GAP between a diamond and its value
_STEP = 6.0


def lines(chart: Chart, theme: Theme, locale: Locale) -> Sketch:
    """Return lines from a zero-based scale, each with its own marker and its name at its end."""
    pen = Pen(theme)
    plot = plane_of(chart, pen)
    names = _end_names(chart, plot, pen)
    return Sketch(
        plot.height,
        (
            _axis(plot, pen),
            *_category_names(chart, plot, pen),
            *(
                artist
                for series, marker in zip(chart.series, cycle(_MARKERS), strict=False)
                for artist in _curve(series, marker, plot, theme)
            ),
            *names,
            *_values(chart, plot, pen, [_box(name, pen) for name in names]),
        ),
    )


def _axis(plot: Plane, pen: Pen) -> Line2D:
    """Return the line at zero, behind the lines that run along it."""
    zero = plot.values.zero
    axis = pen.rule((0, zero), (plot.places[-1] + GAP, zero), "ink", _AXIS)
    axis.set_zorder(1)
    return axis


def _category_names(chart: Chart, plot: Plane, pen: Pen) -> Iterator[Text]:
    """Yield the periods below the axis: every one, or every second, third ... where too dense."""
    last = len(chart.categories) - 1
    for position, category in enumerate(chart.categories):
        if (last - position) % plot.every == 0:
            for text, row in ((category.name, 0), (category.detail, 1)):
                if text:
                    y = plot.bottom - GAP - TEXT * (row + 0.5)
                    x = plot.places[position]
                    yield pen.text(x, y, text, "chart_label", pen.muted, "center")


def _curve(series: Series, marker: str, plot: Plane, theme: Theme) -> Iterator[Line2D]:
    """Yield the runs of a line, then its markers; a value obtained by difference is hollow."""
    colour, paper = theme.fill(series.colour), theme.colours["paper"]
    for run in plot.runs(series):
        yield Line2D(
            *zip(*run, strict=True),
            color=colour,
            linewidth=_LINE_WIDTH,
            linestyle="-",
            marker="",
            solid_capstyle="round",
            solid_joinstyle="round",
            zorder=2,
        )
    for x, point in zip(plot.places, series.points, strict=True):
        if point is not None:
            yield Line2D(
                [x],
                [plot.level(point)],
                linestyle="",
                marker=marker,
                markersize=_MARKER,
                markerfacecolor=colour if point.sure else paper,
                markeredgecolor=colour,
                markeredgewidth=1.0,
                zorder=2.5,
            )


def _end_names(chart: Chart, plot: Plane, pen: Pen) -> list[Text]:
    x = plot.places[-1] + CLEARANCE
    return [
        pen.text(x, level, series.name, "chart_value", pen.theme.text_of(series.colour))
        for level, series in end_levels(chart, plot)
    ]


def _values(chart: Chart, plot: Plane, pen: Pen, names: Sequence[Box]) -> Iterator[Text]:
    """Yield each value at the nearest free place; one that finds none is left to the tables."""
    runs = [run for series in chart.series for run in plot.runs(series)]
    taken = [*names, *(_around(place) for run in runs for place in run)]
    traces = [box for run in runs for box in _trace(run)]
    for series in chart.series:
        for position, point in enumerate(series.points):
            if point is None or not plain((point.label,)):
                continue
            told = (series, position, point, plot, pen)
            free = _first_free(_candidates(*told), [*taken, *traces], plot, pen) or _first_free(
                _candidates(*told), taken, plot, pen
            )
            if free is not None:
                taken.append(_box(free, pen))
                yield free


def _candidates(
    series: Series, position: int, point: Point, plot: Plane, pen: Pen
) -> Iterator[Text]:
    """Yield the value above and below its point, nearest first, on the outer side of the bend."""
    text = shown(point)
    half = pen.width(text, "chart_value") / 2
    x = min(max(plot.places[position], half), plot.width - half)
    up = 1 if bends_up(series, position) else -1
    colour = pen.theme.text_of(series.colour)
    for offset, side in product(_OFFSETS, (up, -up)):
        y = plot.level(point) + side * offset
        yield pen.text(x, y, text, "chart_value", colour, "center")


def _first_free(texts: Iterator[Text], taken: Sequence[Box], plot: Plane, pen: Pen) -> Text | None:
    sheet = Box(0, plot.bottom, plot.width, plot.height)
    for text in texts:
        box = _box(text, pen)
        if sheet.contains(box) and not any(box.overlaps(other) for other in taken):
            return text
    return None


def _box(text: Text, pen: Pen) -> Box:
    x, y = text.get_position()
    size = float(text.get_fontsize())
    width = pen.width(text.get_text(), "chart_value")
    return Box(x, y - 0.2 * size, x + width, y + 0.7 * size)


def _trace(run: Sequence[Place]) -> Iterator[Box]:
    """Yield small boxes along a line."""
    for (x0, y0), (x1, y1) in pairwise(run):
        count = max(ceil(abs(x1 - x0) / _STEP), ceil(abs(y1 - y0) / _STEP), 1)
        for step in range(count):
            yield _around((x0 + (x1 - x0) * step / count, y0 + (y1 - y0) * step / count))


def _around(place: Place) -> Box:
    x, y = place
    half = _MARKER / 2 + 0.5
    return Box(x - half, y - half, x + half, y + half)
