"""The command line: what goes to stdout, what to stderr, and the exit codes."""

import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
import pytest

from reportgen import errors, pipeline
from reportgen.cli import main
from reportgen.errors import Problem, ReportgenError
from reportgen.pipeline import Product
from reportgen.proof import folder
from reportgen.proof.answer import Answer
from reportgen.request import BuildRequest

Build = Callable[..., tuple[Product, ...]]
MADE = tuple(Product(Path("output", name), sha256=name * 32) for name in ("aa", "bb"))
HEAVY = {"pandas", "numpy", "matplotlib", "reportlab", "docx", "rich", "babel", "lxml"}


def making(failure: BaseException | None = None, seen: list[BuildRequest] | None = None) -> Build:
    """Return a build that makes two files, then fails where a failure is given."""

    def build(
        request: BuildRequest,
        report: Callable[[Product], None],
        warn: Callable[[str], None],
        advance: Callable[[], None],
    ) -> tuple[Product, ...]:
        if seen is not None:
            seen.append(request)
        for product in MADE:
            advance()
            report(product)
        if failure is not None:
            raise failure
        return MADE

    return build


def python(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize(
    "command",
    [
        [],
        ["build"],
        ["check"],
        ["claims"],
        ["data"],
        ["data", "check"],
        ["data", "show"],
        ["explain"],
        ["template"],
        ["template", "list"],
        ["verify"],
    ],
)
def test_every_command_explains_itself(
    command: Sequence[str], flag: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, flag]) == 0
    assert capsys.readouterr().out.startswith(" ".join(["Usage: reportgen", *command]))


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    code = "import sys; from reportgen.cli import main; main(['--help']); print(*sys.modules)"
    loaded = python("-c", code, cwd=tmp_path).stdout.splitlines()[-1].split()
    assert "reportgen.cli" in loaded
    assert HEAVY.isdisjoint(loaded)


def test_the_package_is_a_command_too(tmp_path: Path) -> None:
    assert python("-m", "reportgen", "--version", cwd=tmp_path).stdout == "reportgen 0.1.0\n"


def test_a_build_prints_the_paths_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "build", making())
    assert main(["build"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(product.path) for product in MADE]
    assert printed.err == ""


def test_a_build_asks_for_every_language_and_format_unless_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[BuildRequest] = []
    monkeypatch.setattr(pipeline, "build", making(seen=seen))
    main(["build"])
    main(["build", "--lang", "en", "--lang", "fr", "--format", "docx", "--period", "S1 2025"])
    usual, told = seen
    assert (usual.languages, usual.formats) == (("fr", "en", "fr-en"), ("pdf", "docx"))
    assert (usual.audiences, usual.period, usual.output) == (("standard",), None, Path("output"))
    assert (told.languages, told.formats, told.period) == (("en", "fr"), ("docx",), "2025-S1")


def test_progress_stays_off_stdout_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "build", making())
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["build"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(product.path) for product in MADE]
    assert "briefings" in printed.err


