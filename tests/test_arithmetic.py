"""The arithmetic: values by hand, and bounds that hold whatever the true inputs are."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen import arithmetic
from reportgen.measure import Measure, Status

TENTHS = st.integers(-5000, 5000).map(lambda tenths: Fraction(tenths, 10))
POSITIVE = st.integers(1, 5000).map(lambda tenths: Fraction(tenths, 10))


def measure(
    value: str, low: str = "", high: str = "", line: int = 2, status: Status = "final"
) -> Measure:
    middle, bottom, top = (Fraction(text) for text in (value, low or value, high or value))
    return Measure(middle, bottom, top, "million", "published", (line,), status, "published")


def rate(value: str, low: str, high: str) -> Measure:
    ends = Fraction(value), Fraction(low), Fraction(high)
    return Measure(*ends, "%", "published", (9,), "provisional", "published")


def numbers(found: Measure) -> tuple[float, float, float]:
    return float(found.low), float(found.value), float(found.high)


ESO_2024, ESO_2023 = measure("3462", line=8), measure("3232", line=3)
TOTAL_2023 = measure("26167", line=2)


@pytest.mark.parametrize(
    ("found", "value", "unit", "formula"),
    [
        (arithmetic.change(ESO_2024, ESO_2023), 230, "million", "3462 - 3232"),
        (
            arithmetic.growth(ESO_2024, ESO_2023),
            Fraction(23000, 3232),
            "%",
            "(3462 / 3232 - 1) x 100",
        ),
        (arithmetic.total_of(ESO_2024, ESO_2023), 6694, "million", "3462 + 3232"),
        (
            arithmetic.share(ESO_2023, TOTAL_2023),
            Fraction(323200, 26167),
            "%",
            "3232 / 26167 x 100",
        ),
        (
            arithmetic.contribution(ESO_2024, ESO_2023, TOTAL_2023),
            Fraction(23000, 26167),
            "pp",
            "(3462 - 3232) / 26167 x 100",
        ),
        (
            arithmetic.carry_over(measure("60"), measure("50"), measure("100")),
            10,
            "%",
            "(60 - 50) / 100 x 100",
        ),
        (
            arithmetic.required_rest(measure("60"), measure("50"), measure("100")),
            -20,
            "%",
            "((100 - 60) / (100 - 50) - 1) x 100",
        ),
        (
            arithmetic.difference_of_rates(
                arithmetic.growth(measure("110"), measure("100")),
                arithmetic.growth(measure("104"), measure("100")),
            ),
            6,
            "pp",
            "10 - 4",
        ),
        (
            arithmetic.concentration(
                [arithmetic.share(measure(part), measure("100")) for part in ("50", "30", "20")]
            ),
            3800,
            "index",
            "50^2 + 30^2 + 20^2",
        ),
        (
            arithmetic.count_of([measure("5"), measure("6"), measure("7")]),
            3,
            "periods",
            "3 in a row",
        ),
    ],
)
def test_exact_figures_give_an_exact_result_with_its_formula(
    found: Measure, value: Fraction, unit: str, formula: str
) -> None:
    assert found.exact
    assert (found.value, found.unit) == (value, unit)
    assert (found.formula, found.derivation) == (formula, "computed")


def test_a_result_names_the_lines_and_the_least_certain_status_of_its_inputs() -> None:
    now, base = measure("5", line=7, status="provisional"), measure("4", line=3)
    found = arithmetic.growth(now, base)
    assert (found.inputs, found.status) == ((3, 7), "provisional")


def test_rounded_levels_give_a_range_of_growth() -> None:
    # 13.4 against 12.9 billion: 13,350 / 12,950 and 13,450 / 12,850.
    now, base = measure("13400", "13350", "13450"), measure("12900", "12850", "12950")
    low, value, high = numbers(arithmetic.growth(now, base))
    assert (low, high) == pytest.approx((3.0888, 4.6693), abs=1e-4)
    assert value == pytest.approx((low + high) / 2)


def test_crm_lost_an_eighth_in_the_first_half_of_2025() -> None:
    # 4,185 / 4,801.5 and 4,200 / 4,798.5
    now, base = measure("4190", "4185", "4200"), measure("4800", "4798.5", "4801.5")
    low, _, high = numbers(arithmetic.growth(now, base))
    assert (low, high) == pytest.approx((-12.8397, -12.4726), abs=1e-4)


NOW, BASE = measure("13400", "13350", "13450"), measure("12900", "12850", "12950")


@pytest.mark.parametrize(
    ("published", "low", "value", "high"),
    [
        (rate("3.5", "3.45", "3.55"), 3.45, 3.5, 3.55),
        (rate("4.6", "4", "5"), 4, 4.6, 4.66926),
        (rate("3", "2", "4"), 3.08880, 3.54440, 4),
        (rate("9", "8.5", "9.5"), 8.5, 9, 9.5),
    ],
    ids=["narrower", "value within both", "value outside the levels", "never together"],
)
def test_a_published_rate_takes_precedence_within_the_bounds_that_both_allow(
    published: Measure, low: float, value: float, high: float
) -> None:
    found = arithmetic.growth(NOW, BASE, published)
    assert numbers(found) == pytest.approx((low, value, high), abs=1e-5)


@pytest.mark.parametrize(
    ("now", "derivation"),
    [
        (("103.7", "103.5", "104"), "published"),
        (("103.7", "103.51", "104"), "computed"),
        (("103.3", "103", "103.5"), "published"),
        (("103.3", "103", "103.49"), "computed"),
    ],
)
def test_a_published_rate_that_touches_the_bounds_of_the_levels_is_kept(
    now: tuple[str, str, str], derivation: str
) -> None:
    found = arithmetic.growth(measure(*now), measure("100"), rate("3.5", "3.4", "3.6"))
    assert found.derivation == derivation
    assert (found.value == Fraction("3.5")) == (derivation == "published")


def test_a_published_rate_that_the_levels_do_not_narrow_keeps_its_own_line() -> None:
    published = rate("3.5", "3.45", "3.55")
    assert arithmetic.growth(NOW, BASE, published) is published
    narrowed = arithmetic.growth(NOW, BASE, rate("4.6", "4", "5"))
    assert (narrowed.inputs, narrowed.derivation) == ((2, 9), "published")
    computed = arithmetic.growth(NOW, BASE, rate("3", "2", "4"))
    assert (computed.inputs, computed.derivation) == ((2, 9), "computed")


def test_the_growth_that_a_target_requires_is_compounded() -> None:
    # (40,000 / 26,219) ^ (1/6) = 1.0729364
    found = arithmetic.required_growth(measure("26219"), measure("40000"), 6)
    assert float(found.value) == pytest.approx(7.293639684860076, rel=1e-12)
    assert found.formula == "((40000 / 26219) ^ (1/6) - 1) x 100"
    assert found.exact
    assert numbers(arithmetic.required_growth(measure("100"), measure("121"), 2)) == pytest.approx(
        (10, 10, 10)
    )


def test_the_bounds_of_a_level_and_of_its_target_bound_the_growth_required() -> None:
    level, target = measure("100", "90", "110"), measure("130", "121", "144")
    low, value, high = numbers(arithmetic.required_growth(level, target, 1))
    assert (low, high) == pytest.approx((10, 60))
    assert value == pytest.approx(35)


@st.composite
def bounded(draw: st.DrawFn, numbers: st.SearchStrategy[Fraction]) -> tuple[Measure, Fraction]:
    """A measure, and a true value somewhere within its bounds."""
    low, true, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    value = (low + high) / 2
    return Measure(value, low, high, "million", "published", (2,), "final"), true


Bounded = tuple[Measure, Fraction]
ANY, ABOVE_ZERO = bounded(TENTHS), bounded(POSITIVE)


def holds(rule: Callable[..., Measure], *inputs: Bounded) -> None:
    """Check that a result's bounds hold the result of the true values, and its own value."""
    found = rule(*(measured for measured, _ in inputs))
    true = rule(*(measure(str(number)) for _, number in inputs))
    assert true.exact
    assert found.low <= true.value <= found.high
    assert found.low <= found.value <= found.high


