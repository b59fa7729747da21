"""Claims that rank the segments: leader, first two, main driver and drag, changes of order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.model import (
    Claim,
    Place,
    not_claimable,
    not_quotable,
    refused_like,
    unavailable,
)
from reportgen.measure import Measure
from reportgen.period import Period

Ranked = list[tuple[Measure, str]]


def leaders(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the largest segment, and the share of the first two; nothing for one segment.

    Verdict of the leader: kept or new against the year before, nothing where that is unknown.
    """
    if len(figures.dataset.segments) < 2:
        return
    known = _highest_first(
        (level, segment.code)
        for segment in figures.dataset.segments
        if (level := figures.level(segment.code, now))
    )
    ceilings = _ceilings(figures, now)
    yield _leader(figures, now, known, ceilings)
    yield _top2(figures, now, known, ceilings)


def _highest_first(measured: Iterable[tuple[Measure, str]]) -> Ranked:
    return sorted(measured, key=lambda pair: -pair[0].value)


def _ceilings(figures: Figures, now: Period) -> Sequence[Fraction] | None:
    """The highest level of each segment that is not known; None where one has no bound."""
    ceilings = []
    for segment in figures.dataset.segments:
        if figures.level(segment.code, now) is None:
            bounded = figures.accounts.levels.get((now, segment.code))
            if bounded is None:
                return None
            ceilings.append(bounded.high)
    return ceilings


def _leader(
    figures: Figures, now: Period, known: Ranked, ceilings: Sequence[Fraction] | None
) -> Claim:
    place = ("LEADER", figures.total.code, now, None)
    if ceilings is None or not known or any(known[0][0].low <= ceiling for ceiling in ceilings):
        return unavailable(*place, "missing_cell")
    first, code = known[0]
    tied = _tied(known)
    if len(tied) > 1:
        return not_claimable(*place, first, "tie", tied)
    if any(first.low <= other.high for other, _ in known[1:]):
        return not_quotable(*place, first, "too_uncertain")
    before = figures.claim("LEADER", figures.total.code, now.year_before)
    kept = "kept" if before.answer == (code,) else "new"
    return Claim(*place, first, kept if before else "", answer=(code,))


def _tied(ranked: Ranked) -> tuple[str, ...]:
    """The segments that share the first place, all of them known exactly."""
    first = ranked[0][0]
    same = (code for measure, code in ranked if measure.low == measure.high == first.value)
    return tuple(same) if first.exact else ()


def _top2(
    figures: Figures, now: Period, known: Ranked, ceilings: Sequence[Fraction] | None
) -> Claim:
    place = ("TOP2_SHARE", figures.total.code, now, None)
    total = figures.level(figures.total.code, now)
    if total is None or ceilings is None or len(known) < 2:
        return unavailable(*place, figures.lack(figures.total.code, now) or "missing_cell")
    (first, one), (second, other) = known[:2]
    if any(second.low < ceiling for ceiling in ceilings):
        return unavailable(*place, "missing_cell")
    both = indicators.total_of(first, second)
    reason = figures.share_obstacle(now)
    if reason:
        return not_quotable(*place, both, reason)
    share = indicators.share(both, total)
    third = max((measure.high for measure, _ in known[2:]), default=None)
    if third is None or third < second.low:
        return Claim(*place, share, answer=(one, other))
    if third > second.low:
        return not_quotable(*place, share, "too_uncertain")
    return Claim(*place, share)  # a tie for the second place has no name


