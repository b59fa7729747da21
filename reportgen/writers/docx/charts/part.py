"""The parts of a native chart in the package, and the run that shows it."""

from typing import cast

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.package import Package

from reportgen.briefing import Chart, plain
from reportgen.writers.docx.chapter import LANGUAGE_TAGS, Chapter
from reportgen.writers.docx.charts.drawingml import (
    EMU_PER_POINT,
    element,
    relate,
    root,
)
from reportgen.writers.docx.charts.kinds import plot_of
from reportgen.writers.docx.charts.markup import chart_content
from reportgen.writers.docx.charts.plot import Plot
from reportgen.writers.docx.charts.shapes import user_shapes
from reportgen.writers.docx.charts.sheet import workbook
from reportgen.writers.docx.xml import Element, checked, w

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
    language = LANGUAGE_TAGS[chapter.part.locale]
    name = PackURI(package.next_partname("/word/charts/chart%d.xml"))
    top = root("c:chartSpace", "c", "a", "r")
    part = _xml_part(name, CT.DML_CHART, top, package)
    book = PackURI(f"/word/embeddings/chart{name.idx}.xlsx")
    sheet = Part(book, CT.SML_SHEET, workbook(plot, language), package)
    shapes = ""
    if plot.beside:
        drawing = PackURI(f"/word/drawings/drawing{name.idx}.xml")
        marks = _xml_part(drawing, _SHAPES, user_shapes(plot, theme, language), package)
        shapes = part.relate_to(marks, RT.CHART_USER_SHAPES)
    top.extend(chart_content(plot, theme, language, part.relate_to(sheet, RT.PACKAGE), shapes))
    return part


def _xml_part(name: PackURI, content_type: str, top: Element, package: Package) -> XmlPart:
    # An XmlPart only writes its element out: any element of lxml will do.
    return XmlPart(name, content_type, cast(BaseOxmlElement, top), package)
