"""Verification: a file is proven when its recorded inputs make every byte of it again."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from reportgen import manifest
from reportgen.errors import VerifyError
from reportgen.pipeline import build
from reportgen.proof import verify
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
    shutil.copy(shipped("templates") / "publisher.toml", home / "templates")
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
        verify.verify(PERIOD, home / "output", lambda path: same.append(path.name))
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
    assert verified(tmp_path)[1][0].startswith("mine.csv: the file has changed (")


def test_a_package_that_came_since_is_named(tmp_path: Path) -> None:
    data = tmp_path / "mine.csv"
    shutil.copy(shipped("data") / "exports.csv", data)
    build(asked(tmp_path, data=data, templates=None, formats=("docx",)), lambda _: None)
    shutil.copy(shipped("data") / "datapackage.json", tmp_path / "mine.datapackage.json")
    shutil.copy(shipped("data") / "targets.csv", tmp_path)
    assert verified(tmp_path)[1] == [
        "output/2025-S1/mine_2025-S1_executive_fr.docx: is made differently now: "
        "mine.datapackage.json is read too; build it again"
    ]


def test_paths_hold_when_the_output_folder_is_a_link(home: Path) -> None:
    (home / "elsewhere" / "deep").mkdir(parents=True)
    (home / "output").rename(home / "elsewhere" / "deep" / "output")
    (home / "output").symlink_to(home / "elsewhere" / "deep" / "output")
    assert verified(home) == ([DOCX, PDF], [])


def test_a_period_that_was_never_made_names_those_that_were(home: Path) -> None:
    with pytest.raises(VerifyError, match=r'2025-S2: does not exist; did you mean "2025-S1"\?'):
        verify.verify("2025-S2", home / "output", print)


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
        ('{"schema": 1, "outputs": {}}', "is of schema 1, not 3"),
        ('{"schema": 3, "outputs": {}}', "names no file"),
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
    told = f"output/2025-S1/{DOCX}: its record in the manifest is damaged; build it again"
    assert verified(home) == ([PDF], [told])


def test_a_file_that_is_gone_is_named(home: Path) -> None:
    (made(home) / DOCX).unlink()
    assert verified(home) == ([PDF], [f"output/2025-S1/{DOCX}: is gone; build it again"])


def test_a_file_changed_by_hand_is_named_with_both_hashes(home: Path) -> None:
    spoil(made(home) / DOCX)
    ((problem,), same) = verified(home)[::-1]
    assert same == [PDF]
    assert problem.startswith(f"output/2025-S1/{DOCX}: has changed (")
    assert problem.endswith(" now); build it again")


def test_a_file_that_lost_its_record_is_named(home: Path) -> None:
    spoil(made(home) / DOCX)
    build(asked(home, languages=("en",), formats=("docx",)), lambda _: None)
    (made(home) / "notes.txt").write_text("mine")
    assert verified(home)[1] == [
        f"output/2025-S1/{DOCX}: is not in the manifest; build it again, or remove it"
    ]


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_that_changed_is_named_once(name: str, home: Path) -> None:
    spoil(home / "data" / name, new="\n")
    same, (problem,) = verified(home)
    assert same == []
    assert problem.startswith(f"data/{name}: the file has changed (")
    assert problem.endswith(" now); restore it, or build again")


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_that_is_gone_is_named_once(name: str, home: Path) -> None:
    (home / "data" / name).unlink()
    assert verified(home) == ([], [f"data/{name}: the file is gone; restore it, or build again"])


def test_shipped_data_that_changed_are_named(tmp_path: Path) -> None:
    build(asked(tmp_path, data=None, templates=None, formats=("docx",)), lambda _: None)
    record(tmp_path, inputs={"exports.csv": "0" * 64})
    (problem,) = verified(tmp_path)[1]
    assert problem.startswith(f"{shipped('data') / 'exports.csv'}: the shipped file has changed (0")
    assert problem.endswith("; reinstall reportgen, or build again")


def test_a_template_folder_that_is_gone_is_named_once(home: Path) -> None:
    shutil.rmtree(home / "templates")
    told = "templates: the folder is gone; restore it, or build again"
    assert verified(home) == ([], [told])


def test_a_template_that_cannot_be_composed_is_told_for_each_file(home: Path) -> None:
    (home / "templates" / "executive").mkdir()
    (home / "templates" / "executive" / "fr.md").write_text("{{ 12.9 }}")
    same, problems = verified(home)
    assert same == []
    for name, problem in zip((DOCX, PDF), problems, strict=True):
        assert problem.startswith(f"output/2025-S1/{name}: cannot be made again: templates/exec")


def test_a_template_that_changed_since_is_suspected(home: Path) -> None:
    spoil(home / "templates" / "publisher.toml", 'name = "', 'name = "Another ')
    same, problems = verified(home)
    assert same == []
    assert problems[0] == (
        f"output/2025-S1/{DOCX}: is made differently now: "
        "data and versions are the same, a template may have changed; build it again"
    )


@pytest.mark.parametrize("library", ["reportgen", "reportlab"])
def test_another_version_is_named(library: str, home: Path) -> None:
    spoil(home / "templates" / "publisher.toml", 'name = "', 'name = "Another ')
    made_with = recipe(home)
    record(home, made_with={**made_with, "versions": {**made_with["versions"], library: "0.0.9"}})
    now = manifest.versions()[library]
    assert verified(home)[1][0] == (
        f"output/2025-S1/{DOCX}: is made differently now: "
        f"{library} 0.0.9 then, {now} now; build it again"
    )


def test_another_version_that_makes_the_same_bytes_is_no_problem(home: Path) -> None:
    made_with = recipe(home)
    record(home, made_with={**made_with, "versions": {"babel": "0.0.9"}})
    assert verified(home) == ([DOCX, PDF], [])


def test_everything_that_is_wrong_is_told_at_once(home: Path) -> None:
    (made(home) / PDF).unlink()
    spoil(made(home) / DOCX)
    spoil(home / "data" / "exports.csv", new="\n")
    shutil.rmtree(home / "templates")
    places = [problem.partition(": ")[0] for problem in verified(home)[1]]
    own = [f"output/2025-S1/{name}" for name in (DOCX, PDF)]
    assert places == [own[0], "data/exports.csv", "templates", own[1]]


def test_a_report_comes_as_soon_as_a_file_is_proven(home: Path) -> None:
    def stop(path: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify.verify(PERIOD, home / "output", stop)
