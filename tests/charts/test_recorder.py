"""Tests of the backend that records."""

import pytest
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from reportgen.charts import CurveTo, Drawing, MoveTo, Shape
from reportgen.charts.pen import Pen
from reportgen.charts.recorder import record

from .marks import THEME


def recorded(*artists: Artist) -> Drawing:
    figure = Figure(figsize=(2, 1), dpi=72)
    figure.patch.set_visible(False)
    for artist in artists:
        artist.set_transform(IdentityTransform())
        figure.add_artist(artist)
    return record(figure, THEME.fonts)


def the_shape(*artists: Artist) -> Shape:
    (shape,) = recorded(*artists).shapes
    return shape


def test_a_sheet_is_measured_in_points() -> None:
    drawing = recorded()
    assert (drawing.width, drawing.height, drawing.marks) == (144, 72, ())


def test_a_rectangle_keeps_its_place_and_colours() -> None:
    shape = the_shape(
        Rectangle((10, 20), 30, 5, facecolor="#D57733", edgecolor="#20224D", linewidth=0.8)
    )
    assert (shape.box.left, shape.box.bottom, shape.box.right, shape.box.top) == (10, 20, 40, 25)
    assert (shape.fill, shape.stroke, shape.line_width) == ("#D57733", "#20224D", 0.8)


def test_a_shape_without_fill_or_stroke_is_not_recorded() -> None:
    assert recorded(Rectangle((0, 0), 9, 9, fill=False, linewidth=0)).marks == ()


def test_a_dashed_line_keeps_its_dashes() -> None:
    shape = the_shape(Line2D([0, 50], [10, 10], color="black", linewidth=2, dashes=(3, 1)))
    assert shape.dash == (6, 2)
    assert shape.fill == ""


def test_a_circle_is_cubic_curves() -> None:
    shape = the_shape(Circle((50, 30), 10, facecolor="#155218"))
    assert sum(isinstance(step, CurveTo) for step in shape.path) == 8


def test_a_quadratic_curve_becomes_a_cubic_one() -> None:
    path = Path([(0, 0), (30, 60), (60, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    shape = the_shape(PathPatch(path, fill=False))
    assert shape.path == (MoveTo(0, 0), CurveTo(20, 40, 40, 40, 60, 0))


def test_text_keeps_its_weight_size_and_advance() -> None:
    pen = Pen(THEME)
    (label,) = recorded(pen.text(30, 40, "−500 à −470", "chart_value", align="right")).labels
    assert (label.text, label.weight, label.size) == ("−500 à −470", "semibold", 8.5)
    assert label.x + label.width == pytest.approx(30, abs=0.01)
    assert label.colour == THEME.colours["ink"]


def test_text_is_never_mathematics() -> None:
    (label,) = recorded(Pen(THEME).text(0, 40, "$x$ & <5 %", "chart_label")).labels
    assert label.text == "$x$ & <5 %"
