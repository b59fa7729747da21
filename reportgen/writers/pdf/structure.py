"""The structure tree: elements in reading order, whatever the order in which they are painted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from reportlab.lib.rl_accel import fp_str
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
class Annotated:
    """An annotation that belongs to a content; pages count from 1."""

    content: Content
    page: int
    reference: PDFObjectReference


@dataclass(slots=True)
class Painted:
    """What painting leaves behind: marked content by page, annotations, bounding boxes."""

    pages: list[list[Content]] = field(default_factory=list)
    annotations: list[Annotated] = field(default_factory=list)
    boxes: dict[Content, Rectangle] = field(default_factory=dict)


class _Written(PDFObject):  # type: ignore[misc]
    """An object that is written as it stands: ReportLab would look at every name in it anew."""

    content = ""

    def format(self, _: PDFDocument) -> bytes:
        return self.content.encode("ascii")


def write_tree(document: PDFDocument, root: Element, painted: Painted) -> PDFDictionary:
    """Return the structure tree root of `root` with the parent tree of all painted content.

    Keys of the parent tree: pages first, then annotations in order. Raises ValueError when
    content was painted that the tree does not hold.
    """
    tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    writer = _Writer(document, painted.boxes, _content_items(painted, document))
    tree["K"] = writer.written(root, _number(document.Reference(tree), document))
    owners, notes = writer.owners, writer.notes
    stray = [content.tag for page in painted.pages for content in page if content not in owners]
    if stray:
        raise ValueError(f"painted outside the structure tree: {', '.join(stray)}")
    entries: list[PDFObject | str] = [
        document.Reference(PDFArray([owners[content] for content in page]))
        for page in painted.pages
    ]
    entries += [owners[each.content] for each in painted.annotations]
    numbers = [item for number, entry in enumerate(entries) for item in (number, entry)]
    tree["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
    tree["ParentTreeNextKey"] = len(entries)
    if notes:
        names = [item for name, note in notes.items() for item in (PDFString(name), note)]
        tree["IDTree"] = document.Reference(PDFDictionary({"Names": PDFArray(names)}))
    return tree


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes elements; `owners` and `notes` take the references of those that hold them."""

    document: PDFDocument
    boxes: Mapping[Content, Rectangle]
    items: Mapping[Content, Sequence[str]]
    owners: dict[Content, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def written(self, element: Element, parent: str) -> str:
        """Return the reference of an element."""
        written = _Written()
        reference = _number(self.document.Reference(written), self.document)
        kids: list[str] = []
        attributes = {owner: dict(values) for owner, values in element.attributes.items()}
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self.written(kid, reference))
                continue
            self.owners[kid] = reference
            kids += self.items.get(kid, ())
            if kid in self.boxes:
                attributes.setdefault("Layout", {})["BBox"] = self.boxes[kid]
        entries = {"Type": "/StructElem", "S": _name(element.tag), "P": parent}
        entries.update(_words(element, self.document))
        if element.tag == "Note":  # PDF/UA wants each to have an identifier of its own
            name = f"note-{len(self.notes) + 1:04}"
            self.notes[name] = reference
            entries["ID"] = f"({name})"
        if kids:
            entries["K"] = _array(kids)
        if attributes:
            entries["A"] = _array([_attributes(*group) for group in attributes.items()])
        written.content = _dictionary(entries)
        return reference


def _words(element: Element, document: PDFDocument) -> Iterator[tuple[str, str]]:
    said = (element.lang, element.title, element.alternative, element.expansion)
    for key, value in zip(("Lang", "T", "Alt", "E"), said, strict=True):
        if value:
            yield key, PDFString(value).format(document).decode("ascii")


def _content_items(painted: Painted, document: PDFDocument) -> Mapping[Content, Sequence[str]]:
    """What stands for each content in its element; keys in order, as in all dictionaries."""
    items: dict[Content, list[str]] = {}
    pages: list[str] = []
    for number, contents in enumerate(painted.pages, 1):
        pages.append(_number(page_reference(number), document))
        for mark, content in enumerate(contents):
            item = f"<<\n/MCID {mark} /Pg {pages[-1]} /Type /MCR\n>>"
            items.setdefault(content, []).append(item)
    for each in painted.annotations:
        link, page = _number(each.reference, document), pages[each.page - 1]
        item = f"<<\n/Obj {link} /Pg {page} /Type /OBJR\n>>"
        items.setdefault(each.content, []).append(item)
    return items


def _attributes(owner: str, values: Mapping[str, Attribute]) -> str:
    entries = {"O": _name(owner)}
    for key, value in values.items():
        match value:
            case str():
                entries[key] = _name(value)
            case int():
                entries[key] = str(value)
            case _:
                entries[key] = _array([fp_str(edge) for edge in value])
    return _dictionary(entries)


_name = cache(PDFName)


def _number(reference: PDFObjectReference, document: PDFDocument) -> str:
    """A reference as it is written; what it leads to is numbered."""
    written: bytes = reference.format(document)
    return written.decode("ascii")


def _dictionary(entries: Mapping[str, str]) -> str:
    return f"<<\n{_spaced([f'/{key} {entries[key]}' for key in sorted(entries)], 6)}\n>>"


def _array(items: Sequence[str]) -> str:
    return f"[ {_spaced(items, 10)} ]"


def _spaced(items: Sequence[str], most: int) -> str:
    """Items with a new line after every `most`, as ReportLab has them."""
    if len(items) <= most:
        return " ".join(items)
    return " \n  ".join(" ".join(items[n : n + most]) for n in range(0, len(items), most))
