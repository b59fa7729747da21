"""Claims that rank the segments: leader, first two, main driver."""

from collections.abc import Iterator
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures
from reportgen.claims.model import Claim, unavailable
from reportgen.measure import Measure
from reportgen.period import Period


def _ranked(figures: Figures, now: Period) -> list[tuple[Measure, str]] | None:
    """The segments by level, highest first, if bounds leave no doubt about the first two."""
    known = [
        (level, segment.code)
        for segment in figures.dataset.segments
        if (level := figures.level(segment.code, now))
    ]
    known.sort(key=lambda pair: -pair[0].value)
    if len(known) < 2:
        return None
    ceilings = [level.high for level, _ in known[2:]]
    codes = {code for _, code in known}
    for segment in figures.dataset.segments:
        if segment.code not in codes:
            ceiling = _ceiling(figures, segment.code, now)
            if ceiling is None:
                return None
            ceilings.append(ceiling)
    return known if all(known[1][0].low >= ceiling for ceiling in ceilings) else None


def _ceiling(figures: Figures, code: str, now: Period) -> Fraction | None:
    """The highest level that an unknown segment can have: that of a group that holds it."""
    if not figures.dataset.non_negative:
        return None
    levels = (figures.level(group.code, now) for group in figures.parts if code in group.members)
    return min((level.high for level in levels if level is not None), default=None)


def leaders(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the largest segment, and the share of the first two."""
    subject = figures.total.code
    ranked = _ranked(figures, now)
    if ranked is None:
        yield unavailable("LEADER", subject, now, None, "missing_cell")
        yield unavailable("TOP2_SHARE", subject, now, None, "missing_cell")
        return
    first, second = ranked[0], ranked[1]
    tied = tuple(code for level, code in ranked if level.value == first[0].value)
    if len(tied) > 1:
        yield Claim("LEADER", subject, now, None, first[0], "", "", "not_claimable", "tie", tied)
    elif first[0].low <= second[0].high:
        yield Claim("LEADER", subject, now, None, first[0], "", "", "not_quotable", "too_uncertain")
    else:
        yield Claim("LEADER", subject, now, None, first[0], answer=(first[1],))
    yield _top2(figures, now, first, second)


def _top2(
    figures: Figures, now: Period, first: tuple[Measure, str], second: tuple[Measure, str]
) -> Claim:
    subject = figures.total.code
    total = figures.level(subject, now)
    if total is None or total.low <= 0:
        return unavailable("TOP2_SHARE", subject, now, None, "missing_cell")
    both = indicators.total_of(first[0], second[0])
    answer = (first[1], second[1])
    return Claim("TOP2_SHARE", subject, now, None, indicators.share(both, total), answer=answer)


def drivers(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the segment that contributed most to the growth of the total."""
    subject = figures.total.code
    for base_period in figures.bases(now):
        found = _contributions_of_segments(figures, now, base_period)
        if found is None:
            yield unavailable("MAIN_DRIVER", subject, now, base_period, "missing_cell")
            continue
        found.sort(key=lambda pair: -pair[0].value)
        (top, code), (runner_up, _) = found[0], found[1]
        if top.high <= 0:
            yield Claim(
                "MAIN_DRIVER", subject, now, base_period, top, "", "", "not_claimable", "flat"
            )
        elif top.low <= runner_up.high:
            reason = "tie" if top.value == runner_up.value else "too_uncertain"
            yield Claim(
                "MAIN_DRIVER", subject, now, base_period, top, "", "", "not_claimable", reason
            )
        else:
            yield Claim("MAIN_DRIVER", subject, now, base_period, top, answer=(code,))


def _contributions_of_segments(
    figures: Figures, now: Period, base_period: Period
) -> list[tuple[Measure, str]] | None:
    total = figures.level(figures.total.code, base_period)
    found = []
    for segment in figures.dataset.segments:
        level, base = (figures.level(segment.code, p) for p in (now, base_period))
        if level is None or base is None or total is None or total.low <= 0:
            return None
        found.append((indicators.contribution(level, base, total), segment.code))
    return found if len(found) > 1 else None
