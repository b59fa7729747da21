"""Single faults in a finished text: ten kinds, each made by hand-written rules of its own."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.briefing import Locale

NUMBER = re.compile(r"\d+(?:[\u202f,.]\d+)*")
_SCALES = {"milliards": "millions", "milliard": "million", "millions": "milliards"}
_SCALES |= {"billion": "million", "million": "billion"}
_VERBS: Mapping[Locale, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("progresse", "recule"),
        ("augmente", "baisse"),
        ("hausse", "baisse"),
        ("progressent", "reculent"),
        ("gagne", "perd"),
        ("reflue", "remonte"),
        ("rebondit", "retombe"),
        ("croît", "diminue"),
        ("apportent", "retirent"),
    ),
    "en": (
        ("rose", "fell"),
        ("increased", "declined"),
        ("up", "down"),
        ("grew", "dropped"),
        ("rise", "fall"),
        ("gained", "lost"),
        ("rebounded", "slumped"),
        ("added", "took away"),
    ),
}
_STRENGTHS: Mapping[Locale, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("légèrement", "fortement"),
        ("nettement", "légèrement"),
        ("bondit", "progresse"),
        ("s’envole", "augmente légèrement"),
        ("varie peu", "chute"),
        ("quasi stables", "en forte hausse"),
    ),
    "en": (
        ("slightly", "sharply"),
        ("sharply", "slightly"),
        ("surged", "rose"),
        ("jumped", "edged up"),
        ("broadly stable", "up sharply"),
        ("was little changed", "plunged"),
    ),
}
_PERIODS: Mapping[Locale, tuple[tuple[str, str], ...]] = {
    "fr": (
        ("premier semestre", "second semestre"),
        ("troisième trimestre", "quatrième trimestre"),
        ("deuxième trimestre", "troisième trimestre"),
        ("un an plus tôt", "un trimestre plus tôt"),
        ("six mois", "neuf mois"),
        ("T2", "T3"),
        ("S1", "S2"),
    ),
    "en": (
        ("first half", "second half"),
        ("third quarter", "fourth quarter"),
        ("second quarter", "third quarter"),
        ("a year earlier", "a quarter earlier"),
        ("six months", "nine months"),
        ("Q2", "Q3"),
        ("H1", "H2"),
    ),
}
_DOUBTS: Mapping[Locale, tuple[str, ...]] = {
    "fr": ("\u2009e", " e", "provisoires", "préliminaires", "synthétiques"),
    "en": ("\u2009e", " e", "Provisional", "preliminary", "Synthetic"),
}
SEGMENTS = ("ITO", "CRM", "ESO", "BPO", "KPO")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: its kind and the text that it leaves."""

    kind: str
    text: str


Rule = Callable[[str, Locale, random.Random], str | None]


def _swapped(text: str, pairs: tuple[tuple[str, str], ...], chance: random.Random) -> str | None:
    """One word of a pair for the other, whichever stands there."""
    both = [*pairs, *((other, one) for one, other in pairs)]
    places = [
        (found.span(), new)
        for old, new in both
        for found in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", text)
    ]
    if not places:
        return None
    (start, end), new = chance.choice(places)
    return text[:start] + new + text[end:]


def _numbers(text: str) -> list[re.Match[str]]:
    return list(NUMBER.finditer(text))


def digit(text: str, locale: Locale, chance: random.Random) -> str | None:
    """Another digit in a number."""
    places = [place for place, sign in enumerate(text) if sign.isdigit()]
    if not places:
        return None
    place = chance.choice(places)
    other = chance.choice([digit for digit in "0123456789" if digit != text[place]])
    return text[:place] + other + text[place + 1 :]


def sign(text: str, locale: Locale, chance: random.Random) -> str | None:
    """Plus for minus, or no sign at all."""
    places = [found.start() for found in re.finditer(r"(?<!\w)[+−](?=\d)", text)]
    if not places:
        return None
    place = chance.choice(places)
    other = chance.choice(["", "−" if text[place] == "+" else "+"])
    return text[:place] + other + text[place + 1 :]


def unit(text: str, locale: Locale, chance: random.Random) -> str | None:
    """Percent for points, points for percent."""
    found = re.search(r"\u202f?%|(?:percentage\u00a0)?points?", text)
    if found is None:
        return None
    new = " points" if "%" in found.group() else " %"
    return text[: found.start()] + new + text[found.end() :]


def scale(text: str, locale: Locale, chance: random.Random) -> str | None:
    """Millions for billions."""
    return _swapped(text, tuple(_SCALES.items()), chance)


def verb(text: str, locale: Locale, chance: random.Random) -> str | None:
    """Up for down."""
    return _swapped(text, _VERBS[locale], chance)


def strength(text: str, locale: Locale, chance: random.Random) -> str | None:
    """A weak word for a strong one."""
    return _swapped(text, _STRENGTHS[locale], chance)


def segment(text: str, locale: Locale, chance: random.Random) -> str | None:
    """Another segment."""
    places = [found for code in SEGMENTS for found in re.finditer(rf"\b{code}\b", text)]
    if not places:
        return None
    found = chance.choice(places)
    other = chance.choice([code for code in SEGMENTS if code != found.group()])
    return text[: found.start()] + other + text[found.end() :]


def period(text: str, locale: Locale, chance: random.Random) -> str | None:
    """Another quarter, half or year."""
    years = list(re.finditer(r"\b20[12]\d\b", text))
    named = _swapped(text, _PERIODS[locale], chance)
    if named is not None and (not years or chance.random() < 0.5):
        return named
    if not years:
        return None
    found = chance.choice(years)
    other = str(int(found.group()) + chance.choice([-1, 1]))
    return text[: found.start()] + other + text[found.end() :]


def doubt(text: str, locale: Locale, chance: random.Random) -> str | None:
    """A provisional mark is gone."""
    for mark in _DOUBTS[locale]:
        at = re.search(rf"{re.escape(mark)}(?!\w)", text)
        if at:
            return text[: at.start()] + text[at.end() :]
    return "" if text.strip() in ("p", "e", "*") else None


def cell(text: str, locale: Locale, chance: random.Random) -> str | None:
    """Another value in a cell or a label."""
    found = _numbers(text)
    if not found or len(text) > 24:
        return None
    number = chance.choice(found)
    other = f"{chance.randint(1, 9)}{chance.randint(10, 99)},{chance.randint(0, 9)}"
    if locale == "en":
        other = other.replace(",", ".")
    return text[: number.start()] + other + text[number.end() :]


RULES: dict[str, Rule] = {
    "digit": digit,
    "sign": sign,
    "unit": unit,
    "scale word": scale,
    "verb": verb,
    "strength": strength,
    "segment": segment,
    "period": period,
    "provisional mark": doubt,
    "cell": cell,
}


def mutations(text: str, locale: Locale, chance: random.Random) -> Iterator[Mutation]:
    """Yield one fault of every kind that a text has a place for."""
    for kind, rule in RULES.items():
        changed = rule(text, locale, chance)
        if changed is not None and changed != text:
            yield Mutation(kind, changed)
