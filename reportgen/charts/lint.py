"""What is wrong with a drawing as a reader would see it."""

from itertools import combinations

from reportgen.charts.drawing import Box, Drawing, Label, Shape

_TOLERANCE = 0.3
_NARROWEST_BAR = 2.0


def lint(drawing: Drawing) -> tuple[str, ...]:
    """Return the faults found: text outside, text over text, text wider than its bar.

    An empty tuple means none.
    """
    labels = tuple(drawing.labels)
    bars = tuple(shape for shape in drawing.shapes if shape.fill)
    return (*_outside(drawing, labels), *_overlapping(labels), *_wider_than_its_bar(labels, bars))


def _outside(drawing: Drawing, labels: tuple[Label, ...]) -> tuple[str, ...]:
    sheet = Box(0, 0, drawing.width, drawing.height)
    return tuple(
        f'"{label.text}" is outside the figure'
        for label in labels
        if not sheet.contains(label.box, _TOLERANCE)
    )


def _overlapping(labels: tuple[Label, ...]) -> tuple[str, ...]:
    return tuple(
        f'"{one.text}" overlaps "{other.text}"'
        for one, other in combinations(labels, 2)
        if one.box.overlaps(other.box, _TOLERANCE)
    )


def _wider_than_its_bar(labels: tuple[Label, ...], bars: tuple[Shape, ...]) -> tuple[str, ...]:
    return tuple(
        f'"{label.text}" is wider than its bar'
        for label in labels
        for bar in bars
        if bar.box.width >= _NARROWEST_BAR
        and bar.box.overlaps(label.box, _TOLERANCE)
        and not bar.box.contains(label.box, _TOLERANCE)
    )
