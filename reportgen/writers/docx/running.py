"""Sections with their running header and footer."""

import re
from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml.ns import qn

from reportgen.theme import Theme
from reportgen.writers.docx.chapter import Chapter
from reportgen.writers.docx.watermark import watermark_run
from reportgen.writers.docx.xml import Element, field, paragraph, tab, twips, w

TAG_SEPARATOR = " · "
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def part_section(chapter: Chapter) -> Element:
    """Return the section of a part: its header from the second page on, its footer on all.

    The first page of a draft has a header too, which holds nothing but the watermark.
    """
    document = chapter.document
    return _section(
        chapter.theme,
        *_bare_headers(chapter, "first"),
        _reference(document, "header", "default", _header(chapter)),
        _reference(document, "footer", "default", _footer(chapter)),
        _reference(document, "footer", "first", _footer(chapter)),
        own_first_page=True,
    )


def title_page_section(chapter: Chapter) -> Element:
    """Return the section of the title page, without running header and footer."""
    return _section(chapter.theme, *_bare_headers(chapter, "default"), own_first_page=False)


def _header_top(theme: Theme) -> float:
    return theme.page.header_baseline - theme.type["running"].size


def _section(theme: Theme, *references: Element, own_first_page: bool) -> Element:
    page, running = theme.page, theme.type["running"]
    margins = w(
        "pgMar",
        top=twips(page.first_top),
        right=twips(page.right),
        bottom=twips(page.first_bottom),
        left=twips(page.left),
        header=twips(_header_top(theme)),
        footer=twips(page.footer_baseline - (running.leading - running.size)),
        gutter=0,
    )
    return w(
        "sectPr",
        *references,
        w("type", val="nextPage"),
        w("pgSz", w=twips(page.width), h=twips(page.height)),
        margins,
        *((w("titlePg"),) if own_first_page else ()),
    )


def _reference(document: Document, kind: str, pages: str, content: Element) -> Element:
    content_type, relation, root = {
        "header": (CT.WML_HEADER, RT.HEADER, "hdr"),
        "footer": (CT.WML_FOOTER, RT.FOOTER, "ftr"),
    }[kind]
    package = document.part.package
    name = PackURI(package.next_partname(f"/word/{kind}%d.xml"))
    part = PackagePart(name, content_type, serialize_part_xml(w(root, content)), package)
    reference = w(f"{kind}Reference", type=pages)
    reference.set(qn("r:id"), document.part.relate_to(part, relation))
    return reference


def _bare_headers(chapter: Chapter, pages: str) -> Iterator[Element]:
    """The header of pages on which nothing runs, where it has a watermark to hold."""
    if chapter.part.masthead.watermark:
        # A point high: a line of text would reach below the top margin.
        flat = w("spacing", before=0, after=0, line=twips(1), lineRule="exact")
        content = paragraph("Header", _watermark(chapter), flat)
        yield _reference(chapter.document, "header", pages, content)


def _header(chapter: Chapter) -> Element:
    masthead = chapter.part.masthead
    tags = TAG_SEPARATOR.join(masthead.tags)
    content = (chapter.words(masthead.running_header), tab(), chapter.words(tags, "Running Status"))
    return paragraph("Header", (*_watermark(chapter), *content))


def _watermark(chapter: Chapter) -> Iterator[Element]:
    if text := chapter.part.masthead.watermark:
        yield watermark_run(text, chapter.theme, next(chapter.numbers))


def _footer(chapter: Chapter) -> Element:
    publisher = chapter.words(chapter.part.masthead.publisher)
    return paragraph("Footer", (publisher, tab(), *_page_of(chapter)))


def _page_of(chapter: Chapter) -> Iterator[Element]:
    for piece in re.split(r"(\{pages?\})", chapter.part.terms.page_of):
        if piece in _FIELDS:
            yield from field(_FIELDS[piece], "1", language=chapter.language)
        elif piece:
            yield chapter.words(piece)
