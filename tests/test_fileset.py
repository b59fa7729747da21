"""A set of files: all old or all new, whatever stops the run, and nothing else left."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen import fileset
from reportgen.errors import OutputError

HERE = {**os.environ, "PYTHONPATH": str(Path(reportgen.__file__).parents[1])}
LAST = "set.json"


def names(folder: Path) -> dict[str, str]:
    """Every file below a folder, hidden ones too, with what it holds."""
    return {p.name: p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def write(folder: Path, **members: str) -> tuple[str, ...]:
    """Write a set whose last member adds its names to those that stand; return what is told."""

    def text_of(left_out: Collection[str]) -> bytes:
        standing = json.loads(names(folder).get(LAST, "{}"))
        mine = {name: text for name, text in members.items() if name not in left_out}
        return json.dumps({**standing, **mine}).encode()

    with fileset.opened(folder) as files:
        for name, text in members.items():
            files.add(name, text.encode())
        return tuple(map(str, files.commit(LAST, text_of)))


def ran(code: str, folder: Path, **changes: Any) -> subprocess.CompletedProcess[str]:
    """Run a few lines in a process of its own, in a folder."""
    told = f"from pathlib import Path\nfrom reportgen import fileset\n{code}"
    command = [sys.executable, "-c", told]
    asked = {"cwd": folder, "env": HERE, "capture_output": True, "text": True, **changes}
    return subprocess.run(command, check=False, **asked)


def test_a_set_merges_with_one_that_was_staged_at_the_same_time(tmp_path: Path) -> None:
    with fileset.opened(tmp_path) as slow:
        slow.add("slow.txt", b"1")
        assert write(tmp_path, quick="2") == ()
        fileset.recover(tmp_path)  # leaves alone what is alive
        slow.commit(LAST, lambda _: (tmp_path / LAST).read_bytes() + b"+ slow")
    assert names(tmp_path) == {LAST: '{"quick": "2"}+ slow', "quick": "2", "slow.txt": "1"}


def test_processes_that_write_into_one_folder_at_once_lose_nothing(tmp_path: Path) -> None:
    code = """
import sys
def text_of(left_out):
    last = Path("set.json")
    return (last.read_bytes() if last.exists() else b"") + name.encode() + b"\\n"
for turn in range(12):
    name = f"{sys.argv[1]}-{turn}"
    with fileset.opened(Path()) as files:
        files.add(name, name.encode())
        files.commit("set.json", text_of)
"""
    program = tmp_path.with_name("program.py")
    program.write_text(f"from pathlib import Path\nfrom reportgen import fileset\n{code}")
    runs = [
        subprocess.Popen([sys.executable, str(program), writer], cwd=tmp_path, env=HERE)
        for writer in "abcd"
    ]
    assert [run.wait() for run in runs] == [0] * 4
    made = names(tmp_path)
    listed = made.pop(LAST).split()
    assert sorted(listed) == sorted(made) == sorted(made.values())
    assert len(made) == 48


@pytest.mark.parametrize(("mask", "mode"), [("0o077", 0o600), ("0o022", 0o644), ("0o027", 0o640)])
def test_files_have_the_mode_that_the_umask_asks_for_and_keep_none_of_the_old(
    mask: str, mode: int, tmp_path: Path
) -> None:
    for old in ("kept", LAST):
        (tmp_path / old).touch()
        (tmp_path / old).chmod(0o666)
    code = f"""
import os
os.umask({mask})
with fileset.opened(Path()) as files:
    files.add("kept", b"")
    files.add("new", b"")
    files.commit("{LAST}", lambda _: b"")
