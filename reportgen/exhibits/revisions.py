"""What a new vintage of the data changed: the table of revised levels."""

from collections.abc import Iterator

from reportgen.briefing import Cell, Column, Row, Strong, Table, Text
from reportgen.claims import Claim, evidence_of
from reportgen.exhibits.tables import level_cell
from reportgen.exhibits.view import NO_CAPTION, View, printed
from reportgen.l10n import numbers
from reportgen.l10n.numbers import rounded


def revisions(view: View, _: str = "") -> Table | None:
    """Return every revised level: as it was, as it is, and the difference; None without any."""
    rows = tuple(_row(view, claim) for claim in _revised(view))
    if not rows:
        return None
    names = ("period", "segment", "was", "now", "difference")
    header = (
        Column(view.term(f"exhibits.{name}_column"), "", "left" if place < 2 else "decimal")
        for place, name in enumerate(names)
    )
    return Table(NO_CAPTION, tuple(header), rows, (), view.source)


def _revised(view: View) -> Iterator[Claim]:
    codes = [view.total, *(segment.code for segment in view.claims.dataset.segments)]
    for claim in view.claims.every:
        if claim.indicator == "REVISION" and claim and claim.subject in codes:
            yield claim


def _row(view: View, claim: Claim) -> Row:
    code, period = claim.subject, claim.period
    amount = view.amount(claim)
    change = numbers.number(
        rounded(evidence_of(claim).value, max(0, amount.decimals)),
        max(0, amount.decimals),
        view.locale,
        "signed",
    )
    return Row(
        (
            Cell((Strong((Text(view.short_period(period)),)),)),
            Cell((Text(view.short(code)),)),
            level_cell(view, view.claim("LEVEL_WAS", code, period)),
            level_cell(view, view.claim("LEVEL", code, period)),
            Cell((printed(claim, change),)),
        )
    )
