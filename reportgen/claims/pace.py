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
from reportgen.l10n.numbers import decimals_of, rounded
from reportgen.measure import Measure
from reportgen.period import Period

Moves = dict[str, tuple[Measure, Direction]]
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
    rates = figures.told("GROWTH", now, now.year_before)
    for reference in (now.whole_year.year_before, *figures.bases(now)[1:]):
        rates_before = figures.told("GROWTH", reference, reference.year_before)
        for code, current in rates.items():
            place = ("ACCELERATION", code, now, reference)
            previous = rates_before.get(code)
            if not current or current.evidence is None:
                yield refused_like(current, place)
            elif previous is None:
                yield unavailable(*place, "no_base_period")
            elif not previous or previous.evidence is None:
                yield refused_like(previous, place, "no_base_period")
            else:
                pace = indicators.difference_of_rates(current.evidence, previous.evidence)
                verdict = _pace(previous, previous.evidence, current, current.evidence)
                yield _told_pace(place, pace, verdict)


def _told_pace(place: Place, pace: Measure, verdict: str) -> Claim:
    if not verdict:
        return not_quotable(*place, pace, "too_uncertain")
    return Claim(*place, pace, verdict, direction_of(pace))


def _way(rate: Claim) -> str:
    """Stable, up or down, as its band tells."""
    return "stable" if rate.verdict in ("stable", "unchanged") else rate.direction


def _pace(before: Claim, previous: Measure, now: Claim, current: Measure) -> str:
    """Tell a change of pace by the printed rates."""
    ways = _way(before), _way(now)
    if ways in _PACES:
        return _PACES[ways]
    least = rounded(current.low, 1) - rounded(previous.high, 1)
    most = rounded(current.high, 1) - rounded(previous.low, 1)
    if max(abs(least), abs(most)) < _HALF:
        return "same_pace"
    if least >= _HALF:
        return "accelerates" if ways[1] == "up" else "decline_eases"
    if most <= -_HALF:
        return "slows" if ways[1] == "up" else "decline_deepens"
    return ""


def two_year_rates(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the yearly rate over two years, where the year before moved by 10 % or more."""
    middle, start = now.year_before, now.year_before.year_before
    levels, bases = figures.at(now), figures.at(start)
    rates = figures.told("GROWTH", middle, start)
    for entity in figures.dataset.entities:
        code, place = entity.code, ("CAGR_2Y", entity.code, now, start)
        level, base, before = levels.get(code), bases.get(code), rates.get(code)
        if level is None or base is None or before is None or before.evidence is None:
            yield unavailable(*place, figures.lack(code, now, start) or "no_base_period")
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
    segments = [segment.code for segment in figures.dataset.segments]
    if len(segments) < 2:
        return
    base = now.year_before
    moves = _covering(figures, yearly_moves(figures, now))
    total = figures.level(figures.total.code, base)
    for code in segments:
        place = ("COUNTER_CURRENT", code, now, base)
        if code not in moves or len(moves) < 2 or total is None:
            yield unavailable(*place, figures.lack(code, now, base) or "missing_cell")
        else:
            yield _counter_current(figures, place, moves, total)


def yearly_moves(figures: Figures, now: Period) -> Moves:
    """Return the change over a year and its direction, unchanged where the rate prints as stable.

    A published rate serves where a level is not known.
    """
    base = now.year_before
    changes, moves = figures.told("CHANGE", now, base), {}
    for code, growth in figures.told("GROWTH", now, base).items():
        change = changes[code].evidence or growth.evidence
        if change is not None:
            stable = growth.verdict == "stable"
            moves[code] = (change, "unchanged" if stable else direction_of(change))
    return moves


def _covering(figures: Figures, moves: Moves) -> Moves:
    """The moves of all segments, of a group where its members are not known; else none."""
    found: Moves = {}
    covered: set[str] = set()
    for entity in figures.parts:
        if entity.code in moves and not covered & set(entity.members):
            found[entity.code] = moves[entity.code]
            covered |= set(entity.members)
    return found if len(covered) == len(figures.dataset.segments) else {}


def _counter_current(figures: Figures, place: Place, moves: Moves, total: Measure) -> Claim:
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
    growths = figures.told("GROWTH", now, now.year_before)
    claims = (growths[code] for code in segments)
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
