"""Thresholds of words: bands without gap or overlap, verdicts that never go beyond the bounds."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given

from reportgen.errors import TemplateError
from reportgen.l10n.lexicon import STRENGTHS, VERDICTS, Comparison, load_rules
from reportgen.l10n.numbers import rounded
from reportgen.measure import Measure

from .figures import between, measure, measures, values_within

BANDS: dict[Comparison, dict[str, tuple[str, str]]] = {
    "year_on_year": {
        "stable": ("0", "0.5"),
        "slight": ("0.5", "2"),
        "moderate": ("2", "10"),
        "strong": ("10", "25"),
        "sharp": ("25", "1000"),
    },
    "quarter_on_quarter": {
        "stable": ("0", "1"),
        "slight": ("1", "4"),
        "moderate": ("4", "15"),
        "strong": ("15", "30"),
        "sharp": ("30", "1000"),
    },
}
RULES = load_rules()
RATES = measures(-60, 60, 3)


def verdict(rate: Measure, comparison: Comparison = "year_on_year") -> str:
    return RULES.verdict(rate, comparison)


def expected(printed: Fraction, comparison: Comparison) -> list[str]:
    """Return every verdict whose band holds a printed rate, from the house's table."""
    way = "up" if printed > 0 else "down"
    return [
        name if name == "stable" else f"{name}_{way}"
        for name, (low, high) in BANDS[comparison].items()
        if Fraction(low) <= abs(printed) < Fraction(high)
    ]


@pytest.mark.parametrize("comparison", BANDS)
def test_every_printed_rate_has_one_verdict_and_only_one(comparison: Comparison) -> None:
    for tenths in range(-600, 601):
        printed = Fraction(tenths, 10)
        found = [verdict(between(printed - Fraction(1, 50), printed), comparison)]
        assert found == expected(printed, comparison)


@pytest.mark.parametrize("comparison", BANDS)
def test_verdicts_grow_with_the_rate(comparison: Comparison) -> None:
    order = [f"{name}_down" for name in reversed(STRENGTHS[1:])] + ["stable"]
    order += [f"{name}_up" for name in STRENGTHS[1:]]
    ranks = [
        order.index(verdict(measure(Fraction(hundredths, 100)), comparison))
        for hundredths in range(-6001, 6002, 2)
    ]
    assert ranks == sorted(ranks)
    assert set(ranks) == set(range(len(order)))


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        ("0.19872", "stable"),
        ("0.4499", "stable"),
        ("0.45", "slight_up"),
        ("-1.949", "slight_down"),
        ("-1.95", "moderate_down"),
        ("7.1163", "moderate_up"),
        ("9.95", "strong_up"),
        ("-24.96", "sharp_down"),
        ("0.0001", "stable"),
        ("0", "unchanged"),
    ],
)
def test_a_verdict_is_chosen_from_the_printed_rate(rate: str, words: str) -> None:
    assert verdict(measure(rate)) == words


@pytest.mark.parametrize(
    ("rate", "words"),
    [
        (between("-12.84", "-12.47"), "strong_down"),
        (between("0.156", "1.08"), "up"),
        (between("-2.4", "-1.8"), "down"),
        (between("-0.6", "0.2"), ""),
        (between("-0.3", "0.4"), "stable"),
        (between("-0.3", "0.3"), "stable"),
        (between("0", "0.7"), ""),
        (between("3.1", "4.7"), "moderate_up"),
    ],
)
def test_bounds_in_two_bands_leave_the_direction_alone(rate: Measure, words: str) -> None:
    assert verdict(rate) == words


def test_a_quarter_against_the_one_before_has_wider_bands() -> None:
    rate = measure("-22.4")
    assert verdict(rate, "quarter_on_quarter") == "strong_down"
    assert verdict(measure("12"), "quarter_on_quarter") == "moderate_up"
    assert verdict(measure("12"), "year_on_year") == "strong_up"


@given(RATES)
def test_a_verdict_is_true_of_every_value_within_the_bounds(rate: Measure) -> None:
    found = verdict(rate)
    values = values_within(rate)
    assert found in (*VERDICTS, "")
    if found.endswith("up"):
        assert min(values) > 0
    if found.endswith("down"):
        assert max(values) < 0
    if found not in ("up", "down", "unchanged", ""):
        printed = {Fraction(rounded(value, 1)) for value in values}
        assert {found} == {name for end in printed for name in expected(end, "year_on_year")}


@given(RATES)
def test_a_verdict_is_silent_only_where_the_direction_is_open(rate: Measure) -> None:
    if not verdict(rate):
        assert rate.low <= 0 <= rate.high


def rules_in(folder: Path, text: str) -> Path:
    """Write a user's own thresholds and return their file."""
    path = folder / "lexicon" / "rules.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_own_thresholds_win(tmp_path: Path) -> None:
    rules_in(
        tmp_path,
        "[bands]\nyear_on_year = [1, 3, 12.5, 30]\nquarter_on_quarter = [2, 5, 16, 31]\n",
    )
    assert load_rules(tmp_path).verdict(measure("0.9"), "year_on_year") == "stable"
    assert load_rules(tmp_path).verdict(measure("12.5"), "year_on_year") == "strong_up"
    assert verdict(measure("0.9")) == "slight_up"


GOOD = "quarter_on_quarter = [1, 4, 15, 30]"
RISING = "bands.year_on_year needs 4 rising thresholds above zero"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"[bands]\nyear_on_year = [0.5, 2, 10]\n{GOOD}", RISING),
        (f"[bands]\nyear_on_year = []\n{GOOD}", RISING),
        (f"[bands]\nyear_on_year = [0.5, 2, 10, 25, 50]\n{GOOD}", RISING),
        (f"[bands]\nyear_on_year = [0.5, 10, 2, 25]\n{GOOD}", RISING),
        (f"[bands]\nyear_on_year = [0.5, 2, 2, 25]\n{GOOD}", RISING),
        (f"[bands]\nyear_on_year = [0, 2, 10, 25]\n{GOOD}", RISING),
        (f"[bands]\nyear_on_year = [-1, 2, 10, 25]\n{GOOD}", RISING),
        (f"[bands]\n{GOOD}", "'year_on_year' is missing"),
        ("", "'bands' is missing"),
    ],
)
def test_malformed_bands_are_refused_with_the_file(tmp_path: Path, text: str, what: str) -> None:
    path = rules_in(tmp_path, text)
    with pytest.raises(TemplateError) as refused:
        load_rules(tmp_path)
    assert str(refused.value) == f"{path}: {what}"


@pytest.mark.parametrize(
    "text",
    [
        "bands = 3",
        f"[bands]\nyear_on_year = 5\n{GOOD}",
        f'[bands]\nyear_on_year = ["a", 2, 10, 25]\n{GOOD}',
        f'[bands]\nyear_on_year = ["1/0", 2, 10, 25]\n{GOOD}',
        f"[bands]\nyear_on_year = [inf, 2, 10, 25]\n{GOOD}",
        "[bands",
    ],
)
def test_bands_that_are_no_numbers_are_refused_with_the_file(tmp_path: Path, text: str) -> None:
    path = rules_in(tmp_path, text)
    with pytest.raises(TemplateError) as refused:
        load_rules(tmp_path)
    assert str(refused.value).startswith(f"{path}: ")
