"""The two renderings of a chart: vectors for the PDF, a picture for Word."""

from functools import lru_cache
from io import BytesIO

from reportgen.briefing import Chart, Locale
from reportgen.charts.drawing import Drawing
from reportgen.theme import Theme

_COLOURS, _COMPRESSION, _OCTREE_ERROR = 128, 6, 2


@lru_cache(maxsize=16)
def draw(chart: Chart, theme: Theme, locale: Locale) -> Drawing:
    """Return the chart as paths and text, in points.

    The same chart and theme give the same drawing; it is kept within the process.
    """
    from reportgen.charts.upstream import without_docstrings

    with without_docstrings():
        from reportgen.charts.figure import figure_of, own_settings
        from reportgen.charts.recorder import record

    with own_settings():
        figure = figure_of(chart, theme, locale)
        figure.patch.set_visible(False)
        return record(figure, theme.fonts)


@lru_cache(maxsize=16)
def png(chart: Chart, theme: Theme, locale: Locale, dpi: int = 200) -> bytes:
    """Return the chart as a palette PNG on paper, always the same bytes."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    from reportgen.charts.figure import figure_of, own_settings

    with own_settings():
        figure = figure_of(chart, theme, locale)
        figure.dpi = dpi
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    picture = Image.fromarray(pixels).convert("RGB")
    palette = picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette.putpalette(_snapped(palette.getpalette() or [], theme))
    stream = BytesIO()
    palette.save(stream, "PNG", compress_level=_COMPRESSION, dpi=(dpi, dpi))
    return stream.getvalue()


def _snapped(palette: list[int], theme: Theme) -> list[int]:
    """Give the theme's colours back exactly: the octree is off by a level or two."""
    exact = {_levels(colour) for colour in (*theme.colours.values(), *theme.fills.values())}
    exact |= {_levels(theme.earlier(code)) for code in theme.fills}
    entries = (tuple(palette[place : place + 3]) for place in range(0, len(palette), 3))
    return [level for entry in entries for level in _nearest(entry, exact)]


def _nearest(entry: tuple[int, ...], exact: set[tuple[int, ...]]) -> tuple[int, ...]:
    def distance(colour: tuple[int, ...]) -> int:
        return max(abs(one - other) for one, other in zip(entry, colour, strict=True))

    near = min(exact, key=lambda colour: (distance(colour), colour))
    return near if distance(near) <= _OCTREE_ERROR else entry


def _levels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
