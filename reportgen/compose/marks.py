"""Marks in rendered template text: a figure, a reference, a place where evidence is missing."""

import re
from collections.abc import Iterator

from reportgen.briefing import Inline, Link, Printed, Text

OPEN, CLOSE, VOID = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][*_)»”])|(?<=[.!?…]\*\*))\s+")
_OPENING = re.compile(r"\s*(?:[-*+>]\s+|\d+\.\s+)?")  # of a list item or a quotation
_OPENS = re.compile(r"\s*(?:$|[-*+>]\s|\d+\.\s|#|!\[)")
_STANDS_ALONE = re.compile(r"\s*(?:$|#|!\[)")


class TemplateFault(Exception):  # noqa: N818 - TemplateError is what a user sees of it
    """What a template asks for and cannot have, before its place in the file is known.

    `what` is wrong and its `remedy`; `text` is what stands in its line.
    """

    def __init__(self, what: str, remedy: str = "", text: str = "") -> None:
        super().__init__(f"{what}; {remedy}" if remedy else what)
        self.what, self.remedy, self.text = what, remedy, text


class Marked:
    """The figures printed and the references made while one template renders, in order."""

    def __init__(self) -> None:
        self.inlines: list[Printed | Link] = []

    def mark(self, inline: Printed | Link) -> str:
        """Keep a figure or a reference and return the mark that stands for it in the text."""
        self.inlines.append(inline)
        return f"{OPEN}{len(self.inlines) - 1}{CLOSE}"

    def read(self, text: str) -> Iterator[Inline]:
        """Yield the words, figures and references of a marked text."""
        for position, piece in enumerate(_MARK.split(text)):
            if position % 2:
                yield self.inlines[int(piece)]
            elif piece:
                yield Text(piece)


def unproven(text: str) -> str:
    """Return what stands for a text that may not be said: a whole sentence stays one."""
    return f"{VOID}." if text.endswith((".", "!", "?", "…")) else VOID


def proven(text: str) -> str:
    """Return the text without the sentences whose evidence is missing.

    A paragraph, list item or heading all of whose sentences go is left out.
    """
    kept = (_proven_piece(piece) for piece in _pieces(text.split("\n")))
    return "\n".join(piece for piece in kept if piece is not None)


def _pieces(lines: list[str]) -> Iterator[str]:
    """Yield each heading, image, list item and paragraph: a sentence may run over lines."""
    piece: list[str] = []
    for line in lines:
        if piece and (_OPENS.match(line) or _STANDS_ALONE.match(piece[-1])):
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    yield "\n".join(piece)


def _proven_piece(piece: str) -> str | None:
    if VOID not in piece:
        return piece
    if _STANDS_ALONE.match(piece):
        return None
    opening = _OPENING.match(piece)
    head = opening.group() if opening else ""
    kept = [part for part in _SENTENCE_END.split(piece[len(head) :]) if VOID not in part]
    return head + " ".join(kept) if kept else None
