"""The tables in the text: segments of a year, half-years, quarters."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal

from reportgen.briefing import Cell, Column, Inlines, Row, Strong, Table, Text
from reportgen.claims import Claim, evidence_of
from reportgen.dataset import Entity
from reportgen.exhibits.view import View, cell_percent, printed
from reportgen.exhibits.wording import (
    caption,
    finest,
    joined,
    scale_of_levels,
    sentence,
    unit_at,
)
from reportgen.l10n import numbers
from reportgen.l10n.rounding import decimals_of, rounded
from reportgen.period import Period

RowKind = Literal["body", "group", "member", "total"]
_QUARTERS_SHOWN, _FEWEST_QUARTERS = 5, 3
_PLACE = "\ue000"
_TINY = "*"
_WHOLE = Fraction(100)


def segments(view: View, _: str = "") -> Table | None:
    """Return level, share, change and contribution of every segment in the latest year."""
    year = view.findings.focus
    if not view.findings.find("LEVEL", view.findings.dataset.total.code, year):
        return None
    rows = tuple(_segment_row(view, entity, kind) for entity, kind in _outline(view))
    growths = (_growth_of(view, segment, year) for segment in view.findings.dataset.segments)
    names = {"period": view.short_period(year), "base": view.short_period(year.year_before)}
    return Table(
        caption=caption(view, "segments_table", **names),
        header=(
            Column(view.term("exhibits.segment_column")),
            Column(
                view.term("exhibits.level_column", **names),
                unit_at(view, scale_of_levels(view)),
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
    half = view.findings.half
    return _side_by_side(view, "half_years_table", [half.year_before, half.previous, half])


def quarters(view: View, _: str = "") -> Table | None:
    """Return the levels of the last five quarters and the change on the year.

    Needs three quarters of the total, the latest among them.
    """
    periods = [view.findings.quarter]
    while len(periods) < _QUARTERS_SHOWN:
        periods.insert(0, periods[0].previous)
    total = view.findings.dataset.total.code
    known = [period for period in periods if view.findings.find("LEVEL", total, period)]
    if len(known) < _FEWEST_QUARTERS:
        return None
    return _side_by_side(view, "quarters_table", known)


def _side_by_side(view: View, name: str, periods: Sequence[Period]) -> Table | None:
    """One column a period, then the change of the last one on the year."""
    last = periods[-1]
    rows, growths = [], []
    for entity, kind in _outline(view, last):
        levels = [view.findings.find("LEVEL", entity.code, period) for period in periods]
        growth = _growth_of(view, entity, last)
        if levels[-1]:
            figures = (*(_level(view, level) for level in levels), _growth(view, growth))
            rows.append(Row((_name(view, entity, kind), *figures), kind))
            growths.append(growth)
    if len(rows) < 2 or rows[-1].kind != "total":
        return None
    names = {"period": view.short_period(last), "base": view.short_period(last.year_before)}
    return Table(
        caption=caption(view, name, unit=unit_at(view, scale_of_levels(view))),
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
    dataset = view.findings.dataset
    inside: tuple[str, ...] = ()
    for group in dataset.groups[:1]:
        inside = group.members
        yield group, "group"
        for code in inside:
            yield view.entity(code), "member"
    parts = view.findings.partition("LEVEL", period) if period else ()
    codes = [claim.subject for claim in parts] or [segment.code for segment in dataset.segments]
    for code in codes:
        if code not in inside and code not in {group.code for group in dataset.groups[:1]}:
            yield view.entity(code), "body"
    yield dataset.total, "total"


def _segment_row(view: View, entity: Entity, kind: RowKind) -> Row:
    year, base = view.findings.focus, view.findings.focus.year_before
    growth = _growth_of(view, entity, year)
    if kind == "total":
        whole = numbers.number(rounded(_WHOLE, 1), 1, view.locale)
        share, points = Cell((Text(whole),)), _percent(view, growth, "signed")
    else:
        share = _percent(view, view.findings.find("SHARE", entity.code, year))
        contribution = view.findings.find("CONTRIB_PP", entity.code, year, base)
        points = _percent(view, contribution, "signed")
    level = _level(view, view.findings.find("LEVEL", entity.code, year))
    cells = (_name(view, entity, kind), level, share, _growth(view, growth), points)
    return Row(cells, kind)


def _name(view: View, entity: Entity, kind: RowKind) -> Cell:
    short = Text(view.short(entity.code))
    if kind in ("group", "total") or len(entity.members) > 1:
        return Cell((short,) if kind != "body" else (Strong((short,)),))
    return Cell((Strong((short,)), Text(f" {view.detail(entity.code)}")))


def _nothing(view: View) -> Cell:
    return Cell((Text(view.term("not_available")),), muted=True)


def _level(view: View, claim: Claim) -> Cell:
    if not claim:
        return _nothing(view)
    measure = evidence_of(claim)
    scale = scale_of_levels(view)
    shift = scale - view.unit.scale
    decimals = max(0, decimals_of(measure, finest(scale), shift))
    value = rounded(measure.value / Fraction(10) ** shift, decimals)
    mark = "e" if measure.status == "estimated" else ""
    return Cell((printed(claim, numbers.number(value, decimals, view.locale)),), mark)


def _percent(view: View, claim: Claim, sign: numbers.Sign = "plain") -> Cell:
    if not claim:
        return _nothing(view)
    return Cell((printed(claim, cell_percent(claim, view.locale, sign=sign)),))


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
    return view.findings.find("GROWTH", entity.code, period, period.year_before)


def _notes(
    view: View, rows: Iterable[Row], growths: Iterable[Claim], *closing: str
) -> tuple[Inlines, ...]:
    """What the marks in the rows mean, then the closing words."""
    cells = [cell for row in rows for cell in row.cells]
    words = []
    if any(cell.mark == "e" for cell in cells):
        words.append(view.term("obtained_by_difference"))
    if any(cell.muted for cell in cells):
        words.append(view.term("exhibits.not_available_note"))
    pieces = (
        *map(sentence, words),
        *(_tiny_base_note(view, growth) for growth in growths if growth.reason == "tiny_base"),
        *map(sentence, closing),
    )
    return (joined(pieces, " "),) if pieces else ()


def _tiny_base_note(view: View, growth: Claim) -> Inlines:
    level = view.findings.find("LEVEL", growth.subject, growth.base_period or growth.period)
    amount = numbers.money(view.amount(level), view.unit, view.locale)
    base = view.short_period(level.period)
    words = view.term("exhibits.tiny_base_note", level=_PLACE, base=base)
    before, _, after = words.partition(_PLACE)
    return sentence(before, printed(level, amount), after)
