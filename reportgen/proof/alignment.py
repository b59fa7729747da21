"""A finished text against its ledger: what was changed, what is gone, what no ledger proves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from reportgen.proof.carried import Fault, FaultKind
from reportgen.proof.tokens import Token, typed

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
    start, stop = _common_ends(ledger, found)
    mine = [spoken.token.meaning for spoken in ledger[start : len(ledger) - stop]]
    theirs = [spoken.token.meaning for spoken in found[start : len(found) - stop]]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for _, low, high, begin, end in matcher.get_opcodes():
        expected = ledger[start + low : start + high]
        printed = found[start + begin : start + end]
        if expected != printed and [s.token.meaning for s in expected] != [
            s.token.meaning for s in printed
        ]:
            yield from _told(expected, printed)


def _common_ends(one: Sequence[PlacedToken], other: Sequence[PlacedToken]) -> tuple[int, int]:
    """How many tokens both begin with, and how many of the rest both end with."""
    shorter = min(len(one), len(other))
    start = next(
        (n for n in range(shorter) if one[n].token.meaning != other[n].token.meaning), shorter
    )
    rest = shorter - start
    stop = next(
        (n for n in range(rest) if one[-1 - n].token.meaning != other[-1 - n].token.meaning), rest
    )
    return start, stop


def _told(expected: Sequence[PlacedToken], printed: Sequence[PlacedToken]) -> Iterator[Fault]:
    """Pair what stands at one place; tell the rest as missing, or as proven by nothing."""
    pairs = min(len(expected), len(printed))
    for proven, spoken in zip(expected[:pairs], printed[:pairs], strict=True):
        if proven.token.meaning != spoken.token.meaning:
            truth = f"the data say “{proven.token.text}”{_where(proven)}"
            yield Fault(
                _kind(proven.token, spoken.token), spoken.place, _quoted(spoken.token), truth
            )
    for place, lost in groupby(expected[pairs:], lambda spoken: spoken.place):
        words = list(lost)
        gone = ", ".join(f"“{spoken.token.text}”" for spoken in words)
        yield Fault("missing", place, "is not in the file", f"{gone}{_where(words[0])}")
    for place, added in groupby(printed[pairs:], lambda spoken: spoken.place):
        words = list(added)
        more = ", ".join(_quoted(spoken.token) for spoken in words)
        yield Fault("unproven", place, more, "no figure of the data stands behind it")


def _kind(proven: Token, spoken: Token) -> FaultKind:
    if proven.kind in _MARKS:
        return "missing"
    return "direction" if {proven.kind, spoken.kind} & _WORDY else "digit"


def _quoted(token: Token) -> str:
    return f"“{token.text}”"


def _where(spoken: PlacedToken) -> str:
    if spoken.claim:
        return f" ({spoken.claim})"
    text = " ".join(typed(spoken.text).split())
    return f" (in: {text if len(text) <= 90 else text[:87] + '...'})"
