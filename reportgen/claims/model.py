"""A claim: one statement that the figures allow, or the reason why they do not."""

from dataclasses import dataclass
from typing import Literal

from reportgen.l10n.lexicon import Direction
from reportgen.measure import Measure
from reportgen.period import Period

ClaimStatus = Literal["ok", "unavailable", "not_quotable", "not_claimable"]
Place = tuple[str, str, Period, Period | None]  # indicator, subject, period, base period


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about one subject and period; true in a template only if it may be made.

    `answer` holds codes or periods where the statement is a name: the leader, the peak's quarter;
    where it may not be made, those that come into question.
    """

    indicator: str
    subject: str
    period: Period
    base_period: Period | None
    evidence: Measure | None
    verdict: str = ""
    direction: Direction = ""
    status: ClaimStatus = "ok"
    reason: str = ""
    answer: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.status == "ok"

    def __str__(self) -> str:
        return self.key

    @property
    def place(self) -> Place:
        """What the claim is about."""
        return (self.indicator, self.subject, self.period, self.base_period)

    @property
    def key(self) -> str:
        """The claim's name: "GROWTH/ESO/2024/2023"."""
        return key_of(*self.place)


def key_of(indicator: str, subject: str, now: Period, base: Period | None = None) -> str:
    """Return the name of a claim that is about this."""
    plain = f"{indicator}/{subject}/{now}"
    return plain if base is None else f"{plain}/{base}"


def unavailable(
    indicator: str, subject: str, now: Period, base: Period | None, reason: str
) -> Claim:
    """Return a claim that the data cannot make."""
    return Claim(indicator, subject, now, base, None, status="unavailable", reason=reason)


def not_quotable(
    indicator: str,
    subject: str,
    now: Period,
    base: Period | None,
    evidence: Measure,
    reason: str,
    direction: Direction = "",
) -> Claim:
    """Return a claim that the data could make, but whose figure would mislead."""
    status: ClaimStatus = "not_quotable"
    return Claim(indicator, subject, now, base, evidence, "", direction, status, reason)


def not_claimable(
    indicator: str,
    subject: str,
    now: Period,
    base: Period | None,
    evidence: Measure,
    reason: str,
    answer: tuple[str, ...] = (),
) -> Claim:
    """Return a claim that the data contradict."""
    status: ClaimStatus = "not_claimable"
    return Claim(indicator, subject, now, base, evidence, "", "", status, reason, answer)


def refused_like(claim: Claim, place: Place, lacking: str = "") -> Claim:
    """Return a claim that fails with the one it rests on; `lacking` says what that one is to it."""
    if claim.evidence is None:
        own = not lacking or claim.reason == "scope_change"
        return unavailable(*place, claim.reason if own else lacking)
    return Claim(*place, claim.evidence, status=claim.status, reason=claim.reason)
