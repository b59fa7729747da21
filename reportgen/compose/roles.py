"""Who plays which part in a period: the first two segments, the others, the very small ones."""

from fractions import Fraction

from reportgen.claims import Claim, ClaimSet
from reportgen.period import Period

Codes = tuple[str, ...]
_DOMINANT_PAIR, _DOMINANT_LEADER = Fraction(60), Fraction(33)  # percent of the total
_VERY_SMALL = Fraction(1)  # percent of the total


def pair(claims: ClaimSet, period: Period) -> Codes:
    """Return the two largest segments, the larger first; nothing where bounds leave it open."""
    first_two = claims.find("TOP2_SHARE", claims.dataset.total.code, period)
    return first_two.answer if first_two else ()


def dominates(claims: ClaimSet, period: Period) -> bool:
    """Return whether the first two hold 60 % of the total, or the first a third."""
    total = claims.dataset.total.code
    first_two = claims.find("TOP2_SHARE", total, period)
    leader = claims.find("LEADER", total, period)
    first = claims.find("SHARE", leader.answer[0], period) if leader else leader
    return _at_least(first_two, _DOMINANT_PAIR) or _at_least(first, _DOMINANT_LEADER)


def _at_least(share: Claim, floor: Fraction) -> bool:
    return bool(share) and share.evidence is not None and share.evidence.low >= floor


def small(claims: ClaimSet, period: Period) -> Codes:
    """Return the segments of which a rate of change means nothing: their base is tiny."""
    growths = (
        claims.find("GROWTH", segment.code, period, period.year_before)
        for segment in claims.dataset.segments
    )
    return tuple(growth.subject for growth in growths if growth.reason == "tiny_base")


def rest(claims: ClaimSet, period: Period) -> Codes:
    """Return the segments that are neither of the first two nor very small, as declared."""
    apart = {*pair(claims, period), *small(claims, period)}
    shares = {
        segment.code: claims.find("SHARE", segment.code, period)
        for segment in claims.dataset.segments
        if segment.code not in apart
    }
    return tuple(
        code
        for code, share in shares.items()
        if not share or share.evidence is None or share.evidence.high >= _VERY_SMALL
    )


def group_of(claims: ClaimSet, codes: Codes) -> str:
    """Return the code of the declared group with these members, a single segment's own, else ""."""
    if len(codes) == 1:
        return codes[0]
    groups = (group for group in claims.dataset.groups if set(group.members) == set(codes))
    return next((group.code for group in groups), "")


def swinging(claims: ClaimSet, quarter: Period) -> Codes:
    """Return the segments that moved on the quarter before, the widest swing first."""
    growths = (
        claims.find("GROWTH", segment.code, quarter, quarter.previous)
        for segment in claims.dataset.segments
    )
    swings = {
        growth.subject: abs(growth.evidence.value)
        for growth in growths
        if growth and growth.evidence and growth.verdict not in ("stable", "unchanged")
    }
    return tuple(sorted(swings, key=lambda code: -swings[code]))


def known_quarters(claims: ClaimSet) -> tuple[Period, ...]:
    """Return the quarters of which some level is known, in order."""
    levels = (claim for claim in claims.every if claim.indicator == "LEVEL" and claim)
    return tuple(sorted({level.period for level in levels if level.period.kind == "quarter"}))


def unknown(claims: ClaimSet, period: Period, largest: Period) -> Codes:
    """Return the segments whose level in `period` is not known, though they had weight before."""
    weighty = {*pair(claims, largest), *rest(claims, largest)}
    codes = (segment.code for segment in claims.dataset.segments if segment.code in weighty)
    return tuple(code for code in codes if not claims.find("LEVEL", code, period))


def missing(claims: ClaimSet, period: Period) -> Codes:
    """Return the segments whose level in `period` is not known, as declared."""
    codes = (segment.code for segment in claims.dataset.segments)
    return tuple(code for code in codes if not claims.find("LEVEL", code, period))


def has_estimates(claims: ClaimSet) -> bool:
    """Return whether some level was obtained by difference or from a published rate."""
    levels = (c.evidence for c in claims.every if c.indicator == "LEVEL" and c)
    return any(level is not None and level.status == "estimated" for level in levels)
