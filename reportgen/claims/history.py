"""Claims about the whole series: records, and periods in a row that go the same way."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from reportgen import indicators
from reportgen.claims.figures import Figures
from reportgen.claims.model import Claim, Place, not_claimable, not_quotable, unavailable
from reportgen.claims.pace import Moves, yearly_moves
from reportgen.l10n.lexicon import Direction
from reportgen.measure import Measure
from reportgen.period import Period

_SERIES = 3  # periods that make a series: the higher of two is no record
_ROW = 2


def records(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield, once for each window, which level is its highest and which its lowest.

    RECORD looks at all periods of one kind, SEASON_RECORD at the same half or quarter of every
    year. Verdict: highest, lowest; the answer is the first and the last period of the window.
    """
    of_kind = [period for period in figures.periods if period.kind == now.kind]
    of_season = [period for period in of_kind if period.index == now.index]
    for entity in figures.dataset.entities:
        if now == of_kind[-1]:
            yield from _records(figures, "RECORD", entity.code, of_kind)
        if now == of_season[-1] and now.divides_year:
            yield from _records(figures, "SEASON_RECORD", entity.code, of_season)


def _records(figures: Figures, indicator: str, code: str, window: list[Period]) -> Iterator[Claim]:
    levels = {period: level for period in window if (level := figures.at(period).get(code))}
    whole = len(levels) >= _SERIES and _gapless(list(levels), indicator == "SEASON_RECORD")
    standings = _standings(levels) if whole else {}
    known = [str(period) for period in levels]
    for period in window:
        place = (indicator, code, period, None)
        level = levels.get(period)
        if level is None or not whole:
            yield unavailable(*place, figures.lack(code, period) or "incomplete_window")
        else:
            standing = standings.get(period, "counterexample")
            yield _record(place, level, standing, (known[0], known[-1]))


def _gapless(periods: list[Period], seasonal: bool) -> bool:
    return all(
        earlier == (later.year_before if seasonal else later.previous)
        for earlier, later in pairwise(periods)
    )


def _standings(levels: Mapping[Period, Measure]) -> dict[Period, str]:
    """Those that may be the highest or the lowest: which of them is, or why none can be named."""
    top = max(level.low for level in levels.values())
    bottom = min(level.high for level in levels.values())
    rivals = {
        "highest": [period for period, level in levels.items() if level.high >= top],
        "lowest": [period for period, level in levels.items() if level.low <= bottom],
    }
    found: dict[Period, str] = {}
    for name, periods in rivals.items():
        tied = all(levels[period].exact for period in periods)
        shared = "tie" if tied else "too_uncertain"
        for period in periods:
            found.setdefault(period, name if len(periods) == 1 else shared)
    return found


def _record(place: Place, level: Measure, standing: str, window: tuple[str, str]) -> Claim:
    if standing == "too_uncertain":
        return not_quotable(*place, level, standing)
    if standing in ("tie", "counterexample"):
        return not_claimable(*place, level, standing)
    return Claim(*place, level, standing, answer=window)


def streaks(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield how many periods in a row each subject has risen, or fallen, on the year before.

    Verdict: up, down; at_least_up, at_least_down where what came before is not known. The answer
    is the first and the last period in the row.
    """
    history = [yearly_moves(figures, now)]
    for entity in figures.dataset.entities:
        place = ("STREAK", entity.code, now, None)
        if entity.code not in history[0]:
            yield unavailable(*place, figures.lack(entity.code, now, now.year_before))
            continue
        move, way = history[0][entity.code]
        if not way:
            yield not_quotable(*place, move, "too_uncertain")
        elif way == "unchanged":
            yield not_claimable(*place, move, "flat")
        else:
            yield _streak(figures, place, way, history)


def _streak(figures: Figures, place: Place, way: Direction, history: list[Moves]) -> Claim:
    """Walk back while the direction holds; `history`, from now on back, grows as far as needed."""
    _, code, now, _ = place
    row: list[Measure] = []
    first = period = now
    while code in history[len(row)] and history[len(row)][code][1] == way:
        row.append(history[len(row)][code][0])
        first, period = period, period.previous
        if len(row) == len(history):
            history.append(yearly_moves(figures, period))
    count = indicators.count_of(row)
    if len(row) < _ROW:
        return not_claimable(*place, count, "counterexample")
    before = history[len(row)].get(code)
    open_ended = before is None or not before[1]
    return Claim(
        *place, count, f"at_least_{way}" if open_ended else way, answer=(str(first), str(now))
    )
