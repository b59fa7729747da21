"""The specimen as a draft, in each of its languages."""

from dataclasses import replace

from reportgen.briefing import Briefing, Locale
from specimen import specimen_briefing

WORDS: dict[Locale, str] = {"fr": "SOUS EMBARGO", "en": "DRAFT"}


def draft(*locales: Locale, word: str = "") -> Briefing:
    """Return the specimen with a watermark in each part: its language's, else `word`."""
    final = specimen_briefing(*locales)
    parts = tuple(
        replace(part, masthead=replace(part.masthead, watermark=word or WORDS[part.locale]))
        for part in final.parts
    )
    return replace(final, parts=parts)
