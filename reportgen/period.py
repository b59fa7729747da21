"""Periods: order, parts, neighbours, the same period a year before."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["year", "half", "nine_months", "quarter"]

MONTHS: dict[Kind, int] = {"year": 12, "half": 6, "nine_months": 9, "quarter": 3}
_COUNT: dict[Kind, int] = {"year": 1, "half": 2, "nine_months": 1, "quarter": 4}
_RANGE: dict[Kind, str] = {"half": "S1 or S2", "quarter": "Q1 to Q4"}
_KIND_OF_LETTER: dict[str, Kind] = {"S": "half", "H": "half", "Q": "quarter", "T": "quarter"}

_YEAR = r"(?P<year>\d{4})"
_PATTERNS = (
    rf"{_YEAR}",
    rf"{_YEAR}[-/ ]?(?P<letter>[SHQT])(?P<index>\d)",
    rf"(?P<letter>[SHQT])(?P<index>\d)[-/ ]?{_YEAR}",
    rf"{_YEAR}[-/ ]?(?P<nine>9M)",
    rf"(?P<nine>9M)[-/ ]?{_YEAR}",
    rf"(?P<nine>JAN[A-Z]*\.?\s*[-–/À]\s*SEP[A-Z]*\.?)\s*{_YEAR}",
)


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, half-year, quarter, or the nine months from January to September."""

    year: int
    kind: Kind = "year"
    index: int = 1

    def __str__(self) -> str:
        match self.kind:
            case "year":
                return f"{self.year}"
            case "half":
                return f"{self.year}-S{self.index}"
            case "nine_months":
                return f"{self.year}-9M"
            case "quarter":
                return f"{self.year}-Q{self.index}"

    def __lt__(self, other: "Period") -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[int, int, int]:
        """Sort key: by end, then the shorter period first."""
        return (*self.end, MONTHS[self.kind])

    @property
    def end(self) -> tuple[int, int]:
        """The year and the month in which the period ends."""
        return (self.year, self.end_month)

    @property
    def end_month(self) -> int:
        """The last month of the period within its year, 1 to 12."""
        return MONTHS[self.kind] * self.index

    @property
    def year_before(self) -> "Period":
        """The same period a year earlier."""
        return Period(self.year - 1, self.kind, self.index)

    @property
    def previous(self) -> "Period":
        """The adjacent period of the same kind; for nine months the year before."""
        if self.index > 1:
            return Period(self.year, self.kind, self.index - 1)
        return Period(self.year - 1, self.kind, _COUNT[self.kind])

    @property
    def next(self) -> "Period":
        """The period of the same kind that follows."""
        if self.index < _COUNT[self.kind]:
            return Period(self.year, self.kind, self.index + 1)
        return Period(self.year + 1, self.kind)

    @property
    def whole_year(self) -> "Period":
        """The year that holds this period."""
        return Period(self.year)

    @property
    def partitions(self) -> tuple[tuple["Period", ...], ...]:
        """Every way in which this period is the sum of two shorter ones."""
        first_half, second_half = Period(self.year, "half", 1), Period(self.year, "half", 2)
        quarters = tuple(Period(self.year, "quarter", n) for n in range(1, 5))
        match self.kind:
            case "year":
                nine = Period(self.year, "nine_months")
                return ((first_half, second_half), (nine, quarters[3]))
            case "nine_months":
                return ((first_half, quarters[2]),)
            case "half":
                return (quarters[2 * self.index - 2 : 2 * self.index],)
            case "quarter":
                return ()


def periods_of(year: int) -> tuple[Period, ...]:
    """Return the eight periods of a year, from the first quarter to the year itself."""
    every = [Period(year, kind, n) for kind in _COUNT for n in range(1, _COUNT[kind] + 1)]
    return tuple(sorted(every))


def parse_period(text: str) -> Period:
    """Return the period written in `text`, in the forms of statistics offices.

    Read: 2024, 2025-S1, 2025-H1, S1 2025, 2024-Q3, T3 2024, 2024T3, T3/2024, 2025-9M,
    Janv-Sept 2025*. Raises ValueError with the reason.
    """
    bare = text.strip().rstrip("*").strip().upper()
    for pattern in _PATTERNS:
        found = re.fullmatch(pattern, bare)
        if found:
            parts = found.groupdict()
            year = int(parts["year"])
            if parts.get("nine"):
                return Period(year, "nine_months")
            if parts.get("letter"):
                return _sub_annual(text, year, parts["letter"], int(parts["index"]))
            return Period(year)
    raise ValueError(f'period "{text}" is not a year, half-year, quarter or nine months')


def _sub_annual(text: str, year: int, letter: str, index: int) -> Period:
    kind = _KIND_OF_LETTER[letter]
    if not 1 <= index <= _COUNT[kind]:
        name = "half-year" if kind == "half" else "quarter"
        raise ValueError(f'period "{text}" is not a {name} ({_RANGE[kind]})')
    return Period(year, kind, index)
