"""Rounding: half away from zero, once, as fine as the bounds allow."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.l10n.numbers import decimals_of, decimals_that_show, rounded
from reportgen.measure import Measure

from .figures import between, measure, measures

HALF = Fraction(1, 2)
VALUES = st.fractions(-(10**7), 10**7, max_denominator=10**6)
PLACES = st.integers(-4, 6)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("0.05", 1, "0.1"),
        ("-0.05", 1, "-0.1"),
        ("0.049999", 1, "0.0"),
        ("2.25", 1, "2.3"),
        ("-2.25", 1, "-2.3"),
        ("2.35", 1, "2.4"),
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("-0.5", 0, "-1"),
        ("2", 3, "2.000"),
        ("999.96", 1, "1000.0"),
        ("1/3", 4, "0.3333"),
    ],
)
def test_halves_go_away_from_zero(value: str, decimals: int, printed: str) -> None:
    assert str(rounded(Fraction(value), decimals)) == printed


@pytest.mark.parametrize(
    ("value", "decimals", "whole"),
    [("26219", -1, 26220), ("15", -1, 20), ("-15", -1, -20), ("449.9", -2, 400), ("4", -1, 0)],
)
def test_negative_decimals_round_to_tens_and_hundreds(
    value: str, decimals: int, whole: int
) -> None:
    assert rounded(Fraction(value), decimals) == whole


@given(VALUES, PLACES)
def test_what_is_rounded_is_a_multiple_of_its_unit_within_half_of_it(
    value: Fraction, decimals: int
) -> None:
    unit = Fraction(10) ** -decimals
    found = Fraction(rounded(value, decimals))
    assert (found / unit).denominator == 1
    assert abs(found - value) <= unit / 2


@given(st.integers(-(10**9), 10**9), PLACES)
def test_an_exact_half_always_grows_in_size(steps: int, decimals: int) -> None:
    unit = Fraction(10) ** -decimals
    half = (steps + HALF) * unit
    assert abs(Fraction(rounded(half, decimals))) == abs(half) + unit / 2


@given(VALUES, PLACES)
def test_rounding_treats_both_signs_alike(value: Fraction, decimals: int) -> None:
    assert rounded(-value, decimals) == -rounded(value, decimals)


@given(VALUES, PLACES)
def test_rounding_twice_changes_nothing(value: Fraction, decimals: int) -> None:
    once = rounded(value, decimals)
    assert rounded(Fraction(once), decimals) == once


@given(VALUES, PLACES)
def test_zero_never_has_a_sign(value: Fraction, decimals: int) -> None:
    found = rounded(value, decimals)
    assert found or not found.is_signed()


def test_numbers_of_any_length_keep_their_digits() -> None:
    assert str(rounded(Fraction(10**40) + Fraction(1, 4), 1)) == f"{10**40}.3"


@pytest.mark.parametrize(
    ("figure", "own", "scale", "decimals"),
    [
        (measure(10578), 3, 3, 3),
        (measure(26000), 1, 3, 1),
        (measure(13400, 13350, 13450, "published"), 1, 3, 1),
        (measure(4190, 4185, 4200, "published"), 3, 3, 2),
        (measure(17, "16.5", "17.5", "published"), 1, 0, 0),
        (measure(26219, "26218.5", "26219.5", "published"), 1, 3, 1),
        (measure("16.75", "16.5", 17, "published"), 1, 0, 0),
        (between("74.70", "74.75"), 1, 0, 1),
        (between("12.47", "12.84"), 1, 0, 0),
        (between(4798, 4802), 3, 3, 2),
        (between("0.15", "0.25"), 1, 0, 1),
        (between("0.149", "0.25"), 1, 0, 0),
        (between(472, 499), 0, 0, -2),
    ],
)
def test_a_figure_prints_as_many_decimals_as_it_deserves(
    figure: Measure, own: int, scale: int, decimals: int
) -> None:
    assert decimals_of(figure, own, scale) == decimals


@given(measures(), st.integers(0, 3), st.sampled_from([0, 3]))
def test_a_computed_figure_prints_the_finest_decimals_that_its_bounds_allow(
    figure: Measure, own: int, scale: int
) -> None:
    found = decimals_of(figure, own, scale)
    width = figure.half_width / 10**scale
    assert width <= HALF * Fraction(10) ** -found
    assert found == own or width > HALF * Fraction(10) ** -(found + 1)


@pytest.mark.parametrize(
    ("value", "own", "decimals"),
    [("40", 3, 0), ("17.9", 3, 1), ("4.19", 3, 2), ("10.578", 3, 3), ("1/3", 3, 3), ("4.19", 1, 1)],
)
def test_a_value_shows_in_the_fewest_decimals_that_lose_no_digit(
    value: str, own: int, decimals: int
) -> None:
    assert decimals_that_show(Fraction(value), own) == decimals


@pytest.mark.parametrize(
    ("width", "decimals"),
    [
        *(("0.001", 3), ("0.0011", 2), ("0.01", 2), ("0.011", 1), ("0.1", 1), ("0.101", 0)),
        *(("1", 0), ("1.001", -1), ("10", -1), ("10.01", -2), ("100", -2), ("101", -3)),
        *(("100000000000", -11), ("100000000001", -12), ("1" + "0" * 15, -12)),
    ],
)
def test_bounds_as_far_apart_as_a_unit_of_the_last_digit_allow_it_and_none_wider(
    width: str, decimals: int
) -> None:
    assert decimals_of(between(0, width), 3) == decimals
