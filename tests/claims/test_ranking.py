"""Rankings of segments: the leader, the first two, the main driver."""

from fractions import Fraction

import pytest
from small_series import claims_of, series, verdict_of

from reportgen.claims import Claim

UNKNOWN, UNSURE = "unavailable: missing_cell", "not_quotable: too_uncertain"


def ranked(rows: str, segments: str = "A B C", non_negative: bool = False) -> tuple[Claim, Claim]:
    """The leader and the share of the first two in 2024."""
    claims = claims_of(series(rows, segments, non_negative=non_negative))
    return claims["LEADER/TOTAL/2024"], claims["TOP2_SHARE/TOTAL/2024"]


def test_the_leader_is_the_largest_segment_and_leads_the_first_two() -> None:
    leader, top2 = ranked("2024 A 30\n2024 B 50\n2024 C 20")
    assert (verdict_of(leader), leader.answer) == ("ok", ("B",))
    assert leader.evidence is not None
    assert leader.evidence.value == 50
    assert (verdict_of(top2), top2.answer) == ("ok", ("B", "A"))
    assert top2.evidence is not None
    assert (top2.evidence.value, top2.evidence.unit) == (Fraction(80), "%")


@pytest.mark.parametrize(
    ("rows", "tied"),
    [
        ("2024 A 40\n2024 B 40\n2024 C 20", ("A", "B")),
        ("2024 A 20\n2024 B 40\n2024 C 40", ("B", "C")),
        ("2024 A 30\n2024 B 30\n2024 C 30", ("A", "B", "C")),
    ],
)
def test_segments_of_one_size_share_the_first_place(rows: str, tied: tuple[str, ...]) -> None:
    leader, _ = ranked(rows)
    assert (verdict_of(leader), leader.answer) == ("not_claimable: tie", tied)


def test_rounded_levels_that_look_alike_are_no_tie_but_leave_the_leader_open() -> None:
    leader, top2 = ranked("2024 A 40 39 41\n2024 B 40 39 41\n2024 C 20")
    assert verdict_of(leader) == UNSURE
    assert (verdict_of(top2), set(top2.answer)) == ("ok", {"A", "B"})


@pytest.mark.parametrize(
    ("rows", "leader", "top2"),
    [
        ("2024 A 50 48 52\n2024 B 49 47 51\n2024 C 20", UNSURE, "ok"),
        ("2024 A 50 48 52\n2024 B 30 29 31\n2024 C 29 28 30", "ok", UNSURE),
        ("2024 A 50 48 52\n2024 B 45 44 46\n2024 C 44 30 49", UNSURE, UNSURE),
        ("2024 A 50 48 52\n2024 B 30 29 31\n2024 C 20 19 21", "ok", "ok"),
        ("2024 A 50 48 52\n2024 B 47 46 48\n2024 C 20", UNSURE, "ok"),
        ("2024 A 50 48 52\n2024 B 46 45 47\n2024 C 20", "ok", "ok"),
        ("2024 A 50\n2024 B 30 29 31\n2024 C 20\n2024 D 25 20 30", "ok", UNSURE),
        ("2024 A 50\n2024 B 30 29 31\n2024 C 20\n2024 D 25 20 28", "ok", "ok"),
    ],
    ids=[
        *("first two overlap", "last two overlap", "the third may be first", "none overlap"),
        *("first two touch", "first two do not touch", "the fourth may be second", "it may not"),
    ],
)
def test_overlapping_bounds_leave_a_rank_open(rows: str, leader: str, top2: str) -> None:
    segments = "A B C D" if " D " in rows else "A B C"
    assert [verdict_of(claim) for claim in ranked(rows, segments)] == [leader, top2]


def test_bounds_that_touch_leave_the_share_of_the_first_two_without_the_name_of_the_second() -> (
    None
):
    _, top2 = ranked("2024 A 50\n2024 B 30 29 31\n2024 C 28 27 29")
    assert (verdict_of(top2), top2.answer) == ("ok", ())


