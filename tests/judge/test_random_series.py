"""The judge has nothing against documents on random series; saved again they are the same."""

import json
from itertools import cycle

import pytest
from hypothesis import Phase, given, settings
from random_series import Case, cases
from views.saves import PDF_SAVES, WORD_SAVES
from written import laid_out

from reportgen.accounts import complete
from reportgen.briefing import Attachment, Briefing, Part
from reportgen.claims import ClaimSet, assert_claims, claim_set, latest_period
from reportgen.compose import compose
from reportgen.judge import carried_ledger, faults_of
from reportgen.judge.evidence import facts_of
from reportgen.l10n import LANGUAGES
from reportgen.l10n.lexicon import load_lexicon, load_rules
from reportgen.ledger import ledger_of
from reportgen.redline import QUIET, Difference, painted, reading_of, redline
from reportgen.theme import load_theme
from reportgen.views import View, read_view

THEME, RULES = load_theme(), load_rules()
SAVES = cycle([*PDF_SAVES.values()]), cycle([*WORD_SAVES.values()])
AUDIENCES = ("standard", "executive")


def claims_of(case: Case) -> ClaimSet:
    accounts = complete(case.dataset)
    vantage = latest_period(accounts)
    return claim_set(accounts.dataset, vantage, assert_claims(accounts, vantage, RULES))


def document(claims: ClaimSet, audience: str, *parts: Part) -> Briefing:
    return Briefing("Title", audience, claims.vantage, parts, "2026-01-28")


def composed(claims: ClaimSet, audience: str) -> tuple[Part, ...]:
    lexicons = {locale: load_lexicon(locale) for locale in LANGUAGES}
    return tuple(compose(claims, audience, lexicons, "final", None).parts.values())


def alarms(case: Case) -> list[str]:
    """What the judge says of the documents on a series, all languages in one."""
    claims = claims_of(case)
    facts = facts_of(claims, RULES.bands)
    found: list[str] = []
    for audience in AUDIENCES:
        briefing = document(claims, audience, *composed(claims, audience))
        layout = laid_out("pdf", briefing, THEME)
        ledger = carried_ledger(ledger_of(briefing, layout.words_of, layout.letterhead))
        found += map(str, faults_of(ledger, facts))
    return found


def differences(before: View, after: View, claims: ClaimSet) -> list[Difference]:
    """What a reader of a file that was saved again meets otherwise."""
    assert before.ledger is not None
    ledger = carried_ledger(json.loads(before.ledger))
    found = [*redline(before, after, reading_of(ledger, claims.dataset))]
    if before.pages and after.pages:
        found += painted(before.pages, after.pages, found)
    return [each for each in found if each.verdict not in QUIET]


def saved_otherwise(case: Case) -> list[Difference]:
    """The differences of four files on a series, each saved again by the next program."""
    claims = claims_of(case)
    found: list[Difference] = []
    for part in composed(claims, "standard"):
        briefing = document(claims, "standard", part)
        for form, saves in zip(("pdf", "docx"), SAVES, strict=True):
            layout = laid_out(form, briefing, THEME)
            ledger = json.dumps(ledger_of(briefing, layout.words_of, layout.letterhead))
            attached = Attachment("ledger.json", ledger.encode(), "application/json", "Ledger")
            content = layout.seal(attached)
            before, again = (read_view(form, each) for each in (content, next(saves)(content)))
            found += differences(before, again, claims)
    return found


@settings(max_examples=15, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(case=cases())
def test_documents_on_fifteen_random_series_raise_no_alarm(case: Case) -> None:
    assert alarms(case) == []


@pytest.mark.proof
@settings(max_examples=500, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(case=cases())
def test_documents_on_five_hundred_random_series_raise_no_alarm(case: Case) -> None:
    assert alarms(case) == []


@pytest.mark.proof
@settings(max_examples=15, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(case=cases())
def test_sixty_files_on_random_series_that_are_saved_again_are_the_same(case: Case) -> None:
    assert saved_otherwise(case) == []
