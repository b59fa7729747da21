"""Tests of the geometry of a drawing."""

from reportgen.charts.drawing import Box, ClosePath, LineTo, MoveTo, Shape


def test_boxes_that_touch_do_not_overlap() -> None:
    assert not Box(0, 0, 10, 10).overlaps(Box(10, 0, 20, 10))
    assert Box(0, 0, 10, 10).overlaps(Box(9, 9, 20, 20))
    assert not Box(0, 0, 10, 10).overlaps(Box(9, 9, 20, 20), by=1.5)


def test_a_box_contains_what_sticks_out_by_no_more_than_the_tolerance() -> None:
    assert Box(0, 0, 10, 10).contains(Box(1, 1, 10.2, 9), by=0.3)
    assert not Box(0, 0, 10, 10).contains(Box(1, 1, 10.4, 9), by=0.3)


def test_the_box_of_a_shape_spans_its_points() -> None:
    shape = Shape((MoveTo(5, 8), LineTo(2, 1), LineTo(9, 4), ClosePath()), stroke="#000000")
    assert shape.box == Box(2, 1, 9, 8)
