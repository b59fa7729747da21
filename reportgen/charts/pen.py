"""Artists measured in points from the lower left corner of the figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from reportgen.briefing import Category
from reportgen.charts.metrics import cap_height
from reportgen.charts.ruler import DETAIL_GAP, Ruler

Align = Literal["left", "right", "center"]
_AXIS = 0.75
_HAIR = 0.5
_OUTLINE = 0.8
_HATCH, _HATCH_STEP = 0.7, 4.0
_PLAIN_LETTERS = ["-kern", "-liga", "-clig", "-calt", "-dlig"]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The artists of a figure as wide as the text block, and its height in points."""

    height: float
    artists: tuple[Artist, ...]


class BaselineText(Text):
    """A line of text that starts where it stands, on its baseline: nothing is to be laid out."""

    def draw(self, renderer: RendererBase) -> None:
        """Show the line, upright."""
        x, y = self.get_transform().transform(self.get_position())
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        gc = renderer.new_gc()
        gc.set_foreground(self.get_color())
        renderer.draw_text(gc, x, y, self.get_text(), self.get_fontproperties(), 0, mtext=self)


@dataclass(frozen=True, slots=True)
class Pen(Ruler):
    """Draws in the colours, fonts and sizes of a theme; `y` of a text is its vertical centre."""

    def bar(
        self, left: float, right: float, middle: float, thickness: float, fill: str
    ) -> Rectangle:
        """Return a bar without outline between two abscissas."""
        return Rectangle(
            (left, middle - thickness / 2), right - left, thickness, facecolor=fill, linewidth=0
        )

    def earlier_bar(
        self, left: float, right: float, middle: float, thickness: float, code: str
    ) -> Rectangle:
        """Return the tinted bar of an earlier period; its outline stays inside."""
        inset = _OUTLINE / 2
        width = max(right - left - _OUTLINE, 0)
        return Rectangle(
            (left + inset, middle - thickness / 2 + inset),
            width,
            thickness - _OUTLINE,
            facecolor=self.theme.earlier(code),
            edgecolor=self.theme.fill(code),
            linewidth=_OUTLINE,
        )

    def estimate_bar(
        self, left: float, right: float, middle: float, thickness: float, code: str
    ) -> Iterator[Artist]:
        """Yield the hatched bar of an estimate: white, an outline, diagonals."""
        fill = self.theme.fill(code)
        bottom = middle - thickness / 2
        yield Rectangle(
            (left + _HATCH / 2, bottom + _HATCH / 2),
            max(right - left - _HATCH, 0),
            thickness - _HATCH,
            facecolor=self.theme.colours["paper"],
            edgecolor=fill,
            linewidth=_HATCH,
        )
        foot = left - thickness + _HATCH_STEP
        while foot < right:
            ends = [(foot + max(left - foot, 0), bottom + max(left - foot, 0))]
            reach = min(thickness, right - foot)
            ends.append((foot + reach, bottom + reach))
            yield Line2D(*zip(*ends, strict=True), color=fill, linewidth=_HATCH, zorder=2)
            foot += _HATCH_STEP

    def axis(self, x: float, height: float) -> Line2D:
        """Return the vertical line at zero."""
        return self.rule((x, 0), (x, height), "ink", _AXIS)

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str = "hair",
        width: float = _HAIR,
    ) -> Line2D:
        """Return a straight line; `colour` is a name of the theme."""
        return Line2D(
            *zip(start, end, strict=True),
            color=self.theme.colours[colour],
            linewidth=width,
            linestyle="-",
            solid_capstyle="butt",
            marker="",
            zorder=3,
        )

    def text(
        self, x: float, y: float, text: str, style: str, colour: str = "", align: Align = "left"
    ) -> BaselineText:
        """Return a line of text; `style` names a line of the type scale."""
        line = self.theme.type[style]
        font = self.theme.fonts.file(line.weight)
        offset = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        return BaselineText(
            x - offset * self.width(text, style),
            y - cap_height(font, line.size) / 2,
            text,
            color=colour or line.colour,
            fontproperties=FontProperties(fname=str(font.path), size=line.size),
            usetex=False,
            parse_math=False,
            fontfeatures=_PLAIN_LETTERS,
            zorder=4,
        )

    def name(self, category: Category, y: float, detail: bool = True) -> Iterator[Text]:
        """Yield the name of a category, flush left, then what it does."""
        yield self.text(0, y, category.name, "chart_value")
        if detail and category.detail:
            start = self.width(category.name, "chart_value") + DETAIL_GAP
            yield self.text(start, y, category.detail, "chart_label", self.muted)

    @property
    def muted(self) -> str:
        """The colour of secondary text."""
        return self.theme.colours["muted"]
