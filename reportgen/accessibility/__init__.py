"""Examines any PDF or Word file for what assistive technology needs; no ledger is asked for."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reportgen.accessibility.issue import AccessibilityIssue
from reportgen.accessibility.pdf import VERDICT, examine_pdf
from reportgen.accessibility.word import examine_docx
from reportgen.errors import CheckError, Problem
from reportgen.readers.finished import read_as

_AGAIN = "name a whole PDF or Word file"


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """A file with the names of its checks and what they found, or why it could not be read."""

    path: Path
    checks: tuple[str, ...] = ()
    issues: tuple[AccessibilityIssue, ...] = ()
    refused: tuple[Problem, ...] = ()


def check_files(paths: Sequence[Path]) -> tuple[ExaminedFile, ...]:
    """Return what shuts a reader out of each file, and why a file cannot be read."""
    return tuple(map(_examined, paths))


def _examined(path: Path) -> ExaminedFile:
    try:
        found = read_as(path, {"pdf": examine_pdf, "docx": examine_docx})
    except CheckError as error:
        return ExaminedFile(path, refused=tuple(map(_of_any_file, error.problems)))
    return ExaminedFile(path, found.checks, found.issues)


def _of_any_file(problem: Problem) -> Problem:
    """A problem without a remedy that names a command: that helps with files of `build` alone."""
    return replace(problem, remedy=_AGAIN) if "`" in problem.remedy else problem


def report(examined: Sequence[ExaminedFile]) -> str:
    """Return a line for every finding, and one for every file that has none."""
    lines: list[str] = []
    for file in examined:
        lines += [f"{file.path}: {issue.problem}" for issue in file.issues]
        if not file.issues and not file.refused:
            passed = f"{file.path}: accessible: {len(file.checks)} checks passed"
            lines.append(passed + _unjudged(file))
    return "\n".join(lines)


def _unjudged(file: ExaminedFile) -> str:
    if VERDICT in file.checks or file.path.suffix.lower() != ".pdf":
        return ""
    return f"; {VERDICT} rule by rule is judged where page-validation is installed"


def report_json(examined: Sequence[ExaminedFile]) -> str:
    """Return the files as JSON, each with its checks and findings."""
    records = [
        {
            "file": str(file.path),
            "checks": file.checks,
            "findings": [{"check": issue.check, **asdict(issue.problem)} for issue in file.issues],
            "refused": [str(problem) for problem in file.refused],
        }
        for file in examined
    ]
    return json.dumps({"schema": 1, "files": records}, ensure_ascii=False, indent=1)


def require_sound(examined: Sequence[ExaminedFile]) -> None:
    """Raise CheckError when something was found in a file, or one could not be read."""
    problems = [problem for file in examined for problem in file.refused]
    counts = [len(file.issues) for file in examined if file.issues]
    if counts:
        what = f"{sum(counts)} {'findings' if sum(counts) > 1 else 'finding'}"
        where = f"{len(counts)} of {len(examined)} {'files' if len(examined) > 1 else 'file'}"
        problems.append(Problem("", f"{what} in {where}", "correct the file, or its template"))
    if problems:
        raise CheckError(*problems)
