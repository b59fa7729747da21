"""A finished file as it is read: its words with their places, and the ledger that it carries."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from reportgen import fileset
from reportgen.errors import CheckError, Problem
from reportgen.ledger import Role
from reportgen.manifest import LEDGER_SCHEMA

_Read = TypeVar("_Read")

_AGAIN = "make the file again with `reportgen build`"
_PDF, _ZIP, _COMPOUND = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HEAD = 1024  # bytes within which a PDF file says what it is
_LARGEST = 256 * 2**20  # bytes


@dataclass(frozen=True, slots=True)
class FoundText:
    """Words that stand together in a finished file, and where: `page 3`, `paragraph 41`."""

    place: str
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class MisdrawnLabel:
    """A label of a chart, or a cell of its workbook, against which its drawing speaks."""

    place: str
    label: str
    truth: str


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """What a file holds: its words, the files inside it by name, the ledger that it carries.

    `texts` are in reading order, running heads and labels last; `misdrawn` are labels that the bars
    beside them do not bear out.
    """

    path: Path
    texts: tuple[FoundText, ...]
    attachments: Mapping[str, bytes]
    proof: Mapping[str, Any] | None
    misdrawn: tuple[MisdrawnLabel, ...] = ()


class DamagedError(Exception):
    """What a foreign file holds is not what its format says."""


@contextmanager
def foreign() -> Iterator[None]:
    """Raise DamagedError for whatever a library raises over a file: nothing of ours runs within."""
    try:
        yield
    except Exception as error:  # a damaged file makes a library raise almost anything
        raise DamagedError(str(error)) from error


def unreadable(path: Path, what: str, remedy: str = _AGAIN) -> CheckError:
    """Return the refusal of a file."""
    return CheckError(Problem(str(path), what, remedy))


def read_as(path: Path, readers: Mapping[str, Callable[[Path, bytes], _Read]]) -> _Read:
    """Return what the reader for the format of a file, whatever its name, makes of it.

    Raises CheckError when there is none, when it cannot be read, or is neither PDF nor DOCX, and
    OutputError when it stands in a folder where a build stopped halfway, which cannot be finished.
    """
    fileset.recover(path.parent)
    data = _bytes(path)
    if _PDF in data[:_HEAD]:
        return readers["pdf"](path, data)
    if data.startswith(_ZIP):
        return readers["docx"](path, data)
    if data.startswith(_COMPOUND):
        remedy = "save it as DOCX without a password"
        raise unreadable(path, "is encrypted, or of an old Word format", remedy)
    raise unreadable(path, "is neither PDF nor DOCX", "name a file that `build` made")


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise unreadable(path, "is a folder", "name the files in it")
        if path.exists() and not path.is_file():
            raise unreadable(path, "is no file", "name a file that `build` made")
        if path.stat().st_size > _LARGEST:
            raise unreadable(path, "is too large for a briefing", "name a file that `build` made")
        return path.read_bytes()
    except FileNotFoundError:
        raise unreadable(path, "does not exist", "check its name, or `build` it") from None
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise unreadable(path, what, "check its permissions") from error


def parsed_ledger(path: Path, ledger: bytes | None) -> Mapping[str, Any] | None:
    """Return what the ledger inside a file says; raises CheckError when it is damaged."""
    if ledger is None:
        return None
    try:
        proof = json.loads(ledger)
    except (ValueError, RecursionError):
        proof = None
    if not isinstance(proof, dict):
        raise unreadable(path, "its ledger is damaged")
    if proof.get("schema") != LEDGER_SCHEMA:
        raise unreadable(
            path, f"its ledger is of schema {proof.get('schema')}, not {LEDGER_SCHEMA}"
        )
    return proof


def proof_of_file(finished: FinishedFile) -> Mapping[str, Any]:
    """Return the ledger that a file carries; raises CheckError when it carries none."""
    if finished.proof is None:
        raise unreadable(finished.path, "carries no ledger")
    return finished.proof
