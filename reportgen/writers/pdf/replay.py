"""Charts drawn elsewhere, replayed on the page as vectors and text in the document's fonts."""

from typing import TYPE_CHECKING, assert_never

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from reportgen.briefing import Chart, Locale
from reportgen.theme import Theme
from reportgen.writers.pdf.canvas import TaggedCanvas, colour_of
from reportgen.writers.pdf.fonts import registered
from reportgen.writers.pdf.style import Face

if TYPE_CHECKING:
    from reportgen.charts import Drawing, Label, Shape

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


def drawn(chart: Chart, theme: Theme, locale: Locale) -> "Drawing":
    """Return a chart as a drawing; the chart room is loaded only when there is a chart."""
    from reportgen.charts import draw

    return draw(chart, theme, locale)


def replay(drawing: "Drawing", page: TaggedCanvas, x: float, y: float, theme: Theme) -> None:
    """Paint a drawing with its bottom left corner at `x`, `y`, inside the figure begun."""
    from reportgen.charts import Label, Shape

    canvas = page.canvas
    canvas.saveState()
    canvas.translate(x, y)
    for mark in drawing.marks:
        match mark:
            case Label():
                _label(mark, page, theme)
            case Shape():
                _shape(mark, canvas)
            case _:
                assert_never(mark)
    canvas.restoreState()


def _label(label: "Label", page: TaggedCanvas, theme: Theme) -> None:
    font = registered(theme.fonts.file(label.weight))
    page.label(label.x, label.y, label.text, Face(font, label.size, label.colour))


def _shape(shape: "Shape", canvas: Canvas) -> None:
    if shape.fill:
        canvas.setFillColor(colour_of(shape.fill))
    if shape.stroke:
        canvas.setStrokeColor(colour_of(shape.stroke))
        canvas.setLineWidth(shape.line_width)
        canvas.setLineCap(_CAPS[shape.cap])
        canvas.setLineJoin(_JOINS[shape.join])
        canvas.setDash(list(shape.dash))
    canvas.drawPath(_path(shape, canvas), stroke=bool(shape.stroke), fill=bool(shape.fill))


def _path(shape: "Shape", canvas: Canvas) -> PDFPathObject:
    from reportgen.charts import ClosePath, CurveTo, LineTo, MoveTo

    path = canvas.beginPath()
    for step in shape.path:
        match step:
            case MoveTo(x, y):
                path.moveTo(x, y)
            case LineTo(x, y):
                path.lineTo(x, y)
            case CurveTo(x1, y1, x2, y2, x, y):
                path.curveTo(x1, y1, x2, y2, x, y)
            case ClosePath():
                path.close()
            case _:
                assert_never(step)
    return path
