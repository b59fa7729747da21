"""Claims about one subject: level, change, growth, share, contribution; the total's make-up."""

from dataclasses import replace

from reportgen import arithmetic
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.indicator import (
    Indicator,
    directed,
    judged,
    on_claims,
    on_levels,
    rated,
    year_and_period_before,
    year_before,
)
from reportgen.claims.model import Claim, ClaimKey, evidence_of, not_quotable, unavailable
from reportgen.measure import Measure


def _level(_: Figures, key: ClaimKey, level: Measure) -> Claim:
    return Claim(key, level)


def _change(_: Figures, key: ClaimKey, level: Measure, base: Measure) -> Claim:
    return directed(key, arithmetic.change(level, base))


def _growth(figures: Figures, key: ClaimKey) -> Claim:
    """A published rate stands on its own where a level is not known."""
    of_year = key.base == key.period.year_before
    published = figures.accounts.growths.get((key.period, key.subject)) if of_year else None
    level, base = (figures.level(key.subject, period) for period in (key.period, key.base))
    if level is not None and base is not None:
        return rated(figures, key, level, base, published)
    if published is None:
        return unavailable(key, figures.lack(key.subject, key.period, key.base))
    return judged(figures, key, published, base)


def _share(figures: Figures, key: ClaimKey, level: Measure) -> Claim:
    total = figures.level(figures.total, key.period)
    reason = figures.share_obstacle(key.period)
    if total is None:
        return unavailable(key, figures.lack(figures.total, key.period))
    if reason:
        return not_quotable(key, level, reason)
    return Claim(key, arithmetic.share(level, total))


def _contribution(figures: Figures, key: ClaimKey, level: Measure, base: Measure) -> Claim:
    total = figures.level(figures.total, key.base)
    if total is None:
        return unavailable(key, figures.base_lack(figures.total, key.base))
    reason = obstacle(total, total)
    if reason:
        return not_quotable(key, arithmetic.change(level, base), reason)
    return directed(key, arithmetic.contribution(level, base, total))


def _concentration(figures: Figures, key: ClaimKey) -> Claim:
    """The Herfindahl-Hirschman index, 0 to 10 000."""
    claims = [figures.claim("SHARE", code, key.period) for code in figures.segments]
    total, reason = figures.level(key.subject, key.period), figures.share_obstacle(key.period)
    shares = [claim.evidence for claim in claims if claim.evidence is not None]
    if total is None or len(shares) < len(claims):
        return unavailable(key, figures.lack(key.subject, key.period) or "missing_cell")
    if reason:
        return not_quotable(key, total, reason)
    return Claim(key, arithmetic.concentration(shares))


def _index_change(key: ClaimKey, current: Claim, previous: Claim) -> Claim:
    return directed(key, arithmetic.change(evidence_of(current), evidence_of(previous)))


def _share_change(key: ClaimKey, current: Claim, previous: Claim) -> Claim:
    points = arithmetic.difference_of_rates(evidence_of(current), evidence_of(previous))
    return directed(key, points)


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
        return unavailable(key, figures.lack(key.subject, *periods))
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
        stopped = flowed and (now, code) in figures.left_out
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


STATEMENTS = (
    Indicator("LEVEL", on_levels(_level)),
    Indicator("CHANGE", on_levels(_change), "change", bases=year_and_period_before),
    Indicator("GROWTH", _growth, "rate", bases=year_and_period_before),
    Indicator("SHARE", on_levels(_share), "share", "parts"),
    Indicator(
        "CONTRIB_PP",
        on_levels(_contribution),
        "contribution",
        "parts",
        year_and_period_before,
        called="contribution",
    ),
)
_hhi_change = on_claims("HHI", lambda _: None, _index_change)
_points_of_share = on_claims("SHARE", lambda _: None, _share_change)
MAKE_UP = (
    Indicator("HHI", _concentration, "index", "total"),
    Indicator("HHI_CHANGE", _hhi_change, "index_change", "total", year_before, beside="HHI"),
    Indicator("SHARE_CHANGE", _points_of_share, "points", "parts", year_and_period_before),
    Indicator("LIKE_FOR_LIKE", _like_for_like, "rate", "total", year_before),
    Indicator("PRESENCE", _presence, "amount", "segments", year_before),
)
