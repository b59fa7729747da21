"""Abbreviations where a listener meets them first: in each section, and in each table."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.briefing import (
    Block,
    BulletList,
    Chart,
    Contents,
    Heading,
    Inline,
    Inlines,
    Link,
    Part,
    Table,
    Text,
)
from reportgen.traversal import map_inlines


def spelt_out(part: Part) -> Part:
    """Return a part whose text tells what an abbreviation stands for where it comes up.

    Once in each section and in each table: on every occurrence it would tire the ear and swell
    the file. Drawings and the list of contents say again what the text says; a glossary is read
    as it is; a link is one piece, whatever its words.
    """
    return replace(part, blocks=tuple(_blocks(part))) if part.abbreviations else part


def _blocks(part: Part) -> Iterator[Block]:
    known = {each.short: each for each in part.abbreviations}
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)({names})(?!\w)")
    left = dict(known)

    def spelt(inline: Inline) -> Inlines | None:
        if not isinstance(inline, Text):
            return (inline,) if isinstance(inline, Link) else None
        pieces = pattern.split(inline.text)
        return tuple(Text(piece, left.pop(piece, None)) for piece in pieces if piece)

    for block in part.blocks:
        if isinstance(block, Heading | Table):
            left.update(known)
        yield block if _is_left(block) else map_inlines(block, spelt)


def _is_left(block: Block) -> bool:
    is_glossary = isinstance(block, BulletList) and any(item.term for item in block.items)
    return is_glossary or isinstance(block, Chart | Contents)
