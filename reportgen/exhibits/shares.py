"""Parts of the whole: 100 % bars, one a period."""

from collections.abc import Iterable, Iterator, Sequence

from reportgen.briefing import Bracket, Category, Chart, Inlines, Point, Printed, Series, Text
from reportgen.claims import FORMS, Claim, evidence_of
from reportgen.dataset import Entity
from reportgen.exhibits.view import View, printed
from reportgen.exhibits.wording import (
    alt_text,
    caption,
    difference_note,
    is_sure,
    joined,
    labelled,
    sentence,
    spoken,
)
from reportgen.l10n import numbers
from reportgen.l10n.approximation import percent_in_prose
from reportgen.measure import Measure
from reportgen.period import Period

Bars = dict[Period, tuple[Claim, ...]]


def composition(view: View, _: str = "") -> Chart | None:
    """Return the shares of the year before, the year and the latest part of a year.

    Needs one period whose segments or groups cover the total.
    """
    bars = _bars(view)
    if not bars:
        return None
    subjects = {claim.subject for claims in bars.values() for claim in claims}
    codes = [entity.code for entity in _in_bar_order(view) if entity.code in subjects]
    brackets = tuple(_brackets(view, bars))
    return Chart(
        kind="stacked",
        caption=caption(view, "composition"),
        categories=tuple(Category(view.short_period(period)) for period in bars),
        series=tuple(
            Series(view.short(code), code, tuple(_point_of(view, code, bars[p]) for p in bars))
            for code in codes
        ),
        unit="%",
        notes=_notes(view, bars, brackets),
        source=view.source,
        alt_text=alt_text(view, "composition", _spoken_bars(view, bars, brackets)),
        brackets=brackets,
    )


def _bars(view: View) -> Bars:
    findings = view.findings
    periods = [findings.focus.year_before, findings.focus]
    if findings.focus < findings.vantage:
        periods.append(findings.vantage)
    bars = {period: findings.partition("SHARE", period) for period in periods}
    return {period: claims for period, claims in bars.items() if claims}


def _in_bar_order(view: View) -> list[Entity]:
    """Groups stand where their first member would."""
    dataset = view.findings.dataset
    position = {segment.code: place for place, segment in enumerate(dataset.segments)}
    entities = (*dataset.groups, *dataset.segments)
    return sorted(entities, key=lambda entity: min(map(position.__getitem__, entity.members)))


def _point_of(view: View, code: str, claims: tuple[Claim, ...]) -> Point | None:
    claim = next((claim for claim in claims if claim.subject == code), None)
    return None if claim is None else _point(view, claim)


def _point(view: View, claim: Claim) -> Point:
    return Point(evidence_of(claim).value, printed(claim, _label(view, claim)), sure=is_sure(claim))


def _label(view: View, claim: Claim) -> str:
    measure = evidence_of(claim)
    return numbers.percent_range(measure, _decimals(measure), view.locale)


def _decimals(share: Measure) -> int:
    return 1 if share.high < 1 else 0


def _spoken_bars(view: View, bars: Bars, brackets: tuple[Bracket, ...]) -> Iterator[Inlines]:
    for place, (period, claims) in enumerate(bars.items()):
        parts = [
            (Text(f"{view.short(claim.subject)} "), *spoken(_point(view, claim)))
            for claim in claims
        ]
        above = (bracket.label for bracket in brackets if bracket.category == place)
        name = Text(labelled(view, view.short_period(period)))
        yield (name, *joined((*parts, *above), ", "))


def _brackets(view: View, bars: Bars) -> Iterator[Bracket]:
    """The first group of the series, over its members where they open the bar."""
    for group in view.findings.dataset.groups[:1]:
        count = len(group.members)
        for place, (period, claims) in enumerate(bars.items()):
            claim = view.findings.find("SHARE", group.code, period)
            if claim and set(group.members) == {part.subject for part in claims[:count]}:
                words = labelled(view, view.short(group.code))
                yield Bracket(place, count, sentence(words, _bracket_figure(view, claim)))


def _add_up(claims: Sequence[Claim], bracket: Bracket) -> bool:
    """False where the parts below a bracket, as printed, sum up to another share than it prints."""
    measures = [evidence_of(claim) for claim in claims[: bracket.count]]
    group = next(piece.measure for piece in bracket.label if isinstance(piece, Printed))
    ends = [numbers.ends(measure, _decimals(measure)) for measure in (*measures, group)]
    if any(low != high for low, high in ends):
        return True
    *parts, whole = (low for low, _ in ends)
    return sum(parts) == whole


def _bracket_figure(view: View, claim: Claim) -> Printed:
    low, high = numbers.ends(evidence_of(claim), 0)
    if low == high:
        return printed(claim, _label(view, claim))
    return printed(
        claim,
        percent_in_prose(evidence_of(claim), view.locale, FORMS["share"].reach),
    )


def _notes(view: View, bars: Bars, brackets: Iterable[Bracket]) -> tuple[Inlines, ...]:
    claims = [claim for row in bars.values() for claim in row]
    grouped = [claim for claim in claims if len(view.entity(claim.subject).members) > 1]
    words = [difference_note(view, claims)]
    words += [
        view.term(
            "not_separable",
            period=view.short_period(claim.period),
            members=view.names(claim.subject),
        )
        for claim in grouped
    ]
    rows = tuple(bars.values())
    if not all(_add_up(rows[bracket.category], bracket) for bracket in brackets):
        words.append(view.term("exhibits.shares_rounding_note"))
    text = " ".join(filter(None, words))
    return (sentence(text),) if text else ()
