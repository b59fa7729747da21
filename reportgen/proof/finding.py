"""A finding: where a finished file shuts a reader out; the checks that find one."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from reportgen.errors import Problem

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")

_FILE_NAME = re.compile(r"(?i)\.(?:bmp|docx?|emf|gif|jpe?g|pdf|png|rtf|svg|tiff?|webp|wmf)$")
_PLACEHOLDER = re.compile(
    r"(?i)(?:image|picture|photo|graphi(?:que|c)|chart|figure|diagramm?e?|form|shape|objet?)\s*\d*"
)
_MADE = re.compile(
    r"(?i)description automatically generated|description générée automatiquement"
    r"|AI-generated content|contenu généré par l.IA"
)
_File = TypeVar("_File")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: where, what is wrong, what to do."""

    check: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Examined:
    """The checks that a file went through by name, and what they found."""

    checks: tuple[str, ...]
    findings: tuple[Finding, ...]


def examined(file: _File, checks: Mapping[str, Callable[[_File], Iterable[Problem]]]) -> Examined:
    """Return what checks find in a file, in their order."""
    findings = [Finding(name, problem) for name, check in checks.items() for problem in check(file)]
    return Examined((*checks,), tuple(findings))


def is_file_name(text: str) -> bool:
    """Return whether a text is no title or description, only the name of a file."""
    return bool(_FILE_NAME.search(text.strip()))


def weakness(alternative: str) -> str:
    """Return why an alternative text describes nothing, empty where it may describe something."""
    said = alternative.strip()
    if is_file_name(said):
        return "is the name of a file"
    if _PLACEHOLDER.fullmatch(said):
        return "says only what kind of object it is"
    return "was written by a program" if _MADE.search(said) else ""
