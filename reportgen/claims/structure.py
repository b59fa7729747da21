"""Claims about the make-up of the total: concentration, changes of share, like for like."""

from collections.abc import Iterator

from reportgen import indicators
from reportgen.claims.figures import Figures, direction_of, obstacle
from reportgen.claims.model import Claim, not_quotable, unavailable
from reportgen.measure import Measure
from reportgen.period import Period


def concentrations(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the Herfindahl-Hirschman index: the sum of squared shares, 0 to 10 000."""
    subject = figures.total.code
    total = figures.level(subject, now)
    levels = [figures.level(segment.code, now) for segment in figures.dataset.segments]
    known = [level for level in levels if level is not None]
    if total is None or len(known) < len(levels):
        yield unavailable("HHI", subject, now, None, "missing_cell")
    elif reason := figures.share_obstacle(now):
        yield not_quotable("HHI", subject, now, None, total, reason)
    else:
        yield Claim("HHI", subject, now, None, indicators.concentration(known, total))


def share_changes(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the change of each share in percentage points, on every base."""
    for entity in figures.parts:
        for base in figures.bases(now):
            yield _share_change(figures, entity.code, now, base)


def _share_change(figures: Figures, code: str, now: Period, base: Period) -> Claim:
    shares = [_share(figures, code, period) for period in (now, base)]
    current, previous = shares
    if current is None or previous is None:
        reason = "missing_cell" if current is None else "no_base_period"
        return unavailable("SHARE_CHANGE", code, now, base, reason)
    change = indicators.difference_of_rates(current, previous)
    direction = direction_of(change)
    if not direction:
        return not_quotable("SHARE_CHANGE", code, now, base, change, "too_uncertain")
    return Claim("SHARE_CHANGE", code, now, base, change, direction=direction)


def _share(figures: Figures, code: str, period: Period) -> Measure | None:
    level, total = figures.level(code, period), figures.level(figures.total.code, period)
    if level is None or total is None or figures.share_obstacle(period):
        return None
    return indicators.share(level, total)


def like_for_like(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the growth of the segments known in both periods, where some are not.

    The answer names the segments that are left out.
    """
    subject, base = figures.total.code, now.year_before
    codes = [segment.code for segment in figures.dataset.segments]
    pairs = {
        code: (level, before)
        for code in codes
        if (level := figures.level(code, now)) and (before := figures.level(code, base))
    }
    left_out = tuple(code for code in codes if code not in pairs)
    if not left_out or len(pairs) < 2:
        yield unavailable("LIKE_FOR_LIKE", subject, now, base, "missing_cell")
        return
    current = indicators.total_of(*(level for level, _ in pairs.values()))
    previous = indicators.total_of(*(before for _, before in pairs.values()))
    reason = obstacle(current, previous)
    if reason:
        change = indicators.change(current, previous)
        yield not_quotable("LIKE_FOR_LIKE", subject, now, base, change, reason)
        return
    rate = indicators.growth(current, previous)
    verdict = figures.rules.verdict(rate, "year_on_year")
    direction = direction_of(rate)
    yield Claim("LIKE_FOR_LIKE", subject, now, base, rate, verdict, direction, answer=left_out)
