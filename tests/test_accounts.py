"""The accounts: what follows from published figures by the identities they must satisfy."""

from fractions import Fraction

import pytest
from small_series import accounts_of

from reportgen.accounts import Accounts, complete, decimal_of
from reportgen.dataset import load
from reportgen.errors import DataError
from reportgen.measure import Measure
from reportgen.period import parse_period

PUBLISHED = complete(load())


def level(accounts: Accounts, period: str, code: str) -> Measure:
    return accounts.levels[parse_period(period), code]


def numbers(measure: Measure) -> tuple[float, float, float]:
    return float(measure.low), float(measure.value), float(measure.high)


def bounds(accounts: Accounts, period: str, code: str) -> tuple[float, float] | None:
    measure = accounts.levels.get((parse_period(period), code))
    return None if measure is None else (float(measure.low), float(measure.high))


def refusal(rows: str, segments: str = "A B", non_negative: bool = False) -> list[str]:
    with pytest.raises(DataError) as refused:
        accounts_of(rows, segments, non_negative=non_negative)
    return str(refused.value).splitlines()


def test_the_total_of_2024_is_known_best_from_its_segments() -> None:
    total = level(PUBLISHED, "2024", "TOTAL")
    assert numbers(total) == (26216.5, 26219, 26221.5)
    assert (total.derivation, total.status) == ("sum", "provisional")
    assert total.inputs == (5, 6, 7, 8, 9, 10)


def test_crm_in_the_first_half_of_2024_is_what_two_quarters_leave_of_the_year() -> None:
    crm = level(PUBLISHED, "2024-S1", "CRM")
    assert numbers(crm) == (4798.5, 4800, 4801.5)
    assert (crm.derivation, crm.status) == ("difference", "estimated")
    assert crm.inputs == (7, 11, 12)


def test_eso_in_2023_follows_from_its_published_growth() -> None:
    # 3,461.5 / 1.0715 and 3,462.5 / 1.0705
    eso = level(PUBLISHED, "2023", "ESO")
    assert (float(eso.low), float(eso.high)) == pytest.approx((3230.518, 3234.470), abs=0.001)
    assert (eso.derivation, eso.status) == ("published_rate", "estimated")
    assert eso.formula == "ESO 2024 / (1 + growth)"
    assert eso.inputs == (8, 19)


def test_ito_and_crm_together_are_known_in_2023() -> None:
    # The total less ESO [3,230.518; 3,234.470], BPO [1,994.444; 2,003.863] and KPO.
    core = level(PUBLISHED, "2023", "CORE")
    assert (float(core.low), float(core.high)) == pytest.approx((20848.167, 20872.538), abs=0.001)
    assert float(core.value) == pytest.approx(20860, abs=1)
    assert bounds(PUBLISHED, "2023", "ITO") == pytest.approx((0, 20872.538), abs=0.001)


def test_bpo_and_kpo_together_are_known_in_the_first_half_of_2025() -> None:
    # At most 12,950 x 1.0355 = 13,409.725 in all: published growth narrows 13,450.
    assert bounds(PUBLISHED, "2025-S1", "TOTAL") == (13350, 13409.725)
    assert bounds(PUBLISHED, "2025-S1", "REMAINDER") == (1302.5, 1393.225)


def test_a_published_value_stands_where_only_one_of_its_bounds_is_narrowed() -> None:
    total = level(PUBLISHED, "2025-S1", "TOTAL")
    assert total.value == 13400
    assert (total.formula, total.derivation) == ("published", "published")
    assert {13, 14, 21} <= set(total.inputs)


def test_the_shipped_periods_are_those_of_the_publication() -> None:
    assert [str(period) for period in PUBLISHED.periods] == [
        *("2023", "2024-S1", "2024-Q3", "2024-Q4", "2024", "2025-S1"),
    ]


YEAR_OF_A = """
2024-Q1 A 10
2024-Q2 A 20
2024-Q3 A 30
2024-Q4 A 40
"""


@pytest.mark.parametrize(
    ("period", "value"),
    [("2024-S1", 30), ("2024-S2", 70), ("2024-9M", 60), ("2024", 100)],
)
def test_four_quarters_give_every_longer_period(period: str, value: int) -> None:
    assert bounds(accounts_of(YEAR_OF_A), period, "A") == (value, value)
    assert level(accounts_of(YEAR_OF_A), period, "A").derivation == "sum"


