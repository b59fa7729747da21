"""The accounts as claims read them: usable levels, bases of comparison, floors of tiny bases."""

from dataclasses import dataclass
from fractions import Fraction

from reportgen.accounts import Accounts
from reportgen.dataset import Dataset, Entity
from reportgen.l10n.lexicon import Comparison, Direction, Rules
from reportgen.measure import Measure
from reportgen.period import Period

_KNOWN_WITHIN = Fraction(1, 10)  # a derived level whose bounds lie further around it is unknown
_TINY_SHARE = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Figures:
    """Usable levels by period and code, with the rules that judge them."""

    accounts: Accounts
    rules: Rules
    levels: dict[tuple[Period, str], Measure]
    periods: tuple[Period, ...]

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

    def level(self, code: str, period: Period | None) -> Measure | None:
        """The level of a subject, None where the data do not determine it."""
        return None if period is None else self.levels.get((period, code))

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

    def comparison(self, now: Period, base: Period) -> Comparison:
        """Which bands judge a change from `base` to `now`."""
        consecutive = now.kind == "quarter" and base == now.previous
        return "quarter_on_quarter" if consecutive else "year_on_year"

    def tiny(self, code: str, base: Measure, period: Period) -> bool:
        """True when a base is too small for a rate of change to mean anything."""
        if code == self.total.code:
            return False
        floor = Fraction(self.dataset.tiny_base.get(period.kind, 0))
        total = self.level(self.total.code, period)
        below_share = total is not None and base.value < total.value * _TINY_SHARE
        return base.value < floor or below_share


def figures_of(accounts: Accounts, rules: Rules) -> Figures:
    """Return the figures that claims may use."""
    return Figures(accounts, rules, known_levels(accounts), known_periods(accounts))


def known_levels(accounts: Accounts) -> dict[tuple[Period, str], Measure]:
    """Return the levels that were published, and those derived to within a tenth."""
    dataset = accounts.dataset
    own = (o for o in dataset.observations if o.scope == dataset.scope)
    published = {(o.period, o.segment) for o in own if o.measure == "level"}
    return {
        key: level
        for key, level in accounts.levels.items()
        if key in published or level.half_width <= abs(level.value) * _KNOWN_WITHIN
    }


def known_periods(accounts: Accounts) -> tuple[Period, ...]:
    """Return the periods of which something is known, a level or a published rate, in order."""
    return tuple(sorted({period for period, _ in (*known_levels(accounts), *accounts.growths)}))


def direction_of(measure: Measure) -> Direction:
    """Return the sign of a change, "" where its bounds leave it open."""
    if measure.exact and measure.value == 0:
        return "unchanged"
    if not measure.sign_is_sure:
        return ""
    return "up" if measure.low > 0 else "down"


def obstacle(level: Measure, base: Measure) -> str:
    """Return why a level cannot be given as a percentage of a base, "" where it can."""
    if base.exact and base.value == 0:
        return "zero_base"
    if not base.sign_is_sure:
        return "too_uncertain"
    if base.high < 0 and level.high <= 0:
        return "negative_base"
    if base.low > 0 and level.low >= 0:
        return ""
    return "sign_change" if level.sign_is_sure else "too_uncertain"
