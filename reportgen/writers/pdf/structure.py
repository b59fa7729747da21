"""The structure tree: elements in reading order, whatever the order in which they are painted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)

from reportgen.writers.pdf.upstream import page_reference

Rectangle = tuple[float, float, float, float]
Attribute = str | int | Rectangle


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """A leaf of the tree: whatever is painted for it becomes marked content of its element."""

    tag: str


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """A structure element; `attributes` are grouped by owner ("Table", "List", "Layout")."""

    tag: str
    kids: tuple["Element | Content", ...] = ()
    lang: str = ""
    title: str = ""
    alternative: str = ""
    expansion: str = ""
    attributes: Mapping[str, Mapping[str, Attribute]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence of a page; pages count from 1."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation of a page that belongs to a content."""

    page: int
    reference: PDFObjectReference


@dataclass(slots=True)
class Painted:
    """What painting leaves behind: marked content by page, annotations, bounding boxes."""

    pages: list[list[Content]] = field(default_factory=list)
    marks: dict[Content, list[MarkedContent]] = field(default_factory=dict)
    annotations: list[tuple[Content, Annotated]] = field(default_factory=list)
    boxes: dict[Content, Rectangle] = field(default_factory=dict)


def write_tree(document: PDFDocument, root: Element, painted: Painted) -> PDFDictionary:
    """Return the structure tree root of `root` with the parent tree of all painted content.

    Keys of the parent tree: pages first, then annotations in order. Raises ValueError when
    content was painted that the tree does not hold.
    """
    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    owners: dict[Content, PDFObjectReference] = {}
    tree["K"] = _write(document, root, document.Reference(tree), painted, owners)
    stray = [content.tag for page in painted.pages for content in page if content not in owners]
    if stray:
        raise ValueError(f"painted outside the structure tree: {', '.join(stray)}")
    entries: list[PDFObject] = [
        document.Reference(PDFArray([owners[content] for content in page]))
        for page in painted.pages
    ]
    entries += [owners[content] for content, _ in painted.annotations]
    numbers = [item for number, entry in enumerate(entries) for item in (number, entry)]
    tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    tree["ParentTreeNextKey"] = len(entries)
    return tree


def _write(
    document: PDFDocument,
    element: Element,
    parent: PDFObjectReference,
    painted: Painted,
    owners: dict[Content, PDFObjectReference],
) -> PDFObjectReference:
    entry = PDFDictionary(
        {"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent, **_words(element)}
    )
    reference: PDFObjectReference = document.Reference(entry)
    kids: list[PDFObject] = []
    attributes = {owner: dict(values) for owner, values in element.attributes.items()}
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(_write(document, kid, reference, painted, owners))
            continue
        owners[kid] = reference
        kids.extend(_content_items(kid, painted))
        if kid in painted.boxes:
            attributes.setdefault("Layout", {})["BBox"] = painted.boxes[kid]
    if kids:
        entry["K"] = PDFArray(kids)
    if attributes:
        entry["A"] = PDFArray([_attributes(*group) for group in attributes.items()])
    return reference


def _words(element: Element) -> dict[str, PDFString]:
    named = {
        "Lang": element.lang,
        "T": element.title,
        "Alt": element.alternative,
        "E": element.expansion,
    }
    return {key: PDFString(value) for key, value in named.items() if value}


def _content_items(content: Content, painted: Painted) -> Iterator[PDFDictionary]:
    for mark in painted.marks.get(content, ()):
        yield PDFDictionary(
            {"Type": PDFName("MCR"), "Pg": page_reference(mark.page), "MCID": mark.number}
        )
    for owner, annotated in painted.annotations:
        if owner is content:
            yield PDFDictionary(
                {
                    "Type": PDFName("OBJR"),
                    "Pg": page_reference(annotated.page),
                    "Obj": annotated.reference,
                }
            )


def _attributes(owner: str, values: Mapping[str, Attribute]) -> PDFDictionary:
    entry = PDFDictionary({"O": PDFName(owner)})
    for key, value in values.items():
        match value:
            case str():
                entry[key] = PDFName(value)
            case int():
                entry[key] = value
            case _:
                entry[key] = PDFArray(value)
    return entry
