"""Claims about the make-up of the total: concentration, shares, segments that come and go."""

from fractions import Fraction

import pytest
from quarterly import quarterly
from small_series import claims_of, series, verdict_of

from reportgen.claims import Claim

BASES = "2023 A 50\n2023 B 30\n2023 C 20\n"


def found(rows: str, key: str) -> Claim:
    return claims_of(series(rows, "A B C"))[key]


def value_of(claim: Claim) -> Fraction | None:
    return claim.evidence.value if claim.evidence else None


def test_concentration_is_the_sum_of_squared_shares() -> None:
    rows = f"{BASES}2024 A 40\n2024 B 40\n2024 C 20"
    assert value_of(found(rows, "HHI/TOTAL/2023")) == 2500 + 900 + 400
    assert value_of(found(rows, "HHI/TOTAL/2024")) == 1600 + 1600 + 400
    change = found(rows, "HHI_CHANGE/TOTAL/2024/2023")
    assert (value_of(change), change.direction) == (Fraction(-200), "down")
    assert change.evidence is not None
    assert change.evidence.unit == "index"


@pytest.mark.parametrize(
    ("rows", "key", "verdict"),
    [
        ("2024 A 5\n2024 B 5", "HHI/TOTAL/2024", "unavailable: missing_cell"),
        ("2024 A 5\n2024 TOTAL 9", "HHI/TOTAL/2024", "unavailable: missing_cell"),
        ("2024 A 5\n2024 B 5\n2024 C -1", "HHI/TOTAL/2024", "not_quotable: negative_component"),
        ("2024 A 0\n2024 B 0\n2024 C 0", "HHI/TOTAL/2024", "not_quotable: zero_base"),
        (BASES, "HHI_CHANGE/TOTAL/2023/2022", "unavailable: no_base_period"),
        (f"{BASES}2024 TOTAL 9", "HHI_CHANGE/TOTAL/2024/2023", "unavailable: missing_cell"),
        (f"{BASES}2024 A 9", "SHARE_CHANGE/A/2024/2023", "unavailable: scope_change"),
        (BASES, "SHARE_CHANGE/A/2023/2022", "unavailable: no_base_period"),
        (f"{BASES}2024 TOTAL 9", "SHARE_CHANGE/A/2024/2023", "unavailable: missing_cell"),
        (
            "2023 A 5\n2023 B -5\n2023 C 9\n2024 A 5\n2024 B 5\n2024 C 9",
            "SHARE_CHANGE/A/2024/2023",
            "not_quotable: negative_component",
        ),
        (
            f"{BASES}2024 A 50 48 52\n2024 B 30\n2024 C 20",
            "SHARE_CHANGE/A/2024/2023",
            "not_quotable: too_uncertain",
        ),
    ],
)
def test_a_make_up_that_is_not_known_is_not_told(rows: str, key: str, verdict: str) -> None:
    assert verdict_of(found(rows, key)) == verdict


def test_a_share_changes_by_points_on_every_base() -> None:
    # 50 to 40 of a hundred, then 60 of a hundred; groups as well.
    rows = "2023-Q2 A 50\n2023-Q2 B 50\n2024-Q1 A 40\n2024-Q1 B 60\n2024-Q2 A 60\n2024-Q2 B 40"
    claims = claims_of(series(rows, groups={"AB": "A B"}))
    year, quarter = (claims[f"SHARE_CHANGE/A/2024-Q2/{base}"] for base in ("2023-Q2", "2024-Q1"))
    assert [value_of(year), value_of(quarter)] == [Fraction(10), Fraction(20)]
    assert year.evidence is not None
    assert (year.evidence.unit, year.direction) == ("pp", "up")
    assert claims["SHARE_CHANGE/AB/2024-Q2/2023-Q2"].direction == "unchanged"


def test_a_share_moves_by_what_its_growth_exceeds_that_of_the_total() -> None:
    # share x (growth - growth of the total) / (1 + growth of the total): 50 x (0.2 - 0.1) / 1.1
    change = found(f"{BASES}2024 A 60\n2024 B 30\n2024 C 20", "SHARE_CHANGE/A/2024/2023")
    assert value_of(change) == Fraction(50) * Fraction(1, 10) / Fraction(11, 10)


@pytest.mark.parametrize(
    ("rows", "verdict", "left_out"),
    [
        (f"{BASES}2024 A 55\n2024 B 33", "strong_up", ("C",)),
        ("2023 A 50\n2023 B 30\n2024 A 55\n2024 B 33\n2024 C 9", "strong_up", ("C",)),
        (f"{BASES}2024 A 55", "unavailable: scope_change", ()),
        (f"{BASES}2024 A 55\n2025 B 1\n2025 C 1", "unavailable: missing_cell", ()),
        ("2023 A 0\n2023 B 0\n2024 A 1\n2024 B 1", "not_quotable: zero_base", ()),
        ("2023 A 50 48 52\n2023 B 9\n2024 A 50\n2024 B 9", "not_quotable: too_uncertain", ()),
    ],
    ids=["one stops", "one begins", "only one left", "one this year", "nothing", "rounded"],
)
def test_a_total_that_lost_or_gained_a_segment_is_compared_like_for_like(
    rows: str, verdict: str, left_out: tuple[str, ...]
) -> None:
    claim = found(rows, "LIKE_FOR_LIKE/TOTAL/2024/2023")
    assert (verdict_of(claim), claim.answer) == (verdict, left_out)


