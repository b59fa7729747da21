"""Claims about one subject at a time: levels, changes, growth, shares, contributions, ratios."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.model import Claim, Place, not_quotable, unavailable
from reportgen.claims.rates import directed, judged, rated
from reportgen.dataset import Entity
from reportgen.measure import Measure
from reportgen.period import Period, periods_of

_NEARLY = Fraction(97), Fraction(103)  # percent of a year: "almost at its level"


def levels(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the level of every subject."""
    for entity in figures.dataset.entities:
        level = figures.level(entity.code, now)
        if level is None:
            yield unavailable("LEVEL", entity.code, now, None, figures.lack(entity.code, now))
        else:
            yield Claim("LEVEL", entity.code, now, None, level)


def _pairs(
    figures: Figures, now: Period, indicator: str, entities: Iterable[Entity]
) -> Iterator[tuple[Place, Measure, Measure] | Claim]:
    """Each entity with its level now and at each base; else a claim that is unavailable."""
    here = figures.at(now)
    bases = [(base_period, figures.at(base_period)) for base_period in figures.bases(now)]
    for entity in entities:
        level = here.get(entity.code)
        for base_period, there in bases:
            base = there.get(entity.code)
            place = (indicator, entity.code, now, base_period)
            if level is not None and base is not None:
                yield place, level, base
            else:
                yield unavailable(*place, figures.lack(entity.code, now, base_period))


def changes(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the change in units, for every subject and base."""
    for pair in _pairs(figures, now, "CHANGE", figures.dataset.entities):
        if isinstance(pair, Claim):
            yield pair
        else:
            place, level, base = pair
            yield directed(place, indicators.change(level, base))


def growths(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the rate of change, for every subject and base."""
    for pair in _pairs(figures, now, "GROWTH", figures.dataset.entities):
        if isinstance(pair, Claim):
            yield _published_rate(figures, pair)
        else:
            place, level, base = pair
            yield rated(figures, place, level, base, _published(figures, place))


def _published(figures: Figures, place: Place) -> Measure | None:
    _, code, now, base_period = place
    return figures.accounts.growths.get((now, code)) if base_period == now.year_before else None


def _published_rate(figures: Figures, unknown: Claim) -> Claim:
    """A published rate stands on its own where a level is not known."""
    rate = _published(figures, unknown.place)
    if rate is None or unknown.base_period is None:
        return unknown
    base = figures.level(unknown.subject, unknown.base_period)
    return judged(figures, unknown.place, rate, base)


def shares(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the share of the total, for every segment and group."""
    total = figures.level(figures.total.code, now)
    reason = figures.share_obstacle(now)
    for entity in figures.parts:
        level = figures.level(entity.code, now)
        place = ("SHARE", entity.code, now, None)
        if level is None or total is None:
            unknown = entity if level is None else figures.total
            yield unavailable(*place, figures.lack(unknown.code, now))
        elif reason:
            yield not_quotable(*place, level, reason)
        else:
            yield Claim(*place, indicators.share(level, total))


def contributions(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the contribution to the growth of the total."""
    for pair in _pairs(figures, now, "CONTRIB_PP", figures.parts):
        yield pair if isinstance(pair, Claim) else _contribution(figures, *pair)


def _contribution(figures: Figures, place: Place, level: Measure, base: Measure) -> Claim:
    base_period = place[3] or place[2]
    total = figures.level(figures.total.code, base_period)
    if total is None:
        left_out = (base_period, figures.total.code) in figures.left_out
        return unavailable(*place, "scope_change" if left_out else "no_base_period")
    reason = obstacle(total, total)
    if reason:
        return not_quotable(*place, indicators.change(level, base), reason)
    return directed(place, indicators.contribution(level, base, total))


def ratios_to_annual(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield a part of a year against each of the two years before; verdict near_equal within 3 %.

    A year that is over yields what each of its parts was of it: PART_OF_YEAR.
    """
    if now.kind == "year":
        parts = [part for part in periods_of(now.year)[:-1] if part in figures.periods]
        pairs = [("PART_OF_YEAR", part, now) for part in parts]
    else:
        pairs = [("RATIO_TO_ANNUAL", now, Period(now.year - years)) for years in (1, 2)]
    for indicator, part, year in pairs:
        here, there = figures.at(part), figures.at(year)
        for entity in figures.dataset.entities:
            place = (indicator, entity.code, part, year)
            level, annual = here.get(entity.code), there.get(entity.code)
            if level is None or annual is None:
                yield unavailable(*place, figures.lack(entity.code, part, year))
            else:
                yield _ratio(place, level, annual)


def _ratio(place: Place, level: Measure, annual: Measure) -> Claim:
    reason = obstacle(level, annual)
    if reason:
        return not_quotable(*place, level, reason)
    ratio = indicators.share(level, annual)
    near = ratio.low >= _NEARLY[0] and ratio.high <= _NEARLY[1]
    return Claim(*place, ratio, "near_equal" if near else "")
