"""Examines any PDF or Word file for what assistive technology needs; no ledger is asked for."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from reportgen.accessibility.pdf import VERDICT, examine_pdf
from reportgen.accessibility.word import examine_docx
from reportgen.errors import CheckError
from reportgen.readers.finished import read_as
from reportgen.readers.judged import JudgedFile

_AGAIN = "name a whole PDF or Word file"


def check_files(paths: Sequence[Path]) -> tuple[JudgedFile, ...]:
    """Return what shuts a reader out of each file, and why a file cannot be read."""
    return tuple(map(_examined, paths))


def _examined(path: Path) -> JudgedFile:
    try:
        found = read_as(path, {"pdf": examine_pdf, "docx": examine_docx})
    except CheckError as error:
        # A remedy that names a command helps with files of `build` alone.
        ours = (replace(p, remedy=_AGAIN) if "`" in p.remedy else p for p in error.problems)
        return JudgedFile(path, {"checks": [], "findings": []}, refused=tuple(ours))
    sound = f"accessible: {len(found.checks)} checks passed"
    if VERDICT not in found.checks and path.suffix.lower() == ".pdf":
        sound += f"; {VERDICT} rule by rule is judged where page-validation is installed"
    issues = [{"check": issue.check, **asdict(issue.problem)} for issue in found.issues]
    return JudgedFile(path, {"checks": found.checks, "findings": issues}, found.issues, sound)
