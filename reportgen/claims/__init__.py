"""What the figures allow us to say: every claim, made or not, with its verdict and evidence."""

from collections.abc import Callable, Iterator

from reportgen.accounts import Accounts
from reportgen.claims.cycles import extremes, profiles, rebounds, trailing_years
from reportgen.claims.figures import Figures, figures_of, known_levels, known_periods
from reportgen.claims.findings import Findings, findings_of
from reportgen.claims.history import records, streaks
from reportgen.claims.model import Claim
from reportgen.claims.outlook import outlooks
from reportgen.claims.pace import (
    accelerations,
    counter_currents,
    divergences,
    rounding_mismatches,
    two_year_rates,
)
from reportgen.claims.ranking import crossovers, drivers, leaders
from reportgen.claims.revisions import revisions
from reportgen.claims.statements import (
    changes,
    contributions,
    growths,
    levels,
    ratios_to_annual,
    shares,
)
from reportgen.claims.structure import (
    concentrations,
    like_for_like,
    presences,
    share_changes,
)
from reportgen.claims.targets import targets
from reportgen.errors import PeriodError, Problem
from reportgen.l10n.lexicon import Rules
from reportgen.period import Period

__all__ = ["INDICATORS", "Claim", "Findings", "assert_claims", "findings_of", "latest_period"]

# In this order: each rule may rest on what those before it have told.
INDICATORS: tuple[Callable[[Figures, Period], Iterator[Claim]], ...] = (
    levels,
    changes,
    growths,
    shares,
    contributions,
    leaders,
    drivers,
    crossovers,
    ratios_to_annual,
    extremes,
    profiles,
    rebounds,
    trailing_years,
    accelerations,
    two_year_rates,
    counter_currents,
    divergences,
    rounding_mismatches,
    concentrations,
    share_changes,
    like_for_like,
    presences,
    outlooks,
    records,
    streaks,
)
_NAMES_THE_EDITION = ("half", "year", "cumulative", "quarter", "month")  # the first one known


def assert_claims(accounts: Accounts, period: Period, rules: Rules) -> tuple[Claim, ...]:
    """Return every claim about the periods that end no later than `period`, made or not.

    Raises PeriodError when the data say nothing of that period.
    """
    known = known_levels(accounts)
    periods = known_periods(accounts, known)
    if period not in periods:
        raise PeriodError(_not_in_data(accounts, period))
    seen = tuple(p for p in periods if p.end <= period.end)
    figures = figures_of(accounts, rules, known, seen)
    for rule in INDICATORS:
        for now in seen:
            figures.tell(rule(figures, now))
    told = (claim for page in figures.book.values() for claim in page.values())
    return (*told, *revisions(figures), *targets(figures))


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
