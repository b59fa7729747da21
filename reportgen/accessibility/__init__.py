"""Examines any PDF or Word file for what assistive technology needs; no ledger is asked for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.accessibility.issue import Examined
from reportgen.accessibility.pdf import VERDICT, examine_pdf
from reportgen.accessibility.result import ExaminedFile, report, report_json, require_accessible
from reportgen.accessibility.word import examine_docx
from reportgen.errors import CheckError
from reportgen.views import bytes_of
from reportgen.views.limits import refused

__all__ = ["ExaminedFile", "check_files", "report", "report_json", "require_accessible"]

_PDF, _ZIP, _COMPOUND = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HEAD = 1024  # bytes within which a PDF file says what it is


def check_files(paths: Sequence[Path]) -> tuple[ExaminedFile, ...]:
    """Return what shuts a reader out of each file, and why a file cannot be read.

    Raises OutputError for a folder where a build stopped halfway, which cannot be finished.
    """
    return tuple(map(_examined, paths))


def _examined(path: Path) -> ExaminedFile:
    try:
        data = bytes_of(path)
        is_pdf = _PDF in data[:_HEAD]
        found = examine_pdf(str(path), data) if is_pdf else _as_word(str(path), data)
    except CheckError as error:
        # A remedy that names a command helps with files of `build` alone.
        remedy = "name a whole PDF or Word file"
        ours = (replace(p, remedy=remedy) if "`" in p.remedy else p for p in error.problems)
        return ExaminedFile(path, refused=tuple(ours))
    sound = f"accessible: {len(found.checks)} checks passed"
    if is_pdf and VERDICT not in found.checks:
        sound += f"; {VERDICT} rule by rule is judged where page-validation is installed"
    return ExaminedFile(path, found.checks, found.issues, sound)


def _as_word(name: str, data: bytes) -> Examined:
    if data.startswith(_ZIP):
        return examine_docx(name, data)
    if data.startswith(_COMPOUND):
        remedy = "save it as DOCX without a password"
        raise refused(name, "is encrypted, or of an old Word format", remedy)
    raise refused(name, "is neither PDF nor DOCX")