def drivers(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the segment that raised the total most, the two that did, the one that lowered it most.

    For every base. All rest on the contributions told before.
    """
    if len(figures.dataset.segments) < 2:
        return
    for base_period in figures.bases(now):
        driver = _extreme(figures, ("MAIN_DRIVER", figures.total.code, now, base_period), 1)
        yield driver
        yield _extreme(figures, ("DRAG", figures.total.code, now, base_period), -1)
        yield _two_drivers(figures, ("TOP2_DRIVERS", figures.total.code, now, base_period), driver)


def _two_drivers(figures: Figures, place: Place, first: Claim) -> Claim:
    """The two segments whose contributions are the largest rises, with their sum in points."""
    told = figures.told("CONTRIB_PP", place[2], place[3])
    parts = {segment.code: told[segment.code].evidence for segment in figures.dataset.segments}
    if not first or first.evidence is None:
        return refused_like(first, place)
    others = [(m, code) for code, m in parts.items() if m is not None and code not in first.answer]
    ranked = sorted(others, key=lambda pair: pair[0].value, reverse=True)
    second, code = ranked[0]
    third = max((measure.high for measure, _ in ranked[1:]), default=None)
    both = indicators.total_of(first.evidence, second)
    if second.high <= 0:
        return not_claimable(*place, both, "counterexample", first.answer)
    if second.low <= 0 or (third is not None and third > second.low):
        return not_quotable(*place, both, "too_uncertain")
    if third is not None and third == second.low:
        return not_claimable(*place, both, "tie", first.answer)
    return Claim(*place, both, answer=(*first.answer, code))


def _extreme(figures: Figures, place: Place, way: int) -> Claim:
    """The segment whose contribution is the largest in one way, up or down."""
    _, subject, now, base_period = place
    codes = [segment.code for segment in figures.dataset.segments]
    told = figures.told("CONTRIB_PP", now, base_period)
    claims = [told[code] for code in codes]
    total = figures.level(subject, base_period or now)
    measures = [claim.evidence for claim in claims if claim.evidence is not None]
    if total is None or len(measures) < len(codes):
        return unavailable(*place, _lack(claims))
    reason = obstacle(total, total)
    if reason:
        return not_quotable(*place, total, reason)
    pairs = zip(measures, codes, strict=True)
    ranked = sorted(pairs, key=lambda pair: pair[0].value, reverse=way > 0)
    top, code = ranked[0]
    ends = [(m.low, m.high) if way > 0 else (-m.high, -m.low) for m, _ in ranked]
    (least, most), rival = ends[0], max(high for _, high in ends[1:])
    if max(most, rival) <= 0:
        return not_claimable(*place, top, "flat", (code,))
    if len(_tied(ranked)) > 1:
        return not_claimable(*place, top, "tie", _tied(ranked))
    if least <= max(rival, Fraction(0)):
        return replace(not_quotable(*place, top, "too_uncertain"), answer=(code,))
    return Claim(*place, top, answer=(code,))


def _lack(claims: Sequence[Claim]) -> str:
    """Of several reasons the one that matters most: a cell that is missing now."""
    reasons = {claim.reason for claim in claims if claim.evidence is None}
    order = ("missing_cell", "no_base_period", "scope_change")
    return next((reason for reason in order if reason in reasons), "no_base_period")


def crossovers(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield each segment that was below another at the base and is above it now.

    The answer names those that it has overtaken, the largest first.
    """
    segments = [segment.code for segment in figures.dataset.segments]
    if len(segments) < 2:
        return
    for base_period in figures.bases(now):
        known = {
            code: (level, before)
            for code in segments
            if (level := figures.level(code, now)) and (before := figures.level(code, base_period))
        }
        for code in segments:
            place = ("CROSSOVER", code, now, base_period)
            if code in known and len(known) > 1:
                yield _crossover(place, known)
            else:
                reason = figures.lack(code, now, base_period) or "missing_cell"
                yield unavailable(*place, reason)


def _crossover(place: Place, known: dict[str, tuple[Measure, Measure]]) -> Claim:
    level, before = known[place[1]]
    overtaken = [
        (other, code)
        for code, (other, other_before) in known.items()
        if level.low > other.high and before.high < other_before.low
    ]
    if overtaken:
        names = tuple(code for _, code in _highest_first(overtaken))
        return Claim(*place, level, "overtakes", answer=names)
    may_have = any(
        level.high > other.low and before.low < other_before.high
        for code, (other, other_before) in known.items()
        if code != place[1]
    )
    if may_have:
        return not_quotable(*place, level, "too_uncertain")
    return not_claimable(*place, level, "counterexample")
