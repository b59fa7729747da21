"""The part being written, and its words as runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

from reportgen import briefing as model
from reportgen.briefing import Inlines, Link, Part, plain
from reportgen.l10n import LANGUAGES
from reportgen.theme import Theme
from reportgen.writers.docx.xml import (
    Element,
    bookmark_name,
    checked,
    field,
    paragraph,
    run,
    w,
)
from reportgen.writers.rules import checked_target, dead_links, label_parts

_LONGEST_TIP = 260  # characters that Word allows


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part with its look and the document that takes its pictures and links.

    `language` is the tag that its runs carry, empty where it is the document's own;
    `numbers` yields identifiers that are unique in the document; `counters` start anew here.
    """

    part: Part
    theme: Theme
    document: Document
    language: str
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
        number = next(self.numbers)
        yield w("bookmarkStart", id=number, name=bookmark_name(self.part.locale, *name))
        yield from content
        yield w("bookmarkEnd", id=number)


def runs(
    content: Inlines,
    chapter: Chapter,
    style: str = "",
    strong: str = "Strong",
    language: str | None = None,
) -> Iterator[Element]:
    """Yield the runs of inlines, in character style `style` and the part's language.

    Raises TemplateError for a link that leads elsewhere than to https, mailto or an anchor of the
    part, OutputError for a control character.
    """
    language = chapter.language if language is None else language
    for inline in content:
        match inline:
            case model.Text(text) | model.Printed(text):
                yield run(text, style, language)
            case model.Strong(inner):
                yield from runs(inner, chapter, strong, strong, language)
            case model.Emphasis(inner, lang):
                spoken = LANGUAGES[lang].tag if lang in LANGUAGES else lang or language
                yield from runs(inner, chapter, "Emphasis", strong, spoken)
            case Link(inner, target) if target.startswith("#"):
                yield from _reference(target[1:], inner, chapter, style, language)
            case Link(inner, target):
                inside = runs(inner, chapter, "Hyperlink", strong, language)
                yield _hyperlink(target, inside, chapter)
            case _:
                assert_never(inline)


def _reference(
    anchor: str, inner: Inlines, chapter: Chapter, style: str, language: str
) -> Iterator[Element]:
    """A field that Word keeps equal to the number of a caption; a link where a heading stands."""
    for block in chapter.part.blocks:
        match block:
            case model.Chart(caption=caption) | model.Table(caption=caption) if (
                caption.anchor == anchor
            ):
                shown = plain(inner)
                word, number = label_parts(shown)
                if number and shown.lower() == caption.label.lower():
                    yield run(word, style, language)
                    name = bookmark_name(chapter.part.locale, caption.label)
                    yield from field(rf"REF {name} \h", number, style, language)
                else:  # Word would put the number in the place of other words
                    yield anchored(inner, caption.label, chapter, style)
                return
            case model.Heading(anchor=name) if name == anchor:
                yield anchored(inner, anchor, chapter, style)
                return
    raise dead_links([anchor])


def anchored(content: Inlines, anchor: str, chapter: Chapter, style: str = "") -> Element:
    """Return a link to a bookmark of the part."""
    link = w("hyperlink", *runs(content, chapter, style), history=1)
    link.set(qn("w:anchor"), bookmark_name(chapter.part.locale, anchor))
    return link


def _hyperlink(target: str, content: Iterator[Element], chapter: Chapter) -> Element:
    tip = chapter.part.terms.link_to.format(target=target)
    link = w("hyperlink", *content, tooltip=tip[:_LONGEST_TIP])
    address = checked(checked_target(target))
    key = chapter.document.part.relate_to(address, RT.HYPERLINK, is_external=True)
    link.set(qn("r:id"), key)
    return link
