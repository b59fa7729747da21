"""What a reader meets in a finished file, item by item; what is alike in two files is equal."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from reportgen.views.images import PageImages

Kind = Literal[
    "text",  # the words of a paragraph, a heading, a cell
    "running",  # the words of a header or footer
    "note",  # a footnote or endnote
    "comment",
    "revision",  # a tracked change
    "hidden",  # words that are there and cannot be seen, or are struck out
    "alternative",  # what is said instead of a picture, or of an abbreviation
    "label",  # words in a figure of a PDF file
    "chart",  # what a chart of a Word file draws; its workbook, cell by cell
    "picture",
    "drawing",
    "link",
    "field",  # words that a program counts or repeats
    "property",
    "attachment",
    "outline",
    "structure",  # how a file is tagged
    "page",  # its size and numbering
    "font",
    "annotation",
    "signature",
    "foreign",  # whatever else is in the file: its `role` says what sort of thing it is
]
_QUOTED = 48  # characters by which an author finds a passage again
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NEAR = 0.003  # of the size of a chart: programs that save one again round its places


@dataclass(frozen=True, slots=True)
class Item:
    """One thing met: what it is, where in words, what it says.

    `key` finds its counterpart in another file (empty: by order and likeness); `under` is the
    heading above it; `role` its style, tag or sort; `look` what a reader notices of how it looks.
    """

    kind: Kind
    place: str
    text: str
    key: str = ""
    under: str = ""
    role: str = ""
    look: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A finished file as its reader meets it: items in reading order, the ledger, attached files.

    `pages` paint the pages of a PDF file, where words and pictures can differ; `tagged` is false
    for a PDF file without structure.
    """

    items: tuple[Item, ...]
    ledger: bytes | None
    attachments: Mapping[str, bytes]
    tagged: bool = True
    pages: PageImages | None = field(default=None, compare=False)


def near(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two looks are the same but for the last digits of their measures."""
    return len(one) == len(other) and all(map(_near, one, other))


def _near(one: str, other: str) -> bool:
    measures = zip(_NUMBER.findall(one), _NUMBER.findall(other), strict=False)
    return _NUMBER.sub("#", one) == _NUMBER.sub("#", other) and all(
        abs(float(a) - float(b)) <= _NEAR for a, b in measures
    )


def quoted(text: str) -> str:
    """Return the first words of a text in quotation marks."""
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _QUOTED else f"“{words[: _QUOTED - 1].rstrip()}…”"


def digest(data: bytes) -> str:
    """Return what tells bytes from others in a line of a report."""
    return hashlib.sha256(data).hexdigest()[:16]
