"""Claims about announced targets: level, baseline of another scope, growth required."""

from collections.abc import Iterator
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures, direction_of
from reportgen.claims.model import Claim, unavailable
from reportgen.dataset import Target
from reportgen.measure import Measure
from reportgen.period import Period


def targets(figures: Figures, seen: tuple[Period, ...]) -> Iterator[Claim]:
    """Yield every announced target, its baseline, and the yearly growth it takes."""
    years = [period for period in seen if period.kind == "year"]
    code = figures.total.code
    for target in figures.dataset.targets:
        horizon, origin = Period(target.year), Period(target.baseline_year)
        aim = _announced(target, Fraction(target.value))
        baseline = _announced(target, Fraction(target.baseline))
        yield Claim("TARGET", code, horizon, None, aim)
        yield Claim("TARGET_BASELINE", code, origin, None, baseline)
        known = [year for year in years if figures.level(code, year) and year < horizon]
        if not known:
            yield unavailable("REQUIRED_CAGR", code, horizon, None, "missing_cell")
            continue
        level = figures.levels[known[-1], code]
        if level.low <= 0:
            yield unavailable("REQUIRED_CAGR", code, horizon, known[-1], "zero_base")
            continue
        rate = indicators.required_growth(level, aim, target.year - known[-1].year)
        yield Claim("REQUIRED_CAGR", code, horizon, known[-1], rate, direction=direction_of(rate))


def _announced(target: Target, value: Fraction) -> Measure:
    formula = f"announced, targets line {target.line}"
    return Measure(value, value, value, target.unit, formula, (), "final", "published")
