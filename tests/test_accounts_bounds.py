"""Whatever is published of a series, the bounds of the accounts hold the true figures."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_series import series

from reportgen.accounts import complete
from reportgen.errors import DataError, Problem
from reportgen.period import Period, periods_of

SEGMENTS = ("A", "B", "C")
GROUPS = {"AB": "A B", "BC": "B C"}
CODES = (*SEGMENTS, *GROUPS, "TOTAL")
PERIODS = (*periods_of(2023), *periods_of(2024))
CELLS = [(period, code) for period in PERIODS for code in CODES]
QUARTERS = [period for period in PERIODS if period.kind == "quarter"]
Cell = tuple[Period, str]
Truth = dict[Cell, int]


def quarters_of(period: Period) -> list[Period]:
    if period.kind == "quarter":
        return [period]
    return [quarter for part in period.partitions()[0] for quarter in quarters_of(part)]


def members_of(code: str) -> list[str]:
    return GROUPS.get(code, " ".join(SEGMENTS) if code == "TOTAL" else code).split()


def grid(values: list[int]) -> Truth:
    """The true level of every cell, from those of the segments in each quarter."""
    pairs = ((quarter, code) for quarter in QUARTERS for code in SEGMENTS)
    small = dict(zip(pairs, values, strict=True))
    return {
        (period, code): sum(small[q, m] for q in quarters_of(period) for m in members_of(code))
        for period, code in CELLS
    }


def grids(smallest: int) -> st.SearchStrategy[Truth]:
    size = len(QUARTERS) * len(SEGMENTS)
    return st.lists(st.integers(smallest, 99), min_size=size, max_size=size).map(grid)


ROUNDINGS = st.dictionaries(
    st.sampled_from(CELLS), st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60
)
RATED = st.sets(st.sampled_from([cell for cell in CELLS if cell[0].year == 2024]), max_size=8)


def published(truth: Truth, rounding: dict[Cell, tuple[int, int]]) -> list[str]:
    """A row for each cell, its bounds as far around the true level as its rounding says."""
    return [
        f"{period} {code} {value} {value - below} {value + above}"
        for (period, code), (below, above) in rounding.items()
        for value in [truth[period, code]]
    ]


def rates(truth: Truth, cells: set[Cell]) -> list[str]:
    """A rate, rounded to one decimal, wherever both levels are positive."""
    rows = []
    for period, code in sorted(cells):
        level, base = truth[period, code], truth[period.year_before, code]
        if base > 0 and level > 0:
            tenths = round(Fraction(level - base, base) * 1000)
            ends = (Fraction(2 * tenths + side, 20) for side in (0, -1, 1))
            rows.append(f"{period} {code} growth {' '.join(f'{float(end):.2f}' for end in ends)}")
    return rows


@settings(max_examples=60)
@given(truth=grids(-30), rounding=ROUNDINGS, rated=RATED)
def test_every_completed_interval_holds_the_true_level(
    truth: Truth, rounding: dict[Cell, tuple[int, int]], rated: set[Cell]
) -> None:
    accounts = complete(
        series(
            [*published(truth, rounding), *rates(truth, rated)], " ".join(SEGMENTS), groups=GROUPS
        )
    )
    for cell, measure in accounts.levels.items():
        assert measure.low <= truth[cell] <= measure.high
        assert measure.low <= measure.value <= measure.high
    assert rounding.keys() <= accounts.levels.keys()


@settings(max_examples=40)
@given(truth=grids(0), rounding=ROUNDINGS)
def test_a_declared_sign_keeps_every_interval_true_and_makes_none_wider(
    truth: Truth, rounding: dict[Cell, tuple[int, int]]
) -> None:
    rows = published(truth, rounding)
    free = complete(series(rows, " ".join(SEGMENTS), groups=GROUPS))
    signed = complete(series(rows, " ".join(SEGMENTS), groups=GROUPS, non_negative=True))
    assert all(m.low <= truth[cell] <= m.high for cell, m in signed.levels.items())
    for cell, measure in free.levels.items():
        assert signed.levels[cell].half_width <= measure.half_width


@settings(max_examples=20)
@given(truth=grids(-30))
def test_a_complete_grid_of_quarters_determines_every_cell(truth: Truth) -> None:
    rows = [f"{q} {code} {truth[q, code]}" for q in QUARTERS for code in SEGMENTS]
    levels = complete(series(rows, " ".join(SEGMENTS), groups=GROUPS)).levels
    assert {cell: measure.value for cell, measure in levels.items()} == truth
    assert all(measure.exact for measure in levels.values())


@settings(max_examples=20)
@given(
    truth=grids(-30),
    cell=st.sampled_from([cell for cell in CELLS if cell[0].kind != "quarter"]),
    error=st.integers(1, 9),
)
def test_one_wrong_sum_beside_a_complete_grid_is_found(
    truth: Truth, cell: Cell, error: int
) -> None:
    rows = [f"{q} {code} {truth[q, code]}" for q in QUARTERS for code in SEGMENTS]
    rows.append(f"{cell[0]} {cell[1]} {truth[cell] + error}")
    with pytest.raises(DataError) as refused:
        complete(series(rows, " ".join(SEGMENTS), groups=GROUPS))
    assert str(len(rows) + 1) in refused.value.problems[0].where.split(":")[1].split(",")


NUMBERS = st.integers(-9, 99)
CLAIMED = st.dictionaries(st.sampled_from(CELLS), NUMBERS, min_size=1, max_size=30)


def refusal(rows: list[str], non_negative: bool) -> tuple[Problem, ...]:
    try:
        complete(series(rows, " ".join(SEGMENTS), groups=GROUPS, non_negative=non_negative))
    except DataError as refused:
        return refused.problems
    return ()


@settings(max_examples=40)
@given(claimed=CLAIMED, non_negative=st.booleans())
def test_any_figures_are_completed_or_refused_with_their_lines(
    claimed: dict[Cell, int], non_negative: bool
) -> None:
    rows = [f"{period} {code} {value}" for (period, code), value in claimed.items()]
    for problem in refusal(rows, non_negative):
        file, _, lines = problem.where.partition(":")
        assert file == "series.csv"
        assert set(map(int, lines.split(","))) <= set(range(2, len(rows) + 2))
