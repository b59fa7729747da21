"""Rounding as statistics offices print: half away from zero, once, as fine as the bounds allow."""

from decimal import Decimal
from fractions import Fraction

from reportgen.measure import Measure

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
