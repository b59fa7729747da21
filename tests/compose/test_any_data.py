"""Whatever the data, both languages say the same, truly, in whole sentences."""

from collections.abc import Iterator
from functools import cache

import pytest
from composed import same_claims
from hypothesis import Phase, given, settings
from prose_rules import all_faults
from random_series import Case, cases

from reportgen.accounts import Accounts, complete
from reportgen.briefing import Locale, Part
from reportgen.claims import ClaimSet, assert_claims, claim_set, latest_period
from reportgen.compose import audiences_of, compose
from reportgen.l10n.lexicon import Lexicon, load_lexicon, load_rules
from reportgen.period import Period

AUDIENCES = audiences_of(None)
LOCALES: tuple[Locale, ...] = ("fr", "en")


@cache
def lexicon(locale: Locale) -> Lexicon:
    return load_lexicon(locale)


def vantages(accounts: Accounts, earlier: int) -> Iterator[Period]:
    """The latest period, and one of those before it."""
    latest = latest_period(accounts)
    yield latest
    others = [period for period in accounts.periods if period != latest]
    if others:
        yield others[earlier % len(others)]


def parts(findings: ClaimSet, audience: str) -> list[Part]:
    """Both languages of a briefing, which claim the same in the same order."""
    lexicons = {locale: lexicon(locale) for locale in LOCALES}
    told = [*compose(findings, audience, lexicons, "final", None).parts.values()]
    same_claims(told)
    return told


def faults(case: Case) -> list[str]:
    """What the briefings of a series say wrongly, seen from two periods."""
    found: list[str] = []
    accounts = complete(case.dataset)
    for vantage in vantages(accounts, case.earlier):
        claims = assert_claims(accounts, vantage, load_rules())
        findings = claim_set(accounts.dataset, vantage, claims)
        for audience in AUDIENCES:
            for part in parts(findings, audience):
                found += [f"{vantage} | {fault}" for fault in all_faults(part, findings)]
    return found


def told_truly(case: Case) -> None:
    found = faults(case)
    assert not found, "\n".join(["wrong:", *found])


@settings(max_examples=60, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(case=cases())
def test_sixty_series_are_told_truly_in_both_languages(case: Case) -> None:
    told_truly(case)


@pytest.mark.proof
@settings(max_examples=3_000, derandomize=True)
@given(case=cases())
def test_three_thousand_series_are_told_truly_in_both_languages(case: Case) -> None:
    told_truly(case)
