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


def words_brought(file_format: str, theme: Theme) -> tuple[str, ...]:
    """Return what the pages of a format say before anything is written: the letterhead's words.

    Raises TemplateError when the letterhead cannot be used.
    """
    if file_format != "docx" or theme.letterhead is None:
        return ()
    from reportgen.writers.docx.base import base_of

    return base_of(theme).words


def styles_lacking(theme: Theme) -> tuple[str, ...]:
    """Return the names of the styles that a letterhead does not have.

    Raises TemplateError when the letterhead cannot be used.
    """
    if theme.letterhead is None:
        return ()
    from reportgen.writers.docx.base import base_of
    from reportgen.writers.docx.merge import lacking_styles

    return lacking_styles(base_of(theme), theme)


def has_watermark(theme: Theme) -> bool:
    """Return whether a letterhead has a watermark of its own, which that of a draft replaces."""
    if theme.letterhead is None:
        return False
    from reportgen.writers.docx.base import base_of
    from reportgen.writers.docx.watermark import watermark_runs

    return any(map(watermark_runs, base_of(theme).heads))


def words_drawn(
    chart: Chart, part: Part, theme: Theme, audience: str, file_format: str
) -> tuple[str, ...]:
    """Return the words in the drawing of a chart as a format has it, in painting order."""
    if file_format == "docx" and theme.word.charts_for(audience) == "native":
        from reportgen.writers.docx.base import page_theme
        from reportgen.writers.docx.charts import plot_of

        return tuple(plot_of(chart, page_theme(theme), part.terms, part.locale).words)
    from reportgen.charts import draw

    return tuple(label.text for label in draw(chart, theme, part.locale).labels)


def pages_of(part: Part, audience: str, theme: Theme) -> int:
    """Return how many pages a part fills; a word processor sets it in much the same."""
    from reportgen.writers.pdf import pages_of

    return pages_of(part, audience, theme)


WRITERS: dict[str, Writer] = {"pdf": _pdf, "docx": _docx, "txt": _text}
