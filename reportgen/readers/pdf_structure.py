"""The structure tree of a PDF file: what assistive technology reads instead of the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pypdf import PdfReader
from pypdf.generic import IndirectObject, PdfObject, StreamObject

from reportgen.readers.content_stream import Decode, PaintedText, painted_on
from reportgen.readers.finished import foreign
from reportgen.readers.pdf_objects import (
    Entry,
    entries_of,
    entry_of,
    listed,
    number_of,
    whole_number,
)

OBJECT = "OBJR"  # the place of an annotation in the tree
_HIDDEN = 2  # the bit of an annotation that is not shown


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A structure element by its standard type, with the page where it begins."""

    tag: str
    entry: Entry
    page: int
    kids: tuple["Node", ...]

    def walk(self) -> Iterator["Node"]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def below(self, *tags: str) -> list["Node"]:
        """What is below of some types, without looking into other tables."""
        found: list[Node] = []
        for kid in self.kids:
            found += [kid] if kid.tag in tags else []
            found += kid.below(*tags) if kid.tag != "Table" else []
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """What the elements of a tree refer to: standard types by tag, pages by object number."""

    root: Entry
    tags: Mapping[str, str]
    pages: Mapping[int, int]
    _seen: set[int] = field(default_factory=set)

    def tag(self, element: Entry) -> str:
        """The standard type of an element, without its stroke."""
        tag, steps = str(element.get("/S", "")), len(self.tags)
        while tag in self.tags and steps:
            tag, steps = self.tags[tag], steps - 1
        return tag.removeprefix("/")

    def is_new(self, kid: PdfObject) -> bool:
        """True for an element that is met for the first time, which is noted.

        It has one place in a tree: a damaged one must not be read without end.
        """
        return _is_new(kid, self._seen)


def _is_new(kid: PdfObject, seen: set[int]) -> bool:
    if not isinstance(kid, IndirectObject):
        return True
    new = kid.idnum not in seen
    seen.add(kid.idnum)
    return new


@dataclass(frozen=True, slots=True, eq=False)
class TaggedPdf:
    """A PDF file as it was read: its structure elements in reading order, the words painted."""

    reader: PdfReader
    catalog: Entry
    nodes: tuple[Node, ...]
    painted: tuple[PaintedText, ...]

    @property
    def metadata(self) -> bytes:
        """The XMP packet of the file, empty where it has none."""
        stream = entry_of(self.catalog, "/Metadata")
        with foreign():
            return stream.get_data() if isinstance(stream, StreamObject) else b""

    def of(self, *tags: str) -> Iterator[tuple[str, Node]]:
        """The elements of some types, each with its place."""
        found = [node for node in self.nodes if node.tag in tags]
        for number, node in enumerate(found, 1):
            yield f"page {node.page}, {node.tag.lower()} {number}", node

    def annotations(self) -> Iterator[tuple[int, int, Entry]]:
        """The page, the object number and the entry of each annotation that is shown."""
        for number, page in enumerate(self.reader.pages, 1):
            for kid, note in entries_of(page, "/Annots"):
                hidden = whole_number(note.get("/F")) & _HIDDEN
                if not hidden and note.get("/Subtype") != "/Popup":
                    yield number, getattr(kid, "idnum", 0), note


def tagged(reader: PdfReader) -> TaggedPdf:
    """Return the structure of a file, which is empty where it has no tags, and its words."""
    tree = tree_of(reader)
    nodes = tuple(node for top in _nodes(tree.root, tree, 1) for node in top.walk())
    fonts: dict[int, Decode] = {}
    pages = enumerate(reader.pages, 1)
    painted = tuple(each for at, page in pages for each in painted_on(page, at, fonts))
    return TaggedPdf(reader, reader.root_object, nodes, painted)


def tree_of(reader: PdfReader) -> Tree:
    """Return the structure tree of a file, an empty one where it has none."""
    root = entry_of(reader.root_object, "/StructTreeRoot")
    pages = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference
    }
    return Tree(root, {str(tag): str(to) for tag, to in entry_of(root, "/RoleMap").items()}, pages)


def attributes_of(node: Node) -> Iterator[Entry]:
    """Yield the attribute groups of an element."""
    yield from (group for _, group in entries_of(node.entry, "/A"))


def _nodes(holder: Entry, tree: Tree, page: int) -> Iterator[Node]:
    for kid, entry in entries_of(holder, "/K"):
        if not tree.is_new(kid):
            continue
        here = _page(entry, tree) or page
        if entry.get("/Type") == "/OBJR":
            yield Node(OBJECT, entry, here, ())
        elif "/S" in entry:
            yield Node(tree.tag(entry), entry, here, tuple(_nodes(entry, tree, here)))


def _page(entry: Entry, tree: Tree) -> int:
    """The page that an element names, else the one of the first content in it; 0 without."""
    below: PdfObject | None = entry
    met: set[int] = set()
    while isinstance(below, Entry):
        if own := tree.pages.get(number_of(below, "/Pg"), 0):
            return own
        first = next(iter(listed(below, "/K")), None)
        if not isinstance(first, PdfObject) or not _is_new(first, met):
            break
        below = first.get_object()
    return 0
