"""What must not matter does not: the unit, the order of rows, the names of segments."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from small_series import claims_of, series

from reportgen.claims import Claim
from reportgen.period import Period

QUARTERS = [
    Period(year, "quarter", number) for year in (2022, 2023, 2024) for number in (1, 2, 3, 4)
]
CODES = "ABC"
CELLS = st.dictionaries(
    st.tuples(st.sampled_from(QUARTERS), st.sampled_from(CODES)),
    st.tuples(st.integers(-5, 400), st.integers(0, 9)),
    min_size=8,
    max_size=len(QUARTERS) * len(CODES),
)
FLOORS = {"year": 80, "half": 40, "nine_months": 60, "quarter": 20}
AS_PRINTED = ("ROUNDING_MISMATCH",)  # digits of levels depend on the unit
Cells = Mapping[tuple[Period, str], tuple[int, int]]


def rows_of(cells: Cells, scale: int = 1) -> list[str]:
    return [
        f"{period} {code} {value * scale} {(value - width) * scale} {(value + width) * scale}"
        for (period, code), (value, width) in cells.items()
    ]


def told(rows: list[str], scale: int = 1, codes: str = CODES) -> dict[str, Claim]:
    floors = {kind: floor * scale for kind, floor in FLOORS.items()}
    groups = {f"{codes[0]}{codes[1]}": f"{codes[0]} {codes[1]}"}
    return claims_of(series(rows, " ".join(codes), groups=groups, tiny_base=floors))


def figure(claim: Claim, scale: int = 1) -> tuple[Fraction, Fraction, Fraction] | None:
    """The figure and its bounds in the first unit; None where there is none."""
    measure = claim.evidence
    if measure is None:
        return None
    by = scale if measure.unit == "million" else 1
    return measure.value / by, measure.low / by, measure.high / by


def judgement(claim: Claim) -> tuple[str, ...]:
    return (claim.status, claim.reason, claim.verdict, claim.direction, *claim.answer)


@settings(max_examples=25)
@given(cells=CELLS)
def test_ten_times_the_values_and_the_floors_change_no_rate_no_share_and_no_verdict(
    cells: Cells,
) -> None:
    once, tenfold = told(rows_of(cells)), told(rows_of(cells, 10), 10)
    assert once.keys() == tenfold.keys()
    for key, claim in once.items():
        if claim.indicator in AS_PRINTED:
            continue
        assert judgement(tenfold[key]) == judgement(claim), key
        found, expected = figure(tenfold[key], 10), figure(claim)
        assert found == expected or claim.indicator == "CAGR_2Y", key


@settings(max_examples=25)
@given(cells=CELLS, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(cells: Cells, order: Random) -> None:
    rows = rows_of(cells)
    shuffled = list(rows)
    order.shuffle(shuffled)
    before, after = told(rows), told(shuffled)
    assert before.keys() == after.keys()
    for key, claim in before.items():
        assert judgement(after[key]) == judgement(claim), key
        assert figure(after[key]) == figure(claim), key


@settings(max_examples=25)
@given(cells=CELLS)
def test_new_names_of_segments_change_nothing_but_names(cells: Cells) -> None:
    names = dict(zip(CODES, "XYZ", strict=True))
    renamed = {(period, names[code]): cell for (period, code), cell in cells.items()}
    before, after = told(rows_of(cells)), told(rows_of(renamed), codes="XYZ")
    names |= {"AB": "XY"}

    def named(claim: Claim) -> Claim:
        answer = tuple(names.get(code, code) for code in claim.answer)
        key = claim.key._replace(subject=names.get(claim.subject, claim.subject))
        return replace(claim, key=key, answer=answer)

    expected = {named(claim).name: named(claim) for claim in before.values()}
    assert {key: judgement(claim) for key, claim in after.items()} == {
        key: judgement(claim) for key, claim in expected.items()
    }
    assert {key: figure(claim) for key, claim in after.items()} == {
        key: figure(claim) for key, claim in expected.items()
    }
