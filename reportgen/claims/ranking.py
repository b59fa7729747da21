"""Claims that rank the segments: leader, first two, main driver and drag, changes of order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from reportgen import arithmetic
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.indicator import Indicator, of_several, year_and_period_before
from reportgen.claims.model import (
    Claim,
    ClaimKey,
    evidence_of,
    not_claimable,
    not_quotable,
    refused_like,
    unavailable,
)
from reportgen.measure import Measure
from reportgen.period import Period

Ranked = list[tuple[Measure, str]]


def _highest_first(measured: Iterable[tuple[Measure, str]]) -> Ranked:
    return sorted(measured, key=lambda pair: -pair[0].value)


def _ranked(figures: Figures, now: Period) -> tuple[Ranked, Sequence[Fraction] | None]:
    """The known segments, and how high each of the others may lie; None where one has no bound."""
    known, ceilings = [], []
    bounded = True
    for code in figures.segments:
        level, bounds = figures.level(code, now), figures.accounts.levels.get((now, code))
        if level is not None:
            known.append((level, code))
        elif bounds is not None:
            ceilings.append(bounds.high)
        else:
            bounded = False
    return _highest_first(known), ceilings if bounded else None


def _leader(figures: Figures, key: ClaimKey) -> Claim:
    """The largest segment, kept or new against the year before, where that is known."""
    known, ceilings = _ranked(figures, key.period)
    if ceilings is None or not known or any(known[0][0].low <= ceiling for ceiling in ceilings):
        return unavailable(key, "missing_cell")
    first, code = known[0]
    tied = _tied(known)
    if len(tied) > 1:
        return not_claimable(key, first, "tie", tied)
    if any(first.low <= other.high for other, _ in known[1:]):
        return not_quotable(key, first, "too_uncertain")
    before = figures.claim("LEADER", key.subject, key.period.year_before)
    kept = "kept" if before.answer == (code,) else "new"
    return Claim(key, first, kept if before else "", answer=(code,))


def _tied(ranked: Ranked) -> tuple[str, ...]:
    """The segments that share the first place, all of them known exactly."""
    first = ranked[0][0]
    same = (code for measure, code in ranked if measure.low == measure.high == first.value)
    return tuple(same) if first.exact else ()


def _top2(figures: Figures, key: ClaimKey) -> Claim:
    known, ceilings = _ranked(figures, key.period)
    total = figures.level(key.subject, key.period)
    if total is None or ceilings is None or len(known) < 2:
        return unavailable(key, figures.lack(key.subject, key.period) or "missing_cell")
    (first, one), (second, other) = known[:2]
    if any(second.low < ceiling for ceiling in ceilings):
        return unavailable(key, "missing_cell")
    both = arithmetic.total_of(first, second)
    reason = figures.share_obstacle(key.period)
    if reason:
        return not_quotable(key, both, reason)
    share = arithmetic.share(both, total)
    third = max((measure.high for measure, _ in known[2:]), default=None)
    if third is None or third < second.low:
        return Claim(key, share, answer=(one, other))
    if third > second.low:
        return not_quotable(key, share, "too_uncertain")
    return Claim(key, share)  # a tie for the second place has no name


def _main_driver(figures: Figures, key: ClaimKey) -> Claim:
    return _extreme(figures, key, 1)


def _drag(figures: Figures, key: ClaimKey) -> Claim:
    return _extreme(figures, key, -1)


def _extreme(figures: Figures, key: ClaimKey, way: int) -> Claim:
    """The segment whose contribution is the largest in one way, up or down."""
    claims = [figures.claim("CONTRIB_PP", code, key.period, key.base) for code in figures.segments]
    total = figures.level(key.subject, key.base)
    measures = [(claim.evidence, claim.subject) for claim in claims if claim.evidence is not None]
    if total is None or len(measures) < len(claims):
        return unavailable(key, _lack(claims))
    reason = obstacle(total, total)
    if reason:
        return not_quotable(key, total, reason)
    ranked = sorted(measures, key=lambda pair: pair[0].value, reverse=way > 0)
    top, code = ranked[0]
    ends = [(m.low, m.high) if way > 0 else (-m.high, -m.low) for m, _ in ranked]
    (least, most), rival = ends[0], max(high for _, high in ends[1:])
    if max(most, rival) <= 0:
        return not_claimable(key, top, "flat", (code,))
    if len(_tied(ranked)) > 1:
        return not_claimable(key, top, "tie", _tied(ranked))
    if least <= max(rival, Fraction(0)):
        return not_quotable(key, top, "too_uncertain", answer=(code,))
    return Claim(key, top, answer=(code,))


def _lack(claims: Sequence[Claim]) -> str:
    """Of several reasons the one that matters most: a cell that is missing now."""
    reasons = {claim.reason for claim in claims if claim.evidence is None}
    order = ("missing_cell", "no_base_period", "scope_change")
    return next((reason for reason in order if reason in reasons), "no_base_period")


def _two_drivers(figures: Figures, key: ClaimKey) -> Claim:
    """The two segments whose contributions are the largest rises, with their sum in points."""
    first = figures.claim("MAIN_DRIVER", key.subject, key.period, key.base)
    if not first:
        return refused_like(first, key)
    others = [code for code in figures.segments if code not in first.answer]
    claims = (figures.claim("CONTRIB_PP", code, key.period, key.base) for code in others)
    ranked = _highest_first((evidence_of(claim), claim.subject) for claim in claims)
    second, code = ranked[0]
    third = max((measure.high for measure, _ in ranked[1:]), default=None)
    both = arithmetic.total_of(evidence_of(first), second)
    if second.high <= 0:
        return not_claimable(key, both, "counterexample", first.answer)
    if second.low <= 0 or (third is not None and third > second.low):
        return not_quotable(key, both, "too_uncertain")
    if third is not None and third == second.low:
        return not_claimable(key, both, "tie", first.answer)
    return Claim(key, both, answer=(*first.answer, code))


def _crossover(figures: Figures, key: ClaimKey) -> Claim:
    """A segment that was below others at the base and is above them now, the largest first."""
    known = {
        code: levels
        for code in figures.segments
        if (levels := figures.known(code, (key.period, key.base)))
    }
    if key.subject not in known or len(known) < 2:
        lack = figures.lack(key.subject, key.period, key.base)
        return unavailable(key, lack or "missing_cell")
    level, before = known.pop(key.subject)
    overtaken = [
        (other, code)
        for code, (other, other_before) in known.items()
        if level.low > other.high and before.high < other_before.low
    ]
    if overtaken:
        names = tuple(code for _, code in _highest_first(overtaken))
        return Claim(key, level, "overtakes", answer=names)
    if any(level.high > now.low and before.low < then.high for now, then in known.values()):
        return not_quotable(key, level, "too_uncertain")
    return not_claimable(key, level, "counterexample")


_MAIN_DRIVER = Indicator(
    "MAIN_DRIVER",
    _main_driver,
    "contribution",
    "total",
    year_and_period_before,
    of_several,
    answer="segment",
    called="driver",
)
_BESIDE = replace(_MAIN_DRIVER, beside="MAIN_DRIVER", called="")
INDICATORS = (
    Indicator("LEADER", _leader, "amount", "total", periods=of_several, answer="segments"),
    Indicator(
        "TOP2_SHARE", _top2, "share", "total", periods=of_several, beside="LEADER", called="top2"
    ),
    _MAIN_DRIVER,
    replace(_BESIDE, key="DRAG", judge=_drag),
    replace(_BESIDE, key="TOP2_DRIVERS", judge=_two_drivers, answer="figure"),
    Indicator("CROSSOVER", _crossover, "amount", "segments", year_and_period_before, of_several),
)
