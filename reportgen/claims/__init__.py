"""What the figures allow us to say: every claim, made or not, with its verdict and evidence."""

from collections.abc import Mapping
from itertools import groupby

from reportgen.accounts import Accounts
from reportgen.claims import announcements, cycles, history, pace, statements
from reportgen.claims.figures import figures_of, known_levels, known_periods
from reportgen.claims.indicator import FORMS, Indicator, walk
from reportgen.claims.model import Claim, ClaimKey, ClaimSet, claim_set, evidence_of
from reportgen.errors import PeriodError, Problem
from reportgen.l10n.lexicon import Rules
from reportgen.period import Period

__all__ = [
    "FORMS",
    "INDICATORS",
    "Claim",
    "ClaimKey",
    "ClaimSet",
    "Indicator",
    "assert_claims",
    "claim_set",
    "evidence_of",
    "latest_period",
]

# In this order: an indicator may rest on what those before it have told.
INDICATORS: Mapping[str, Indicator] = {
    indicator.key: indicator
    for indicator in (
        *statements.STATEMENTS,
        *statements.RANKS,
        *cycles.INDICATORS,
        *pace.PACE,
        *statements.MAKE_UP,
        *pace.COURSE,
        *history.INDICATORS,
        *announcements.INDICATORS,
    )
}
_NAMES_THE_EDITION = ("half", "year", "cumulative", "quarter", "month")  # the first one known


def assert_claims(accounts: Accounts, period: Period, rules: Rules) -> tuple[Claim, ...]:
    """Return every claim about the periods that end no later than `period`, made or not.

    Raises PeriodError when the data say nothing of that period.
    """
    known = known_levels(accounts)
    periods = known_periods(accounts, known)
    if period not in periods:
        raise PeriodError(_not_in_data(accounts, period))
    figures = figures_of(accounts, rules, known, tuple(p for p in periods if p.end <= period.end))
    for _, beside in groupby(INDICATORS.values(), lambda one: one.beside or one.key):
        walk(figures, tuple(beside))
    told = figures.claims.values()
    announced = (*announcements.revisions(figures), *announcements.targets(figures))
    return (*told, *history.from_high(figures), *announced)


def latest_period(accounts: Accounts) -> Period:
    """Return the latest period of which the total, or something published, is known.

    On equal ends the half-year names it, then the year.
    """
    known = known_levels(accounts)
    periods = known_periods(accounts, known)
    total = accounts.dataset.total.code
    names = {*accounts.periods, *(p for p, levels in known.items() if total in levels)}
    latest = [p for p in periods if p.end == periods[-1].end and p in names]
    return min(latest, key=lambda p: _NAMES_THE_EDITION.index(p.kind))


def _not_in_data(accounts: Accounts, period: Period) -> Problem:
    data = accounts.dataset.provenance.data.name
    return Problem(
        data, f"period {period} is not in the data", f"latest is {latest_period(accounts)}"
    )
