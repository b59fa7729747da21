"""Examines the text of a Word file: headings, what only looks like them, contrast, spacing."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from reportgen.accessibility.issue import Advice, Checks, level_problems
from reportgen.accessibility.word_file import (
    Word,
    around,
    at,
    attribute,
    is_on,
    name_of,
    run_text,
    runs_of,
    text_of,
    value,
)
from reportgen.errors import Problem
from reportgen.theme import contrast
from reportgen.views.limits import Element

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
        if level is not None and not _shows(paragraph):
            remedy = "write it, or give the paragraph another style"
            yield Advice(word.where(paragraph), "the heading is empty", remedy)
        elif level is not None:
            yield from level_problems(word.where(paragraph), level, last, "make it Heading ")
            last = level
    if not last:
        remedy = "give the titles of its sections the styles Heading 1, 2, ..."
        yield Advice("the file", "the document has no headings", remedy)


def _shows(paragraph: Element) -> bool:
    pictured = paragraph.iter("{*}drawing", "{*}pict", "{*}object", "{*}oMath")
    return bool(text_of(paragraph).strip()) or any(True for _ in pictured)


def _false_headings(word: Word) -> Iterator[Problem]:
    """A short line that stands out by hand, above a text longer than it."""
    for line, below in pairwise(word.flow):
        if name_of(line) == name_of(below) == "p" and len(text_of(below)) > len(text_of(line)):
            said = _is_named(below, word) or _stands_out(below, word)
            if not said and _stands_out(line, word):
                remedy = "give it the style Title, or Heading 1, 2, ..."
                yield Problem(word.where(line), "looks like a heading and is none", remedy)


def _stands_out(paragraph: Element, word: Word) -> bool:
    said = text_of(paragraph).strip()
    if not 0 < len(said) <= _HEADING or said.endswith((".", ",", ";")) or _CAPTION.match(said):
        return False
    if _is_listed(paragraph, word) or _is_named(paragraph, word):
        return False
    usual = word.usual(paragraph)
    words = [run for run in runs_of(paragraph) if run_text(run).strip()]
    return all(_is_raised(word.direct(run), usual) for run in words)


def _is_named(paragraph: Element, word: Word) -> bool:
    """True where a style says what a paragraph is: a heading, a title, a caption, ..."""
    name = next((value(style, "name").lower() for style in word.styles_of(paragraph)), "")
    return word.level(paragraph) is not None or bool(_NAMED.search(name))


def _is_listed(paragraph: Element, word: Word) -> bool:
    holders = (paragraph, *word.styles_of(paragraph))
    return any(at(holder, "pPr/numPr") is not None for holder in holders)


def _is_raised(direct: list[Element], usual: list[Element]) -> bool:
    """True for words bold or larger by hand; a style that is bold has a name for what it is."""
    larger = _size([*direct, *usual]) - _size(usual) >= _LARGER
    return not _is_bold(usual) and (larger or _is_bold(direct))


def _is_bold(looks: Iterable[Element]) -> bool:
    return is_on(next((bold for look in looks if (bold := at(look, "b")) is not None), None))


def _size(looks: Iterable[Element]) -> int:
    sizes = (size for look in looks if (size := value(look, "sz")).isdecimal())
    return int(next(sizes, _USUAL_SIZE))


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
    usual = word.usual(paragraph)
    for run in runs_of(paragraph):
        looks = [*word.direct(run), *usual]
        colour = next((found for look in looks if (found := value(look, "color"))), "")
        if not _COLOUR.fullmatch(colour) or not any(map(str.isalnum, run_text(run))):
            continue
        size, paper = _size(looks), _paper(looks, paragraph, word)
        is_large = size >= _LARGE or (size >= _LARGE_BOLD and _is_bold(looks))
        least = _LARGE_TEXT if is_large else _SMALL_TEXT
        if paper and (ratio := contrast(f"#{colour}", paper)) < least:
            shown = int(ratio * 10) / 10  # cut, not rounded: 4.48 is below 4.5 and must look so
            yield f"text in #{colour} on {paper} has a contrast of {shown}:1, below {least}:1"


def _paper(looks: list[Element], paragraph: Element, word: Word) -> str:
    """The colour behind words, empty where it is not known."""
    if around(paragraph, "txbxContent") is not None:
        return ""
    if any(at(look, "highlight") is not None for look in looks):
        return ""
    blocks = (paragraph, *word.styles_of(paragraph))
    shades = [
        *(at(look, "shd") for look in looks),
        *(at(block, "pPr/shd") for block in blocks),
        *(at(cell, "tcPr/shd") for cell in paragraph.iterancestors("{*}tc")),
    ]
    for shade in shades:
        if shade is not None and attribute(shade, "val") not in _PLAIN:
            return ""
        if shade is not None and _COLOUR.fullmatch(attribute(shade, "fill")):
            return f"#{attribute(shade, 'fill')}"
    table = around(paragraph, "tbl")
    styles = () if table is None else word.styles.chain(value(table, "tblPr/tblStyle"))
    shaded = any(True for style in styles for _ in style.iter("{*}shd"))
    return "" if shaded else _WHITE


def _typed_lists(word: Word) -> Iterator[Problem]:
    def typed(block: Element) -> bool:
        written = name_of(block) == "p" and bool(_TYPED.match(text_of(block)))
        return written and not (_is_listed(block, word) or _is_named(block, word))

    for entries in _together(word.flow, typed, _ENTRIES):
        what = f"a list of {len(entries)} lines has its bullets or numbers typed"
        yield Problem(word.where(entries[0]), what, "make it a list with the list buttons")


def _blanks(word: Word) -> Iterator[Problem]:
    for lines in _together(word.flow, _is_blank, _BLANKS):
        what = f"{len(lines)} empty paragraphs make room"
        remedy = "use the space before a paragraph, or a page break"
        yield Advice(word.where(lines[0]), what, remedy)
    for root in word.parts:
        for paragraph in root.iter("{*}p"):
            if _GAP.search(text_of(paragraph)):
                remedy = "use a tab stop, an indent or a table"
                yield Problem(word.where(paragraph), "repeated blanks place the words", remedy)


def _is_blank(block: Element) -> bool:
    holds = ("{*}br", "{*}sectPr", "{*}t", "{*}fldChar", "{*}fldSimple")
    return name_of(block) == "p" and not _shows(block) and not any(True for _ in block.iter(*holds))


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
