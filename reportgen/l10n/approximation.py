"""Approximate figures, each with the condition under which its words are true.

All of them speak of the size of a figure; x is any value within its bounds.
"près de F": every x lies below F, the centre at most 1 point (growth: 0.5) away.
"un peu plus de F": every x lies above F, the centre at most 1 point away.
"environ F": the centre lies within 2 % of F, every x within 2 % or half a point.
"plus de F" of an amount: every x lies above F, the centre within 3 % of F.
"près de" a fraction of a whole: as above; "plus de" it: every x lies above it, and reaches no
higher one that has a name. A range prints both bounds, rounded.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import NAMED_FRACTIONS, NBSP, Approximator, Locale
from reportgen.l10n.numbers import (
    Amount,
    decimals_of,
    decimals_that_show,
    ends,
    magnitude,
    money,
    number,
    percent,
    percent_range,
    percent_sign,
    rounded,
)
from reportgen.measure import Measure, Unit

_NEAR_A_TENTH = Fraction(6, 100)  # what a printed tenth may lie away from a true value
_MILLIONS, _BILLIONS, _THOUSAND = 6, 9, 1000


@dataclass(frozen=True, slots=True)
class Rounded:
    """A round figure near a measure, and the word that makes it true."""

    figure: Fraction
    word: Approximator


def approximate(measure: Measure, near: Fraction) -> Rounded | None:
    """Return the nearest round percentage whose words hold, or None; signs are left out."""
    size = magnitude(measure)
    for step in (5, 1):
        figure = Fraction(rounded(size.value / step, 0)) * step
        distance = abs(figure - size.value)
        if figure == 0 or distance > 1:
            continue
        if size.high < figure and distance <= near:
            return Rounded(figure, "nearly")
        if size.low > figure:
            return Rounded(figure, "just_over")
        spread = max(abs(end - figure) for end in (size.low, size.high))
        if distance <= figure / 50 and spread <= max(figure / 50, Fraction(1, 2)):
            return Rounded(figure, "about")
    return None


def percent_in_prose(
    measure: Measure, locale: Locale, near: Fraction, is_share: bool = False
) -> str:
    """Return the size of a percentage as an editor writes it: precise, approximate, or a range.

    `near` is how far "nearly" reaches, in points. A share is told in whole percents where both of
    its bounds print so; a rate that was obtained by difference is a range.
    """
    if measure.exact or _shown_as_published(measure) or _close(measure):
        return percent(measure, locale, "absolute")
    low, high = ends(magnitude(measure), 0)
    if is_share and low == high:
        return number(low, 0, locale) + percent_sign(locale)
    derived = measure.status == "estimated" and measure.derivation != "published"
    found = None if derived and not is_share else approximate(measure, near)
    if found is None:
        return percent_range(measure, 1, locale, "absolute")
    return approximated(found, locale)


def _close(measure: Measure) -> bool:
    """Whether a tenth may be printed: 74.7 of 74.70 to 74.75, but not 19.3 of 19.29 to 19.38."""
    shown = Fraction(rounded(measure.value, 1))
    return max(abs(end - shown) for end in (measure.low, measure.high)) <= _NEAR_A_TENTH


def approximated(found: Rounded, locale: Locale) -> str:
    """Return "près de 13 %", "just over 70%"."""
    digits = number(rounded(found.figure, 0), 0, locale)
    return LANGUAGES[locale].approximators[found.word] + digits + percent_sign(locale)


def about_percent(measure: Measure, locale: Locale) -> str:
    """Return a whole percentage marked as approximate: "environ 38 %"."""
    return approximated(Rounded(Fraction(rounded(abs(measure.value), 0)), "about"), locale)


def _shown_as_published(measure: Measure) -> bool:
    return measure.derivation == "published" and (measure.value * 10).denominator == 1


def amount_in_prose(
    measure: Measure, unit: Unit, item: Amount, locale: Locale, bare: bool = False
) -> str:
    """Return the size of an amount: precise, else "plus de 550 millions", else a range."""
    if decimals_of(measure, 0) >= 0:
        return money(item, unit, locale, "absolute", bare)
    size = magnitude(measure)
    tens = rounded(size.low, -1)
    if tens and tens == rounded(size.high, -1):
        return money(_round_amount(tens, unit), unit, locale, bare=bare)
    floor = _round_below(size.low)
    if size.value - floor <= floor * 3 / 100:
        plain = _round_amount(rounded(floor, 0), unit)
        return LANGUAGES[locale].approximators["more_than"] + money(plain, unit, locale, bare=bare)
    return _amount_range(size, unit, locale, bare)


def _amount_range(size: Measure, unit: Unit, locale: Locale, bare: bool) -> str:
    """Return "entre 470 et 500 millions de dirhams", one decimal finer than the bounds allow."""
    language = LANGUAGES[locale]
    decimals = min(0, decimals_of(size, 0) + 1)
    ends = (rounded(size.low, decimals), rounded(size.high, decimals))
    scale = _scale_of(ends[1], unit)
    shift = scale - unit.scale
    low, high = (Amount(end.scaleb(-shift), max(0, decimals + shift), scale) for end in ends)
    lower, upper = (money(end, unit, locale, bare=bare) for end in (low, high))
    if language.range_has_one_unit:
        lower = number(low.value, low.decimals, locale)
    return language.between.format(low=lower, high=upper)


def _round_amount(value: Decimal, unit: Unit) -> Amount:
    scale = _scale_of(value, unit)
    shift = scale - unit.scale
    scaled = Fraction(value) / 10**shift
    decimals = decimals_that_show(scaled, shift)
    return Amount(rounded(scaled, decimals), decimals, scale)


def _scale_of(value: Decimal, unit: Unit) -> int:
    return _BILLIONS if unit.scale == _MILLIONS and value >= _THOUSAND else unit.scale


def _round_below(value: Fraction) -> Fraction:
    """The highest multiple of 5 in the second significant digit that lies below `value`."""
    step = Fraction(1)
    while step * 100 <= value:
        step *= 10
    step *= 5
    return (ceil(value / step) - 1) * step


def fraction_in_prose(measure: Measure, locale: Locale) -> str | None:
    """Return "plus des trois quarts", "près des deux tiers", or None where no fraction is true."""
    names = dict(zip(NAMED_FRACTIONS, LANGUAGES[locale].fractions, strict=True))
    low, high, centre = measure.low / 100, measure.high / 100, measure.value / 100
    if high >= 1:
        return None
    above = [f for f in names if f > high and f - centre <= Fraction(1, 100)]
    if above:
        return _near_fraction("nearly", names[above[0]], locale)
    if low == high and low in names:
        return names[low]
    below = [f for f in names if f < low]
    if not below or any(below[-1] < f <= high for f in names):
        return None
    return _near_fraction("more_than", names[below[-1]], locale)


def _near_fraction(word: Approximator, fraction: str, locale: Locale) -> str:
    language = LANGUAGES[locale]
    spaced = language.approximators[word].replace(NBSP, " ").rstrip()
    return language.preposed(spaced, fraction)
