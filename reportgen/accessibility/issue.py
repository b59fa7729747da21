"""An accessibility issue: where a file shuts a reader out; what Word and PDF have in common."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from reportgen.errors import Problem

# RFC 3066: of one letter are i- for those of IANA and x- for private ones alone.
LANGUAGE = re.compile(r"(?:[A-Za-z]{2,8}|[ixIX](?=-))(?:-[A-Za-z0-9]{1,8})*")

_FILE_NAME = re.compile(r"(?i)\.(?:bmp|docx?|emf|gif|jpe?g|pdf|png|rtf|svg|tiff?|webp|wmf)$")
_PLACEHOLDER = re.compile(
    r"(?i)(?:image|picture|photo|graphi(?:que|c)|chart|figure|diagramm?e?|form|shape|objet?)\s*\d*"
)
_MADE = re.compile(
    r"(?i)description automatically generated|description générée automatiquement"
    r"|AI-generated content|contenu généré par l.IA"
)
_MOST_TOLD = 500  # of one check: nobody reads more
_QUOTED = 60  # characters of an alternative text
_File = TypeVar("_File")
Checks = Mapping[str, Callable[[_File], Iterable[Problem]]]


@dataclass(frozen=True, slots=True)
class Advice(Problem):
    """What helps a reader beyond what the standard demands."""


@dataclass(frozen=True, slots=True)
class AccessibilityIssue:
    """What a check found: where, what is wrong, what to do."""

    check: str
    problem: Problem

    def __str__(self) -> str:
        return ("advice: " if self.is_advice else "") + str(self.problem)

    @property
    def is_advice(self) -> bool:
        """Whether it does not fail the file."""
        return isinstance(self.problem, Advice)


@dataclass(frozen=True, slots=True)
class Examined:
    """The checks that a file went through by name, and what they found.

    Faults are what the standard demands: PDF/UA-1 of a PDF file, and of a Word file WCAG 2.2 (A
    and AA), and what the PDF needs that Word makes of it.
    """

    checks: tuple[str, ...]
    issues: tuple[AccessibilityIssue, ...]


def examined(file: _File, checks: Checks[_File]) -> Examined:
    """Return what checks find in a file, in their order."""
    found: list[AccessibilityIssue] = []
    for name, check in checks.items():
        problems = [*islice(check(file), _MOST_TOLD + 1)]
        if len(problems) > _MOST_TOLD:
            problems[-1] = Problem(
                "the file", "more like these are not told", "correct these first"
            )
        found += (AccessibilityIssue(name, problem) for problem in problems)
    return Examined((*checks,), tuple(found))


def title_problems(title: str, remedy: str) -> Iterator[Problem]:
    """Yield what is wrong with the title of a document; `remedy` says where one is written."""
    if not title.strip():
        yield Problem("properties", "the document has no title", remedy)
    elif _FILE_NAME.search(title.strip()):
        what = f"the title “{title}” is the name of a file"
        yield Problem("properties", what, "say what the document is about")


def alternative_problems(where: str, name: str, said: str, remedy: str) -> Iterator[Problem]:
    """Yield what is wrong with an alternative text; `name` is that of its object or empty."""
    whose = f"the alternative text of {name}" if name else "its alternative text"
    quoted, better = f"{whose}, “{said.strip()[:_QUOTED]}”,", "say what a reader sees in it"
    if not said.strip():
        yield Problem(where, f"{name or 'it'} has no alternative text", remedy)
    elif _FILE_NAME.search(said.strip()):
        yield Problem(where, f"{quoted} is the name of a file", better)
    elif _PLACEHOLDER.fullmatch(said.strip()):
        yield Problem(where, f"{quoted} says only what kind of object it is", better)
    elif _MADE.search(said):
        yield Advice(where, f"{quoted} was written by a program", better)


def level_problems(where: str, level: int, last: int, remedy: str) -> Iterator[Problem]:
    """Yield what is wrong with the level of a heading after that of level `last`, 0 for none."""
    if level > last + 1:
        after = f"follows one of level {last}" if last else "is the first"
        yield Problem(where, f"a heading of level {level} {after}", f"{remedy}{last + 1}")
