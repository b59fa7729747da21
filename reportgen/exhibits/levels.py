"""Levels drawn side by side: a small segment, two half-years, quarterly lines."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from reportgen.briefing import Category, Chart, Fact, Inlines, Point, Series, Text
from reportgen.claims import Claim, evidence_of
from reportgen.exhibits.view import View, cell_percent, printed
from reportgen.exhibits.wording import (
    alt_text,
    caption,
    category,
    difference_note,
    finest,
    is_sure,
    joined,
    labelled,
    scale_of_levels,
    sentence,
    spoken,
    unit_at,
)
from reportgen.l10n import numbers
from reportgen.l10n.numbers import NBSP
from reportgen.l10n.rounding import decimals_of, decimals_that_show, rounded
from reportgen.measure import Measure
from reportgen.period import Period

_FEWEST_POINTS_OF_A_LINE = 3
_MOST_QUARTERS = 10
_MOST_DECIMALS = 3
_VISIBLE_SHARE = 1  # percent of the total: below it a line lies on the axis


def segment(view: View, code: str) -> Chart | None:
    """Return one segment's two years on its own scale, with three facts beside them.

    Needs both levels and the change.
    """
    year, base = view.findings.focus, view.findings.focus.year_before
    levels = [view.findings.find("LEVEL", code, period) for period in (base, year)]
    change = view.findings.find("CHANGE", code, year, base)
    if not all(levels) or not change:
        return None
    scale = view.amount(levels[1]).scale
    decimals = min(decimals_of(evidence_of(c), finest(scale), _shift(view, scale)) for c in levels)
    points = tuple(_point(view, claim, scale, decimals) for claim in levels)
    names = [view.short_period(period) for period in (base, year)]
    facts = tuple(_facts(view, code, change, names))
    unit = unit_at(view, scale)
    return Chart(
        kind="panel",
        caption=caption(
            view, "segment", subject=view.of(code), unit=unit, period=names[1], base=names[0]
        ),
        categories=tuple(Category(name) for name in names),
        series=(Series(view.short(code), code, points),),
        unit=unit,
        notes=(),
        source=view.source,
        alt_text=alt_text(view, "segment", _spoken_panel(view, names, points, facts), unit),
        facts=facts,
    )


def _spoken_panel(
    view: View, names: list[str], points: tuple[Point, ...], facts: tuple[Fact, ...]
) -> Iterator[Inlines]:
    for name, point in zip(names, points, strict=True):
        yield (Text(labelled(view, name)), *spoken(point))
    for fact in facts:
        gap = numbers.percent_sign(view.locale) if fact.unit == "%" else f"{NBSP}{fact.unit}"
        yield (Text(labelled(view, fact.label)), fact.value, Text(gap))


def _facts(view: View, code: str, change: Claim, names: list[str]) -> Iterator[Fact]:
    year, base = change.period, change.base_period
    amount = view.amount(change)
    text = numbers.number(amount.value, max(amount.decimals, 0), view.locale, "signed")
    label = view.term("exhibits.change_of", period=names[1], base=names[0])
    yield Fact(label, printed(change, text), numbers.money_unit(amount, view.unit, view.locale))
    share = view.findings.find("SHARE", code, year)
    if share:
        label = view.term("exhibits.share_in", period=names[1])
        yield Fact(label, printed(share, cell_percent(share, view.locale)), "%")
    points = view.findings.find("CONTRIB_PP", code, year, base)
    if points:
        label = view.term("exhibits.contribution_to_growth")
        text = cell_percent(points, view.locale, sign="signed")
        unit = numbers.points_unit(rounded(evidence_of(points).value, 1), view.locale)
        yield Fact(label, printed(points, text), unit)


def half_years(view: View, _: str = "") -> Chart | None:
    """Return the latest half-year beside the same one a year before.

    Needs the latest total, its parts, and one level of the year before.
    """
    half, base = view.findings.half, view.findings.half.year_before
    total = view.findings.find("LEVEL", view.findings.dataset.total.code, half)
    parts = view.findings.partition("LEVEL", half)
    if not total or not parts:
        return None
    now = sorted((total, *parts), key=lambda claim: -evidence_of(claim).value)
    then = [view.findings.find("LEVEL", claim.subject, base) for claim in now]
    if not any(then):
        return None
    known = [claim for claim in (*now, *then) if claim]
    scale = scale_of_levels(view)
    unit = unit_at(view, scale)
    places = (decimals_of(evidence_of(c), finest(scale), _shift(view, scale)) for c in known)
    decimals = max(0, min(places))
    names = {"base": view.short_period(base), "period": view.short_period(half)}
    absent = labelled(view, names["base"]) + view.term("not_published")
    pairs = list(zip(now, then, strict=True))
    return Chart(
        kind="paired",
        caption=caption(view, "half_years", unit=unit, **names),
        categories=tuple(category(view, c, "" if earlier else absent) for c, earlier in pairs),
        series=(
            Series(names["base"], "TOTAL", _points(view, then, decimals), earlier=True),
            Series(names["period"], "TOTAL", _points(view, now, decimals)),
        ),
        unit=unit,
        notes=tuple(sentence(note) for note in [difference_note(view, known)] if note),
        source=view.source,
        alt_text=_half_years_alt(view, pairs, decimals, absent),
    )


def _half_years_alt(
    view: View, pairs: list[tuple[Claim, Claim]], decimals: int, absent: str
) -> Inlines:
    scale, rows = scale_of_levels(view), []
    for now, then in pairs:
        figures = [
            (
                *spoken(_point(view, claim, scale, decimals)),
                Text(f" ({view.short_period(claim.period)})"),
            )
            for claim in (then, now)
            if claim
        ]
        gap = [] if then else [sentence(absent)]
        rows.append((Text(f"{view.short(now.subject)} "), *joined((*gap, *figures), ", ")))
    return alt_text(view, "half_years", rows, unit_at(view, scale))


def quarters(view: View, _: str = "") -> Chart | None:
    """Return quarterly lines of the segments that have at least three quarters."""
    periods = _last_quarters(view)
    lines = {
        entity.code: [view.findings.find("LEVEL", entity.code, period) for period in periods]
        for entity in view.findings.dataset.segments
    }
    lines = {
        code: claims
        for code, claims in lines.items()
        if sum(map(bool, claims)) >= _FEWEST_POINTS_OF_A_LINE
    }
    if not lines:
        return None
    first = min(place for claims in lines.values() for place, c in enumerate(claims) if c)
    unit = unit_at(view, scale_of_levels(view))
    return Chart(
        kind="lines",
        caption=caption(view, "quarters", unit=unit),
        categories=tuple(Category(view.short_period(period)) for period in periods[first:]),
        series=tuple(
            Series(view.short(code), code, tuple(_line_point(view, c) for c in claims[first:]))
            for code, claims in lines.items()
        ),
        unit=unit,
        notes=(),
        source=view.source,
        alt_text=alt_text(
            view, "quarters", [_told(view, code, cs) for code, cs in lines.items()], unit
        ),
    )


def _last_quarters(view: View) -> list[Period]:
    periods = [view.findings.quarter]
    while len(periods) < _MOST_QUARTERS:
        periods.insert(0, periods[0].previous)
    return periods


def _line_point(view: View, claim: Claim) -> Point | None:
    """A point of a line; only the turning points of the year carry their figure."""
    if not claim:
        return None
    scale = scale_of_levels(view)
    if _turns(view, claim):
        return _point(view, claim, scale, finest(scale))
    value = _scaled(view, evidence_of(claim), scale).value
    return Point(value, Text(""), sure=is_sure(claim))


def _turns(view: View, level: Claim) -> bool:
    year = view.findings.year
    share = view.findings.find("SHARE", level.subject, year)
    if not share or evidence_of(share).value < _VISIBLE_SHARE:
        return False
    extremes = (view.findings.find(name, level.subject, year) for name in ("PEAK", "TROUGH"))
    return any(
        extreme.verdict == "turning_point" and str(level.period) in extreme.answer
        for extreme in extremes
    )


def _told(view: View, code: str, claims: list[Claim]) -> Inlines:
    """The figures of a line: its turning points and its end."""
    scale = scale_of_levels(view)
    known = [claim for claim in claims if claim]
    told = [claim for claim in known[:-1] if _turns(view, claim)] + known[-1:]
    figures = (
        (
            Text(f"({view.short_period(claim.period)}) "),
            _point(view, claim, scale, finest(scale)).label,
        )
        for claim in told
    )
    return (Text(f"{view.short(code)} "), *joined(figures, ", "))


def _points(view: View, claims: list[Claim], decimals: int) -> tuple[Point | None, ...]:
    scale = scale_of_levels(view)
    return tuple(_point(view, c, scale, decimals) if c else None for c in claims)


def _point(view: View, claim: Claim, scale: int, decimals: int) -> Point:
    """A level at the chart's one precision, else as it was published, else a range."""
    measure = _scaled(view, evidence_of(claim), scale)
    low, high = numbers.ends(measure, decimals)
    if measure.derivation == "published" and not measure.exact:
        shown = decimals_that_show(measure.value, _MOST_DECIMALS)
        decimals = max(decimals, shown) if low != high else decimals
    if measure.derivation == "published" or measure.exact:
        places = max(decimals, 0)
        text = numbers.number(rounded(measure.value, places), places, view.locale)
    else:
        text = numbers.number_range(measure, decimals, view.locale)
    return Point(measure.value, printed(claim, text), sure=is_sure(claim))


def _scaled(view: View, measure: Measure, scale: int) -> Measure:
    by = Fraction(10) ** _shift(view, scale)
    return replace(measure, value=measure.value / by, low=measure.low / by, high=measure.high / by)


def _shift(view: View, scale: int) -> int:
    return scale - view.unit.scale
