"""The tables that a template may place, and the glossary."""

from reportgen.briefing import BulletList, Caption, Cell, Column, ListItem, Row, Table, Text
from reportgen.claims import Claim
from reportgen.dataset import Entity
from reportgen.exhibits.view import View, cell_percent, printed, proof, sentence
from reportgen.l10n import numbers
from reportgen.l10n.approximation import about_percent
from reportgen.l10n.rounding import decimals_of, rounded
from reportgen.period import Period

_BILLIONS_FROM_MILLIONS = 3


def segments(view: View, _: str = "") -> Table | None:
    """Return level, share, change and contribution of every segment in the latest year."""
    year = view.findings.year
    base = year.year_before
    total = view.findings.dataset.total
    if not view.findings.find("LEVEL", total.code, year):
        return None
    names = {"period": view.short_period(year), "base": view.short_period(base)}
    rows = [_segment_row(view, entity, kind) for entity, kind in _outline(view)]
    rows.append(_segment_row(view, total, "total"))
    billions = numbers.money_unit(numbers.Amount(rounded_two(), 0, 9), view.unit, view.locale)
    return Table(
        caption=Caption("", (), view.term("exhibits.segments_table", **names)),
        header=(
            Column(view.term("exhibits.segment_column")),
            Column(view.term("exhibits.level_column", **names), billions, "decimal"),
            Column(view.term("exhibits.share_column"), "%", "decimal"),
            Column(view.term("exhibits.change_column", **names), "%", "decimal"),
            Column(
                view.term("exhibits.contribution_column"), view.term("exhibits.points"), "decimal"
            ),
        ),
        rows=tuple(rows),
        notes=_segment_notes(view, names["base"]),
        source=view.source,
    )


def rounded_two():  # type: ignore[no-untyped-def]
    from fractions import Fraction

    return rounded(Fraction(2), 0)


def _outline(view: View) -> list[tuple[Entity, str]]:
    """The first group with its members below it, then the other segments."""
    dataset = view.findings.dataset
    if not dataset.groups:
        return [(segment, "body") for segment in dataset.segments]
    group = dataset.groups[0]
    members = [view.entity(code) for code in group.members]
    others = [segment for segment in dataset.segments if segment not in members]
    rows: list[tuple[Entity, str]] = [(group, "group")]
    rows += [(member, "member") for member in members]
    return rows + [(other, "body") for other in others]


def _segment_row(view: View, entity: Entity, kind: str) -> Row:
    year = view.findings.year
    base = year.year_before
    code = entity.code
    total = view.findings.dataset.total.code
    share = view.findings.find("SHARE", code, year)
    points = view.findings.find("CONTRIB_PP", code, year, base)
    growth = view.findings.find("GROWTH", code, year, base)
    if code == total:
        share_cell, points_cell = _whole(view), _percent_cell(view, growth, "signed")
    else:
        share_cell = _percent_cell(view, share)
        points_cell = _percent_cell(view, points, "signed")
    return Row(
        (
            _name(view, entity, kind),
            _level_cell(view, view.findings.find("LEVEL", code, year)),
            share_cell,
            _growth_cell(view, growth),
            points_cell,
        ),
        kind,  # type: ignore[arg-type]
    )


def _name(view: View, entity: Entity, kind: str) -> Cell:
    from reportgen.briefing import Strong

    short = view.short(entity.code)
    if kind in ("group", "total"):
        return Cell((Text(short),))
    return Cell((Strong((Text(short),)), Text(f" {view.detail(entity.code)}")))


def _whole(view: View) -> Cell:
    return Cell((Text("100,0" if view.locale == "fr" else "100.0"),))


def _nothing(view: View) -> Cell:
    return Cell((Text(view.term("not_available")),), muted=True)


