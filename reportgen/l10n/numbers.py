"""Rounding, and numbers of one locale: decimals, signs, percentages, points, amounts of money.

Rounded as statistics offices print: half away from zero, once, as fine as the bounds allow.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

import babel
from babel.numbers import (
    NumberPattern,
    get_decimal_symbol,
    get_group_symbol,
    parse_pattern,
)

from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import MINUS, Locale
from reportgen.l10n.language import NBSP as NBSP
from reportgen.l10n.language import NNBSP as NNBSP
from reportgen.measure import Measure, Unit

Sign = Literal["signed", "plain", "absolute"]
_MILLIONS, _BILLIONS, _THOUSAND = 6, 9, 1000
_WHOLE, _FINEST = 100, 6  # percent; decimals of a percentage just below it
_TIMES = 300  # percent from which no decimal tells anything
_FEW = 10  # below so many units an amount prints the decimals that it has
_LONG = 100  # three digits before the point: one decimal is enough
_COARSEST = -12  # whole trillions: no unit of a dataset is coarser


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Return `value` rounded half away from zero to `decimals` places (negative: tens, hundreds).

    Zero has no sign.
    """
    above, below = 10 ** max(decimals, 0), 10 ** max(-decimals, 0)
    twice, unit = 2 * abs(value.numerator) * above, value.denominator * below
    steps = (twice + unit) // (2 * unit)
    return Decimal(f"{'-' if value < 0 and steps else ''}{steps}E{-decimals}")


def decimals_of(measure: Measure, most: int, scale: int = 0) -> int:
    """Return how many decimals of `measure` / 10**scale may be printed, at most `most`.

    Exact: all of them. Published: those that show the published
    number. Computed: as many as keep the half-width of the bounds within half a unit of the last.
    """
    if measure.exact:
        return most
    if measure.derivation == "published":
        value = _over(measure.value, scale)
        if (value * 10**most).denominator == 1:
            return decimals_that_show(value, most)
    width = _over(measure.high - measure.low, scale)
    part, whole = width.numerator, width.denominator
    fits = (
        d for d in range(most, _COARSEST, -1) if part * 10 ** max(d, 0) <= whole * 10 ** max(-d, 0)
    )
    return next(fits, _COARSEST)


def _over(value: Fraction, scale: int) -> Fraction:
    power: int = 10 ** abs(scale)
    return value / power if scale >= 0 else value * power


def decimals_that_show(value: Fraction, most: int) -> int:
    """Return the fewest decimals, at most `most`, that lose no digit of `value`."""
    exact = (d for d in range(most) if 10**d % value.denominator == 0)
    return next(exact, most)


@cache
def conventions(locale: Locale) -> babel.Locale:
    """Return what Babel knows of a language; raises KeyError where no record names it."""
    return babel.Locale.parse(LANGUAGES[locale].tag, sep="-")


@cache
def decimal_sign(locale: Locale) -> str:
    """Return the sign before the decimals."""
    return get_decimal_symbol(conventions(locale))


@cache
def group_sign(locale: Locale) -> str:
    """Return the sign between thousands."""
    return get_group_symbol(conventions(locale))


def is_plural(value: Decimal, locale: Locale) -> bool:
    """Return whether a unit beside a printed number is a plural: from 2 on in French."""
    return conventions(locale).plural_form(abs(value).normalize()) != "one"


@lru_cache(maxsize=4096)
def number(value: Decimal, decimals: int, locale: Locale, sign: Sign = "plain") -> str:
    """Return a rounded number in the locale's digits; zero never has a sign."""
    shown = abs(value) if sign == "absolute" or not value else value
    digits = _pattern(decimals).apply(shown, conventions(locale), decimal_quantization=False)
    text = digits.replace("-", MINUS)
    return f"+{text}" if sign == "signed" and value > 0 else text


@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals > 0 else ""))


