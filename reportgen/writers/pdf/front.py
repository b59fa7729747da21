"""The head of a part: publisher, status tags, theme, title, subtitle."""

from reportgen.briefing import Masthead, plain
from reportgen.writers.pdf.composed import Composed
from reportgen.writers.pdf.strip import (
    Bookmark,
    BoxMark,
    Mark,
    Passage,
    RuleMark,
    Strip,
    TextMark,
    whole_strips,
)
from reportgen.writers.pdf.structure import Element
from reportgen.writers.pdf.style import Look, Style
from reportgen.writers.pdf.typeset import Line, lines_of, typeset, typeset_text

HEAD_RULE = 1.5
_TAG_RULE = 0.75
_TAG_PADDING_X, _TAG_PADDING_Y = 6.0, 2.5
_TAG_GAP = 6.0
_EXECUTIVE_TITLE_COLUMNS = 3


def masthead(head: Masthead, look: Look, bookmark: str, level: int = 0) -> Composed:
    """Return the head of a part; its title stands in the outline."""
    table = head_table(head, look)
    title = titles(head, look, Bookmark(bookmark, plain(head.title), level))
    return Composed((*table.elements, *title.elements), (*table.passages, *title.passages))


def head_table(head: Masthead, look: Look) -> Composed:
    """Return the publisher and the status tags above the heavy rule."""
    publisher, status = look.style("publisher"), look.style("status")
    baseline = _TAG_PADDING_Y + _TAG_RULE + status.baseline
    width = look.theme.page.measure
    tags = [typeset_text(tag, status, "P") for tag in head.tags if tag]
    boxes: list[Mark] = []
    room = width
    for tag in reversed(tags):  # the last one stands at the right edge
        line = lines_of(tag.runs, width)[0]
        boxes[:0] = _tag(line, room, baseline, status)
        room -= line.width + 2 * _TAG_PADDING_X + _TAG_GAP
    name = typeset_text(head.publisher, publisher, "P")
    lines = lines_of(name.runs, room)
    names = (TextMark(0.0, baseline + n * publisher.leading, line) for n, line in enumerate(lines))
    foot = len(lines) * publisher.leading + publisher.after
    rule = RuleMark(0.0, foot, width, HEAD_RULE, look.colour("ink"))
    strip = Strip(foot + HEAD_RULE, (*names, *boxes, rule))
    elements = tuple(Element("P", words.kids) for words in (name, *tags))
    return Composed(elements, (Passage((strip,)),))


def titles(head: Masthead, look: Look, bookmark: Bookmark | None, tag: str = "H1") -> Composed:
    """Return theme, title and subtitle."""
    page = look.theme.page
    theme = typeset_text(head.theme, look.style("theme"), "P")
    title = typeset(head.title, look.style("title"), tag)
    subtitle = typeset_text(head.subtitle, look.style("subtitle"), "P")
    width = page.span(_EXECUTIVE_TITLE_COLUMNS) if look.audience == "executive" else page.measure
    passages = (
        _block(lines_of(theme.runs, page.measure), look.style("theme")),
        _block(lines_of(title.runs, width), look.style("title"), bookmark),
        _block(lines_of(subtitle.runs, page.measure), look.style("subtitle")),
    )
    elements = (Element("P", theme.kids), Element(tag, title.kids), Element("P", subtitle.kids))
    return Composed(elements, passages)


def _block(lines: tuple[Line, ...], style: Style, bookmark: Bookmark | None = None) -> Passage:
    strips = whole_strips(lines, style)
    if bookmark:
        strips = (Strip(0.0, (bookmark,)), *strips)
    return Passage(strips, before=style.before, after=style.after, keeps_with_next=True)


def _tag(line: Line, right: float, baseline: float, style: Style) -> tuple[Mark, ...]:
    width = line.width + 2 * _TAG_PADDING_X
    height = style.leading + 2 * _TAG_PADDING_Y + _TAG_RULE
    left = right - width
    return (
        BoxMark(left, _TAG_RULE / 2, width, height, _TAG_RULE, style.colour),
        TextMark(left + _TAG_PADDING_X, baseline, line),
    )
