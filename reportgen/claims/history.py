"""Claims about where a level stands in its own history: records, the last higher one, rows."""

from collections.abc import Iterator, Mapping, Sequence

from reportgen import arithmetic
from reportgen.claims.figures import Figures
from reportgen.claims.indicator import Indicator, rated
from reportgen.claims.model import Claim, ClaimKey
from reportgen.claims.pace import yearly_move
from reportgen.measure import Measure
from reportgen.period import Period

Known = Mapping[Period, Measure]
_MONTHS_OF_A_YEAR = 12
_SERIES = 3  # periods that make a series: the higher of two is no record
_ROW = 2  # periods that make a row


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
    code, now, of_season = key.subject, key.period, key.indicator == "SEASON_RECORD"
    alike = _alike(figures, now, of_season)
    known = _levels_of(figures, code, alike)
    level, window, levels = known.get(now), [*known], known.values()
    step = _MONTHS_OF_A_YEAR if of_season else _step(now)
    if level is None or len(window) < _SERIES or not _gapless(window, step):
        return key.unavailable(figures.lack(code, now) or "incomplete_window")
    if all(level.high >= other.low for other in levels):
        verdict, top = "highest", max(other.low for other in levels)
        rivals = [other for other in levels if other.high >= top]
    elif all(level.low <= other.high for other in levels):
        verdict, bottom = "lowest", min(other.high for other in levels)
        rivals = [other for other in levels if other.low <= bottom]
    else:
        return key.not_claimable(level, "counterexample")
    if len(rivals) == 1:
        return Claim(key, level, verdict, answer=(str(window[0]), str(window[-1])))
    if all(rival.exact for rival in rivals):
        return key.not_claimable(level, "tie")
    return key.not_quotable(level, "too_uncertain")


def _gapless(window: Sequence[Period], step: int) -> bool:
    """True when so many months lie between each period and the next."""
    years = window[-1].year - window[0].year
    months = years * _MONTHS_OF_A_YEAR + window[-1].end_month - window[0].end_month
    return months == step * (len(window) - 1)


def _streak(figures: Figures, key: ClaimKey) -> Claim:
    """How many periods in a row a subject has risen, or fallen, on the year before.

    Verdict: up, down; at_least_up, at_least_down where what came before is not known. The answer
    is the first and the last period in the row.
    """
    code, now = key.subject, key.period
    move = yearly_move(figures, code, now)
    if move is None:
        return key.unavailable(figures.lack(code, now, now.year_before))
    change, way = move
    if not way:
        return key.not_quotable(change, "too_uncertain")
    if way == "unchanged":
        return key.not_claimable(change, "flat")
    row, first, period = [], now, now
    while move is not None and move[1] == way:
        row.append(move[0])
        first, period = period, period.previous
        move = yearly_move(figures, code, period)
    count = arithmetic.count_of(row)
    if len(row) < _ROW:
        return key.not_claimable(count, "counterexample")
    open_ended = move is None or not move[1]
    verdict = f"at_least_{way}" if open_ended else way
    return Claim(key, count, verdict, answer=(str(first), str(now)))


def _since(figures: Figures, key: ClaimKey) -> Claim | None:
    """Whether a level is the highest, or the lowest, since one that is not the period before.

    The answer is that earlier period. Nothing is told where no level was higher, or lower.
    """
    alike = _alike(figures, key.period, of_season=False)
    known = _levels_of(figures, key.subject, alike)
    level = known.pop(key.period, None)
    if level is None or not _gapless([*known, key.period], _step(key.period)):
        return None
    for verdict, way in (("highest", 1), ("lowest", -1)):
        passed = _passed(level, known, way)
        if _SERIES <= len(passed) < len(known):
            answer = (str([*known][-len(passed) - 1]),)
            return Claim(key, level, verdict, answer=answer)
    return None


def _passed(level: Measure, known: Known, way: int) -> list[Period]:
    """The periods before, the latest first, whose levels lie surely below, or above."""
    found = []
    for period, other in reversed([*known.items()]):
        if not (level.low > other.high if way > 0 else level.high < other.low):
            break
        found.append(period)
    return found


def from_high(figures: Figures) -> Iterator[Claim]:
    """Yield how far each level lies below the highest of the same part of earlier years.

    The highest is the base; nothing is told of a level that is the highest itself.
    """
    for now in figures.periods if figures.dataset.counted.kind != "ratio" else ():
        alike = [p for p in _alike(figures, now, of_season=True) if not now < p]
        for code in (entity.code for entity in figures.dataset.entities):
            known = _levels_of(figures, code, alike)
            level = known.pop(now, None)
            if level is None or not known:
                continue
            high = max(known, key=lambda period: known[period].value)
            if high != now.year_before and level.high < known[high].low:
                key = ClaimKey("FROM_HIGH", code, now, high)
                yield rated(figures, key, level, known[high])


def _levels_of(figures: Figures, code: str, periods: Sequence[Period]) -> dict[Period, Measure]:
    return {period: level for period in periods if (level := figures.level(code, period))}


def _step(now: Period) -> int:
    return now.months if now.divides_year else _MONTHS_OF_A_YEAR


INDICATORS = (
    Indicator("RECORD", _record, periods=_all_of_a_kind),
    Indicator("SEASON_RECORD", _record, periods=_all_of_a_season, beside="RECORD"),
    Indicator("STREAK", _streak, "count"),
    Indicator("SINCE", _since, periods=_all_of_a_kind),
    Indicator("FROM_HIGH", None, "rate"),
)
