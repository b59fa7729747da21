"""The Word writer: a briefing becomes an accessible DOCX file."""

from reportgen.writers.docx.document import write_docx

__all__ = ["write_docx"]
