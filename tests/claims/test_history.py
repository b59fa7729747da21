"""Claims about the whole series: records, and periods in a row."""

from fractions import Fraction

import pytest
from quarterly import quarterly
from small_series import claims_of, series, verdict_of

from reportgen.claims import Claim

AGAINST, UNSURE = "not_claimable: counterexample", "not_quotable: too_uncertain"


def years(*levels: str, code: str = "A") -> list[str]:
    return [f"{year} {code} {level}" for year, level in enumerate(levels, 2020) if level]


def standings(rows: list[str], indicator: str = "RECORD") -> list[str]:
    claims = claims_of(series(rows)).values()
    return [verdict_of(c) for c in claims if (c.indicator, c.subject) == (indicator, "A")]


@pytest.mark.parametrize(
    ("levels", "verdicts"),
    [
        (("5", "7", "6"), ["lowest", "highest", AGAINST]),
        (("5", "7", "7"), ["lowest", "not_claimable: tie", "not_claimable: tie"]),
        (("5", "5", "5"), ["not_claimable: tie"] * 3),
        (("5", "7 6 8", "7 6 8"), ["lowest", UNSURE, UNSURE]),
        (("-5", "-7", "-6"), ["highest", "lowest", AGAINST]),
        (("5", "7"), ["unavailable: incomplete_window"] * 2),
    ],
)
def test_the_highest_and_the_lowest_of_a_series_are_told_once(
    levels: tuple[str, ...], verdicts: list[str]
) -> None:
    assert standings(years(*levels)) == verdicts


def test_a_series_with_a_gap_has_no_record() -> None:
    rows = years("5", "", "7", "6") + years("1", "1", "1", "1", code="B")
    assert standings(rows) == [
        "unavailable: incomplete_window",
        "unavailable: missing_cell",
        "unavailable: incomplete_window",
        "unavailable: incomplete_window",
    ]


def test_a_record_names_its_window_as_far_as_the_vantage_point_reaches() -> None:
    rows = years("5", "7", "6", "9")
    late, early = (claims_of(series(rows), period) for period in ("2023", "2022"))
    assert late["RECORD/A/2023"].answer == ("2020", "2023")
    assert (verdict_of(late["RECORD/A/2021"]), verdict_of(early["RECORD/A/2021"])) == (
        AGAINST,
        "highest",
    )
    assert early["RECORD/A/2021"].answer == ("2020", "2022")


def test_periods_of_one_kind_are_compared_and_the_same_season_of_every_year() -> None:
    rows = quarterly("2022 A 10 20 30 40\n2023 A 11 19 31 41\n2024 A 12 18 32 39")
    claims = claims_of(series(rows))
    assert verdict_of(claims["RECORD/A/2022-Q1"]) == "lowest"
    assert verdict_of(claims["RECORD/A/2023-Q4"]) == "highest"
    assert verdict_of(claims["SEASON_RECORD/A/2024-Q1"]) == "highest"
    assert verdict_of(claims["SEASON_RECORD/A/2024-Q2"]) == "lowest"
    assert claims["SEASON_RECORD/A/2024-Q2"].answer == ("2022-Q2", "2024-Q2")
    assert claims["RECORD/A/2023-Q4"].answer == ("2022-Q1", "2024-Q4")
    assert "SEASON_RECORD/A/2024" not in claims


def streak(*levels: str, period: str = "") -> Claim:
    rows = years(*levels)
    return claims_of(series(rows), period)[f"STREAK/A/{period or 2019 + len(levels)}"]


