"""Tests of the place of zero and the length of a unit."""

import pytest

from reportgen.charts.scale import Bar, Scale, column_starts, fitted
from reportgen.theme import load_theme


def test_zero_may_stand_where_a_column_begins() -> None:
    assert column_starts(load_theme().page) == pytest.approx((116.9, 233.9, 350.8), abs=0.1)


def test_the_longest_bar_and_its_value_end_at_the_right_edge() -> None:
    scale = fitted([Bar(0, 50, 30), Bar(0, 20, 60)], [100], 400)
    assert scale.at(50) + 4 + 30 == pytest.approx(400)


def test_a_bar_below_zero_leaves_room_for_its_value_and_name() -> None:
    scale = fitted([Bar(-50, 0, 30, name_width=40)], [300], 400)
    assert scale.at(-50) - 4 - 30 == pytest.approx(40 + 8)


def test_zero_stands_where_bars_are_longest() -> None:
    rising, falling = Bar(0, 10, 20, 50), Bar(-10, 0, 20, 50)
    zeros = [117.0, 234.0, 351.0]
    assert fitted([rising], zeros, 453).zero == 117
    assert fitted([rising, falling], zeros, 453).zero == 234
    assert fitted([falling], zeros, 453).zero == 351


def test_bars_of_no_length_have_a_scale_all_the_same() -> None:
    assert fitted([Bar(0, 0, 20)], [117], 453) == Scale(117, 0)
