"""The manifest: what went in, what came out, and the ledger of every printed figure."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen import __version__
from reportgen.briefing import Briefing, Heading, Part, Printed, figures, plain
from reportgen.dataset import Dataset

NAME = "manifest.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed figure: where it stands, and what it rests on."""

    printed: Printed
    place: str


def ledger(briefing: Briefing) -> tuple[Entry, ...]:
    """Return every printed figure of a briefing, in document order."""
    return tuple(entry for part in briefing.parts for entry in _of_part(part))


def manifest(
    dataset: Dataset, period: str, outputs: Mapping[str, Mapping[str, Any]], folder: Path
) -> str:
    """Return the manifest of a folder as JSON: of these outputs and earlier ones, what stands.

    Each output carries the inputs that it was made from: an earlier one may have had others.
    """
    origin = dataset.provenance
    inputs = {
        origin.data_name: origin.data_sha256,
        origin.package_name: origin.package_sha256,
    }
    new = {name: {**output, "inputs": inputs} for name, output in outputs.items()}
    standing = {
        name: output
        for records in (_earlier(folder), new)
        for name, output in records.items()
        if _stands(folder / name, output.get("sha256"))
    }
    content = {
        "schema": SCHEMA,
        "reportgen": __version__,
        "period": period,
        "inputs": inputs,
        "outputs": dict(sorted(standing.items())),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def described(sha256: str, entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the manifest's record of one output."""
    return {
        "sha256": sha256,
        "ledger": [
            {
                "text": entry.printed.text,
                "place": entry.place,
                "claim": entry.printed.claim,
                "formula": entry.printed.measure.formula,
                "lines": list(entry.printed.measure.inputs),
            }
            for entry in entries
        ],
    }


def _stands(path: Path, sha256: object) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def _earlier(folder: Path) -> dict[str, Any]:
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        outputs = content["outputs"] if content["schema"] == SCHEMA else {}
        return {name: dict(output) for name, output in outputs.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _of_part(part: Part) -> Iterator[Entry]:
    section = "title"
    for node in (part.masthead, *part.blocks):
        if isinstance(node, Heading):
            section = plain(node.content)
        place = f"{part.locale}: {section}: {type(node).__name__}"
        yield from (Entry(figure, place) for figure in figures(node))
