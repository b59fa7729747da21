"""The title page of a document in two languages."""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.briefing import Part
from reportgen.writers.pdf.composed import Composed
from reportgen.writers.pdf.exhibits import CAPTION_RULE
from reportgen.writers.pdf.front import HEAD_RULE, head_table, titles
from reportgen.writers.pdf.strip import Passage, RuleMark, Strip, TextMark, space
from reportgen.writers.pdf.structure import Content, Element
from reportgen.writers.pdf.style import Look
from reportgen.writers.pdf.typeset import Run, Target, single_line

_TITLES_FROM_TOP = 170.0
_BETWEEN = 60.0
_ROW_PADDING = 4.5


def title_page(parts: Sequence[Part], first_pages: Sequence[int], look: Look) -> Composed:
    """Return each part's titles, then the list of parts with the page on which each begins."""
    head = head_table(parts[0].masthead, look)
    elements = list(head.elements)
    passages = list(head.passages)
    gap = _TITLES_FROM_TOP - look.theme.page.first_top - head.passages[0].height
    for part in parts:
        titled = titles(part.masthead, look, None, "P")
        elements.append(Element("Sect", titled.elements, lang=part.locale))
        rule = RuleMark(0.0, 0.0, look.theme.page.measure, HEAD_RULE, look.colour("ink"))
        *others, last = titled.passages
        passages += (
            Passage((space(gap), Strip(HEAD_RULE, (rule,)))),
            *others,
            replace(last, after=0.0),
        )
        gap = _BETWEEN
    passages.append(Passage((space(gap),)))
    rows = [_row(part, page, look) for part, page in zip(parts, first_pages, strict=True)]
    elements.append(Element("TOC", tuple(entry for entry, _ in rows)))
    passages += (Passage(strips) for _, strips in rows)
    return Composed(tuple(elements), tuple(passages))


def _row(part: Part, first_page: int, look: Look) -> tuple[Element, tuple[Strip, ...]]:
    style = replace(look.style("body"), before=0.0)
    width = look.theme.page.measure
    content = Content("Link")
    target = Target(f"#{part.locale}-title", part.terms.version, content)
    page_words = part.terms.contents_page.format(page=first_page)
    version = single_line((Run(f"{part.terms.version} ", style.face, content, target),))
    page = single_line((Run(page_words, style.face, content, target),))
    rule = RuleMark(0.0, 0.0, width, CAPTION_RULE, look.colour("rule"))
    baseline = CAPTION_RULE + _ROW_PADDING + style.baseline
    row = Strip(
        CAPTION_RULE + 2 * _ROW_PADDING + style.leading,
        (rule, TextMark(0.0, baseline, version), TextMark(width - page.width, baseline, page)),
    )
    return Element("TOCI", (Element("Link", (content,)),), lang=part.locale), (row,)
