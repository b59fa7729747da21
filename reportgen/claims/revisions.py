"""Claims about revisions: the newest vintage of a figure less the one before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures
from reportgen.claims.model import Claim, Place, not_claimable
from reportgen.claims.rates import directed, rate_obstacle
from reportgen.dataset import Observation
from reportgen.l10n import numbers
from reportgen.l10n.numbers import decimals_of, rounded
from reportgen.measure import Measure
from reportgen.period import Period

_FINEST, _RATE_DECIMALS = 3, 1  # decimals of a billion and of a percentage, printed at most
Cell = tuple[Period, str, str]


@dataclass(frozen=True, slots=True)
class _Vintages:
    """The published cells as they stand, and as they stood one vintage before."""

    current: dict[Cell, Observation]
    before: dict[Cell, Observation]


def revisions(figures: Figures) -> Iterator[Claim]:
    """Yield what a new vintage changed: REVISION in units, REVISION_PP of a yearly rate in points.

    Of published figures and sums of such; nothing for those that were not revised.
    """
    if not figures.dataset.superseded:
        return
    vintages = _vintages(figures)
    for now in figures.periods:
        for entity in figures.dataset.entities:
            level, was = figures.level(entity.code, now), _was(figures, vintages, now, entity.code)
            if level is not None and was is not None:
                yield _revision(figures, ("REVISION", entity.code, now, None), level, was)
            place = ("REVISION_PP", entity.code, now, now.year_before)
            growth = figures.claim("GROWTH", *place[1:])
            rate_was = _rate_was(figures, vintages, place) if growth else None
            if growth.evidence is not None and rate_was is not None:
                yield _rate_revision(place, growth.evidence, rate_was)


def _vintages(figures: Figures) -> _Vintages:
    dataset = figures.dataset
    by_date = sorted(dataset.superseded, key=lambda seen: seen.published)
    return _Vintages(*(_by_cell(rows, dataset.scope) for rows in (dataset.observations, by_date)))


def _by_cell(observations: Iterable[Observation], scope: str) -> dict[Cell, Observation]:
    return {(o.period, o.segment, o.measure): o for o in observations if o.scope == scope}


def _was(figures: Figures, vintages: _Vintages, period: Period, code: str) -> Measure | None:
    """The level one vintage before, None where nothing that it rests on was revised."""
    cell = (period, code, "level")
    if cell in vintages.current:
        return _published(vintages.before[cell]) if cell in vintages.before else None
    level = figures.level(code, period)
    if level is None or level.derivation != "sum":
        return None
    parts = {key: o for key, o in vintages.current.items() if o.line in level.inputs}
    if not parts.keys() & vintages.before.keys() or not _adds_up(level, parts.values()):
        return None
    return indicators.total_of(*(_published(vintages.before.get(k, o)) for k, o in parts.items()))


def _published(seen: Observation) -> Measure:
    value, low, high = (Fraction(number) for number in (seen.value, seen.low, seen.high))
    lines = (seen.line,)
    return Measure(value, low, high, seen.unit, "published", lines, seen.status, "published")


def _adds_up(level: Measure, parts: Iterable[Observation]) -> bool:
    """True when a level is the plain sum of the cells that it rests on."""
    return level.value == sum((Fraction(part.value) for part in parts), Fraction(0))


def _rate_was(figures: Figures, vintages: _Vintages, place: Place) -> Measure | None:
    """The yearly rate one vintage before, None where it was not revised."""
    _, code, now, _ = place
    cell = (now, code, "growth")
    published = vintages.before.get(cell, vintages.current.get(cell))
    rate = None if published is None else _published(published)
    was = [_was(figures, vintages, period, code) for period in (now, now.year_before)]
    if cell not in vintages.before and was == [None, None]:
        return None
    level, base = (
        before or figures.level(code, period)
        for before, period in zip(was, (now, now.year_before), strict=True)
    )
    if level is None or base is None:
        return rate
    return None if rate_obstacle(level, base) else indicators.growth(level, base, rate)


def _revision(figures: Figures, place: Place, level: Measure, was: Measure) -> Claim:
    unit = figures.dataset.level_unit
    change = indicators.change(level, was)
    now, before = (numbers.amount(measure, unit, _FINEST) for measure in (level, was))
    if (now.value, now.scale) == (before.value, before.scale):
        return not_claimable(*place, change, "displayed_tie")
    return directed(place, change)


def _rate_revision(place: Place, rate: Measure, was: Measure) -> Claim:
    change = indicators.difference_of_rates(rate, was)
    decimals = min(decimals_of(measure, _RATE_DECIMALS) for measure in (rate, was))
    if rounded(rate.value, decimals) == rounded(was.value, decimals):
        return not_claimable(*place, change, "displayed_tie")
    return directed(place, change)
