"""A briefing to the bytes of one PDF file: PDF/UA-1 and PDF/A-3a at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, assert_never

from reportlab.pdfgen.canvas import Canvas

from reportgen.briefing import Attachment, Briefing, Chart, Part
from reportgen.theme import Theme
from reportgen.writers.layout import Layout, PartLayouts
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
from reportgen.writers.pdf.strip import (
    Bookmark,
    BoxMark,
    FigureMark,
    Mark,
    PageMark,
    RuleMark,
    TextMark,
)
from reportgen.writers.pdf.structure import Element, write_tree
from reportgen.writers.pdf.style import Face, Look
from reportgen.writers.pdf.titlepage import title_page
from reportgen.writers.pdf.typeset import Artifact, Line, Run, single_line
from reportgen.writers.pdf.upstream import (
    document_of,
    extend_catalog,
    finished,
    remembered_words,
)
from reportgen.writers.watermark import SLANT, WEIGHT, watermark

if TYPE_CHECKING:
    from reportgen.charts import Drawing

_AFTER_TITLE_PAGE = 2
_PDF_VERSION = (1, 7)


@dataclass(frozen=True, slots=True)
class _Section:
    """A title page or a language part, laid out; `anchors` prefixes what its links name.

    `drawings` are its charts by their labels.
    """

    part: Part
    element: Element
    sheets: tuple[Sheet, ...]
    anchors: str
    drawings: Mapping[str, "Drawing"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Page:
    section: _Section
    sheet: Sheet
    opens_section: bool


def lay_out(briefing: Briefing, theme: Theme, parts: PartLayouts = ()) -> Layout:
    """Return a briefing set in pages; sealed, the same bytes for the same briefing and theme.

    What `parts` hold already is not set again. Raises TemplateError for a character that the fonts
    lack and for a link that is not allowed; sealing, for a link that leads nowhere, and DataError
    for a release date that is not ISO.
    """
    look = Look(theme, briefing.audience)
    ready = [each for layout in parts for each in layout.sections if isinstance(each, _Section)]
    sections = tuple(
        next((section for section in ready if section.part is part), None) or _section(part, look)
        for part in briefing.parts
    )
    words = {
        (section.part.locale, label): tuple(words.text for words in drawing.labels)
        for section in sections
        for label, drawing in section.drawings.items()
    }
    return Layout(
        seal=partial(_sealed, briefing, sections, look),
        words=words,
        pages=tuple(len(section.sheets) for section in sections),
        sections=sections,
    )


@remembered_words()
def _sealed(
    briefing: Briefing, sections: tuple[_Section, ...], look: Look, ledger: Attachment
) -> bytes:
    if len(sections) > 1:
        sections = (_title_section(briefing.parts, sections, look), *sections)
    pages = tuple(_pages(sections))
    canvas = _new_canvas(briefing, look.theme)
    tagged = TaggedCanvas(canvas, len(pages))
    describe(canvas, briefing, ledger)
    anchors = pages_of_anchors((placed.strip for placed in page.sheet) for page in pages)
    for number, page in enumerate(pages, 1):
        _paint(page, number, anchors, tagged, look)
    tagged.refuse_dead_links()
    canvas.addPageLabel(0, style="ARABIC", start=1)
    root = Element("Document", tuple(section.element for section in sections))
    tree = write_tree(document_of(canvas), root, tagged.painted)
    extend_catalog(canvas, {"StructTreeRoot": tree})
    return finished(canvas)


def _section(given: Part, look: Look) -> _Section:
    part = spelt_out(given)
    drawings: dict[str, Drawing] = {}

    def draw(chart: Chart) -> "Drawing":
        return drawings.setdefault(chart.caption.label, drawn(chart, look.theme, part.locale))

    head = masthead(part.masthead, look, f"{part.locale}-title")
    composed = joined(head, *compose_blocks(part, look, draw))
    page = look.theme.page
    sheets = paginate(
        composed.passages,
        page.height - page.first_top - page.first_bottom,
        page.height - page.later_top - page.later_bottom,
    )
    element = Element("Part", composed.elements, lang=part.locale)
    return _Section(given, element, sheets, f"{part.locale}-", drawings)


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


def _paint(
    page: _Page, number: int, anchors: Mapping[str, int], tagged: TaggedCanvas, look: Look
) -> None:
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
            if isinstance(mark, PageMark):
                mark = _numbered(mark, anchors.get(page.section.anchors + mark.anchor))
            _paint_mark(mark, geometry.left, top - placed.y, tagged, look.theme)
    count = part.terms.page_of.format(page=number, pages=tagged.pages)
    _running_line(part.masthead.publisher, count, geometry.footer_baseline, "Footer", tagged, look)
    tagged.close_page()


def _paint_watermark(text: str, tagged: TaggedCanvas, theme: Theme) -> None:
    mark = watermark(text, theme)
    face = Face(registered(theme.fonts.file(WEIGHT)), mark.size, theme.colours["watermark"])
    centre = (theme.page.width / 2, theme.page.height / 2)
    tagged.slanted(centre, SLANT, Run(text, face, Artifact("Watermark")), mark.height)


def _numbered(mark: PageMark, page: int | None) -> TextMark:
    """A number of no page stays away; the dead link that it belongs to is told."""
    line = single_line((replace(mark.run, text=str(page or "")),))
    return TextMark(mark.right - line.width, mark.baseline, line)


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
        case PageMark():
            raise ValueError("the number of a page is painted when it is known")
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
