"""Puts a changed text into a finished file itself: into the XML of Word, the glyphs of a PDF."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    StreamObject,
)

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_BODY = "word/document.xml"
_CHARACTER = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


def texts_of_docx(data: bytes) -> list[str]:
    """Return the text of every run, in order."""
    with ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read(_BODY))
    return [node.text or "" for node in root.iter(_TEXT)]


def into_docx(data: bytes, number: int, text: str) -> bytes:
    """Return the file with another text in one of its runs."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = source.read(name)
            if name == _BODY:
                root = etree.fromstring(member)
                list(root.iter(_TEXT))[number].text = text
                member = etree.tostring(root)
            target.writestr(name, member)
    return packed.getvalue()


def texts_of_pdf(data: bytes) -> list[tuple[int, int, str]]:
    """Return page, number of the operation and text of everything that is shown."""
    reader = PdfReader(BytesIO(data))
    found = []
    for page, sheet in enumerate(reader.pages):
        font: dict[int, str] = {}
        operations = ContentStream(sheet.get_contents(), reader).operations
        for number, (operands, operator) in enumerate(operations):
            if operator == b"Tf":
                font = _glyphs(sheet, str(operands[0]))
            elif operator == b"Tj":
                codes = operands[0].original_bytes
                found.append((page, number, "".join(font[code] for code in codes)))
    return found


def into_pdf(data: bytes, page: int, number: int, text: str) -> bytes | None:
    """Return the file with another text shown there, None where its font lacks a glyph."""
    writer = PdfWriter(clone_from=BytesIO(data))
    sheet = writer.pages[page]
    content = ContentStream(sheet.get_contents(), writer)
    font: dict[int, str] = {}
    for operands, operator in content.operations[:number]:
        if operator == b"Tf":
            font = _glyphs(sheet, str(operands[0]))
    codes = {sign: code for code, sign in font.items()}
    if not all(sign in codes for sign in text):
        return None
    shown = ByteStringObject(bytes(codes[sign] for sign in text))
    operations = list(content.operations)
    operations[number] = (ArrayObject([shown]), b"Tj")
    content.operations = operations
    sheet[NameObject("/Contents")] = writer._add_object(content)
    packed = BytesIO()
    writer.write(packed)
    return packed.getvalue()


def _glyphs(sheet: DictionaryObject, name: str) -> dict[int, str]:
    resources = sheet["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    font = fonts[name].get_object()
    assert isinstance(font, DictionaryObject)
    stream = font["/ToUnicode"].get_object()
    assert isinstance(stream, StreamObject)
    return {
        int(code, 16): bytes.fromhex(point.decode()).decode("utf-16-be")
        for code, point in _CHARACTER.findall(stream.get_data())
    }
