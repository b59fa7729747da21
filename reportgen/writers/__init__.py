"""Briefing -> bytes: one function a format, imported when it is asked for."""

from collections.abc import Callable

from reportgen.briefing import Briefing, Chart, Part
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


def words_drawn(
    chart: Chart, part: Part, theme: Theme, audience: str, file_format: str
) -> tuple[str, ...]:
    """Return the words in the drawing of a chart as a format has it, in painting order."""
    if file_format == "docx" and theme.word.charts_for(audience) == "native":
        from reportgen.writers.docx.charts import plot_of

        return tuple(plot_of(chart, theme, part.terms, part.locale).words)
    from reportgen.charts import draw

    return tuple(label.text for label in draw(chart, theme, part.locale).labels)
