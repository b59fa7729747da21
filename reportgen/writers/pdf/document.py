"""A briefing to the bytes of one PDF file: PDF/UA-1 and PDF/A-3a at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas

from reportgen.briefing import Attachment, Briefing, Chart, Part
from reportgen.theme import Theme
from reportgen.writers.layout import Layout, PartLayouts
from reportgen.writers.pdf.abbreviations import spelt_out
from reportgen.writers.pdf.bands import Bookmark, joined
from reportgen.writers.pdf.blocks import galleys_of
from reportgen.writers.pdf.canvas import TaggedCanvas
from reportgen.writers.pdf.fonts import registered
from reportgen.writers.pdf.masthead import masthead, title_page
from reportgen.writers.pdf.metadata import describe
from reportgen.writers.pdf.paging import Sheet, paginate
from reportgen.writers.pdf.painting import Page, paint
from reportgen.writers.pdf.structure import Element, write_tree
from reportgen.writers.pdf.upstream import (
    document_of,
    extend_catalog,
    finished,
    remembered_words,
)
from reportgen.writers.rules import dead_links, first_pages

if TYPE_CHECKING:
    from reportgen.charts import Drawing

_PDF_VERSION = (1, 7)  # PDF/A-3 and PDF/UA-1 build on it


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


def lay_out(briefing: Briefing, theme: Theme, parts: PartLayouts = ()) -> Layout:
    """Return a briefing set in pages; sealed, the same bytes for the same briefing and theme.

    What `parts` hold already is not set again. Raises TemplateError for a character that the fonts
    lack and for a link that is not allowed; sealing, for a link that leads nowhere, and DataError
    for a release date that is not ISO.
    """
    theme = theme.seen_by(briefing.audience)
    ready = [each for layout in parts for each in layout.sections if isinstance(each, _Section)]
    sections = tuple(
        next((section for section in ready if section.part is part), None) or _section(part, theme)
        for part in briefing.parts
    )
    words = {
        (section.part.locale, label): tuple(words.text for words in drawing.labels)
        for section in sections
        for label, drawing in section.drawings.items()
    }
    return Layout(
        seal=partial(_sealed, briefing, sections, theme),
        words=words,
        pages=tuple(len(section.sheets) for section in sections),
        sections=sections,
    )


@remembered_words()
def _sealed(
    briefing: Briefing, sections: tuple[_Section, ...], theme: Theme, ledger: Attachment
) -> bytes:
    if len(sections) > 1:
        sections = (_title_section(briefing.parts, sections, theme), *sections)
    pages = [
        Page(section.part, sheet, section.anchors, opens_section=number == 0)
        for section in sections
        for number, sheet in enumerate(section.sheets)
    ]
    canvas = _new_canvas(briefing, theme)
    tagged = TaggedCanvas(canvas, len(pages))
    describe(canvas, briefing, ledger)
    anchors = {
        item.name: number
        for number, page in enumerate(pages, 1)
        for placed in page.sheet
        for item in placed.band.items
        if isinstance(item, Bookmark)
    }
    for number, page in enumerate(pages, 1):
        paint(page, number, anchors, tagged, theme)
    if dead := sorted(tagged.wanted - anchors.keys()):
        raise dead_links(dead)
    canvas.addPageLabel(0, style="ARABIC", start=1)
    root = Element("Document", tuple(section.element for section in sections))
    tree = write_tree(document_of(canvas), root, tagged.painted)
    extend_catalog(canvas, {"StructTreeRoot": tree})
    return finished(canvas)


def _section(given: Part, theme: Theme) -> _Section:
    part = spelt_out(given)
    drawings: dict[str, Drawing] = {}

    def drawn(chart: Chart) -> "Drawing":
        from reportgen.charts import draw  # loaded only where there is a chart

        return drawings.setdefault(chart.caption.label, draw(chart, theme, part.locale))

    head = masthead(part.masthead, theme, f"{part.locale}-title")
    galley = joined((head, *galleys_of(part, theme, drawn)))
    sheets = paginate(galley.stacks, theme.page.first_height, theme.page.later_height)
    element = Element("Part", galley.elements, lang=part.locale)
    return _Section(given, element, sheets, f"{part.locale}-", drawings)


def _title_section(parts: Sequence[Part], sections: Sequence[_Section], theme: Theme) -> _Section:
    firsts = first_pages([len(section.sheets) for section in sections])
    galley = title_page(parts, firsts, theme)
    sheets = paginate(galley.stacks, theme.page.height, theme.page.height)
    return _Section(parts[0], Element("Part", galley.elements), sheets, "")


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
