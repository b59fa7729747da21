"""The workbook behind a chart: one sheet with its numbers and its labels."""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from reportgen.l10n import LANGUAGES
from reportgen.writers.docx.charts.plot import Plot, PlotSeries
from reportgen.writers.docx.xml import checked

SHEET = "Data"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_OPEN = "http://schemas.openxmlformats.org"
_MAIN = f"{_OPEN}/spreadsheetml/2006/main"
_OFFICE = f"{_OPEN}/officeDocument/2006/relationships"
_PACKAGE = f"{_OPEN}/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_FIXED = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        "<bookViews><workbookView/></bookViews><sheets>"
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
}


@lru_cache(maxsize=16)
def workbook(plot: Plot, language: str) -> bytes:
    """Return an XLSX file of one sheet: categories, a column a series, then the labels."""
    members = {
        **_FIXED,
        "xl/worksheets/sheet1.xml": _sheet(plot),
        "xl/styles.xml": _styles(format_code(plot.decimals, language)),
    }
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, text in members.items():
            member = ZipInfo(name, _ZIP_EPOCH)
            member.compress_type = ZIP_STORED  # the document around it compresses all at once
            member.create_system = 3
            package.writestr(member, (_DECLARATION + text).encode())
    return stream.getvalue()


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


def _sheet(plot: Plot) -> str:
    labelled = (f"{plot.labels} ({s.name})" for s in plot.series if _has_labels(s))
    names = (plot.title, *(series.name for series in plot.series), *labelled)
    rows = [_row(1, (_text(letter(n), 1, name) for n, name in enumerate(names)))]
    for place, category in enumerate(plot.categories):
        rows.append(_row(place + 2, (_text("A", place + 2, category), *_cells(plot, place))))
    width = '<cols><col min="1" max="1" width="28" customWidth="1"/></cols>'
    corner = f"{letter(len(names) - 1)}{len(rows)}"
    # A label such as +7,1 % is a text: no spreadsheet shall make a number of it, or warn.
    quiet = (
        f'<ignoredErrors><ignoredError sqref="A1:{corner}" numberStoredAsText="1"/></ignoredErrors>'
    )
    data = f"<sheetData>{''.join(rows)}</sheetData>"
    return f'<worksheet xmlns="{_MAIN}">{width}{data}{quiet}</worksheet>'


def _cells(plot: Plot, place: int) -> Iterator[str]:
    for n, series in enumerate(plot.series):
        point = series.points[place]
        if point is not None:
            yield f'<c r="{letter(n + 1)}{place + 2}" s="1"><v>{number(point.value)}</v></c>'
    for series in plot.series:
        point = series.points[place]
        if point is not None and point.label:
            yield _text(label_column(plot, series), place + 2, point.label.text)


def _row(number: int, cells: Iterator[str] | tuple[str, ...]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(column: str, row: int, text: str) -> str:
    words = f'<is><t xml:space="preserve">{escape(plain_string(text))}</t></is>'
    return f'<c r="{column}{row}" s="2" t="inlineStr">{words}</c>'


def plain_string(text: str) -> str:
    """Return a text in which nothing reads as an escape such as _x0041_ (ST_Xstring)."""
    return _ESCAPE.sub("_x005F_", checked(text))


def _styles(code: str) -> str:
    empty = "<border><left/><right/><top/><bottom/><diagonal/></border>"
    general = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    return (
        f'<styleSheet xmlns="{_MAIN}">'
        f'<numFmts count="1"><numFmt numFmtId="164" formatCode={quoteattr(code)}/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        f'<borders count="1">{empty}</borders>'
        f'<cellStyleXfs count="1">{general}/></cellStyleXfs>'
        f'<cellXfs count="3">{general} xfId="0"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    )
