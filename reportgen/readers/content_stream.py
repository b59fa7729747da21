"""The words that a page of a PDF file paints, each with the marked content that it stands in."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from pypdf import PageObject
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from reportgen.readers.finished import DamagedError, foreign
from reportgen.readers.pdf_objects import entry_of, whole_number

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
_OPERANDS = {  # how many those operators have that are read here
    **dict.fromkeys((b"BMC", b"Tf", b"TL", b"Tj", b"TJ", b"'", b"Do"), 1),
    **dict.fromkeys((b"BDC", b"Td", b"TD"), 2),
    b'"': 3,
    b"Tm": 6,
}


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
    with foreign():
        contents = page.get_contents()
    if contents is not None:
        drawn = _Page(page, number, count(1), count(1), fonts)
        yield from _painted(contents, entry_of(page, "/Resources"), drawn, 0, (None, False))


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
    for operands, operator in _operations(stream, drawn):
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
                line = _number(operands[5])
            case b"Td" | b"TD":
                leading = -_number(operands[1]) if operator == b"TD" else leading
                line += _number(operands[1])
            case b"TL":
                leading = _number(operands[0])
            case b"T*":
                line -= leading
            case b"Tj" | b"TJ" | b"'" | b'"':
                line -= leading if operator in (b"'", b'"') else 0
                text = _text(operands[-1], _decode(font, drawn.fonts))
                yield PaintedText(text, *marks[-1], drawn.number, run, line, font)
            case b"Do":
                yield from _form(operands[0], resources, drawn, marks[-1])


def _operations(stream: StreamObject, drawn: _Page) -> list[tuple[list[PdfObject], bytes]]:
    with foreign():
        operations = ContentStream(stream, drawn.page.pdf).operations
    if any(len(operands) < _OPERANDS.get(operator, 0) for operands, operator in operations):
        raise DamagedError("an operator lacks its operands")
    return operations


def _form(
    name: PdfObject,
    resources: DictionaryObject,
    drawn: _Page,
    around: tuple[MarkedContent | None, bool],
) -> Iterator[PaintedText]:
    """What a drawing that a page places paints; its marks are numbered in it."""
    form = _resource(resources, "/XObject", name)
    if form is None or form.get("/Subtype") != "/Form" or not isinstance(form, StreamObject):
        return
    if next(drawn.forms) > _MOST_FORMS:
        raise DamagedError("drawings without end")
    own = entry_of(form, "/Resources") or resources
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
    if isinstance(properties, NameObject):
        properties = _resource(resources, "/Properties", properties)
    mark, artifact = around
    if str(operands[0]) == "/Artifact":
        return None, True
    if isinstance(properties, DictionaryObject) and "/MCID" in properties:
        return MarkedContent(owner, whole_number(properties["/MCID"])), False
    return mark, artifact


def _resource(resources: DictionaryObject, kind: str, name: PdfObject) -> DictionaryObject | None:
    if not isinstance(name, NameObject):
        raise DamagedError("a resource has no name")
    return entry_of(entry_of(resources, kind), name) or None


def _number(operand: PdfObject) -> float:
    if not isinstance(operand, NumberObject | FloatObject):
        raise DamagedError("an operand is no number")
    return float(operand)


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
    if isinstance(stream := entry_of(font, "/ToUnicode"), StreamObject):
        with foreign():
            cmap = stream.get_data()
        characters.update(_unicode_map(cmap))
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
                    step = ord(last[-1]) + code - codes[0]
                    yield code, last[:-1] + chr(min(step, sys.maxunicode))


def _characters(digits: bytes) -> str:
    joined = b"".join(digits.split()).decode()
    even = joined + "0" * (len(joined) % 2)  # so the format reads a digit that lacks
    return bytes.fromhex(even).decode("utf-16-be", "replace")
