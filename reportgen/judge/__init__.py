"""Judges a ledger by its data, in words and arithmetic of its own: no template, no writer."""

from collections.abc import Mapping
from typing import Any

from reportgen.claims import ClaimSet
from reportgen.errors import CheckError, Problem
from reportgen.judge.carried import CarriedLedger, Fault, carried_ledger
from reportgen.judge.completeness import owed
from reportgen.judge.evidence import Facts, facts_of, unproven
from reportgen.l10n.lexicon import Rules

__all__ = ["CarriedLedger", "Facts", "Fault", "carried_ledger", "faults_of", "require_proven"]

_REMEDY = "change the template or the data: a document says only what its data prove"


def require_proven(document: Mapping[str, Any], claims: ClaimSet, rules: Rules) -> None:
    """Raise CheckError, with every fault, where a document says what its data do not."""
    faults = faults_of(carried_ledger(document), facts_of(claims, rules.bands))
    if faults:
        raise CheckError(*(Problem(fault.place, fault.words, _REMEDY) for fault in faults))


def faults_of(ledger: CarriedLedger, facts: Facts) -> tuple[Fault, ...]:
    """Return what a ledger says wrongly of its data, and what it owes its reader."""
    return (*unproven(ledger, facts), *owed(ledger, facts))
