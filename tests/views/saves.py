"""Saves a finished file again as other programs do, with nothing that a reader would notice."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pypdfium2
from docx import Document
from docx_reading import W, members
from lxml import etree
from pypdf import PdfWriter

_RSID: dict[str | bytes, str | bytes] = {f"{W}rsidR": "00A77B3E", f"{W}rsidRPr": "00C21F11"}
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"


def packed(parts: dict[str, bytes], compression: int = ZIP_DEFLATED) -> bytes:
    """Return a package of parts, in their order."""
    written = BytesIO()
    with ZipFile(written, "w", compression) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return written.getvalue()


def stored(data: bytes) -> bytes:
    """Without compression, the members in another order."""
    return packed(dict(reversed(members(data).items())), ZIP_STORED)


def with_folders(data: bytes) -> bytes:
    """With an entry for each folder, as programs for archives write them."""
    parts = members(data)
    folders = {f"{name.rpartition('/')[0]}/": b"" for name in parts if "/" in name}
    return packed({**folders, **parts})


def opened_and_saved(data: bytes) -> bytes:
    """By python-docx."""
    written = BytesIO()
    Document(BytesIO(data)).save(written)
    return written.getvalue()


def as_word_writes(data: bytes) -> bytes:
    """Runs cut in two, marks of sessions, of spelling and of pages as they broke."""
    parts = members(data)
    for name in parts:
        if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name):
            root = etree.fromstring(parts[name])
            for run in [*root.iter(f"{W}r")]:
                _cut(run)
            for paragraph in root.iter(f"{W}p"):
                paragraph.attrib.update(_RSID)
            parts[name] = etree.tostring(root, xml_declaration=True, standalone=True)
    settings = parts["word/settings.xml"]
    more = b'<w:rsids><w:rsidRoot w:val="00A77B3E"/></w:rsids></w:settings>'
    parts["word/settings.xml"] = settings.replace(b"</w:settings>", more)
    return packed(parts)


def _cut(run: etree._Element) -> None:
    run.attrib.update(_RSID)
    text = run.find(f"{W}t")
    words = "" if text is None else text.text or ""
    if text is None or len(words) < 2:
        return
    rest = etree.fromstring(etree.tostring(run))
    text.text, other = words[: len(words) // 2], rest.find(f"{W}t")
    assert other is not None
    other.text = words[len(words) // 2 :]
    text.set(_PRESERVED, "preserve")
    other.set(_PRESERVED, "preserve")
    mark = etree.Element(f"{W}proofErr")
    mark.set(f"{W}type", "spellStart")
    run.addnext(rest)
    run.addnext(mark)
    rest.insert(len(rest) - 1, etree.Element(f"{W}lastRenderedPageBreak"))


def under_other_names(data: bytes) -> bytes:
    """With a body, a header and styles the parts of which have other names."""
    renamed = {
        "word/document.xml": "word/document2.xml",
        "word/_rels/document.xml.rels": "word/_rels/document2.xml.rels",
        "word/header1.xml": "word/kopf.xml",
        "word/styles.xml": "word/style sheet.xml",
    }
    changed = {}
    for name, part in members(data).items():
        if name.endswith((".rels", "[Content_Types].xml")):
            for old, new in renamed.items():
                tail, other = old.removeprefix("word/"), new.removeprefix("word/")
                part = part.replace(f"{tail}".encode(), other.replace(" ", "%20").encode())
        changed[renamed.get(name, name)] = part
    return packed(changed)


def by_pypdf(data: bytes) -> bytes:
    """All objects written anew by pypdf."""
    written = BytesIO()
    PdfWriter(clone_from=BytesIO(data)).write(written)
    return written.getvalue()


def compressed_by_pypdf(data: bytes) -> bytes:
    """Streams packed again, equal objects made one."""
    writer = PdfWriter(clone_from=BytesIO(data))
    for page in writer.pages:
        page.compress_content_streams(level=9)
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def by_pdfium(data: bytes) -> bytes:
    """By the library that Chrome shows PDF files with."""
    written = BytesIO()
    pypdfium2.PdfDocument(data).save(written)
    return written.getvalue()


def appended(data: bytes) -> bytes:
    """With an update at the end that changes nothing, as programs for signing write them."""
    writer = PdfWriter(BytesIO(data), incremental=True)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


WORD_SAVES = {
    "stored in another order": stored,
    "with folders": with_folders,
    "saved by python-docx": opened_and_saved,
    "as Word writes": as_word_writes,
    "under other names": under_other_names,
}
PDF_SAVES = {
    "by pypdf": by_pypdf,
    "compressed by pypdf": compressed_by_pypdf,
    "by pdfium": by_pdfium,
    "appended": appended,
}
