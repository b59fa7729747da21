"""What holds in a period, whatever the language: what a condition of the catalogue may name."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import Any, get_type_hints

from reportgen.claims import Claim, evidence_of
from reportgen.compose.conditions import FUNCTIONS
from reportgen.compose.roles import Roles, Who, claims_by_name
from reportgen.l10n.numbers import amount, decimals_of, rounded
from reportgen.period import Period

COMPARISONS = ("lower", "higher", "same", "same_in_full")
_FEW = 3  # names that a heading can list
_DOMINANT_PAIR, _DOMINANT_LEADER = Fraction(60), Fraction(33)  # percent of the total
_IN_FULL = 3  # decimals of a billion: millions
_MANY = 8  # periods of a kind from which a record means something
_A_YEAR = 4  # quarters


class Facts(Roles):
    """Periods, roles and conditions of one period; the claims may be asked as functions."""

    # Periods.

    @property
    def period(self) -> Period:
        """The period that a sentence speaks of."""
        return self._period

    @property
    def base(self) -> Period:
        """The same period a year earlier."""
        return self._base

    @property
    def news(self) -> Period:
        """The latest period: the one that the edition is named after."""
        return self._claims.vantage

    @property
    def focus(self) -> Period:
        """The latest period whose segments can be compared with the year before."""
        return self._claims.focus

    @property
    def year(self) -> Period:
        """The latest whole year."""
        return self._claims.year

    @property
    def half(self) -> Period:
        """The latest half-year."""
        return self._claims.half

    @property
    def quarter(self) -> Period:
        """The latest quarter."""
        return self._claims.quarter

    @property
    def year_ago(self) -> Period:
        """The period a year before the latest one."""
        return self.news.year_before

    @property
    def just_before(self) -> Period:
        """The period before the latest one."""
        return self.news.previous

    @cached_property
    def any_revision(self) -> bool:
        """A newer vintage of the data changed something."""
        return any(claim.indicator == "REVISION" and claim for claim in self._claims.every)

    @cached_property
    def to_date(self) -> Period | None:
        """The part of the year up to the latest quarter, where it is longer than the quarter."""
        longer = self.news.kind == "quarter" and self.news.to_date != self.news
        return self.news.to_date if longer else None

    @cached_property
    def reference(self) -> Period:
        """What the pace is compared with: the quarter before, else the whole year before."""
        year_before = self._period.whole_year.year_before
        return self._period.previous if self.is_quarter else year_before

    @cached_property
    def last_year(self) -> Period:
        """The whole year before the one of the period."""
        return self._period.whole_year.year_before

    # Conditions.

    @property
    def is_quarter(self) -> bool:
        """The period spoken of is a quarter."""
        return self._period.kind == "quarter"

    @property
    def is_half(self) -> bool:
        """The period spoken of is a half-year."""
        return self._period.kind == "half"

    @property
    def is_year(self) -> bool:
        """The period spoken of is a year."""
        return self._period.kind == "year"

    @property
    def half_edition(self) -> bool:
        """The edition is named after a half-year."""
        return self.news.kind == "half"

    @property
    def apart(self) -> bool:
        """The latest period cannot be told segment by segment: an earlier one is."""
        return self.news != self.focus

    @cached_property
    def opposed(self) -> bool:
        """Others rise, and the core falls for certain."""
        core = self._find("GROWTH", self._code(self.core), self._base)
        moves = bool(core) and core.verdict not in ("stable", "unchanged")
        up = self._find("CHANGE", self._code(self.rising), self._base)
        opposite = core.direction == "down" and up.direction == "up"
        return moves and opposite and len(self.rising) <= _FEW

    @cached_property
    def both_fall(self) -> bool:
        """Each of the core is known to fall for its own part."""
        return len(self.core) > 1 and all(self._way(code) == "down" for code in self.core)

    @cached_property
    def carried(self) -> bool:
        """Without its largest contributor the total would have gone the other way."""
        gain = self._find("CONTRIB_PP", self._code(self.engine), self._base)
        total = self._find("GROWTH", self.series[0], self._base)
        if not gain or not total or total.direction not in ("up", "down"):
            return False
        way = 1 if total.direction == "up" else -1
        ends = (evidence_of(gain).low * way, evidence_of(gain).high * way)
        return min(ends) > max(abs(evidence_of(total).low), abs(evidence_of(total).high))

    @cached_property
    def eroding(self) -> bool:
        """The core weighs less than a year before."""
        code = self._code(self.core)
        now, before = (self._claims.find("SHARE", code, p) for p in (self._period, self._base))
        latest = self._claims.find("SHARE", code, self.news)
        return self._below(now, before) or self._below(latest, now)

    @cached_property
    def dominant(self) -> bool:
        """The core holds 60 % of the total, or the largest segment a third."""
        if self.core_is_all:
            return False
        two = self._of_total("TOP2_SHARE")
        one = self._find("SHARE", self._code(self.first))
        return _at_least(two, _DOMINANT_PAIR) or _at_least(one, _DOMINANT_LEADER)

    @property
    def core_is_all(self) -> bool:
        """There are no other segments than the core."""
        return len(self.core) == len(self._claims.dataset.segments)

    @cached_property
    def same_core(self) -> bool:
        """The two largest segments were so a year earlier too."""
        before = self._claims.find("TOP2_SHARE", self.series[0], self._base)
        return bool(self.core) and {*before.answer} == {*self.core}

    @property
    def unitless(self) -> bool:
        """What is counted has no unit: an index."""
        return not any(self._claims.dataset.level_unit.words.values())

    @cached_property
    def all_rise(self) -> bool:
        """Every one of the others rises."""
        return len(self.others) > 1 and self.rising == self.others

    @cached_property
    def all_fall(self) -> bool:
        """Every one of the others falls."""
        return len(self.others) > 1 and self.falling == self.others

    @property
    def total_falls(self) -> bool:
        """The total falls."""
        return self._total_way == "down"

    @cached_property
    def goal_year(self) -> Period | None:
        """The year that a target is set for."""
        targets = (claim for claim in self._claims.every if claim.indicator == "TARGET")
        return next((claim.period for claim in targets), None)

    @cached_property
    def engines_lead(self) -> bool:
        """All others rise and carry the total: its engine is one of them, or the core falls."""
        led = bool(self.engine) and {*self.engine} <= {*self.others}
        return self.all_rise and (led or self.opposed) and self._total_way == "up"

    @cached_property
    def many_periods(self) -> bool:
        """The series is long enough for a record to mean something: eight periods of a kind."""
        alike = [p for p in self._known_periods if p.kind == self._period.kind]
        return len(alike) >= _MANY

    @cached_property
    def few_quarters(self) -> bool:
        """Some quarters are known, but no year of them: nothing can be said of a profile."""
        return 0 < self._quarters < _A_YEAR

    @cached_property
    def short_history(self) -> bool:
        """Fewer than two years of quarters of the total are known: no season can be seen."""
        quarters = [period for period in self._known_periods if period.kind == "quarter"]
        return len(quarters) < 2 * _A_YEAR

    @cached_property
    def two_quarters(self) -> bool:
        """Only two quarters are known."""
        return self._quarters == 2

    @cached_property
    def any_quarter(self) -> bool:
        """A year of quarters is known."""
        return self._quarters >= _A_YEAR

    @cached_property
    def was_positive(self) -> bool:
        """The total has been above zero in some earlier period of its kind."""
        levels = (self._level(self.series[0], p) for p in self._known_periods if p < self._base)
        return any(level and evidence_of(level).low > 0 for level in levels)

    @cached_property
    def had_led(self) -> bool:
        """The largest segment has led before, in an earlier period of its kind."""
        earlier = (p for p in self._known_periods if p < self._base and p.kind == self._period.kind)
        leaders = (self._claims.find("LEADER", self.series[0], p) for p in earlier)
        return any(leader and leader.answer == tuple(self.first) for leader in leaders)

    @cached_property
    def same_leader(self) -> bool:
        """The largest segment was so a year earlier too."""
        before = self._claims.find("LEADER", self.series[0], self._base)
        return bool(before) and before.answer == tuple(self.first)

    @cached_property
    def new_leader(self) -> bool:
        """Another segment was the largest a year earlier."""
        before = self._claims.find("LEADER", self.series[0], self._base)
        return bool(before) and bool(self.first) and before.answer != tuple(self.first)

    @cached_property
    def estimated(self) -> bool:
        """Some level was obtained by difference or from a published rate."""
        levels = (c.evidence for c in self._claims.every if c.indicator == "LEVEL" and c)
        return any(level is not None and level.status == "estimated" for level in levels)

    @property
    def synthetic(self) -> bool:
        """The data were made up."""
        return self._claims.dataset.synthetic

    @property
    def official(self) -> bool:
        """The publisher of the data issues the briefing."""
        return self._claims.dataset.official

    @property
    def raw(self) -> bool:
        """The package says that the data are not adjusted for the season."""
        return self._claims.dataset.counted.adjustment == "raw"

    @property
    def adjusted(self) -> bool:
        """The package says that the data are adjusted for the season."""
        return self._claims.dataset.counted.adjustment.startswith("seasonal")

    @property
    def flow(self) -> bool:
        """The series counts what happens: its quarters add up to a year."""
        return self._claims.dataset.counted.kind == "flow"

    @property
    def stock(self) -> bool:
        """The series counts what there is: its quarters do not add up."""
        return self._claims.dataset.counted.kind == "stock"

    @property
    def balance(self) -> bool:
        """The series is what comes in less what goes out."""
        return self._claims.dataset.counted.kind == "balance"

    @property
    def ratio_series(self) -> bool:
        """The series is a percentage: it changes in points."""
        return self._claims.dataset.counted.kind == "ratio"

    # What the conditions rest on.

    @cached_property
    def _known_periods(self) -> tuple[Period, ...]:
        code = self.series[0]
        return tuple(
            claim.period
            for claim in self._claims.every
            if claim.indicator == "LEVEL" and claim.subject == code and claim
        )

    @cached_property
    def _quarters(self) -> int:
        levels = (claim for claim in self._claims.every if claim.indicator == "LEVEL" and claim)
        return len({level.period for level in levels if level.period.kind == "quarter"})

    def function(self, name: str) -> Callable[..., Any] | None:
        """Return a claim or a comparison that the catalogue may call by this name."""
        if indicator := claims_by_name().get(name):
            return self.asking(indicator)
        compared: dict[str, Callable[..., Any]] = {
            "lower": self._below,
            "higher": lambda one, other: self._below(other, one),
            "same": self._same,
            "same_in_full": lambda one, other: self._same(one, other, _IN_FULL),
        }
        return compared.get(name) or FUNCTIONS.get(name)

    def _printed(self, claim: Claim, decimals: int = 1) -> object:
        """How a figure prints: an amount with so many decimals of a billion, a rate with one."""
        measure, dataset = evidence_of(claim), self._claims.dataset
        if measure.unit == dataset.level_unit.code:
            finest = decimals if claim.subject == dataset.total.code else _IN_FULL
            shown = amount(measure, dataset.level_unit, finest)
            return shown.value, shown.scale  # 20 billion prints alike however exact it is
        return rounded(measure.value, decimals_of(measure, 1))

    def _below(self, one: Claim, other: Claim) -> bool:
        """True where one is surely lower, and prints so."""
        if not one or not other:
            return False
        less = evidence_of(one).high < evidence_of(other).low
        return less and self._printed(one) != self._printed(other)

    def _same(self, one: Claim, other: Claim, decimals: int = 1) -> bool:
        """True where two figures cannot be told apart as they print, or one is not known."""
        if not one or not other:
            return True
        return self._printed(one, decimals) == self._printed(other, decimals)


def _at_least(share: Claim, floor: Fraction) -> bool:
    return bool(share) and evidence_of(share).low >= floor


def names(kind: str = "") -> Iterator[tuple[str, str]]:
    """Yield the names of facts with what they mean: of "role", "period", "condition", or all."""
    kinds = {Who: "role", Period: "period", Period | None: "period", bool: "condition"}
    for owner in (Roles, Facts):
        for name, member in vars(owner).items():
            rule = getattr(member, "func", getattr(member, "fget", None))
            if rule is None or name.startswith("_"):
                continue
            if kind in ("", kinds[get_type_hints(rule)["return"]]):
                yield name, (rule.__doc__ or "").splitlines()[0]
