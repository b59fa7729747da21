"""Measures for the tests of the locale room: by hand, and drawn at random."""

import re
from fractions import Fraction

from hypothesis import strategies as st

from reportgen.briefing import Locale
from reportgen.dataset import Unit
from reportgen.measure import Derivation, Measure

LOCALES: tuple[Locale, ...] = ("fr", "en")
MAD = Unit("MAD million", "level", 6, {"fr": "dirhams", "en": "MAD"})
NBSP, NNBSP = "\u00a0", "\u202f"
Number = int | str | Fraction


def measure(
    value: Number,
    low: Number | None = None,
    high: Number | None = None,
    derivation: Derivation = "computed",
) -> Measure:
    """Return a measure, exact without bounds."""
    start = Fraction(value if low is None else low)
    end = Fraction(value if high is None else high)
    return Measure(Fraction(value), start, end, "unit", "formula", (2,), "final", derivation)


def between(low: Number, high: Number) -> Measure:
    """Return a computed measure at the centre of its bounds."""
    return measure((Fraction(low) + Fraction(high)) / 2, low, high)


def plain(text: str) -> str:
    """Return a text with spaces, minus signs and apostrophes as typed on a keyboard."""
    spaced = re.sub("[\u00a0\u202f\u2009\n]", " ", text)
    return re.sub("[\u2212\u2011]|\u2013(?=\\d)", "-", spaced).replace("’", "'")


def read(digits: str, locale: Locale) -> Fraction:
    """Return the value of a printed number."""
    bare = plain(digits).replace(" ", "").replace("+", "")
    return Fraction(bare.replace(",", ".") if locale == "fr" else bare.replace(",", ""))


@st.composite
def measures(draw: st.DrawFn, low: int = -50_000, high: int = 50_000, widest: int = 200) -> Measure:
    """Draw a computed measure between two numbers, at most `widest` wide, or exact."""
    finest = 1000
    start = draw(st.integers(low * finest, high * finest))
    width = draw(st.integers(0, 9) | st.integers(0, 2 * finest) | st.integers(0, widest * finest))
    end = min(start + width, high * finest)
    return between(Fraction(start, finest), Fraction(end, finest))


def values_within(bounds: Measure) -> tuple[Fraction, ...]:
    """Return values that the true one may have: both ends, and some between them."""
    step = (bounds.high - bounds.low) / 7
    return (*(bounds.low + step * n for n in range(7)), bounds.high)
