"""What stands beside the bars of a chart: lines of text and rules, placed within its frame."""

from reportgen.theme import Theme
from reportgen.writers.docx.charts.drawingml import (
    EMU_PER_POINT,
    element,
    letters,
    line,
    root,
    share,
    solid,
)
from reportgen.writers.docx.charts.plot import Plot, Rule, Words
from reportgen.writers.docx.xml import Element

_LINE = 10.0
_RULE = 0.5
_ROOM = 1.1  # another font may be wider than the theme's


def user_shapes(plot: Plot, theme: Theme, language: str) -> Element:
    """Return the root of the part that holds the shapes of a chart."""
    top = root("c:userShapes", "c", "a", "cdr")
    for number, mark in enumerate(plot.beside, 1):
        match mark:
            case Words():
                top.append(_words(mark, number, plot, theme, language))
            case Rule():
                top.append(_rule(mark, number, plot))
    return top


def _anchor(plot: Plot, box: tuple[float, float, float, float], shape: Element) -> Element:
    left, upper, right, lower = box
    return element(
        "cdr:relSizeAnchor",
        _corner("cdr:from", left, upper, plot),
        _corner("cdr:to", right, lower, plot),
        shape,
    )


def _corner(tag: str, x: float, y: float, plot: Plot) -> Element:
    across = element("cdr:x", text=share(x, plot.width))
    return element(tag, across, element("cdr:y", text=share(y, plot.height)))


def _words(mark: Words, number: int, plot: Plot, theme: Theme, language: str) -> Element:
    size = theme.type["chart_value" if mark.bold else "chart_label"].size
    right = min(mark.x + mark.width * _ROOM, plot.width)
    box = (mark.x, mark.y - _LINE / 2, right, mark.y + _LINE / 2)
    look = letters("a:rPr", theme, mark.colour, size, bold=mark.bold, language=language)
    inset = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
    text = element(
        "cdr:txBody",
        element("a:bodyPr", vertOverflow="overflow", wrap="none", **inset, anchor="ctr"),
        element("a:lstStyle"),
        element("a:p", element("a:r", look, element("a:t", text=mark.text))),
    )
    shape = element(
        "cdr:sp",
        element(
            "cdr:nvSpPr",
            element("cdr:cNvPr", id=number + 1, name=f"Text {number}"),
            element("cdr:cNvSpPr", txBox="1"),
        ),
        _geometry("rect", box, solid("")),
        text,
        macro="",
        textlink="",
    )
    return _anchor(plot, box, shape)


def _rule(mark: Rule, number: int, plot: Plot) -> Element:
    box = (mark.x1, mark.y1, mark.x2, mark.y2)
    shape = element(
        "cdr:cxnSp",
        element(
            "cdr:nvCxnSpPr",
            element("cdr:cNvPr", id=number + 1, name=f"Line {number}"),
            element("cdr:cNvCxnSpPr"),
        ),
        _geometry("line", box, line(mark.colour, _RULE)),
        macro="",
    )
    return _anchor(plot, box, shape)


def _geometry(form: str, box: tuple[float, float, float, float], look: Element) -> Element:
    left, upper, right, lower = (round(side * EMU_PER_POINT) for side in box)
    place = element(
        "a:xfrm",
        element("a:off", x=left, y=upper),
        element("a:ext", cx=right - left, cy=lower - upper),
    )
    return element("cdr:spPr", place, element("a:prstGeom", element("a:avLst"), prst=form), look)
