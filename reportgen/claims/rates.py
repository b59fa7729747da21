"""Rates of change: judged by the bands, refused on bases that mean nothing."""

from reportgen import indicators
from reportgen.claims.figures import Figures, direction_of, obstacle
from reportgen.claims.model import Claim, Place, not_quotable
from reportgen.l10n.lexicon import Comparison
from reportgen.measure import Measure
from reportgen.period import Period


def rated(
    figures: Figures,
    place: Place,
    level: Measure,
    base: Measure,
    published: Measure | None = None,
    floor_of: Period | None = None,
) -> Claim:
    """Return the rate of change from `base` to `level`, or why it would mislead."""
    reason = rate_obstacle(level, base)
    if reason:
        change = indicators.change(level, base)
        return not_quotable(*place, change, reason, direction_of(change))
    return judged(figures, place, indicators.growth(level, base, published), base, floor_of)


def rate_obstacle(level: Measure, base: Measure) -> str:
    """Return why a change is told in levels only, "" where it has a rate.

    A fall to nothing has none either: "minus 100 %" says less than that nothing was recorded.
    """
    return obstacle(level, base) or ("" if level.high.numerator else "sign_change")


def judged(
    figures: Figures,
    place: Place,
    rate: Measure,
    base: Measure | None,
    floor_of: Period | None = None,
) -> Claim:
    """Return a rate with its verdict; `floor_of` is the period whose floor makes a base tiny."""
    _, code, now, base_period = place
    direction = direction_of(rate)
    if base is not None and figures.tiny(code, base, floor_of or base_period or now):
        return not_quotable(*place, rate, "tiny_base", direction)
    verdict = figures.rules.verdict(rate, _comparison(now, base_period))
    if not verdict:
        return not_quotable(*place, rate, "too_uncertain")
    return Claim(*place, rate, verdict, direction)


def directed(place: Place, change: Measure) -> Claim:
    """Return a change with its direction, refused where its bounds leave that open."""
    direction = direction_of(change)
    if not direction:
        return not_quotable(*place, change, "too_uncertain")
    return Claim(*place, change, direction=direction)


def _comparison(now: Period, base: Period | None) -> Comparison:
    """Bands of quarters judge a quarter against the one before, and nothing else."""
    consecutive = now.kind == "quarter" and base == now.previous
    return "quarter_on_quarter" if consecutive else "year_on_year"
