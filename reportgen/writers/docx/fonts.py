"""The font table: the theme's families, their fallback and, where the theme says so, their files.

An embedded font is hidden as the format demands.
"""

from uuid import UUID

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

from reportgen.theme import Theme, ThemeFile, Weight
from reportgen.writers.docx.styles import font_family
from reportgen.writers.docx.upstream import xml_part
from reportgen.writers.docx.xml import Element, w

OBFUSCATED_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
HIDDEN_BYTES = 32
_SLOTS: dict[Weight, str] = {
    "regular": "embedRegular",
    "bold": "embedBold",
    "italic": "embedItalic",
    "semibold": "embedRegular",
}
_FACES: tuple[tuple[Weight, ...], ...] = (("regular", "bold", "italic"), ("semibold",))


def add_font_table(document: Document, theme: Theme) -> None:
    """Give the document the theme's fonts and, where a program cannot use them, their fallback."""
    table = xml_part(document, RT.FONT_TABLE, "fontTable", CT.WML_FONT_TABLE)
    known = {font.get(qn("w:name")) for font in table.element}
    for weights in _FACES:
        if font_family(theme, weights[0]) not in known:
            table.element.append(_font(table, theme, weights))


def obfuscated(font: bytes, key: UUID) -> bytes:
    """Return a font whose first 32 bytes are combined with `key` (ISO/IEC 29500-4, 14.2.1).

    Applied twice, the font itself.
    """
    mask = key.bytes[::-1] * 2
    head = bytes(byte ^ cover for byte, cover in zip(font, mask, strict=False))
    return head + font[HIDDEN_BYTES:]


def _font(table: XmlPart, theme: Theme, weights: tuple[Weight, ...]) -> Element:
    travelling = weights if theme.word.fonts == "embedded" else ()
    embedded = (_embedded(table, theme.fonts.file(weight), weight) for weight in travelling)
    return w(
        "font",
        w("altName", val=theme.fonts.fallback),
        w("charset", val="00"),
        w("family", val="swiss"),
        w("pitch", val="variable"),
        *embedded,
        name=font_family(theme, weights[0]),
    )


def _embedded(table: XmlPart, file: ThemeFile, weight: Weight) -> Element:
    key = UUID(hex=file.sha256[:32])
    name = PackURI(f"/word/fonts/{weight}.odttf")
    part = Part(name, OBFUSCATED_FONT, obfuscated(file.data, key), table.package)
    element = w(_SLOTS[weight], fontKey=f"{{{str(key).upper()}}}")
    element.set(qn("r:id"), table.relate_to(part, FONT_RELATION))
    return element
