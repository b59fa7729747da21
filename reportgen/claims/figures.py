"""The accounts as claims read them: usable levels, bases of comparison, floors of tiny bases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from reportgen.accounts import Accounts
from reportgen.claims.model import Claim, ClaimKey
from reportgen.dataset import Dataset
from reportgen.l10n.lexicon import Direction, Rules
from reportgen.measure import Measure
from reportgen.period import Period

Levels = dict[Period, dict[str, Measure]]
LevelPairs = dict[str, list[Measure]]
Moves = dict[str, tuple[Measure, Direction]]
Month = tuple[int, int]
_KNOWN_WITHIN = Fraction(1, 10)  # a derived level whose bounds lie further around it is unknown
_NOTHING: dict[str, Measure] = {}  # the levels of a period of which none is known
_TINY_SHARE = 100  # a base below a hundredth of the total is tiny


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Usable levels of the periods in sight, the rules that judge them, the claims told so far.

    `left_out` are cells that are missing because rows begin later, or have stopped; `nil` those of
    which a published total leaves nothing. `pairs` and `moves` keep what the claims about each
    segment of a period share: the levels of all at two dates, and which way all moved.
    """

    accounts: Accounts
    rules: Rules
    levels: Levels
    periods: tuple[Period, ...]
    left_out: frozenset[tuple[Period, str]]
    floors: Mapping[str, Fraction]
    nil: frozenset[tuple[Period, str]]
    claims: dict[ClaimKey, Claim] = field(default_factory=dict)
    pairs: dict[tuple[Period, Period], LevelPairs] = field(default_factory=dict)
    moves: dict[Period, Moves] = field(default_factory=dict)

    @property
    def dataset(self) -> Dataset:
        """The series itself."""
        return self.accounts.dataset

    @property
    def total(self) -> str:
        """The code of the total of all segments."""
        return self.dataset.total.code

    @property
    def segments(self) -> tuple[str, ...]:
        """The codes of the segments, as declared."""
        return tuple(segment.code for segment in self.dataset.segments)

    @property
    def ranked(self) -> tuple[str, ...]:
        """The segments that have a rank: what remains beside them has none."""
        return tuple(s.code for s in self.dataset.segments if not s.remainder)

    def level(self, code: str, period: Period | None) -> Measure | None:
        """The level of a subject, None where the data do not determine it."""
        return self.levels.get(period, _NOTHING).get(code) if period else None

    def known(self, code: str, periods: Sequence[Period | None]) -> list[Measure] | None:
        """The levels of a subject in several periods, None where one is not known."""
        levels = [level for period in periods if (level := self.level(code, period))]
        return levels if len(levels) == len(periods) else None

    def lack(self, code: str, now: Period | None, *bases: Period | None) -> str:
        """Return why a level or one that it is compared with is not known, "" where all are."""
        if self.level(code, now) is None:
            return "scope_change" if (now, code) in self.left_out else "missing_cell"
        return next((self.base_lack(code, b) for b in bases if not self.level(code, b)), "")

    def base_lack(self, code: str, base: Period | None) -> str:
        """Return why a level that others are compared with is not known."""
        return "scope_change" if (base, code) in self.left_out else "no_base_period"

    def claim(self, indicator: str, subject: str, now: Period, base: Period | None = None) -> Claim:
        """Return what was told before, a claim that is unavailable where nothing was."""
        key = ClaimKey(indicator, subject, now, base)
        found = self.claims.get(key)
        return key.unavailable("missing_cell") if found is None else found

    def share_obstacle(self, period: Period) -> str:
        """Why parts of the total cannot be given as shares of it, "" where they can."""
        levels = self.levels.get(period, {}).values()
        if any(level.high.numerator < 0 for level in levels):
            return "negative_component"
        if any(level.low.numerator < 0 for level in levels):
            return "too_uncertain"
        total = self.level(self.total, period)
        return "" if total is None else obstacle(total, total)

    def tiny(self, code: str, base: Measure, period: Period) -> bool:
        """True when a base is too small for a rate of change to mean anything."""
        if code == self.total:
            return False
        if base.value < self._floor(period):
            return True
        total = self.level(self.total, period)
        return total is not None and base.value * _TINY_SHARE < total.value

    def _floor(self, period: Period) -> Fraction:
        """Months from January have their share of the floor that a package names for nine."""
        if period.kind != "cumulative":
            return self.floors.get(period.kind, Fraction(0))
        return self.floors.get("nine_months", Fraction(0)) * period.months / 9


