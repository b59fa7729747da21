"""A chart as Word draws it: bars or lines over the numbers of a sheet, in points and #RRGGBB."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Grouping = Literal["clustered", "stacked", "lines"]
LabelPlace = Literal["outEnd", "ctr", "inBase", "t", "b", "r"]


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a point, on `paper` where hatching runs below; they stand in the sheet too."""

    text: str
    colour: str
    place: LabelPlace
    size: float
    paper: str = ""


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """A value with its look: no `fill` is unseen, `hatched` an estimate, `hollow` a mark."""

    value: float
    fill: str = ""
    outline: str = ""
    hatched: bool = False
    hollow: bool = False
    label: Label | None = None

    @property
    def look(self) -> tuple[str, str, bool]:
        """What tells its bar from others."""
        return self.fill, self.outline, self.hatched


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """Values of one subject; `end_name` prints its name after the last of them.

    `lift` moves that name up from the line's end, in points.
    """

    name: str
    points: tuple[PlotPoint | None, ...]
    colour: str = ""
    marker: str = ""
    end_name: Label | None = None
    lift: float = 0.0

    @property
    def last(self) -> int:
        """The position of the last value."""
        return max(n for n, point in enumerate(self.points) if point is not None)


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of the bars within the chart: from the left and from the top."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text beside the bars that begins at `x`, its middle `y` below the top."""

    text: str
    x: float
    y: float
    width: float
    colour: str
    bold: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line between two places, from the left and from the top."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything that Word needs: the sheet, the look of the bars or lines, what stands beside.

    `low` and `high` bound the value axis; `gap` and `overlap` of bars are percents of one bar;
    `every` names each category, or each second, third ... from the first; `decimals` is how many
    the sheet shows, `labels` heads its columns of labels; `axis` draws a line at zero, `named`
    prints the categories along it; `margin` is empty space at top and bottom.
    """

    grouping: Grouping
    title: str
    categories: tuple[str, ...]
    series: tuple[PlotSeries, ...]
    low: float
    high: float
    width: float
    height: float
    frame: Frame
    gap: int = 0
    overlap: int = 0
    every: int = 1
    decimals: int = 0
    labels: str = ""
    axis: bool = True
    named: bool = True
    margin: float = 0.0
    beside: tuple[Words | Rule, ...] = ()

    @property
    def words(self) -> Iterator[str]:
        """Every text that a reader sees in the chart."""
        yield from self.categories[:: self.every] if self.named else ()
        for series in self.series:
            yield from (p.label.text for p in series.points if p is not None and p.label)
            if series.end_name:
                yield series.end_name.text
        yield from (mark.text for mark in self.beside if isinstance(mark, Words))