@pytest.mark.parametrize(
    ("levels", "verdict", "count", "window"),
    [
        (("100", "90", "95", "99"), "up", 2, ("2022", "2023")),
        (("100", "110", "105", "99", "90"), "down", 3, ("2022", "2024")),
        (("100", "90", "90.1", "99", "110"), "up", 2, ("2023", "2024")),
        (("90", "95", "99"), "at_least_up", 2, ("2021", "2022")),
        (("99", "95", "90"), "at_least_down", 2, ("2021", "2022")),
        (("100", "100 97 103", "110", "115"), "at_least_up", 2, ("2022", "2023")),
        (("100", "90", "95"), AGAINST, 1, ()),
        (("90", "95"), AGAINST, 1, ()),
    ],
    ids=[
        "two in a row",
        "three falls",
        "a stable year ends it",
        "since the series began",
        "falls since it began",
        "since a year that is open",
        "one alone",
        "the first of all",
    ],
)
def test_years_in_a_row_are_counted_back_to_the_last_that_went_another_way(
    levels: tuple[str, ...], verdict: str, count: int, window: tuple[str, ...]
) -> None:
    claim = streak(*levels)
    assert (verdict_of(claim), claim.answer) == (verdict, window)
    assert claim.evidence is not None
    assert (claim.evidence.value, claim.evidence.unit) == (Fraction(count), "periods")


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        (("90", "95", "95"), "not_claimable: flat"),
        (("90", "95", "95.1"), "not_claimable: flat"),
        (("90", "95", "95 90 99"), UNSURE),
        (("90",), "unavailable: no_base_period"),
    ],
)
def test_a_period_that_goes_no_way_is_in_no_row(levels: tuple[str, ...], verdict: str) -> None:
    assert verdict_of(streak(*levels)) == verdict


def test_quarters_in_a_row_are_compared_with_a_year_before() -> None:
    rows = quarterly("2022 A 10 20 30 40\n2023 A 11 19 29 39\n2024 A 12 20 30 38")
    claims = claims_of(series(rows))
    found = {key: claims[f"STREAK/A/{key}"] for key in ("2023-Q4", "2024-Q3", "2024-Q4")}
    assert {key: verdict_of(claim) for key, claim in found.items()} == {
        "2023-Q4": "down",
        "2024-Q3": "up",
        "2024-Q4": AGAINST,
    }
    assert found["2023-Q4"].answer == ("2023-Q2", "2023-Q4")
    assert found["2024-Q3"].answer == ("2024-Q1", "2024-Q3")


def test_a_row_rests_on_every_line_of_its_changes() -> None:
    claim = streak("100", "90", "95", "99")
    assert claim.evidence is not None
    assert claim.evidence.inputs == (3, 4, 5)


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        (("9", "5", "6", "7", "8"), ("highest", ("2020",))),
        (("1", "9", "8", "7", "6"), ("lowest", ("2020",))),
        (("9", "5", "6", "8"), None),
        (("5", "6", "7", "8", "9"), None),
        (("9", "5", "6", "7", "8 7 9"), None),
        (("9", "5", "6", "7", "7"), None),
        (("9", "5", "", "7", "6", "8"), None),
    ],
    ids=["highest", "lowest", "two years", "of all", "uncertain", "as high", "a gap"],
)
def test_a_level_is_told_since_the_last_that_was_higher_or_lower(
    levels: tuple[str, ...], told: tuple[str, tuple[str, ...]] | None
) -> None:
    claim = claims_of(series(years(*levels))).get(f"SINCE/A/{2019 + len(levels)}")
    assert (claim and (verdict_of(claim), claim.answer)) == told


@pytest.mark.parametrize(
    ("levels", "base", "rate"),
    [
        (("10", "5", "8"), "2020", -20),
        (("5", "10", "8"), None, None),
        (("5", "6", "8"), None, None),
        (("10 9 11", "5", "9.5"), None, None),
    ],
    ids=["below its peak", "the peak is the year before", "the peak itself", "uncertain"],
)
def test_a_level_is_compared_with_an_earlier_peak(
    levels: tuple[str, ...], base: str | None, rate: int | None
) -> None:
    found = [c for c in claims_of(series(years(*levels))).values() if c.indicator == "FROM_HIGH"]
    told = [(c.name, c.evidence and c.evidence.value) for c in found if c.subject == "A"]
    assert told == ([(f"FROM_HIGH/A/2022/{base}", rate)] if base else [])
