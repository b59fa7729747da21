"""The ledger as a custom XML part: it stays with the file when Word or LibreOffice saves it."""

from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

NAMESPACE = "urn:reportgen:ledger:1"
_ITEM = "{2B1A6F0E-52C4-4E0B-9D2C-6C6564676572}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PROPERTIES = (
    f"{_DECLARATION}"
    f'<ds:datastoreItem ds:itemID="{_ITEM}"'
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)


class LedgerPart(Part):
    """A custom XML part of one element, which holds the ledger once it is known."""

    ledger = b""

    @property
    def blob(self) -> bytes:
        """The part as it stands in the package."""
        words = escape(self.ledger.decode())
        return f'{_DECLARATION}<ledger xmlns="{NAMESPACE}">{words}</ledger>'.encode()


def add_ledger_part(document: Document) -> LedgerPart:
    """Add the part that will hold the ledger to a document and return it."""
    item = LedgerPart(PackURI("/customXml/item1.xml"), CT.XML)
    properties = PackURI("/customXml/itemProps1.xml")
    item.relate_to(
        Part(properties, CT.OFC_CUSTOM_XML_PROPERTIES, _PROPERTIES.encode()), RT.CUSTOM_XML_PROPS
    )
    document.part.relate_to(item, RT.CUSTOM_XML)
    return item