def figures_of(
    accounts: Accounts, rules: Rules, levels: Levels, periods: tuple[Period, ...]
) -> Figures:
    """Return the figures that claims about `periods` may use."""
    within = {period: levels[period] for period in periods if period in levels}
    dataset = accounts.dataset
    floors = {kind: Fraction(floor) for kind, floor in dataset.tiny_base.items()}
    left_out, nil = _left_out(dataset, within), frozenset(_nil(accounts))
    return Figures(accounts, rules, within, periods, left_out, floors, nil)


def _left_out(dataset: Dataset, levels: Levels) -> frozenset[tuple[Period, str]]:
    """Cells that lie outside the rows of a segment, in periods of which other segments are known.

    A total that is published nevertheless still holds the segment: it is only not told apart.
    """
    spans = _spans(levels)
    segments = {segment.code for segment in dataset.segments}
    found: set[tuple[Period, str]] = set()
    for period, known in levels.items():
        missing = segments - known.keys()
        if dataset.total.code in known or missing == segments:
            continue
        outside = {
            code
            for code in missing & spans.keys()
            if period.begin < spans[code][0] or period.end > spans[code][1]
        }
        for entity in dataset.entities:
            lacks = missing & set(entity.members)
            if lacks and lacks <= outside:
                found.add((period, entity.code))
    return frozenset(found)


def known_levels(accounts: Accounts) -> Levels:
    """Return the levels that were published, and those derived to within a tenth, by period."""
    dataset, nothing = accounts.dataset, {*_nil(accounts)}
    own = (o for o in dataset.observations if o.scope == dataset.scope)
    published = {(o.period, o.segment) for o in own if o.measure == "level"}
    known: Levels = {}
    for (period, code), level in accounts.levels.items():
        if (period, code) in nothing:
            continue
        if level.exact:  # one number instead of three equal ones: told apart at a glance
            level = replace(level, low=level.value, high=level.value)
        elif (period, code) not in published and (
            level.half_width > abs(level.value) * _KNOWN_WITHIN
        ):
            continue
        known.setdefault(period, {})[code] = level
    return known


def _nil(accounts: Accounts) -> Iterator[tuple[Period, str]]:
    """Cells of which others leave nothing, and nobody said so: an absent row is no zero."""
    for about, level in accounts.levels.items():
        if level.derivation == "difference" and level.exact and not level.value:
            yield about


def known_periods(accounts: Accounts, levels: Levels) -> tuple[Period, ...]:
    """Return the periods of which something is known, a level or a published rate, in order."""
    return tuple(sorted({*levels, *(period for period, _ in accounts.growths)}))


def _spans(levels: Levels) -> dict[str, tuple[Month, Month]]:
    """The first and the last month of which anything is known, by code."""
    spans: dict[str, tuple[Month, Month]] = {}
    for period, known in levels.items():
        begin, end = period.begin, period.end
        for code in known:
            first, last = spans.get(code, (begin, end))
            spans[code] = (min(first, begin), max(last, end))
    return spans


def direction_of(measure: Measure) -> Direction:
    """Return the sign of a change, "" where its bounds leave it open."""
    if measure.low.numerator > 0:
        return "up"
    if measure.high.numerator < 0:
        return "down"
    return "unchanged" if measure.low is measure.high or measure.exact else ""


def obstacle(level: Measure, base: Measure) -> str:
    """Return why a level cannot be given as a percentage of a base, "" where it can."""
    if base.low.numerator > 0 and level.low.numerator >= 0:
        return ""
    if base.exact and base.value == 0:
        return "zero_base"
    if not base.sign_is_sure:
        return "too_uncertain"
    if base.high < 0 and level.high <= 0:
        return "negative_base"
    return "sign_change" if level.sign_is_sure else "too_uncertain"
