"""Charts with bars as Word's own: the same geometry, colours and labels as the drawing."""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.briefing import Category, Chart, Point, Series, Terms
from reportgen.charts.parts import BAR, SPACE, BarPart, Stack, span_of, stack_of
from reportgen.charts.parts import texts_beside as texts_beside_bars
from reportgen.charts.ruler import Ruler, shown
from reportgen.charts.scale import CLEARANCE, GAP, Bar, Scale, column_starts, fitted
from reportgen.theme import Theme
from reportgen.writers.docx.charts.plot import (
    Frame,
    Grouping,
    Label,
    LabelPlace,
    Plot,
    PlotPoint,
    PlotSeries,
    Rule,
    Words,
)

_ROW, _ROW_GAP = 17.5, 40
_PANEL_ROW, _PANEL_GAP, _PANEL_AXIS = 25.0, 39, 36.0
_STACK_GAP = 80
_TICK = 3.0
_FAR = 1e15  # so far that no bar is seen, where names and labels leave no room for one


def waterfall(chart: Chart, theme: Theme, terms: Terms) -> Plot:
    """Return what moved the total: bars on unseen ones, labels at their ends."""
    rows = [_own_point(series, n) for n, series in enumerate(chart.series)]
    axis = _axis(chart, rows, theme)
    ends = [(0.0, 0.0) if p is None else _ends(p) for p in rows]
    codes = [series.colour for series in chart.series]
    looks = [_look(point, code, theme) for point, code in zip(rows, codes, strict=True)]
    starts = tuple(PlotPoint(low if low > 0 else high if high < 0 else 0.0) for low, high in ends)
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
    series.append(PlotSeries(terms.chart_label, _carriers(rows, axis[0], theme)))
    return _rows_plot(chart, theme, tuple(series), axis, "stacked")


def diverging(chart: Chart, theme: Theme, _: Terms) -> Plot:
    """Return ordered bars on both sides of zero."""
    rows = [_own_point(series, n) for n, series in enumerate(chart.series)]
    axis = _axis(chart, rows, theme)
    codes = (series.colour for series in chart.series)
    points = tuple(_labelled(p, code, theme) for p, code in zip(rows, codes, strict=True))
    return _rows_plot(chart, theme, (PlotSeries(chart.unit, points),), axis, "clustered")


def paired(chart: Chart, theme: Theme, _: Terms) -> Plot:
    """Return a row for each period of each category, the earlier one as a tint."""
    rows: list[Category] = []
    points: list[PlotPoint | None] = []
    values: list[Point | None] = []
    for n, category in enumerate(chart.categories):
        said = False
        for series in chart.series:
            point, code = series.points[n], category.colour or series.colour
            missing = "" if point is not None or said else category.missing
            rows.append(Category(f"{category.name} {series.name}", missing=missing))
            points.append(_labelled(point, code, theme, earlier=series.earlier))
            values.append(point)
            said = said or point is None
    flat = replace(chart, categories=tuple(rows))
    axis = _axis(flat, values, theme)
    return _rows_plot(flat, theme, (PlotSeries(chart.unit, tuple(points)),), axis, "clustered")


def panel(chart: Chart, theme: Theme, _: Terms) -> Plot:
    """Return the levels of one subject, as wide as two columns; its facts stand beside it."""
    ruler, series = Ruler(theme), chart.series[0]
    names = max(ruler.width(category.name, "chart_value") for category in chart.categories)
    left = max(_PANEL_AXIS, names + CLEARANCE)
    bars = [
        Bar(*_ends(point), ruler.width(shown(point), "chart_value"))
        for point in series.points
        if point is not None
    ]
    width, height = theme.page.span(2), _PANEL_ROW * len(chart.categories)
    axis = (fitted(bars, (left,), width), left)
    points = tuple(
        _labelled(point, series.colour, theme, earlier=n < len(chart.categories) - 1)
        for n, point in enumerate(series.points)
    )
    return replace(
        _rows_plot(chart, theme, (PlotSeries(series.name, points),), axis, "clustered"),
        high=_value_at(width, axis[0]),
        width=width,
        height=height,
        frame=Frame(left, 0.0, width - left, height),
        gap=_PANEL_GAP,
        beside=(),
    )


def stacked(chart: Chart, theme: Theme, _: Terms) -> Plot:
    """Return one bar a category, its parts in series order, brackets above them."""
    ruler = Ruler(theme)
    stack = stack_of(chart, ruler)
    margin = SPACE / 2  # Word gives each bar half a gap on either side
    height = stack.height + 2 * margin
    top = height - margin - stack.middles[0] - (BAR + SPACE) / 2
    words = (
        Words(t.text, t.x, height - margin - t.y, ruler.width(t.text, "chart_value"), colour)
        for t in texts_beside_bars(stack, ruler)
        for colour in (theme.text_of(t.colour),)
    )
    return Plot(
        grouping="stacked",
        title=chart.caption.subtitle,
        categories=tuple(category.name for category in chart.categories),
        series=tuple(_stacked_series(chart, n, stack, theme) for n in range(len(chart.series))),
        low=0.0,
        high=stack.whole,
        width=theme.page.measure,
        height=height,
        frame=Frame(
            stack.start, top, stack.end - stack.start, (BAR + SPACE) * len(chart.categories)
        ),
        gap=_STACK_GAP,
        axis=False,
        beside=(*words, *_brackets(chart, stack, height - margin, ruler)),
    )


