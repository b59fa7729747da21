"""Claims about a year under way: what it carries over, what its rest would take."""

from fractions import Fraction

import pytest
from quarterly import quarterly
from small_series import claims_of, series, verdict_of

from reportgen.claims import Claim

QUARTERS = quarterly("2023 A 20 30 20 30\n2024 A 25 35 10")
FLOORS = {"year": 99}


def outlook(
    rows: list[str], part: str = "2024-S1", floors: dict[str, int] | None = None
) -> list[Claim]:
    claims = claims_of(series(rows, tiny_base=floors))
    return [claims[f"{name}/A/{part}/2023"] for name in ("CARRY_OVER", "REQUIRED_REST")]


@pytest.mark.parametrize(
    ("part", "carried", "required"),
    [
        ("2024-Q1", 5, Fraction(7500, 80) - 100),
        ("2024-S1", 10, Fraction(4000, 50) - 100),
        ("2024-9M", 0, 0),
    ],
)
def test_a_part_of_a_year_carries_over_and_leaves_a_rest_to_do(
    part: str, carried: Fraction | int, required: Fraction | int
) -> None:
    # 100 in 2023, of which 20, 50 and 70 by then; 25, 60 and 70 so far in 2024.
    carry_over, rest = outlook(QUARTERS, part)
    assert carry_over.evidence is not None
    assert rest.evidence is not None
    assert (carry_over.evidence.value, rest.evidence.value) == (carried, required)
    assert {carry_over.evidence.unit, rest.evidence.unit} == {"%"}


def test_the_year_that_equals_the_last_one_is_that_of_the_required_rest() -> None:
    _, rest = outlook(QUARTERS)
    assert rest.evidence is not None
    assert 60 + 50 * (1 + rest.evidence.value / 100) == 100


@pytest.mark.parametrize(
    ("rows", "verdicts"),
    [
        (["2023 A 100", "2023-S1 A 50", "2024-S1 A 50"], ["unchanged", "unchanged"]),
        (["2023 A 100", "2023-S1 A 50", "2024-S1 A 51"], ["slight_up", "moderate_down"]),
        (
            ["2023 A 100", "2023-S1 A 50 49 51", "2024-S1 A 50"],
            ["not_quotable: too_uncertain"] * 2,
        ),
        (
            ["2023 A 100", "2023-S1 A 50", "2024-S1 A 101"],
            ["sharp_up", "not_quotable: sign_change"],
        ),
        (
            ["2023 A 100", "2023-S1 A 50", "2024-S1 A 100"],
            ["sharp_up", "not_quotable: sign_change"],
        ),
        (["2023 A 50", "2023-S1 A 50", "2024-S1 A 50"], ["unchanged", "not_quotable: zero_base"]),
        (["2023 A 0", "2023-S1 A 0", "2024-S1 A 5"], ["not_quotable: zero_base"] * 2),
        (
            ["2023 A 10", "2023-S1 A 50", "2024-S1 A 30"],
            ["not_quotable: sign_change", "not_quotable: negative_base"],
        ),
        (["2023 A 100", "2024-S1 A 50"], ["unavailable: no_base_period"] * 2),
        (["2023-S1 A 50", "2024-S1 A 50"], ["unavailable: no_base_period"] * 2),
    ],
    ids=[
        "as last year",
        "slightly more",
        "rounded",
        "above last year already",
        "at last year already",
        "nothing came after",
        "nothing at all",
        "a negative rest",
        "no half a year before",
        "no year before",
    ],
)
def test_an_outlook_is_told_where_it_means_something(rows: list[str], verdicts: list[str]) -> None:
    assert [verdict_of(claim) for claim in outlook(rows)] == verdicts


def test_an_outlook_from_a_tiny_year_is_not_quoted() -> None:
    rows = ["2023 A 98", "2023-S1 A 50", "2024-S1 A 51"]
    found = outlook(rows, floors=FLOORS)
    assert [verdict_of(claim) for claim in found] == ["not_quotable: tiny_base"] * 2


def test_only_what_began_in_january_has_an_outlook() -> None:
    claims = claims_of(series(quarterly("2023 A 1 1 1 1\n2024 A 1 1 1 1")))
    parts = {key.split("/")[2][5:] for key in claims if key.startswith("CARRY_OVER")}
    assert parts == {"Q1", "S1", "9M"}


@pytest.mark.parametrize(("part", "rate"), [("2024-Q1", 0), ("2024-S1", 30), ("2024-9M", -20)])
def test_a_part_of_a_year_is_carried_on_at_its_latest_quarter(part: str, rate: int) -> None:
    # 100 in 2023; 25, 35 and 10 so far: 4 x 25, 60 + 2 x 35 and 70 + 10 in the end.
    claim = claims_of(series(QUARTERS))[f"CARRY_OVER_LATEST/A/{part}/2023"]
    assert claim.evidence is not None
    assert claim.evidence.value == rate


def test_a_year_is_not_carried_on_from_a_half_whose_quarters_are_not_known() -> None:
    claim = claims_of(series(["2023 A 100", "2024-S1 A 60"]))["CARRY_OVER_LATEST/A/2024-S1/2023"]
    assert verdict_of(claim) == "unavailable: incomplete_window"