def test_a_tie_for_the_second_place_leaves_the_share_but_no_name() -> None:
    leader, top2 = ranked("2024 A 50\n2024 B 25\n2024 C 25")
    assert verdict_of(leader) == "ok"
    assert (verdict_of(top2), top2.answer) == ("ok", ())
    assert top2.evidence is not None
    assert top2.evidence.value == 75


@pytest.mark.parametrize(
    ("rows", "non_negative", "leader", "top2"),
    [
        ("2024 A 50\n2024 B 30", False, UNKNOWN, UNKNOWN),
        ("2024 A 50\n2024 B 30\n2024 TOTAL 90 85 95", True, "ok", "ok"),
        ("2024 A 50\n2024 B 30\n2024 TOTAL 115 105 125", True, "ok", UNKNOWN),
        ("2024 A 50\n2024 B 30\n2024 TOTAL 130 110 150", True, UNKNOWN, UNKNOWN),
        ("2024 A 50\n2024 B 30\n2024 TOTAL 105 100 110", True, "ok", "ok"),
        ("2024 A 50\n2024 B 30\n2024 TOTAL 105 100 111", True, "ok", UNKNOWN),
        ("2024 A 50\n2024 B 30\n2024 TOTAL 120 110 130", True, UNKNOWN, UNKNOWN),
        ("2024 A 50\n2024 B 30\n2024 TOTAL 120 110 129", True, "ok", UNKNOWN),
        ("2024 A 50\n2024 TOTAL 90", True, "ok", UNKNOWN),
        ("2024 TOTAL 90", True, UNKNOWN, UNKNOWN),
    ],
    ids=[
        "nothing bounds the third",
        "the third is small",
        "the third may be second",
        "the third may be first",
        "the third is second at most by a tie",
        "the third may just be second",
        "the third may share the first place",
        "the third is not quite first",
        "two are small",
        "all are unknown",
    ],
)
def test_an_unknown_segment_matters_only_if_it_may_be_larger(
    rows: str, non_negative: bool, leader: str, top2: str
) -> None:
    assert [verdict_of(claim) for claim in ranked(rows, non_negative=non_negative)] == [
        leader,
        top2,
    ]


@pytest.mark.parametrize(
    ("rows", "top2"),
    [
        ("2024 A 50\n2024 B 30\n2024 C -10", "not_quotable: negative_component"),
        ("2024 A 0\n2024 B 0\n2024 C 0", "not_quotable: zero_base"),
    ],
)
def test_the_first_two_of_a_mixed_or_empty_sum_have_no_share(rows: str, top2: str) -> None:
    _, claim = ranked(rows)
    assert verdict_of(claim) == top2


def test_two_segments_make_up_the_whole() -> None:
    _, top2 = ranked("2024 A 5\n2024 B 3", "A B")
    assert top2.evidence is not None
    assert (verdict_of(top2), top2.evidence.value) == ("ok", Fraction(100))


def test_one_segment_is_not_ranked() -> None:
    claims = claims_of(series("2023 A 5\n2024 A 6", "A"))
    indicators = {claim.indicator for claim in claims.values()}
    among_others = {"LEADER", "TOP2_SHARE", "MAIN_DRIVER", "TOP2_DRIVERS", "DRAG", "CROSSOVER"}
    assert not indicators & among_others
    assert {"LEVEL", "GROWTH", "SHARE", "CONTRIB_PP"} <= indicators


def driver(rows: str, key: str = "2024/2023") -> Claim:
    return claims_of(series(rows, "A B C"))[f"MAIN_DRIVER/TOTAL/{key}"]


BASES = "2023 A 100\n2023 B 100\n2023 C 200\n"


def test_the_main_driver_is_the_segment_that_contributes_most() -> None:
    claim = driver(f"{BASES}2024 A 150\n2024 B 90\n2024 C 260")
    assert (verdict_of(claim), claim.answer) == ("ok", ("C",))
    assert claim.evidence is not None
    assert (claim.evidence.value, claim.evidence.unit) == (Fraction(15), "pp")


