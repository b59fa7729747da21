"""What every writer keeps to: where links lead, what stands together, what opens a page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import fsum

from reportgen import briefing as model
from reportgen.briefing import Block, BulletList, Chart, Heading, Masthead, Paragraph, Part, Table
from reportgen.errors import Problem, TemplateError
from reportgen.theme import Theme
from reportgen.writers.table_rules import cell_type

LIST_MARK = "\u2013"
LONGEST_WHOLE_LIST = 6  # items: key points stay on one page, a longer list may go on
ITEMS_TOGETHER = 2  # of a longer list, on either side of the end of a page
ENTRIES_TOGETHER = 3  # of a list of contents
WELL_FILLED = 0.6  # a page emptier than this is not left for a section that opens one
OVERTAKEN_BELOW = 2 / 3  # the next section goes before a figure only on a page emptier than this
_ROWS_OF_A_PAGE = 0.5  # more rows leave too little of a page for captions and words
_SCHEMES = ("https:", "mailto:", "#")
_NUMBERED = re.compile(r"(?P<word>.*\S\s+)(?P<number>\d+)")


def checked_target(target: str) -> str:
    """Return the target of a link; raises TemplateError unless it is https, mailto or #anchor."""
    if target.lower().startswith(_SCHEMES):
        return target
    what, remedy = "this kind of link is not allowed", f"use {', '.join(_SCHEMES)}"
    raise TemplateError(Problem(f'link "{target}"', what, remedy))


def dead_links(anchors: Iterable[str]) -> TemplateError:
    """Return the refusal of links to anchors that nothing has."""
    what, remedy = "nothing has this anchor", "use # and the anchor of a heading"
    return TemplateError(*(Problem(f'link "#{anchor}"', what, remedy) for anchor in anchors))


def label_parts(label: str) -> tuple[str, str]:
    """Return the word of a label with the space behind it, and its number, empty where it lacks."""
    found = _NUMBERED.fullmatch(label)
    return (found["word"], found["number"]) if found else (label, "")


def status_line(masthead: Masthead) -> str:
    """Return the status tags as they stand in the head of every page."""
    return " · ".join(masthead.tags)


def first_pages(lengths: Sequence[int]) -> list[int]:
    """Return the page on which each part begins, behind a title page; `lengths` are in pages."""
    return [*accumulate(lengths[:-1], initial=2)]


def charts_of(part: Part) -> Iterator[Chart]:
    """Yield the charts of a part."""
    return (block for block in part.blocks if isinstance(block, Chart))


def is_glossary(block: BulletList) -> bool:
    """Return True for a list in which every item has a term."""
    return all(item.term for item in block.items)


def nested(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks; a subsection before any section counts as one, so that no level is skipped."""
    has_section = False
    for block in blocks:
        if isinstance(block, Heading) and not has_section:
            has_section = True
            block = replace(block, level=1)
        yield block


def is_first_paragraph(previous: Block | None) -> bool:
    """Return True where a paragraph begins a text, and needs no space to tell it from another."""
    return not isinstance(previous, Paragraph | BulletList | Chart | Table)


def space_above(previous: Block | None, block: Block, theme: Theme) -> float | None:
    """Return the space between two blocks in points, None where their styles say it."""
    match previous, block:
        case _, Paragraph():
            return 0.0 if is_first_paragraph(previous) else theme.type["body"].before
        case Paragraph(), BulletList():
            return theme.type["body"].before
        case model.KeyFigures(), Heading():
            return theme.page.module
        case Heading(), Table() | Chart():
            return 0.0
        case (None | model.Callout(), Heading()):
            return 0.0
        case _:
            return None


def opens_page(previous: Block | None, rest: Sequence[Block], theme: Theme) -> bool:
    """Return True where the first of `rest` opens a page, for a writer that cannot fill pages.

    It does after a break, and for a section that opens a page where the rows of its tables leave
    half of that page for captions and words. What needs a second page anyway begins on the one
    before, which would else stay almost empty.
    """
    if not (isinstance(rest[0], Heading) and rest[0].opens_page):
        return isinstance(previous, model.PageBreak)
    tables = [block for block in rest if isinstance(block, Table)]
    rows = fsum(theme.type[cell_type(table, row)].leading for table in tables for row in table.rows)
    return rows <= theme.page.later_height * _ROWS_OF_A_PAGE