@pytest.mark.parametrize(
    ("rows", "period", "value", "formula"),
    [
        ("2024 A 100\n2024-S1 A 30", "2024-S2", 70, "A 2024 - A 2024-S1"),
        ("2024 A 100\n2024-9M A 60", "2024-Q4", 40, "A 2024 - A 2024-9M"),
        ("2024-9M A 60\n2024-Q3 A 30", "2024-S1", 30, "A 2024-9M - A 2024-Q3"),
        ("2024-9M A 60\n2024-S1 A 30", "2024-Q3", 30, "A 2024-9M - A 2024-S1"),
        ("2024-S2 A 70\n2024-Q4 A 40", "2024-Q3", 30, "A 2024-S2 - A 2024-Q4"),
        ("2024 A 100\n2024-Q3 A 30\n2024-Q4 A 40", "2024-S1", 30, "A 2024 - A 2024-S2"),
        ("2024-S1 A 30\n2024-Q3 A 30", "2024-9M", 60, "A 2024-S1 + A 2024-Q3"),
        ("2024 TOTAL 100\n2024 B 60", "2024", 40, "TOTAL 2024 - B 2024"),
    ],
)
def test_a_missing_part_is_what_the_others_leave(
    rows: str, period: str, value: int, formula: str
) -> None:
    found = level(accounts_of(rows), period, "A")
    assert numbers(found) == (value, value, value)
    assert found.formula == formula


def test_a_total_needs_every_segment() -> None:
    assert bounds(accounts_of("2024 A 10"), "2024", "TOTAL") is None
    assert bounds(accounts_of("2024 A 10\n2024 B 5"), "2024", "TOTAL") == (15, 15)


def test_three_segments_without_groups_add_up() -> None:
    assert bounds(accounts_of("2024 A 1\n2024 B 2\n2024 C 3", "A B C"), "2024", "TOTAL") == (6, 6)


def test_published_decimals_are_kept_however_many() -> None:
    value = level(accounts_of("2024 A 0.123456789 0.123456788 0.12345679"), "2024", "A")
    assert numbers(value) == (0.123456788, 0.123456789, 0.12345679)


def test_a_segment_without_a_row_is_unknown_and_not_nil() -> None:
    rows = "2024-Q1 A 10\n2024-Q1 B 5\n2024-Q2 A 20\n2024-S1 A 30"
    accounts = accounts_of(rows)
    assert bounds(accounts, "2024-Q2", "B") is None
    assert bounds(accounts, "2024-S1", "TOTAL") is None
    assert bounds(accounts_of(f"{rows}\n2024-Q2 B 0"), "2024-S1", "TOTAL") == (35, 35)


def test_a_group_is_the_sum_of_its_members_and_a_part_of_the_total() -> None:
    groups = {"AB": "A B", "BC": "B C"}
    accounts = accounts_of("2024 A 10\n2024 B 5\n2024 TOTAL 22", "A B C D", groups=groups)
    assert bounds(accounts, "2024", "AB") == (15, 15)
    accounts = accounts_of("2024 AB 15\n2024 C 4\n2024 D 3\n2024 BC 9", "A B C D", groups=groups)
    assert bounds(accounts, "2024", "TOTAL") == (22, 22)
    assert bounds(accounts, "2024", "B") == (5, 5)
    assert bounds(accounts, "2024", "A") == (10, 10)


def test_a_published_growth_rate_carries_a_level_forward_and_backward() -> None:
    rate = "2024-S1 A growth 25 24 26"
    forward = level(accounts_of(f"2023-S1 A 100\n{rate}"), "2024-S1", "A")
    assert numbers(forward) == (124, 125, 126)
    assert forward.formula == "A 2023-S1 x (1 + growth)"
    backward = level(accounts_of(f"2024-S1 A 125\n{rate}"), "2023-S1", "A")
    assert (backward.low, backward.high) == pytest.approx((125 / 1.26, 125 / 1.24), abs=1e-6)
    assert backward.low < Fraction(12500, 126) < Fraction(12500, 124) < backward.high
    fall = level(accounts_of("2024 A 90\n2024 A growth -10"), "2023", "A")
    assert numbers(fall) == (100, 100, 100)


def test_levels_carried_back_into_a_year_without_rows_add_up_there() -> None:
    rows = "2024 A 110\n2024 A growth 10\n2024 B 6\n2024 B growth 20"
    assert bounds(accounts_of(rows), "2023", "TOTAL") == (105, 105)


