"""Abbreviations where a listener meets them first: in each section, and in each table."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen import briefing as model
from reportgen.briefing import Block, Inline, Inlines, Part, Text
from reportgen.traversal import map_inlines
from reportgen.writers.rules import is_glossary


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
            return (inline,) if isinstance(inline, model.Link) else None
        pieces = pattern.split(inline.text)
        return tuple(Text(piece, left.pop(piece, None)) for piece in pieces if piece)

    for block in part.blocks:
        if isinstance(block, model.Heading | model.Table):
            left.update(known)
        as_it_is = isinstance(block, model.Chart | model.Contents) or (
            isinstance(block, model.BulletList) and is_glossary(block)
        )
        yield block if as_it_is else map_inlines(block, spelt)
