"""Texts of a chart and their widths, before anything is drawn."""

from dataclasses import dataclass

from reportgen.briefing import Category, Point, plain
from reportgen.charts.metrics import text_width
from reportgen.theme import Theme

DETAIL_GAP = 5.0
"""From a name to what it does."""


def shown(point: Point) -> str:
    """Return the text of a value, marked "e" when it was obtained by difference."""
    mark = "" if point.sure else "\u00a0e"
    return plain((point.label,)) + mark


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures lines of text in the fonts of a theme; a style names a line of the type scale."""

    theme: Theme

    def width(self, text: str, style: str) -> float:
        """Return the width of a line of text in points."""
        line = self.theme.type[style]
        return text_width(text, self.theme.fonts.file(line.weight), line.size)

    def name_width(self, category: Category, detail: bool = True) -> float:
        """Return the width of a category's name and, with `detail`, of what it does."""
        width = self.width(category.name, "chart_value")
        if detail and category.detail:
            width += DETAIL_GAP + self.width(category.detail, "chart_label")
        return width
