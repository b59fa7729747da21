"""Reads a PDF file again: its structure tree, with the words that were painted for it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import NumberObject, PdfObject

from reportgen.ledger import Role
from reportgen.manifest import LEDGER
from reportgen.readers.content_stream import Decode, MarkedContent, PaintedText, painted_on
from reportgen.readers.finished import FinishedFile, FoundText, foreign, parsed_ledger
from reportgen.readers.pdf_objects import (
    Entry,
    entries_of,
    listed,
    number_of,
    opened,
    title_of,
    whole_number,
)
from reportgen.readers.pdf_structure import Tree, tree_of

_INLINES = frozenset(
    {
        *("Span", "Quote", "Em", "Strong", "Sub", "Code", "Reference", "BibEntry", "Link"),
        *("Annot", "Ruby", "RB", "Warichu", "WT"),
    }
)
_SAME_LINE = 1.0  # points that a superscript or a rounding may move a baseline
_FOLIO = re.compile(r"(?<=\S)(?<!page) \d+$")  # the page of an entry in a list of contents

_Kid = PaintedText | FoundText | Entry


@dataclass(frozen=True, slots=True, eq=False)
class _Document:
    """A tagged file; what an element claims is taken out of `painted`."""

    tree: Tree
    painted: dict[tuple[int, MarkedContent | None], list[PaintedText]]


@dataclass(frozen=True, slots=True)
class _Inside:
    """Where an element stands: on which page, and whether in a figure."""

    page: int
    figure: bool


def read_pdf(path: Path, data: bytes) -> FinishedFile:
    """Return what a PDF file holds; a file without tags is one text a page.

    Raises CheckError when it is cut short, encrypted or damaged.
    """
    with opened(path, data) as reader:
        attachments = _attachments(reader)
        title = title_of(reader)
        named = (FoundText("the title of the file", "running", title),) if title else ()
        proof = parsed_ledger(path, attachments.get(LEDGER))
        return FinishedFile(path, (*_found(reader), *named), attachments, proof)


def attached_to(path: Path, data: bytes) -> Mapping[str, bytes]:
    """Return the files inside a PDF file by name, without reading its pages.

    Raises CheckError when it is cut short, encrypted or damaged.
    """
    with opened(path, data, whole=False) as reader:
        return _attachments(reader)


def _attachments(reader: PdfReader) -> dict[str, bytes]:
    with foreign():
        return {name: files[0] for name, files in reader.attachments.items() if files}


def _found(reader: PdfReader) -> Iterator[FoundText]:
    tree = tree_of(reader)
    if not tree.root:
        with foreign():
            texts = [page.extract_text() for page in reader.pages]
        yield from (
            FoundText(f"page {at}", "text", text) for at, text in enumerate(texts, 1) if text
        )
        return
    fonts: dict[int, Decode] = {}
    painted: dict[tuple[int, MarkedContent | None], list[PaintedText]] = {}
    artifacts: list[PaintedText] = []
    for number, page in enumerate(reader.pages, 1):
        for shown in painted_on(page, number, fonts):
            owned = artifacts if shown.artifact else painted.setdefault((number, shown.mark), [])
            owned.append(shown)
    yield from _read(tree.root, _Document(tree, painted), _Inside(1, figure=False))
    for left in painted.values():  # painted for no element: a stamp, or another hand
        yield from _runs(left, "text")
    yield from _annotations(reader)
    yield from _runs(artifacts, "running")


def _read(element: Entry, document: _Document, around: _Inside) -> Iterator[FoundText]:
    """What is in an element and below it: its own words up to each block that it holds."""
    tag = document.tree.tag(element)
    figure = tag == "Figure" or (around.figure and tag != "Caption")
    inside = _Inside(_page(element, document, around.page), figure)
    words: list[PaintedText] = []
    for kid in _kids(element, document, inside):
        if isinstance(kid, PaintedText):
            words.append(kid)
            continue
        yield from _texts(words, tag, figure=figure)
        words = []
        if isinstance(kid, FoundText):
            yield kid
        else:
            yield from _read(kid, document, inside)
    yield from _texts(words, tag, figure=figure)


def _texts(words: list[PaintedText], tag: str, *, figure: bool) -> Iterator[FoundText]:
    if figure:
        for shown in words:
            yield FoundText(f"page {shown.page}, figure", "label", shown.text.strip())
    elif words:
        text = _joined(words).strip()
        text = _FOLIO.sub("", text) if tag == "TOCI" else text
        if text and (tag != "Lbl" or any(map(str.isalnum, text))):  # a list's dash is no word
            yield FoundText(f"page {words[0].page}", "text", text)


def _kids(element: Entry, document: _Document, inside: _Inside) -> Iterator[_Kid]:
    """What is said instead of an element, its words and those of its inlines, its blocks."""
    place = f"page {inside.page}, figure" if inside.figure else f"page {inside.page}"
    for key in ("/Alt", "/ActualText"):
        if key in element:
            yield FoundText(place, "alternative", str(element[key]))
    for kid in listed(element, "/K"):
        entry = kid.get_object() if isinstance(kid, PdfObject) else None
        if isinstance(entry, NumberObject):
            yield from document.painted.pop((inside.page, MarkedContent(0, int(entry))), ())
        elif isinstance(entry, Entry):
            yield from _kid(kid, entry, document, inside)


def _kid(kid: PdfObject, entry: Entry, document: _Document, around: _Inside) -> Iterator[_Kid]:
    inside = _Inside(_page(entry, document, around.page), around.figure)
    if entry.get("/Type") == "/OBJR":
        return
    if "/MCID" in entry:
        mark = MarkedContent(number_of(entry, "/Stm"), whole_number(entry["/MCID"]))
        yield from document.painted.pop((inside.page, mark), ())
    elif document.tree.is_new(kid):
        is_inline = document.tree.tag(entry) in _INLINES
        yield from _kids(entry, document, inside) if is_inline else [entry]


def _page(entry: Entry, document: _Document, around: int) -> int:
    return document.tree.pages.get(number_of(entry, "/Pg"), around)


def _joined(words: Iterable[PaintedText]) -> str:
    """Words as one text; a new line is a space, unless there is one or a hyphen ends the line."""
    text = ""
    last: PaintedText | None = None
    for shown in words:
        if last is not None and (
            shown.page != last.page or abs(shown.line - last.line) > _SAME_LINE
        ):
            gap = not text[-1:].isspace() and not shown.text[:1].isspace()
            text += " " if gap and not text.endswith("-") else ""
        text += shown.text
        last = shown
    return text


def _runs(shown: Iterable[PaintedText], role: Role) -> Iterator[FoundText]:
    for (page, _), words in groupby(shown, lambda each: (each.page, each.run)):
        yield FoundText(f"page {page}", role, _joined(words))


def _annotations(reader: PdfReader) -> Iterator[FoundText]:
    """What was written on a page by hand."""
    for number, page in enumerate(reader.pages, 1):
        for _, note in entries_of(page, "/Annots"):
            if note.get("/Subtype") == "/FreeText" and "/Contents" in note:
                yield FoundText(f"page {number}, annotation", "text", str(note["/Contents"]))
