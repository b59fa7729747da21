"""What a file says about itself: XMP, colour profile, dates, attached files."""

import re
import struct
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import md5
from html import escape
from operator import itemgetter
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDate,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFText,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from reportgen.briefing import Attachment, Briefing
from reportgen.errors import DataError, Problem
from reportgen.writers.pdf.upstream import document_of, extend_catalog, stamp

_CREATOR = "reportgen"
_D50 = (0.9642, 1.0, 0.8249)
_SRGB_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_CURVE_STEPS = 1024

_XMP = """<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x='adobe:ns:meta/'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
<rdf:Description rdf:about=''
 xmlns:dc='http://purl.org/dc/elements/1.1/'
 xmlns:xmp='http://ns.adobe.com/xap/1.0/'
 xmlns:pdf='http://ns.adobe.com/pdf/1.3/'
 xmlns:pdfaid='http://www.aiim.org/pdfa/ns/id/'
 xmlns:pdfuaid='http://www.aiim.org/pdfua/ns/id/'>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang='x-default'>{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
</rdf:Description>
<rdf:Description rdf:about=''
 xmlns:pdfaExtension='http://www.aiim.org/pdfa/ns/extension/'
 xmlns:pdfaSchema='http://www.aiim.org/pdfa/ns/schema#'
 xmlns:pdfaProperty='http://www.aiim.org/pdfa/ns/property#'>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType='Resource'>
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType='Resource'>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end='w'?>"""


def describe(canvas: Canvas, briefing: Briefing, ledger: Attachment) -> None:
    """Write title, author, dates, XMP, output intent and attachments into the document."""
    document = document_of(canvas)
    canvas.setTitle(briefing.title)
    canvas.setAuthor(briefing.parts[0].masthead.publisher)
    canvas.setSubject(briefing.parts[0].masthead.subtitle)
    canvas.setKeywords(", ".join(briefing.keywords))
    canvas.setCreator(_CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    stamp(canvas, moment_of(briefing.released))
    xmp = _xmp(document, briefing).encode("utf-8")
    entries: dict[str, PDFObject] = {
        "MarkInfo": PDFDictionary({"Marked": "true"}),
        "Metadata": XMP(creator=lambda _document: xmp),
        "OutputIntents": PDFArray([_output_intent()]),
    }
    files = [(file.name, _file(document, file)) for file in (*briefing.attachments, ledger)]
    names = [
        item for name, spec in sorted(files, key=itemgetter(0)) for item in (PDFString(name), spec)
    ]
    embedded = PDFDictionary({"Names": PDFArray(names)})
    entries["Names"] = PDFDictionary({"EmbeddedFiles": embedded})
    entries["AF"] = PDFArray([spec for _, spec in files])
    extend_catalog(canvas, entries)


def moment_of(released: str) -> tuple[int, int, int, int, int, int]:
    """Return the first moment of an ISO date of any precision ("2025", "2025-10", "2025-10-20").

    Raises DataError for anything else.
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?", released)
    if not found:
        raise DataError(
            Problem("released", f'"{released}" is not an ISO date', "write it as 2025-10-20")
        )
    year, month, day = (int(part or 1) for part in found.groups())
    return year, month, day, 0, 0, 0


@cache
def srgb_profile() -> bytes:
    """Return an ICC v2 display profile built from the published numbers of sRGB."""
    levels = (round(_linear(step / (_CURVE_STEPS - 1)) * 65535) for step in range(_CURVE_STEPS))
    curve = struct.pack(f">4s4xI{_CURVE_STEPS}H", b"curv", _CURVE_STEPS, *levels)
    tags = {
        b"desc": struct.pack(">4s4xI5s78x", b"desc", 5, b"sRGB\0"),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _xyz(_D50),
        **{name: _xyz(primary) for name, primary in _SRGB_PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = _tag_table(tags)
    size = 128 + len(table) + len(body)
    head = struct.pack(
        ">I4xI4s4s4s6H4s36x3i",
        *(size, 0x02100000, b"mntr", b"RGB ", b"XYZ "),
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        *(round(value * 65536) for value in _D50),
    )
    return head.ljust(128, b"\0") + table + body


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(value * 65536) for value in values))


def _tag_table(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    start = 128 + 4 + 12 * len(tags)
    body = b""
    offsets: dict[bytes, int] = {}
    table = struct.pack(">I", len(tags))
    for name, data in tags.items():
        if data not in offsets:
            offsets[data] = start + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, offsets[data], len(data))
    return table, body


def _output_intent() -> PDFDictionary:
    profile = _compressed({"N": 3}, srgb_profile())
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "DestOutputProfile": profile,
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
        }
    )


def _file(document: PDFDocument, file: Attachment) -> PDFObjectReference:
    document.updateSignature(file.data)
    checksum = md5(file.data, usedforsecurity=False).digest()
    entry = {
        "Type": PDFName("EmbeddedFile"),
        # PDFName would escape the number sign that stands for the slash.
        "Subtype": "/" + file.media_type.replace("/", "#2F"),
        "Params": PDFDictionary(
            {
                "Size": len(file.data),
                "ModDate": PDFDate(ts=document._timeStamp),
                "CheckSum": PDFText(checksum, enc="raw"),
            }
        ),
    }
    stream = document.Reference(_compressed(entry, file.data))
    specification = {
        "Type": PDFName("Filespec"),
        "F": PDFString(file.name),
        "UF": PDFString(file.name),
        "Desc": PDFString(file.description),
        "AFRelationship": PDFName(file.relationship),
        "EF": PDFDictionary({"F": stream, "UF": stream}),
    }
    reference: PDFObjectReference = document.Reference(PDFDictionary(specification))
    return reference


def _compressed(entry: Mapping[str, Any], data: bytes) -> PDFStream:
    filtered = {**entry, "Filter": PDFArray([PDFName(PDFZCompress.pdfname)])}
    return PDFStream(PDFDictionary(filtered), _deflated(data))


@lru_cache(maxsize=16)
def _deflated(data: bytes) -> bytes:
    """The inputs travel in every file of a build: they are compressed once."""
    deflated: bytes = PDFZCompress.encode(data)
    return deflated


def _xmp(document: PDFDocument, briefing: Briefing) -> str:
    year, month, day, *_ = moment_of(briefing.released)
    info = document.info
    languages = "".join(f"<rdf:li>{part.locale}</rdf:li>" for part in briefing.parts)
    date = f"{year:04d}-{month:02d}-{day:02d}T00:00:00Z"
    names = ("title", "author", "subject", "producer", "keywords", "creator")
    words = {name: escape(getattr(info, name), quote=False) for name in names}
    return _XMP.format(languages=languages, date=date, **words)
