"""Reads a Word file again: its body in document order, its running heads, its ledger."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path

from lxml import etree

from reportgen.ledger import Role
from reportgen.proof.charts import bars_of, stale_cells, words_of_chart, words_of_shapes
from reportgen.proof.found import Content, DamagedError, Found, Misdrawn, foreign, unreadable
from reportgen.proof.workbook import numbers_of

_BODY = "word/document.xml"
_LEDGER = "{urn:reportgen:ledger:1}"
_ITEM = re.compile(r"customXml/item\d+\.xml")
_RUNNING = re.compile(r"word/(header|footer)\d*\.xml")
_PROPERTIES = "docProps/core.xml"
_CHART = re.compile(r"word/charts/chart\d+\.xml")
_SHAPES = re.compile(r"word/drawings/drawing\d+\.xml")
_RELATIONS = re.compile(r"word/(charts/)?_rels/[^/]+\.rels")
_NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}
_LARGEST = 128 * 2**20  # bytes of text in all: a file that claims more is a trap

_LEFT_OUT = frozenset(
    {
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"),
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "rt"),
    }
)
_ALTERNATIVE = {"docPr": "descr", "shape": "alt"}
_UNSAID = frozenset({"vanish", "webHidden", "strike", "dstrike"})

_NO_CHARTS: Mapping[str, tuple[str, ...]] = {}
_KEY = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_Element = etree._Element
_Piece = str | Found | None  # words, what stands between them, the end of a text


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Where a reader of a part is; paragraphs outside tables and tables are numbered through."""

    name: str
    role: Role
    paragraphs: Iterator[int]
    tables: Iterator[int]
    charts: Mapping[str, tuple[str, ...]]


def parts_of(
    path: Path, data: bytes, wanted_of: Callable[[list[str]], Iterable[str]]
) -> dict[str, _Element]:
    """Return the parts of a Word file that are wanted, by name, the body among them.

    Raises CheckError when it is no package, has no body, or a part of it is no XML.
    """
    try:
        with foreign():
            package = zipfile.ZipFile(BytesIO(data))
        wanted = [*wanted_of(package.namelist())]
        if sum(package.getinfo(name).file_size for name in wanted) > _LARGEST:
            raise unreadable(path, "unpacks to more than a briefing holds")
        with foreign():
            parts = {name: package.read(name) for name in wanted}
    except DamagedError as error:
        raise unreadable(path, "is damaged: it cannot be opened as a Word file") from error
    trees = {name: _tree(path, name, part) for name, part in parts.items()}
    if _BODY not in trees or _name(trees[_BODY]) != "document":
        remedy = "save it as DOCX, or make it again with `reportgen build`"
        raise unreadable(path, "is no Word file: it has no word/document.xml", remedy)
    return trees


def read_docx(path: Path, data: bytes) -> Content:
    """Return what a Word file holds.

    Raises CheckError when it is no package, has no body, or a part of it is no XML.
    """
    trees = parts_of(path, data, _wanted)
    items = (tree for tree in trees.values() if str(tree.tag).startswith(_LEDGER))
    ledger = next(((tree.text or "").encode() for tree in items), None)
    misdrawn = (*_misdrawn(trees), *_stale(trees, data))
    return Content(tuple(_found(trees)), {}, ledger, misdrawn)


def _wanted(names: Iterable[str]) -> Iterator[str]:
    forms = (_RUNNING, _ITEM, _CHART, _SHAPES, _RELATIONS)
    for name in names:
        if name in {_BODY, _PROPERTIES, *_NOTES} or any(form.fullmatch(name) for form in forms):
            yield name


def _tree(path: Path, name: str, part: bytes) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise unreadable(path, f"{name} in it is no XML (line {error.lineno})") from error
    if b"<!DOCTYPE" in part:
        raise unreadable(path, f"{name} in it declares entities, which Word files never do")
    return tree


def _found(trees: Mapping[str, _Element]) -> Iterator[Found]:
    yield from _texts(trees[_BODY], _place("paragraph", "text", _charts(trees)))
    for name, kind in _NOTES.items():
        if name in trees:
            yield from _texts(trees[name], _place(f"{kind} paragraph", "text"))
    title = trees[_PROPERTIES].findtext("{*}title") if _PROPERTIES in trees else ""
    yield from (Found("the title of the file", "running", words) for words in (title,) if words)
    for name, tree in trees.items():
        if running := _RUNNING.fullmatch(name):
            yield from _texts(tree, _place(f"{running[1]} paragraph", "running"))


def _charts(trees: Mapping[str, _Element]) -> Mapping[str, tuple[str, ...]]:
    """The words of each chart by the relationship of the body that leads to it."""
    charts: dict[str, tuple[str, ...]] = {}
    for key, name in _related(trees, _BODY):
        if _CHART.fullmatch(name):
            shapes = [
                trees[other] for _, other in _related(trees, name) if _SHAPES.fullmatch(other)
            ]
            beside = (words for one in shapes for words in words_of_shapes(one))
            charts[key] = (*words_of_chart(trees[name]), *beside)
    return charts


