"""Bounds of one cell and their arithmetic: integers on a grid, rounded outwards, so always true."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from reportgen.measure import Derivation

Ends = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class End:
    """One bound of a cell, on the grid, and how it was found; None: not bounded."""

    at: int | None = None
    formula: str = ""
    lines: frozenset[int] = frozenset()
    derivation: Derivation = "published"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one level: it lies between two ends."""

    low: End = End()
    high: End = End()

    @property
    def lines(self) -> frozenset[int]:
        """The dataset lines behind both ends."""
        return self.low.lines | self.high.lines

    @property
    def width(self) -> int | None:
        """The distance between both ends, None where one is open."""
        return _minus(self.high.at, self.low.at)

    @property
    def empty(self) -> bool:
        """True when no number satisfies both ends."""
        return self.width is not None and self.width < 0

    @property
    def formula(self) -> str:
        """How the cell was found."""
        return "; ".join(dict.fromkeys((self.low.formula, self.high.formula)))

    def within(self, other: "Cell") -> "Cell":
        """Return the cell narrowed by another; an end that does not move stays the same object."""
        raised, lowered = self.moves((other.low.at, other.high.at))
        return Cell(other.low if raised else self.low, other.high if lowered else self.high)

    def moves(self, ends: Ends) -> tuple[bool, bool]:
        """Whether the low end would move up and the high end down between these ends."""
        low, high = ends
        return (
            low is not None and (self.low.at is None or low > self.low.at),
            high is not None and (self.high.at is None or high < self.high.at),
        )


def total(parts: Sequence[Cell]) -> Ends:
    """Return the ends of the sum of cells."""
    return _total([cell.low.at for cell in parts]), _total([cell.high.at for cell in parts])


def remainder(whole: Cell, others: Sequence[Cell]) -> Ends:
    """Return the ends of what a whole leaves beside its other parts."""
    low, high = total(others)
    return _minus(whole.low.at, high), _minus(whole.high.at, low)


def added(parts: Sequence[Cell], formula: str) -> Cell:
    """Return the sum of cells."""
    low, high = total(parts)
    lines = _lines(parts)
    return Cell(End(low, formula, lines, "sum"), End(high, formula, lines, "sum"))


def subtracted(whole: Cell, others: Sequence[Cell], formula: str) -> Cell:
    """Return what a whole leaves beside its other parts."""
    low, high = remainder(whole, others)
    lines = whole.lines | _lines(others)
    return Cell(End(low, formula, lines, "difference"), End(high, formula, lines, "difference"))


def scaled(cell: Cell, low: Fraction, high: Fraction, formula: str, line: int) -> Cell:
    """Return a cell times any factor from `low` to `high`, published on `line`."""
    if cell.low.at is None or cell.high.at is None:
        return Cell()
    corners = [at * factor for at in (cell.low.at, cell.high.at) for factor in (low, high)]
    lines = cell.lines | {line}
    return Cell(
        End(floor(min(corners)), formula, lines, "published_rate"),
        End(ceil(max(corners)), formula, lines, "published_rate"),
    )


def _lines(cells: Iterable[Cell]) -> frozenset[int]:
    return frozenset().union(*(cell.lines for cell in cells))


def _total(ends: list[int | None]) -> int | None:
    bounded = [at for at in ends if at is not None]
    return sum(bounded) if len(bounded) == len(ends) else None


def _minus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other
