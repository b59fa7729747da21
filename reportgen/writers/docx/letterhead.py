"""The document that a briefing is written into: a blank one, or the organisation's letterhead."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import chain, count
from pathlib import Path

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package

from reportgen.errors import Problem, TemplateError
from reportgen.lengths import points_of
from reportgen.theme import PT_PER_MM, Theme, ThemeFile
from reportgen.writers.docx.upstream import blank_document
from reportgen.writers.docx.xml import Element, local_name

RELATIONS = {"header": RT.HEADER, "footer": RT.FOOTER}
_OF_DOCUMENT = frozenset({RT.STYLES, RT.NUMBERING, RT.SETTINGS, RT.FONT_TABLE, RT.THEME})
_OF_PACKAGE = frozenset({RT.OFFICE_DOCUMENT, RT.CUSTOM_PROPERTIES})
_OF_PAGE = ("pgSz", "pgMar", "paperSrc", "pgBorders")
_VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_STRICT = "http://purl.oclc.org/ooxml/"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_NARROWEST = 120  # mm: narrower, a figure on a card or in a table would break over two lines
_SAVE = "save it in Word as a document (.docx)"
_SAYS = tuple(qn(f"w:{name}") for name in ("drawing", "pict", "object", "fldSimple", "instrText"))
_SEEN = {"docPr": "descr", "shape": "alt", "textpath": "string"}


@dataclass(frozen=True, slots=True, eq=False)
class BaseDocument:
    """A document without content, and what its pages bring.

    `page` is empty where the theme's page applies, `headers_footers` are those that are not
    blank, by kind and pages ("header", "first").
    """

    document: Document
    page: tuple[Element, ...] = ()
    headers_footers: Mapping[tuple[str, str], XmlPart] = field(default_factory=dict)
    even_pages: bool = False

    @property
    def heads(self) -> list[Element]:
        """The content of each head and foot, once, wherever it stands."""
        return [part.element for part in dict.fromkeys(self.headers_footers.values())]

    @property
    def words(self) -> tuple[str, ...]:
        """What the heads and feet say, texts of pictures included."""
        return tuple(dict.fromkeys(chain.from_iterable(map(_words, self.heads))))

    @property
    def numbers(self) -> Iterator[int]:
        """Identifiers that no drawing and no bookmark of the heads and feet has."""
        drawings = [e.get("id", "") for head in self.heads for e in head.iter("{*}docPr")]
        mark = qn("w:bookmarkStart")
        marks = [e.get(qn("w:id"), "") for head in self.heads for e in head.iter(mark)]
        return count(1 + max(map(int, filter(str.isdigit, drawings + marks)), default=0))

    def fitted(self, theme: Theme) -> Theme:
        """Return the theme on this document's page; raises ValueError for what is no length."""
        if not self.page:
            return theme
        running = theme.type["running"]

        def points(name: str) -> float:
            size, margins, *_ = self.page
            key = qn(f"w:{name}")
            return points_of(size.get(key) or margins.get(key) or "0")

        top, bottom = abs(points("top")), abs(points("bottom"))
        page = replace(
            theme.page,
            width=points("w"),
            height=points("h"),
            left=points("left") + points("gutter"),
            right=points("right"),
            first_top=top,
            later_top=top,
            first_bottom=bottom,
            later_bottom=bottom,
            header_baseline=points("header") + running.size,
            footer_baseline=points("footer") + running.leading - running.size,
        )
        return replace(theme, page=page)


def base_of(theme: Theme) -> BaseDocument:
    """Return the letterhead of a theme, emptied, or a blank document where it has none.

    Raises TemplateError when the letterhead cannot be used.
    """
    if theme.letterhead is None:
        return BaseDocument(blank_document())
    document = _opened(theme.letterhead)
    every = document.element.body.iter(qn("w:sectPr"))
    # The earlier version that a tracked change of a section keeps is none.
    sections = [s for s in every if getattr(s.getparent(), "tag", "") != qn("w:sectPrChange")]
    heads = _headers_footers(document, sections)
    even = document.settings.odd_and_even_pages_header_footer
    own_page = _page(sections[-1]) if sections else ()
    _emptied(document)
    base = BaseDocument(document, own_page, heads, even)
    try:
        page = base.fitted(theme).page
    except ValueError as error:
        what = f"has a page that cannot be measured: {error}"
        raise _refused(theme.letterhead.path, what, _SAVE) from error
    for side, room in (("across", page.measure), ("from top to bottom", page.later_height)):
        left = max(round(room / PT_PER_MM), 0)
        if left < _NARROWEST:
            what = f"leaves {left} mm between its margins {side}, too few for a table"
            raise _refused(theme.letterhead.path, what, f"leave {_NARROWEST} mm or more")
    return base


