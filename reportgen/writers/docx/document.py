"""A briefing as a Word document: title page, parts, blocks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, chain
from typing import assert_never

from docx.oxml.ns import qn

from reportgen.briefing import (
    Attachment,
    Block,
    Briefing,
    BulletList,
    Callout,
    Chart,
    Contents,
    Heading,
    KeyFigures,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Table,
)
from reportgen.l10n import LANGUAGES
from reportgen.theme import ChartForm, Theme
from reportgen.writers.docx.base import Base, base_of
from reportgen.writers.docx.chapter import Chapter, runs
from reportgen.writers.docx.columns import cell_type
from reportgen.writers.docx.contents import contents, listed_sections
from reportgen.writers.docx.exhibits import counters, exhibit, words_in
from reportgen.writers.docx.layout import cards, head_line, head_texts, versions
from reportgen.writers.docx.merge import lacking_styles
from reportgen.writers.docx.package import prepared, reproducible
from reportgen.writers.docx.running import part_section, title_page_section
from reportgen.writers.docx.watermark import watermark_runs
from reportgen.writers.docx.xml import Element, add_property, local_name, paragraph, tab, twips, w
from reportgen.writers.layout import Layout, PartLayouts, Words

TITLE_PAGE_TOP = 170
AFTER_TITLE_PAGE = 2
TITLE_PAGE_GAP = 60
CARDS_TO_HEADING = 15
HEADING_OPENS_PAGE = 5
EXECUTIVE_TITLE_COLUMNS = 3
ROWS_OF_A_PAGE = 0.5


def lay_out(briefing: Briefing, theme: Theme, parts: PartLayouts = ()) -> Layout:
    """Return the briefing as a Word document; the same bytes for the same briefing.

    The title page of two parts names the pages of `parts`. Raises OutputError for a control
    character, TemplateError for a letterhead that cannot be used and a link that is not allowed.
    """
    form = theme.word.charts_for(briefing.audience)
    base = base_of(theme)
    theme = base.fitted(seen_by(briefing.audience, theme))
    brought, notes = base.words, tuple(_notes(briefing, theme, base))
    ledger = prepared(briefing, theme, base)
    chapters = _chapters(briefing, theme, base)
    body = base.document.element.body
    if len(chapters) > 1:
        title_page = [*_title_page(chapters, _first_pages(parts))]
        body.extend(_section_end(title_page, title_page_section(chapters[0], base)))
    for chapter in chapters:
        body.extend(_section_end(list(_part(chapter, form)), part_section(chapter, base)))
    # The last section is the body's own, not its last paragraph's.
    body.append(body[-1][0][-1])

    def seal(attachment: Attachment) -> bytes:
        ledger.ledger = attachment.data
        return reproducible(base.document)

    return Layout(seal=seal, words=_words(chapters, form), letterhead=brought, notes=notes)


def _notes(briefing: Briefing, theme: Theme, base: Base) -> Iterator[str]:
    """What the letterhead lacks, and what of it is not kept."""
    if theme.letterhead is None:
        return
    name = theme.letterhead.path.name
    if lacking := lacking_styles(base, theme):
        styles = ", ".join(f'"{style}"' for style in lacking)
        yield f"{name} has no style {styles}: the shipped look is used for them"
    if briefing.status != "final" and any(map(watermark_runs, base.heads)):
        yield f"{name}: its watermark gives way to that of the {briefing.status}"


def _words(chapters: Iterable[Chapter], form: ChartForm) -> Words:
    return {
        (chapter.part.locale, block.caption.label): words_in(chapter, block, form)
        for chapter in chapters
        for block in chapter.part.blocks
        if isinstance(block, Chart)
    }


def seen_by(audience: str, theme: Theme) -> Theme:
    """Return the theme where the audience's own type lines replace the common ones."""
    prefix = f"{audience}_"
    own = {
        name.removeprefix(prefix): line
        for name, line in theme.type.items()
        if name.startswith(prefix)
    }
    return replace(theme, type={**theme.type, **own}) if own else theme


def _chapters(briefing: Briefing, theme: Theme, base: Base) -> tuple[Chapter, ...]:
    main = briefing.parts[0].locale
    columns = EXECUTIVE_TITLE_COLUMNS if briefing.audience == "executive" else theme.page.columns
    numbers = base.numbers
    return tuple(
        Chapter(
            part,
            theme,
            base.document,
            language="" if part.locale == main else LANGUAGES[part.locale].tag,
            title_columns=columns,
            numbers=numbers,
            counters=tuple(_counted_before(briefing.parts, place)),
        )
        for place, part in enumerate(briefing.parts)
    )


