"""Pages painted: watermark, heads and feet, bands with their items, charts as vectors and text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from reportgen.briefing import Part
from reportgen.theme import Theme
from reportgen.writers.pdf.bands import (
    Bookmark,
    BoxItem,
    DrawingItem,
    Item,
    LineItem,
    PageNumberItem,
    RuleItem,
)
from reportgen.writers.pdf.canvas import TaggedCanvas, colour_of
from reportgen.writers.pdf.fonts import Face, registered, style_of
from reportgen.writers.pdf.lines import Artifact, Run, single_line
from reportgen.writers.pdf.paging import Sheet
from reportgen.writers.rules import status_line
from reportgen.writers.watermark import SLANT, WEIGHT, watermark

if TYPE_CHECKING:
    from reportgen.charts import Drawing, Shape

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a part or of the title page; `anchors` prefixes what its links name."""

    part: Part
    sheet: Sheet
    anchors: str
    opens_section: bool


def paint(
    page: Page, number: int, anchors: Mapping[str, int], canvas: TaggedCanvas, theme: Theme
) -> None:
    """Paint a page; `number` counts from 1, `anchors` are the pages of all destinations."""
    geometry, part = theme.page, page.part
    head = part.masthead
    canvas.enter(page.anchors, part.terms.link_to)
    if head.watermark:  # first, so that everything stands on it
        _paint_watermark(head.watermark, canvas, theme)
    if not page.opens_section:
        words = head.running_header, status_line(head)
        _paint_running(*words, geometry.height - geometry.header_baseline, "Header", canvas, theme)
    top = geometry.height - (geometry.first_top if page.opens_section else geometry.later_top)
    for placed in page.sheet:
        for item in placed.band.items:
            if isinstance(item, PageNumberItem):  # a dead link, which has no page, is told later
                there = anchors.get(page.anchors + item.anchor, "")
                line = single_line((replace(item.run, text=str(there)),))
                item = LineItem(item.x - line.width, item.y, line)
            _paint_item(item, geometry.left + item.x, top - placed.y - item.y, canvas, theme)
    count = part.terms.page_of.format(page=number, pages=canvas.pages)
    _paint_running(head.publisher, count, geometry.footer_baseline, "Footer", canvas, theme)
    canvas.close_page()


def _paint_watermark(text: str, canvas: TaggedCanvas, theme: Theme) -> None:
    mark = watermark(text, theme)
    face = Face(registered(theme.fonts.file(WEIGHT)), mark.size, theme.colours["watermark"])
    centre = (theme.page.width / 2, theme.page.height / 2)
    canvas.slanted(centre, SLANT, Run(text, face, Artifact("Watermark")), mark.height)


def _paint_running(
    left: str, right: str, baseline: float, kind: str, canvas: TaggedCanvas, theme: Theme
) -> None:
    page = theme.page
    words = Run(left, style_of(theme, "running").face, Artifact(kind))
    canvas.run(page.left, baseline, words)
    closing = style_of(theme, "running_status" if kind == "Header" else "running").face
    end = replace(words, text=right, face=closing)
    canvas.run(page.width - page.right - end.width, baseline, end)


def _paint_item(item: Item, x: float, y: float, canvas: TaggedCanvas, theme: Theme) -> None:
    match item:
        case LineItem():
            for run in item.line.runs:
                canvas.run(x, y, run)
                x += run.width
        case RuleItem():
            canvas.rule(x, y - item.thickness / 2, item.width, item.thickness, item.colour)
        case BoxItem():
            bottom = y - item.height
            canvas.box(x, bottom, item.width, item.height, item.thickness, item.colour)
        case DrawingItem(drawing=drawing, content=content):
            bottom = y - drawing.height
            box = (x, bottom, x + drawing.width, bottom + drawing.height)
            canvas.begin_figure(box, content)
            _replay(drawing, canvas, x, bottom, theme)
        case Bookmark():
            canvas.bookmark(item.name, y, item.title, item.level)
        case PageNumberItem():
            raise ValueError("the number of a page is painted when it is known")
        case _:
            assert_never(item)


def _replay(drawing: "Drawing", page: TaggedCanvas, x: float, y: float, theme: Theme) -> None:
    """Paint a drawing with its bottom left corner at `x`, `y`, inside the figure begun."""
    from reportgen.charts import Label, Shape

    canvas = page.canvas
    canvas.saveState()
    canvas.translate(x, y)
    for mark in drawing.marks:
        match mark:
            case Label():
                font = registered(theme.fonts.file(mark.weight))
                page.show(mark.x, mark.y, mark.text, Face(font, mark.size, mark.colour))
            case Shape():
                _shape(mark, canvas)
            case _:
                assert_never(mark)
    canvas.restoreState()


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
