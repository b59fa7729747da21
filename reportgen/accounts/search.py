"""The search: cells narrow each other through the identities until nothing moves."""

from collections import deque
from collections.abc import Iterator, Mapping
from fractions import Fraction

from reportgen.accounts.bounds import Cell, End, added, remainder, scaled, subtracted, total
from reportgen.accounts.identities import Identity, Key, Rate, Subset, Sum, members
from reportgen.dataset import Dataset, Observation
from reportgen.errors import Problem

_WORTH_TELLING = 1000  # a bound that moves by less than a thousandth of its width is not passed on
_MOST_ROUNDS = 100  # contradictory figures can push each other for ever; sound ones rest before


class Search:
    """Cells on a grid, by period and segments, and the contradictions found between them."""

    def __init__(
        self, dataset: Dataset, grid: int, names: Mapping[Subset, tuple[str, ...]]
    ) -> None:
        self.dataset, self.grid, self.names = dataset, grid, names
        self.cells: dict[Key, Cell] = {}
        self._contradictions: dict[frozenset[int], Problem] = {}
        self._unknown = Cell(End(0, "not negative")) if dataset.non_negative else Cell()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The contradictions, but none that only adds lines to another one."""
        found = self._contradictions
        return tuple(found[lines] for lines in found if not any(other < lines for other in found))

    def cell(self, key: Key) -> Cell:
        """Return what is known of a cell."""
        return self.cells.get(key, self._unknown)

    def publish(self, observation: Observation) -> None:
        """Enter a published level."""
        lines = frozenset({observation.line})
        low, high = (
            End(int(Fraction(number) * self.grid), "published", lines)
            for number in (observation.low, observation.high)
        )
        key = (observation.period, members(self.dataset, observation.segment))
        self._narrow(key, Cell(low, high))

    def run(self, identities: tuple[Identity, ...]) -> None:
        """Apply the identities until nothing moves.

        To stop early leaves bounds wider than they could be, never wrong.
        """
        users: dict[Key, list[int]] = {}
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

    def _apply(self, identity: Identity) -> Iterator[Key]:
        proposals = self._sum(identity) if isinstance(identity, Sum) else self._rate(identity)
        for key, proposal in proposals:
            if self._narrow(key, proposal):
                yield key

    def _sum(self, identity: Sum) -> Iterator[tuple[Key, Cell]]:
        """Yield what a sum says of its cells; most identities say nothing new, which is cheap."""
        parts = [self.cell(key) for key in identity.parts]
        whole = self.cell(identity.whole)
        if any(whole.moves(total(parts))):
            yield identity.whole, added(parts, " + ".join(map(self._name, identity.parts)))
            whole = self.cell(identity.whole)
        for position, key in enumerate(identity.parts):
            others = parts[:position] + parts[position + 1 :]
            if any(self.cell(key).moves(remainder(whole, others))):
                rest = identity.parts[:position] + identity.parts[position + 1 :]
                names = map(self._name, (identity.whole, *rest))
                yield key, subtracted(whole, others, " - ".join(names))

    def _rate(self, identity: Rate) -> Iterator[tuple[Key, Cell]]:
        low, high, line = identity.low, identity.high, identity.line
        formula = f"{self._name(identity.base)} x (1 + growth)"
        yield identity.level, scaled(self.cell(identity.base), low, high, formula, line)
        if low > 0:  # after a loss of everything, nothing is known of the level before
            formula = f"{self._name(identity.level)} / (1 + growth)"
            yield identity.base, scaled(self.cell(identity.level), 1 / high, 1 / low, formula, line)

    def _narrow(self, key: Key, proposal: Cell) -> bool:
        """Return True when a cell moved enough to tell those that depend on it."""
        old = self.cell(key)
        new = old.within(proposal)
        if new.empty:
            self._contradict(key, old, proposal)
            return False
        if new.low is old.low and new.high is old.high:
            return False
        self.cells[key] = new
        if old.width is None or new.width is None:
            return True
        return (old.width - new.width) * _WORTH_TELLING > old.width

    def _contradict(self, key: Key, old: Cell, proposal: Cell) -> None:
        lines = old.lines | proposal.lines
        where = f"{self.dataset.provenance.data.name}:{','.join(map(str, sorted(lines)))}"
        what = (
            f"{self._name(key)} is {self._range(old)}, "
            f"but {proposal.formula} gives {self._range(proposal)}"
        )
        remedy = "correct a cell, or give low and high where a published figure is rounded"
        self._contradictions.setdefault(lines, Problem(where, what, remedy))

    def _range(self, cell: Cell) -> str:
        low, high = (self._text(end) for end in (cell.low, cell.high))
        return low if low == high else f"{low} to {high}"

    def _text(self, end: End) -> str:
        if end.at is None:
            return "unbounded"
        return f"{end.at / self.grid:.6f}".rstrip("0").rstrip(".")

    def _name(self, key: Key) -> str:
        period, subset = key
        codes = self.names.get(subset)
        return f"{codes[0] if codes else '+'.join(sorted(subset))} {period}"
