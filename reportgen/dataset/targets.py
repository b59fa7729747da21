"""Reads announced targets: levels that someone aims for, often on another scope."""

from decimal import Decimal
from pathlib import Path

from reportgen.dataset.cells import CellError, number_cell, one_of, within_reason
from reportgen.dataset.columns import Record, records
from reportgen.dataset.model import Target
from reportgen.dataset.package import Package
from reportgen.dataset.reader import read_bytes, read_table
from reportgen.errors import DataError, Problem

REQUIRED = ("target", "year", "value", "unit", "baseline_year", "baseline", "source")
COLUMNS = (*REQUIRED[:-1], "scope", "source")


def read_targets(path: Path, package: Package) -> tuple[Target, ...]:
    """Return the targets of a file, in its order; raises DataError with every problem."""
    data = read_bytes(path, f"correct its path in {package.file_name}")
    named, problems = records(read_table(path.name, data), COLUMNS, REQUIRED)
    targets = []
    for record in named:
        try:
            targets.append(_target(record, package))
        except CellError as refused:
            problems.append(Problem(record.where, refused.what, refused.remedy))
    if problems:
        raise DataError(*problems)
    return tuple(targets)


def _target(record: Record, package: Package) -> Target:
    cells = record.cells
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
        line=record.line,
        scope=one_of("scope", cells["scope"] or package.scopes[0], package.scopes),
    )


def _year(column: str, text: str) -> int:
    year = number_cell(column, text)
    if year != year.to_integral_value() or not Decimal(1) <= year <= Decimal(9999):
        raise CellError(f'{column} "{text}" is not a year', "write it as 2030")
    return int(year)
