"""Approximate figures: their words are true for every value that the bounds allow."""

import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.briefing import Locale
from reportgen.l10n import numbers
from reportgen.l10n.approximation import (
    Rounded,
    about_percent,
    amount_in_prose,
    approximate,
    approximated,
    fraction_in_prose,
    percent_in_prose,
)
from reportgen.measure import Measure

from .figures import LOCALES, MAD, between, measure, measures, plain, read, values_within

SHARE, GROWTH = Fraction(1), Fraction(1, 2)
ANY_LOCALE = st.sampled_from(LOCALES)
PERCENTAGES = measures(-150, 150, 4)
CHANGES = measures(-5000, 5000, 60)
FRACTIONS = {
    "one quarter": Fraction(1, 4),
    "one third": Fraction(1, 3),
    "two fifths": Fraction(2, 5),
    "half": Fraction(1, 2),
    "three fifths": Fraction(3, 5),
    "two thirds": Fraction(2, 3),
    "three quarters": Fraction(3, 4),
    "four fifths": Fraction(4, 5),
    "nine tenths": Fraction(9, 10),
}


@pytest.mark.parametrize(
    ("figure", "near", "french", "english"),
    [
        (between("-12.84", "-12.47"), GROWTH, "près de 13 %", "nearly 13%"),
        (between("-2.389", "-2.265"), GROWTH, "un peu plus de 2 %", "just over 2%"),
        (measure("16.75", "16.5", 17, "published"), GROWTH, "environ 17 %", "about 17%"),
        (measure(17, "16.5", "17.5", "published"), GROWTH, "17 %", "17%"),
        (between("70.3", "70.9"), SHARE, "un peu plus de 70 %", "just over 70%"),
        (between("79.6", "79.8"), SHARE, "près de 80 %", "nearly 80%"),
        (between("74.70", "74.75"), SHARE, "74,7 %", "74.7%"),
        (measure("16.9", "16.85", "16.95", "published"), GROWTH, "16,9 %", "16.9%"),
        (between("16.8", "16.95"), GROWTH, "près de 17 %", "nearly 17%"),
        (between("17.1", "17.3"), GROWTH, "un peu plus de 17 %", "just over 17%"),
        (between("39.3", "39.5"), GROWTH, "environ 40 %", "about 40%"),
        (between("39.3", "39.5"), SHARE, "près de 40 %", "nearly 40%"),
        (between("39.4", "39.6"), GROWTH, "près de 40 %", "nearly 40%"),
        (between("39.39", "39.59"), GROWTH, "environ 40 %", "about 40%"),
        (between("38.9", "39.1"), SHARE, "près de 40 %", "nearly 40%"),
        (between("38.89", "39.09"), SHARE, "environ 39 %", "about 39%"),
        (between("40.9", "41.1"), GROWTH, "un peu plus de 40 %", "just over 40%"),
        (between("40.91", "41.11"), GROWTH, "environ 41 %", "about 41%"),
        (measure("40.8", 40, "40.8"), GROWTH, "environ 40 %", "about 40%"),
        (measure("40.81", 40, "40.81"), GROWTH, "près de 41 %", "nearly 41%"),
        (between("39.2", "40.8"), GROWTH, "environ 40 %", "about 40%"),
        (between("39.1", "40.9"), GROWTH, "39,1 à 40,9 %", "39.1% to 40.9%"),
        (between("12.5", "13.5"), GROWTH, "environ 13 %", "about 13%"),
        (between("12.4", "13.6"), GROWTH, "12,4 à 13,6 %", "12.4% to 13.6%"),
        (between("74.7", "74.701"), SHARE, "74,7 %", "74.7%"),
        (between("0.156", "1.08"), GROWTH, "0,2 à 1,1 %", "0.2% to 1.1%"),
        (between("-0.3", "0.2"), GROWTH, "0,0 à 0,3 %", "0.0% to 0.3%"),
        (measure("-7.1163"), GROWTH, "7,1 %", "7.1%"),
    ],
)
def test_a_percentage_is_precise_else_approximate_else_a_range(
    figure: Measure, near: Fraction, french: str, english: str
) -> None:
    assert plain(percent_in_prose(figure, "fr", near)) == french
    assert plain(percent_in_prose(figure, "en", near)) == english


