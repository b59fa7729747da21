"""The plot of a chart, by its kind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from reportgen.briefing import Chart, ChartKind, Locale, Terms, plain
from reportgen.charts import Drawing, draw
from reportgen.l10n.numbers import decimal_sign
from reportgen.theme import Theme
from reportgen.writers.docx.charts.bars import diverging, paired, panel, waterfall
from reportgen.writers.docx.charts.lines import lines
from reportgen.writers.docx.charts.plot import Plot
from reportgen.writers.docx.charts.stacked import stacked

_PLOTS: Mapping[ChartKind, Callable[[Chart, Theme, Terms, Drawing], Plot]] = {
    "waterfall": waterfall,
    "stacked": stacked,
    "diverging": diverging,
    "panel": panel,
    "paired": paired,
    "lines": lines,
}


@lru_cache(maxsize=16)
def plot_of(chart: Chart, theme: Theme, terms: Terms, locale: Locale) -> Plot:
    """Return a chart as Word draws it; its sheet shows as many decimals as its labels.

    The same chart and theme give the same plot; it is kept within the process.
    """
    labels = (plain((point.label,)) for s in chart.series for point in s.points if point)
    decimals = re.compile(rf"\d{re.escape(decimal_sign(locale))}(\d+)")
    fractions = (len(digits) for label in labels for digits in decimals.findall(label))
    plot = _PLOTS[chart.kind](chart, theme, terms, draw(chart, theme, locale))
    return replace(plot, decimals=max(fractions, default=0), labels=terms.chart_label)
