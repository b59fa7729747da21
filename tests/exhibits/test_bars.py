"""Ordered bars: what moved the total, and how fast each segment grew."""

from fractions import Fraction

import pytest
from composed import known, published, synthetic, typed, view_of

from reportgen.briefing import Chart, Locale, Point, plain
from reportgen.claims import ClaimSet
from reportgen.exhibits.bars import contributions, growth
from reportgen.exhibits.view import View

GRID = ("ITO", "CRM", "ESO", "BPO", "KPO")


def labels(chart: Chart | None) -> list[str]:
    """Each bar with its label, in drawing order."""
    assert chart is not None
    pairs = zip(chart.categories, bars(chart), strict=True)
    return [typed(f"{category.name} {point.label.text}") for category, point in pairs]


def bars(chart: Chart) -> list[Point]:
    return [point for series in chart.series for point in series.points if point is not None]


def test_rises_come_first_then_falls_then_the_total() -> None:
    assert labels(contributions(view_of(published()))) == [
        "BPO +330 à +340",
        "ESO +230",
        "ITO + CRM −500 à −470",
        "KPO −30",
        "Total +40 à +60",
    ]


def test_exact_data_are_drawn_to_the_unit_and_segment_by_segment() -> None:
    assert labels(contributions(view_of(synthetic("2024"), "en"))) == [
        "BPO +338",
        "ESO +230",
        "CRM −464",
        "KPO −30",
        "ITO −22",
        "Total +52",
    ]


@pytest.mark.parametrize("findings", [published(), synthetic("2024")])
def test_each_bar_starts_where_the_last_one_ended_and_the_total_from_zero(
    findings: ClaimSet,
) -> None:
    chart = contributions(view_of(findings))
    assert chart is not None
    *parts, total = bars(chart)
    ends = [point.start + point.value for point in parts]
    assert [point.start for point in parts] == [0, *ends[:-1]]
    assert total.start == 0
    assert abs(ends[-1] - total.value) <= Fraction(1)  # centres of bounds need not add up


def test_one_chart_has_one_precision() -> None:
    chart = contributions(view_of(published(), "en"))
    assert chart is not None
    numbers = [word for p in bars(chart) for word in p.label.text.replace("\u00a0", " ").split()]
    assert all(word == "to" or word.endswith("0") for word in numbers)


def test_a_waterfall_says_its_unit() -> None:
    chart = contributions(view_of(published()))
    assert chart is not None
    assert chart.kind == "waterfall"
    assert typed(chart.unit) == "millions de dirhams"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr", ["BPO environ +17 %", "ESO +7,1 %", "Total +0,2 %", "ITO + CRM −2,4 à −2,3 %"]),
        ("en", ["BPO about +17%", "ESO +7.1%", "Total +0.2%", "ITO + CRM −2.4% to −2.3%"]),
    ],
)
def test_growth_is_ordered_and_leaves_out_a_tiny_base(locale: Locale, expected: list[str]) -> None:
    assert labels(growth(view_of(published(), locale))) == expected


def test_a_computed_range_is_explained_below() -> None:
    chart, exact = growth(view_of(published())), growth(view_of(synthetic("2024")))
    assert chart is not None
    assert exact is not None
    assert [typed(plain(note)) for note in chart.notes] == ["ITO + CRM : bornes de la variation."]
    assert exact.notes == ()


@pytest.mark.parametrize("name", [contributions, growth])
def test_without_a_year_before_there_is_nothing_to_compare(name: object) -> None:
    cells = "\n".join(f"2024 {code} 100" for code in GRID)
    assert callable(name)
    assert name(view_of(known(cells, "2024"))) is None


def test_segments_that_do_not_cover_the_total_draw_no_waterfall() -> None:
    cells = "2023 TOTAL 100\n2024 TOTAL 110\n2023 ESO 40\n2024 ESO 45"
    assert contributions(view_of(known(cells, "2024"))) is None


def test_a_bar_is_named_by_its_code_and_by_what_it_does() -> None:
    view: View = view_of(published(), "en")
    chart = contributions(view)
    assert chart is not None
    assert [(c.name, c.detail, c.colour) for c in chart.categories][1:3] == [
        ("ESO", "engineering", "ESO"),
        ("ITO + CRM", "", "CORE"),
    ]
