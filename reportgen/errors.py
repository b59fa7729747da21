"""Failures a user can act on, each with its exit code."""

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

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class OutputError(ReportgenError):
    """An output could not be written; what was written before is untouched."""

    exit_code = 1


class UsageError(ReportgenError):
    """An option asks for something that does not exist."""

    exit_code = 2


class TemplateError(ReportgenError):
    """A template, a lexicon or a theme is wrong."""

    exit_code = 3


class DataError(ReportgenError):
    """The dataset or its package is refused."""

    exit_code = 4


class PeriodError(ReportgenError):
    """The period asked for is not in the data."""

    exit_code = 5


class CheckError(ReportgenError):
    """A finished file says what its data do not, or carries no proof."""

    exit_code = 6


class VerifyError(ReportgenError):
    """A file is not what its recorded inputs make."""

    exit_code = 8


def did_you_mean(word: str, possibilities: list[str]) -> str:
    """Return a remedy: the nearest possibility, else the whole list."""
    near = get_close_matches(word, possibilities, n=1)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"choose one of: {', '.join(possibilities)}"
