"""Blocks of the document model to elements and passages."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from reportgen.briefing import (
    Block,
    BulletList,
    Callout,
    Chart,
    Contents,
    Heading,
    KeyFigure,
    KeyFigures,
    ListItem,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Table,
    Text,
    plain,
)
from reportgen.writers.pdf.composed import Composed
from reportgen.writers.pdf.contents import contents
from reportgen.writers.pdf.exhibits import CAPTION_RULE, EXHIBIT_SPACE, Draw, figure
from reportgen.writers.pdf.front import HEAD_RULE
from reportgen.writers.pdf.strip import (
    Bookmark,
    Mark,
    Passage,
    RuleMark,
    Strip,
    TextMark,
    height_of,
    merged,
    space,
    text_strips,
    whole_strips,
)
from reportgen.writers.pdf.structure import Element
from reportgen.writers.pdf.style import Look
from reportgen.writers.pdf.tables import table
from reportgen.writers.pdf.typeset import lines_of, typeset, typeset_text

_TEXT_COLUMNS = 3
_LIST_INDENT = 12.0
_DASH = "\u2013"
_ITEMS_KEPT_TOGETHER = 6
_CARD_HEIGHT = 90.0
_TOP_OF_HEADING = 5.0


def compose_blocks(part: Part, look: Look, draw: Draw) -> Iterator[Composed]:
    """Yield each block of a part with the space that its neighbours call for."""
    previous: Block | None = None
    opens_page = False
    for number, block in enumerate(_nested(part.blocks)):
        if isinstance(block, PageBreak):
            opens_page = True
            continue
        composed = _composed(block, number, part, look, draw)
        composed = _spaced(composed, previous, block, look)
        if opens_page:
            first, *rest = composed.passages
            opened = (replace(first, opens_page=True), *rest)
            composed = Composed(composed.elements, opened)
        yield composed
        previous, opens_page = block, False


def _nested(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """A subsection that stands before any section counts as one, so that no level is skipped."""
    has_section = False
    for block in blocks:
        if isinstance(block, Heading) and not has_section:
            has_section = True
            yield replace(block, level=1)
        else:
            yield block


def _composed(block: Block, number: int, part: Part, look: Look, draw: Draw) -> Composed:
    match block:
        case Heading():
            return _heading(block, f"{part.locale}-{block.anchor or number}", look)
        case Paragraph():
            return _paragraph(block, look)
        case BulletList():
            return _glossary(block, look) if _is_glossary(block) else _bullets(block, look)
        case Table():
            return _anchored(table(block, look, part.locale), block, part)
        case Chart():
            return _anchored(figure(block, look, draw), block, part)
        case KeyFigures():
            return _key_figures(block, part.terms.key_figures, look)
        case Callout():
            return _callout(block, look)
        case Note():
            return _note(block, look)
        case Contents():
            return contents(block, look)
        case PageBreak():
            raise ValueError("a page break has no content")
        case _:
            assert_never(block)


def _anchored(composed: Composed, block: Chart | Table, part: Part) -> Composed:
    """An exhibit to whose caption references lead."""
    mark = Strip(0.0, (Bookmark(f"{part.locale}-{block.caption.anchor or block.caption.label}"),))
    (passage,) = composed.passages
    return Composed(composed.elements, (replace(passage, strips=(mark, *passage.strips)),))


def _spaced(composed: Composed, previous: Block | None, block: Block, look: Look) -> Composed:
    before = _space_between(previous, block, composed.passages[0].before, look)
    first, *rest = composed.passages
    return Composed(composed.elements, (replace(first, before=before), *rest))


def _space_between(previous: Block | None, block: Block, usual: float, look: Look) -> float:
    match previous, block:
        case (None | KeyFigures() | Callout(), Heading()) | (Heading(), Table() | Chart()):
            return 0.0
        case (Paragraph() | BulletList(), Paragraph()) | (Paragraph(), BulletList()):
            return look.style("body").before
        case (_, Paragraph()):
            return 0.0
        case _:
            return usual


def _heading(block: Heading, bookmark: str, look: Look) -> Composed:
    style = look.style(f"heading_{block.level}")
    tag = f"H{block.level + 1}"
    text = typeset(block.content, style, tag)
    lines = lines_of(text.runs, look.theme.page.measure)
    mark = Strip(0.0, (Bookmark(bookmark, plain(block.content), block.level),))
    passage = Passage(
        (mark, *whole_strips(lines, style)),
        before=style.before,
        after=style.after,
        before_on_top=_TOP_OF_HEADING,
        keeps_with_next=True,
        opens_page=block.opens_page,
    )
    return Composed((Element(tag, text.kids),), (passage,))


def _paragraph(block: Paragraph, look: Look) -> Composed:
    style = look.style("body")
    text = typeset(block.content, style, "P")
    lines = lines_of(text.runs, look.theme.page.span(_TEXT_COLUMNS))
    return Composed((Element("P", text.kids),), (Passage(text_strips(lines, style)),))


def _bullets(block: BulletList, look: Look) -> Composed:
    style = look.style("list")
    width = look.theme.page.span(_TEXT_COLUMNS) - _LIST_INDENT
    splits = len(block.items) > _ITEMS_KEPT_TOGETHER
    items: list[Element] = []
    strips: list[Strip] = []
    for number, item in enumerate(block.items):
        dash = typeset_text(_DASH, style.coloured("muted"), "Lbl")
        text = typeset(item.content, style, "LBody")
        label = TextMark(0.0, style.baseline, lines_of(dash.runs, width, continues=True)[0])
        lines = lines_of(text.runs, width)
        set_lines = text_strips if splits else whole_strips
        first, *rest = set_lines(lines, style, _LIST_INDENT)
        may_break = splits and 1 < number < len(block.items) - 1
        strips += (Strip(first.height, (label, *first.marks), may_break), *rest)
        if number < len(block.items) - 1:
            strips.append(space(style.after))
        items.append(Element("LI", (Element("Lbl", dash.kids), Element("LBody", text.kids))))
    element = Element("L", tuple(items), attributes={"List": {"ListNumbering": "Disc"}})
    return Composed((element,), (Passage(tuple(strips), after=style.after),))


def _is_glossary(block: BulletList) -> bool:
    return all(item.term for item in block.items)


def _glossary(block: BulletList, look: Look) -> Composed:
    entries = [_glossary_entry(item, look) for item in block.items]
    strips = tuple(
        replace(strip, may_break=1 < number < len(entries) - 1)
        for number, (_, strip) in enumerate(entries)
    )
    element = Element("L", tuple(entry for entry, _ in entries))
    return Composed((element,), (Passage(strips),))


def _glossary_entry(item: ListItem, look: Look) -> tuple[Element, Strip]:
    page = look.theme.page
    term_style, text_style = look.style("glossary_term"), look.style("glossary_text")
    term = typeset(item.term, term_style, "Lbl")
    text = typeset(item.content, text_style, "LBody")
    term_lines = lines_of(term.runs, page.column, continues=True)
    text_lines = lines_of(text.runs, page.span(_TEXT_COLUMNS))
    marks = merged(text_strips(term_lines, term_style))
    marks += merged(text_strips(text_lines, text_style, page.start(1)))
    height = max(len(term_lines), len(text_lines)) * text_style.leading
    entry = Element("LI", (Element("Lbl", term.kids), Element("LBody", text.kids)))
    return entry, Strip(height, marks)


def _key_figures(block: KeyFigures, title: str, look: Look) -> Composed:
    page = look.theme.page
    marks: list[Mark] = []
    items: list[Element] = []
    height = _CARD_HEIGHT
    for position, card in enumerate(block.cards):
        body, strips = _card(card, look)
        items.append(Element("LI", (body,)))
        height = max(height, height_of(strips))
        marks += merged(strips, page.start(position))
    element = Element("L", tuple(items), title=title)
    passage = Passage((Strip(height, tuple(marks)),), after=EXHIBIT_SPACE)
    return Composed((element,), (passage,))


def _card(card: KeyFigure, look: Look) -> tuple[Element, tuple[Strip, ...]]:
    width = look.theme.page.column
    rule = RuleMark(0.0, 0.0, width, HEAD_RULE, look.theme.fill(card.colour))
    strips: list[Strip] = [Strip(HEAD_RULE, (rule,))]
    kids: list[Element] = []
    for style_name, text in (
        ("key_label", (Text(card.label),)),
        ("key_period", (Text(card.period),)),
        ("key_value", (card.value,)),
        ("key_unit", (Text(card.unit),)),
        ("key_note", card.note),
    ):
        style = look.style(style_name)
        words = typeset(text, style, "P")
        lines = lines_of(words.runs, width)
        if lines:
            kids.append(Element("P", words.kids))
            strips += (space(style.before), *text_strips(lines, style))
    return Element("LBody", tuple(kids)), tuple(strips)


def _callout(block: Callout, look: Look) -> Composed:
    style = look.style("callout")
    text = typeset(block.content, style, "P")
    strips = whole_strips(lines_of(text.runs, look.theme.page.measure), style)
    return Composed((Element("P", text.kids),), (Passage(strips, style.before, style.after),))


def _note(block: Note, look: Look) -> Composed:
    style = look.style("colophon")
    text = typeset(block.content, style, "P")
    width = look.theme.page.measure
    rule = RuleMark(0.0, 0.0, width, CAPTION_RULE, look.colour("rule"))
    strips = (
        Strip(CAPTION_RULE + style.before, (rule,)),
        *whole_strips(lines_of(text.runs, width), style),
    )
    return Composed((Element("P", text.kids),), (Passage(strips, before=EXHIBIT_SPACE),))
