"""A fault: where a finished file says what its data do not."""

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["digit", "direction", "missing", "unproven"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is printed at a place of a file, and what the data say."""

    kind: FaultKind
    place: str
    printed: str
    truth: str

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}: {self.printed}; {self.truth}"
