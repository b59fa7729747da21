"""The charts that a template may place: each states the claims it needs at least."""

from dataclasses import replace
from fractions import Fraction

from reportgen.briefing import (
    Bracket,
    Caption,
    Category,
    Chart,
    Fact,
    Inlines,
    Point,
    Printed,
    Series,
    Text,
)
from reportgen.claims import Claim
from reportgen.exhibits.view import (
    SHARE_REACH,
    View,
    cell_percent,
    joined,
    printed,
    proof,
    sentence,
)
from reportgen.l10n import numbers
from reportgen.l10n.approximation import percent_in_prose
from reportgen.l10n.rounding import decimals_of, rounded
from reportgen.measure import Measure
from reportgen.period import Period

_LINE_MINIMUM = 3
_BILLIONS = 9


def contributions(view: View, _: str = "") -> Chart | None:
    """Return the waterfall of the yearly change: rises, falls, then the total."""
    year = view.findings.year
    base = year.year_before
    total = view.findings.find("CHANGE", view.findings.dataset.total.code, year, base)
    parts = view.findings.partition("CHANGE", year, base)
    if not parts or total.evidence is None:
        return None
    ordered = sorted(parts, key=_rises_then_falls)
    bars = (*ordered, total)
    decimals = numbers.quantum_decimals(tuple(proof(claim) for claim in bars))
    points, start = [], Fraction(0)
    for claim in bars:
        value = proof(claim).value
        text = numbers.number_range(proof(claim), decimals, view.locale, "signed")
        at = Fraction(0) if claim is total else start
        points.append(Point(value, printed(claim, text), at))
        start += value
    words = {
        "unit": _unit(view, view.unit.scale),
        "period": view.short_period(year),
        "base": view.short_period(base),
    }
    return _ordered_bars(view, "contributions", bars, tuple(points), words)


def _rises_then_falls(claim: Claim) -> tuple[bool, Fraction]:
    value = proof(claim).value
    return value < 0, -abs(value)


def growth(view: View, _: str = "") -> Chart | None:
    """Return the ordered yearly changes; subjects on a tiny base are left out."""
    year = view.findings.year
    base = year.year_before
    total = view.findings.find("GROWTH", view.findings.dataset.total.code, year, base)
    parts = [claim for claim in _quotable_growths(view, year, base) if claim]
    if not parts or not total:
        return None
    bars = sorted((*parts, total), key=lambda claim: -proof(claim).value)
    points = tuple(
        Point(proof(claim).value, printed(claim, _growth_label(view, claim))) for claim in bars
    )
    words = {"period": view.short_period(year), "base": view.short_period(base)}
    chart = _ordered_bars(view, "growth", tuple(bars), points, words)
    ranged = [claim for claim in bars if _is_range(proof(claim))]
    notes = tuple(
        sentence(view.term("bounds_of_change", subject=view.short(claim.subject)))
        for claim in ranged
    )
    return replace(chart, kind="diverging", unit="%", notes=notes)


def _quotable_growths(view: View, year: Period, base: Period) -> tuple[Claim, ...]:
    """Growth of the segments that changes are known for, tiny ones set aside first."""
    changes = view.findings.partition("CHANGE", year, base)
    return tuple(view.findings.find("GROWTH", c.subject, year, base) for c in changes)


def _growth_label(view: View, claim: Claim) -> str:
    text = cell_percent(claim, view.locale, sign="signed")
    about = decimals_of(proof(claim), 1) < 1 and not _is_range(proof(claim))
    word = {"fr": "environ ", "en": "about "}[view.locale] if about else ""
    return f"{word}{text}{numbers.percent_sign(view.locale)}"


def _is_range(measure: Measure) -> bool:
    return measure.derivation != "published" and decimals_of(measure, 1) < 1


def composition(view: View, _: str = "") -> Chart | None:
    """Return 100 % bars of the year before, the year and the latest part of a year."""
    findings = view.findings
    periods = [findings.year.year_before, findings.year]
    if findings.vantage > findings.year:
        periods.append(findings.vantage)
    bars = {period: findings.partition("SHARE", period) for period in periods}
    bars = {period: claims for period, claims in bars.items() if claims}
    if not bars:
        return None
    codes = [entity.code for entity in _in_bar_order(view)]
    shown = [code for code in codes if any(c.subject == code for cs in bars.values() for c in cs)]
    series = tuple(
        Series(view.short(code), code, tuple(_share_of(view, code, bars[p]) for p in bars))
        for code in shown
    )
    categories = tuple(Category(view.short_period(period)) for period in bars)
    brackets = tuple(_brackets(view, bars))
    return Chart(
        kind="stacked",
        caption=_caption(view, "composition", {}),
        categories=categories,
        series=series,
        unit="%",
        notes=_sharing_notes(view, bars),
        source=view.source,
        alt_text=_composition_alt(view, bars),
        brackets=brackets,
    )


