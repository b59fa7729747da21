"""Tests of the two renderings."""

import io
import pickle
import subprocess
import sys

import matplotlib
import pytest
from hypothesis import given, settings
from PIL import Image

from reportgen.briefing import Chart, Locale, plain
from reportgen.charts import draw, lint, png
from reportgen.theme import load_theme
from specimen_exhibits import composition, contributions, half_years

from .stress_charts import ANY_CHART, LOCALES, specimen_charts

THEME = load_theme()
SPECIMENS = [(chart, locale) for locale in LOCALES for chart in specimen_charts(locale)]


def words_of(chart: Chart) -> list[str]:
    """Return every name and value that a reader must find in the drawing."""
    points = [point for series in chart.series for point in series.points if point]
    words = [plain((point.label,)) for point in points]
    words += [category.name for category in chart.categories]
    words += [category.missing for category in chart.categories]
    words += [plain(bracket.label) for bracket in chart.brackets]
    for fact in chart.facts:
        words += [fact.label, fact.value.text, fact.unit]
    return [word for word in words if word]


@pytest.mark.parametrize(("chart", "locale"), SPECIMENS)
def test_every_word_of_a_chart_is_text_in_its_drawing(chart: Chart, locale: Locale) -> None:
    text = "\n".join(label.text for label in draw(chart, THEME, locale).labels)
    assert [word for word in words_of(chart) if word not in text] == []


@pytest.mark.parametrize(("chart", "locale"), SPECIMENS)
def test_the_specimen_is_drawn_without_a_fault(chart: Chart, locale: Locale) -> None:
    assert lint(draw(chart, THEME, locale)) == ()


@settings(max_examples=60)
@given(chart=ANY_CHART)
def test_any_chart_is_drawn_without_a_fault(chart: Chart) -> None:
    assert lint(draw(chart, THEME, "fr")) == ()


@pytest.mark.parametrize(("chart", "locale"), SPECIMENS)
def test_a_drawing_fills_the_text_block_at_the_height_of_the_theme(
    chart: Chart, locale: Locale
) -> None:
    drawing = draw(chart, THEME, locale)
    assert drawing.width == pytest.approx(THEME.page.measure, abs=0.01)
    assert drawing.height == THEME.chart_heights[chart.kind]


def test_a_drawing_can_be_kept_in_a_file() -> None:
    drawing = draw(composition("fr"), THEME, "fr")
    assert pickle.loads(pickle.dumps(drawing)) == drawing


def test_two_processes_draw_the_same_bytes() -> None:
    program = (
        "import hashlib, sys; sys.path[:0] = sys.argv[1:];"
        "from specimen_exhibits import composition;"
        "from reportgen.charts import draw, png; from reportgen.theme import load_theme;"
        "chart, theme = composition('fr'), load_theme();"
        "print(hashlib.sha256(png(chart, theme, 'fr')).hexdigest(), draw(chart, theme, 'fr'))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, *sys.path],
            env={"PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(outputs) == 1


def test_settings_of_the_user_change_nothing() -> None:
    before = png(half_years("en"), THEME, "en", dpi=90)
    with matplotlib.rc_context({"text.hinting": "force_autohint", "patch.force_edgecolor": True}):
        png.cache_clear()
        assert png(half_years("en"), THEME, "en", dpi=90) == before


def test_a_picture_is_a_palette_on_paper_in_the_colours_of_the_theme() -> None:
    picture = Image.open(io.BytesIO(png(contributions("fr"), THEME, "fr")))
    assert picture.mode == "P"
    assert picture.size == (1259, 250)
    assert picture.info["dpi"] == pytest.approx((200, 200), abs=0.1)
    colours = {colour for _, colour in picture.convert("RGB").getcolors() or ()}
    fills = [THEME.fill(code) for code in ("BPO", "ESO", "CORE", "KPO", "TOTAL")]
    assert {tuple(bytes.fromhex(fill[1:])) for fill in (*fills, "#FFFFFF")} <= colours


def test_the_package_is_imported_without_matplotlib() -> None:
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]; import reportgen.charts;"
        "sys.exit('matplotlib' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, *sys.path], check=True)
