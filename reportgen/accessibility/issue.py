"""An accessibility issue: where a file shuts a reader out; what Word and PDF have in common."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
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
class AccessibilityIssue:
    """What a check found: where, what is wrong, what to do."""

    check: str
    problem: Problem

    def __str__(self) -> str:
        return str(self.problem)


@dataclass(frozen=True, slots=True)
class Examined:
    """The checks that a file went through by name, and what they found."""

    checks: tuple[str, ...]
    issues: tuple[AccessibilityIssue, ...]


def examined(file: _File, checks: Mapping[str, Callable[[_File], Iterable[Problem]]]) -> Examined:
    """Return what checks find in a file, in their order."""
    found = ((name, problem) for name, check in checks.items() for problem in check(file))
    return Examined((*checks,), tuple(AccessibilityIssue(*issue) for issue in found))


def title_problems(title: str, remedy: str) -> Iterator[Problem]:
    """Yield what is wrong with the title of a document; `remedy` says where one is written."""
    if not title.strip():
        yield Problem("properties", "the document has no title", remedy)
    elif _FILE_NAME.search(title.strip()):
        what = f"the title “{title}” is the name of a file"
        yield Problem("properties", what, "say what the document is about")


def alternative_problems(where: str, name: str, said: str, remedy: str) -> Iterator[Problem]:
    """Yield what is wrong with an alternative text; `name` is that of its object or empty."""
    if not said.strip():
        yield Problem(where, f"{name or 'it'} has no alternative text", remedy)
    elif why := _weakness(said.strip()):
        whose = f"the alternative text of {name}" if name else "its alternative text"
        yield Problem(where, f"{whose}, “{said[:60]}”, {why}", "say what a reader sees in it")


def level_problems(where: str, level: int, last: int, remedy: str) -> Iterator[Problem]:
    """Yield what is wrong with the level of a heading after that of level `last`, 0 for none."""
    if level > last + 1:
        after = f"follows one of level {last}" if last else "is the first"
        yield Problem(where, f"a heading of level {level} {after}", f"{remedy}{last + 1}")


def _weakness(said: str) -> str:
    """Why an alternative text describes nothing, empty where it may describe something."""
    if _FILE_NAME.search(said):
        return "is the name of a file"
    if _PLACEHOLDER.fullmatch(said):
        return "says only what kind of object it is"
    return "was written by a program" if _MADE.search(said) else ""
