"""The plane of a line chart: where its periods, its values and the names of its lines stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from reportgen.briefing import Category, Chart, Point, Series
from reportgen.charts.ruler import Ruler
from reportgen.charts.scale import CLEARANCE, GAP, Scale

TEXT = 10.0
"""The height of a line of text in points."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plane:
    """Abscissas of the categories and the scale of the values, from `low` to `high`.

    Of the periods every `every`-th is named, the last one always.
    """

    places: tuple[float, ...]
    values: Scale
    low: float
    high: float
    bottom: float
    height: float
    width: float
    every: int

    def runs(self, series: Series) -> Iterator[tuple[Place, ...]]:
        """Yield the places of neighbouring points; a missing value parts two runs."""
        known = zip(self.places, series.points, strict=True)
        for is_known, run in groupby(known, key=lambda pair: pair[1] is not None):
            if is_known:
                yield tuple((x, self.level(point)) for x, point in run if point is not None)

    def level(self, point: Point) -> float:
        """The ordinate of a point."""
        return self.values.at(float(point.value))


def plane_of(chart: Chart, ruler: Ruler) -> Plane:
    """Return the plane of a chart, its scale from zero or from the lowest value below it."""
    theme = ruler.theme
    height = theme.chart_heights["lines"]
    values = [float(point.value) for series in chart.series for point in series.points if point]
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    below = TEXT + GAP if low < 0 else 0.0
    bottom = TEXT * (2 if any(category.detail for category in chart.categories) else 1) + GAP
    unit = (height - bottom - below - 1.5 * TEXT) / (high - low) if high > low else 0.0
    first = _category_width(chart.categories[0], ruler) / 2
    last = _category_width(chart.categories[-1], ruler) / 2
    names = max(ruler.width(series.name, "chart_value") for series in chart.series)
    right = theme.page.measure - max(names + CLEARANCE, last)
    gaps = max(len(chart.categories) - 1, 1)
    step = (right - first) / gaps
    places = tuple(first + step * position for position in range(len(chart.categories)))
    widest = max(_category_width(category, ruler) for category in chart.categories)
    return Plane(
        places,
        Scale(bottom + below - low * unit, unit),
        low,
        high,
        bottom,
        height,
        theme.page.measure,
        max(ceil((widest + GAP) / step), 1),
    )


def end_levels(chart: Chart, plane: Plane) -> tuple[tuple[float, Series], ...]:
    """Return the ordinate of the name of each line from below, moved apart where lines meet."""
    ends = [
        ([plane.level(point) for point in series.points if point is not None][-1], series)
        for series in chart.series
        if any(series.points)
    ]
    ends.sort(key=lambda end: end[0])
    levels: list[float] = []
    for level, _ in ends:
        levels.append(max(level, levels[-1] + TEXT if levels else plane.bottom))
    ceiling = plane.height - TEXT / 2
    for position in reversed(range(len(levels))):
        levels[position] = min(levels[position], ceiling)
        ceiling = levels[position] - TEXT
    return tuple((level, series) for level, (_, series) in zip(levels, ends, strict=True))


def bends_up(series: Series, position: int) -> bool:
    """Return True where a point is no lower than its neighbours: its label stands above it."""
    points = series.points
    neighbours = [other.value for other in points[max(position - 1, 0) : position + 2] if other]
    point = points[position]
    return point is not None and point.value >= max(neighbours)


def _category_width(category: Category, ruler: Ruler) -> float:
    return max(ruler.width(text, "chart_label") for text in (category.name, category.detail))
