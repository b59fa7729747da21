"""Claims about subjects and their order: levels, growth, shares, leaders, drivers, make-up."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from reportgen import arithmetic
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.indicator import (
    Indicator,
    directed,
    foremost,
    judged,
    of_several,
    on_claims,
    on_levels,
    rated,
    year_and_period_before,
    year_before,
)
from reportgen.claims.model import Claim, ClaimKey, evidence_of, refused_like
from reportgen.measure import Measure
from reportgen.period import Period

Ranked = list[tuple[Measure, str]]  # levels or contributions with their segments


def _growth(figures: Figures, key: ClaimKey) -> Claim:
    """A published rate stands on its own where a level is not known."""
    of_year = key.base == key.period.year_before
    published = figures.accounts.growths.get((key.period, key.subject)) if of_year else None
    level, base = (figures.level(key.subject, period) for period in (key.period, key.base))
    if level is not None and base is not None:
        return rated(figures, key, level, base, published)
    if published is None:
        return key.unavailable(figures.lack(key.subject, key.period, key.base))
    return judged(figures, key, published, base)


def _share(figures: Figures, key: ClaimKey, level: Measure) -> Claim:
    total = figures.level(figures.total, key.period)
    reason = figures.share_obstacle(key.period)
    if total is None:
        return key.unavailable(figures.lack(figures.total, key.period))
    if reason:
        return key.not_quotable(level, reason)
    return Claim(key, arithmetic.share(level, total))


def _contribution(figures: Figures, key: ClaimKey, level: Measure, base: Measure) -> Claim:
    total = figures.level(figures.total, key.base)
    if total is None:
        return key.unavailable(figures.base_lack(figures.total, key.base))
    reason = obstacle(total, total)
    if reason:
        return key.not_quotable(arithmetic.change(level, base), reason)
    return directed(key, arithmetic.contribution(level, base, total))


def _concentration(figures: Figures, key: ClaimKey) -> Claim:
    """The Herfindahl-Hirschman index, 0 to 10 000."""
    claims = [figures.claim("SHARE", code, key.period) for code in figures.segments]
    total, reason = figures.level(key.subject, key.period), figures.share_obstacle(key.period)
    shares = [claim.evidence for claim in claims if claim.evidence is not None]
    if total is None or len(shares) < len(claims):
        return key.unavailable(figures.lack(key.subject, key.period) or "missing_cell")
    if reason:
        return key.not_quotable(total, reason)
    return Claim(key, arithmetic.concentration(shares))


def _difference(key: ClaimKey, current: Claim, previous: Claim) -> Claim:
    """Of percentages in points, of an index in its own unit."""
    now, before = evidence_of(current), evidence_of(previous)
    percent = now.unit == arithmetic.PERCENT
    less = arithmetic.difference_of_rates if percent else arithmetic.change
    return directed(key, less(now, before))


def _like_for_like(figures: Figures, key: ClaimKey) -> Claim | None:
    """The growth of the segments known in both periods, where the total is not known.

    The answer names the segments that are left out.
    """
    periods = (key.period, key.base)
    if figures.known(key.subject, periods):
        return None
    known = {code: figures.known(code, periods) for code in figures.segments}
    pairs = [levels for levels in known.values() if levels is not None]
    if len(pairs) < 2:
        return key.unavailable(figures.lack(key.subject, *periods))
    level, base = (arithmetic.total_of(*levels) for levels in zip(*pairs, strict=True))
    claim = rated(figures, key, level, base)
    left_out = tuple(code for code, levels in known.items() if levels is None)
    return replace(claim, answer=left_out) if claim else claim


def _presence(figures: Figures, key: ClaimKey) -> Claim | None:
    """A segment that comes or goes against the year before; nothing for the others.

    Verdict: appears, resumes (a flow where none was just before), no_flow (an explicit nothing
    after a flow), discontinued (rows stop, and the total with them). Told in levels only.
    """
    code, now, base = key.subject, key.period, key.base
    level, before = figures.level(code, now), figures.level(code, base)
    flowed = before is not None and before.low > 0
    if level is None:
        stopped = flowed and (now, code) in figures.left_out | figures.nil
        return Claim(key, before, "discontinued") if stopped else None
    if level.low > 0:
        if before is None:
            appears = (base, code) in figures.left_out
            return Claim(key, level, "appears") if appears else None
        nothing = before.low == before.high == 0
        resumes = nothing and _ever_flowed(figures, key)
        return Claim(key, level, "resumes" if resumes else "appears") if nothing else None
    return Claim(key, level, "no_flow") if level.high == 0 and flowed else None


def _ever_flowed(figures: Figures, key: ClaimKey) -> bool:
    """True where some flow was recorded in a period that ended before the base."""
    earlier = (period for period in figures.periods if key.base and period.end < key.base.end)
    levels = (figures.level(key.subject, period) for period in earlier)
    return any(level is not None and level.low > 0 for level in levels)


def _change_of(_: Figures, key: ClaimKey, level: Measure, base: Measure) -> Claim:
    """In units, of a percentage in points."""
    percent = level.unit == arithmetic.PERCENT
    less = arithmetic.difference_of_rates if percent else arithmetic.change
    return directed(key, less(level, base))


_change = on_levels(_change_of)
STATEMENTS = (
    Indicator("LEVEL", on_levels(lambda _, key, level: Claim(key, level))),
    Indicator("CHANGE", _change, "change", bases=year_and_period_before),
    Indicator("GROWTH", _growth, "rate", bases=year_and_period_before),
    Indicator("SHARE", on_levels(_share), "share", "parts", sums="segments"),
    Indicator(
        "CONTRIB_PP",
        on_levels(_contribution),
        "contribution",
        "parts",
        year_and_period_before,
        called="contribution",
        sums="segments",
    ),
)
_hhi_change = on_claims("HHI", lambda _: None, _difference)
_share_change = on_claims("SHARE", lambda _: None, _difference)
MAKE_UP = (
    Indicator("HHI", _concentration, "index", "total", sums="segments"),
    Indicator(
        *("HHI_CHANGE", _hhi_change, "index_change", "total", year_before),
        beside="HHI",
        sums="segments",
    ),
    Indicator(
        *("SHARE_CHANGE", _share_change, "points", "parts", year_and_period_before),
        sums="segments",
    ),
    Indicator("LIKE_FOR_LIKE", _like_for_like, "rate", "total", year_before, sums="segments"),
    Indicator("PRESENCE", _presence, "amount", "segments", year_before),
)


def _highest_first(measured: Iterable[tuple[Measure, str]]) -> Ranked:
    return sorted(measured, key=lambda pair: -pair[0].value)


def _ranked(figures: Figures, now: Period) -> tuple[Ranked, Sequence[Fraction] | None]:
    """The known segments, and how high each of the others may lie; None where one has no bound."""
    known, ceilings = [], []
    bounded = True
    for code in figures.ranked:
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
        return key.unavailable("missing_cell")
    leader = foremost(key, known)
    before = figures.claim("LEADER", key.subject, key.period.year_before)
    if leader.reason == "too_uncertain":
        return replace(leader, answer=())
    kept = "kept" if before.answer == leader.answer else "new"
    return replace(leader, verdict=kept if leader and before else "")


def _top2(figures: Figures, key: ClaimKey) -> Claim:
    known, ceilings = _ranked(figures, key.period)
    total = figures.level(key.subject, key.period)
    if total is None or ceilings is None or len(known) < 2:
        return key.unavailable(figures.lack(key.subject, key.period) or "missing_cell")
    (first, one), (second, other) = known[:2]
    if any(second.low < ceiling for ceiling in ceilings):
        return key.unavailable("missing_cell")
    both = arithmetic.total_of(first, second)
    reason = figures.share_obstacle(key.period)
    if reason:
        return key.not_quotable(both, reason)
    share = arithmetic.share(both, total)
    third = max((measure.high for measure, _ in known[2:]), default=None)
    if third is None or third < second.low:
        return Claim(key, share, answer=(one, other))
    if third > second.low:
        return key.not_quotable(share, "too_uncertain")
    return Claim(key, share)  # a tie for the second place has no name


def _main_driver(figures: Figures, key: ClaimKey) -> Claim:
    return _extreme(figures, key, 1)


def _drag(figures: Figures, key: ClaimKey) -> Claim:
    return _extreme(figures, key, -1)


def _extreme(figures: Figures, key: ClaimKey, way: int) -> Claim:
    """The segment whose contribution is the largest in one way, up or down."""
    claims = [figures.claim("CONTRIB_PP", code, key.period, key.base) for code in figures.ranked]
    total = figures.level(key.subject, key.base)
    measures = [(claim.evidence, claim.subject) for claim in claims if claim.evidence is not None]
    if total is None or len(measures) < len(claims):
        return key.unavailable(_lack(claims))
    reason = obstacle(total, total)
    if reason:
        return key.not_quotable(total, reason)
    found = foremost(key, measures, way)
    top = evidence_of(found)
    if all((m.high if way > 0 else -m.low) <= 0 for m, _ in measures):
        likeliest = min(measures, key=lambda pair: -way * pair[0].value)[1]
        return key.not_claimable(top, "flat", (likeliest,))
    if found and (top.low if way > 0 else -top.high) <= 0:
        return key.not_quotable(top, "too_uncertain", answer=found.answer)
    return found


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
    others = [code for code in figures.ranked if code not in first.answer]
    claims = (figures.claim("CONTRIB_PP", code, key.period, key.base) for code in others)
    ranked = _highest_first((evidence_of(claim), claim.subject) for claim in claims)
    second, code = ranked[0]
    third = max((measure.high for measure, _ in ranked[1:]), default=None)
    both = arithmetic.total_of(evidence_of(first), second)
    if second.high <= 0:
        return key.not_claimable(both, "counterexample", first.answer)
    if second.low <= 0 or (third is not None and third > second.low):
        return key.not_quotable(both, "too_uncertain")
    if third is not None and third == second.low:
        return key.not_claimable(both, "tie", first.answer)
    return Claim(key, both, answer=(*first.answer, code))


def _known_at(figures: Figures, key: ClaimKey) -> dict[str, list[Measure]]:
    """The levels of all ranked segments that are known at both dates of a claim."""
    dates = (key.period, key.base or key.period)
    if dates not in figures.pairs:
        levels = {code: figures.known(code, dates) for code in figures.ranked}
        figures.pairs[dates] = {code: both for code, both in levels.items() if both}
    return figures.pairs[dates]


def _crossover(figures: Figures, key: ClaimKey) -> Claim:
    """A segment that was below others at the base and is above them now, the largest first."""
    known = dict(_known_at(figures, key))
    if key.subject not in known or len(known) < 2:
        lack = figures.lack(key.subject, key.period, key.base)
        return key.unavailable(lack or "missing_cell")
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
        return key.not_quotable(level, "too_uncertain")
    return key.not_claimable(level, "counterexample")


_MAIN_DRIVER = Indicator(
    "MAIN_DRIVER",
    _main_driver,
    "contribution",
    "total",
    year_and_period_before,
    of_several,
    answer="segment",
    called="driver",
    sums="segments",
)
_BESIDE = replace(_MAIN_DRIVER, beside="MAIN_DRIVER", called="")
RANKS = (
    Indicator("LEADER", _leader, "amount", "total", periods=of_several, answer="segments"),
    Indicator(
        *("TOP2_SHARE", _top2, "share", "total"),
        periods=of_several,
        beside="LEADER",
        called="top2",
        sums="segments",
    ),
    _MAIN_DRIVER,
    replace(_BESIDE, key="DRAG", judge=_drag),
    replace(_BESIDE, key="TOP2_DRIVERS", judge=_two_drivers, answer="figure"),
    Indicator("CROSSOVER", _crossover, "amount", "segments", year_and_period_before, of_several),
)
