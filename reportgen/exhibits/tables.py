"""Tables: segments of a year, half-years, quarters; the annex of every level; the glossary."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from reportgen.briefing import (
    Alignment,
    BulletList,
    Cell,
    Column,
    Emphasis,
    Inline,
    Inlines,
    ListItem,
    Printed,
    Row,
    Strong,
    Table,
    Text,
)
from reportgen.claims import Claim, evidence_of
from reportgen.dataset import Entity
from reportgen.exhibits.view import NO_CAPTION, View, finest, joined, printed, sentence
from reportgen.l10n import numbers
from reportgen.l10n.grammar import raised
from reportgen.l10n.numbers import decimals_of, rounded
from reportgen.measure import Measure
from reportgen.period import Kind, Period, divisions

RowKind = Literal["body", "group", "member", "total"]
_QUARTERS_SHOWN, _FEWEST_QUARTERS = 5, 3
_SLOT = "\ue000"  # where the figure of a note goes: a character that no text has
_TINY = "*"  # the mark of a change from a tiny base
_WHOLE = Fraction(100)  # percent
_ANNEX: tuple[tuple[str, Alignment], ...] = (
    ("period", "left"),
    ("segment", "left"),
    ("value", "decimal"),
    ("low", "decimal"),
    ("high", "decimal"),
    ("status", "center"),
    ("derivation", "left"),
)
_NARROW = 5  # half-width up to which a bound prints its first decimal, a tenth of it the second
_MOST_PLACES = 6
_LAST_YEARS = 2


def segments(view: View, _: str = "") -> Table | None:
    """Return level, share, change and contribution of every segment in the latest year."""
    year = view.claims.focus
    if not view.claim("LEVEL", view.total, year):
        return None
    rows = tuple(_segment_row(view, entity, kind) for entity, kind in _outline(view))
    growths = (_growth_of(view, segment, year) for segment in view.claims.dataset.segments)
    names = {"period": view.short_period(year), "base": view.short_period(year.year_before)}
    return Table(
        caption=NO_CAPTION,
        header=(
            Column(view.term("exhibits.segment_column")),
            Column(
                view.term("exhibits.level_column", **names),
                view.unit_at(view.scale),
                "decimal",
            ),
            Column(view.term("exhibits.share_column"), "%", "decimal"),
            Column(view.term("exhibits.change_column", **names), "%", "decimal"),
            Column(
                view.term("exhibits.contribution_column"), view.term("exhibits.points"), "decimal"
            ),
        ),
        rows=rows,
        notes=_notes(view, rows, growths, view.term("exhibits.rounding_note")),
        source=view.source,
    )


def half_years(view: View, _: str = "") -> Table | None:
    """Return the levels of three half-years and the change on the year.

    Needs the latest half-year of the total and of one part.
    """
    half = view.claims.half
    return _side_by_side(view, [half.year_before, half.previous, half])


def quarters(view: View, _: str = "") -> Table | None:
    """Return the levels of the last five quarters and the change on the year.

    Needs three quarters of the total, the latest among them.
    """
    periods = view.last_quarters(_QUARTERS_SHOWN)
    known = [period for period in periods if view.claim("LEVEL", view.total, period)]
    if len(known) < _FEWEST_QUARTERS:
        return None
    return _side_by_side(view, known)


def _side_by_side(view: View, periods: Sequence[Period]) -> Table | None:
    """One column a period, then the change of the last one on the year."""
    last = periods[-1]
    rows, growths = [], []
    for entity, kind in _outline(view, last):
        levels = [view.claim("LEVEL", entity.code, period) for period in periods]
        growth = _growth_of(view, entity, last)
        if levels[-1]:
            figures = (*(level_cell(view, level) for level in levels), _growth(view, growth))
            rows.append(Row((_name(view, entity, kind), *figures), kind))
            growths.append(growth)
    if len(rows) < 2 or rows[-1].kind != "total":
        return None
    names = {"period": view.short_period(last), "base": view.short_period(last.year_before)}
    return Table(
        caption=NO_CAPTION,
        header=(
            Column(view.term("exhibits.segment_column")),
            *(Column(view.short_period(period), "", "decimal") for period in periods),
            Column(view.term("exhibits.change_column", **names), "%", "decimal"),
        ),
        rows=tuple(rows),
        notes=_notes(view, rows, growths),
        source=view.source,
    )


def _outline(view: View, period: Period | None = None) -> Iterator[tuple[Entity, RowKind]]:
    """The first group with its members below it, the other segments, the total.

    For a period, groups stand in for members that are not known.
    """
    dataset = view.claims.dataset
    inside: tuple[str, ...] = ()
    for group in dataset.groups[:1]:
        inside = group.members
        yield group, "group"
        for code in inside:
            yield view.entity(code), "member"
    parts = view.claims.partition("LEVEL", period) if period else ()
    codes = [claim.subject for claim in parts] or [segment.code for segment in dataset.segments]
    for code in codes:
        if code not in inside and code not in {group.code for group in dataset.groups[:1]}:
            yield view.entity(code), "body"
    yield dataset.total, "total"


def _segment_row(view: View, entity: Entity, kind: RowKind) -> Row:
    year, base = view.claims.focus, view.claims.focus.year_before
    growth = _growth_of(view, entity, year)
    if kind == "total":
        whole = numbers.number(rounded(_WHOLE, 1), 1, view.locale)
        shared = any(view.claim("SHARE", s.code, year) for s in view.claims.dataset.segments)
        share = Cell((Text(whole),)) if shared else _nothing(view)
        points = _percent(view, growth, "signed")
    else:
        share = _percent(view, view.claim("SHARE", entity.code, year))
        contribution = view.claim("CONTRIB_PP", entity.code, year, base)
        points = _percent(view, contribution, "signed")
    level = level_cell(view, view.claim("LEVEL", entity.code, year))
    cells = (_name(view, entity, kind), level, share, _growth(view, growth), points)
    return Row(cells, kind)


def _name(view: View, entity: Entity, kind: RowKind) -> Cell:
    short = Text(view.short(entity.code))
    if kind in ("group", "total") or len(entity.members) > 1:
        return Cell((short,) if kind != "body" else (Strong((short,)),))
    return Cell((Strong((short,)), Text(f" {view.detail(entity.code)}")))


def _nothing(view: View) -> Cell:
    return Cell((Text(view.term("not_available")),), muted=True)


def level_cell(view: View, claim: Claim) -> Cell:
    """Return a level as a cell, with the mark of an estimate or of a revision."""
    if not claim:
        return _nothing(view)
    measure = evidence_of(claim)
    scale = view.scale
    shift = scale - view.unit.scale
    decimals = max(0, decimals_of(measure, finest(view, scale), shift))
    value = rounded(measure.value / Fraction(10) ** shift, decimals)
    revised = view.claim("REVISION", claim.subject, claim.period)
    mark = "e" if measure.status == "estimated" else "r" if revised else ""
    return Cell((printed(claim, numbers.number(value, decimals, view.locale)),), mark)


def _percent(view: View, claim: Claim, sign: numbers.Sign = "plain") -> Cell:
    if not claim:
        return _nothing(view)
    return Cell((printed(claim, view.percent(claim, sign)),))


def _growth(view: View, claim: Claim) -> Cell:
    if claim:
        return _percent(view, claim, "signed")
    if _is_no_tiny_rise(claim):
        fall = numbers.number(rounded(evidence_of(claim).value, 0), 0, view.locale)
        return Cell((printed(claim, fall),), _TINY)
    return Cell((Text(_TINY),)) if claim.reason == "tiny_base" else _nothing(view)


def _is_no_tiny_rise(claim: Claim) -> bool:
    return claim.reason == "tiny_base" and claim.direction in ("down", "unchanged")


def _growth_of(view: View, entity: Entity, period: Period) -> Claim:
    return view.claim("GROWTH", entity.code, period, period.year_before)


def _notes(
    view: View, rows: Iterable[Row], growths: Iterable[Claim], *closing: str
) -> tuple[Inlines, ...]:
    """What the marks in the rows mean, then the closing words."""
    cells = [cell for row in rows for cell in row.cells]
    words = []
    if any(cell.mark == "e" for cell in cells):
        words.append(view.term("obtained_by_difference"))
    if any(cell.mark == "r" for cell in cells):
        words.append(view.term("exhibits.revised_note"))
    if any(cell.muted for cell in cells):
        words.append(view.term("exhibits.not_available_note"))
    pieces = (
        *map(sentence, words),
        *(_tiny_base_note(view, growth) for growth in growths if growth.reason == "tiny_base"),
        *map(sentence, closing),
    )
    return (joined(pieces, " "),) if pieces else ()


def _tiny_base_note(view: View, growth: Claim) -> Inlines:
    level = view.claim("LEVEL", growth.subject, growth.base_period or growth.period)
    amount = numbers.money(view.amount(level), view.unit, view.locale)
    base = view.short_period(level.period)
    words = view.term("exhibits.tiny_base_note", level=_SLOT, base=base)
    before, _, after = words.partition(_SLOT)
    return sentence(before, printed(level, amount), after)


def annex(view: View, _: str = "") -> Table | None:
    """Return every level of the periods that the briefing speaks of."""
    rows = tuple(row for period in _annex_periods(view) for row in _annex_rows(view, period))
    if not rows:
        return None
    header = (Column(view.term(f"exhibits.{name}_column"), "", align) for name, align in _ANNEX)
    return Table(
        caption=NO_CAPTION,
        header=tuple(header),
        rows=rows,
        notes=(sentence(view.term("exhibits.status_note")),),
        source=view.source,
        layout="annex",
    )


def _annex_periods(view: View) -> list[Period]:
    """The last two years, their half-years and quarters; other periods where they lead."""
    claims = view.claims
    first = claims.year.year - _LAST_YEARS + 1
    seen = {claim.period for claim in claims.every if claim.indicator == "LEVEL"}
    recent = sorted(period for period in seen if period.year >= first)
    kinds: list[Kind] = [*divisions("quarter")]
    if claims.vantage.kind not in kinds:
        kinds.insert(0, claims.vantage.kind)
    return [period for kind in kinds for period in recent if period.kind == kind]


def _annex_rows(view: View, period: Period) -> Iterator[Row]:
    segments = (view.claim("LEVEL", s.code, period) for s in view.claims.dataset.segments)
    parts = view.claims.partition("LEVEL", period) or tuple(segments)
    total = view.claim("LEVEL", view.total, period)
    known = [claim for claim in (total, *parts) if claim]
    for place, claim in enumerate(known):
        yield _annex_row(view, claim, first=place == 0)


def _annex_row(view: View, claim: Claim, first: bool) -> Row:
    measure = evidence_of(claim)
    low, high = _bound(measure, measure.low), _bound(measure, measure.high)
    period: tuple[Inline, ...] = (Strong((Text(view.short_period(claim.period)),)),)
    cells = (
        Cell(period if first else ()),
        Cell((Text(view.short(claim.subject)),)),
        Cell((_figure(view, claim, _value(measure, low, high)),)),
        Cell((_figure(view, claim, low),)),
        Cell((_figure(view, claim, high),)),
        Cell((Text(view.term(f"statuses.{measure.status}")),)),
        Cell((Text(view.term(f"derivations.{_derivation(view, measure)}")),)),
    )
    return Row(cells, opens_group=first)


def _derivation(view: View, measure: Measure) -> str:
    """What was made up was entered, not published."""
    made_up = view.claims.dataset.synthetic and measure.derivation == "published"
    return "entered" if made_up else measure.derivation


def _figure(view: View, claim: Claim, number: Decimal) -> Printed:
    places = max(0, -int(number.as_tuple().exponent))
    return printed(claim, numbers.number(number, places, view.locale))


def _value(measure: Measure, low: Decimal, high: Decimal) -> Decimal:
    """A published value as published; a derived one as short as its printed bounds allow."""
    if measure.derivation == "published" or measure.exact:
        return rounded(measure.value, _places(measure.value))
    candidates = (rounded(measure.value, places) for places in range(_MOST_PLACES))
    return next((c for c in candidates if low <= c <= high), rounded(measure.value, _MOST_PLACES))


def _bound(measure: Measure, bound: Fraction) -> Decimal:
    """Exact bounds in full, others to the decimals that tell them apart from the value."""
    if measure.exact:
        return rounded(bound, _places(bound))
    shown = (d for d in range(_MOST_PLACES) if measure.half_width * 10**d > _NARROW)
    return rounded(bound, min(next(shown, _MOST_PLACES), _places(bound)))


def _places(value: Fraction) -> int:
    finest = range(_MOST_PLACES)
    return next((d for d in finest if (value * 10**d).denominator == 1), _MOST_PLACES)


def glossary(view: View, _: str = "") -> BulletList:
    """Return the segments' names, what their acronyms stand for, and the terms used."""
    items = [_entry(view, segment.code) for segment in view.claims.dataset.segments]
    term, definition = (
        view.term(f"exhibits.contribution_{name}") for name in ("term", "definition")
    )
    return BulletList((*items, ListItem((Text(definition),), (Text(term),))))


def _entry(view: View, code: str) -> ListItem:
    forms = view.entity(code).forms[view.locale]
    words: list[Inline] = [Text(raised(forms.label))]
    expansion, lang = view.expansion(code)
    if expansion:
        words += [Text(" ("), Emphasis((Text(expansion),), lang), Text(")")]
    return ListItem((*words, Text(".")), (Text(forms.short),))
