"""Sections with their running header and footer."""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from reportgen.theme import Theme
from reportgen.writers.docx.base import RUNNING, Base
from reportgen.writers.docx.chapter import Chapter
from reportgen.writers.docx.merge import tab_stops
from reportgen.writers.docx.upstream import inherit_relations
from reportgen.writers.docx.watermark import watermark_run, watermark_runs
from reportgen.writers.docx.xml import Element, field, paragraph, remove, tab, twips, w

TAG_SEPARATOR = " · "
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
_ROOTS = {"header": "hdr", "footer": "ftr"}
_CONTENT_TYPES = {"header": CT.WML_HEADER, "footer": CT.WML_FOOTER}
Content = Callable[[Chapter], Element]


def part_section(chapter: Chapter, base: Base) -> Element:
    """Return the section of a part: its header from the second page on, its footer on all.

    A head or foot of the base document stands where it has one. The first page of a draft has a
    header in any case: it holds the watermark.
    """
    pages = {"default": "default", "first": "first"}
    if base.even_pages:
        pages["even"] = "even"
    return _section(chapter, base, pages, _OURS, own_first_page=True)


def title_page_section(chapter: Chapter, base: Base) -> Element:
    """Return the section of the title page: it has what a first page has."""
    ours = {("footer", "first"): _footer}
    return _section(chapter, base, {"default": "first"}, ours, own_first_page=False)


def _section(
    chapter: Chapter,
    base: Base,
    pages: Mapping[str, str],
    ours: Mapping[tuple[str, str], Content],
    *,
    own_first_page: bool,
) -> Element:
    return w(
        "sectPr",
        *_references(chapter, base, pages, ours),
        w("type", val="nextPage"),
        *(deepcopy(base.page) if base.page else _page(chapter.theme)),
        *((w("titlePg"),) if own_first_page else ()),
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
    chapter: Chapter,
    base: Base,
    pages: Mapping[str, str],
    ours: Mapping[tuple[str, str], Content],
) -> Iterator[Element]:
    """The heads and feet of a section's `pages`, each with the pages whose head it takes."""
    for kind in RUNNING:
        watermark = kind == "header" and bool(chapter.part.masthead.watermark)
        for page, like in pages.items():
            theirs, own = base.running.get((kind, like)), ours.get((kind, like))
            if theirs is not None:
                part = _theirs(chapter, kind, theirs, watermark=watermark)
            elif own is not None or watermark:
                content = own(chapter) if own else _flat()
                part = _part(chapter, kind, w(_ROOTS[kind], content))
                if watermark:
                    _mark(part.element, chapter)
            else:
                continue
            reference = w(f"{kind}Reference", type=page)
            reference.set(qn("r:id"), chapter.document.part.relate_to(part, RUNNING[kind]))
            yield reference


def _theirs(chapter: Chapter, kind: str, theirs: XmlPart, *, watermark: bool) -> XmlPart:
    """A head or foot of the base document; with a watermark, a copy that has it."""
    if watermark:
        part = _part(chapter, kind, deepcopy(theirs.element))
        inherit_relations(theirs, part)
        _renumber(part.element, chapter)
        _mark(part.element, chapter)
        return part
    if theirs not in chapter.document.part.package.parts:
        theirs.partname = _free_name(chapter, kind)
    return theirs


def _renumber(copy: Element, chapter: Chapter) -> None:
    """What is unique in a document is not copied with a head: numbers of drawings, bookmarks."""
    for drawing in copy.iter("{*}docPr"):
        drawing.set("id", str(next(chapter.numbers)))
    for mark in [*copy.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        remove(mark)


def _part(chapter: Chapter, kind: str, element: Element) -> XmlPart:
    content = cast(BaseOxmlElement, element)
    package = chapter.document.part.package
    return XmlPart(_free_name(chapter, kind), _CONTENT_TYPES[kind], content, package)


def _free_name(chapter: Chapter, kind: str) -> PackURI:
    return PackURI(chapter.document.part.package.next_partname(f"/word/{kind}%d.xml"))


def _mark(running: Element, chapter: Chapter) -> None:
    """Put the watermark into the first paragraph that stands in no table, instead of another."""
    for old in watermark_runs(running):
        remove(old)
    first = running.find(qn("w:p"))
    if first is None:
        first = _flat()
        running.append(first)
    has_properties = len(first) > 0 and first[0].tag == qn("w:pPr")
    text = chapter.part.masthead.watermark
    first.insert(int(has_properties), watermark_run(text, chapter.theme, next(chapter.numbers)))


def _flat() -> Element:
    """A paragraph a point high: a line of text would reach below the top margin."""
    return paragraph("Header", (), w("spacing", before=0, after=0, line=20, lineRule="exact"))


def _header(chapter: Chapter) -> Element:
    masthead = chapter.part.masthead
    tags = TAG_SEPARATOR.join(masthead.tags)
    content = (chapter.words(masthead.running_header), tab(), chapter.words(tags, "Running Status"))
    return paragraph("Header", content, *_tab_at_edge(chapter, "Header"))


def _footer(chapter: Chapter) -> Element:
    publisher = chapter.words(chapter.part.masthead.publisher)
    content = (publisher, tab(), *_page_of(chapter))
    return paragraph("Footer", content, *_tab_at_edge(chapter, "Footer"))


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


_OURS: dict[tuple[str, str], Content] = {
    ("header", "default"): _header,
    ("header", "even"): _header,
    ("footer", "default"): _footer,
    ("footer", "first"): _footer,
    ("footer", "even"): _footer,
}
