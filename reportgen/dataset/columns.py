"""Names the cells of a table by its header."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.dataset.reader import RawTable, Row
from reportgen.errors import DataError, Problem, did_you_mean


@dataclass(frozen=True, slots=True)
class Record:
    """One row with its cells by column name; a column that the file lacks reads as empty."""

    where: str
    line: int
    cells: Mapping[str, str]


def records(
    table: RawTable, columns: tuple[str, ...], required: tuple[str, ...]
) -> tuple[list[Record], list[Problem]]:
    """Return the rows of a table as records, and every problem of its header and widths.

    Raises DataError when there are no rows, or a required column is missing or one stands twice.
    """
    problems = _header_problems(table, columns, required)
    names = [name for name in table.header.cells if name]
    if not set(required) <= set(names) or len(set(names)) < len(names):
        raise DataError(*problems)
    if not table.rows:
        raise DataError(*problems, Problem(table.name, "has a header but no rows", "add data"))
    named = []
    for row in table.rows:
        where = f"{table.name}:{row.line}"
        problems += _width_problems(table.header, row, where)
        given = dict(zip(table.header.cells, row.cells, strict=False))
        cells = {name: given.get(name, "") for name in columns}
        named.append(Record(where, row.line, cells))
    return named, problems


def _header_problems(
    table: RawTable, columns: tuple[str, ...], required: tuple[str, ...]
) -> list[Problem]:
    where = f"{table.name}:{table.header.line}"
    names = [name for name in table.header.cells if name]
    if len(names) == 1 and ";" in names[0]:
        return [Problem(where, "cells are separated by semicolons", "separate them by commas")]
    missing = [name for name in required if name not in names]
    return [
        *(
            Problem(where, f'column "{name}" is missing', f"the header is {','.join(columns)}")
            for name in missing
        ),
        *(
            Problem(where, f'column "{name}" is unknown', did_you_mean(name.lower(), list(columns)))
            for name in dict.fromkeys(names)
            if name not in columns
        ),
        *(
            Problem(where, f'column "{name}" stands twice', "keep one")
            for name in dict.fromkeys(names)
            if names.count(name) > 1
        ),
    ]


def _width_problems(header: Row, row: Row, where: str) -> list[Problem]:
    surplus = [
        cell
        for place, cell in enumerate(row.cells)
        if cell and (place >= len(header.cells) or not header.cells[place])
    ]
    if not surplus:
        return []
    what = f'cell "{surplus[0]}" stands under no column'
    return [Problem(where, what, "quote cells that hold a comma; write decimals with a point")]
