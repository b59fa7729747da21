"""The accounts as claims read them: usable levels, bases of comparison, floors of tiny bases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from reportgen.accounts import Accounts
from reportgen.claims.model import Claim, Place, unavailable
from reportgen.dataset import Dataset, Entity
from reportgen.l10n.lexicon import Direction, Rules
from reportgen.measure import Measure
from reportgen.period import MONTHS, Period

Levels = dict[tuple[Period, str], Measure]
Month = tuple[int, int]
_KNOWN_WITHIN = Fraction(1, 10)  # a derived level whose bounds lie further around it is unknown
_TINY_SHARE = 100  # a base below a hundredth of the total is tiny


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """Usable levels of the periods in sight, the rules that judge them, the claims told so far."""

    accounts: Accounts
    rules: Rules
    levels: Levels
    periods: tuple[Period, ...]
    spans: Mapping[str, tuple[Month, Month]]
    floors: Mapping[str, Fraction]
    told: dict[Place, Claim] = field(default_factory=dict)

    @property
    def dataset(self) -> Dataset:
        """The series itself."""
        return self.accounts.dataset

    @property
    def total(self) -> Entity:
        """The total of all segments."""
        return self.dataset.total

    @property
    def parts(self) -> tuple[Entity, ...]:
        """Segments and groups."""
        return (*self.dataset.segments, *self.dataset.groups)

    def level(self, code: str, period: Period) -> Measure | None:
        """The level of a subject, None where the data do not determine it."""
        return self.levels.get((period, code))

    def known(self, code: str, periods: Sequence[Period]) -> list[Measure] | None:
        """The levels of a subject in several periods, None where one is not known."""
        levels = [level for period in periods if (level := self.level(code, period))]
        return levels if len(levels) == len(periods) else None

    def claim(self, indicator: str, subject: str, now: Period, base: Period | None = None) -> Claim:
        """Return what an earlier rule told, a claim that is unavailable where none did."""
        found = self.told.get((indicator, subject, now, base))
        if found is None:
            return unavailable(indicator, subject, now, base, "missing_cell")
        return found

    def lack(self, code: str, now: Period, base: Period | None = None) -> str:
        """Return why a level or the one it is compared with is not known, "" where both are."""
        if self.level(code, now) is None:
            return "scope_change" if self.left_out(code, now) else "missing_cell"
        if base is not None and self.level(code, base) is None:
            return "scope_change" if self.left_out(code, base) else "no_base_period"
        return ""

    def left_out(self, code: str, period: Period) -> bool:
        """True where a level is missing because rows of a segment begin later, or have stopped.

        A total or a group that is published nevertheless still holds the segment.
        """
        if self.level(self.total.code, period) is not None:
            return False
        missing = [member for member in self._members(code) if not self.level(member, period)]
        others = any(self.level(segment.code, period) for segment in self.dataset.segments)
        return others and bool(missing) and all(self._out_of_span(m, period) for m in missing)

    def _members(self, code: str) -> tuple[str, ...]:
        return next(e.members for e in self.dataset.entities if e.code == code)

    def _out_of_span(self, segment: str, period: Period) -> bool:
        if segment not in self.spans:
            return False
        first, last = self.spans[segment]
        return _begin(period) < first or period.end > last

    def share_obstacle(self, period: Period) -> str:
        """Why parts of the total cannot be given as shares of it, "" where they can."""
        total = self.level(self.total.code, period)
        parts = (self.level(part.code, period) for part in self.parts)
        levels = [level for level in (total, *parts) if level is not None]
        if any(level.high < 0 for level in levels):
            return "negative_component"
        if any(level.low < 0 for level in levels):
            return "too_uncertain"
        return "" if total is None else obstacle(total, total)

    def bases(self, period: Period) -> tuple[Period, ...]:
        """A year earlier; for halves and quarters also the one before."""
        if period.kind in ("half", "quarter"):
            return (period.year_before, period.previous)
        return (period.year_before,)

    def tiny(self, code: str, base: Measure, period: Period) -> bool:
        """True when a base is too small for a rate of change to mean anything."""
        if code == self.total.code:
            return False
        if base.value < self.floors.get(period.kind, 0):
            return True
        total = self.level(self.total.code, period)
        return total is not None and base.value * _TINY_SHARE < total.value


def figures_of(
    accounts: Accounts, rules: Rules, levels: Levels, periods: tuple[Period, ...]
) -> Figures:
    """Return the figures that claims about `periods` may use."""
    seen = set(periods)
    within = {key: level for key, level in levels.items() if key[0] in seen}
    floors = {kind: Fraction(floor) for kind, floor in accounts.dataset.tiny_base.items()}
    return Figures(accounts, rules, within, periods, _spans(within), floors)


def known_levels(accounts: Accounts) -> Levels:
    """Return the levels that were published, and those derived to within a tenth."""
    dataset = accounts.dataset
    own = (o for o in dataset.observations if o.scope == dataset.scope)
    published = {(o.period, o.segment) for o in own if o.measure == "level"}
    return {
        key: level
        for key, level in accounts.levels.items()
        if key in published or level.half_width <= abs(level.value) * _KNOWN_WITHIN
    }


def known_periods(accounts: Accounts, levels: Levels) -> tuple[Period, ...]:
    """Return the periods of which something is known, a level or a published rate, in order."""
    return tuple(sorted({period for period, _ in (*levels, *accounts.growths)}))


def _spans(levels: Levels) -> dict[str, tuple[Month, Month]]:
    """The first and the last month of which anything is known, by code."""
    spans: dict[str, tuple[Month, Month]] = {}
    for period, code in levels:
        first, last = spans.get(code, (_begin(period), period.end))
        spans[code] = (min(first, _begin(period)), max(last, period.end))
    return spans


def _begin(period: Period) -> Month:
    return (period.year, period.end_month - MONTHS[period.kind] + 1)


def direction_of(measure: Measure) -> Direction:
    """Return the sign of a change, "" where its bounds leave it open."""
    if measure.low > 0:
        return "up"
    if measure.high < 0:
        return "down"
    return "unchanged" if measure.exact else ""


def obstacle(level: Measure, base: Measure) -> str:
    """Return why a level cannot be given as a percentage of a base, "" where it can."""
    if base.low > 0 and level.low >= 0:
        return ""
    if base.exact and base.value == 0:
        return "zero_base"
    if not base.sign_is_sure:
        return "too_uncertain"
    if base.high < 0 and level.high <= 0:
        return "negative_base"
    return "sign_change" if level.sign_is_sure else "too_uncertain"
