"""Growth: bands judged by the printed number, and every reason not to quote a rate."""

from fractions import Fraction

import pytest
from small_series import claims_of, series, verdict_of

from reportgen.claims.figures import obstacle
from reportgen.measure import Measure


def growth_of(rows: str, key: str = "A/2024/2023") -> str:
    return verdict_of(claims_of(series(rows))[f"GROWTH/{key}"])


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (100000, "unchanged"),
        (100001, "stable"),
        (100449, "stable"),
        (100450, "slight_up"),
        (101949, "slight_up"),
        (101950, "moderate_up"),
        (109949, "moderate_up"),
        (109950, "strong_up"),
        (124949, "strong_up"),
        (124950, "sharp_up"),
        (300000, "sharp_up"),
        (99551, "stable"),
        (99550, "slight_down"),
        (98050, "moderate_down"),
        (90050, "strong_down"),
        (75051, "strong_down"),
        (75050, "sharp_down"),
        (1, "sharp_down"),
    ],
)
def test_a_yearly_change_is_judged_by_its_printed_percentage(level: int, verdict: str) -> None:
    assert growth_of(f"2023 A 100000\n2024 A {level}") == verdict


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (100949, "stable"),
        (100950, "slight_up"),
        (103950, "moderate_up"),
        (114950, "strong_up"),
        (129949, "strong_up"),
        (129950, "sharp_up"),
        (96050, "moderate_down"),
    ],
)
def test_a_quarter_against_the_one_before_is_judged_by_wider_bands(
    level: int, verdict: str
) -> None:
    rows = f"2023-Q4 A 100000\n2024-Q1 A {level}"
    assert growth_of(rows, "A/2024-Q1/2023-Q4") == verdict


@pytest.mark.parametrize(
    ("now", "base"),
    [("2024-Q1", "2023-Q1"), ("2024-S2", "2024-S1"), ("2024-9M", "2023-9M")],
)
def test_every_other_comparison_is_judged_like_a_yearly_one(now: str, base: str) -> None:
    assert growth_of(f"{base} A 1000\n{now} A 1006", f"A/{now}/{base}") == "slight_up"


@pytest.mark.parametrize(
    ("rows", "verdict", "direction"),
    [
        ("2023 A 100 99.9 100.1\n2024 A 105 104.5 105.5", "moderate_up", "up"),
        ("2023 A 100 99 101\n2024 A 110 109 111", "up", "up"),
        ("2023 A 110 109 111\n2024 A 100 99 101", "down", "down"),
        ("2023 A 1000 999.5 1000.5\n2024 A 1000.5 1000 1001", "stable", ""),
        ("2023 A 100 98 102\n2024 A 101 99 103", "not_quotable: too_uncertain", ""),
    ],
    ids=["one band", "two bands up", "two bands down", "both ends stable", "signs differ"],
)
def test_a_rounded_change_is_judged_at_both_ends_of_its_range(
    rows: str, verdict: str, direction: str
) -> None:
    claim = claims_of(series(rows))["GROWTH/A/2024/2023"]
    assert (verdict_of(claim), claim.direction) == (verdict, direction)
    assert claim.evidence is not None


@pytest.mark.parametrize(
    ("base", "level", "reason", "direction"),
    [
        (0, 5, "zero_base", "up"),
        (0, 0, "zero_base", "unchanged"),
        (0, -5, "zero_base", "down"),
        (-5, -3, "negative_base", "up"),
        (-5, -8, "negative_base", "down"),
        (-5, 0, "negative_base", "up"),
        (-5, 3, "sign_change", "up"),
        (5, -3, "sign_change", "down"),
        (5, 0, "sign_change", "down"),
    ],
)
def test_a_change_without_a_positive_base_has_a_direction_but_no_rate(
    base: int, level: int, reason: str, direction: str
) -> None:
    claim = claims_of(series(f"2023 A {base}\n2024 A {level}"))["GROWTH/A/2024/2023"]
    assert (claim.status, claim.reason, claim.verdict) == ("not_quotable", reason, "")
    assert claim.direction == direction
    assert claim.evidence is not None
    assert claim.evidence.value == level - base
    assert claim.evidence.unit == "million"


