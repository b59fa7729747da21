"""A finished text against its ledger: what was changed, what is gone, what no ledger proves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from reportgen.proof.carried import Fault, FaultKind
from reportgen.proof.tokens import Token, typed

# Kinds of words whose change turns the sense of a sentence; the others are digits.
_WORDY = frozenset({"direction", "movement", "strength", "negation", "rank"})
_MARKS = frozenset({"status", "mark"})
_FOREIGN = 0.5  # below this share of common tokens a ledger is that of another document


@dataclass(frozen=True, slots=True)
class PlacedToken:
    """A token of a text, with the text it stands in and the place where a reader finds that.

    In a ledger it may belong to the figure of a claim.
    """

    token: Token
    place: str
    text: str
    claim: str = ""


def same_words(ledger: Iterable[str], found: Iterable[str]) -> bool:
    """Return whether two texts are the same piece by piece, whatever their spaces."""
    return _bare(ledger) == _bare(found)


def _bare(texts: Iterable[str]) -> list[str]:
    bare = (typed(text).replace(" ", "") for text in texts)
    return [text for text in bare if text]


def belongs(ledger: Sequence[PlacedToken], found: Sequence[PlacedToken]) -> bool:
    """Return whether a ledger may be that of a text: at least half of what it proves is there."""
    there = Counter(spoken.token.meaning for spoken in found)
    wanted = Counter(spoken.token.meaning for spoken in ledger)
    return (wanted & there).total() >= wanted.total() * _FOREIGN


def differences(ledger: Sequence[PlacedToken], found: Sequence[PlacedToken]) -> Iterator[Fault]:
    """Yield what a text says otherwise than its ledger, in reading order."""
    mine = [spoken.token.meaning for spoken in ledger]
    theirs = [spoken.token.meaning for spoken in found]
    # What both begin and end with is cut off first: most of two texts is the same.
    start = _common(mine, theirs)
    stop = _common(mine[start:][::-1], theirs[start:][::-1])
    middles = (mine[start : len(mine) - stop], theirs[start : len(theirs) - stop])
    matcher = SequenceMatcher(None, *middles, autojunk=False)
    for kind, low, high, begin, end in matcher.get_opcodes():
        if kind != "equal":
            yield from _pairs(
                ledger[start + low : start + high], found[start + begin : start + end]
            )


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many items both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _pairs(expected: Sequence[PlacedToken], printed: Sequence[PlacedToken]) -> Iterator[Fault]:
    """Pair what stands at one place; tell the rest as missing, or as proven by nothing."""
    pairs = min(len(expected), len(printed))
    for proven, spoken in zip(expected, printed, strict=False):
        if proven.token.meaning != spoken.token.meaning:
            truth = f"the data say “{proven.token.text}”{_where(proven)}"
            kind = _kind(proven.token, spoken.token)
            yield Fault(kind, spoken.place, f"“{spoken.token.text}”", truth)
    for place, lost in groupby(expected[pairs:], lambda spoken: spoken.place):
        words = list(lost)
        truth = f"{_quoted(words)}{_where(words[0])}"
        yield Fault("missing", place, "is not in the file", truth)
    for place, added in groupby(printed[pairs:], lambda spoken: spoken.place):
        yield Fault("unproven", place, _quoted(added), "no figure of the data stands behind it")


def _kind(proven: Token, spoken: Token) -> FaultKind:
    if proven.kind in _MARKS:
        return "missing"
    return "direction" if {proven.kind, spoken.kind} & _WORDY else "digit"


def _quoted(words: Iterable[PlacedToken]) -> str:
    return ", ".join(f"“{each.token.text}”" for each in words)


def _where(spoken: PlacedToken) -> str:
    if spoken.claim:
        return f" ({spoken.claim})"
    text = " ".join(typed(spoken.text).split())
    return f" (in: {text if len(text) <= 90 else text[:87] + '...'})"
