"""Reads a Word file again: its body in document order, its running heads, its ledger."""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportgen.ledger import Role
from reportgen.readers.finished import (
    DamagedError,
    FinishedFile,
    FoundText,
    MisdrawnLabel,
    foreign,
    parsed_ledger,
)
from reportgen.readers.word_charts import (
    bars_of,
    numbers_of,
    stale_cells,
    words_of_chart,
    words_of_shapes,
)
from reportgen.readers.word_markup import BODY, Element, name_of, parts_of, places_in

_LEDGER = "{urn:reportgen:ledger:1}"
_ITEM = re.compile(r"customXml/item\d+\.xml")
_RUNNING = re.compile(r"word/(header|footer)\d*\.xml")
_PROPERTIES = "docProps/core.xml"
_CHART = re.compile(r"word/charts/chart\d+\.xml")
_SHAPES = re.compile(r"word/drawings/drawing\d+\.xml")
_RELATIONS = re.compile(r"word/(charts/)?_rels/[^/]+\.rels")
_NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}

_LEFT_OUT = frozenset(
    {
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"),
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "rt"),
    }
)
_ALTERNATIVE = {"docPr": "descr", "shape": "alt"}
_UNSAID = frozenset({"vanish", "webHidden", "strike", "dstrike"})

_KEY = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_Piece = str | FoundText | None  # words, what stands between them, the end of a text


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """A part of the file: the role of its texts, their places, charts by their relationship."""

    role: Role
    places: Mapping[Element, str]
    charts: Mapping[str, tuple[str, ...]]

    def texts(self, root: Element) -> Iterator[FoundText]:
        """What is in the paragraphs below, through whatever is wrapped around them."""
        for child in _children(root):
            if name_of(child) == "p":
                yield from self._paragraph(child)
            else:
                yield from self.texts(child)

    def _paragraph(self, paragraph: Element) -> Iterator[FoundText]:
        where, words = self.places[paragraph], ""
        for piece in (*self._pieces(paragraph, where), None):
            if isinstance(piece, str):
                words += piece
                continue
            if words.strip():
                yield FoundText(where, self.role, words.strip())
            words = ""
            if piece is not None:
                yield piece

    def _pieces(self, element: Element, where: str) -> Iterator[_Piece]:
        for child in _children(element):
            match name_of(child):
                case "t":
                    yield child.text or ""
                case "tab" | "ptab":
                    yield None
                case "br" | "cr":
                    yield " "
                case "noBreakHyphen":
                    yield "\u2011"
                case "chart":
                    words = self.charts.get(child.get(_KEY, ""), ())
                    yield from (FoundText(f"{where}, figure", "label", word) for word in words)
                case "txbxContent":
                    yield from self.texts(child)
                case "textpath":
                    yield FoundText(f"{where}, WordArt", self.role, child.get("string", ""))
                case name:
                    if name in _ALTERNATIVE and (said := child.get(_ALTERNATIVE[name])):
                        role: Role = "running" if self.role == "running" else "alternative"
                        yield FoundText(f"{where}, figure", role, said)
                    yield from self._pieces(child, where)


def read_docx(path: Path, data: bytes) -> FinishedFile:
    """Return what a Word file holds.

    Raises CheckError when it is no package, has no body, or a part of it is no XML.
    """
    trees = parts_of(path, data, _wanted)
    items = (tree for tree in trees.values() if str(tree.tag).startswith(_LEDGER))
    ledger = next(((tree.text or "").encode() for tree in items), None)
    misdrawn = (*_misdrawn(trees), *_stale(trees, data))
    return FinishedFile(path, tuple(_found(trees)), {}, parsed_ledger(path, ledger), misdrawn)


def _wanted(names: Iterable[str]) -> Iterator[str]:
    forms = (_RUNNING, _ITEM, _CHART, _SHAPES, _RELATIONS)
    for name in names:
        if name in {BODY, _PROPERTIES, *_NOTES} or any(form.fullmatch(name) for form in forms):
            yield name


