"""Announced targets: their level, their baseline, and the yearly growth they take."""

from decimal import Decimal

import pytest
from small_series import claims_of, series, verdict_of

from reportgen.claims import Claim
from reportgen.dataset import Target


def target(year: int = 2030, value: str = "40000", unit: str = "million") -> Target:
    baseline = Decimal("17.9" if unit == "billion" else "17900")
    return Target("exports", year, Decimal(value), unit, 2023, baseline, "press", 2, "other")


def found(rows: str, *targets: Target, period: str = "") -> dict[str, Claim]:
    claims = claims_of(series(rows, targets=targets or (target(),)), period)
    return {key: claim for key, claim in claims.items() if key.startswith(("TARGET", "REQUIRED"))}


@pytest.mark.parametrize("announced", [target(), target(value="40", unit="billion")])
def test_a_target_its_baseline_its_distance_and_its_pace_are_claimed(
    announced: Target,
) -> None:
    claims = found("2023 TOTAL 26167\n2024 TOTAL 26219", announced)
    values = {
        key: (float(claim.evidence.value), claim.evidence.unit, claim.evidence.formula)
        for key, claim in claims.items()
        if claim.evidence
    }
    assert values == {
        "TARGET/TOTAL/2030": (40000, "million", "announced, targets line 2"),
        "TARGET_BASELINE/TOTAL/2023": (17900, "million", "announced, targets line 2"),
        "TARGET_GAP/TOTAL/2030/2024": (13781, "million", "40000 - 26219"),
        "REQUIRED_CAGR/TOTAL/2030/2024": (
            pytest.approx(7.293639684860076),
            "%",
            "((40000 / 26219) ^ (1/6) - 1) x 100",
        ),
    }
    assert claims["REQUIRED_CAGR/TOTAL/2030/2024"].direction == "up"


@pytest.mark.parametrize(
    ("period", "key"),
    [("2024", "REQUIRED_CAGR/TOTAL/2030/2024"), ("2024-S1", "REQUIRED_CAGR/TOTAL/2030/2023")],
)
def test_the_growth_required_starts_from_the_last_year_that_is_over(period: str, key: str) -> None:
    rows = "2023 TOTAL 20000\n2024-S1 TOTAL 10000\n2024 TOTAL 20001"
    assert key in found(rows, period=period)


def test_the_year_of_the_target_does_not_count_as_a_start() -> None:
    claims = found("2023 TOTAL 30000\n2024 TOTAL 40000", target(2024))
    required = claims["REQUIRED_CAGR/TOTAL/2024/2023"]
    assert required.evidence is not None
    assert float(required.evidence.value) == pytest.approx(100 / 3)


@pytest.mark.parametrize(
    ("rows", "announced", "key", "verdict"),
    [
        ("2024-S1 TOTAL 5", target(), "2030", "unavailable: missing_cell"),
        ("2024 A 5", target(), "2030", "unavailable: missing_cell"),
        ("2024 TOTAL 5", target(2024), "2024", "unavailable: missing_cell"),
        ("2024 TOTAL 0", target(), "2030/2024", "not_quotable: zero_base"),
        ("2024 TOTAL -5", target(), "2030/2024", "not_quotable: sign_change"),
        ("2024 TOTAL 5", target(value="-1"), "2030/2024", "not_quotable: sign_change"),
        ("2024 TOTAL 1 -1 3", target(), "2030/2024", "not_quotable: too_uncertain"),
    ],
)
def test_the_growth_required_needs_a_positive_level_before_the_target(
    rows: str, announced: Target, key: str, verdict: str
) -> None:
    assert verdict_of(found(rows, announced)[f"REQUIRED_CAGR/TOTAL/{key}"]) == verdict


def test_several_targets_are_told_apart_by_their_year() -> None:
    claims = found("2024 TOTAL 20000", target(2026, "25000"), target(2030))
    assert {"REQUIRED_CAGR/TOTAL/2026/2024", "REQUIRED_CAGR/TOTAL/2030/2024"} <= claims.keys()


def test_a_series_without_targets_claims_none() -> None:
    claims = claims_of(series("2024 TOTAL 5"))
    assert not any(key.startswith(("TARGET", "REQUIRED")) for key in claims)
