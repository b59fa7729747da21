"""Claims that compare growth rates: acceleration, divergence, counter-current, rounding."""

from collections.abc import Iterator
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures, direction_of
from reportgen.claims.model import (
    Claim,
    Place,
    not_claimable,
    not_quotable,
    refused_like,
    unavailable,
)
from reportgen.claims.rates import judged, rate_obstacle
from reportgen.l10n import numbers
from reportgen.l10n.lexicon import Direction
from reportgen.l10n.rounding import decimals_of, rounded
from reportgen.measure import Measure
from reportgen.period import Period

_DIVERGING = Fraction(10)  # points between the fastest and the slowest
_HALF = Fraction(1, 2)
_TOTAL_DECIMALS = _RATE_DECIMALS = 1
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


def accelerations(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the change of the yearly rate in points, against that of the last full year.

    Halves and quarters also against that of the half or quarter before.
    """
    references = (now.whole_year.year_before, *figures.bases(now)[1:])
    for entity in figures.dataset.entities:
        for reference in references:
            yield _acceleration(figures, ("ACCELERATION", entity.code, now, reference))


def _acceleration(figures: Figures, place: Place) -> Claim:
    _, code, now, reference = place
    then = reference or now
    current = figures.claim("GROWTH", code, now, now.year_before)
    previous = figures.claim("GROWTH", code, then, then.year_before)
    if not current:
        return refused_like(current, place)
    if not previous:
        return refused_like(previous, place, "no_base_period")
    rates = [claim.evidence for claim in (current, previous) if claim.evidence]
    pace = indicators.difference_of_rates(*rates)
    verdict = _pace(*rates)
    if verdict:
        return Claim(*place, pace, verdict, direction_of(pace))
    return not_quotable(*place, pace, "too_uncertain")


def _way(rate: Measure) -> str:
    """Tell stable, up or down by the printed ends; nothing where they disagree."""
    ends = {rounded(end, 1) for end in (rate.low, rate.high)}
    ways = {"stable" if abs(end) < _HALF else "up" if end > 0 else "down" for end in ends}
    return ways.pop() if len(ways) == 1 else ""


def _pace(current: Measure, previous: Measure) -> str:
    """Tell a change of pace by the printed rates."""
    before, now = _way(previous), _way(current)
    if not before or not now:
        return ""
    if (before, now) in _PACES:
        return _PACES[before, now]
    least = rounded(current.low, 1) - rounded(previous.high, 1)
    most = rounded(current.high, 1) - rounded(previous.low, 1)
    if max(abs(least), abs(most)) < _HALF:
        return "same_pace"
    if least >= _HALF:
        return "accelerates" if now == "up" else "decline_eases"
    if most <= -_HALF:
        return "slows" if now == "up" else "decline_deepens"
    return ""


def two_year_rates(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the yearly rate over two years, where the year before moved by 10 % or more."""
    middle = now.year_before
    for entity in figures.dataset.entities:
        code, place = entity.code, ("CAGR_2Y", entity.code, now, middle.year_before)
        level, base = figures.level(code, now), figures.level(code, middle.year_before)
        before = figures.claim("GROWTH", code, middle, middle.year_before)
        if level is None or base is None or before.evidence is None:
            lack = figures.lack(code, now, middle.year_before) or "no_base_period"
            yield unavailable(*place, lack)
        elif not before:
            yield refused_like(before, place)
        elif min(abs(before.evidence.low), abs(before.evidence.high)) < _BASE_EFFECT:
            yield not_claimable(*place, before.evidence, "counterexample")
        else:
            yield _over_two_years(figures, place, level, base)


def _over_two_years(figures: Figures, place: Place, level: Measure, base: Measure) -> Claim:
    reason = rate_obstacle(level, base)
    if reason:
        return not_quotable(*place, indicators.change(level, base), reason)
    return judged(figures, place, indicators.required_growth(base, level, 2), base)


def counter_currents(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield whether a segment moves against all others that move, and against half the total."""
    if len(figures.dataset.segments) < 2:
        return
    base = now.year_before
    moves = _moves(figures, now)
    covered = {m for code in moves for m in figures.dataset.entity(code).members}
    complete = covered == {segment.code for segment in figures.dataset.segments}
    total = figures.level(figures.total.code, base)
    for segment in figures.dataset.segments:
        place = ("COUNTER_CURRENT", segment.code, now, base)
        if segment.code not in moves or not complete or len(moves) < 2 or total is None:
            yield unavailable(*place, figures.lack(segment.code, now, base) or "missing_cell")
        else:
            yield _counter_current(figures, place, moves, total)


def _moves(figures: Figures, now: Period) -> dict[str, tuple[Measure, Direction]]:
    """Move and direction of every segment, of a group where its members are not known."""
    found: dict[str, tuple[Measure, Direction]] = {}
    covered: set[str] = set()
    for entity in (*figures.dataset.segments, *figures.dataset.groups):
        move, way = yearly_move(figures, entity.code, now)
        if move is not None and not covered & set(entity.members):
            found[entity.code] = (move, way)
            covered |= set(entity.members)
    return found


def yearly_move(figures: Figures, code: str, now: Period) -> tuple[Measure | None, Direction]:
    """Return the change over a year and its direction, unchanged where the rate prints as stable.

    A published rate serves where a level is not known.
    """
    growth = figures.claim("GROWTH", code, now, now.year_before)
    change = figures.claim("CHANGE", code, now, now.year_before).evidence or growth.evidence
    if change is None or growth.verdict == "stable":
        return change, "unchanged"
    return change, direction_of(change)


def _counter_current(
    figures: Figures, place: Place, moves: dict[str, tuple[Measure, Direction]], total: Measure
) -> Claim:
    _, code, now, base = place
    change, way = moves[code]
    others = {other: its_way for other, (_, its_way) in moves.items() if other != code}
    against = [other for other, its_way in others.items() if {way, its_way} == {"up", "down"}]
    bases = (figures.level(other, base or now) for other in against)
    weight = sum((level.low for level in bases if level), Fraction(0))
    if way == "unchanged":
        return not_claimable(*place, change, "flat")
    if way and way in others.values():
        return not_claimable(*place, change, "counterexample")
    if not way or "" in others.values():
        return not_quotable(*place, change, "too_uncertain")
    if weight < total.high * _HALF:
        return not_claimable(*place, change, "counterexample")
    return Claim(*place, change, direction=way)


def divergences(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the distance between the fastest and the slowest segment, where their signs differ.

    The answer names both, the fastest first.
    """
    segments = [segment.code for segment in figures.dataset.segments]
    if len(segments) < 2:
        return
    place = ("DIVERGENCE", figures.total.code, now, now.year_before)
    claims = [figures.claim("GROWTH", code, now, now.year_before) for code in segments]
    rates = [(claim.evidence, claim.subject) for claim in claims if claim and claim.evidence]
    if len(rates) < 2:
        yield unavailable(*place, "no_base_period")
        return
    rates.sort(key=lambda pair: pair[0].value)
    (slowest, last), (fastest, first) = rates[0], rates[-1]
    gap = indicators.difference_of_rates(fastest, slowest)
    if slowest.high < 0 < fastest.low and gap.low >= _DIVERGING:
        yield Claim(*place, gap, "diverge", answer=(first, last))
    else:
        yield not_claimable(*place, gap, "counterexample")


def rounding_mismatches(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield a rate of the total that does not recompute from the levels as printed."""
    place = ("ROUNDING_MISMATCH", figures.total.code, now, now.year_before)
    level, base = (figures.level(figures.total.code, period) for period in (now, now.year_before))
    growth = figures.claim("GROWTH", figures.total.code, now, now.year_before)
    if level is None or base is None or growth.evidence is None:
        yield unavailable(*place, figures.lack(figures.total.code, now, now.year_before))
    elif not growth:
        yield refused_like(growth, place)
    else:
        yield _mismatch(figures, place, growth.evidence, level, base)


def _mismatch(
    figures: Figures, place: Place, rate: Measure, level: Measure, base: Measure
) -> Claim:
    printed_now, printed_base = (_as_printed(figures, measure) for measure in (level, base))
    if printed_base == 0:
        return not_quotable(*place, rate, "zero_base")
    recomputed = (printed_now / printed_base - 1) * 100
    decimals = decimals_of(rate, _RATE_DECIMALS)
    if rounded(recomputed, decimals) == rounded(rate.value, decimals):
        return not_claimable(*place, rate, "counterexample")
    return Claim(*place, rate)


def _as_printed(figures: Figures, level: Measure) -> Fraction:
    amount = numbers.amount(level, figures.dataset.level_unit, _TOTAL_DECIMALS)
    return Fraction(amount.value) * Fraction(10) ** amount.scale
