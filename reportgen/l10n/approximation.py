"""Approximate figures, each with the condition under which its words are true.

"près de F": the true value lies below F, its centre at most 1 point (growth: 0.5) away.
"un peu plus de F": above F, its centre at most 1 point away. "environ F": within 2 % of F.
"plus de F" of an amount: above F, its centre within 3 % of F. Fractions of a whole likewise.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from reportgen.briefing import Locale
from reportgen.dataset import Unit
from reportgen.l10n.numbers import (
    NBSP,
    Amount,
    Sign,
    money,
    number,
    percent,
    percent_range,
    percent_sign,
)
from reportgen.l10n.rounding import decimals_of, rounded
from reportgen.measure import Measure

Approximator = Literal["exactly", "nearly", "just over", "about", "more than"]

_WORDS: dict[Locale, dict[Approximator, str]] = {
    "fr": {
        "exactly": "",
        "nearly": f"près{NBSP}de{NBSP}",
        "just over": "un peu plus de" + NBSP,
        "about": f"environ{NBSP}",
        "more than": f"plus de{NBSP}",
    },
    "en": {
        "exactly": "",
        "nearly": f"nearly{NBSP}",
        "just over": f"just over{NBSP}",
        "about": f"about{NBSP}",
        "more than": f"more than{NBSP}",
    },
}
_NAMED_FRACTIONS: dict[Fraction, tuple[str, str, str]] = {
    Fraction(1, 4): ("le quart", "du quart", "one quarter"),
    Fraction(1, 3): ("le tiers", "du tiers", "one third"),
    Fraction(2, 5): ("les deux cinquièmes", "des deux cinquièmes", "two fifths"),
    Fraction(1, 2): ("la moitié", "de la moitié", "half"),
    Fraction(3, 5): ("les trois cinquièmes", "des trois cinquièmes", "three fifths"),
    Fraction(2, 3): ("les deux tiers", "des deux tiers", "two thirds"),
    Fraction(3, 4): ("les trois quarts", "des trois quarts", "three quarters"),
    Fraction(4, 5): ("les quatre cinquièmes", "des quatre cinquièmes", "four fifths"),
    Fraction(9, 10): ("les neuf dixièmes", "des neuf dixièmes", "nine tenths"),
}


@dataclass(frozen=True, slots=True)
class Rounded:
    """A round figure near a measure, and the word that makes it true."""

    figure: Fraction
    word: Approximator


def approximate(measure: Measure, near: Fraction) -> Rounded | None:
    """Return the nearest round percentage whose words hold, or None; signs are left out."""
    low, high = sorted((abs(measure.low), abs(measure.high)))
    centre = abs(measure.value)
    for step, reach in ((10, Fraction(1)), (5, Fraction(1)), (1, Fraction(1))):
        figure = Fraction(rounded(centre / step, 0)) * step
        if figure == 0 or abs(figure - centre) > reach:
            continue
        if high < figure and figure - centre <= near:
            return Rounded(figure, "nearly")
        if low > figure and centre - figure <= 1:
            return Rounded(figure, "just over")
        if abs(centre - figure) <= figure / 50:
            return Rounded(figure, "about")
    return None


def percent_in_prose(
    measure: Measure, locale: Locale, near: Fraction, sign: Sign = "absolute"
) -> str:
    """Return a percentage as an editor writes it: precise, else approximate, else a range.

    `near` is how far "nearly" reaches, in points.
    """
    if decimals_of(measure, 1) == 1 or measure.exact or _shown_as_published(measure):
        return percent(measure, locale, sign)
    found = approximate(measure, near)
    if found is None or not measure.sign_is_sure:
        return percent_range(measure, 1, locale, sign)
    return approximated(found, locale)


def approximated(found: Rounded, locale: Locale) -> str:
    """Return "près de 13 %", "just over 70%"."""
    digits = number(rounded(found.figure, 0), 0, locale)
    return _WORDS[locale][found.word] + digits + percent_sign(locale)


def about_percent(measure: Measure, locale: Locale) -> str:
    """Return a whole percentage marked as approximate: "environ 38 %"."""
    return approximated(Rounded(Fraction(rounded(abs(measure.value), 0)), "about"), locale)


def _shown_as_published(measure: Measure) -> bool:
    return measure.derivation == "published" and (measure.value * 10).denominator == 1


def amount_in_prose(measure: Measure, unit: Unit, item: Amount, locale: Locale) -> str:
    """Return the size of an amount: precise, else "plus de 550 millions", else a range."""
    if decimals_of(measure, 0) >= 0:
        return money(item, unit, locale, "absolute")
    low, high = sorted((abs(measure.low), abs(measure.high)))
    tens = rounded(low, -1)
    if tens == rounded(high, -1) and tens:
        return money(Amount(tens, 0, unit.scale), unit, locale)
    floor = _round_below(low)
    if measure.sign_is_sure and (low + high) / 2 - floor <= floor * 3 / 100:
        plain = Amount(rounded(floor, 0), 0, unit.scale)
        return _WORDS[locale]["more than"] + money(plain, unit, locale)
    return amount_range(measure, unit, locale)


def amount_range(measure: Measure, unit: Unit, locale: Locale) -> str:
    """Return "entre 470 et 500 millions de dirhams", to the tens that the bounds allow."""
    decimals = min(0, decimals_of(measure, 0) + 1)
    low, high = sorted(rounded(abs(end), decimals) for end in (measure.low, measure.high))
    upper = money(Amount(high, 0, unit.scale), unit, locale)
    if locale == "fr":
        return f"entre{NBSP}{number(low, 0, locale)} et{NBSP}{upper}"
    return f"between {money(Amount(low, 0, unit.scale), unit, locale)} and {upper}"


def _round_below(value: Fraction) -> Fraction:
    """The highest multiple of 5 in the second significant digit that lies below `value`."""
    step = Fraction(1)
    while step * 100 <= value:
        step *= 10
    step *= 5
    return (value / step).__floor__() * step


def fraction_in_prose(measure: Measure, locale: Locale) -> str | None:
    """Return "plus des trois quarts", "près des deux tiers", or None where no fraction is true."""
    low, high, centre = measure.low / 100, measure.high / 100, measure.value / 100
    above = [f for f in _NAMED_FRACTIONS if f > high and f - centre <= Fraction(1, 100)]
    if above:
        return _fraction_words(above[0], "nearly", locale)
    if low == high and low in _NAMED_FRACTIONS:
        bare, _, english = _NAMED_FRACTIONS[low]
        return bare if locale == "fr" else english
    below = [f for f in _NAMED_FRACTIONS if f < low]
    if not below or any(below[-1] < f <= high for f in _NAMED_FRACTIONS):
        return None
    return _fraction_words(below[-1], "more than", locale)


def _fraction_words(named: Fraction, word: Approximator, locale: Locale) -> str:
    _, of_it, english = _NAMED_FRACTIONS[named]
    if locale == "fr":
        return f"{'près' if word == 'nearly' else 'plus'} {of_it}"
    return f"{'nearly' if word == 'nearly' else 'more than'} {english}"