def magnitude(measure: Measure) -> Measure:
    """Return the size of a measure, without its sign; from zero where the sign is not sure."""
    low, high = sorted((abs(measure.low), abs(measure.high)))
    if measure.sign_is_sure:
        return replace(measure, value=abs(measure.value), low=low, high=high)
    return replace(measure, value=high / 2, low=Fraction(0), high=high)


def percent_sign(locale: Locale) -> str:
    """Return the percent sign with the space that the locale puts before it."""
    return LANGUAGES[locale].percent_sign


def percent_decimals(measure: Measure, most: int) -> int:
    """Return the decimals of a percentage, at most `most`; more where it is nearly a hundred.

    "100 %" is said only of the whole; from three times on there are none.
    """
    if abs(measure.value) >= _TIMES:
        return min(0, decimals_of(measure, 0))
    shown = decimals_of(measure, most)
    if abs(measure.value) >= _WHOLE or abs(rounded(measure.value, shown)) < _WHOLE:
        return shown
    finer = (d for d in range(shown, _FINEST) if abs(rounded(measure.value, d)) < _WHOLE)
    return next(finer, shown)


def percent(measure: Measure, locale: Locale, sign: Sign = "plain", decimals: int = 1) -> str:
    """Return a percentage with as many decimals as its bounds allow, at most `decimals`."""
    shown = percent_decimals(measure, decimals)
    return number(rounded(measure.value, shown), shown, locale, sign) + percent_sign(locale)


def points(measure: Measure, locale: Locale, sign: Sign = "signed", decimals: int = 2) -> str:
    """Return percentage points with their unit, with at most `decimals`."""
    shown = decimals_of(measure, decimals)
    value = rounded(measure.value, shown)
    return f"{number(value, shown, locale, sign)}{NBSP}{points_unit(value, locale)}"


