"""Claims about one subject: levels, changes, shares, contributions, parts of a year."""

from fractions import Fraction

import pytest
from small_series import claims_of, series, verdict_of

from reportgen.claims import Claim, ClaimKey
from reportgen.period import Period

ROWS = """
2022 A 40
2022 B 60
2023 A 50
2023 B 50
2024-S1 A 30
2024-S1 B 25
2024 A 62
2024 B 48
"""
RATIO = "RATIO_TO_ANNUAL/A/2024-Q1/2023"
CLAIMS = claims_of(series(ROWS, groups={"AB": "A B"}))


def value_of(claim: Claim) -> Fraction | None:
    return claim.evidence.value if claim and claim.evidence else None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("LEVEL/A/2024", 62),
        ("LEVEL/TOTAL/2024", 110),
        ("LEVEL/A/2024-S2", 32),
        ("CHANGE/A/2024/2023", 12),
        ("CHANGE/B/2024/2023", -2),
        ("CHANGE/TOTAL/2024/2023", 10),
        ("GROWTH/A/2024/2023", 24),
        ("GROWTH/TOTAL/2024/2023", 10),
        ("SHARE/A/2024", Fraction(6200, 110)),
        ("SHARE/AB/2024", 100),
        ("SHARE/B/2024-S1", Fraction(2500, 55)),
        ("CONTRIB_PP/A/2024/2023", 12),
        ("CONTRIB_PP/B/2024/2023", -2),
        ("CONTRIB_PP/AB/2024/2023", 10),
        ("RATIO_TO_ANNUAL/A/2024-S1/2023", 60),
        ("RATIO_TO_ANNUAL/A/2024-S1/2022", 75),
        ("RATIO_TO_ANNUAL/TOTAL/2024-S1/2023", 55),
        ("PART_OF_YEAR/A/2024-S2/2024", Fraction(3200, 62)),
    ],
)
def test_a_claim_holds_the_figure_worked_out_by_hand(key: str, value: Fraction | int) -> None:
    found = CLAIMS[key].evidence
    assert found is not None
    assert found.value == value
    units = {"LEVEL": "million", "CHANGE": "million", "CONTRIB_PP": "pp"}
    assert found.unit == units.get(CLAIMS[key].indicator, "%")


def test_a_total_has_no_share_and_no_contribution() -> None:
    assert not any(key.startswith(("SHARE/TOTAL", "CONTRIB_PP/TOTAL")) for key in CLAIMS)


def test_a_year_is_not_told_as_a_part_of_other_years() -> None:
    periods = {key.split("/")[2] for key in CLAIMS if key.startswith("RATIO_TO_ANNUAL")}
    assert periods == {"2024-S1", "2024-S2"}


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        ("97", "near_equal"),
        ("103", "near_equal"),
        ("96.9", "ok"),
        ("103.1", "ok"),
        ("100 96 104", "ok"),
        ("100 97 103", "near_equal"),
    ],
)
def test_a_part_of_a_year_within_three_percent_of_another_year_is_almost_at_its_level(
    level: str, verdict: str
) -> None:
    claims = claims_of(series(f"2023 A 100\n2024-S1 A {level}"))
    assert verdict_of(claims["RATIO_TO_ANNUAL/A/2024-S1/2023"]) == verdict


def test_a_year_that_is_not_over_has_no_parts_yet() -> None:
    claims = claims_of(series("2024-S1 A 5\n2024 A 9"), "2024-S1")
    assert not any(key.startswith("PART_OF_YEAR") for key in claims)


@pytest.mark.parametrize(
    ("rows", "key", "verdict"),
    [
        ("2024 A 5", "LEVEL/B/2024", "unavailable: missing_cell"),
        ("2024 A 5", "SHARE/A/2024", "unavailable: missing_cell"),
        ("2024 TOTAL 5", "SHARE/A/2024", "unavailable: missing_cell"),
        ("2024 A 5", "CHANGE/A/2024/2023", "unavailable: no_base_period"),
        ("2023 A 4\n2024 B 5\n2025 A 6", "CHANGE/A/2024/2023", "unavailable: missing_cell"),
        ("2023 A 4\n2024 A 5", "CONTRIB_PP/A/2024/2023", "unavailable: no_base_period"),
        ("2024 A 5", "CONTRIB_PP/A/2024/2023", "unavailable: no_base_period"),
        ("2024-S1 A 5", "RATIO_TO_ANNUAL/A/2024-S1/2023", "unavailable: no_base_period"),
        (
            "2023 A 9\n2024-S1 B 5\n2024 A 9",
            "RATIO_TO_ANNUAL/A/2024-S1/2023",
            "unavailable: missing_cell",
        ),
    ],
)
def test_a_claim_says_which_cell_it_lacks(rows: str, key: str, verdict: str) -> None:
    claim = claims_of(series(rows))[key]
    assert verdict_of(claim) == verdict
    assert claim.evidence is None


