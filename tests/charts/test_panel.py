"""Tests of the panel of one subject."""

from dataclasses import replace

import pytest

from reportgen.briefing import Locale
from reportgen.charts import draw, lint
from reportgen.charts.drawing import Box
from specimen_exhibits import composition, knowledge_panel

from .marks import THEME, bars_in, estimated, label_of, rules_of, with_estimate
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


def test_an_estimate_of_the_source_is_hatched_and_not_filled() -> None:
    drawing = draw(with_estimate(knowledge_panel("fr")), THEME, "fr")
    assert bars_in(drawing, "KPO") == []
    outlined = [shape for shape in drawing.shapes if shape.stroke == THEME.fill("KPO")]
    (frame,) = (s for s in outlined if s.fill == THEME.colours["paper"])
    diagonals, box = [s for s in outlined if not s.fill], frame.box
    around = Box(box.left - 1, box.bottom - 1, box.right + 1, box.top + 1)
    assert len(diagonals) > box.width / 5
    assert all(around.contains(line.box) for line in diagonals)


@pytest.mark.parametrize("locale", LOCALES)
def test_words_on_a_hatched_part_stand_on_paper(locale: Locale) -> None:
    base = composition(locale)
    hatched = replace(base, series=tuple(map(estimated, base.series)))
    drawing = draw(hatched, THEME, locale)
    assert lint(drawing) == ()
    inside = [label for label in drawing.labels if label.text.startswith("ITO\u00a0")]
    sheets = [s.box for s in drawing.shapes if s.fill == THEME.colours["paper"] and not s.stroke]
    assert inside
    assert all(any(sheet.contains(label.box, 0.1) for sheet in sheets) for label in inside)
