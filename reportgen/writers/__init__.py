"""Briefing -> bytes: one function a format, imported when it is asked for."""

from collections.abc import Callable

from reportgen.briefing import Briefing
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


WRITERS: dict[str, Writer] = {"pdf": _pdf, "docx": _docx, "txt": _text}
