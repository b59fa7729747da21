"""Charts with bars as Word's own: the same geometry, colours and labels as the drawing."""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.briefing import Chart, Point, Series, Terms
from reportgen.charts import Drawing
from reportgen.charts.naming import detail_fits, details_fit_below, pair_width
from reportgen.charts.ruler import Ruler, shown
from reportgen.charts.scale import CLEARANCE, GAP, Bar, Scale, column_starts, fitted
from reportgen.theme import Theme
from reportgen.writers.docx.charts.drawn_marks import marks_of
from reportgen.writers.docx.charts.plot import (
    Frame,
    Grouping,
    Label,
    LabelPlace,
    Plot,
    PlotPoint,
    PlotSeries,
)

# Gaps and overlaps in percent of a bar: between rows, in a pair and around it.
_ROW, _ROW_GAP = 17.5, 40
_PAIR, _PAIR_GAP, _PAIR_OVERLAP = 35.0, 67, -25
_PANEL_ROW, _PANEL_GAP, _PANEL_AXIS = 25.0, 39, 36.0
_FAR = 1e15  # so far that no bar is seen, where names and labels leave no room for one

Points = Sequence[Point | None]


def waterfall(chart: Chart, theme: Theme, terms: Terms, drawing: Drawing) -> Plot:
    """Return what moved the total: bars on unseen ones, labels at their ends."""
    rows = [_own_point(series, n) for n, series in enumerate(chart.series)]
    scale = _scale(_row_bars(chart, rows, Ruler(theme)), theme)
    ends = [(0.0, 0.0) if p is None else _ends(p) for p in rows]
    codes = [series.colour for series in chart.series]
    looks = [look_of(point, code, theme) for point, code in zip(rows, codes, strict=True)]
    starts = tuple(
        look and PlotPoint(low if low > 0 else high if high < 0 else 0.0)
        for look, (low, high) in zip(looks, ends, strict=True)
    )
    bars = tuple(
        look and replace(look, value=max(high, 0.0) - max(low, 0.0))
        for look, (low, high) in zip(looks, ends, strict=True)
    )
    below = tuple(
        look and replace(look, value=min(low, 0.0) - min(high, 0.0))
        for look, (low, high) in zip(looks, ends, strict=True)
    )
    series = [PlotSeries(terms.chart_start, starts), PlotSeries(terms.chart_bar, bars)]
    if any(point and point.value for point in below):
        series.append(PlotSeries(terms.chart_bar_below_zero, below))
    series.append(PlotSeries(terms.chart_label, _carriers(rows, scale, theme)))
    return _rows(chart, theme, drawing, tuple(series), scale, rows, "stacked")


def diverging(chart: Chart, theme: Theme, _: Terms, drawing: Drawing) -> Plot:
    """Return ordered bars on both sides of zero."""
    rows = [_own_point(series, n) for n, series in enumerate(chart.series)]
    scale = _scale(_row_bars(chart, rows, Ruler(theme)), theme)
    codes = (series.colour for series in chart.series)
    points = tuple(_labelled(p, code, theme) for p, code in zip(rows, codes, strict=True))
    series = (PlotSeries(chart.unit, points),)
    return _rows(chart, theme, drawing, series, scale, rows, "clustered")


def paired(chart: Chart, theme: Theme, _: Terms, drawing: Drawing) -> Plot:
    """Return a bar for each period of each category, the earlier one as a tint."""
    ruler = Ruler(theme)
    values = [point for series in chart.series for point in series.points]
    names = pair_width(chart, details_fit_below(chart, ruler), ruler)
    missing = [c.missing for series in chart.series for c in chart.categories]
    bars = [_bar(p, text, names, ruler) for p, text in zip(values, missing, strict=True)]
    series = tuple(
        PlotSeries(
            one.name,
            tuple(
                _labelled(point, category.colour or one.colour, theme, earlier=one.earlier)
                for point, category in zip(one.points, chart.categories, strict=True)
            ),
        )
        for one in chart.series
    )
    plot = _rows(chart, theme, drawing, series, _scale(bars, theme), values, "clustered")
    height = _PAIR * len(chart.categories)
    frame = replace(plot.frame, height=height)
    return replace(plot, height=height, frame=frame, gap=_PAIR_GAP, overlap=_PAIR_OVERLAP)


