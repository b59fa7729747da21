"""The word across every page of a document that is not final: how large it stands."""

from dataclasses import dataclass
from math import radians, sin

from reportgen.theme import Theme, Weight

WEIGHT: Weight = "semibold"
SLANT = 45  # degrees, rising


@dataclass(frozen=True, slots=True)
class Watermark:
    """The font size, the width and the height of a word in capitals, in points."""

    size: float
    width: float
    height: float


def watermark(text: str, theme: Theme) -> Watermark:
    """Return a word at the size at which its slanted box is as wide as the text block."""
    from reportgen.charts.metrics import cap_height, text_width

    font = theme.fonts.file(WEIGHT)
    width, height = text_width(text, font, 1), cap_height(font, 1)
    size = theme.page.measure / ((width + height) * sin(radians(SLANT)))
    return Watermark(size, width * size, height * size)