def _found(trees: Mapping[str, Element]) -> Iterator[FoundText]:
    yield from _texts(trees[BODY], "", "text", _charts(trees))
    for name, kind in _NOTES.items():
        if name in trees:
            yield from _texts(trees[name], f"{kind} ", "text", {})
    title = trees[_PROPERTIES].findtext("{*}title") if _PROPERTIES in trees else ""
    if title:
        yield FoundText("the title of the file", "running", title)
    for name, tree in trees.items():
        if running := _RUNNING.fullmatch(name):
            yield from _texts(tree, f"{running[1]} ", "running", {})


def _texts(
    root: Element, name: str, role: Role, charts: Mapping[str, tuple[str, ...]]
) -> Iterator[FoundText]:
    return _Part(role, dict(places_in(root, name)), charts).texts(root)


def _charts(trees: Mapping[str, Element]) -> Mapping[str, tuple[str, ...]]:
    """The words of each chart by the relationship of the body that leads to it."""
    charts: dict[str, tuple[str, ...]] = {}
    for name, key in _targets(trees, BODY).items():
        if name in trees and _CHART.fullmatch(name):
            shapes = (
                trees[o] for o in _targets(trees, name) if o in trees and _SHAPES.fullmatch(o)
            )
            beside = (words for one in shapes for words in words_of_shapes(one))
            charts[key] = (*words_of_chart(trees[name]), *beside)
    return charts


def _targets(trees: Mapping[str, Element], name: str) -> Mapping[str, str]:
    """The keys of the relationships of a part by what they lead to."""
    folder, _, stem = name.rpartition("/")
    relations = trees.get(f"{folder}/_rels/{stem}.rels")
    return {
        posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", "")))[1:]: (
            relation.get("Id", "")
        )
        for relation in (() if relations is None else relations.iterchildren("*"))
    }


def _misdrawn(trees: Mapping[str, Element]) -> Iterator[MisdrawnLabel]:
    """The labels that none of the bars beside them bears out."""
    for name, tree in trees.items():
        for bar in bars_of(tree) if _CHART.fullmatch(name) else ():
            if not bar.fits:
                values = ", ".join(map(str, bar.values))
                yield MisdrawnLabel(_stem(name), bar.label, f"what is drawn there is {values}")


def _stale(trees: Mapping[str, Element], data: bytes) -> Iterator[MisdrawnLabel]:
    """The cells of workbooks that would draw another chart."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        books = {
            name: _member(package, book)
            for name in filter(_CHART.fullmatch, trees)
            for book in _targets(trees, name)
            if book.endswith(".xlsx") and book in package.namelist()
        }
    for name, book in books.items():
        numbers = numbers_of(book)
        if not numbers:
            yield MisdrawnLabel(f"{_stem(name)}, its workbook", "", "it holds no number to edit")
        for cell, held, drawn in stale_cells(trees[name], numbers) if numbers else ():
            place = f"{_stem(name)}, cell {cell} of its workbook"
            yield MisdrawnLabel(place, held, f"the chart has drawn {drawn}")


def _member(package: zipfile.ZipFile, name: str) -> bytes:
    """A part, empty where it cannot be unpacked."""
    with suppress(DamagedError), foreign():
        return package.read(name)
    return b""


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".xml")


def _children(element: Element) -> Iterator[Element]:
    """The elements that a reader sees; of alternatives, the one that Word takes."""
    for child in element.iterchildren("*"):
        name = name_of(child)
        if name == "AlternateContent":
            choice = next(child.iterchildren("{*}Choice", "{*}Fallback"), None)
            yield from () if choice is None else _children(choice)
        elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(child)):
            yield child


def _is_hidden(run: Element) -> bool:
    """True for words that nobody reads as said: hidden, or struck through."""
    properties = run.find("{*}rPr")
    marks = () if properties is None else properties.iterchildren("*")
    return any(
        name_of(mark) in _UNSAID and not {"0", "false", "off"} & {str(v) for v in mark.values()}
        for mark in marks
    )
