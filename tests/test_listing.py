"""What the command line prints of claims and data: the contract for programs, lines for people."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from composed import SYNTHETIC, published

from reportgen import listing
from reportgen.errors import DataError, PeriodError

Record = dict[str, Any]
KEYS = {
    *("indicator", "subject", "period", "base_period", "value", "low", "high", "unit"),
    *("direction", "verdict", "status", "reason", "display", "source_rows", "formula"),
}
STATUSES = {"ok", "unavailable", "not_quotable", "not_claimable"}
DECIMAL = re.compile(r"-?\d+(\.\d+)?")
HEADER = "period,segment,value,unit,status\n"


@cache
def listed(data: Path | None = None, period: str = "") -> tuple[Record, ...]:
    return tuple(json.loads(listing.claims_json(data, None, period or None))["claims"])


def every() -> Iterator[Record]:
    yield from listed()
    yield from listed(SYNTHETIC)


def one(name: str, records: tuple[Record, ...] = ()) -> Record:
    parts = ("indicator", "subject", "period", "base_period")
    keys = {"/".join(r[part] for part in parts if r[part]): r for r in records or listed()}
    return keys[name]


def test_the_document_says_its_schema_and_its_vantage_point() -> None:
    content = json.loads(listing.claims_json(None, None, "S1 2025"))
    assert {key: content[key] for key in ("schema", "period")} == {"schema": 1, "period": "2025-S1"}
    assert set(content) == {"schema", "period", "claims"}


def test_every_claim_has_every_key_and_no_other() -> None:
    assert all(set(record) == KEYS for record in every())
    assert all(set(record["display"]) == {"fr", "en"} for record in every())
    assert {record["status"] for record in every()} <= STATUSES


def test_no_claim_is_listed_twice() -> None:
    for records in (listed(), listed(SYNTHETIC)):
        names = [(r["indicator"], r["subject"], r["period"], r["base_period"]) for r in records]
        assert len(set(names)) == len(names)


def test_figures_are_plain_decimals_within_their_bounds() -> None:
    seen = 0
    for record in every():
        if isinstance(record["value"], str) and record["indicator"] not in ("MAIN_DRIVER",):
            numbers = [record[key] for key in ("low", "value", "high")]
            if not DECIMAL.fullmatch(record["value"]):
                continue  # a name: the quarter of a peak
            assert all(DECIMAL.fullmatch(number) for number in numbers), record
            assert Decimal(numbers[0]) <= Decimal(numbers[1]) <= Decimal(numbers[2]), record
            seen += 1
    assert seen > 1000


def test_figures_keep_at_least_eight_digits_of_their_exact_value() -> None:
    for claim in published().every:
        if claim and claim.evidence and claim.indicator in ("GROWTH", "SHARE", "CONTRIB_PP"):
            told = Fraction(one(claim.name)["value"])
            assert abs(told - claim.evidence.value) <= abs(claim.evidence.value) / 10**8


def test_a_value_is_null_when_the_claim_is_unavailable_and_says_why() -> None:
    for record in every():
        if record["status"] == "unavailable":
            assert (record["value"], record["low"], record["unit"]) == (None, None, None)
            assert record["source_rows"] == []
        if record["status"] != "ok":
            assert record["reason"], record


def test_a_claim_that_is_made_has_a_value_and_its_words_in_both_languages() -> None:
    for record in every():
        if record["status"] == "ok":
            assert record["value"] is not None, record
            assert record["formula"], record
            assert None not in record["display"].values(), record


@pytest.mark.parametrize(
    ("name", "value", "low", "high", "unit", "rows"),
    [
        ("LEVEL/TOTAL/2024", "26219", "26216.5", "26221.5", "MAD million", [5, 6, 7, 8, 9, 10]),
        ("LEVEL/KPO/2023", "78", "77.5", "78.5", "MAD million", [3]),
        ("LEVEL/CRM/2024-S1", "4800", "4798.5", "4801.5", "MAD million", [7, 11, 12]),
        ("GROWTH/BPO/2024/2023", "16.75", "16.5", "17", "%", [20]),
        ("TARGET/TOTAL/2030", "40000", "40000", "40000", "MAD million", []),
    ],
)
def test_a_claim_tells_value_bounds_unit_and_lines_of_the_data(
    name: str, value: str, low: str, high: str, unit: str, rows: list[int]
) -> None:
    record = one(name)
    found = (record["value"], record["low"], record["high"], record["unit"])
    assert found == (value, low, high, unit)
    assert set(rows) <= set(record["source_rows"])


def test_a_negative_figure_has_an_ascii_minus() -> None:
    record = one("CHANGE/KPO/2024/2023")
    assert (record["value"], record["direction"]) == ("-30", "down")
    assert record["display"] == {
        "fr": "−30\u00a0millions\u00a0de\u00a0dirhams",
        "en": "−MAD\u00a030\u00a0million",
    }


def test_a_tiny_base_is_not_quotable_and_keeps_its_figure() -> None:
    record = one("GROWTH/KPO/2024/2023")
    assert (record["status"], record["reason"]) == ("not_quotable", "tiny_base")
    assert record["value"].startswith("-38.4")
    assert record["display"] == {"fr": None, "en": None}


def test_a_leader_is_a_list_of_segments_and_a_driver_a_segment() -> None:
    assert one("LEADER/TOTAL/2024")["value"] == ["ITO"]
    assert one("LEADER/TOTAL/2024")["display"] == {"fr": "ITO", "en": "ITO"}
    assert one("LEADER/TOTAL/2023")["value"] is None
    drivers = listed(SYNTHETIC)
    assert one("MAIN_DRIVER/TOTAL/2025-S1/2024-S1", drivers)["value"] == "ESO"
    for record in every():
        if record["indicator"] == "LEADER":
            assert record["value"] is None or isinstance(record["value"], list)
        if record["indicator"] == "MAIN_DRIVER":
            assert record["value"] in (None, "ITO", "CRM", "ESO", "BPO", "KPO")


def test_a_peak_is_the_quarter_and_a_drag_the_segment() -> None:
    grid = listed(SYNTHETIC)
    peak, drag = one("PEAK/CRM/2024", grid), one("DRAG/TOTAL/2024/2023", grid)
    assert (peak["value"], peak["verdict"]) == ("2024-Q3", "turning_point")
    assert (peak["low"], peak["high"], peak["source_rows"]) == ("2814", "2814", [23, 28, 33, 38])
    assert peak["display"] == {"fr": "T3\u00a02024", "en": "Q3\u00a02024"}
    assert (drag["value"], drag["display"]) == ("CRM", {"fr": "CRM", "en": "CRM"})


def test_a_claim_that_is_not_made_names_those_that_come_into_question() -> None:
    tied = one("PEAK/ITO/2023", listed(SYNTHETIC))
    assert (tied["status"], tied["reason"], tied["value"]) == ("not_claimable", "tie", "2023-Q2")
    assert tied["display"] == {"fr": None, "en": None}


def test_the_growth_that_a_target_takes_belongs_to_the_year_it_starts_from() -> None:
    record = one("REQUIRED_CAGR/TOTAL/2024")
    assert record["base_period"] is None
    assert record["value"].startswith("7.29")


def test_no_value_is_null_but_that_of_an_unavailable_claim() -> None:
    for record in every():
        assert (record["value"] is None) is (record["status"] == "unavailable"), record


@pytest.mark.parametrize(
    ("crm", "value", "reason"), [("40", ["ITO", "CRM"], "tie"), ("39", ["ITO"], None)]
)
def test_leaders_that_tie_are_all_named(
    crm: str, value: list[str], reason: str | None, tmp_path: Path
) -> None:
    levels = {"ITO": "40", "CRM": crm, "ESO": "5", "BPO": "5", "KPO": "5"}
    rows = [f"2024,{code},{level},MAD million,final" for code, level in levels.items()]
    data = tmp_path / "tie.csv"
    data.write_text(HEADER + "\n".join(rows) + "\n")
    record = one("LEADER/TOTAL/2024", listed(data))
    assert (record["value"], record["reason"]) == (value, reason)


def test_a_leader_that_is_too_uncertain_is_never_a_number(tmp_path: Path) -> None:
    levels = {"ITO": "41,39,42", "CRM": "40,38,41", "ESO": "5,,", "BPO": "5,,", "KPO": "5,,"}
    rows = [f"2024,{code},{level},MAD million,final" for code, level in levels.items()]
    data = tmp_path / "close.csv"
    header = "period,segment,value,low,high,unit,status\n"
    data.write_text(header + "\n".join(rows) + "\n")
    record = one("LEADER/TOTAL/2024", listed(data))
    assert (record["status"], record["reason"]) == ("not_quotable", "too_uncertain")
    assert not isinstance(record["value"], str)


def test_only_indicators_that_compare_have_a_base() -> None:
    compared = {r["indicator"] for r in every() if r["base_period"]}
    plain = {r["indicator"] for r in every() if not r["base_period"]}
    assert {"GROWTH", "CONTRIB_PP", "MAIN_DRIVER", "RATIO_TO_ANNUAL"} <= compared
    assert {"LEVEL", "SHARE", "LEADER", "TOP2_SHARE"} <= plain
    assert not {"GROWTH", "RATIO_TO_ANNUAL"} & plain
    assert not {"LEVEL", "SHARE", "LEADER"} & compared


def test_the_same_claims_are_lines_for_people() -> None:
    lines = listing.claims_text(None, None, None).splitlines()
    assert len(lines) == len(listed())
    assert "LEVEL/TOTAL/2024: MAD\u00a026.2\u00a0billion" in lines
    assert "GROWTH/ESO/2024/2023: +7.1%, moderate_up" in lines
    assert "LEADER/TOTAL/2024: ITO" in lines
    assert "GROWTH/KPO/2024/2023: not made (not_quotable, tiny_base)" in lines
    assert "LEVEL/BPO/2025-S1: not made (unavailable, missing_cell)" in lines


def test_a_period_that_is_not_in_the_data_names_the_latest() -> None:
    with pytest.raises(PeriodError, match=r"period 2025-Q3 is not in the data; latest is 2025-S1"):
        listing.claims_json(None, None, "2025-Q3")


def test_a_sound_dataset_is_reported_in_one_line() -> None:
    told = "exports.csv: 19 observations from 2023 to 2025-S1, sound"  # one of 20 is an old vintage
    assert listing.data_report(None) == told


def test_notices_follow_the_report(tmp_path: Path) -> None:
    data = tmp_path / "own.csv"
    data.write_text(f"{HEADER}2024,ESO,3462,MAD million,final\n")
    first, *notices = listing.data_report(data).splitlines()
    assert first == "own.csv: 1 observation from 2024 to 2024, sound"
    assert notices
    assert all(notice.startswith("note: ") for notice in notices)


def test_a_dataset_of_growth_rates_alone_is_reported_too(tmp_path: Path) -> None:
    data = tmp_path / "rates.csv"
    header = "period,segment,measure,value,low,high,unit,status\n"
    data.write_text(f"{header}2024,ESO,growth,7.1,7.05,7.15,%,final\n")
    assert listing.data_report(data).startswith("rates.csv: 1 observation from 2024 to 2024, so")


def test_a_malformed_dataset_names_its_lines(tmp_path: Path) -> None:
    data = tmp_path / "wrong.csv"
    data.write_text(f"{HEADER}2024-Q5,ESO,3462,MAD million,final\n")
    with pytest.raises(DataError, match=r'wrong\.csv:2: period "2024-Q5" is not a quarter'):
        listing.data_report(data)


def test_the_levels_of_a_dataset_are_a_table_in_the_order_of_periods() -> None:
    header, *rows = listing.data_table(None).splitlines()
    assert header.split() == ["period", "subject", "value", "low", "high", "obtained"]
    cells = [row.split() for row in rows]
    assert ["2024", "TOTAL", "26,219.0", "26,216.5", "26,221.5", "sum"] in cells
    assert ["2023", "ESO", "3,232.5", "3,230.5", "3,234.5", "published", "rate"] in cells
    assert ["2024-Q3", "CRM", "2,814.0", "2,813.5", "2,814.5", "published"] in cells
    halves = [cell[0] for cell in cells if cell[0] in ("2023", "2024-S1", "2024", "2025-S1")]
    assert halves == sorted(halves, key=["2023", "2024-S1", "2024", "2025-S1"].index)
    assert {len(row.rsplit("  ", 1)[0]) for row in rows} == {62}
