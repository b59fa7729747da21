"""Bars of 100 %: groups stand in for members that cannot be told apart."""

from dataclasses import replace
from fractions import Fraction

import pytest
from composed import known, published, synthetic, typed, view_of

from reportgen.briefing import Chart, plain
from reportgen.claims import ClaimSet
from reportgen.exhibits.bars import composition

GRID = ("ITO", "CRM", "ESO", "BPO", "KPO")


def drawn(findings: ClaimSet) -> Chart:
    chart = composition(view_of(findings))
    assert chart is not None
    return chart


def bar(chart: Chart, place: int) -> dict[str, str]:
    """The labelled parts of one bar, with the mark of an estimate."""
    parts = ((series.name, series.points[place]) for series in chart.series)
    return {
        name: typed(point.label.text) + ("" if point.sure else " e")
        for name, point in parts
        if point is not None
    }


def test_each_period_shows_the_finest_parts_that_are_known() -> None:
    chart = drawn(published())
    assert [typed(category.name) for category in chart.categories] == ["2023", "2024", "S1 2025"]
    assert bar(chart, 0) == {
        "ITO + CRM": "80 % e",
        "ESO": "12 % e",
        "BPO": "8 % e",
        "KPO": "0,3 %",
    }
    assert bar(chart, 1) == {
        "ITO": "40 %",
        "CRM": "37 %",
        "ESO": "13 %",
        "BPO": "9 %",
        "KPO": "0,2 %",
    }
    assert bar(chart, 2) == {"ITO": "39 %", "CRM": "31 %", "ESO": "19 %", "BPO + KPO": "10 % e"}


@pytest.mark.parametrize("findings", [published(), synthetic("2025-S1"), synthetic("2024-Q3")])
def test_the_parts_of_every_bar_make_a_whole(findings: ClaimSet) -> None:
    chart = drawn(findings)
    for place in range(len(chart.categories)):
        points = (series.points[place] for series in chart.series)
        total = sum((point.value for point in points if point is not None), Fraction(0))
        assert abs(total - 100) < Fraction(1, 10)


def test_a_bracket_tells_the_share_of_the_first_group_where_its_members_are_drawn() -> None:
    brackets = drawn(published()).brackets
    told = [(one.category, one.count, typed(plain(one.label))) for one in brackets]
    assert told == [(1, 2, "ITO + CRM : 78 %"), (2, 2, "ITO + CRM : un peu plus de 70 %")]


def test_a_group_whose_members_do_not_open_the_bar_has_no_bracket() -> None:
    findings = synthetic("2024")
    groups = findings.dataset.groups
    engines_first = replace(findings.dataset, groups=(groups[1], groups[0], *groups[2:]))
    assert drawn(findings).brackets
    assert drawn(replace(findings, dataset=engines_first)).brackets == ()


def test_what_cannot_be_told_apart_is_said_below() -> None:
    (note,) = drawn(published()).notes
    assert typed(plain(note)) == (
        "e : obtenu par différence ou à partir d'un taux publié. "
        "2023 : ITO et CRM non séparables. S1 2025 : BPO et KPO non séparables. "
        "La somme des parts peut différer du total en raison des arrondis."
    )


def shares(*of_ten: int) -> Chart:
    """The bar of a year whose segments have these shares, in tenths of a percent."""
    rows = (f"2024 {code} {share}" for code, share in zip(GRID, of_ten, strict=True))
    return drawn(known("\n".join(rows), "2024"))


@pytest.mark.parametrize(
    ("parts", "is_noted"),
    [
        ((403, 374, 132, 89, 2), True),  # 40 + 37 under 78
        ((406, 387, 122, 80, 5), True),  # 41 + 39 under 79
        ((400, 374, 132, 92, 2), False),  # 40 + 37 under 77
        ((402, 372, 144, 77, 5), False),  # 40 + 37 under 77; all five parts make 99.5
    ],
)
def test_rounding_is_named_where_parts_do_not_add_up_to_the_group_above_them(
    parts: tuple[int, ...], is_noted: bool
) -> None:
    assert bool(shares(*parts).notes) == is_noted


def test_parts_below_one_percent_keep_a_decimal() -> None:
    assert bar(drawn(synthetic("2024")), 1)["KPO"] == "0,2 %"


def test_a_period_is_drawn_once() -> None:
    assert [typed(c.name) for c in drawn(synthetic("2024")).categories] == ["2023", "2024"]
    latest = [typed(c.name) for c in drawn(synthetic("2025-Q1")).categories]
    assert latest == ["T1 2024", "T1 2025"]


def test_parts_that_leave_a_gap_are_not_drawn() -> None:
    assert composition(view_of(known("2024 TOTAL 100\n2024 ESO 40", "2024"))) is None
    whole = "\n".join(f"2024 {code} 20" for code in GRID)
    assert composition(view_of(known(whole, "2024"))) is not None
