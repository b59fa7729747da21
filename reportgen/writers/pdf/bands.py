"""What a page is made of: bands that are never divided, stacks of bands, galleys of stacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import fsum
from typing import TYPE_CHECKING

from reportgen.briefing import Inlines
from reportgen.writers.pdf.fonts import Style
from reportgen.writers.pdf.lines import DECORATION, Line, Run, lines_of, tagged
from reportgen.writers.pdf.structure import Content, Element

if TYPE_CHECKING:
    from reportgen.charts import Drawing


@dataclass(frozen=True, slots=True)
class _Placed:
    """What stands at `x`, `y` from the upper left corner of its band, downwards, in points."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LineItem(_Placed):
    """A line of text whose baseline begins there."""

    line: Line


@dataclass(frozen=True, slots=True)
class RuleItem(_Placed):
    """A horizontal rule, by its upper left corner."""

    width: float
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class BoxItem(_Placed):
    """The outline of a box, by its upper left corner."""

    width: float
    height: float
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True)
class DrawingItem(_Placed):
    """A drawing, by its upper left corner."""

    drawing: "Drawing"
    content: Content


@dataclass(frozen=True, slots=True)
class PageNumberItem(_Placed):
    """The number of the page of an anchor, whose baseline ends there; known when all pages are."""

    run: Run
    anchor: str


@dataclass(frozen=True, slots=True)
class Bookmark(_Placed):
    """A place to jump to; with a title it stands in the outline at `level`, from 0."""

    name: str
    title: str = ""
    level: int = 0


Item = LineItem | RuleItem | BoxItem | DrawingItem | PageNumberItem | Bookmark


@dataclass(frozen=True, slots=True)
class Band:
    """A strip across the text block that is never divided.

    `may_break`: a page may end above it; `repeated` bands are then painted again before it.
    """

    height: float
    items: tuple[Item, ...] = ()
    may_break: bool = False
    repeated: tuple["Band", ...] = ()


Bands = tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """Bands that belong together, with the space around them.

    `before_on_top` is kept where the stack opens a page; `keeps_with_next` holds a heading to
    what it heads.
    """

    bands: Bands
    before: float = 0.0
    after: float = 0.0
    before_on_top: float = 0.0
    keeps_with_next: bool = False
    is_exhibit: bool = False
    opens_page: bool = False

    @property
    def height(self) -> float:
        """Height of the bands, without the space around them."""
        return fsum(band.height for band in self.bands)

    @property
    def floats(self) -> bool:
        """True for a figure or table that must stay whole: text may go before it instead."""
        parts = self.keeps_with_next or any(band.may_break for band in self.bands)
        return self.is_exhibit and not parts


@dataclass(frozen=True, slots=True)
class Galley:
    """A block as it is set: elements in reading order, stacks in the order of the page."""

    elements: tuple[Element, ...]
    stacks: tuple[Stack, ...]


def joined(galleys: Iterable[Galley]) -> Galley:
    """Return galleys one after the other."""
    galleys = tuple(galleys)
    return Galley(
        tuple(element for galley in galleys for element in galley.elements),
        tuple(stack for galley in galleys for stack in galley.stacks),
    )


def paragraph(
    content: Inlines, style: Style, width: float, tag: str = "P", *, whole: bool = True
) -> tuple[Element, Bands]:
    """Return inlines as an element and as lines of a width; `whole`, all of them on one page."""
    text = tagged(content, style, tag)
    return Element(tag, text.kids), bands_of(lines_of(text.runs, width), style, whole=whole)


def bands_of(lines: Sequence[Line], style: Style, x: float = 0.0, *, whole: bool = True) -> Bands:
    """Return one band a line; unless they stay `whole`, pages hold at least two of them."""
    least, baseline = len(lines) if whole else 2, style.baseline
    return tuple(
        Band(style.leading, (LineItem(x, baseline, line),), least <= n <= len(lines) - least)
        for n, line in enumerate(lines)
    )


def ruled(bands: Bands, thickness: float, before: float, width: float, colour: str) -> Bands:
    """Return bands below a rule, with `before` points between it and them."""
    return (Band(thickness + before, (RuleItem(0.0, 0.0, width, thickness, colour),)), *bands)


def bookmark(name: str, title: str = "", level: int = 0) -> Band:
    """Return a band without height to which links lead."""
    return Band(0.0, (Bookmark(0.0, 0.0, name, title, level),))


def items_of(bands: Iterable[Band], x: float = 0.0) -> tuple[Item, ...]:
    """Return the items of bands set below one another, moved to the right."""
    items: list[Item] = []
    y = 0.0
    for band in bands:
        items += (replace(item, x=item.x + x, y=item.y + y) for item in band.items)
        y += band.height
    return tuple(items)


def repetition(band: Band) -> Band:
    """Return a band whose text is an artifact, because it was read before."""
    return replace(band, items=tuple(map(_decoration, band.items)))


def _decoration(item: Item) -> Item:
    if not isinstance(item, LineItem):
        return item
    runs = tuple(replace(run, owner=DECORATION) for run in item.line.runs)
    return replace(item, line=replace(item.line, runs=runs))
