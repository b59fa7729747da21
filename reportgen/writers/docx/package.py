"""The package around the text: settings, fonts, properties, and a ZIP file without a clock."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from reportgen.briefing import Briefing, Locale, plain
from reportgen.l10n import LANGUAGES
from reportgen.l10n.numbers import decimal_sign
from reportgen.theme import Theme
from reportgen.writers.docx.base import Base
from reportgen.writers.docx.custom import LedgerPart, add_ledger_part
from reportgen.writers.docx.fonts import add_font_table
from reportgen.writers.docx.merge import add_settings, add_styles
from reportgen.writers.docx.upstream import CORE_PROPERTY_LIMIT, members_of
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


def prepared(briefing: Briefing, theme: Theme, base: Base) -> LedgerPart:
    """Give the base document the briefing's properties and the theme's styles.

    Returns the part that waits for the ledger.
    """
    document = base.document
    language = LANGUAGES[briefing.parts[0].locale].tag
    add_styles(base, theme, language)
    add_settings(document, _settings(briefing.parts[0].locale, theme))
    add_font_table(document, theme)
    ledger = add_ledger_part(document)
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
