"""Files that were read and judged: a line for each problem, objects for programs, a failure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reportgen.errors import CheckError, Problem

_REMEDIES = {
    "fault": "correct the file, or make it again",
    "finding": "correct the file, or its template",
}


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """A file with what is wrong in it, each as an object whose text is a line.

    `sound` says what is known where nothing is wrong, `facts` is said to programs beside the
    problems, and `refused` says why the file could not be read at all.
    """

    path: Path
    facts: Mapping[str, Any]
    problems: tuple[Any, ...] = ()
    sound: str = ""
    refused: tuple[Problem, ...] = ()


def report(files: Sequence[JudgedFile]) -> str:
    """Return a line for every problem, and one for every file that has none."""
    lines: list[str] = []
    for file in files:
        said = file.problems or (() if file.refused else (file.sound,))
        lines += [f"{file.path}: {each}" for each in said]
    return "\n".join(lines)


def report_json(files: Sequence[JudgedFile]) -> str:
    """Return the files as JSON, each with its problems."""
    records = [
        {"file": str(f.path), **f.facts, "refused": [str(problem) for problem in f.refused]}
        for f in files
    ]
    return json.dumps({"schema": 1, "files": records}, ensure_ascii=False, indent=1)


def require_sound(files: Sequence[JudgedFile], noun: Literal["fault", "finding"]) -> None:
    """Raise CheckError when a file has a problem, or could not be read."""
    problems = [problem for file in files for problem in file.refused]
    counts = [len(file.problems) for file in files if file.problems]
    if counts:
        what = f"{sum(counts)} {noun}{'s' if sum(counts) > 1 else ''}"
        where = f"{len(counts)} of {len(files)} {'files' if len(files) > 1 else 'file'}"
        problems.append(Problem("", f"{what} in {where}", _REMEDIES[noun]))
    if problems:
        raise CheckError(*problems)
