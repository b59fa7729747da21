"""What tests look for in a drawing."""

from dataclasses import replace

from reportgen.briefing import Chart, Point, Printed, Series
from reportgen.charts import Drawing, Label, Shape
from reportgen.theme import load_theme

THEME = load_theme()


def bars_in(drawing: Drawing, code: str) -> list[Shape]:
    """Return the bars filled in a segment's colour, from the top."""
    fill = THEME.fill(code)
    return sorted(
        (shape for shape in drawing.shapes if shape.fill == fill), key=lambda bar: -bar.box.top
    )


def label_of(drawing: Drawing, text: str) -> Label:
    """Return the only label with this text."""
    (found,) = (label for label in drawing.labels if label.text == text)
    return found


def rules_of(drawing: Drawing, colour: str) -> list[Shape]:
    """Return the straight lines in a colour of the theme."""
    stroke = THEME.colours[colour]
    return [shape for shape in drawing.shapes if shape.stroke == stroke and not shape.fill]


def estimated(series: Series) -> Series:
    """Return a series whose values its source publishes as estimates."""
    return replace(series, points=tuple(map(_estimate, series.points)))


def with_estimate(chart: Chart) -> Chart:
    """Return a panel whose last value is an estimate of its source."""
    (series,) = chart.series
    return replace(
        chart, series=(replace(series, points=(*series.points[:-1], _estimate(series.points[-1]))),)
    )


def _estimate(point: Point | None) -> Point | None:
    if point is None or not isinstance(point.label, Printed):
        return point
    measure = replace(point.label.measure, status="estimated", derivation="published")
    return replace(point, label=replace(point.label, measure=measure), sure=False)
