"""What python-docx and its default template carry that a briefing must not."""

from functools import cache
from io import BytesIO
from types import SimpleNamespace
from typing import cast

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.phys_pkg import PhysPkgWriter
from docx.opc.pkgwriter import PackageWriter
from docx.oxml.ns import nsmap
from docx.oxml.parser import OxmlElement
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length

from reportgen.writers.docx.xml import Element

STYLES_WITH_EFFECTS = (
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"  # Word 2010 only
)
RELICS = (
    *(STYLES_WITH_EFFECTS, RT.CUSTOM_XML, RT.EXTENDED_PROPERTIES),
    *(RT.FONT_TABLE, RT.THUMBNAIL, RT.WEB_SETTINGS),
)
CORE_PROPERTY_LIMIT = 255
_XML_PARTS = {  # root, name, content type
    RT.STYLES: ("w:styles", "styles", CT.WML_STYLES),
    RT.NUMBERING: ("w:numbering", "numbering", CT.WML_NUMBERING),
    RT.FONT_TABLE: ("w:fonts", "fontTable", CT.WML_FONT_TABLE),
}


def blank_document() -> Document:
    """Return python-docx's default document without content, styles, lists, settings or relics."""
    return docx.Document(BytesIO(_blank_package()))


@cache
def _blank_package() -> bytes:
    """The default template is read once: its styles alone are 700 kB of XML."""
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
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def members_of(document: Document) -> dict[str, bytes]:
    """Return the members that saving a document would put into its package, by name.

    python-docx compresses what it saves, under the date of the day: to be packed again, it would
    have to be unpacked first.
    """
    package = document.part.package
    members: dict[str, bytes] = {}
    keeper = SimpleNamespace(write=lambda uri, blob: members.__setitem__(uri.membername, blob))
    for part in package.parts:
        part.before_marshal()
    PackageWriter._write_content_types_stream(keeper, package.parts)  # type: ignore[no-untyped-call]
    PackageWriter._write_pkg_rels(keeper, package.rels)  # type: ignore[no-untyped-call]
    PackageWriter._write_parts(cast(PhysPkgWriter, keeper), package.parts)
    return members


def styles_of(document: Document) -> Element:
    """Return the styles of a document."""
    styles: Element = xml_part(document, RT.STYLES).element
    return styles


def numbering_of(document: Document) -> Element:
    """Return the lists of a document."""
    lists: Element = xml_part(document, RT.NUMBERING).element
    return lists


def xml_part(document: Document, relation: str) -> XmlPart:
    """Return a part of the document as XML, made where there is none.

    python-docx makes no numbering part, fills a new styles part, and reads a font table as bytes.
    """
    found = [each for each in document.part.rels.values() if each.reltype == relation]
    part = found[0].target_part if found else None
    if isinstance(part, XmlPart):
        return part
    package = document.part.package
    tag, name, content_type = _XML_PARTS[relation]
    if part is None:
        # Both prefixes are declared: an undeclared one takes a name that others may register.
        root = OxmlElement(tag, nsdecls={key: nsmap[key] for key in ("w", "r")})
        content = cast(BaseOxmlElement, root)
        made = XmlPart(PackURI(f"/word/{name}.xml"), content_type, content, package)
    else:
        made = XmlPart.load(part.partname, content_type, part.blob, package)
        inherit_relations(part, made)
        del document.part.rels[found[0].rId]
    document.part.relate_to(made, relation)
    return made


def inherit_relations(source: Part, target: Part) -> None:
    """Give a part the relations of another one, under the same keys."""
    for key, each in source.rels.items():
        leads_to = each.target_ref if each.is_external else each.target_part
        target.load_rel(each.reltype, leads_to, key, each.is_external)


def inline_picture(number: int, key: str, label: str, width: Length, height: Length) -> CT_Inline:
    """Return a picture in the line whose distance to the text is zero.

    python-docx leaves the distance out; LibreOffice then moves the picture to the right.
    """
    inline = CT_Inline.new_pic_inline(number, key, label, width, height)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    return inline
