"""DrawingML: elements, fills, lines and letters, as chart parts and their shapes use them."""

from collections.abc import Iterator
from copy import copy
from functools import lru_cache

from lxml import etree

from reportgen.theme import Theme
from reportgen.writers.docx.styles import font_family
from reportgen.writers.docx.xml import Element, checked, hex_colour

NAMESPACES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c15": "http://schemas.microsoft.com/office/drawing/2012/chart",
    "cdr": "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing",
}
EMU_PER_POINT = 12700
_INSET = 3 * EMU_PER_POINT


def element(tag: str, /, *children: Element, text: str = "", **attributes: str | float) -> Element:
    """Return an element such as `c:chart`; its attributes are of no namespace.

    Raises OutputError for a control character.
    """
    made = copy(_model(tag, **attributes))
    if text:
        made.text = checked(text)
    if children:
        made.extend(children)
    return made


@lru_cache(maxsize=1 << 12, typed=True)
def _model(tag: str, /, **attributes: str | float) -> Element:
    """A chart repeats few elements often, and a copy costs a third of an element made."""
    prefix, _, name = tag.partition(":")
    uri = NAMESPACES[prefix]
    named = {key: checked(str(value)) for key, value in attributes.items()}
    return etree.Element(f"{{{uri}}}{name}", named, {prefix: uri})


def root(tag: str, *prefixes: str) -> Element:
    """Return the root of a part, which declares the namespaces of its content."""
    prefix, _, name = tag.partition(":")
    return etree.Element(
        f"{{{NAMESPACES[prefix]}}}{name}", nsmap={key: NAMESPACES[key] for key in prefixes}
    )


def relate(target: Element, key: str) -> Element:
    """Return an element that now names a relationship of its part."""
    target.set(f"{{{NAMESPACES['r']}}}id", key)
    return target


def share(part: float, whole: float) -> str:
    """Return a fraction of a side of the chart."""
    return f"{part / whole:.4f}"  # finer than a twentieth of a point


def solid(colour: str) -> Element:
    """Return a fill of one colour, or none where the colour is empty."""
    if not colour:
        return element("a:noFill")
    return element("a:solidFill", element("a:srgbClr", val=hex_colour(colour)))


def hatched(colour: str, paper: str) -> Element:
    """Return a fill of thin diagonals."""
    return element(
        "a:pattFill",
        element("a:fgClr", element("a:srgbClr", val=hex_colour(colour))),
        element("a:bgClr", element("a:srgbClr", val=hex_colour(paper))),
        prst="wdUpDiag",
    )


def line(colour: str, points: float, *more: Element, **attributes: str) -> Element:
    """Return a line of a width in points, or none where the colour is empty."""
    if not colour:
        return element("a:ln", element("a:noFill"))
    width = round(points * EMU_PER_POINT)
    return element("a:ln", solid(colour), *more, w=width, **attributes)


def letters(
    tag: str, theme: Theme, colour: str, size: float, *, bold: bool = False, language: str = ""
) -> Element:
    """Return the look of letters in the theme's family; the size in points."""
    family = font_family(theme, "semibold" if bold else "regular")
    # Where the family is missing, the hints lead to another sans serif.
    font = element("a:latin", typeface=family, pitchFamily=34, charset=0)
    made = element(tag, solid(colour), font, sz=round(size * 100), b=int(bold))
    if language:
        made.set("lang", language)
    return made


def body(language: str, look: Element) -> Iterator[Element]:
    """Yield what makes a text without words: the letters of a label or an axis."""
    yield unwrapped()
    yield element("a:lstStyle")
    yield element("a:p", element("a:pPr", look), element("a:endParaRPr", lang=language))


def unwrapped() -> Element:
    """Return what keeps a label on its own lines however narrow its bar is."""
    return element("a:bodyPr", wrap="none", lIns=_INSET, tIns=0, rIns=_INSET, bIns=0, anchor="ctr")
