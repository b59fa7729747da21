"""A claim: one statement that the figures allow, or why they do not; the set of all claims."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportgen.dataset import Dataset
from reportgen.l10n.lexicon import Direction
from reportgen.measure import Measure
from reportgen.period import Period

ClaimStatus = Literal["ok", "unavailable", "not_quotable", "not_claimable"]


class ClaimKey(NamedTuple):
    """What a claim is about; as text "GROWTH/ESO/2024/2023", without a base "LEVEL/ESO/2024"."""

    indicator: str
    subject: str
    period: Period
    base: Period | None = None

    def __str__(self) -> str:
        plain = f"{self.indicator}/{self.subject}/{self.period}"
        return f"{plain}/{self.base}" if self.base else plain

    def unavailable(self, reason: str) -> "Claim":
        """Return the claim that the data cannot make."""
        return Claim(self, None, status="unavailable", reason=reason)

    def not_quotable(
        self, evidence: Measure, reason: str, way: Direction = "", answer: tuple[str, ...] = ()
    ) -> "Claim":
        """Return the claim that the data could make, but whose figure would mislead."""
        return Claim(self, evidence, "", way, "not_quotable", reason, answer)

    def not_claimable(
        self, evidence: Measure, reason: str, answer: tuple[str, ...] = ()
    ) -> "Claim":
        """Return the claim that the data contradict."""
        return Claim(self, evidence, "", "", "not_claimable", reason, answer)


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about one subject and period; true in a template only if it may be made.

    `answer` holds codes or periods where the statement is a name: the leader, the peak's quarter;
    where it may not be made, those that come into question.
    """

    key: ClaimKey
    evidence: Measure | None
    verdict: str = ""
    direction: Direction = ""
    status: ClaimStatus = "ok"
    reason: str = ""
    answer: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.status == "ok"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The claim's name: "GROWTH/ESO/2024/2023"."""
        return str(self.key)

    @property
    def indicator(self) -> str:
        """The key of its indicator: "GROWTH"."""
        return self.key.indicator

    @property
    def subject(self) -> str:
        """The code of a segment, a group or the total."""
        return self.key.subject

    @property
    def period(self) -> Period:
        """The period that it speaks of."""
        return self.key.period

    @property
    def base_period(self) -> Period | None:
        """The period that it compares with, None where it compares with none."""
        return self.key.base


def evidence_of(claim: Claim) -> Measure:
    """Return the evidence of a claim that has one; raises ValueError else."""
    if claim.evidence is None:
        raise ValueError(f"{claim.name} has no figure")
    return claim.evidence


def refused_like(claim: Claim, key: ClaimKey, lacking: str = "") -> Claim:
    """Return a claim that fails with the one it rests on; `lacking` says what that one is to it."""
    if claim.evidence is None:
        keeps = not lacking or claim.reason == "scope_change"
        return key.unavailable(claim.reason if keeps else lacking)
    return Claim(key, claim.evidence, status=claim.status, reason=claim.reason)


@dataclass(frozen=True, slots=True, eq=False)
class ClaimSet:
    """Every claim up to `vantage`, by name; `year`, `half` and `quarter` are the latest ones.

    `focus` is what is told segment by segment: the vantage, or the latest year before a half-year
    whose segments cannot all be compared.
    """

    dataset: Dataset
    vantage: Period
    every: tuple[Claim, ...]
    by_name: Mapping[str, Claim]
    year: Period
    half: Period
    quarter: Period
    focus: Period

    def find(
        self, indicator: str, subject: str, period: Period, base: Period | None = None
    ) -> Claim:
        """Return the claim, or one that is unavailable where the data say nothing of it."""
        key = ClaimKey(indicator, subject, period, base)
        found = self.by_name.get(str(key))
        return key.unavailable("missing_cell") if found is None else found

    def partition(
        self, indicator: str, period: Period, base: Period | None = None
    ) -> tuple[Claim, ...]:
        """Return claims whose subjects cover every segment once: groups stand in for members.

        Empty when no groups cover the segments that are not known.
        """
        groups = sorted(self.dataset.groups, key=lambda group: len(group.members))
        entities = (*self.dataset.segments, *groups)
        claims = {e.members: self.find(indicator, e.code, period, base) for e in entities}
        usable = {members: claim for members, claim in claims.items() if claim and claim.evidence}
        return _cover(tuple(segment.code for segment in self.dataset.segments), usable) or ()


def claim_set(dataset: Dataset, vantage: Period, claims: tuple[Claim, ...]) -> ClaimSet:
    """Return the claims indexed, with the latest year, half-year and quarter they speak of."""
    levels = {claim.period for claim in claims if claim.indicator == "LEVEL" and claim}
    before = [p for p in levels if p.end <= vantage.end]

    def latest(period: Period) -> Period:
        return max((p for p in before if p.kind == period.kind), default=period)

    by_name = {claim.name: claim for claim in claims}
    year = latest(Period(vantage.year))
    compared = all(
        by_name.get(f"CHANGE/{segment.code}/{vantage}/{vantage.year_before}")
        for segment in dataset.segments
    )
    return ClaimSet(
        dataset,
        vantage,
        claims,
        by_name,
        year,
        latest(Period(vantage.year, "half", 1)),
        latest(Period(vantage.year, "quarter", 1)),
        focus=year
        if vantage.kind == "year" or (vantage.kind == "half" and not compared)
        else vantage,
    )


def _cover(
    segments: tuple[str, ...], usable: Mapping[tuple[str, ...], Claim]
) -> tuple[Claim, ...] | None:
    """Claims that cover each segment once, the finest first; None where none do."""
    if not segments:
        return ()
    for members, claim in usable.items():
        if segments[0] in members and set(members) <= set(segments):
            rest = tuple(code for code in segments if code not in members)
            others = _cover(rest, usable)
            if others is not None:
                return (claim, *others)
    return None
