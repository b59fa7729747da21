"""Claims about parts of a year: their ratio to it, peak, trough, rebound, four quarters."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from reportgen import arithmetic
from reportgen.claims.figures import Figures, obstacle
from reportgen.claims.indicator import Indicator, foremost, on_levels, rated, year_before, years
from reportgen.claims.model import Claim, ClaimKey, evidence_of, refused_like
from reportgen.l10n.numbers import rounded
from reportgen.measure import Measure, joined_inputs
from reportgen.period import Period, periods_of

_NEARLY = Fraction(97), Fraction(103)  # percent of a year: "almost at its level"
_YEARS_BACK = (1, 2)  # a part of a year is held against each of the two years before
_TURNING_AMPLITUDE, _MARKED_AMPLITUDE = Fraction(5), Fraction(15)  # percent of the mean
_MODERATE = 1  # the band of a rebound: its lower edge among the thresholds
_FOUR = 4  # quarters of a year


def _parts_of_years(_: Figures, now: Period) -> Sequence[Period]:
    return () if now.kind == "year" else (now,)


def _parts_of_this_year(figures: Figures, now: Period) -> Sequence[Period]:
    """The parts of a year that is over."""
    parts = periods_of(now.year)[:-1] if now.kind == "year" else ()
    return [part for part in parts if part in figures.periods]


def _ratio(_: Figures, key: ClaimKey, level: Measure, annual: Measure) -> Claim:
    """A part of a year against a year; near_equal within 3 %."""
    reason = obstacle(level, annual)
    if reason:
        return key.not_quotable(level, reason)
    ratio = arithmetic.share(level, annual)
    near = ratio.low >= _NEARLY[0] and ratio.high <= _NEARLY[1]
    return Claim(key, ratio, "near_equal" if near else "")


def _all_quarters(key: ClaimKey) -> Sequence[Period]:
    return key.period.parts("quarter")


def _peak(_: Figures, key: ClaimKey, *levels: Measure) -> Claim:
    return _extreme(key, levels, 1)


def _trough(_: Figures, key: ClaimKey, *levels: Measure) -> Claim:
    return _extreme(key, levels, -1)


def _extreme(key: ClaimKey, levels: Sequence[Measure], way: int) -> Claim:
    """The highest or the lowest of the quarters of a year; the answer is the quarter.

    Verdict: turning_point (strict, inside the year, amplitude of 5 % or more), at_start, at_end,
    not_local.
    """
    quarters = [str(quarter) for quarter in _all_quarters(key)]
    found = foremost(key, [*zip(levels, quarters, strict=True)], way)
    evidence = replace(evidence_of(found), inputs=joined_inputs(*levels))
    position = quarters.index(found.answer[0])
    verdict = _place_in_year(position, levels) if found else ""
    return replace(found, evidence=evidence, verdict=verdict)


def _place_in_year(position: int, levels: Sequence[Measure]) -> str:
    if position == 0:
        return "at_start"
    if position == len(levels) - 1:
        return "at_end"
    return "turning_point" if _swings(levels) else "not_local"


def _swings(levels: Sequence[Measure]) -> bool:
    """True when the levels lie far enough apart to speak of a turn."""
    amplitude = arithmetic.amplitude(levels)
    return amplitude is not None and amplitude.low >= _TURNING_AMPLITUDE


def _profile(figures: Figures, key: ClaimKey, *levels: Measure) -> Claim:
    """The amplitude of the quarters in percent of their mean: marked from 15 %.

    Seasonal where the year before was so too, with the same peak.
    """
    code, now = key.subject, key.period
    amplitude = arithmetic.amplitude(levels)
    if amplitude is None:
        return key.not_quotable(levels[0], "negative_base")
    if figures.tiny(code, arithmetic.total_of(*levels), now):
        return key.not_quotable(amplitude, "tiny_base")
    if amplitude.high < _MARKED_AMPLITUDE:
        return key.not_claimable(amplitude, "flat")
    if amplitude.low < _MARKED_AMPLITUDE:
        return key.not_quotable(amplitude, "too_uncertain")
    before = figures.claim("SEASONALITY", code, now.year_before)
    peaks = [figures.claim("PEAK", code, year) for year in (now, now.year_before)]
    seasonal = before and all(peaks) and peaks[0].answer[0][-1] == peaks[1].answer[0][-1]
    return Claim(key, amplitude, "seasonal" if seasonal else "marked")


def _quarters_only(_: Figures, now: Period) -> Sequence[Period]:
    return (now,) if now.kind == "quarter" else ()


def _around_the_low(key: ClaimKey) -> Sequence[Period]:
    low = key.period.previous
    return (low.previous, low, key.period)


def _rebound(figures: Figures, key: ClaimKey, before: Measure, low: Measure, now: Measure) -> Claim:
    """A recovery, moderate at least, in the quarter after a low; the answer is the low."""
    rise = figures.claim("GROWTH", *key[1:])
    if not rise:
        return refused_like(rise, key)
    edge = figures.rules.bands["quarter_on_quarter"][_MODERATE]
    recovers = rounded(evidence_of(rise).low, 1) >= edge and _swings((before, low, now))
    if not low.high < before.low or not recovers:
        return key.not_claimable(evidence_of(rise), "counterexample")
    return replace(rise, key=key, direction="up", answer=(str(key.base),))


def _last_quarter(figures: Figures, now: Period) -> Sequence[Period]:
    """The quarter that has just ended, told once, with the shortest period that ends with it.

    It need not be known itself: two half-years will do.
    """
    shortest = next(period for period in figures.periods if period.end == now.end)
    quarters = now.parts("quarter")[-1:] if now == shortest else ()
    return [quarter for quarter in quarters if quarter.end == now.end]


def _trailing(figures: Figures, key: ClaimKey) -> Claim:
    """The level of the four quarters that end with one, by the first way known."""
    for window in _windows(key.period):
        levels = figures.known(key.subject, window)
        if levels is not None:
            return Claim(key, arithmetic.total_of(*levels) if len(levels) > 1 else levels[0])
    return key.unavailable("incomplete_window")


def _windows(quarter: Period) -> list[list[Period]]:
    """The ways to add up the four quarters, the narrowest first: by longer periods, as such."""
    four = [quarter]
    while len(four) < _FOUR:
        four.insert(0, four[0].previous)
    second_half = Period(quarter.year - 1, "half", 2)
    rest = [before for before in four if before.year < quarter.year]
    if len(rest) >= second_half.months // quarter.months:
        rest[-2:] = [second_half]
    return [[*rest, quarter.to_date], four]


def _trailing_growth(figures: Figures, key: ClaimKey) -> Claim:
    """The change of the four quarters on those of a year before."""
    quarter, before = key.period, key.period.year_before
    level, base = (
        figures.claim("TRAILING_4Q", key.subject, end).evidence for end in (quarter, before)
    )
    if level is None:
        return key.unavailable("incomplete_window")
    if base is None:
        return key.unavailable("no_base_period")
    year = quarter.whole_year  # where the four quarters make it up, its rate may be published
    whole = year.end == quarter.end
    published = figures.accounts.growths.get((year, key.subject)) if whole else None
    return rated(figures, key, level, base, published, before.whole_year)


_whole_year = (_all_quarters, "incomplete_window")
_PEAK = Indicator("PEAK", on_levels(_peak, *_whole_year), periods=years, answer="period")
INDICATORS = (
    Indicator(
        "RATIO_TO_ANNUAL",
        on_levels(_ratio),
        "share",
        bases=lambda part: tuple(Period(part.year - years) for years in _YEARS_BACK),
        periods=_parts_of_years,
        called="ratio",
        sums="time",
    ),
    Indicator(
        "PART_OF_YEAR",
        on_levels(_ratio),
        "ratio",
        bases=lambda part: (part.whole_year,),
        periods=_parts_of_this_year,
        beside="RATIO_TO_ANNUAL",
        called="part",
        sums="time",
    ),
    _PEAK,
    replace(_PEAK, key="TROUGH", judge=on_levels(_trough, *_whole_year), beside="PEAK"),
    Indicator(
        "SEASONALITY", on_levels(_profile, *_whole_year), "ratio", periods=years, called="profile"
    ),
    Indicator(
        "REBOUND",
        on_levels(_rebound, _around_the_low, "incomplete_window"),
        "rate",
        bases=lambda quarter: (quarter.previous,),
        periods=_quarters_only,
    ),
    Indicator("TRAILING_4Q", _trailing, periods=_last_quarter, called="trailing", sums="time"),
    Indicator(
        "TRAILING_4Q_GROWTH",
        _trailing_growth,
        "rate",
        bases=year_before,
        periods=_last_quarter,
        beside="TRAILING_4Q",
        called="trailing_growth",
        sums="time",
    ),
)
