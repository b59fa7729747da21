"""Claims about one subject at a time: levels, changes, growth, shares, contributions, ratios."""

from collections.abc import Iterable, Iterator

from reportgen import indicators
from reportgen.claims.figures import Figures, direction_of, obstacle
from reportgen.claims.model import Claim, not_quotable, unavailable
from reportgen.dataset import Entity
from reportgen.measure import Measure
from reportgen.period import Period


def levels(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the level of every subject."""
    for entity in figures.dataset.entities:
        level = figures.level(entity.code, now)
        if level is None:
            yield unavailable("LEVEL", entity.code, now, None, "missing_cell")
        else:
            yield Claim("LEVEL", entity.code, now, None, level)


def _pairs(
    figures: Figures, now: Period, indicator: str, entities: Iterable[Entity]
) -> Iterator[tuple[Entity, Period, Measure, Measure] | Claim]:
    """Each entity with its level now and at each base; else a claim that is unavailable."""
    for entity in entities:
        level = figures.level(entity.code, now)
        for base_period in figures.bases(now):
            base = figures.level(entity.code, base_period)
            if level is not None and base is not None:
                yield entity, base_period, level, base
            else:
                reason = "missing_cell" if level is None else "no_base_period"
                yield unavailable(indicator, entity.code, now, base_period, reason)


def changes(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the change in units, for every subject and base."""
    for pair in _pairs(figures, now, "CHANGE", figures.dataset.entities):
        if isinstance(pair, Claim):
            yield pair
            continue
        entity, base_period, level, base = pair
        change = indicators.change(level, base)
        yield _directed("CHANGE", entity.code, now, base_period, change)


def _directed(
    indicator: str, code: str, now: Period, base_period: Period, change: Measure
) -> Claim:
    direction = direction_of(change)
    if not direction:
        return not_quotable(indicator, code, now, base_period, change, "too_uncertain")
    return Claim(indicator, code, now, base_period, change, direction=direction)


def growths(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the rate of change, for every subject and base."""
    for pair in _pairs(figures, now, "GROWTH", figures.dataset.entities):
        if isinstance(pair, Claim):
            yield _published_rate(figures, pair)
        else:
            yield _growth(figures, now, *pair)


def _published_rate(figures: Figures, unknown: Claim) -> Claim:
    """A published rate stands on its own where a level is not known."""
    rate = figures.accounts.growths.get((unknown.period, unknown.subject))
    base_period = unknown.period.year_before
    if rate is None or unknown.base_period != base_period:
        return unknown
    base = figures.level(unknown.subject, base_period)
    return _judged(figures, unknown.subject, unknown.period, base_period, rate, base)


def _growth(
    figures: Figures,
    now: Period,
    entity: Entity,
    base_period: Period,
    level: Measure,
    base: Measure,
) -> Claim:
    reason = obstacle(level, base)
    if reason:
        change = indicators.change(level, base)
        direction = direction_of(change)
        return not_quotable("GROWTH", entity.code, now, base_period, change, reason, direction)
    published = None
    if base_period == now.year_before:
        published = figures.accounts.growths.get((now, entity.code))
    rate = indicators.growth(level, base, published)
    return _judged(figures, entity.code, now, base_period, rate, base)


def _judged(
    figures: Figures,
    code: str,
    now: Period,
    base_period: Period,
    rate: Measure,
    base: Measure | None,
) -> Claim:
    direction = direction_of(rate)
    if base is not None and figures.tiny(code, base, base_period):
        return not_quotable("GROWTH", code, now, base_period, rate, "tiny_base", direction)
    verdict = figures.rules.verdict(rate, figures.comparison(now, base_period))
    if not verdict:
        return not_quotable("GROWTH", code, now, base_period, rate, "too_uncertain")
    return Claim("GROWTH", code, now, base_period, rate, verdict, direction)


def shares(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the share of the total, for every segment and group."""
    total = figures.level(figures.total.code, now)
    reason = figures.share_obstacle(now)
    for entity in figures.parts:
        level = figures.level(entity.code, now)
        if level is None or total is None:
            yield unavailable("SHARE", entity.code, now, None, "missing_cell")
        elif reason:
            yield not_quotable("SHARE", entity.code, now, None, level, reason)
        else:
            yield Claim("SHARE", entity.code, now, None, indicators.share(level, total))


def contributions(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the contribution to the growth of the total."""
    for pair in _pairs(figures, now, "CONTRIB_PP", figures.parts):
        if isinstance(pair, Claim):
            yield pair
        else:
            yield _contribution(figures, now, *pair)


def _contribution(
    figures: Figures,
    now: Period,
    entity: Entity,
    base_period: Period,
    level: Measure,
    base: Measure,
) -> Claim:
    total = figures.level(figures.total.code, base_period)
    if total is None:
        return unavailable("CONTRIB_PP", entity.code, now, base_period, "no_base_period")
    reason = obstacle(total, total)
    if reason:
        change = indicators.change(level, base)
        return not_quotable("CONTRIB_PP", entity.code, now, base_period, change, reason)
    points = indicators.contribution(level, base, total)
    return _directed("CONTRIB_PP", entity.code, now, base_period, points)


def ratios_to_annual(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield a part of a year against each of the two years before."""
    if now.kind == "year":
        return
    for entity in figures.dataset.entities:
        for years in (1, 2):
            yield _ratio(figures, now, entity.code, Period(now.year - years))


def _ratio(figures: Figures, now: Period, code: str, year: Period) -> Claim:
    level, annual = figures.level(code, now), figures.level(code, year)
    if level is None or annual is None:
        reason = "missing_cell" if level is None else "no_base_period"
        return unavailable("RATIO_TO_ANNUAL", code, now, year, reason)
    reason = obstacle(level, annual)
    if reason:
        return not_quotable("RATIO_TO_ANNUAL", code, now, year, level, reason)
    return Claim("RATIO_TO_ANNUAL", code, now, year, indicators.share(level, annual))
