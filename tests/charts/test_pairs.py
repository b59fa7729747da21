"""Tests of the pairs of bars."""

from dataclasses import replace
from fractions import Fraction

import pytest

from reportgen.briefing import Point, Text
from reportgen.charts import draw
from specimen_exhibits import half_years

from .marks import THEME, bars_in, label_of
from .stress_charts import paired

CHART = half_years("fr")
DRAWING = draw(CHART, THEME, "fr")
ZERO = THEME.page.start(1)


def test_the_earlier_period_is_a_tint_with_an_outline() -> None:
    (tint,) = (shape for shape in DRAWING.shapes if shape.fill == THEME.earlier("CRM"))
    (full,) = bars_in(DRAWING, "CRM")
    assert (tint.stroke, tint.line_width) == (THEME.fill("CRM"), 0.8)
    assert tint.box.bottom > full.box.top


def test_an_outline_stays_within_the_length_of_its_bar() -> None:
    (tint,) = (shape for shape in DRAWING.shapes if shape.fill == THEME.earlier("TOTAL"))
    (full,) = bars_in(DRAWING, "TOTAL")
    assert (tint.box.width + 0.8) / full.box.width == pytest.approx(12.9 / 13.4, abs=0.001)


def test_a_value_that_was_not_published_has_words_and_no_bar() -> None:
    words = label_of(DRAWING, "S1 2024\u00a0: non publié".replace("S1 ", "S1\u00a0"))
    assert words.x == pytest.approx(ZERO + 4, abs=0.01)
    assert len(bars_in(DRAWING, "ITO")) == 1
    assert THEME.earlier("ITO") not in {shape.fill for shape in DRAWING.shapes}


def test_periods_end_before_the_axis() -> None:
    periods = [label for label in DRAWING.labels if label.text in {"S1\u00a02024", "S1\u00a02025"}]
    assert len(periods) == 5
    assert [label.box.right for label in periods] == pytest.approx([ZERO - 4] * 5, abs=0.01)


def test_that_nothing_was_published_is_said_once() -> None:
    drawing = draw(paired(((None, None), (3, 4)), ""), THEME, "fr")
    assert label_of(drawing, "S1 2024 : non publié")


def test_details_stand_below_the_names_where_all_fit() -> None:
    name, detail = label_of(DRAWING, "CRM"), label_of(DRAWING, "relation client")
    assert (name.x, detail.x) == (0, 0)
    assert name.y - detail.y == pytest.approx(15, abs=0.2)
    crowded = draw(paired(((1, 2),), "x" * 40), THEME, "fr")
    assert "x" * 40 not in {label.text for label in crowded.labels}


def test_periods_make_room_for_a_bar_below_zero() -> None:
    below = Point(Fraction(-3), Text("−3,0"))
    later = replace(CHART.series[1], points=(below, *CHART.series[1].points[1:]))
    drawing = draw(replace(CHART, series=(CHART.series[0], later)), THEME, "fr")
    (total,) = bars_in(drawing, "TOTAL")
    value = label_of(drawing, "−3,0")
    assert value.box.right == pytest.approx(total.box.left - 4, abs=0.01)
    assert all(
        label.box.right < value.x for label in drawing.labels if label.text == "S1\u00a02025"
    )


def test_a_pair_adds_thirty_five_points() -> None:
    assert draw(paired(((1, 2),) * 5, ""), THEME, "fr").height == 105 + 2 * 35
