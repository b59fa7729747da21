"""Reads one cell: a typed value, or a refusal that says what is wrong and what to do."""

import calendar
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import get_args

from reportgen.errors import did_you_mean
from reportgen.measure import MeasureKind, Status, Unit
from reportgen.period import Period, parse_period

MISSING = "missing"
LARGEST = Decimal(10) ** 15  # in single units: more is a wrong unit, and floats would round it

_PLAIN = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?")
_SEPARATED = re.compile(r"[+-]?[0-9]+([ \u00a0\u2009\u202f'\u2019,.][0-9]+)+")
_NOT_FINITE = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_AS_MISSING = "write status missing with an empty value"


class CellError(Exception):
    """A cell that cannot be read: `what` is wrong and its `remedy`."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


def nearest(word: str, possibilities: Iterable[str]) -> str:
    """Return a remedy: the possibility that differs by case only, the nearest, or all of them."""
    every = list(possibilities)
    same = [possibility for possibility in every if possibility.casefold() == word.casefold()]
    return did_you_mean(same[0] if same else word, every)


def one_of(column: str, text: str, possibilities: Iterable[str]) -> str:
    """Return `text` if it is one of the possibilities; raises CellError."""
    every = list(possibilities)
    if not text:
        raise CellError(f"{column} is empty", f"choose one of: {', '.join(every)}")
    if text not in every:
        raise CellError(f'{column} "{text}" is unknown', nearest(text, every))
    return text


def period_cell(text: str) -> Period:
    """Return the period of a cell; raises CellError."""
    if not text:
        raise CellError("period is empty", "write it as 2024, 2025-S1, 2024-Q3 or 2025-9M")
    try:
        return parse_period(text)
    except ValueError as error:
        raise CellError(str(error)) from None


def measure_cell(text: str) -> MeasureKind:
    """Return the measure of a cell, a level when it is empty; raises CellError."""
    kinds: dict[str, MeasureKind] = {kind: kind for kind in get_args(MeasureKind)}
    return kinds[one_of("measure", text or "level", kinds)]


def status_cell(text: str) -> Status | None:
    """Return the status of a cell, None when the cell is announced as missing."""
    statuses: dict[str, Status] = {status: status for status in get_args(Status)}
    return statuses.get(one_of("status", text, (*statuses, MISSING)))


def number_cell(column: str, text: str) -> Decimal:
    """Return the plain decimal of a cell; raises CellError."""
    if not text:
        raise CellError(f"{column} is empty", _AS_MISSING)
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _NOT_FINITE.fullmatch(text):
        raise CellError(f'{column} "{text}" is not a finite number', _AS_MISSING)
    if _SEPARATED.fullmatch(text):
        raise CellError(
            f'{column} "{text}" has a thousands separator or a decimal comma',
            "write digits and a decimal point only, such as 13400 or 13.4",
        )
    raise CellError(f'{column} "{text}" is not a number', _AS_MISSING)


def within_reason(column: str, value: Decimal, unit: Unit) -> None:
    """Refuse a number that is more than 10^15 when its unit is written out."""
    if abs(value) * 10**unit.scale > LARGEST:
        what = f"{column} {value} {unit.code} is more than 10^15"
        raise CellError(what, "check the value and its unit")


def date_cell(column: str, text: str) -> str:
    """Return an ISO date as it stands, of a day, a month or a year; raises CellError."""
    if text and not last_day(text):
        raise CellError(
            f'{column} "{text}" is not a date', "write it as 2025-10-17, 2025-10 or 2025"
        )
    return text


def last_day(text: str) -> str:
    """Return the last day that an ISO date of a day, a month or a year covers, "" for no date."""
    found = _DATE.fullmatch(text)
    if not found:
        return ""
    year, month = int(found[1]), int(found[2] or 12)
    if year == 0 or not 1 <= month <= 12:
        return ""
    days = calendar.monthrange(year, month)[1]
    day = int(found[3] or days)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= days else ""
