"""Random series: quarters, halves, years; gaps, zeros, ties, tiny bases, wide bounds, newcomers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from composed import published
from hypothesis import strategies as st
from small_series import observed

from reportgen.dataset import TOTAL, Dataset, Entity, NounForms
from reportgen.period import Period

_SHIPPED = ("ITO", "CRM", "ESO", "BPO", "KPO")
_OWN = {
    "AGR": ("agrumes", "citrus fruit", "m", "p", True),
    "MER": ("produits de la mer", "seafood", "m", "p", False),
    "HUI": ("huile d'olive", "olive oil", "f", "s", True),
    "CUI": ("cuir", "leather", "m", "s", False),
}
_CASTS = (_SHIPPED, _SHIPPED, ("ITO", "CRM", "ESO"), ("ITO", "CRM"), ("BPO",), tuple(_OWN))
_GRADED = (10_000, 9_000, 3_400, 2_300, 48)  # two that lead, two that count, a tiny one
_SIZES = (900, 4_000, 4_000, 26_000, 40, 6, 0)
# Per ten thousand of a size: flat, unseen, stable, slight ... sharp, doubled, nothing, negative.
_STEPS = (0, 3, -3, 30, -30, 100, -100, 500, -500, 1500, -1500, 4000, -4000, 10000, -10000, -13000)
_LAYOUTS = ("quarters", "halves", "year", "cumulative")
_WIDTHS = (Fraction(0), Fraction(1, 2), Fraction(50), Fraction(0))
_WIDE = Fraction(1, 5)  # of the level itself

Levels = Mapping[Period, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A series as rows ("2024-S1 ITO 13400 13350 13450"), and which earlier period to look from.

    At home it goes by the name of the shipped series, so that its notes and target may be told;
    else it is declared as synthetic.
    """

    codes: tuple[str, ...]
    rows: tuple[str, ...]
    signed: bool = False
    at_home: bool = False
    earlier: int = 0

    @property
    def dataset(self) -> Dataset:
        """The series, with the words of the shipped one."""
        model = published().dataset
        cells = (observed(row, line) for line, row in enumerate(self.rows, 2))
        return replace(
            model,
            name=model.name if self.at_home else "own",
            observations=tuple(replace(cell, scope=model.scope) for cell in cells),
            superseded=(),
            segments=tuple(_entity(code, model) for code in self.codes),
            groups=tuple(g for g in model.groups if set(g.members) <= set(self.codes)),
            total=replace(model.total, members=self.codes),
            targets=model.targets if self.at_home else (),
            non_negative=not self.signed,
            synthetic=not self.at_home,
        )


def _entity(code: str, model: Dataset) -> Entity:
    if code not in _OWN:
        return model.entity(code)
    french, english, gender, number, elides = _OWN[code]
    forms = {
        "fr": NounForms(code, french, french, "", gender, number, elides),  # type: ignore[arg-type]
        "en": NounForms(code, english, english),
    }
    return Entity(code, (code,), forms)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """One to five segments over one to three years."""
    codes = draw(st.sampled_from(_CASTS))
    signed = draw(st.sampled_from((False, False, True)))
    periods = draw(_periods())
    sizes = st.just(_GRADED[: len(codes)])
    sizes |= st.tuples(*[st.sampled_from(_SIZES)] * len(codes))
    levels = {
        code: draw(_levels(size, periods, signed))
        for code, size in zip(codes, draw(sizes), strict=True)
    }
    total = {p: sum(series[p] for series in levels.values()) for p in periods}
    even = draw(st.booleans())  # without gaps or bounds, so that most can be said
    parts = [row for code in codes for row in draw(_rows(code, levels[code], signed, even))]
    whole = draw(_rows(TOTAL, total, signed, even))
    kept = draw(st.sampled_from(("parts", "both") if even else ("parts", "both", "whole")))
    rows = (parts if kept != "whole" else []) + (whole if kept != "parts" else [])
    gaps = draw(st.sets(st.integers(0, 40), max_size=0 if even else 3))
    rows = [row for number, row in enumerate(rows) if number not in gaps]
    rows = rows or [f"{periods[-1]} {TOTAL} {total[periods[-1]]}"]
    return Case(codes, tuple(rows), signed, draw(st.booleans()), draw(st.integers(0, 20)))


