"""Claims that compare growth rates: acceleration, divergence, counter-current, rounding."""

from fractions import Fraction

from reportgen import arithmetic
from reportgen.claims.figures import Figures, direction_of
from reportgen.claims.indicator import (
    Indicator,
    judged,
    of_several,
    on_claims,
    on_levels,
    rate_obstacle,
    year_before,
)
from reportgen.claims.model import (
    Claim,
    ClaimKey,
    evidence_of,
    not_claimable,
    not_quotable,
    refused_like,
    unavailable,
)
from reportgen.l10n import numbers
from reportgen.l10n.lexicon import Direction
from reportgen.l10n.rounding import decimals_of, rounded
from reportgen.measure import Measure
from reportgen.period import Period

Moves = dict[str, tuple[Measure, Direction]]
_DIVERGING = Fraction(10)  # points between the fastest and the slowest
_SAME_PACE = Fraction(1, 2)  # points: rates that lie closer are told as one pace
_HALF = Fraction(1, 2)  # of the total: what a segment moves against has to weigh as much
_TOTAL_DECIMALS = _RATE_DECIMALS = 1  # as the total and its rate print in a text
_BASE_EFFECT = Fraction(10)  # percent: a year that moved more makes the next one hard to read
_PACES = {
    ("stable", "up"): "restart_from_stable",
    ("stable", "down"): "turns_down_from_stable",
    ("stable", "stable"): "remains_stable",
    ("up", "stable"): "stalls",
    ("down", "stable"): "stabilises",
    ("up", "down"): "turns_down",
    ("down", "up"): "turns_up",
}


def _acceleration(key: ClaimKey, current: Claim, previous: Claim) -> Claim:
    """The change of the yearly rate in points."""
    pace = arithmetic.difference_of_rates(evidence_of(current), evidence_of(previous))
    verdict = _pace(previous, current)
    if not verdict:
        return not_quotable(key, pace, "too_uncertain")
    return Claim(key, pace, verdict, direction_of(pace))


def _pace(before: Claim, now: Claim) -> str:
    """Tell a change of pace by the printed rates."""
    ways = _way(before), _way(now)
    if ways in _PACES:
        return _PACES[ways]
    previous, current = evidence_of(before), evidence_of(now)
    least = rounded(current.low, 1) - rounded(previous.high, 1)
    most = rounded(current.high, 1) - rounded(previous.low, 1)
    if max(abs(least), abs(most)) < _SAME_PACE:
        return "same_pace"
    if least >= _SAME_PACE:
        return "accelerates" if ways[1] == "up" else "decline_eases"
    if most <= -_SAME_PACE:
        return "slows" if ways[1] == "up" else "decline_deepens"
    return ""


def _way(rate: Claim) -> str:
    """Stable, up or down, as its band tells."""
    return "stable" if rate.verdict in ("stable", "unchanged") else rate.direction


def _two_year_rate(figures: Figures, key: ClaimKey, level: Measure, base: Measure) -> Claim:
    """The yearly rate over two years, where the year between moved by 10 % or more."""
    before = figures.claim("GROWTH", key.subject, key.period.year_before, key.base)
    if before.evidence is None:
        return unavailable(key, "no_base_period")
    if not before:
        return refused_like(before, key)
    if min(abs(before.evidence.low), abs(before.evidence.high)) < _BASE_EFFECT:
        return not_claimable(key, before.evidence, "counterexample")
    reason = rate_obstacle(level, base)
    if reason:
        return not_quotable(key, arithmetic.change(level, base), reason)
    return judged(figures, key, arithmetic.required_growth(base, level, 2), base)


def yearly_move(figures: Figures, code: str, now: Period) -> tuple[Measure, Direction] | None:
    """Return the change over a year and its direction, unchanged where the rate prints as stable.

    A published rate serves where a level is not known.
    """
    about = (code, now, now.year_before)
    growth = figures.claim("GROWTH", *about)
    change = figures.claim("CHANGE", *about).evidence or growth.evidence
    if change is None:
        return None
    return change, "unchanged" if growth.verdict == "stable" else direction_of(change)


