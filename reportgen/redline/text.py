"""Texts as they are compared: whatever their spaces and signs that only a program tells apart."""

import re
import unicodedata
from difflib import SequenceMatcher

from reportgen.judge.tokens import typed

# Soft hyphens, joiners, marks of direction, accents that stand alone: a reader does not see them.
UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e"
                    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
                    "\u0300-\u036f\U000e0000-\U000e01ef]")  # fmt: skip
_LIKE_DIGITS = re.compile(
    "[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u218b\u2460-\u24ff\u2776-\u2793]"
)
_COMPARED = 600  # characters by which two texts are told alike
_ALIKE = 0.35
_SHORT = 30  # characters


def plain(text: str) -> str:
    """Return a text with one kind of space, of apostrophe and of dash."""
    return " ".join(typed(text).split())


def seen(text: str) -> str:
    """Return a text as its letters look, without what is not seen; a raised digit is none."""
    return UNSEEN.sub("", unicodedata.normalize("NFKC", _LIKE_DIGITS.sub(r"^\g<0>", text)))


def likeness(one: str, other: str) -> float:
    """Return how many of their words two texts share in order: 0 to 1."""
    mine, theirs = (plain(text)[:_COMPARED].split() for text in (one, other))
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio()


def alike(one: str, other: str) -> bool:
    """Return whether one text may have been made of another; short ones always may."""
    return len(one) < _SHORT or likeness(one, other) > _ALIKE
