"""Blocks of the document model to paragraphs and tables."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import assert_never

from docx.oxml.ns import qn
from docx.shared import Length, Pt

from reportgen import briefing as model
from reportgen.briefing import Block, Chart, Part, Table, Text, plain
from reportgen.theme import ChartForm
from reportgen.writers import rules
from reportgen.writers.docx.chapter import Chapter, anchored, runs
from reportgen.writers.docx.charts import native_chart, plot_of
from reportgen.writers.docx.layout_tables import cards, facts_beside
from reportgen.writers.docx.tables import data_table
from reportgen.writers.docx.upstream import inline_picture
from reportgen.writers.docx.xml import (
    Element,
    add_property,
    bookmark_name,
    checked,
    field,
    field_end,
    field_start,
    paragraph,
    run,
    tab,
    twips,
    w,
)

_LISTED = "sections"  # the bookmark around what a list of contents names
_PICTURE_DPI = 200  # sharp on paper, and about 40 kB a chart


def body_of(chapter: Chapter, charts: ChartForm) -> Iterator[Element]:
    """Yield the paragraphs and tables of a part; the list of contents names those below it."""
    previous: Block | None = None
    listed = 0
    blocks = tuple(rules.nested(chapter.part.blocks))
    for place, block in enumerate(blocks):
        elements = list(_block(chapter, block, previous, charts))
        if listed and place == len(blocks) - 1:
            yield w("bookmarkEnd", id=listed)  # what is added before the last line is listed too
        if elements:
            first = next(elements[0].iter(qn("w:p")))
            for difference in _above(chapter, previous, blocks[place:]):
                add_property(first, difference)
        yield from elements
        if isinstance(block, model.Contents):
            listed = next(chapter.numbers)
            yield w("bookmarkStart", id=listed, name=bookmark_name(chapter.part.locale, _LISTED))
        previous = block


def _above(chapter: Chapter, previous: Block | None, rest: tuple[Block, ...]) -> Iterator[Element]:
    """What the first paragraph of a block takes from its place."""
    block, theme = rest[0], chapter.theme
    on_top = rules.opens_page(previous, rest, theme)
    if on_top:
        yield w("pageBreakBefore")
    match block:
        case model.Paragraph():
            return  # it has a style of its own where it begins a text
        case model.Heading() if on_top:
            space: float | None = theme.measures.heading_on_top
        case Chart() | Table() if on_top:
            space = 0
        case _:
            space = None if on_top else rules.space_above(previous, block, theme)
    if space is not None:
        yield w("spacing", before=twips(space))


def _block(
    chapter: Chapter, block: Block, previous: Block | None, charts: ChartForm
) -> Iterator[Element]:
    match block:
        case model.Heading(level, content, anchor):
            words = runs(content, chapter)
            marked = chapter.bookmarked(words, anchor) if anchor else words
            yield paragraph(f"Heading {level}", marked)
        case model.Paragraph(content):
            style = "First Paragraph" if rules.is_first_paragraph(previous) else "Body Text"
            yield chapter.text(style, content)
        case model.BulletList(items):
            yield from (_item(chapter, item) for item in items)
        case Chart() | Table():
            yield from _exhibit(chapter, block, charts)
        case model.KeyFigures():
            yield cards(chapter, block)
        case model.Callout(content):
            yield chapter.text("Briefing Callout", content)
        case model.Note(content):
            yield chapter.text("Briefing Colophon", content)
        case model.Contents():
            yield from _contents(chapter, block)
        case model.PageBreak():
            return
        case _:
            assert_never(block)


def _item(chapter: Chapter, item: model.ListItem) -> Element:
    if not item.term:
        return chapter.text("List Bullet", item.content)
    term = runs(item.term, chapter, "Glossary Term", "Glossary Term")
    return paragraph("Glossary", chain(term, (tab(),), runs(item.content, chapter)))


def _exhibit(chapter: Chapter, block: Chart | Table, form: ChartForm) -> Iterator[Element]:
    caption = block.caption
    title = runs(caption.title, chapter, "Caption Title", "")
    words = (*_label(chapter, caption.label), run(" ", "Caption Gap"), *title)
    yield paragraph("Caption", words)
    below = _below_subtitle(chapter, block, form)
    yield chapter.line("Caption Subtitle", caption.subtitle, *below)
    if isinstance(block, Table):
        yield data_table(chapter, block)
    elif form == "native":
        figure = paragraph("Briefing Figure", (native_chart(chapter, block),))
        yield facts_beside(chapter, figure, block.facts) if block.facts else figure
    else:
        yield _picture(chapter, block)
    for note in block.notes:
        yield chapter.text("Source", note, w("keepNext"))
    yield chapter.text("Source", (Text(block.source),))


def _picture(chapter: Chapter, chart: Chart) -> Element:
    """The drawn chart, as wide as the text block."""
    from reportgen.charts import png

    pixels = png(chart, chapter.theme, chapter.part.locale, dpi=_PICTURE_DPI)
    key, image = chapter.document.part.get_or_add_image(BytesIO(pixels))
    width = Pt(chapter.theme.page.measure)
    height = Length(round(width * image.px_height / image.px_width))
    label = chart.caption.label
    inline = inline_picture(next(chapter.numbers), key, label, width, height)
    inline.docPr.set("name", label)
    inline.docPr.set("descr", checked(plain(chart.alt_text)))
    return paragraph("Briefing Figure", (w("r", w("drawing", inline)),))


def _below_subtitle(chapter: Chapter, block: Chart | Table, form: ChartForm) -> Iterator[Element]:
    """The space below a subtitle, less what a chart leaves empty at its top."""
    if isinstance(block, Table) or form != "native":
        return
    margin = plot_of(block, chapter.theme, chapter.part.terms, chapter.part.locale).margin
    if margin:
        after = chapter.theme.type["caption_subtitle"].after - margin
        yield w("spacing", after=twips(max(after, 0)))


def words_in(chapter: Chapter, chart: Chart, form: ChartForm) -> tuple[str, ...]:
    """Return the words in the drawing of a chart, in painting order."""
    from reportgen.charts import draw

    part = chapter.part
    if form == "native":
        return tuple(plot_of(chart, chapter.theme, part.terms, part.locale).words)
    return tuple(label.text for label in draw(chart, chapter.theme, part.locale).labels)


def _label(chapter: Chapter, label: str) -> Iterator[Element]:
    """Word and number; the number alone is bookmarked, where there is one.

    A reference to both would break between them, and not every word processor can lower the word.
    """
    word, number = rules.label_parts(label)
    words = iter((chapter.words(word),))
    if not number:
        return chapter.bookmarked(words, label)
    counted = field(rf"SEQ {_counter(word)} \* ARABIC", number, language=chapter.language)
    return chain(words, chapter.bookmarked(counted, label))


def counters(part: Part) -> tuple[str, ...]:
    """Return the names of the counters of a part, in the order of their first captions."""
    exhibits = (block for block in part.blocks if isinstance(block, Chart | Table))
    labels = (rules.label_parts(block.caption.label) for block in exhibits)
    return tuple(dict.fromkeys(_counter(word) for word, number in labels if number))


def _counter(word: str) -> str:
    """One word, as Word wants it."""
    return re.sub(r"\W", "_", word.strip())


def _contents(chapter: Chapter, block: model.Contents) -> Iterator[Element]:
    """The heading word and an entry a line, each a link.

    The list names what stands inside its bookmark, not the other language; page
    numbers are left out, since nothing but a word processor knows them.
    """
    yield chapter.line("TOC Heading", block.title)
    deepest = max(entry.level for entry in block.entries)
    instruction = rf'TOC \o "1-{deepest}" \n \h \b {bookmark_name(chapter.part.locale, _LISTED)}'
    for entry in block.entries:
        link = [anchored(entry.content, entry.anchor, chapter)]
        if entry is block.entries[0]:
            link[:0] = field_start(instruction, language=chapter.language)
        if entry is block.entries[-1]:
            link.append(field_end(language=chapter.language))
        yield paragraph(f"TOC {entry.level}", link)