def test_growth_of_a_negative_level_keeps_its_bounds_in_order() -> None:
    found = level(accounts_of("2023 A -100 -110 -90\n2024 A growth 10 5 15"), "2024", "A")
    assert numbers(found) == (-126.5, -110.5, -94.5)


def test_after_a_loss_of_everything_nothing_is_known_of_the_year_before() -> None:
    accounts = accounts_of("2024 A growth -100\n2024 B 5")
    assert bounds(accounts, "2023", "A") is None
    accounts = accounts_of("2023 A 7\n2024 A growth -100")
    assert bounds(accounts, "2024", "A") == (0, 0)


def test_growth_rates_are_kept_as_published() -> None:
    rate = PUBLISHED.growths[parse_period("2024"), "BPO"]
    assert numbers(rate) == (16.5, 16.75, 17)
    assert (rate.unit, rate.formula, rate.inputs) == ("%", "published", (20,))
    assert (rate.status, rate.derivation) == ("provisional", "published")
    assert len(PUBLISHED.growths) == 4


def test_bounds_add_up_and_subtract_against_each_other() -> None:
    rows = "2024-Q1 A 10 9 12\n2024-Q2 A 20 19 21\n2024 A 100 95 105"
    accounts = accounts_of(rows)
    assert bounds(accounts, "2024-S1", "A") == (28, 33)
    assert bounds(accounts, "2024-S2", "A") == (62, 77)


def test_a_published_value_known_better_on_both_sides_gives_way() -> None:
    accounts = accounts_of("2024 A 40 39 41\n2024 B 58 57 59\n2024 TOTAL 100 90 110")
    total = level(accounts, "2024", "TOTAL")
    assert numbers(total) == (96, 98, 100)
    assert (total.derivation, total.inputs) == ("sum", (2, 3, 4))


def test_a_published_value_outside_narrower_bounds_gives_way() -> None:
    accounts = accounts_of("2024 A 40 30 60\n2024 B 50\n2024 TOTAL 100 95 130")
    found = level(accounts, "2024", "A")
    assert numbers(found) == (45, 52.5, 60)
    assert found.inputs == (2, 3, 4)


@pytest.mark.parametrize(
    ("rows", "period", "code", "status"),
    [
        ("2024 A 10 provisional\n2024 B 5", "2024", "TOTAL", "provisional"),
        ("2024 A 10 revised\n2024 B 5", "2024", "TOTAL", "revised"),
        ("2024 A 10\n2024 B 5", "2024", "TOTAL", "final"),
        ("2024 A 10 9 11 provisional\n2024 B 5", "2024", "TOTAL", "provisional"),
        ("2024 TOTAL 15 provisional\n2024 B 5", "2024", "A", "provisional"),
        ("2024 TOTAL 15 14 16\n2024 B 5", "2024", "A", "estimated"),
        ("2023 A 100\n2024 A growth 7.1 7.05 7.15", "2024", "A", "estimated"),
        ("2024 A 10 9 11 provisional", "2024", "A", "provisional"),
    ],
)
def test_a_status_is_that_of_the_cells_behind_it_unless_bounds_make_it_an_estimate(
    rows: str, period: str, code: str, status: str
) -> None:
    assert level(accounts_of(rows), period, code).status == status


def test_scopes_are_never_mixed() -> None:
    accounts = accounts_of("2024 A 10\n2024 B 5@other\n2024 TOTAL 900@other\n2023 A growth 5@other")
    assert set(accounts.levels) == {(parse_period("2024"), "A")}
    assert accounts.growths == {}
    assert [str(period) for period in accounts.periods] == ["2024"]


def test_a_series_without_a_value_of_its_own_scope_is_refused() -> None:
    assert refusal("2024 A 10@other") == [
        'series.csv: no value belongs to the scope of the series, "own"; '
        "name the scope of the series first in its package"
    ]


def test_no_sign_is_assumed_unless_the_package_declares_it() -> None:
    rows = "2024 TOTAL 10\n2024 A 30"
    assert bounds(accounts_of(rows), "2024", "B") == (-20, -20)
    assert bounds(accounts_of("2024 TOTAL 10"), "2024", "A") is None
    declared = accounts_of("2024 TOTAL 10", non_negative=True)
    assert bounds(declared, "2024", "A") == (0, 10)
    assert bounds(declared, "2024-Q3", "B") == (0, 10)


