"""A PDF file and its structure tree: what assistive technology reads instead of the page."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject, StreamObject

from reportgen.errors import ReportgenError
from reportgen.readers.content_stream import Decode, PaintedText, painted_on
from reportgen.readers.finished import unreadable

OBJECT = "OBJR"  # the place of an annotation in the tree
_END = 1024  # bytes from the end in which a whole file says that it ends
_HIDDEN = 2  # the bit of an annotation that is not shown
_LIBRARY = logging.getLogger("pypdf")

Entry = DictionaryObject


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
        if not isinstance(kid, IndirectObject):
            return True
        new = kid.idnum not in self._seen
        self._seen.add(kid.idnum)
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
        return stream.get_data() if isinstance(stream, StreamObject) else b""

    def of(self, *tags: str) -> Iterator[tuple[str, Node]]:
        """The elements of some types, each with its place."""
        found = [node for node in self.nodes if node.tag in tags]
        for number, node in enumerate(found, 1):
            yield f"page {node.page}, {node.tag.lower()} {number}", node

    def annotations(self) -> Iterator[tuple[int, int, Entry]]:
        """The page, the object number and the entry of each annotation that is shown."""
        for number, page in enumerate(self.reader.pages, 1):
            for kid in listed(page, "/Annots"):
                note: Entry = kid.get_object()
                hidden = int(note.get("/F", 0)) & _HIDDEN
                if not hidden and note.get("/Subtype") != "/Popup":
                    yield number, getattr(kid, "idnum", 0), note


@contextmanager
def opened(path: Path, data: bytes) -> Iterator[PdfReader]:
    """Return the reader of a PDF file.

    Raises CheckError when it is cut short, encrypted or damaged, or what is done with it fails.
    """
    if b"%%EOF" not in data[-_END:]:
        raise unreadable(path, "is cut short")
    # The library tells on stderr how it mends a file; the user is told what matters.
    before = _LIBRARY.level
    _LIBRARY.setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted:
            raise unreadable(path, "is encrypted", "save it without a password")
        yield reader
    except ReportgenError:
        raise
    except Exception as error:  # a damaged file can raise almost anything
        raise unreadable(path, "is damaged: it cannot be read as PDF") from error
    finally:
        _LIBRARY.setLevel(before)


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


def entry_of(holder: Entry, key: str) -> Entry:
    """Return the dictionary below a key, an empty one where there is none."""
    found: Any = holder.get(key)
    found = None if found is None else found.get_object()
    return found if isinstance(found, Entry) else Entry()


def listed(holder: Entry, key: str) -> list[Any]:
    """Return what stands below a key as a list, references kept in it."""
    found: Any = holder.get(key)
    resolved = None if found is None else found.get_object()
    if resolved is None:
        return []
    return [*resolved] if isinstance(resolved, list) else [holder.raw_get(key)]


def number_of(holder: Entry, key: str) -> int:
    """Return the number of the object that a key refers to, 0 where it refers to none."""
    found = holder.raw_get(key) if key in holder else None
    return found.idnum if isinstance(found, IndirectObject) else 0


def attributes_of(node: Node) -> Iterator[Entry]:
    """Yield the attribute groups of an element."""
    for group in listed(node.entry, "/A"):
        resolved = group.get_object() if isinstance(group, PdfObject) else group
        if isinstance(resolved, Entry):
            yield resolved


def _nodes(holder: Entry, tree: Tree, page: int) -> Iterator[Node]:
    for kid in listed(holder, "/K"):
        entry = kid.get_object() if isinstance(kid, PdfObject) else None
        if not isinstance(entry, Entry) or not tree.is_new(kid):
            continue
        here = _page(entry, tree) or page
        if entry.get("/Type") == "/OBJR":
            yield Node(OBJECT, entry, here, ())
        elif "/S" in entry:
            yield Node(tree.tag(entry), entry, here, tuple(_nodes(entry, tree, here)))


def _page(entry: Entry, tree: Tree) -> int:
    """The page that an element names, else the one of the first content in it; 0 without."""
    if own := tree.pages.get(number_of(entry, "/Pg"), 0):
        return own
    first = next(iter(listed(entry, "/K")), None)
    below = first.get_object() if isinstance(first, PdfObject) else None
    return _page(below, tree) if isinstance(below, Entry) else 0
