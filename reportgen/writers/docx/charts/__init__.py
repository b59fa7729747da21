"""Native charts: a Chart of the document model becomes one that Word draws and a reader edits."""

from reportgen.writers.docx.charts.part import native_chart
from reportgen.writers.docx.charts.plots_by_kind import plot_of

__all__ = ["native_chart", "plot_of"]
