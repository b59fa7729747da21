"""Briefing -> bytes: one function a format, imported when it is asked for."""

from collections.abc import Callable

from reportgen.briefing import Briefing, Part
from reportgen.theme import Theme

Writer = Callable[[Briefing, Theme], bytes]


def _pdf(briefing: Briefing, theme: Theme) -> bytes:
    from reportgen.writers.pdf import write_pdf

    return write_pdf(briefing, theme)


def _docx(briefing: Briefing, theme: Theme) -> bytes:
    from reportgen.writers.docx import write_docx

    return write_docx(briefing, theme)


def _text(briefing: Briefing, theme: Theme) -> bytes:
    from reportgen.writers.text import write_text

    return write_text(briefing, theme)


def pages_of(part: Part, audience: str, theme: Theme) -> int:
    """Return how many pages a part fills; a word processor sets it in much the same."""
    from reportgen.writers.pdf import pages_of

    return pages_of(part, audience, theme)


WRITERS: dict[str, Writer] = {"pdf": _pdf, "docx": _docx, "txt": _text}
