"""Reads CSV, XLSX and Parquet as text, once, and names the cells of every line."""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import DataError, Problem, did_you_mean
from reportgen.fileset import content_of

if TYPE_CHECKING:
    import pandas as pd

_MOST_CELLS = 2_000_000  # of a Parquet file, which may unpack to anything
_NEWLINE = re.compile(r"\r\n|\r|\n")
_PARSER_LINE = re.compile(r"(?:line|row) (\d+)")
_AS_CSV = 'save it as "CSV UTF-8 (comma delimited)"'
CONTRACT = (
    "give a CSV, XLSX or Parquet file with the columns period, segment, value, unit and status"
)


@dataclass(frozen=True, slots=True)
class RawRow:
    """The stripped cells of one row and the line of the file on which it starts."""

    line: int
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """True when no cell holds anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file as text: its name, the header, and every row that is not blank."""

    name: str
    header: RawRow
    rows: tuple[RawRow, ...]


def read_bytes(path: Path, remedy: str = CONTRACT) -> bytes:
    """Return the content of a file; raises DataError with the remedy when it does not exist."""
    name = path.name or str(path)
    try:
        return content_of(path)
    except IsADirectoryError:
        raise DataError(Problem(name, "is a folder", "name a file in it")) from None
    except FileNotFoundError:
        raise DataError(Problem(name, "does not exist", remedy)) from None
    except OSError as error:
        raise DataError(
            Problem(name, f"cannot be read ({error.strerror})", "check its permissions")
        ) from error


def read_table(name: str, data: bytes) -> RawTable:
    """Return the table in `data`; the suffix of `name` tells its format.

    Lines are those of the file: the physical line in CSV, the row number in XLSX,
    the record number plus one in Parquet. Raises DataError when there is no table.
    """
    read = _READERS.get(Path(name).suffix.lower())
    if read is None:
        raise DataError(Problem(name, "is not a CSV, XLSX or Parquet file", CONTRACT))
    if not data.strip():
        raise DataError(Problem(name, "is empty", CONTRACT))
    filled = (row for row in read(name, data) if not row.blank)
    header = next(filled, None)
    if header is None:
        raise DataError(Problem(name, "is empty", CONTRACT))
    return RawTable(name, header, tuple(filled))


def _csv_rows(name: str, data: bytes) -> Iterator[RawRow]:
    import pandas as pd

    text = _decoded(name, data)
    # pandas drops cells beyond the width it expects; commas are an upper bound of the width.
    width = 1 + max(line.count(",") for line in _NEWLINE.split(text))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(
                StringIO(text, newline=""),
                header=None,
                names=range(width),
                index_col=False,
                dtype=str,
                keep_default_na=False,
                na_filter=False,
                skip_blank_lines=False,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        raise DataError(_unparsed(name, str(error))) from error
    line = 1
    for cells in frame.itertuples(index=False, name=None):
        yield RawRow(line, tuple(cell.strip() for cell in cells))
        line += 1 + sum(len(_NEWLINE.findall(cell)) for cell in cells)


def _decoded(name: str, data: bytes) -> str:
    fault = data.find(b"\0")
    if fault < 0:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            fault = error.start
    line = 1 + len(re.findall(rb"\r\n|\r|\n", data[:fault]))
    raise DataError(Problem(f"{name}:{line}", "is not UTF-8 text", _AS_CSV))


def _unparsed(name: str, message: str) -> Problem:
    found = _PARSER_LINE.search(message)
    if "EOF inside string" in message:
        line = int(found[1]) + 1 if found else 1
        return Problem(f"{name}:{line}", "a quotation mark is never closed", "close or remove it")
    where = f"{name}:{found[1]}" if found else name
    return Problem(where, "has more cells than the header has columns", "quote cells with a comma")


def _xlsx_rows(name: str, data: bytes) -> Iterator[RawRow]:
    import pandas as pd

    with _opening(name, "an XLSX workbook"):
        frame = pd.read_excel(
            BytesIO(data),
            header=None,
            dtype=object,
            keep_default_na=False,
            na_filter=False,
            engine="openpyxl",
        )
        cells = frame.astype(object).where(frame.notna(), "")
    return _numbered(cells, first=1)


def _parquet_rows(name: str, data: bytes) -> Iterator[RawRow]:
    import pandas as pd

    with _opening(name, "a Parquet file"):
        from pyarrow import parquet

        about = parquet.ParquetFile(BytesIO(data)).metadata
    if (held := about.num_rows * about.num_columns) > _MOST_CELLS:
        what = f"holds {held:,} cells, more than any series"
        raise DataError(Problem(name, what, "export the series alone"))
    with _opening(name, "a Parquet file"):
        frame = pd.read_parquet(BytesIO(data), engine="pyarrow")
        cells = frame.astype(object).where(frame.notna(), "")
    yield RawRow(1, tuple(str(column).strip() for column in cells.columns))
    yield from _numbered(cells, first=2)


@contextmanager
def _opening(name: str, kind: str) -> Iterator[None]:
    """Refuse a file over which a library raises: nothing of ours runs within."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    except ImportError as error:
        remedy = 'install it with: pip install "reportgen[parquet]"'
        raise DataError(Problem(name, f"needs {error.name or 'pyarrow'}", remedy)) from error
    except Exception as error:  # a damaged archive can raise almost anything
        raise DataError(Problem(name, f"is not {kind}", "export it again, or as CSV")) from error


def _numbered(cells: "pd.DataFrame", first: int) -> Iterator[RawRow]:
    for line, values in enumerate(cells.itertuples(index=False, name=None), start=first):
        yield RawRow(line, tuple(_text(value).strip() for value in values))


def _text(value: object) -> str:
    match value:
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case float():
            return format(Decimal(repr(float(value))), "f")
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


_READERS: dict[str, Callable[[str, bytes], Iterator[RawRow]]] = {
    ".csv": _csv_rows,
    ".xlsx": _xlsx_rows,
    ".parquet": _parquet_rows,
}


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One row with its cells by column name; a column that the file lacks reads as empty."""

    where: str
    line: int
    cells: Mapping[str, str]


def named_rows(
    table: RawTable, columns: tuple[str, ...], required: tuple[str, ...]
) -> tuple[list[NamedRow], list[Problem]]:
    """Return the rows of a table, cells by name, and every problem of its header and widths.

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
        named.append(NamedRow(where, row.line, cells))
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


def _width_problems(header: RawRow, row: RawRow, where: str) -> list[Problem]:
    surplus = [
        cell
        for place, cell in enumerate(row.cells)
        if cell and (place >= len(header.cells) or not header.cells[place])
    ]
    if not surplus:
        return []
    what = f'cell "{surplus[0]}" stands under no column'
    return [Problem(where, what, "quote cells that hold a comma; write decimals with a point")]
