"""A PDF file as assistive technology meets it: its structure, its annotations, its metadata."""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from lxml import etree

from reportgen.errors import UnreadableError
from reportgen.views.limits import Element, PdfBounds, library, refused, tree_of
from reportgen.views.painted import Painted, painted_on, unlocked
from reportgen.views.pdf_objects import (
    Entries,
    Found,
    PdfFile,
    entries,
    entry,
    identity,
    listed,
    number,
    opened,
    raw,
    resolved,
    said,
    streams,
)

OBJECT = "OBJR"  # the place of an annotation in the tree
# What is read in five seconds: a report of some hundred pages.
_ANYBODYS = PdfBounds(
    unpacked=128 * 2**20,
    written=5 * 2**20,
    painted=2 * 2**20,
    painted_in_all=12 * 2**20,
    objects=26_000,
    pages=1_000,
    packings=frozenset(),
)
_MOST_METADATA = 2**20  # bytes
_MOST_ROLES = 1_000  # types that stand for others
_PACKED = b"x"  # as zlib begins
_HIDDEN = 2  # the bit of an annotation that is not shown
_LONGEST_CHAIN = 32  # fields that stand in each other, elements down to the first with a page


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A structure element: its standard type, the number of its object, the page where it begins.

    `language` is that of its words, empty where nothing names it.
    """

    tag: str
    entry: Entries
    number: int
    page: int
    language: str
    kids: tuple["Node", ...]

    def walk(self) -> Iterator["Node"]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Note:
    """An annotation: its type, the number of its object, its page, whether a reader sees it."""

    kind: str
    entry: Entries
    number: int
    page: int
    shown: bool

    def field(self, key: str) -> str:
        """What a form field says, or the field around it."""
        holder = self.entry
        for _ in range(_LONGEST_CHAIN):
            if key in holder or "/Parent" not in holder:
                break
            holder = entry(holder, "/Parent")
        return said(holder, key).strip()


@dataclass(frozen=True, slots=True, eq=False)
class TaggedPdf:
    """A PDF file as it was read: structure in reading order, annotations, what is painted.

    `permissions` are bits, None without encryption; `root` is above all structure elements.
    """

    file: PdfFile
    permissions: int | None
    metadata: Element
    root: Node
    nodes: tuple[Node, ...]
    notes: tuple[Note, ...]
    painted: tuple[Painted, ...]

    def of(self, *tags: str) -> Iterator[tuple[str, Node]]:
        """The elements of some types, each with its place."""
        found = [node for node in self.nodes if node.tag in tags]
        for at, node in enumerate(found, 1):
            yield f"page {node.page}, {node.tag.lower()} {at}", node

    def attributes(self, node: Node) -> Iterator[Entries]:
        """The attribute groups of an element, its own and those of its classes."""
        yield from entries(node.entry, "/A")
        classes = entry(self.root.entry, "/ClassMap")
        for name in map(str, map(resolved, listed(node.entry, "/C"))):
            yield from entries(classes, name)

    def around(self, tag: str) -> Mapping[int, Node]:
        """The elements of a type by the numbers of the annotations in them."""
        found: dict[int, Node] = {}
        left: list[tuple[Node, Node | None]] = [(self.root, None)]
        while left:
            node, holder = left.pop()
            holder = node if node.tag == tag else holder
            left += [(kid, holder) for kid in node.kids]
            if node.tag == OBJECT and holder:
                found[identity(raw(node.entry, "/Obj"))] = holder
        return found


def read_tagged(name: str, data: bytes) -> TaggedPdf:
    """Return what a PDF file tells assistive technology; `name` is what errors call it.

    Raises UnreadableError when it is cut short, damaged, or opens with a password alone.
    """
    plain, permissions = unlocked(name, data)
    try:
        with opened(name, plain, _ANYBODYS) as file:
            root = _Tree(file).node(raw(file.root, "/StructTreeRoot"), None)
            nodes = tuple(node for node in root.walk() if node.tag not in {"", OBJECT})
            read = (_metadata(file), root, nodes, tuple(_notes(file)), painted_on(name, plain))
            return TaggedPdf(file, permissions, *read)
    except RecursionError:
        raise refused(name, "is damaged: its elements are nested without end") from None


def _metadata(file: PdfFile) -> Element:
    """The XMP packet, an empty element where there is none that can be read."""
    with library(file.name, "is damaged: its metadata cannot be unpacked"):
        packet = streams(file.root, "/Metadata")
    roles = entry(entry(file.root, "/StructTreeRoot"), "/RoleMap")
    if len(packet) > _MOST_METADATA or len(roles) > _MOST_ROLES:
        raise refused(file.name, "says more of itself than any file does")
    with suppress(UnreadableError, zlib.error):
        if packet.startswith(_PACKED):  # what unlocks a file forgets to say so
            packet = zlib.decompressobj().decompress(packet, _MOST_METADATA)
        return tree_of(file.name, "its metadata", packet.strip(b"\0 \r\n\t"))
    return etree.Element("none")


@dataclass(frozen=True, slots=True, eq=False)
class _Tree:
    """Reads structure elements; each has one place, so that a damaged tree comes to an end."""

    file: PdfFile
    seen: set[int] = field(default_factory=set)

    def node(self, value: Found, around: Node | None) -> Node:
        found = resolved(value)
        element = found if isinstance(found, Entries) else Entries()
        page = self._page(element) or (around.page if around else 0)
        language = said(element, "/Lang") or (around.language if around else "")
        tag = OBJECT if said(element, "/Type") == "/OBJR" else self._type(said(element, "/S"))
        here = Node(tag, element, identity(value), page, language, ())
        kids = [self.node(kid, here) for kid in listed(element, "/K") if self._is_new(kid)]
        return replace(here, kids=tuple(kids)) if kids else here

    def _is_new(self, value: Found) -> bool:
        """True for an element or an annotation that is met for the first time, which is noted."""
        found, key = resolved(value), identity(value)
        if not isinstance(found, Entries) or "/MCID" in found or (key and key in self.seen):
            return False
        self.seen.add(key)
        return True

    def _page(self, element: Entries) -> int:
        """The page that an element names, else the one of the first content in it; 0 without."""
        for _ in range(_LONGEST_CHAIN):
            kids = map(resolved, listed(element, "/K"))
            first = next((kid for kid in kids if isinstance(kid, Entries)), None)
            if (own := self.file.numbers.get(identity(raw(element, "/Pg")), 0)) or first is None:
                return own
            element = first
        return 0

    def _type(self, name: str) -> str:
        """The type at the end of the types that stand for each other, without its stroke."""
        roles = entry(entry(self.file.root, "/StructTreeRoot"), "/RoleMap")
        for _ in range(_LONGEST_CHAIN):
            if name not in roles:
                break
            name = said(roles, name)
        return name.removeprefix("/")


def _notes(file: PdfFile) -> Iterator[Note]:
    for at, page in enumerate(file.pages, 1):
        box = [*map(number, listed(page, "/CropBox") or listed(page, "/MediaBox"))]
        for kid in listed(page, "/Annots"):
            found = resolved(kid)
            if isinstance(found, Entries):  # else a program has thrown it away
                hidden = int(number(raw(found, "/F"))) & _HIDDEN
                apart = _are_apart([*map(number, listed(found, "/Rect"))], box)
                kind = said(found, "/Subtype").removeprefix("/")
                yield Note(kind, found, identity(kid), at, not (hidden or apart))


def _are_apart(one: list[float], other: list[float]) -> bool:
    """Whether two boxes do not touch."""
    edges = [(sorted(one[at::2]), sorted(other[at::2])) for at in (0, 1)]
    whole = len(one) == len(other) == 4
    return whole and any(a[0] > b[1] or a[1] < b[0] for a, b in edges)
