"""The manifest: what went in, what came out, and the ledger of every printed figure."""

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.briefing import Briefing
from reportgen.claims import Findings
from reportgen.dataset import Dataset
from reportgen.l10n.lexicon import Rules
from reportgen.ledger import WordsDrawn, ledger_of, words_of

NAME, LEDGER = "manifest.json", "ledger.json"
SCHEMA = 2
_WRITTEN_WITH = ("reportlab", "python-docx", "matplotlib", "babel")


def manifest(
    dataset: Dataset, period: str, outputs: Mapping[str, Mapping[str, Any]], folder: Path
) -> str:
    """Return the manifest of a folder as JSON: these outputs, and of earlier ones what stands.

    Each output carries the inputs that it was made from: an earlier one may have had others.
    """
    others = {name: output for name, output in _earlier(folder).items() if name not in outputs}
    standing = {**_standing(others, folder), **outputs}
    content = {
        "schema": SCHEMA,
        "versions": versions(),
        "period": period,
        "inputs": inputs_of(dataset),
        "outputs": dict(sorted(standing.items())),
    }
    # One item a line, for comparisons; with an indent, json leaves its compiled encoder.
    return json.dumps(content, ensure_ascii=False, separators=(",\n", ": ")) + "\n"


def proof_of(
    findings: Findings,
    rules: Rules,
    edition: Mapping[str, str],
    briefing: Briefing,
    drawn: WordsDrawn = words_of,
) -> dict[str, Any]:
    """Return what proves a document wherever it goes: its inputs' hashes and its ledger.

    `edition` names audience, language and status. The bands are those that its words were chosen
    by; a borrowed package is the shipped one.
    """
    provenance = findings.dataset.provenance
    return {
        "schema": SCHEMA,
        "reportgen": __version__,
        "series": findings.dataset.name,
        "period": str(findings.vantage),
        **edition,
        "as_of": provenance.as_of,
        "inputs": inputs_of(findings.dataset),
        "borrowed_package": provenance.borrowed,
        "bands": {name: [str(edge) for edge in edges] for name, edges in rules.bands.items()},
        **ledger_of(briefing, drawn),
    }


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of what writes the files: reportgen's own and its libraries'."""
    return {"reportgen": __version__, **{name: version(name) for name in _WRITTEN_WITH}}


def inputs_of(dataset: Dataset) -> dict[str, str]:
    """Return the SHA-256 of every file that a dataset was read from, by its name."""
    return {file.name: file.sha256 for file in dataset.provenance.files}


def relative(path: Path | None, folder: Path) -> str | None:
    """Return a path as it is seen from a folder: a manifest holds no other if it can."""
    try:
        return None if path is None else Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # another drive of Windows
        return str(path)


def seen_from(path: str | None, folder: Path) -> Path | None:
    """Return the path that `relative` made relative to a folder."""
    return None if path is None else Path(os.path.normpath(folder / path))


def outputs_of(text: bytes) -> dict[str, dict[str, Any]]:
    """Return the records in a manifest by file name.

    Raises ValueError, with what is wrong, when it is no manifest of this schema.
    """
    try:
        content = json.loads(text)
        if content["schema"] == SCHEMA:
            return {name: dict(output) for name, output in content["outputs"].items()}
        wrong = f"is of schema {content['schema']}, not {SCHEMA}"
    except (ValueError, KeyError, TypeError, AttributeError):
        wrong = "is not a manifest"
    raise ValueError(wrong)


def _standing(
    records: Mapping[str, Mapping[str, Any]], folder: Path
) -> dict[str, Mapping[str, Any]]:
    return {
        name: output
        for name, output in records.items()
        if _stands(folder / name, output.get("sha256"))
    }


def _stands(path: Path, sha256: object) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _earlier(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        return outputs_of((folder / NAME).read_bytes())
    except (OSError, ValueError):
        return {}
