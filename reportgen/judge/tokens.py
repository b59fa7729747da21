"""What a text says, piece by piece: numbers, units, directions, periods, subjects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

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


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern for a piece of meaning; a `whole` one stands between the borders of words."""

    kind: str
    value: str
    pattern: str
    whole: bool = True


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
    """One pattern of named groups, and what each group means; an empty value is the text's own.

    Rules for whole words that follow each other share their borders: a place inside a word is
    passed by at once.
    """
    rules = [*enumerate(_rules(vocabulary))]
    meanings = {f"g{number}": (rule.kind, rule.value) for number, rule in rules}
    runs = []
    for whole, run in groupby(rules, key=lambda each: each[1].whole):
        body = "|".join(f"(?P<g{number}>{rule.pattern})" for number, rule in run)
        runs.append(rf"(?<!\w)(?:{body})(?<![ ])(?!\w)" if whole else body)
    return re.compile("|".join(runs), re.IGNORECASE), meanings


def _rules(vocabulary: Vocabulary) -> Iterator[_Rule]:
    words = LANGUAGES[vocabulary.locale].proof_words
    for name, code in vocabulary.subjects:
        yield _Rule("subject", code, re.escape(name))
    yield _Rule("currency", "", "|".join(map(re.escape, vocabulary.currencies)) or r"(?!)")
    yield _Rule("currency", "", r"dirhams?|euros?|dollars?|MAD|EUR|USD")
    yield from _said(words.with_digits)
    yield _Rule("number", "", _number(vocabulary.locale), whole=False)
    yield from _said(words.meanings)
    yield _Rule("mark", "", rf"(?<![\w'/])(?:{words.marks})(?![\w'’/])", whole=False)


def _said(meanings: Meanings) -> Iterator[_Rule]:
    for kind, patterns in meanings:
        for value, pattern in patterns.items():
            yield _Rule(kind, value, pattern, whole=not pattern.startswith("%"))
