"""Words of one locale put together: typography, lists, nouns and their prepositions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from babel.lists import format_list

from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import NBSP, Locale, NounForms, NounPhrase, Preposition
from reportgen.l10n.numbers import conventions

_SHORT_LAST_WORDS = 14  # letters of two words that stay together: more would leave a gap


@lru_cache(maxsize=4096)
def with_typography(text: str, locale: Locale) -> str:
    """Return the text with typographic apostrophes and the no-break spaces of its language."""
    for pattern, replacement in _typography(locale):
        text = pattern.sub(replacement, text)
    return text.replace("'", "’")


@cache
def _typography(locale: Locale) -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = LANGUAGES[locale].typography
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


def bind_last_words(text: str) -> str:
    """Return the text with its last two words unbroken, so that no short word stands alone."""
    head, space, last = text.rpartition(" ")
    before = head.rpartition(" ")[2]
    if not space or NBSP in last or len(before + last) > _SHORT_LAST_WORDS:
        return text
    return f"{head}{NBSP}{last}"


def listed(items: Sequence[str], locale: Locale) -> str:
    """Return "a, b et c" or "a, b and c"."""
    return format_list(items, locale=conventions(locale))


def listed_after(preposition: Preposition, phrases: Sequence[str], locale: Locale) -> str:
    """Return "du BPO et de l’ESO"; "of BPO and ESO": French repeats it, English does not."""
    language = LANGUAGES[locale]
    word = language.prepositions[preposition]
    if language.repeats_preposition:
        return listed([language.preposed(word, phrase) for phrase in phrases], locale)
    return language.preposed(word, listed(phrases, locale))


def acronym_phrase(forms: NounForms, locale: Locale) -> NounPhrase:
    """Return an entity's acronym, masculine in French (the house's choice)."""
    return NounPhrase(forms.short, LANGUAGES[locale], elides=forms.elides, article=False)


def noun_phrase(forms: NounForms, locale: Locale) -> NounPhrase:
    """Return an entity's short name as a sentence uses it: an acronym, or a noun of its own."""
    language = LANGUAGES[locale]
    if forms.short.isupper():
        elides = forms.elides or language.elides(forms.short)
        return acronym_phrase(replace(forms, elides=elides), locale)
    return NounPhrase(
        forms.short,
        language,
        feminine=forms.gender == "f",
        plural=forms.number == "p",
        elides=language.elides(forms.short),
        article=forms.article == "the",
        bare=forms.article == "none",
    )


def label_phrase(forms: NounForms, locale: Locale, article: bool = False) -> NounPhrase:
    """Return an entity's full name, in the gender and number that the package gives it."""
    language = LANGUAGES[locale]
    feminine, plural = forms.gender == "f", forms.number == "p"
    elides = language.elides(forms.label)
    return NounPhrase(forms.label, language, feminine, plural, elides, article)


def lowered(text: str) -> str:
    """Return the text with a small first letter, as after a colon; acronyms keep theirs."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """Return the text with its first letter as a capital; accents stay, and so does "iPhone"."""
    return text if text[1:2].isupper() else text[:1].upper() + text[1:]
