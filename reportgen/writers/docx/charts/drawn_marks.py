"""What Word's own chart leaves to shapes: names, periods, brackets, hair lines of the drawing."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from reportgen.charts import Drawing, Label, Shape
from reportgen.charts.metrics import cap_height
from reportgen.theme import Theme
from reportgen.writers.docx.charts.plot import Rule, Words

_RULE = 0.5  # points: a thicker line is an axis, which Word draws itself
_ENDS = 2

Lower = Callable[[float], float]


def marks_of(
    drawing: Drawing, theme: Theme, told: Iterable[str], width: float, lower: Lower
) -> Iterator[Words | Rule]:
    """Yield the texts and rules of a drawing within `width`, but for the labels that Word prints.

    `told` are those labels; `lower` gives the distance from the top of Word's chart for one from
    the top of the drawing, in points.
    """
    waiting = Counter(told)
    for mark in drawing.marks:
        match mark:
            case Label(text=text) if waiting[text]:
                waiting[text] -= 1
            case Label(x=x) if x < width:
                yield _words(mark, drawing, theme, lower)
            case Shape() if _is_rule(mark, theme) and mark.box.left < width:
                yield _rule(mark, drawing, lower)
            case _:
                pass


def _words(label: Label, drawing: Drawing, theme: Theme, lower: Lower) -> Words:
    middle = label.y + cap_height(theme.fonts.file(label.weight), label.size) / 2
    return Words(
        label.text,
        label.x,
        lower(drawing.height - middle),
        label.width,
        label.colour,
        bold=label.weight == "semibold",
    )


def _is_rule(shape: Shape, theme: Theme) -> bool:
    looks = {theme.colours["ink"], theme.colours["hair"]}
    return len(shape.path) == _ENDS and shape.line_width == _RULE and shape.stroke in looks


def _rule(shape: Shape, drawing: Drawing, lower: Lower) -> Rule:
    box = shape.box
    upper, under = lower(drawing.height - box.top), lower(drawing.height - box.bottom)
    return Rule(box.left, upper, box.right, under, shape.stroke)