def _in_bar_order(view: View):  # type: ignore[no-untyped-def]
    dataset = view.findings.dataset
    position = {segment.code: n for n, segment in enumerate(dataset.segments)}
    entities = (*dataset.groups, *dataset.segments)
    return sorted(entities, key=lambda e: min(position[member] for member in e.members))


def _share_of(view: View, code: str, claims: tuple[Claim, ...]) -> Point | None:
    claim = next((claim for claim in claims if claim.subject == code), None)
    if claim is None:
        return None
    return Point(proof(claim).value, printed(claim, _share_label(view, claim)), sure=_sure(claim))


def _share_label(view: View, claim: Claim) -> str:
    measure = proof(claim)
    decimals = 1 if measure.high < 1 else 0
    return numbers.number_range(measure, decimals, view.locale) + numbers.percent_sign(view.locale)


def _sure(claim: Claim) -> bool:
    return proof(claim).status != "estimated"


def _brackets(view: View, bars: dict[Period, tuple[Claim, ...]]) -> list[Bracket]:
    """The first group of the series, over its members where both are known."""
    found = []
    group = view.findings.dataset.groups[0] if view.findings.dataset.groups else None
    for position, (period, claims) in enumerate(bars.items()):
        subjects = {claim.subject for claim in claims}
        if group is None or not set(group.members) <= subjects:
            continue
        claim = view.findings.find("SHARE", group.code, period)
        if claim:
            colon = "\u00a0: " if view.locale == "fr" else ": "
            label = sentence(f"{view.short(group.code)}{colon}", _bracket_figure(view, claim))
            found.append(Bracket(position, len(group.members), label))
    return found


def _bracket_figure(view: View, claim: Claim) -> Printed:
    measure = proof(claim)
    low, high = numbers.ends(measure, 0)
    if low == high:
        return printed(claim, _share_label(view, claim))
    return printed(claim, percent_in_prose(measure, view.locale, SHARE_REACH))


def _sharing_notes(view: View, bars: dict[Period, tuple[Claim, ...]]) -> tuple[Inlines, ...]:
    words = []
    if any(not _sure(claim) for claims in bars.values() for claim in claims):
        words.append(view.term("obtained_by_difference"))
    for period, claims in bars.items():
        for claim in claims:
            if len(view.entity(claim.subject).members) > 1:
                name = view.short_period(period)
                words.append(
                    view.term("not_separable", period=name, members=view.the(claim.subject))
                )
    return (sentence(" ".join(words)),) if words else ()


def _composition_alt(view: View, bars: dict[Period, tuple[Claim, ...]]) -> Inlines:
    rows = []
    for period, claims in bars.items():
        shares = joined(
            [
                sentence(f"{view.short(claim.subject)} ", printed(claim, _share_label(view, claim)))
                for claim in claims
            ],
            ", ",
        )
        colon = "\u00a0: " if view.locale == "fr" else ": "
        rows.append((Text(f"{view.short_period(period)}{colon}"), *shares))
    intro = Text(view.term("exhibits.composition_alt"))
    return (intro, *joined(rows, "\u202f; " if view.locale == "fr" else "; "), Text("."))


def segment(view: View, code: str) -> Chart | None:
    """Return one segment's two years on its own scale, with three facts beside them."""
    year = view.findings.year
    base = year.year_before
    levels = [view.findings.find("LEVEL", code, period) for period in (base, year)]
    change = view.findings.find("CHANGE", code, year, base)
    if not all(levels) or not change:
        return None
    amounts = [view.amount(claim) for claim in levels]
    scale = amounts[1].scale
    points = tuple(_level_point(view, claim, scale) for claim in levels)
    names = [view.short_period(period) for period in (base, year)]
    words = {
        "subject": view.short(code),
        "unit": _unit(view, scale),
        "period": names[1],
        "base": names[0],
    }
    return Chart(
        kind="panel",
        caption=_caption(view, "segment", words),
        categories=tuple(Category(name) for name in names),
        series=(Series(view.short(code), code, points),),
        unit=_unit(view, scale),
        notes=(),
        source=view.source,
        alt_text=_alt(view, "segment", list(zip(names, (p.label for p in points), strict=True)), _unit(view, scale)),
        facts=tuple(_facts(view, code, change)),
    )


