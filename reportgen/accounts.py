"""Completes the table by the identities it must satisfy, with bounds; refuses contradictions.

Bounds move on an integer grid, rounded outwards, so that they stay true and the search ends.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from reportgen.dataset import Dataset, Observation
from reportgen.errors import DataError, Problem
from reportgen.measure import Derivation, Measure, Status, least_certain
from reportgen.period import Period, periods_of

_GRID_PLACES = 6
_WORTH_TELLING = 1000  # a bound that moves by less than a thousandth of its width is not passed on

Subset = frozenset[str]
Key = tuple[Period, Subset]


@dataclass(frozen=True, slots=True)
class Accounts:
    """Every level and published growth rate that the dataset determines, by period and code."""

    dataset: Dataset
    levels: Mapping[tuple[Period, str], Measure]
    growths: Mapping[tuple[Period, str], Measure]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that hold at least one published level, in order."""
        scope = self.dataset.scope
        return tuple(sorted({o.period for o in self.dataset.observations if o.scope == scope}))


@dataclass(frozen=True, slots=True)
class _End:
    """One bound of a cell, on the grid, and how it was found."""

    at: int | None
    formula: str = ""
    lines: frozenset[int] = frozenset()
    derivation: Derivation = "published"


@dataclass(frozen=True, slots=True)
class _Cell:
    low: _End = _End(None)
    high: _End = _End(None)

    @property
    def lines(self) -> frozenset[int]:
        return self.low.lines | self.high.lines

    @property
    def width(self) -> int | None:
        if self.low.at is None or self.high.at is None:
            return None
        return self.high.at - self.low.at


@dataclass(frozen=True, slots=True)
class _Sum:
    """An identity: the whole equals the sum of its parts."""

    whole: Key
    parts: tuple[Key, ...]

    @property
    def keys(self) -> tuple[Key, ...]:
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class _Rate:
    """An identity: a level equals the level a year before times a published factor."""

    level: Key
    base: Key
    low: Fraction
    high: Fraction
    line: int

    @property
    def keys(self) -> tuple[Key, ...]:
        return (self.level, self.base)


_Identity = _Sum | _Rate


def complete(dataset: Dataset) -> Accounts:
    """Return the accounts: published cells, and all that follows from them, with bounds.

    Raises DataError naming the lines that contradict each other.
    """
    own = [o for o in dataset.observations if o.scope == dataset.scope]
    grid: int = 10 ** max([_GRID_PLACES, *(_places(o) for o in own)])
    names = {frozenset(entity.members): entity.code for entity in dataset.entities}
    search = _Search(dataset, grid, names)
    for observation in own:
        if observation.measure == "level":
            search.publish(observation)
    search.run(_identities(dataset, own))
    if search.problems:
        raise DataError(*search.problems)
    levels = dict(_levels(search, own, names))
    growths = {(o.period, o.segment): _published_growth(o) for o in own if o.measure == "growth"}
    return Accounts(dataset, levels, growths)


def _places(observation: Observation) -> int:
    numbers = (observation.value, observation.low, observation.high)
    return max(0, *(-int(number.as_tuple().exponent) for number in numbers))


def _members(dataset: Dataset, code: str) -> Subset:
    return frozenset(dataset.entity(code).members)


def _identities(dataset: Dataset, own: list[Observation]) -> tuple[_Identity, ...]:
    years = {o.period.year for o in own}
    rates = [o for o in own if o.measure == "growth"]
    years |= {o.period.year - 1 for o in rates}
    everyone = frozenset(segment.code for segment in dataset.segments)
    groups = {frozenset(group.members) for group in dataset.groups}
    family = {frozenset(entity.members) for entity in dataset.entities}
    family |= {everyone - group for group in groups if everyone - group}
    periods = [period for year in sorted(years) for period in periods_of(year)]
    splits = tuple(_splits(family))
    found: list[_Identity] = [_rate(dataset, o) for o in rates]
    for period in periods:
        found += [
            _Sum((period, whole), tuple((period, part) for part in parts))
            for whole, parts in splits
        ]
        found += [
            _Sum((period, subset), tuple((part, subset) for part in parts))
            for parts in period.partitions
            for subset in sorted(family, key=sorted)
        ]
    return tuple(found)


def _splits(family: set[Subset]) -> Iterator[tuple[Subset, tuple[Subset, ...]]]:
    """Every subset of the family as the sum of its segments, and of two others."""
    ordered = sorted(family, key=lambda subset: (len(subset), sorted(subset)))
    for whole in ordered:
        if len(whole) > 2:
            yield whole, tuple(frozenset({code}) for code in sorted(whole))
    for one, other in combinations(ordered, 2):
        if not one & other and one | other in family:
            yield one | other, (one, other)


