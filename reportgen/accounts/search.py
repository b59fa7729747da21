"""The search: bounds of levels narrow each other through the identities until nothing moves.

Bounds are integers on a grid, rounded outwards, so always true.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from reportgen.accounts.identities import Identity, LevelKey, Rate, Subset, Sum, members
from reportgen.dataset import Dataset, Observation
from reportgen.errors import Problem
from reportgen.measure import Derivation

_WORTH_TELLING = 1000  # a bound that moves by less than a thousandth of its width is not passed on
_MOST_ROUNDS = 100  # contradictory figures can push each other for ever; sound ones rest before

Ends = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class End:
    """One bound of a level, on the grid, and how it was found; None: not bounded."""

    at: int | None = None
    formula: str = ""
    lines: frozenset[int] = frozenset()
    derivation: Derivation = "published"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of one level: it lies between two ends."""

    low: End = End()
    high: End = End()

    @property
    def lines(self) -> frozenset[int]:
        """The dataset lines behind both ends."""
        return self.low.lines | self.high.lines

    @property
    def width(self) -> int | None:
        """The distance between both ends, None where one is open, negative where none fits."""
        return _minus(self.high.at, self.low.at)

    @property
    def formula(self) -> str:
        """How the bounds were found."""
        return "; ".join(dict.fromkeys((self.low.formula, self.high.formula)))

    def within(self, other: "Bounds") -> "Bounds":
        """Return the bounds narrowed by others; an end that does not move stays the same object."""
        raised, lowered = self.moves((other.low.at, other.high.at))
        return Bounds(other.low if raised else self.low, other.high if lowered else self.high)

    def moves(self, ends: Ends) -> tuple[bool, bool]:
        """Whether the low end would move up and the high end down between these ends."""
        low, high = ends
        return (
            low is not None and (self.low.at is None or low > self.low.at),
            high is not None and (self.high.at is None or high < self.high.at),
        )


def _total(parts: Sequence[Bounds]) -> Ends:
    """The ends of the sum of levels."""
    lows, highs = [part.low.at for part in parts], [part.high.at for part in parts]
    return _sum_of(lows), _sum_of(highs)


def _sum_of(ends: list[int | None]) -> int | None:
    bounded = [at for at in ends if at is not None]
    return sum(bounded) if len(bounded) == len(ends) else None


def _remainder(whole: Bounds, others: Sequence[Bounds]) -> Ends:
    """The ends of what a whole leaves beside its other parts."""
    low, high = _total(others)
    return _minus(whole.low.at, high), _minus(whole.high.at, low)


def _minus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def _scaled(level: Bounds, low: Fraction, high: Fraction) -> Ends:
    """The ends of a level times any factor from `low` to `high`."""
    if level.low.at is None or level.high.at is None:
        return None, None
    corners = [at * factor for at in (level.low.at, level.high.at) for factor in (low, high)]
    return floor(min(corners)), ceil(max(corners))


def _derived(
    ends: Ends,
    sources: Iterable[Bounds],
    formula: str,
    derivation: Derivation,
    lines: frozenset[int] = frozenset(),
) -> Bounds:
    """Bounds that follow from those of other levels, and from published lines."""
    low, high = ends
    lines = lines.union(*(source.lines for source in sources))
    return Bounds(End(low, formula, lines, derivation), End(high, formula, lines, derivation))


