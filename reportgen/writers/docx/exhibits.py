"""Figures and tables: caption, body, notes and source as one block."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import assert_never

from docx.shared import Length, Pt

from reportgen.briefing import Caption, Chart, Inlines, Part, Table, Text, plain
from reportgen.theme import ChartForm
from reportgen.writers.docx.chapter import Chapter, label_parts, runs
from reportgen.writers.docx.charts import native_chart, plot_of
from reportgen.writers.docx.layout import facts_beside
from reportgen.writers.docx.tables import data_table
from reportgen.writers.docx.upstream import inline_picture
from reportgen.writers.docx.xml import Element, checked, field, paragraph, run, twips, w

PICTURE_DPI = 200


def exhibit(chapter: Chapter, block: Chart | Table, form: ChartForm) -> Iterator[Element]:
    """Yield the paragraphs of a figure, or the paragraphs and the table of a table."""
    yield _caption(chapter, block.caption)
    yield chapter.line("Caption Subtitle", block.caption.subtitle, *_above(chapter, block, form))
    match block:
        case Chart():
            yield from CHART_FORMS[form](chapter, block)
        case Table():
            yield data_table(chapter, block)
        case _:
            assert_never(block)
    yield from _notes(chapter, block.notes, block.source)


def native(chapter: Chapter, chart: Chart) -> Iterator[Element]:
    """Yield the paragraph of a chart that Word draws, its facts beside it."""
    figure = paragraph("Briefing Figure", (native_chart(chapter, chart),))
    yield facts_beside(chapter, figure, chart.facts) if chart.facts else figure


def picture(chapter: Chapter, chart: Chart) -> Iterator[Element]:
    """Yield the paragraph of the drawn chart, as wide as the text block."""
    from reportgen.charts import png

    pixels = png(chart, chapter.theme, chapter.part.locale, dpi=PICTURE_DPI)
    key, image = chapter.document.part.get_or_add_image(BytesIO(pixels))
    width = Pt(chapter.theme.page.measure)
    height = Length(round(width * image.px_height / image.px_width))
    label = chart.caption.label
    inline = inline_picture(next(chapter.numbers), key, label, width, height)
    inline.docPr.set("name", label)
    inline.docPr.set("descr", checked(plain(chart.alt_text)))
    yield paragraph("Briefing Figure", (w("r", w("drawing", inline)),))


def _above(chapter: Chapter, block: Chart | Table, form: ChartForm) -> Iterator[Element]:
    """The space below a subtitle, less what a chart leaves empty at its top."""
    part = chapter.part
    if isinstance(block, Chart) and form == "native":
        margin = plot_of(block, chapter.theme, part.terms, part.locale).margin
        after = chapter.theme.type["caption_subtitle"].after - margin
        if margin:
            yield w("spacing", after=twips(max(after, 0)))


def words_in(chapter: Chapter, chart: Chart, form: ChartForm) -> tuple[str, ...]:
    """Return the words in the drawing of a chart, in painting order."""
    from reportgen.charts import draw

    part = chapter.part
    if form == "native":
        return tuple(plot_of(chart, chapter.theme, part.terms, part.locale).words)
    return tuple(label.text for label in draw(chart, chapter.theme, part.locale).labels)


CHART_FORMS: dict[ChartForm, Callable[[Chapter, Chart], Iterator[Element]]] = {
    "native": native,
    "picture": picture,
}


def _caption(chapter: Chapter, caption: Caption) -> Element:
    gap = run(" ", "Caption Gap")
    title = runs(caption.title, chapter, "Caption Title", "")
    return paragraph("Caption", (*_label(chapter, caption.label), gap, *title))


def _label(chapter: Chapter, label: str) -> Iterator[Element]:
    """Word and number; the number alone is bookmarked, where there is one.

    A reference to both would break between them, and not every word processor can lower the word.
    """
    word, number = label_parts(label)
    if not number:
        yield from chapter.bookmarked(iter((chapter.words(word),)), label)
        return
    yield chapter.words(word)
    counted = field(rf"SEQ {_counter(word)} \* ARABIC", number, language=chapter.language)
    yield from chapter.bookmarked(counted, label)


def counters(part: Part) -> tuple[str, ...]:
    """Return the names of the counters of a part, in the order of their first captions."""
    exhibits = (block for block in part.blocks if isinstance(block, Chart | Table))
    labels = (label_parts(block.caption.label) for block in exhibits)
    return tuple(dict.fromkeys(_counter(word) for word, number in labels if number))


def _counter(word: str) -> str:
    """One word, as Word wants it."""
    return re.sub(r"\W", "_", word.strip())


def _notes(chapter: Chapter, notes: tuple[Inlines, ...], source: str) -> Iterator[Element]:
    for note in notes:
        yield chapter.text("Source", note, w("keepNext"))
    yield chapter.text("Source", (Text(source),))
