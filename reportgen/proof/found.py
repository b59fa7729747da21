"""What a reader of finished files meets in them, whatever their format."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import CheckError, Problem
from reportgen.ledger import Role

AGAIN = "make the file again with `reportgen build`"


@dataclass(frozen=True, slots=True)
class Found:
    """Words that stand together in a finished file, and where: `page 3`, `paragraph 41`."""

    place: str
    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Misdrawn:
    """A label of a chart, or a cell of its workbook, against which its drawing speaks."""

    place: str
    label: str
    truth: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its words in reading order, the files inside it, its ledger as bytes.

    `misdrawn` are the labels of its charts, and the cells behind them, that the drawing belies.
    """

    found: tuple[Found, ...]
    attachments: Mapping[str, bytes]
    ledger: bytes | None
    misdrawn: tuple[Misdrawn, ...] = ()


class DamagedError(Exception):
    """What a foreign file holds is not what its format says."""


@contextmanager
def foreign() -> Iterator[None]:
    """Raise DamagedError for whatever a library raises over a file: nothing of ours runs within."""
    try:
        yield
    except Exception as error:  # a damaged file makes a library raise almost anything
        raise DamagedError(str(error)) from error


def unreadable(path: Path, what: str, remedy: str = AGAIN) -> CheckError:
    """Return the refusal of a file."""
    return CheckError(Problem(str(path), what, remedy))
