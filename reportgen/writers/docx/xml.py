"""WordprocessingML: elements, runs, fields, bookmarks and links, in the order the schema wants."""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cache, lru_cache
from typing import TypeAlias

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from lxml.etree import _Element

from reportgen.errors import OutputError, Problem

Element: TypeAlias = _Element
_NAMESPACE = {"w": nsmap["w"]}
_W = f"{{{nsmap['w']}}}"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PARAGRAPH_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr"),
    *("tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "sectPr"),
)


def checked(text: str) -> str:
    """Return `text` itself; raises OutputError when it holds a control character."""
    found = _CONTROL.search(text)
    if found:
        where = f"{text[: found.start()][-20:]}[{found.start()}]"
        what = f"control character U+{ord(found.group()):04X}"
        raise OutputError(Problem(where, what, "remove it from the data or the template"))
    return text


def w(tag: str, *children: Element, **attributes: str | float) -> Element:
    """Return a `w:` element with its attributes, in the order given, and its children."""
    element = copy(_model(tag, **attributes))
    if children:
        element.extend(children)
    return element


@lru_cache(maxsize=1 << 12, typed=True)
def _model(tag: str, **attributes: str | float) -> Element:
    """A document repeats few elements often, and a copy costs a fifth of an element made."""
    named = {
        _W + name: checked(value) if isinstance(value, str) else str(value)
        for name, value in attributes.items()
    }
    element: Element = oxml_parser.makeelement(_W + tag, named, _NAMESPACE)
    return element


def twips(points: float) -> int:
    """Return twentieths of a point."""
    return round(points * 20)


def hex_colour(colour: str) -> str:
    """Return a colour as Word writes it: without #."""
    return colour.removeprefix("#")


def border(side: str, points: float, colour: str, space: float = 0) -> Element:
    """Return one side of a border; width and distance from the text in points."""
    eighths = round(points * 8)
    return w(side, val="single", sz=eighths, space=round(space), color=hex_colour(colour))


def style_id(name: str) -> str:
    """Return the identifier of a style."""
    return name.replace(" ", "")


def in_schema_order(properties: Iterable[Element]) -> list[Element]:
    """Return paragraph properties in the order in which the schema lists them."""
    return sorted(properties, key=lambda child: _PARAGRAPH_ORDER.index(local_name(child)))


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def remove(element: Element) -> None:
    """Take an element out of the one that holds it."""
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)


def paragraph(style: str, content: Iterable[Element], *properties: Element) -> Element:
    """Return a paragraph of a named style; `properties` are what differs from the style."""
    return w(
        "p", w("pPr", w("pStyle", val=style_id(style)), *in_schema_order(properties)), *content
    )


def add_property(target: Element, new: Element) -> None:
    """Give a paragraph of a named style one more property."""
    properties = target[0]
    properties[:] = in_schema_order((*properties.iterchildren(), new))


def run(text: str, style: str = "", language: str = "") -> Element:
    """Return a run of text; raises OutputError for a control character."""
    new = copy(_empty_run(style, language))
    new[-1].text = checked(text)
    return new


@cache
def _empty_run(style: str, language: str) -> Element:
    words = w("t")
    words.set(qn("xml:space"), "preserve")
    return _run(words, style, language)


def tab() -> Element:
    """Return a run that holds a tab."""
    return w("r", w("tab"))


def field(instruction: str, shown: str, style: str = "", language: str = "") -> Iterator[Element]:
    """Yield the runs of a field and of what it shows until Word computes it."""
    yield from field_start(instruction, style, language)
    yield run(shown, style, language)
    yield field_end(style, language)


def field_start(instruction: str, style: str = "", language: str = "") -> Iterator[Element]:
    """Yield the runs that stand before what a field shows, in this or in later paragraphs."""
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    yield _run(w("fldChar", fldCharType="begin"), style, language)
    yield _run(code, style, language)
    yield _run(w("fldChar", fldCharType="separate"), style, language)


def field_end(style: str = "", language: str = "") -> Element:
    """Return the run that stands behind what a field shows."""
    return _run(w("fldChar", fldCharType="end"), style, language)


def bookmark_name(*words: str) -> str:
    """Return a name as Word allows it: 40 letters, digits and underscores, a letter first."""
    return re.sub(r"\W", "_", "_".join(("at", *words)), flags=re.ASCII)[:40]


def _run(content: Element, style: str, language: str) -> Element:
    properties = []
    if style:
        properties.append(w("rStyle", val=style_id(style)))
    if language:
        properties.append(w("lang", val=language))
    if not properties:
        return w("r", content)
    return w("r", w("rPr", *properties), content)
