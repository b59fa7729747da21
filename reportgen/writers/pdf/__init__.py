"""The PDF writer."""

from reportgen.writers.pdf.document import write_pdf

__all__ = ["write_pdf"]
