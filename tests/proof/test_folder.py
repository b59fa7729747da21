"""A folder is answered for file by file, with its set and its manifest; `verify` is its name."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from views.word_edits import BODY, edited

from reportgen import manifest
from reportgen.cli import main
from reportgen.errors import VerifyError
from reportgen.pipeline import build
from reportgen.proof.answer import Answer
from reportgen.proof.folder import verify
from reportgen.request import BuildRequest
from reportgen.resources import shipped

PERIOD = "2025-S1"
INPUTS = ("exports.csv", "datapackage.json", "targets.csv")
DOCX, PDF = (f"digital-exports_2025-S1_executive_fr.{form}" for form in ("docx", "pdf"))


def asked(home: Path, **changes: Any) -> BuildRequest:
    usual = {
        "data": home / "data" / "exports.csv",
        "as_of": None,
        "period": None,
        "audiences": ("executive",),
        "languages": ("fr",),
        "formats": ("docx", "pdf"),
        "status": "draft",
        "templates": home / "templates",
        "output": home / "output",
    }
    return BuildRequest(**{**usual, **changes})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data, templates and two files made from them."""
    home = tmp_path_factory.mktemp("built")
    (home / "data").mkdir()
    for name in INPUTS:
        shutil.copy(shipped("data") / name, home / "data")
    (home / "templates").mkdir()
    text = (shipped("templates") / "publisher.toml").read_text(encoding="utf-8")
    mine = text.replace('name = "', 'name = "My ', 1)
    (home / "templates" / "publisher.toml").write_text(mine, encoding="utf-8")
    build(asked(home), lambda _: None)
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """The same folder elsewhere, to be spoiled."""
    return Path(shutil.copytree(built, tmp_path / "home"))


def made(home: Path) -> Path:
    return home / "output" / PERIOD


def verified(home: Path) -> tuple[list[str], list[str]]:
    """Return the names of the files that are the same, and the problems of the others."""
    same: list[str] = []
    try:
        verify(PERIOD, home / "output", lambda answer: same.append(answer.path.name))
    except VerifyError as error:
        return same, [str(problem).replace(f"{home}/", "") for problem in error.problems]
    return same, []


def spoil(path: Path, old: str = "", new: str = "spoilt") -> None:
    text = path.read_bytes()
    path.write_bytes(text.replace(old.encode(), new.encode(), 1) if old else text + new.encode())


def record(home: Path, **changes: Any) -> None:
    """Change what the manifest says of the Word file."""
    path = made(home) / manifest.NAME
    content = json.loads(path.read_text())
    content["outputs"][DOCX] |= changes
    path.write_text(json.dumps(content))


def recipe(home: Path) -> dict[str, Any]:
    content = json.loads((made(home) / manifest.NAME).read_text())
    return dict(content["outputs"][DOCX]["made_with"])


def test_files_that_their_inputs_make_again_are_reported(home: Path) -> None:
    assert verified(home) == ([DOCX, PDF], [])


