"""The chart part: DrawingML of a plot, in the order of its schema (ISO/IEC 29500-1, 21.2)."""

from collections.abc import Iterator, Sequence

from reportgen.theme import Theme
from reportgen.writers.docx.charts.drawingml import (
    body,
    hatched,
    letters,
    line,
    relate,
    share,
    solid,
    unwrapped,
)
from reportgen.writers.docx.charts.drawingml import element as e
from reportgen.writers.docx.charts.plot import Label, Plot, PlotPoint, PlotSeries
from reportgen.writers.docx.charts.sheet import (
    SHEET,
    format_code,
    label_column,
    letter,
    number,
    plain_string,
)
from reportgen.writers.docx.xml import Element

_CATEGORY_AXIS, _VALUE_AXIS = 1, 2
_MARKER, _LINE, _AXIS_LINE, _OUTLINE = 6, 1.8, 0.75, 0.8
_LABELS_EXTENSION = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_RANGE_EXTENSION = "{02D57815-91ED-43cb-92C2-25804820EDAC}"


def chart_content(
    plot: Plot, theme: Theme, language: str, workbook: str, shapes: str
) -> tuple[Element, ...]:
    """Return what a chart part holds; `workbook` and `shapes` are relationships, or empty."""
    chart = e(
        "c:chart",
        e("c:autoTitleDeleted", val=1),
        e(
            "c:plotArea",
            _layout(plot),
            _plot(plot, theme, language),
            _category_axis(plot, theme, language),
            _value_axis(plot),
            e("c:spPr", solid("")),
        ),
        e("c:plotVisOnly", val=1),
        e("c:dispBlanksAs", val="gap"),
    )
    return (
        e("c:date1904", val=0),
        e("c:lang", val=language),
        e("c:roundedCorners", val=0),
        chart,
        e("c:spPr", solid(""), line("", 0)),
        e("c:txPr", *body(language, _look(theme, theme.colours["ink"]))),
        relate(e("c:externalData", e("c:autoUpdate", val=0)), workbook),
        *((relate(e("c:userShapes"), shapes),) if shapes else ()),
    )


def _look(theme: Theme, colour: str) -> Element:
    return letters("a:defRPr", theme, colour, theme.type["chart_label"].size)


def _category_axis(plot: Plot, theme: Theme, language: str) -> Element:
    upright = plot.grouping == "lines"
    return e(
        "c:catAx",
        e("c:axId", val=_CATEGORY_AXIS),
        e("c:scaling", e("c:orientation", val="minMax" if upright else "maxMin")),
        e("c:delete", val=0),
        e("c:axPos", val="b" if upright else "l"),
        e("c:numFmt", formatCode="General", sourceLinked=0),
        e("c:majorTickMark", val="none"),
        e("c:minorTickMark", val="none"),
        e("c:tickLblPos", val="low" if plot.named else "none"),
        e("c:spPr", line(theme.colours["ink"] if plot.axis else "", _AXIS_LINE)),
        e("c:txPr", *body(language, _look(theme, theme.colours["muted" if upright else "ink"]))),
        e("c:crossAx", val=_VALUE_AXIS),
        e("c:crosses", val="autoZero"),
        e("c:auto", val=0),
        e("c:lblAlgn", val="ctr"),
        e("c:lblOffset", val=50),
        e("c:tickLblSkip", val=plot.every),
        e("c:noMultiLvlLbl", val=1),
    )


def _value_axis(plot: Plot) -> Element:
    upright = plot.grouping == "lines"
    return e(
        "c:valAx",
        e("c:axId", val=_VALUE_AXIS),
        e(
            "c:scaling",
            e("c:orientation", val="minMax"),
            e("c:max", val=number(plot.high)),
            e("c:min", val=number(plot.low)),
        ),
        e("c:delete", val=1),
        e("c:axPos", val="l" if upright else "t"),
        e("c:numFmt", formatCode="General", sourceLinked=0),
        e("c:majorTickMark", val="none"),
        e("c:minorTickMark", val="none"),
        e("c:tickLblPos", val="nextTo"),
        e("c:crossAx", val=_CATEGORY_AXIS),
        e("c:crosses", val="autoZero"),
        e("c:crossBetween", val="midCat" if upright else "between"),
    )


