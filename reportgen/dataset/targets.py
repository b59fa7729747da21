"""Reads announced targets: levels that someone aims for, often on another scope."""

from decimal import Decimal

from reportgen.dataset.cells import CellError, number_cell, one_of, within_reason
from reportgen.dataset.columns import Record, records
from reportgen.dataset.model import InputFile, Target
from reportgen.dataset.package import Package
from reportgen.dataset.reader import read_bytes, read_table
from reportgen.errors import DataError, Problem

REQUIRED = ("target", "year", "value", "unit", "baseline_year", "baseline", "source")
COLUMNS = (*REQUIRED[:-1], "scope", "source")


def read_targets(name: str, package: Package) -> tuple[InputFile, tuple[Target, ...]]:
    """Return a file beside the package and the targets in it, in its order.

    Raises DataError with every problem.
    """
    path = package.file.path.parent / name
    file = InputFile(name, path, read_bytes(path, f"correct its path in {package.file.name}"))
    named, problems = records(read_table(path.name, file.data), COLUMNS, REQUIRED)
    targets = []
    for record in named:
        try:
            targets.append(_target(record, package))
        except CellError as refused:
            problems.append(Problem(record.where, refused.what, refused.remedy))
    if problems:
        raise DataError(*problems)
    return file, tuple(targets)


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
