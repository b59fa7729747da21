"""Tests of the waterfall and of the ordered changes."""

from fractions import Fraction

import pytest

from reportgen.charts import Drawing, draw
from specimen_exhibits import contributions, growth

from .marks import THEME, bars_in, label_of, rules_of
from .stress_charts import diverging, waterfall

MEASURE = THEME.page.measure
WATERFALL = draw(contributions("fr"), THEME, "fr")
GROWTH = draw(growth("fr"), THEME, "fr")


def axis_of(drawing: Drawing) -> float:
    (axis,) = (rule for rule in rules_of(drawing, "ink") if rule.box.width == 0)
    return axis.box.left


@pytest.mark.parametrize(
    ("drawing", "values"),
    [
        (WATERFALL, {"BPO": 335, "ESO": 230, "CORE": 485, "KPO": 30, "TOTAL": 50}),
        (GROWTH, {"BPO": "16.8", "ESO": "7.1", "TOTAL": "0.2", "CORE": "2.33"}),
    ],
)
def test_bars_are_as_long_as_their_values(drawing: Drawing, values: dict[str, str]) -> None:
    units = [
        bars_in(drawing, code)[0].box.width / float(Fraction(value))
        for code, value in values.items()
    ]
    assert units == pytest.approx([units[0]] * len(units), rel=0.02)


def test_zero_stands_where_a_column_begins() -> None:
    assert axis_of(WATERFALL) == pytest.approx(THEME.page.start(1), abs=0.001)
    assert axis_of(GROWTH) == pytest.approx(THEME.page.start(2), abs=0.001)


def test_names_stand_at_the_left_edge_and_details_beside_them() -> None:
    code, detail = label_of(WATERFALL, "BPO"), label_of(WATERFALL, "processus métier")
    assert (code.x, code.weight, code.colour) == (0, "semibold", THEME.colours["ink"])
    assert (detail.weight, detail.colour) == ("regular", THEME.colours["muted"])
    assert detail.x == pytest.approx(code.width + 5, abs=0.01)
    assert detail.y == pytest.approx(code.y, abs=0.1)


def test_a_value_stands_four_points_from_the_end_of_its_bar() -> None:
    (rise,), (fall,) = bars_in(GROWTH, "BPO"), bars_in(GROWTH, "CORE")
    after, before = label_of(GROWTH, "environ +17\u202f%"), label_of(GROWTH, "−2,4 à −2,3\u202f%")
    assert after.x == pytest.approx(rise.box.right + 4, abs=0.01)
    assert before.box.right == pytest.approx(fall.box.left - 4, abs=0.01)
    assert after.weight == before.weight == "semibold"


def test_the_longest_value_ends_at_the_right_edge() -> None:
    assert max(label.box.right for label in WATERFALL.labels) == pytest.approx(MEASURE, abs=0.01)


def test_each_bar_of_a_waterfall_is_tied_to_the_next() -> None:
    ends = [rule.box.left for rule in rules_of(WATERFALL, "rule")]
    bpo, eso, core, kpo = (
        bars_in(WATERFALL, code)[0].box for code in ("BPO", "ESO", "CORE", "KPO")
    )
    assert ends == pytest.approx([bpo.right, eso.right, core.left, kpo.left], abs=0.01)


def test_bars_that_do_not_meet_are_not_tied() -> None:
    drawing = draw(waterfall(((100, "+100", ""), (None, "", ""), (50, "+50", ""))), THEME, "fr")
    assert len(rules_of(drawing, "rule")) == 1


def test_a_hair_line_parts_the_total_from_the_bars() -> None:
    (hair,) = rules_of(WATERFALL, "hair")
    (total,), (last,) = bars_in(WATERFALL, "TOTAL"), bars_in(WATERFALL, "KPO")
    assert hair.box.width == pytest.approx(MEASURE, abs=0.01)
    assert total.box.top < hair.box.bottom < last.box.bottom


def test_a_waterfall_may_start_below_zero_and_end_there() -> None:
    bars = ((-300, "−300", "informatique"), (-120, "−130 à −110", ""), (40, "+40", ""))
    drawing = draw(waterfall(bars), THEME, "fr")
    zero = axis_of(drawing)
    assert all(shape.box.right <= zero + 0.01 for shape in drawing.shapes if shape.fill)
    assert label_of(drawing, "−300").box.right < bars_in(drawing, "ITO")[0].box.left


@pytest.mark.parametrize("count", [3, 8])
def test_a_chart_grows_by_seventeen_and_a_half_points_a_row(count: int) -> None:
    bars = tuple((value, "+1", "") for value in range(1, count + 1))
    assert draw(diverging(bars), THEME, "fr").height == 70 + 17.5 * (count - 4)
    assert draw(waterfall(bars), THEME, "fr").height == 90 + 17.5 * (count + 1 - 5)


def test_a_value_that_is_not_known_is_said_in_words() -> None:
    drawing = draw(diverging(((3, "+3", ""), (None, "", ""), (-2, "−2", ""))), THEME, "fr")
    words = label_of(drawing, "non publié")
    assert words.x == pytest.approx(axis_of(drawing) + 4, abs=0.01)
    assert words.colour == THEME.colours["muted"]
    assert bars_in(drawing, "CRM") == []


def test_a_name_too_long_for_its_column_loses_its_detail() -> None:
    drawing = draw(diverging(((3, "+3", "x" * 40), (2, "+2", "y"), (1, "+1", ""))), THEME, "fr")
    texts = {label.text for label in drawing.labels}
    assert "x" * 40 not in texts
    assert {"ITO", "y"} <= texts
