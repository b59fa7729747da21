"""Claims about quarters within a year: peak, trough, rebound, profile, trailing four quarters."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures, direction_of, obstacle
from reportgen.claims.model import Claim, not_claimable, not_quotable, unavailable
from reportgen.measure import Measure
from reportgen.period import Period

_QUARTERS = 4
_TURNING_AMPLITUDE, _MARKED_AMPLITUDE = Fraction(5), Fraction(15)  # percent of the mean
_REBOUND = Fraction(4)  # percent on the quarter before: the lower edge of "moderate"

Extreme = Callable[[Measure, Measure], bool]


def extremes(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield peak and trough of each subject in a year; the answer is the quarter.

    Verdict: turning_point (strict, inside the year, amplitude of 5 % or more), at_start, at_end,
    not_local.
    """
    if now.kind != "year":
        return
    for entity in figures.dataset.entities:
        quarters = _quarters_of(now)
        levels = [figures.level(entity.code, quarter) for quarter in quarters]
        for indicator, beats in (("PEAK", _higher), ("TROUGH", _lower)):
            known = [level for level in levels if level is not None]
            if len(known) < _QUARTERS:
                yield unavailable(indicator, entity.code, now, None, "incomplete_window")
            else:
                yield _extreme(indicator, entity.code, now, known, beats)


def _quarters_of(year: Period) -> list[Period]:
    return [Period(year.year, "quarter", number) for number in range(1, _QUARTERS + 1)]


def _higher(one: Measure, other: Measure) -> bool:
    return one.low > other.high


def _lower(one: Measure, other: Measure) -> bool:
    return one.high < other.low


def _extreme(
    indicator: str, code: str, year: Period, levels: Sequence[Measure], beats: Extreme
) -> Claim:
    sign = 1 if beats is _higher else -1
    place = max(range(_QUARTERS), key=lambda position: sign * levels[position].value)
    level = levels[place]
    rivals = [other for position, other in enumerate(levels) if position != place]
    if not all(beats(level, other) for other in rivals):
        tied = any(other.value == level.value for other in rivals)
        if tied:
            return not_claimable(indicator, code, year, None, level, "tie")
        return not_quotable(indicator, code, year, None, level, "too_uncertain")
    quarter = str(_quarters_of(year)[place])
    verdict = _place_in_year(place, indicators.amplitude(levels))
    return Claim(indicator, code, year, None, level, verdict, answer=(quarter,))


def _place_in_year(place: int, amplitude: Measure | None) -> str:
    if place == 0:
        return "at_start"
    if place == _QUARTERS - 1:
        return "at_end"
    turns = amplitude is not None and amplitude.low >= _TURNING_AMPLITUDE
    return "turning_point" if turns else "not_local"


def profiles(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the amplitude of each subject's quarters in percent of their mean.

    Verdict: marked from 15 %, seasonal where two years in a row peak in the same quarter.
    """
    if now.kind != "year":
        return
    for entity in figures.dataset.entities:
        levels = _known_quarters(figures, entity.code, now)
        if levels is None:
            yield unavailable("SEASONALITY", entity.code, now, None, "incomplete_window")
            continue
        amplitude = indicators.amplitude(levels)
        if amplitude is None:
            yield not_quotable("SEASONALITY", entity.code, now, None, levels[0], "negative_base")
        elif amplitude.low < _MARKED_AMPLITUDE:
            yield not_claimable("SEASONALITY", entity.code, now, None, amplitude, "flat")
        else:
            before = _known_quarters(figures, entity.code, now.year_before)
            seasonal = before is not None and _highest(before) == _highest(levels)
            verdict = "seasonal" if seasonal else "marked"
            yield Claim("SEASONALITY", entity.code, now, None, amplitude, verdict)


def _known_quarters(figures: Figures, code: str, year: Period) -> list[Measure] | None:
    levels = [figures.level(code, quarter) for quarter in _quarters_of(year)]
    known = [level for level in levels if level is not None]
    return known if len(known) == _QUARTERS else None


def _highest(levels: Sequence[Measure]) -> int:
    return max(range(len(levels)), key=lambda position: levels[position].value)


def rebounds(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield a recovery of at least 4 % in the quarter that follows a low; the answer is the low."""
    if now.kind != "quarter":
        return
    low_quarter = now.previous
    for entity in figures.dataset.entities:
        levels = [figures.level(entity.code, p) for p in (low_quarter.previous, low_quarter, now)]
        known = [level for level in levels if level is not None]
        if len(known) < len(levels):
            yield unavailable("REBOUND", entity.code, now, low_quarter, "incomplete_window")
            continue
        before, low, after = known
        reason = obstacle(after, low)
        change = indicators.change(after, low)
        if reason:
            yield not_quotable("REBOUND", entity.code, now, low_quarter, change, reason)
        elif figures.tiny(entity.code, low, low_quarter):
            yield not_quotable("REBOUND", entity.code, now, low_quarter, change, "tiny_base")
        else:
            rate = indicators.growth(after, low)
            if _lower(low, before) and rate.low >= _REBOUND:
                answer = (str(low_quarter),)
                yield Claim("REBOUND", entity.code, now, low_quarter, rate, "", "up", answer=answer)
            else:
                reason = "counterexample"
                yield not_claimable("REBOUND", entity.code, now, low_quarter, rate, reason)


def trailing_years(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the sum of four quarters up to each quarter, and its change on a year before."""
    if now.kind != "quarter":
        return
    for entity in figures.dataset.entities:
        code = entity.code
        level = trailing(figures, code, now)
        if level is None:
            yield unavailable("TRAILING_4Q", code, now, None, "incomplete_window")
        else:
            yield Claim("TRAILING_4Q", code, now, None, level)
        yield _trailing_growth(figures, code, now, level)


def _trailing_growth(figures: Figures, code: str, now: Period, level: Measure | None) -> Claim:
    indicator, base_period = "TRAILING_4Q_GROWTH", now.year_before
    base = trailing(figures, code, base_period)
    if level is None or base is None:
        reason = "incomplete_window" if level is None else "no_base_period"
        return unavailable(indicator, code, now, base_period, reason)
    reason = obstacle(level, base)
    if reason:
        change = indicators.change(level, base)
        return not_quotable(indicator, code, now, base_period, change, reason)
    rate = indicators.growth(level, base)
    direction = direction_of(rate)
    if figures.tiny(code, base, now.whole_year.year_before):
        return not_quotable(indicator, code, now, base_period, rate, "tiny_base", direction)
    verdict = figures.rules.verdict(rate, "year_on_year")
    if not verdict:
        return not_quotable(indicator, code, now, base_period, rate, "too_uncertain")
    return Claim(indicator, code, now, base_period, rate, verdict, direction)


def trailing(figures: Figures, code: str, quarter: Period) -> Measure | None:
    """Return the level of the four quarters that end with `quarter`, by the first way known."""
    for window in _windows(quarter):
        levels = [figures.level(code, period) for period in window]
        known = [level for level in levels if level is not None]
        if len(known) == len(window):
            return known[0] if len(known) == 1 else indicators.total_of(*known)
    return None


def _windows(quarter: Period) -> list[list[Period]]:
    last_year, year = quarter.year - 1, quarter.year
    four = [quarter]
    while len(four) < _QUARTERS:
        four.insert(0, four[0].previous)
    if quarter.index == 4:
        return [[Period(year)], four]
    if quarter.index == 2:
        return [four, [Period(last_year, "half", 2), Period(year, "half", 1)]]
    if quarter.index == 3:
        return [four, [Period(last_year, "quarter", 4), Period(year, "nine_months")]]
    return [four]
