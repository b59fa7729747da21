"""Reads finished files again, PDF and Word, whoever made them."""

from pathlib import Path

from reportgen.readers.docx import read_docx
from reportgen.readers.finished import FinishedFile, read_as
from reportgen.readers.pdf import read_pdf


def read_finished(path: Path) -> FinishedFile:
    """Return what a PDF or Word file holds, whatever its name.

    Raises CheckError when there is none, when it cannot be read, or when its ledger is damaged.
    """
    return read_as(path, {"pdf": read_pdf, "docx": read_docx})
