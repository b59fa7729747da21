"""Claims about quarters: peak, trough, profile, rebound, trailing four quarters."""

from fractions import Fraction

import pytest
from quarterly import quarterly
from small_series import claims_of, series, verdict_of

from reportgen.claims import Claim

INCOMPLETE, UNSURE = "unavailable: incomplete_window", "not_quotable: too_uncertain"


def extremes(rows: list[str]) -> tuple[Claim, Claim]:
    claims = claims_of(series(rows))
    return claims["PEAK/A/2024"], claims["TROUGH/A/2024"]


@pytest.mark.parametrize(
    ("levels", "peak", "trough"),
    [
        ("10 12 14 11", "Q3 turning_point", "Q1 at_start"),
        ("14 12 11 13", "Q1 at_start", "Q3 turning_point"),
        ("10 11 12 13", "Q4 at_end", "Q1 at_start"),
        ("975 1025 1000 1000", "Q2 turning_point", "Q1 at_start"),
        ("976 1025 1000 999", "Q2 not_local", "Q1 at_start"),
        ("12 10 10 11", "Q1 at_start", "Q2 Q3 not_claimable: tie"),
        ("12 14 14 11", "Q2 Q3 not_claimable: tie", "Q4 at_end"),
        ("0 0 0 0", "Q1 Q2 Q3 Q4 not_claimable: tie", "Q1 Q2 Q3 Q4 not_claimable: tie"),
        ("-5 -1 -3 -4", "Q2 not_local", "Q1 at_start"),
    ],
)
def test_the_highest_and_the_lowest_quarter_of_a_year_are_named(
    levels: str, peak: str, trough: str
) -> None:
    found = [
        " ".join([*(quarter[-2:] for quarter in claim.answer), verdict_of(claim)])
        for claim in extremes(quarterly(f"2024 A {levels}"))
    ]
    assert found == [peak, trough]


def test_a_peak_rests_on_all_four_quarters_and_holds_its_level() -> None:
    peak, _ = extremes(quarterly("2024 A 10 12 14 11"))
    assert peak.evidence is not None
    assert (peak.evidence.value, peak.evidence.inputs) == (Fraction(14), (2, 3, 4, 5))


def test_quarters_whose_bounds_overlap_leave_the_peak_open() -> None:
    rows = ["2024-Q1 A 12", "2024-Q2 A 14 13 15", "2024-Q3 A 14 13 15", "2024-Q4 A 10"]
    peak, trough = extremes(rows)
    assert (verdict_of(peak), peak.answer) == (UNSURE, ("2024-Q2",))
    assert (verdict_of(trough), trough.answer) == ("at_end", ("2024-Q4",))


def test_an_amplitude_that_only_may_reach_five_percent_makes_no_turning_point() -> None:
    rows = ["2024-Q1 A 1000", "2024-Q2 A 1050 1049 1051", "2024-Q3 A 1000", "2024-Q4 A 1000"]
    assert verdict_of(extremes(rows)[0]) == "not_local"


def test_a_year_with_a_quarter_missing_has_no_peak() -> None:
    rows = quarterly("2024 A 10 - 14 11\n2024 B 1 1 1 1")
    assert [verdict_of(claim) for claim in extremes(rows)] == [INCOMPLETE, INCOMPLETE]


def test_only_years_are_searched_for_a_peak() -> None:
    claims = claims_of(series(quarterly("2024 A 10 12 14 11")))
    searched = {key for key in claims if key.startswith(("PEAK", "TROUGH", "SEASONALITY"))}
    assert {key.split("/")[2] for key in searched} == {"2024"}


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ("2024 A 925 1000 1075 1000", "marked"),
        ("2024 A 926 1000 1075 999", "not_claimable: flat"),
        ("2023 A 100 110 120 100\n2024 A 90 100 120 90", "seasonal"),
        ("2023 A 100 110 120 100\n2024 A 120 100 90 90", "marked"),
        ("2023 A 100 101 102 100\n2024 A 90 100 120 90", "marked"),
        ("2023 A 100 120 120 100\n2024 A 90 120 110 90", "marked"),
        ("2023 A 100 110 - 100\n2024 A 90 100 120 90", "marked"),
        ("2024 A 1 -1 1 -1", "not_quotable: negative_base"),
        ("2024 A 10 12 14 -\n2024 B 1 1 1 1", INCOMPLETE),
    ],
    ids=[
        "fifteen percent",
        "less",
        "the same peak twice",
        "another peak",
        "a flat year before",
        "no one peak before",
        "a gap before",
        "a sum of nothing",
        "a gap",
    ],
)
def test_a_profile_is_marked_and_seasonal_only_when_it_comes_back(rows: str, verdict: str) -> None:
    assert verdict_of(claims_of(series(quarterly(rows)))["SEASONALITY/A/2024"]) == verdict


def test_the_amplitude_of_a_profile_is_a_share_of_the_mean_quarter() -> None:
    # The published third quarter of CRM, 2,814, and the fourth, 2,183; the year is 9,797.
    found = claims_of(series(quarterly("2024 A 2420 2380 2814 2183")))["SEASONALITY/A/2024"]
    assert found.evidence is not None
    assert found.evidence.value == Fraction(2814 - 2183) / Fraction(9797, 4) * 100