@pytest.mark.parametrize(
    ("levels", "verdict", "answer"),
    [
        ("2024 A 110\n2024 B 50\n2024 C 150", "ok", ("A",)),
        ("2024 A 90\n2024 B 100\n2024 C 150", "not_claimable: flat", ("B",)),
        ("2024 A 100\n2024 B 100\n2024 C 200", "not_claimable: flat", ("A",)),
        ("2024 A 130\n2024 B 130\n2024 C 200", "not_claimable: tie", ("A", "B")),
        ("2024 A 130 128 132\n2024 B 130 128 132\n2024 C 200", UNSURE, ("A",)),
        ("2024 A 130 128 132\n2024 B 126 124 128\n2024 C 200", UNSURE, ("A",)),
        ("2024 A 101 99 103\n2024 B 90\n2024 C 190", UNSURE, ("A",)),
        ("2024 A 130 129 131\n2024 B 110 108 112\n2024 C 200", "ok", ("A",)),
        ("2024 A 101 100 102\n2024 B 90\n2024 C 190", UNSURE, ("A",)),
        ("2024 A 101 100.1 101.9\n2024 B 90\n2024 C 190", "ok", ("A",)),
        ("2024 A 99 98 100\n2024 B 90\n2024 C 190", "not_claimable: flat", ("A",)),
        ("2024 A 99 97.9 100.1\n2024 B 90\n2024 C 190", UNSURE, ("A",)),
    ],
    ids=[
        "one rises while the total falls",
        "none rises",
        "nothing moves",
        "two rise alike",
        "rounding hides which",
        "rounding leaves room for a tie",
        "rounding hides whether",
        "rounding hides nothing",
        "it may stand still",
        "it rises if only just",
        "it stands still at best",
        "it may rise if only just",
    ],
)
def test_a_driver_is_named_only_when_it_pushes_and_stands_alone(
    levels: str, verdict: str, answer: tuple[str, ...]
) -> None:
    claim = driver(BASES + levels)
    assert (verdict_of(claim), claim.answer) == (verdict, answer)
    assert claim.evidence is not None


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ("2024 A 1\n2024 B 2\n2024 C 3", "unavailable: no_base_period"),
        (f"{BASES}2024 A 1\n2024 B 2\n2025 C 3", "unavailable: missing_cell"),
        (f"{BASES}2024 A 1\n2024 B 2", "unavailable: scope_change"),
        ("2023 TOTAL 0\n2024 A 1\n2024 B 2\n2024 C 3", "unavailable: no_base_period"),
        (
            "2023 A 5\n2023 B -5\n2023 C 0\n2024 A 1\n2024 B 2\n2024 C 3",
            "not_quotable: zero_base",
        ),
        (
            "2023 A 5\n2023 B -9\n2023 C 0\n2024 A 1\n2024 B 2\n2024 C 3",
            "not_quotable: negative_base",
        ),
    ],
)
def test_a_driver_needs_every_segment_and_a_positive_total(rows: str, verdict: str) -> None:
    assert verdict_of(driver(rows)) == verdict


def test_a_quarter_has_a_driver_for_each_of_its_bases() -> None:
    rows = "\n".join(
        f"{period} {code} {value}"
        for period, values in {
            "2023-Q2": (10, 10, 10),
            "2024-Q1": (10, 30, 10),
            "2024-Q2": (15, 20, 12),
        }.items()
        for code, value in zip("ABC", values, strict=True)
    )
    assert driver(rows, "2024-Q2/2023-Q2").answer == ("B",)
    assert driver(rows, "2024-Q2/2024-Q1").answer == ("A",)


def test_the_drag_is_the_segment_that_lowers_the_total_most() -> None:
    claim = drag(f"{BASES}2024 A 50\n2024 B 90\n2024 C 260")
    assert (verdict_of(claim), claim.answer) == ("ok", ("A",))
    assert claim.evidence is not None
    assert (claim.evidence.value, claim.evidence.unit) == (Fraction(-125, 10), "pp")


def drag(rows: str) -> Claim:
    return claims_of(series(rows, "A B C"))["DRAG/TOTAL/2024/2023"]


