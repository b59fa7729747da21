"""A subject on its own scale: its levels, and named figures beside them."""

from collections.abc import Iterator, Sequence

from matplotlib.artist import Artist

from reportgen.briefing import Chart, Fact, Locale
from reportgen.charts.pen import Pen, Sketch
from reportgen.charts.rows import drawn, row
from reportgen.charts.scale import CLEARANCE, fitted
from reportgen.l10n.numbers import decimal_sign
from reportgen.theme import Theme

_ROW, _BAR, _ROWS = 25.0, 18.0, 2
_AXIS = 36.0
_FACT, _FACTS = 15.0, 3
_FACT_LABEL, _FACT_VALUE, _FACT_PADDING = 108.0, 34.0, 10.0


def panel(chart: Chart, theme: Theme, locale: Locale) -> Sketch:
    """Return the levels in the left two columns, the facts in the right two."""
    pen = Pen(theme)
    earlier = len(chart.categories) - 1
    more = max(_ROW * (earlier + 1 - _ROWS), _FACT * (len(chart.facts) - _FACTS), 0.0)
    height = theme.chart_heights["panel"] + more
    middles = [height - _ROW * (position + 0.5) for position in range(earlier + 1)]
    names = [
        pen.text(0, middle, category.name, "chart_label" if position < earlier else "chart_value")
        for position, (category, middle) in enumerate(zip(chart.categories, middles, strict=True))
    ]
    series = chart.series[0]
    rows = [
        row(pen, series, category, point, middle, earlier=position < earlier)
        for position, (category, point, middle) in enumerate(
            zip(chart.categories, series.points, middles, strict=True)
        )
    ]
    widest = max(pen.width(name.get_text(), "chart_value") for name in names)
    scale = fitted([one.bar for one in rows], (max(_AXIS, widest + CLEARANCE),), theme.page.span(2))
    bars = drawn(rows, scale, pen, _BAR)
    facts = _facts(chart.facts, pen, height, locale)
    return Sketch(height, (*bars, pen.axis(scale.zero, height), *names, *facts))


def _facts(facts: Sequence[Fact], pen: Pen, height: float, locale: Locale) -> Iterator[Artist]:
    """Yield a row for each fact, the figures aligned on the decimal sign."""
    if not facts:
        return
    start, end = pen.theme.page.start(2), pen.theme.page.measure
    wholes, decimals = _columns(facts, pen, locale)
    labels = max(pen.width(fact.label, "chart_label") for fact in facts)
    sign = start + max(
        _FACT_LABEL + _FACT_VALUE - _FACT_PADDING - max(decimals),
        labels + CLEARANCE + max(wholes),
    )
    unit = sign + max(decimals) + _FACT_PADDING
    for position, (fact, whole) in enumerate(zip(facts, wholes, strict=True)):
        middle = height - _FACT * (position + 0.5)
        yield pen.text(start, middle, fact.label, "chart_label")
        yield pen.text(sign - whole, middle, fact.value.text, "chart_label")
        yield pen.text(unit, middle, fact.unit, "chart_label", pen.muted)
        if position:
            hair = height - _FACT * position
            yield pen.rule((start, hair), (end, hair))


def _columns(
    facts: Sequence[Fact], pen: Pen, locale: Locale
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the widths of the figures before and from the decimal sign."""
    mark = decimal_sign(locale)
    wholes = tuple(pen.width(fact.value.text.partition(mark)[0], "chart_label") for fact in facts)
    widths = tuple(pen.width(fact.value.text, "chart_label") for fact in facts)
    return wholes, tuple(width - whole for width, whole in zip(widths, wholes, strict=True))
