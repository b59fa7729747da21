"""Examines the text of a Word file: headings, what only looks like them, contrast, spacing."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from reportgen.accessibility.issue import Advice, Checks, level_problems
from reportgen.accessibility.word_file import Word, around, run_text, runs_of
from reportgen.errors import Problem
from reportgen.theme import contrast
from reportgen.views.limits import Element
from reportgen.views.package import at, is_on, tag, value, value_at

_HEADING = 100  # characters that a heading rarely has
_LARGER = 4  # half-points by which a line stands out from the text
_CAPTION = re.compile(
    r"(?i)(?:tableau|table|figure|graphique|chart|encadré|box)\s+[\dIVX]|(?:sources?|notes?)\s*:"
)
_NAMED = re.compile(r"title|caption|légende|toc|signature|date|salutation|closing")
_WHITE = "#FFFFFF"
_PLAIN = frozenset({"clear", "nil", ""})  # shadings without a pattern
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_LARGE, _LARGE_BOLD = 36, 28  # half-points
_SMALL_TEXT, _LARGE_TEXT = 4.5, 3.0  # contrast ratios of WCAG 2.2, 1.4.3
_USUAL_SIZE = 20  # half-points, where a document says nothing
_TYPED = re.compile(r"\s*(?:[-–—•·▪*]|\(?\d{1,2}[.)]|[a-z]\))[ \u00a0\u202f\t]+\S")
_ENTRIES = 2  # lines that make a list
_BLANKS = 3  # empty paragraphs that are room, no slip
_GAP = re.compile(r"\S {4,}\S|(?:^|\S)\t{3,}\S")


def _headings(word: Word) -> Iterator[Problem]:
    last = 0
    for paragraph in word.body.iter("{*}p"):
        level = word.level(paragraph)
        if level is not None and not _shows(paragraph, word):
            remedy = "write it, or give the paragraph another style"
            yield Advice(word.where(paragraph), "the heading is empty", remedy)
        elif level is not None:
            yield from level_problems(word.where(paragraph), level, last, "make it Heading ")
            last = level
    if not last:
        remedy = "give the titles of its sections the styles Heading 1, 2, ..."
        yield Advice("the file", "the document has no headings", remedy)


def _shows(paragraph: Element, word: Word) -> bool:
    pictured = paragraph.iter("{*}drawing", "{*}pict", "{*}object", "{*}oMath")
    return bool(word.texts[paragraph].strip()) or any(True for _ in pictured)


def _false_headings(word: Word) -> Iterator[Problem]:
    """A short line that stands out by hand, above a text longer than it."""
    for line, below in pairwise(word.flow):
        if tag(line) == tag(below) == "w:p" and len(word.texts[below]) > len(word.texts[line]):
            said = _is_named(below, word) or _stands_out(below, word)
            if not said and _stands_out(line, word):
                remedy = "give it the style Title, or Heading 1, 2, ..."
                yield Problem(word.where(line), "looks like a heading and is none", remedy)


def _stands_out(paragraph: Element, word: Word) -> bool:
    said, about = word.texts[paragraph].strip(), at(paragraph, "w:pPr")
    if not 0 < len(said) <= _HEADING or said.endswith((".", ",", ";")) or _CAPTION.match(said):
        return False
    if _is_listed(paragraph, word) or _is_named(paragraph, word):
        return False
    # What is bold by its style has a name for what it is.
    usual, size = is_on(word.usual(about, "w:b")), _size(word.usual(about, "w:sz"))
    words = [run for run in runs_of(paragraph) if run_text(run).strip()]
    return not usual and all(
        is_on(word.look(run, about, "w:b"))
        or _size(word.look(run, about, "w:sz")) - size >= _LARGER
        for run in words
    )


def _is_named(paragraph: Element, word: Word) -> bool:
    """True where a style says what a paragraph is: a heading, a title, a caption, ..."""
    name = word.styles.name(at(paragraph, "w:pPr"))
    return word.level(paragraph) is not None or bool(_NAMED.search(name))


def _is_listed(paragraph: Element, word: Word) -> bool:
    return word.styles.of_paragraph(at(paragraph, "w:pPr"), "w:numPr") is not None


def _size(mark: Element | None) -> int:
    said = value(mark)
    return int(said) if said.isdecimal() else _USUAL_SIZE


def _contrast(word: Word) -> Iterator[Problem]:
    found: dict[str, list[Element]] = {}
    for root in word.parts:
        for paragraph in root.iter("{*}p"):
            for what in dict.fromkeys(_pale(paragraph, word)):
                found.setdefault(what, []).append(paragraph)
    for what, places in found.items():
        more = f", here and in {len(places) - 1} more" if len(places) > 1 else ""
        yield Problem(word.where(places[0]), what + more, "choose colours further apart")


def _pale(paragraph: Element, word: Word) -> Iterator[str]:
    about, ground = at(paragraph, "w:pPr"), _ground(paragraph, word)
    for run in runs_of(paragraph):
        colour = value(word.look(run, about, "w:color"))
        if not _COLOUR.fullmatch(colour) or not any(map(str.isalnum, run_text(run))):
            continue
        marked = word.look(run, about, "w:highlight") is not None
        paper = "" if marked else _shade(word.look(run, about, "w:shd"), ground)
        size, bold = _size(word.look(run, about, "w:sz")), word.look(run, about, "w:b")
        is_large = size >= _LARGE or (size >= _LARGE_BOLD and is_on(bold))
        least = _LARGE_TEXT if is_large else _SMALL_TEXT
        if paper and (ratio := contrast(f"#{colour}", paper)) < least:
            shown = int(ratio * 10) / 10  # cut, not rounded: 4.48 is below 4.5 and must look so
            yield f"text in #{colour} on {paper} has a contrast of {shown}:1, below {least}:1"


def _ground(paragraph: Element, word: Word) -> str:
    """The colour behind a paragraph, empty where it is not known."""
    holder = around(paragraph, "tbl", "txbxContent")
    if holder is not None and tag(holder) != "w:tbl":
        return ""
    styles = word.styles.chain(value_at(holder, "w:tblPr/w:tblStyle"))
    found = "" if any(True for style in styles for _ in style.iter("{*}shd")) else _WHITE
    for cell in reversed([*paragraph.iterancestors("{*}tc")]):
        found = _shade(at(cell, "w:tcPr/w:shd"), found)
    return _shade(word.styles.of_paragraph(at(paragraph, "w:pPr"), "w:shd"), found)


def _shade(shading: Element | None, under: str) -> str:
    """The colour that a shading makes of the one under it, empty where it is not known."""
    fill = value(shading, "fill")
    if shading is not None and value(shading) not in _PLAIN:
        return ""
    return f"#{fill}" if _COLOUR.fullmatch(fill) else under


def _typed_lists(word: Word) -> Iterator[Problem]:
    def typed(block: Element) -> bool:
        written = tag(block) == "w:p" and bool(_TYPED.match(word.texts[block]))
        return written and not (_is_listed(block, word) or _is_named(block, word))

    for entries in _together(word.flow, typed, _ENTRIES):
        what = f"a list of {len(entries)} lines has its bullets or numbers typed"
        yield Problem(word.where(entries[0]), what, "make it a list with the list buttons")


def _blanks(word: Word) -> Iterator[Problem]:
    for lines in _together(word.flow, lambda block: _is_blank(block, word), _BLANKS):
        what = f"{len(lines)} empty paragraphs make room"
        remedy = "use the space before a paragraph, or a page break"
        yield Advice(word.where(lines[0]), what, remedy)
    for root in word.parts:
        for paragraph in root.iter("{*}p"):
            if _GAP.search(word.texts[paragraph]):
                remedy = "use a tab stop, an indent or a table"
                yield Problem(word.where(paragraph), "repeated blanks place the words", remedy)


def _is_blank(block: Element, word: Word) -> bool:
    holds = ("{*}br", "{*}sectPr", "{*}t", "{*}fldChar", "{*}fldSimple")
    return (
        tag(block) == "w:p"
        and not _shows(block, word)
        and not any(True for _ in block.iter(*holds))
    )


def _together(
    blocks: Sequence[Element], wanted: Callable[[Element], bool], least: int
) -> Iterator[list[Element]]:
    """The wanted blocks that follow each other, where there are so many."""
    for found, group in groupby(blocks, wanted):
        together = [*group]
        if found and len(together) >= least:
            yield together


TEXT_CHECKS: Checks[Word] = {
    "headings": _headings,
    "false headings": _false_headings,
    "contrast": _contrast,
    "typed lists": _typed_lists,
    "blanks": _blanks,
}
