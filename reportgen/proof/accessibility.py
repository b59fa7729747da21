"""Examines any PDF or Word file for what assistive technology needs; no ledger is asked for."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reportgen.errors import CheckError, Problem
from reportgen.proof.accessible_docx import examine_docx
from reportgen.proof.accessible_pdf import VERDICT, examine_pdf
from reportgen.proof.finding import Examined
from reportgen.proof.finished import read_as

_UNREAD = Examined((), ())
_AGAIN = "name a whole PDF or Word file"


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with what was found in it, or why it could not be read at all."""

    path: Path
    examined: Examined = _UNREAD
    refused: tuple[Problem, ...] = ()


def check_files(paths: Sequence[Path]) -> tuple[Checked, ...]:
    """Return what shuts a reader out of each file, and why a file cannot be read."""
    return tuple(map(_checked, paths))


def _checked(path: Path) -> Checked:
    try:
        return Checked(path, read_as(path, {"pdf": examine_pdf, "docx": examine_docx}))
    except CheckError as error:
        return Checked(path, refused=tuple(map(_of_any_file, error.problems)))


def _of_any_file(problem: Problem) -> Problem:
    """A problem without a remedy that names a command: that helps with files of `build` alone."""
    return replace(problem, remedy=_AGAIN) if "`" in problem.remedy else problem


def report(checked: Sequence[Checked]) -> str:
    """Return a line for every finding, and one for every file that has none."""
    lines: list[str] = []
    for file in checked:
        lines += [f"{file.path}: {finding.problem}" for finding in file.examined.findings]
        if not file.examined.findings and not file.refused:
            passed = f"{file.path}: accessible: {len(file.examined.checks)} checks passed"
            lines.append(passed + _unjudged(file))
    return "\n".join(lines)


def _unjudged(file: Checked) -> str:
    if VERDICT in file.examined.checks or file.path.suffix.lower() != ".pdf":
        return ""
    return f"; {VERDICT} rule by rule is judged where page-validation is installed"


def report_json(checked: Sequence[Checked]) -> str:
    """Return the files as JSON, each with its checks and findings."""
    records = [
        {
            "file": str(file.path),
            "checks": file.examined.checks,
            "findings": [
                {"check": finding.check, **asdict(finding.problem)}
                for finding in file.examined.findings
            ],
            "refused": [str(problem) for problem in file.refused],
        }
        for file in checked
    ]
    return json.dumps({"schema": 1, "files": records}, ensure_ascii=False, indent=1)


def require_sound(checked: Sequence[Checked]) -> None:
    """Raise CheckError when something was found in a file, or one could not be read."""
    problems = [problem for file in checked for problem in file.refused]
    counts = [len(file.examined.findings) for file in checked if file.examined.findings]
    if counts:
        what = f"{sum(counts)} {'findings' if sum(counts) > 1 else 'finding'}"
        where = f"{len(counts)} of {len(checked)} {'files' if len(checked) > 1 else 'file'}"
        problems.append(Problem("", f"{what} in {where}", "correct the file, or its template"))
    if problems:
        raise CheckError(*problems)