def test_a_quiet_build_prints_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "build", making())
    assert main(["build", "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_verbose_build_names_the_hash_of_each_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "build", making())
    assert main(["build", "-v"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told == [f"{product.sha256}  {product.path}" for product in MADE]


@pytest.mark.parametrize(("flags", "notes"), [((), 1), (("-q",), 0)])
def test_a_build_says_which_editorial_notes_are_left_out(
    flags: tuple[str, ...], notes: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    editions = ["--lang", "fr", "--format", "docx", "--audience", "executive"]
    assert main(["build", "--period", "2024", *editions, "--output", str(tmp_path), *flags]) == 0
    told = capsys.readouterr().err.splitlines()
    assert len(told) == notes
    assert all(": press-total is left out" in line for line in told)


def test_quiet_and_verbose_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "-q", "-v"]) == 2
    assert "exclude each other" in capsys.readouterr().err


def test_files_made_before_a_failure_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failure = errors.OutputError(Problem("output/cc", "the disk is full"))
    monkeypatch.setattr(pipeline, "build", making(failure))
    assert main(["build"]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(product.path) for product in MADE]
    assert printed.err == "output/cc: the disk is full\n"


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (errors.OutputError, 1),
        (errors.UsageError, 2),
        (errors.TemplateError, 3),
        (errors.DataError, 4),
        (errors.PeriodError, 5),
        (errors.CheckError, 6),
        (errors.VerifyError, 8),
    ],
)
def test_every_problem_is_a_line_and_the_error_gives_the_exit_code(
    refusal: type[ReportgenError],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    problems = Problem("a.csv:2", "no unit", "declare one"), Problem("a.csv:3", "no value")
    monkeypatch.setattr(pipeline, "build", making(refusal(*problems)))
    assert main(["build", "-q"]) == code
    assert capsys.readouterr().err == "a.csv:2: no unit; declare one\na.csv:3: no value\n"


def test_a_failing_disk_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full = OSError(28, "No space left on device", "output/cc")
    monkeypatch.setattr(pipeline, "build", making(full))
    assert main(["build", "-q"]) == 1
    assert capsys.readouterr().err == "output/cc: No space left on device\n"


def test_an_interrupted_build_says_that_no_set_is_half_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "build", making(KeyboardInterrupt()))
    assert main(["build"]) == 130
    told = "interrupted; no set of files is half-written"
    assert capsys.readouterr().err.split("\n")[-2] == told


def test_sigterm_is_an_interrupt_as_long_as_a_command_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline, "build", lambda *_: signal.raise_signal(signal.SIGTERM))
    assert main(["build"]) == 130
    assert "interrupted; " in capsys.readouterr().err
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_program_around_a_command_keeps_its_own_handler_of_sigterm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    came: list[int] = []
    former = signal.signal(signal.SIGTERM, lambda number, _: came.append(number))
    try:
        monkeypatch.setattr(pipeline, "build", lambda *_: signal.raise_signal(signal.SIGTERM))
        assert main(["build", "-q"]) == 0
    finally:
        signal.signal(signal.SIGTERM, former)
    assert came == [signal.SIGTERM]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--lang", "frr"], 'did you mean "fr"?'),
        (["--format", "docs"], 'did you mean "docx"?'),
        (["--status", "finale"], 'did you mean "final"?'),
        (["--audience", "standart"], 'did you mean "standard"?'),
        (["--period", "2025-Q5"], "is not a quarter (Q1 to Q4)"),
        (["--as-of", "yesterday"], "does not match the format"),
        (["--templates", "nowhere"], "does not exist"),
        (["--langue", "fr"], "Did you mean '--lang'?"),
    ],
)
def test_a_wrong_option_is_a_usage_error_with_a_remedy(
    asked: Sequence[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", *asked]) == 2
    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_promises_nothing_that_the_build_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theme.toml").write_text("x = ")
    assert main(["build", "--dry-run", "--templates", str(tmp_path)]) == 3
    assert capsys.readouterr().out == ""


def test_a_dry_run_prints_six_paths_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--dry-run"]) == 0
    assert [Path(line).name for line in capsys.readouterr().out.splitlines()] == [
        f"digital-exports_2025-S1_standard_{language}.{form}"
        for language in ("fr", "en", "fr-en")
        for form in ("pdf", "docx")
    ]
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_cannot_be_made_is_an_output_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    asked = ["--lang", "fr", "--format", "docx", "--output", str(taken)]
    assert main(["build", *asked]) == 1
    assert str(taken) in capsys.readouterr().err
    assert taken.read_text() == "a file"


@pytest.mark.parametrize(("exit_code", "told"), [(0, ""), (1, "no program opens it here")])
def test_the_first_file_is_opened_and_the_build_succeeds_without_an_opener(
    exit_code: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opened: list[str] = []

    def launch(path: str) -> int:
        opened.append(path)
        return exit_code

    monkeypatch.setattr(pipeline, "build", making())
    monkeypatch.setattr(click, "launch", launch)
    assert main(["build", "--open"]) == 0
    assert opened == [str(MADE[0].path)]
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("command", [["claims"], ["claims", "--json"], ["data", "show"]])
def test_a_reader_that_leaves_early_does_no_harm(command: Sequence[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "reportgen", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (0, "")


def test_a_verification_prints_what_is_the_same_and_tells_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[tuple[str, Path]] = []

    def verified(period: str, output: Path, report: Callable[[Answer], None]) -> None:
        seen.append((period, output))
        report(Answer(output / period / "aa", "as built"))
        raise errors.VerifyError(Problem("output/bb", "is gone"), Problem("output/cc", "is gone"))

    monkeypatch.setattr(folder, "verify", verified)
    assert main(["verify", "S1 2025"]) == 8
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [str(Path("output", "2025-S1", "aa"))]
    assert printed.err.splitlines() == ["output/bb: is gone", "output/cc: is gone"]
    assert main(["verify", "2024", "--output", "elsewhere"]) == 8
    assert seen == [("2025-S1", Path("output")), ("2024", Path("elsewhere"))]


def test_what_was_built_is_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--output", str(tmp_path)]
    main(["build", "--audience", "executive", "--lang", "fr", "--format", "docx", *where])
    built = capsys.readouterr()
    assert main(["verify", "2025-S1", *where]) == 0
    assert capsys.readouterr() == built


@pytest.mark.parametrize(
    ("asked", "told"), [([], "Missing argument 'PERIOD'"), (["2025-Q5"], "is not a quarter")]
)
def test_a_verification_needs_a_period(
    asked: Sequence[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", *asked]) == 2
    assert told in capsys.readouterr().err


def test_the_shipped_dataset_passes_its_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "check"]) == 0
    assert capsys.readouterr().err == ""


def test_a_missing_dataset_is_a_data_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "check", str(tmp_path / "absent.csv")]) == 4
    assert "absent.csv" in capsys.readouterr().err


def test_the_shipped_audiences_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "list"]) == 0
    assert "standard" in capsys.readouterr().out.splitlines()