@st.composite
def _periods(draw: st.DrawFn) -> list[Period]:
    """The published periods: each year in a layout of its own, the last one up to some quarter."""
    last = draw(st.sampled_from((2024, 2025, 2025, 2026)))
    found: list[Period] = []
    for year in range(2024, last + 1):
        layout = draw(st.sampled_from(_LAYOUTS))
        quarters = draw(st.integers(1, 4)) if year == last else 4
        found += _published(year, layout, quarters)
    return found


def _published(year: int, layout: str, quarters: int) -> list[Period]:
    to_date = (
        Period(year, "quarter", 1),
        Period(year, "half", 1),
        Period(year, "cumulative", 9),
        Period(year),
    )
    match layout:
        case "quarters":
            return [Period(year, "quarter", n + 1) for n in range(quarters)]
        case "halves":
            halves = [Period(year, "half", n + 1) for n in range(quarters // 2)]
            return halves + [Period(year, "quarter", quarters)] * (quarters % 2)
        case "cumulative":
            return list(to_date[:quarters])
        case _:
            return [to_date[quarters - 1]]


@st.composite
def _levels(draw: st.DrawFn, size: int, periods: list[Period], signed: bool) -> Levels:
    """The level of one segment in each period: the sum of its quarters, which hold together."""
    steps = st.sampled_from(_STEPS if signed else _STEPS[:-1])
    by_year = draw(st.booleans())
    quarters: dict[tuple[int, int], int] = {}
    for year in sorted({period.year for period in periods}):
        common = draw(steps)
        for number in range(1, 5):
            step = common if by_year else draw(steps)
            quarters[year, number] = round(Fraction(size * (10_000 + step), 10_000))
    return {p: sum(quarters[p.year, n] for n in _quarters(p)) for p in periods}


def _quarters(period: Period) -> range:
    last = period.end_month // 3
    first = last if period.kind == "quarter" else last - 1 if period.kind == "half" else 1
    return range(first, last + 1)


@st.composite
def _rows(draw: st.DrawFn, code: str, levels: Levels, signed: bool, even: bool) -> list[str]:
    """The rows of one segment, which may begin late, stop early, or be known by a rate alone."""
    periods = list(levels)
    if even:
        return [_row(period, code, levels[period], Fraction(0), signed) for period in periods]
    middle = len(periods) // 2
    life = draw(st.sampled_from(("whole", "whole", "begins", "stops", "rated")))
    width = draw(st.sampled_from((*_WIDTHS, _WIDE)))
    known = {"begins": periods[middle:], "stops": periods[: middle + 1]}.get(life, periods)
    last, base = periods[-1], periods[-1].year_before
    if life == "rated" and levels.get(base, 0) > 0:
        rate = (Fraction(levels[last], levels[base]) - 1) * 100
        shown = Decimal(round(rate * 10)) / 10
        half = Decimal("0.05")
        rows = [_row(p, code, levels[p], width, signed) for p in periods if p != base]
        return [*rows, f"{last} {code} growth {shown} {shown - half} {shown + half}"]
    return [_row(period, code, levels[period], width, signed) for period in known]


def _row(period: Period, code: str, level: int, width: Fraction, signed: bool) -> str:
    if not width:
        return f"{period} {code} {level}"
    reach = Decimal(str(float(abs(level) * width if width == _WIDE else width)))
    low = level - reach if signed else max(level - reach, Decimal(0))
    return f"{period} {code} {level} {low} {level + reach}"
