"""A briefing to the bytes of one PDF file: PDF/UA-1 and PDF/A-3a at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from io import BytesIO
from typing import assert_never

from reportlab.pdfgen.canvas import Canvas

from reportgen.briefing import Briefing, Contents, Part
from reportgen.theme import Theme
from reportgen.writers.pdf.abbreviations import spelt_out
from reportgen.writers.pdf.blocks import compose_blocks
from reportgen.writers.pdf.canvas import TaggedCanvas
from reportgen.writers.pdf.composed import joined
from reportgen.writers.pdf.contents import pages_of_anchors
from reportgen.writers.pdf.fonts import registered
from reportgen.writers.pdf.front import masthead
from reportgen.writers.pdf.metadata import describe
from reportgen.writers.pdf.paging import Sheet, paginate
from reportgen.writers.pdf.replay import drawn, replay
from reportgen.writers.pdf.strip import Bookmark, BoxMark, FigureMark, Mark, RuleMark, TextMark
from reportgen.writers.pdf.structure import Element, write_tree
from reportgen.writers.pdf.style import Face, Look
from reportgen.writers.pdf.titlepage import title_page
from reportgen.writers.pdf.typeset import Artifact, Line, Run
from reportgen.writers.pdf.upstream import (
    document_of,
    extend_catalog,
    finished,
    remembered_words,
)
from reportgen.writers.watermark import SLANT, WEIGHT, watermark

_AFTER_TITLE_PAGE = 2
_PDF_VERSION = (1, 7)


@dataclass(frozen=True, slots=True)
class _Section:
    """A title page or a language part, laid out; `anchors` prefixes what its links name."""

    part: Part
    element: Element
    sheets: tuple[Sheet, ...]
    anchors: str


@dataclass(frozen=True, slots=True)
class _Page:
    section: _Section
    sheet: Sheet
    opens_section: bool


@remembered_words()
def write_pdf(briefing: Briefing, theme: Theme) -> bytes:
    """Return the PDF file of a briefing, the same bytes for the same briefing and theme.

    Raises TemplateError for a character that the fonts lack and for a link that is not allowed
    or leads nowhere, DataError for a release date that is not ISO.
    """
    look = Look(theme, briefing.audience)
    sections: list[_Section] = []
    first = 1 if len(briefing.parts) == 1 else _AFTER_TITLE_PAGE
    for part in briefing.parts:
        sections.append(_section(part, first, look))
        first += len(sections[-1].sheets)
    if len(sections) > 1:
        sections.insert(0, _title_section(briefing.parts, sections, look))
    pages = tuple(_pages(sections))
    canvas = _new_canvas(briefing, theme)
    tagged = TaggedCanvas(canvas, len(pages))
    describe(canvas, briefing)
    for number, page in enumerate(pages, 1):
        _paint(page, number, len(pages), tagged, look)
    tagged.refuse_dead_links()
    canvas.addPageLabel(0, style="ARABIC", start=1)
    root = Element("Document", tuple(section.element for section in sections))
    tree = write_tree(document_of(canvas), root, tagged.painted)
    extend_catalog(canvas, {"StructTreeRoot": tree})
    return finished(canvas)


def pages_of(part: Part, audience: str, theme: Theme) -> int:
    """Return how many pages a part fills by itself."""
    return len(_laid_out(part, (), Look(theme, audience)).sheets)


def _section(part: Part, first: int, look: Look) -> _Section:
    """A list of contents takes its place before the pages that it names are known."""
    section = _laid_out(part, (), look)
    if not any(isinstance(block, Contents) for block in part.blocks):
        return section
    sheets = ((placed.strip for placed in sheet) for sheet in section.sheets)
    pages = pages_of_anchors(sheets, first)
    known = ((name.removeprefix(section.anchors), page) for name, page in pages.items())
    return _laid_out(part, tuple(known), look)


@lru_cache(maxsize=8)
def _laid_out(part: Part, numbers: tuple[tuple[str, int], ...], look: Look) -> _Section:
    """A part as it is laid out, once for the editions in one language and in two.

    `numbers` are the pages of its anchors, as far as they are known.
    """
    pages = dict(numbers)
    part = spelt_out(part)
    head = masthead(part.masthead, look, f"{part.locale}-title")
    draw = partial(drawn, theme=look.theme, locale=part.locale)
    composed = joined(head, *compose_blocks(part, pages, look, draw))
    page = look.theme.page
    sheets = paginate(
        composed.passages,
        page.height - page.first_top - page.first_bottom,
        page.height - page.later_top - page.later_bottom,
    )
    element = Element("Part", composed.elements, lang=part.locale)
    return _Section(part, element, sheets, f"{part.locale}-")


def _title_section(parts: Sequence[Part], sections: Sequence[_Section], look: Look) -> _Section:
    firsts: list[int] = []
    first = _AFTER_TITLE_PAGE
    for section in sections:
        firsts.append(first)
        first += len(section.sheets)
    composed = title_page(parts, firsts, look)
    sheets = paginate(composed.passages, look.theme.page.height, look.theme.page.height)
    return _Section(parts[0], Element("Part", composed.elements), sheets, "")


def _pages(sections: Sequence[_Section]) -> Iterator[_Page]:
    for section in sections:
        for number, sheet in enumerate(section.sheets):
            yield _Page(section, sheet, opens_section=number == 0)


def _new_canvas(briefing: Briefing, theme: Theme) -> Canvas:
    return Canvas(
        BytesIO(),
        pagesize=(theme.page.width, theme.page.height),
        pageCompression=1,
        invariant=1,
        pdfVersion=_PDF_VERSION,
        enforceColorSpace="rgb",
        initialFontName=registered(theme.fonts.regular),
        lang=briefing.parts[0].locale,
    )


def _paint(page: _Page, number: int, pages: int, tagged: TaggedCanvas, look: Look) -> None:
    geometry = look.theme.page
    part = page.section.part
    tagged.enter(page.section.anchors, part.terms.link_to)
    if part.masthead.watermark:  # first, so that everything stands on it
        _paint_watermark(part.masthead.watermark, tagged, look.theme)
    if not page.opens_section:
        _running_head(part, tagged, look)
    top = geometry.height - (geometry.first_top if page.opens_section else geometry.later_top)
    for placed in page.sheet:
        for mark in placed.strip.marks:
            _paint_mark(mark, geometry.left, top - placed.y, tagged, look.theme)
    count = part.terms.page_of.format(page=number, pages=pages)
    _running_line(part.masthead.publisher, count, geometry.footer_baseline, "Footer", tagged, look)
    tagged.close_page()


def _paint_watermark(text: str, tagged: TaggedCanvas, theme: Theme) -> None:
    mark = watermark(text, theme)
    face = Face(registered(theme.fonts.file(WEIGHT)), mark.size, theme.colours["watermark"])
    centre = (theme.page.width / 2, theme.page.height / 2)
    tagged.slanted(centre, SLANT, Run(text, face, Artifact("Watermark")), mark.height)


def _paint_mark(mark: Mark, x: float, top: float, tagged: TaggedCanvas, theme: Theme) -> None:
    match mark:
        case TextMark():
            _paint_line(mark.line, x + mark.x, top - mark.baseline, tagged)
        case RuleMark():
            middle = top - mark.y - mark.thickness / 2
            tagged.rule(x + mark.x, middle, mark.width, mark.thickness, mark.colour)
        case BoxMark():
            bottom = top - mark.y - mark.height
            tagged.box(x + mark.x, bottom, mark.width, mark.height, mark.thickness, mark.colour)
        case FigureMark():
            drawing = mark.drawing
            bottom = top - mark.y - drawing.height
            tagged.begin_figure(
                (x + mark.x, bottom, x + mark.x + drawing.width, bottom + drawing.height),
                mark.content,
            )
            replay(drawing, tagged, x + mark.x, bottom, theme)
        case Bookmark():
            tagged.bookmark(mark.name, top, mark.title, mark.level)
        case _:
            assert_never(mark)


def _paint_line(line: Line, x: float, y: float, tagged: TaggedCanvas) -> None:
    for run in line.runs:
        tagged.run(x, y, run)
        x += run.width


def _running_head(part: Part, tagged: TaggedCanvas, look: Look) -> None:
    page = look.theme.page
    status = " · ".join(part.masthead.tags)
    baseline = page.height - page.header_baseline
    _running_line(part.masthead.running_header, status, baseline, "Header", tagged, look)


def _running_line(
    left: str, right: str, baseline: float, kind: str, tagged: TaggedCanvas, look: Look
) -> None:
    page = look.theme.page
    face = look.style("running").face
    closing = look.style("running_status" if kind == "Header" else "running").face
    words = Run(left, face, Artifact(kind))
    tagged.run(page.left, baseline, words)
    end = replace(words, text=right, face=closing)
    tagged.run(page.width - page.right - end.width, baseline, end)