def test_a_verification_writes_nothing(home: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    verified(home)
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


def test_files_of_the_shipped_data_are_made_again_too(tmp_path: Path) -> None:
    build(asked(tmp_path, data=None, templates=None, formats=("docx",)), lambda _: None)
    assert verified(tmp_path) == ([DOCX], [])


def test_files_of_several_runs_are_each_made_from_their_own_inputs(home: Path) -> None:
    build(asked(home, data=None, languages=("en",), formats=("docx",)), lambda _: None)
    same, problems = verified(home)
    assert (len(same), problems) == (3, [])


def test_a_dataset_with_a_borrowed_package_is_made_again(tmp_path: Path) -> None:
    data = tmp_path / "mine.csv"
    shutil.copy(shipped("data") / "exports.csv", data)
    build(asked(tmp_path, data=data, templates=None, formats=("docx",)), lambda _: None)
    assert verified(tmp_path) == (["mine_2025-S1_executive_fr.docx"], [])
    spoil(data)
    (problem,) = verified(tmp_path)[1]
    assert "(mine.csv): mine.csv has changed since (sha256 " in problem


def test_a_package_that_came_since_is_named(tmp_path: Path) -> None:
    data = tmp_path / "mine.csv"
    shutil.copy(shipped("data") / "exports.csv", data)
    build(asked(tmp_path, data=data, templates=None, formats=("docx",)), lambda _: None)
    shutil.copy(shipped("data") / "datapackage.json", tmp_path / "mine.datapackage.json")
    shutil.copy(shipped("data") / "targets.csv", tmp_path)
    (problem,) = verified(tmp_path)[1]
    assert "mine.datapackage.json is read too, now" in problem


def test_paths_hold_when_the_output_folder_is_a_link(home: Path) -> None:
    (home / "elsewhere" / "deep").mkdir(parents=True)
    (home / "output").rename(home / "elsewhere" / "deep" / "output")
    (home / "output").symlink_to(home / "elsewhere" / "deep" / "output")
    assert verified(home) == ([DOCX, PDF], [])


def test_check_answers_for_a_folder_a_period_and_a_manifest(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(home)
    said = []
    for named in (f"output/{PERIOD}", PERIOD, f"output/{PERIOD}/{manifest.NAME}"):
        assert main(["check", named]) == 0
        said.append(capsys.readouterr().out.splitlines())
    assert said[0] == said[1]
    assert [line.partition(": ")[2][:8] for line in said[0]] == ["as built", "as built", "complete"]
    assert said[2] == said[0][2:]


def test_a_manifest_among_the_files_of_a_folder_is_no_bad_file(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *map(str, sorted(made(home).iterdir()))]) == 0
    assert "names 2 files, all of them here" in capsys.readouterr().out


def test_a_period_that_was_never_made_names_those_that_were(home: Path) -> None:
    with pytest.raises(VerifyError, match=r'2025-S2: does not exist; did you mean "2025-S1"\?'):
        verify("2025-S2", home / "output", print)


def test_an_empty_output_folder_says_how_to_build(tmp_path: Path) -> None:
    assert verified(tmp_path)[1] == [
        "output/2025-S1: does not exist; "
        "make it with `reportgen build --period 2025-S1 --output output`"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "does not exist"),
        ("{", "is not a manifest"),
        ('{"schema": 1, "outputs": {}}', "is of schema 1, not 4"),
        ('{"schema": 4, "outputs": {}}', "names no file"),
    ],
)
def test_a_manifest_that_says_nothing_is_refused(text: str | None, told: str, home: Path) -> None:
    path = made(home) / manifest.NAME
    path.unlink()
    if text is not None:
        path.write_text(text)
    same, problems = verified(home)
    assert same == []
    assert problems == [
        f"output/2025-S1/manifest.json: {told}; "
        "make it with `reportgen build --period 2025-S1 --output output`"
    ]


def test_a_folder_in_place_of_the_manifest_is_told(home: Path) -> None:
    (made(home) / manifest.NAME).unlink()
    (made(home) / manifest.NAME).mkdir()
    (problem,) = verified(home)[1]
    assert problem.startswith("output/2025-S1/manifest.json: cannot be read: Is a directory")


@pytest.mark.parametrize(
    "damage", [{"status": "secret"}, {"made_with": None}, {"inputs": 3}, {"period": "soon"}]
)
def test_a_damaged_record_spoils_its_own_file_alone(damage: dict[str, Any], home: Path) -> None:
    record(home, **damage)
    same, (problem,) = verified(home)
    assert same == [PDF]
    assert problem.startswith(f"output/2025-S1/{DOCX}: its record in the manifest is damaged; ")


def test_a_file_that_is_gone_is_named(home: Path) -> None:
    (made(home) / DOCX).unlink()
    assert verified(home) == ([PDF], [f"output/2025-S1/{DOCX}: is gone; build it again"])


