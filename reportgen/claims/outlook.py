"""Claims about a year that is under way: what it carries over, what its rest would take."""

from collections.abc import Iterator

from reportgen import indicators
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.model import Claim, Place, not_quotable, unavailable
from reportgen.claims.rates import judged
from reportgen.measure import Measure
from reportgen.period import Period

_ALL = -100  # percent
_QUARTERS, _MONTHS_OF_A_QUARTER = 4, 3


def outlooks(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield what a part of a year that began in January says of the whole year.

    CARRY_OVER: growth of the year if the rest of it equals that of the year before.
    CARRY_OVER_LATEST: the same if each quarter of the rest equals the latest one.
    REQUIRED_REST: change of the rest that the year needs to equal the year before.
    """
    if now.to_date != now or now.kind == "year":
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
        yield _at_latest(figures, ("CARRY_OVER_LATEST", code, now, year))


def _at_latest(figures: Figures, place: Place) -> Claim:
    _, code, now, year = place
    number, months = divmod(now.end_month, _MONTHS_OF_A_QUARTER)
    latest = Period(now.year, "quarter", number)
    level, quarter = figures.level(code, now), figures.level(code, latest)
    annual = figures.level(code, year) if year else None
    if level is None or quarter is None or annual is None or months:
        return unavailable(*place, figures.lack(code, now, year) or "incomplete_window")
    reason = obstacle(level, annual) or obstacle(quarter, annual)
    if reason:
        return not_quotable(*place, indicators.change(level, annual), reason)
    rest = _QUARTERS - number
    rate = indicators.carry_over_at_latest(level, quarter, rest, annual)
    return _possible(figures, place, rate, annual)


def _carry_over(
    figures: Figures, place: Place, level: Measure, before: Measure, annual: Measure
) -> Claim:
    reason = obstacle(annual, annual)
    if reason:
        return not_quotable(*place, indicators.change(level, before), reason)
    rate = indicators.carry_over(level, before, annual)
    return _possible(figures, place, rate, annual)


def _required_rest(
    figures: Figures, place: Place, level: Measure, before: Measure, annual: Measure
) -> Claim:
    if annual.low <= before.high:  # nothing, or nothing sure, came after this part of last year
        rest = indicators.change(annual, before)
        return not_quotable(*place, rest, obstacle(rest, rest) or "too_uncertain")
    rate = indicators.required_rest(level, before, annual)
    return _possible(figures, place, rate, annual)


def _possible(figures: Figures, place: Place, rate: Measure, annual: Measure) -> Claim:
    """Judge a rate, unless it takes a level below nothing: the rest is above last year already."""
    if rate.high <= _ALL:
        return not_quotable(*place, rate, "sign_change")
    if rate.low <= _ALL:
        return not_quotable(*place, rate, "too_uncertain")
    return judged(figures, place, rate, annual)
