"""Briefing -> layout -> bytes: one function a format, imported when it is asked for."""

from reportgen.briefing import Briefing
from reportgen.theme import Theme
from reportgen.writers.layout import Layout, PartLayouts, Writer

__all__ = ["WRITERS", "Layout", "PartLayouts", "Writer"]


def _pdf(briefing: Briefing, theme: Theme, parts: PartLayouts = ()) -> Layout:
    from reportgen.writers.pdf import lay_out

    return lay_out(briefing, theme, parts)


def _docx(briefing: Briefing, theme: Theme, parts: PartLayouts = ()) -> Layout:
    from reportgen.writers.docx import lay_out

    return lay_out(briefing, theme, parts)


WRITERS: dict[str, Writer] = {"pdf": _pdf, "docx": _docx}
