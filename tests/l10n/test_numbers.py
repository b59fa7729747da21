"""Numbers as they print: digits, signs, percentages, points, amounts, ranges."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.briefing import Locale
from reportgen.dataset import Unit
from reportgen.l10n import numbers
from reportgen.l10n.numbers import Amount, Sign
from reportgen.measure import Measure

from .figures import LOCALES, MAD, between, measure, measures, plain, read, values_within

SIGNS: tuple[Sign, ...] = ("signed", "plain", "absolute")
DECIMALS = st.decimals(-(10**7), 10**7, places=3, allow_nan=False, allow_infinity=False)
ANY_LOCALE = st.sampled_from(LOCALES)
BARE = {
    0: Unit("", "level", 0, MAD.words, places=0),
    3: Unit("", "level", 3, MAD.words),
    9: Unit("", "level", 9, MAD.words),
    12: Unit("", "level", 12, MAD.words),
}


@pytest.mark.parametrize(
    ("value", "decimals", "french", "english"),
    [
        ("1234567.8", 1, "1\u202f234\u202f567,8", "1,234,567.8"),
        ("-0.5", 1, "\u22120,5", "\u22120.5"),
        ("999", 0, "999", "999"),
        ("1000", 0, "1\u202f000", "1,000"),
        ("2.000", 3, "2,000", "2.000"),
        ("1.2E+3", -2, "1\u202f200", "1,200"),
    ],
)
def test_digits_are_those_of_the_language(
    value: str, decimals: int, french: str, english: str
) -> None:
    assert numbers.number(Decimal(value), decimals, "fr") == french
    assert numbers.number(Decimal(value), decimals, "en") == english


def test_signs_are_printed_as_asked() -> None:
    rise, fall = Decimal("3.5"), Decimal("-3.5")
    assert [numbers.number(rise, 1, "fr", sign) for sign in SIGNS] == ["+3,5", "3,5", "3,5"]
    assert [numbers.number(fall, 1, "fr", sign) for sign in SIGNS] == [
        "\u22123,5",
        "\u22123,5",
        "3,5",
    ]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("zero", ["0.0", "-0.0"])
def test_zero_has_no_sign(zero: str, sign: Sign) -> None:
    assert numbers.number(Decimal(zero), 1, "fr", sign) == "0,0"


@given(DECIMALS, ANY_LOCALE, st.sampled_from(SIGNS))
def test_a_printed_number_reads_back_as_itself(value: Decimal, locale: Locale, sign: Sign) -> None:
    text = numbers.number(value, 3, locale, sign)
    expected = abs(value) if sign == "absolute" else value
    assert read(text, locale) == Fraction(expected)
    assert text.startswith("+") == (sign == "signed" and value > 0)


@pytest.mark.parametrize(
    ("rate", "french", "english"),
    [
        (between("74.70", "74.75"), "74,7\u202f%", "74.7%"),
        (between("12.47", "12.84"), "13\u202f%", "13%"),
        (measure("-22.4"), "\u221222,4\u202f%", "\u221222.4%"),
        (measure("3.5", "3.45", "3.55", "published"), "3,5\u202f%", "3.5%"),
        (measure(17, "16.5", "17.5", "published"), "17\u202f%", "17%"),
        (between(880, 930), "900\u202f%", "900%"),
    ],
)
def test_percentages_have_the_decimals_that_their_bounds_allow(
    rate: Measure, french: str, english: str
) -> None:
    assert numbers.percent(rate, "fr") == french
    assert numbers.percent(rate, "en") == english


@given(measures(-500, 500, 5), ANY_LOCALE)
def test_a_printed_percentage_lies_within_half_a_unit_of_its_value(
    rate: Measure, locale: Locale
) -> None:
    digits = numbers.percent(rate, locale).removesuffix(numbers.percent_sign(locale))
    decimals = len(digits.partition("," if locale == "fr" else ".")[2])
    assume(decimals)
    assert abs(read(digits, locale) - rate.value) <= Fraction(1, 2) / 10**decimals


@given(measures(-1, 1, 1), ANY_LOCALE)
def test_no_percentage_prints_a_signed_zero(rate: Measure, locale: Locale) -> None:
    digits = numbers.percent(rate, locale, "signed").removesuffix(numbers.percent_sign(locale))
    assert digits[0] not in "+\u2212" or read(digits, locale) != 0


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ("0.1", "+0,10 point", "+0.10 percentage points"),
        ("1.99", "+1,99 point", "+1.99 percentage points"),
        ("1.996", "+2,00 points", "+2.00 percentage points"),
        ("-1", "-1,00 point", "-1.00 percentage point"),
        ("-2", "-2,00 points", "-2.00 percentage points"),
        ("0", "0,00 point", "0.00 percentage points"),
    ],
)
def test_points_agree_with_the_printed_number(value: str, french: str, english: str) -> None:
    assert plain(numbers.points(measure(value), "fr")) == french
    assert plain(numbers.points(measure(value), "en")) == english


def test_points_stay_beside_their_number() -> None:
    assert numbers.points(measure("0.5"), "fr") == "+0,50\u00a0point"
    assert numbers.points(measure("0.5"), "en") == "+0.50\u00a0percentage\u00a0points"


@pytest.mark.parametrize(
    ("figure", "own", "french"),
    [
        (measure("999.49"), 3, "999 millions de dirhams"),
        (measure("999.5"), 3, "1,000 milliard de dirhams"),
        (measure("-1336"), 3, "-1,336 milliard de dirhams"),
        (measure(4190, 4185, 4200, "published"), 3, "4,19 milliards de dirhams"),
        (measure(13400, 13350, 13450, "published"), 1, "13,4 milliards de dirhams"),
        (between(4798, 4802), 3, "4,80 milliards de dirhams"),
        (between(13303, 13393), 3, "13,3 milliards de dirhams"),
        (between(992, 1002), 3, "1,00 milliard de dirhams"),
        (between(343, 353), 3, "350 millions de dirhams"),
    ],
)
def test_amounts_print_in_billions_from_a_thousand_million_on(
    figure: Measure, own: int, french: str
) -> None:
    assert plain(numbers.money(numbers.amount(figure, MAD, own), MAD, "fr")) == french


@pytest.mark.parametrize(
    ("scale", "value", "french", "english"),
    [
        (0, "48000", "48 000 dirhams", "MAD 48,000"),
        (3, "48", "48 000 dirhams", "MAD 48,000"),
        (9, "13.4", "13,4 milliards de dirhams", "MAD 13.4 billion"),
        (12, "3", "3 billions de dirhams", "MAD 3 trillion"),
    ],
)
def test_amounts_name_the_scale_of_their_unit(
    scale: int, value: str, french: str, english: str
) -> None:
    item = numbers.amount(measure(value), BARE[scale], 1)
    assert plain(numbers.money(item, BARE[scale], "fr")) == french
    assert plain(numbers.money(item, BARE[scale], "en")) == english


def test_a_power_of_ten_without_a_name_is_refused_rather_than_left_out() -> None:
    with pytest.raises(KeyError, match="4"):
        numbers.scale_word(Decimal(5), 4, "fr")


@given(measures(1, 50_000, 100))
def test_an_amount_lies_within_half_a_unit_of_its_level(level: Measure) -> None:
    assume(level.half_width <= level.value / 10)
    item = numbers.amount(level, MAD, 3)
    unit = Fraction(10) ** (item.scale - 6 - item.decimals)
    assert abs(Fraction(item.value) * 10 ** (item.scale - 6) - level.value) <= unit / 2


@given(measures(1, 50_000, 100))
def test_millions_never_reach_a_thousand_and_billions_never_fall_below_one(level: Measure) -> None:
    assume(level.half_width <= level.value / 10)
    item = numbers.amount(level, MAD, 3)
    assert item.value < 1000 if item.scale == 6 else item.value >= 1


@pytest.mark.parametrize(
    ("sign", "french", "english"),
    [
        ("signed", "-30 millions de dirhams", "-MAD 30 million"),
        ("absolute", "30 millions de dirhams", "MAD 30 million"),
    ],
)
def test_the_sign_of_an_amount_stands_before_its_currency(
    sign: Sign, french: str, english: str
) -> None:
    item = Amount(Decimal(-30), 0, 6)
    assert plain(numbers.money(item, MAD, "fr", sign)) == french
    assert plain(numbers.money(item, MAD, "en", sign)) == english


def test_a_rise_is_marked_where_signs_are_asked_for() -> None:
    item = Amount(Decimal(230), 0, 6)
    assert plain(numbers.money(item, MAD, "en", "signed")) == "+MAD 230 million"


def test_a_bare_amount_leaves_its_currency_out_in_french_alone() -> None:
    item = Amount(Decimal("12.9"), 1, 9)
    assert plain(numbers.money(item, MAD, "fr", bare=True)) == "12,9 milliards"
    assert plain(numbers.money(item, MAD, "en", bare=True)) == "MAD 12.9 billion"
    whole = Amount(Decimal(48), 0, 0)
    assert numbers.money(whole, BARE[0], "fr", bare=True) == "48"


@pytest.mark.parametrize("locale", LOCALES)
def test_an_amount_breaks_nowhere(locale: Locale) -> None:
    item = Amount(Decimal("13.4"), 1, 9)
    assert " " not in numbers.money(item, MAD, locale)


@pytest.mark.parametrize(
    ("currency", "complement"),
    [("dirhams", "de dirhams"), ("euros", "d'euros"), ("yens", "de yens"), ("yuans", "de yuans")],
)
def test_a_currency_elides_where_french_does(currency: str, complement: str) -> None:
    unit = replace(MAD, words={"fr": currency, "en": ""})
    text = numbers.money(Amount(Decimal(5), 0, 6), unit, "fr")
    assert plain(text) == f"5 millions {complement}"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [("1.9", "milliard de dirhams", "MAD billion"), ("2", "milliards de dirhams", "MAD billion")],
)
def test_a_unit_stands_alone_in_agreement_with_its_number(
    value: str, french: str, english: str
) -> None:
    item = Amount(Decimal(value), 1, 9)
    assert plain(numbers.money_unit(item, MAD, "fr")) == french
    assert plain(numbers.money_unit(item, MAD, "en")) == english


def test_a_unit_without_scale_is_the_currency() -> None:
    item = Amount(Decimal(48), 0, 0)
    assert numbers.money_unit(item, BARE[0], "fr") == "dirhams"
    assert numbers.money_unit(item, BARE[0], "en") == "MAD"


@pytest.mark.parametrize(
    ("figure", "sign", "french", "english"),
    [
        (between("0.156", "1.08"), "absolute", "0,2 à 1,1 %", "0.2% to 1.1%"),
        (between("-2.389", "-2.265"), "plain", "-2,4 à -2,3 %", "-2.4% to -2.3%"),
        (between("-2.389", "-2.265"), "absolute", "2,3 à 2,4 %", "2.3% to 2.4%"),
        (between("0.156", "1.08"), "signed", "+0,2 à +1,1 %", "+0.2% to +1.1%"),
        (between("-0.3", "0.2"), "signed", "-0,3 à +0,2 %", "-0.3% to +0.2%"),
        (between("-0.3", "0.2"), "absolute", "0,0 à 0,3 %", "0.0% to 0.3%"),
        (between("7.11", "7.14"), "plain", "7,1 %", "7.1%"),
    ],
)
def test_a_range_goes_from_the_lower_number_to_the_higher(
    figure: Measure, sign: Sign, french: str, english: str
) -> None:
    assert plain(numbers.percent_range(figure, 1, "fr", sign)) == french
    assert plain(numbers.percent_range(figure, 1, "en", sign)) == english


def test_a_range_of_tens_prints_whole_numbers() -> None:
    assert plain(numbers.number_range(between(329, 340), -1, "fr", "signed")) == "+330 à +340"


@given(measures(-500, 500, 20), ANY_LOCALE)
def test_the_ends_of_a_range_lie_within_half_a_unit_of_the_bounds(
    figure: Measure, locale: Locale
) -> None:
    text = plain(numbers.number_range(figure, 1, locale))
    ends = [read(end, locale) for end in text.split(" à " if locale == "fr" else " to ")]
    assert abs(ends[0] - figure.low) <= Fraction(1, 20)
    assert abs(ends[-1] - figure.high) <= Fraction(1, 20)


@given(measures(-500, 500, 20))
def test_a_magnitude_holds_the_size_of_every_value_and_nothing_smaller(figure: Measure) -> None:
    size = numbers.magnitude(figure)
    sizes = [abs(value) for value in values_within(figure)]
    smallest = min(sizes) if figure.low > 0 or figure.high < 0 else 0
    assert (size.low, size.high) == (smallest, max(sizes))
    assert size.value == (size.low + size.high) / 2


@pytest.mark.parametrize(
    ("half_widths", "decimals"),
    [((), 0), ((0,), 0), ((Fraction("9.9"),), 0), ((10,), -1), ((1, 13, 6), -1), ((100,), -2)],
)
def test_a_chart_prints_at_the_precision_of_its_least_certain_value(
    half_widths: tuple[Fraction, ...], decimals: int
) -> None:
    bars = tuple(between(500 - width, 500 + width) for width in half_widths)
    assert numbers.quantum_decimals(bars) == decimals


def test_bounds_are_printed_rounded_half_away_from_zero() -> None:
    assert numbers.ends(between("-2.25", "2.25"), 1) == (
        Decimal("-2.3"),
        Decimal("2.3"),
    )


def test_a_narrow_range_has_a_dash_and_one_sign() -> None:
    share = between("70", "71")
    assert numbers.narrow_percent_range(share, 0, "fr") == f"70–71{numbers.percent_sign('fr')}"
    assert numbers.narrow_percent_range(share, 0, "en") == "70–71%"


def test_a_narrow_range_whose_ends_print_alike_is_one_number() -> None:
    assert plain(numbers.narrow_percent_range(between("69.9", "70.1"), 0, "en")) == "70%"
