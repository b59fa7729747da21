"""Whether the words around a figure fit it: direction against sign, strength against band."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportgen.briefing import Locale
from reportgen.claims import INDICATORS
from reportgen.judge.tokens import Token, Vocabulary, tokens_of, typed
from reportgen.l10n import LANGUAGES
from reportgen.l10n.lexicon import Comparison
from reportgen.measure import Measure
from reportgen.period import Period

_BANDS = ("stable", "slight", "moderate", "strong", "sharp")
# The bands that a word of strength is true of.
_FITTING: Mapping[str, frozenset[str]] = {
    "slight": frozenset({"stable", "slight"}),
    "strong": frozenset({"strong", "sharp"}),
    "sharp": frozenset({"sharp"}),
    "flat": frozenset({"stable", "slight"}),
}
_STOP = re.compile(r"(?<=[.!?…])\s+")
_NOTION = re.compile(r"(?i)\b(?:total|overall|of|to|in|their) growth\b|growth (?:of|in|rate)")


@dataclass(frozen=True, slots=True)
class ProvenFigure:
    """A printed figure in a text: where it stands, its claim, its measure."""

    start: int
    end: int
    text: str
    claim: str
    measure: Measure

    @property
    def kind(self) -> str:
        """What its indicator tells: a rate, a change, an amount ...; "" where it is unknown."""
        indicator = INDICATORS.get(self.claim.partition("/")[0])
        return indicator.kind if indicator else ""

    @property
    def way(self) -> str:
        """Which way it goes as it is printed: up, down, nil."""
        if not re.search("[1-9]", self.text):
            return "nil"
        return "up" if self.measure.value > 0 else "down"


@dataclass(frozen=True, slots=True)
class Misfit:
    """A word that does not fit a figure, and what would."""

    word: str
    figure: ProvenFigure
    truth: str


def misjudged(
    text: str,
    figures: Sequence[ProvenFigure],
    bands: Mapping[Comparison, Sequence[Fraction]],
    vocabulary: Vocabulary,
    is_headline: bool,
) -> Iterator[Misfit]:
    """Yield the words of a text that contradict one of its figures."""
    plain = typed(text)
    for clause in _clauses(plain, vocabulary.locale, is_headline):
        inside = [f for f in figures if clause.start <= f.start and f.end <= clause.stop]
        for figure, scope in _scopes(plain, clause, inside, vocabulary):
            words = _tokens(plain, scope, vocabulary)
            yield from _contradictions(figure, words, bands)


def _clauses(text: str, locale: Locale, is_headline: bool) -> Iterator[slice]:
    """The stretches that speak of different things."""
    contrast = LANGUAGES[locale].proof_words.contrasts + ("|, |: " if is_headline else "")
    borders = re.compile(rf"{_STOP.pattern}|{contrast}")
    start = 0
    for found in borders.finditer(text):
        yield slice(start, found.start())
        start = found.end()
    yield slice(start, len(text))


def _scopes(
    text: str, clause: slice, figures: Sequence[ProvenFigure], vocabulary: Vocabulary
) -> Iterator[tuple[ProvenFigure, slice]]:
    """Each change with the words that tell its direction.

    Where a clause holds several changes, the words of one begin after the figure of the last.
    """
    changes = [figure for figure in figures if figure.kind in ("rate", "change")]
    start = clause.start
    for figure in changes:
        end = clause.stop if figure is changes[-1] else figure.end
        own = slice(start, end)
        directed = any(token.kind == "direction" for token in _tokens(text, own, vocabulary))
        yield figure, own if directed else clause
        start = figure.end


def _tokens(text: str, span: slice, vocabulary: Vocabulary) -> list[Token]:
    stretch = _NOTION.sub("", text[span])
    return list(tokens_of(stretch, vocabulary))


def _contradictions(
    figure: ProvenFigure, words: Sequence[Token], bands: Mapping[Comparison, Sequence[Fraction]]
) -> Iterator[Misfit]:
    band = _band(figure, bands) if figure.kind == "rate" else ""
    for token in words:
        if token.kind not in ("direction", "strength"):
            continue
        way, _, strength = token.value.partition(" ")
        if token.kind == "strength":
            way, strength = "", token.value
        if way in ("up", "down") and way != figure.way:
            yield Misfit(token.text, figure, f"goes {figure.way}")
        fits = _FITTING.get(strength or way)
        if fits and band and band not in fits:
            yield Misfit(token.text, figure, f"is a {band} change")


def _band(figure: ProvenFigure, bands: Mapping[Comparison, Sequence[Fraction]]) -> str:
    """The band of both ends of a rate as they print, to one decimal; empty where they differ."""
    _, _, now, base = figure.claim.split("/")
    edges = bands[_comparison(now, base)]
    ends = (abs(figure.measure.low), abs(figure.measure.high))
    printed = [Fraction((end * 10 + Fraction(1, 2)).__floor__(), 10) for end in ends]
    found = {_BANDS[sum(size >= edge for edge in edges)] for size in printed}
    return found.pop() if len(found) == 1 else ""


def _comparison(now: str, base: str) -> Comparison:
    year, _, quarter = now.partition("-Q")
    if not quarter:
        return "year_on_year"
    before = Period(int(year), "quarter", int(quarter)).previous
    return "quarter_on_quarter" if base == str(before) else "year_on_year"
