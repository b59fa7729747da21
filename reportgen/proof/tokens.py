"""What a text says, piece by piece: numbers, units, directions, periods, subjects."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reportgen.briefing import Locale
from reportgen.dataset import Dataset
from reportgen.proof.words import MARKS, WORDS

_TYPED = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\n\t\r\ue000", " "),
        **dict.fromkeys("’ʼ", "'"),
        **dict.fromkeys("−‑–", "-"),
    }
)
_NUMBER: Mapping[Locale, str] = {
    "fr": r"(?<![\w,.])[+-]?(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:,\d+)?",
    "en": r"(?<![\w,.])(?:[+-])?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?",
}
_PERIOD, _NINE_MONTHS = r"[TQSH][1-4]", r"9M|9 (?:mois|months)"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of meaning: its kind, its value in a form of no language, its place in the text."""

    kind: str
    value: str
    text: str
    start: int
    end: int

    @property
    def meaning(self) -> tuple[str, str]:
        """What the token says, wherever it stands."""
        return (self.kind, self.value)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of one series in one language: subjects by code, the words of its currency."""

    locale: Locale
    subjects: tuple[tuple[str, str], ...]
    currencies: tuple[str, ...]


def vocabulary_of(dataset: Dataset, locale: Locale) -> Vocabulary:
    """Return what the words of a series mean."""
    subjects: dict[str, str] = {}
    for segment in dataset.segments:
        forms = segment.forms[locale]
        for name in (forms.short, forms.label, forms.detail):
            if name:
                subjects.setdefault(typed(name), segment.code)
    words = {unit.words[locale] for unit in dataset.units.values() if locale in unit.words}
    longest = sorted(subjects.items(), key=lambda item: (-len(item[0]), item[0]))
    return Vocabulary(locale, tuple(longest), tuple(sorted(filter(None, words))))


def typed(text: str) -> str:
    """Return the text as a person types it: every sign becomes one sign, places stay."""
    return text.translate(_TYPED)


@lru_cache(maxsize=8192)
def tokens_of(text: str, vocabulary: Vocabulary) -> tuple[Token, ...]:
    """Return what a text says, in order."""
    return tuple(_tokens(typed(text), vocabulary))


def _tokens(text: str, vocabulary: Vocabulary) -> Iterator[Token]:
    pattern, meanings = _lexer(vocabulary)
    for found in pattern.finditer(text):
        kind, value = meanings[str(found.lastgroup)]
        word = found.group()
        yield Token(kind, value or _value(kind, word, vocabulary), word, *found.span())


def _value(kind: str, word: str, vocabulary: Vocabulary) -> str:
    if kind == "number":
        plain = word.replace(" ", "")
        return plain.replace(",", "." if vocabulary.locale == "fr" else "")
    if kind == "period":
        quarter = word[0] in "TQ"
        return f"{'quarter' if quarter else 'half'} {word[1]}"
    return word.lower()


@lru_cache(maxsize=8)
def _lexer(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern of named groups, and what each group means; an empty value is the text's own."""
    locale = vocabulary.locale
    rules = [
        ("subject", code, rf"(?<!\w){re.escape(name)}(?!\w)") for name, code in vocabulary.subjects
    ]
    rules += [("currency", "", _whole("|".join(map(re.escape, vocabulary.currencies))))]
    rules += [("currency", "", _whole(r"dirhams?|euros?|dollars?|MAD|EUR|USD"))]
    rules += [("period", "", _whole(_PERIOD)), ("period", "9M", _whole(_NINE_MONTHS))]
    rules += [("number", "", _NUMBER[locale])]
    rules += [
        (kind, value, pattern if pattern.startswith("%") else _whole(pattern))
        for kind, value, pattern in WORDS[locale]
    ]
    rules += [("mark", "", rf"(?<![\w'/])(?:{MARKS[locale]})(?![\w'’/])")]
    groups = {f"g{number}": (kind, value) for number, (kind, value, _) in enumerate(rules)}
    body = "|".join(f"(?P<g{number}>{pattern})" for number, (*_, pattern) in enumerate(rules))
    return re.compile(body, re.IGNORECASE), groups


def _whole(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?<![ ])(?!\w)"