def panel(chart: Chart, theme: Theme, _: Terms, drawing: Drawing) -> Plot:
    """Return the levels of one subject, as wide as two columns; its facts stand beside it."""
    ruler, series = Ruler(theme), chart.series[0]
    names = max(ruler.width(category.name, "chart_value") for category in chart.categories)
    left, width = max(_PANEL_AXIS, names + CLEARANCE), theme.page.span(2)
    bars = [_bar(point, "", 0.0, ruler) for point in series.points]
    points = tuple(
        _labelled(point, series.colour, theme, earlier=n < len(chart.categories) - 1)
        for n, point in enumerate(series.points)
    )
    scale = fitted(bars, (left,), width)
    told = map(shown, filter(None, series.points))
    height = _PANEL_ROW * len(chart.categories)
    return Plot(
        grouping="clustered",
        title=chart.caption.subtitle,
        categories=tuple(category.name for category in chart.categories),
        series=(PlotSeries(series.name, points),),
        low=_value_at(left, scale),
        high=_value_at(width, scale),
        width=width,
        height=height,
        frame=Frame(left, 0.0, width - left, height),
        gap=_PANEL_GAP,
        named=False,
        beside=tuple(marks_of(drawing, theme, told, width, lambda y: y)),
    )


def look_of(
    point: Point | None, code: str, theme: Theme, *, earlier: bool = False
) -> PlotPoint | None:
    """Return a bar in the colour of a code, a tint or hatched where it is not of today."""
    if point is None:
        return None
    fill = theme.fill(code)
    outline = fill if earlier or point.estimate else ""
    tint = theme.earlier(code) if earlier else fill
    return PlotPoint(float(point.value), tint, outline, hatched=point.estimate)


def _rows(
    chart: Chart,
    theme: Theme,
    drawing: Drawing,
    series: tuple[PlotSeries, ...],
    scale: Scale,
    points: Points,
    grouping: Grouping,
) -> Plot:
    """A plot of even rows; names, periods and what was not published are copied as they stand."""
    width, height = theme.page.measure, _ROW * len(chart.categories)
    lows = [_ends(p)[0] for p in points if p is not None]
    left = max(min([scale.zero, *(scale.at(low) for low in lows)]), 0.0)
    told = map(shown, filter(None, points))
    # The drawing sets the total apart by some points more, which even rows cannot.
    more = max(drawing.height - height, 0.0) if grouping == "stacked" else 0.0
    last = height - _ROW + more
    return Plot(
        grouping=grouping,
        title=chart.caption.subtitle,
        categories=tuple(category.name for category in chart.categories),
        series=series,
        low=_value_at(left, scale),
        high=_value_at(width, scale),
        width=width,
        height=height,
        frame=Frame(left, 0.0, width - left, height),
        gap=_ROW_GAP,
        named=False,
        beside=tuple(marks_of(drawing, theme, told, width, lambda y: y - more if y > last else y)),
    )


def _row_bars(chart: Chart, points: Points, ruler: Ruler) -> list[Bar]:
    names = (ruler.name_width(c, detail_fits(c, ruler)) for c in chart.categories)
    missing = (category.missing for category in chart.categories)
    rows = zip(points, missing, names, strict=True)
    return [_bar(point, text, name, ruler) for point, text, name in rows]


def _bar(point: Point | None, missing: str, name_width: float, ruler: Ruler) -> Bar:
    if point is None:
        return Bar(0.0, 0.0, ruler.width(missing, "chart_label"), name_width)
    return Bar(*_ends(point), ruler.width(shown(point), "chart_value"), name_width)


def _scale(bars: Sequence[Bar], theme: Theme) -> Scale:
    return fitted(bars, column_starts(theme.page), theme.page.measure)


def _value_at(x: float, scale: Scale) -> float:
    if scale.unit:
        return (x - scale.zero) / scale.unit
    return _FAR if x > scale.zero else 0.0


def _own_point(series: Series, position: int) -> Point | None:
    return series.points[0 if len(series.points) == 1 else position]


def _ends(point: Point) -> tuple[float, float]:
    low, high = sorted((float(point.start), float(point.start + point.value)))
    return low, high


def _labelled(
    point: Point | None, code: str, theme: Theme, *, earlier: bool = False
) -> PlotPoint | None:
    look = look_of(point, code, theme, earlier=earlier)
    if point is None or look is None:
        return None
    return replace(look, label=_label(point, "outEnd", theme))


def _label(point: Point, place: LabelPlace, theme: Theme) -> Label | None:
    text, style = shown(point), theme.type["chart_value"]
    return Label(text, style.colour, place, style.size) if text else None


def _carriers(points: Points, scale: Scale, theme: Theme) -> tuple[PlotPoint | None, ...]:
    """Return unseen bars that carry the labels: a stacked bar has none at its end."""
    ruler = Ruler(theme)
    carriers: list[PlotPoint | None] = []
    for point in points:
        if point is None:
            carriers.append(None)
            continue
        low, high = _ends(point)
        length = (ruler.width(shown(point), "chart_value") + GAP) / (scale.unit or 1.0)
        below = low < 0 and high <= 0
        label = _label(point, "inBase", theme)
        carriers.append(PlotPoint(-length if below else length, label=label))
    return tuple(carriers)
