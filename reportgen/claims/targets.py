"""Claims about announced targets: level, baseline of another scope, growth required."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures, direction_of, obstacle
from reportgen.claims.model import Claim, not_quotable, unavailable
from reportgen.claims.rates import directed
from reportgen.dataset import Dataset, Target
from reportgen.measure import Measure
from reportgen.period import Period


def targets(figures: Figures) -> Iterator[Claim]:
    """Yield every announced target, its baseline, how far it lies and the yearly growth it takes.

    Both start from the last year known before the target: their base period.
    """
    code = figures.total.code
    for target in figures.dataset.targets:
        horizon, origin = Period(target.year), Period(target.baseline_year)
        aim = _announced(figures.dataset, target, target.value)
        yield Claim("TARGET", code, horizon, None, aim)
        baseline = _announced(figures.dataset, target, target.baseline)
        yield Claim("TARGET_BASELINE", code, origin, None, baseline)
        before = [p for p in figures.periods if p.kind == "year" and p < horizon]
        known = [period for period in before if figures.level(code, period)]
        if known:
            yield from _distance(figures, horizon, known[-1], aim)
        else:
            yield unavailable("TARGET_GAP", code, horizon, None, "missing_cell")
            yield unavailable("REQUIRED_CAGR", code, horizon, None, "missing_cell")


def _distance(figures: Figures, horizon: Period, year: Period, aim: Measure) -> Iterator[Claim]:
    code = figures.total.code
    level = figures.levels[year][code]
    gap = indicators.change(aim, level)
    yield directed(("TARGET_GAP", code, horizon, year), gap)
    place = ("REQUIRED_CAGR", code, horizon, year)
    reason = obstacle(aim, level)
    if reason:
        yield not_quotable(*place, gap, reason)
    else:
        rate = indicators.required_growth(level, aim, horizon.year - year.year)
        yield Claim(*place, rate, direction=direction_of(rate))


def _announced(dataset: Dataset, target: Target, number: Decimal) -> Measure:
    """The announced level in the unit of the series: targets are often told in billions."""
    unit = dataset.level_unit
    value = Fraction(number) * Fraction(10) ** (dataset.units[target.unit].scale - unit.scale)
    formula = f"announced, targets line {target.line}"
    return Measure(value, value, value, unit.code, formula, (), "final", "published")
