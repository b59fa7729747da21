"""What a text says, piece by piece: numbers, units, directions, periods, subjects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reportgen.briefing import Locale
from reportgen.dataset import Dataset
from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import Meanings
from reportgen.l10n.numbers import decimal_sign, group_sign

_TYPED = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\n\t\r\ue000", " "),
        **dict.fromkeys("’ʼ", "'"),
        **dict.fromkeys("−‑–", "-"),
    }
)


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
        point, group = _signs(vocabulary.locale)
        return word.replace(group, "").replace(point, ".")
    return word.lower()


def _signs(locale: Locale) -> tuple[str, str]:
    return typed(decimal_sign(locale)), typed(group_sign(locale))


def _number(locale: Locale) -> str:
    point, group = map(re.escape, _signs(locale))
    return rf"(?<![\w,.])[+-]?(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{point}\d+)?"


@lru_cache(maxsize=8)
def _lexer(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern of named groups, and what each group means; an empty value is the text's own."""
    words = LANGUAGES[vocabulary.locale].proof_words
    rules = [
        ("subject", code, rf"(?<!\w){re.escape(name)}(?!\w)") for name, code in vocabulary.subjects
    ]
    rules += [("currency", "", _whole("|".join(map(re.escape, vocabulary.currencies))))]
    rules += [("currency", "", _whole(r"dirhams?|euros?|dollars?|MAD|EUR|USD"))]
    rules += _said(words.with_digits)
    rules += [("number", "", _number(vocabulary.locale))]
    rules += _said(words.meanings)
    rules += [("mark", "", rf"(?<![\w'/])(?:{words.marks})(?![\w'’/])")]
    groups = {f"g{number}": (kind, value) for number, (kind, value, _) in enumerate(rules)}
    body = "|".join(f"(?P<g{number}>{pattern})" for number, (*_, pattern) in enumerate(rules))
    return re.compile(body, re.IGNORECASE), groups


def _said(meanings: Meanings) -> Iterator[tuple[str, str, str]]:
    for kind, patterns in meanings:
        for value, pattern in patterns.items():
            yield kind, value, pattern if pattern.startswith("%") else _whole(pattern)


def _whole(pattern: str) -> str:
    return rf"(?<!\w)(?:{pattern})(?<![ ])(?!\w)"