"""
    assert ran(code, tmp_path).returncode == 0
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == dict.fromkeys(
        ("kept", "new", LAST), mode
    )


LARGE = "files.add('large', bytes(500))"
MANY = "[files.add('x' * 40 + str(n), b'') for n in range(20)]"  # their journal is large


@pytest.mark.parametrize(
    ("adding", "last", "told"),
    [
        (LARGE, "b'{}'", "large: cannot be written: File too large; choose another folder"),
        ("files.add('a', b'')", "bytes(500)", "set.json: cannot be written: File too large"),
        (MANY, "b'{}'", "cannot be written: File too large; choose another folder with --output"),
    ],
)
def test_a_full_disk_leaves_the_old_set(adding: str, last: str, told: str, tmp_path: Path) -> None:
    write(tmp_path, a="old")
    before = names(tmp_path)
    code = f"""
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
with fileset.opened(Path()) as files:
    files.add('a', b'new')
    {adding.replace("'a'", "'b'")}
    files.commit('{LAST}', lambda _: {last})
"""
    run = ran(code, tmp_path)
    assert "reportgen.errors.OutputError: " in run.stderr
    assert told in run.stderr
    assert names(tmp_path) == before
    assert list(tmp_path.glob(".*")) == []


def test_a_target_that_cannot_be_replaced_is_left_out_alone(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    remedy = "close it where it is open, or choose another folder with --output"
    assert write(tmp_path, a="1", b="2", c="3") == (
        f"{tmp_path / 'b'}: not written: Is a directory; {remedy}",
    )
    assert names(tmp_path) == {"a": "1", "c": "3", LAST: '{"a": "1", "c": "3"}'}
    assert list(tmp_path.glob(".*")) == []


def test_a_target_that_is_held_in_the_last_moment_is_left_out_alone(tmp_path: Path) -> None:
    told: list[list[str]] = []

    def text_of(left_out: Collection[str]) -> bytes:
        told.append(list(left_out))
        (tmp_path / "b").mkdir(exist_ok=True)
        return str(told[-1]).encode()

    with fileset.opened(tmp_path) as files:
        for name in "abc":
            files.add(name, b"new")
        (problem,) = files.commit(LAST, text_of)
    assert problem.where == str(tmp_path / "b")
    assert told == [[], ["b"]]
    assert names(tmp_path) == {"a": "new", "c": "new", LAST: "['b']"}
    assert list(tmp_path.glob(".*")) == []


def test_where_the_last_cannot_be_replaced_the_old_set_stands(tmp_path: Path) -> None:
    write(tmp_path, a="old")
    (tmp_path / LAST).unlink()
    (tmp_path / LAST).mkdir()
    with pytest.raises(OutputError, match=r"set\.json: not written: Is a directory; close it"):
        write(tmp_path, a="new")
    assert names(tmp_path) == {"a": "old"}


def test_a_failure_of_the_caller_leaves_the_old_set(tmp_path: Path) -> None:
    write(tmp_path, a="old")
    before = names(tmp_path)
    with suppress(RuntimeError), fileset.opened(tmp_path) as files:
        files.add("a", b"new")
        raise RuntimeError("a failure of a writer")
    assert names(tmp_path) == before


def test_a_file_where_the_folder_should_be_is_told_and_kept(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    told = r"taken: the output folder cannot be made: File exists; choose another folder"
    with pytest.raises(OutputError, match=told), fileset.opened(taken):
        pass
    assert names(tmp_path) == {"taken": "mine"}


READ_ONLY = """
import os
if os.geteuid() == 0:  # it may write everywhere
    os.seteuid(65534)
