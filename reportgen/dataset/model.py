"""The dataset as it was published: observations, and what its package says of the series."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Literal

from reportgen.l10n.language import Locale, NounForms
from reportgen.measure import MeasureKind, Status, Unit
from reportgen.period import Period

TOTAL = "TOTAL"

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class Observation:
    """One published cell; `low` and `high` bound the true value, `line` is its line in the file."""

    scope: str
    period: Period
    segment: str
    measure: MeasureKind
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    status: Status
    published: str
    source: str
    line: int


SeriesKind = Literal["flow", "stock", "balance", "index", "ratio"]
Adjustment = Literal["", "raw", "seasonal", "seasonal-and-calendar"]
Prices = Literal["", "current", "constant", "none"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A segment, a group of segments or the total; `members` are segment codes.

    A `remainder` holds what no other segment does: it has no rank.
    """

    code: str
    members: tuple[str, ...]
    forms: Mapping[Locale, NounForms]
    remainder: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """What a series counts: its nouns and its verb by locale, where the package has any.

    `noun` names the total ("exportations"), `proceeds` what a segment makes ("recettes"), `makes`
    is the verb for that, singular and plural. Flows add up over segments and time, stocks over
    segments, balances may be negative, an index or a ratio adds up over nothing.
    """

    noun: Mapping[Locale, NounForms] = field(default_factory=dict)
    proceeds: Mapping[Locale, NounForms] = field(default_factory=dict)
    makes: Mapping[Locale, tuple[str, str]] = field(default_factory=dict)
    kind: SeriesKind = "flow"
    stock_at: Literal["", "end", "average"] = ""
    adjustment: Adjustment = ""
    prices: Prices = ""

    @property
    def adds_over_time(self) -> bool:
        """Whether a year is the sum of its parts."""
        return self.kind in ("flow", "balance")

    @property
    def adds_over_segments(self) -> bool:
        """Whether the total is the sum of its segments."""
        return self.kind not in ("index", "ratio")


@dataclass(frozen=True, slots=True)
class Source:
    """Who published a cell: `code` is what the dataset's source column holds."""

    code: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Target:
    """An announced level, with its baseline: both in `unit` and on `scope`."""

    code: str
    year: int
    value: Decimal
    unit: str
    baseline_year: int
    baseline: Decimal
    source: str
    line: int
    scope: str = ""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its name beside the dataset, where it stood, what it held."""

    name: str
    path: Path
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash by which the file is known again."""
        return sha256(self.data).hexdigest()

    @property
    def media_type(self) -> str:
        """What the file is for a program that opens it."""
        return _MEDIA_TYPES.get(Path(self.name).suffix.lower(), "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Provenance:
    """The files that were read, and notices to the user.

    The package is `borrowed` where the dataset has none beside it: it is the shipped one.
    """

    data: InputFile
    package: InputFile
    targets: InputFile | None = None
    borrowed: bool = False
    as_of: str = ""
    notices: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[InputFile, ...]:
        """Every file that was read, the dataset first."""
        return (self.data, self.package, *([self.targets] if self.targets else []))


@dataclass(frozen=True, slots=True)
class Series:
    """What a package says of its series.

    `texts` are its own words by key and locale: theme, scope, source line, notices.
    """

    name: str
    segments: tuple[Entity, ...]
    groups: tuple[Entity, ...]
    total: Entity
    scopes: tuple[str, ...]
    units: Mapping[str, Unit]
    sources: Mapping[str, Source]
    texts: Mapping[str, Mapping[Locale, str]]
    released: str
    non_negative: bool
    synthetic: bool
    official: bool
    tiny_base: Mapping[str, Decimal]
    counted: Counted = field(default=Counted(), kw_only=True)

    @property
    def scope(self) -> str:
        """The scope of the series itself, the first one declared."""
        return self.scopes[0]

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Segments, groups and the total."""
        return (*self.segments, *self.groups, self.total)

    def entity(self, code: str) -> Entity:
        """The segment, group or total of this code; raises KeyError."""
        return {entity.code: entity for entity in self.entities}[code]


@dataclass(frozen=True, slots=True)
class Dataset(Series):
    """A series with its figures, ready for the accounts.

    `observations` hold the newest vintage of each cell, `superseded` the older ones.
    """

    observations: tuple[Observation, ...]
    superseded: tuple[Observation, ...]
    level_unit: Unit
    targets: tuple[Target, ...]
    provenance: Provenance
