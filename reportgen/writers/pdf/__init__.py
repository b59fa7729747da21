"""The PDF writer."""

from reportgen.writers.pdf.document import lay_out

__all__ = ["lay_out"]
