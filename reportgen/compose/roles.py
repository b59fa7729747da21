"""Who plays which part in a period: what a plan may name after "for". No words of any language."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cached_property

from reportgen.claims import INDICATORS, Claim, ClaimSet, Indicator, evidence_of
from reportgen.claims.model import ClaimKey
from reportgen.compose.expressions import Fault
from reportgen.errors import did_you_mean
from reportgen.period import Period

_TOLD = 4  # others that get a sentence of their own
_NO_WEIGHT = Fraction(1)  # percent of the total: below it a segment is not told for its weight
_NOBODY = ClaimKey("NONE", "", Period(1)).unavailable("nobody")


class Who(tuple[str, ...]):
    """Some segments, or the series as a whole: codes that a language can name."""

    __slots__ = ()


class Whole(Who):
    """Subjects that a sentence names in full: "l'ingénierie externalisée (ESO)"."""

    __slots__ = ()


class Roles:
    """The parts that segments play in one period, each worked out when it is asked for.

    `told` holds the claims by indicator, subject and period, for those whose base the data decide.
    """

    def __init__(
        self,
        claims: ClaimSet,
        period: Period,
        told: dict[tuple[str, str, Period], Claim] | None = None,
    ) -> None:
        self._claims, self._period = claims, period
        self._base = period.year_before
        self._told = first_told(claims) if told is None else told

    @cached_property
    def series(self) -> Who:
        """The series as a whole: the total, named by its noun."""
        return Who((self._claims.dataset.total.code,))

    @cached_property
    def core(self) -> Who:
        """The two largest segments, the larger first; nobody where that is open."""
        two = self._of_total("TOP2_SHARE")
        return Who(two.answer if two else ())

    @cached_property
    def first(self) -> Who:
        """The largest segment."""
        leader = self._of_total("LEADER")
        return Who(leader.answer if leader else ())

    @cached_property
    def former(self) -> Who:
        """The largest segment a year earlier."""
        leader = self._claims.find("LEADER", self.series[0], self._base)
        return Who(leader.answer if leader else ())

    @cached_property
    def second(self) -> Who:
        """The second largest segment."""
        return Who(self.core[1:2])

    @cached_property
    def tiny(self) -> Who:
        """Segments of which a rate means nothing, for their base is tiny."""
        return Who(c for c in self._ranked if self._rate(c).reason == "tiny_base")

    @cached_property
    def marginal(self) -> Who:
        """The first of the tiny ones whose base the package itself calls so."""
        floors = self._claims.dataset.tiny_base
        floor = Fraction(floors.get(self._period.kind, 0))
        below = (c for c in self.tiny if evidence_of(self._level(c, self._base)).value < floor)
        return Who([*below][:1])

    @cached_property
    def others(self) -> Who:
        """Neither core nor tiny, the largest change first; what never had weight is left out."""
        apart = {*self.core, *self.tiny}
        codes = [c for c in self._ranked if c not in apart and self._had_weight(c)]
        return Who(sorted(codes, key=lambda code: -abs(self._moved(code))))

    @cached_property
    def told(self) -> Who:
        """The others that get a sentence: those that moved most, and who pushed, pulled or ran."""
        special = {*self.engine, *self.brake, *self.sinking, *self.fastest}
        kept = {*self.others[:_TOLD], *(c for c in self.others if c in special)}
        return Who(c for c in self.others if c in kept)

    @cached_property
    def rising(self) -> Who:
        """The others that rise."""
        return Who(c for c in self.others if self._way(c) == "up")

    @cached_property
    def falling(self) -> Who:
        """The others that fall."""
        return Who(c for c in self.others if self._way(c) == "down")

    @cached_property
    def engine(self) -> Who:
        """The largest contributor in the direction of the total."""
        return self._contributor("DRAG" if self._total_way == "down" else "MAIN_DRIVER")

    @cached_property
    def brake(self) -> Who:
        """The largest contributor against the direction of the total."""
        return self._contributor("MAIN_DRIVER" if self._total_way == "down" else "DRAG")

    @cached_property
    def ahead(self) -> Who:
        """The segment furthest into its own last year, where it is further than the total."""
        year = self._period.whole_year.year_before
        ratios = {c: self._find("RATIO_TO_ANNUAL", c, year) for c in (*self._ranked, *self.series)}
        total = ratios.pop(self.series[0])
        known = {code: evidence_of(ratio) for code, ratio in ratios.items() if ratio}
        best = max(known, key=lambda code: known[code].value, default="")
        further = best and total and known[best].low > evidence_of(total).high
        return Who((best,) if further else ())

    @cached_property
    def sinking(self) -> Who:
        """The segment with the largest known fall, however small it is now."""
        falls = {code: self._moved(code) for code in self._ranked if code not in self.tiny}
        least = min(falls, key=lambda code: falls[code], default="")
        return Who((least,) if least and falls[least] < 0 else ())

    @cached_property
    def besides(self) -> Who:
        """All segments but the one that sinks most, where the series names them as a group."""
        everyone = {segment.code for segment in self._claims.dataset.segments}
        return Who(self._group(everyone - {*self.sinking}) if self.sinking else ())

    @cached_property
    def fastest(self) -> Who:
        """Of all segments the one that grows fastest, where every rate is known."""
        rates = {code: self._rate(code) for code in self._ranked if code not in self.tiny}
        known = {code: evidence_of(rate) for code, rate in rates.items() if rate}
        if not known or len(known) < len(rates):
            return Who()
        best = max(known, key=lambda code: known[code].value)
        beats = all(known[best].low > rate.high for code, rate in known.items() if code != best)
        return Who((best,) if beats and len(known) > 2 and self._way(best) == "up" else ())

    @cached_property
    def movers(self) -> Who:
        """For the cards: who pushed the total, or is ahead; who pulled against it, or sinks."""
        pushed = self.engine or self.ahead
        pulled = self.brake or self.sinking
        return Who(dict.fromkeys((*pushed, *pulled)))

    @cached_property
    def hidden(self) -> Who:
        """Segments whose level a year earlier is not known, though the total's is."""
        if not self._level(self.series[0], self._base):
            return Who()
        return Who(code for code in self._ranked if not self._level(code, self._base))

    @cached_property
    def unpublished(self) -> Who:
        """Segments whose level in this period is not known, though others are."""
        unknown = [code for code in self._ranked if not self._level(code)]
        return Who(unknown if len(unknown) < len(self._ranked) else ())

    @cached_property
    def missing(self) -> Who:
        """Segments whose level is not known, where the total lacks for it."""
        return Who() if self._level(self.series[0]) else self.unpublished

    @cached_property
    def gone(self) -> Who:
        """Segments of which nothing is recorded or published any more."""
        return Who(c for c in self._ranked if self._presence(c) in ("no_flow", "discontinued"))

    @cached_property
    def left_out(self) -> Who:
        """Segments that a comparison like for like has to leave out."""
        even = self._of_total("LIKE_FOR_LIKE", self._base)
        return Who(even.answer if even else ())

    @cached_property
    def swinging(self) -> Who:
        """The segment that moved most on the quarter before."""
        rates = {c: self._find("GROWTH", c, self._period.previous) for c in self._ranked}
        swings = {c: abs(evidence_of(rate).value) for c, rate in rates.items() if rate}
        widest = max(swings, key=lambda code: swings[code], default="")
        return Who((widest,) if widest and self._period.kind == "quarter" else ())

    @cached_property
    def displaced(self) -> Who:
        """The segment that led before the data were revised, where another one does now."""
        before = self._of_total("LEADER_WAS")
        return Who(before.answer if before else ())

    @cached_property
    def revised(self) -> Who:
        """The total and segments whose level in this period was revised."""
        codes = (*self.series, *self._ranked)
        return Who(code for code in codes if self._find("REVISION", code))

    # What the roles rest on.

    @cached_property
    def _ranked(self) -> tuple[str, ...]:
        segments = self._claims.dataset.segments
        return tuple(segment.code for segment in segments if not segment.remainder)

    @cached_property
    def _total_way(self) -> str:
        return self._find("CHANGE", self.series[0], self._base).direction

    def _find(self, indicator: str, code: str, base: Period | None = None) -> Claim:
        return self._claims.find(indicator, code, self._period, base)

    def _of_total(self, indicator: str, base: Period | None = None) -> Claim:
        return self._find(indicator, self.series[0], base)

    def _level(self, code: str, period: Period | None = None) -> Claim:
        return self._claims.find("LEVEL", code, period or self._period)

    def _rate(self, code: str) -> Claim:
        return self._find("GROWTH", code, self._base)

    def _presence(self, code: str) -> str:
        return self._find("PRESENCE", code, self._base).verdict

    def _moved(self, code: str) -> Fraction:
        """The known change on the year, nothing where it is not known."""
        change = self._find("CHANGE", code, self._base)
        return evidence_of(change).value if change else Fraction(0)

    def _way(self, code: str) -> str:
        """Up or down, as the change prints; stable rates go no way."""
        rate = self._rate(code)
        return "" if not rate or rate.verdict in ("stable", "unchanged") else rate.direction

    def _had_weight(self, code: str) -> bool:
        shares = (self._claims.find("SHARE", code, p) for p in (self._period, self._base))
        known = [evidence_of(share).high for share in shares if share]
        return not known or max(known) >= _NO_WEIGHT

    def _contributor(self, indicator: str) -> Who:
        claim = self._of_total(indicator, self._base)
        if claim or claim.status != "not_quotable":
            return Who(claim.answer if claim else ())
        return self._moved_most(1 if indicator == "MAIN_DRIVER" else -1)

    def _moved_most(self, way: int) -> Who:
        """Who moved most in one way, where a total below zero allows no contribution."""
        changes = {code: self._find("CHANGE", code, self._base) for code in self._ranked}
        if not all(changes.values()):
            return Who()
        best = max(changes, key=lambda code: evidence_of(changes[code]).value * way)
        return Who((best,) if evidence_of(changes[best]).value * way > 0 else ())

    def _group(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The members of the declared group of these segments, in their order; none without."""
        wanted = {*codes}
        groups = (group.members for group in self._claims.dataset.groups)
        return next((members for members in groups if {*members} == wanted), ())

    def _code(self, who: Who) -> str:
        """The code of one segment, or of the declared group with these members, else ""."""
        if len(who) == 1:
            return who[0]
        groups = (g for g in self._claims.dataset.groups if {*g.members} == {*who})
        return next((group.code for group in groups), "")

    def segment(self, code: str) -> Who:
        """Return a segment, group or the total by its code; raises Fault where there is none."""
        known = {entity.code: entity.members for entity in self._claims.dataset.entities}
        if code not in known:
            raise Fault(f'unknown segment "{code}"; {did_you_mean(code, known)}')
        return self.series if code == self.series[0] else Who(known[code])

    def asking(self, indicator: Indicator) -> Callable[..., Claim]:
        """Return the function by which the catalogue asks for an indicator.

        Of whom (not where only the total is told), when, and against which period: the first base
        of the indicator unless another is named.
        """

        def asked(*arguments: Who | Period | None) -> Claim:
            if not arguments:
                every = self._told.values()
                return next((c for c in every if c.indicator == indicator.key), _NOBODY)
            who = self.series if indicator.subjects == "total" else arguments[0]
            periods = arguments if indicator.subjects == "total" else arguments[1:]
            if not isinstance(who, Who) or not who or None in periods or not periods:
                return _NOBODY
            period, *bases = periods
            assert isinstance(period, Period)
            code = self._code(who)
            base = (
                bases[0]
                if bases
                else indicator.bases(period)[:1][0]
                if indicator.bases(period)
                else None
            )
            claim = self._claims.find(indicator.key, code, period, base)  # type: ignore[arg-type]
            return (
                claim
                if claim.evidence or bases
                else self._told.get((indicator.key, code, period), claim)
            )

        return asked


def first_told(claims: ClaimSet) -> dict[tuple[str, str, Period], Claim]:
    """Return the first claim of each indicator, subject and period."""
    found: dict[tuple[str, str, Period], Claim] = {}
    for claim in claims.every:
        found.setdefault(claim.key[:3], claim)
    return found


def claims_by_name() -> dict[str, Indicator]:
    """Return every indicator by the name under which the catalogue asks for it."""
    return {indicator.said: indicator for indicator in INDICATORS.values()}
