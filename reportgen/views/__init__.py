"""Reads finished files as their readers meet them: a view of one compares with that of another."""

from reportgen.views.files import bytes_of
from reportgen.views.images import Image, PageImages, Region, regions
from reportgen.views.limits import refused
from reportgen.views.model import Item, Kind, View, near
from reportgen.views.pdf import attached_to, read_pdf
from reportgen.views.word import read_word

__all__ = [
    "Image",
    "Item",
    "Kind",
    "PageImages",
    "Region",
    "View",
    "attached_to",
    "bytes_of",
    "near",
    "read_pdf",
    "read_view",
    "read_word",
    "regions",
]

_PDF, _ZIP, _COMPOUND = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_END, _AFTER = b"PK\x05\x06", slice(20, 22)  # with the length of what stands behind it


def read_view(name: str, data: bytes) -> View:
    """Return what a reader meets in a PDF or Word file; `name` is what errors call it.

    Raises UnreadableError when it is neither, encrypted or damaged, or claims more than a
    briefing holds.
    """
    if data.startswith(_PDF) and _ends_as_package(data):
        raise refused(name, "is two files in one: what opens as PDF, and as a package")
    if data.startswith(_PDF):
        return read_pdf(name, data)
    if data.startswith(_ZIP):
        return read_word(name, data)
    if data.startswith(_COMPOUND):
        remedy = "save it as DOCX without a password"
        raise refused(name, "is encrypted, or of an old Word format", remedy)
    raise refused(name, "is neither PDF nor DOCX", "name a file that `build` made")


def _ends_as_package(data: bytes) -> bool:
    end = data[data.rfind(_ZIP_END) :]
    return end.startswith(_ZIP_END) and len(end) == 22 + int.from_bytes(end[_AFTER], "little")
