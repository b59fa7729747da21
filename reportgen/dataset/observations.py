"""Rows into observations and targets, with every reason to refuse them, and the vintage to use."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from reportgen.dataset.cells import (
    MISSING,
    CellError,
    date_cell,
    measure_cell,
    number_cell,
    one_of,
    period_cell,
    status_cell,
    within_reason,
)
from reportgen.dataset.model import InputFile, Observation, Target
from reportgen.dataset.package import Package
from reportgen.dataset.reader import NamedRow, named_rows, read_bytes, read_table
from reportgen.errors import DataError, Problem
from reportgen.measure import MeasureKind, Status, Unit
from reportgen.period import Period

REQUIRED = ("period", "segment", "value", "unit", "status")
COLUMNS = (
    *("scope", "period", "segment", "measure", "value", "low", "high"),
    *("unit", "status", "published", "source"),
)
TARGET_REQUIRED = ("target", "year", "value", "unit", "baseline_year", "baseline", "source")
TARGET_COLUMNS = (*TARGET_REQUIRED[:-1], "scope", "source")

_LOWEST_GROWTH = Decimal(-100)
_Value = TypeVar("_Value")
_CellKey = tuple[str, Period, str, MeasureKind]  # scope, period, segment, measure
_Key = tuple[_CellKey, str, str]  # with the date and the source of its publication


@dataclass(frozen=True, slots=True)
class _ProblemCollector:
    """Notes what is refused on one line, and goes on."""

    where: str
    problems: list[Problem] = field(default_factory=list)

    def read(self, read: Callable[[], _Value], otherwise: _Value) -> _Value:
        try:
            return read()
        except CellError as refused:
            self.problems.append(Problem(self.where, refused.what, refused.remedy))
            return otherwise


def observed(
    rows: list[NamedRow], package: Package
) -> tuple[tuple[Observation, ...], list[Problem]]:
    """Return the observations of all rows and all problems, in the order of the lines.

    A cell announced as missing is checked and then left out, like an absent row.
    """
    observations: list[Observation] = []
    problems: list[Problem] = []
    first_lines: dict[_Key, int] = {}
    for row in rows:
        collector = _ProblemCollector(row.where)
        key = _key(row, package, collector)
        if not collector.problems and first_lines.setdefault(key, row.line) != row.line:
            (_, period, segment, _), *_ = key
            what = f"{segment} {period} is given at line {first_lines[key]} already"
            remedy = "keep one line, or date each vintage in published"
            collector.problems.append(Problem(row.where, what, remedy))
        observation = _observation(row, key, package, collector)
        problems += collector.problems
        if observation is not None and not collector.problems:
            observations.append(observation)
    return tuple(observations), problems + _mixed_units(observations, rows)


def _key(row: NamedRow, package: Package, collector: _ProblemCollector) -> _Key:
    cells, read = row.cells, collector.read
    scope = cells["scope"] or package.scope
    codes = [entity.code for entity in package.entities]
    cell: _CellKey = (
        read(lambda: one_of("scope", scope, package.scopes), scope),
        read(lambda: period_cell(cells["period"]), Period(0)),
        read(lambda: one_of("segment", cells["segment"], codes), ""),
        read(lambda: measure_cell(cells["measure"]), "level"),
    )
    return cell, read(lambda: date_cell("published", cells["published"]), ""), cells["source"]


def _observation(
    row: NamedRow, key: _Key, package: Package, collector: _ProblemCollector
) -> Observation | None:
    cells, (cell, published, source) = row.cells, key
    unit = collector.read(lambda: _unit(cells["unit"], cell[3], package), None)
    status: Status | None = collector.read(lambda: status_cell(cells["status"]), "unspecified")
    if status is None:
        collector.read(lambda: _announced_as_missing(row), None)
        return None
    numbers = collector.read(lambda: _bounded(row, cell[3], unit, package), None)
    if numbers is None or unit is None:
        return None
    return Observation(*cell, *numbers, unit.code, status, published, source, row.line)


def _unit(text: str, measure: MeasureKind, package: Package) -> Unit:
    unit = package.units[one_of("unit", text, package.units)]
    if unit.kind != measure:
        fitting = [other.code for other in package.units.values() if other.kind == measure]
        what = f'unit "{text}" does not measure a {measure}'
        raise CellError(what, f"write {' or '.join(fitting)}")
    return unit


def _announced_as_missing(row: NamedRow) -> None:
    for column in ("value", "low", "high"):
        if row.cells[column]:
            what = f'status is {MISSING} but {column} is "{row.cells[column]}"'
            raise CellError(what, f"empty {column}, or give the status of the value")


def _bounded(
    row: NamedRow, measure: MeasureKind, unit: Unit | None, package: Package
) -> tuple[Decimal, Decimal, Decimal]:
    cells = row.cells
    value = number_cell("value", cells["value"])
    if bool(cells["low"]) != bool(cells["high"]):
        given, absent = ("low", "high") if cells["low"] else ("high", "low")
        raise CellError(f"{given} stands without {absent}", "give both bounds or neither")
    low = number_cell("low", cells["low"]) if cells["low"] else value
    high = number_cell("high", cells["high"]) if cells["high"] else value
    if unit is not None:
        for column, number in (("value", value), ("low", low), ("high", high)):
            within_reason(column, number, unit)
    if low > high:
        raise CellError(f"low {low} is above high {high}", "exchange them")
    if not low <= value <= high:
        raise CellError(
            f"value {value} is outside its bounds {low} and {high}", "correct the value or a bound"
        )
    _possible(value, low, measure, package)
    return value, low, high


def _possible(value: Decimal, low: Decimal, measure: MeasureKind, package: Package) -> None:
    if measure == "growth" and low < _LOWEST_GROWTH:
        raise CellError(f"growth {low} is below -100", "a level cannot lose more than all of it")
    if measure == "level" and value < 0 and package.non_negative:
        what = f"value {value} is negative, and {package.file.name} says that none is"
        raise CellError(what, "correct the value, or non_negative in the package")


def _mixed_units(observations: Iterable[Observation], rows: list[NamedRow]) -> list[Problem]:
    where = {row.line: row.where for row in rows}
    levels = [cell for cell in observations if cell.measure == "level"]
    return [
        Problem(
            where[cell.line],
            f'unit "{cell.unit}" is not that of line {levels[0].line}, "{levels[0].unit}"',
            "write every level in one unit",
        )
        for cell in levels
        if cell.unit != levels[0].unit
    ]


def read_targets(name: str, package: Package) -> tuple[InputFile, tuple[Target, ...]]:
    """Return a file beside the package and the targets in it, in its order.

    Raises DataError with every problem.
    """
    path = package.file.path.parent / name
    file = InputFile(name, path, read_bytes(path, f"correct its path in {package.file.name}"))
    named, problems = named_rows(read_table(path.name, file.data), TARGET_COLUMNS, TARGET_REQUIRED)
    targets = []
    for row in named:
        try:
            targets.append(_target(row, package))
        except CellError as refused:
            problems.append(Problem(row.where, refused.what, refused.remedy))
    if problems:
        raise DataError(*problems)
    return file, tuple(targets)


def _target(row: NamedRow, package: Package) -> Target:
    cells = row.cells
    levels = [unit.code for unit in package.units.values() if unit.kind == "level"]
    unit = package.units[one_of("unit", cells["unit"], levels)]
    value, baseline = (number_cell(column, cells[column]) for column in ("value", "baseline"))
    for column, number in (("value", value), ("baseline", baseline)):
        within_reason(column, number, unit)
    return Target(
        code=cells["target"],
        year=_year("year", cells["year"]),
        value=value,
        unit=unit.code,
        baseline_year=_year("baseline_year", cells["baseline_year"]),
        baseline=baseline,
        source=cells["source"],
        line=row.line,
        scope=one_of("scope", cells["scope"] or package.scope, package.scopes),
    )


def _year(column: str, text: str) -> int:
    year = number_cell(column, text)
    if year != year.to_integral_value() or not Decimal(1) <= year <= Decimal(9999):
        raise CellError(f'{column} "{text}" is not a year', "write it as 2030")
    return int(year)


def published_by(observation: Observation, as_of: str) -> bool:
    """Return whether the observation was published by `as_of`, true when its date is unknown.

    Dates of a month or a year are compared at the coarser of the two precisions.
    """
    precision = min(len(observation.published), len(as_of))
    return observation.published[:precision] <= as_of[:precision]


def newest(
    observations: Iterable[Observation], name: str
) -> tuple[tuple[Observation, ...], tuple[Observation, ...], list[Problem]]:
    """Return the newest vintage of each cell, the older ones, and contradictions of one date.

    Among the sources of one date the narrowest bounds win; both results are in line order.
    """
    current: list[Observation] = []
    older: list[Observation] = []
    problems: list[Problem] = []
    for vintages in _by_cell_and_date(observations).values():
        problems += [
            problem for sources in vintages.values() for problem in _contradiction(sources, name)
        ]
        kept = [min(vintages[date], key=_precision) for date in sorted(vintages, reverse=True)]
        current.append(kept[0])
        older += kept[1:]
    return _by_line(current), _by_line(older), problems


def _by_cell_and_date(
    observations: Iterable[Observation],
) -> dict[_CellKey, dict[str, list[Observation]]]:
    cells: dict[_CellKey, dict[str, list[Observation]]] = {}
    for seen in observations:
        cell = (seen.scope, seen.period, seen.segment, seen.measure)
        cells.setdefault(cell, {}).setdefault(seen.published, []).append(seen)
    return cells


def _contradiction(sources: list[Observation], name: str) -> list[Problem]:
    highest_low = max(sources, key=lambda seen: seen.low)
    lowest_high = min(sources, key=lambda seen: seen.high)
    if highest_low.low <= lowest_high.high:
        return []
    first, second = sorted((highest_low, lowest_high), key=lambda seen: seen.line)
    return [
        Problem(
            f"{name}:{second.line}",
            f"{second.segment} {second.period} is {_bounds(second)} here and {_bounds(first)} "
            f"at line {first.line}, of the same date",
            "correct one, or date each vintage in published",
        )
    ]


def _bounds(seen: Observation) -> str:
    return f"{seen.value}" if seen.low == seen.high else f"{seen.low} to {seen.high}"


def _precision(seen: Observation) -> tuple[Decimal, Decimal, str]:
    return (seen.high - seen.low, seen.value, seen.source)


def _by_line(observations: list[Observation]) -> tuple[Observation, ...]:
    return tuple(sorted(observations, key=lambda seen: seen.line))
