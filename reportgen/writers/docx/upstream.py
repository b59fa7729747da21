"""What python-docx and its default template carry that a briefing must not."""

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.shape import CT_Inline
from docx.shared import Length

STYLES_WITH_EFFECTS = (
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"  # Word 2010 only
)
RELICS = frozenset(
    {
        STYLES_WITH_EFFECTS,
        RT.CUSTOM_XML,
        RT.EXTENDED_PROPERTIES,
        RT.FONT_TABLE,
        RT.THUMBNAIL,
        RT.WEB_SETTINGS,
    }
)
CORE_PROPERTY_LIMIT = 255


def blank_document() -> Document:
    """Return python-docx's default document without content, styles, lists, settings or relics."""
    document = docx.Document()
    part = document.part
    for relationships in (part.package.rels, part.rels):
        for key, relationship in list(relationships.items()):
            if relationship.reltype in RELICS:
                del relationships[key]
    for element in (
        document.element.body,
        part.styles.element,
        part.numbering_part.element,
        document.settings.element,
    ):
        for child in list(element):
            element.remove(child)
    return document


def inline_picture(number: int, key: str, label: str, width: Length, height: Length) -> CT_Inline:
    """Return a picture in the line whose distance to the text is zero.

    python-docx leaves the distance out; LibreOffice then moves the picture to the right.
    """
    inline = CT_Inline.new_pic_inline(number, key, label, width, height)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    return inline
