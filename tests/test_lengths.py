"""Lengths with and without their unit."""

import pytest

from reportgen.lengths import points_of


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1440", 72), ("-720", -36), ("1in", 72), ("2.54cm", 72), ("25.4mm", 72), ("12pt", 12),
        ("1pc", 12), ("1pi", 12), ("-1in", -72), (" 20 ", 1), ("0", 0),
    ],
)  # fmt: skip
def test_a_length_is_read_with_its_unit(text: str, points: float) -> None:
    assert points_of(text) == pytest.approx(points)


@pytest.mark.parametrize("text", ["", "1 in", "1px", "in", "1e3", "nan", "9" * 400, "1.", "1,5cm"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no length"):
        points_of(text)