def _counter_current(figures: Figures, key: ClaimKey) -> Claim:
    """Whether a segment moves against all others that move, and against half the total."""
    moves = _covering_moves(figures, key.period)
    total = figures.level(figures.total, key.base)
    if key.subject not in moves or len(moves) < 2 or total is None:
        return unavailable(key, figures.lack(key.subject, key.period, key.base) or "missing_cell")
    change, way = moves.pop(key.subject)
    ways = [its_way for _, its_way in moves.values()]
    against = [code for code, (_, its_way) in moves.items() if {way, its_way} == {"up", "down"}]
    bases = (figures.level(code, key.base) for code in against)
    weight = sum((level.low for level in bases if level), Fraction(0))
    if way == "unchanged":
        return not_claimable(key, change, "flat")
    if way and way in ways:
        return not_claimable(key, change, "counterexample")
    if not way or "" in ways:
        return not_quotable(key, change, "too_uncertain")
    if weight < total.high * _HALF:
        return not_claimable(key, change, "counterexample")
    return Claim(key, change, direction=way)


def _covering_moves(figures: Figures, now: Period) -> Moves:
    """The moves of all segments, of a group where its members are not known; else none."""
    found: Moves = {}
    covered: set[str] = set()
    for entity in (*figures.dataset.segments, *figures.dataset.groups):
        move = yearly_move(figures, entity.code, now)
        if move is not None and not covered & set(entity.members):
            found[entity.code] = move
            covered |= set(entity.members)
    return found if len(covered) == len(figures.segments) else {}


def _divergence(figures: Figures, key: ClaimKey) -> Claim:
    """The distance between the fastest and the slowest segment, where their signs differ.

    The answer names both, the fastest first.
    """
    claims = (figures.claim("GROWTH", code, key.period, key.base) for code in figures.segments)
    rates = [(evidence_of(claim), claim.subject) for claim in claims if claim]
    if len(rates) < 2:
        return unavailable(key, "no_base_period")
    rates.sort(key=lambda pair: pair[0].value)
    (slowest, last), (fastest, first) = rates[0], rates[-1]
    gap = arithmetic.difference_of_rates(fastest, slowest)
    if slowest.high < 0 < fastest.low and gap.low >= _DIVERGING:
        return Claim(key, gap, "diverge", answer=(first, last))
    return not_claimable(key, gap, "counterexample")


def _mismatch(figures: Figures, key: ClaimKey, level: Measure, base: Measure) -> Claim:
    """A rate of the total that does not recompute from the levels as printed."""
    growth = figures.claim("GROWTH", *key[1:])
    if not growth:
        return refused_like(growth, key)
    rate = evidence_of(growth)
    printed_now, printed_base = (_as_printed(figures, measure) for measure in (level, base))
    if printed_base == 0:
        return not_quotable(key, rate, "zero_base")
    recomputed = (printed_now / printed_base - 1) * 100
    decimals = decimals_of(rate, _RATE_DECIMALS)
    if rounded(recomputed, decimals) == rounded(rate.value, decimals):
        return not_claimable(key, rate, "counterexample")
    return Claim(key, rate)


def _as_printed(figures: Figures, level: Measure) -> Fraction:
    amount = numbers.amount(level, figures.dataset.level_unit, _TOTAL_DECIMALS)
    return Fraction(amount.value) * Fraction(10) ** amount.scale


def _last_year_and_period_before(period: Period) -> tuple[Period, ...]:
    before = (period.previous,) if period.divides_year else ()
    return (period.whole_year.year_before, *before)


_pace_of_years = on_claims("GROWTH", lambda period: period.year_before, _acceleration)
INDICATORS = (
    Indicator(
        "ACCELERATION",
        _pace_of_years,
        "points",
        bases=_last_year_and_period_before,
        called="accelerated",
    ),
    Indicator(
        "CAGR_2Y",
        on_levels(_two_year_rate),
        "rate",
        bases=lambda period: (period.year_before.year_before,),
    ),
    Indicator(
        "COUNTER_CURRENT",
        _counter_current,
        "change",
        "segments",
        year_before,
        of_several,
        called="counter",
    ),
    Indicator("DIVERGENCE", _divergence, "distance", "total", year_before, of_several),
    Indicator(
        "ROUNDING_MISMATCH", on_levels(_mismatch), "rate", "total", year_before, called="mismatch"
    ),
)
