"""The claims of one vantage point, ready to be looked up."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.claims.model import Claim, key_of, unavailable
from reportgen.dataset import Dataset
from reportgen.period import Period


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """Every claim up to `vantage`, by key; `year`, `half` and `quarter` are the latest ones."""

    dataset: Dataset
    vantage: Period
    claims: tuple[Claim, ...]
    by_key: Mapping[str, Claim]
    year: Period
    half: Period
    quarter: Period

    @property
    def focus(self) -> Period:
        """What the sections speak of: the vantage, or the latest year where that is a half."""
        return self.year if self.vantage.kind in ("year", "half") else self.vantage

    def find(
        self, indicator: str, subject: str, period: Period, base: Period | None = None
    ) -> Claim:
        """Return the claim, or one that is unavailable where the data say nothing of it."""
        found = self.by_key.get(key_of(indicator, subject, period, base))
        if found is None:
            return unavailable(indicator, subject, period, base, "missing_cell")
        return found

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


def findings_of(dataset: Dataset, vantage: Period, claims: tuple[Claim, ...]) -> Findings:
    """Return the claims indexed, with the latest year, half-year and quarter they speak of."""
    levels = {claim.period for claim in claims if claim.indicator == "LEVEL" and claim}
    before = [p for p in levels if p.end <= vantage.end]

    def latest(period: Period) -> Period:
        return max((p for p in before if p.kind == period.kind), default=period)

    return Findings(
        dataset,
        vantage,
        claims,
        {claim.key: claim for claim in claims},
        latest(Period(vantage.year)),
        latest(Period(vantage.year, "half", 1)),
        latest(Period(vantage.year, "quarter", 1)),
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