@pytest.mark.parametrize(
    ("rows", "key", "verdict"),
    [
        ("2024 A 5\n2024 B -1", "SHARE/A/2024", "not_quotable: negative_component"),
        ("2024 A 1\n2024 B -5", "SHARE/B/2024", "not_quotable: negative_component"),
        ("2024 A 5\n2024 B -5", "SHARE/A/2024", "not_quotable: negative_component"),
        ("2024 A 0\n2024 B 0", "SHARE/A/2024", "not_quotable: zero_base"),
        ("2023 TOTAL 0\n2023 A 4\n2024 A 5", "CONTRIB_PP/A/2024/2023", "not_quotable: zero_base"),
        (
            "2023 TOTAL -9\n2023 A 4\n2024 A 5",
            "CONTRIB_PP/A/2024/2023",
            "not_quotable: negative_base",
        ),
        ("2023 A 0\n2024-Q1 A 5", "RATIO_TO_ANNUAL/A/2024-Q1/2023", "not_quotable: zero_base"),
        (
            "2023 A -9\n2024-Q1 A -5",
            "RATIO_TO_ANNUAL/A/2024-Q1/2023",
            "not_quotable: negative_base",
        ),
        ("2023 A 9\n2024-Q1 A -5", "RATIO_TO_ANNUAL/A/2024-Q1/2023", "not_quotable: sign_change"),
    ],
)
def test_a_part_of_nothing_or_of_a_mixed_sum_is_not_quoted(
    rows: str, key: str, verdict: str
) -> None:
    claim = claims_of(series(rows))[key]
    assert verdict_of(claim) == verdict
    assert claim.evidence is not None
    assert claim.evidence.unit == "million"


@pytest.mark.parametrize("indicator", ["CHANGE", "CONTRIB_PP"])
def test_a_change_whose_sign_is_open_is_not_quoted(indicator: str) -> None:
    rows = "2023 A 100 98 102\n2024 A 101 99 103\n2023 B 50"
    claim = claims_of(series(rows))[f"{indicator}/A/2024/2023"]
    assert (verdict_of(claim), claim.direction) == ("not_quotable: too_uncertain", "")
    assert claim.evidence is not None


@pytest.mark.parametrize(("level", "direction"), [(51, "up"), (49, "down"), (50, "unchanged")])
def test_the_direction_is_that_of_the_exact_change(level: int, direction: str) -> None:
    rows = f"2023 A 50\n2023 B 9\n2024 A {level}\n2024 B 9"
    claims = claims_of(series(rows))
    for indicator in ("CHANGE", "GROWTH", "CONTRIB_PP"):
        assert claims[f"{indicator}/A/2024/2023"].direction == direction


def test_a_contribution_is_claimed_whatever_the_size_of_the_base() -> None:
    dataset = series("2023 A 0\n2023 B 50\n2024 A 5\n2024 B 50", tiny_base={"year": 100})
    claims = claims_of(dataset)
    assert verdict_of(claims["GROWTH/A/2024/2023"]) == "not_quotable: zero_base"
    assert value_of(claims["CONTRIB_PP/A/2024/2023"]) == 10


def test_a_claim_is_true_only_when_it_may_be_made() -> None:
    claims = claims_of(series("2024 A 5"))
    assert claims["LEVEL/A/2024"]
    assert not claims["LEVEL/B/2024"]
    assert not claims["GROWTH/A/2024/2023"]


def test_a_claim_is_named_by_what_it_is_about() -> None:
    level = Claim(ClaimKey("LEVEL", "A", Period(2024, "half", 1)), None)
    growth = Claim(ClaimKey("GROWTH", "A", Period(2024), Period(2023)), None)
    assert [str(level), str(growth)] == ["LEVEL/A/2024-S1", "GROWTH/A/2024/2023"]
