"""The two renderings of a chart: vectors for the PDF, a picture for Word."""

from functools import lru_cache
from io import BytesIO

from reportgen.briefing import Chart, Locale
from reportgen.charts.drawing import Drawing
from reportgen.theme import Theme

_COLOURS, _COMPRESSION, _NEAR_WHITE = 128, 6, 0xFD


@lru_cache(maxsize=64)
def draw(chart: Chart, theme: Theme, locale: Locale) -> Drawing:
    """Return the chart as paths and text, in points.

    The same chart and theme give the same drawing; it is kept within the process.
    """
    from reportgen.charts.figure import figure_of, own_settings
    from reportgen.charts.recorder import record

    with own_settings():
        figure = figure_of(chart, theme, locale)
        figure.patch.set_visible(False)
        return record(figure, theme.fonts)


@lru_cache(maxsize=64)
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
    palette.putpalette(_pure_white(palette.getpalette() or []))
    stream = BytesIO()
    palette.save(stream, "PNG", compress_level=_COMPRESSION, dpi=(dpi, dpi))
    return stream.getvalue()


def _pure_white(palette: list[int]) -> list[int]:
    """Undo the octree's near-white, which would show as a grey box on the page."""
    entries = (palette[place : place + 3] for place in range(0, len(palette), 3))
    return [
        value for entry in entries for value in ([255] * 3 if min(entry) >= _NEAR_WHITE else entry)
    ]