def test_a_profile_of_very_small_or_uncertain_levels_is_not_told() -> None:
    rows = quarterly("2024 A 10 12 14 11")
    tiny = claims_of(series(rows, tiny_base={"year": 50}))["SEASONALITY/A/2024"]
    assert verdict_of(tiny) == "not_quotable: tiny_base"
    rows[1:3] = ["2024-Q2 A 11.5", "2024-Q3 A 12 11 13"]  # an amplitude of 13 to 27 percent
    assert verdict_of(claims_of(series(rows))["SEASONALITY/A/2024"]) == UNSURE


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        ("1000 900 936", "moderate_up"),
        ("1000 900 1036", "strong_up"),
        ("1000 900 935", "not_claimable: counterexample"),
        ("900 900 990", "not_claimable: counterexample"),
        ("800 900 990", "not_claimable: counterexample"),
        ("910 900 936", "not_claimable: counterexample"),
        ("1000 900 900", "not_claimable: counterexample"),
        ("5 0 5", "not_quotable: zero_base"),
        ("5 -1 5", "not_quotable: sign_change"),
        ("1000 30 90", "not_quotable: tiny_base"),
        ("- 900 990", INCOMPLETE),
        ("1000 - 990", INCOMPLETE),
    ],
    ids=[
        "four percent",
        "much",
        "less than four percent",
        "no low",
        "rising all along",
        "a shallow low",
        "no rise",
        "a low of nothing",
        "a low below nothing",
        "a tiny low",
        "unknown before",
        "an unknown low",
    ],
)
def test_a_rebound_is_a_rise_after_a_low_that_is_one(levels: str, verdict: str) -> None:
    dataset = series(quarterly(f"2024 A {levels}"), tiny_base={"quarter": 50})
    found = claims_of(dataset)["REBOUND/A/2024-Q3/2024-Q2"]
    assert verdict_of(found) == verdict
    assert found.answer == (("2024-Q2",) if found else ())


QUARTERS = "2023 A 10 11 12 13\n2024 A 14 15 16 17"


@pytest.mark.parametrize(
    ("rows", "quarter", "level"),
    [
        (quarterly(QUARTERS), "2024-Q1", 11 + 12 + 13 + 14),
        (quarterly(QUARTERS), "2024-Q3", 13 + 14 + 15 + 16),
        (quarterly(QUARTERS), "2024-Q4", 62),
        (["2024 A 50"], "2024-Q4", 50),
        (["2023-S2 A 20", "2024-S1 A 30"], "2024-Q2", 50),
        (["2023-Q4 A 5", "2024-9M A 30"], "2024-Q3", 35),
        (["2023-Q2 A 5", "2023-S2 A 12", "2024-Q1 A 7"], "2024-Q1", 24),
    ],
)
def test_four_quarters_are_added_up_by_any_way_that_is_known(
    rows: list[str], quarter: str, level: int
) -> None:
    found = claims_of(series(rows))[f"TRAILING_4Q/A/{quarter}"].evidence
    assert found is not None
    assert found.value == level


def test_the_narrowest_way_to_add_up_four_quarters_counts() -> None:
    quarters = [f"{period} A 10 9 11" for period in ("2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2")]
    halves = ["2023-S2 A 20 19.5 20.5", "2024-S1 A 20 19.5 20.5"]
    found = claims_of(series(quarters + halves))["TRAILING_4Q/A/2024-Q2"].evidence
    assert found is not None
    assert (found.low, found.high) == (Fraction(39), Fraction(41))


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ("2022 A 1 1 1 1\n2023 A 1 1 1 1\n2024 A 1 1 1 2", "sharp_up"),
        ("2022 A 9 9 9 9\n2023 A 9 9 9 9\n2024 A 9 9 9 9", "unchanged"),
        ("2023 A 0 0 0 0\n2024 A 1 1 1 1", "not_quotable: zero_base"),
        ("2023 A 1 1 1 1\n2024 A 0 0 0 0", "not_quotable: sign_change"),
        ("2023 A - 1 1 1\n2024 A 1 1 1 1", "unavailable: no_base_period"),
        ("2023 A 1 1 1 1\n2024 A 1 1 - 1", INCOMPLETE),
    ],
)
def test_four_quarters_are_compared_with_those_a_year_before(rows: str, verdict: str) -> None:
    claims = claims_of(series(quarterly(rows)))
    assert verdict_of(claims["TRAILING_4Q_GROWTH/A/2024-Q4/2023-Q4"]) == verdict


def test_four_quarters_that_are_a_year_grow_at_its_published_rate() -> None:
    rows = ["2023 A 100 95 105", "2024 A 110 105 115", "2024 A growth 10.5 10.45 10.55"]
    claims = claims_of(series(rows))
    trailing = claims["TRAILING_4Q_GROWTH/A/2024-Q4/2023-Q4"].evidence
    assert trailing is not None
    assert trailing == claims["GROWTH/A/2024/2023"].evidence
    assert trailing.value == Fraction("10.5")


def test_a_year_of_quarters_is_tiny_below_the_floor_of_a_year() -> None:
    rows = quarterly("2023 A 10 10 10 10\n2024 A 11 11 11 11")
    claims = claims_of(series(rows, tiny_base={"year": 41, "quarter": 5}))
    assert verdict_of(claims["TRAILING_4Q_GROWTH/A/2024-Q4/2023-Q4"]) == "not_quotable: tiny_base"
    assert verdict_of(claims["GROWTH/A/2024-Q4/2023-Q4"]) == "strong_up"