def _rate(dataset: Dataset, observation: Observation) -> _Rate:
    subset = _members(dataset, observation.segment)
    return _Rate(
        (observation.period, subset),
        (observation.period.year_before, subset),
        1 + Fraction(observation.low) / 100,
        1 + Fraction(observation.high) / 100,
        observation.line,
    )


class _Search:
    """The fixpoint: cells narrow each other through the identities until nothing moves."""

    def __init__(self, dataset: Dataset, grid: int, names: Mapping[Subset, str]) -> None:
        self.dataset, self.grid, self.names = dataset, grid, names
        self.cells: dict[Key, _Cell] = {}
        self.problems: list[Problem] = []
        self.floor = _End(0, "not negative") if dataset.non_negative else _End(None)

    def cell(self, key: Key) -> _Cell:
        return self.cells.get(key) or _Cell(low=self.floor)

    def publish(self, observation: Observation) -> None:
        key = (observation.period, _members(self.dataset, observation.segment))
        lines = frozenset({observation.line})
        low = int(Fraction(observation.low) * self.grid)
        high = int(Fraction(observation.high) * self.grid)
        self.cells[key] = _Cell(_End(low, "published", lines), _End(high, "published", lines))

    def run(self, identities: tuple[_Identity, ...]) -> None:
        users: dict[Key, list[_Identity]] = {}
        for identity in identities:
            for key in identity.keys:
                users.setdefault(key, []).append(identity)
        queue = deque(identities)
        waiting = set(identities)
        while queue:
            identity = queue.popleft()
            waiting.discard(identity)
            for key in self._apply(identity):
                for user in users[key]:
                    if user not in waiting:
                        waiting.add(user)
                        queue.append(user)

    def _apply(self, identity: _Identity) -> Iterator[Key]:
        proposals = self._sum(identity) if isinstance(identity, _Sum) else self._rate(identity)
        for key, proposal in proposals:
            if self._narrow(key, proposal):
                yield key

    def _sum(self, identity: _Sum) -> Iterator[tuple[Key, _Cell]]:
        parts = [self.cell(key) for key in identity.parts]
        yield identity.whole, _added(parts, self._sum_formula(identity))
        whole = self.cell(identity.whole)
        for position, key in enumerate(identity.parts):
            others = parts[:position] + parts[position + 1 :]
            formula = self._difference_formula(identity, key)
            yield key, _subtracted(whole, others, formula)

    def _rate(self, identity: _Rate) -> Iterator[tuple[Key, _Cell]]:
        line = frozenset({identity.line})
        level, base = self._name(identity.level), self._name(identity.base)
        forward = f"{base} x (1 + growth)"
        backward = f"{level} / (1 + growth)"
        low, high = identity.low, identity.high
        yield identity.level, _scaled(self.cell(identity.base), low, high, forward, line)
        yield identity.base, _scaled(self.cell(identity.level), 1 / high, 1 / low, backward, line)

    def _narrow(self, key: Key, proposal: _Cell) -> bool:
        old = self.cell(key)
        low = proposal.low if _above(proposal.low.at, old.low.at) else old.low
        high = proposal.high if _below(proposal.high.at, old.high.at) else old.high
        if low is old.low and high is old.high:
            return False
        if low.at is not None and high.at is not None and low.at > high.at:
            self._contradiction(key, old, proposal)
            return False
        new = _Cell(low, high)
        self.cells[key] = new
        if old.width is None or new.width is None:
            return True
        return (old.width - new.width) * _WORTH_TELLING > old.width

    def _contradiction(self, key: Key, old: _Cell, proposal: _Cell) -> None:
        lines = old.lines | proposal.lines
        if any(_lines_of(problem) <= lines for problem in self.problems):
            return
        where = f"{self.dataset.provenance.data_name}:{','.join(map(str, sorted(lines)))}"
        what = (
            f"{self._name(key)} is {self._range(old)}, "
            f"but {_formula_of(proposal)} gives {self._range(proposal)}"
        )
        remedy = "correct a cell, or give low and high where a published figure is rounded"
        self.problems.append(Problem(where, what, remedy))

    def _range(self, cell: _Cell) -> str:
        ends = [
            "unbounded" if end.at is None else _short(Fraction(end.at, self.grid))
            for end in (cell.low, cell.high)
        ]
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"

    def _name(self, key: Key) -> str:
        period, subset = key
        return f"{self.names.get(subset) or '+'.join(sorted(subset))} {period}"

    def _sum_formula(self, identity: _Sum) -> str:
        return " + ".join(self._name(key) for key in identity.parts)

    def _difference_formula(self, identity: _Sum, part: Key) -> str:
        others = (self._name(key) for key in identity.parts if key != part)
        return " - ".join((self._name(identity.whole), *others))


