"""Failures a user can act on, each with its exit code."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of a report: where it is, what is wrong, what to do."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}; {self.remedy}" if self.remedy else line


class ReportgenError(Exception):
    """A failure that names every problem found; `exit_code` is the command's own."""

    exit_code = 1

    def __init_subclass__(cls, exit_code: int) -> None:
        cls.exit_code = exit_code

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class OutputError(ReportgenError, exit_code=1):
    """An output could not be written; what was written before is untouched."""


class UsageError(ReportgenError, exit_code=2):
    """An option asks for something that does not exist."""


class TemplateError(ReportgenError, exit_code=3):
    """A template, a lexicon or a theme is wrong."""


class DataError(ReportgenError, exit_code=4):
    """The dataset or its package is refused."""


class PeriodError(ReportgenError, exit_code=5):
    """The period asked for is not in the data."""


class CheckError(ReportgenError, exit_code=6):
    """A finished file says what its data do not, or carries no proof."""


class UnreadableError(CheckError, exit_code=6):
    """A file cannot be opened: it is damaged, encrypted, or claims more than a briefing holds."""


class VerifyError(ReportgenError, exit_code=8):
    """A file is not what its recorded inputs make."""


def did_you_mean(word: str, possibilities: Iterable[str]) -> str:
    """Return a remedy: the nearest possibility, else the whole list."""
    words = [*possibilities]
    near = get_close_matches(word, words, n=1)
    return f'did you mean "{near[0]}"?' if near else f"choose one of: {', '.join(words)}"