def _level_cell(view: View, claim: Claim) -> Cell:
    if not claim:
        return _nothing(view)
    measure = proof(claim)
    decimals = max(0, decimals_of(measure, 3, _BILLIONS_FROM_MILLIONS))
    value = rounded(measure.value / 1000, decimals)
    text = numbers.number(value, decimals, view.locale)
    mark = "e" if measure.status == "estimated" else ""
    return Cell((printed(claim, text),), mark)


def _percent_cell(view: View, claim: Claim, sign: numbers.Sign = "plain") -> Cell:
    if not claim:
        return _nothing(view)
    return Cell((printed(claim, cell_percent(claim, view.locale, sign=sign)),))


def _growth_cell(view: View, claim: Claim) -> Cell:
    if claim:
        return _percent_cell(view, claim, "signed")
    if _tiny_fall(claim):
        digits = about_percent(proof(claim), view.locale).split("\u00a0")[-1]
        figure = digits.removesuffix(numbers.percent_sign(view.locale))
        return Cell((printed(claim, f"{numbers.MINUS}{figure}"),), "*")
    return _nothing(view)


def _tiny_fall(claim: Claim) -> bool:
    return claim.reason == "tiny_base" and claim.direction == "down"


def _segment_notes(view: View, base_name: str):  # type: ignore[no-untyped-def]
    year = view.findings.year
    base = year.year_before
    pieces: list[object] = []
    growths = [
        view.findings.find("GROWTH", e.code, year, base) for e in view.findings.dataset.segments
    ]
    if any(not growth and not _tiny_fall(growth) for growth in growths):
        pieces.append(view.term("exhibits.not_available_note") + " ")
    for growth in growths:
        level = view.findings.find("LEVEL", growth.subject, base)
        if _tiny_fall(growth) and level:
            amount = numbers.money(view.amount(level), view.unit, view.locale)
            before, _, after = view.term(
                "exhibits.tiny_base_note", level="\ue000", base=base_name
            ).partition("\ue000")
            pieces += [before, printed(level, amount), after + " "]
    pieces.append(view.term("exhibits.rounding_note"))
    return (sentence(*pieces),)  # type: ignore[arg-type]


def half_years(view: View, _: str = "") -> Table | None:
    """Return the levels of the last three half-years and the change on the year."""
    half = view.findings.half
    base = half.year_before
    periods = (base, half.previous, half)
    total = view.findings.dataset.total
    entities = [*(e for e, _ in _outline(view)), *view.findings.dataset.groups[2:], total]
    rows = [_half_year_row(view, entity, periods) for entity in entities]
    rows = [row for row in rows if row]
    if len(rows) < 2:
        return None
    names = {"period": view.short_period(half), "base": view.short_period(base)}
    billions = numbers.money_unit(numbers.Amount(rounded_two(), 0, 9), view.unit, view.locale)
    return Table(
        caption=Caption("", (), view.term("exhibits.half_years_table", unit=billions)),
        header=(
            Column(view.term("exhibits.segment_column")),
            *(Column(view.short_period(period), "", "decimal") for period in periods),
            Column(view.term("exhibits.change_column", **names), "%", "decimal"),
        ),
        rows=tuple(row for row in rows if row),
        notes=_half_year_notes(view, rows),
        source=view.source,
    )


def _half_year_row(view: View, entity: Entity, periods: tuple[Period, ...]) -> Row | None:
    levels = [view.findings.find("LEVEL", entity.code, period) for period in periods]
    if not levels[-1]:
        return None
    growth = view.findings.find("GROWTH", entity.code, periods[-1], periods[0])
    kind = "total" if entity.code == view.findings.dataset.total.code else "body"
    cells = (
        _name(view, entity, kind if len(entity.members) == 1 or kind == "total" else "group"),
        *(_level_cell(view, level) for level in levels),
        _growth_cell(view, growth),
    )
    return Row(cells, kind)  # type: ignore[arg-type]