@pytest.mark.parametrize(
    ("levels", "verdict", "answer"),
    [
        ("2024 A 90\n2024 B 150\n2024 C 250", "ok", ("A",)),
        ("2024 A 110\n2024 B 100\n2024 C 250", "not_claimable: flat", ("B",)),
        ("2024 A 70\n2024 B 70\n2024 C 200", "not_claimable: tie", ("A", "B")),
        ("2024 A 70 68 72\n2024 B 71 69 73\n2024 C 200", UNSURE, ("A",)),
        ("2024 A 99 97 101\n2024 B 110\n2024 C 210", UNSURE, ("A",)),
        ("2024 A 70 69 71\n2024 B 90 88 92\n2024 C 200", "ok", ("A",)),
        ("2024 A 70\n2024 B 90\n2025 C 1", "unavailable: missing_cell", ()),
    ],
    ids=[
        "one falls while the total rises",
        "none falls",
        "two fall alike",
        "rounding hides which",
        "rounding hides whether",
        "rounding hides nothing",
        "one is unknown",
    ],
)
def test_a_drag_is_named_only_when_it_pulls_and_stands_alone(
    levels: str, verdict: str, answer: tuple[str, ...]
) -> None:
    claim = drag(BASES + levels)
    assert (verdict_of(claim), claim.answer) == (verdict, answer)


@pytest.mark.parametrize(
    ("before", "verdict"),
    [
        ("2023 A 20\n2023 B 90\n2023 C 10", "kept"),
        ("2023 A 95\n2023 B 90\n2023 C 10", "new"),
        ("2023 A 90\n2023 B 90\n2023 C 10", "ok"),
        ("2023 A 90\n2023 B 91", "ok"),
        ("2022 A 95\n2022 B 90\n2022 C 10", "ok"),
    ],
    ids=["the same", "another", "a tie", "one unknown", "no year before"],
)
def test_a_leader_is_kept_or_new_against_the_year_before(before: str, verdict: str) -> None:
    leader, _ = ranked(f"{before}\n2024 A 30\n2024 B 50\n2024 C 20")
    assert (verdict_of(leader), leader.answer) == (verdict, ("B",))


