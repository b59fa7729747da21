"""The text writer: a briefing as readable lines, for eyes and for comparisons."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from reportgen.briefing import (
    Block,
    Briefing,
    BulletList,
    Callout,
    Caption,
    Cell,
    Chart,
    Contents,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    Link,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Point,
    Printed,
    Row,
    Series,
    Strong,
    Table,
    Text,
    plain,
)
from reportgen.ledger import words_of
from reportgen.theme import Theme
from reportgen.writers.layout import Layout, PartLayouts

PART_LINE = "=" * 72
PAGE_LINE = "-" * 72


def lay_out(briefing: Briefing, theme: Theme, parts: PartLayouts = ()) -> Layout:
    """Return the briefing as UTF-8 lines close to Markdown; the look changes nothing in it."""
    del theme, parts
    lines = ("\n".join(_briefing(briefing)) + "\n").encode()
    words = {
        (part.locale, block.caption.label): tuple(words_of(block, part))
        for part in briefing.parts
        for block in part.blocks
        if isinstance(block, Chart)
    }
    return Layout(seal=lambda _: lines, words=words)


def _briefing(briefing: Briefing) -> Iterator[str]:
    for part in briefing.parts:
        yield f"{PART_LINE}\n[{part.locale}] {briefing.title}\n{PART_LINE}"
        yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    yield from _masthead(part.masthead)
    for block in part.blocks:
        yield ""
        yield from _block(block)


def _masthead(masthead: Masthead) -> Iterator[str]:
    tags = "".join(f" [{tag}]" for tag in masthead.tags)
    yield f"{masthead.publisher}{tags}"
    yield masthead.theme
    yield f"# {_marked(masthead.title)}"
    yield masthead.subtitle
    yield f"({masthead.running_header})"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, content, _, opens_page):
            yield from [PAGE_LINE] if opens_page else []
            yield f"{'#' * (level + 1)} {_marked(content)}"
        case Paragraph(content):
            yield _marked(content)
        case BulletList(items):
            for item in items:
                term = f"{_marked(item.term)}: " if item.term else ""
                yield f"- {term}{_marked(item.content)}"
        case Table():
            yield from _table(block)
        case Chart():
            yield from _chart(block)
        case KeyFigures(cards):
            yield from map(_card, cards)
        case Callout(content):
            yield f"> {_marked(content)}"
        case Note(content):
            yield f"^ {_marked(content)}"
        case Contents(title, entries):
            yield title
            for entry in entries:
                yield f"{'  ' * (entry.level - 1)}- {_marked(entry.content)}"
        case PageBreak():
            yield PAGE_LINE
        case _:
            assert_never(block)


def _card(card: KeyFigure) -> str:
    figure = f"{card.value.text} {card.unit}"
    return f"| {card.label} | {card.period} | {figure} | {_marked(card.note)} | {card.colour}"


def _caption(caption: Caption) -> Iterator[str]:
    yield f"{caption.label}. {_marked(caption.title)}"
    yield caption.subtitle


def _table(table: Table) -> Iterator[str]:
    yield from _caption(table.caption)
    header = [
        f"{column.name} ({column.unit})" if column.unit else column.name for column in table.header
    ]
    yield _cells(header)
    yield _cells("---" for _ in table.header)
    yield from map(_row, table.rows)
    yield from _foot(table.notes, table.source)


def _row(row: Row) -> str:
    kind = "" if row.kind == "body" else f" {row.kind}"
    return _cells(map(_cell, row.cells)) + kind


def _cell(cell: Cell) -> str:
    words = _marked(cell.content)
    return f"{words} {cell.mark}" if cell.mark else words


def _cells(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _chart(chart: Chart) -> Iterator[str]:
    yield from _caption(chart.caption)
    yield f"[{chart.kind}, {chart.unit}]"
    for category in chart.categories:
        yield " ".join(filter(None, ("*", category.name, category.detail, category.missing)))
    for series in chart.series:
        yield f"{_series_name(series)}: {'; '.join(map(_point, series.points))}"
    for bracket in chart.brackets:
        name = chart.categories[bracket.category].name
        yield f"{name}, first {bracket.count}: {_marked(bracket.label)}"
    for fact in chart.facts:
        yield f"{fact.label}: {fact.value.text} {fact.unit}"
    yield from _foot(chart.notes, chart.source)
    yield f"Alt: {plain(chart.alt_text)}"


def _series_name(series: Series) -> str:
    earlier = " earlier" if series.earlier else ""
    return " ".join(filter(None, (series.name, series.detail, f"({series.colour}{earlier})")))


def _point(point: Point | None) -> str:
    if point is None:
        return "."
    return point.label.text + ("" if point.sure else " e")


def _foot(notes: tuple[Inlines, ...], source: str) -> Iterator[str]:
    yield from map(_marked, notes)
    yield source


def _marked(content: Inlines) -> str:
    return "".join(map(_mark, content))


def _mark(inline: Inline) -> str:
    match inline:
        case Text(text) | Printed(text):
            return text
        case Strong(content):
            return f"**{_marked(content)}**"
        case Emphasis(content, lang):
            return f"_{_marked(content)}_" + (f"{{{lang}}}" if lang else "")
        case Link(content, target):
            return f"[{_marked(content)}]({target})"
        case _:
            assert_never(inline)
