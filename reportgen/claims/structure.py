"""Claims about the make-up of the total: concentration, changes of share, like for like."""

from collections.abc import Iterator
from dataclasses import replace

from reportgen import indicators
from reportgen.claims.figures import Figures
from reportgen.claims.model import Claim, Place, not_quotable, refused_like, unavailable
from reportgen.claims.rates import directed, rated
from reportgen.period import Period


def concentrations(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the Herfindahl-Hirschman index, 0 to 10 000, and its change against the year before."""
    subject, base = figures.total.code, now.year_before
    current = _concentration(figures, ("HHI", subject, now, None))
    yield current
    previous = figures.told("HHI", base).get(subject)
    place = ("HHI_CHANGE", subject, now, base)
    yield _difference(place, current, previous)


def _concentration(figures: Figures, place: Place) -> Claim:
    _, subject, now, _ = place
    told = figures.told("SHARE", now)
    claims = [told[segment.code] for segment in figures.dataset.segments]
    total, reason = figures.level(subject, now), figures.share_obstacle(now)
    if total is None or any(claim.evidence is None for claim in claims):
        return unavailable(*place, figures.lack(subject, now) or "missing_cell")
    if reason:
        return not_quotable(*place, total, reason)
    shares = [claim.evidence for claim in claims if claim.evidence is not None]
    return Claim(*place, indicators.concentration(shares))


def share_changes(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the change of each share in percentage points, on every base."""
    shares = figures.told("SHARE", now)
    for base in figures.bases(now):
        before = figures.told("SHARE", base)
        for code, current in shares.items():
            place = ("SHARE_CHANGE", code, now, base)
            yield _difference(place, current, before.get(code))


def _difference(place: Place, current: Claim, previous: Claim | None) -> Claim:
    """The difference of two claims of one kind, in points for percentages."""
    if not current or current.evidence is None:
        return refused_like(current, place)
    if previous is None:
        return unavailable(*place, "no_base_period")
    if not previous or previous.evidence is None:
        return refused_like(previous, place, "no_base_period")
    percent = current.evidence.unit == indicators.PERCENT
    less = indicators.difference_of_rates if percent else indicators.change
    return directed(place, less(current.evidence, previous.evidence))


def like_for_like(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the growth of the segments known in both periods, where the total is not.

    The answer names the segments that are left out.
    """
    base = now.year_before
    if figures.known(figures.total.code, (now, base)):
        return
    codes = [segment.code for segment in figures.dataset.segments]
    pairs = {
        code: levels for code in codes if (levels := figures.known(code, (now, base))) is not None
    }
    left_out = tuple(code for code in codes if code not in pairs)
    place = ("LIKE_FOR_LIKE", figures.total.code, now, base)
    if len(pairs) < 2:
        yield unavailable(*place, figures.lack(figures.total.code, now, base))
        return
    current, previous = (
        indicators.total_of(*levels) for levels in zip(*pairs.values(), strict=True)
    )
    claim = rated(figures, place, current, previous)
    yield replace(claim, answer=left_out) if claim else claim


def presences(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield each segment that comes or goes against the year before; nothing for the others.

    Verdict: appears, resumes (a flow where none was just before), no_flow (an explicit nothing
    after a flow), discontinued (rows stop, and the total with them). Told in levels only.
    """
    for segment in figures.dataset.segments:
        code, base = segment.code, now.year_before
        level, before = figures.level(code, now), figures.level(code, base)
        place = ("PRESENCE", code, now, base)
        if level is None:
            if before is not None and before.low > 0 and (now, code) in figures.left_out:
                yield Claim(*place, before, "discontinued")
        elif level.low > 0:
            if before is None and (base, code) in figures.left_out:
                yield Claim(*place, level, "appears")
            elif before is not None and before.low == before.high == 0:
                yield Claim(*place, level, "resumes" if _flowed(figures, code, base) else "appears")
        elif level.high == 0 and before is not None and before.low > 0:
            yield Claim(*place, level, "no_flow")


def _flowed(figures: Figures, code: str, until: Period) -> bool:
    """True where some flow was recorded in a period that ended before."""
    earlier = (period for period in figures.periods if period.end < until.end)
    levels = (figures.level(code, period) for period in earlier)
    return any(level is not None and level.low > 0 for level in levels)
