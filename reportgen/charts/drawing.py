"""A drawing as data: paths and lines of text in points, for any writer to replay."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportgen.theme import Weight

Cap = Literal["butt", "round", "projecting"]
Join = Literal["miter", "round", "bevel"]


@dataclass(frozen=True, slots=True)
class MoveTo:
    """A subpath begins."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LineTo:
    """A straight line."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class CurveTo:
    """A cubic Bézier curve to `x`, `y`."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ClosePath:
    """The subpath returns to its beginning."""


Segment = MoveTo | LineTo | CurveTo | ClosePath


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Distance from left to right."""
        return self.right - self.left

    def overlaps(self, other: "Box", by: float = 0.0) -> bool:
        """True when the two share more than `by` points in both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        upwards = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > by and upwards > by

    def contains(self, other: "Box", by: float = 0.0) -> bool:
        """True when the other lies inside, or sticks out by no more than `by` points."""
        return (
            self.left - by <= other.left
            and other.right <= self.right + by
            and self.bottom - by <= other.bottom
            and other.top <= self.top + by
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """A path; `fill` and `stroke` are #RRGGBB or empty for none, `dash` is on, off, on, off."""

    path: tuple[Segment, ...]
    fill: str = ""
    stroke: str = ""
    line_width: float = 0.0
    dash: tuple[float, ...] = ()
    cap: Cap = "butt"
    join: Join = "miter"

    @property
    def box(self) -> Box:
        """The smallest rectangle around the path's end points, without the width of its stroke."""
        ends = [(step.x, step.y) for step in self.path if not isinstance(step, ClosePath)]
        across, upwards = zip(*ends, strict=True)
        return Box(min(across), min(upwards), max(across), max(upwards))


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text that begins at `x` on the baseline `y`; `width` is its unkerned advance."""

    x: float
    y: float
    text: str
    weight: Weight
    size: float
    colour: str
    width: float

    @property
    def box(self) -> Box:
        """The rectangle from the descenders to the height of capitals."""
        descent, ascent = 0.2 * self.size, 0.7 * self.size
        return Box(self.x, self.y - descent, self.x + self.width, self.y + ascent)


Mark = Shape | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks in painting order on a sheet of `width` by `height` points, origin bottom left."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def shapes(self) -> Iterator[Shape]:
        """The paths in painting order."""
        return (mark for mark in self.marks if isinstance(mark, Shape))

    @property
    def labels(self) -> Iterator[Label]:
        """The lines of text in painting order."""
        return (mark for mark in self.marks if isinstance(mark, Label))
