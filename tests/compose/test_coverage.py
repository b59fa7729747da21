"""Every sentence of the catalogue is said of some series, and each series is told truly."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from composed import briefing_of, same_claims, told
from hypothesis import Phase, given, settings
from model_lines import model_lines
from own_series import write_all
from random_series import Case, cases

from reportgen.accounts import Accounts, complete
from reportgen.claims import ClaimSet, assert_claims, claim_set
from reportgen.claims.figures import known_levels, known_periods
from reportgen.compose import audiences_of, said_of, variants_of
from reportgen.dataset import load
from reportgen.l10n.lexicon import load_rules
from reportgen.resources import shipped

SHIPPED = (None, shipped("data") / "synthetic-quarterly.csv")


def told_from(accounts: Accounts) -> Iterator[ClaimSet]:
    """What the data say, seen from every period."""
    for period in known_periods(accounts, known_levels(accounts)):
        claims = assert_claims(accounts, period, load_rules())
        yield claim_set(accounts.dataset, period, claims)


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_all(tmp_path_factory.mktemp("series"))


@pytest.mark.proof
def test_every_variant_of_the_catalogue_is_said_of_some_series(series: list[Path]) -> None:
    said: set[tuple[str, str]] = set()
    for path in (*SHIPPED, *series):
        for findings in told_from(complete(load(path))):
            said |= said_of(findings, None)

    @settings(max_examples=20, derandomize=True, phases=[Phase.generate], deadline=None)
    @given(case=cases())
    def tell(case: Case) -> None:
        for findings in [*told_from(complete(case.dataset))][-2:]:
            said.update(said_of(findings, None))

    tell()
    assert sorted(variants_of(None) - said) == []


@pytest.mark.proof
def test_every_series_is_told_from_every_period_alike_in_both_languages(
    series: list[Path],
) -> None:
    for path in series:
        for findings in told_from(complete(load(path))):
            for audience in audiences_of(None):
                parts = told(findings, audience)
                same_claims(parts.values())
                text = "\n".join(
                    line for p in parts.values() for line in model_lines(briefing_of(p))
                )
                assert not any(word in text for word in ("export", "recettes", "receipts", "None"))
