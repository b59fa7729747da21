"""A figure that carries its proof: value, bounds, formula and the dataset lines it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Status = Literal["final", "revised", "unspecified", "provisional", "estimated"]
Derivation = Literal["published", "sum", "difference", "published_rate", "computed"]
MeasureKind = Literal["level", "growth"]

_CERTAINTY: tuple[Status, ...] = ("final", "revised", "unspecified", "provisional", "estimated")


@dataclass(frozen=True, slots=True)
class Unit:
    """A declared unit: `scale` its power of ten (6 for millions), `words` its name by locale.

    `words` stand beside several ("dirhams", "visitors"), `one` beside one where that differs;
    a `currency` comes before its number in some languages. `places` are the decimals of the data.
    """

    code: str
    kind: MeasureKind
    scale: int
    words: Mapping[str, str]
    one: Mapping[str, str] = field(default_factory=dict)
    currency: bool = True
    places: int = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """A value in `unit`, with `low` and `high` bounding the true one.

    `inputs` are line numbers of the dataset (its header is line 1).
    """

    value: Fraction
    low: Fraction
    high: Fraction
    unit: str
    formula: str
    inputs: tuple[int, ...]
    status: Status
    derivation: Derivation = "computed"

    @property
    def exact(self) -> bool:
        """True when the value is known without rounding."""
        return self.low is self.high or self.low == self.high

    @property
    def half_width(self) -> Fraction:
        """The largest distance of the true value from the centre of its bounds."""
        return (self.high - self.low) / 2

    @property
    def sign_is_sure(self) -> bool:
        """True when both bounds lie on the same side of zero."""
        return self.low > 0 or self.high < 0 or self.low == self.high == 0


def least_certain(statuses: "tuple[Status, ...]") -> Status:
    """Return the status that a figure computed from figures of these statuses has."""
    return max(statuses, key=_CERTAINTY.index, default="unspecified")


def joined_inputs(*measures: Measure) -> tuple[int, ...]:
    """Return the dataset lines behind all measures, sorted and without repetition."""
    return tuple(sorted({line for measure in measures for line in measure.inputs}))
