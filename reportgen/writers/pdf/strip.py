"""What a page is made of: strips that are never divided, gathered in passages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import TYPE_CHECKING

from reportgen.writers.pdf.structure import Content
from reportgen.writers.pdf.style import Style
from reportgen.writers.pdf.typeset import DECORATION, Line, Owner, Run

if TYPE_CHECKING:
    from reportgen.charts import Drawing


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of text; `x` and `baseline` from the strip's top left corner, downwards."""

    x: float
    baseline: float
    line: Line


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A horizontal rule whose top edge stands at `y`."""

    x: float
    y: float
    width: float
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class BoxMark:
    """The outline of a box whose top left corner stands at `x`, `y`."""

    x: float
    y: float
    width: float
    height: float
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A drawing whose top left corner stands at `x`, `y`."""

    x: float
    y: float
    drawing: "Drawing"
    content: Content


@dataclass(frozen=True, slots=True)
class PageMark:
    """The number of the page of an anchor, flush with `right`; known when all pages are."""

    right: float
    baseline: float
    run: Run
    anchor: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place to jump to; with a title it stands in the outline at `level`, from 0."""

    name: str
    title: str = ""
    level: int = 0


Mark = TextMark | PageMark | RuleMark | BoxMark | FigureMark | Bookmark


@dataclass(frozen=True, slots=True)
class Strip:
    """A band across the text block that is never divided.

    `may_break`: a page may end above it; `repeated` strips are then painted again before it.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    may_break: bool = False
    repeated: tuple["Strip", ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Strips that belong together, with the space around them.

    `before_on_top` is kept where the passage opens a page; `keeps_with_next` holds a heading to
    what it heads.
    """

    strips: tuple[Strip, ...]
    before: float = 0.0
    after: float = 0.0
    before_on_top: float = 0.0
    keeps_with_next: bool = False
    is_exhibit: bool = False
    opens_page: bool = False

    @property
    def height(self) -> float:
        """Height of the strips, without the space around them."""
        return height_of(self.strips)

    @property
    def floats(self) -> bool:
        """True for a figure or table that must stay whole: text may go before it instead."""
        return self.is_exhibit and not any(strip.may_break for strip in self.strips)


def text_strips(
    lines: Iterable[Line], style: Style, x: float = 0.0, least: int = 2
) -> tuple[Strip, ...]:
    """Return one strip a line; a page holds at least `least` lines of them on either side."""
    baseline = style.baseline
    marks = [TextMark(x, baseline, line) for line in lines]
    return tuple(
        Strip(style.leading, (mark,), may_break=least <= number <= len(marks) - least)
        for number, mark in enumerate(marks)
    )


def whole_strips(lines: Sequence[Line], style: Style, x: float = 0.0) -> tuple[Strip, ...]:
    """Return one strip a line, all of them on one page."""
    return text_strips(lines, style, x, least=len(lines))


def space(height: float) -> Strip:
    """Return an empty strip."""
    return Strip(height)


def height_of(strips: Iterable[Strip]) -> float:
    """Return the height of strips set below one another, without space around them."""
    return fsum(strip.height for strip in strips)


def merged(strips: Iterable[Strip], x: float = 0.0, above: float = 0.0) -> tuple[Mark, ...]:
    """Return the marks of strips set below one another, moved by `x` and `above`."""
    marks: list[Mark] = []
    y = above
    for strip in strips:
        marks += (moved(mark, x, y) for mark in strip.marks)
        y += strip.height
    return tuple(marks)


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return a mark moved right and down."""
    if isinstance(mark, Bookmark):
        return mark
    if isinstance(mark, TextMark):
        return replace(mark, x=mark.x + dx, baseline=mark.baseline + dy)
    if isinstance(mark, PageMark):
        return replace(mark, right=mark.right + dx, baseline=mark.baseline + dy)
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def repetition(strip: Strip, owner: Owner = DECORATION) -> Strip:
    """Return a strip whose text is an artifact, because it was read before."""
    return replace(strip, marks=tuple(_owned(mark, owner) for mark in strip.marks))


def _owned(mark: Mark, owner: Owner) -> Mark:
    if not isinstance(mark, TextMark):
        return mark
    runs = tuple(replace(run, owner=owner) for run in mark.line.runs)
    return replace(mark, line=replace(mark.line, runs=runs))
