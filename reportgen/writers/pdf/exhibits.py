"""What figures and tables share, and figures: rule, caption, body, notes, source."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reportgen.briefing import Caption, Chart, Inline, Inlines, Text, plain
from reportgen.writers.pdf.composed import Composed
from reportgen.writers.pdf.strip import (
    FigureMark,
    Mark,
    Passage,
    RuleMark,
    Strip,
    TextMark,
    height_of,
    space,
    whole_strips,
)
from reportgen.writers.pdf.structure import Content, Element
from reportgen.writers.pdf.style import Look
from reportgen.writers.pdf.typeset import lines_of, typeset, typeset_text

if TYPE_CHECKING:
    from reportgen.charts import Drawing

EXHIBIT_SPACE = 15.0
CAPTION_RULE = 0.5
_LABEL_GAP = 8.0

Draw = Callable[[Chart], "Drawing"]
Set = tuple[Element, tuple[Strip, ...]]


def figure(chart: Chart, look: Look, draw: Draw) -> Composed:
    """Return a drawing with its caption, notes and source."""
    drawing = draw(chart)
    content = Content("Figure")
    body = Strip(drawing.height, (FigureMark(0.0, 0.0, drawing, content),))
    caption, head = caption_of(chart.caption, look)
    notes, foot = notes_of(chart.notes, chart.source, look)
    picture = Element(
        "Figure",
        (content,),
        alternative=plain(chart.alt_text),
        attributes={"Layout": {"Placement": "Block"}},
    )
    return Composed(
        (Element("Sect", (caption, picture, *notes)),),
        (exhibit((*head, body, *foot), look),),
    )


def exhibit(strips: Iterable[Strip], look: Look) -> Passage:
    """Return the passage of an exhibit, rounded up to whole lines of the body."""
    strips = tuple(strips)
    rest = -height_of(strips) % look.theme.page.module
    filled = (*strips, space(rest)) if rest > 1e-6 else strips
    return Passage(filled, before=EXHIBIT_SPACE, after=EXHIBIT_SPACE, is_exhibit=True)


def caption_of(caption: Caption, look: Look) -> Set:
    """Return rule, number, title and subtitle."""
    style = look.style("caption")
    width = look.theme.page.measure
    label = typeset_text(caption.label, look.style("caption_label"), "P")
    number = lines_of(label.runs, width, continues=True)[0]
    left = number.width + _LABEL_GAP
    title = typeset(caption.title, style, "P")
    titles = whole_strips(lines_of(title.runs, width - left), style, left)
    first = Strip(titles[0].height, (TextMark(0.0, style.baseline, number), *titles[0].marks))
    subtitle_style = look.style("caption_subtitle")
    subtitle = typeset_text(caption.subtitle, subtitle_style, "P")
    rule: Mark = RuleMark(0.0, 0.0, width, CAPTION_RULE, look.colour("rule"))
    element = Element(
        "Caption",
        (Element("P", (*label.kids, *title.kids)), Element("P", subtitle.kids)),
    )
    strips = (
        Strip(CAPTION_RULE + style.before, (rule,)),
        first,
        *titles[1:],
        *whole_strips(lines_of(subtitle.runs, width), subtitle_style),
        space(subtitle_style.after),
    )
    return element, strips


def notes_of(
    notes: tuple[Inlines, ...], source: str, look: Look
) -> tuple[tuple[Element, ...], tuple[Strip, ...]]:
    """Return the notes, run together, and the source line."""
    style = look.style("source")
    elements: list[Element] = []
    strips: list[Strip] = [space(style.before)]
    for tag, words in (("Note", _run_together(notes)), ("P", (Text(source),))):
        if not plain(words):
            continue
        text = typeset(words, style, "P")
        elements.append(Element(tag, text.kids))
        lines = lines_of(text.runs, look.theme.page.measure)
        strips += whole_strips(lines, style)
    return tuple(elements), tuple(strips)


def _run_together(notes: tuple[Inlines, ...]) -> Inlines:
    words: list[Inline] = []
    for note in notes:
        words += (Text(" "), *note) if words else note
    return tuple(words)