def _level_point(view: View, claim: Claim, scale: int) -> Point:
    measure = proof(claim)
    own = 3 if scale == _BILLIONS else 0
    decimals = decimals_of(measure, own, scale - view.unit.scale)
    value = measure.value / Fraction(10) ** (scale - view.unit.scale)
    text = numbers.number(rounded(value, decimals), max(decimals, 0), view.locale)
    return Point(value, printed(claim, text), sure=_sure(claim))


def _facts(view: View, code: str, change: Claim) -> list[Fact]:
    year, base = change.period, change.base_period
    names = {
        "period": view.short_period(year),
        "base": view.short_period(base) if base else "",
    }
    amount = view.amount(change)
    text = numbers.number(amount.value, amount.decimals, view.locale, "signed")
    facts = [
        Fact(
            view.term("exhibits.change_of", **names),
            printed(change, text),
            numbers.money_unit(amount, view.unit, view.locale),
        )
    ]
    share = view.findings.find("SHARE", code, year)
    if share:
        text = cell_percent(share, view.locale)
        facts.append(Fact(view.term("exhibits.share_in", **names), printed(share, text), "%"))
    points = view.findings.find("CONTRIB_PP", code, year, base)
    if points:
        text = cell_percent(points, view.locale, sign="signed")
        unit = numbers.points_unit(rounded(proof(points).value, 1), view.locale)
        label = view.term("exhibits.contribution_to_growth")
        facts.append(Fact(label, printed(points, text), unit))
    return facts


def half_years(view: View, _: str = "") -> Chart | None:
    """Return the latest half-year beside the same one a year before."""
    half = view.findings.half
    base = half.year_before
    total = view.findings.find("LEVEL", view.findings.dataset.total.code, half)
    now = [total, *view.findings.partition("LEVEL", half)]
    if not all(now) or len(now) < 2:
        return None
    now.sort(key=lambda claim: -proof(claim).value)
    then = [view.findings.find("LEVEL", claim.subject, base) for claim in now]
    if not any(then):
        return None
    known = [claim for claim in (*now, *then) if claim]
    decimals = min(decimals_of(proof(claim), 3, 3) for claim in known)
    names = {"period": view.short_period(half), "base": view.short_period(base)}
    return Chart(
        kind="paired",
        caption=_caption(view, "half_years", {"unit": _unit(view, _BILLIONS), **names}),
        categories=tuple(
            _paired_category(view, claim, earlier, names["base"])
            for claim, earlier in zip(now, then, strict=True)
        ),
        series=(
            Series(names["base"], "TOTAL", _paired(view, then, decimals), earlier=True),
            Series(names["period"], "TOTAL", _paired(view, now, decimals)),
        ),
        unit=_unit(view, _BILLIONS),
        notes=_difference_note(view, known),
        source=view.source,
        alt_text=_half_years_alt(view, now, then, names, decimals),
    )


def _paired_category(view: View, claim: Claim, earlier: Claim, base: str) -> Category:
    colon = "\u00a0: " if view.locale == "fr" else ": "
    missing = "" if earlier else f"{base}{colon}{view.term('not_published')}"
    is_total = claim.subject == view.findings.dataset.total.code
    detail = "" if is_total or "+" in view.short(claim.subject) else view.detail(claim.subject)
    return Category(view.short(claim.subject), detail, missing, colour=claim.subject)


def _paired(view: View, claims: list[Claim], decimals: int) -> tuple[Point | None, ...]:
    return tuple(_billions(view, claim, decimals) if claim else None for claim in claims)


def _billions(view: View, claim: Claim, decimals: int) -> Point:
    measure = proof(claim)
    scaled = replace(
        measure,
        value=measure.value / 1000,
        low=measure.low / 1000,
        high=measure.high / 1000,
    )
    text = numbers.number_range(scaled, decimals, view.locale)
    if measure.derivation == "published":
        ends = numbers.ends(scaled, decimals)
        if rounded(scaled.value, decimals) in ends and claim.subject == "TOTAL":
            text = numbers.number(rounded(scaled.value, decimals), decimals, view.locale)
    return Point(scaled.value, printed(claim, text), sure=_sure(claim))


