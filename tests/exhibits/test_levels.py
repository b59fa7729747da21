"""Levels side by side: one small segment, two half-years, quarterly lines."""

import pytest
from composed import known, published, synthetic, typed, view_of

from reportgen.briefing import Chart, Locale, Series, Text, plain
from reportgen.exhibits.levels import half_years, quarters, segment


def drawn(chart: Chart | None) -> Chart:
    assert chart is not None
    return chart


def labels(series: Series) -> list[str]:
    """Each point as it is labelled, "." where none is known."""
    return [
        "." if point is None else typed(point.label.text) + ("" if point.sure else " e")
        for point in series.points
    ]


@pytest.mark.parametrize(
    ("locale", "facts"),
    [
        (
            "fr",
            [
                "Variation 2024/2023 = −30 millions de dirhams",
                "Part du total, 2024 = 0,2 %",
                "Contribution à la croissance = −0,1 point",
            ],
        ),
        (
            "en",
            [
                "Change 2024/2023 = −30 MAD million",
                "Share of the total, 2024 = 0.2 %",
                "Contribution to growth = −0.1 percentage points",
            ],
        ),
    ],
)
def test_a_small_segment_is_drawn_on_its_own_scale_with_three_facts(
    locale: Locale, facts: list[str]
) -> None:
    chart = drawn(segment(view_of(published(), locale), "KPO"))
    assert labels(chart.series[0]) == ["78", "48"]
    assert [typed(f"{f.label} = {f.value.text} {f.unit}") for f in chart.facts] == facts
    assert [category.name for category in chart.categories] == ["2023", "2024"]


def test_a_large_segment_is_drawn_in_billions() -> None:
    chart = drawn(segment(view_of(synthetic("2024")), "ESO"))
    assert (labels(chart.series[0]), typed(chart.unit)) == (
        ["3,232", "3,462"],
        "milliards de dirhams",
    )


@pytest.mark.parametrize("code", ["ITO", "CRM"])
def test_a_segment_without_its_year_before_is_not_drawn(code: str) -> None:
    assert segment(view_of(published()), code) is None


def test_half_years_are_drawn_from_the_largest_to_the_smallest() -> None:
    chart = drawn(half_years(view_of(published())))
    assert [c.name for c in chart.categories] == ["Total", "ITO", "CRM", "ESO", "BPO + KPO"]
    earlier, later = chart.series
    assert (earlier.earlier, later.earlier) == (True, False)
    assert labels(earlier) == ["12,9", ".", "4,8 e", ".", "."]
    assert labels(later) == ["13,4", "5,25", "4,2", "2,6", "1,3 à 1,4 e"]


def test_a_bar_that_is_missing_is_said_to_be_unpublished() -> None:
    chart = drawn(half_years(view_of(published())))
    missing = {c.name: typed(c.missing) for c in chart.categories if c.missing}
    assert missing == dict.fromkeys(("ITO", "ESO", "BPO + KPO"), "S1 2024 : non publié")
    assert [typed(plain(note)) for note in chart.notes] == [
        "e : obtenu par différence ou à partir d'un taux publié."
    ]


def test_exact_half_years_print_three_decimals_and_no_note() -> None:
    chart = drawn(half_years(view_of(synthetic("2025-S1"), "en")))
    assert labels(chart.series[1]) == ["13.387", "5.250", "4.190", "2.587", "1.336", "0.024"]
    assert chart.notes == ()


@pytest.mark.parametrize(
    "cells",
    [
        "2025-S1 TOTAL 13400\n2025-S1 ESO 2587",  # the parts do not cover the total
        "2025-S1 ITO 5\n2025-S1 CRM 4\n2025-S1 ESO 3\n2025-S1 BPO 2\n2025-S1 KPO 1",  # no year ago
    ],
)
def test_half_years_without_their_minimum_are_not_drawn(cells: str) -> None:
    assert half_years(view_of(known(cells, "2025-S1"))) is None


def test_two_quarters_make_no_line() -> None:
    assert quarters(view_of(published())) is None


def test_a_line_needs_three_quarters() -> None:
    two = "2024-Q1 ESO 10\n2024-Q2 ESO 11\n2024-Q1 CRM 9\n2024-Q2 CRM 8\n2024-Q3 CRM 7"
    chart = drawn(quarters(view_of(known(two, "2024-Q3"))))
    assert [series.name for series in chart.series] == ["CRM"]


def test_lines_begin_at_the_first_known_quarter_and_leave_gaps_open() -> None:
    rows = "2023-Q4 ESO 9\n2024-Q1 ESO 10\n2024-Q3 ESO 11"
    chart = drawn(quarters(view_of(known(rows, "2024-Q3"))))
    names = [typed(category.name) for category in chart.categories]
    assert names == ["T4 2023", "T1 2024", "T2 2024", "T3 2024"]
    assert [point is None for point in chart.series[0].points] == [False, False, True, False]


def test_lines_show_ten_quarters_at_most() -> None:
    chart = drawn(quarters(view_of(synthetic("2025-S1"), "en")))
    names = [typed(category.name) for category in chart.categories]
    assert (names[0], names[-1], len(names)) == ("Q1 2023", "Q2 2025", 10)
    rows = "\n".join(f"{y}-Q{q} ESO 10" for y in (2021, 2022, 2023) for q in (1, 2, 3, 4))
    assert len(drawn(quarters(view_of(known(rows, "2023-Q4")))).categories) == 10


def test_only_the_turning_points_of_the_year_carry_their_figure() -> None:
    chart = drawn(quarters(view_of(synthetic("2025-S1"))))
    points = [point for series in chart.series for point in series.points if point is not None]
    assert len(points) == 50
    labels = [typed(point.label.text) for point in points if point.label != Text("")]
    assert labels == ["2,814", "0,478"]
