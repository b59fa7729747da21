"""Spaces and apostrophes of one locale: what an author types becomes what a printer sets."""

import re
from functools import cache, lru_cache

from reportgen.briefing import Locale
from reportgen.l10n.numbers import NBSP, NNBSP

_SHORT_LAST_WORDS = 14
_SPACE = f"[ {NBSP}{NNBSP}]?"
_FRENCH = (
    (rf"{_SPACE}([;!?]+)(?=[\s:»)]|$)", NNBSP + r"\1"),
    (rf"{_SPACE}(:+)(?=[\s»]|$)", NBSP + r"\1"),
    (rf"«{_SPACE}", f"«{NBSP}"),
    (rf"{_SPACE}»", f"{NBSP}»"),
    (rf"(?<=\d){_SPACE}%", f"{NNBSP}%"),
    (r"\b([Ss]ur) un an\b", rf"\1{NBSP}un{NBSP}an"),
    (r"\b((?i:à|en|de|du|dès|fin|depuis)) (?=[\d\ue000])", r"\1" + NBSP),
    (r"\b((?i:semestre|trimestre|année)|[ST]\d) (?=\d{4})", r"\1" + NBSP),
)
_ENGLISH = (
    (r" +:(?=\s|$)", ":"),
    (r"\b((?i:in|of)) (?=\d{4}\b)", r"\1" + NBSP),
    (r"\b([A-Z]{3}|[HQ]\d) (?=\d)", r"\1" + NBSP),
)


@lru_cache(maxsize=4096)
def typeset(text: str, locale: Locale) -> str:
    """Return the text with typographic apostrophes and the no-break spaces of its language."""
    for pattern, replacement in _compiled(locale):
        text = pattern.sub(replacement, text)
    return text.replace("'", "’")


def bind_last_words(text: str) -> str:
    """Return the text with its last two words unbroken, so that no short word stands alone."""
    head, space, last = text.rpartition(" ")
    before = head.rpartition(" ")[2]
    if not space or NBSP in last or len(before + last) > _SHORT_LAST_WORDS:
        return text
    return f"{head}{NBSP}{last}"


@cache
def _compiled(locale: Locale) -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = _FRENCH if locale == "fr" else _ENGLISH
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)
