"""Claims that compare growth rates: acceleration, divergence, counter-current, rounding."""

from collections.abc import Iterator
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures, direction_of, obstacle
from reportgen.claims.model import Claim, not_claimable, not_quotable, unavailable
from reportgen.l10n.lexicon import Direction
from reportgen.l10n.rounding import rounded
from reportgen.measure import Measure
from reportgen.period import Period

_DIVERGING = Fraction(10)  # points between the fastest and the slowest
_HALF = Fraction(1, 2)
_PACES = {
    ("stable", "up"): "restart_from_stable",
    ("stable", "down"): "turns_down_from_stable",
    ("stable", "stable"): "remains_stable",
    ("up", "stable"): "stalls",
    ("down", "stable"): "stabilises",
    ("up", "down"): "turns_down",
    ("down", "up"): "turns_up",
}


def accelerations(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the change of pace against the year before, in points.

    A part of a year is compared with the last full year, a year with the year before it.
    """
    reference = now.whole_year.year_before
    for entity in figures.dataset.entities:
        code = entity.code
        rates = [_rate(figures, code, period) for period in (now, reference)]
        current, previous = rates
        if current is None or previous is None:
            reason = "missing_cell" if current is None else "no_base_period"
            yield unavailable("ACCELERATION", code, now, reference, reason)
            continue
        pace = indicators.difference_of_rates(current, previous)
        verdict = _pace(current, previous, pace)
        if verdict:
            yield Claim("ACCELERATION", code, now, reference, pace, verdict, direction_of(pace))
        else:
            yield not_quotable("ACCELERATION", code, now, reference, pace, "too_uncertain")


def _rate(figures: Figures, code: str, period: Period) -> Measure | None:
    """The yearly rate of a subject, None where it is not known or means nothing."""
    published = figures.accounts.growths.get((period, code))
    level, base = figures.level(code, period), figures.level(code, period.year_before)
    if level is None or base is None:
        return published
    if obstacle(level, base) or figures.tiny(code, base, period.year_before):
        return None
    return indicators.growth(level, base, published)


def _way(rate: Measure) -> str:
    """Tell stable, up or down by the printed ends; nothing where they disagree."""
    ends = {rounded(end, 1) for end in (rate.low, rate.high)}
    ways = {"stable" if abs(end) < _HALF else "up" if end > 0 else "down" for end in ends}
    return ways.pop() if len(ways) == 1 else ""


def _pace(current: Measure, previous: Measure, pace: Measure) -> str:
    before, now = _way(previous), _way(current)
    if not before or not now:
        return ""
    if (before, now) in _PACES:
        return _PACES[before, now]
    if max(abs(rounded(end, 1)) for end in (pace.low, pace.high)) < _HALF:
        return "same_pace"
    if not pace.sign_is_sure:
        return ""
    gains = pace.low > 0
    if now == "up":
        return "accelerates" if gains else "slows"
    return "decline_eases" if gains else "decline_deepens"


def counter_currents(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield whether a segment moves against all others that move, and against half the total."""
    base = now.year_before
    moves = _moves(figures, now, base)
    total = figures.level(figures.total.code, base)
    for segment in figures.dataset.segments:
        own = moves.get(segment.code)
        if own is None or total is None or len(moves) < 2 or not _covered(figures, moves):
            yield unavailable("COUNTER_CURRENT", segment.code, now, base, "no_base_period")
            continue
        change, way = own
        others = [(code, other) for code, other in moves.items() if code != segment.code]
        opposite = [code for code, (_, other) in others if {way, other} == {"up", "down"}]
        same = [code for code, (_, other) in others if other == way]
        weight = sum(
            (level.value for code in opposite if (level := figures.level(code, base))), Fraction(0)
        )
        if way in ("up", "down") and not same and weight >= total.value * _HALF:
            yield Claim("COUNTER_CURRENT", segment.code, now, base, change, direction=way)
        else:
            yield not_claimable(
                "COUNTER_CURRENT", segment.code, now, base, change, "counterexample"
            )


def _moves(figures: Figures, now: Period, base: Period) -> dict[str, tuple[Measure, Direction]]:
    """Change and direction of every segment, of a group where its members are not known."""
    found: dict[str, tuple[Measure, Direction]] = {}
    covered: set[str] = set()
    for entity in (*figures.dataset.segments, *figures.dataset.groups):
        if covered & set(entity.members):
            continue
        level, before = figures.level(entity.code, now), figures.level(entity.code, base)
        if level is not None and before is not None:
            change = indicators.change(level, before)
            found[entity.code] = (change, _direction(figures, entity.code, now, change))
            covered |= set(entity.members)
    return found


def _direction(figures: Figures, code: str, now: Period, change: Measure) -> Direction:
    rate = _rate(figures, code, now)
    return "unchanged" if rate is not None and _way(rate) == "stable" else direction_of(change)


def _covered(figures: Figures, moves: dict[str, tuple[Measure, Direction]]) -> bool:
    members = {member for code in moves for member in figures.dataset.entity(code).members}
    return members == {segment.code for segment in figures.dataset.segments}


def divergences(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the distance between the fastest and the slowest segment, where their signs differ."""
    subject, base = figures.total.code, now.year_before
    rates = [_rate(figures, segment.code, now) for segment in figures.dataset.segments]
    known = sorted((rate for rate in rates if rate is not None), key=lambda rate: rate.value)
    if len(known) < 2:
        yield unavailable("DIVERGENCE", subject, now, base, "no_base_period")
        return
    slowest, fastest = known[0], known[-1]
    gap = indicators.difference_of_rates(fastest, slowest)
    if slowest.high < 0 < fastest.low and gap.low >= _DIVERGING:
        yield Claim("DIVERGENCE", subject, now, base, gap, "diverge")
    else:
        yield not_claimable("DIVERGENCE", subject, now, base, gap, "counterexample")


def rounding_mismatches(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield a rate of the total that does not recompute from the levels as printed."""
    subject, base_period = figures.total.code, now.year_before
    level, base = figures.level(subject, now), figures.level(subject, base_period)
    rate = _rate(figures, subject, now)
    if level is None or base is None or rate is None:
        yield unavailable("ROUNDING_MISMATCH", subject, now, base_period, "no_base_period")
        return
    printed_now, printed_base = (Fraction(rounded(m.value / 1000, 1)) for m in (level, base))
    if printed_base == 0:
        yield not_quotable("ROUNDING_MISMATCH", subject, now, base_period, rate, "zero_base")
        return
    recomputed = (printed_now / printed_base - 1) * 100
    if rounded(recomputed, 1) == rounded(rate.value, 1):
        yield not_claimable("ROUNDING_MISMATCH", subject, now, base_period, rate, "counterexample")
    else:
        yield Claim("ROUNDING_MISMATCH", subject, now, base_period, rate)
