"""The claims of one vantage point, ready to be looked up."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.claims.model import Claim, unavailable
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

    def find(
        self, indicator: str, subject: str, period: Period, base: Period | None = None
    ) -> Claim:
        """Return the claim, or one that is unavailable where the data say nothing of it."""
        wanted = unavailable(indicator, subject, period, base, "missing_cell")
        return self.by_key.get(wanted.key, wanted)

    def partition(
        self, indicator: str, period: Period, base: Period | None = None
    ) -> tuple[Claim, ...]:
        """Return claims whose subjects cover every segment once: groups stand in for members.

        Empty when no declared group covers the segments that are not known.
        """
        found: list[Claim] = []
        covered: set[str] = set()
        segments = self.dataset.segments
        groups = sorted(self.dataset.groups, key=lambda group: len(group.members))
        for segment in segments:
            if segment.code in covered:
                continue
            candidates = [segment, *(g for g in groups if segment.code in g.members)]
            claims = (self.find(indicator, entity.code, period, base) for entity in candidates)
            claim = next((c for c in claims if c and c.evidence), None)
            if claim is None:
                return ()
            members = set(self.dataset.entity(claim.subject).members)
            found = [f for f in found if f.subject not in members]
            covered |= members
            found.append(claim)
        return tuple(found)


def findings_of(dataset: Dataset, vantage: Period, claims: tuple[Claim, ...]) -> Findings:
    """Return the claims indexed, with the latest year, half-year and quarter they speak of."""
    levels = {claim.period for claim in claims if claim.indicator == "LEVEL" and claim}
    before = [p for p in levels if (p.year, p.end_month) <= (vantage.year, vantage.end_month)]

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