def _layout(plot: Plot) -> Element:
    frame = plot.frame
    return e(
        "c:layout",
        e(
            "c:manualLayout",
            e("c:layoutTarget", val="inner"),
            e("c:xMode", val="edge"),
            e("c:yMode", val="edge"),
            e("c:x", val=share(frame.left, plot.width)),
            e("c:y", val=share(frame.top, plot.height)),
            e("c:w", val=share(frame.width, plot.width)),
            e("c:h", val=share(frame.height, plot.height)),
        ),
    )


def _plot(plot: Plot, theme: Theme, language: str) -> Element:
    series = [_series(plot, n, theme, language) for n in range(len(plot.series))]
    axes = (e("c:axId", val=_CATEGORY_AXIS), e("c:axId", val=_VALUE_AXIS))
    vary = e("c:varyColors", val=0)
    if plot.grouping == "lines":
        grouping = e("c:grouping", val="standard")
        return e("c:lineChart", grouping, vary, *series, e("c:marker", val=1), *axes)
    overlap = 100 if plot.grouping == "stacked" else plot.overlap
    return e(
        "c:barChart",
        e("c:barDir", val="bar"),
        e("c:grouping", val=plot.grouping),
        vary,
        *series,
        e("c:gapWidth", val=plot.gap),
        e("c:overlap", val=overlap),
        *axes,
    )


def _series(plot: Plot, place: int, theme: Theme, language: str) -> Element:
    series, column = plot.series[place], letter(place + 1)
    is_line = plot.grouping == "lines"
    name = e("c:strRef", e("c:f", text=f"{SHEET}!${column}$1"), _cache("c:strCache", [series.name]))
    values = [None if point is None else number(point.value) for point in series.points]
    format_ = e("c:formatCode", text=format_code(plot.decimals, language))
    return e(
        "c:ser",
        e("c:idx", val=place),
        e("c:order", val=place),
        e("c:tx", name),
        *(_line_look(series) if is_line else _bar_look(series, theme)),
        *_points(series, theme, is_line=is_line),
        *_labels(plot, place, theme, language),
        e(
            "c:cat",
            e("c:strRef", _cells("A", plot), _cache("c:strCache", plot.categories)),
        ),
        e(
            "c:val",
            e("c:numRef", _cells(column, plot), _cache("c:numCache", values, format_)),
        ),
        *((e("c:smooth", val=0),) if is_line else ()),
        *_label_range(plot, series),
    )


def _cells(column: str, plot: Plot, tag: str = "c:f") -> Element:
    return e(tag, text=f"{SHEET}!${column}$2:${column}${len(plot.categories) + 1}")


def _cache(tag: str, values: Sequence[str | None], *before: Element) -> Element:
    points = (
        e("c:pt", e("c:v", text=plain_string(value)), idx=n)
        for n, value in enumerate(values)
        if value is not None
    )
    return e(tag, *before, e("c:ptCount", val=len(values)), *points)


def _line_look(series: PlotSeries) -> Iterator[Element]:
    yield e("c:spPr", line(series.colour, _LINE, e("a:round"), cap="rnd"))
    yield _marker(series, series.colour)


def _marker(series: PlotSeries, inside: str) -> Element:
    look = e("c:spPr", solid(inside), line(series.colour, 1.0))
    return e("c:marker", e("c:symbol", val=series.marker), e("c:size", val=_MARKER), look)


def _bar_look(series: PlotSeries, theme: Theme) -> Iterator[Element]:
    """Yield the look of the first bar, which is also that of bars that a reader adds."""
    first = _first(series)
    yield e("c:spPr", *(_bar_fill(first, theme) if first else (solid(""), line("", 0))))
    yield e("c:invertIfNegative", val=0)


def _first(series: PlotSeries) -> PlotPoint | None:
    return next((point for point in series.points if point is not None), None)


