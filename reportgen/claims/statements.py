"""Claims about one subject at a time: levels, changes, growth, shares, contributions, ratios."""

from collections.abc import Iterable, Iterator

from reportgen import indicators
from reportgen.claims.figures import Figures, direction_of
from reportgen.claims.model import Claim, unavailable
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
    claim = Claim(indicator, code, now, base_period, change, direction=direction)
    if direction:
        return claim
    return Claim(
        indicator,
        code,
        now,
        base_period,
        change,
        status="not_quotable",
        reason="too_uncertain",
    )


def growths(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the rate of change, for every subject and base."""
    for pair in _pairs(figures, now, "GROWTH", figures.dataset.entities):
        if isinstance(pair, Claim):
            yield _published_rate(figures, pair)
        else:
            yield _growth(figures, now, *pair)


def _published_rate(figures: Figures, unavailable: Claim) -> Claim:
    """A published rate stands on its own where a level is not known."""
    rate = figures.accounts.growths.get((unavailable.period, unavailable.subject))
    if rate is None or unavailable.base_period != unavailable.period.year_before:
        return unavailable
    verdict = figures.rules.verdict(rate, "year_on_year")
    now, base = unavailable.period, unavailable.base_period
    return Claim("GROWTH", unavailable.subject, now, base, rate, verdict, direction_of(rate))


def _growth(
    figures: Figures,
    now: Period,
    entity: Entity,
    base_period: Period,
    level: Measure,
    base: Measure,
) -> Claim:
    code = entity.code
    obstacle = _sign_obstacle(level, base)
    if obstacle:
        change = indicators.change(level, base)
        return Claim(
            "GROWTH",
            code,
            now,
            base_period,
            change,
            "",
            direction_of(change),
            "not_quotable",
            obstacle,
        )
    published = None
    if base_period == now.year_before:
        published = figures.accounts.growths.get((now, code))
    rate = indicators.growth(level, base, published)
    direction = direction_of(rate)
    if figures.tiny(code, base, base_period):
        return Claim(
            "GROWTH", code, now, base_period, rate, "", direction, "not_quotable", "tiny_base"
        )
    verdict = figures.rules.verdict(rate, figures.comparison(now, base_period))
    if verdict:
        return Claim("GROWTH", code, now, base_period, rate, verdict, direction)
    return Claim("GROWTH", code, now, base_period, rate, "", "", "not_quotable", "too_uncertain")


def _sign_obstacle(level: Measure, base: Measure) -> str:
    if base.low == base.high == 0:
        return "zero_base"
    if base.high < 0:
        return "negative_base" if level.low < 0 else "sign_change"
    if level.high < 0:
        return "sign_change"
    return "too_uncertain" if base.low <= 0 else ""


def shares(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the share of the total, for every segment and group."""
    total = figures.level(figures.total.code, now)
    for entity in figures.parts:
        level = figures.level(entity.code, now)
        if level is None or total is None:
            yield unavailable("SHARE", entity.code, now, None, "missing_cell")
        elif total.low <= 0 or any(_negative(figures, segment, now) for segment in figures.parts):
            yield Claim(
                "SHARE",
                entity.code,
                now,
                None,
                None,
                status="not_quotable",
                reason="negative_component",
            )
        else:
            yield Claim("SHARE", entity.code, now, None, indicators.share(level, total))


def _negative(figures: Figures, entity: Entity, period: Period) -> bool:
    level = figures.level(entity.code, period)
    return level is not None and level.high < 0


def contributions(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the contribution to the growth of the total."""
    for pair in _pairs(figures, now, "CONTRIB_PP", figures.parts):
        if isinstance(pair, Claim):
            yield pair
            continue
        entity, base_period, level, base = pair
        total = figures.level(figures.total.code, base_period)
        if total is None or total.low <= 0:
            reason = "missing_cell" if total is None else "zero_base"
            yield unavailable("CONTRIB_PP", entity.code, now, base_period, reason)
        else:
            points = indicators.contribution(level, base, total)
            yield _directed("CONTRIB_PP", entity.code, now, base_period, points)


def ratios_to_annual(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield a part of a year against each of the two years before."""
    if now.kind == "year":
        return
    for entity in figures.dataset.entities:
        level = figures.level(entity.code, now)
        for years in (1, 2):
            year = Period(now.year - years)
            annual = figures.level(entity.code, year)
            if level is None or annual is None:
                reason = "missing_cell" if level is None else "no_base_period"
                yield unavailable("RATIO_TO_ANNUAL", entity.code, now, year, reason)
            elif annual.low <= 0 or level.low < 0:
                yield Claim(
                    "RATIO_TO_ANNUAL",
                    entity.code,
                    now,
                    year,
                    None,
                    status="not_quotable",
                    reason="zero_base",
                )
            else:
                ratio = indicators.share(level, annual)
                yield Claim("RATIO_TO_ANNUAL", entity.code, now, year, ratio)
