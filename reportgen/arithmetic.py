"""The arithmetic: every figure a briefing may print, with its derivation.

Each function returns a Measure whose bounds hold for every value within its inputs' bounds.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from reportgen.measure import Measure, joined_inputs, least_certain

PERCENT, POINTS, INDEX, COUNT = "%", "pp", "index", "periods"


def change(now: Measure, base: Measure) -> Measure:
    """Return the absolute change `now - base`, in their unit."""
    return _computed("{0} - {1}", now.unit, lambda a, b: a - b, now, base)


def difference_of_rates(one: Measure, other: Measure) -> Measure:
    """Return `one - other` of two percentages, in percentage points."""
    return replace(change(one, other), unit=POINTS)


def growth(now: Measure, base: Measure, published: Measure | None = None) -> Measure:
    """Return the rate of change on a positive base, in percent.

    A published rate takes precedence, within the bounds that both allow.
    """
    formula = "({0} / {1} - 1) x 100"
    rate = _computed(formula, PERCENT, lambda a, b: (a / b - 1) * 100, now, base)
    if published is None:
        return rate
    low, high = max(rate.low, published.low), min(rate.high, published.high)
    if (low, high) == (published.low, published.high) or low > high:
        return published
    inputs = joined_inputs(published, rate)
    if low <= published.value <= high:
        return replace(published, low=low, high=high, inputs=inputs)
    return replace(rate, value=(low + high) / 2, low=low, high=high, inputs=inputs)


def total_of(*parts: Measure) -> Measure:
    """Return the sum of measures of one unit."""
    formula = " + ".join(f"{{{position}}}" for position in range(len(parts)))
    return _computed(formula, parts[0].unit, lambda *levels: sum(levels, Fraction(0)), *parts)


def share(part: Measure, whole: Measure) -> Measure:
    """Return `part / whole`, in percent."""
    return _computed("{0} / {1} x 100", PERCENT, lambda a, b: a / b * 100, part, whole)


def contribution(now: Measure, base: Measure, total_base: Measure) -> Measure:
    """Return the change over the total of the base period, in percentage points.

    Contributions of all segments add up to the growth of the total (Eurostat, "Contributions
    to growth": change of the component over the level of the aggregate a period before).
    """
    formula = "({0} - {1}) / {2} x 100"
    return _computed(formula, POINTS, lambda a, b, c: (a - b) / c * 100, now, base, total_base)


def required_growth(level: Measure, target: Measure, years: int) -> Measure:
    """Return the constant yearly rate from `level` to `target` in `years`, in percent.

    Both are positive. Compound annual growth: (target / level) ** (1 / years) - 1.
    """
    formula = f"(({{1}} / {{0}}) ^ (1/{years}) - 1) x 100"
    return _computed(formula, PERCENT, lambda a, b: _root(b / a, years) * 100 - 100, level, target)


def carry_over(now: Measure, before: Measure, annual: Measure) -> Measure:
    """Return the growth of a year if the rest of it equals the rest of the last one, in percent.

    `before` is the same part of the last year as `now` of this one, `annual` the whole last year.
    """
    return replace(contribution(now, before, annual), unit=PERCENT)


def carry_over_at_latest(now: Measure, latest: Measure, rest: int, annual: Measure) -> Measure:
    """Return the growth of a year whose `rest` quarters stay at the latest one, in percent."""
    formula = f"(({{0}} + {rest} x {{1}}) / {{2}} - 1) x 100"
    return _computed(
        formula, PERCENT, lambda a, b, c: ((a + b * rest) / c - 1) * 100, now, latest, annual
    )


def required_rest(now: Measure, before: Measure, annual: Measure) -> Measure:
    """Return the change of the rest of a year that makes it equal the last one, in percent.

    The rest of the last year, `annual - before`, is positive.
    """
    formula = "(({2} - {0}) / ({2} - {1}) - 1) x 100"
    return _computed(
        formula, PERCENT, lambda a, b, c: ((c - a) / (c - b) - 1) * 100, now, before, annual
    )


def count_of(measures: Sequence[Measure]) -> Measure:
    """Return how many there are: an exact figure that rests on all of them."""
    count = Fraction(len(measures))
    status = least_certain(tuple(measure.status for measure in measures))
    inputs = joined_inputs(*measures)
    return Measure(count, count, count, COUNT, f"{count} in a row", inputs, status)


def _root(radicand: Fraction, degree: int) -> Fraction:
    ratio = Decimal(radicand.numerator) / Decimal(radicand.denominator)
    return Fraction(ratio ** (1 / Decimal(degree)))


def _computed(formula: str, unit: str, rule: Callable[..., Fraction], *inputs: Measure) -> Measure:
    """Bounds by the corners: each rule is monotonic in every input while denominators keep sign."""
    if all(measure.low is measure.high or measure.exact for measure in inputs):
        centre = low = high = rule(*[measure.value for measure in inputs])
    else:
        corners = [rule(*corner) for corner in product(*({m.low, m.high} for m in inputs))]
        low, high = min(corners), max(corners)
        centre = (low + high) / 2
    terms, lines = map(_term, inputs), joined_inputs(*inputs)
    status = least_certain(tuple([measure.status for measure in inputs]))
    return Measure(centre, low, high, unit, formula.format(*terms), lines, status)


def _term(measure: Measure) -> str:
    if measure.value.denominator == 1:
        return str(measure.value.numerator)
    return f"{float(measure.value):.6f}".rstrip("0").rstrip(".")


def amplitude(levels: Sequence[Measure]) -> Measure | None:
    """Return highest less lowest over the mean, in percent; None where the mean is not positive."""
    mean = total_of(*levels)
    if mean.low <= 0:
        return None
    count = len(levels)
    return _computed(
        f"({{0}} - {{1}}) / ({{2}} / {count}) x 100",
        PERCENT,
        lambda top, bottom, total: (top - bottom) / total * count * 100,
        *(_utmost(levels, max), _utmost(levels, min), mean),
    )


def _utmost(levels: Sequence[Measure], utmost: Callable[..., Any]) -> Measure:
    """The highest or the lowest of levels, with the bounds that hold whichever it is."""
    found: Measure = utmost(levels, key=lambda level: level.value)
    low, high = utmost(level.low for level in levels), utmost(level.high for level in levels)
    return replace(found, low=low, high=high)


def concentration(shares: Sequence[Measure]) -> Measure:
    """Return the Herfindahl-Hirschman index: the sum of squared shares in percent, 0 to 10 000."""
    value, low, high = (
        sum((getattr(s, end) ** 2 for s in shares), Fraction(0)) for end in ("value", "low", "high")
    )
    formula = " + ".join(f"{_term(s)}^2" for s in shares)
    status = least_certain(tuple(s.status for s in shares))
    return Measure(value, low, high, INDEX, formula, joined_inputs(*shares), status)
