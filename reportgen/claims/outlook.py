"""Claims about the course of a series: what a year carries over, records, periods in a row."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reportgen import arithmetic
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.indicator import Indicator, judged, last_year, on_levels
from reportgen.claims.model import Claim, ClaimKey, not_claimable, not_quotable, unavailable
from reportgen.claims.pace import yearly_move
from reportgen.measure import Measure
from reportgen.period import Period

_ALL = -100  # percent: a fall of everything
_QUARTERS = 4  # of a year
_SERIES = 3  # periods that make a series: the higher of two is no record
_ROW = 2  # periods that make a row


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
        return not_quotable(key, arithmetic.change(level, before), reason)
    return _possible(figures, key, arithmetic.carry_over(level, before, annual), annual)


def _required_rest(
    figures: Figures, key: ClaimKey, level: Measure, before: Measure, annual: Measure
) -> Claim:
    """Change of the rest that the year needs to equal the year before."""
    if annual.low <= before.high:  # nothing, or nothing sure, came after this part of last year
        rest = arithmetic.change(annual, before)
        return not_quotable(key, rest, obstacle(rest, rest) or "too_uncertain")
    return _possible(figures, key, arithmetic.required_rest(level, before, annual), annual)


def _carry_over_at_latest(figures: Figures, key: ClaimKey) -> Claim:
    """Growth of the year if each quarter of its rest equals the latest one."""
    code, now = key.subject, key.period
    level, annual = figures.level(code, now), figures.level(code, key.base)
    latest = next((q for q in now.parts("quarter") if q.end == now.end), None)
    quarter = figures.level(code, latest)
    if level is None or annual is None or quarter is None or latest is None:
        return unavailable(key, figures.lack(code, now, key.base) or "incomplete_window")
    reason = obstacle(level, annual) or obstacle(quarter, annual)
    if reason:
        return not_quotable(key, arithmetic.change(level, annual), reason)
    rest = _QUARTERS - latest.index
    rate = arithmetic.carry_over_at_latest(level, quarter, rest, annual)
    return _possible(figures, key, rate, annual)


def _possible(figures: Figures, key: ClaimKey, rate: Measure, annual: Measure) -> Claim:
    """Judge a rate, unless it takes a level below nothing: the rest is above last year already."""
    if rate.high <= _ALL:
        return not_quotable(key, rate, "sign_change")
    if rate.low <= _ALL:
        return not_quotable(key, rate, "too_uncertain")
    return judged(figures, key, rate, annual)


def _all_of_a_kind(figures: Figures, now: Period) -> Sequence[Period]:
    """All periods of one kind, once the walk has reached the last of them."""
    alike = _alike(figures, now, of_season=False)
    return alike if now == alike[-1] else ()


def _all_of_a_season(figures: Figures, now: Period) -> Sequence[Period]:
    """The same part of every year, once the walk has reached the last of them."""
    alike = _alike(figures, now, of_season=True)
    return alike if now == alike[-1] and now.divides_year else ()


def _alike(figures: Figures, now: Period, of_season: bool) -> Sequence[Period]:
    """All periods of one kind, or the same part of every year."""
    of_kind = [period for period in figures.periods if period.kind == now.kind]
    return [p for p in of_kind if p.index == now.index] if of_season else of_kind


def _record(figures: Figures, key: ClaimKey) -> Claim:
    """Whether a level is the highest or the lowest; the answer is the window: its two ends."""
    of_season = key.indicator == "SEASON_RECORD"
    window = _alike(figures, key.period, of_season)
    known = {period: level for period in window if (level := figures.level(key.subject, period))}
    gapless = all(
        earlier == (later.year_before if of_season else later.previous)
        for earlier, later in pairwise(known)
    )
    level, levels, ends = known.get(key.period), known.values(), [*map(str, known)]
    if level is None or len(known) < _SERIES or not gapless:
        lack = figures.lack(key.subject, key.period)
        return unavailable(key, lack or "incomplete_window")
    top, bottom = max(each.low for each in levels), min(each.high for each in levels)
    standings = {
        "highest": [each for each in levels if each.high >= top],
        "lowest": [each for each in levels if each.low <= bottom],
    }
    for verdict, rivals in standings.items():
        if any(level is rival for rival in rivals):
            if len(rivals) == 1:
                return Claim(key, level, verdict, answer=(ends[0], ends[-1]))
            if all(rival.exact for rival in rivals):
                return not_claimable(key, level, "tie")
            return not_quotable(key, level, "too_uncertain")
    return not_claimable(key, level, "counterexample")


def _streak(figures: Figures, key: ClaimKey) -> Claim:
    """How many periods in a row a subject has risen, or fallen, on the year before.

    Verdict: up, down; at_least_up, at_least_down where what came before is not known. The answer
    is the first and the last period in the row.
    """
    code, now = key.subject, key.period
    move = yearly_move(figures, code, now)
    if move is None:
        return unavailable(key, figures.lack(code, now, now.year_before))
    change, way = move
    if not way:
        return not_quotable(key, change, "too_uncertain")
    if way == "unchanged":
        return not_claimable(key, change, "flat")
    row, first, period = [], now, now
    while move is not None and move[1] == way:
        row.append(move[0])
        first, period = period, period.previous
        move = yearly_move(figures, code, period)
    count = arithmetic.count_of(row)
    if len(row) < _ROW:
        return not_claimable(key, count, "counterexample")
    open_ended = move is None or not move[1]
    verdict = f"at_least_{way}" if open_ended else way
    return Claim(key, count, verdict, answer=(str(first), str(now)))


_CARRY_OVER = Indicator(
    "CARRY_OVER",
    on_levels(_carry_over, _now_and_last_year),
    "rate",
    bases=last_year,
    periods=_since_january,
)
_BESIDE = replace(_CARRY_OVER, beside="CARRY_OVER")
INDICATORS = (
    _CARRY_OVER,
    replace(_BESIDE, key="REQUIRED_REST", judge=on_levels(_required_rest, _now_and_last_year)),
    replace(_BESIDE, key="CARRY_OVER_LATEST", judge=_carry_over_at_latest),
    Indicator("RECORD", _record, periods=_all_of_a_kind),
    Indicator("SEASON_RECORD", _record, periods=_all_of_a_season, beside="RECORD"),
    Indicator("STREAK", _streak, "count"),
)
