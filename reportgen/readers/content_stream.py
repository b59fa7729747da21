"""The words that a page of a PDF file paints, each with the marked content that it stands in."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from pypdf import PageObject
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

Decode = Callable[[bytes], str]

_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]+)\s*>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])",
    re.DOTALL,
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_UNKNOWN = "\ufffd"
_WORD_GAP = -200  # thousandths of the font size: a wider step between two strings is a space
_MOST_FORMS = 2000  # drawings of one page: a file in which each holds two others has no end


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content sequence: the stream it is numbered in (0 is the page), its number."""

    stream: int
    number: int


@dataclass(frozen=True, slots=True)
class PaintedText:
    """What one operator paints: on which line, in which text object, for which mark, in what font.

    An artifact is no content of the document: a running head, the number of a page.
    """

    text: str
    mark: MarkedContent | None
    artifact: bool
    page: int
    run: int
    line: float
    font: DictionaryObject | None = field(compare=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Page:
    """A page while its streams are read; a form may be drawn in it any number of times."""

    page: PageObject
    number: int
    runs: Iterator[int]
    forms: Iterator[int]
    fonts: dict[int, Decode]


def painted_on(page: PageObject, number: int, fonts: dict[int, Decode]) -> Iterator[PaintedText]:
    """Yield what a page paints, in painting order.

    `fonts` keeps the fonts that were read, for the pages that follow.
    """
    contents = page.get_contents()
    if contents is not None:
        drawn = _Page(page, number, count(1), count(1), fonts)
        resources = page.get("/Resources", DictionaryObject()).get_object()
        yield from _painted(contents, resources, drawn, 0, (None, False))


def _painted(
    stream: StreamObject,
    resources: DictionaryObject,
    drawn: _Page,
    owner: int,
    around: tuple[MarkedContent | None, bool],
) -> Iterator[PaintedText]:
    marks, saved = [around], []
    font: DictionaryObject | None = None
    line, leading, run = 0.0, 0.0, next(drawn.runs)
    for operands, operator in ContentStream(stream, drawn.page.pdf).operations:
        match operator:
            case b"BDC" | b"BMC":
                marks.append(_marked(operands, resources, owner, marks[-1]))
            case b"EMC" if len(marks) > 1:
                marks.pop()
            case b"q":
                saved.append(font)
            case b"Q" if saved:
                font = saved.pop()
            case b"Tf":
                font = _resource(resources, "/Font", operands[0])
            case b"BT":
                line, run = 0.0, next(drawn.runs)
            case b"Tm":
                line = float(operands[5])
            case b"Td" | b"TD":
                leading = -float(operands[1]) if operator == b"TD" else leading
                line += float(operands[1])
            case b"TL":
                leading = float(operands[0])
            case b"T*":
                line -= leading
            case b"Tj" | b"TJ" | b"'" | b'"':
                line -= leading if operator in (b"'", b'"') else 0
                text = _text(operands[-1], _decode(font, drawn.fonts))
                yield PaintedText(text, *marks[-1], drawn.number, run, line, font)
            case b"Do":
                yield from _form(operands[0], resources, drawn, marks[-1])


def _form(
    name: str, resources: DictionaryObject, drawn: _Page, around: tuple[MarkedContent | None, bool]
) -> Iterator[PaintedText]:
    """What a drawing that a page places paints; its marks are numbered in it."""
    form = _resource(resources, "/XObject", name)
    if form is None or form.get("/Subtype") != "/Form" or not isinstance(form, StreamObject):
        return
    if next(drawn.forms) > _MOST_FORMS:
        raise ValueError("drawings without end")
    own = form.get("/Resources", resources).get_object()
    reference = getattr(form, "indirect_reference", None)
    yield from _painted(form, own, drawn, reference.idnum if reference else 0, around)


def _marked(
    operands: Sequence[PdfObject],
    resources: DictionaryObject,
    owner: int,
    around: tuple[MarkedContent | None, bool],
) -> tuple[MarkedContent | None, bool]:
    """The mark inside a sequence that begins; one without a number belongs to that around it."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, str):
        properties = _resource(resources, "/Properties", properties)
    mark, artifact = around
    if str(operands[0]) == "/Artifact":
        return None, True
    if isinstance(properties, Mapping) and "/MCID" in properties:
        return MarkedContent(owner, int(properties["/MCID"])), False
    return mark, artifact


def _resource(resources: DictionaryObject, kind: str, name: str) -> DictionaryObject | None:
    found = resources.get(kind, DictionaryObject()).get_object().get(name)
    resource = None if found is None else found.get_object()
    return resource if isinstance(resource, DictionaryObject) else None


def _text(operand: PdfObject, decode: Decode) -> str:
    """The characters of a string, or of strings with the steps between them."""
    text = ""
    for piece in operand if isinstance(operand, ArrayObject) else [operand]:
        if isinstance(piece, TextStringObject | ByteStringObject):
            text += decode(piece.original_bytes)
        elif isinstance(piece, NumberObject | FloatObject) and piece < _WORD_GAP:
            text += " "
    return text


def _decode(font: DictionaryObject | None, known: dict[int, Decode]) -> Decode:
    if font is None:
        return lambda codes: _UNKNOWN * len(codes)
    reference = getattr(font, "indirect_reference", None)
    if reference is None:
        return _decoder(font)
    if reference.idnum not in known:
        known[reference.idnum] = _decoder(font)
    return known[reference.idnum]


def _decoder(font: DictionaryObject) -> Decode:
    """What the codes of a font mean: as it says itself, else as its encoding does."""
    wide = font.get("/Subtype") == "/Type0"
    mac = font.get("/Encoding") == "/MacRomanEncoding"
    page = "mac_roman" if mac else "cp1252"
    plain = ((code, bytes([code]).decode(page, "replace")) for code in range(256))
    characters = {} if wide else dict(plain)
    stream = font.get("/ToUnicode")
    if stream is not None and isinstance(stream.get_object(), StreamObject):
        characters.update(_unicode_map(stream.get_object().get_data()))
    width = 2 if wide else 1

    def decoded(codes: bytes) -> str:
        numbers = (int.from_bytes(codes[at : at + width]) for at in range(0, len(codes), width))
        return "".join(characters.get(number, _UNKNOWN) for number in numbers)

    return decoded


def _unicode_map(cmap: bytes) -> Iterator[tuple[int, str]]:
    for section in _CHARS.findall(cmap):
        for code, character in _PAIR.findall(section):
            yield int(code, 16), _characters(character)
    for section in _RANGES.findall(cmap):
        for low, high, first, each in _RANGE.findall(section):
            codes = range(int(low, 16), min(int(high, 16), 0xFFFF) + 1)
            if each:
                yield from zip(codes, map(_characters, _HEX.findall(each)), strict=False)
            elif last := _characters(first):
                for code in codes:
                    yield code, last[:-1] + chr(ord(last[-1]) + code - codes[0])


def _characters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")
