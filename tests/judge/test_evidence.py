"""Whether a printed figure is true of a measure."""

from dataclasses import replace
from fractions import Fraction

import pytest
from composed import published
from hypothesis import given
from hypothesis import strategies as st

from reportgen.briefing import Locale
from reportgen.judge.evidence import denotes, formula_holds
from reportgen.judge.tokens import vocabulary_of
from reportgen.measure import Measure

MILLIONS = 6


def measure(
    value: str, low: str = "", high: str = "", unit: str = "%", formula: str = "published"
) -> Measure:
    ends = (Fraction(low or value), Fraction(high or value))
    return Measure(Fraction(value), *ends, unit, formula, (2,), "final")


def true(text: str, of: Measure, locale: Locale = "fr") -> bool:
    return denotes(text, of, MILLIONS, vocabulary_of(published().dataset, locale))


@pytest.mark.parametrize(
    "formula",
    ["1 / 0", "(2", "2 +", "- 2 ^ (1 / 2)", "(0 - 2) ^ (1 / 2)", "9 ^ 9999", "(" * 5000 + "1"],
)
def test_a_formula_that_cannot_be_worked_out_does_not_hold(formula: str) -> None:
    assert not formula_holds(measure("1", formula=formula))


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("+3,5 %", measure("3.5")),
        ("3,5 %", measure("-3.46")),
        ("−22,4 %", measure("-22.4236")),
        ("0,0 %", measure("-0.04")),
        ("près de 13 %", measure("-12.655", "-12.84", "-12.47")),
        ("un peu plus de 70 %", measure("70.6", "70.3", "70.9")),
        ("environ 17 %", measure("16.75", "16.5", "17.0")),
        ("entre 470 et 500 millions de dirhams", measure("-485", "-500", "-470", "m")),
        ("plus de 550 millions", measure("564", "558", "570", "m")),
        ("13,4 milliards de dirhams", measure("13400", "13350", "13450", "m")),
        ("48 millions", measure("48", unit="m")),
        ("+230", measure("231.4", unit="m")),
        ("plus des trois quarts", measure("77.7")),
        ("près des trois quarts", measure("74.7", "74.70", "74.75")),
        ("la moitié", measure("50")),
        ("0,1 point", measure("-0.115", unit="pp")),
        ("−2,4 à −2,3 %", measure("-2.33", "-2.4", "-2.3")),
    ],
)
def test_a_true_figure_is_accepted(text: str, of: Measure) -> None:
    assert true(text, of)


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("+3,6 %", measure("3.5")),
        ("−3,5 %", measure("3.5")),
        ("3,5 points", measure("3.5")),
        ("3,5 %", measure("3.5", unit="pp")),
        ("près de 12 %", measure("-12.655", "-12.84", "-12.47")),
        ("un peu plus de 71 %", measure("70.6", "70.3", "70.9")),
        ("environ 15 %", measure("16.75", "16.5", "17.0")),
        ("13,4 millions de dirhams", measure("13400", "13350", "13450", "m")),
        ("plus de 600 millions", measure("564", "558", "570", "m")),
        ("plus des trois quarts", measure("74.9")),
        ("près des trois quarts", measure("75.1")),
        ("la moitié", measure("50.1")),
        ("rien", measure("1")),
    ],
)
def test_a_false_figure_is_not(text: str, of: Measure) -> None:
    assert not true(text, of)


@given(tenths=st.integers(-999, 999), other=st.integers(-999, 999))
def test_a_percentage_of_one_decimal_is_true_of_itself_alone(tenths: int, other: int) -> None:
    text = f"{'+' if other > 0 else ''}{other / 10:.1f}%"
    assert true(text, measure(str(Fraction(tenths, 10))), "en") == (tenths == other)


@pytest.mark.parametrize(
    ("formula", "value", "holds"),
    [
        ("(2183 / 2814 - 1) x 100", "-22.4236", True),
        ("(2183 / 2814 - 1) x 100", "-22.5236", False),
        ("((40000 / 26219) ^ (1/6) - 1) x 100", "7.29364", True),
        ("40.5^2 + -2 x 3", "1634.25", True),
        ("1 / 0", "1", False),
        ("(1 + 2", "4", False),
        ("published", "4", True),
        ("CRM 2024 - CRM 2024-S2", "4", True),
    ],
)
def test_a_formula_is_worked_out_anew(formula: str, value: str, holds: bool) -> None:
    assert formula_holds(measure(value, formula=formula)) is holds


def test_a_formula_may_give_any_value_within_the_bounds() -> None:
    rate = measure("3.3", "3.2", "3.4", formula="3.5 - 0.25")
    assert formula_holds(rate)
    assert not formula_holds(replace(rate, low=Fraction("3.3")))
