"""Tests of the panel of one subject."""

from dataclasses import replace

import pytest

from reportgen.briefing import Locale
from reportgen.charts import draw
from specimen_exhibits import knowledge_panel

from .marks import THEME, bars_in, label_of, rules_of
from .stress_charts import LOCALES

DRAWING = draw(knowledge_panel("fr"), THEME, "fr")


def test_bars_keep_to_the_left_two_columns() -> None:
    values = [label_of(DRAWING, text) for text in ("78", "48")]
    assert max(label.box.right for label in values) <= THEME.page.span(2) + 0.01


def test_the_later_level_is_full_and_the_earlier_a_tint() -> None:
    (tint,) = (shape for shape in DRAWING.shapes if shape.fill == THEME.earlier("KPO"))
    (full,) = bars_in(DRAWING, "KPO")
    assert full.box.width / (tint.box.width + 0.8) == pytest.approx(48 / 78, abs=0.001)
    assert tint.box.bottom > full.box.top


@pytest.mark.parametrize("locale", LOCALES)
def test_facts_are_aligned_on_the_decimal_sign(locale: Locale) -> None:
    drawing = draw(knowledge_panel(locale), THEME, locale)
    mark = {"fr": ",", "en": "."}[locale]
    decimals = label_of(drawing, f"0{mark}2"), label_of(drawing, f"−0{mark}1")
    whole = label_of(drawing, "−30")
    assert decimals[0].box.right == pytest.approx(decimals[1].box.right, abs=0.01)
    assert whole.box.right < decimals[0].box.right - 4


def test_facts_begin_at_the_third_column_with_hair_lines_between() -> None:
    start = THEME.page.start(2)
    assert label_of(DRAWING, "Variation 2024/2023").x == pytest.approx(start, abs=0.01)
    assert [rule.box.left for rule in rules_of(DRAWING, "hair")] == pytest.approx(
        [start] * 2, abs=0.01
    )


def test_a_panel_without_facts_is_bars_alone() -> None:
    drawing = draw(replace(knowledge_panel("fr"), facts=()), THEME, "fr")
    assert {label.text for label in drawing.labels} == {"2023", "2024", "78", "48"}