def _lines_of(problem: Problem) -> set[int]:
    return set(map(int, problem.where.rsplit(":", 1)[1].split(",")))


def _formula_of(cell: _Cell) -> str:
    return cell.low.formula or cell.high.formula


def _short(value: Fraction) -> str:
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def _above(new: int | None, old: int | None) -> bool:
    return new is not None and (old is None or new > old)


def _below(new: int | None, old: int | None) -> bool:
    return new is not None and (old is None or new < old)


def _lines(cells: Iterable[_Cell]) -> frozenset[int]:
    return frozenset().union(*(cell.lines for cell in cells))


def _added(parts: list[_Cell], formula: str) -> _Cell:
    lines = _lines(parts)
    lows = [part.low.at for part in parts]
    highs = [part.high.at for part in parts]
    low = None if None in lows else sum(at for at in lows if at is not None)
    high = None if None in highs else sum(at for at in highs if at is not None)
    return _Cell(_End(low, formula, lines, "sum"), _End(high, formula, lines, "sum"))


def _subtracted(whole: _Cell, others: list[_Cell], formula: str) -> _Cell:
    lines = whole.lines | _lines(others)
    rest = _added(others, "")
    low = _minus(whole.low.at, rest.high.at)
    high = _minus(whole.high.at, rest.low.at)
    return _Cell(_End(low, formula, lines, "difference"), _End(high, formula, lines, "difference"))


def _minus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def _scaled(
    cell: _Cell, low: Fraction, high: Fraction, formula: str, line: frozenset[int]
) -> _Cell:
    if cell.low.at is None or cell.high.at is None:
        return _Cell()
    corners = [at * factor for at in (cell.low.at, cell.high.at) for factor in (low, high)]
    lines = cell.lines | line
    floor, ceiling = min(corners), max(corners)
    return _Cell(
        _End(floor.__floor__(), formula, lines, "published_rate"),
        _End(ceiling.__ceil__(), formula, lines, "published_rate"),
    )


def _levels(
    search: _Search, own: list[Observation], names: Mapping[Subset, str]
) -> Iterator[tuple[tuple[Period, str], Measure]]:
    status_of: dict[int, Status] = {o.line: o.status for o in own}
    published = {(o.period, o.segment): o for o in own if o.measure == "level"}
    unit = search.dataset.level_unit.code
    for (period, subset), cell in search.cells.items():
        code = names.get(subset)
        if code is None or cell.width is None:
            continue
        measure = _measured(cell, search.grid, unit, status_of)
        observation = published.get((period, code))
        if observation is not None:
            measure = _as_published(measure, cell, observation)
        yield (period, code), measure


def _measured(cell: _Cell, grid: int, unit: str, status_of: Mapping[int, Status]) -> Measure:
    low, high = Fraction(cell.low.at or 0, grid), Fraction(cell.high.at or 0, grid)
    formulas = dict.fromkeys((cell.low.formula, cell.high.formula))
    derivation = _weakest(cell.low.derivation, cell.high.derivation)
    lines = tuple(sorted(cell.lines))
    status = least_certain(tuple(status_of[line] for line in lines))
    if derivation in ("difference", "published_rate") and low != high:
        status = "estimated"
    formula = "; ".join(formulas)
    return Measure((low + high) / 2, low, high, unit, formula, lines, status, derivation)


def _weakest(one: Derivation, other: Derivation) -> Derivation:
    order: tuple[Derivation, ...] = ("published", "sum", "difference", "published_rate")
    return max(one, other, key=order.index)


def _as_published(measure: Measure, cell: _Cell, observation: Observation) -> Measure:
    """Keep the published value, unless its cell is known better on both sides by other cells."""
    value = Fraction(observation.value)
    outside = not measure.low <= value <= measure.high
    better = cell.low.derivation != "published" and cell.high.derivation != "published"
    if outside or better:
        return replace(measure, inputs=tuple(sorted({*measure.inputs, observation.line})))
    return replace(
        measure,
        value=value,
        status=observation.status,
        formula="published",
        derivation="published",
    )


def _published_growth(observation: Observation) -> Measure:
    value, low, high = (
        Fraction(number) for number in (observation.value, observation.low, observation.high)
    )
    lines = (observation.line,)
    status = observation.status
    return Measure(value, low, high, observation.unit, "published", lines, status, "published")


def decimal_of(value: Fraction, digits: int = 12) -> Decimal:
    """Return a fraction as a decimal, exact where it ends, else to `digits` places."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact if Fraction(exact) == value else round(exact, digits)