@given(PERCENTAGES, st.sampled_from([SHARE, GROWTH]))
def test_the_words_of_a_percentage_are_true_of_every_value(figure: Measure, near: Fraction) -> None:
    found = approximate(figure, near)
    assume(found)
    assert found is not None
    sizes = [abs(value) for value in values_within(figure)]
    centre, round_figure = abs(figure.value), found.figure
    match found.word:
        case "nearly":
            assert max(sizes) < round_figure
            assert round_figure - centre <= near
        case "just_over":
            assert min(sizes) > round_figure
            assert centre - round_figure <= 1
        case "about":
            reach = round_figure / 50
            assert abs(centre - round_figure) <= reach
            assert all(abs(x - round_figure) <= max(reach, Fraction(1, 2)) for x in sizes)
        case word:
            pytest.fail(f"{word} is not a word for percentages")


@given(PERCENTAGES)
def test_an_approximate_percentage_is_a_whole_number_above_zero(figure: Measure) -> None:
    found = approximate(figure, SHARE)
    assume(found)
    assert found is not None
    assert found.figure >= 1
    assert found.figure.denominator == 1


@given(PERCENTAGES, ANY_LOCALE)
def test_every_number_of_a_percentage_in_prose_is_near_its_bounds(
    figure: Measure, locale: Locale
) -> None:
    text = plain(percent_in_prose(figure, locale, SHARE)).replace("%", "")
    size = numbers.magnitude(figure)
    for digits in re.findall(r"\d[\d.,]*", text):
        assert size.low - 1 <= read(digits, locale) <= size.high + 1


@pytest.mark.parametrize("locale", LOCALES)
def test_an_approximate_percentage_stays_with_its_words(locale: Locale) -> None:
    assert (
        approximated(Rounded(Fraction(13), "nearly"), locale).split(" ")
        == {
            "fr": ["près\u00a0de\u00a013\u202f%"],
            "en": ["nearly\u00a013%"],
        }[locale]
    )


def test_a_fall_from_a_tiny_base_is_whole_and_marked() -> None:
    fall = between("-39.1", "-37.4")
    assert plain(about_percent(fall, "fr")) == "environ 38 %"
    assert plain(about_percent(fall, "en")) == "about 38%"


def said(figure: Measure, locale: Locale) -> str:
    item = numbers.amount(figure, MAD, 3)
    return plain(amount_in_prose(figure, MAD, item, locale))


@pytest.mark.parametrize(
    ("figure", "french", "english"),
    [
        (measure(-30, "-30.5", "-29.5"), "30 millions de dirhams", "MAD 30 million"),
        (measure(230), "230 millions de dirhams", "MAD 230 million"),
        (between(228, 232), "230 millions de dirhams", "MAD 230 million"),
        (between("556.7", "572.1"), "plus de 550 millions de dirhams", "more than MAD 550 million"),
        (
            between("-498.5", "-472.2"),
            "entre 470 et 500 millions de dirhams",
            "between MAD 470 million and MAD 500 million",
        ),
        (between(1231, 1234), "1,23 milliard de dirhams", "MAD 1.23 billion"),
        (between(1996, 2004), "2 milliards de dirhams", "MAD 2 billion"),
        (between(1010, 1030), "plus de 1 milliard de dirhams", "more than MAD 1 billion"),
        (
            between(1170, 1210),
            "entre 1,17 et 1,21 milliard de dirhams",
            "between MAD 1.17 billion and MAD 1.21 billion",
        ),
        (between(563, 570), "plus de 550 millions de dirhams", "more than MAD 550 million"),
        (
            between("563.2", 570),
            "entre 563 et 570 millions de dirhams",
            "between MAD 563 million and MAD 570 million",
        ),
        (
            measure("55.5", "55.2", 66),
            "plus de 55 millions de dirhams",
            "more than MAD 55 million",
        ),
        (
            between(990, 999),
            "entre 990 et 999 millions de dirhams",
            "between MAD 990 million and MAD 999 million",
        ),
        (
            between(992, 1000),
            "entre 0,992 et 1,000 milliard de dirhams",
            "between MAD 0.992 billion and MAD 1.000 billion",
        ),
        (
            between(962, 976),
            "plus de 950 millions de dirhams",
            "more than MAD 950 million",
        ),
        (
            between(990, 1030),
            "entre 0,99 et 1,03 milliard de dirhams",
            "between MAD 0.99 billion and MAD 1.03 billion",
        ),
        (
            between(550, 566),
            "entre 550 et 570 millions de dirhams",
            "between MAD 550 million and MAD 570 million",
        ),
        (
            between(1, 4),
            "entre 1 et 4 millions de dirhams",
            "between MAD 1 million and MAD 4 million",
        ),
        (
            between(-2, 9),
            "entre 0 et 9 millions de dirhams",
            "between MAD 0 million and MAD 9 million",
        ),
    ],
)
def test_an_amount_is_precise_else_a_floor_else_a_range(
    figure: Measure, french: str, english: str
) -> None:
    assert said(figure, "fr") == french
    assert said(figure, "en") == english