@given(now=ANY, base=ANY)
def test_the_bounds_of_a_change_hold(now: Bounded, base: Bounded) -> None:
    holds(arithmetic.change, now, base)


@given(now=ANY, base=ABOVE_ZERO)
def test_the_bounds_of_growth_hold(now: Bounded, base: Bounded) -> None:
    holds(arithmetic.growth, now, base)


@given(parts=st.lists(ANY, min_size=1, max_size=5))
def test_the_bounds_of_a_sum_hold(parts: list[Bounded]) -> None:
    holds(arithmetic.total_of, *parts)


@given(part=ANY, whole=ABOVE_ZERO)
def test_the_bounds_of_a_share_hold(part: Bounded, whole: Bounded) -> None:
    holds(arithmetic.share, part, whole)


@given(now=ANY, base=ANY, total=ABOVE_ZERO)
def test_the_bounds_of_a_contribution_hold(now: Bounded, base: Bounded, total: Bounded) -> None:
    holds(arithmetic.contribution, now, base, total)


@given(level=ABOVE_ZERO, target=ABOVE_ZERO, years=st.integers(1, 12))
def test_the_bounds_of_the_growth_required_hold(
    level: Bounded, target: Bounded, years: int
) -> None:
    holds(lambda one, other: arithmetic.required_growth(one, other, years), level, target)


