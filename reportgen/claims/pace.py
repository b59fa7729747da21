"""Claims about the course of a series: pace of growth, outlook of a year, records, rows."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from reportgen import arithmetic
from reportgen.claims.figures import Figures, Moves, direction_of, obstacle
from reportgen.claims.indicator import (
    Indicator,
    judged,
    last_year,
    of_several,
    on_claims,
    on_levels,
    rate_obstacle,
    year_before,
)
from reportgen.claims.model import Claim, ClaimKey, evidence_of, refused_like
from reportgen.l10n import numbers
from reportgen.l10n.lexicon import Direction
from reportgen.l10n.numbers import decimals_of, rounded
from reportgen.measure import Measure
from reportgen.period import Period

_DIVERGING = Fraction(10)  # points between the fastest and the slowest
_SAME_PACE = Fraction(1, 2)  # points: rates that lie closer are told as one pace
_HALF = Fraction(1, 2)  # of the total: what a segment moves against has to weigh as much
_TOTAL_DECIMALS = _RATE_DECIMALS = 1  # as the total and its rate print in a text
_BASE_EFFECT = Fraction(10)  # percent: a year that moved more makes the next one hard to read
_ALL = -100  # percent: a fall of everything
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
        return key.not_quotable(pace, "too_uncertain")
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
        return key.unavailable("no_base_period")
    if not before:
        return refused_like(before, key)
    if min(abs(before.evidence.low), abs(before.evidence.high)) < _BASE_EFFECT:
        return key.not_claimable(before.evidence, "counterexample")
    reason = rate_obstacle(level, base)
    if reason:
        return key.not_quotable(arithmetic.change(level, base), reason)
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
    total = figures.level(figures.total, key.base)
    if key.period not in figures.moves:
        figures.moves[key.period] = _covering_moves(figures, key.period)
    moves = dict(figures.moves[key.period]) if total else {}
    if key.subject not in moves or len(moves) < 2 or total is None:
        return key.unavailable(figures.lack(key.subject, key.period, key.base) or "missing_cell")
    change, way = moves.pop(key.subject)
    ways = [its_way for _, its_way in moves.values()]
    against = [code for code, (_, its_way) in moves.items() if {way, its_way} == {"up", "down"}]
    bases = (figures.level(code, key.base) for code in against)
    weight = sum((level.low for level in bases if level), Fraction(0))
    if way == "unchanged":
        return key.not_claimable(change, "flat")
    if way and way in ways:
        return key.not_claimable(change, "counterexample")
    if not way or "" in ways:
        return key.not_quotable(change, "too_uncertain")
    if weight < total.high * _HALF:
        return key.not_claimable(change, "counterexample")
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
        return key.unavailable("no_base_period")
    rates.sort(key=lambda pair: pair[0].value)
    (slowest, last), (fastest, first) = rates[0], rates[-1]
    gap = arithmetic.difference_of_rates(fastest, slowest)
    if slowest.high < 0 < fastest.low and gap.low >= _DIVERGING:
        return Claim(key, gap, "diverge", answer=(first, last))
    return key.not_claimable(gap, "counterexample")


def _mismatch(figures: Figures, key: ClaimKey, level: Measure, base: Measure) -> Claim:
    """A rate of the total that does not recompute from the levels as printed."""
    growth = figures.claim("GROWTH", *key[1:])
    if not growth:
        return refused_like(growth, key)
    rate = evidence_of(growth)
    printed_now, printed_base = (_as_printed(figures, measure) for measure in (level, base))
    if printed_base == 0:
        return key.not_quotable(rate, "zero_base")
    recomputed = (printed_now / printed_base - 1) * 100
    decimals = decimals_of(rate, _RATE_DECIMALS)
    if rounded(recomputed, decimals) == rounded(rate.value, decimals):
        return key.not_claimable(rate, "counterexample")
    return Claim(key, rate)


def _as_printed(figures: Figures, level: Measure) -> Fraction:
    amount = numbers.amount(level, figures.dataset.level_unit, _TOTAL_DECIMALS)
    return Fraction(amount.value) * Fraction(10) ** amount.scale


def _last_year_and_period_before(period: Period) -> tuple[Period, ...]:
    before = (period.previous,) if period.divides_year else ()
    return (period.whole_year.year_before, *before)


_pace_of_years = on_claims("GROWTH", lambda period: period.year_before, _acceleration)
PACE = (
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


def _since_january(_: Figures, now: Period) -> Sequence[Period]:
    """A part of a year that began in January."""
    return (now,) if now.to_date == now and now.kind != "year" else ()


def _now_and_last_year(key: ClaimKey) -> Sequence[Period | None]:
    return (key.period, key.period.year_before, key.base)


def _carry_over(
    figures: Figures, key: ClaimKey, level: Measure, before: Measure, annual: Measure
) -> Claim:
    """Growth of the year if the rest of it equals that of the year before."""
    reason = obstacle(annual, annual)
    if reason:
        return key.not_quotable(arithmetic.change(level, before), reason)
    return _possible(figures, key, arithmetic.carry_over(level, before, annual), annual)


def _required_rest(
    figures: Figures, key: ClaimKey, level: Measure, before: Measure, annual: Measure
) -> Claim:
    """Change of the rest that the year needs to equal the year before."""
    if annual.low <= before.high:  # nothing, or nothing sure, came after this part of last year
        rest = arithmetic.change(annual, before)
        return key.not_quotable(rest, obstacle(rest, rest) or "too_uncertain")
    return _possible(figures, key, arithmetic.required_rest(level, before, annual), annual)


def _carry_over_at_latest(figures: Figures, key: ClaimKey) -> Claim:
    """Growth of the year if each quarter of its rest equals the latest one."""
    code, now = key.subject, key.period
    level, annual = figures.level(code, now), figures.level(code, key.base)
    latest = next((q for q in now.parts("quarter") if q.end == now.end), None)
    quarter = figures.level(code, latest)
    if level is None or annual is None or quarter is None or latest is None:
        return key.unavailable(figures.lack(code, now, key.base) or "incomplete_window")
    reason = obstacle(level, annual) or obstacle(quarter, annual)
    if reason:
        return key.not_quotable(arithmetic.change(level, annual), reason)
    rest = len(now.whole_year.parts("quarter")) - latest.index
    rate = arithmetic.carry_over_at_latest(level, quarter, rest, annual)
    return _possible(figures, key, rate, annual)


def _possible(figures: Figures, key: ClaimKey, rate: Measure, annual: Measure) -> Claim:
    """Judge a rate, unless it takes a level below nothing: the rest is above last year already."""
    if rate.high <= _ALL:
        return key.not_quotable(rate, "sign_change")
    if rate.low <= _ALL:
        return key.not_quotable(rate, "too_uncertain")
    return judged(figures, key, rate, annual)


_CARRY_OVER = Indicator(
    "CARRY_OVER",
    on_levels(_carry_over, _now_and_last_year),
    "rate",
    bases=last_year,
    periods=_since_january,
    sums="time",
)
_BESIDE = replace(_CARRY_OVER, beside="CARRY_OVER")
COURSE = (
    _CARRY_OVER,
    replace(_BESIDE, key="REQUIRED_REST", judge=on_levels(_required_rest, _now_and_last_year)),
    replace(_BESIDE, key="CARRY_OVER_LATEST", judge=_carry_over_at_latest),
)
