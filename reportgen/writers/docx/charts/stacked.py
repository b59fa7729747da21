"""Parts of a whole as Word's own stacked bars, their labels inside where they fit."""

from collections.abc import Iterator
from dataclasses import replace

from reportgen.briefing import Chart, Terms
from reportgen.charts import Drawing
from reportgen.charts.parts import BAR, SPACE, BarPart, Stack, stack_of
from reportgen.charts.ruler import Ruler
from reportgen.theme import Theme
from reportgen.writers.docx.charts.bars import look_of
from reportgen.writers.docx.charts.drawn_marks import marks_of
from reportgen.writers.docx.charts.plot import Frame, Label, Plot, PlotPoint, PlotSeries

_GAP = 80  # percent of a bar
_MARGIN = SPACE / 2  # Word gives each bar half a gap on either side


def stacked(chart: Chart, theme: Theme, _: Terms, drawing: Drawing) -> Plot:
    """Return one bar a category, its parts in series order, brackets above them."""
    stack = stack_of(chart, Ruler(theme))
    series = tuple(_series(chart, n, stack, theme) for n in range(len(chart.series)))
    count, whole = len(chart.categories), stack.end - stack.start
    top = stack.height - stack.middles[0] - BAR / 2
    return Plot(
        grouping="stacked",
        title=chart.caption.subtitle,
        categories=tuple(category.name for category in chart.categories),
        series=series,
        low=0.0,
        high=stack.whole,
        width=theme.page.measure,
        height=stack.height + 2 * _MARGIN,
        frame=Frame(stack.start, top, whole, (BAR + SPACE) * count),
        gap=_GAP,
        axis=False,
        named=False,
        margin=_MARGIN,
        beside=tuple(
            marks_of(drawing, theme, _told(stack), theme.page.measure, lambda y: y + _MARGIN)
        ),
    )


def _told(stack: Stack) -> Iterator[str]:
    """The labels that Word prints on the parts."""
    for parts in stack.bars:
        for part in parts:
            match part.place:
                case "one line":
                    yield part.label
                case "two lines":
                    yield from (part.name, part.value)
                case "outside":
                    pass


def _series(chart: Chart, number: int, stack: Stack, theme: Theme) -> PlotSeries:
    series = chart.series[number]
    points: list[PlotPoint | None] = []
    for n, point in enumerate(series.points):
        look = look_of(point, series.colour, theme)
        if look is not None:
            before = sum(other.points[n] is not None for other in chart.series[:number])
            part = stack.bars[n][before]
            # White parts neighbours; around a part too narrow for its label it would hide it.
            edge = "" if part.place == "outside" else theme.colours["paper"]
            look = replace(look, label=_inside(part, theme), outline=edge)
        points.append(look)
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
