"""Periods of a calendar year: their order, parts and neighbours by one rule, their written forms.

A year is divided into halves, quarters or months; cumulative periods run from January to a month.
A form that is both, such as January to June, is the half-year.
"""

import re
from dataclasses import dataclass
from typing import Literal

Division = Literal["year", "half", "quarter", "month"]
Kind = Literal[Division, "cumulative"]

MONTHS: dict[Division, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}  # longest first
_MARKS: dict[Kind, str] = {"year": "", "half": "-S{}", "quarter": "-Q{}", "month": "-M{:02}"}
_CUMULATIVE = "-{}M"
_NAMES = {"half": "half-year (S1 or S2)", "quarter": "quarter (Q1 to Q4)"}
_LETTERS: dict[str, Division] = {
    **dict.fromkeys("SH", "half"),
    **dict.fromkeys("QT", "quarter"),
    "M": "month",
}

_YEAR = r"(?P<year>\d{4})"
_PATTERNS = (
    rf"{_YEAR}",
    rf"{_YEAR}[-/ ]?(?P<letter>[SHQTM])(?P<index>\d\d?)",
    rf"(?P<letter>[SHQTM])(?P<index>\d\d?)[-/ ]?{_YEAR}",
    rf"{_YEAR}[-/ ]?(?P<months>\d\d?)M",
    rf"(?P<months>\d\d?)M[-/ ]?{_YEAR}",
    rf"(?P<nine>JAN[A-Z]*\.?\s*[-–/À]\s*SEP[A-Z]*\.?)\s*{_YEAR}",
)


@dataclass(frozen=True, slots=True)
class Period:
    """The `index`-th division of a kind of a year, or its months from January to month `index`."""

    year: int
    kind: Kind = "year"
    index: int = 1

    def __str__(self) -> str:
        form = _CUMULATIVE if self.kind == "cumulative" else _MARKS[self.kind]
        return f"{self.year}{form.format(self.index)}"

    def __lt__(self, other: "Period") -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[int, int, int]:
        """Sort key: by end, then the shorter period first."""
        return (*self.end, self.months)

    @property
    def months(self) -> int:
        """How many months the period lasts."""
        return self.index if self.kind == "cumulative" else MONTHS[self.kind]

    @property
    def end_month(self) -> int:
        """The last month of the period within its year, 1 to 12."""
        return self.index if self.kind == "cumulative" else MONTHS[self.kind] * self.index

    @property
    def end(self) -> tuple[int, int]:
        """The year and the month in which the period ends."""
        return (self.year, self.end_month)

    @property
    def begin(self) -> tuple[int, int]:
        """The year and the month in which the period begins."""
        return (self.year, self.end_month - self.months + 1)

    @property
    def divides_year(self) -> bool:
        """True for a half, a quarter, a month: others of its kind follow within the year."""
        return self.kind not in ("year", "cumulative")

    @property
    def year_before(self) -> "Period":
        """The same period a year earlier."""
        return Period(self.year - 1, self.kind, self.index)

    @property
    def previous(self) -> "Period":
        """The adjacent period of the same kind; for cumulative months those of the year before."""
        return self._neighbour(-1)

    @property
    def next(self) -> "Period":
        """The period of the same kind that follows."""
        return self._neighbour(1)

    def _neighbour(self, step: int) -> "Period":
        if not self.divides_year:
            return Period(self.year + step, self.kind, self.index)
        count = 12 // self.months
        years, place = divmod(self.index - 1 + step, count)
        return Period(self.year + years, self.kind, place + 1)

    @property
    def whole_year(self) -> "Period":
        """The year that holds this period."""
        return Period(self.year)

    @property
    def to_date(self) -> "Period":
        """The period from January to the end of this one."""
        return to_month(self.year, self.end_month)

    def parts(self, kind: Division) -> tuple["Period", ...]:
        """The divisions of one kind that lie within the period, in order."""
        first, last = (self.begin[1] - 2) // MONTHS[kind] + 2, self.end_month // MONTHS[kind]
        return tuple(Period(self.year, kind, index) for index in range(first, last + 1))

    def partitions(self, finest: Division = "quarter") -> tuple[tuple["Period", ...], ...]:
        """Every way in which this period is the sum of the next shorter ones.

        A year is its halves, and what ran up to its last quarter with that quarter; no part is
        shorter than `finest`.
        """
        found: dict[tuple[Period, ...], None] = {}
        shorter = [kind for kind in divisions(finest) if MONTHS[kind] < self.months]
        if shorter and self.kind != "cumulative":
            found[self.parts(shorter[0])] = None
        for kind in shorter if self.begin[1] == 1 else ():
            index, rest = divmod(self.end_month, MONTHS[kind])
            if not rest:
                before = to_month(self.year, self.end_month - MONTHS[kind])
                found[before, Period(self.year, kind, index)] = None
        return tuple(found)


def divisions(finest: Division) -> tuple[Division, ...]:
    """Return the divisions of a year down to the finest, the longest first."""
    return tuple(kind for kind, months in MONTHS.items() if months >= MONTHS[finest])


def to_month(year: int, month: int) -> Period:
    """Return the period from January to a month, a division of the year where it is one."""
    for kind, months in MONTHS.items():
        if months == month:
            return Period(year, kind)
    return Period(year, "cumulative", month)


def periods_of(year: int, finest: Division = "quarter") -> tuple[Period, ...]:
    """Return the periods of a year in order, divisions and cumulative ones; of quarters, eight."""
    step = MONTHS[finest]
    found = {to_month(year, month) for month in range(step, 13, step)}
    for kind in divisions(finest):
        found |= {Period(year, kind, n + 1) for n in range(12 // MONTHS[kind])}
    return tuple(sorted(found))


def parse_period(text: str, finest: Division = "quarter") -> Period:
    """Return the period written in `text`, in the forms of statistics offices.

    Read: 2024, 2025-S1, 2025-H1, S1 2025, 2024-Q3, T3 2024, 2024T3, T3/2024, 2025-9M,
    Janv-Sept 2025*. Raises ValueError with the reason, also for what is finer than `finest`.
    """
    bare = text.strip().rstrip("*").strip().upper()
    for pattern in _PATTERNS:
        found = re.fullmatch(pattern, bare)
        if found:
            parts = found.groupdict()
            year = int(parts["year"])
            period = _written(year, parts)
            if period in periods_of(year, finest):
                return period
            kind = _LETTERS.get(parts.get("letter") or "", "month")
            if kind in _NAMES:
                raise ValueError(f'period "{text}" is not a {_NAMES[kind]}')
    raise ValueError(f'period "{text}" is not a year, half-year, quarter or nine months')


def _written(year: int, parts: dict[str, str | None]) -> Period:
    if letter := parts.get("letter"):
        return Period(year, _LETTERS[letter], int(parts["index"] or 0))
    if parts.get("nine"):
        return to_month(year, 9)
    if months := parts.get("months"):
        return to_month(year, int(months))
    return Period(year)