def _brackets(chart: Chart, stack: Stack, top: float, ruler: Ruler) -> list[Words | Rule]:
    ink = ruler.theme.colours["ink"]
    marks: list[Words | Rule] = []
    for bracket in chart.brackets:
        span = span_of(bracket, stack, ruler)
        line = top - span.line
        width = ruler.width(span.text, "chart_value")
        marks.append(Words(span.text, span.text_end - width, top - span.text_y, width, ink))
        marks.append(Rule(span.left, line, span.right, line, ink))
        marks += (Rule(x, line, x, line + _TICK, ink) for x in (span.left, span.right))
    return marks


def _stacked_series(chart: Chart, number: int, stack: Stack, theme: Theme) -> PlotSeries:
    series = chart.series[number]
    points: list[PlotPoint | None] = []
    for n, point in enumerate(series.points):
        if point is None:
            points.append(None)
            continue
        before = sum(other.points[n] is not None for other in chart.series[:number])
        look = _look(point, series.colour, theme)
        label = _inside(stack.bars[n][before], theme)
        points.append(look and replace(look, label=label, outline=theme.colours["paper"]))
    return PlotSeries(series.name, tuple(points), theme.fill(series.colour))


def _inside(part: BarPart, theme: Theme) -> Label | None:
    colour = theme.colours["ink"] if part.estimate else theme.text_on(part.colour)
    paper = theme.colours["paper"] if part.estimate else ""
    match part.place:
        case "one line":
            return Label(part.label, colour, "ctr", theme.type["chart_value"].size, paper)
        case "two lines":
            text = f"{part.name}\n{part.value}"
            return Label(text, colour, "ctr", theme.type["chart_inside"].size, paper)
        case "outside":
            return None


def _rows_plot(
    chart: Chart,
    theme: Theme,
    series: tuple[PlotSeries, ...],
    axis: tuple[Scale, float],
    grouping: Grouping,
) -> Plot:
    ruler, (scale, left) = Ruler(theme), axis
    width, height = theme.page.measure, _ROW * len(chart.categories)
    missing = (
        Words(
            category.missing,
            scale.zero + GAP,
            _ROW * (n + 0.5),
            ruler.width(category.missing, "chart_label"),
            theme.colours["muted"],
            bold=False,
        )
        for n, category in enumerate(chart.categories)
        if category.missing and all(one.points[n] is None for one in series)
    )
    return Plot(
        grouping=grouping,
        title=chart.caption.subtitle,
        categories=tuple(
            _name(category, theme.page.start(1), ruler) for category in chart.categories
        ),
        series=series,
        low=_value_at(left, scale),
        high=_value_at(width, scale),
        width=width,
        height=height,
        frame=Frame(left, 0.0, width - left, height),
        gap=_ROW_GAP,
        beside=tuple(missing),
    )


def _axis(chart: Chart, points: Sequence[Point | None], theme: Theme) -> tuple[Scale, float]:
    """Return the scale of the drawing, and where the names at its left end."""
    ruler = Ruler(theme)
    room = theme.page.start(1)
    names = max(ruler.width(_name(c, room, ruler), "chart_label") for c in chart.categories)
    bars = []
    for category, point in zip(chart.categories, points, strict=True):
        text = category.missing if point is None else shown(point)
        low, high = (0.0, 0.0) if point is None else _ends(point)
        bars.append(Bar(low, high, ruler.width(text, "chart_value"), names))
    scale = fitted(bars, (names + CLEARANCE, *column_starts(theme.page)), theme.page.measure)
    return scale, names + CLEARANCE


def _name(category: Category, room: float, ruler: Ruler) -> str:
    full = f"{category.name} ({category.detail})"
    fits = ruler.width(full, "chart_label") + CLEARANCE <= room
    return full if category.detail and fits else category.name


def _value_at(x: float, scale: Scale) -> float:
    if scale.unit:
        return (x - scale.zero) / scale.unit
    return _FAR if x > scale.zero else 0.0


def _own_point(series: Series, position: int) -> Point | None:
    return series.points[0 if len(series.points) == 1 else position]


def _ends(point: Point) -> tuple[float, float]:
    low, high = sorted((float(point.start), float(point.start + point.value)))
    return low, high


def _look(
    point: Point | None, code: str, theme: Theme, *, earlier: bool = False
) -> PlotPoint | None:
    if point is None:
        return None
    fill = theme.fill(code)
    outline = fill if earlier or point.estimate else ""
    return PlotPoint(
        float(point.value),
        theme.earlier(code) if earlier else fill,
        outline,
        hatched=point.estimate,
    )


def _labelled(
    point: Point | None, code: str, theme: Theme, *, earlier: bool = False
) -> PlotPoint | None:
    look = _look(point, code, theme, earlier=earlier)
    if point is None or look is None:
        return None
    return replace(look, label=_label(point, "outEnd", theme))


def _label(point: Point, place: LabelPlace, theme: Theme) -> Label | None:
    text, style = shown(point), theme.type["chart_value"]
    return Label(text, style.colour, place, style.size) if text else None


def _carriers(
    points: Sequence[Point | None], scale: Scale, theme: Theme
) -> tuple[PlotPoint | None, ...]:
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
