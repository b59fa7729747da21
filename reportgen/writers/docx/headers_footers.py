"""Sections with their headers and footers, and the watermark that headers hold."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import cast
from xml.sax.saxutils import quoteattr

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reportgen.theme import Theme
from reportgen.writers.docx.chapter import Chapter
from reportgen.writers.docx.letterhead import RELATIONS, BaseDocument
from reportgen.writers.docx.letterhead_styles import tab_stops
from reportgen.writers.docx.styles import font_family
from reportgen.writers.docx.upstream import inherit_relations
from reportgen.writers.docx.xml import Element, checked, field, paragraph, remove, tab, twips, w
from reportgen.writers.rules import status_line
from reportgen.writers.watermark import SLANT, WEIGHT, watermark

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_ROOTS = {"header": "hdr", "footer": "ftr"}
_CONTENT_TYPES = {"header": CT.WML_HEADER, "footer": CT.WML_FOOTER}
LINE_OF_WORDART = 1.1  # of the font size: Word fits a whole line into the box
_INSIDE = 0.93  # LibreOffice takes a height of its own, greater than that, and is off centre
# Word and LibreOffice know a watermark by this name: their menus can remove it.
_NAME = "PowerPlusWaterMarkObject"
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_PLAIN_TEXT = (  # the shape "text-plain" as Word writes it
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
    '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight"'
    ' xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_WORD = 'xmlns:w10="urn:schemas-microsoft-com:office:word"'
_WRAP = f'<w10:wrap {_WORD} anchorx="margin" anchory="margin"/>'
_CENTRED = (
    "position:absolute;margin-left:0;margin-top:0;z-index:-251658752"
    ";mso-position-horizontal:center;mso-position-horizontal-relative:margin"
    ";mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def section(chapter: Chapter, base: BaseDocument, *, title_page: bool = False) -> Element:
    """Return the section of a part: its header from the second page on, its footer on all.

    The title page has what a first page has. A head or foot of the base document stands where it
    has one. The first page of a draft has a header in any case: it holds the watermark.
    """
    names = ("default", "first", *(("even",) if base.even_pages else ()))
    pages = {"default": "first"} if title_page else {name: name for name in names}
    return w(
        "sectPr",
        *_references(chapter, base, pages),
        w("type", val="nextPage"),
        *(deepcopy(base.page) if base.page else _page(chapter.theme)),
        *(() if title_page else (w("titlePg"),)),
    )


def _page(theme: Theme) -> tuple[Element, ...]:
    page, running = theme.page, theme.type["running"]
    margins = w(
        "pgMar",
        top=twips(page.first_top),
        right=twips(page.right),
        bottom=twips(page.first_bottom),
        left=twips(page.left),
        header=twips(page.header_baseline - running.size),
        footer=twips(page.footer_baseline - (running.leading - running.size)),
        gutter=0,
    )
    return w("pgSz", w=twips(page.width), h=twips(page.height)), margins


def _references(
    chapter: Chapter, base: BaseDocument, pages: Mapping[str, str]
) -> Iterator[Element]:
    """The heads and feet of a section's `pages`, each with the pages whose head it takes."""
    for kind in RELATIONS:
        drafted = kind == "header" and bool(chapter.part.masthead.watermark)
        for page, like in pages.items():
            theirs = base.headers_footers.get((kind, like))
            if theirs is not None:
                part = _theirs(chapter, kind, theirs, drafted=drafted)
            elif kind == "footer" or like != "first" or drafted:
                part = _part(chapter, kind, w(_ROOTS[kind], _ours(chapter, kind, like)))
                if drafted:
                    _put_watermark(part.element, chapter)
            else:
                continue
            reference = w(f"{kind}Reference", type=page)
            reference.set(qn("r:id"), chapter.document.part.relate_to(part, RELATIONS[kind]))
            yield reference


def _ours(chapter: Chapter, kind: str, page: str) -> Element:
    if kind == "header" and page == "first":
        return _flat()
    masthead, style = chapter.part.masthead, kind.title()
    left, right = masthead.publisher, _page_of(chapter)
    if kind == "header":
        left = masthead.running_header
        right = iter((chapter.words(status_line(masthead), "Running Status"),))
    return paragraph(style, (chapter.words(left), tab(), *right), *_tab_at_edge(chapter, style))


