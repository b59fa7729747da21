"""What figures and tables share, and figures: rule, caption, body, notes, source."""

from collections.abc import Callable, Iterable
from math import fsum
from typing import TYPE_CHECKING

from reportgen.briefing import Caption, Chart, Inlines, Text, plain
from reportgen.theme import Theme
from reportgen.writers.pdf.bands import (
    Band,
    Bands,
    DrawingItem,
    Galley,
    LineItem,
    Stack,
    bands_of,
    paragraph,
    ruled,
)
from reportgen.writers.pdf.fonts import style_of
from reportgen.writers.pdf.lines import lines_of, tagged, tagged_words
from reportgen.writers.pdf.structure import Content, Element

if TYPE_CHECKING:
    from reportgen.charts import Drawing

Draw = Callable[[Chart], "Drawing"]


def figure(chart: Chart, theme: Theme, draw: Draw) -> Galley:
    """Return a drawing with its caption, notes and source."""
    drawing = draw(chart)
    content = Content("Figure")
    body = Band(drawing.height, (DrawingItem(0.0, 0.0, drawing, content),))
    caption, head = caption_of(chart.caption, theme)
    notes, foot = notes_of(chart.notes, chart.source, theme)
    picture = Element(
        "Figure",
        (content,),
        alternative=plain(chart.alt_text),
        attributes={"Layout": {"Placement": "Block"}},
    )
    section = Element("Sect", (caption, picture, *notes))
    return Galley((section,), (exhibit((*head, body, *foot), theme),))


def exhibit(bands: Iterable[Band], theme: Theme) -> Stack:
    """Return the stack of an exhibit, rounded up to whole lines of the body."""
    bands, line = tuple(bands), theme.page.module
    rest = -fsum(band.height for band in bands) % line
    filled = (*bands, Band(rest)) if rest > 1e-6 else bands
    return Stack(filled, before=line, after=line, is_exhibit=True)


def caption_of(caption: Caption, theme: Theme) -> tuple[Element, Bands]:
    """Return rule, number, title and subtitle."""
    style, measures, width = style_of(theme, "caption"), theme.measures, theme.page.measure
    label = tagged_words(caption.label, style_of(theme, "caption_label"), "P")
    number = lines_of(label.runs, width, continues=True)[0]
    left = number.width + measures.caption_gap
    title = tagged(caption.title, style, "P")
    first, *others = bands_of(lines_of(title.runs, width - left), style, left)
    below = style_of(theme, "caption_subtitle")
    subtitle, lines = paragraph((Text(caption.subtitle),), below, width)
    numbered = Band(first.height, (LineItem(0.0, style.baseline, number), *first.items))
    bands = (numbered, *others, *lines, Band(below.after))
    element = Element("Caption", (Element("P", (*label.kids, *title.kids)), subtitle))
    rule = theme.colours["rule"]
    return element, ruled(bands, measures.rule_fine, style.before, width, rule)


def notes_of(
    notes: tuple[Inlines, ...], source: str, theme: Theme
) -> tuple[tuple[Element, ...], Bands]:
    """Return the notes, run together, and the source line."""
    style = style_of(theme, "source")
    elements: list[Element] = []
    bands: list[Band] = [Band(style.before)]
    together = tuple(inline for note in notes for inline in (Text(" "), *note))[1:]
    for tag, words in (("Note", together), ("P", (Text(source),))):
        if plain(words):
            element, lines = paragraph(words, style, theme.page.measure)
            elements.append(Element(tag, element.kids))
            bands += lines
    return tuple(elements), tuple(bands)
