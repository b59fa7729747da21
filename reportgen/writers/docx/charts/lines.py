"""Line charts as Word's own: markers, turning points and names at the ends of the lines."""

from dataclasses import replace
from itertools import cycle

from reportgen.briefing import Category, Chart, Point, Series, Terms
from reportgen.charts import Drawing
from reportgen.charts.plane import TEXT, Plane, bends_up, end_levels, plane_of
from reportgen.charts.ruler import Ruler, shown
from reportgen.theme import Theme
from reportgen.writers.docx.charts.plot import Frame, Label, Plot, PlotPoint, PlotSeries

_MARKERS = ("circle", "square", "triangle", "diamond", "x", "plus")


def lines(chart: Chart, theme: Theme, _: Terms, __: Drawing) -> Plot:
    """Return a line for each subject, named at its end."""
    ruler = Ruler(theme)
    plane = plane_of(chart, ruler)
    level = plane.high == plane.low  # nothing but zeros: a plane of full height all the same
    high = plane.high + 1.0 if level else plane.high
    top = 1.5 * TEXT if level else plane.height - plane.values.at(plane.high)
    bottom = plane.height - plane.values.at(plane.low)
    levels = {series.colour: level for level, series in end_levels(chart, plane)}
    return Plot(
        grouping="lines",
        title=chart.caption.subtitle,
        categories=tuple(map(_period, chart.categories)),
        series=tuple(
            _line(series, marker, levels.get(series.colour, 0.0), plane, theme)
            for series, marker in zip(chart.series, cycle(_MARKERS), strict=False)
        ),
        low=plane.low,
        high=high,
        width=plane.width,
        height=plane.height,
        frame=Frame(
            plane.places[0], top, max(plane.places[-1] - plane.places[0], 1.0), bottom - top
        ),
        every=plane.every,
    )


def _line(series: Series, marker: str, level: float, plane: Plane, theme: Theme) -> PlotSeries:
    """Return a line; where its last value is told, its name stands before that value."""
    colour, size = theme.text_of(series.colour), theme.type["chart_value"].size
    points = [_point(series, n, theme) for n in range(len(series.points))]
    known = [n for n, point in enumerate(points) if point is not None]
    line = PlotSeries(series.name, tuple(points), theme.fill(series.colour), marker)
    if not known:
        return line
    last, end = points[known[-1]], series.points[known[-1]]
    if last is not None and last.label:
        told = Label(f"{series.name}\u00a0{last.label.text}", colour, "r", size)
        points[known[-1]] = replace(last, label=told)
        return replace(line, points=tuple(points))
    lift = level - plane.level(end) if end else 0.0
    return replace(line, end_name=Label(series.name, colour, "r", size), lift=lift)


def _period(category: Category) -> str:
    return "\n".join(filter(None, (category.name, category.detail)))


def _point(series: Series, position: int, theme: Theme) -> PlotPoint | None:
    point = series.points[position]
    if point is None:
        return None
    label = _value(point, theme.text_of(series.colour), bends_up(series, position), theme)
    return PlotPoint(
        float(point.value), theme.fill(series.colour), hollow=not point.sure, label=label
    )


def _value(point: Point, colour: str, up: bool, theme: Theme) -> Label | None:
    if not point.label.text:
        return None
    size = theme.type["chart_value"].size
    return Label(shown(point), colour, "t" if up else "b", size)
