"""The Word writer: a briefing becomes an accessible DOCX file."""

from reportgen.writers.docx.document import lay_out

__all__ = ["lay_out"]
