"""Words in reading order: what took the place of what, what has gone, come, moved."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from reportgen.redline.model import Difference
from reportgen.redline.reading import Judgement, Reading
from reportgen.redline.text import alike, likeness, plain
from reportgen.views import Item, near

_MOST_PAIRED = 400  # items of one place that are compared one with another
_MADE_OF = 0.6  # likeness of a text to the one that it was made of
_CELLS = frozenset({"cell", "head cell", "TD", "TH"})
# What means something only where it stands.
_BOUND = re.compile(r"(?i)heading|title|^H\d?$|caption|source|note|subtitle|key")
_HEADING = re.compile(r"heading|^H\d?$|title")
_BEFORE = re.compile(r"(?i)heading|^H\d?$|title|caption")  # what they name stands behind them


@dataclass(slots=True)
class _Changes:
    """What became of two sequences: kept, made of each other, in one of them only."""

    kept: list[tuple[Item, Item]] = field(default_factory=list)
    pairs: list[tuple[Item, Item]] = field(default_factory=list)
    gone: list[Item] = field(default_factory=list)
    come: list[Item] = field(default_factory=list)


def ordered(mine: Sequence[Item], theirs: Sequence[Item], reading: Reading) -> Iterator[Difference]:
    """Yield what words of one kind say otherwise."""
    changes = _changes(mine, theirs)
    yield from _looks(changes.kept)
    before = {plain(item.text) for item in mine}
    yield from _moves(changes, mine, theirs, reading)
    yield from _together(_judged(changes, before, reading))


def _judged(changes: _Changes, before: Set[str], reading: Reading) -> Iterator[Difference]:
    for old, new in changes.pairs:
        judgement = _paired(old, new, reading)
        yield _difference(judgement, new, old.text, new.text)
    for item in changes.gone:
        yield _difference(_gone(item, reading), item, item.text, "")
    for item in filter(_speaks, changes.come):
        again = plain(item.text) in before
        yield _difference(_come(item, reading, again=again), item, "", item.text)


def _speaks(item: Item) -> bool:
    """False for the place of an alternative text that has none."""
    return bool(item.text)


def _together(found: Iterable[Difference]) -> Iterator[Difference]:
    """Differences of which those that one cause has, a program that saved the file, are one."""
    lost: list[Difference] = []
    for each in found:
        if each.verdict == "alternative text lost":
            lost.append(each)
        else:
            yield each
    if len(lost) > 1:
        yield replace(lost[0], place=f"{lost[0].place} and {len(lost) - 1} other places")
    else:
        yield from lost


def _looks(kept: Sequence[tuple[Item, Item]]) -> Iterator[Difference]:
    """Equal words that are set otherwise; what is no longer a head is another thing."""
    for old, new in kept:
        if old.role != new.role and (_means(old) or _means(new)):
            yield Difference("structure altered", True, new.place, old.role, new.role)
    others = [new for old, new in kept if not near(old.look, new.look)]
    if others:
        what = f"{len(others)} passages" if len(others) > 1 else "a passage"
        yield Difference("look", False, others[0].place, "", f"{what} in another look")


def _means(item: Item) -> bool:
    """True where the role of a text says what it is: to an index, to who listens."""
    return item.role in _CELLS or bool(_HEADING.search(item.role))


def _changes(mine: Sequence[Item], theirs: Sequence[Item]) -> _Changes:
    changes = _Changes()
    if mine and mine[0].kind == "label":  # a drawing has no order
        changes.gone, changes.come = _left(mine, theirs), _left(theirs, mine)
        return changes
    before, after = ([plain(item.text) for item in items] for items in (mine, theirs))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, low, high, begin, end in matcher.get_opcodes():
        if kind == "equal":
            changes.kept += zip(mine[low:high], theirs[begin:end], strict=True)
        else:
            _match(mine[low:high], theirs[begin:end], changes)
    return changes


def _left(items: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """The items that have no equal among others."""
    there = Counter(plain(item.text) for item in others)
    left = []
    for item in items:
        text = plain(item.text)
        left += [] if there[text] else [item]
        there[text] -= 1 if there[text] else 0
    return left


def _match(old: Sequence[Item], new: Sequence[Item], changes: _Changes) -> None:
    """Pair what may have been made of each other, in order; by place where there are as many."""
    if len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            if one.kind != "text" or alike(one.text, other.text):
                changes.pairs.append((one, other))
            else:
                changes.gone.append(one)
                changes.come.append(other)
        return
    rest = [*new[:_MOST_PAIRED]]
    for one in old[:_MOST_PAIRED]:
        best = max(range(len(rest)), key=lambda n: likeness(one.text, rest[n].text), default=None)
        if best is None or likeness(one.text, rest[best].text) <= _MADE_OF:
            changes.gone.append(one)
            continue
        changes.pairs.append((one, rest[best]))
        changes.come += rest[:best]
        rest = rest[best + 1 :]
    changes.gone += old[_MOST_PAIRED:]
    changes.come += [*rest, *new[_MOST_PAIRED:]]


def _moves(
    changes: _Changes, mine: Sequence[Item], theirs: Sequence[Item], reading: Reading
) -> Iterator[Difference]:
    """What stands somewhere else; it fails where it left behind what gives it its meaning."""
    for old in [*changes.gone]:
        new = next((each for each in changes.come if plain(each.text) == plain(old.text)), None)
        if new is None:
            continue
        changes.gone.remove(old)
        changes.come.remove(new)
        elsewhere = old.under != new.under and reading.leans(old.text)
        torn = elsewhere or _torn(old, new, mine, theirs)
        why = "what stands around it gives it its meaning" if torn else ""
        where = f"under “{new.under}”" if new.under else new.place
        yield Difference("moved", torn, where, _from(old), new.text, why)


def _from(item: Item) -> str:
    return f"from under “{item.under}”" if item.under else f"from {item.place}"


def _torn(old: Item, new: Item, mine: Sequence[Item], theirs: Sequence[Item]) -> bool:
    if old.kind != "text":
        return True
    twice = sum(plain(each.text) == plain(old.text) for each in mine) > 1
    if not (twice or old.role in _CELLS or _BOUND.search(old.role)):
        return False
    before, after = _near(old, mine), _near(new, theirs)
    kept = [one == other for one, other in zip(before, after, strict=True)]
    if old.role in _CELLS or twice:
        return not all(kept)
    return not kept[1] if _BEFORE.search(old.role) else not kept[0]


def _near(item: Item, items: Sequence[Item]) -> tuple[str, str]:
    """The words before and after an item."""
    place = next(number for number, each in enumerate(items) if each is item)
    before = plain(items[place - 1].text) if place else ""
    return before, plain(items[place + 1].text) if place + 1 < len(items) else ""


def _paired(old: Item, new: Item, reading: Reading) -> Judgement:
    if old.kind == "alternative" and not new.text:
        return Judgement("alternative text lost", True)
    judgement = reading.judged(old.text, new.text)
    if judgement.fails:
        return judgement
    if old.role in _CELLS:
        return Judgement("cell altered", True, "the tool fills the tables")
    if old.kind == "running":
        return Judgement("source or status altered", True, "the tool writes heads and feet")
    return judgement


def _gone(item: Item, reading: Reading) -> Judgement:
    judgement = reading.judged(item.text, "")
    if item.kind == "alternative":
        return Judgement("alternative text lost", True)
    bears = item.role in _CELLS or item.kind == "running" or bool(_HEADING.search(item.role))
    return Judgement("removed", judgement.fails or bears, judgement.why, judgement.claim)


def _come(item: Item, reading: Reading, *, again: bool) -> Judgement:
    judgement = reading.judged("", item.text)
    if item.kind == "comment":
        return Judgement("comment", judgement.fails, judgement.why)
    if judgement.fails:
        return judgement
    heads = item.kind in ("running", "outline") or bool(_HEADING.search(item.role))
    stands = item.role in _CELLS or heads
    return Judgement("added", stands, "it stands there already" if again else "")


def _difference(judgement: Judgement, item: Item, old: str, new: str) -> Difference:
    said = (old, new, judgement.why, judgement.claim)
    return Difference(judgement.verdict, judgement.fails, item.place, *said)
