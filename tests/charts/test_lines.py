"""Tests of the lines."""

from dataclasses import replace

import pytest

from reportgen.briefing import Text
from reportgen.charts import Drawing, LineTo, Shape, draw

from .marks import THEME, bars_in, label_of, rules_of
from .stress_charts import lines

VALUES = (200, 240, 280, 218)


def curves_of(drawing: Drawing, code: str) -> list[Shape]:
    return [
        shape
        for shape in drawing.shapes
        if shape.stroke == THEME.fill(code) and shape.line_width == 1.8
    ]


def test_the_scale_begins_at_zero() -> None:
    drawing = draw(lines((VALUES,)), THEME, "fr")
    (axis,) = rules_of(drawing, "ink")
    markers = sorted(bars_in(drawing, "ITO"), key=lambda marker: marker.box.left)
    heights = [(m.box.bottom + m.box.top) / 2 - axis.box.bottom for m in markers]
    assert heights == pytest.approx([value * heights[0] / 200 for value in VALUES], abs=0.05)


def test_a_missing_value_parts_the_line() -> None:
    drawing = draw(lines(((10, 20, None, 20, 30),), labelled=False), THEME, "fr")
    curves = curves_of(drawing, "ITO")
    assert len(curves) == 2
    assert len(bars_in(drawing, "ITO")) == 4


def test_every_line_has_its_own_marker() -> None:
    drawing = draw(lines(((1, 2, 3), (2, 3, 4), (3, 4, 5)), labelled=False), THEME, "fr")
    shapes = {
        tuple(type(step) for step in bars_in(drawing, code)[0].path)
        for code in ("ITO", "CRM", "ESO")
    }
    assert len(shapes) == 3


def test_names_stand_at_the_ends_of_the_lines_and_keep_apart() -> None:
    drawing = draw(lines(((1, 2, 30), (2, 3, 30), (3, 4, 30)), labelled=False), THEME, "fr")
    names = [label_of(drawing, code) for code in ("ITO", "CRM", "ESO")]
    end = max(box.box.right for box in curves_of(drawing, "ITO"))
    assert all(label.x > end for label in names)
    levels = sorted(label.y for label in names)
    assert levels[1] - levels[0] >= 9.9
    assert levels[2] - levels[1] >= 9.9


def test_a_peak_is_labelled_above_and_a_trough_below() -> None:
    chart = lines(((20, 100, 60, 100, 20),))
    points = list(chart.series[0].points)
    texts = ("", "pic", "creux", "", "")
    labelled = tuple(
        replace(point, label=Text(text)) for point, text in zip(points, texts, strict=True) if point
    )
    drawing = draw(replace(chart, series=(replace(chart.series[0], points=labelled),)), THEME, "fr")
    (curve,) = curves_of(drawing, "ITO")
    levels = [step.y for step in curve.path if isinstance(step, LineTo)]
    assert label_of(drawing, "pic").box.bottom > levels[0]
    assert label_of(drawing, "creux").box.top < levels[1]


def test_a_value_obtained_by_difference_has_a_hollow_marker() -> None:
    chart = lines(((10, 20, 30),), labelled=False)
    points = chart.series[0].points
    last = replace(points[2], sure=False) if points[2] else None
    series = replace(chart.series[0], points=(*points[:2], last))
    drawing = draw(replace(chart, series=(series,)), THEME, "fr")
    assert len(bars_in(drawing, "ITO")) == 2
    assert len([s for s in drawing.shapes if s.fill == THEME.colours["paper"]]) == 1


def test_the_axis_lies_behind_lines_and_markers() -> None:
    drawing = draw(lines(((0, 0, 0), (1, 2, 3))), THEME, "fr")
    (axis,) = rules_of(drawing, "ink")
    assert next(iter(drawing.shapes)) == axis


@pytest.mark.parametrize("row", range(5))
def test_a_value_keeps_four_points_from_its_marker(row: int) -> None:
    chart = lines(((10, 30, 10),) * 5, labelled=False)
    labelled = lines(((10, 30, 10),)).series[0].points
    series = chart.series[row]
    peak = replace(series, points=(series.points[0], labelled[1], series.points[2]))
    drawing = draw(replace(chart, series=(*chart.series[:row], peak)), THEME, "fr")
    (value,) = (label for label in drawing.labels if label.text == "2,814")
    (top, *_) = bars_in(drawing, peak.colour)
    assert value.y - top.box.top - top.line_width / 2 >= 4.0


def test_crowded_periods_are_thinned_out_from_the_last() -> None:
    drawing = draw(lines((tuple(range(40)),), labelled=False), THEME, "fr")
    periods = [label for label in drawing.labels if label.text.startswith("T")]
    assert periods[-1].text == "T4"
    assert len(periods) < 40


def test_a_period_may_have_a_second_line() -> None:
    drawing = draw(lines(((1, 2, 3),), labelled=False), THEME, "fr")
    years = [label for label in drawing.labels if label.text == "2023"]
    assert len(years) == 3
    assert all(label.y < label_of(drawing, "T1").y for label in years)
