"""A briefing as a Word document: title page, then each part."""

from collections.abc import Iterable, Iterator

from reportgen.briefing import Attachment, Briefing
from reportgen.l10n import LANGUAGES
from reportgen.theme import Theme
from reportgen.writers.docx.blocks import body_of, counters, words_in
from reportgen.writers.docx.chapter import Chapter
from reportgen.writers.docx.headers_footers import section, watermark_runs
from reportgen.writers.docx.layout_tables import head_line, head_texts, versions
from reportgen.writers.docx.letterhead import BaseDocument, base_of
from reportgen.writers.docx.letterhead_styles import lacking_styles
from reportgen.writers.docx.package import prepared, reproducible
from reportgen.writers.docx.xml import Element, add_property, local_name, paragraph
from reportgen.writers.layout import Layout, PartLayouts
from reportgen.writers.rules import charts_of, first_pages


def lay_out(briefing: Briefing, theme: Theme, parts: PartLayouts = ()) -> Layout:
    """Return the briefing as a Word document; the same bytes for the same briefing.

    The title page of two parts names the pages of `parts`. Raises OutputError for a control
    character, TemplateError for a letterhead that cannot be used and a link that is not allowed.
    """
    form = theme.word.charts_for(briefing.audience)
    base = base_of(theme)
    theme = base.fitted(theme.seen_by(briefing.audience))
    brought, notes = base.words, tuple(_notes(briefing, theme, base))
    ledger = prepared(briefing, theme, base)
    chapters = tuple(_chapters(briefing, theme, base))
    body = base.document.element.body
    if len(chapters) > 1:
        title_page = [*_title_page(chapters, first_pages([part.pages[0] for part in parts]))]
        body.extend(_section_end(title_page, section(chapters[0], base, title_page=True)))
    for chapter in chapters:
        part = [head_line(chapter), *head_texts(chapter), *body_of(chapter, form)]
        body.extend(_section_end(part, section(chapter, base)))
    # The last section is the body's own, not its last paragraph's.
    body.append(body[-1][0][-1])

    def seal(attachment: Attachment) -> bytes:
        ledger.ledger = attachment.data
        return reproducible(base.document)

    words = {
        (chapter.part.locale, chart.caption.label): words_in(chapter, chart, form)
        for chapter in chapters
        for chart in charts_of(chapter.part)
    }
    return Layout(seal=seal, words=words, letterhead=brought, notes=notes)


def _notes(briefing: Briefing, theme: Theme, base: BaseDocument) -> Iterator[str]:
    """What the letterhead lacks, and what of it is not kept."""
    if theme.letterhead is None:
        return
    name = theme.letterhead.path.name
    if lacking := lacking_styles(base, theme):
        styles = ", ".join(f'"{style}"' for style in lacking)
        yield f"{name} has no style {styles}: the shipped look is used for them"
    if briefing.status != "final" and any(map(watermark_runs, base.heads)):
        yield f"{name}: its watermark gives way to that of the {briefing.status}"


def _chapters(briefing: Briefing, theme: Theme, base: BaseDocument) -> Iterator[Chapter]:
    """The parts as they are written; counters that an earlier one has used start anew."""
    main, numbers = briefing.parts[0].locale, base.numbers
    used: set[str] = set()
    for part in briefing.parts:
        language = "" if part.locale == main else LANGUAGES[part.locale].tag
        names = counters(part)
        again = tuple(name for name in names if name in used)
        used.update(names)
        yield Chapter(part, theme, base.document, language, numbers, again)


def _section_end(elements: list[Element], section: Element) -> list[Element]:
    if local_name(elements[-1]) != "p":
        elements.append(paragraph("Source", ()))
    add_property(elements[-1], section)
    return elements


def _title_page(chapters: tuple[Chapter, ...], pages: Iterable[int]) -> Iterator[Element]:
    first = chapters[0]
    yield head_line(first, ruled=True)
    publisher = first.theme.type["publisher"]
    top = first.theme.page.first_top + publisher.leading + publisher.after
    measures = first.theme.measures
    above = max(0.0, measures.title_page_top - top)
    for chapter in chapters:
        yield from head_texts(chapter, (above, measures.title_page_gap))
        above = 0
    yield versions(chapters, pages)
