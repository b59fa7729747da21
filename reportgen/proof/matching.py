"""Finds the printed figures that a person asks for, however they type them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from reportgen.briefing import Locale
from reportgen.judge.tokens import Vocabulary, tokens_of, typed
from reportgen.l10n import LANGUAGES

_SHORTHANDS = (  # what people type for what is printed
    (r"(?<=[a-z])(?=\d)", " "),
    (r"([+-]) (?=\d)", r"\1"),
    (r"(?<=\d) ?bn\b", " billion"),
    (r"(?<=\d) ?mds?\b", " milliards"),
    (r"(?<=\d) ?mn?\b", " million"),
    (r"(?<=\d) ?pp\b", " points"),
)
_MEANT = ("approximator", "fraction")  # words that belong to a figure when they are asked for
_POINTS = "pp"
_MOST_NEAR = 3  # suggestions fit on one line

Number = tuple[str, Decimal]  # the sign as printed or none, the size


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as it stands in a file, with the unit and the sign of what it means."""

    text: str
    place: str
    locale: Locale
    unit: str
    negative: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a figure says in one language: numbers, units, and words such as "nearly"."""

    numbers: tuple[Number, ...]
    units: frozenset[str]
    words: frozenset[tuple[str, str]]


def matching(figure: str, printed: Sequence[PrintedFigure]) -> list[PrintedFigure]:
    """Return the figures that are printed as asked, else those that say what is asked.

    A sign or a unit that was typed must be meant; one that was not typed may be.
    """
    same = [each for each in printed if _bare(each.text) == _bare(figure)]
    if same:
        return same
    asked = [reading for locale in LANGUAGES if (reading := _asked(figure, locale))]
    return [each for each in printed if any(_says(each, reading) for reading in asked)]


def nearest(figure: str, printed: Iterable[PrintedFigure]) -> list[str]:
    """Return the printed figures that look, or begin, most like the one asked for."""
    asked = _bare(figure)

    def likeness(text: str) -> float:
        forms = (_bare(text), _bare(text)[: len(asked)])
        return max(SequenceMatcher(None, asked, form).ratio() for form in forms)

    return sorted(dict.fromkeys(each.text for each in printed), key=likeness, reverse=True)[
        :_MOST_NEAR
    ]


def _bare(text: str) -> str:
    return typed(text).lower().replace(" ", "")


def _asked(figure: str, locale: Locale) -> _Reading | None:
    """What was typed, read in one language; None where a digit or everything is left unread."""
    text = " ".join(typed(figure).lower().split())
    for short, full in _SHORTHANDS:
        text = re.sub(short, full, text)
    reading, digits = _read(text, locale)
    whole = digits == sum(map(str.isdigit, text))
    says = reading.numbers or any(kind == "fraction" for kind, _ in reading.words)
    return reading if whole and says else None


def _read(text: str, locale: Locale) -> tuple[_Reading, int]:
    """What a text says, and how many of its digits are read."""
    tokens = tokens_of(text, Vocabulary(locale, (), ()))
    numbers = [token for token in tokens if token.kind == "number"]
    reading = _Reading(
        tuple(_number(token.value) for token in numbers),
        frozenset(token.value for token in tokens if token.kind == "unit"),
        frozenset(token.meaning for token in tokens if token.kind in _MEANT),
    )
    return reading, sum(sum(map(str.isdigit, token.text)) for token in numbers)


def _number(value: str) -> Number:
    sign = value[0] if value[0] in "+-" else ""
    return sign, Decimal(value.removeprefix(sign))


def _says(printed: PrintedFigure, asked: _Reading) -> bool:
    said, _ = _read(printed.text, printed.locale)
    return (
        asked.words <= said.words
        and all(_is_meant(unit, said.units, printed.unit) for unit in asked.units)
        and _has_numbers(printed, said.numbers, asked.numbers)
    )


def _is_meant(unit: str, said: frozenset[str], measured: str) -> bool:
    """Without a unit beside the number, a column or a card names it."""
    if said:
        return unit in said
    kinds = {"%": "%", "points": _POINTS}
    return measured == kinds[unit] if unit in kinds else measured not in kinds.values()


def _has_numbers(printed: PrintedFigure, said: Sequence[Number], asked: Sequence[Number]) -> bool:
    if len(asked) <= 1:
        return all(any(_equal(one, number, printed) for number in said) for one in asked)
    return len(asked) == len(said) and all(
        _equal(one, number, printed) for one, number in zip(asked, said, strict=True)
    )


def _equal(asked: Number, said: Number, printed: PrintedFigure) -> bool:
    """A fall may be told in words: its number then stands without a sign."""
    sign = said[0] or ("-" if printed.negative else "")
    return asked[1] == said[1] and asked[0] in ("", sign)
