"""Whatever the series, claims are made or refused by the rules, and never fail."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_series import claims_of, series

from reportgen.claims import INDICATORS, Claim
from reportgen.l10n.lexicon import VERDICTS as BANDS
from reportgen.period import periods_of

REASONS = {
    "ok": {""},
    "unavailable": {"missing_cell", "no_base_period", "incomplete_window", "scope_change"},
    "not_quotable": {
        *("zero_base", "negative_base", "sign_change", "tiny_base", "too_uncertain"),
        "negative_component",
    },
    "not_claimable": {"tie", "flat", "displayed_tie", "counterexample"},
}
PLACES = frozenset({"at_start", "turning_point", "not_local", "at_end"})
ENDS, NEAR = frozenset({"highest", "lowest"}), frozenset({"", "near_equal"})
RATED = frozenset(BANDS)
VERDICTS: dict[str, frozenset[str]] = {
    "LEADER": frozenset({"", "kept", "new"}),
    "CROSSOVER": frozenset({"overtakes"}),
    "SEASONALITY": frozenset({"marked", "seasonal"}),
    "REBOUND": frozenset({"moderate_up", "strong_up", "sharp_up", "up"}),
    "ACCELERATION": frozenset(
        {
            *("restart_from_stable", "turns_down_from_stable", "remains_stable", "stalls"),
            *("stabilises", "turns_down", "turns_up", "same_pace", "accelerates", "slows"),
            *("decline_eases", "decline_deepens"),
        }
    ),
    "DIVERGENCE": frozenset({"diverge"}),
    "PRESENCE": frozenset({"appears", "resumes", "no_flow", "discontinued"}),
    "STREAK": frozenset({"up", "down", "at_least_up", "at_least_down"}),
    **dict.fromkeys(("PEAK", "TROUGH"), PLACES),
    **dict.fromkeys(("RECORD", "SEASON_RECORD", "SINCE"), ENDS),
    **dict.fromkeys(("RATIO_TO_ANNUAL", "PART_OF_YEAR"), NEAR),
    **dict.fromkeys(("GROWTH", "TRAILING_4Q_GROWTH", "CAGR_2Y", "FROM_HIGH"), RATED),
    **dict.fromkeys(("LIKE_FOR_LIKE", "CARRY_OVER", "CARRY_OVER_LATEST", "REQUIRED_REST"), RATED),
}
NO_VERDICT = frozenset({""})
FLOORS = {"year": 20, "half": 10, "quarter": 5}
CODES = ("A", "B", "C", "AB", "TOTAL")
PERIODS = [period for year in (2023, 2024) for period in periods_of(year)]
CELLS = st.tuples(st.sampled_from(PERIODS), st.sampled_from(CODES))
FIGURES = st.tuples(st.integers(-20, 60), st.integers(0, 4), st.integers(0, 4))


def obeys_the_contract(claim: Claim) -> None:
    assert claim.reason in REASONS[claim.status]
    assert (claim.evidence is None) == (claim.status == "unavailable")
    assert bool(claim.verdict) <= bool(claim)
    if claim.evidence is None:
        assert (claim.direction, claim.answer) == ("", ())
    else:
        assert claim.evidence.low <= claim.evidence.value <= claim.evidence.high
        assert claim.direction != "up" or claim.evidence.low > 0
        assert claim.direction != "down" or claim.evidence.high < 0
    if claim and claim.evidence:
        assert claim.evidence.unit == INDICATORS[claim.indicator].form.unit.replace(
            "level", "million"
        )
        assert claim.verdict in VERDICTS.get(claim.indicator, NO_VERDICT)


def obey_the_contract(rows: list[str], non_negative: bool = False) -> dict[str, Claim]:
    dataset = series(
        rows, "A B C", groups={"AB": "A B"}, non_negative=non_negative, tiny_base=FLOORS
    )
    claims = claims_of(dataset)
    for claim in claims.values():
        obeys_the_contract(claim)
    return claims


@settings(max_examples=150)
@given(
    quarters=st.dictionaries(
        st.tuples(
            st.sampled_from([p for p in PERIODS if p.kind == "quarter"]), st.sampled_from("ABC")
        ),
        FIGURES,
        min_size=1,
    )
)
def test_any_quarters_of_any_segments_make_claims_that_obey_the_contract(
    quarters: dict[tuple[object, str], tuple[int, int, int]],
) -> None:
    obey_the_contract(
        [
            f"{period} {code} {value} {value - below} {value + above}"
            for (period, code), (value, below, above) in quarters.items()
        ]
    )


@given(cell=CELLS, figure=FIGURES, rate=st.booleans())
def test_a_single_figure_makes_claims_that_obey_the_contract(
    cell: tuple[object, str], figure: tuple[int, int, int], rate: bool
) -> None:
    value, below, above = figure
    kind = "growth " if rate else ""
    obey_the_contract([f"{cell[0]} {cell[1]} {kind}{value} {value - below} {value + above}"])


@given(rates=st.dictionaries(CELLS, st.integers(-100, 300), min_size=1, max_size=12))
def test_a_series_of_rates_alone_tells_them_and_nothing_else(
    rates: dict[tuple[object, str], int],
) -> None:
    claims = obey_the_contract(
        [f"{period} {code} growth {rate}" for (period, code), rate in rates.items()]
    )
    growths = [claim for claim in claims.values() if claim.indicator == "GROWTH" and claim]
    told = {f"{claim.subject} {claim.period}" for claim in growths}
    assert told == {f"{code} {period}" for period, code in rates}
    from_rates = {"GROWTH", "ACCELERATION", "DIVERGENCE", "STREAK"}
    assert {claim.indicator for claim in claims.values() if claim} <= from_rates


@pytest.mark.parametrize(
    ("bases", "levels"),
    [
        ("0 0 0", "0 0 0"),
        ("0 0 0", "5 3 1"),
        ("9 -9 0", "5 -5 0"),
        ("-1 -2 -3", "-3 -2 -1"),
    ],
    ids=["nothing at all", "from nothing", "parts that cancel", "all negative"],
)
def test_totals_that_are_no_base_leave_only_levels_and_changes(bases: str, levels: str) -> None:
    rows = [
        f"{year} {code} {value}"
        for year, values in (("2023", bases), ("2024", levels))
        for code, value in zip("ABC", values.split(), strict=True)
    ]
    claims = obey_the_contract(rows).values()
    compared = [claim for claim in claims if str(claim.base_period) == "2023"]
    assert {claim.indicator for claim in compared if claim.subject == "TOTAL" and claim} == {
        "CHANGE"
    }
    assert not any(claim for claim in compared if claim.indicator == "CONTRIB_PP")
    assert all(claim for claim in claims if claim.indicator == "LEVEL")
