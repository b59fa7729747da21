"""The part being written, and its words as runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import urlsplit

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from reportgen.briefing import (
    Chart,
    Emphasis,
    Heading,
    Inlines,
    Link,
    Part,
    Printed,
    Strong,
    Table,
    Text,
    plain,
)
from reportgen.errors import Problem, TemplateError
from reportgen.l10n import LANGUAGES
from reportgen.theme import Theme
from reportgen.writers.docx.xml import (
    Element,
    bookmark,
    bookmark_name,
    checked,
    field,
    paragraph,
    run,
    w,
)

LINK_SCHEMES = frozenset({"https", "mailto"})
_NUMBERED = re.compile(r"(?P<word>.*\S\s+)(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part with its look and the document that takes its pictures and links.

    `language` is the tag that its runs carry, empty where it is the document's own;
    `title_columns` is how many columns of the page its title may fill;
    `numbers` yields identifiers that are unique in the document; `counters` start anew here.
    """

    part: Part
    theme: Theme
    document: Document
    language: str
    title_columns: int
    numbers: Iterator[int]
    counters: tuple[str, ...] = ()

    def words(self, text: str, style: str = "") -> Element:
        """One run of text in the part's language."""
        return run(text, style, self.language)

    def line(self, style: str, text: str, *properties: Element) -> Element:
        """A paragraph of plain text."""
        return paragraph(style, (self.words(text),), *properties)

    def text(self, style: str, content: Inlines, *properties: Element) -> Element:
        """A paragraph of inlines."""
        return paragraph(style, runs(content, self), *properties)

    def bookmarked(self, content: Iterator[Element], *name: str) -> Iterator[Element]:
        """`content` in a bookmark whose name holds the part's language."""
        name_here = bookmark_name(self.part.locale, *name)
        return bookmark(name_here, next(self.numbers), content)


def runs(
    content: Inlines, chapter: Chapter, style: str = "", strong: str = "Strong"
) -> Iterator[Element]:
    """Yield the runs of inlines, in character style `style`.

    Raises TemplateError for a link that leads elsewhere than to https, mailto or an anchor of the
    part, OutputError for a control character.
    """
    return _runs(content, chapter, style, strong, chapter.language)


def _runs(
    content: Inlines, chapter: Chapter, style: str, strong: str, language: str
) -> Iterator[Element]:
    for inline in content:
        match inline:
            case Text(text) | Printed(text):
                yield run(text, style, language)
            case Strong(inner):
                yield from _runs(inner, chapter, strong, strong, language)
            case Emphasis(inner, lang):
                spoken = LANGUAGES[lang].tag if lang in LANGUAGES else lang or language
                yield from _runs(inner, chapter, "Emphasis", strong, spoken)
            case Link(inner, target) if target.startswith("#"):
                yield from _reference(target[1:], inner, chapter, style, language)
            case Link(inner, target):
                inside = _runs(inner, chapter, "Hyperlink", strong, language)
                yield _hyperlink(target, inside, chapter)
            case _:
                assert_never(inline)


def _reference(
    anchor: str, inner: Inlines, chapter: Chapter, style: str, language: str
) -> Iterator[Element]:
    """A field that Word keeps equal to the number of a caption; a link where a heading stands."""
    for block in chapter.part.blocks:
        match block:
            case Chart(caption=caption) | Table(caption=caption) if caption.anchor == anchor:
                shown = plain(inner)
                word, number = label_parts(shown)
                if number and shown.lower() == caption.label.lower():
                    yield run(word, style, language)
                    name = bookmark_name(chapter.part.locale, caption.label)
                    yield from field(rf"REF {name} \h", number, style, language)
                else:  # Word would put the number in the place of other words
                    yield anchored(inner, caption.label, chapter, style)
                return
            case Heading(anchor=name) if name == anchor:
                yield anchored(inner, anchor, chapter, style)
                return
    raise _refused(f"#{anchor}")


def label_parts(label: str) -> tuple[str, str]:
    """Return the word of a label with the space behind it, and its number, empty where it lacks."""
    found = _NUMBERED.fullmatch(label)
    return (found["word"], found["number"]) if found else (label, "")


def anchored(content: Inlines, anchor: str, chapter: Chapter, style: str = "") -> Element:
    """Return a link to a bookmark of the part."""
    link = w("hyperlink", *runs(content, chapter, style), history=1)
    link.set(qn("w:anchor"), bookmark_name(chapter.part.locale, anchor))
    return link


def _refused(target: str) -> TemplateError:
    remedy = f"use {', '.join(sorted(LINK_SCHEMES))} or # and the anchor of a heading"
    return TemplateError(Problem(target, "a link may not lead there", remedy))


def _hyperlink(target: str, content: Iterator[Element], chapter: Chapter) -> Element:
    if urlsplit(target).scheme not in LINK_SCHEMES:
        raise _refused(target)
    tip = chapter.part.terms.link_to.format(target=target)
    link = w("hyperlink", *content, tooltip=tip[:260])
    key = chapter.document.part.relate_to(checked(target), RT.HYPERLINK, is_external=True)
    link.set(qn("r:id"), key)
    return link
