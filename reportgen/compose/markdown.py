"""Rendered template text -> blocks of the document model.

Its Markdown holds marks: a figure, a reference, a place where evidence is missing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportgen.briefing import (
    BulletList,
    Callout,
    Emphasis,
    Heading,
    Inline,
    Inlines,
    Link,
    ListItem,
    Locale,
    Note,
    PageBreak,
    Paragraph,
    Printed,
    Strong,
    Text,
    plain,
)
from reportgen.l10n.grammar import bind_last_words, with_typography

OPEN, CLOSE, VOID = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][*_)»”])|(?<=[.!?…]\*\*))\s+")
_OPENING = re.compile(r"\s*(?:[-*+>]\s+|\d+\.\s+)?")  # of a list item or a quotation
_OPENS = re.compile(r"\s*(?:$|[-*+>]\s|\d+\.\s|#|!\[)")
_STANDS_ALONE = re.compile(r"\s*(?:$|#|!\[)")


class TemplateFault(Exception):  # noqa: N818 - TemplateError is what a user sees of it
    """What a template asks for and cannot have, before its place in the file is known.

    `what` is wrong and its `remedy`; `text` is what stands in its line.
    """

    def __init__(self, what: str, remedy: str = "", text: str = "") -> None:
        super().__init__(f"{what}; {remedy}" if remedy else what)
        self.what, self.remedy, self.text = what, remedy, text


class Marked:
    """The figures printed and the references made while one template renders, in order."""

    def __init__(self) -> None:
        self.inlines: list[Printed | Link] = []

    def mark(self, inline: Printed | Link) -> str:
        """Keep a figure or a reference and return the mark that stands for it in the text."""
        self.inlines.append(inline)
        return f"{OPEN}{len(self.inlines) - 1}{CLOSE}"

    def read(self, text: str) -> Iterator[Inline]:
        """Yield the words, figures and references of a marked text."""
        for position, piece in enumerate(_MARK.split(text)):
            if position % 2:
                yield self.inlines[int(piece)]
            elif piece:
                yield Text(piece)


def unproven(text: str) -> str:
    """Return what stands for a text that may not be said: a whole sentence stays one."""
    return f"{VOID}." if text.endswith((".", "!", "?", "…")) else VOID


def proven(text: str) -> str:
    """Return the text without the sentences whose evidence is missing.

    A paragraph, list item or heading all of whose sentences go is left out.
    """
    kept = (_proven_piece(piece) for piece in _pieces(text.split("\n")))
    return "\n".join(piece for piece in kept if piece is not None)


def _pieces(lines: list[str]) -> Iterator[str]:
    """Yield each heading, image, list item and paragraph: a sentence may run over lines."""
    piece: list[str] = []
    for line in lines:
        if piece and (_OPENS.match(line) or _STANDS_ALONE.match(piece[-1])):
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    yield "\n".join(piece)


def _proven_piece(piece: str) -> str | None:
    if VOID not in piece:
        return piece
    if _STANDS_ALONE.match(piece):
        return None
    opening = _OPENING.match(piece)
    head = opening.group() if opening else ""
    kept = [part for part in _SENTENCE_END.split(piece[len(head) :]) if VOID not in part]
    return head + " ".join(kept) if kept else None


@dataclass(frozen=True, slots=True)
class Placed:
    """An image of the Markdown: an exhibit or a card to be put here, with its caption."""

    target: str
    caption: Inlines


@dataclass(frozen=True, slots=True)
class Title:
    """The heading of level 1: the title of the document."""

    content: Inlines


_SCHEMES = ("https:", "mailto:", "#")
_LONGEST_HEADING = 300  # characters; more would outgrow a page
_BEGINNING = 20  # characters: enough to find the line by
_NOT_PROSE = ["code", "fence", "html_block", "html_inline"]  # an indented line is a paragraph

Piece = Title | Heading | Paragraph | BulletList | Callout | Note | PageBreak | Placed


def pieces(text: str, marked: Marked, locale: Locale) -> Iterator[Piece]:
    """Yield the blocks of a Markdown text, with images left to be replaced by exhibits.

    Raises TemplateFault for a link that leads elsewhere than to https, mailto or a heading, and for
    a title or heading of more than 300 characters.
    """
    reader = _Reader(marked, locale)
    tokens = _parser().parse(text)
    position = 0
    while position < len(tokens):
        piece, position = reader.block(tokens, position)
        yield from piece


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).disable(_NOT_PROSE)
    parser.validateLink = lambda _: True  # type: ignore[method-assign,assignment]
    return parser


@dataclass(frozen=True, slots=True)
class _Reader:
    marked: Marked
    locale: Locale

    def block(self, tokens: list[Token], at: int) -> tuple[list[Piece], int]:
        token = tokens[at]
        match token.type:
            case "heading_open":
                return [self._heading(token, tokens[at + 1].children or ())], at + 3
            case "paragraph_open":
                return self._paragraph(tokens[at + 1]), at + 3
            case "bullet_list_open":
                end = _closing(tokens, at)
                return [self._list(tokens[at:end])], end + 1
            case "blockquote_open":
                end = _closing(tokens, at)
                inline = next(t for t in tokens[at:end] if t.type == "inline")
                return [Callout(self._inlines(inline.children or ()))], end + 1
            case "hr":
                return [PageBreak()], at + 1
            case _:
                return [], at + 1

    def _heading(self, token: Token, children: Iterable[Token]) -> Piece:
        content = self._inlines(children)
        what = "title" if token.tag == "h1" else "heading"
        length = len(words := plain(content))
        if length > _LONGEST_HEADING:
            remedy = f"keep it within {_LONGEST_HEADING}"
            raise TemplateFault(f"the {what} has {length} characters", remedy, words[:_BEGINNING])
        if token.tag == "h1":
            return Title(content)
        return Heading(1 if token.tag == "h2" else 2, content)

    def _paragraph(self, inline: Token) -> list[Piece]:
        """The words, and the images that an author put next to them."""
        found: list[Piece] = []
        for placed, run in groupby(inline.children or [], lambda child: child.type == "image"):
            if placed:
                found += [Placed(str(c.attrs["src"]), tuple(self._words(c.content))) for c in run]
            elif content := _stripped(self._inlines(run)):
                found.append(Paragraph(self._bound(content)))
        return found

    def _list(self, tokens: list[Token]) -> BulletList:
        items = [token.children or () for token in tokens if token.type == "inline"]
        return BulletList(tuple(ListItem(self._bound(self._inlines(item))) for item in items))

    def _bound(self, content: Inlines) -> Inlines:
        if content and isinstance(content[-1], Text):
            return (*content[:-1], Text(bind_last_words(content[-1].text)))
        return content

    def _words(self, text: str) -> Iterator[Inline]:
        return self.marked.read(with_typography(text, self.locale))

    def _inlines(self, children: Iterable[Token]) -> Inlines:
        out: list[Inline] = []
        open_marks: list[tuple[Token, list[Inline]]] = []
        current = out
        for child in children:
            if child.type in ("strong_open", "em_open", "link_open"):
                open_marks.append((child, current))
                current = []
            elif child.type in ("strong_close", "em_close", "link_close"):
                opening, outer = open_marks.pop()
                outer.append(_marked(opening, tuple(current)))
                current = outer
            elif child.type in ("softbreak", "hardbreak"):
                current.append(Text(" "))
            else:
                current.extend(self._words(child.content))
        return tuple(out)


def _marked(opening: Token, content: Inlines) -> Inline:
    match opening.type:
        case "strong_open":
            return Strong(content)
        case "em_open":
            return Emphasis(content)
        case _:
            target = str(opening.attrs["href"])
            if not target.lower().startswith(_SCHEMES):
                what = f'a link may not lead to "{target}"'
                raise TemplateFault(what, "use https, mailto or #", f"({target})")
            return Link(content, target)


def _stripped(content: Inlines) -> Inlines:
    """The line breaks between words and an image belong to neither."""
    blank = Text(" ")
    start = 1 if content[:1] == (blank,) else 0
    end = -1 if content[start:] and content[-1] == blank else None
    return content[start:end]


def _closing(tokens: list[Token], at: int) -> int:
    level, wanted = tokens[at].level, tokens[at].type.replace("_open", "_close")
    return next(
        n
        for n in range(at + 1, len(tokens))
        if tokens[n].type == wanted and tokens[n].level == level
    )