def test_a_known_total_needs_no_comparison_like_for_like() -> None:
    rows = "2023 A 5\n2023 B 5\n2023 TOTAL 12\n2024 A 5\n2024 B 5\n2024 TOTAL 12"
    claims = claims_of(series(rows, "A B C"))
    assert "LIKE_FOR_LIKE/TOTAL/2024/2023" not in claims
    assert verdict_of(claims["GROWTH/TOTAL/2024/2023"]) == "unchanged"


@pytest.mark.parametrize(
    ("cells", "verdict", "growth"),
    [
        ("2023 A 5\n2024 A 0", "no_flow", "not_quotable: sign_change"),
        ("2023 A 0\n2024 A 5", "appears", "not_quotable: zero_base"),
        ("2022 A 7\n2023 A 0\n2024 A 5", "resumes", "not_quotable: zero_base"),
        ("2023 A 5", "discontinued", "unavailable: scope_change"),
        ("2024 A 5", "appears", "unavailable: scope_change"),
    ],
    ids=["an explicit nothing", "a first flow", "a flow again", "rows stop", "rows begin"],
)
def test_a_segment_that_comes_or_goes_is_told_in_levels_only(
    cells: str, verdict: str, growth: str
) -> None:
    others = "".join(f"\n{year} B 9\n{year} C 9" for year in (2022, 2023, 2024))
    claims = claims_of(series(cells + others, "A B C"))
    presence = claims["PRESENCE/A/2024/2023"]
    assert verdict_of(presence) == verdict
    assert value_of(presence) in (0, 5)
    assert verdict_of(claims["GROWTH/A/2024/2023"]) == growth


def test_a_segment_that_stays_neither_comes_nor_goes() -> None:
    claims = claims_of(series("2023 A 5\n2024 A 6\n2023 B 0\n2024 B 0"))
    assert not any(key.startswith("PRESENCE") for key in claims)


def test_a_segment_that_appears_contributes_to_the_growth_of_the_total() -> None:
    claims = claims_of(series("2023 A 0\n2023 B 50\n2024 A 5\n2024 B 50"))
    assert value_of(claims["CONTRIB_PP/A/2024/2023"]) == 10


REASONS = ("LEVEL/C/2024", "LEVEL/TOTAL/2024", "GROWTH/TOTAL/2024/2023", "SHARE/A/2024")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (f"{BASES}2024 A 5\n2024 B 5", "scope_change"),
        (f"{BASES}2024 A 5\n2024 B 5\n2025 C 5", "missing_cell"),
        (f"{BASES}2024-S1 A 5\n2024 TOTAL growth 5", "missing_cell"),
    ],
    ids=["rows stop", "a gap", "nothing known of the year"],
)
def test_rows_that_stop_change_the_scope_and_a_gap_does_not(rows: str, reason: str) -> None:
    claims = claims_of(series(rows, "A B C"))
    told = {key: claims[key].reason for key in REASONS if claims[key].status == "unavailable"}
    assert set(told.values()) == {reason}


def test_a_total_with_a_gap_beside_rows_that_stopped_is_only_incomplete() -> None:
    claims = claims_of(series(f"{BASES}2024 C 5\n2025 B 5\n2025 C 5", "A B C"))
    reasons = [claims[f"LEVEL/{code}/2024"].reason for code in ("A", "B", "TOTAL")]
    assert reasons == ["scope_change", "missing_cell", "missing_cell"]


def test_a_segment_within_a_published_total_is_still_in_scope() -> None:
    claims = claims_of(series(f"{BASES}2024 A 5\n2024 B 5\n2024 TOTAL 15 12 18", "A B C"))
    assert claims["LEVEL/C/2024"].reason == "missing_cell"
    assert not any(key.startswith("PRESENCE") for key in claims)


def test_quarters_before_the_rows_of_a_segment_begin_are_out_of_scope() -> None:
    rows = quarterly("2023 B 9 9 9 9\n2024 B 9 9 9 9\n2024 A - - 5 5")
    claims = claims_of(series(rows))
    reasons = {key: claims[f"LEVEL/A/{key}"].reason for key in ("2023-Q3", "2024-Q2", "2024")}
    assert reasons == dict.fromkeys(reasons, "scope_change")
    assert verdict_of(claims["PRESENCE/A/2024-Q3/2023-Q3"]) == "appears"
