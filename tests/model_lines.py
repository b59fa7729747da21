"""What a reader should hear of a briefing, one line a block: the standard for every writer."""

from collections.abc import Iterator
from typing import assert_never

from reportgen.briefing import (
    Block,
    Briefing,
    BulletList,
    Callout,
    Chart,
    Contents,
    Heading,
    KeyFigures,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Table,
    plain,
)


def model_lines(briefing: Briefing) -> list[str]:
    """Return the words of a briefing in reading order; a figure speaks its alternative text."""
    lines = [line for part in briefing.parts for line in _part_lines(part.masthead, part.blocks)]
    return [line.replace("\u00a0", " ").strip(" ") for line in lines if line]


def _part_lines(head: Masthead, blocks: tuple[Block, ...]) -> Iterator[str]:
    yield from (head.publisher, *head.tags, head.theme, plain(head.title), head.subtitle)
    for block in blocks:
        yield from _block_lines(block)


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph() | Callout() | Note():
            yield plain(block.content)
        case BulletList():
            for item in block.items:
                yield from (plain(item.term) or "\u2013", plain(item.content))
        case Table():
            yield from _caption_lines(block)
            yield from (f"{column.name} {column.unit}" for column in block.header)
            for row in block.rows:
                for cell in row.cells:
                    yield plain(cell.content) + (f"\u2009{cell.mark}" if cell.mark else "")
            yield from _notes(block)
        case Chart():
            yield from _caption_lines(block)
            yield plain(block.alt_text)
            yield from _notes(block)
        case KeyFigures():
            for card in block.cards:
                yield from (card.label, card.period, card.value.text, card.unit, plain(card.note))
        case Contents():
            yield block.title
            yield from (plain(entry.content) for entry in block.entries)
        case PageBreak():
            pass
        case _:
            assert_never(block)


def _caption_lines(block: Table | Chart) -> Iterator[str]:
    yield f"{block.caption.label} {plain(block.caption.title)}"
    yield block.caption.subtitle


def _notes(block: Table | Chart) -> Iterator[str]:
    yield " ".join(plain(note) for note in block.notes)
    yield block.source
