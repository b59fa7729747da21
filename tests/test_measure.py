"""Measures: how sure a figure is, and what becomes of the certainty of several."""

from fractions import Fraction
from itertools import permutations

import pytest

from reportgen.measure import Measure, Status, joined_inputs, least_certain


def measure(low: str, high: str, *lines: int) -> Measure:
    ends = Fraction(low), Fraction(high)
    return Measure((ends[0] + ends[1]) / 2, *ends, "million", "published", lines, "final")


def test_the_half_width_is_the_distance_of_the_bounds_from_their_centre() -> None:
    assert measure("13350", "13450").half_width == 50
    assert measure("12.47", "12.84").half_width == Fraction("0.185")


@pytest.mark.parametrize(("low", "high", "exact"), [("5", "5", True), ("5", "5.000001", False)])
def test_a_measure_is_exact_when_its_bounds_meet(low: str, high: str, exact: bool) -> None:
    assert measure(low, high).exact is exact


@pytest.mark.parametrize(
    ("low", "high", "sure"),
    [
        ("1", "2", True),
        ("-2", "-1", True),
        ("0", "0", True),
        ("-1", "1", False),
        ("0", "1", False),
        ("-1", "0", False),
    ],
)
def test_a_sign_is_sure_when_both_bounds_share_it(low: str, high: str, sure: bool) -> None:
    assert measure(low, high).sign_is_sure is sure


@pytest.mark.parametrize(
    ("statuses", "least"),
    [
        (("final", "revised"), "revised"),
        (("final", "unspecified", "revised"), "unspecified"),
        (("unspecified", "provisional"), "provisional"),
        (("estimated", "provisional", "final"), "estimated"),
        (("final",), "final"),
        ((), "unspecified"),
    ],
)
def test_a_figure_is_as_certain_as_its_least_certain_part(
    statuses: tuple[Status, ...], least: Status
) -> None:
    assert {least_certain(order) for order in permutations(statuses)} == {least}


def test_the_lines_behind_several_figures_are_told_once_and_in_order() -> None:
    assert joined_inputs(measure("1", "1", 9, 2), measure("1", "1", 4, 9)) == (2, 4, 9)
    assert joined_inputs() == ()
