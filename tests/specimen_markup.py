"""Short markup for hand-written briefings: typography, inlines and figures from plain strings."""

import re
from fractions import Fraction

from reportgen.briefing import Emphasis, Inline, Inlines, Locale, Printed, Strong, Text
from reportgen.measure import Derivation, Measure, Status

NO_BREAK, NARROW, MINUS, APOSTROPHE = "\u00a0", "\u202f", "\u2212", "\u2019"
_INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|_(?P<foreign>[^_]+)_|\{(?P<figure>[^}]*)\}")
_NUMBER = {
    "fr": re.compile(rf"[+{MINUS}]?\d+(?:{NARROW}\d{{3}})*(?:,\d+)?"),
    "en": re.compile(rf"[+{MINUS}]?\d+(?:,\d{{3}})*(?:\.\d+)?"),
}
_SPACES: dict[Locale, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r" (?=[;!?%])", NARROW),
        (r" (?=:)", NO_BREAK),
        (r"(?<=\d) (?=\d{3}\b)", NARROW),
        (r"(?<=\d) (?=(?:milliards?|millions?|points?)\b)", NO_BREAK),
        (r"(?<=illi)(ards|ons) de dirhams", rf"\1{NO_BREAK}de{NO_BREAK}dirhams"),
        (r"\bsur un an\b", f"sur{NO_BREAK}un{NO_BREAK}an"),
        (r"\b([ST]\d|trimestre|semestre) (?=\d{4})", rf"\1{NO_BREAK}"),
        (r"\b([Àà]|[Ee]n) (?=\d)", rf"\1{NO_BREAK}"),
    ),
    "en": (
        (r"(?<=MAD) (?=\d)", NO_BREAK),
        (r"(?<=\d) (?=(?:billion|million|points?)\b)", NO_BREAK),
        (r"(?<=\b[HQ]\d) (?=\d{4})", NO_BREAK),
    ),
}


def typeset(text: str, locale: Locale) -> str:
    """Return `text` with the spaces, minus signs and apostrophes of its language."""
    text = re.sub(r"(?<!\w)-(?=\d)", MINUS, text.replace("'", APOSTROPHE))
    for pattern, space in _SPACES[locale]:
        text = re.sub(pattern, space, text)
    return text


def inlines(markup: str, locale: Locale) -> Inlines:
    """Return the inlines of `**strong**`, `_foreign_` and `{figure}` markup."""
    return _parsed(typeset(markup, locale), locale)


def printed(text: str, locale: Locale, status: Status = "provisional") -> Printed:
    """Return a figure whose measure is read back from its own text.

    Two numbers are bounds; one number is rounded to its last decimal.
    """
    shown = typeset(text, locale)
    numbers = [_fraction(match, locale) for match in _NUMBER[locale].findall(shown)]
    if not numbers:
        raise ValueError(f"no number in {text!r}")
    if len(numbers) == 1:
        half = _last_decimal(shown, locale) / 2
        numbers = [numbers[0] - half, numbers[0] + half]
    low, high = min(numbers), max(numbers)
    derivation: Derivation = "published" if status == "provisional" else "difference"
    return Printed(
        shown, Measure((low + high) / 2, low, high, _unit(shown), "", (2,), status, derivation)
    )


def figure_or_text(text: str, locale: Locale) -> Printed | Text:
    """Return a figure when `text` holds a number, else the words."""
    if any(letter.isdigit() for letter in text):
        return printed(text, locale)
    return Text(typeset(text, locale))


def _parsed(text: str, locale: Locale) -> Inlines:
    found: list[Inline] = []
    end = 0
    for match in _INLINE.finditer(text):
        if match.start() > end:
            found.append(Text(text[end : match.start()]))
        found.append(_marked(match, locale))
        end = match.end()
    if end < len(text):
        found.append(Text(text[end:]))
    return tuple(found)


def _marked(match: re.Match[str], locale: Locale) -> Inline:
    if match["strong"]:
        return Strong(_parsed(match["strong"], locale))
    if match["foreign"]:
        return Emphasis((Text(match["foreign"]),), lang="en")
    return printed(match["figure"], locale)


def _fraction(text: str, locale: Locale) -> Fraction:
    plain = text.replace(MINUS, "-").replace(NARROW, "")
    return Fraction(plain.replace(",", "." if locale == "fr" else ""))


def _last_decimal(shown: str, locale: Locale) -> Fraction:
    mark = "," if locale == "fr" else "."
    number = _NUMBER[locale].findall(shown)[0]
    decimals = len(number.rpartition(mark)[2]) if mark in number else 0
    return Fraction(1, 10**decimals)


def _unit(shown: str) -> str:
    for word, unit in (("illi", "MAD_million"), ("%", "percent"), ("point", "point")):
        if word in shown:
            return "MAD_billion" if "illiard" in shown or "billion" in shown else unit
    return "MAD_million"
