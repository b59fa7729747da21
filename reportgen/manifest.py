"""The manifest: a small record of each file of a folder; the ledger itself is in the file."""

import hashlib
import json
import os
import platform
from collections.abc import Container, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args

from reportgen import __version__, fileset, resources
from reportgen.briefing import Briefing
from reportgen.claims import ClaimSet
from reportgen.dataset import Dataset
from reportgen.l10n.lexicon import Rules
from reportgen.ledger import ledger_of
from reportgen.period import parse_period
from reportgen.request import STATUSES, BuildRequest, Edition, language_choices
from reportgen.theme import Theme, Weight
from reportgen.writers import WRITERS, Layout

NAME, LEDGER = "manifest.json", "ledger.json"
_THEME = "theme.toml"
SCHEMA, LEDGER_SCHEMA = 4, 3
_WRITTEN_WITH = ("reportlab", "python-docx", "openpyxl", "matplotlib", "babel")
_ONLY_IN_THE_FILE = ("schema", "reportgen", "bands", "passages", "ledger")


def manifest(period: str, outputs: Mapping[str, Mapping[str, Any]], folder: Path) -> bytes:
    """Return the manifest of a folder as JSON: these outputs, and of earlier ones what stands.

    Each output carries the inputs that it was made from: an earlier one may have had others.
    """
    earlier = {name: record for name, record in outputs_in(folder).items() if name not in outputs}
    standing = {name: r for name, r in earlier.items() if _stands(folder / name, r.get("sha256"))}
    content = {
        "schema": SCHEMA,
        "period": period,
        "outputs": dict(sorted({**standing, **outputs}.items())),
    }
    # One item a line, for comparisons; with an indent, json leaves its compiled encoder.
    return (json.dumps(content, ensure_ascii=False, separators=(",\n", ": ")) + "\n").encode()


def proof_of(
    claims: ClaimSet,
    rules: Rules,
    look: Mapping[str, str],
    language: str,
    briefing: Briefing,
    layout: Layout,
) -> dict[str, Any]:
    """Return what proves a document wherever it goes: hashes of what made it, and its ledger.

    The bands are those that its words were chosen by; a borrowed package is the shipped one.
    """
    provenance = claims.dataset.provenance
    return {
        "schema": LEDGER_SCHEMA,
        "reportgen": __version__,
        "series": claims.dataset.name,
        "period": str(claims.vantage),
        "audience": briefing.audience,
        "language": language,
        "status": briefing.status,
        "as_of": provenance.as_of,
        "inputs": inputs_of(claims.dataset),
        "borrowed_package": provenance.borrowed,
        "look": look,
        "bands": {name: [str(edge) for edge in edges] for name, edges in rules.bands.items()},
        **ledger_of(briefing, layout.words_of, layout.letterhead),
    }


def record_of(
    proof: Mapping[str, Any], content: bytes, made_with: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the record of a file: its hash, its recipe, what its ledger says of it, and counts."""
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "made_with": made_with,
        **{key: value for key, value in proof.items() if key not in _ONLY_IN_THE_FILE},
        "passages": len(proof["passages"]),
        "figures": len(proof["ledger"]),
    }


def recipe_of(request: BuildRequest, edition: Edition, folder: Path) -> dict[str, Any]:
    """Return what makes a file again; paths are seen from its folder, none names shipped files."""
    return {
        "data": relative(request.data, folder),
        "as_of": request.as_of,
        "templates": relative(request.templates, folder),
        "format": edition.format,
        "versions": versions(),
    }


def request_of(record: Mapping[str, Any], folder: Path) -> BuildRequest:
    """Return the request that makes one output of a folder again, from its record.

    Raises KeyError, TypeError or ValueError when the record is damaged.
    """
    recipe = record["made_with"]
    return BuildRequest(
        data=seen_from(recipe["data"], folder),
        as_of=recipe["as_of"] and str(recipe["as_of"]),
        period=str(parse_period(str(record["period"]))),
        audiences=(str(record["audience"]),),
        languages=(_known(record["language"], language_choices()),),
        formats=(_known(recipe["format"], WRITERS),),
        status=_known(record["status"], STATUSES),
        templates=seen_from(recipe["templates"], folder),
        output=folder.parent,
    )


def _known(name: str, names: Container[str]) -> str:
    if name not in names:
        raise ValueError(f'"{name}" is unknown')
    return name


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of what writes the files: Python's, reportgen's, its libraries'."""
    libraries = {name: version(name) for name in _WRITTEN_WITH}
    return {"python": platform.python_version(), "reportgen": __version__, **libraries}


def look_of(templates: Path | None, theme: Theme) -> dict[str, str]:
    """Return the SHA-256 of what a file is made with beside its data, each by its name."""
    texts = resources.texts(templates)
    fonts = (theme.fonts.file(weight) for weight in get_args(Weight))
    parts = {
        "theme": [texts.pop(_THEME)],
        "templates": [each for text in texts.items() for each in (text[0].encode(), text[1])],
        "fonts": [font.data for font in fonts],
        "letterhead": [theme.letterhead.data] if theme.letterhead else [],
    }
    return {name: sha256_of(*contents) for name, contents in parts.items() if contents}


def sha256_of(*contents: bytes) -> str:
    """Return the SHA-256 of a content, or of the hashes of several."""
    hashes = [hashlib.sha256(content) for content in contents]
    if len(hashes) == 1:
        return hashes[0].hexdigest()
    return hashlib.sha256(b"".join(each.digest() for each in hashes)).hexdigest()


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
        if content["schema"] == SCHEMA and all(map(fileset.is_name, content["outputs"])):
            return {name: dict(output) for name, output in content["outputs"].items()}
        other = content["schema"] != SCHEMA
        wrong = f"is of schema {content['schema']}, not {SCHEMA}" if other else "names no files"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        wrong = "is not a manifest"
    raise ValueError(wrong)


def outputs_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the records in the manifest of a folder by file name, none where it has none."""
    try:
        return outputs_of(fileset.content_of(folder / NAME))
    except (OSError, ValueError):
        return {}


def _stands(path: Path, sha256: object) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
