"""A reader of tagged PDF files for tests: the structure tree with the text that was painted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
)

_BLOCKS = frozenset({"H1", "H2", "H3", "P", "Lbl", "LBody", "TH", "TD", "Figure", "TOCI", "Note"})
_INLINES = frozenset({"Span", "Link"})
_BFCHAR = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


@dataclass(frozen=True, slots=True)
class Node:
    """A structure element with its own text; kids are elements or strings."""

    tag: str
    kids: tuple["Node | str", ...]
    lang: str = ""
    alternative: str = ""
    expansion: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The words of this element and of everything below it."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator["Node"]:
        """This element and everything below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()


def reader_of(pdf: bytes) -> PdfReader:
    """Return a strict reader of a PDF file."""
    return PdfReader(BytesIO(pdf), strict=True)


def at(entry: PdfObject, *path: str | int) -> PdfObject:
    """Return what stands below an entry, references resolved."""
    for step in path:
        container = entry.get_object()
        if isinstance(step, str):
            assert isinstance(container, DictionaryObject)
            entry = container[step]
        else:
            assert isinstance(container, ArrayObject)
            entry = container[step]
    found = entry.get_object()
    assert found is not None
    return found


def structure_of(pdf: bytes) -> Node:
    """Return the document element."""
    reader = reader_of(pdf)
    pages = {
        page.indirect_reference.idnum: dict(marked_content(page))
        for page in reader.pages
        if page.indirect_reference
    }
    return _node(at(reader.root_object, "/StructTreeRoot", "/K"), pages)


def spoken(node: Node) -> list[str]:
    """Return what a screen reader says, one line a block; empty cells are left out.

    An entry of a list of contents is told without its page number.
    """
    lines = [
        each.alternative or (without_number(each.text) if each.tag == "TOCI" else each.text)
        for each in node.walk()
        if each.tag in _BLOCKS and (each.alternative or _has_words(each))
    ]
    return [" ".join(line.replace("\u00a0", " ").split(" ")).strip(" ") for line in lines]


def without_number(line: str) -> str:
    """Return an entry of a list of contents without the number of its page."""
    return re.sub(r"(?<=\S)(?<!page) \d+$", "", line)


def marked_content(page: PageObject) -> Iterator[tuple[int | str, str]]:
    """Yield the text of each marked-content sequence, by its number or, for artifacts, name."""
    fonts = {name: unicode_map(font) for name, font in fonts_of(page).items()}
    current: int | str = "unmarked"
    font: dict[int, str] = {}
    texts: dict[int | str, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        match operator:
            case b"BDC" | b"BMC":
                properties = operands[1] if operator == b"BDC" else {}
                current = int(properties["/MCID"]) if "/MCID" in properties else str(operands[0])
            case b"EMC":
                current = "unmarked"
            case b"Tf":
                font = fonts[operands[0]]
            case b"Tj":
                shown = "".join(font[code] for code in operands[0].original_bytes)
                texts[current] = texts.get(current, "") + shown
            case _:
                pass
    yield from texts.items()


def _has_words(node: Node) -> bool:
    return any(isinstance(kid, str) or kid.tag in _INLINES for kid in node.kids)


def fonts_of(page: PageObject) -> dict[str, DictionaryObject]:
    """Return the fonts of a page by their resource name."""
    fonts = at(page, "/Resources", "/Font")
    assert isinstance(fonts, DictionaryObject)
    entries = {name: at(fonts, name) for name in fonts}
    return {name: font for name, font in entries.items() if isinstance(font, DictionaryObject)}


def unicode_map(font: DictionaryObject) -> dict[int, str]:
    """Return the letter of each code of a font, as a viewer copies it."""
    stream = at(font, "/ToUnicode")
    assert isinstance(stream, StreamObject)
    return {
        int(code, 16): bytes.fromhex(point.decode()).decode("utf-16-be")
        for code, point in _BFCHAR.findall(stream.get_data())
    }


def _node(kid: PdfObject, pages: dict[int, dict[int | str, str]]) -> Node:
    element = kid.get_object()
    assert isinstance(element, DictionaryObject)
    kids = element.get("/K", [])
    attributes = [
        (str(key)[1:], str(value).removeprefix("/"))
        for group in element.get("/A", [])
        for key, value in group.items()
        if key != "/O"
    ]
    return Node(
        tag=str(element["/S"])[1:],
        kids=tuple(_kids(kids if isinstance(kids, list) else [kids], pages)),
        lang=str(element.get("/Lang", "")),
        alternative=str(element.get("/Alt", "")),
        expansion=str(element.get("/E", "")),
        attributes=tuple(attributes),
    )


def _kids(kids: list[PdfObject], pages: dict[int, dict[int | str, str]]) -> Iterator[Node | str]:
    for kid in kids:
        entry = kid.get_object()
        assert isinstance(entry, DictionaryObject)
        match entry["/Type"]:
            case "/StructElem":
                yield _node(entry, pages)
            case "/MCR":
                page = entry.raw_get("/Pg")
                assert isinstance(page, IndirectObject)
                yield pages[page.idnum].get(int(entry["/MCID"]), "")
            case "/OBJR":
                pass