def _opened(letterhead: ThemeFile) -> Document:
    path, data = letterhead.path, letterhead.data
    if data.startswith(_COMPOUND):
        what = "is encrypted, or of an old Word format"
        raise _refused(path, what, f"{_SAVE} without a password")
    is_strict = False
    try:  # the library's work alone: over a damaged package it raises almost anything
        package = Package.open(BytesIO(data))
        is_strict = any(each.reltype.startswith(_STRICT) for each in package.rels.values())
        part = package.main_document_part
        document: Document | None = getattr(part, "document", None)
        body = document and document.element.body
        _ = document and document.settings.odd_and_even_pages_header_footer
        for each in part.rels.values():
            if not each.is_external and each.target_part.partname.ext == "xml":
                parse_xml(each.target_part.blob)
    except Exception as error:
        what = "is Strict Open XML" if is_strict else "is damaged, or no Word document"
        raise _refused(path, what, f"{_SAVE}{', not as Strict' if is_strict else ''}") from error
    relations = {relation.reltype for relation in part.rels.values()}
    if "macroEnabled" in part.content_type or _VBA in relations:
        raise _refused(path, "holds macros", f"{_SAVE} without macros")
    if "template" in part.content_type:
        raise _refused(path, "is a Word template (.dotx)", f"open it and {_SAVE}")
    if part.content_type != CT.WML_DOCUMENT_MAIN or document is None or body is None:
        raise _refused(path, "is no Word document", _SAVE)
    return document


def _refused(path: Path, what: str, remedy: str) -> TemplateError:
    return TemplateError(Problem(str(path), f"the letterhead {what}", remedy))


def _headers_footers(document: Document, sections: list[Element]) -> dict[tuple[str, str], XmlPart]:
    """The heads and feet of the last section: a section without its own has those before it."""
    last: dict[tuple[str, str], XmlPart] = {}
    for section in sections:
        for reference in section.iter(qn("w:headerReference"), qn("w:footerReference")):
            kind = local_name(reference).removesuffix("Reference")
            part = document.part.related_parts.get(reference.get(qn("r:id"), ""))
            if isinstance(part, XmlPart):
                last[kind, reference.get(qn("w:type"), "default")] = part
    if not sections or sections[-1].find(qn("w:titlePg")) is None:
        for kind in RELATIONS:
            last.pop((kind, "first"), None)
            if (kind, "default") in last:
                last[kind, "first"] = last[kind, "default"]
    return {place: part for place, part in last.items() if _says_something(part.element)}


def _says_something(element: Element) -> bool:
    texts = ((text.text or "").strip() for text in element.iter(qn("w:t")))
    return any(texts) or next(element.iter(*_SAYS), None) is not None


def _page(section: Element) -> tuple[Element, ...]:
    found = (section.find(qn(f"w:{name}")) for name in _OF_PAGE)
    page = tuple(deepcopy(element) for element in found if element is not None)
    return page if [local_name(element) for element in page[:2]] == [*_OF_PAGE[:2]] else ()


def _emptied(document: Document) -> None:
    """Take out the content, and whatever belongs to it or leads out of the file."""
    part, body = document.part, document.element.body
    document.element[:] = [body]
    body[:] = []
    for relations, kept in ((part.rels, _OF_DOCUMENT), (part.package.rels, _OF_PACKAGE)):
        for key, relation in list(relations.items()):
            if relation.reltype not in kept or relation.is_external:
                del relations[key]
    part.part_related_by(RT.SETTINGS).rels.clear()


def _words(head: Element) -> Iterator[str]:
    for paragraph in head.iter(qn("w:p")):
        words = ""
        for element in paragraph.iter():
            match local_name(element):
                case "t":
                    words += element.text or ""
                case "tab" | "ptab" | "br" | "cr":
                    yield from (words.strip(),) if words.strip() else ()
                    words = ""
                case "docPr" | "shape" | "textpath" as name if said := element.get(_SEEN[name]):
                    yield said
        yield from (words.strip(),) if words.strip() else ()
