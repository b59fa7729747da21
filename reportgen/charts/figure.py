"""The matplotlib figure of a chart."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import matplotlib
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

from reportgen.briefing import Chart, ChartKind, Locale
from reportgen.charts.bars import diverging, waterfall
from reportgen.charts.lines import lines
from reportgen.charts.pairs import paired
from reportgen.charts.panel import panel
from reportgen.charts.pen import Sketch
from reportgen.charts.stacked import stacked
from reportgen.theme import Theme

POINTS_PER_INCH = 72
_SKETCHES: Mapping[ChartKind, Callable[[Chart, Theme, Locale], Sketch]] = {
    "waterfall": waterfall,
    "stacked": stacked,
    "diverging": diverging,
    "panel": panel,
    "paired": paired,
    "lines": lines,
}


def figure_of(chart: Chart, theme: Theme, locale: Locale) -> Figure:
    """Return the figure, as wide as the text block, one unit of its artists a point."""
    sketch = _SKETCHES[chart.kind](chart, theme, locale)
    size = (theme.page.measure / POINTS_PER_INCH, sketch.height / POINTS_PER_INCH)
    figure = Figure(figsize=size, dpi=POINTS_PER_INCH, facecolor=theme.colours["paper"])
    points = Affine2D().scale(1 / POINTS_PER_INCH) + figure.dpi_scale_trans
    for artist in sketch.artists:
        artist.set_transform(points)
        figure.add_artist(artist)
    return figure


@contextmanager
def own_settings() -> Iterator[None]:
    """Keep a user's matplotlib settings out of what is drawn inside."""
    with matplotlib.rc_context(
        {
            "text.hinting": "no_hinting",
            "text.antialiased": True,
            "patch.antialiased": True,
            "patch.force_edgecolor": False,
            "lines.antialiased": True,
            "path.sketch": None,
            "path.effects": [],
            "path.snap": True,
        }
    ):
        yield
