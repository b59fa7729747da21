"""The list of contents of a part: sections with the page on which each begins."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from reportgen.briefing import Contents, Heading, Link
from reportgen.writers.pdf.composed import Composed
from reportgen.writers.pdf.strip import Bookmark, PageMark, Passage, Strip, whole_strips
from reportgen.writers.pdf.structure import Content, Element
from reportgen.writers.pdf.style import Look
from reportgen.writers.pdf.typeset import Run, lines_of, typeset, typeset_text

_COLUMNS = 3
_INDENT = 12.0
_NUMBER = 18.0
_LEFT_ALONE = 3


def contents(block: Contents, look: Look) -> Composed:
    """Return the list; the numbers of its pages take their place when they are known."""
    style = look.style("contents_heading")
    title = typeset_text(block.title, style, "P")
    head = whole_strips(lines_of(title.runs, look.theme.page.measure), style)
    rows = [_row(entry, look) for entry in block.entries]
    last = len(rows) - _LEFT_ALONE
    strips = (
        strip
        for number, (_, lines) in enumerate(rows)
        for strip in _breakable(lines, may_break=_LEFT_ALONE <= number <= last)
    )
    elements = (Element("P", title.kids), Element("TOC", tuple(_nested(block.entries, rows))))
    passages = (
        Passage(head, before=style.before, after=style.after, keeps_with_next=True),
        Passage(tuple(strips)),
    )
    return Composed(elements, passages)


def pages_of_anchors(sheets: Iterable[Iterable[Strip]]) -> dict[str, int]:
    """Return the page of each destination, by its name."""
    return {
        mark.name: page
        for page, sheet in enumerate(sheets, 1)
        for strip in sheet
        for mark in strip.marks
        if isinstance(mark, Bookmark)
    }


def _row(entry: Heading, look: Look) -> tuple[Element, tuple[Strip, ...]]:
    """The number stands at the end of the last line and belongs to the link."""
    style = look.style(f"contents_{entry.level}")
    left = _INDENT * (entry.level - 1)
    right = look.theme.page.span(_COLUMNS)
    words = typeset((Link(entry.content, f"#{entry.anchor}"),), style, "TOCI")
    lines = lines_of(words.runs, right - left - _NUMBER, continues=True)
    *others, last = whole_strips(lines, style, left)
    own = Content("Link")
    number = Run("", style.face, own, words.runs[-1].target)
    mark = PageMark(right, style.baseline, number, entry.anchor)
    strips = (
        *others,
        replace(last, height=last.height + style.after, marks=(*last.marks, mark)),
    )
    link = [kid for element in words.kids if isinstance(element, Element) for kid in element.kids]
    return Element("TOCI", (Element("Link", (*link, own)),)), strips


def _breakable(lines: tuple[Strip, ...], *, may_break: bool) -> tuple[Strip, ...]:
    return (replace(lines[0], may_break=may_break), *lines[1:])


def _nested(
    entries: Iterable[Heading], rows: Iterable[tuple[Element, tuple[Strip, ...]]]
) -> Iterator[Element]:
    """The entries of level 2 that follow each other are a list of their own."""
    items = ((entry.level, element) for entry, (element, _) in zip(entries, rows, strict=True))
    for level, run in groupby(items, lambda item: item[0]):
        elements = tuple(element for _, element in run)
        yield from elements if level == 1 else (Element("TOC", elements),)
