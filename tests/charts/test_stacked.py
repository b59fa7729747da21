"""Tests of the stacked bars."""

from itertools import pairwise

import pytest

from reportgen.charts import draw
from specimen_exhibits import composition

from .marks import THEME, bars_in, label_of, rules_of
from .stress_charts import stacked

CHART = composition("fr")
DRAWING = draw(CHART, THEME, "fr")


def test_parts_are_as_wide_as_their_shares() -> None:
    whole = THEME.page.measure - 54 - 41.25
    for code, shares in {"ITO": (40.3, 39.2), "ESO": (12.3, 13.2, 19.3), "KPO": (0.3, 0.2)}.items():
        widths = [bar.box.width for bar in bars_in(DRAWING, code)]
        assert widths == pytest.approx([whole * share / 100 for share in shares], rel=0.005)


def test_parts_follow_each_other_from_the_same_start() -> None:
    middle = [bars_in(DRAWING, code)[0].box for code in ("ITO", "CRM")]
    middle += [bars_in(DRAWING, code)[1].box for code in ("ESO", "BPO", "KPO")]
    assert middle[0].left == 41.25
    assert [after.left for _, after in pairwise(middle)] == pytest.approx(
        [before.right for before, _ in pairwise(middle)], abs=0.01
    )


def test_a_line_of_paper_parts_two_segments() -> None:
    paper = [shape for shape in DRAWING.shapes if shape.fill == THEME.colours["paper"]]
    assert len(paper) == 3 + 4 + 3
    assert {round(shape.box.width, 2) for shape in paper} == {1.0}


def test_a_label_stands_inside_where_it_fits_and_outside_where_not() -> None:
    wide, edge = label_of(DRAWING, "ITO\u00a0\u00a040\u202f%"), bars_in(DRAWING, "KPO")[0].box.right
    assert bars_in(DRAWING, "ITO")[0].box.contains(wide.box)
    assert label_of(DRAWING, "0,3\u202f%").x > edge
    assert label_of(DRAWING, "BPO + KPO").x > edge


def test_a_segment_breaks_its_label_in_every_bar_or_in_none() -> None:
    texts = [label.text for label in DRAWING.labels]
    assert texts.count("ESO") == 3
    assert not any(text.startswith("ESO\u00a0") for text in texts)


def test_labels_are_readable_on_their_fill_and_on_paper() -> None:
    colours = {label.text: label.colour for label in DRAWING.labels}
    assert colours["ITO\u00a0\u00a040\u202f%"] == THEME.colours["paper"]
    assert colours["ESO"] == THEME.colours["ink"]
    assert colours["KPO"] == THEME.text_of("KPO")


def test_a_share_obtained_by_difference_is_marked() -> None:
    assert label_of(DRAWING, "ITO + CRM\u00a0\u00a080\u202f%\u00a0e")
    assert label_of(DRAWING, "10\u202f%\u00a0e")


def test_a_bracket_spans_its_parts_and_its_label_ends_with_it() -> None:
    label = label_of(DRAWING, "ITO + CRM\u00a0: 78\u202f%")
    last = bars_in(DRAWING, "CRM")[0].box
    spans = [rule.box for rule in rules_of(DRAWING, "ink") if rule.box.width > 10]
    assert (spans[0].left, spans[0].right) == pytest.approx((41.25, last.right - 1), abs=0.01)
    assert label.box.right == pytest.approx(spans[0].right, abs=0.01)
    assert label.box.bottom > spans[0].top > last.top


def test_a_bracket_over_the_first_bar_raises_the_figure() -> None:
    assert draw(stacked(((4, 3), (2, 1), (1, 1))), THEME, "fr").height == 115 + 20


def test_segments_too_small_for_a_label_are_named_beside_the_bar() -> None:
    drawing = draw(stacked(((1, 1, 1, 1, 1, 1, 994),)), THEME, "fr")
    names = {label.text.split("\u00a0")[0] for label in drawing.labels}
    assert {"ITO", "CRM", "ESO", "BPO", "KPO", "CORE"} <= names