def _counted_before(parts: tuple[Part, ...], place: int) -> Iterator[str]:
    """The counters of a part that an earlier part has used."""
    earlier = {name for part in parts[:place] for name in counters(part)}
    return (name for name in counters(parts[place]) if name in earlier)


def _first_pages(parts: PartLayouts) -> Iterator[int]:
    """The page on which each part begins in the PDF: in Word it begins there or thereabouts."""
    lengths = (part.pages[0] for part in parts[:-1])
    return accumulate(lengths, initial=AFTER_TITLE_PAGE)


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
    above = max(0.0, TITLE_PAGE_TOP - top)
    for chapter in chapters:
        yield from head_texts(chapter, (above, TITLE_PAGE_GAP))
        above = 0
    yield versions(chapters, pages)


def _part(chapter: Chapter, charts: ChartForm) -> Iterator[Element]:
    yield head_line(chapter)
    yield from head_texts(chapter)
    previous: Block | None = None
    number = 0
    for place, block in enumerate(chapter.part.blocks):
        elements = list(_block(chapter, block, previous, charts))
        if number and block is chapter.part.blocks[-1]:
            yield w("bookmarkEnd", id=number)  # what is added before the last line is listed too
        opens_page = _opens_page(block, previous, chapter.part.blocks[place:], chapter.theme)
        for element in _top(block, previous, opens_page=opens_page) if elements else ():
            add_property(next(elements[0].iter(qn("w:p"))), element)
        yield from elements
        if isinstance(block, Contents):
            number = next(chapter.numbers)
            yield w("bookmarkStart", id=number, name=listed_sections(chapter))
        previous = block


def _block(
    chapter: Chapter, block: Block, previous: Block | None, charts: ChartForm
) -> Iterator[Element]:
    match block:
        case Heading(level, content, anchor):
            words = runs(content, chapter)
            marked = chapter.bookmarked(words, anchor) if anchor else words
            yield paragraph(f"Heading {level}", marked)
        case Paragraph(content):
            follows_text = isinstance(previous, Paragraph | BulletList | Chart | Table)
            yield chapter.text("Body Text" if follows_text else "First Paragraph", content)
        case BulletList(items):
            yield from (_item(chapter, item) for item in items)
        case Chart() | Table():
            yield from exhibit(chapter, block, charts)
        case KeyFigures():
            yield cards(chapter, block)
        case Callout(content):
            yield chapter.text("Briefing Callout", content)
        case Note(content):
            yield chapter.text("Briefing Colophon", content)
        case Contents():
            yield from contents(chapter, block)
        case PageBreak():
            return
        case _:
            assert_never(block)


def _item(chapter: Chapter, item: ListItem) -> Element:
    if not item.term:
        return chapter.text("List Bullet", item.content)
    term = runs(item.term, chapter, "Glossary Term", "Glossary Term")
    return paragraph("Glossary", chain(term, (tab(),), runs(item.content, chapter)))


def _opens_page(block: Block, previous: Block | None, rest: Iterable[Block], theme: Theme) -> bool:
    """True after a break, and for a section that opens a page where `rest` fits that page.

    It does where the rows of tables leave half of a page for captions and words. What needs a
    second page anyway begins on the one before, which would else stay almost empty.
    """
    if not (isinstance(block, Heading) and block.opens_page):
        return isinstance(previous, PageBreak)
    tables = [each for each in rest if isinstance(each, Table)]
    rows = sum(theme.type[cell_type(table, row)].leading for table in tables for row in table.rows)
    page = theme.page
    return rows <= (page.height - page.later_top - page.later_bottom) * ROWS_OF_A_PAGE


def _top(block: Block, previous: Block | None, *, opens_page: bool) -> Iterator[Element]:
    """What the first paragraph of a block takes from its place."""
    heading = isinstance(block, Heading)
    exhibit_block = isinstance(block, Chart | Table)
    if opens_page:
        yield w("pageBreakBefore")
        if heading or exhibit_block:
            yield w("spacing", before=twips(HEADING_OPENS_PAGE if heading else 0))
    elif heading and isinstance(previous, KeyFigures):
        yield w("spacing", before=twips(CARDS_TO_HEADING))
    elif exhibit_block and isinstance(previous, Heading):
        yield w("spacing", before=0)
