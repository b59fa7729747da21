"""The head of a part, and the title page of a document in two languages."""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.briefing import Masthead, Part, Text, plain
from reportgen.theme import Theme
from reportgen.writers.pdf.bands import (
    Band,
    Bands,
    BoxItem,
    Galley,
    Item,
    LineItem,
    RuleItem,
    Stack,
    bookmark,
    joined,
    paragraph,
    ruled,
)
from reportgen.writers.pdf.fonts import style_of
from reportgen.writers.pdf.lines import Line, Run, Target, lines_of, single_line, tagged_words
from reportgen.writers.pdf.structure import Content, Element


def masthead(head: Masthead, theme: Theme, anchor: str) -> Galley:
    """Return the head of a part; its title stands in the outline."""
    titled = titles(head, theme, bookmark(anchor, plain(head.title)))
    return joined((head_table(head, theme), titled))


def head_table(head: Masthead, theme: Theme) -> Galley:
    """Return the publisher and the status tags above the heavy rule."""
    publisher, status = style_of(theme, "publisher"), style_of(theme, "status")
    measures, width = theme.measures, theme.page.measure
    baseline = measures.tag_padding_along + measures.rule_thin + status.baseline
    tags = [tagged_words(tag, status, "P") for tag in head.tags if tag]
    boxes: list[Item] = []
    room = width
    for tag in reversed(tags):  # the last one stands at the right edge
        line = lines_of(tag.runs, width)[0]
        boxes[:0] = _tag(line, room, baseline, theme)
        room -= line.width + 2 * measures.tag_padding_across + measures.tag_gap
    name = tagged_words(head.publisher, publisher, "P")
    lines = lines_of(name.runs, room)
    names = (LineItem(0.0, baseline + n * publisher.leading, line) for n, line in enumerate(lines))
    foot = len(lines) * publisher.leading + publisher.after
    rule = RuleItem(0.0, foot, width, measures.rule_heavy, theme.colours["ink"])
    band = Band(foot + measures.rule_heavy, (*names, *boxes, rule))
    elements = tuple(Element("P", words.kids) for words in (name, *tags))
    return Galley(elements, (Stack((band,)),))


def titles(head: Masthead, theme: Theme, mark: Band | None, tag: str = "H1") -> Galley:
    """Return theme, title and subtitle."""
    width = theme.page.beside(theme.measures.title_margin_columns)
    elements: list[Element] = []
    stacks: list[Stack] = []
    for name, content, role, room in (
        ("theme", (Text(head.theme),), "P", theme.page.measure),
        ("title", head.title, tag, width),
        ("subtitle", (Text(head.subtitle),), "P", theme.page.measure),
    ):
        style = style_of(theme, name)
        element, bands = paragraph(content, style, room, role)
        if mark and name == "title":
            bands = (mark, *bands)
        elements.append(element)
        stacks.append(Stack(bands, style.before, style.after, keeps_with_next=True))
    return Galley(tuple(elements), tuple(stacks))


def _tag(line: Line, right: float, baseline: float, theme: Theme) -> tuple[Item, ...]:
    style, measures = theme.type["status"], theme.measures
    rule, padding = measures.rule_thin, measures.tag_padding_across
    width = line.width + 2 * padding
    height = style.leading + 2 * measures.tag_padding_along + rule
    left = right - width
    box = BoxItem(left, rule / 2, width, height, rule, style.colour)
    return box, LineItem(left + padding, baseline, line)


def title_page(parts: Sequence[Part], first_pages: Sequence[int], theme: Theme) -> Galley:
    """Return each part's titles, then the list of parts with the page on which each begins."""
    head, measures = head_table(parts[0].masthead, theme), theme.measures
    elements = list(head.elements)
    stacks = list(head.stacks)
    gap = measures.title_page_top - theme.page.first_top - head.stacks[0].height
    width, ink = theme.page.measure, theme.colours["ink"]
    for part in parts:
        titled = titles(part.masthead, theme, None, "P")
        elements.append(Element("Sect", titled.elements, lang=part.locale))
        *others, last = titled.stacks
        rule = ruled((), measures.rule_heavy, 0.0, width, ink)
        stacks += (Stack((Band(gap), *rule)), *others, replace(last, after=0.0))
        gap = measures.title_page_gap
    stacks.append(Stack((Band(gap),)))
    rows = [_version(part, page, theme) for part, page in zip(parts, first_pages, strict=True)]
    elements.append(Element("TOC", tuple(entry for entry, _ in rows)))
    stacks += (Stack(bands) for _, bands in rows)
    return Galley(tuple(elements), tuple(stacks))


def _version(part: Part, first_page: int, theme: Theme) -> tuple[Element, Bands]:
    style, width = style_of(theme, "body"), theme.page.measure
    rule, padding = theme.measures.rule_fine, theme.measures.version_padding
    content = Content("Link")
    target = Target(f"#{part.locale}-title", part.terms.version, content)
    page_words = part.terms.contents_page.format(page=first_page)
    version = single_line((Run(f"{part.terms.version} ", style.face, content, target),))
    page = single_line((Run(page_words, style.face, content, target),))
    baseline = padding + style.baseline
    words = (LineItem(0.0, baseline, version), LineItem(width - page.width, baseline, page))
    row = Band(2 * padding + style.leading, words)
    entry = Element("TOCI", (Element("Link", (content,)),), lang=part.locale)
    return entry, ruled((row,), rule, 0.0, width, theme.colours["rule"])