def points_unit(value: Decimal, locale: Locale) -> str:
    """Return the unit of percentage points that agrees with a printed value."""
    return LANGUAGES[locale].points[is_plural(value, locale)]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount ready to print: `value` in units of 10**scale of the currency."""

    value: Decimal
    decimals: int
    scale: int


def amount(measure: Measure, unit: Unit, decimals: int) -> Amount:
    """Return an amount at the scale at which it prints: billions from 1,000 million on.

    `decimals`, at most, belong to billions; below, amounts are whole. What is counted one by one
    or in thousands prints in full up to a million. No decimal that the data lack is printed.
    """
    if unit.scale < _MILLIONS:
        return _counted_one_by_one(measure, unit)
    few = unit.places if abs(measure.value) < _FEW else 0
    coarse = min(decimals_of(measure, few), decimals_that_show(measure.value, few))
    whole = rounded(measure.value, coarse)
    shift = _BILLIONS - unit.scale
    if shift == 0 or (unit.scale == _MILLIONS and abs(whole) >= _THOUSAND):
        shown = decimals_of(measure, min(decimals, unit.places + shift), shift)
        return Amount(rounded(measure.value / 10**shift, shown), shown, _BILLIONS)
    return Amount(whole, coarse, unit.scale)


def _counted_one_by_one(measure: Measure, unit: Unit) -> Amount:
    size = abs(measure.value) * 10**unit.scale
    if size < 10**_MILLIONS:
        most = max(0, unit.places - unit.scale)
        shown = decimals_of(measure, most, -unit.scale)
        return Amount(rounded(measure.value * 10**unit.scale, shown), shown, 0)
    scale = _BILLIONS if size >= 10**_BILLIONS else _MILLIONS
    shift = scale - unit.scale
    most = 1 if size >= _LONG * 10**scale else 2
    shown = decimals_of(measure, min(most, unit.places + shift), shift)
    return Amount(rounded(measure.value / 10**shift, shown), shown, scale)


def amount_at(measure: Measure, unit: Unit, scale: int, decimals: int) -> Amount:
    """Return an amount at one scale, with at most so many decimals, none that the data lack."""
    shift = scale - unit.scale
    small = abs(measure.value) < _FEW * Fraction(10) ** shift
    in_full = shift or small or unit.scale < _MILLIONS
    most = min(decimals, unit.places + shift) if in_full else 0
    shown = decimals_of(measure, max(0, most), shift)
    return Amount(rounded(measure.value / Fraction(10) ** shift, shown), shown, scale)


def scale_word(value: Decimal, scale: int, locale: Locale) -> str:
    """Return "million" or "milliards", agreeing with a printed value; "" for units.

    Raises KeyError on a power of ten without a name.
    """
    return LANGUAGES[locale].scales[scale][is_plural(value, locale)] if scale else ""


def money(
    item: Amount, unit: Unit, locale: Locale, sign: Sign = "plain", bare: bool = False
) -> str:
    """Return an amount with scale and unit; `bare` leaves the unit out where it may go."""
    language = LANGUAGES[locale]
    digits = number(item.value, item.decimals, locale, sign)
    scale = scale_word(item.value, item.scale, locale)
    if unit.currency:
        currency = "" if bare and language.currency_is_optional else unit.words[locale]
        return language.money(digits, scale, currency)
    noun = unit_noun(unit, item.value, item.scale, locale)
    if noun == "%":
        return digits + language.percent_sign
    return language.counted(digits, scale, "" if bare and scale else noun)


def unit_noun(unit: Unit, value: Decimal, scale: int, locale: Locale) -> str:
    """Return the name of what is counted, in the number that goes with a printed value."""
    several = scale or is_plural(value, locale)
    words = unit.words.get(locale, "")
    return words if several else unit.one.get(locale, words)


def money_unit(item: Amount, unit: Unit, locale: Locale) -> str:
    """Return the unit of an amount alone: "milliards de dirhams", "MAD billion"."""
    word, language = scale_word(item.value, item.scale, locale), LANGUAGES[locale]
    if unit.currency:
        return language.money_unit(word, unit.words[locale])
    return language.counted("", word, unit_noun(unit, item.value, item.scale, locale))


def ends(measure: Measure, decimals: int) -> tuple[Decimal, Decimal]:
    """Return both bounds, rounded; equal when the precision does not tell them apart."""
    return rounded(measure.low, decimals), rounded(measure.high, decimals)


def number_range(
    measure: Measure, decimals: int, locale: Locale, sign: Sign = "plain", unit: str = ""
) -> str:
    """Return "0,2 à 1,1", from the lower number to the higher; one number if they print alike."""
    language = LANGUAGES[locale]
    bounds = ends(magnitude(measure) if sign == "absolute" else measure, decimals)
    low, high = (number(end, max(decimals, 0), locale, sign) for end in bounds)
    if bounds[0] == bounds[1]:
        return low + unit
    between = "" if language.range_has_one_unit else unit
    return language.range.format(low=low + between, high=high + unit)


def percent_range(measure: Measure, decimals: int, locale: Locale, sign: Sign = "plain") -> str:
    """Return "0,2 à 1,1 %" or "0.2% to 1.1%"."""
    return number_range(measure, decimals, locale, sign, percent_sign(locale))


def narrow_percent_range(measure: Measure, decimals: int, locale: Locale) -> str:
    """Return "70–71 %" or "70–71%" of bounds that are not negative, for where there is no room."""
    low, high = ends(measure, decimals)
    told = dict.fromkeys(number(end, max(decimals, 0), locale) for end in (low, high))
    return "–".join(told) + percent_sign(locale)


def quantum_decimals(measures: tuple[Measure, ...]) -> int:
    """Return the one precision of a chart: the coarsest that the bounds of its values allow.

    Zero for whole units, negative for tens or hundreds: no bound is ten units of the last place
    away from its value.
    """
    widest = max((measure.half_width for measure in measures), default=Fraction(0))
    decimals = 0
    while widest >= Fraction(10) ** (1 - decimals):
        decimals -= 1
    return decimals
