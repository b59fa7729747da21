"""Periods: the forms they are written in, their order, their parts and their neighbours."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.period import Period, parse_period, periods_of

PERIODS = st.builds(
    lambda year, place: periods_of(year)[place], st.integers(1000, 9998), st.integers(0, 7)
)


def names(periods: tuple[Period, ...]) -> list[str]:
    return [str(period) for period in periods]


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2024", "2024"),
        (" 2024 ", "2024"),
        ("2024*", "2024"),
        ("2025-S1", "2025-S1"),
        ("2025-H1", "2025-S1"),
        ("S1 2025", "2025-S1"),
        ("h2/2025", "2025-S2"),
        ("2024-Q3", "2024-Q3"),
        ("T3 2024", "2024-Q3"),
        ("2024T3", "2024-Q3"),
        ("T3/2024", "2024-Q3"),
        ("q4 2024*", "2024-Q4"),
        ("2025-9M", "2025-9M"),
        ("9M 2025", "2025-9M"),
        ("2025-6M", "2025-S1"),
        ("12M 2025", "2025"),
        ("Janv-Sept 2025*", "2025-9M"),
        ("Jan.-Sep. 2025", "2025-9M"),
        ("janvier à septembre 2025", "2025-9M"),
        ("January – September 2025", "2025-9M"),
    ],
)
def test_a_period_is_read_in_the_forms_of_statistics_offices(written: str, period: str) -> None:
    assert str(parse_period(written)) == period


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("2024-Q5", 'period "2024-Q5" is not a quarter (Q1 to Q4)'),
        ("T0 2024", 'period "T0 2024" is not a quarter (Q1 to Q4)'),
        ("2024-S3", 'period "2024-S3" is not a half-year (S1 or S2)'),
        ("H0/2024", 'period "H0/2024" is not a half-year (S1 or S2)'),
        ("", 'period "" is not a year, half-year, quarter or nine months'),
        ("24", 'period "24" is not a year, half-year, quarter or nine months'),
        ("20245", 'period "20245" is not a year, half-year, quarter or nine months'),
        ("2024-M6", 'period "2024-M6" is not a year, half-year, quarter or nine months'),
        ("2024-M06", 'period "2024-M06" is not a year, half-year, quarter or nine months'),
        ("2024-8M", 'period "2024-8M" is not a year, half-year, quarter or nine months'),
        ("2024-13M", 'period "2024-13M" is not a year, half-year, quarter or nine months'),
        ("2024 (p)", 'period "2024 (p)" is not a year, half-year, quarter or nine months'),
        ("Jan-Mar 2025", 'period "Jan-Mar 2025" is not a year, half-year, quarter or nine months'),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(written: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_period(written)


@given(period=PERIODS)
def test_a_period_reads_its_own_text(period: Period) -> None:
    assert parse_period(str(period)) == period


def read(text: str) -> Period | str:
    try:
        return parse_period(text)
    except ValueError as refused:
        return str(refused)


@given(text=st.text(alphabet="0123456789QSTHM9-/ *JANSEP", max_size=12))
def test_any_text_is_a_period_or_a_plain_refusal(text: str) -> None:
    result = read(text)
    if isinstance(result, str):
        assert result.startswith(f'period "{text}" is not a ')
    else:
        assert result in periods_of(result.year)


def test_the_periods_of_a_year_stand_by_their_end_then_the_shorter_first() -> None:
    assert names(periods_of(2024)) == [
        *("2024-Q1", "2024-Q2", "2024-S1", "2024-Q3"),
        *("2024-9M", "2024-Q4", "2024-S2", "2024"),
    ]


def test_a_later_year_comes_after_every_period_of_an_earlier_one() -> None:
    assert max(periods_of(2024)) < min(periods_of(2025))
    assert not Period(2024) < Period(2024)


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ("2024-Q1", (2024, 3)),
        ("2024-S1", (2024, 6)),
        ("2024-9M", (2024, 9)),
        ("2024-S2", (2024, 12)),
        ("2024", (2024, 12)),
    ],
)
def test_a_period_knows_the_month_in_which_it_ends(period: str, end: tuple[int, int]) -> None:
    assert parse_period(period).end == end


@pytest.mark.parametrize(
    ("period", "previous", "year_before"),
    [
        ("2024", "2023", "2023"),
        ("2024-S2", "2024-S1", "2023-S2"),
        ("2024-S1", "2023-S2", "2023-S1"),
        ("2024-Q3", "2024-Q2", "2023-Q3"),
        ("2024-Q1", "2023-Q4", "2023-Q1"),
        ("2024-9M", "2023-9M", "2023-9M"),
    ],
)
def test_a_period_knows_its_neighbours(period: str, previous: str, year_before: str) -> None:
    assert str(parse_period(period).previous) == previous
    assert str(parse_period(period).year_before) == year_before


@given(period=PERIODS)
def test_the_period_before_ends_earlier_and_lasts_as_long(period: Period) -> None:
    for before in (period.previous, period.year_before):
        assert before < period
        assert before.kind == period.kind
    assert period.whole_year == Period(period.year)


@pytest.mark.parametrize(
    ("period", "partitions"),
    [
        ("2024", [["2024-S1", "2024-S2"], ["2024-9M", "2024-Q4"]]),
        ("2024-9M", [["2024-S1", "2024-Q3"]]),
        ("2024-S1", [["2024-Q1", "2024-Q2"]]),
        ("2024-S2", [["2024-Q3", "2024-Q4"]]),
        ("2024-Q2", []),
    ],
)
def test_a_period_is_the_sum_of_its_parts(period: str, partitions: list[list[str]]) -> None:
    assert [names(parts) for parts in parse_period(period).partitions()] == partitions


MONTHLY = st.sampled_from(periods_of(2024, "month"))


def months(period: Period) -> list[int]:
    """The months of a period, from 1."""
    return list(range(period.begin[1], period.end_month + 1))


def test_a_year_of_months_has_every_division_and_every_cumulative_period_once() -> None:
    periods = periods_of(2024, "month")
    assert len(set(periods)) == len(periods) == 12 + 4 + 2 + 1 + 8
    first = ["2024-M01", "2024-M02", "2024-2M", "2024-M03", "2024-Q1", "2024-M04"]
    assert names(periods)[:6] == first
    assert not any(str(period) in ("2024-3M", "2024-6M", "2024-12M") for period in periods)


@given(period=MONTHLY)
def test_each_partition_of_a_period_covers_its_months_once_in_order(period: Period) -> None:
    for parts in period.partitions("month"):
        assert len(parts) > 1
        assert [month for part in parts for month in months(part)] == months(period)


@given(period=MONTHLY)
def test_only_a_month_has_no_parts(period: Period) -> None:
    assert bool(period.partitions("month")) is (period.kind != "month")


@pytest.mark.parametrize(
    ("period", "partitions"),
    [
        ("2024", [["2024-S1", "2024-S2"], ["2024-9M", "2024-Q4"], ["2024-11M", "2024-M12"]]),
        ("2024-9M", [["2024-S1", "2024-Q3"], ["2024-8M", "2024-M09"]]),
        ("2024-8M", [["2024-7M", "2024-M08"]]),
        ("2024-Q1", [["2024-M01", "2024-M02", "2024-M03"], ["2024-2M", "2024-M03"]]),
        ("2024-Q2", [["2024-M04", "2024-M05", "2024-M06"]]),
        ("2024-M05", []),
    ],
)
def test_a_period_of_months_is_the_sum_of_its_parts(
    period: str, partitions: list[list[str]]
) -> None:
    found = parse_period(period, "month").partitions("month")
    assert [names(parts) for parts in found] == partitions


@given(period=MONTHLY)
def test_a_month_and_what_runs_up_to_it_read_their_own_text(period: Period) -> None:
    assert parse_period(str(period), "month") == period
    assert period.to_date.begin == (2024, 1)
    assert period.to_date.end == period.end


@given(period=MONTHLY)
def test_neighbours_of_any_kind_are_each_others(period: Period) -> None:
    assert period.next.previous == period.previous.next == period
    if period.divides_year:
        assert months(period.next)[0] == period.end_month % 12 + 1
