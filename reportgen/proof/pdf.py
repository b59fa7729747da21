"""Reads a PDF file again: its structure tree, with the words that were painted for it."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    PdfObject,
)

from reportgen.ledger import Role
from reportgen.manifest import LEDGER
from reportgen.proof.found import Content, DamagedError, Found, foreign, unreadable
from reportgen.proof.painted import Decode, Mark, Shown, shown_on
from reportgen.proof.structure import (
    entries_of,
    entry_of,
    is_new,
    listed,
    number_of,
    page_numbers,
    standard_tags,
    whole_number,
)

_INLINES = frozenset(
    {
        *("Span", "Quote", "Em", "Strong", "Sub", "Code", "Reference", "BibEntry", "Link"),
        *("Annot", "Ruby", "RB", "Warichu", "WT"),
    }
)
_END = 1024  # bytes from the end in which a whole file says that it ends
_SAME_LINE = 1.0  # points
_FOLIO = re.compile(r"(?<=\S)(?<!page) \d+$")  # of an entry in a list of contents
_LIBRARY = logging.getLogger("pypdf")

_Kid = Shown | Found | DictionaryObject


@dataclass(frozen=True, slots=True, eq=False)
class _Tree:
    """The pages of a tagged file; what an element claims is taken out of `painted`."""

    tags: Mapping[str, str]
    pages: Mapping[int, int]
    painted: dict[tuple[int, Mark | None], list[Shown]]
    seen: set[int]


@dataclass(frozen=True, slots=True)
class _Inside:
    """Where an element stands: on which page, and whether in a figure."""

    page: int
    figure: bool


def read_pdf(path: Path, data: bytes) -> Content:
    """Return what a PDF file holds; a file without tags is one text a page.

    Raises CheckError when it is cut short, encrypted or damaged.
    """
    with opened(path, data) as reader:
        attachments = _attachments(reader)
        title = title_of(reader)
        named = (Found("the title of the file", "running", title),) if title else ()
        return Content((*_found(reader), *named), attachments, attachments.get(LEDGER))


def attached_to(path: Path, data: bytes) -> Mapping[str, bytes]:
    """Return the files inside a PDF file by name, without reading its pages.

    Raises CheckError when it is cut short, encrypted or damaged.
    """
    with opened(path, data, whole=False) as reader:
        return _attachments(reader)


@contextmanager
def opened(path: Path, data: bytes, *, whole: bool = True) -> Iterator[PdfReader]:
    """Return the reader of a PDF file, all objects of which were read where the `whole` is wanted.

    Raises CheckError when it is cut short, encrypted or damaged, as far as what is done with it
    tells: by DamagedError, or by elements nested without end.
    """
    # The library tells on stderr how it mends a file; the user is told what matters.
    if b"%%EOF" not in data[-_END:]:
        raise unreadable(path, "is cut short")
    before = _LIBRARY.level
    _LIBRARY.setLevel(logging.CRITICAL)
    try:
        with foreign():
            reader = PdfReader(BytesIO(data))
            encrypted = reader.is_encrypted
        if encrypted:
            raise unreadable(path, "is encrypted", "save it without a password")
        if whole:
            with foreign():
                _read_all(reader)
        yield reader
    except (DamagedError, PyPdfError, RecursionError) as error:
        raise unreadable(path, "is damaged: it cannot be read as PDF") from error
    finally:
        _LIBRARY.setLevel(before)


def _read_all(reader: PdfReader) -> None:
    """Read at once what the library would read when asked: here alone a file makes it fail."""
    met: set[int] = set()
    left: list[PdfObject | None] = [reader.trailer, *reader.pages]
    while left:
        found = left.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in met:
                continue
            met.add(found.idnum)
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            left += map(found.raw_get, found)
        elif isinstance(found, ArrayObject):
            left += list.__iter__(found)


def title_of(reader: PdfReader) -> str:
    """Return the title in the properties of a file, "" without one; raises DamagedError."""
    with foreign():
        return str(reader.metadata.title or "") if reader.metadata else ""


def _attachments(reader: PdfReader) -> dict[str, bytes]:
    with foreign():
        return {name: files[0] for name, files in reader.attachments.items() if files}


def _found(reader: PdfReader) -> Iterator[Found]:
    root = entry_of(reader.root_object, "/StructTreeRoot")
    if not root:
        with foreign():
            texts = [page.extract_text() for page in reader.pages]
        yield from (Found(f"page {at}", "text", text) for at, text in enumerate(texts, 1) if text)
        return
    fonts: dict[int, Decode] = {}
    painted: dict[tuple[int, Mark | None], list[Shown]] = {}
    artifacts: list[Shown] = []
    for number, page in enumerate(reader.pages, 1):
        for shown in shown_on(page, number, fonts):
            owned = artifacts if shown.artifact else painted.setdefault((number, shown.mark), [])
            owned.append(shown)
    tree = _Tree(standard_tags(root), page_numbers(reader), painted, set())
    yield from _read(root, tree, _Inside(1, figure=False))
    for left in painted.values():  # painted for no element: a stamp, or another hand
        yield from _runs(left, "text")
    yield from _annotations(reader)
    yield from _runs(artifacts, "running")


def _read(element: DictionaryObject, tree: _Tree, around: _Inside) -> Iterator[Found]:
    """What is in an element and below it: its own words up to each block that it holds."""
    tag = _tag(element, tree)
    figure = tag == "Figure" or (around.figure and tag != "Caption")
    inside = _Inside(_page(element, tree, around.page), figure)
    words: list[Shown] = []
    for kid in _kids(element, tree, inside):
        if isinstance(kid, Shown):
            words.append(kid)
            continue
        yield from _told(words, tag, figure=figure)
        words = []
        if isinstance(kid, Found):
            yield kid
        else:
            yield from _read(kid, tree, inside)
    yield from _told(words, tag, figure=figure)


def _told(words: list[Shown], tag: str, *, figure: bool) -> Iterator[Found]:
    if figure:
        for shown in words:
            yield Found(f"page {shown.page}, figure", "label", shown.text.strip())
    elif words:
        text = _joined(words).strip()
        text = _FOLIO.sub("", text) if tag == "TOCI" else text
        if text and (tag != "Lbl" or any(map(str.isalnum, text))):  # a list's dash is no word
            yield Found(f"page {words[0].page}", "text", text)


def _kids(element: DictionaryObject, tree: _Tree, inside: _Inside) -> Iterator[_Kid]:
    """What is said instead of an element, its words and those of its inlines, its blocks."""
    place = f"page {inside.page}, figure" if inside.figure else f"page {inside.page}"
    for key in ("/Alt", "/ActualText"):
        if key in element:
            yield Found(place, "alternative", str(element[key]))
    for kid in listed(element, "/K"):
        entry = kid.get_object() if isinstance(kid, PdfObject) else None
        if isinstance(entry, NumberObject):
            yield from tree.painted.pop((inside.page, Mark(0, int(entry))), ())
        elif isinstance(entry, DictionaryObject):
            yield from _kid(kid, entry, tree, inside)


def _kid(kid: PdfObject, entry: DictionaryObject, tree: _Tree, around: _Inside) -> Iterator[_Kid]:
    inside = _Inside(_page(entry, tree, around.page), around.figure)
    if entry.get("/Type") == "/OBJR":
        return
    if "/MCID" in entry:
        mark = Mark(number_of(entry, "/Stm"), whole_number(entry["/MCID"]))
        yield from tree.painted.pop((inside.page, mark), ())
    elif is_new(kid, tree.seen):
        yield from _kids(entry, tree, inside) if _tag(entry, tree) in _INLINES else [entry]


def _tag(element: DictionaryObject, tree: _Tree) -> str:
    tag = str(element.get("/S", ""))
    return tree.tags.get(tag, tag)[1:]


def _page(entry: DictionaryObject, tree: _Tree, around: int) -> int:
    return tree.pages.get(number_of(entry, "/Pg"), around)


def _joined(words: Iterable[Shown]) -> str:
    """Words as one text; a new line is a space, unless there is one or a hyphen ends the line."""
    text = ""
    last: Shown | None = None
    for shown in words:
        if last is not None and _begins_line(shown, last):
            gap = not text[-1:].isspace() and not shown.text[:1].isspace()
            text += " " if gap and not text.endswith("-") else ""
        text += shown.text
        last = shown
    return text


def _begins_line(shown: Shown, last: Shown) -> bool:
    return shown.page != last.page or abs(shown.line - last.line) > _SAME_LINE


def _runs(shown: Iterable[Shown], role: Role) -> Iterator[Found]:
    for (page, _), words in groupby(shown, lambda each: (each.page, each.run)):
        yield Found(f"page {page}", role, _joined(words))


def _annotations(reader: PdfReader) -> Iterator[Found]:
    """What was written on a page by hand."""
    for number, page in enumerate(reader.pages, 1):
        for _, note in entries_of(page, "/Annots"):
            if note.get("/Subtype") == "/FreeText" and "/Contents" in note:
                yield Found(f"page {number}, annotation", "text", str(note["/Contents"]))
