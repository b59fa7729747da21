"""The scenarios: series with a story, and what their claims have to say, worked out elsewhere."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import DataError
from reportgen.l10n.numbers import rounded
from reportgen.listing import claims_json
from reportgen.period import parse_period
from reportgen.pipeline import survey

FOLDER = Path(__file__).parents[1] / "scenarios"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
CHECKS = [(name, check) for name, scenario in EXPECTED.items() for check in scenario["checks"]]
PLAIN = str.maketrans("\u202f\u00a0\u2212", "  -")
NAMED = ("LEADER", "MAIN_DRIVER", "DRAG", "PEAK", "TROUGH")
Claims = dict[tuple[str, ...], dict[str, Any]]


def place(record: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(record[field]) for field in ("indicator", "subject", "period", "base_period"))


def checked(field: str) -> pytest.MarkDecorator:
    """Every check of every scenario that says something of a field."""
    having = [
        pytest.param(name, check, id=f"{name[:3]} {check['id']}")
        for name, check in CHECKS
        if field in check
    ]
    return pytest.mark.parametrize(("name", "check"), having)


def as_printed(number: str) -> str:
    return str(rounded(Fraction(number), 1))


@pytest.fixture(scope="module")
def told() -> dict[str, Claims]:
    """The claims of every scenario, by what they are about."""
    claims = {}
    for name, scenario in EXPECTED.items():
        text = claims_json(FOLDER / f"{name}.csv", None, scenario["period"])
        claims[name] = {place(record): record for record in json.loads(text)["claims"]}
    return claims


@checked("status")
def test_a_claim_of_a_scenario_is_made_or_refused_for_the_reason_expected(
    told: dict[str, Claims], name: str, check: dict[str, Any]
) -> None:
    claim = told[name][place(check)]
    assert claim["status"] == check["status"]
    assert claim["reason"] == check.get("reason")


@pytest.mark.parametrize("field", ["verdict", "direction", "source_rows"])
def test_a_claim_of_a_scenario_has_the_verdict_the_direction_and_the_lines_expected(
    told: dict[str, Claims], field: str
) -> None:
    checks = [(name, check) for name, check in CHECKS if field in check]
    found = {(name, check["id"]): told[name][place(check)][field] for name, check in checks}
    assert found == {(name, check["id"]): check[field] for name, check in checks}


@checked("value")
def test_a_claim_of_a_scenario_has_the_value_expected(
    told: dict[str, Claims], name: str, check: dict[str, Any]
) -> None:
    value = told[name][place(check)]["value"]
    if check["indicator"] in NAMED:
        assert value == check["value"]
    else:
        assert float(Fraction(value)) == pytest.approx(float(check["value"]), rel=1e-12)


@checked("printed")
def test_a_figure_of_a_scenario_that_is_not_displayed_rounds_as_expected(
    told: dict[str, Claims], name: str, check: dict[str, Any]
) -> None:
    assert as_printed(told[name][place(check)]["value"]) == check["printed"]


@checked("display")
def test_a_claim_of_a_scenario_prints_as_expected_in_both_languages(
    told: dict[str, Claims], name: str, check: dict[str, Any]
) -> None:
    display = told[name][place(check)]["display"]
    assert {lang: text and text.translate(PLAIN) for lang, text in display.items()} == check[
        "display"
    ]


@checked("ranking")
def test_the_segments_of_a_scenario_rank_as_expected(
    told: dict[str, Claims], name: str, check: dict[str, Any]
) -> None:
    levels = {code: level_of(told[name], code, check["period"]) for code in check["ranking"]}
    assert sorted(levels, key=lambda code: -levels[code]) == check["ranking"]


@checked("sum")
def test_the_contributions_of_a_scenario_add_up_as_expected(
    told: dict[str, Claims], name: str, check: dict[str, Any]
) -> None:
    points = [
        Fraction(told[name]["CONTRIB_PP", code, check["period"], check["base_period"]]["value"])
        for code in ("ITO", "CRM", "ESO", "BPO", "KPO")
    ]
    assert float(sum(points)) == pytest.approx(check["sum"], rel=1e-12)


@checked("fractions")
def test_the_first_two_of_a_scenario_lie_above_or_below_each_fraction_as_expected(
    told: dict[str, Claims], name: str, check: dict[str, Any]
) -> None:
    share = Fraction(told[name][place(check)]["value"])
    named = {"half": (1, 2), "two thirds": (2, 3), "three quarters": (3, 4), "four fifths": (4, 5)}
    for fraction in check["fractions"]:
        above = share > 100 * Fraction(*named[fraction["en"]])
        assert fraction["relation"] == ("above" if above else "below")


@checked("recomputed")
def test_the_growth_of_a_scenario_that_does_not_recompute_is_told(
    told: dict[str, Claims], name: str, check: dict[str, Any]
) -> None:
    ends = (check["period"], check["base_period"])
    levels = [told[name]["LEVEL", "TOTAL", period, "None"]["display"]["en"] for period in ends]
    now, base = (Fraction(number) for number in check["levels"])
    assert [level.split("\u00a0")[1] for level in levels] == check["levels"]
    assert as_printed(str((now / base - 1) * 100)) == check["recomputed"]


def level_of(claims: Claims, code: str, period: str) -> Fraction:
    return Fraction(claims["LEVEL", code, period, "None"]["value"])


@pytest.mark.parametrize("name", EXPECTED)
def test_figures_of_a_scenario_are_provisional_where_their_cells_are(name: str) -> None:
    findings = survey(FOLDER / f"{name}.csv", None, EXPECTED[name]["period"])
    for check in EXPECTED[name]["checks"]:
        if "provisional" in check:
            base = parse_period(check["base_period"]) if check["base_period"] else None
            where = (check["indicator"], check["subject"], parse_period(check["period"]), base)
            found = findings.find(*where).evidence
            assert found is not None
            assert (found.status == "provisional") is check["provisional"], check["id"]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_value_of_a_claim_lies_within_its_bounds(told: dict[str, Claims], name: str) -> None:
    for claim in told[name].values():
        if claim["status"] == "unavailable":
            assert claim["value"] is claim["low"] is claim["high"] is None
        elif claim["indicator"] not in NAMED:
            low, value, high = (Fraction(claim[end]) for end in ("low", "value", "high"))
            assert low <= value <= high


@pytest.mark.parametrize("name", EXPECTED)
def test_every_claim_about_a_figure_names_the_lines_it_rests_on(
    told: dict[str, Claims], name: str
) -> None:
    lines = len((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines())
    for claim in told[name].values():
        announced = claim["indicator"] in ("TARGET", "TARGET_BASELINE")
        rests = claim["status"] != "unavailable" and not announced
        assert bool(claim["source_rows"]) is rests
        assert set(claim["source_rows"]) <= set(range(2, lines + 1))


def test_one_year_of_data_makes_no_yearly_comparison(told: dict[str, Claims]) -> None:
    compared = [claim for claim in told["s10_one_year_only"].values() if claim["base_period"]]
    yearly = [claim for claim in compared if claim["base_period"].startswith("2023")]
    assert {claim["status"] for claim in yearly} == {"unavailable"}
    windows = [claim["indicator"] for claim in yearly if claim["reason"] == "incomplete_window"]
    assert set(windows) == {"REBOUND", "TRAILING_4Q_GROWTH"}
    assert {claim["reason"] for claim in yearly} == {"no_base_period", "incomplete_window"}


def test_bad_input_is_refused_with_every_problem_and_its_line() -> None:
    with pytest.raises(DataError) as refused:
        claims_json(FOLDER / "s14_bad_input.csv", None, None)
    assert str(refused.value).splitlines() == [
        "s14_bad_input.csv:4: ITO 2024-Q1 is given at line 3 already; "
        "keep one line, or date each vintage in published",
        's14_bad_input.csv:5: value "n.d." is not a number; '
        "write status missing with an empty value",
        's14_bad_input.csv:7: period "2024-Q5" is not a quarter (Q1 to Q4)',
        's14_bad_input.csv:8: segment "XYZ" is unknown; '
        "choose one of: ITO, CRM, ESO, BPO, KPO, CORE, ENGINES, REMAINDER, OTHERS, TOTAL",
        's14_bad_input.csv:9: status "probable" is unknown; '
        "choose one of: final, revised, unspecified, provisional, estimated, missing",
    ]
