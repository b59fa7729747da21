"""The parts of a native chart in the package, and the run that shows it."""

from functools import lru_cache

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import OxmlElement

from reportgen.briefing import Chart, plain
from reportgen.l10n import LANGUAGES
from reportgen.theme import Theme
from reportgen.writers.docx.chapter import Chapter
from reportgen.writers.docx.charts.drawingml import (
    EMU_PER_POINT,
    element,
    relate,
    root,
)
from reportgen.writers.docx.charts.markup import chart_content
from reportgen.writers.docx.charts.plot import Plot
from reportgen.writers.docx.charts.plots_by_kind import plot_of
from reportgen.writers.docx.charts.shapes import user_shapes
from reportgen.writers.docx.charts.sheet import workbook
from reportgen.writers.docx.xml import Element, checked, w

_BOOK, _MARKS = "rId1", "rId2"
_SHAPES = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"


def native_chart(chapter: Chapter, chart: Chart) -> Element:
    """Return a run that shows a chart which Word draws from the workbook inside the document."""
    part = chapter.part
    plot = plot_of(chart, chapter.theme, part.terms, part.locale)
    key = chapter.document.part.relate_to(_chart_part(chapter, plot), RT.CHART)
    size = {"cx": round(plot.width * EMU_PER_POINT), "cy": round(plot.height * EMU_PER_POINT)}
    inline = OxmlElement("wp:inline")
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    names = {"id": str(next(chapter.numbers)), "name": chart.caption.label}
    said = {"descr": checked(plain(chart.alt_text))}
    inline.extend(
        (
            _plain("wp:extent", {name: str(length) for name, length in size.items()}),
            _plain("wp:effectExtent", dict.fromkeys("ltrb", "0")),
            _plain("wp:docPr", names | said),
            _plain("wp:cNvGraphicFramePr", {}),
            _graphic(key),
        )
    )
    return w("r", w("drawing", inline))


def _plain(tag: str, attributes: dict[str, str]) -> Element:
    made: Element = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(name, value)
    return made


def _graphic(key: str) -> Element:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    return element("a:graphic", element("a:graphicData", relate(element("c:chart"), key), uri=uri))


def _chart_part(chapter: Chapter, plot: Plot) -> Part:
    package, theme = chapter.document.part.package, chapter.theme
    language = LANGUAGES[chapter.part.locale].tag
    name = PackURI(package.next_partname("/word/charts/chart%d.xml"))
    part = Part(name, CT.DML_CHART, _chart(plot, theme, language), package)
    book = PackURI(f"/word/embeddings/chart{name.idx}.xlsx")
    part.load_rel(RT.PACKAGE, Part(book, CT.SML_SHEET, workbook(plot, language), package), _BOOK)
    if plot.beside:
        drawing = PackURI(f"/word/drawings/drawing{name.idx}.xml")
        marks = Part(drawing, _SHAPES, _shapes(plot, theme, language), package)
        part.load_rel(RT.CHART_USER_SHAPES, marks, _MARKS)
    return part


@lru_cache(maxsize=16)
def _chart(plot: Plot, theme: Theme, language: str) -> bytes:
    """A chart, made once for the editions in one language and in two."""
    top = root("c:chartSpace", "c", "a", "r")
    top.extend(chart_content(plot, theme, language, _BOOK, _MARKS if plot.beside else ""))
    return serialize_part_xml(top)


@lru_cache(maxsize=16)
def _shapes(plot: Plot, theme: Theme, language: str) -> bytes:
    return serialize_part_xml(user_shapes(plot, theme, language))
