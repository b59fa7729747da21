"""The audiences that templates exist for."""

from collections.abc import Sequence
from pathlib import Path

from reportgen.errors import Problem, UsageError, did_you_mean
from reportgen.resources import shipped


def audiences_of(templates: Path | None) -> tuple[str, ...]:
    """Return the names of all audiences, the user's and the shipped ones."""
    folders = [folder for folder in (templates, shipped("templates")) if folder is not None]
    found = {path.parent.name for folder in folders for path in folder.glob("*/fr.md")}
    return tuple(sorted(found - {"phrases"}))


def known_audiences(asked: Sequence[str], templates: Path | None) -> tuple[str, ...]:
    """Return the audiences asked for, each once; raises UsageError for one without templates."""
    known = audiences_of(templates)
    for audience in asked:
        if audience not in known:
            remedy = did_you_mean(audience, list(known))
            raise UsageError(Problem("", f'unknown audience "{audience}"', remedy))
    return tuple(dict.fromkeys(asked))
