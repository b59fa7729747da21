"""The words of a PDF file as its structure orders them, with the places a colleague names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject, NumberObject

from reportgen.views.images import UNMARKED, PageImages
from reportgen.views.model import Item, digest, quoted
from reportgen.views.pdf_objects import (
    Entries,
    Found,
    PdfFile,
    entries,
    entry,
    identity,
    listed,
    number,
    raw,
    resolved,
    said,
)

_INLINES = frozenset(
    {
        *("Span", "Quote", "Em", "Strong", "Sub", "Code", "Reference", "BibEntry", "Link"),
        *("Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "NonStruct"),
    }
)
_HEADING = re.compile(r"H\d?|Title")
_LABEL = re.compile(r"\D{1,24}\d+")
_SPACES = re.compile(" {2,}")  # the library adds one where words stand apart
_READ = frozenset({"/P", "/K", "/Pg", "/S", "/Type", "/Alt", "/ActualText", "/E"})
_SAID = {"/Alt": "", "/ActualText": "", "/E": "expansion"}
_ROOT_READ = frozenset({"/K", "/Type", "/ParentTree", "/ParentTreeNextKey", "/IDTree"})
_LONGEST_CHAIN = 8  # tags that stand for each other
_DEEPEST = 64  # elements down to the first that says on which page it is


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """An element that stands by itself: on which page, in a figure or a caption."""

    element: Entries
    page: int
    within: str


@dataclass(frozen=True, slots=True)
class _Aside:
    """What is said instead of words: an alternative text, what letters stand for."""

    text: str
    role: str


@dataclass(slots=True, eq=False)
class _Structure:
    """Reads the elements of a file in turn; `words` are those that no element has claimed yet."""

    file: PdfFile
    words: dict[tuple[int, int], list[str]]
    tags: dict[str, str]
    seen: set[int] = field(default_factory=set)
    shape: list[str] = field(default_factory=list)
    under: str = ""
    label: str = ""  # of the last caption: "Figure 2"
    heads: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)

    def block(self, block: _Block, deep: int = 0) -> Iterator[Item]:
        """Yield what is in an element and below it: its own words up to each block in it."""
        tag = self._tag(block.element)
        within = tag if tag in {"Figure", "Caption"} else block.within
        here = _Block(block.element, self._page(block.element) or block.page, within)
        self._enter(tag, here.element, deep)
        words: list[str] = []
        asides: list[_Aside] = []
        for met in self._flow(here, deep):
            if isinstance(met, str):
                words.append(met)
            elif isinstance(met, _Aside):
                asides.append(met)
            else:
                yield from self._said(tag, here, words)
                words = []
                yield from self.block(met, deep + 1)
        yield from self._said(tag, here, words)
        for aside in asides:
            place = self._place("", here)
            yield Item("alternative", place, aside.text, "", self.under, aside.role)
        self.label = "" if tag in {"Table", "Figure"} else self.label

    def _enter(self, tag: str, element: Entries, deep: int) -> None:
        self.shape.append(f"{deep} {tag} {self.file.told(element, but=_READ)}")
        if tag in {"Table", "Caption"}:
            self.heads, self.label = [], ""
        elif tag == "TR":
            self.row = []

    def _flow(self, block: _Block, deep: int) -> Iterator[str | _Aside | _Block]:
        """What is said instead of an element, its words and those of its inlines, its blocks."""
        element, page = block.element, block.page
        for key, role in _SAID.items():
            if key in element:
                yield _Aside(said(element, key), role)
        for kid in listed(element, "/K"):
            found = resolved(kid)
            if isinstance(found, DictionaryObject):
                yield from self._kid(kid, found, block, deep)
            elif isinstance(found, NumberObject):
                yield from self.words.pop((page, int(found)), ())

    def _kid(
        self, kid: Found, found: Entries, around: _Block, deep: int
    ) -> Iterator[str | _Aside | _Block]:
        if "/MCID" in found:
            page = self._own_page(found) or around.page
            yield from self.words.pop((page, int(number(raw(found, "/MCID")))), ())
        elif "/S" in found and (identity(kid) or None) in self.seen:
            self.shape.append(f"{deep} an element that stands elsewhere")
        elif "/S" in found:
            self.seen.add(identity(kid))
            inner = _Block(found, self._own_page(found) or around.page, around.within)
            if self._tag(found) in _INLINES:
                self._enter(self._tag(found), found, deep + 1)
                yield from self._flow(inner, deep + 1)
            else:
                yield inner
        elif said(found, "/Type") == "/OBJR":
            self.shape.append(f"{deep} an annotation")

    def _said(self, tag: str, block: _Block, words: list[str]) -> Iterator[Item]:
        if block.within == "Figure":
            for word in filter(None, map(str.strip, words)):
                place = f"{self._place(tag, block)}, label"
                yield Item("label", place, word, "", self.under, tag)
            return
        text = _SPACES.sub(" ", "".join(words)).strip()
        if not text or (tag == "Lbl" and not any(map(str.isalnum, text))):  # a list's dash
            return
        if _HEADING.fullmatch(tag):
            self.under = text
        if block.within == "Caption" and not self.label:
            label = _LABEL.match(text)
            self.label = label[0] if label else quoted(text)
        place = self._place(tag, block, text)
        yield Item("text", place, text, "", self.under, tag, self._attributes(block.element))

    def _place(self, tag: str, block: _Block, text: str = "") -> str:
        page = f"page {block.page}"
        if tag in {"TH", "TD"}:
            self.row.append(text)
            self.heads += self.row[len(self.heads) :]
            column = self.heads[len(self.row) - 1]
            name = self.label or "table"
            return f"{page}, {name}, row {quoted(self.row[0])}, column {quoted(column)}"
        if block.within == "Figure":
            return f"{page}, {self.label or 'figure'}"
        return f"{page}, under {quoted(self.under)}" if self.under else page

    def _attributes(self, element: Entries) -> tuple[str, ...]:
        """What a reader who listens is told of an element: heads of a column, a language."""
        told = [
            f"{key[1:]} {self.file.told(raw(group, key))}"
            for group in entries(element, "/A")
            for key in sorted(group.keys() - {"/O", "/BBox"})
        ]
        return (*told, *([f"Lang {said(element, '/Lang')}"] if "/Lang" in element else []))

    def _tag(self, element: Entries) -> str:
        tag = said(element, "/S")
        for _ in range(_LONGEST_CHAIN):
            tag = self.tags.get(tag, tag)
        return tag.removeprefix("/")

    def _own_page(self, element: Entries) -> int:
        return self.file.numbers.get(identity(raw(element, "/Pg")), 0)

    def _page(self, element: Entries) -> int:
        """The page that an element names, else the one of the first content in it; 0 without."""
        for _ in range(_DEEPEST):
            first = next(iter(entries(element, "/K")), None)
            if (own := self._own_page(element)) or first is None:
                return own
            element = first
        return 0


def text_items(file: PdfFile, images: PageImages) -> Iterator[Item]:
    """Yield the words of a file in reading order, what no element claims, then heads and feet.

    A file without structure is told line by line.
    """
    root = entry(file.root, "/StructTreeRoot")
    if not root:
        for page in range(1, images.count + 1):
            yield from (Item("text", f"page {page}", line) for line in images.lines(page))
        return
    words = {
        (page, mark): shown
        for page in range(1, images.count + 1)
        for mark, shown in images.marked(page).items()
    }
    tags = {tag: said(entry(root, "/RoleMap"), tag) for tag in entry(root, "/RoleMap")}
    structure = _Structure(file, words, tags)
    yield from structure.block(_Block(root, 1, ""))
    for (page, mark), left in words.items():
        for text in filter(None, map(str.strip, left)):
            if mark == UNMARKED:
                yield Item("running", f"page {page}", text)
            else:
                yield Item("text", f"page {page}", text, role="untagged")
    shape = digest("\n".join((*structure.shape, file.told(root, but=_ROOT_READ))).encode())
    elements = f"{len(structure.shape)} elements ({shape})"
    yield Item("structure", "the tags of the file", elements, key="structure")
