"""Where what made a file is looked for, whose data vouch for it, what is said when it is gone."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from proof.built import checked, default_build, named
from proof.ledgers import ledger_of, with_ledger

from reportgen.proof.answer import Answer, Options
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


def answer(path: Path, **options: Any) -> Answer:
    (found,) = checked(path, options=Options(**options))
    return found


def test_the_manifest_names_the_data(made: Path) -> None:
    found = answer(named(made, "fr.docx"))
    where = made.parent / "mine" / "exports.csv"
    assert found.voucher == f"the data that the manifest names ({where})"
    assert found.grade == "as built"
    assert found.note == "the shipped exports.csv has other data"


def test_data_that_are_named_come_first(made: Path, mine: Path) -> None:
    found = answer(named(made, "fr.docx"), data=mine)
    assert (found.grade, found.voucher) == ("as built", f"the data you named ({mine})")


def test_the_shipped_data_vouch_where_no_manifest_is(tmp_path: Path) -> None:
    lonely = Path(shutil.copy(named(default_build(tmp_path / "made"), "fr.docx"), tmp_path))
    found = answer(lonely)
    assert (found.grade, found.voucher) == ("as built", "the shipped data (exports.csv)")


def test_for_data_that_a_pdf_carries_nobody_else_vouches(made: Path, tmp_path: Path) -> None:
    found = answer(Path(shutil.copy(named(made, "fr.pdf"), tmp_path)))
    assert found.grade == "as built"
    assert found.voucher == "the data attached to it (exports.csv): nobody else vouches for them"


def test_the_data_of_a_word_file_may_be_in_the_pdf_beside_it(made: Path, alone: Path) -> None:
    beside = Path(shutil.copy(named(made, "en.pdf"), alone.parent))
    found = answer(alone)
    assert found.grade == "as built"
    assert f"attached to {beside.name} beside it: nobody else" in found.voucher


def test_a_pdf_of_other_data_beside_it_does_not_count(alone: Path, tmp_path: Path) -> None:
    other = default_build(tmp_path / "other")
    shutil.copy(named(other, "fr.pdf"), alone.parent)
    (alone.parent / "broken.pdf").write_bytes(b"%PDF-")
    found = answer(alone)
    assert found.grade == "own ledger only"
    assert "exports.csv has changed since (sha256 " in found.note


def test_without_its_data_a_file_only_agrees_with_its_own_ledger(alone: Path) -> None:
    assert answer(alone).fails(Options())
    found = answer(alone, own_ledger=True)
    assert found.grade == "own ledger only"
    assert "the shipped data (exports.csv): exports.csv has changed since" in found.note
    assert found.differences == ()
    assert not found.fails(Options(own_ledger=True))


def test_what_was_changed_beside_an_own_ledger_is_told(alone: Path) -> None:
    proof = ledger_of(alone.read_bytes())
    proof["passages"] = json.loads(json.dumps(proof["passages"]).replace("13,4", "13,9"))
    proof["ledger"] = json.loads(json.dumps(proof["ledger"]).replace("13,4", "13,9"))
    alone.write_bytes(with_ledger(alone.read_bytes(), proof))
    found = answer(alone, own_ledger=True)
    assert found.grade == "own ledger only"
    assert any("13,9" in each.old and "13,4" in each.new for each in found.differences)
    assert found.fails(Options(own_ledger=True))


def test_other_data_that_are_named_show_which_figures_they_change(made: Path) -> None:
    found = answer(named(made, "fr.docx"), data=shipped("data") / "exports.csv")
    assert found.grade == "edited"
    first = found.differences[0]
    assert (first.verdict, first.fails) == ("other data", True)
    assert "exports.csv has changed since" in first.new


def test_data_that_do_not_exist_are_named(made: Path, tmp_path: Path) -> None:
    found = answer(named(made, "fr.pdf"), data=tmp_path / "absent.csv")
    assert found.grade == "own ledger only"
    assert f"{tmp_path / 'absent.csv'}" in found.note


@pytest.mark.parametrize("name", FILES[1:])
def test_what_changed_beside_the_data_is_named(alone: Path, mine: Path, name: str) -> None:
    beside = mine.with_name(name)
    beside.write_text(beside.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    found = answer(alone, data=mine)
    assert found.differences[0].verdict == "other data"
    assert f"{name} has changed since" in found.differences[0].new


def test_what_is_missing_beside_the_data_is_named(alone: Path, mine: Path) -> None:
    mine.with_name("targets.csv").unlink()
    found = answer(alone, data=mine)
    assert found.grade == "own ledger only"
    assert "targets.csv" in found.note


def test_data_without_a_package_borrow_the_shipped_one_again(tmp_path: Path) -> None:
    own = Path(shutil.copy(shipped("data") / "exports.csv", tmp_path / "own.csv"))
    made = default_build(tmp_path / "made", own)
    path = Path(shutil.copy(named(made, "fr.pdf"), tmp_path / "sent.pdf"))
    own.unlink()
    assert answer(path).grade == "as built"


@pytest.mark.parametrize(
    "inputs",
    [{}, [], {"../exports.csv": "ab", "b": "c"}, {"/a.csv": "ab", "b": "c"}, {"..": "ab"}],
)
def test_a_ledger_that_does_not_name_its_data_is_damaged(alone: Path, inputs: object) -> None:
    proof = {**ledger_of(alone.read_bytes()), "inputs": inputs}
    alone.write_bytes(with_ledger(alone.read_bytes(), proof))
    (problem,) = answer(alone).problems
    assert "its ledger is damaged" in problem.what


def test_templates_that_are_not_here_are_named_and_never_called_altered(tmp_path: Path) -> None:
    mine = tmp_path / "templates"
    mine.mkdir()
    text = (shipped("templates") / "publisher.toml").read_text(encoding="utf-8")
    (mine / "publisher.toml").write_text(text.replace('name = "', 'name = "Another '))
    output = tmp_path / "out"
    path = built_with(mine, output)
    sent = Path(shutil.copy(path, tmp_path / "sent.docx"))
    assert answer(path).grade == "as built"
    found = answer(sent)
    assert found.grade == "own ledger only"
    told = "the templates it was made with are not here: name their folder with --templates"
    assert found.note == told
    assert answer(sent, templates=mine).grade == "as built"
    (mine / "publisher.toml").write_text(text)
    assert answer(sent, templates=mine).note == (
        f"the templates it was made with are not in {mine}"
    )


def built_with(templates: Path, output: Path) -> Path:
    from reportgen.pipeline import build
    from reportgen.request import BuildRequest

    request = BuildRequest(
        *(None, None, None, ("executive",), ("fr",), ("docx",), "final"), templates, output
    )
    return build(request, lambda _: None)[0].path
