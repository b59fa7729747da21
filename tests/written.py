"""Briefings written without a pipeline: laid out, then sealed with a ledger that says nothing."""

from dataclasses import replace

from reportgen.briefing import Attachment, Briefing
from reportgen.theme import Theme
from reportgen.writers import WRITERS, Layout

LEDGER = Attachment("ledger.json", b"{}", "application/json", "Ledger", "Supplement")


def laid_out(file_format: str, briefing: Briefing, theme: Theme) -> Layout:
    """The layout of a format; two parts are laid out alone before."""
    parts = briefing.parts if len(briefing.parts) > 1 else ()
    alone = [WRITERS["pdf"](replace(briefing, parts=(part,)), theme, ()) for part in parts]
    return WRITERS[file_format](briefing, theme, alone)


def write_pdf(briefing: Briefing, theme: Theme, ledger: Attachment = LEDGER) -> bytes:
    """The PDF file of a briefing."""
    return laid_out("pdf", briefing, theme).seal(ledger)


def write_docx(briefing: Briefing, theme: Theme, ledger: Attachment = LEDGER) -> bytes:
    """The Word file of a briefing."""
    return laid_out("docx", briefing, theme).seal(ledger)


def write_text(briefing: Briefing, theme: Theme) -> bytes:
    """The readable lines of a briefing."""
    return laid_out("txt", briefing, theme).seal(LEDGER)
