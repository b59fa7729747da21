"""What a briefing can hold at most: whatever claims more is refused before it is opened."""

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

from lxml import etree

from reportgen.errors import Problem, UnreadableError

Element = etree._Element

AGAIN = "make the file again with `reportgen build`"
MOST_ITEMS = 25_000
_MOST_BYTES = 64 * 2**20  # of a file, and of what its parts unpack to
_MOST_MARKUP = 16 * 2**20  # bytes of XML in a file; a large edition has one
_MOST_TAGS = 300_000  # in the XML of a file; a large edition has a third
_MOST_MEMBERS = 2_000
_MOST_RATIO = 1_000  # XML that is written by programs shrinks to a fiftieth
_SMALL = 2**16  # bytes that may shrink to nothing
_NESTED = 3  # streams within streams
_CHUNK = 4096  # bytes unpacked at once: they become four megabytes at most
_LONGEST_HEAD = 400  # bytes of what is said of a stream
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECTS = re.compile(rb"/(?:ObjStm|XRef|Predictor)\b")
_DEEPER = etree.XPath(f"boolean({'/*' * 64})")  # a briefing has fifteen elements in each other
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
_MARKUP = re.compile(r"(?i)\.(?:xml|rels|vml)$")
_EXPONENT = re.compile(rb'[":,\[\s][-+]?\d+(?:\.\d*)?[eE][-+]?\d{4,}["\s,\]}]')
_LONG = re.compile(rb'[":,\[\s][-+]?\d{20,}(?:-\w{1,4})?["\s,\]}.]')


@dataclass(frozen=True, slots=True)
class PdfBounds:
    """How much a PDF file holds at most.

    In bytes: what its streams unpack to, its objects as they are written, what paints a page and
    all pages; then the numbers of objects and pages, and the packings of streams, each of which is
    unpacked to see whether it is whole.
    """

    unpacked: int
    written: int
    painted: int
    painted_in_all: int
    objects: int
    pages: int
    packings: frozenset[str]


# A page of a briefing has two hundred objects, which take 10,000 bytes; it paints half as much.
BRIEFING = PdfBounds(
    unpacked=16 * 2**20, written=4 * 2**20, painted=96 * 1024, painted_in_all=2 * 2**20,
    objects=16_000, pages=100, packings=frozenset({"/FlateDecode", "/DCTDecode"}),
)  # fmt: skip


def refused(name: str, what: str, remedy: str = AGAIN) -> UnreadableError:
    """Return the refusal of a file, by the name that it has for its reader."""
    return UnreadableError(Problem(name, what, remedy))


@contextmanager
def library(name: str, what: str) -> Iterator[None]:
    """Raise UnreadableError for whatever a library raises over a file: nothing of ours within."""
    try:
        yield
    except UnreadableError:
        raise
    except Exception as error:  # a damaged file makes a library raise almost anything
        raise refused(name, what) from error


def unpacked(
    name: str, data: bytes, markup: int = _MOST_MARKUP
) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """Return the members of a package by name, and the names that stand for more than one.

    `markup` is how many bytes of XML it can hold at most.

    Raises UnreadableError when it is none, or claims more than a briefing holds.
    """
    if len(data) > _MOST_BYTES:
        raise refused(name, "is larger than any briefing")
    with library(name, "is damaged: it cannot be opened as a Word file"):
        package = zipfile.ZipFile(BytesIO(data))
    members = [each for each in package.infolist() if not each.is_dir()]
    _require_small(name, members, markup)
    with library(name, "is damaged: a part of it cannot be unpacked"):
        parts = {each.filename: package.read(each) for each in members}
    tags = (part.count(b"<") for part_name, part in parts.items() if _MARKUP.search(part_name))
    if sum(tags) > _MOST_TAGS:
        raise refused(name, "holds far more than any briefing")
    names = Counter(each.filename.lower() for each in members)
    return parts, tuple(sorted(name for name, count in names.items() if count > 1))


def _require_small(name: str, members: list[zipfile.ZipInfo], most: int) -> None:
    """Judge by the directory of a package: what unpacks to more than it says is damaged."""
    sizes = [(each.file_size, each.compress_size) for each in members]
    markup = sum(each.file_size for each in members if _MARKUP.search(each.filename))
    swollen = any(size > _SMALL and size > _MOST_RATIO * packed for size, packed in sizes)
    large = markup > most or sum(size for size, _ in sizes) > _MOST_BYTES
    if large or swollen or len(members) > _MOST_MEMBERS:
        raise refused(name, "unpacks to more than a briefing holds")
    if any(each.flag_bits & 1 for each in members):
        raise refused(name, "is encrypted", "save it without a password")
    if {each.compress_type for each in members} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise refused(name, "is packed in a way that Word does not know", "save it with Word")


def tree_of(name: str, part: str, data: bytes) -> Element:
    """Return a part as a tree, in the namespaces of today's Word.

    Raises UnreadableError when it is no XML, is nested without end, or declares entities.
    """
    parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True)
    known = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", data)
    try:
        tree = etree.fromstring(known, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refused(name, f"is damaged: {part} in it is no XML") from error
    if _DEEPER(tree):
        raise refused(name, f"is damaged: elements in {part} are nested without end")
    if tree.getroottree().docinfo.internalDTD is not None:
        raise refused(name, f"{part} in it declares entities, which Word files never do")
    return tree


def require_small_pdf(name: str, data: bytes, most: PdfBounds) -> None:
    """Raise UnreadableError for a PDF file that holds or unpacks to more than its bounds."""
    found = [*islice(_STREAM.finditer(data), most.objects)]
    many = max(len(found), data.count(b" obj")) >= most.objects
    written, end = len(data), 0
    for each in () if many else found:
        if 0 <= end < each.end():  # else it stands within another
            end = data.find(b"endstream", each.end())
            written -= max(end - each.end(), 0)
    if many or end < 0 or written > most.written:
        raise refused(name, "is damaged, or larger than any briefing")
    left = most.unpacked
    for each in found:
        about = data[max(each.start() - _LONGEST_HEAD, 0) : each.start()].rpartition(b" obj")[2]
        room = min(left, most.written) if _OBJECTS.search(about) else left
        size, whole = _unpacked_size(memoryview(data)[each.end() :], room, _NESTED)
        if size > room:
            raise refused(name, "unpacks to more than a briefing holds")
        if not whole and most.packings and b"/FlateDecode" in about and b"/Encrypt" not in data:
            raise refused(name, "is damaged: a part of it cannot be unpacked")
        left -= size


def _unpacked_size(data: bytes | memoryview, most: int, nested: int) -> tuple[int, bool]:
    """How many bytes a stream unpacks to, more than `most` where there are more; if it is whole."""
    unpacker, held = zlib.decompressobj(), bytearray()
    with suppress(zlib.error):
        for at in range(0, len(data), _CHUNK):
            held += unpacker.decompress(data[at : at + _CHUNK], most + 1 - len(held))
            if unpacker.eof or len(held) > most:
                break
    inner = _unpacked_size(bytes(held), most, nested - 1)[0] if nested and held else 0
    return len(held) + inner, unpacker.eof


def require_plain_numbers(name: str, ledger: bytes) -> None:
    """Raise UnreadableError for a ledger the numbers of which no computer could work out."""
    if _EXPONENT.search(ledger) or _LONG.search(ledger):
        raise refused(name, "its ledger is damaged: it holds a number beyond all measure")
