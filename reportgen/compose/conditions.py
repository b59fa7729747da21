"""What a condition of the catalogue may ask of a value: "rate is up", "who is within(engine)"."""

from collections.abc import Callable, Mapping
from typing import Any

from reportgen.claims import Claim, evidence_of
from reportgen.compose.roles import Who, Whole
from reportgen.period import parse_period

_FEW = 3  # names that a heading can list
_LONG_ROW = 4  # periods in a row that are worth telling
_PLATEAU = 2  # percent: a smaller change is none, whatever the rounding


def _after(extreme: Claim, growth: Callable[..., Claim]) -> Claim:
    """The change in the quarter after a turning point."""
    if not extreme or extreme.verdict != "turning_point":
        return extreme
    at = parse_period(extreme.answer[0])
    return growth(Who((extreme.subject,)), at.next, at)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "in_full": Whole,
    "after": _after,
    "start": lambda claim: parse_period(claim.answer[0]) if claim and claim.answer else None,
    "end": lambda claim: claim.base_period if claim else None,
}


def _verdict(*verdicts: str) -> Callable[[Claim], bool]:
    return lambda claim: bool(claim) and claim.verdict in verdicts


def _small(claim: Claim) -> bool:
    measure = claim.evidence
    return (
        bool(claim) and measure is not None and max(abs(measure.low), abs(measure.high)) < _PLATEAU
    )


TESTS: Mapping[str, Callable[..., bool]] = {
    "known": bool,
    "up": lambda claim: claim.direction == "up",
    "down": lambda claim: claim.direction == "down",
    "flat": _verdict("stable", "unchanged"),
    "unchanged": _verdict("unchanged"),
    "moving": lambda claim: bool(claim) and claim.verdict not in ("stable", "unchanged"),
    "sharp": _verdict("sharp_up", "sharp_down"),
    "highest": _verdict("highest"),
    "lowest": _verdict("lowest"),
    "turning": _verdict("turning_point"),
    "a_row_up": _verdict("up", "at_least_up"),
    "a_row_down": _verdict("down", "at_least_down"),
    "no_flow": _verdict("no_flow"),
    "discontinued": _verdict("discontinued"),
    "new": _verdict("appears"),
    "back": _verdict("resumes"),
    "faster": _verdict("accelerates", "decline_deepens"),
    "slower": _verdict("slows", "decline_eases"),
    "restarting": _verdict("restart_from_stable", "turns_up"),
    "reversing": _verdict("turns_down", "turns_down_from_stable"),
    "settling": _verdict("stalls", "stabilises"),
    "tied": lambda claim: claim.reason == "tie",
    "rounded": lambda claim: bool(claim) and not evidence_of(claim).exact,
    "derived": lambda claim: bool(claim) and evidence_of(claim).status == "estimated",
    "small": _small,
    "negative": lambda claim: bool(claim) and evidence_of(claim).high < 0,
    "positive": lambda claim: bool(claim) and evidence_of(claim).low > 0,
    "long": lambda claim: bool(claim) and evidence_of(claim).value >= _LONG_ROW,
    "telling": lambda claim: bool(claim) and 50 < evidence_of(claim).value < 150,
    "one": lambda who: len(who) == 1,
    "two": lambda who: len(who) == 2,
    "several": lambda who: len(who) > 1,
    "few": lambda who: 0 < len(who) <= _FEW,
    "within": lambda who, group: bool(who) and {*who} <= {*group},
    "a_year": lambda period: period is not None and period.kind == "year",
    "a_half": lambda period: period is not None and period.kind == "half",
    "a_quarter": lambda period: period is not None and period.kind == "quarter",
}
# Tests and conditions after which a sentence may say which way something goes.
DIRECTIONAL = frozenset(
    {"up", "down", "flat", "unchanged", "small", "faster", "slower", "restarting", "reversing"}
    | {"settling", "highest", "lowest", "turning", "a_row_up", "a_row_down", "negative", "positive"}
    | {"no_flow", "discontinued", "sinking", "rising", "falling", "fastest", "engine", "brake"}
    | {"opposed", "both_fall", "eroding", "all_rise", "all_fall", "engines_lead", "total_falls"}
    | {"carried", "lower", "higher"}
)
