"""Where the dataset of a finished file is looked for, and what is said when it is not the one."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from proof.built import default_build, named

from reportgen.dataset import Dataset
from reportgen.errors import CheckError
from reportgen.manifest import inputs_of
from reportgen.proof.inputs import dataset_of
from reportgen.readers import read_finished
from reportgen.readers.finished import proof_of_file
from reportgen.resources import shipped

FILES = ("exports.csv", "datapackage.json", "targets.csv")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the user's own copy of the data, both in one folder, under another name."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "mine").mkdir()
    for name in FILES:
        shutil.copy(shipped("data") / name, folder / "mine")
    text = (folder / "mine" / "exports.csv").read_text(encoding="utf-8")
    (folder / "mine" / "exports.csv").write_text(text.replace("3.5,3.45,3.55", "3.5,3.46,3.55"))
    return default_build(folder, folder / "mine" / "exports.csv")


@pytest.fixture
def alone(made: Path, tmp_path: Path) -> Path:
    """A Word file that was sent without anything."""
    return Path(shutil.copy(named(made, "fr.docx"), tmp_path))


@pytest.fixture
def mine(made: Path, tmp_path: Path) -> Path:
    """A copy of the data that the editions were made from."""
    return Path(shutil.copytree(made.parent / "mine", tmp_path / "copy")) / "exports.csv"


def found(path: Path, data: Path | None = None, **changed: Any) -> Dataset:
    finished = read_finished(path)
    proof = {**proof_of_file(finished), **changed}
    return dataset_of(replace(finished, proof=proof), data)


def refusal(path: Path, data: Path | None = None, **changed: Any) -> str:
    with pytest.raises(CheckError) as refused:
        found(path, data, **changed)
    return str(refused.value)


def hashes(path: Path) -> Mapping[str, str]:
    return MappingProxyType(dict(proof_of_file(read_finished(path))["inputs"]))


def test_a_pdf_carries_the_data_that_it_was_made_from(made: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(named(made, "fr.pdf"), tmp_path))
    assert inputs_of(found(path)) == hashes(path)


def test_the_data_of_a_word_file_are_where_the_manifest_says(made: Path) -> None:
    dataset = found(named(made, "fr.docx"))
    assert dataset.provenance.data.path == made.parent / "mine" / "exports.csv"


def test_the_data_of_a_word_file_are_in_the_pdf_beside_it(made: Path, alone: Path) -> None:
    shutil.copy(named(made, "en.pdf"), alone.parent)
    assert inputs_of(found(alone)) == hashes(alone)


def test_a_pdf_of_other_data_beside_it_does_not_count(alone: Path, tmp_path: Path) -> None:
    other = default_build(tmp_path / "other")
    for language in ("fr", "en"):
        shutil.copy(named(other, f"{language}.pdf"), alone.parent)
    (alone.parent / "broken.pdf").write_bytes(b"%PDF-")
    assert "exports.csv, which it was made from, is neither in it nor beside it" in refusal(alone)


def test_data_that_are_given_are_used_whatever_their_name(alone: Path, mine: Path) -> None:
    renamed = mine.rename(mine.with_name("old.csv"))
    assert inputs_of(found(alone, renamed))["old.csv"] == hashes(alone)["exports.csv"]


def test_shipped_data_are_found_without_a_word(tmp_path: Path) -> None:
    path = named(default_build(tmp_path / "shipped"), "fr.docx")
    lonely = Path(shutil.copy(path, tmp_path))
    assert found(lonely).provenance.data.path == shipped("data") / "exports.csv"


def test_the_data_are_known_as_they_were_then(made: Path) -> None:
    dataset = found(named(made, "fr.pdf"), as_of="2025-10-31")
    assert dataset.provenance.as_of == "2025-10-31"


def test_given_data_that_are_not_those_are_refused_even_where_a_file_carries_its_own(
    made: Path,
) -> None:
    message = refusal(named(made, "fr.pdf"), shipped("data") / "exports.csv")
    assert "exports.csv has changed since this file was made (sha256 " in message
    assert message.endswith("give the one it was made from with --data")


def test_given_data_that_do_not_exist_are_refused(made: Path, tmp_path: Path) -> None:
    assert "is gone" in refusal(named(made, "fr.pdf"), tmp_path / "absent.csv")


@pytest.mark.parametrize("name", ["datapackage.json", "targets.csv"])
def test_what_changed_beside_the_data_is_named(alone: Path, mine: Path, name: str) -> None:
    beside = mine.with_name(name)
    beside.write_text(beside.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    message = refusal(alone, mine)
    assert f"{name} has changed since this file was made" in message
    assert "put the one it was made from beside exports.csv" in message


def test_what_is_missing_beside_the_data_is_named(alone: Path, mine: Path) -> None:
    mine.with_name("targets.csv").unlink()
    assert "targets.csv" in refusal(alone, mine)


def test_data_that_the_manifest_names_and_that_changed_are_refused(
    made: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    folder = tmp_path / made.name
    folder.mkdir()
    for path in (named(made, "fr.docx"), made / "manifest.json"):
        shutil.copy(path, folder)
    (tmp_path / "mine" / "exports.csv").write_text("changed")
    message = refusal(named(folder, "fr.docx"))
    assert message.count("\n") == 0
    assert "exports.csv has changed since this file was made" in message


def test_a_file_attached_that_changed_is_not_used(made: Path, tmp_path: Path) -> None:
    finished = read_finished(Path(shutil.copy(named(made, "fr.pdf"), tmp_path)))
    broken = replace(finished, attachments={**finished.attachments, "exports.csv": b"a,b\n1,2\n"})
    with pytest.raises(CheckError, match=r"exports\.csv has changed"):
        dataset_of(broken, None)


def test_a_file_without_its_targets_attached_is_told(made: Path, tmp_path: Path) -> None:
    finished = read_finished(Path(shutil.copy(named(made, "fr.pdf"), tmp_path)))
    fewer = {name: data for name, data in finished.attachments.items() if name != "targets.csv"}
    with pytest.raises(CheckError, match=r"targets\.csv is not attached to it any more"):
        dataset_of(replace(finished, attachments=fewer), None)


def test_data_without_a_package_borrow_the_shipped_one_again(tmp_path: Path) -> None:
    own = Path(shutil.copy(shipped("data") / "exports.csv", tmp_path / "own.csv"))
    made = default_build(tmp_path / "made", own)
    path = Path(shutil.copy(named(made, "fr.pdf"), tmp_path / "sent.pdf"))
    own.unlink()
    dataset = found(path)
    assert dataset.provenance.borrowed
    assert inputs_of(dataset) == hashes(path)


@pytest.mark.parametrize(
    "inputs",
    [{}, {"exports.csv": "ab"}, [], {"../exports.csv": "ab", "b": "c"}, {"/a.csv": "ab", "b": "c"}],
)
def test_a_ledger_that_does_not_name_its_data_is_damaged(made: Path, inputs: object) -> None:
    message = refusal(named(made, "fr.pdf"), inputs=inputs)
    assert "does not say which data it was made from" in message


@pytest.mark.parametrize("recipe", [None, [], {}, {"data": "nowhere.csv"}])
def test_a_damaged_record_does_no_harm(made: Path, alone: Path, mine: Path, recipe: object) -> None:
    record = {"schema": 3, "outputs": {alone.name: {"made_with": recipe}}}
    (alone.parent / "manifest.json").write_text(json.dumps(record))
    assert inputs_of(found(alone, mine)) == hashes(alone)
