"""The oracle of the text: what a sentence may say, given the figures that it prints.

`scenarios/oracle.json` holds it: words by meaning, the words that each verdict requires and
forbids, what no text ever says, and what each scenario expects of which claim.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from reportgen.briefing import (
    BulletList,
    Chart,
    Emphasis,
    Heading,
    Inlines,
    Link,
    Locale,
    Paragraph,
    Part,
    Printed,
    Strong,
    Text,
)

SCENARIOS = Path(__file__).parent / "scenarios"
METHOD = {"fr": "Méthode et sources", "en": "Method and sources"}
Place = Literal["title", "heading", "point", "paragraph", "note"]
CHANGES = ("GROWTH", "TRAILING_4Q_GROWTH", "CHANGE")
_HEADLINES = ("title", "heading")
_TREND_WORDS = ("up", "down", "stable", "unchanged")
_TYPED = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\n", " ") | {"’": "'", "−": "-", "‑": "-"})
_STOP = re.compile(r"(?<=[.!?…])\s+")
_CONTRAST: dict[Locale, str] = {
    "fr": r" ; |,? tandis que |,? alors que |, mais |, puis ",
    "en": r"; |,? while |,? whereas |, but |, then ",
}
_MARKED_AS_TINY: dict[Locale, tuple[str, str]] = {
    "fr": (r"environ \d+ %", "base très faible"),
    "en": (r"about \d+%", "very small base"),
}
SIGNS = "+-\u22120"  # a nil change needs no word either
_NOTION = re.compile(r"\b(?:total growth|growth (?:of|in) the total)\b")


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure and where it stands in its sentence."""

    start: int
    end: int
    printed: Printed

    @property
    def claim(self) -> str:
        """The name of the claim that it states."""
        return self.printed.claim

    @property
    def is_change(self) -> bool:
        """True for a figure that goes up or down."""
        return self.claim.startswith(tuple(f"{name}/" for name in CHANGES))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as a person types it, with its figures; `block` counts the texts of a part."""

    locale: Locale
    place: Place
    block: int
    text: str
    figures: tuple[Figure, ...] = ()

    @property
    def is_headline(self) -> bool:
        """True for a title or a heading, which are no whole sentences."""
        return self.place in _HEADLINES

    def cut(self, start: int, end: int) -> "Sentence":
        """Return the part of the sentence from `start` to `end`, with the figures inside it."""
        inside = tuple(
            Figure(f.start - start, f.end - start, f.printed)
            for f in self.figures
            if start <= f.start and f.end <= end
        )
        return Sentence(self.locale, self.place, self.block, self.text[start:end], inside)


@cache
def oracle() -> Mapping[str, Any]:
    """Return the patterns and expectations."""
    text = (SCENARIOS / "oracle.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def normalise(text: str) -> str:
    """Return the text with plain spaces, hyphens for minus signs and straight apostrophes.

    Every sign becomes one sign, so that a place in the text stays what it was.
    """
    return re.sub(r"–(?=\d)", "-", text.translate(_TYPED))


def says(meaning: str, sentence: Sentence) -> bool:
    """Return whether a sentence holds a word of this meaning."""
    pattern = oracle()["words"][meaning][sentence.locale]
    return bool(re.search(pattern, sentence.text, re.IGNORECASE))


def body(part: Part) -> Iterator[Sentence]:
    """Yield the sentences of a part: title, headings, points, paragraphs, notes under charts.

    The pages of method say nothing of the figures and are left out.
    """
    for number, (place, content) in enumerate(_texts(part)):
        whole = _read(part.locale, place, number, content)
        start = 0
        stops = [] if whole.is_headline else list(_STOP.finditer(whole.text))
        for end, following in [*(stop.span() for stop in stops), (len(whole.text),) * 2]:
            yield whole.cut(start, end)
            start = following


def _texts(part: Part) -> Iterator[tuple[Place, Inlines]]:
    yield "title", part.masthead.title
    in_method = False
    for block in part.blocks:
        if isinstance(block, Heading) and block.level == 1:
            heading = _read(part.locale, "heading", 0, block.content).text
            in_method = heading == METHOD[part.locale]
        if in_method:
            continue
        match block:
            case Heading(content=content):
                yield "heading", content
            case Paragraph(content=content):
                yield "paragraph", content
            case BulletList(items=items):
                yield from (("point", item.content) for item in items if not item.term)
            case Chart(notes=notes):
                yield from (("note", note) for note in notes)
            case _:
                pass


def _read(locale: Locale, place: Place, block: int, content: Inlines) -> Sentence:
    text, figures = "", []
    for leaf in _leaves(content):
        start = len(text)
        text += leaf.text
        if isinstance(leaf, Printed):
            figures.append(Figure(start, len(text), leaf))
    return Sentence(locale, place, block, normalise(text), tuple(figures))


def _leaves(content: Inlines) -> Iterator[Text | Printed]:
    for inline in content:
        match inline:
            case Text() | Printed():
                yield inline
            case Strong(inner) | Emphasis(inner) | Link(inner):
                yield from _leaves(inner)


def clauses(sentence: Sentence) -> Iterator[Sentence]:
    """Yield the clauses that speak of different things: a contrast, or a comma in a headline."""
    pattern = _CONTRAST[sentence.locale] + ("|, |: " if sentence.is_headline else "")
    start = 0
    for found in re.finditer(pattern, sentence.text):
        yield sentence.cut(start, found.start())
        start = found.end()
    yield sentence.cut(start, len(sentence.text))


def scopes(clause: Sentence) -> Iterator[tuple[Figure, Sentence]]:
    """Yield each figure with the words that tell its direction.

    Where a clause holds several changes, the words of one begin after the figure of the last.
    """
    changes = [figure for figure in clause.figures if figure.is_change]
    start = 0
    for figure in clause.figures:
        scope = clause
        if figure in changes[:-1] or (figure in changes and start):
            own = clause.cut(start, figure.end if figure != changes[-1] else len(clause.text))
            scope = own if any(says(word, own) for word in _TREND_WORDS) else clause
            start = figure.end
        yield figure, scope


def faults(part_fr: Part, part_en: Part, expected: Mapping[str, Any]) -> list[str]:
    """Return what both languages say against the oracle: the rule, the language, the sentence.

    `expected` is a scenario of the oracle: claims with their rules, what its text never says,
    and what its document says somewhere.
    """
    claims = expected["claims"]
    found = []
    for part in (part_fr, part_en):
        sentences = list(body(part))
        for sentence in sentences:
            found += [*forbidden(sentence, expected), *untrue(sentence, claims)]
        found += told_twice(sentences, claims)
    return found


def forbidden(sentence: Sentence, expected: Mapping[str, Any]) -> Iterator[str]:
    """Yield what no text says, and what the text of this scenario never says."""
    patterns = [
        ("never said", oracle()["global_forbid"][sentence.locale]),
        ("not of these data", expected["doc_forbid"][sentence.locale]),
    ]
    for rule, forbidding in patterns:
        for pattern in forbidding:
            if re.search(pattern, sentence.text, re.IGNORECASE):
                yield told(f"{rule}: {pattern}", sentence)


def lacking(lines: list[str], locale: Locale, expected: Mapping[str, Any]) -> list[str]:
    """Return what no line of a document says although these data demand it."""
    return [
        wanted["why"]
        for wanted in expected["doc_require_any"]
        if not any(re.search(wanted[locale], normalise(ln), re.IGNORECASE) for ln in lines)
    ]


def untrue(sentence: Sentence, claims: Mapping[str, str]) -> Iterator[str]:
    """Yield the rules of claims that the words around their figure do not keep."""
    for clause in clauses(sentence):
        for figure, scope in scopes(clause):
            if figure.claim in claims:
                signed = figure.printed.text[:1] in SIGNS
                yield from _broken(claims[figure.claim], scope, sentence, signed)


def _broken(rule: str, clause: Sentence, sentence: Sentence, signed: bool) -> Iterator[str]:
    """Yield what a clause does against a rule: a word that it lacks, a word too strong.

    A figure with its sign says the direction itself; "growth" names what others add to.
    """
    clause = replace(clause, text=_NOTION.sub("", clause.text), figures=())
    if rule == "tiny_base":
        clause, marked = _without_the_marked_fall(clause)
        if not marked:
            yield told("tiny_base: not marked as from a very small base", sentence)
    required, refused = (oracle()["rules"][rule][kind] for kind in ("require", "forbid"))
    if required and not signed and not any(says(meaning, clause) for meaning in required):
        yield told(f"{rule} wants a word of {' or '.join(required)}", sentence)
    for meaning in refused:
        if says(meaning, clause):
            yield told(f"{rule} excludes a word of {meaning}", sentence)


def told_twice(sentences: list[Sentence], claims: Mapping[str, str]) -> Iterator[str]:
    """Yield the second sentence that gives the size of a change from a tiny base."""
    seen = set()
    for sentence in sentences:
        for figure in sentence.figures:
            if claims.get(figure.claim) == "tiny_base" and figure.claim in seen:
                yield told("tiny_base: said twice", sentence)
            seen.add(figure.claim)


def _without_the_marked_fall(clause: Sentence) -> tuple[Sentence, bool]:
    """The size of a fall from a tiny base may be said once, whole and marked as such."""
    about, mark = _MARKED_AS_TINY[clause.locale]
    text = re.sub(about, "", clause.text, count=1)
    return Sentence(clause.locale, clause.place, clause.block, text), mark in clause.text


def told(rule: str, sentence: Sentence) -> str:
    """Return a fault as a test shows it."""
    return f"{rule} | {sentence.locale} {sentence.place} | {sentence.text}"