"""


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Callable[[], Path]]:
    """Make the folder, as it then stands, one that a process cannot write."""

    def closed() -> Path:
        for path in (tmp_path, *tmp_path.glob(".*/")):
            path.chmod(0o555)
        return tmp_path

    yield closed
    for path in (tmp_path, *tmp_path.glob(".*/")):
        path.chmod(0o755)


def staging(folder: Path, journal: str | None) -> Path:
    """What a killed run has left in a folder: one member, with or without a journal."""
    left = folder / ".reportgen-0123456789abcdef"
    left.mkdir()
    (left / "0").write_text("new")
    if journal is not None:
        (left / "journal.json").write_text(journal)
    return left


def test_a_folder_that_cannot_be_written_is_told(read_only: Callable[[], Path]) -> None:
    run = ran(f"{READ_ONLY}with fileset.opened(Path()): pass", read_only())
    assert "OutputError: .: cannot be written: Permission denied; choose another" in run.stderr


def test_in_a_folder_that_cannot_be_written_a_command_goes_on(
    read_only: Callable[[], Path], tmp_path: Path
) -> None:
    left = staging(tmp_path, None)
    run = ran(f"{READ_ONLY}fileset.recover(Path())", read_only())
    assert (run.returncode, run.stderr) == (0, "")
    assert left.is_dir()


def test_a_half_set_in_a_folder_that_cannot_be_written_is_told(
    read_only: Callable[[], Path], tmp_path: Path
) -> None:
    staging(tmp_path, '{"a": "0"}')
    run = ran(f"{READ_ONLY}fileset.recover(Path())", read_only())
    told = "OutputError: .: a build stopped while its files took their places: Permission denied;"
    assert told in run.stderr


def test_a_command_finishes_what_has_a_journal_and_sweeps_what_has_none(tmp_path: Path) -> None:
    staging(tmp_path, '{"gone before": "7", "a": "0"}')
    fileset.recover(tmp_path)
    assert names(tmp_path) == {"a": "new"}
    staging(tmp_path, None)
    (tmp_path / ".reportgen.lock").touch()
    fileset.recover(tmp_path)
    assert names(tmp_path) == {"a": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_commit_first_finishes_what_another_run_has_left_meanwhile(tmp_path: Path) -> None:
    def text_of(_: Collection[str]) -> bytes:
        return (tmp_path / "a").read_bytes()

    with fileset.opened(tmp_path) as files:
        staging(tmp_path, '{"a": "0"}')
        files.commit(LAST, text_of)
    assert names(tmp_path) == {"a": "new", LAST: "new"}


def test_what_a_living_run_is_about_to_put_in_place_is_left_to_it(tmp_path: Path) -> None:
    with fileset.opened(tmp_path) as files:
        files.add("a", b"new")
        journal = files.staging / "journal.json"
        journal.write_text('{"a": "0"}')
        fileset.recover(tmp_path)
        assert not (tmp_path / "a").exists()
        journal.unlink()


def test_a_folder_that_is_not_there_has_nothing_to_recover(tmp_path: Path) -> None:
    fileset.recover(tmp_path / "absent")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "journal",
    [
        '{"../a": "0"}',
        '{"a": "../0"}',
        '{"/a": "0"}',
        '{"a": 0}',
        '["a"]',
        "{}",
        "",
        "[" * 100_000,
    ],
)
def test_a_journal_from_elsewhere_moves_nothing(journal: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    staging(folder, journal)
    before = names(tmp_path)
    with pytest.raises(OutputError, match="its journal is damaged; remove this folder"):
        fileset.recover(folder)
    assert names(tmp_path) == before


def test_other_hidden_folders_and_links_are_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "kept").touch()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / ".git").mkdir()
    (folder / ".reportgen-link").symlink_to(mine)
    fileset.recover(folder)
    assert (folder / ".git").is_dir()
    assert (mine / "kept").is_file()


def test_an_interrupt_during_the_commit_comes_when_the_set_stands(tmp_path: Path) -> None:
    write(tmp_path, a="old")
    handler = signal.getsignal(signal.SIGINT)
    told: list[str] = []

    def text_of(left_out: Collection[str]) -> bytes:
        if left_out:  # after the journal: once more, because a target was taken meanwhile
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
            told.append("still here")
        (tmp_path / "b").mkdir(exist_ok=True)
        return b"{}"

    def committed() -> None:
        with fileset.opened(tmp_path) as files:
            files.add("a", b"new")
            files.add("b", b"new")
            files.commit(LAST, text_of)

    with pytest.raises(KeyboardInterrupt):
        committed()
    assert told == ["still here"]
    assert names(tmp_path) == {"a": "new", LAST: "{}"}
    assert signal.getsignal(signal.SIGINT) is handler
