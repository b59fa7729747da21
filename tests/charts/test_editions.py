"""The charts of real editions, as a reader sees them: nothing outside, over or wider than a bar."""

import pytest
from charts.marks import THEME
from composed import published, standard, synthetic

from reportgen.briefing import Chart, Locale
from reportgen.charts import draw, lint
from reportgen.writers.docx.charts import plot_of
from reportgen.writers.docx.charts.plot import Words

PERIODS = ("", "2024", "2025-S1", "2024-S2", "2025-Q2", "2024-Q3", "2024-9M")


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("period", PERIODS)
def test_every_chart_of_an_edition_is_clean(period: str, locale: Locale) -> None:
    findings = synthetic(period) if period else published()
    part = standard(findings, locale)
    drawn = [block for block in part.blocks if isinstance(block, Chart)]
    assert len(drawn) >= 3
    for chart in drawn:
        assert lint(draw(chart, THEME, locale)) == ()
        plot = plot_of(chart, THEME, part.terms, locale)
        words = [mark for mark in plot.beside if isinstance(mark, Words)]
        assert all(word.x >= 0 and word.x + word.width <= plot.width + 0.1 for word in words)
        assert all(0 <= word.y <= plot.height for word in words)
