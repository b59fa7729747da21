"""What tests look for in a drawing."""

from reportgen.charts import Drawing, Label, Shape
from reportgen.theme import load_theme

THEME = load_theme()


def bars_in(drawing: Drawing, code: str) -> list[Shape]:
    """Return the bars filled in a segment's colour, from the top."""
    fill = THEME.fill(code)
    return sorted(
        (shape for shape in drawing.shapes if shape.fill == fill), key=lambda bar: -bar.box.top
    )


def label_of(drawing: Drawing, text: str) -> Label:
    """Return the only label with this text."""
    (found,) = (label for label in drawing.labels if label.text == text)
    return found


def rules_of(drawing: Drawing, colour: str) -> list[Shape]:
    """Return the straight lines in a colour of the theme."""
    stroke = THEME.colours[colour]
    return [shape for shape in drawing.shapes if shape.stroke == stroke and not shape.fill]
