"""The identities that levels must satisfy: sums over segments and over time, published rates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from reportgen.dataset import Dataset, Observation
from reportgen.period import Period, periods_of

Subset = frozenset[str]
LevelKey = tuple[Period, Subset]


@dataclass(frozen=True, slots=True)
class Sum:
    """An identity: the whole equals the sum of its parts."""

    whole: LevelKey
    parts: tuple[LevelKey, ...]

    @property
    def keys(self) -> tuple[LevelKey, ...]:
        """The levels that it binds."""
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class Rate:
    """An identity: a level equals the level a year before times a published factor."""

    level: LevelKey
    base: LevelKey
    low: Fraction
    high: Fraction
    line: int

    @property
    def keys(self) -> tuple[LevelKey, ...]:
        """The levels that it binds."""
        return (self.level, self.base)


Identity = Sum | Rate


def members(dataset: Dataset, code: str) -> Subset:
    """Return the segments that a code stands for."""
    return frozenset(dataset.entity(code).members)


def identities(dataset: Dataset, published: Iterable[Observation]) -> tuple[Identity, ...]:
    """Return every identity between the levels of the years of published observations."""
    every = list(published)
    rates = [o for o in every if o.measure == "growth"]
    years = {o.period.year for o in every} | {o.period.year - 1 for o in rates}
    periods = [period for year in sorted(years) for period in periods_of(year)]
    family = _family(dataset)
    splits, subsets = tuple(_splits(family)), sorted(family, key=sorted)
    found: list[Identity] = [_rate(dataset, o) for o in rates]
    counted = dataset.counted
    for period in periods:
        if counted.adds_over_segments:
            found += [
                Sum((period, whole), tuple((period, part) for part in parts))
                for whole, parts in splits
            ]
        found += [
            Sum((period, subset), tuple((part, subset) for part in parts))
            for parts in (period.partitions() if counted.adds_over_time else ())
            for subset in subsets
        ]
    return tuple(found)


def _family(dataset: Dataset) -> set[Subset]:
    """Segments, groups, the total, and what each group leaves of it."""
    everyone = frozenset(segment.code for segment in dataset.segments)
    groups = {frozenset(group.members) for group in dataset.groups}
    family = {frozenset(entity.members) for entity in dataset.entities}
    return family | {everyone - group for group in groups if everyone - group}


def _splits(family: set[Subset]) -> Iterator[tuple[Subset, tuple[Subset, ...]]]:
    """Every subset of the family as the sum of its segments, and of two others."""
    ordered = sorted(family, key=lambda subset: (len(subset), sorted(subset)))
    for whole in ordered:
        if len(whole) > 2:
            yield whole, tuple(frozenset({code}) for code in sorted(whole))
    for one, other in combinations(ordered, 2):
        if not one & other and one | other in family:
            yield one | other, (one, other)


def _rate(dataset: Dataset, observation: Observation) -> Rate:
    subset = members(dataset, observation.segment)
    return Rate(
        (observation.period, subset),
        (observation.period.year_before, subset),
        1 + Fraction(observation.low) / 100,
        1 + Fraction(observation.high) / 100,
        observation.line,
    )