@given(now=ABOVE_ZERO, base=ABOVE_ZERO, half_width=POSITIVE)
def test_a_published_rate_keeps_the_true_growth_within_its_bounds(
    now: Bounded, base: Bounded, half_width: Fraction
) -> None:
    true = (now[1] / base[1] - 1) * 100
    ends = true - half_width, true + half_width / 2
    published = Measure(true - half_width / 2, *ends, "%", "published", (9,), "final", "published")
    found = arithmetic.growth(now[0], base[0], published)
    assert found.low <= true <= found.high
    assert found.low <= found.value <= found.high
    assert found.half_width <= min(
        published.half_width, arithmetic.growth(now[0], base[0]).half_width
    )


@given(levels=st.lists(st.tuples(TENTHS, TENTHS), min_size=1, max_size=6))
def test_contributions_add_up_to_the_growth_of_the_total(
    levels: list[tuple[Fraction, Fraction]],
) -> None:
    pairs = [(measure(str(now)), measure(str(base))) for now, base in levels]
    total = arithmetic.total_of(*(now for now, _ in pairs))
    total_base = arithmetic.total_of(*(base for _, base in pairs))
    assume(total_base.value > 0)
    parts = [arithmetic.contribution(now, base, total_base) for now, base in pairs]
    assert sum(part.value for part in parts) == arithmetic.growth(total, total_base).value


def test_an_amplitude_is_the_distance_of_the_ends_over_the_mean() -> None:
    # The quarters of CRM in 2024 as of the synthetic grid: 2,420, 2,380, 2,814 and 2,183.
    found = arithmetic.amplitude([measure(level) for level in ("2420", "2380", "2814", "2183")])
    assert found is not None
    assert found.value == Fraction(631 * 4 * 100, 9797)
    assert found.formula == "(2814 - 2183) / (9797 / 4) x 100"


def test_an_amplitude_around_nothing_is_none() -> None:
    assert arithmetic.amplitude([measure("5"), measure("-5")]) is None
    assert arithmetic.amplitude([measure("5", "-5", "15")]) is None


def test_any_level_may_be_the_highest_or_the_lowest_where_bounds_overlap() -> None:
    # The highest lies in [10, 20], the lowest in [1, 10], their sum in [11, 30].
    found = arithmetic.amplitude([measure("10"), measure("10.5", "1", "20")])
    assert found is not None
    assert [found.low, found.high] == [Fraction(0), Fraction(19 * 2 * 100, 11)]


@given(levels=st.lists(ABOVE_ZERO, min_size=2, max_size=4))
def test_the_bounds_of_an_amplitude_hold_even_where_bounds_overlap(levels: list[Bounded]) -> None:
    truths = [truth for _, truth in levels]
    found = arithmetic.amplitude([level for level, _ in levels])
    if found is not None:
        spread = (max(truths) - min(truths)) / (sum(truths) / len(truths)) * 100
        assert found.low <= spread <= found.high


@given(parts=st.lists(ABOVE_ZERO, min_size=1, max_size=4), rest=ABOVE_ZERO)
def test_the_bounds_of_a_concentration_hold(parts: list[Bounded], rest: Bounded) -> None:
    total = arithmetic.total_of(rest[0], *(part for part, _ in parts))
    whole = rest[1] + sum((truth for _, truth in parts), Fraction(0))
    found = arithmetic.concentration([arithmetic.share(part, total) for part, _ in parts])
    true = sum(((truth / whole * 100) ** 2 for _, truth in parts), Fraction(0))
    assert found.low <= true <= found.high
    assert found.low <= found.value <= found.high


@given(now=ANY, before=ANY, rest=ABOVE_ZERO)
def test_the_bounds_of_an_outlook_hold(now: Bounded, before: Bounded, rest: Bounded) -> None:
    annual = arithmetic.total_of(before[0], rest[0])
    true_annual = before[1] + rest[1]
    assume(annual.low > max(before[0].high, Fraction(0)))
    carried = arithmetic.carry_over(now[0], before[0], annual)
    required = arithmetic.required_rest(now[0], before[0], annual)
    assert carried.low <= (now[1] - before[1]) / true_annual * 100 <= carried.high
    assert required.low <= ((true_annual - now[1]) / rest[1] - 1) * 100 <= required.high