def _theirs(chapter: Chapter, kind: str, theirs: XmlPart, *, drafted: bool) -> XmlPart:
    """A head or foot of the base document; with a watermark, a copy that has it.

    What is unique in a document is not copied: numbers of drawings, bookmarks.
    """
    if not drafted:
        if theirs not in chapter.document.part.package.parts:
            theirs.partname = _free_name(chapter, kind)
        return theirs
    part = _part(chapter, kind, deepcopy(theirs.element))
    inherit_relations(theirs, part)
    for drawing in part.element.iter("{*}docPr"):
        drawing.set("id", str(next(chapter.numbers)))
    for mark in [*part.element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        remove(mark)
    _put_watermark(part.element, chapter)
    return part


def _part(chapter: Chapter, kind: str, element: Element) -> XmlPart:
    content = cast(BaseOxmlElement, element)
    package = chapter.document.part.package
    return XmlPart(_free_name(chapter, kind), _CONTENT_TYPES[kind], content, package)


def _free_name(chapter: Chapter, kind: str) -> PackURI:
    return PackURI(chapter.document.part.package.next_partname(f"/word/{kind}%d.xml"))


def _put_watermark(head: Element, chapter: Chapter) -> None:
    """Put the watermark into the first paragraph that stands in no table, instead of another."""
    for old in watermark_runs(head):
        remove(old)
    first = head.find(qn("w:p"))
    if first is None:
        first = _flat()
        head.append(first)
    has_properties = len(first) > 0 and first[0].tag == qn("w:pPr")
    text = chapter.part.masthead.watermark
    first.insert(int(has_properties), _watermark_run(text, chapter.theme, next(chapter.numbers)))


def _flat() -> Element:
    """A paragraph a point high: a line of text would reach below the top margin."""
    return paragraph("Header", (), w("spacing", before=0, after=0, line=20, lineRule="exact"))


def _tab_at_edge(chapter: Chapter, style: str) -> Iterator[Element]:
    """One tab stop, at the right edge of the text, where the base document's style has others."""
    edge, stops = twips(chapter.theme.page.measure), tab_stops(chapter.document, style)
    if stops != [edge]:
        cleared = (w("tab", val="clear", pos=stop) for stop in stops if stop != edge)
        yield w("tabs", *cleared, w("tab", val="right", pos=edge))


def _page_of(chapter: Chapter) -> Iterator[Element]:
    for piece in re.split(r"(\{pages?\})", chapter.part.terms.page_of):
        if piece in _FIELDS:
            yield from field(_FIELDS[piece], "1", language=chapter.language)
        elif piece:
            yield chapter.words(piece)


def watermark_runs(head: Element) -> list[Element]:
    """Return the runs of a header that hold a watermark, whoever put it there."""
    return [
        run
        for run in head.iter(qn("w:r"))
        if any(shape.get("id", "").startswith(_NAME) for shape in run.iter("{*}shape"))
    ]


def _watermark_run(text: str, theme: Theme, number: int) -> Element:
    """Word's own watermark, WordArt behind the text; `number` is unique in the document."""
    mark = watermark(text, theme)
    # A box higher than the capitals is made smaller, so that it stays within the margins.
    scale = _INSIDE * (mark.width + mark.height) / (mark.width + mark.size * LINE_OF_WORDART)
    box = f"width:{mark.width * scale:.1f}pt;height:{mark.size * LINE_OF_WORDART * scale:.1f}pt"
    style = f"{_CENTRED};{box};rotation:{360 - SLANT}"
    said = quoteattr(checked(text))
    letters = quoteattr(f'font-family:"{font_family(theme, WEIGHT)}";font-size:1pt')
    run: Element = parse_xml(
        f"<w:r {nsdecls('w')} {_VML}><w:rPr><w:noProof/></w:rPr><w:pict>{_PLAIN_TEXT}"
        f'<v:shape id="{_NAME}{number}" type="#_x0000_t136" alt={said} style="{style}"'
        f' o:allowincell="f" fillcolor="{theme.colours["watermark"]}" stroked="f">'
        f"<v:textpath style={letters} string={said}/>{_WRAP}</v:shape></w:pict></w:r>"
    )
    return run
