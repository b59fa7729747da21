"""Where zero stands and how long one unit is, so that every bar and its value fit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.theme import Page

GAP = 4.0
"""From a bar's end to its value."""
CLEARANCE = 8.0
"""From a name to whatever follows it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A horizontal bar in data units with the widths in points of what stands beside it.

    A value stands at the right end, or at the left end of a bar below zero.
    """

    low: float
    high: float
    value_width: float
    name_width: float = 0.0

    @property
    def below_zero(self) -> bool:
        """True when nothing of the bar is above zero."""
        return self.low < 0 and self.high <= 0


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale: `zero` in points, `unit` in points for each data unit."""

    zero: float
    unit: float

    def at(self, value: float) -> float:
        """The abscissa of a value."""
        return self.zero + self.unit * value


def column_starts(page: Page) -> tuple[float, ...]:
    """Return the places where zero may stand: where the columns after the first begin."""
    return tuple(page.start(column) for column in range(1, page.columns))


def fitted(bars: Sequence[Bar], zeros: Sequence[float], right: float) -> Scale:
    """Return the largest scale on which nothing collides, zero at one of the places offered."""
    scales = (Scale(zero, _unit(bars, zero, right)) for zero in zeros)
    return max(scales, key=lambda scale: scale.unit)


def _unit(bars: Sequence[Bar], zero: float, right: float) -> float:
    limits = [limit for bar in bars for limit in _limits(bar, zero, right)]
    return max(min(limits, default=0.0), 0.0)


def _limits(bar: Bar, zero: float, right: float) -> Iterator[float]:
    value = bar.value_width + GAP
    room_right = right - zero - (0.0 if bar.below_zero else value)
    room_left = zero - bar.name_width - CLEARANCE - (value if bar.below_zero else 0.0)
    if room_right < 0 or room_left < 0:
        yield 0.0
    if bar.high > 0:
        yield room_right / bar.high
    if bar.low < 0:
        yield room_left / -bar.low