def amounts_in(text: str) -> list[Fraction]:
    """Return the amounts of an English text, in millions."""
    found = re.findall(r"MAD ([\d.,]+) (million|billion)", text)
    return [read(digits, "en") * (1000 if word == "billion" else 1) for digits, word in found]


@given(CHANGES)
def test_the_words_of_an_amount_are_true_of_every_value(figure: Measure) -> None:
    text = said(figure, "en")
    sizes = [abs(value) for value in values_within(figure)]
    first, *others = amounts_in(text)
    if text.startswith("more than"):
        assert min(sizes) > first
        assert abs(figure.value) - first <= first * Fraction(3, 100)
    elif text.startswith("between"):
        (last,) = others
        assert first < last
        assert all(first - 5 <= size <= last + 5 for size in sizes)
    else:
        assert all(abs(size - first) <= 5 for size in sizes)


@given(CHANGES)
def test_both_languages_print_the_same_amounts(figure: Measure) -> None:
    french, english = said(figure, "fr"), said(figure, "en")
    digits = [read(found, "fr") for found in re.findall(r"\d[\d ,]*\d|\d", french)]
    assert digits == [read(found, "en") for found in re.findall(r"\d[\d.,]*", english)]
    words = {"entre": "between", "plus": "more"}
    first = french.split(" ")[0]
    assert words.get(first, "") == (english.split(" ")[0] if first in words else "")


@pytest.mark.parametrize(
    ("figure", "french", "english"),
    [
        (between("77.70", "77.72"), "plus des trois quarts", "more than three quarters"),
        (between("74.70", "74.75"), "près des trois quarts", "nearly three quarters"),
        (measure(75), "les trois quarts", "three quarters"),
        (between("70.3", "70.9"), "plus des deux tiers", "more than two thirds"),
        (measure("200/3"), "les deux tiers", "two thirds"),
        (measure("49.5"), "près de la moitié", "nearly half"),
        (measure(49), "près de la moitié", "nearly half"),
        (measure("48.9"), "plus des deux cinquièmes", "more than two fifths"),
        (between("51", "52"), "plus de la moitié", "more than half"),
        (measure("26"), "plus du quart", "more than one quarter"),
        (measure("33"), "près du tiers", "nearly one third"),
        (measure("92"), "plus des neuf dixièmes", "more than nine tenths"),
    ],
)
def test_a_share_is_named_as_a_fraction(figure: Measure, french: str, english: str) -> None:
    assert fraction_in_prose(figure, "fr") == french
    assert fraction_in_prose(figure, "en") == english


@pytest.mark.parametrize(
    "figure",
    [
        between("74.9", "75.3"),
        between(75, 76),
        between(73, 75),
        between("73", "76"),
        measure(20),
        measure(-30),
        measure(100),
        measure(120),
    ],
)
def test_no_fraction_is_named_where_none_is_sure(figure: Measure) -> None:
    assert fraction_in_prose(figure, "fr") is None
    assert fraction_in_prose(figure, "en") is None


@given(measures(26, 99, 1))
def test_the_words_of_a_fraction_are_true_of_every_value(share: Measure) -> None:
    text = fraction_in_prose(share, "en")
    assume(text)
    assert text is not None
    word = next((word for word in ("nearly", "more than") if text.startswith(word)), "")
    named = FRACTIONS[text.removeprefix(word).strip()]
    values = [value / 100 for value in values_within(share)]
    if word == "nearly":
        assert max(values) < named
        assert named - share.value / 100 <= Fraction(1, 100)
    elif word == "more than":
        assert min(values) > named
        assert not any(named < other <= max(values) for other in FRACTIONS.values())
    else:
        assert set(values) == {named}
