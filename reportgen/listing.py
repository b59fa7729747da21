"""What the command line prints of claims, data and templates."""

import json
from pathlib import Path
from typing import Any

from reportgen.accounts import complete, decimal_of
from reportgen.claims import INDICATORS, Claim, ClaimSet
from reportgen.claims.figures import known_levels, known_periods
from reportgen.compose import facts, lint, said_of, variants_of
from reportgen.dataset import load
from reportgen.errors import TemplateError
from reportgen.exhibits.view import View, printed_form
from reportgen.l10n import COMMON, LANGUAGES
from reportgen.l10n.lexicon import load_lexicon
from reportgen.period import parse_period
from reportgen.pipeline import survey

SCHEMA = 1


def claims_json(data: Path | None, as_of: str | None, period: str | None) -> str:
    """Return every claim as JSON, schema 1."""
    claims = survey(data, as_of, period)
    views = _views(claims)
    records = [_record(claim, views) for claim in claims.every]
    content = {"schema": SCHEMA, "period": str(claims.vantage), "claims": records}
    return json.dumps(content, ensure_ascii=False, indent=1)


def claims_text(data: Path | None, as_of: str | None, period: str | None) -> str:
    """Return every claim as a line: its name, its figure or its names, its verdict or reason."""
    claims = survey(data, as_of, period)
    view = _views(claims)[COMMON]
    return "\n".join(_line(claim, view) for claim in claims.every)


def data_report(path: Path | None) -> str:
    """Return one line that says what the dataset holds.

    Raises DataError with every problem.
    """
    dataset = complete(load(path)).dataset
    periods = sorted(observation.period for observation in dataset.observations)
    count = f"{len(periods)} observation{'s' if len(periods) > 1 else ''}"
    span = f"from {periods[0]} to {periods[-1]}"
    lines = [f"{dataset.provenance.data.name}: {count} {span}, sound"]
    lines += [f"note: {notice}" for notice in dataset.provenance.notices]
    return "\n".join(lines)


def data_table(path: Path | None) -> str:
    """Return the levels that the dataset determines: period, subject, value, bounds, origin."""
    accounts = complete(load(path))
    lines = [f"{'period':<9}{'subject':<11}{'value':>14}{'low':>14}{'high':>14}  obtained"]
    for (period, code), level in sorted(
        accounts.levels.items(), key=lambda item: (item[0][0].order, item[0][1])
    ):
        value, low, high = (f"{float(n):,.1f}" for n in (level.value, level.low, level.high))
        origin = level.derivation.replace("_", " ")
        lines.append(f"{period!s:<9}{code:<11}{value:>14}{low:>14}{high:>14}  {origin}")
    return "\n".join(lines)


def words_report(templates: Path | None) -> str:
    """Return what there is to say, and how much of it the shipped data make use of.

    Raises TemplateError with every fault of plans and catalogue.
    """
    problems = lint(templates)
    if problems:
        raise TemplateError(*problems)
    variants, said = variants_of(templates), set[tuple[str, str]]()
    accounts = complete(load(None))
    for period in known_periods(accounts, known_levels(accounts)):
        said |= said_of(survey(None, None, str(period)), templates)
    statements = len({name for name, _ in variants})
    told = f"{len(said & variants)} are said of the shipped data"
    return f"{statements} statements in {len(variants)} variants, nothing to mend; {told}"


def facts_report() -> str:
    """Return every name that plans and conditions may use, by kind, with what it means."""
    lines = []
    for kind in ("period", "role", "condition"):
        lines.append(f"{kind}s")
        lines += [f"  {name:<16} {meaning}" for name, meaning in facts(kind)]
    said = ", ".join(sorted(indicator.said for indicator in INDICATORS.values()))
    return "\n".join([*lines, "figures", f"  {said}"])


def _views(claims: ClaimSet) -> dict[str, View]:
    return {locale: View(claims, load_lexicon(locale)) for locale in LANGUAGES}


def _record(claim: Claim, views: dict[str, View]) -> dict[str, Any]:
    measure = claim.evidence
    numbers = None if measure is None else (measure.low, measure.value, measure.high)
    low, value, high = (format(decimal_of(n), "f") for n in numbers) if numbers else (None,) * 3
    period, base = claim.period, claim.base_period
    if base is not None and INDICATORS[claim.indicator].listed_at_base:
        period, base = base, None
    return {
        "indicator": claim.indicator,
        "subject": claim.subject,
        "period": str(period),
        "base_period": None if base is None else str(base),
        "value": _value(claim, value),
        "low": low,
        "high": high,
        "unit": measure and measure.unit,
        "direction": claim.direction or None,
        "verdict": claim.verdict or None,
        "status": claim.status,
        "reason": claim.reason or None,
        "display": {name: _display(claim, view) for name, view in views.items()},
        "source_rows": list(measure.inputs) if measure else [],
        "formula": measure and measure.formula,
    }


def _value(claim: Claim, figure: str | None) -> str | list[str] | None:
    """A figure as an exact decimal; leaders as a list; a driver, a drag or a quarter by name.

    A claim that is not made names the first of those that come into question.
    """
    answer = INDICATORS[claim.indicator].answer
    if figure is None or answer == "figure":
        return figure
    if answer == "segments":
        return list(claim.answer)
    return claim.answer[0] if claim.answer else None


def _display(claim: Claim, view: View) -> str | None:
    answer = INDICATORS[claim.indicator].answer
    if not claim or answer == "figure":
        return printed_form(view, claim)
    if answer == "period":
        return view.short_period(parse_period(claim.answer[0]))
    return ", ".join(view.short(code) for code in claim.answer)


def _line(claim: Claim, view: View) -> str:
    if not claim:
        return f"{claim}: not made ({claim.status}, {claim.reason})"
    words = [str(_display(claim, view))]
    words += [claim.verdict] if claim.verdict else []
    return f"{claim}: {', '.join(words)}"
