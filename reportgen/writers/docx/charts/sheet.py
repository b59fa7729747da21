"""The workbook behind a chart: one sheet with its numbers and its labels."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from lxml import etree

from reportgen.l10n import LANGUAGES
from reportgen.writers.docx.charts.plot import Plot, PlotSeries
from reportgen.writers.docx.xml import checked

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET = "Data"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_TEXT = "@"  # the number format of what is no number
_NAMES_WIDTH = 28  # digits: room for the longest name of a segment
# Properties with a clock, and colours that no cell has: they would add 3 kB to each chart.
_LEFT_OUT = ("docProps/app.xml", "docProps/core.xml", "xl/theme/theme1.xml")
_LEADS_THERE = re.compile(rb'<(?:Override|Relationship) [^>]*(?:app|core|theme1)\.xml"[^>]*>')
_COLOURS = "{*}colors"


@lru_cache(maxsize=16)
def workbook(plot: Plot, language: str) -> bytes:
    """Return an XLSX file of one sheet: categories, a column a series, then the labels."""
    numbers = format_code(plot.decimals, language)
    book, styles = _styled(numbers)
    sheet = _sheet(plot, book, numbers)
    members = {**_package(), "xl/styles.xml": styles, "xl/worksheets/sheet1.xml": sheet}
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, content in sorted(members.items()):
            member = ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = ZIP_STORED  # the document around it compresses all at once
            member.create_system = 3
            package.writestr(member, content)
    return stream.getvalue()


@cache
def _package() -> Mapping[str, bytes]:
    """What all workbooks have in common: it takes longer to make than a sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.worksheets[0].title = SHEET
    book.save(stream := BytesIO())
    with ZipFile(stream) as package:
        names = [name for name in package.namelist() if name not in _LEFT_OUT]
        return {name: _LEADS_THERE.sub(b"", package.read(name)) for name in names}


@lru_cache(maxsize=8)
def _styled(numbers: str) -> "tuple[Workbook, bytes]":
    """A workbook that knows a format of numbers, and its part that says so."""
    from openpyxl import Workbook
    from openpyxl.styles.stylesheet import write_stylesheet

    book = Workbook()
    for row, known in enumerate((numbers, _TEXT), 1):
        cell = book.worksheets[0].cell(row, 1)
        cell.number_format = known
        assert cell.style_id == row  # it is numbered when it is asked for
    styles = write_stylesheet(book)
    etree.strip_elements(styles, _COLOURS)
    return book, etree.tostring(styles)


def _sheet(plot: Plot, book: "Workbook", numbers: str) -> bytes:
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.worksheet.worksheet import Worksheet

    sheet = Worksheet(book)
    sheet.column_dimensions["A"].width = _NAMES_WIDTH
    for row, column, text in _texts(plot):
        cell = sheet.cell(row, column, plain_string(text))
        cell.data_type, cell.number_format = "s", _TEXT  # not what it looks like: =A1, #N/A
    for column, series in enumerate(plot.series, 2):
        for row, point in enumerate(series.points, 2):
            if point is not None:
                cell = sheet.cell(row, column, number(point.value))
                cell.data_type, cell.number_format = "n", numbers
    WorksheetWriter(sheet, stream := BytesIO()).write()
    # A label such as +7,1 % is a text: no spreadsheet shall make a number of it, or warn.
    texts = f'<ignoredError sqref="{sheet.dimensions}" numberStoredAsText="1"/>'
    end = f"<ignoredErrors>{texts}</ignoredErrors></worksheet>"
    return stream.getvalue().replace(b"</worksheet>", end.encode())


def _texts(plot: Plot) -> Iterator[tuple[int, int, str]]:
    """Rows and columns, from 1, of all names and labels, with their words."""
    labelled = [(f"{plot.labels} ({s.name})", s.points) for s in plot.series if _has_labels(s)]
    names = (plot.title, *(s.name for s in plot.series), *(name for name, _ in labelled))
    yield from ((1, column, name) for column, name in enumerate(names, 1))
    yield from ((row, 1, category) for row, category in enumerate(plot.categories, 2))
    for column, (_, points) in enumerate(labelled, 2 + len(plot.series)):
        for row, point in enumerate(points, 2):
            if point is not None and point.label:
                yield row, column, point.label.text


def format_code(decimals: int, language: str) -> str:
    """Return the number format of a language: separators are the reader's, decimals are ours."""
    fraction = f".{'0' * decimals}" if decimals else ""
    return f"[$-{LANGUAGES[language[:2]].windows_id}]#,##0{fraction}"


def letter(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    high, low = divmod(column, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)


def number(value: float) -> str:
    """Return a number as sheets and caches hold it."""
    return repr(int(value) if value == int(value) else value)


def label_column(plot: Plot, series: PlotSeries) -> str:
    """Return the column of a series' labels, behind all numbers; empty where it has none."""
    labelled = [other for other in plot.series if _has_labels(other)]
    places = (n for n, other in enumerate(labelled) if other is series)
    found = next(places, None)
    return "" if found is None else letter(1 + len(plot.series) + found)


def _has_labels(series: PlotSeries) -> bool:
    return any(point is not None and point.label for point in series.points)


def plain_string(text: str) -> str:
    """Return a text in which nothing reads as an escape such as _x0041_ (ST_Xstring)."""
    return _ESCAPE.sub("_x005F_", checked(text))