def _half_year_notes(view: View, rows: list[Row | None]):  # type: ignore[no-untyped-def]
    cells = [cell for row in rows if row for cell in row.cells]
    words = []
    if any(cell.mark == "e" for cell in cells):
        words.append(view.term("obtained_by_difference"))
    if any(cell.muted for cell in cells):
        words.append(view.term("exhibits.not_available_note"))
    return (sentence(" ".join(words)),) if words else ()


def annex(view: View, _: str = "") -> Table | None:
    """Return every level used, with bounds, status and how it was obtained."""
    names = ("period", "segment", "value", "low", "high", "status", "derivation")
    aligned = ("left", "left", "decimal", "decimal", "decimal", "center", "left")
    rows = list(_annex_rows(view))
    if not rows:
        return None
    millions = numbers.money_unit(numbers.Amount(rounded_two(), 0, 6), view.unit, view.locale)
    unit = millions[0].upper() + millions[1:]
    return Table(
        caption=Caption("", (), view.term("exhibits.annex", unit=unit)),
        header=tuple(
            Column(view.term(f"exhibits.{name}_column"), "", align)  # type: ignore[arg-type]
            for name, align in zip(names, aligned, strict=True)
        ),
        rows=tuple(rows),
        notes=(sentence(view.term("exhibits.status_note")),),
        source=view.source,
        layout="annex",
    )


def _annex_rows(view: View):  # type: ignore[no-untyped-def]
    findings = view.findings
    total = findings.dataset.total.code
    year = findings.year
    wanted = [year.year_before, year]
    wanted += [p for p in sorted({c.period for c in findings.claims}) if p.kind == "half"]
    wanted += [p for p in sorted({c.period for c in findings.claims}) if p.kind == "quarter"]
    for period in dict.fromkeys(wanted):
        claims = [findings.find("LEVEL", total, period)]
        claims += findings.partition("LEVEL", period) or [
            findings.find("LEVEL", s.code, period) for s in findings.dataset.segments
        ]
        known = [claim for claim in claims if claim]
        for position, claim in enumerate(known):
            yield _annex_row(view, claim, first=position == 0)


def _annex_row(view: View, claim: Claim, first: bool) -> Row:
    measure = proof(claim)
    whole = 0 if measure.derivation != "published" else None
    period = view.short_period(claim.period) if first else ""
    figures = [
        numbers.number(rounded(number, places), places, view.locale)
        for number, places in (
            (measure.value, 0 if whole == 0 else _places(measure.value)),
            (measure.low, _bound_places(measure, "low")),
            (measure.high, _bound_places(measure, "high")),
        )
    ]
    from reportgen.briefing import Strong

    return Row(
        (
            Cell((Strong((Text(period),)),) if period else ()),
            Cell((Text(view.short(claim.subject)),)),
            *(Cell((printed(claim, figure),)) for figure in figures),
            Cell((Text(view.term(f"statuses.{measure.status}")),)),
            Cell((Text(view.term(f"derivations.{measure.derivation}")),)),
        ),
        opens_group=first,
    )


def _places(value):  # type: ignore[no-untyped-def]
    return next((d for d in range(3) if (value * 10**d).denominator == 1), 3)


def _bound_places(measure, which):  # type: ignore[no-untyped-def]
    value = measure.low if which == "low" else measure.high
    return min(1, _places(value)) if measure.half_width <= 5 else 0


def glossary(view: View, _: str = "") -> BulletList:
    """Return the segments' names and what their acronyms stand for, and the terms used."""
    from reportgen.briefing import Emphasis

    items = []
    for segment in view.findings.dataset.segments:
        forms = segment.forms[view.locale]
        label = forms.label[0].upper() + forms.label[1:]
        words = [Text(label)]
        if forms.expansion:
            words += [Text(" ("), Emphasis((Text(forms.expansion),), "en"), Text(")")]
        items.append(ListItem((*words, Text(".")), (Text(forms.short),)))
    definition = view.term("exhibits.contribution_definition")
    term = view.term("exhibits.contribution_term")
    items.append(ListItem((Text(definition),), (Text(term),)))
    return BulletList(tuple(items))
