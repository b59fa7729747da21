"""A PDF file as its library opens it, and its objects, where they are what they should be."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NumberObject,
    PdfObject,
)

from reportgen.readers.finished import DamagedError, foreign, unreadable

_END = 1024  # bytes from the end in which a whole file says that it ends
_LIBRARY = logging.getLogger("pypdf")

Entry = DictionaryObject


@contextmanager
def opened(path: Path, data: bytes, *, whole: bool = True) -> Iterator[PdfReader]:
    """Return the reader of a PDF file, all objects of which were read where the `whole` is wanted.

    Raises CheckError when it is cut short, encrypted or damaged, as far as what is done with it
    tells: by DamagedError, or by elements nested without end.
    """
    # The library tells on stderr how it mends a file; the user is told what matters.
    if b"%%EOF" not in data[-_END:]:
        raise unreadable(path, "is cut short")
    before = _LIBRARY.level
    _LIBRARY.setLevel(logging.CRITICAL)
    try:
        with foreign():
            reader = PdfReader(BytesIO(data))
            encrypted = reader.is_encrypted
        if encrypted:
            raise unreadable(path, "is encrypted", "save it without a password")
        if whole:
            with foreign():
                _read_all(reader)
        yield reader
    except (DamagedError, PyPdfError, RecursionError) as error:
        raise unreadable(path, "is damaged: it cannot be read as PDF") from error
    finally:
        _LIBRARY.setLevel(before)


def _read_all(reader: PdfReader) -> None:
    """Read at once what the library would read when asked: here alone a file makes it fail."""
    met: set[int] = set()
    left: list[PdfObject | None] = [reader.trailer, *reader.pages]
    while left:
        found = left.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in met:
                continue
            met.add(found.idnum)
            found = found.get_object()
        if isinstance(found, Entry):
            left += map(found.raw_get, found)
        elif isinstance(found, ArrayObject):
            left += list.__iter__(found)


def title_of(reader: PdfReader) -> str:
    """Return the title in the properties of a file, "" without one; raises DamagedError."""
    with foreign():
        return str(reader.metadata.title or "") if reader.metadata else ""


def entry_of(holder: Entry, key: str) -> Entry:
    """Return the dictionary below a key, an empty one where there is none."""
    found: Any = holder.get(key)
    found = None if found is None else found.get_object()
    return found if isinstance(found, Entry) else Entry()


def listed(holder: Entry, key: str) -> list[Any]:
    """Return what stands below a key as a list, references kept in it."""
    found: Any = holder.get(key)
    resolved = None if found is None else found.get_object()
    if resolved is None:
        return []
    return [*resolved] if isinstance(resolved, list) else [holder.raw_get(key)]


def entries_of(holder: Entry, key: str) -> Iterator[tuple[Any, Entry]]:
    """Yield each dictionary in the list below a key, with the reference that leads to it."""
    for kid in listed(holder, key):
        entry = kid.get_object() if isinstance(kid, PdfObject) else None
        if isinstance(entry, Entry):
            yield kid, entry


def whole_number(entry: PdfObject | None) -> int:
    """Return a number, 0 where there is none."""
    resolved = None if entry is None else entry.get_object()
    return int(resolved) if isinstance(resolved, NumberObject) else 0


def number_of(holder: Entry, key: str) -> int:
    """Return the number of the object that a key refers to, 0 where it refers to none."""
    found = holder.raw_get(key) if key in holder else None
    return found.idnum if isinstance(found, IndirectObject) else 0
