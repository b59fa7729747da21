"""Claims about revisions: what a new vintage changed in levels and rates."""

from dataclasses import replace
from fractions import Fraction

import pytest
from small_series import claims_of, observed, series, verdict_of

from reportgen.claims import Claim
from reportgen.dataset import Dataset

TIE, UNSURE = "not_claimable: displayed_tie", "not_quotable: too_uncertain"


def revised(rows: str, *before: str) -> Dataset:
    """A series whose older vintages are rows that begin with their date: "2025-01: 2024 A 5"."""
    dated = (row.split(": ") for row in before)
    older = (replace(observed(row, 90), published=date) for date, row in dated)
    return replace(series(rows), superseded=tuple(older))


def revision(rows: str, *before: str, key: str = "REVISION/A/2024") -> Claim:
    return claims_of(revised(rows, *before))[key]


@pytest.mark.parametrize(
    ("now", "before", "verdict", "value"),
    [
        ("5010", "5000", "ok", 10),
        ("4990", "5000", "ok", -10),
        ("5000.4", "5000", TIE, Fraction(4, 10)),
        ("5000.5", "5000", "ok", Fraction(5, 10)),
        ("48.4", "48", TIE, Fraction(4, 10)),
        ("1000", "999.4", "ok", Fraction(6, 10)),
        ("1000", "1", "ok", 999),
        ("5020 5015 5025", "5000 4950 5050", UNSURE, 20),
        ("5120 5115 5125", "5000 4950 5050", "ok", 120),
    ],
    ids=[
        "up",
        "down",
        "no printed digit of a billion",
        "a printed digit",
        "no printed digit of a million",
        "a billion and less than one",
        "a billion and a million",
        "only more precise",
        "beyond the rounding",
    ],
)
def test_a_level_is_revised_when_a_printed_digit_changes(
    now: str, before: str, verdict: str, value: Fraction | int
) -> None:
    claim = revision(f"2024 A {now}", f"2025-01: 2024 A {before}")
    assert verdict_of(claim) == verdict
    assert claim.evidence is not None
    assert (claim.evidence.value, claim.evidence.unit) == (value, "million")


def test_the_newest_vintage_is_compared_with_the_one_just_before() -> None:
    claim = revision("2024 A 5010", "2025-01: 2024 A 5000", "2025-04: 2024 A 5007")
    assert claim.evidence is not None
    assert (claim.evidence.value, claim.direction) == (Fraction(3), "up")


def test_a_sum_is_revised_with_the_cells_that_it_adds_up() -> None:
    rows = "2024-S1 A 20\n2024-S2 A 30\n2024-S1 B 5\n2024-S2 B 5"
    claims = claims_of(revised(rows, "2025-01: 2024-S1 A 18"))
    told = {key: claim.evidence for key, claim in claims.items() if claim.indicator == "REVISION"}
    assert {key: found and found.value for key, found in told.items()} == {
        "REVISION/A/2024-S1": 2,
        "REVISION/TOTAL/2024-S1": 2,
        "REVISION/A/2024": 2,
        "REVISION/TOTAL/2024": 2,
    }


@pytest.mark.parametrize("half", ["20", "0"])
def test_a_difference_is_not_said_to_be_revised(half: str) -> None:
    claims = claims_of(revised(f"2024 A 50\n2024-S1 A {half}", "2025-01: 2024-S1 A 18"))
    assert {key for key in claims if key.startswith("REVISION/")} == {"REVISION/A/2024-S1"}


def test_a_sum_of_which_each_bound_was_found_another_way_is_not_said_to_be_revised() -> None:
    halves = "2024-S1 A 20 19 25\n2024-S2 A 20 19 25\n"
    quarters = "\n".join(f"2024-Q{number} A 10 5 11" for number in (1, 2, 3, 4))
    claims = claims_of(revised(halves + quarters, "2025-01: 2024-Q1 A 8 5 11"))
    year = claims["LEVEL/A/2024"].evidence
    assert year is not None
    assert (year.low, year.high, year.derivation) == (Fraction(38), Fraction(44), "sum")
    assert "REVISION/A/2024" not in claims


@pytest.mark.parametrize(
    ("rows", "before", "verdict", "value"),
    [
        ("2023 A 1000\n2024 A 1100", ["2025-01: 2024 A 1050"], "ok", 5),
        ("2023 A 1000\n2024 A 1100", ["2025-01: 2023 A 1100"], "ok", 10),
        ("2023 A 1000\n2024 A 1100", ["2025-01: 2024 A 1100.4"], TIE, Fraction(-4, 100)),
        ("2023 A 1000\n2024 A 1100", ["1: 2023 A 500", "1: 2024 A 550"], TIE, 0),
        (
            "2024 A growth 4 3.95 4.05",
            ["2025-01: 2024 A growth 3 2.95 3.05"],
            "ok",
            1,
        ),
        (
            "2023 A 1000 950 1050\n2024 A 1040 990 1090\n2024 A growth 4 3.95 4.05",
            ["2025-01: 2024 A growth 3 2.95 3.05"],
            "ok",
            1,
        ),
    ],
    ids=["level", "base", "no printed digit", "both alike", "published rate", "rate with levels"],
)
def test_a_rate_is_revised_with_its_levels_or_by_itself(
    rows: str, before: list[str], verdict: str, value: Fraction | int
) -> None:
    claim = revision(rows, *before, key="REVISION_PP/A/2024/2023")
    assert verdict_of(claim) == verdict
    assert claim.evidence is not None
    assert (claim.evidence.value, claim.evidence.unit) == (value, "pp")


def test_a_rate_that_was_none_before_is_not_said_to_be_revised() -> None:
    claims = claims_of(revised("2023 A 10\n2024 A 11", "2025-01: 2023 A 0"))
    assert "REVISION_PP/A/2024/2023" not in claims
    assert verdict_of(claims["REVISION/A/2023"]) == "ok"


def test_a_vintage_of_another_scope_revises_nothing() -> None:
    assert not any("REVISION" in key for key in claims_of(revised("2024 A 5", "1: 2024 A 4@other")))


def test_a_series_of_one_vintage_has_no_revisions() -> None:
    assert not any("REVISION" in key for key in claims_of(series("2023 A 5\n2024 A 6")))


def test_what_was_published_before_a_revision_stays_known() -> None:
    rows = "2023 A 100\n2023 B 90\n2024 A 110\n2024 B 120"
    dataset = revised(rows, "2025-01: 2024 A 130", "2024-12: 2024 A 140")
    claims = claims_of(dataset)
    level, rate = claims["LEVEL_WAS/A/2024"].evidence, claims["GROWTH_WAS/A/2024/2023"].evidence
    assert level is not None
    assert rate is not None
    assert (level.value, rate.value) == (Fraction(130), Fraction(30))
    assert claims["LEADER/TOTAL/2024"].answer == ("B",)
    assert claims["LEADER_WAS/TOTAL/2024"].answer == ("A",)
    assert "LEVEL_WAS/B/2024" not in claims
