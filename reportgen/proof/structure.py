"""The structure tree of a PDF file: what assistive technology reads instead of the page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, NumberObject, PdfObject

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
    return tuple(_nodes(root, _Tree(standard_tags(root), page_numbers(reader), set()), 1))


def standard_tags(root: DictionaryObject) -> dict[str, str]:
    """Return the tags that the root of a tree maps to others."""
    return {str(tag): str(standard) for tag, standard in entry_of(root, "/RoleMap").items()}


def page_numbers(reader: PdfReader) -> dict[int, int]:
    """Return the number of each page, from 1, by that of its object."""
    return {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference
    }


def is_new(kid: PdfObject, seen: set[int]) -> bool:
    """Return whether an element is met for the first time, and note it in `seen`.

    It has one place in a tree: a damaged one must not be read without end.
    """
    if not isinstance(kid, IndirectObject):
        return True
    new = kid.idnum not in seen
    seen.add(kid.idnum)
    return new


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


def entries_of(holder: DictionaryObject, key: str) -> Iterator[tuple[Any, DictionaryObject]]:
    """Yield each dictionary in the list below a key, with the reference that leads to it."""
    for kid in listed(holder, key):
        entry = kid.get_object() if isinstance(kid, PdfObject) else None
        if isinstance(entry, DictionaryObject):
            yield kid, entry


def whole_number(entry: PdfObject | None) -> int:
    """Return a number, 0 where there is none."""
    resolved = None if entry is None else entry.get_object()
    return int(resolved) if isinstance(resolved, NumberObject) else 0


def number_of(holder: DictionaryObject, key: str) -> int:
    """Return the number of the object that a key refers to, 0 where it refers to none."""
    found = holder.raw_get(key) if key in holder else None
    return found.idnum if isinstance(found, IndirectObject) else 0


def attributes_of(node: Node) -> Iterator[DictionaryObject]:
    """Yield the attribute groups of an element."""
    yield from (group for _, group in entries_of(node.entry, "/A"))


def _nodes(holder: DictionaryObject, tree: _Tree, page: int) -> Iterator[Node]:
    for kid, entry in entries_of(holder, "/K"):
        if not is_new(kid, tree.seen):
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
    below: PdfObject | None = entry
    met: set[int] = set()
    while isinstance(below, DictionaryObject):
        if own := tree.pages.get(number_of(below, "/Pg"), 0):
            return own
        first = next(iter(listed(below, "/K")), None)
        below = first.get_object() if isinstance(first, PdfObject) and is_new(first, met) else None
    return 0