def between(low: int, high: int) -> Measure:
    ends = Fraction(low), Fraction(high)
    return Measure((ends[0] + ends[1]) / 2, *ends, "million", "", (), "final")


@pytest.mark.parametrize(
    ("level", "base", "reason"),
    [
        (between(5, 9), between(-1, 1), "too_uncertain"),
        (between(5, 9), between(0, 1), "too_uncertain"),
        (between(-1, 1), between(5, 9), "too_uncertain"),
        (between(-1, 1), between(-9, -5), "too_uncertain"),
        (between(-9, -5), between(-1, 1), "too_uncertain"),
        (between(0, 1), between(5, 9), ""),
        (between(-1, 0), between(-9, -5), "negative_base"),
        (between(-9, -5), between(5, 9), "sign_change"),
        (between(5, 9), between(-9, -5), "sign_change"),
        (between(5, 9), between(0, 0), "zero_base"),
        (between(5, 9), between(1, 1), ""),
    ],
)
def test_an_open_sign_leaves_a_rate_too_uncertain(
    level: Measure, base: Measure, reason: str
) -> None:
    assert obstacle(level, base) == reason


FLOORS = {"year": 100, "half": 50, "quarter": 25, "nine_months": 75}
TINY = "not_quotable: tiny_base"


@pytest.mark.parametrize(
    ("base_period", "period", "floor"),
    [
        ("2023", "2024", 100),
        ("2023-S1", "2024-S1", 50),
        ("2023-9M", "2024-9M", 75),
        ("2023-Q2", "2024-Q2", 25),
        ("2024-Q1", "2024-Q2", 25),
    ],
)
def test_a_base_below_the_floor_of_its_period_is_tiny(
    base_period: str, period: str, floor: int
) -> None:
    def judged(base: int) -> str:
        dataset = series(f"{base_period} A {base}\n{period} A 110", tiny_base=FLOORS)
        return verdict_of(claims_of(dataset)[f"GROWTH/A/{period}/{base_period}"])

    assert judged(floor - 1) == TINY
    assert judged(floor) != TINY


@pytest.mark.parametrize(("rest", "tiny"), [(9900, False), (9901, True)])
def test_a_base_below_a_hundredth_of_the_total_is_tiny(rest: int, tiny: bool) -> None:
    rows = f"2023 A 100\n2023 B {rest}\n2024 A 150\n2024 B {rest}"
    assert (growth_of(rows) == TINY) is tiny


def test_a_tiny_base_keeps_its_figure_and_direction_for_the_segments_own_section() -> None:
    # The fall from 78 to 48 million: 38 %, on a very small base.
    dataset = series("2023 A 78\n2024 A 48\n2023 B 900\n2024 B 900", tiny_base=FLOORS)
    claims = claims_of(dataset)
    fall = claims["GROWTH/A/2024/2023"]
    assert not fall
    assert (fall.direction, fall.verdict) == ("down", "")
    assert fall.evidence is not None
    assert fall.evidence.value == Fraction(-3000, 78)
    assert verdict_of(claims["CHANGE/A/2024/2023"]) == "ok"
    assert verdict_of(claims["CONTRIB_PP/A/2024/2023"]) == "ok"
    assert verdict_of(claims["SHARE/A/2024"]) == "ok"


def test_a_total_is_never_a_tiny_base() -> None:
    dataset = series("2023 TOTAL 4\n2024 TOTAL 5", tiny_base=FLOORS)
    assert verdict_of(claims_of(dataset)["GROWTH/TOTAL/2024/2023"]) == "sharp_up"


