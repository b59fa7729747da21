"""Files that were examined: a line for each fault and advice, objects for programs, a failure."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from reportgen.accessibility.issue import AccessibilityIssue
from reportgen.errors import CheckError, Problem


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """A file with the names of its checks and what they found.

    `sound` is said where there is no fault, `refused` says why the file could not be read at all.
    """

    path: Path
    checks: tuple[str, ...] = ()
    issues: tuple[AccessibilityIssue, ...] = ()
    sound: str = ""
    refused: tuple[Problem, ...] = ()

    @property
    def faults(self) -> tuple[AccessibilityIssue, ...]:
        """What fails the file."""
        return tuple(issue for issue in self.issues if not issue.is_advice)


def report(files: Sequence[ExaminedFile]) -> str:
    """Return a line for every issue, and one for every file that has no fault."""
    lines: list[str] = []
    for file in files:
        said = [] if file.refused or file.faults else [file.sound]
        lines += [f"{file.path}: {each}" for each in (*said, *file.issues)]
    return "\n".join(lines)


def report_json(files: Sequence[ExaminedFile]) -> str:
    """Return the files as JSON, each with its checks, its faults (`findings`) and its advice."""
    records = []
    for file in files:
        told: dict[bool, list[dict[str, str]]] = {False: [], True: []}
        for issue in file.issues:
            told[issue.is_advice].append({"check": issue.check, **asdict(issue.problem)})
        record = {"file": str(file.path), "checks": file.checks, "findings": told[False]}
        refused = [*map(str, file.refused)]
        records.append({**record, "advice": told[True], "refused": refused})
    return json.dumps({"schema": 1, "files": records}, ensure_ascii=False, indent=1)


def require_accessible(files: Sequence[ExaminedFile]) -> None:
    """Raise CheckError when a file has a fault, or could not be read."""
    problems = [problem for file in files for problem in file.refused]
    counts = [len(file.faults) for file in files if file.faults]
    if counts:
        what = f"{sum(counts)} fault{'s' if sum(counts) > 1 else ''}"
        where = f"{len(counts)} of {len(files)} {'files' if len(files) > 1 else 'file'}"
        problems.append(Problem("", f"{what} in {where}", "correct the file, or its template"))
    if problems:
        raise CheckError(*problems)
