"""Single faults in finished files: every one is found, and a clean file raises no alarm.

What no evidence can reveal, and `check` therefore does not: words that say nothing about a figure
(an editorial note's "demand" for "supply"), and two whole labels of a drawing that change places
without their text changing.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from composed import told
from hypothesis import Phase, given, settings
from proof.injection import into_docx, into_pdf, texts_of_docx, texts_of_pdf
from proof.mutations import RULES, Mutation, mutations
from random_series import Case, cases
from written import laid_out

from reportgen.accounts import complete
from reportgen.briefing import Attachment, Briefing, Locale, Part
from reportgen.claims import assert_claims, claim_set, latest_period
from reportgen.l10n.lexicon import load_rules
from reportgen.manifest import proof_of
from reportgen.pipeline import build
from reportgen.proof.carried import carried_ledger
from reportgen.proof.check import OpenedFile, check_files, opened, text_faults
from reportgen.proof.completeness import owed
from reportgen.proof.evidence import Facts, unproven
from reportgen.proof.tokens import vocabulary_of
from reportgen.readers import read_finished
from reportgen.readers.finished import FinishedFile
from reportgen.request import BuildRequest
from reportgen.resources import shipped
from reportgen.theme import load_theme
from reportgen.writers import Layout

LOCALES: tuple[Locale, ...] = ("fr", "en")
SYNTHETIC = shipped("data") / "synthetic-quarterly.csv"
THEME = load_theme()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Both formats and languages on the published and on the synthetic data."""
    folder = tmp_path_factory.mktemp("files")
    made: list[Path] = []
    for data, period in ((None, "2025-S1"), (SYNTHETIC, "2025-Q2"), (SYNTHETIC, "2024-Q4")):
        request = BuildRequest(
            data=data,
            as_of=None,
            period=period,
            audiences=("standard",),
            languages=LOCALES,
            formats=("pdf", "docx"),
            status="final",
            templates=None,
            output=folder,
        )
        made += [product.path for product in build(request, lambda _: None)]
    return made


def language(path: Path) -> Locale:
    return "fr" if path.stem.endswith("_fr") else "en"


def mutants(
    file: OpenedFile, locale: Locale, seed: int
) -> Iterator[tuple[Mutation, str, OpenedFile]]:
    """The file with one text changed, once for every kind of fault and every text."""
    chance = random.Random(seed)
    found = file.finished.texts
    places = [place for place, each in enumerate(found) if each.role != "running"]
    chance.shuffle(places)
    for place in places:
        for mutation in mutations(found[place].text, locale, chance):
            changed = (
                *found[:place],
                replace(found[place], text=mutation.text),
                *found[place + 1 :],
            )
            yield (
                mutation,
                found[place].text,
                replace(file, finished=replace(file.finished, texts=changed)),
            )


def missed(paths: list[Path], each: int, seed: int) -> tuple[Counter[str], list[str]]:
    """How many faults of each kind were injected, and those that were not found."""
    injected: Counter[str] = Counter()
    lost: list[str] = []
    for path in paths:
        file = opened(path, None, {})
        for mutation, text, mutant in islice(mutants(file, language(path), seed), each):
            injected[mutation.kind] += 1
            if not list(text_faults(mutant)):
                lost.append(f"{path.name}: {mutation.kind}: {text!r} became {mutation.text!r}")
    return injected, lost


def test_clean_files_raise_no_alarm(files: list[Path]) -> None:
    assert [fault for file in check_files(files) for fault in file.problems] == []


def test_a_sample_of_faults_is_found(files: list[Path]) -> None:
    injected, lost = missed(files, each=20, seed=1)
    assert lost == []
    assert injected.total() == 240


@pytest.mark.proof
def test_three_thousand_faults_of_ten_kinds_are_all_found(files: list[Path]) -> None:
    injected, lost = missed(files, each=10_000, seed=2)
    assert lost == []
    assert injected.total() >= 3_000
    assert set(injected) == set(RULES)
    assert min(injected.values()) >= 20


def test_a_fault_in_the_xml_of_a_word_file_is_found(files: list[Path], tmp_path: Path) -> None:
    chance, path = random.Random(3), files[1]
    data, target = path.read_bytes(), tmp_path / path.name
    texts = texts_of_docx(data)
    for number in chance.sample(range(len(texts)), 40):
        for mutation in islice(mutations(texts[number], language(path), chance), 1):
            target.write_bytes(into_docx(data, number, mutation.text))
            file = opened(target, None, {})
            assert list(text_faults(file)), (texts[number], mutation)


