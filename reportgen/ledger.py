"""The ledger: every passage of a document, every figure in it, and what the figure rests on."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Literal, assert_never

from reportgen.briefing import (
    Block,
    Briefing,
    BulletList,
    Callout,
    Caption,
    Chart,
    Contents,
    Emphasis,
    Heading,
    Inlines,
    KeyFigures,
    Link,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Printed,
    Strong,
    Table,
    Text,
    figures,
    plain,
)

NAMESPACE = "urn:reportgen:ledger:1"  # of the part of a Word file that holds it
Role = Literal["text", "cell", "alternative", "label", "running"]
Piece = tuple[str, Role, Inlines]
WordsDrawn = Callable[[Chart, Part], Iterable[str]]
Entry = Mapping[str, object]
# What makes a number longer, or a letter a period: the 2 of "S2" is no figure.
_BEFORE, _BEHIND = re.compile(r"[\w.,+−]"), re.compile(r"[\d.,]")
_PLACES_KEPT = 1 << 7  # of two sets: older ones would only be walked by the garbage collector


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together: a paragraph, a table cell, the label of a bar.

    Its role tells where a reader meets it: in the text, in a table, in an alternative text, inside
    a drawing in any order, in the head or foot of every page.
    """

    locale: str
    place: str
    role: Role
    content: Inlines

    @property
    def text(self) -> str:
        """The words as they stand on the page."""
        return plain(self.content)

    @property
    def figures(self) -> tuple[tuple[int, Printed], ...]:
        """Each figure with its place in the text."""
        found: list[tuple[int, Printed]] = []
        start = 0
        for leaf in _leaves(self.content):
            if isinstance(leaf, Printed):
                found.append((start, leaf))
            start += len(leaf.text)
        return tuple(found)


def words_of(chart: Chart, _: Part) -> Iterator[str]:
    """Yield the words that a drawing may hold: names of categories and series, labels, facts."""
    for category in chart.categories:
        yield from (category.name, category.detail, category.missing)
    for series in chart.series:
        yield from (series.name, series.detail)
        for point in filter(None, series.points):
            yield point.label.text if point.sure else f"{point.label.text} e"
    yield from (plain(bracket.label) for bracket in chart.brackets)
    for fact in chart.facts:
        yield from (fact.label, fact.value.text, fact.unit)


def passages_of(
    briefing: Briefing, drawn: WordsDrawn = words_of, letterhead: Sequence[str] = ()
) -> Iterator[Passage]:
    """Yield every passage of a document in reading order.

    `drawn` tells the words of a drawing, `letterhead` what the organisation's own file says.
    """
    return chain.from_iterable(_places(briefing, drawn, letterhead))


def _places(
    briefing: Briefing, drawn: WordsDrawn, letterhead: Sequence[str]
) -> Iterator[tuple[Passage, ...]]:
    """The passages that stand together, a block or the head of a part: most are met again."""
    if len(briefing.parts) > 1:
        yield tuple(_of_title_page(briefing.parts))
    for part in briefing.parts:
        yield from _places_of_part(part, drawn)
    # Last: other formats of the edition, which have no letterhead, say the same up to here.
    locale = briefing.parts[0].locale
    place = f"{locale}: letterhead"
    yield tuple(Passage(locale, place, "running", _words(line)) for line in letterhead)


