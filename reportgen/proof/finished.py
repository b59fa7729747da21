"""Opens a finished file, PDF or Word, with the proof that it carries."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from reportgen import fileset, manifest
from reportgen.proof.docx import read_docx
from reportgen.proof.found import Found, Misdrawn, unreadable
from reportgen.proof.pdf import read_pdf

__all__ = ["Finished", "Found", "proof_of_file", "read_as", "read_finished"]

_Read = TypeVar("_Read")

_PDF, _ZIP, _COMPOUND = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HEAD = 1024  # bytes within which a PDF file says what it is
_LARGEST = 256 * 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file as it was read.

    `found` is in reading order, running heads and labels last; `misdrawn` are labels that the bars
    beside them do not bear out; `proof` is the ledger carried inside.
    """

    path: Path
    found: tuple[Found, ...]
    attachments: Mapping[str, bytes]
    proof: Mapping[str, Any] | None
    misdrawn: tuple[Misdrawn, ...] = ()


def read_finished(path: Path) -> Finished:
    """Return what a PDF or Word file holds, whatever its name.

    Raises CheckError when there is none, when it cannot be read, or when its ledger is damaged.
    """
    content = read_as(path, {"pdf": read_pdf, "docx": read_docx})
    proof = None if content.ledger is None else _proof(path, content.ledger)
    return Finished(path, content.found, content.attachments, proof, content.misdrawn)


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


def proof_of_file(finished: Finished) -> Mapping[str, Any]:
    """Return the ledger that a file carries; raises CheckError when it carries none."""
    if finished.proof is None:
        raise unreadable(finished.path, "carries no ledger")
    return finished.proof


def record_beside(path: Path) -> Mapping[str, Any] | None:
    """Return what the manifest in the folder of a file records of it, None where it does not."""
    try:
        records = manifest.outputs_of(path.with_name(manifest.NAME).read_bytes())
    except (OSError, ValueError):
        return None
    return records.get(path.name)


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


def _proof(path: Path, ledger: bytes) -> Mapping[str, Any]:
    try:
        proof = json.loads(ledger)
    except (ValueError, RecursionError):
        raise unreadable(path, "its ledger is damaged") from None
    if not isinstance(proof, dict):
        raise unreadable(path, "its ledger is damaged")
    if proof.get("schema") != manifest.LEDGER_SCHEMA:
        what = f"its ledger is of schema {proof.get('schema')}, not {manifest.LEDGER_SCHEMA}"
        raise unreadable(path, what)
    return proof
