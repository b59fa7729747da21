"""Numbers of one locale: decimals, signs, percentages, points and amounts of money."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

import babel
from babel.numbers import NumberPattern, parse_pattern

from reportgen.briefing import Locale
from reportgen.dataset import Unit
from reportgen.l10n.grammar import elides
from reportgen.l10n.rounding import decimals_of, rounded
from reportgen.measure import Measure

NBSP, NNBSP, MINUS = "\u00a0", "\u202f", "\u2212"
Sign = Literal["signed", "plain", "absolute"]
_MILLIONS, _BILLIONS, _THOUSAND = 6, 9, 1000
_SCALE_WORDS: dict[Locale, dict[int, tuple[str, str]]] = {
    "fr": {
        0: ("", ""),
        3: ("millier", "milliers"),
        6: ("million", "millions"),
        9: ("milliard", "milliards"),
        12: ("billion", "billions"),
    },
    "en": {
        0: ("", ""),
        3: ("thousand", "thousand"),
        6: ("million", "million"),
        9: ("billion", "billion"),
        12: ("trillion", "trillion"),
    },
}
_RANGE_WORD: dict[Locale, str] = {"fr": "à", "en": "to"}


@lru_cache(maxsize=4096)
def number(value: Decimal, decimals: int, locale: Locale, sign: Sign = "plain") -> str:
    """Return a rounded number in the locale's digits; zero never has a sign."""
    shown = abs(value) if sign == "absolute" or not value else value
    digits = _pattern(decimals).apply(shown, _conventions(locale), decimal_quantization=False)
    text = digits.replace("-", MINUS)
    return f"+{text}" if sign == "signed" and value > 0 else text


@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals > 0 else ""))


_conventions = cache(babel.Locale)


def magnitude(measure: Measure) -> Measure:
    """Return the size of a measure, without its sign; from zero where the sign is not sure."""
    low, high = sorted((abs(measure.low), abs(measure.high)))
    if measure.sign_is_sure:
        return replace(measure, value=abs(measure.value), low=low, high=high)
    return replace(measure, value=high / 2, low=Fraction(0), high=high)


def percent_sign(locale: Locale) -> str:
    """Return the percent sign with the space that the locale puts before it."""
    return f"{NNBSP}%" if locale == "fr" else "%"


def percent(measure: Measure, locale: Locale, sign: Sign = "plain", own: int = 1) -> str:
    """Return a percentage with as many decimals as its bounds allow."""
    decimals = decimals_of(measure, own)
    text = number(rounded(measure.value, decimals), decimals, locale, sign)
    return text + percent_sign(locale)


def points(measure: Measure, locale: Locale, sign: Sign = "signed", own: int = 2) -> str:
    """Return percentage points with their unit."""
    decimals = decimals_of(measure, own)
    value = rounded(measure.value, decimals)
    return f"{number(value, decimals, locale, sign)}{NBSP}{points_unit(value, locale)}"


def points_unit(value: Decimal, locale: Locale) -> str:
    """Return the unit of percentage points that agrees with a printed value."""
    if locale == "fr":
        return "point" if abs(value) < 2 else "points"
    return f"percentage{NBSP}{'point' if abs(value) == 1 else 'points'}"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount ready to print: `value` in units of 10**scale of the currency."""

    value: Decimal
    decimals: int
    scale: int


def amount(measure: Measure, unit: Unit, own: int) -> Amount:
    """Return an amount at the scale at which it prints: billions from 1,000 million on.

    `own` decimals belong to billions; below, amounts are whole.
    """
    decimals = min(0, decimals_of(measure, 0))
    whole = rounded(measure.value, decimals)
    shift = _BILLIONS - unit.scale
    if shift == 0 or (unit.scale == _MILLIONS and abs(whole) >= _THOUSAND):
        decimals = decimals_of(measure, own, shift)
        return Amount(rounded(measure.value / 10**shift, decimals), decimals, _BILLIONS)
    return Amount(whole, decimals, unit.scale)


def scale_word(value: Decimal, scale: int, locale: Locale) -> str:
    """Return "million" or "milliards", agreeing with a printed value (French: plural from 2).

    Raises KeyError on a power of ten without a name.
    """
    singular, plural = _SCALE_WORDS[locale][scale]
    return singular if abs(value) < 2 else plural


def money(
    item: Amount, unit: Unit, locale: Locale, sign: Sign = "plain", bare: bool = False
) -> str:
    """Return an amount with scale and currency; `bare` leaves the currency out where French may."""
    digits = number(item.value, item.decimals, locale, sign)
    word = scale_word(item.value, item.scale, locale)
    if locale == "en":
        mark = digits[0] if digits[0] in f"+{MINUS}" else ""
        tail = f"{NBSP}{word}" if word else ""
        return f"{mark}{unit.words['en']}{NBSP}{digits[len(mark) :]}{tail}"
    if not word:
        return digits if bare else f"{digits}{NBSP}{unit.words['fr']}"
    if bare:
        return f"{digits}{NBSP}{word}"
    return f"{digits}{NBSP}{word}{NBSP}{currency_of(unit)}"


def currency_of(unit: Unit) -> str:
    """Return the French complement of a scale word: "de dirhams", "d’euros", "de yens"."""
    name = unit.words["fr"]
    return f"d’{name}" if elides(name) else f"de{NBSP}{name}"


def money_unit(item: Amount, unit: Unit, locale: Locale) -> str:
    """Return the unit of an amount alone: "milliards de dirhams", "MAD billion"."""
    word = scale_word(item.value, item.scale, locale)
    if locale == "en":
        return f"{unit.words['en']} {word}".strip()
    return f"{word} {currency_of(unit)}" if word else unit.words["fr"]


def ends(measure: Measure, decimals: int) -> tuple[Decimal, Decimal]:
    """Return both bounds, rounded; equal when the precision does not tell them apart."""
    return rounded(measure.low, decimals), rounded(measure.high, decimals)


def number_range(measure: Measure, decimals: int, locale: Locale, sign: Sign = "plain") -> str:
    """Return "0,2 à 1,1", from the lower number to the higher; one number if they print alike."""
    low, high = ends(magnitude(measure) if sign == "absolute" else measure, decimals)
    texts = [number(end, max(decimals, 0), locale, sign) for end in (low, high)]
    if low == high:
        return texts[0]
    return f"{texts[0]} {_RANGE_WORD[locale]}{NBSP}{texts[1]}"


def percent_range(measure: Measure, decimals: int, locale: Locale, sign: Sign = "plain") -> str:
    """Return "0,2 à 1,1 %" or "0.2% to 1.1%"."""
    text = number_range(measure, decimals, locale, sign)
    if locale == "en":
        text = text.replace(f" {_RANGE_WORD['en']}{NBSP}", f"% {_RANGE_WORD['en']}{NBSP}")
    return text + percent_sign(locale)


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