def _related(trees: Mapping[str, _Element], name: str) -> Iterator[tuple[str, str]]:
    """The parts that a part leads to, each with the key of its relationship."""
    return ((key, target) for target, key in _targets(trees, name).items() if target in trees)


def _targets(trees: Mapping[str, _Element], name: str) -> Mapping[str, str]:
    """The keys of the relationships of a part by what they lead to."""
    folder, _, stem = name.rpartition("/")
    relations = trees.get(f"{folder}/_rels/{stem}.rels")
    return {
        posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", "")))[1:]: (
            relation.get("Id", "")
        )
        for relation in (() if relations is None else relations.iterchildren("*"))
    }


def _misdrawn(trees: Mapping[str, _Element]) -> Iterator[Misdrawn]:
    """The labels that none of the bars beside them bears out."""
    for name, tree in trees.items():
        for bar in bars_of(tree) if _CHART.fullmatch(name) else ():
            if not bar.fits:
                values = ", ".join(map(str, bar.values))
                yield Misdrawn(_stem(name), bar.label, f"what is drawn there is {values}")


def _stale(trees: Mapping[str, _Element], data: bytes) -> Iterator[Misdrawn]:
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
            yield Misdrawn(f"{_stem(name)}, its workbook", "", "it holds no number to edit")
        for cell, held, drawn in stale_cells(trees[name], numbers) if numbers else ():
            place = f"{_stem(name)}, cell {cell} of its workbook"
            yield Misdrawn(place, held, f"the chart has drawn {drawn}")


def _member(package: zipfile.ZipFile, name: str) -> bytes:
    """A part, empty where it cannot be unpacked."""
    with suppress(DamagedError), foreign():
        return package.read(name)
    return b""


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".xml")


def _place(name: str, role: Role, charts: Mapping[str, tuple[str, ...]] = _NO_CHARTS) -> _Place:
    return _Place(name, role, count(1), count(1), charts)


def _texts(block: _Element, place: _Place, within: str = "") -> Iterator[Found]:
    """What is in the paragraphs and tables of a block, through whatever is wrapped around them."""
    for child in _children(block):
        match _name(child):
            case "p":
                where = within or f"{place.name} {next(place.paragraphs)}"
                yield from _paragraph(child, place, where)
            case "tbl":
                yield from _table(child, place)
            case _:
                yield from _texts(child, place, within)


def _table(table: _Element, place: _Place) -> Iterator[Found]:
    number = next(place.tables)
    for row, cells in enumerate(_below(table, "tr"), 1):
        for cell, content in enumerate(_below(cells, "tc"), 1):
            yield from _texts(content, place, f"table {number}, row {row}, cell {cell}")


def _below(element: _Element, name: str) -> Iterator[_Element]:
    """The nearest elements of a name, through content controls and marks of revision."""
    for child in _children(element):
        if _name(child) == name:
            yield child
        else:
            yield from _below(child, name)


def _paragraph(paragraph: _Element, place: _Place, where: str) -> Iterator[Found]:
    words = ""
    for piece in (*_pieces(paragraph, place, where), None):
        if isinstance(piece, str):
            words += piece
            continue
        if words.strip():
            yield Found(where, place.role, words.strip())
        words = ""
        if piece is not None:
            yield piece


def _pieces(element: _Element, place: _Place, where: str) -> Iterator[_Piece]:
    for child in _children(element):
        match _name(child):
            case "t":
                yield child.text or ""
            case "tab" | "ptab":
                yield None
            case "br" | "cr":
                yield " "
            case "noBreakHyphen":
                yield "\u2011"
            case "chart":
                words = place.charts.get(child.get(_KEY, ""), ())
                yield from (Found(f"{where}, figure", "label", word) for word in words)
            case "txbxContent":
                yield from _texts(child, place, f"{where}, text box")
            case "textpath":
                yield Found(f"{where}, WordArt", place.role, child.get("string", ""))
            case name:
                said = child.get(_ALTERNATIVE[name]) if name in _ALTERNATIVE else None
                if said:
                    role: Role = "running" if place.role == "running" else "alternative"
                    yield Found(f"{where}, figure", role, said)
                yield from _pieces(child, place, where)


def _children(element: _Element) -> Iterator[_Element]:
    """The elements that a reader sees; of alternatives, the one that Word takes."""
    for child in element.iterchildren("*"):
        name = _name(child)
        if name == "AlternateContent":
            choice = next(child.iterchildren("{*}Choice", "{*}Fallback"), None)
            yield from () if choice is None else _children(choice)
        elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(child)):
            yield child


def _is_hidden(run: _Element) -> bool:
    """True for words that nobody reads as said: hidden, or struck through."""
    properties = run.find("{*}rPr")
    marks = () if properties is None else properties.iterchildren("*")
    return any(
        _name(mark) in _UNSAID and not {"0", "false", "off"} & {str(v) for v in mark.values()}
        for mark in marks
    )


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
