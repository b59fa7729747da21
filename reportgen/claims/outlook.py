"""Claims about a year that is under way: what it carries over, what its rest would take."""

from collections.abc import Iterator

from reportgen import indicators
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.model import Claim, Place, not_quotable, unavailable
from reportgen.claims.rates import judged, rate_obstacle
from reportgen.measure import Measure
from reportgen.period import Period


def outlooks(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield CARRY_OVER and REQUIRED_REST for a part of a year that began in January.

    CARRY_OVER: growth of the year if the rest of it equals that of the year before.
    REQUIRED_REST: change of the rest that the year needs to equal the year before.
    """
    if now.index > 1 or now.kind == "year":
        return
    year = now.whole_year.year_before
    for entity in figures.dataset.entities:
        code = entity.code
        levels = figures.known(code, (now, now.year_before, year))
        for indicator, rule in (("CARRY_OVER", _carry_over), ("REQUIRED_REST", _required_rest)):
            place = (indicator, code, now, year)
            if levels is None:
                lack = figures.lack(code, now, now.year_before) or figures.lack(code, now, year)
                yield unavailable(*place, lack)
            else:
                yield rule(figures, place, *levels)


def _carry_over(
    figures: Figures, place: Place, level: Measure, before: Measure, annual: Measure
) -> Claim:
    projected = indicators.total_of(level, indicators.change(annual, before))
    reason = rate_obstacle(projected, annual)
    if reason:
        return not_quotable(*place, indicators.change(projected, annual), reason)
    return judged(figures, place, indicators.carry_over(level, before, annual), annual)


def _required_rest(
    figures: Figures, place: Place, level: Measure, before: Measure, annual: Measure
) -> Claim:
    rest, needed = indicators.change(annual, before), indicators.change(annual, level)
    reason = obstacle(needed, rest)
    if reason:
        return not_quotable(*place, needed, reason)
    return judged(figures, place, indicators.required_rest(level, before, annual), annual)
