"""The structure tree of a PDF file: what assistive technology reads instead of the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, PdfObject

from reportgen.proof.pdf import is_new

OBJECT = "OBJR"  # the place of an annotation in the tree


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A structure element by its standard type, with the page where it begins."""

    tag: str
    entry: DictionaryObject
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
class _Tree:
    """What the elements of a tree refer to; an element has one place in it."""

    tags: Mapping[str, str]
    pages: Mapping[int, int]
    seen: set[int]


def structure_of(reader: PdfReader) -> tuple[Node, ...]:
    """Return the elements at the top of the tree, none where there is no tree."""
    root = entry_of(reader.root_object, "/StructTreeRoot")
    pages = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference
    }
    mapped = {str(tag): str(to) for tag, to in entry_of(root, "/RoleMap").items()}
    return tuple(_nodes(root, _Tree(mapped, pages, set()), 1))


def entry_of(holder: DictionaryObject, key: str) -> DictionaryObject:
    """Return the dictionary below a key, an empty one where there is none."""
    found: Any = holder.get(key)
    found = None if found is None else found.get_object()
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def listed(holder: DictionaryObject, key: str) -> list[Any]:
    """Return what stands below a key as a list, references kept in it."""
    found: Any = holder.get(key)
    resolved = None if found is None else found.get_object()
    if resolved is None:
        return []
    return [*resolved] if isinstance(resolved, list) else [holder.raw_get(key)]


def number_of(holder: DictionaryObject, key: str) -> int:
    """Return the number of the object that a key refers to, 0 where it refers to none."""
    found = holder.raw_get(key) if key in holder else None
    return found.idnum if isinstance(found, IndirectObject) else 0


def attributes_of(node: Node) -> Iterator[DictionaryObject]:
    """Yield the attribute groups of an element."""
    for group in listed(node.entry, "/A"):
        resolved = group.get_object() if isinstance(group, PdfObject) else group
        if isinstance(resolved, DictionaryObject):
            yield resolved


def _nodes(holder: DictionaryObject, tree: _Tree, page: int) -> Iterator[Node]:
    for kid in listed(holder, "/K"):
        entry = kid.get_object() if isinstance(kid, PdfObject) else None
        if not isinstance(entry, DictionaryObject) or not is_new(kid, tree.seen):
            continue
        here = _page(entry, tree) or page
        if entry.get("/Type") == "/OBJR":
            yield Node(OBJECT, entry, here, ())
        elif "/S" in entry:
            yield Node(_tag(entry, tree), entry, here, tuple(_nodes(entry, tree, here)))


def _tag(entry: DictionaryObject, tree: _Tree) -> str:
    tag, steps = str(entry["/S"]), len(tree.tags)
    while tag in tree.tags and steps:
        tag, steps = tree.tags[tag], steps - 1
    return tag.removeprefix("/")


def _page(entry: DictionaryObject, tree: _Tree) -> int:
    """The page that an element names, else the one of the first content in it; 0 without."""
    if own := tree.pages.get(number_of(entry, "/Pg"), 0):
        return own
    first = next(iter(listed(entry, "/K")), None)
    below = first.get_object() if isinstance(first, PdfObject) else None
    return _page(below, tree) if isinstance(below, DictionaryObject) else 0
