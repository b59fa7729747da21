"""Charts: a Chart of the document model becomes a vector drawing or a picture."""

from reportgen.charts.drawing import (
    ClosePath,
    CurveTo,
    Drawing,
    Label,
    LineTo,
    Mark,
    MoveTo,
    Segment,
    Shape,
)
from reportgen.charts.lint import lint
from reportgen.charts.render import draw, png

__all__ = [
    "ClosePath",
    "CurveTo",
    "Drawing",
    "Label",
    "LineTo",
    "Mark",
    "MoveTo",
    "Segment",
    "Shape",
    "draw",
    "lint",
    "png",
]
