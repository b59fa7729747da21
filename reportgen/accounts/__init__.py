"""Completes the table by the identities it must satisfy, with bounds; refuses contradictions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

from reportgen.accounts.identities import Subset, identities
from reportgen.accounts.search import Bounds, Search
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
    published = [o for o in dataset.observations if o.scope == dataset.scope]
    if not published:
        what = f'no value belongs to the scope of the series, "{dataset.scope}"'
        remedy = "name the scope of the series first in its package"
        raise DataError(Problem(dataset.provenance.data.name, what, remedy))
    names = _names(dataset)
    search = Search(dataset, 10 ** max(_GRID_PLACES, *map(_places, published)), names)
    for observation in published:
        if observation.measure == "level":
            search.publish(observation)
    search.run(identities(dataset, published))
    if search.problems:
        raise DataError(*search.problems)
    growths = {(o.period, o.segment): as_published(o) for o in published if o.measure == "growth"}
    return Accounts(dataset, dict(_levels(search, published, names)), growths)


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
    search: Search, published: list[Observation], names: Mapping[Subset, tuple[str, ...]]
) -> Iterator[tuple[tuple[Period, str], Measure]]:
    status_of: dict[int, Status] = {o.line: o.status for o in published}
    entered = {(o.period, o.segment): o for o in published if o.measure == "level"}
    unit = search.dataset.level_unit.code
    for (period, subset), bounds in search.known.items():
        if bounds.low.at is None or bounds.high.at is None:
            continue
        measure = _measured(bounds, search.grid, unit, status_of)
        for code in names.get(subset, ()):
            observation = entered.get((period, code))
            yield (
                (period, code),
                _known_as_published(measure, bounds, observation) if observation else measure,
            )


def _measured(bounds: Bounds, grid: int, unit: str, status_of: Mapping[int, Status]) -> Measure:
    low, high = Fraction(bounds.low.at or 0, grid), Fraction(bounds.high.at or 0, grid)
    derivation = max(bounds.low.derivation, bounds.high.derivation, key=_WEAKEST_LAST.index)
    lines = tuple(sorted(bounds.lines))
    status = least_certain(tuple(status_of[line] for line in lines))
    if derivation in ("difference", "published_rate") and low != high:
        status = "estimated"
    return Measure((low + high) / 2, low, high, unit, bounds.formula, lines, status, derivation)


def _known_as_published(measure: Measure, bounds: Bounds, observation: Observation) -> Measure:
    """Keep the published value, unless its cell is known better on both sides by other cells."""
    value = Fraction(observation.value)
    outside = not measure.low <= value <= measure.high
    better = bounds.low.derivation != "published" and bounds.high.derivation != "published"
    inputs = tuple(sorted({*measure.inputs, observation.line}))
    if outside or better:
        return replace(measure, inputs=inputs)
    entered = as_published(observation)
    return replace(entered, low=measure.low, high=measure.high, unit=measure.unit, inputs=inputs)


def as_published(observation: Observation) -> Measure:
    """Return a published cell as a figure, with its bounds and its line."""
    value, low, high = map(Fraction, (observation.value, observation.low, observation.high))
    lines, unit = (observation.line,), observation.unit
    return Measure(value, low, high, unit, "published", lines, observation.status, "published")


def decimal_of(value: Fraction, digits: int = 16) -> Decimal:
    """Return a fraction as a decimal, exact where it ends, else to `digits` significant digits."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) == value:
        return exact
    return Context(prec=digits).divide(value.numerator, value.denominator)
