"""Turns records into observations and finds every reason to refuse them."""

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
from reportgen.dataset.columns import Record
from reportgen.dataset.model import MeasureKind, Observation, Unit
from reportgen.dataset.package import Package
from reportgen.errors import Problem
from reportgen.measure import Status
from reportgen.period import Period

REQUIRED = ("period", "segment", "value", "unit", "status")
COLUMNS = (
    *("scope", "period", "segment", "measure", "value", "low", "high"),
    *("unit", "status", "published", "source"),
)

_LOWEST_GROWTH = Decimal(-100)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Key:
    scope: str
    period: Period
    segment: str
    measure: MeasureKind
    published: str
    source: str


@dataclass(frozen=True, slots=True)
class _Findings:
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
    records: list[Record], package: Package
) -> tuple[tuple[Observation, ...], list[Problem]]:
    """Return the observations of all records and all problems, in the order of the lines.

    A cell announced as missing is checked and then left out, like an absent row.
    """
    observations: list[Observation] = []
    problems: list[Problem] = []
    first_lines: dict[_Key, int] = {}
    for record in records:
        findings = _Findings(record.where)
        key = _key(record, package, findings)
        if not findings.problems:
            first = first_lines.setdefault(key, record.line)
            if first != record.line:
                findings.problems.append(_duplicate(record, key, first))
        observation = _observation(record, key, package, findings)
        problems += findings.problems
        if observation is not None and not findings.problems:
            observations.append(observation)
    return tuple(observations), problems + _mixed_units(observations, records)


def _key(record: Record, package: Package, findings: _Findings) -> _Key:
    cells = record.cells
    scope = cells["scope"] or package.scopes[0]
    return _Key(
        findings.read(lambda: one_of("scope", scope, package.scopes), scope),
        findings.read(lambda: period_cell(cells["period"]), Period(0)),
        findings.read(lambda: one_of("segment", cells["segment"], package.codes), ""),
        findings.read(lambda: measure_cell(cells["measure"]), "level"),
        findings.read(lambda: date_cell("published", cells["published"]), ""),
        cells["source"],
    )


def _duplicate(record: Record, key: _Key, first: int) -> Problem:
    what = f"{key.segment} {key.period} is given at line {first} already"
    return Problem(record.where, what, "keep one line, or date each vintage in published")


def _observation(
    record: Record, key: _Key, package: Package, findings: _Findings
) -> Observation | None:
    cells = record.cells
    unit = findings.read(lambda: _unit(cells["unit"], key.measure, package), None)
    status: Status | None = findings.read(lambda: status_cell(cells["status"]), "unspecified")
    if status is None:
        findings.read(lambda: _announced_as_missing(record), None)
        return None
    numbers = findings.read(lambda: _bounded(record, key.measure, unit, package), None)
    if numbers is None or unit is None:
        return None
    return _of(key, numbers, unit, status, record.line)


def _of(
    key: _Key, numbers: tuple[Decimal, Decimal, Decimal], unit: Unit, status: Status, line: int
) -> Observation:
    value, low, high = numbers
    return Observation(
        scope=key.scope,
        period=key.period,
        segment=key.segment,
        measure=key.measure,
        value=value,
        low=low,
        high=high,
        unit=unit.code,
        status=status,
        published=key.published,
        source=key.source,
        line=line,
    )


def _unit(text: str, measure: MeasureKind, package: Package) -> Unit:
    unit = package.units[one_of("unit", text, package.units)]
    if unit.kind != measure:
        fitting = [other.code for other in package.units.values() if other.kind == measure]
        what = f'unit "{text}" does not measure a {measure}'
        raise CellError(what, f"write {' or '.join(fitting)}")
    return unit


def _announced_as_missing(record: Record) -> None:
    for column in ("value", "low", "high"):
        if record.cells[column]:
            what = f'status is {MISSING} but {column} is "{record.cells[column]}"'
            raise CellError(what, f"empty {column}, or give the status of the value")


def _bounded(
    record: Record, measure: MeasureKind, unit: Unit | None, package: Package
) -> tuple[Decimal, Decimal, Decimal]:
    cells = record.cells
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


def _mixed_units(observations: Iterable[Observation], records: list[Record]) -> list[Problem]:
    where = {record.line: record.where for record in records}
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
