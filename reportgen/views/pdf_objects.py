"""The objects of a PDF file: read once and whole, walked without going round, told in words."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from reportgen.views.limits import BRIEFING, PdfBounds, library, refused, require_small_pdf
from reportgen.views.model import digest

Entries = DictionaryObject
Found = PdfObject | None

_END = 1024  # bytes from the end in which a whole file says that it ends
_MOST_DOTS = 2**25  # of a picture
_MOST_TOLD = 250_000  # entries of the objects that are told; a page has two thousand
_MOST_AGAIN = 4_000_000  # entries and letters of what several objects refer to
_PAINTING = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+Do\b")
# What leads back, and what a program that saves a file again numbers or packs anew.
_LEFT_OUT = frozenset(
    {
        *("/P", "/Parent", "/StructParent", "/StructParents", "/Popup"),
        *("/Length", "/Filter", "/DecodeParms", "/DL"),
    }
)
_MOST_NUMBER = 1e12
_INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_LIBRARY = logging.getLogger("pypdf")


@dataclass(frozen=True, slots=True, eq=False)
class PdfFile:
    """The catalog and properties of a file, and its pages with what they inherit.

    `numbers` are those of the pages, from 1, by the numbers of their objects.
    """

    name: str
    root: Entries
    properties: Entries
    pages: tuple[Entries, ...]
    numbers: Mapping[int, int]
    _left: list[int] = field(default_factory=lambda: [_MOST_TOLD])

    def told(self, value: Found, *, but: frozenset[str] = frozenset()) -> str:
        """Return an object in words, alike however a program has numbered and packed it.

        Raises UnreadableError when all that has been told is more than a briefing holds.
        """
        if but and isinstance(found := resolved(value), DictionaryObject):
            value = DictionaryObject({k: raw(found, k) for k in found if k not in but})
        return "".join(self._told(value, ())) if value is not None else ""

    def _told(self, value: Found, around: tuple[int, ...]) -> Iterator[str]:
        key, found = identity(value), resolved(value)
        inside = (*around, key)
        self._left[0] -= 1
        if self._left[0] < 0:
            raise refused(self.name, "holds far more than any briefing")
        if key in self.numbers:
            yield f"page {self.numbers[key]}"
        elif key and key in around:
            yield "and so on"
        elif isinstance(found, DictionaryObject):
            if isinstance(found, StreamObject):
                yield f"stream {digest(found.get_data())} "
            for name in sorted(found.keys() - _LEFT_OUT):
                if not isinstance(resolved(raw(found, name)), NullObject):
                    yield f"{name} "
                    yield from self._told(raw(found, name), inside)
                    yield "; "
            yield "." if around else ""
        elif isinstance(found, ArrayObject):
            yield "["
            for each in list.__iter__(found):
                yield from self._told(each, inside)
                yield " "
            yield "]"
        elif isinstance(found, NumberObject | FloatObject):
            yield f"{number(found):.3f}".rstrip("0").rstrip(".")
        else:
            yield digest(found) if isinstance(found, ByteStringObject) else str(found)


@contextmanager
def opened(name: str, data: bytes, most: PdfBounds = BRIEFING) -> Iterator[PdfFile]:
    """Return a PDF file, every object of which has been read.

    Raises UnreadableError when it is cut short, encrypted or damaged, or claims more than its
    bounds.
    """
    if b"%%EOF" not in data[-_END:]:
        raise refused(name, "is cut short")
    require_small_pdf(name, data, most)
    before = _LIBRARY.level
    _LIBRARY.setLevel(logging.CRITICAL)  # it tells on stderr how it mends a file
    try:
        with library(name, "is damaged: it cannot be read as PDF"):
            reader = _reader(data)
        if reader is None:
            raise refused(name, "is encrypted", "save it without a password")
        with library(name, "is damaged: it cannot be read as PDF"):
            _read_all(name, reader.trailer, most)
            root = entry(reader.trailer, "/Root")
            pages, numbers = _pages(name, root, most)
            _require_paintable(name, pages, most)
        yield PdfFile(name, root, entry(reader.trailer, "/Info"), pages, numbers)
    finally:
        _LIBRARY.setLevel(before)


def _reader(data: bytes) -> PdfReader | None:
    """The library's own reader of a file, None of an encrypted one."""
    try:
        reader = PdfReader(BytesIO(data))
        return None if reader.is_encrypted else reader
    except DependencyError:  # what would decipher AES is not asked for: nobody has the password
        return None