def test_a_fault_in_the_glyphs_of_a_pdf_is_found(files: list[Path], tmp_path: Path) -> None:
    chance, path = random.Random(4), files[0]
    data, target = path.read_bytes(), tmp_path / path.name
    shown = [place for place in texts_of_pdf(data) if not place[2].lower().startswith("page ")]
    for page, number, text in chance.sample(shown, 15):
        for mutation in islice(mutations(text, language(path), chance), 1):
            changed = into_pdf(data, page, number, mutation.text)
            if changed is not None:
                target.write_bytes(changed)
                file = opened(target, None, {})
                assert list(text_faults(file)), (text, mutation)


def test_a_status_that_one_running_head_has_lost_is_found(
    files: list[Path], tmp_path: Path
) -> None:
    data, target = files[0].read_bytes(), tmp_path / files[0].name
    tags = [place for place in texts_of_pdf(data) if place[2] == "Données provisoires"]
    assert len(tags) > 2
    for page, number, _ in tags:
        changed = into_pdf(data, page, number, "Données")
        assert changed is not None
        target.write_bytes(changed)
        assert list(text_faults(opened(target, None, {}))), page


def facts_and_parts(case: Case) -> tuple[Facts, dict[str, tuple[Part, ...]]]:
    """What a random series says, and the parts of its editions by audience."""
    accounts, rules = complete(case.dataset), load_rules()
    vantage = latest_period(accounts)
    findings = claim_set(accounts.dataset, vantage, assert_claims(accounts, vantage, rules))
    vocabularies = {locale: vocabulary_of(findings.dataset, locale) for locale in LOCALES}
    parts = {
        audience: tuple(told(findings, audience).values()) for audience in ("standard", "executive")
    }
    return Facts(findings, rules.bands, vocabularies), parts


def edition(
    facts: Facts, audience: str, *parts: Part, file_format: str = "pdf"
) -> tuple[Layout, dict[str, Any]]:
    """A document as a format sets it, and its proof: each has the words of its own drawings."""
    briefing = Briefing("Title", audience, facts.claims.vantage, parts, "2026-01-28")
    language = "-".join(part.locale for part in parts)
    layout = laid_out(file_format, briefing, THEME)
    return layout, proof_of(facts.claims, load_rules(), language, briefing, layout)


def alarms(case: Case) -> list[str]:
    """What the ledgers of clean documents on a random series are blamed for."""
    facts, editions = facts_and_parts(case)
    found: list[str] = []
    for audience, parts in editions.items():
        _, proof = edition(facts, audience, *parts)
        record = carried_ledger(FinishedFile(Path("file"), (), {}, proof))
        found += [str(fault) for fault in (*unproven(record, facts), *owed(record, facts))]
    return found


def alarms_of_files(case: Case, folder: Path) -> list[str]:
    """What four clean files on a random series, written and read again, are blamed for."""
    facts, editions = facts_and_parts(case)
    found: list[str] = []
    for part in editions["standard"]:
        for file_format in ("pdf", "docx"):
            layout, proof = edition(facts, "standard", part, file_format=file_format)
            ledger = Attachment("ledger.json", json.dumps(proof).encode(), "application/json", "")
            path = folder / f"file.{file_format}"
            path.write_bytes(layout.seal(ledger))
            finished = read_finished(path)
            record = carried_ledger(finished)
            found += [str(fault) for fault in text_faults(OpenedFile(finished, record, facts))]
    return found


@settings(max_examples=40, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(case=cases())
def test_documents_on_forty_random_series_raise_no_alarm(case: Case) -> None:
    assert alarms(case) == []


@pytest.mark.proof
@settings(max_examples=1_000, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(case=cases())
def test_documents_on_a_thousand_random_series_raise_no_alarm(case: Case) -> None:
    assert alarms(case) == []


@pytest.mark.proof
@settings(max_examples=250, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(case=cases())
def test_a_thousand_files_on_random_series_raise_no_alarm(case: Case) -> None:
    with TemporaryDirectory() as folder:
        assert alarms_of_files(case, Path(folder)) == []
