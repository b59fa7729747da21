"""Claims that rank the segments: leader, first two, main driver."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.model import Claim, not_claimable, not_quotable, unavailable
from reportgen.measure import Measure
from reportgen.period import Period

Ranked = list[tuple[Measure, str]]


def leaders(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the largest segment, and the share of the first two; nothing for one segment."""
    if len(figures.dataset.segments) < 2:
        return
    known = _highest_first(
        (level, segment.code)
        for segment in figures.dataset.segments
        if (level := figures.level(segment.code, now))
    )
    ceiling = _ceiling(figures, now)
    yield _leader(figures.total.code, now, known, ceiling)
    yield _top2(figures, now, known, ceiling)


def _highest_first(measured: Iterator[tuple[Measure, str]]) -> Ranked:
    return sorted(measured, key=lambda pair: -pair[0].value)


def _ceiling(figures: Figures, now: Period) -> Sequence[Fraction] | None:
    """The highest level of each segment that is not known; None where one has no bound."""
    ceilings = []
    for segment in figures.dataset.segments:
        if figures.level(segment.code, now) is None:
            bounded = figures.accounts.levels.get((now, segment.code))
            if bounded is None:
                return None
            ceilings.append(bounded.high)
    return ceilings


def _leader(subject: str, now: Period, known: Ranked, ceilings: Sequence[Fraction] | None) -> Claim:
    if ceilings is None or not known or any(known[0][0].low <= ceiling for ceiling in ceilings):
        return unavailable("LEADER", subject, now, None, "missing_cell")
    first, code = known[0]
    tied = _tied(known)
    if len(tied) > 1:
        return not_claimable("LEADER", subject, now, None, first, "tie", tied)
    if any(first.low <= other.high for other, _ in known[1:]):
        return not_quotable("LEADER", subject, now, None, first, "too_uncertain")
    return Claim("LEADER", subject, now, None, first, answer=(code,))


def _tied(ranked: Ranked) -> tuple[str, ...]:
    """The segments that share the first place, all of them known exactly."""
    first = ranked[0][0]
    same = (code for measure, code in ranked if measure.low == measure.high == first.value)
    return tuple(same) if first.exact else ()


def _top2(
    figures: Figures, now: Period, known: Ranked, ceilings: Sequence[Fraction] | None
) -> Claim:
    subject = figures.total.code
    total = figures.level(subject, now)
    if total is None or ceilings is None or len(known) < 2:
        return unavailable("TOP2_SHARE", subject, now, None, "missing_cell")
    (first, one), (second, other) = known[:2]
    if any(second.low < ceiling for ceiling in ceilings):
        return unavailable("TOP2_SHARE", subject, now, None, "missing_cell")
    both = indicators.total_of(first, second)
    reason = figures.share_obstacle(now)
    if reason:
        return not_quotable("TOP2_SHARE", subject, now, None, both, reason)
    share = indicators.share(both, total)
    third = max((measure.high for measure, _ in known[2:]), default=None)
    if third is None or third < second.low:
        return Claim("TOP2_SHARE", subject, now, None, share, answer=(one, other))
    if third > second.low:
        return not_quotable("TOP2_SHARE", subject, now, None, share, "too_uncertain")
    return Claim("TOP2_SHARE", subject, now, None, share)  # a tie for the second place has no name


def drivers(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the segment that contributed most to the growth of the total, for every base."""
    if len(figures.dataset.segments) > 1:
        for base_period in figures.bases(now):
            yield _driver(figures, now, base_period)


def _driver(figures: Figures, now: Period, base_period: Period) -> Claim:
    subject = figures.total.code
    codes = [segment.code for segment in figures.dataset.segments]
    levels = {code: level for code in codes if (level := figures.level(code, now))}
    bases = {code: base for code in codes if (base := figures.level(code, base_period))}
    total = figures.level(subject, base_period)
    if total is None or len(levels) < len(codes) or len(bases) < len(codes):
        reason = "missing_cell" if len(levels) < len(codes) else "no_base_period"
        return unavailable("MAIN_DRIVER", subject, now, base_period, reason)
    reason = obstacle(total, total)
    if reason:
        return not_quotable("MAIN_DRIVER", subject, now, base_period, total, reason)
    ranked = _highest_first(
        (indicators.contribution(levels[code], bases[code], total), code) for code in codes
    )
    (top, code), others = ranked[0], ranked[1:]
    highest = max(measure.high for measure, _ in others)
    if max(top.high, highest) <= 0:
        return not_claimable("MAIN_DRIVER", subject, now, base_period, top, "flat")
    if len(_tied(ranked)) > 1:
        return not_claimable("MAIN_DRIVER", subject, now, base_period, top, "tie")
    if top.low <= max(highest, Fraction(0)):
        return not_quotable("MAIN_DRIVER", subject, now, base_period, top, "too_uncertain")
    return Claim("MAIN_DRIVER", subject, now, base_period, top, answer=(code,))
