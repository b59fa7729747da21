"""The scenarios: series with a story, and what their claims have to say, worked out elsewhere."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import DataError
from reportgen.listing import claims_json

FOLDER = Path(__file__).parents[1] / "scenarios"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
CHECKS = [
    pytest.param(name, check, id=f"{name[:3]} {check['id']}")
    for name, scenario in EXPECTED.items()
    for check in scenario["checks"]
]
PLAIN = str.maketrans("\u202f\u00a0\u2212", "  -")
NAMED = ("LEADER", "MAIN_DRIVER")
INDICATORS = {check["indicator"] for scenario in EXPECTED.values() for check in scenario["checks"]}
Claims = dict[tuple[str, ...], dict[str, Any]]


def place(record: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(record[field]) for field in ("indicator", "subject", "period", "base_period"))


@pytest.fixture(scope="module")
def told() -> dict[str, Claims]:
    """The claims of every scenario, by what they are about."""
    claims = {}
    for name, scenario in EXPECTED.items():
        text = claims_json(FOLDER / f"{name}.csv", None, scenario["period"])
        records = [r for r in json.loads(text)["claims"] if r["indicator"] in INDICATORS]
        claims[name] = {place(record): record for record in records}
    return claims


@pytest.mark.parametrize(("name", "check"), CHECKS)
def test_a_scenario_is_told_as_expected(
    told: dict[str, Claims], name: str, check: dict[str, Any]
) -> None:
    claim = told[name][place(check)]
    assert claim["status"] == check["status"]
    assert claim["verdict"] == check.get("verdict")
    expected = check.get("value", check.get("value_pct"))
    if check["indicator"] in NAMED:
        assert claim["value"] == expected
    elif expected is not None:
        assert float(Fraction(claim["value"])) == pytest.approx(float(expected), rel=1e-12)
    for locale, text in check.get("display", {}).items():
        assert claim["display"][locale].translate(PLAIN) == text


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
        rests = claim["status"] != "unavailable" and not claim["indicator"].startswith("TARGET")
        assert bool(claim["source_rows"]) is rests
        assert set(claim["source_rows"]) <= set(range(2, lines + 1))


def test_one_year_of_data_makes_no_yearly_comparison(told: dict[str, Claims]) -> None:
    growths = [claim for claim in told["s10_one_year_only"].values() if claim["base_period"]]
    yearly = [claim for claim in growths if claim["base_period"].startswith("2023")]
    assert {claim["status"] for claim in yearly} == {"unavailable"}
    assert {claim["reason"] for claim in yearly} == {"no_base_period"}


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
        "choose one of: ITO, CRM, ESO, BPO, KPO, CORE, ENGINES, REMAINDER, TOTAL",
        's14_bad_input.csv:9: status "probable" is unknown; '
        "choose one of: final, revised, unspecified, provisional, estimated, missing",
    ]
