"""Claims about quarters within a year: peak, trough, rebound, profile, trailing four quarters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from reportgen import indicators
from reportgen.claims.figures import Figures
from reportgen.claims.model import (
    Claim,
    Place,
    not_claimable,
    not_quotable,
    refused_like,
    unavailable,
)
from reportgen.claims.rates import rated
from reportgen.l10n.numbers import rounded
from reportgen.measure import Measure, joined_inputs
from reportgen.period import Period

_QUARTERS = 4
_TURNING_AMPLITUDE, _MARKED_AMPLITUDE = Fraction(5), Fraction(15)  # percent of the mean
_MODERATE = 1  # the band of a rebound: its lower edge among the thresholds

Beats = Callable[[Measure, Measure], bool]


def extremes(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield peak and trough of each subject in a year; the answer is the quarter.

    Verdict: turning_point (strict, inside the year, amplitude of 5 % or more), at_start, at_end,
    not_local.
    """
    if now.kind != "year":
        return
    for entity in figures.dataset.entities:
        levels = figures.known(entity.code, _quarters_of(now))
        for indicator, beats in (("PEAK", higher), ("TROUGH", lower)):
            place = (indicator, entity.code, now, None)
            if levels is None:
                yield unavailable(*place, "incomplete_window")
            else:
                yield _extreme(place, levels, beats)


def _quarters_of(year: Period) -> list[Period]:
    return [Period(year.year, "quarter", number) for number in range(1, _QUARTERS + 1)]


def higher(one: Measure, other: Measure) -> bool:
    """True when one level lies above another whatever the rounding."""
    return one.low > other.high


def lower(one: Measure, other: Measure) -> bool:
    """True when one level lies below another whatever the rounding."""
    return one.high < other.low


def _extreme(place: Place, levels: Sequence[Measure], beats: Beats) -> Claim:
    sign = 1 if beats is higher else -1
    position = max(range(_QUARTERS), key=lambda number: sign * levels[number].value)
    level = replace(levels[position], inputs=joined_inputs(*levels))
    quarters = [str(quarter) for quarter in _quarters_of(place[2])]
    rivals = [other for number, other in enumerate(levels) if number != position]
    if all(beats(level, other) for other in rivals):
        verdict = _place_in_year(position, levels)
        return Claim(*place, level, verdict, answer=(quarters[position],))
    same = [q for q, other in zip(quarters, levels, strict=True) if _equal(other, level)]
    if len(same) > 1:
        return not_claimable(*place, level, "tie", tuple(same))
    return replace(not_quotable(*place, level, "too_uncertain"), answer=(quarters[position],))


def _equal(one: Measure, other: Measure) -> bool:
    return one.exact and other.exact and one.value == other.value


def _place_in_year(position: int, levels: Sequence[Measure]) -> str:
    if position == 0:
        return "at_start"
    if position == _QUARTERS - 1:
        return "at_end"
    return "turning_point" if _swings(levels) else "not_local"


def _swings(levels: Sequence[Measure]) -> bool:
    """True when the levels lie far enough apart to speak of a turn."""
    amplitude = indicators.amplitude(levels)
    return amplitude is not None and amplitude.low >= _TURNING_AMPLITUDE


