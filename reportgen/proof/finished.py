"""A finished file with the ledger that it carries."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from reportgen import views
from reportgen.errors import CheckError, Problem
from reportgen.judge import CarriedLedger, carried_ledger
from reportgen.manifest import LEDGER_SCHEMA

_AGAIN = "make the file again with `reportgen build`"
_PDF = b"%PDF-"


@dataclass(frozen=True)
class FinishedFile:
    """The bytes of a file and what a reader meets in them; `proof` is None without a ledger."""

    path: Path
    content: bytes

    @property
    def format(self) -> str:
        """The format by its first bytes, whatever its name."""
        return "pdf" if self.content.startswith(_PDF) else "docx"

    @cached_property
    def view(self) -> views.View:
        """What a reader meets in it; raises UnreadableError."""
        return views.read_view(str(self.path), self.content)

    @cached_property
    def proof(self) -> Mapping[str, Any] | None:
        """The ledger and what it says of itself; raises CheckError where it is damaged."""
        if self.view.ledger is None:
            return None
        try:
            proof = json.loads(self.view.ledger)
        except (ValueError, RecursionError):
            proof = None
        if not isinstance(proof, dict):
            raise refused(self.path, "its ledger is damaged")
        if (schema := proof.get("schema")) != LEDGER_SCHEMA:
            raise refused(self.path, f"its ledger is of schema {schema}, not {LEDGER_SCHEMA}")
        return proof

    @property
    def ledger(self) -> CarriedLedger:
        """The passages and figures of its ledger; raises CheckError where it has none."""
        if self.proof is None:
            raise refused(self.path, "carries no ledger")
        try:
            return carried_ledger(self.proof)
        except ValueError:
            raise refused(self.path, "its ledger is damaged") from None


def finished_file(path: Path) -> FinishedFile:
    """Return a file; raises CheckError when it cannot be read."""
    return FinishedFile(path, views.bytes_of(path))


def refused(path: Path, what: str, remedy: str = _AGAIN) -> CheckError:
    """Return the refusal of a file."""
    return CheckError(Problem(str(path), what, remedy))
