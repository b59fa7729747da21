"""Words to lines: inlines become runs, runs become lines of a given width."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import fsum
from typing import assert_never

from reportgen.briefing import Abbreviation, Emphasis, Inlines, Link, Printed, Strong, Text, plain
from reportgen.writers.pdf.fonts import Face, Style, width_of
from reportgen.writers.pdf.structure import Content, Element
from reportgen.writers.rules import checked_target

# No-break spaces are not here: they hold a number and its unit together.
_BREAKING_SPACE = re.compile("([ \t\r\n]+)")


@dataclass(frozen=True, slots=True)
class Artifact:
    """Paint that is not content: rules, repetitions, a page's "Header", "Footer", "Watermark"."""

    pagination: str = ""


DECORATION = Artifact()
Owner = Content | Artifact


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: https, mailto or #anchor; and how that is said to one who hears it.

    `owner` stands directly in the element of the link and takes its annotations.
    """

    address: str
    name: str
    owner: Content


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face and one owner; `target` where they are part of a link."""

    text: str
    face: Face
    owner: Owner
    target: Target | None = None

    @property
    def width(self) -> float:
        """Width in points."""
        return width_of(self.text, self.face.font, self.face.size)

    @property
    def inked_width(self) -> float:
        """Width without the space at its end."""
        return width_of(self.text.rstrip(" "), self.face.font, self.face.size)


@dataclass(frozen=True, slots=True)
class Line:
    """Runs side by side; `width` leaves out the space at a line's end."""

    runs: tuple[Run, ...]
    width: float


@dataclass(frozen=True, slots=True)
class TaggedText:
    """Kids of the element that holds the words, and the words."""

    kids: tuple[Element | Content, ...]
    runs: tuple[Run, ...]


def tagged(inlines: Inlines, style: Style, tag: str) -> TaggedText:
    """Return inlines as runs, their contents marked as `tag`.

    Raises TemplateError for a link scheme that is not allowed.
    """
    kids: list[Element | Content] = []
    runs = tuple(_runs(inlines, style, tag, None, kids))
    return TaggedText(tuple(kids), runs)


def tagged_words(text: str, style: Style, tag: str) -> TaggedText:
    """Return plain words as one run."""
    return tagged((Text(text),), style, tag)


def _runs(
    inlines: Inlines, style: Style, tag: str, target: Target | None, kids: list[Element | Content]
) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case Text(text, Abbreviation(_, expansion, lang)):
                letters = Content("Span")
                kids.append(Element("Span", (letters,), lang=lang, expansion=expansion))
                yield Run(text, style.face, letters, target)
            case Text(text) | Printed(text):
                yield Run(text, style.face, _content(kids, tag), target)
            case Strong(inner):
                yield from _runs(inner, style.strong, tag, target, kids)
            case Emphasis(inner, lang) if lang:
                span: list[Element | Content] = []
                yield from _runs(inner, replace(style, weight="italic"), "Span", target, span)
                kids.append(Element("Span", tuple(span), lang=lang))
            case Emphasis(inner):
                yield from _runs(inner, replace(style, weight="italic"), tag, target, kids)
            case Link(inner, address):
                link: list[Element | Content] = []
                inside = checked_target(address).startswith("#")
                there = Target(address, plain(inner) if inside else address, Content("Link"))
                # A reference inside the document reads on without a line below it, as in print.
                shown = style if inside else replace(style, underlined=True)
                yield from _runs(inner, shown, "Link", there, link)
                kids.append(Element("Link", (*link, there.owner)))
            case _:
                assert_never(inline)


def _content(kids: list[Element | Content], tag: str) -> Content:
    if not kids or not isinstance(kids[-1], Content):
        kids.append(Content(tag))
    last = kids[-1]
    assert isinstance(last, Content)
    return last


@dataclass(frozen=True, slots=True)
class _Word:
    runs: tuple[Run, ...]
    space_after: Run | None
    width: float


def _word(runs: Iterable[Run], space_after: Run | None) -> _Word:
    runs = tuple(runs)
    return _Word(runs, space_after, width_of_runs(runs))


def lines_of(runs: Iterable[Run], width: float, *, continues: bool = False) -> tuple[Line, ...]:
    """Return ragged lines no wider than `width`, broken at spaces only.

    A line that is read on keeps its space at the end, the last one only if the text `continues`
    elsewhere; a word wider than the line is cut.
    """
    lines: list[Line] = []
    line: list[Run] = []
    taken = 0.0
    space: Run | None = None
    for word in _words(runs):
        for piece in _cut(word, width):
            gap = space.width if space and line else 0.0
            if line and taken + gap + piece.width > width + 1e-6:
                lines.append(_line((*line, space) if space else line, taken))
                line, taken, gap = [], 0.0, 0.0
            elif space and line:
                line.append(space)
            line += piece.runs
            taken += gap + piece.width
            space = piece.space_after
    if line:
        end = line[-1]
        closing = (Run(" ", end.face, end.owner, end.target),) if continues else ()
        lines.append(_line((*line, *closing), taken))
    return tuple(lines)


def single_line(runs: Iterable[Run]) -> Line:
    """Return all runs on one line, whatever its width."""
    runs = tuple(runs)
    return _line(runs, width_of_runs(runs))


def width_of_runs(runs: Iterable[Run]) -> float:
    """Return the width of runs side by side, in points."""
    return fsum([run.width for run in runs])


def _words(runs: Iterable[Run]) -> Iterator[_Word]:
    pieces: list[Run] = []
    for run in runs:
        space = Run(" ", run.face, run.owner, run.target)
        for token in _BREAKING_SPACE.split(run.text):
            if not token:
                continue
            if token[0] not in " \t\r\n":
                pieces.append(Run(token, run.face, run.owner, run.target))
            elif pieces:
                yield _word(pieces, space)
                pieces = []
    if pieces:
        yield _word(pieces, None)


def _cut(word: _Word, width: float) -> Iterator[_Word]:
    if word.width <= width:
        yield word
        return
    part: list[Run] = []
    for run in word.runs:
        for character in run.text:
            letter = Run(character, run.face, run.owner, run.target)
            if part and fsum(each.width for each in part) + letter.width > width:
                yield _word(part, None)
                part = []
            part.append(letter)
    yield _word(part, word.space_after)


def _line(runs: Sequence[Run], width: float) -> Line:
    if len(runs) == 1:  # most cells of tables
        return Line(tuple(runs), width)
    alike = groupby(runs, lambda run: (run.face, run.owner, run.target))
    joined = (Run("".join([run.text for run in group]), *look) for look, group in alike)
    return Line(tuple(joined), width)