def test_a_declared_sign_narrows_the_bounds_of_a_published_cell() -> None:
    rows = "2024 A 0.3 -0.2 0.8"
    assert bounds(accounts_of(rows), "2024", "A") == (-0.2, 0.8)
    found = level(accounts_of(rows, non_negative=True), "2024", "A")
    assert numbers(found) == (0, 0.3, 0.8)
    assert found.inputs == (2,)


def test_negative_levels_add_up_like_any_other() -> None:
    accounts = accounts_of("2024-Q1 A -5\n2024-Q2 A 3\n2024-S1 B 1")
    assert bounds(accounts, "2024-S1", "A") == (-2, -2)
    assert bounds(accounts, "2024-S1", "TOTAL") == (-1, -1)


def test_a_series_of_one_segment_is_its_own_total() -> None:
    accounts = accounts_of("2023 TOTAL 10\n2024 A 12", "A")
    for code in ("A", "TOTAL"):
        assert [bounds(accounts, year, code) for year in ("2023", "2024")] == [(10, 10), (12, 12)]
    assert refusal("2024 A 12\n2024 TOTAL 13", "A") == [
        "series.csv:2,3: A 2024 is 12, but published gives 13; "
        "correct a cell, or give low and high where a published figure is rounded"
    ]


def test_a_contradiction_is_refused_with_its_lines_and_both_values() -> None:
    assert refusal("2023 A 1\n2024 A 10\n2024 B 5\n2024 TOTAL 17") == [
        "series.csv:3,4,5: TOTAL 2024 is 17, but A 2024 + B 2024 gives 15; "
        "correct a cell, or give low and high where a published figure is rounded"
    ]


def test_figures_that_miss_each_other_by_one_in_the_last_digit_contradict_each_other() -> None:
    (problem,) = refusal("2024 A 10\n2024 B 5\n2024 TOTAL 16")
    assert "TOTAL 2024 is 16, but A 2024 + B 2024 gives 15;" in problem


def test_rounded_figures_contradict_each_other_only_beyond_their_bounds() -> None:
    rows = "2024 A 10 9.5 10.5\n2024 B 5\n2024 TOTAL"
    assert bounds(accounts_of(f"{rows} 16 15.5 16.5"), "2024", "TOTAL") == (15.5, 15.5)
    (problem,) = refusal(f"{rows} 16 15.6 16.5")
    assert "TOTAL 2024 is 15.6 to 16.5, but A 2024 + B 2024 gives 14.5 to 15.5;" in problem


def test_a_growth_rate_that_the_levels_exclude_is_refused() -> None:
    (problem,) = refusal("2023 A 100\n2024 A 110\n2024 A growth 12 11.5 12.5")
    assert problem.startswith("series.csv:2,3,4: A 2024 is 110, but A 2023 x (1 + growth) gives ")
    assert "111.5 to 112.5" in problem


def test_a_sign_that_the_package_excludes_is_refused() -> None:
    (problem,) = refusal("2024 TOTAL 10\n2024 A 30", non_negative=True)
    assert problem.startswith("series.csv:2,3: ")


def test_independent_contradictions_are_told_together_each_once() -> None:
    rows = """
    2023 A 1
    2023 B 1
    2023 TOTAL 3
    2024-Q1 A 5
    2024-Q2 A 5
    2024-S1 A 11
    """
    lines = [problem.split(":")[1] for problem in refusal(rows)]
    assert lines == ["2,3,4", "5,6,7"]


def test_contradictory_bounds_that_push_each_other_come_to_an_end() -> None:
    # The second quarter of A, 80, exceeds the total of that quarter; nothing bounds the first.
    rows = "2024-Q2 TOTAL 10\n2024-S1 A 100\n2024-Q1 A 20"
    (problem,) = refusal(rows, non_negative=True)
    assert problem.startswith("series.csv:2,3,4: ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(5, 2), "2.5"),
        (Fraction(0), "0"),
        (Fraction(1, 2**20), "0.00000095367431640625"),
        (Fraction("12345678901234567.5"), "12345678901234567.5"),
        (Fraction(-1, 3), "-0.3333333333333333"),
        (Fraction(2, 3 * 10**9), "0.0000000006666666666666667"),
        (Fraction(10**20, 3), "33333333333333330000"),
    ],
)
def test_a_fraction_is_exact_where_it_ends_else_told_to_sixteen_digits(
    value: Fraction, text: str
) -> None:
    assert format(decimal_of(value), "f") == text