def _read_all(name: str, trailer: Entries, most: PdfBounds) -> None:
    """Read at once what the library would read when asked: here alone a file makes it fail."""
    met: set[int] = set()
    again = 0
    left: list[Found] = [trailer]
    while left:
        found = left.pop()
        key, found = identity(found), resolved(found)
        if key and key in met:
            again += len(found) if isinstance(found, ArrayObject | str | bytes) else 1
            if again > _MOST_AGAIN:
                raise refused(name, "uses its lists and texts more often than any briefing")
            continue
        met.add(key)
        if len(met) > most.objects:
            raise refused(name, "holds more objects than any briefing")
        if isinstance(found, StreamObject) and most.packings:
            filters = {str(resolved(each)) for each in listed(found, "/Filter")}
            if filters - most.packings or len(listed(found, "/Filter")) > 1:
                raise refused(name, f"is packed as no briefing is ({', '.join(sorted(filters))})")
            if number(raw(found, "/Width")) * number(raw(found, "/Height")) > _MOST_DOTS:
                raise refused(name, "holds a picture that is larger than any page")
            found.get_data()
        if isinstance(found, DictionaryObject):
            left += map(found.raw_get, found)
        elif isinstance(found, ArrayObject):
            left += list.__iter__(found)


def _pages(name: str, root: Entries, most: PdfBounds) -> tuple[tuple[Entries, ...], dict[int, int]]:
    pages: list[Entries] = []
    numbers: dict[int, int] = {}
    met: set[int] = set()
    left: list[tuple[Found, Mapping[str, Found]]] = [(raw(root, "/Pages"), {})]
    while left:
        found, inherited = left.pop()
        key, node = identity(found), resolved(found)
        if not isinstance(node, DictionaryObject) or (key and key in met):
            raise refused(name, "is damaged: its pages go round in circles, or lead nowhere")
        met.add(key)
        inherited = {**inherited, **{k: raw(node, k) for k in _INHERITED if k in node}}
        if "/Kids" in node:
            left += [(kid, inherited) for kid in reversed(listed(node, "/Kids"))]
            continue
        pages.append(DictionaryObject({**{k: raw(node, k) for k in node}, **inherited}))
        numbers[key] = len(pages)
        if len(pages) > most.pages:
            raise refused(name, "has far more pages than a briefing")
    return tuple(pages), numbers


def _require_paintable(name: str, pages: tuple[Entries, ...], most: PdfBounds) -> None:
    """Refuse what would be painted for hours, drawings counted as often as they are used."""
    known: dict[int, int] = {}
    left = most.painted_in_all
    for page in pages:
        size = _painted(page, streams(page, "/Contents"), known, Entries())
        left -= size
        if size > most.painted or left < 0:
            raise refused(name, "paints more than any briefing")


def _painted(holder: Entries, content: bytes, known: dict[int, int], around: Entries) -> int:
    """How many bytes paint a page or a drawing, those in it counted as often as they are used.

    What it does not name, it takes from the resources around it.
    """
    own = entry(holder, "/Resources") or around
    drawings = entry(own, "/XObject")
    size = len(content)
    for used in _PAINTING.findall(content):
        form = resolved(raw(drawings, "/" + used.decode("latin-1")))
        if isinstance(form, StreamObject) and said(form, "/Subtype") == "/Form":
            if id(form) not in known:
                known[id(form)] = 0  # one that is in itself is not painted again
                known[id(form)] = _painted(form, form.get_data(), known, own)
            size += known[id(form)]
    return size


def streams(holder: Entries, key: str) -> bytes:
    """Return the content below a key, of one stream or of several that follow each other."""
    found = map(resolved, listed(holder, key))
    return b"\n".join(each.get_data() for each in found if isinstance(each, StreamObject))


def resolved(value: Found) -> Found:
    """Return what a reference leads to, anything else as it is."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def raw(holder: Entries, key: str) -> Found:
    """Return what stands below a key with its reference kept, None where nothing does."""
    return holder.raw_get(key) if key in holder else None


def said(holder: Entries, key: str) -> str:
    """Return the name or the words below a key, empty where there are none."""
    found = resolved(raw(holder, key))
    return "" if found is None else str(found)


def entry(holder: Entries, key: str) -> Entries:
    """Return the dictionary below a key, an empty one where there is none."""
    found = resolved(raw(holder, key))
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def listed(holder: Entries, key: str) -> list[Found]:
    """Return what stands below a key as a list, references kept in it."""
    kept = raw(holder, key)
    found = resolved(kept)
    if isinstance(found, ArrayObject):
        return [*list.__iter__(found)]
    return [] if found is None or isinstance(found, NullObject) else [kept]


def entries(holder: Entries, key: str) -> list[Entries]:
    """Return the dictionaries in the list below a key."""
    found = map(resolved, listed(holder, key))
    return [each for each in found if isinstance(each, DictionaryObject)]


def number(value: Found) -> float:
    """Return a number, 0 where there is none."""
    found = resolved(value)
    if isinstance(found, NumberObject | FloatObject) and abs(found) < _MOST_NUMBER:
        return float(found)
    return 0.0


def identity(value: Found) -> int:
    """Return the number of the object that a reference leads to, 0 for anything else."""
    return value.idnum if isinstance(value, IndirectObject) else 0
