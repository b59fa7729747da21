"""Levels drawn side by side: a small segment, two half-years, quarterly lines."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from reportgen.briefing import Category, Chart, Fact, Inlines, Point, Series, Text
from reportgen.claims import Claim, evidence_of
from reportgen.exhibits.view import View, finest, is_sure, joined, printed, sentence, spoken
from reportgen.l10n import numbers
from reportgen.l10n.numbers import NBSP, decimals_of, decimals_that_show, rounded
from reportgen.measure import Measure

_FEWEST_POINTS_OF_A_LINE = 3  # two are a pair of bars
_MOST_QUARTERS = 10  # their labels still stand side by side
_MOST_DECIMALS = 3
_VISIBLE_SHARE = 1  # percent of the total: below it a line lies on the axis


def segment(view: View, code: str) -> Chart | None:
    """Return one segment's two years on its own scale, with three facts beside them.

    Needs both levels and the change.
    """
    year, base = view.claims.focus, view.claims.focus.year_before
    levels = [view.claim("LEVEL", code, period) for period in (base, year)]
    change = view.claim("CHANGE", code, year, base)
    if not all(levels) or not change:
        return None
    scale = view.amount(levels[1]).scale
    decimals = _common_decimals(view, levels, scale)
    points = tuple(_point(view, claim, scale, decimals) for claim in levels)
    names = [view.short_period(period) for period in (base, year)]
    facts = tuple(_facts(view, code, change, names))
    drawn = view.chart(
        "panel",
        [Category(name) for name in names],
        [Series(view.short(code), code, points)],
        _spoken_panel(view, names, points, facts),
        view.unit_at(scale),
    )
    return replace(drawn, facts=facts)


def _spoken_panel(
    view: View, names: list[str], points: tuple[Point, ...], facts: tuple[Fact, ...]
) -> Iterator[Inlines]:
    for name, point in zip(names, points, strict=True):
        yield (Text(view.labelled(name)), *spoken(point))
    for fact in facts:
        gap = numbers.percent_sign(view.locale) if fact.unit == "%" else f"{NBSP}{fact.unit}"
        yield (Text(view.labelled(fact.label)), fact.value, Text(gap))


def _facts(view: View, code: str, change: Claim, names: list[str]) -> Iterator[Fact]:
    year, base = change.period, change.base_period
    amount = view.amount(change)
    text = numbers.number(amount.value, max(amount.decimals, 0), view.locale, "signed")
    label = view.term("exhibits.change_of", period=names[1], base=names[0])
    yield Fact(label, printed(change, text), numbers.money_unit(amount, view.unit, view.locale))
    share = view.claim("SHARE", code, year)
    if share:
        label = view.term("exhibits.share_in", period=names[1])
        yield Fact(label, printed(share, view.percent(share)), "%")
    points = view.claim("CONTRIB_PP", code, year, base)
    if points:
        label = view.term("exhibits.contribution_to_growth")
        text = view.percent(points, "signed")
        unit = numbers.points_unit(rounded(evidence_of(points).value, 1), view.locale)
        yield Fact(label, printed(points, text), unit)


def half_years(view: View, _: str = "") -> Chart | None:
    """Return the latest half-year beside the same one a year before.

    Needs the latest total, its parts, and one level of the year before.
    """
    half, base = view.claims.half, view.claims.half.year_before
    total, parts = view.claim("LEVEL", view.total, half), view.claims.partition("LEVEL", half)
    if not total or not parts:
        return None
    now = sorted((total, *parts), key=lambda claim: -evidence_of(claim).value)
    then = [view.claim("LEVEL", claim.subject, base) for claim in now]
    if not any(then):
        return None
    known = [claim for claim in (*now, *then) if claim]
    decimals = max(0, _common_decimals(view, known, view.scale))
    names = {"base": view.short_period(base), "period": view.short_period(half)}
    absent = view.labelled(names["base"]) + view.term("not_published")
    earlier, later = (
        [_point(view, claim, view.scale, decimals) if claim else None for claim in claims]
        for claims in (then, now)
    )
    return view.chart(
        "paired",
        [view.category(c, "" if e else absent) for c, e in zip(now, then, strict=True)],
        [
            Series(names["base"], view.total, tuple(earlier), earlier=True),
            Series(names["period"], view.total, tuple(later)),
        ],
        [
            (Text(f"{view.short(claim.subject)} "), *_spoken_pair(names, absent, before, after))
            for claim, before, after in zip(now, earlier, later, strict=True)
        ],
        view.unit_at(view.scale),
        [view.difference_note(known)],
    )


def _spoken_pair(
    names: dict[str, str], absent: str, earlier: Point | None, later: Point | None
) -> Inlines:
    pairs = zip(names.values(), (earlier, later), strict=True)
    figures = [(*spoken(point), Text(f" ({name})")) for name, point in pairs if point]
    return joined(figures if earlier else [sentence(absent), *figures], ", ")


def quarters(view: View, _: str = "") -> Chart | None:
    """Return quarterly lines of the segments that have at least three quarters."""
    periods = view.last_quarters(_MOST_QUARTERS)
    known = {
        entity.code: [view.claim("LEVEL", entity.code, period) for period in periods]
        for entity in view.claims.dataset.segments
    }
    lines = {
        code: claims
        for code, claims in known.items()
        if sum(map(bool, claims)) >= _FEWEST_POINTS_OF_A_LINE
    }
    if not lines:
        return None
    first = min(place for claims in lines.values() for place, c in enumerate(claims) if c)
    return view.chart(
        "lines",
        [Category(view.short_period(period)) for period in periods[first:]],
        [
            Series(view.short(code), code, tuple(_line_point(view, c) for c in claims[first:]))
            for code, claims in lines.items()
        ],
        [_spoken_line(view, code, claims) for code, claims in lines.items()],
        view.unit_at(view.scale),
    )


def _line_point(view: View, claim: Claim) -> Point | None:
    """A point of a line; only the turning points of the year carry their figure."""
    if not claim:
        return None
    if _turns(view, claim):
        return _point(view, claim, view.scale, finest(view, view.scale))
    value = _scaled(view, evidence_of(claim), view.scale).value
    return Point(value, Text(""), sure=is_sure(claim))


def _turns(view: View, level: Claim) -> bool:
    year = view.claims.year
    share = view.claim("SHARE", level.subject, year)
    if not share or evidence_of(share).value < _VISIBLE_SHARE:
        return False
    extremes = (view.claim(name, level.subject, year) for name in ("PEAK", "TROUGH"))
    return any(
        extreme.verdict == "turning_point" and str(level.period) in extreme.answer
        for extreme in extremes
    )


def _spoken_line(view: View, code: str, claims: list[Claim]) -> Inlines:
    """The figures of a line: its turning points and its end."""
    known = [claim for claim in claims if claim]
    told = [claim for claim in known[:-1] if _turns(view, claim)] + known[-1:]
    figures = (
        (
            Text(f"({view.short_period(claim.period)}) "),
            _point(view, claim, view.scale, finest(view, view.scale)).label,
        )
        for claim in told
    )
    return (Text(f"{view.short(code)} "), *joined(figures, ", "))


def _common_decimals(view: View, claims: list[Claim], scale: int) -> int:
    """One chart has one precision: the coarsest that its levels allow."""
    shift = scale - view.unit.scale
    return min(decimals_of(evidence_of(claim), finest(view, scale), shift) for claim in claims)


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
    by = Fraction(10) ** (scale - view.unit.scale)
    return replace(measure, value=measure.value / by, low=measure.low / by, high=measure.high / by)
