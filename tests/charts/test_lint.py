"""Tests of the faults found in a drawing."""

from dataclasses import replace

from reportgen.charts import ClosePath, Drawing, Label, LineTo, MoveTo, Shape, lint

BAR = Shape(
    (MoveTo(10, 10), LineTo(60, 10), LineTo(60, 30), LineTo(10, 30), ClosePath()), fill="#20224D"
)
LABEL = Label(15, 16, "ITO", "semibold", 8, "#FFFFFF", 20.0)
SOUND = Drawing(100, 40, (BAR, LABEL))


def test_a_sound_drawing_has_no_fault() -> None:
    assert lint(SOUND) == ()


def test_text_outside_the_figure_is_a_fault() -> None:
    over = replace(LABEL, text="CRM", x=85.0)
    assert lint(replace(SOUND, marks=(*SOUND.marks, over))) == ('"CRM" is outside the figure',)


def test_text_over_text_is_a_fault() -> None:
    over = replace(LABEL, text="CRM", x=30.0)
    assert lint(replace(SOUND, marks=(*SOUND.marks, over))) == ('"ITO" overlaps "CRM"',)


def test_text_wider_than_its_bar_is_a_fault() -> None:
    wide = replace(LABEL, width=48.0)
    assert lint(replace(SOUND, marks=(BAR, wide))) == ('"ITO" is wider than its bar',)


def test_lines_of_text_that_only_touch_are_sound() -> None:
    beside = replace(LABEL, text="CRM", x=35.0)
    assert lint(replace(SOUND, marks=(*SOUND.marks, beside))) == ()
