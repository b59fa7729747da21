"""The package around the text: settings, fonts, properties, ledger, a ZIP file without a clock."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from uuid import UUID
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn

from reportgen.briefing import Briefing, Locale, plain
from reportgen.l10n import LANGUAGES
from reportgen.l10n.numbers import decimal_sign
from reportgen.ledger import NAMESPACE
from reportgen.theme import Theme, Weight
from reportgen.writers.docx.letterhead import BaseDocument
from reportgen.writers.docx.letterhead_styles import add_settings, add_styles
from reportgen.writers.docx.styles import font_family
from reportgen.writers.docx.upstream import CORE_PROPERTY_LIMIT, members_of, xml_part
from reportgen.writers.docx.xml import Element, checked, w

WORD_2013 = "15"  # the newest compatibility mode that Word knows
_FIRST = ("[Content_Types].xml", "_rels/.rels")
_TIGHTEST = 9
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>reportgen</Application></Properties>'
)
_ITEM = "{2B1A6F0E-52C4-4E0B-9D2C-6C6564676572}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PROPERTIES = (
    f"{_DECLARATION}"
    f'<ds:datastoreItem ds:itemID="{_ITEM}"'
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
OBFUSCATED_FONT = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FONT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
HIDDEN_BYTES = 32
# A family has three faces; the semibold weight is a family of its own.
_FAMILIES: tuple[dict[Weight, str], ...] = (
    {"regular": "embedRegular", "bold": "embedBold", "italic": "embedItalic"},
    {"semibold": "embedRegular"},
)


class LedgerPart(Part):
    """A custom XML part of one element, which holds the ledger once it is known."""

    ledger = b""

    @property
    def blob(self) -> bytes:
        """The part as it stands in the package."""
        words = escape(self.ledger.decode())
        return f'{_DECLARATION}<ledger xmlns="{NAMESPACE}">{words}</ledger>'.encode()


def prepared(briefing: Briefing, theme: Theme, base: BaseDocument) -> LedgerPart:
    """Give the base document the briefing's properties and the theme's styles.

    Returns the part that waits for the ledger.
    """
    document = base.document
    language = LANGUAGES[briefing.parts[0].locale].tag
    add_styles(base, theme, language)
    add_settings(document, _settings(briefing.parts[0].locale, theme))
    _add_font_table(document, theme)
    ledger = _add_ledger_part(document)
    _describe(document, briefing, language)
    return ledger


def reproducible(document: Document) -> bytes:
    """Return the package with a fixed order and date of its members."""
    packed = BytesIO()
    members = members_of(document)
    with ZipFile(packed, "w") as target:
        for name in sorted(members, key=lambda name: (name not in _FIRST, name)):
            member = ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o644 << 16
            target.writestr(member, members[name], compresslevel=_TIGHTEST)
    return packed.getvalue()


def _settings(locale: Locale, theme: Theme) -> Iterator[Element]:
    yield w("zoom", percent=100)
    if theme.word.fonts == "embedded":
        yield w("embedTrueTypeFonts")
    yield w("defaultTabStop", val=709)
    yield w("characterSpacingControl", val="doNotCompress")
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=WORD_2013,
    )
    yield w("compat", mode)
    yield w("themeFontLang", val=LANGUAGES[locale].tag)
    yield w("decimalSymbol", val=decimal_sign(locale))
    yield w("listSeparator", val=LANGUAGES[locale].list_separator)


def _describe(document: Document, briefing: Briefing, language: str) -> None:
    masthead = briefing.parts[0].masthead
    released = datetime.fromisoformat(briefing.released)
    core = document.core_properties
    core.title = _property(briefing.title)
    core.subject = _property(masthead.subtitle)
    core.comments = _property(plain(masthead.title))
    core.author = core.last_modified_by = _property(masthead.publisher)
    core.keywords = _property(", ".join(briefing.keywords))
    core.language = language
    core.created = core.modified = released
    core.revision = 1
    package = document.part.package
    application = Part(PackURI("/docProps/app.xml"), CT.OFC_EXTENDED_PROPERTIES, _APPLICATION)
    package.relate_to(application, RT.EXTENDED_PROPERTIES)


def _property(text: str) -> str:
    return checked(text)[:CORE_PROPERTY_LIMIT]


def _add_ledger_part(document: Document) -> LedgerPart:
    """Add the part that will hold the ledger to a document and return it."""
    item = LedgerPart(PackURI("/customXml/item1.xml"), CT.XML)
    properties = PackURI("/customXml/itemProps1.xml")
    item.relate_to(
        Part(properties, CT.OFC_CUSTOM_XML_PROPERTIES, _PROPERTIES.encode()), RT.CUSTOM_XML_PROPS
    )
    document.part.relate_to(item, RT.CUSTOM_XML)
    return item


def _add_font_table(document: Document, theme: Theme) -> None:
    """Give the document the theme's fonts and, where a program cannot use them, their fallback."""
    table = xml_part(document, RT.FONT_TABLE)
    known = {font.get(qn("w:name")) for font in table.element}
    for slots in _FAMILIES:
        name = font_family(theme, next(iter(slots)))
        if name not in known:
            table.element.append(_font(table, theme, name, slots))


def obfuscated(font: bytes, key: UUID) -> bytes:
    """Return a font whose first 32 bytes are combined with `key` (ISO/IEC 29500-4, 14.2.1).

    Applied twice, the font itself.
    """
    mask = key.bytes[::-1] * 2
    head = bytes(byte ^ cover for byte, cover in zip(font, mask, strict=False))
    return head + font[HIDDEN_BYTES:]


def _font(table: XmlPart, theme: Theme, name: str, slots: Mapping[Weight, str]) -> Element:
    """A font of the table; where the theme says so, its files travel, each hidden by its key."""
    font = w(
        "font",
        w("altName", val=theme.fonts.fallback),
        w("charset", val="00"),
        w("family", val="swiss"),
        w("pitch", val="variable"),
        name=name,
    )
    for weight, slot in slots.items() if theme.word.fonts == "embedded" else ():
        file = theme.fonts.file(weight)
        key, place = UUID(hex=file.sha256[:32]), PackURI(f"/word/fonts/{weight}.odttf")
        part = Part(place, OBFUSCATED_FONT, obfuscated(file.data, key), table.package)
        element = w(slot, fontKey=f"{{{str(key).upper()}}}")
        element.set(qn("r:id"), table.relate_to(part, FONT_RELATION))
        font.append(element)
    return font
