"""Charts that Word draws: numbers, labels, looks, and the parts that hold them."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from chart_reading import LabelledBar, bars_of, words_of_chart, words_of_shapes
from charts.marks import with_estimate
from charts.stress_charts import ANY_CHART, LOCALES, lines, specimen_charts
from docx_reading import members, text, xml
from hypothesis import HealthCheck, given, settings
from lxml import etree
from openpyxl import load_workbook
from writers.docx.conftest import Write, briefing_of
from written import write_docx

from reportgen.briefing import Chart, Locale, Point, Text, plain
from reportgen.charts import draw
from reportgen.charts.ruler import shown
from reportgen.theme import Theme, WordLook
from reportgen.writers.docx.charts import plot_of
from reportgen.writers.docx.charts.plot import Plot, Words
from specimen import specimen_briefing

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
QUARTERS = lines(((100, 120, 90, 130), (40, None, 60, 50)))
_KINDS = {"waterfall": 0, "stacked": 1, "diverging": 2, "panel": 3, "paired": 4}
Element = etree._Element


def chart_part(write: Write, chart: Chart) -> Element:
    return xml(write(chart), "word/charts/chart1.xml")


def book(data: bytes) -> list[tuple[Any, ...]]:
    """The rows of the workbook behind the first chart."""
    sheet = load_workbook(BytesIO(members(data)["word/embeddings/chart1.xlsx"])).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def cached(series: Element, path: str) -> list[str | None]:
    (cache,) = series.findall(path)
    count = int(_val(cache, "ptCount"))
    held = {int(pt.get("idx", "")): pt.findtext(f"{C}v") for pt in cache.iter(f"{C}pt")}
    return [held.get(n) for n in range(count)]


def specimen(kind: str, locale: Locale = "fr") -> Chart:
    return QUARTERS if kind == "lines" else specimen_charts(locale)[_KINDS[kind]]


def points(chart: Chart) -> list[Point]:
    """Every point of a chart that has a value."""
    return [point for series in chart.series for point in series.points if point]


KINDS = (*_KINDS, "lines")
_CHART_FOLDERS = ("word/charts/", "word/drawings/", "word/embeddings/")


@pytest.mark.parametrize("kind", KINDS)
def test_the_sheet_holds_what_the_chart_shows(write: Write, kind: str) -> None:
    data = write(specimen(kind))
    series = xml(data, "word/charts/chart1.xml").findall(f".//{C}ser")
    header, *rows = book(data)
    for column, one in enumerate(series, 1):
        assert cached(one, f"{C}tx/{C}strRef/{C}strCache") == [header[column]]
        assert cached(one, f"{C}cat/{C}strRef/{C}strCache") == [row[0] for row in rows]
        numbers = cached(one, f"{C}val/{C}numRef/{C}numCache")
        assert [n and float(n) for n in numbers] == [row[column] for row in rows]


@pytest.mark.parametrize("kind", ["diverging", "panel", "paired", "stacked", "lines"])
def test_the_sheet_holds_the_measures(write: Write, kind: str) -> None:
    chart = specimen(kind)
    held = [cell for row in book(write(chart))[1:] for cell in row if isinstance(cell, int | float)]
    assert sorted(held) == sorted(float(point.value) for point in points(chart))


def test_a_waterfall_is_its_steps(write: Write) -> None:
    header, *rows = book(write(specimen("waterfall")))
    assert header[1:3] == ("Départ de la barre", "Barre")
    for row, point in zip(rows, points(specimen("waterfall")), strict=True):
        low, high = sorted((point.start, point.start + point.value))
        assert (row[1], row[1] + row[2]) == (low, high)


def test_a_fall_below_zero_has_a_column_of_its_own(write: Write) -> None:
    base = specimen("waterfall")
    deep = replace(base.series[3], points=(None, None, None, Point(Fraction(-90), Text("−90"))))
    chart = replace(
        base, series=(*base.series[:3], replace(deep, points=_started(deep.points)), base.series[4])
    )
    header, *rows = book(write(chart))
    assert header[3] == "Barre sous zéro"
    assert (rows[3][1], rows[3][2], rows[3][3]) == (0, 80, -10)


def _started(given_points: tuple[Point | None, ...]) -> tuple[Point | None, ...]:
    return tuple(p and replace(p, start=Fraction(80)) for p in given_points)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_label_of_a_chart_is_in_it(theme: Theme, locale: Locale) -> None:
    for chart in specimen_charts(locale):
        words = " ".join(plot(chart, theme, locale).words)
        assert all(shown(point) in words.replace("\n", "\u00a0\u00a0") for point in points(chart))
        assert all(plain(bracket.label) in words for bracket in chart.brackets)


def plot(chart: Chart, theme: Theme, locale: Locale) -> Plot:
    return plot_of(chart, theme, specimen_briefing(locale).parts[0].terms, locale)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_CHART)
def test_any_chart_says_the_same_in_its_parts_and_its_plot(write: Write, chart: Chart) -> None:
    data = write(chart)
    parts = members(data)
    root = xml(data, "word/charts/chart1.xml")
    shapes = parts.get("word/drawings/drawing1.xml")
    beside = words_of_shapes(etree.fromstring(shapes)) if shapes else ()
    theme = THEMES[0]
    assert [*words_of_chart(root), *beside] == [*plot(chart, theme, "fr").words]
    (scale,) = root.findall(f".//{C}valAx/{C}scaling")
    assert float(_val(scale, "min")) < float(_val(scale, "max"))


THEMES: list[Theme] = []


@pytest.fixture(autouse=True)
def _theme_is_known(theme: Theme) -> None:
    THEMES[:] = [theme]


@pytest.mark.parametrize("kind", KINDS)
def test_axes_name_each_other_and_the_plot_names_both(write: Write, kind: str) -> None:
    root = chart_part(write, specimen(kind))
    (area,) = root.iter(f"{C}plotArea")
    axes = {axis.findtext(f"{C}axId") or _val(axis, "axId"): axis for axis in [*area][-3:-1]}
    crossed = {name: _val(axis, "crossAx") for name, axis in axes.items()}
    assert set(crossed) == {*crossed.values()}
    assert all(name != other for name, other in crossed.items())
    assert [entry.get("val") for entry in area[1].findall(f"{C}axId")] == [*axes]
    assert all(int(name) >= 0 for name in axes)


def _val(element: Element, name: str) -> str:
    found = element.find(f"{C}{name}")
    return "" if found is None else str(found.get("val"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_structure_is_that_of_a_known_writer(write: Write, tmp_path: Path, kind: str) -> None:
    ours, theirs = chart_part(write, specimen(kind)), written_by_xlsxwriter(kind, tmp_path)
    for element in theirs.iter():
        path = _path(element)
        twins = [other for other in ours.iter(element.tag) if _path(other) == path]
        order = [child.tag for child in element]
        for twin in twins:
            common = [child.tag for child in twin if child.tag in order]
            assert _first_places(common) == [tag for tag in dict.fromkeys(order) if tag in common]


def _path(element: Element) -> tuple[str, ...]:
    return tuple(str(parent.tag) for parent in element.iterancestors())


def _first_places(tags: list[Any]) -> list[Any]:
    return list(dict.fromkeys(tags))


def written_by_xlsxwriter(kind: str, folder: Path) -> Element:
    """A chart of the same form: bars or lines, looks of points, labels, a bounded axis."""
    path = folder / "theirs.xlsx"
    with xlsxwriter.Workbook(path) as theirs:
        sheet = theirs.add_worksheet("Data")
        form = {"type": "line"} if kind == "lines" else {"type": "bar"}
        if kind in {"waterfall", "stacked"}:
            form["subtype"] = "stacked"
        chart = theirs.add_chart(form)
        custom = [{"value": "one", "font": {"bold": True}}, {"delete": True}]
        chart.add_series(
            {
                "name": "=Data!$B$1",
                "categories": "=Data!$A$2:$A$4",
                "values": "=Data!$B$2:$B$4",
                "points": [{"fill": {"color": "red"}, "border": {"color": "blue"}}],
                "marker": {"type": "circle", "size": 5, "fill": {"color": "red"}},
                "line": {"color": "red", "width": 2},
                "data_labels": {"value": True, "custom": custom, "font": {"size": 8}},
                "gap": 40,
                "overlap": 100,
            }
        )
        chart.set_x_axis({"min": 0, "max": 9, "num_format": "0", "label_position": "low"})
        chart.set_y_axis({"reverse": True, "visible": False, "interval_unit": 1})
        chart.set_plotarea({"layout": {"x": 0.1, "y": 0.1, "width": 0.8, "height": 0.8}})
        sheet.insert_chart("D2", chart)
    with ZipFile(path) as package:
        return etree.fromstring(package.read("xl/charts/chart1.xml"))


def test_numbers_have_the_format_of_the_language_and_the_decimals_of_the_labels(
    theme: Theme,
) -> None:
    data = write_docx(specimen_briefing("fr", "en"), theme)
    codes = {
        xml(data, f"word/charts/chart{n}.xml").findtext(f".//{C}formatCode") for n in range(1, 11)
    }
    assert codes == {"[$-40C]#,##0", "[$-40C]#,##0.0", "[$-809]#,##0", "[$-809]#,##0.0"}


def test_a_bar_has_the_colour_of_its_segment(write: Write, theme: Theme) -> None:
    (series,) = chart_part(write, specimen("diverging")).iter(f"{C}ser")
    own = {int(_val(point, "idx")): _fill(point) for point in series.iter(f"{C}dPt")}
    colours = [own.get(n, _fill(series)) for n in range(len(specimen("diverging").series))]
    assert colours == [theme.fill(one.colour) for one in specimen("diverging").series]


def _fill(element: Element) -> str:
    found = element.find(f"{C}spPr/{A}solidFill/{A}srgbClr")
    return "" if found is None else f"#{found.get('val')}"


def test_a_bar_that_a_reader_adds_is_seen(write: Write) -> None:
    """In a waterfall the bars themselves have the look of the first; what carries them has none."""
    start, bars, labels = chart_part(write, specimen("waterfall")).iter(f"{C}ser")
    assert (_fill(start), _fill(labels)) == ("", "")
    assert _fill(bars)


def test_names_and_labels_are_texts_to_a_spreadsheet(write: Write) -> None:
    data = members(write(specimen("diverging")))["word/embeddings/chart1.xlsx"]
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    texts = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.number_format for cell in texts} == {"@"}
    assert [cell.value for cell in sheet[1]][-1] == f"Libellé ({sheet['B1'].value})"


@pytest.mark.parametrize("name", ["=A1", "#N/A", " ITO ", "12.5"])
def test_a_name_stays_a_text_whatever_it_looks_like(write: Write, name: str) -> None:
    base = specimen("paired")
    data = write(replace(base, series=(replace(base.series[0], name=name), *base.series[1:])))
    sheet = load_workbook(BytesIO(members(data)["word/embeddings/chart1.xlsx"])).worksheets[0]
    assert (name, "s") in [(cell.value, cell.data_type) for cell in sheet[1]]


def test_a_workbook_holds_its_sheet_and_no_clock(write: Write) -> None:
    data = members(write(specimen("panel")))["word/embeddings/chart1.xlsx"]
    with ZipFile(BytesIO(data)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in package.namelist() if name.startswith("docProps/")] == []


def test_a_name_that_looks_like_an_escape_stays_as_it_is(write: Write) -> None:
    base = specimen("panel")
    chart = replace(base, series=(replace(base.series[0], name="_x0041_"),))
    root = chart_part(write, chart)
    assert root.findtext(f".//{C}tx//{C}v") == "_x005F_x0041_"


@pytest.mark.parametrize(
    "rows", [((0, 0, 0),), ((None, None, None),), ((5,),), ((-3, -2, -1),)], ids=str
)
def test_a_plane_has_a_size_whatever_its_values(
    write: Write, rows: tuple[tuple[int | None, ...], ...]
) -> None:
    (frame,) = chart_part(write, lines(rows)).iter(f"{C}manualLayout")
    assert min(float(_val(frame, side)) for side in ("w", "h")) > 0


def test_only_an_estimate_of_the_source_is_hatched(write: Write) -> None:
    chart = specimen("panel")
    assert not [*chart_part(write, chart).iter(f"{A}pattFill")]
    changed = with_estimate(chart)
    (pattern,) = chart_part(write, changed).iter(f"{A}pattFill")
    assert pattern.get("prst") == "wdUpDiag"


def test_a_line_is_named_at_its_end_and_has_a_mark_of_its_own(write: Write) -> None:
    root = chart_part(write, QUARTERS)
    series = root.findall(f".//{C}ser")
    ends = [one.findall(f"{C}dLbls/{C}dLbl")[-1] for one in series]
    assert [_val(end, "idx") for end in ends] == ["3", "3"]
    assert [end.findtext(f".//{A}t") for end in ends] == ["ITO\u00a02,814", "CRM\u00a02,814"]
    quiet = chart_part(write, lines(((100, 120, 90, 130),), labelled=False))
    (end,) = quiet.iter(f"{C}dLbl")
    assert (_val(end, "idx"), _val(end, "showSerName")) == ("3", "1")
    marks = [_val(one.find(f"{C}marker"), "symbol") for one in series]  # type: ignore[arg-type]
    assert len(set(marks)) == len(series)


def test_a_missing_value_is_a_gap_and_never_a_zero(write: Write) -> None:
    data = write(QUARTERS)
    assert book(data)[2][2] is None
    root = xml(data, "word/charts/chart1.xml")
    assert _val(root.find(f"{C}chart"), "dispBlanksAs") == "gap"  # type: ignore[arg-type]


def test_a_value_that_was_not_published_says_so_where_its_bar_would_be(write: Write) -> None:
    shapes = xml(write(specimen("paired")), "word/drawings/drawing1.xml")
    missing = [c.missing for c in specimen("paired").categories if c.missing]
    assert [word for word in words_of_shapes(shapes) if word in missing] == missing[-1:]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["waterfall", "diverging", "panel", "paired"])
def test_bars_end_where_the_drawing_has_them(theme: Theme, kind: str, locale: Locale) -> None:
    chart = specimen(kind, locale)
    shown_by_word, drawing = plot(chart, theme, locale), draw(chart, theme, locale)
    unit = shown_by_word.frame.width / (shown_by_word.high - shown_by_word.low)
    zero = shown_by_word.frame.left - shown_by_word.low * unit
    drawn = sorted(
        max(bar.box.right, bar.box.left)
        for bar in drawing.shapes
        if bar.fill and bar.fill != theme.colours["paper"]
    )
    ends = sorted(
        zero + unit * max(float(point.start + point.value), float(point.start))
        for point in points(chart)
    )
    assert ends == pytest.approx(drawn, abs=0.5)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", ["waterfall", "diverging", "panel", "paired", "stacked"])
def test_names_stand_where_the_drawing_has_them(theme: Theme, kind: str, locale: Locale) -> None:
    chart = specimen(kind, locale)
    drawing = draw(chart, theme, locale)
    words = [mark for mark in plot(chart, theme, locale).beside if isinstance(mark, Words)]
    places = {(label.text, label.x) for label in drawing.labels}
    names = {category.name for category in chart.categories}
    assert names <= {word.text for word in words}
    assert all((word.text, word.x) in places for word in words)


def test_facts_stand_beside_a_panel_as_text(write: Write) -> None:
    document = xml(write(specimen("panel")))
    told = text(document)
    assert all(fact.label in told and fact.value.text in told for fact in specimen("panel").facts)


def test_the_theme_decides_which_audience_gets_pictures(theme: Theme) -> None:
    look = WordLook("native", frozenset({"standard"}), "named")
    for given_theme, native in ((theme, True), (replace(theme, word=look), False)):
        names = members(write_docx(briefing_of(specimen("panel")), given_theme))
        assert ("word/charts/chart1.xml" in names) == native
        assert any(name.startswith("word/media/") for name in names) != native


def test_a_bar_that_is_not_what_its_label_says_is_found(write: Write) -> None:
    root = chart_part(write, specimen("diverging"))
    assert all(bar.fits for bar in bars_of(root))
    (value, *_) = root.findall(f".//{C}val//{C}v")
    value.text = "12.5"
    assert [bar.label for bar in bars_of(root) if not bar.fits] == ["environ +17\u202f%"]


@pytest.mark.parametrize(
    ("label", "value", "fits"),
    [
        ("+2\u202f500", "2496.3", True),
        ("+2\u202f500", "2496.3e1", False),
        ("+330 à +340", "334.8", True),
        ("+330 à +340", "346", False),
        ("0,478", "0.478", True),
        ("0,478", "0.479", False),
        ("1,234,567", "1234567", True),
        ("environ +17\u202f%", "16.8", True),
        ("ITO", "3", True),
    ],
)
def test_a_label_is_rounded_as_it_says(label: str, value: str, fits: bool) -> None:
    assert LabelledBar(label, (Decimal(value),)).fits == fits


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", LOCALES)
def test_bars_are_what_their_labels_say(write: Write, kind: str, locale: Locale) -> None:
    root = chart_part(write, specimen(kind, locale))
    if kind != "lines":
        assert all(bar.fits for bar in bars_of(root))


@pytest.mark.parametrize("kind", KINDS)
def test_a_native_chart_takes_five_and_a_half_kilobytes_at_most(write: Write, kind: str) -> None:
    with ZipFile(BytesIO(write(specimen(kind)))) as package:
        held = [one for one in package.infolist() if one.filename.startswith(_CHART_FOLDERS)]
    assert sum(member.compress_size for member in held) <= 5_500
