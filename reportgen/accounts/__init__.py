"""Completes the table by the identities it must satisfy, with bounds; refuses contradictions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

from reportgen.accounts.bounds import Cell
from reportgen.accounts.identities import Subset, identities
from reportgen.accounts.search import Search
from reportgen.dataset import Dataset, Observation
from reportgen.errors import DataError, Problem
from reportgen.measure import Derivation, Measure, Status, least_certain
from reportgen.period import Period

__all__ = ["Accounts", "as_published", "complete", "decimal_of"]

_GRID_PLACES = 6
_WEAKEST_LAST: tuple[Derivation, ...] = ("published", "sum", "difference", "published_rate")


@dataclass(frozen=True, slots=True)
class Accounts:
    """Every level and published growth rate that the dataset determines, by period and code."""

    dataset: Dataset
    levels: Mapping[tuple[Period, str], Measure]
    growths: Mapping[tuple[Period, str], Measure]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that hold at least one published figure, in order."""
        scope = self.dataset.scope
        return tuple(sorted({o.period for o in self.dataset.observations if o.scope == scope}))


def complete(dataset: Dataset) -> Accounts:
    """Return the accounts: published cells, and all that follows from them, with bounds.

    Raises DataError naming the lines that contradict each other, or when there are none.
    """
    own = [o for o in dataset.observations if o.scope == dataset.scope]
    if not own:
        what = f'no value belongs to the scope of the series, "{dataset.scope}"'
        remedy = "name the scope of the series first in its package"
        raise DataError(Problem(dataset.provenance.data.name, what, remedy))
    names = _names(dataset)
    search = Search(dataset, 10 ** max(_GRID_PLACES, *map(_places, own)), names)
    for observation in own:
        if observation.measure == "level":
            search.publish(observation)
    search.run(identities(dataset, own))
    if search.problems:
        raise DataError(*search.problems)
    growths = {(o.period, o.segment): as_published(o) for o in own if o.measure == "growth"}
    return Accounts(dataset, dict(_levels(search, own, names)), growths)


def _places(observation: Observation) -> int:
    numbers = (observation.value, observation.low, observation.high)
    return max(-int(number.as_tuple().exponent) for number in numbers)


def _names(dataset: Dataset) -> dict[Subset, tuple[str, ...]]:
    """The codes of each set of segments: two where a series has one segment only."""
    names: dict[Subset, tuple[str, ...]] = {}
    for entity in dataset.entities:
        subset = frozenset(entity.members)
        names[subset] = (*names.get(subset, ()), entity.code)
    return names


def _levels(
    search: Search, own: list[Observation], names: Mapping[Subset, tuple[str, ...]]
) -> Iterator[tuple[tuple[Period, str], Measure]]:
    status_of: dict[int, Status] = {o.line: o.status for o in own}
    published = {(o.period, o.segment): o for o in own if o.measure == "level"}
    unit = search.dataset.level_unit.code
    for (period, subset), cell in search.cells.items():
        if cell.low.at is None or cell.high.at is None:
            continue
        measure = _measured(cell, search.grid, unit, status_of)
        for code in names.get(subset, ()):
            observation = published.get((period, code))
            yield (
                (period, code),
                _as_published(measure, cell, observation) if observation else measure,
            )


def _measured(cell: Cell, grid: int, unit: str, status_of: Mapping[int, Status]) -> Measure:
    low, high = Fraction(cell.low.at or 0, grid), Fraction(cell.high.at or 0, grid)
    derivation = max(cell.low.derivation, cell.high.derivation, key=_WEAKEST_LAST.index)
    lines = tuple(sorted(cell.lines))
    status = least_certain(tuple(status_of[line] for line in lines))
    if derivation in ("difference", "published_rate") and low != high:
        status = "estimated"
    return Measure((low + high) / 2, low, high, unit, cell.formula, lines, status, derivation)


def _as_published(measure: Measure, cell: Cell, observation: Observation) -> Measure:
    """Keep the published value, unless its cell is known better on both sides by other cells."""
    value = Fraction(observation.value)
    outside = not measure.low <= value <= measure.high
    better = cell.low.derivation != "published" and cell.high.derivation != "published"
    measure = replace(measure, inputs=tuple(sorted({*measure.inputs, observation.line})))
    if outside or better:
        return measure
    return replace(
        measure,
        value=value,
        status=observation.status,
        formula="published",
        derivation="published",
    )


def as_published(observation: Observation) -> Measure:
    """Return a published cell as a figure, with its bounds and its line."""
    value, low, high = (
        Fraction(number) for number in (observation.value, observation.low, observation.high)
    )
    lines = (observation.line,)
    status = observation.status
    return Measure(value, low, high, observation.unit, "published", lines, status, "published")


def decimal_of(value: Fraction, digits: int = 16) -> Decimal:
    """Return a fraction as a decimal, exact where it ends, else to `digits` significant digits."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) == value:
        return exact
    return Context(prec=digits).divide(value.numerator, value.denominator)
