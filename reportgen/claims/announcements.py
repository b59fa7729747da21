"""Claims about what was announced: revisions by the newest vintage, targets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reportgen import arithmetic
from reportgen.accounts import as_published
from reportgen.claims.figures import Figures, direction_of, obstacle
from reportgen.claims.indicator import (
    Bases,
    Indicator,
    directed,
    foremost,
    judged,
    rate_obstacle,
    year_before,
)
from reportgen.claims.model import Claim, ClaimKey
from reportgen.dataset import Dataset, Observation, Target
from reportgen.l10n import numbers
from reportgen.l10n.numbers import decimals_of, rounded
from reportgen.measure import Measure
from reportgen.period import Period

_FINEST, _RATE_DECIMALS = 3, 1  # decimals of a billion and of a percentage, printed at most
Published = Mapping[tuple[Period, str, str], Observation]  # by period, code and kind of figure


@dataclass(frozen=True, slots=True)
class _Vintages:
    """The published figures as they stand, and as they stood one vintage before."""

    current: Published
    before: Published


def revisions(figures: Figures) -> Iterator[Claim]:
    """Yield what a new vintage changed: REVISION in units, REVISION_PP of a yearly rate in points.

    Of published figures and sums of such; nothing for those that were not revised.
    """
    dataset = figures.dataset
    if not dataset.superseded:
        return
    by_date = sorted(dataset.superseded, key=lambda seen: seen.published)
    vintages = _Vintages(_of_scope(dataset, dataset.observations), _of_scope(dataset, by_date))
    for now in figures.periods:
        yield from _leader_was(figures, vintages, now)
        for entity in dataset.entities:
            level, was = figures.level(entity.code, now), _was(figures, vintages, now, entity.code)
            if level is not None and was is not None:
                yield Claim(ClaimKey("LEVEL_WAS", entity.code, now), was)
                yield _revision(figures, ClaimKey("REVISION", entity.code, now), level, was)
            key = ClaimKey("REVISION_PP", entity.code, now, now.year_before)
            growth = figures.claim("GROWTH", *key[1:])
            rate_was = _rate_was(figures, vintages, key) if growth else None
            if growth.evidence is not None and rate_was is not None:
                yield judged(figures, ClaimKey("GROWTH_WAS", *key[1:]), rate_was, None)
                yield _rate_revision(key, growth.evidence, rate_was)


def _leader_was(figures: Figures, vintages: _Vintages, now: Period) -> Iterator[Claim]:
    """The segment that led one vintage before, where another one leads now."""
    leader = figures.claim("LEADER", figures.total, now)
    was = {code: _was(figures, vintages, now, code) for code in figures.ranked}
    levels = {code: before or figures.level(code, now) for code, before in was.items()}
    known = [(level, code) for code, level in levels.items() if level]
    if leader and len(known) == len(levels):
        key = ClaimKey("LEADER_WAS", figures.total, now)
        before = foremost(key, known)
        if before and before.answer != leader.answer:
            yield before


def _of_scope(dataset: Dataset, observations: Iterable[Observation]) -> Published:
    own = (o for o in observations if o.scope == dataset.scope)
    return {(o.period, o.segment, o.measure): o for o in own}


def _was(figures: Figures, vintages: _Vintages, period: Period, code: str) -> Measure | None:
    """The level one vintage before, None where nothing that it rests on was revised."""
    about = (period, code, "level")
    if about in vintages.current:
        return as_published(vintages.before[about]) if about in vintages.before else None
    level = figures.level(code, period)
    if level is None or level.derivation != "sum":
        return None
    parts = {key: o for key, o in vintages.current.items() if o.line in level.inputs}
    plain_sum = level.value == sum((Fraction(part.value) for part in parts.values()), Fraction(0))
    if not parts.keys() & vintages.before.keys() or not plain_sum:
        return None
    return arithmetic.total_of(*(as_published(vintages.before.get(k, o)) for k, o in parts.items()))


def _rate_was(figures: Figures, vintages: _Vintages, key: ClaimKey) -> Measure | None:
    """The yearly rate one vintage before, None where it was not revised."""
    code, now = key.subject, key.period
    about = (now, code, "growth")
    published = vintages.before.get(about, vintages.current.get(about))
    was = [_was(figures, vintages, period, code) for period in (now, now.year_before)]
    if about not in vintages.before and was == [None, None]:
        return None
    rate = None if published is None else as_published(published)
    level, base = (
        before or figures.level(code, period)
        for before, period in zip(was, (now, now.year_before), strict=True)
    )
    if level is None or base is None:
        return rate
    return None if rate_obstacle(level, base) else arithmetic.growth(level, base, rate)


def _revision(figures: Figures, key: ClaimKey, level: Measure, was: Measure) -> Claim:
    unit = figures.dataset.level_unit
    change = arithmetic.change(level, was)
    now, before = (numbers.amount(measure, unit, _FINEST) for measure in (level, was))
    if (now.value, now.scale) == (before.value, before.scale):
        return key.not_claimable(change, "displayed_tie")
    return directed(key, change)


def _rate_revision(key: ClaimKey, rate: Measure, was: Measure) -> Claim:
    change = arithmetic.difference_of_rates(rate, was)
    decimals = min(decimals_of(measure, _RATE_DECIMALS) for measure in (rate, was))
    if rounded(rate.value, decimals) == rounded(was.value, decimals):
        return key.not_claimable(change, "displayed_tie")
    return directed(key, change)


def targets(figures: Figures) -> Iterator[Claim]:
    """Yield every announced target, its baseline, how far it lies and the yearly growth it takes.

    Both start from the last year known before the target: their base period.
    """
    code = figures.total
    for target in figures.dataset.targets:
        horizon, origin = Period(target.year), Period(target.baseline_year)
        aim = _announced(figures.dataset, target, target.value)
        yield Claim(ClaimKey("TARGET", code, horizon), aim)
        baseline = _announced(figures.dataset, target, target.baseline)
        yield Claim(ClaimKey("TARGET_BASELINE", code, origin), baseline)
        before = [p for p in figures.periods if p.kind == "year" and p < horizon]
        known = [period for period in before if figures.level(code, period)]
        if known:
            yield from _distance(figures, horizon, known[-1], aim)
        else:
            for indicator in ("TARGET_GAP", "REQUIRED_CAGR"):
                yield ClaimKey(indicator, code, horizon).unavailable("missing_cell")


def _distance(figures: Figures, horizon: Period, year: Period, aim: Measure) -> Iterator[Claim]:
    level = figures.levels[year][figures.total]
    gap = arithmetic.change(aim, level)
    yield directed(ClaimKey("TARGET_GAP", figures.total, horizon, year), gap)
    key = ClaimKey("REQUIRED_CAGR", figures.total, horizon, year)
    reason = obstacle(aim, level)
    if reason:
        yield key.not_quotable(gap, reason)
    else:
        rate = arithmetic.required_growth(level, aim, horizon.year - year.year)
        yield Claim(key, rate, direction=direction_of(rate))


def _announced(dataset: Dataset, target: Target, number: Decimal) -> Measure:
    """The announced level in the unit of the series: targets are often told in billions."""
    unit = dataset.level_unit
    value = Fraction(number) * Fraction(10) ** (dataset.units[target.unit].scale - unit.scale)
    formula = f"announced, targets line {target.line}"
    return Measure(value, value, value, unit.code, formula, (), "final", "published")


def _last_year_known(_: Period) -> Bases:
    """Which one it is depends on the data."""
    return ()


INDICATORS = (
    Indicator("REVISION", None, "change"),
    Indicator("REVISION_PP", None, "points", bases=year_before),
    Indicator("LEVEL_WAS", None),
    Indicator("LEADER_WAS", None, subjects="total", answer="segments"),
    Indicator("GROWTH_WAS", None, "rate", bases=year_before),
    Indicator("TARGET", None, "announcement", "total"),
    Indicator("TARGET_BASELINE", None, "announcement", "total"),
    Indicator("TARGET_GAP", None, "change", "total", _last_year_known),
    Indicator("REQUIRED_CAGR", None, "ratio", "total", _last_year_known, listed_at_base=True),
)