def test_a_group_obeys_the_tiny_base_like_a_segment() -> None:
    rows = "2023 AB 4\n2024 AB 5\n2023 C 500\n2024 C 500"
    dataset = series(rows, "A B C", groups={"AB": "A B"}, tiny_base=FLOORS)
    assert verdict_of(claims_of(dataset)["GROWTH/AB/2024/2023"]) == TINY


def test_a_published_rate_wins_over_that_of_rounded_levels() -> None:
    rows = """
    2024-S1 A 12900 12850 12950
    2024-S2 A 13300 13250 13350
    2025-S1 A 13400 13350 13450
    2025-S1 A growth 3.5 3.45 3.55
    """
    claims = claims_of(series(rows))
    published = claims["GROWTH/A/2025-S1/2024-S1"]
    assert published.evidence is not None
    assert published.evidence.value == Fraction("3.5")
    assert (published.evidence.formula, published.verdict) == ("published", "moderate_up")
    computed = claims["GROWTH/A/2025-S1/2024-S2"].evidence
    assert computed is not None
    assert computed.derivation == "computed"


@pytest.mark.parametrize(
    ("rate", "verdict"),
    [
        ("7.1 7.05 7.15", "moderate_up"),
        ("0 -0.05 0.05", "stable"),
        ("0.4 0.35 0.45", "up"),
        ("0.2 -0.9 1.2", "not_quotable: too_uncertain"),
        ("-100", "sharp_down"),
    ],
)
def test_a_published_rate_stands_without_its_levels(rate: str, verdict: str) -> None:
    assert growth_of(f"2024 A growth {rate}") == verdict


def test_a_published_rate_from_a_known_tiny_base_is_not_quoted() -> None:
    dataset = series("2023 A 10\n2024 A growth -30 -50 -10", tiny_base=FLOORS)
    assert verdict_of(claims_of(dataset)["GROWTH/A/2024/2023"]) == TINY


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ("2024 A 5", "unavailable: no_base_period"),
        ("2023 A 5\n2024 B 5\n2025 A 5", "unavailable: missing_cell"),
        ("2023 A 5\n2024 B 5", "unavailable: scope_change"),
        ("2024 B 5", "unavailable: missing_cell"),
    ],
    ids=["no base", "no level", "no level any more", "neither"],
)
def test_a_rate_needs_both_its_levels(rows: str, verdict: str) -> None:
    assert growth_of(rows) == verdict


@pytest.mark.parametrize(
    ("total", "verdict"), [("30 29 31", "sharp_up"), ("30 28.9 31", "unavailable: missing_cell")]
)
def test_a_derived_level_is_known_when_its_bounds_lie_within_a_tenth_of_it(
    total: str, verdict: str
) -> None:
    # The rest is 10 ± 1, and 9.95 ± 1.05.
    assert growth_of(f"2023 A 5\n2024 B 20\n2024 TOTAL {total}") == verdict


def test_a_published_level_is_known_however_wide_its_bounds() -> None:
    claims = claims_of(series("2023 A 5\n2024 A 5 3 7"))
    assert verdict_of(claims["LEVEL/A/2024"]) == "ok"
    assert verdict_of(claims["GROWTH/A/2024/2023"]) == "not_quotable: too_uncertain"
    narrowed = claims_of(series("2024 A 5 3 7\n2024 B 10\n2024 TOTAL 15 14 16"))
    assert verdict_of(narrowed["LEVEL/A/2024"]) == "ok"


def test_halves_and_quarters_are_compared_twice_and_other_periods_once() -> None:
    claims = claims_of(series("2024 A 4\n2024-9M A 3\n2024-S2 A 2\n2024-Q4 A 1"))
    growths = [key.split("/")[2:] for key in claims if key.startswith("GROWTH/A/")]
    assert [pair for pair in growths if pair[0] not in ("2024-S1", "2024-Q3")] == [
        ["2024-9M", "2023-9M"],
        ["2024-Q4", "2023-Q4"],
        ["2024-Q4", "2024-Q3"],
        ["2024-S2", "2023-S2"],
        ["2024-S2", "2024-S1"],
        ["2024", "2023"],
    ]