def profiles(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the amplitude of each subject's quarters in percent of their mean.

    Verdict: marked from 15 %; seasonal where the year before was so too, with the same peak.
    """
    if now.kind != "year":
        return
    for entity in figures.dataset.entities:
        place = ("SEASONALITY", entity.code, now, None)
        levels = figures.known(entity.code, _quarters_of(now))
        if levels is None:
            yield unavailable(*place, "incomplete_window")
        else:
            yield _profile(figures, place, levels)


def _profile(figures: Figures, place: Place, levels: Sequence[Measure]) -> Claim:
    _, code, now, _ = place
    amplitude = indicators.amplitude(levels)
    if amplitude is None:
        return not_quotable(*place, levels[0], "negative_base")
    if figures.tiny(code, indicators.total_of(*levels), now):
        return not_quotable(*place, amplitude, "tiny_base")
    if amplitude.high < _MARKED_AMPLITUDE:
        return not_claimable(*place, amplitude, "flat")
    if amplitude.low < _MARKED_AMPLITUDE:
        return not_quotable(*place, amplitude, "too_uncertain")
    before = figures.claim("SEASONALITY", code, now.year_before)
    peaks = [figures.claim("PEAK", code, year) for year in (now, now.year_before)]
    seasonal = before and all(peaks) and peaks[0].answer[0][-1] == peaks[1].answer[0][-1]
    return Claim(*place, amplitude, "seasonal" if seasonal else "marked")


def rebounds(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield a recovery, moderate at least, in the quarter after a low; the answer is the low."""
    if now.kind != "quarter":
        return
    low_quarter = now.previous
    window = (low_quarter.previous, low_quarter, now)
    for entity in figures.dataset.entities:
        place = ("REBOUND", entity.code, now, low_quarter)
        levels = figures.known(entity.code, window)
        if levels is None:
            yield unavailable(*place, "incomplete_window")
        else:
            yield _rebound(figures, place, levels)


def _rebound(figures: Figures, place: Place, levels: Sequence[Measure]) -> Claim:
    before, low = levels[:2]
    rise = figures.claim("GROWTH", place[1], place[2], place[3])
    if rise.evidence is None or not rise:
        return refused_like(rise, place)
    edge = figures.rules.bands["quarter_on_quarter"][_MODERATE]
    recovers = rounded(rise.evidence.low, 1) >= edge and _swings(levels)
    if not lower(low, before) or not recovers:
        return not_claimable(*place, rise.evidence, "counterexample")
    return Claim(*place, rise.evidence, rise.verdict, "up", answer=(str(place[3]),))


def trailing_years(figures: Figures, now: Period) -> Iterator[Claim]:
    """Yield the sum of the four quarters up to each quarter, and its change on a year before.

    The last quarter need not be known itself: two half-years will do.
    """
    shortest = next(period for period in figures.periods if period.end == now.end)
    if now != shortest:
        return
    quarter = Period(now.year, "quarter", now.end_month // 3)
    before = quarter.year_before
    for entity in figures.dataset.entities:
        code, level = entity.code, trailing(figures, entity.code, quarter)
        base = figures.claim("TRAILING_4Q", code, before).evidence
        place = ("TRAILING_4Q_GROWTH", code, quarter, before)
        if level is None:
            yield unavailable("TRAILING_4Q", code, quarter, None, "incomplete_window")
            yield unavailable(*place, "incomplete_window")
            continue
        yield Claim("TRAILING_4Q", code, quarter, None, level)
        if base is None:
            yield unavailable(*place, "no_base_period")
        else:
            published = _published(figures, code, quarter)
            yield rated(figures, place, level, base, published, before.whole_year)


def _published(figures: Figures, code: str, quarter: Period) -> Measure | None:
    """The published rate of the year that the four quarters make up, where they do."""
    whole = quarter.index == _QUARTERS
    return figures.accounts.growths.get((quarter.whole_year, code)) if whole else None


def trailing(figures: Figures, code: str, quarter: Period) -> Measure | None:
    """Return the level of the four quarters that end with `quarter`, by the first way known."""
    for window in _windows(quarter):
        levels = figures.known(code, window)
        if levels is not None:
            return indicators.total_of(*levels) if len(levels) > 1 else levels[0]
    return None


def _windows(quarter: Period) -> list[list[Period]]:
    """The ways to add up the four quarters, the narrowest first: by longer periods, as such."""
    four = [quarter]
    while len(four) < _QUARTERS:
        four.insert(0, four[0].previous)
    second_half = Period(quarter.year - 1, "half", 2)
    rest = [before for before in four if before.year < quarter.year]
    if len(rest) >= second_half.months // quarter.months:
        rest[-2:] = [second_half]
    return [[*rest, quarter.to_date], four]
