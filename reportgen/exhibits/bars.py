"""Ordered bars: what moved the total, and how fast each segment grew."""

from fractions import Fraction

from reportgen.briefing import Chart, ChartKind, Inlines, Point, Series
from reportgen.claims import Claim, evidence_of
from reportgen.exhibits.view import View, cell_percent, printed
from reportgen.exhibits.wording import alt_text, caption, category, sentence, unit_at
from reportgen.l10n import numbers
from reportgen.l10n.rounding import decimals_of
from reportgen.measure import Measure


def contributions(view: View, _: str = "") -> Chart | None:
    """Return the waterfall of the yearly change: rises, falls, then the total.

    Needs the change of the total and of segments or groups that cover it.
    """
    year, base = view.findings.focus, view.findings.focus.year_before
    total = view.findings.find("CHANGE", view.findings.dataset.total.code, year, base)
    parts = view.findings.partition("CHANGE", year, base)
    if not parts or total.evidence is None:
        return None
    bars = (*sorted(parts, key=_rises_then_falls), total)
    decimals = numbers.quantum_decimals(tuple(evidence_of(claim) for claim in bars))
    points, start = [], Fraction(0)
    for claim in bars:
        measure = evidence_of(claim)
        text = numbers.number_range(measure, decimals, view.locale, "signed")
        at = Fraction(0) if claim is total else start
        points.append(Point(measure.value, printed(claim, text), at))
        start += measure.value
    return _chart(view, "contributions", "waterfall", bars, tuple(points))


def _rises_then_falls(claim: Claim) -> tuple[bool, Fraction]:
    value = evidence_of(claim).value
    return value < 0, -abs(value)


def growth(view: View, _: str = "") -> Chart | None:
    """Return the ordered yearly changes; subjects on a tiny base are left out.

    Needs the growth of the total and of one segment or group.
    """
    year, base = view.findings.focus, view.findings.focus.year_before
    codes = [claim.subject for claim in view.findings.partition("CHANGE", year, base)]
    parts = [view.findings.find("GROWTH", code, year, base) for code in codes]
    total = view.findings.find("GROWTH", view.findings.dataset.total.code, year, base)
    if not any(parts) or not total:
        return None
    known = (claim for claim in (*parts, total) if claim)
    bars = tuple(sorted(known, key=lambda claim: -evidence_of(claim).value))
    points = tuple(Point(evidence_of(c).value, printed(c, _label(view, c))) for c in bars)
    ranged = tuple(claim for claim in bars if _is_range(evidence_of(claim)))
    notes = tuple(
        sentence(view.term("bounds_of_change", subject=view.short(claim.subject)))
        for claim in ranged
    )
    return _chart(view, "growth", "diverging", bars, points, notes)


def _label(view: View, claim: Claim) -> str:
    measure = evidence_of(claim)
    if _is_range(measure):
        return numbers.percent_range(measure, 1, view.locale, "signed")
    text = cell_percent(claim, view.locale, sign="signed") + numbers.percent_sign(view.locale)
    coarse = decimals_of(measure, 1) < 1 and not measure.exact
    whole = (measure.value * 10).denominator == 1
    return f"{view.term('about')} {text}" if coarse and not whole else text


def _is_range(measure: Measure) -> bool:
    return measure.derivation != "published" and not measure.exact and decimals_of(measure, 1) < 1


def _chart(
    view: View,
    name: str,
    kind: ChartKind,
    claims: tuple[Claim, ...],
    points: tuple[Point, ...],
    notes: tuple[Inlines, ...] = (),
) -> Chart:
    rows = range(len(claims))
    unit = unit_at(view, view.unit.scale) if kind == "waterfall" else "%"
    names = {
        "unit": unit,
        "period": view.short_period(view.findings.focus),
        "base": view.short_period(view.findings.focus.year_before),
    }
    pairs = zip(claims, points, strict=True)
    return Chart(
        kind=kind,
        caption=caption(view, name, **names),
        categories=tuple(category(view, claim) for claim in claims),
        series=tuple(
            Series(
                view.short(claim.subject),
                claim.subject,
                tuple(points[row] if column == row else None for column in rows),
            )
            for row, claim in enumerate(claims)
        ),
        unit=unit,
        notes=notes,
        source=view.source,
        alt_text=alt_text(
            view, name, [(*sentence(f"{view.short(c.subject)} "), p.label) for c, p in pairs], unit
        ),
    )
