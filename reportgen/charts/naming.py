"""How much room names take at the left of bars, and whether what a subject does finds room."""

from reportgen.briefing import Category, Chart
from reportgen.charts.ruler import Ruler
from reportgen.charts.scale import CLEARANCE, GAP


def detail_fits(category: Category, ruler: Ruler) -> bool:
    """Return whether name and detail stand left of the second column of the page."""
    return ruler.name_width(category) + CLEARANCE <= ruler.theme.page.start(1)


def details_fit_below(chart: Chart, ruler: Ruler) -> bool:
    """Return whether every detail finds room below its name, left of the periods of a pair."""
    return pair_width(chart, True, ruler) + CLEARANCE <= ruler.theme.page.start(1)


def pair_width(chart: Chart, details: bool, ruler: Ruler) -> float:
    """Return the width of the names and of the periods, which stand in one column each."""
    names = max(ruler.width(category.name, "chart_value") for category in chart.categories)
    below = max(ruler.width(category.detail, "chart_label") for category in chart.categories)
    periods = max(ruler.width(series.name, "chart_label") for series in chart.series)
    return max(names, below if details else 0.0) + periods + GAP
