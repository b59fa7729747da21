"""The PDF writer."""

from reportgen.writers.pdf.document import pages_of, write_pdf

__all__ = ["pages_of", "write_pdf"]
