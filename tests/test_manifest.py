"""The manifest: inputs, outputs with their hashes, and what made them."""

import hashlib
import json
import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from composed import briefing_of, published, standard, synthetic
from written import laid_out

from reportgen import __version__
from reportgen.l10n.lexicon import load_rules
from reportgen.ledger import ledger_of
from reportgen.manifest import (
    LEDGER_SCHEMA,
    NAME,
    SCHEMA,
    inputs_of,
    look_of,
    manifest,
    outputs_of,
    proof_of,
    relative,
    seen_from,
    versions,
)
from reportgen.theme import load_theme

Outputs = dict[str, dict[str, Any]]


def made(folder: Path, **contents: str) -> Outputs:
    """Write outputs into the folder and return their records."""
    records = {}
    for stem, content in contents.items():
        path = folder / f"{stem}.pdf"
        path.write_text(content)
        records[path.name] = {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return records


def told(folder: Path, outputs: Outputs) -> dict[str, Any]:
    """Write the manifest of a folder and return what it says."""
    text = manifest("2025-S1", outputs, folder)
    (folder / NAME).write_bytes(text)
    return dict(json.loads(text))


def proof() -> dict[str, Any]:
    """What proves the shipped standard briefing."""
    findings = published()
    briefing = briefing_of(standard(findings))
    look, layout = look_of(None, load_theme()), laid_out("txt", briefing, load_theme())
    return proof_of(findings, load_rules(), look, "fr", briefing, layout)


def test_the_manifest_names_outputs_with_their_hashes(tmp_path: Path) -> None:
    content = told(tmp_path, made(tmp_path, one="abc"))
    assert (content["schema"], content["period"]) == (SCHEMA, "2025-S1")
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert content["outputs"] == {"one.pdf": {"sha256": abc}}


def test_the_versions_are_those_of_what_writes() -> None:
    assert versions()["python"] == platform.python_version()
    assert versions()["reportgen"] == __version__
    assert versions()["reportlab"] == version("reportlab")


def test_the_inputs_of_a_file_have_the_hashes_of_what_was_read() -> None:
    files = published().dataset.provenance.files
    read = {file.name: hashlib.sha256(file.path.read_bytes()).hexdigest() for file in files}
    assert inputs_of(published().dataset) == read


def test_the_inputs_are_the_dataset_its_package_and_its_targets() -> None:
    assert list(inputs_of(published().dataset)) == [
        "exports.csv",
        "datapackage.json",
        "targets.csv",
    ]
    assert next(iter(inputs_of(synthetic().dataset))) == "synthetic-quarterly.csv"


def test_outputs_are_listed_by_name_so_that_two_runs_compare(tmp_path: Path) -> None:
    outputs = made(tmp_path, b="b", a="a")
    assert list(told(tmp_path, outputs)["outputs"]) == ["a.pdf", "b.pdf"]


def test_editions_of_an_earlier_run_are_kept_while_they_stand(tmp_path: Path) -> None:
    told(tmp_path, made(tmp_path, stays="1", vanishes="2", changes="3"))
    (tmp_path / "vanishes.pdf").unlink()
    (tmp_path / "changes.pdf").write_text("by another hand")
    assert list(told(tmp_path, made(tmp_path, new="4"))["outputs"]) == ["new.pdf", "stays.pdf"]


def test_an_edition_made_again_replaces_its_record(tmp_path: Path) -> None:
    told(tmp_path, made(tmp_path, one="before"))
    after = made(tmp_path, one="after")
    assert told(tmp_path, after)["outputs"] == after


def test_a_kept_edition_keeps_the_record_of_what_it_was_made_from(tmp_path: Path) -> None:
    first = {"one.pdf": {**made(tmp_path, one="1")["one.pdf"], "inputs": {"mine.csv": "ab"}}}
    told(tmp_path, first)
    assert told(tmp_path, made(tmp_path, two="2"))["outputs"]["one.pdf"] == first["one.pdf"]


def test_outputs_are_listed_before_they_stand(tmp_path: Path) -> None:
    told(tmp_path, made(tmp_path, one="before", two="2"))
    after = {"one.pdf": {"sha256": "0" * 64}}
    assert told(tmp_path, after)["outputs"] == {**after, **made(tmp_path, two="2")}


BROKEN = [
    ("", "is not a manifest"),
    ("{", "is not a manifest"),
    ("[]", "is not a manifest"),
    ("null", "is not a manifest"),
    ('{"schema": 4}', "is not a manifest"),
    ('{"schema": 4, "outputs": 3}', "is not a manifest"),
    ('{"schema": 4, "outputs": {"old.pdf": "ab"}}', "is not a manifest"),
    ('{"schema": 1, "outputs": {"old.pdf": {}}}', "is of schema 1, not 4"),
    ("\udcff", "is not a manifest"),
]


@pytest.mark.parametrize(("text", "wrong"), BROKEN)
def test_a_manifest_that_cannot_be_read_says_why(text: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        outputs_of(text.encode(errors="surrogateescape"))


@pytest.mark.parametrize("text", [*(text for text, _ in BROKEN), '{"schema": 4, "outputs": {}}'])
def test_a_manifest_that_cannot_be_read_is_begun_anew(text: str, tmp_path: Path) -> None:
    made(tmp_path, old="old")
    (tmp_path / NAME).write_bytes(text.encode(errors="surrogateescape"))
    assert list(told(tmp_path, made(tmp_path, new="new"))["outputs"]) == ["new.pdf"]


def test_an_output_without_a_hash_does_not_stand(tmp_path: Path) -> None:
    made(tmp_path, old="old")
    (tmp_path / NAME).write_text('{"schema": 4, "outputs": {"old.pdf": {}}}')
    assert told(tmp_path, {})["outputs"] == {}


def test_a_proof_says_which_edition_it_proves_and_from_what() -> None:
    said = proof()
    edition = {"audience": "standard", "language": "fr", "status": "final"}
    made_by = {"schema": LEDGER_SCHEMA, "reportgen": __version__}
    assert said.items() >= {**edition, **made_by}.items()
    assert (said["series"], said["period"], said["as_of"]) == ("digital-exports", "2025-S1", "")
    assert said["inputs"] == inputs_of(published().dataset)
    assert said["borrowed_package"] is False


def test_a_proof_holds_the_bands_that_words_were_chosen_by() -> None:
    bands = proof()["bands"]
    assert set(bands) == {"year_on_year", "quarter_on_quarter"}
    assert all(isinstance(edge, str) for edges in bands.values() for edge in edges)


def test_a_proof_holds_the_ledger_of_its_document() -> None:
    ledger = ledger_of(briefing_of(standard(published())))
    assert proof().items() >= ledger.items()
    assert len(ledger["ledger"]) > 200


def test_a_proof_is_the_same_after_a_journey_through_json() -> None:
    assert json.loads(json.dumps(proof())) == proof()


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        (None, None),
        (Path("data/mine.csv"), "../../data/mine.csv"),
        (Path("output/2025-S1/mine.csv"), "mine.csv"),
    ],
)
def test_a_path_is_seen_from_a_folder_and_found_again(path: Path | None, seen: str | None) -> None:
    folder = Path("output/2025-S1")
    assert relative(path, folder) == seen
    assert seen_from(seen, folder) == path


def test_a_path_on_another_drive_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, start: Path) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", refused)
    assert relative(Path("/d/mine.csv"), Path("output")) == "/d/mine.csv"
    assert seen_from("/d/mine.csv", Path("output")) == Path("/d/mine.csv")
