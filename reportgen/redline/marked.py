"""Old and new words in one line, as a redline shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from reportgen.redline.text import UNSEEN, plain

_AROUND = 4  # words of the sentence on both sides of a change
_LONGEST = 160  # characters


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are the same in both texts, or only in one of them."""

    change: Literal["same", "old", "new"]
    words: str


def marked(old: str, new: str) -> str:
    """Return one line with what is gone as [-old-] and what has come as {+new+}."""
    signs = {"same": ("", ""), "old": ("[-", "-]"), "new": ("{+", "+}")}
    pieces = ((signs[piece.change], piece.words) for piece in pieces_of(old, new))
    return " ".join(f"{before}{words}{after}" for (before, after), words in pieces)


def pieces_of(old: str, new: str) -> tuple[Piece, ...]:
    """Return what is the same in two texts, what is gone and what has come, in reading order.

    Of a long sentence only the words around changes are left.
    """
    if not old or not new:
        text = _shortened(" ".join((new or old).split()))
        return (Piece("new", _shown(text)) if new else Piece("old", text),) if text else ()
    return tuple(_pieces(old.split(), new.split()))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    mine, theirs = ([plain(word) for word in words] for words in (before, after))
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, low, high, begin, end in matcher.get_opcodes():
        if kind == "equal":
            words = _around(before[low:high], first=low == 0, last=high == len(before))
            yield Piece("same", " ".join(words))
            continue
        if high > low:
            yield Piece("old", " ".join(before[low:high]))
        if end > begin:
            yield Piece("new", _shown(" ".join(after[begin:end])))


def _around(words: list[str], *, first: bool, last: bool) -> list[str]:
    """The words next to a change; those between two changes, or far from one, are left out."""
    if len(words) <= 2 * _AROUND:
        return words
    before = [] if first else words[:_AROUND]
    after = [] if last else words[-_AROUND:]
    return [*before, "…", *after]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _shown(text: str) -> str:
    """A text in which signs that cannot be seen are named."""
    return UNSEEN.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)
