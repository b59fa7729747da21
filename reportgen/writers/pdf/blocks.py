"""Blocks of the document model to galleys."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from math import fsum
from typing import assert_never

from reportgen import briefing as model
from reportgen.briefing import Block, Part, Text, plain
from reportgen.theme import Theme
from reportgen.writers import rules
from reportgen.writers.pdf.bands import (
    Band,
    Bands,
    Galley,
    Item,
    LineItem,
    PageNumberItem,
    Stack,
    bands_of,
    bookmark,
    items_of,
    paragraph,
    ruled,
)
from reportgen.writers.pdf.exhibits import Draw, figure
from reportgen.writers.pdf.fonts import style_of
from reportgen.writers.pdf.lines import Run, lines_of, tagged, tagged_words
from reportgen.writers.pdf.structure import Content, Element
from reportgen.writers.pdf.tables import table


def galleys_of(part: Part, theme: Theme, draw: Draw) -> Iterator[Galley]:
    """Yield each block of a part with the space that its neighbours call for."""
    previous: Block | None = None
    opens_page = False
    for number, block in enumerate(rules.nested(part.blocks)):
        if isinstance(block, model.PageBreak):
            opens_page = True
            continue
        galley = _galley(block, number, part, theme, draw)
        first, *rest = galley.stacks
        space = rules.space_above(previous, block, theme)
        first = replace(
            first,
            before=first.before if space is None else space,
            opens_page=opens_page or first.opens_page,
        )
        yield replace(galley, stacks=(first, *rest))
        previous, opens_page = block, False


def _galley(block: Block, number: int, part: Part, theme: Theme, draw: Draw) -> Galley:
    match block:
        case model.Heading():
            return _heading(block, f"{part.locale}-{block.anchor or number}", theme)
        case model.Paragraph():
            return _text(block, theme)
        case model.BulletList():
            return _glossary(block, theme) if rules.is_glossary(block) else _bullets(block, theme)
        case model.Table():
            return _anchored(table(block, theme, part.locale), block.caption, part)
        case model.Chart():
            return _anchored(figure(block, theme, draw), block.caption, part)
        case model.KeyFigures():
            return _key_figures(block, part.terms.key_figures, theme)
        case model.Callout():
            return _callout(block, theme)
        case model.Note():
            return _note(block, theme)
        case model.Contents():
            return _contents(block, theme)
        case model.PageBreak():
            raise ValueError("a page break has no content")
        case _:
            assert_never(block)


def _anchored(galley: Galley, caption: model.Caption, part: Part) -> Galley:
    """An exhibit to whose caption references lead."""
    mark = bookmark(f"{part.locale}-{caption.anchor or caption.label}")
    (stack,) = galley.stacks
    return replace(galley, stacks=(replace(stack, bands=(mark, *stack.bands)),))


def _heading(block: model.Heading, anchor: str, theme: Theme) -> Galley:
    style = style_of(theme, f"heading_{block.level}")
    element, bands = paragraph(block.content, style, theme.page.measure, f"H{block.level + 1}")
    mark = bookmark(anchor, plain(block.content), block.level)
    stack = Stack(
        (mark, *bands),
        before=style.before,
        after=style.after,
        before_on_top=theme.measures.heading_on_top,
        keeps_with_next=True,
        opens_page=block.opens_page,
    )
    return Galley((element,), (stack,))


def _text(block: model.Paragraph, theme: Theme) -> Galley:
    width = theme.page.beside(theme.measures.text_margin_columns)
    element, bands = paragraph(block.content, style_of(theme, "body"), width, whole=False)
    return Galley((element,), (Stack(bands),))


def _bullets(block: model.BulletList, theme: Theme) -> Galley:
    style, indent = style_of(theme, "list"), theme.measures.list_indent
    width = theme.page.beside(theme.measures.text_margin_columns) - indent
    splits = len(block.items) > rules.LONGEST_WHOLE_LIST
    items: list[Element] = []
    bands: list[Band] = []
    for number, item in enumerate(block.items):
        dash = tagged_words(rules.LIST_MARK, style.coloured("muted"), "Lbl")
        text = tagged(item.content, style, "LBody")
        label = LineItem(0.0, style.baseline, lines_of(dash.runs, width, continues=True)[0])
        lines = lines_of(text.runs, width)
        first, *rest = bands_of(lines, style, indent, whole=not splits)
        left = len(block.items) - number
        may_break = splits and number >= rules.ITEMS_TOGETHER <= left
        bands += (Band(first.height, (label, *first.items), may_break), *rest)
        if left > 1:
            bands.append(Band(style.after))
        items.append(Element("LI", (Element("Lbl", dash.kids), Element("LBody", text.kids))))
    element = Element("L", tuple(items), attributes={"List": {"ListNumbering": "Disc"}})
    return Galley((element,), (Stack(tuple(bands), after=style.after),))


def _glossary(block: model.BulletList, theme: Theme) -> Galley:
    entries = [_glossary_entry(item, theme) for item in block.items]
    bands = tuple(
        replace(band, may_break=number >= rules.ITEMS_TOGETHER <= len(entries) - number)
        for number, (_, band) in enumerate(entries)
    )
    element = Element("L", tuple(entry for entry, _ in entries))
    return Galley((element,), (Stack(bands),))


def _glossary_entry(item: model.ListItem, theme: Theme) -> tuple[Element, Band]:
    page, columns = theme.page, theme.measures.term_columns
    term_style, text_style = style_of(theme, "glossary_term"), style_of(theme, "glossary_text")
    term = tagged(item.term, term_style, "Lbl")
    text = tagged(item.content, text_style, "LBody")
    terms = bands_of(lines_of(term.runs, page.span(columns), continues=True), term_style)
    texts = bands_of(lines_of(text.runs, page.beside(columns)), text_style)
    height = max(len(terms), len(texts)) * text_style.leading
    entry = Element("LI", (Element("Lbl", term.kids), Element("LBody", text.kids)))
    return entry, Band(height, (*items_of(terms), *items_of(texts, page.start(columns))))


def _key_figures(block: model.KeyFigures, title: str, theme: Theme) -> Galley:
    items: list[Item] = []
    elements: list[Element] = []
    height = theme.measures.card_height
    for position, card in enumerate(block.cards):
        body, bands = _card(card, theme)
        elements.append(Element("LI", (body,)))
        height = max(height, fsum(band.height for band in bands))
        items += items_of(bands, theme.page.start(position))
    stack = Stack((Band(height, tuple(items)),), after=theme.page.module)
    return Galley((Element("L", tuple(elements), title=title),), (stack,))


def _card(card: model.KeyFigure, theme: Theme) -> tuple[Element, Bands]:
    width = theme.page.column
    bands: list[Band] = []
    kids: list[Element] = []
    for name, content in (
        ("key_label", (Text(card.label),)),
        ("key_period", (Text(card.period),)),
        ("key_value", (card.value,)),
        ("key_unit", (Text(card.unit),)),
        ("key_note", card.note),
    ):
        style = style_of(theme, name)
        element, lines = paragraph(content, style, width)
        if lines:
            kids.append(element)
            bands += (Band(style.before), *lines)
    rule, colour = theme.measures.rule_heavy, theme.fill(card.colour)
    return Element("LBody", tuple(kids)), ruled(tuple(bands), rule, 0.0, width, colour)


def _callout(block: model.Callout, theme: Theme) -> Galley:
    style = style_of(theme, "callout")
    element, bands = paragraph(block.content, style, theme.page.measure)
    return Galley((element,), (Stack(bands, style.before, style.after),))


def _note(block: model.Note, theme: Theme) -> Galley:
    style, width = style_of(theme, "colophon"), theme.page.measure
    element, bands = paragraph(block.content, style, width)
    bands = ruled(bands, theme.measures.rule_fine, style.before, width, theme.colours["rule"])
    return Galley((element,), (Stack(bands, before=theme.page.module),))


def _contents(block: model.Contents, theme: Theme) -> Galley:
    """The numbers of its pages take their place when they are known."""
    style = style_of(theme, "contents_heading")
    title, head = paragraph((Text(block.title),), style, theme.page.measure)
    rows = [_contents_row(entry, theme) for entry in block.entries]
    bands: list[Band] = []
    for number, (_, (first, *others)) in enumerate(rows):
        may_break = number >= rules.ENTRIES_TOGETHER <= len(rows) - number
        bands += (replace(first, may_break=may_break), *others)
    elements = (title, Element("TOC", tuple(_nested_entries(block.entries, rows))))
    heading = Stack(head, before=style.before, after=style.after, keeps_with_next=True)
    return Galley(elements, (heading, Stack(tuple(bands))))


def _contents_row(entry: model.Heading, theme: Theme) -> tuple[Element, Bands]:
    """The number stands at the end of the last line and belongs to the link."""
    style, measures = style_of(theme, f"contents_{entry.level}"), theme.measures
    left = measures.list_indent * (entry.level - 1)
    right = theme.page.beside(measures.text_margin_columns)
    words = tagged((model.Link(entry.content, f"#{entry.anchor}"),), style, "TOCI")
    lines = lines_of(words.runs, right - left - measures.page_number, continues=True)
    *others, last = bands_of(lines, style, left)
    own = Content("Link")
    number = Run("", style.face, own, words.runs[-1].target)
    place = PageNumberItem(right, style.baseline, number, entry.anchor)
    last = replace(last, height=last.height + style.after, items=(*last.items, place))
    link = [kid for element in words.kids if isinstance(element, Element) for kid in element.kids]
    return Element("TOCI", (Element("Link", (*link, own)),)), (*others, last)


def _nested_entries(
    entries: Iterable[model.Heading], rows: Iterable[tuple[Element, Bands]]
) -> Iterator[Element]:
    """The entries of level 2 that follow each other are a list of their own."""
    items = ((entry.level, element) for entry, (element, _) in zip(entries, rows, strict=True))
    for level, run in groupby(items, lambda item: item[0]):
        elements = tuple(element for _, element in run)
        yield from elements if level == 1 else (Element("TOC", elements),)
