"""A briefing as readable lines, for eyes and for comparisons: a writer that only tests have."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from reportgen import briefing as model
from reportgen.briefing import Briefing, Chart, Inlines, Table, plain
from reportgen.ledger import words_of
from reportgen.theme import Theme
from reportgen.writers.layout import Layout, PartLayouts
from reportgen.writers.rules import charts_of

PART_LINE = "=" * 72
PAGE_LINE = "-" * 72


def lay_out(briefing: Briefing, theme: Theme, parts: PartLayouts = ()) -> Layout:
    """Return the briefing as UTF-8 lines close to Markdown; the look changes nothing in it."""
    del theme, parts
    lines = ("\n".join(_briefing(briefing)) + "\n").encode()
    words = {
        (part.locale, chart.caption.label): tuple(words_of(chart, part))
        for part in briefing.parts
        for chart in charts_of(part)
    }
    return Layout(seal=lambda _: lines, words=words)


def _briefing(briefing: Briefing) -> Iterator[str]:
    for part in briefing.parts:
        yield f"{PART_LINE}\n[{part.locale}] {briefing.title}\n{PART_LINE}"
        yield from _masthead(part.masthead)
        for block in part.blocks:
            yield ""
            yield from _block(block)


def _masthead(masthead: model.Masthead) -> Iterator[str]:
    tags = "".join(f" [{tag}]" for tag in masthead.tags)
    yield f"{masthead.publisher}{tags}"
    yield masthead.theme
    yield f"# {_marked(masthead.title)}"
    yield masthead.subtitle
    yield f"({masthead.running_header})"


def _block(block: model.Block) -> Iterator[str]:
    match block:
        case model.Heading(level, content, _, opens_page):
            yield from [PAGE_LINE] if opens_page else []
            yield f"{'#' * (level + 1)} {_marked(content)}"
        case model.Paragraph(content):
            yield _marked(content)
        case model.BulletList(items):
            for item in items:
                term = f"{_marked(item.term)}: " if item.term else ""
                yield f"- {term}{_marked(item.content)}"
        case Table():
            yield from _table(block)
        case Chart():
            yield from _chart(block)
        case model.KeyFigures(cards):
            yield from map(_card, cards)
        case model.Callout(content):
            yield f"> {_marked(content)}"
        case model.Note(content):
            yield f"^ {_marked(content)}"
        case model.Contents(title, entries):
            yield title
            for entry in entries:
                yield f"{'  ' * (entry.level - 1)}- {_marked(entry.content)}"
        case model.PageBreak():
            yield PAGE_LINE
        case _:
            assert_never(block)


def _card(card: model.KeyFigure) -> str:
    figure = f"{card.value.text} {card.unit}"
    return f"| {card.label} | {card.period} | {figure} | {_marked(card.note)} | {card.colour}"


def _caption(caption: model.Caption) -> Iterator[str]:
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
    yield from (*map(_marked, table.notes), table.source)


def _row(row: model.Row) -> str:
    kind = "" if row.kind == "body" else f" {row.kind}"
    marks = (f" {cell.mark}" if cell.mark else "" for cell in row.cells)
    words = (_marked(cell.content) for cell in row.cells)
    return _cells(map("".join, zip(words, marks, strict=True))) + kind


def _cells(texts: Iterable[str]) -> str:
    return f"| {' | '.join(texts)} |"


def _chart(chart: Chart) -> Iterator[str]:
    yield from _caption(chart.caption)
    yield f"[{chart.kind}, {chart.unit}]"
    for category in chart.categories:
        yield " ".join(filter(None, ("*", category.name, category.detail, category.missing)))
    for series in chart.series:
        earlier = " earlier" if series.earlier else ""
        names = (series.name, series.detail, f"({series.colour}{earlier})")
        yield f"{' '.join(filter(None, names))}: {'; '.join(map(_point, series.points))}"
    for bracket in chart.brackets:
        name = chart.categories[bracket.category].name
        yield f"{name}, first {bracket.count}: {_marked(bracket.label)}"
    for fact in chart.facts:
        yield f"{fact.label}: {fact.value.text} {fact.unit}"
    yield from (*map(_marked, chart.notes), chart.source)
    yield f"Alt: {plain(chart.alt_text)}"


def _point(point: model.Point | None) -> str:
    if point is None:
        return "."
    return point.label.text + ("" if point.sure else " e")


def _marked(content: Inlines) -> str:
    return "".join(map(_mark, content))


def _mark(inline: model.Inline) -> str:
    match inline:
        case model.Text(text) | model.Printed(text):
            return text
        case model.Strong(content):
            return f"**{_marked(content)}**"
        case model.Emphasis(content, lang):
            return f"_{_marked(content)}_" + (f"{{{lang}}}" if lang else "")
        case model.Link(content, target):
            return f"[{_marked(content)}]({target})"
        case _:
            assert_never(inline)