def _points(series: PlotSeries, theme: Theme, *, is_line: bool) -> Iterator[Element]:
    """Yield the points that differ from their series: other bars, and hollow marks of a line."""
    first = _first(series)
    for n, point in enumerate(series.points):
        if point is None:
            continue
        if is_line and point.hollow:
            look = e("c:spPr", line(series.colour, _LINE, e("a:round"), cap="rnd"))
            yield e(
                "c:dPt",
                e("c:idx", val=n),
                _marker(series, theme.colours["paper"]),
                *_flat(),
                look,
            )
        elif not is_line and first and point.look != first.look:
            kept = e("c:invertIfNegative", val=0)
            fill = e("c:spPr", *_bar_fill(point, theme))
            yield e("c:dPt", e("c:idx", val=n), kept, *_flat(), fill)


def _flat() -> Iterator[Element]:
    yield e("c:bubble3D", val=0)


def _bar_fill(point: PlotPoint, theme: Theme) -> Iterator[Element]:
    yield hatched(point.fill, theme.colours["paper"]) if point.hatched else solid(point.fill)
    yield line(point.outline, _OUTLINE)


def _labels(plot: Plot, place: int, theme: Theme, language: str) -> Iterator[Element]:
    series = plot.series[place]
    told = [
        _cell_label(place, n, point.label, theme, language)
        for n, point in enumerate(series.points)
        if point is not None and point.label
    ]
    if series.end_name:
        told.append(_end_name(plot, series, series.end_name, theme, language))
    common = next((point.label for point in series.points if point and point.label), None)
    yield e("c:dLbls", *told, *_common_look(common, theme, language), *_shows())


def _common_look(label: Label | None, theme: Theme, language: str) -> Iterator[Element]:
    """Yield the look of labels that a reader adds; those that stand have their own."""
    if label:
        yield e("c:spPr", solid(""), line("", 0))
        look = letters("a:defRPr", theme, label.colour, label.size, bold=True)
        yield e("c:txPr", *body(language, look))


def _cell_label(series: int, place: int, label: Label, theme: Theme, language: str) -> Element:
    """Return a label that shows a cell of the sheet (Office 2013 on), with its words as cache."""
    look = letters("a:rPr", theme, label.colour, label.size, bold=True, language=language)
    name = f"00000000-0000-4000-8000-{series:06}{place:06}"
    words = e(
        "a:fld", look, e("a:pPr"), e("a:t", text=label.text), id=f"{{{name}}}", type="CELLRANGE"
    )
    shown = e("c15:showDataLabelsRange", val=1)
    rich = e("c:rich", unwrapped(), e("a:lstStyle"), e("a:p", words))
    return e(
        "c:dLbl",
        e("c:idx", val=place),
        e("c:tx", rich),
        e("c:spPr", solid(label.paper), line("", 0)),
        e("c:dLblPos", val=label.place),
        *_shows(),
        e("c:extLst", e("c:ext", shown, uri=_LABELS_EXTENSION)),
    )


def _end_name(plot: Plot, series: PlotSeries, label: Label, theme: Theme, language: str) -> Element:
    look = letters("a:defRPr", theme, label.colour, label.size, bold=True)
    up = e("c:y", val=share(-series.lift, plot.height))
    return e(
        "c:dLbl",
        e("c:idx", val=series.last),
        e("c:layout", e("c:manualLayout", e("c:x", val=0), up)),
        e("c:spPr", solid(""), line("", 0)),
        e("c:txPr", *body(language, look)),
        e("c:dLblPos", val="r"),
        *_shows(name=1),
    )


def _shows(name: int = 0) -> Iterator[Element]:
    told = {"LegendKey": 0, "Val": 0, "CatName": 0, "SerName": name, "Percent": 0, "BubbleSize": 0}
    return (e(f"c:show{what}", val=shown) for what, shown in told.items())


def _label_range(plot: Plot, series: PlotSeries) -> Iterator[Element]:
    column = label_column(plot, series)
    if not column:
        return
    texts = [point.label.text if point and point.label else None for point in series.points]
    held = e(
        "c15:datalabelsRange", _cells(column, plot, "c15:f"), _cache("c15:dlblRangeCache", texts)
    )
    yield e("c:extLst", e("c:ext", held, uri=_RANGE_EXTENSION))
