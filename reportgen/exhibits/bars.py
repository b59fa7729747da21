"""Bars: what moved the total, how fast each segment grew, and the parts of the whole."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from reportgen.briefing import (
    Bracket,
    Category,
    Chart,
    ChartKind,
    Inlines,
    Point,
    Printed,
    Series,
    Text,
)
from reportgen.claims import FORMS, Claim, evidence_of
from reportgen.dataset import Entity
from reportgen.exhibits.view import View, is_sure, joined, printed, sentence, spoken
from reportgen.l10n import numbers
from reportgen.l10n.approximation import percent_in_prose
from reportgen.l10n.numbers import decimals_of
from reportgen.measure import Measure
from reportgen.period import Period

Bars = dict[Period, tuple[Claim, ...]]


def contributions(view: View, _: str = "") -> Chart | None:
    """Return the waterfall of the yearly change: rises, falls, then the total.

    Needs the change of the total and of segments or groups that cover it.
    """
    year, base = view.claims.focus, view.claims.focus.year_before
    total = view.claim("CHANGE", view.total, year, base)
    parts = view.claims.partition("CHANGE", year, base)
    adds_up = view.claims.dataset.counted.adds_over_segments
    if not parts or total.evidence is None or not adds_up:
        return None
    bars = (*sorted(parts, key=_rises_then_falls), total)
    decimals = numbers.quantum_decimals(tuple(map(evidence_of, bars)))
    points, start = [], Fraction(0)
    for claim in bars:
        measure = evidence_of(claim)
        text = numbers.number_range(measure, decimals, view.locale, "signed")
        at = Fraction(0) if claim is total else start
        points.append(Point(measure.value, printed(claim, text), at))
        start += measure.value
    unit = view.unit_at(view.unit.scale)
    return _ordered(view, "waterfall", bars, points, unit)


def _rises_then_falls(claim: Claim) -> tuple[bool, Fraction]:
    value = evidence_of(claim).value
    return value < 0, -abs(value)


def _ordered(
    view: View,
    kind: ChartKind,
    claims: tuple[Claim, ...],
    points: list[Point],
    unit: str,
    notes: Iterable[str] = (),
) -> Chart:
    """One bar a category, each a series of its own."""
    subjects = [view.short(claim.subject) for claim in claims]
    bars = [*zip(subjects, claims, points, strict=True)]
    return view.chart(
        kind,
        [view.category(claim) for claim in claims],
        [
            Series(subject, claim.subject, tuple(p if p is point else None for p in points))
            for subject, claim, point in bars
        ],
        [(*sentence(f"{subject} "), point.label) for subject, _, point in bars],
        unit,
        notes,
    )


def growth(view: View, _: str = "") -> Chart | None:
    """Return the ordered yearly changes; subjects on a tiny base are left out.

    Needs the growth of the total and of one segment or group.
    """
    year, base = view.claims.focus, view.claims.focus.year_before
    codes = [claim.subject for claim in view.claims.partition("CHANGE", year, base)]
    *parts, total = (view.claim("GROWTH", code, year, base) for code in (*codes, view.total))
    if not any(parts) or not total:
        return None
    known = (claim for claim in (*parts, total) if claim)
    bars = tuple(sorted(known, key=lambda claim: -evidence_of(claim).value))
    points = [Point(evidence_of(c).value, printed(c, _rate_label(view, c))) for c in bars]
    notes = [
        view.term("bounds_of_change", subject=view.short(claim.subject))
        for claim in bars
        if _is_range(evidence_of(claim))
    ]
    return _ordered(view, "diverging", bars, points, "%", notes)


def _rate_label(view: View, claim: Claim) -> str:
    measure = evidence_of(claim)
    if _is_range(measure):
        return numbers.percent_range(measure, 1, view.locale, "signed")
    text = view.percent(claim, "signed") + numbers.percent_sign(view.locale)
    coarse = decimals_of(measure, 1) < 1 and not measure.exact
    whole = (measure.value * 10).denominator == 1
    return f"{view.term('about')} {text}" if coarse and not whole else text


def _is_range(measure: Measure) -> bool:
    return measure.derivation != "published" and not measure.exact and decimals_of(measure, 1) < 1


def composition(view: View, _: str = "") -> Chart | None:
    """Return the shares of the year before, the year and the latest part of a year.

    Needs one period whose segments or groups cover the total.
    """
    bars = _periods_of_shares(view)
    if not bars:
        return None
    subjects = {claim.subject for claims in bars.values() for claim in claims}
    codes = [entity.code for entity in _in_bar_order(view) if entity.code in subjects]
    brackets = tuple(_brackets(view, bars))
    drawn = view.chart(
        "stacked",
        [Category(view.short_period(period)) for period in bars],
        [
            Series(view.short(code), code, tuple(_part(view, code, bars[p]) for p in bars))
            for code in codes
        ],
        _spoken_bars(view, bars, brackets),
        "%",
        [_notes_on_shares(view, bars, brackets)],
    )
    return replace(drawn, brackets=brackets)


def _periods_of_shares(view: View) -> Bars:
    claims = view.claims
    periods = [claims.focus.year_before, claims.focus]
    if claims.focus < claims.vantage:
        periods.append(claims.vantage)
    bars = {period: claims.partition("SHARE", period) for period in periods}
    return {period: parts for period, parts in bars.items() if parts}


def _in_bar_order(view: View) -> list[Entity]:
    """Groups stand where their first member would."""
    dataset = view.claims.dataset
    position = {segment.code: place for place, segment in enumerate(dataset.segments)}
    entities = (*dataset.groups, *dataset.segments)
    return sorted(entities, key=lambda entity: min(map(position.__getitem__, entity.members)))


def _part(view: View, code: str, claims: tuple[Claim, ...]) -> Point | None:
    claim = next((claim for claim in claims if claim.subject == code), None)
    return None if claim is None else _share_point(view, claim)


def _share_point(view: View, claim: Claim) -> Point:
    share = evidence_of(claim)
    return Point(share.value, printed(claim, _share_label(view, share)), sure=is_sure(claim))


def _share_label(view: View, share: Measure) -> str:
    return numbers.percent_range(share, _decimals(share), view.locale)


def _decimals(share: Measure) -> int:
    """Whole percents; a part below one has a decimal."""
    return 1 if share.high < 1 else 0


def _spoken_bars(view: View, bars: Bars, brackets: tuple[Bracket, ...]) -> Iterator[Inlines]:
    for place, (period, claims) in enumerate(bars.items()):
        parts = [
            (Text(f"{view.short(claim.subject)} "), *spoken(_share_point(view, claim)))
            for claim in claims
        ]
        above = (bracket.label for bracket in brackets if bracket.category == place)
        name = Text(view.labelled(view.short_period(period)))
        yield (name, *joined((*parts, *above), ", "))


def _brackets(view: View, bars: Bars) -> Iterator[Bracket]:
    """The first group of the series, over its members where they open the bar."""
    for group in view.claims.dataset.groups[:1]:
        count = len(group.members)
        for place, (period, claims) in enumerate(bars.items()):
            claim = view.claim("SHARE", group.code, period)
            if claim and set(group.members) == {part.subject for part in claims[:count]}:
                words = view.labelled(view.short(group.code))
                yield Bracket(place, count, sentence(words, _bracket_figure(view, claim)))


def _bracket_figure(view: View, claim: Claim) -> Printed:
    share = evidence_of(claim)
    low, high = numbers.ends(share, 0)
    if low == high:
        return printed(claim, _share_label(view, share))
    return printed(claim, percent_in_prose(share, view.locale, FORMS["share"].reach))


def _add_up(claims: tuple[Claim, ...], bracket: Bracket) -> bool:
    """False where the parts below a bracket, as printed, sum up to another share than it prints."""
    measures = [evidence_of(claim) for claim in claims[: bracket.count]]
    group = next(piece.measure for piece in bracket.label if isinstance(piece, Printed))
    ends = [numbers.ends(measure, _decimals(measure)) for measure in (*measures, group)]
    if any(low != high for low, high in ends):
        return True
    *parts, whole = (low for low, _ in ends)
    return sum(parts) == whole


def _notes_on_shares(view: View, bars: Bars, brackets: Iterable[Bracket]) -> str:
    rows = tuple(bars.values())
    claims = [claim for row in rows for claim in row]
    words = [view.difference_note(claims)]
    for claim in claims:
        if len(view.entity(claim.subject).members) > 1:
            period, members = view.short_period(claim.period), view.names(claim.subject)
            words.append(view.term("not_separable", period=period, members=members))
    if not all(_add_up(rows[bracket.category], bracket) for bracket in brackets):
        words.append(view.term("exhibits.shares_rounding_note"))
    return " ".join(filter(None, words))
