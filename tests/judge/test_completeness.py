"""What a document owes its reader beside true figures, looked for in doctored ledgers."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from composed import published, standard, synthetic, typed
from written import laid_out

from reportgen.accounts import complete
from reportgen.briefing import Briefing
from reportgen.claims import ClaimSet, assert_claims, claim_set
from reportgen.judge.carried import carried_ledger
from reportgen.judge.completeness import owed
from reportgen.judge.evidence import facts_of, unproven
from reportgen.l10n.lexicon import load_rules
from reportgen.manifest import proof_of
from reportgen.theme import load_theme

Proof = dict[str, Any]


@cache
def written(findings: ClaimSet) -> str:
    parts = (standard(findings, "fr"), standard(findings, "en"))
    briefing = Briefing("Titre", "standard", findings.vantage, parts, "2026-01-28")
    layout = laid_out("txt", briefing, load_theme())
    return json.dumps(proof_of(findings, load_rules(), {}, "fr-en", briefing, layout))


def faults(findings: ClaimSet, doctor: Callable[[Proof], None] = lambda _: None) -> list[str]:
    """What a ledger owes and what it says wrongly, after somebody has changed it."""
    proof = json.loads(written(findings))
    doctor(proof)
    record, facts = carried_ledger(proof), facts_of(findings, load_rules().bands)
    return [typed(str(fault)) for fault in (*unproven(record, facts), *owed(record, facts))]


def replaced(old: str, new: str, place: str = "") -> Callable[[Proof], None]:
    """Replace words everywhere, or where a place ends so; figures move along."""

    def doctor(proof: Proof) -> None:
        for number, passage in enumerate(proof["passages"]):
            if old in passage["text"] and passage["place"].endswith(place):
                at = passage["text"].index(old)
                passage["text"] = passage["text"].replace(old, new, 1)
                for entry in proof["ledger"]:
                    if entry["passage"] == number and entry["at"] > at:
                        entry["at"] += len(new) - len(old)

    return doctor


@pytest.mark.parametrize("findings", [published(), synthetic("2025-S1"), synthetic("2024-Q3")])
def test_a_ledger_as_it_was_written_owes_nothing(findings: ClaimSet) -> None:
    assert faults(findings) == []


def test_a_reference_to_an_exhibit_that_is_not_there_is_told() -> None:
    (found,) = faults(published(), replaced("(figure\u00a02)", "(figure\u00a012)", "paragraph"))
    assert "“12”; no claim stands behind it" in found


def test_provisional_data_say_so() -> None:
    found = faults(published(), replaced("Données provisoires", "Données", "status"))
    assert found == [
        "fr: status: missing: no word says so; the data are provisional",
    ]


def test_synthetic_data_say_so() -> None:
    def doctor(proof: Proof) -> None:
        replaced("Synthetic data", "Data", "status")(proof)
        replaced("Synthetic data", "Data", "notice")(proof)

    found = faults(synthetic("2025-S1"), doctor)
    assert found == ["en: status: missing: no word says so; the data are synthetic"]


def test_a_level_obtained_by_difference_is_marked() -> None:
    found = faults(published(), replaced("\u2009e", ""))
    assert len(found) == 6
    assert "LEVEL/CRM/2024-S1 was obtained by difference and wants the mark e" in found[0]


def test_every_exhibit_names_its_source() -> None:
    found = faults(published(), replaced("Office des Changes", "Bureau", "Figure\u00a02, source"))
    assert [fault.partition(": missing")[0].rpartition(": ")[2] for fault in found] == [
        "Figure 2, caption",
        "Figure 2, caption",
    ]


def test_a_rate_computed_before_rounding_says_so() -> None:
    (found,) = faults(published(), replaced("avant arrondi", "avec soin", "paragraph"))
    assert "GROWTH/TOTAL/2024/2023 was computed before rounding" in found


def test_a_table_that_does_not_add_up_is_told() -> None:
    def doctor(proof: Proof) -> None:
        for entry in proof["ledger"]:
            if entry["claim"] == "LEVEL/ITO/2024" and typed(entry["place"]).endswith("Niveau 2024"):
                proof["passages"][entry["passage"]]["text"] = entry["text"] = "10,978"

    found = faults(published(), doctor)
    assert any("the parts of TOTAL 2024 add up to 26.619; 26.22 is printed" in f for f in found)
    assert any("“10,978”; the data say 10578" in fault for fault in found)


def test_both_languages_make_the_same_claims() -> None:
    def doctor(proof: Proof) -> None:
        entry = next(e for e in proof["ledger"] if e["claim"] == "LEVEL/ITO/2024")
        entry["claim"] = "LEVEL/CRM/2024"

    found = faults(published(), doctor)
    assert any("en claims LEVEL/ITO/2024; fr claims LEVEL/CRM/2024" in fault for fault in found)


def test_a_figure_that_the_data_do_not_give_is_unproven() -> None:
    def doctor(proof: Proof) -> None:
        for entry in proof["ledger"]:
            entry["claim"] = entry["claim"].replace("LEVEL/ITO/2024", "LEVEL/ITO/2031")

    assert "the data do not give LEVEL/ITO/2031" in faults(published(), doctor)[0]


def test_a_proof_that_is_not_that_of_the_data_is_told() -> None:
    def doctor(proof: Proof) -> None:
        proof["ledger"][0]["low"] = "1"

    (found,) = faults(published(), doctor)
    assert "the ledger's proof of “3,5 %”; the data say 3.5 % [3.45 to 3.55]" in found


def test_a_word_that_contradicts_its_figure_is_told() -> None:
    found = faults(published(), replaced("ESO augmente de", "ESO recule de", "paragraph"))
    assert any("direction: “recule”; 7,1 % goes up (GROWTH/ESO/2024/2023)" in f for f in found)


def test_a_number_that_no_claim_proves_is_told() -> None:
    found = faults(
        published(), replaced("Des mouvements", "En 12 mois, des mouvements", "paragraph")
    )
    assert len(found) == 1
    assert "unproven: “12”; no claim stands behind it" in found[0]


@pytest.mark.parametrize("source", ["Rapports, formulaire 10-K.", "Annuaire, 3e édition", "R&D 25"])
def test_a_number_in_the_words_of_the_package_is_no_figure(source: str) -> None:
    series, vantage = published().dataset, published().vantage
    lines = dict.fromkeys(series.texts["source_line"], source)
    dataset = replace(series, texts={**series.texts, "source_line": lines})
    asserted = assert_claims(complete(dataset), vantage, load_rules())
    assert faults(claim_set(dataset, vantage, asserted)) == []
