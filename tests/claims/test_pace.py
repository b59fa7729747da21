"""Claims that compare rates: acceleration, two years, counter-current, divergence, rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from quarterly import quarterly
from small_series import claims_of, series, verdict_of

from reportgen.claims import Claim

UNSURE, AGAINST = "not_quotable: too_uncertain", "not_claimable: counterexample"


def grown(before: str, now: str) -> str:
    """Three years of A that grow at these rates."""
    second = 10000 * (1 + Decimal(before) / 100)
    third = second * (1 + Decimal(now) / 100)
    return f"2022 A 10000\n2023 A {second}\n2024 A {third}"


def found(rows: str | list[str], key: str, segments: str = "A B") -> Claim:
    return claims_of(series(rows, segments))[key]


@pytest.mark.parametrize(
    ("before", "now", "verdict"),
    [
        ("0.2", "3.5", "restart_from_stable"),
        ("0.2", "-3", "turns_down_from_stable"),
        ("0.2", "-0.3", "remains_stable"),
        ("0", "0", "remains_stable"),
        ("3", "0.1", "stalls"),
        ("-3", "0.1", "stabilises"),
        ("3", "-2", "turns_down"),
        ("-3", "2", "turns_up"),
        ("3", "3.44", "same_pace"),
        ("3.04", "3.45", "accelerates"),
        ("3", "2.5", "slows"),
        ("-3", "-2.5", "decline_eases"),
        ("-3", "-3.5", "decline_deepens"),
    ],
)
def test_a_change_of_pace_is_told_from_the_printed_rates(
    before: str, now: str, verdict: str
) -> None:
    claim = found(grown(before, now), "ACCELERATION/A/2024/2023")
    assert verdict_of(claim) == verdict
    assert claim.evidence is not None
    assert (claim.evidence.value, claim.evidence.unit) == (Fraction(now) - Fraction(before), "pp")


def test_a_part_of_a_year_is_compared_with_the_last_year_and_with_the_part_before() -> None:
    rows = "2022 A 10 10 10 10\n2023 A 10 10 10 10\n2024 A 11 12 11 11"
    claims = claims_of(series(quarterly(rows)), "2024-Q2")
    keys = ["2024-Q2/2023", "2024-Q2/2024-Q1", "2024-S1/2023", "2024-S1/2023-S2"]
    points = {key: claims[f"ACCELERATION/A/{key}"].evidence for key in keys}
    assert {key: found and found.value for key, found in points.items()} == {
        "2024-Q2/2023": 20,
        "2024-Q2/2024-Q1": 10,
        "2024-S1/2023": 15,
        "2024-S1/2023-S2": 15,
    }


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ("2023 A 5\n2024 A 6", "unavailable: no_base_period"),
        ("2022 A 5\n2023 A 6\n2024 B 6\n2025 A 6", "unavailable: missing_cell"),
        ("2022 A 0\n2023 A 6\n2024 A 6", "not_quotable: zero_base"),
        ("2022 A 6\n2023 A 6\n2024 A 0", "not_quotable: sign_change"),
        ("2022 A 100 98 102\n2023 A 101 99 103\n2024 A 150", UNSURE),
        ("2022 A 100\n2023 A 110 109 111\n2024 A 120 118 122", UNSURE),
    ],
)
def test_a_change_of_pace_needs_two_rates_that_may_be_told(rows: str, verdict: str) -> None:
    assert verdict_of(found(rows, "ACCELERATION/A/2024/2023")) == verdict


def test_published_rates_alone_tell_a_change_of_pace() -> None:
    rows = "2023 A growth 2 1.95 2.05\n2024 A growth 4 3.95 4.05"
    claim = found(rows, "ACCELERATION/A/2024/2023")
    assert (verdict_of(claim), claim.direction) == ("accelerates", "up")


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ("2022 A 100\n2023 A 110\n2024 A 121", "strong_up"),
        ("2022 A 100\n2023 A 90\n2024 A 98", "slight_down"),
        ("2022 A 1000\n2023 A 1099\n2024 A 1210", AGAINST),
        ("2022 A 100\n2023 A 110\n2024 A 0", "not_quotable: sign_change"),
        ("2022 A 0\n2023 A 110\n2024 A 5", "not_quotable: zero_base"),
        ("2022 A 100\n2023 B 110\n2024 A 121", "unavailable: no_base_period"),
        ("2023 A 110\n2024 A 121", "unavailable: no_base_period"),
        ("2022 A 100\n2023 A 110\n2024 B 5\n2025 A 5", "unavailable: missing_cell"),
    ],
)
def test_a_rate_over_two_years_is_told_after_a_year_of_large_change(
    rows: str, verdict: str
) -> None:
    assert verdict_of(found(rows, "CAGR_2Y/A/2024/2022")) == verdict


def test_a_rate_over_two_years_is_compounded() -> None:
    claim = found("2022 A 100\n2023 A 110\n2024 A 121", "CAGR_2Y/A/2024/2022")
    assert claim.evidence is not None
    assert float(claim.evidence.value) == pytest.approx(10)


def currents(now: str, base: str = "50 30 20") -> list[str]:
    years = (("2023", base), ("2024", now))
    rows = [
        f"{year} {code} {level}"
        for year, levels in years
        for code, level in zip("ABC", levels.split(), strict=True)
    ]
    claims = claims_of(series(rows, "A B C"))
    return [verdict_of(claims[f"COUNTER_CURRENT/{code}/2024/2023"]) for code in "ABC"]


@pytest.mark.parametrize(
    ("now", "verdicts"),
    [
        ("45 25 21", [AGAINST, AGAINST, "ok"]),
        ("45 31 20", ["not_claimable: counterexample", "ok", "not_claimable: flat"]),
        ("50 25 21", ["not_claimable: flat", AGAINST, AGAINST]),
        ("51 31 21", [AGAINST, AGAINST, AGAINST]),
        ("50 30 20", ["not_claimable: flat"] * 3),
        ("50.1 25 21", ["not_claimable: flat", AGAINST, AGAINST]),
    ],
    ids=[
        "against two that fall",
        "against half of the total",
        "against less than half",
        "all rise",
        "nothing moves",
        "a stable segment does not move",
    ],
)
def test_a_segment_moves_against_the_current_when_all_others_that_move_oppose_it(
    now: str, verdicts: list[str]
) -> None:
    assert currents(now) == verdicts


def test_a_counter_current_is_open_while_another_direction_is() -> None:
    rows = "2023 A 50\n2023 B 30 29 31\n2023 C 20\n2024 A 45\n2024 B 30 29 31\n2024 C 21"
    claims = claims_of(series(rows, "A B C"))
    verdicts = [verdict_of(claims[f"COUNTER_CURRENT/{code}/2024/2023"]) for code in "ABC"]
    assert verdicts == [UNSURE, UNSURE, UNSURE]


def test_a_group_stands_in_for_members_that_are_not_known() -> None:
    rows = "2023 A 20\n2023 BC 80\n2024 A 25\n2024 BC 60"
    claims = claims_of(series(rows, "A B C", groups={"BC": "B C"}))
    claim = claims["COUNTER_CURRENT/A/2024/2023"]
    assert (verdict_of(claim), claim.direction) == ("ok", "up")
    assert verdict_of(claims["COUNTER_CURRENT/B/2024/2023"]) == "unavailable: missing_cell"


def test_a_current_needs_every_segment_in_both_periods() -> None:
    rows = "2023 A 20\n2023 TOTAL 100\n2024 A 25\n2024 TOTAL 90"
    claims = claims_of(series(rows, "A B C"))
    assert verdict_of(claims["COUNTER_CURRENT/A/2024/2023"]) == "unavailable: missing_cell"


@pytest.mark.parametrize(
    ("now", "verdict", "answer"),
    [
        ("105 95", "diverge", ("A", "B")),
        ("94 104", "diverge", ("B", "A")),
        ("104.9 95", AGAINST, ()),
        ("130 105", AGAINST, ()),
        ("130 100", AGAINST, ()),
        ("70 95", AGAINST, ()),
    ],
    ids=["ten points", "the other way", "less", "both rise", "one rises", "both fall"],
)
def test_segments_diverge_when_their_rates_lie_ten_points_apart_on_both_sides_of_zero(
    now: str, verdict: str, answer: tuple[str, ...]
) -> None:
    one, other = now.split()
    rows = f"2023 A 100\n2023 B 100\n2024 A {one}\n2024 B {other}"
    claim = found(rows, "DIVERGENCE/TOTAL/2024/2023")
    assert (verdict_of(claim), claim.answer) == (verdict, answer)
    assert claim.evidence is not None
    assert claim.evidence.value == abs(Fraction(one) - Fraction(other))


def test_a_tiny_segment_does_not_make_the_others_diverge() -> None:
    rows = "2023 A 100\n2023 B 4\n2024 A 105\n2024 B 2"
    claims = claims_of(series(rows, tiny_base={"year": 5}))
    assert verdict_of(claims["DIVERGENCE/TOTAL/2024/2023"]) == "unavailable: no_base_period"


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        ("12934 13387", "ok"),
        ("12900 13400", AGAINST),
        ("130 137", AGAINST),
        ("0.4 0.6", AGAINST),
        ("0 5", "not_quotable: zero_base"),
        ("-5 5", "not_quotable: sign_change"),
    ],
    ids=[
        "3.5 and not 3.9 percent",
        "round levels",
        "millions",
        "less than one",
        "nothing",
        "negative",
    ],
)
def test_a_rate_that_does_not_recompute_from_the_printed_levels_is_told(
    levels: str, verdict: str
) -> None:
    base, now = levels.split()
    rows = f"2024-S1 TOTAL {base}\n2025-S1 TOTAL {now}"
    assert verdict_of(found(rows, "ROUNDING_MISMATCH/TOTAL/2025-S1/2024-S1")) == verdict


def test_a_total_that_is_not_known_has_no_rounding_to_explain() -> None:
    claim = found("2023 A 5\n2024 A 6", "ROUNDING_MISMATCH/TOTAL/2024/2023")
    assert verdict_of(claim) == "unavailable: missing_cell"


def test_one_segment_has_no_current_and_nothing_to_diverge_from() -> None:
    claims = claims_of(series("2023 A 5\n2024 A 6", "A"))
    indicators = {claim.indicator for claim in claims.values()}
    assert not indicators & {"COUNTER_CURRENT", "DIVERGENCE", "CROSSOVER", "DRAG"}
