"""Everything that reaches below ReportLab's public interface, in one place."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from hashlib import md5
from types import SimpleNamespace
from typing import Any

from reportlab import rl_config
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfdoc, pdfmetrics, ttfonts
from reportlab.pdfgen import pathobject
from reportlab.pdfgen.canvas import Canvas

_BFCHAR_LIMIT = 100
_STREAM_END = b"endstream\n"
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_CMAP_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_CATALOG_KEYS = ("OutputIntents", "AF")
_PAGE_KEYS = ("StructParents", "Tabs")


def document_of(canvas: Canvas) -> pdfdoc.PDFDocument:
    """Return the PDF document that a canvas writes into."""
    return canvas._doc


def page_reference(page: int) -> pdfdoc.PDFObjectReference:
    """Return the reference of a page, counted from 1."""
    return pdfdoc.PDFObjectReference(f"Page{page}")


def close_page(canvas: Canvas, struct_parents: int) -> None:
    """End the page, bound to its entry of the parent tree, with tabs in structure order."""
    document = document_of(canvas)
    name = document.thisPageName()
    canvas.showPage()
    page = document.idToObject[name]
    page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, *_PAGE_KEYS]
    page.Tabs = pdfdoc.PDFName("S")
    page.StructParents = struct_parents
    # Without this the file identifier would depend on the title alone.
    document.updateSignature(page.stream)


def annotate(canvas: Canvas, annotation: pdfdoc.PDFDictionary) -> pdfdoc.PDFObjectReference:
    """Add an annotation to the page and return its reference."""
    canvas._addAnnotation(annotation)
    reference: pdfdoc.PDFObjectReference = canvas._annotationrefs[-1]
    return reference


def named_destination(canvas: Canvas, name: str) -> pdfdoc.Destination:
    """Return a destination that may be bookmarked later."""
    return canvas._bookmarkReference(name)


def extend_catalog(canvas: Canvas, entries: dict[str, pdfdoc.PDFObject]) -> None:
    """Set entries of the document catalog, also those that ReportLab does not know."""
    catalog = document_of(canvas).Catalog
    catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, *_CATALOG_KEYS]
    for key, value in entries.items():
        setattr(catalog, key, value)


def stamp(canvas: Canvas, moment: tuple[int, int, int, int, int, int]) -> None:
    """Date the document: year, month, day, hour, minute, second in UTC.

    ReportLab has already put its own moment into the file identifier, which starts anew here.
    """
    document = document_of(canvas)
    document._timeStamp = SimpleNamespace(YMDhms=moment, dhh=0, dmm=0)
    document.signature = md5(repr(moment).encode(), usedforsecurity=False)


def finished(canvas: Canvas) -> bytes:
    """Return the bytes of the file."""
    written = pdfdoc.PDFStream.format

    def with_line_end(stream: pdfdoc.PDFStream, document: pdfdoc.PDFDocument) -> bytes:
        """ISO 19005-3, 6.1.7.1 wants an end-of-line before `endstream`.

        It is a carriage return and a line feed: a line feed alone would make one end-of-line with
        a last byte of the data that happens to be a carriage return.
        """
        data: bytes = written(stream, document)
        return data.removesuffix(_STREAM_END) + b"\r\n" + _STREAM_END

    with _patched(
        (rl_config, "useA85", 0),
        (pdfdoc.PDFStream, "format", with_line_end),
        (ttfonts, "makeToUnicodeCMap", to_unicode_map),
    ):
        data: bytes = canvas.getpdfdata()
    return data


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """Return the ToUnicode CMap of a font subset: used codes only, in blocks of a hundred.

    ReportLab maps unused codes to U+0000, which PDF/A and PDF/UA forbid.
    """
    used = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [used[first : first + _BFCHAR_LIMIT] for first in range(0, len(used), _BFCHAR_LIMIT)]
    lines = [
        line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
    ]
    return "\n".join((_CMAP_HEAD, *lines, _CMAP_FOOT))


_ESCAPED = {code: escapePDF(bytes((code,))) for code in range(256)}

_remembered = cache(lru_cache(maxsize=1 << 14))
number_written = _remembered(fp_str)


def characters_shown(canvas: Canvas, text: str, font_name: str, size: float) -> str:
    """Return the operators that show the characters of an embedded font.

    A text object of ReportLab writes the same, but measures them again and keeps a cursor.
    """
    document, font = document_of(canvas), pdfmetrics.getFont(font_name)
    chosen = f"{number_written(size)} Tf {number_written(1.2 * size)} TL"
    operators: list[str] = []
    current = None
    for subset, codes in font.splitString(text, document):
        if subset != current:
            operators.append(f"{font.getSubsetInternalName(subset, document)} {chosen}")
            current = subset
        operators.append(f"({codes.decode('latin-1').translate(_ESCAPED)}) Tj")
    return " ".join(operators)


_PURE = (
    (pdfdoc, "PDFName"),
    (pdfdoc, "pdfdocEnc"),
    (pdfdoc, "fp_str"),
    (pathobject, "fp_str"),
)


@contextmanager
def remembered_words() -> Iterator[None]:
    """Have ReportLab write a name or a number once inside; a page repeats it hundreds of times."""
    with _patched(*((owner, name, _remembered(getattr(owner, name))) for owner, name in _PURE)):
        yield


@contextmanager
def _patched(*patches: tuple[Any, str, object]) -> Iterator[None]:
    before = [getattr(owner, name) for owner, name, _ in patches]
    for owner, name, value in patches:
        setattr(owner, name, value)
    try:
        yield
    finally:
        for (owner, name, _), value in zip(patches, before, strict=True):
            setattr(owner, name, value)