class Search:
    """Bounds of levels by period and segments, and the contradictions found between them."""

    def __init__(
        self, dataset: Dataset, grid: int, names: Mapping[Subset, tuple[str, ...]]
    ) -> None:
        self.dataset, self.grid, self.names = dataset, grid, names
        self.known: dict[LevelKey, Bounds] = {}
        self._contradictions: dict[frozenset[int], Problem] = {}
        self._unknown = Bounds(End(0, "not negative")) if dataset.non_negative else Bounds()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The contradictions, but none that only adds lines to another one."""
        found = self._contradictions
        return tuple(found[lines] for lines in found if not any(other < lines for other in found))

    def publish(self, observation: Observation) -> None:
        """Enter a published level."""
        lines = frozenset({observation.line})
        low, high = (
            End(int(Fraction(number) * self.grid), "published", lines)
            for number in (observation.low, observation.high)
        )
        key = (observation.period, members(self.dataset, observation.segment))
        self._narrow(key, Bounds(low, high))

    def run(self, identities: tuple[Identity, ...]) -> None:
        """Apply the identities until nothing moves.

        To stop early leaves bounds wider than they could be, never wrong.
        """
        users: dict[LevelKey, list[int]] = {}
        for number, identity in enumerate(identities):
            for key in identity.keys:
                users.setdefault(key, []).append(number)
        queue = deque(range(len(identities)))
        waiting = set(queue)
        for _ in range(_MOST_ROUNDS * len(identities)):
            if not queue:
                return
            number = queue.popleft()
            waiting.discard(number)
            for key in self._apply(identities[number]):
                fresh = [user for user in users[key] if user not in waiting]
                waiting.update(fresh)
                queue.extend(fresh)

    def _apply(self, identity: Identity) -> Iterator[LevelKey]:
        proposals = self._sum(identity) if isinstance(identity, Sum) else self._rate(identity)
        for key, proposal in proposals:
            if self._narrow(key, proposal):
                yield key

    def _bounds(self, key: LevelKey) -> Bounds:
        return self.known.get(key, self._unknown)

    def _sum(self, identity: Sum) -> Iterator[tuple[LevelKey, Bounds]]:
        """Yield what a sum says of its levels; most identities say nothing new, which is cheap."""
        parts = [self._bounds(key) for key in identity.parts]
        whole = self._bounds(identity.whole)
        ends = _total(parts)
        if any(whole.moves(ends)):
            formula = " + ".join(map(self._name, identity.parts))
            yield identity.whole, _derived(ends, parts, formula, "sum")
            whole = self._bounds(identity.whole)
        for position, key in enumerate(identity.parts):
            others = parts[:position] + parts[position + 1 :]
            ends = _remainder(whole, others)
            if any(self._bounds(key).moves(ends)):
                rest = identity.parts[:position] + identity.parts[position + 1 :]
                formula = " - ".join(map(self._name, (identity.whole, *rest)))
                yield key, _derived(ends, (whole, *others), formula, "difference")

    def _rate(self, identity: Rate) -> Iterator[tuple[LevelKey, Bounds]]:
        low, high, lines = identity.low, identity.high, frozenset({identity.line})
        base = self._bounds(identity.base)
        formula = f"{self._name(identity.base)} x (1 + growth)"
        ends = _scaled(base, low, high)
        yield identity.level, _derived(ends, (base,), formula, "published_rate", lines)
        if low > 0:  # after a loss of everything, nothing is known of the level before
            level = self._bounds(identity.level)
            formula = f"{self._name(identity.level)} / (1 + growth)"
            ends = _scaled(level, 1 / high, 1 / low)
            yield identity.base, _derived(ends, (level,), formula, "published_rate", lines)

    def _narrow(self, key: LevelKey, proposal: Bounds) -> bool:
        """Return True when bounds moved enough to tell those that depend on them."""
        old = self._bounds(key)
        new = old.within(proposal)
        if new.width is not None and new.width < 0:
            self._contradict(key, old, proposal)
            return False
        if new.low is old.low and new.high is old.high:
            return False
        self.known[key] = new
        if old.width is None or new.width is None:
            return True
        return (old.width - new.width) * _WORTH_TELLING > old.width

    def _contradict(self, key: LevelKey, old: Bounds, proposal: Bounds) -> None:
        lines = old.lines | proposal.lines
        where = f"{self.dataset.provenance.data.name}:{','.join(map(str, sorted(lines)))}"
        what = (
            f"{self._name(key)} is {self._range(old)}, "
            f"but {proposal.formula} gives {self._range(proposal)}"
        )
        remedy = "correct a cell, or give low and high where a published figure is rounded"
        self._contradictions.setdefault(lines, Problem(where, what, remedy))

    def _range(self, bounds: Bounds) -> str:
        low, high = (self._text(end) for end in (bounds.low, bounds.high))
        return low if low == high else f"{low} to {high}"

    def _text(self, end: End) -> str:
        if end.at is None:
            return "unbounded"
        return f"{end.at / self.grid:.6f}".rstrip("0").rstrip(".")

    def _name(self, key: LevelKey) -> str:
        period, subset = key
        codes = self.names.get(subset)
        return f"{codes[0] if codes else '+'.join(sorted(subset))} {period}"
