"""Marks inside rendered template text: a figure, and a place where the evidence is missing."""

import re
from collections.abc import Iterator

from reportgen.briefing import Inline, Printed, Text

OPEN, CLOSE, VOID = "\ue000", "\ue001", "\ue002"
_FIGURE = re.compile(f"{OPEN}(\\d+){CLOSE}")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


class Ledger:
    """The figures printed while one template renders, in order."""

    def __init__(self) -> None:
        self.figures: list[Printed] = []

    def mark(self, figure: Printed) -> str:
        """Keep a figure and return the mark that stands for it in the text."""
        self.figures.append(figure)
        return f"{OPEN}{len(self.figures) - 1}{CLOSE}"

    def inlines(self, text: str) -> Iterator[Inline]:
        """Yield the words and figures of a marked text."""
        for position, piece in enumerate(_FIGURE.split(text)):
            if position % 2:
                yield self.figures[int(piece)]
            elif piece:
                yield Text(piece)


def proven(text: str) -> str:
    """Return the text without the sentences whose evidence is missing.

    A paragraph, list item or heading all of whose sentences go is left out.
    """
    if VOID not in text:
        return text
    lines = (_proven_line(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line is not None)


def _proven_line(line: str) -> str | None:
    if VOID not in line:
        return line
    prefix = re.match(r"\s*(?:[-*>]|#+|\d+\.)?\s*", line)
    head = prefix.group(0) if prefix else ""
    if line.lstrip().startswith(("#", "![")):
        return None
    kept = [part for part in _SENTENCE_END.split(line[len(head) :]) if VOID not in part]
    return head + " ".join(kept) if kept else None