def test_a_file_changed_by_hand_is_named(home: Path) -> None:
    word = made(home) / DOCX
    word.write_bytes(edited(BODY, "13,4", "13,9")(word.read_bytes()))
    same, (problem,) = verified(home)
    assert same == [PDF]
    assert problem.startswith(f"output/2025-S1/{DOCX}: edited: 1 difference, 1 to correct, beside ")
    assert problem.endswith("/2025-S1` shows what is different, or build it again")


def test_a_damaged_file_is_named(home: Path) -> None:
    (made(home) / DOCX).write_bytes(b"PK")
    (problem,) = verified(home)[1]
    assert problem.startswith(f"output/2025-S1/{DOCX}: is neither PDF nor DOCX; ")


def test_a_file_that_lost_its_record_is_named(home: Path) -> None:
    spoil(made(home) / DOCX)
    build(asked(home, languages=("en",), formats=("docx",)), lambda _: None)
    (made(home) / "notes.txt").write_text("mine")
    assert verified(home)[1] == [
        f"output/2025-S1/{DOCX}: is not in the manifest; remove it, or build it again"
    ]


def test_a_hash_that_the_manifest_has_wrong_is_told(home: Path) -> None:
    record(home, sha256="0" * 64)
    same, (problem,) = verified(home)
    assert same == [DOCX, PDF]
    assert problem == (
        f"output/2025-S1/{DOCX}: the manifest has another hash of it than its recipe makes; "
        "build it again"
    )


@pytest.mark.parametrize("name", INPUTS)
def test_where_an_input_changed_it_is_told_who_else_vouches(
    name: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(home / "data" / name, new="\n")
    assert main(["check", str(made(home))]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert "rest on the shipped data (exports.csv); the data that the manifest names" in first
    assert f"{name} has changed since (sha256 " in first


def test_where_an_input_is_gone_it_is_told_who_else_vouches(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "data" / "exports.csv").unlink()
    assert main(["verify", PERIOD, "--output", str(home / "output")]) == 0
    assert "exports.csv): exports.csv is gone" in capsys.readouterr().err


def test_a_template_folder_that_is_gone_or_changed_is_told_for_each_file(home: Path) -> None:
    spoil(home / "templates" / "publisher.toml", 'name = "', 'name = "Another ')
    found = [verified(home)]
    shutil.rmtree(home / "templates")
    found.append(verified(home))
    for same, problems in found:
        assert same == []
        for name, problem in zip((DOCX, PDF), problems, strict=True):
            assert problem.startswith(f"output/2025-S1/{name}: own ledger only: ")
            assert "the templates it was made with are not here: name their folder" in problem


def test_another_version_is_named_where_something_is_different(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = made(home) / DOCX
    word.write_bytes(edited(BODY, "13,4", "13,9")(word.read_bytes()))
    made_with = recipe(home)
    record(home, made_with={**made_with, "versions": {"reportlab": "0.0.9"}})
    main(["check", str(word)])
    now = manifest.versions()["reportlab"]
    assert f"made with reportlab 0.0.9 then, {now} now" in capsys.readouterr().out


def test_another_version_that_makes_the_same_bytes_is_no_problem(home: Path) -> None:
    made_with = recipe(home)
    record(home, made_with={**made_with, "versions": {"babel": "0.0.9"}})
    assert verified(home) == ([DOCX, PDF], [])


def test_everything_that_is_wrong_is_told_at_once(home: Path) -> None:
    (made(home) / PDF).unlink()
    spoil(made(home) / DOCX)
    places = [problem.partition(": ")[0] for problem in verified(home)[1]]
    assert places == [f"output/2025-S1/{name}" for name in (DOCX, PDF)]


def test_a_report_comes_as_soon_as_a_file_is_proven(home: Path) -> None:
    def stop(_: Answer) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify(PERIOD, home / "output", stop)
