"""Whole builds as a user runs them: six files from one command, the same bytes everywhere."""

import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from composed import SYNTHETIC, published, typed
from docx_reading import members, text, xml
from interruptible import started
from pdf_reading import reader_of

import reportgen
from reportgen.cli import main
from reportgen.pipeline import build
from reportgen.request import BuildRequest

LANGUAGES, FORMATS = ("fr", "en", "fr-en"), ("pdf", "docx")
NAMES = [
    f"digital-exports_2025-S1_standard_{lang}.{form}" for lang in LANGUAGES for form in FORMATS
]
PLACES = {  # two machines that agree on nothing but the data
    "east": {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"},
    "west": {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C"},
}
ANYWHERE = {**os.environ, "PYTHONPATH": str(Path(reportgen.__file__).parents[1])}
COMMAND = [sys.executable, "-m", "reportgen", "build", "--output"]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def figures_of(output: dict[str, Any]) -> list[tuple[str, str]]:
    """The places and texts of an output's figures; a title page tells those of the titles again."""
    entries = [(entry["place"], entry["text"]) for entry in output["ledger"]]
    return [entry for entry in entries if not entry[0].endswith(": title page")]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same command in two processes, in empty folders of other names."""
    folders = {}
    for place, surroundings in PLACES.items():
        folders[place] = tmp_path_factory.mktemp(place)
        ran = subprocess.run(
            [*COMMAND, "made"],
            cwd=folders[place],
            env={**ANYWHERE, **surroundings},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.split() == [str(Path("made", "2025-S1", name)) for name in NAMES]
    return folders


def test_one_command_makes_six_files_and_a_manifest(runs: dict[str, Path]) -> None:
    made = runs["east"] / "made" / "2025-S1"
    assert sorted(path.name for path in made.iterdir()) == sorted([*NAMES, "manifest.json"])


def test_two_processes_make_the_same_bytes(runs: dict[str, Path]) -> None:
    one, other = (files(folder) for folder in runs.values())
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


@pytest.mark.proof
def test_three_hash_seeds_and_three_time_zones_make_the_same_bytes(
    runs: dict[str, Path], tmp_path: Path
) -> None:
    made = files(runs["east"])
    for seed, zone in product(("0", "1", "12345"), ("UTC", "Asia/Tokyo", "America/St_Johns")):
        folder = tmp_path / f"{seed}-{zone.replace('/', '-')}"
        folder.mkdir()
        place = {"PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run([*COMMAND, "made"], cwd=folder, env={**ANYWHERE, **place}, check=True)
        assert files(folder) == made


def test_a_word_file_of_one_language_takes_sixty_kilobytes_at_most(runs: dict[str, Path]) -> None:
    made = files(runs["east"])
    assert max(len(made[name]) for name in (NAMES[1], NAMES[3])) <= 60_000


def test_the_manifest_is_true_of_every_file(runs: dict[str, Path]) -> None:
    made = files(runs["east"])
    outputs = json.loads(made.pop("manifest.json"))["outputs"]
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}
    assert {name: output["sha256"] for name, output in outputs.items()} == hashes
    ledgers = {name: figures_of(ledger_in(runs["east"], name)) for name in outputs}
    assert all(ledgers.values())
    for form in range(len(FORMATS)):
        french, english, both = (ledgers[name] for name in NAMES[form :: len(FORMATS)])
        assert both == [*french, *english]


def test_no_file_names_the_folder_in_which_it_was_made(runs: dict[str, Path]) -> None:
    for place, folder in runs.items():
        for name, content in files(folder).items():
            parts = members(content).values() if name.endswith(".docx") else [content]
            assert not any(str(folder).encode() in part for part in parts), (place, name)


def test_inputs_and_proof_travel_in_every_pdf(runs: dict[str, Path]) -> None:
    inputs = {file.name: [file.data] for file in published().dataset.provenance.files}
    for name in NAMES[::2]:
        attached = dict(reader_of(files(runs["east"])[name]).attachments)
        attached.pop("ledger.json")
        assert attached == inputs
        assert counted(ledger_in(runs["east"], name)) == record_of(runs["east"], name)


def test_the_proof_travels_in_every_word_file(runs: dict[str, Path]) -> None:
    for name in NAMES[1::2]:
        assert counted(ledger_in(runs["east"], name)) == record_of(runs["east"], name)


def ledger_in(folder: Path, name: str) -> dict[str, Any]:
    """The ledger that a file carries."""
    data = files(folder)[name]
    if name.endswith(".pdf"):
        (ledger,) = reader_of(data).attachments["ledger.json"]
        return dict(json.loads(ledger))
    return dict(json.loads(xml(data, "customXml/item1.xml").text or ""))


def counted(ledger: dict[str, Any]) -> dict[str, Any]:
    """What a manifest repeats of a ledger: which edition it is, its inputs, how much it holds."""
    only_here = ("schema", "reportgen", "bands", "passages", "ledger")
    counts = {"passages": len(ledger["passages"]), "figures": len(ledger["ledger"])}
    return {key: ledger[key] for key in ledger if key not in only_here} | counts


def record_of(folder: Path, name: str) -> dict[str, Any]:
    """What the manifest says of an output, but for what only the manifest can say."""
    record = json.loads(files(folder)["manifest.json"])["outputs"][name]
    return {key: record[key] for key in record if key not in ("sha256", "bytes", "made_with")}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_build_leaves_the_folder_as_it_was(number: int, tmp_path: Path) -> None:
    folder = tmp_path / "2025-S1"
    command = [*COMMAND, str(tmp_path)]
    process = started(command, ANYWHERE, subprocess.PIPE)
    while not list(folder.glob(".reportgen-*/0")) and process.poll() is None:
        time.sleep(0.002)
    with (folder / ".reportgen.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # however fast the build is, it cannot end before
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.endswith("interrupted; no set of files is half-written\n")
    assert [path.name for path in folder.iterdir()] == [".reportgen.lock"]  # that of the test


@pytest.mark.parametrize(
    "command",
    [
        ["verify", "2025-S1", "--output", "{made}"],
        ["check", "{file}"],
        ["check", "--accessibility", "{file}"],
        ["explain", "{file}", "--all"],
    ],
)
def test_every_command_that_reads_a_folder_finishes_a_killed_build(
    command: list[str], runs: dict[str, Path], tmp_path: Path
) -> None:
    made = Path(shutil.copytree(runs["east"] / "made", tmp_path / "made"))
    folder = made / "2025-S1"
    whole = files(made)
    staging = folder / ".reportgen-0123456789abcdef"
    staging.mkdir()
    for number, name in enumerate((NAMES[1], "manifest.json")):
        (folder / name).rename(staging / str(number))
    (staging / "journal.json").write_text(json.dumps({NAMES[1]: "0", "manifest.json": "1"}))
    assert main([part.format(made=made, file=folder / NAMES[1]) for part in command]) == 0
    assert files(made) == whole
    assert not staging.exists()


def test_a_file_that_cannot_be_written_fails_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "2025-S1" / NAMES[1]
    taken.mkdir(parents=True)
    asked = ["--lang", "fr", "--lang", "en", "--format", "docx", "--output", str(tmp_path)]
    assert main(["build", *asked]) == 1
    printed = capsys.readouterr()
    assert printed.out.split() == [str(tmp_path / "2025-S1" / NAMES[3])]
    assert printed.err.startswith(f"{taken}: not written: ")
    assert set(files(tmp_path)) == {NAMES[3], "manifest.json"}
    assert list(members((tmp_path / "2025-S1" / NAMES[3]).read_bytes()))


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("synthetic")
    request = BuildRequest(
        data=SYNTHETIC,
        as_of=None,
        period=None,
        audiences=("standard",),
        languages=("fr-en", "en"),
        formats=FORMATS,
        status="final",
        templates=None,
        output=folder,
    )
    build(request, lambda _: None)
    return files(folder)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [typed(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return texts


def test_every_page_of_a_synthetic_pdf_says_synthetic(synthetic: dict[str, bytes]) -> None:
    english = pages(synthetic["synthetic-digital-exports_2025-S1_standard_en.pdf"])
    assert len(english) > 3
    assert all("Synthetic data" in page for page in english)
    both = pages(synthetic["synthetic-digital-exports_2025-S1_standard_fr-en.pdf"])
    said = [page.count("Données synthétiques") + page.count("Synthetic data") for page in both]
    assert all(said)


def test_the_running_head_of_a_synthetic_word_file_says_synthetic(
    synthetic: dict[str, bytes],
) -> None:
    made = synthetic["synthetic-digital-exports_2025-S1_standard_fr-en.docx"]
    heads = [name for name in members(made) if name.startswith("word/header")]
    words = [text(xml(made, name)) for name in heads]
    assert any("Données synthétiques" in head for head in words)
    assert any("Synthetic data" in head for head in words)
    assert typed(text(xml(made))).count("Données synthétiques : ces chiffres") == 1
