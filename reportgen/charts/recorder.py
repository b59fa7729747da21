"""A matplotlib backend that records what is drawn instead of painting it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from reportgen.charts.drawing import (
    Cap,
    ClosePath,
    CurveTo,
    Drawing,
    Join,
    Label,
    LineTo,
    Mark,
    MoveTo,
    Segment,
    Shape,
)
from reportgen.charts.metrics import text_width
from reportgen.theme import Fonts, ThemeFile, Weight

POINTS_PER_INCH = 72
_DECIMALS = 3


def record(figure: Figure, fonts: Fonts) -> Drawing:
    """Return the drawing of a figure whose dpi is 72, text in the theme's fonts."""
    width, height = (float(side) * POINTS_PER_INCH for side in figure.get_size_inches())
    recorder = Recorder(width, height, fonts)
    figure.draw(recorder)
    return Drawing(_rounded(width), _rounded(height), tuple(recorder.marks))


class Recorder(RendererBase):
    """Keeps every path and text that matplotlib draws, in points."""

    def __init__(self, width: float, height: float, fonts: Fonts) -> None:
        super().__init__()
        self.marks: list[Mark] = []
        self._size = (width, height)
        self._fonts: Mapping[str, tuple[Weight, ThemeFile]] = {
            str(fonts.file(weight).path): (weight, fonts.file(weight))
            for weight in cast("tuple[Weight, ...]", ("bold", "italic", "semibold", "regular"))
        }

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the sheet's sides in points."""
        return self._size

    def flipy(self) -> bool:
        """Return False: y runs upwards."""
        return False

    def points_to_pixels(self, points: Any) -> Any:  # noqa: ANN401 - number or array, as upstream
        """Return the points unchanged: one unit is one point."""
        return points

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: ANN401, N803 - upstream's name and type
    ) -> None:
        """Record a path."""
        strokes = gc.get_linewidth() > 0 and _opaque(gc.get_rgb())
        fill = to_hex(rgbFace).upper() if rgbFace is not None and _opaque(rgbFace) else ""
        if not strokes and not fill:
            return
        dashes = cast("Sequence[float] | None", gc.get_dashes()[1])
        self.marks.append(
            Shape(
                path=tuple(_segments(path, transform)),
                fill=fill,
                stroke=to_hex(gc.get_rgb()).upper() if strokes else "",
                line_width=_rounded(gc.get_linewidth()) if strokes else 0.0,
                dash=tuple(_rounded(dash) for dash in dashes) if dashes else (),
                cap=cast("Cap", str(gc.get_capstyle())),
                join=cast("Join", str(gc.get_joinstyle())),
            )
        )

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,  # noqa: ANN401, N803 - upstream's name and type
    ) -> None:
        """Record one path for each marker."""
        for vertices, _ in path.iter_segments(trans, simplify=False):
            x, y = (float(value) for value in vertices[-2:])
            placed = marker_trans + Affine2D().translate(x, y)
            self.draw_path(gc, marker_path, placed, rgbFace)

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | str = False,
        mtext: Text | None = None,
    ) -> None:
        """Record a line of text; it stands upright and is never mathematics."""
        weight, font = self._fonts[str(prop.get_file())]
        size = float(prop.get_size_in_points())
        self.marks.append(
            Label(
                x=_rounded(x),
                y=_rounded(y),
                text=s,
                weight=weight,
                size=size,
                colour=to_hex(gc.get_rgb()).upper(),
                width=_rounded(text_width(s, font, size)),
            )
        )


def _opaque(colour: Any) -> bool:  # noqa: ANN401 - any sequence of channels
    return len(colour) < 4 or colour[3] > 0


def _segments(path: Path, transform: Transform) -> Iterator[Segment]:
    current = (0.0, 0.0)
    for vertices, code in path.iter_segments(transform, simplify=False):
        values = [_rounded(float(value)) for value in vertices]
        if code == Path.MOVETO:
            yield MoveTo(*values)
        elif code == Path.LINETO:
            yield LineTo(*values)
        elif code == Path.CURVE3:
            yield _cubic(current, values)
        elif code == Path.CURVE4:
            yield CurveTo(*values)
        elif code == Path.CLOSEPOLY:
            yield ClosePath()
        current = (values[-2], values[-1])


def _cubic(start: tuple[float, float], values: list[float]) -> CurveTo:
    (x0, y0), (x1, y1, x2, y2) = start, values
    first = (x0 + 2 * (x1 - x0) / 3, y0 + 2 * (y1 - y0) / 3)
    second = (x2 + 2 * (x1 - x2) / 3, y2 + 2 * (y1 - y2) / 3)
    return CurveTo(*(_rounded(value) for value in (*first, *second, x2, y2)))


def _rounded(value: float) -> float:
    return round(value, _DECIMALS) + 0.0