def ledger_of(
    briefing: Briefing, drawn: WordsDrawn = words_of, letterhead: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the passages of a document and its figures, ready for JSON.

    A figure names its passage, its place there, its claim, the formula with its values, the bounds
    as exact fractions, and the lines of the dataset.
    """
    passages: list[dict[str, Any]] = []
    ledger: list[dict[str, Any]] = []
    for place in _places(briefing, drawn, letterhead):
        for record, entries in _recorded(place):
            ledger += [{**entry, "passage": len(passages)} for entry in entries]
            passages.append({**record})
    return {"passages": passages, "ledger": ledger}


@lru_cache(maxsize=_PLACES_KEPT)
def _recorded(place: tuple[Passage, ...]) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
    """Each passage that says something, with its figures."""
    return tuple(
        (
            {"locale": passage.locale, "place": passage.place, "role": passage.role, "text": text},
            tuple(_entry(passage.place, at, figure) for at, figure in passage.figures),
        )
        for passage in place
        if (text := passage.text)
    )


def _entry(place: str, at: int, figure: Printed) -> Entry:
    measure = figure.measure
    return {
        "text": figure.text,
        "place": place,
        "passage": None,  # its number differs from one document to another
        "at": at,
        "claim": figure.claim,
        "formula": measure.formula,
        "value": str(measure.value),
        "low": str(measure.low),
        "high": str(measure.high),
        "unit": measure.unit,
        "status": measure.status,
        "lines": list(measure.inputs),
    }


def _leaves(content: Inlines) -> Iterator[Text | Printed]:
    for inline in content:
        match inline:
            case Text() | Printed():
                yield inline
            case Strong(inner) | Emphasis(inner) | Link(inner):
                yield from _leaves(inner)
            case _:
                assert_never(inline)


def _of_title_page(parts: tuple[Part, ...]) -> Iterator[Passage]:
    locale, first = parts[0].locale, parts[0].masthead
    said = [(locale, _words(text)) for text in (first.publisher, *first.tags)]
    for part in parts:
        head = part.masthead
        contents = (_words(head.theme), head.title, _words(head.subtitle))
        said += [(part.locale, content) for content in contents]
    said += [(part.locale, _words(part.terms.version)) for part in parts]
    return (Passage(locale, f"{locale}: title page", "text", content) for locale, content in said)


def passages_of_part(part: Part, drawn: WordsDrawn = words_of) -> Iterator[Passage]:
    """Yield every passage of one language in reading order."""
    return chain.from_iterable(_places_of_part(part, drawn))


def _places_of_part(part: Part, drawn: WordsDrawn) -> Iterator[tuple[Passage, ...]]:
    locale, section = part.locale, ""
    yield tuple(
        Passage(locale, f"{locale}: {what}", role, content)
        for what, role, content in _of_masthead(part.masthead)
    )
    for block in part.blocks:
        if isinstance(block, Heading):
            section = plain(block.content)
        words = tuple(drawn(block, part)) if isinstance(block, Chart) else ()
        yield _passages(block, locale, section, words)


@lru_cache(maxsize=_PLACES_KEPT)
def _passages(
    block: Block, locale: str, section: str, drawn: tuple[str, ...]
) -> tuple[Passage, ...]:
    return tuple(
        Passage(locale, ": ".join(filter(None, (locale, section, what))), role, content)
        for what, role, content in _of_block(block, drawn)
    )


def _words(text: str) -> Inlines:
    return (Text(text),)


def _of_masthead(masthead: Masthead) -> Iterator[Piece]:
    yield "publisher", "text", _words(masthead.publisher)
    yield from (("status", "text", _words(tag)) for tag in masthead.tags)
    yield "theme", "text", _words(masthead.theme)
    yield "title", "text", masthead.title
    yield "subtitle", "text", _words(masthead.subtitle)
    yield "running header", "running", _words(masthead.running_header)
    if masthead.watermark:
        yield "watermark", "running", _words(masthead.watermark)


def _of_block(block: Block, drawn: tuple[str, ...]) -> Iterator[Piece]:
    match block:
        case Heading(content=content):
            yield "heading", "text", content
        case Paragraph(content):
            yield "paragraph", "text", content
        case BulletList(items):
            for number, item in enumerate(items, 1):
                if item.term:
                    yield "term", "text", item.term
                yield f"point {number}", "text", item.content
        case Callout(content):
            yield "notice", "text", content
        case Note(content):
            yield "colophon", "text", content
        case KeyFigures(cards):
            for number, card in enumerate(cards, 1):
                said = (_words(card.label), _words(card.period), (card.value,), _words(card.unit))
                yield from ((f"card {number}", "text", content) for content in (*said, card.note))
        case Table():
            yield from _of_table(block)
        case Chart():
            yield from _of_chart(block, drawn)
        case Contents(title, entries):
            yield "contents", "text", _words(title)
            yield from (("contents", "text", entry.content) for entry in entries)
        case PageBreak():
            pass
        case _:
            assert_never(block)


def _of_caption(caption: Caption) -> Iterator[Piece]:
    title = (Text(f"{caption.label} "), *caption.title)
    yield f"{caption.label}, caption", "text", title
    yield f"{caption.label}, subtitle", "text", _words(caption.subtitle)


def _of_table(table: Table) -> Iterator[Piece]:
    label = table.caption.label
    yield from _of_caption(table.caption)
    for column in table.header:
        yield f"{label}, header", "text", _words(f"{column.name} {column.unit}".rstrip())
    for row in table.rows:
        name = plain(row.cells[0].content) or plain(row.cells[1].content)
        for column, cell in zip(table.header, row.cells, strict=True):
            mark = _words(f"\u2009{cell.mark}") if cell.mark else ()
            yield f"{label}, {name}, {column.name}", "cell", (*cell.content, *mark)
    yield from ((f"{label}, note", "text", note) for note in table.notes)
    yield f"{label}, source", "text", _words(table.source)


def _of_chart(chart: Chart, drawn: tuple[str, ...]) -> Iterator[Piece]:
    label = chart.caption.label
    yield from _of_caption(chart.caption)
    yield f"{label}, alternative text", "alternative", chart.alt_text
    waiting = [*figures((chart.series, chart.brackets, chart.facts))]
    for words in drawn:
        yield f"{label}, label", "label", _with_figure(words, waiting)
    for fact in chart.facts:
        if fact.label not in drawn:  # it stands beside the drawing
            for content in (_words(fact.label), (fact.value,), _words(fact.unit)):
                yield f"{label}, label", "text", content
    yield from ((f"{label}, note", "text", note) for note in chart.notes)
    yield f"{label}, source", "text", _words(chart.source)


def _with_figure(words: str, waiting: list[Printed]) -> Inlines:
    """The words of a drawing with the first figure of the chart, not met yet, that they show."""
    candidates = [figure for figure in waiting if figure.text in words]
    for figure in sorted(candidates, key=lambda figure: -len(figure.text)):
        start = -1
        while (start := words.find(figure.text, start + 1)) >= 0:
            end = start + len(figure.text)
            if not (_BEFORE.match(words[start - 1 : start]) or _BEHIND.match(words, end)):
                waiting.remove(figure)
                return (Text(words[:start]), figure, Text(words[end:]))
    return _words(words)