def _difference_note(view: View, claims: list[Claim]) -> tuple[Inlines, ...]:
    if all(_sure(claim) for claim in claims):
        return ()
    return (sentence(view.term("obtained_by_difference")),)


def _half_years_alt(
    view: View, now: list[Claim], then: list[Claim], names: dict[str, str], decimals: int
) -> Inlines:
    rows = []
    for claim, earlier in zip(now, then, strict=True):
        pairs = [(earlier, names["base"]), (claim, names["period"])]
        figures = [
            (_billions(view, c, decimals).label, Text(f" ({name})"))
            for c, name in pairs
            if c
        ]
        rows.append((Text(f"{view.short(claim.subject)} "), *joined(figures, ", ")))
    separator = "\u202f; " if view.locale == "fr" else "; "
    return (Text(view.term("exhibits.half_years_alt", unit=_unit(view, _BILLIONS))), *joined(rows, separator), Text("."))


def quarters(view: View, _: str = "") -> Chart | None:
    """Return quarterly lines of the segments that have at least three quarters in a row."""
    last = view.findings.quarter
    periods = [last]
    while len(periods) < 10:
        periods.insert(0, periods[0].previous)
    lines = {}
    for entity in view.findings.dataset.segments:
        claims = [view.findings.find("LEVEL", entity.code, period) for period in periods]
        if sum(map(bool, claims)) >= _LINE_MINIMUM:
            lines[entity.code] = claims
    if not lines:
        return None
    first = min(n for cs in lines.values() for n, claim in enumerate(cs) if claim)
    shown = periods[first:]
    series = tuple(
        Series(view.short(code), code, _line(view, claims[first:]))
        for code, claims in lines.items()
    )
    return Chart(
        kind="lines",
        caption=_caption(view, "quarters", {"unit": _unit(view, _BILLIONS)}),
        categories=tuple(Category(view.short_period(period)) for period in shown),
        series=series,
        unit=_unit(view, _BILLIONS),
        notes=(),
        source=view.source,
        alt_text=_quarters_alt(view, lines),
    )


def _line(view: View, claims: list[Claim]) -> tuple[Point | None, ...]:
    return tuple(
        Point(proof(claim).value / 1000, Text(""), sure=_sure(claim)) if claim else None
        for claim in claims
    )


def _quarters_alt(view: View, lines: dict[str, list[Claim]]) -> Inlines:
    rows = []
    for code, claims in lines.items():
        last = next(claim for claim in reversed(claims) if claim)
        text = numbers.money(view.amount(last), view.unit, view.locale)
        period = view.short_period(last.period)
        rows.append(sentence(f"{view.short(code)} ({period}) ", printed(last, text)))
    separator = "\u202f; " if view.locale == "fr" else "; "
    return (Text(view.term("exhibits.quarters_alt")), *joined(rows, separator), Text("."))


def _unit(view: View, scale: int) -> str:
    plural = numbers.Amount(rounded(Fraction(2), 0), 0, scale)
    return numbers.money_unit(plural, view.unit, view.locale)


def _caption(view: View, name: str, words: dict[str, str]) -> Caption:
    return Caption("", (), view.term(f"exhibits.{name}", **words))


def _alt(
    view: View, name: str, pairs: list[tuple[str, Printed | Text]], unit: str = ""
) -> Inlines:
    items = [(Text(f"{what} "), figure) for what, figure in pairs]
    return (Text(view.term(f"exhibits.{name}_alt", unit=unit)), *joined(items, ", "), Text("."))


def _ordered_bars(
    view: View,
    name: str,
    claims: tuple[Claim, ...],
    points: tuple[Point, ...],
    words: dict[str, str],
) -> Chart:
    size = len(claims)
    series = tuple(
        Series(
            view.short(claim.subject),
            claim.subject,
            tuple(point if column == row else None for column in range(size)),
        )
        for row, (claim, point) in enumerate(zip(claims, points, strict=True))
    )
    pairs = [(view.short(c.subject), p.label) for c, p in zip(claims, points, strict=True)]
    return Chart(
        kind="waterfall",
        caption=_caption(view, name, words),
        categories=tuple(_paired_category(view, claim, claim, "") for claim in claims),
        series=series,
        unit=_unit(view, view.unit.scale),
        notes=(),
        source=view.source,
        alt_text=_alt(view, name, pairs, _unit(view, view.unit.scale)),
    )
