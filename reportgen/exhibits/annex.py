"""The annex: every level used, with bounds, status and origin; and the glossary."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from reportgen.briefing import (
    Alignment,
    BulletList,
    Cell,
    Column,
    Emphasis,
    Inline,
    ListItem,
    Printed,
    Row,
    Strong,
    Table,
    Text,
)
from reportgen.claims import Claim, evidence_of
from reportgen.exhibits.view import View, printed
from reportgen.exhibits.wording import caption, sentence, unit_at
from reportgen.l10n import numbers
from reportgen.l10n.grammar import raised
from reportgen.l10n.rounding import rounded
from reportgen.measure import Measure
from reportgen.period import Period

_COLUMNS: tuple[tuple[str, Alignment], ...] = (
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


def annex(view: View, _: str = "") -> Table | None:
    """Return every level of the periods that the briefing speaks of."""
    rows = tuple(row for period in _periods(view) for row in _rows(view, period))
    if not rows:
        return None
    header = (Column(view.term(f"exhibits.{name}_column"), "", align) for name, align in _COLUMNS)
    return Table(
        caption=caption(view, "annex", unit=raised(unit_at(view, view.unit.scale))),
        header=tuple(header),
        rows=rows,
        notes=(sentence(view.term("exhibits.status_note")),),
        source=view.source,
        layout="annex",
    )


def _periods(view: View) -> list[Period]:
    """The last two years, their half-years and quarters; other periods where they lead."""
    findings = view.findings
    first = findings.year.year - _LAST_YEARS + 1
    seen = {claim.period for claim in findings.claims if claim.indicator == "LEVEL"}
    recent = sorted(period for period in seen if period.year >= first)
    kinds = ["year", "half", "quarter"]
    if findings.vantage.kind not in kinds:
        kinds.insert(0, findings.vantage.kind)
    return [period for kind in kinds for period in recent if period.kind == kind]


def _rows(view: View, period: Period) -> Iterator[Row]:
    findings = view.findings
    segments = (findings.find("LEVEL", s.code, period) for s in findings.dataset.segments)
    parts = findings.partition("LEVEL", period) or tuple(segments)
    total = findings.find("LEVEL", findings.dataset.total.code, period)
    known = [claim for claim in (total, *parts) if claim]
    for place, claim in enumerate(known):
        yield _row(view, claim, first=place == 0)


def _row(view: View, claim: Claim, first: bool) -> Row:
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
    made_up = view.findings.dataset.synthetic and measure.derivation == "published"
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
    items = [_entry(view, segment.code) for segment in view.findings.dataset.segments]
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
