"""Native charts: a Chart of the document model becomes one that Word draws and a reader edits."""

from reportgen.writers.docx.charts.kinds import plot_of
from reportgen.writers.docx.charts.part import native_chart

__all__ = ["native_chart", "plot_of"]
