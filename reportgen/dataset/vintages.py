"""Chooses, among several publications of one cell, the one that counts."""

from collections.abc import Iterable
from decimal import Decimal

from reportgen.dataset.model import MeasureKind, Observation
from reportgen.errors import Problem
from reportgen.period import Period


def published_by(observation: Observation, as_of: str) -> bool:
    """Return whether the observation was published by `as_of`, true when its date is unknown.

    Dates of a month or a year are compared at the coarser of the two precisions.
    """
    precision = min(len(observation.published), len(as_of))
    return observation.published[:precision] <= as_of[:precision]


def newest(
    observations: Iterable[Observation], name: str
) -> tuple[tuple[Observation, ...], tuple[Observation, ...], list[Problem]]:
    """Return the newest vintage of each cell, the older ones, and contradictions of one date.

    Among the sources of one date the narrowest bounds win; both results are in line order.
    """
    current: list[Observation] = []
    older: list[Observation] = []
    problems: list[Problem] = []
    for vintages in _by_cell_and_date(observations).values():
        problems += [
            problem for sources in vintages.values() for problem in _contradiction(sources, name)
        ]
        kept = [min(vintages[date], key=_precision) for date in sorted(vintages, reverse=True)]
        current.append(kept[0])
        older += kept[1:]
    return _by_line(current), _by_line(older), problems


def _by_cell_and_date(
    observations: Iterable[Observation],
) -> dict[tuple[str, Period, str, MeasureKind], dict[str, list[Observation]]]:
    cells: dict[tuple[str, Period, str, MeasureKind], dict[str, list[Observation]]] = {}
    for seen in observations:
        cell = (seen.scope, seen.period, seen.segment, seen.measure)
        cells.setdefault(cell, {}).setdefault(seen.published, []).append(seen)
    return cells


def _contradiction(sources: list[Observation], name: str) -> list[Problem]:
    highest_low = max(sources, key=lambda seen: seen.low)
    lowest_high = min(sources, key=lambda seen: seen.high)
    if highest_low.low <= lowest_high.high:
        return []
    first, second = sorted((highest_low, lowest_high), key=lambda seen: seen.line)
    return [
        Problem(
            f"{name}:{second.line}",
            f"{second.segment} {second.period} is {_bounds(second)} here and {_bounds(first)} "
            f"at line {first.line}, of the same date",
            "correct one, or date each vintage in published",
        )
    ]


def _bounds(seen: Observation) -> str:
    return f"{seen.value}" if seen.low == seen.high else f"{seen.low} to {seen.high}"


def _precision(seen: Observation) -> tuple[Decimal, Decimal, str]:
    return (seen.high - seen.low, seen.value, seen.source)


def _by_line(observations: list[Observation]) -> tuple[Observation, ...]:
    return tuple(sorted(observations, key=lambda seen: seen.line))