def crossovers(rows: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    claims = claims_of(series(rows, "A B C"))
    found = {code: claims[f"CROSSOVER/{code}/2024/2023"] for code in "ABC"}
    return {code: (verdict_of(claim), claim.answer) for code, claim in found.items()}


NO_CROSSING = ("not_claimable: counterexample", ())


@pytest.mark.parametrize(
    ("rows", "crossed"),
    [
        ("2023 A 5\n2023 B 4\n2023 C 3\n2024 A 5\n2024 B 6\n2024 C 3", {"B": ("A",)}),
        (
            "2023 A 5\n2023 B 4\n2023 C 3\n2024 A 5\n2024 B 6\n2024 C 7",
            {"B": ("A",), "C": ("B", "A")},
        ),
        ("2023 A 5\n2023 B 4\n2023 C 3\n2024 A 5\n2024 B 5\n2024 C 3", {}),
        ("2023 A 5\n2023 B 5\n2023 C 3\n2024 A 5\n2024 B 6\n2024 C 3", {}),
        ("2023 A 5\n2023 B 4\n2023 C 3\n2024 A 50\n2024 B 40\n2024 C 30", {}),
    ],
    ids=["one", "one past two", "drawing level", "from level", "none"],
)
def test_a_segment_overtakes_those_that_were_above_it_and_are_below(
    rows: str, crossed: dict[str, tuple[str, ...]]
) -> None:
    expected = {code: ("overtakes", names) for code, names in crossed.items()}
    assert crossovers(rows) == {code: expected.get(code, NO_CROSSING) for code in "ABC"}


def test_levels_that_may_have_crossed_are_not_said_to_have() -> None:
    rows = "2023 A 5\n2023 B 4 3 6\n2023 C 1\n2024 A 5\n2024 B 6\n2024 C 1"
    assert crossovers(rows) == {"A": NO_CROSSING, "B": (UNSURE, ()), "C": NO_CROSSING}


def test_a_segment_crosses_only_what_is_known() -> None:
    rows = "2023 A 5\n2023 B 4\n2024 A 5\n2024 B 6\n2024 C 7"
    assert crossovers(rows) == {
        "A": NO_CROSSING,
        "B": ("overtakes", ("A",)),
        "C": ("unavailable: scope_change", ()),
    }


@pytest.mark.parametrize(
    ("levels", "verdict", "answer"),
    [
        ("A 50\n2024 B 44\n2024 C 31", "ok", ("A", "B")),
        ("A 50\n2024 B 39\n2024 C 29", "not_claimable: counterexample", ("A",)),
        ("A 50\n2024 B 44\n2024 C 34", "not_claimable: tie", ("A",)),
        ("A 50\n2024 B 44 40.5 47.5\n2024 C 31", UNSURE, ()),
        ("A 50\n2024 B 40\n2024 C 29", "not_claimable: counterexample", ("A",)),
        ("A 50\n2024 B 40.1\n2024 C 29", "ok", ("A", "B")),
        ("A 50\n2024 B 38 37 40\n2024 C 29", "not_claimable: counterexample", ("A",)),
        ("A 50\n2024 B 42 40 44\n2024 C 29", UNSURE, ()),
        ("A 50\n2024 B 42 40.1 43.9\n2024 C 29", "ok", ("A", "B")),
        ("A 50\n2024 B 44 41 47\n2024 C 31", "not_claimable: tie", ("A",)),
        ("A 50\n2024 B 44 40.9 47.1\n2024 C 31", UNSURE, ()),
        ("A 50\n2024 B 44 41.1 46.9\n2024 C 31", "ok", ("A", "B")),
        ("A 50\n2024 B 44", "unavailable: scope_change", ()),
    ],
)
def test_two_segments_drive_the_total_where_both_rise_and_no_third_rises_as_much(
    levels: str, verdict: str, answer: tuple[str, ...]
) -> None:
    base = "2023 A 30\n2023 B 40\n2023 C 30\n2024 "
    claim = claims_of(series(base + levels, "A B C"))["TOP2_DRIVERS/TOTAL/2024/2023"]
    assert (verdict_of(claim), claim.answer) == (verdict, answer)


def test_a_fourth_segment_may_rise_as_much_as_the_second_driver() -> None:
    base = "2023 A 30\n2023 B 40\n2023 C 30\n2023 D 30\n2024 A 50\n2024 B 44 43 45\n2024 C 28\n"
    for level, verdict in (("31 29 34", UNSURE), ("31 29.5 32.5", "ok")):
        claims = claims_of(series(f"{base}2024 D {level}", "A B C D"))
        assert verdict_of(claims["TOP2_DRIVERS/TOTAL/2024/2023"]) == verdict


def test_of_two_segments_one_drives_and_may_overtake_the_other() -> None:
    claims = claims_of(series("2023 A 5\n2023 B 4\n2024 A 5\n2024 B 7", "A B"))
    assert claims["MAIN_DRIVER/TOTAL/2024/2023"].answer == ("B",)
    assert claims["CROSSOVER/B/2024/2023"].answer == ("A",)


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [
        ("6 5 7", "4", "not_quotable: too_uncertain"),
        ("6 5.1 7", "4", "overtakes"),
        ("6", "4 3 5", "not_quotable: too_uncertain"),
        ("6", "4 3 4.9", "overtakes"),
        ("4 3 5", "4", "not_claimable: counterexample"),
        ("4 3 5.1", "4", "not_quotable: too_uncertain"),
        ("6", "6 5 7", "not_claimable: counterexample"),
        ("6", "6 4.9 7", "not_quotable: too_uncertain"),
    ],
)
def test_bounds_that_touch_leave_open_whether_a_segment_overtook_another(
    now: str, before: str, verdict: str
) -> None:
    claims = claims_of(series(f"2023 A 5\n2023 B {before}\n2024 A 5\n2024 B {now}", "A B"))
    assert verdict_of(claims["CROSSOVER/B/2024/2023"]) == verdict


def test_the_contributions_of_two_drivers_add_up() -> None:
    rows = "2023 A 30\n2023 B 40\n2023 C 30\n2024 A 50\n2024 B 44\n2024 C 31"
    claim = claims_of(series(rows, "A B C"))["TOP2_DRIVERS/TOTAL/2024/2023"]
    assert claim.evidence is not None
    assert (claim.evidence.value, claim.evidence.unit) == (Fraction(24), "pp")
