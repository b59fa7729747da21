"""The shipped data are the published figures, and nothing else."""

import csv
import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.dataset import Dataset, Observation, load
from reportgen.dataset.observations import COLUMNS, REQUIRED, newest, observed
from reportgen.dataset.package import read_package
from reportgen.dataset.reader import RawRow, RawTable, named_rows, read_table
from reportgen.resources import shipped

DATA = shipped("data")
SYNTHETIC = DATA / "synthetic-quarterly.csv"

LEVELS = """\
2023    TOTAL 26170 26165   26175   unspecified 2025-10
2023    KPO   78    77.5    78.5    unspecified 2025-10-20
2024    TOTAL 26200 26150   26250   provisional 2025-10-17
2024    TOTAL 26220 26215   26225   unspecified 2026-01
2024    ITO   10578 10577.5 10578.5 provisional 2025-10-20
2024    CRM   9797  9796.5  9797.5  provisional 2025-10-20
2024    ESO   3462  3461.5  3462.5  provisional 2025-10-20
2024    BPO   2334  2333.5  2334.5  provisional 2025-10-20
2024    KPO   48    47.5    48.5    provisional 2025-10-20
2024-Q3 CRM   2814  2813.5  2814.5  provisional 2025-10-20
2024-Q4 CRM   2183  2182.5  2183.5  provisional 2025-10-20
2024-S1 TOTAL 12900 12850   12950   provisional 2025-10-17
2025-S1 TOTAL 13400 13350   13450   provisional 2025-10-17
2025-S1 ITO   5250  5245    5260    provisional 2025-10
2025-S1 CRM   4190  4185    4200    provisional 2025-10
2025-S1 ESO   2587  2586.5  2587.5  provisional 2025-10
"""
GROWTH = """\
2024    TOTAL 0.2   0.15    0.25    provisional 2025-10-17
2024    ESO   7.1   7.05    7.15    provisional 2025-10-20
2024    BPO   16.75 16.5    17.0    provisional 2025-10-20
2025-S1 TOTAL 3.5   3.45    3.55    provisional 2025-10-17
"""
SHARES_OF_2024 = {"ITO": "40.3", "CRM": "37.4", "ESO": "13.2", "BPO": "8.9", "KPO": "0.2"}


def _as_text(dataset: Dataset, measure: str) -> list[list[str]]:
    cells = sorted((*dataset.observations, *dataset.superseded), key=lambda seen: seen.line)
    return [
        [str(part) for part in (seen.period, seen.segment, seen.value, seen.low, seen.high)]
        + [seen.status, seen.published]
        for seen in cells
        if seen.measure == measure
    ]


@pytest.mark.parametrize(("measure", "published"), [("level", LEVELS), ("growth", GROWTH)])
def test_the_shipped_values_are_those_that_were_published(measure: str, published: str) -> None:
    assert _as_text(load(), measure) == [line.split() for line in published.splitlines()]


def test_the_shipped_levels_give_the_published_shares() -> None:
    year = {
        seen.segment: seen.value
        for seen in load().observations
        if str(seen.period) == "2024" and seen.measure == "level"
    }
    shares = {code: f"{100 * year[code] / year['TOTAL']:.1f}" for code in SHARES_OF_2024}
    assert shares == SHARES_OF_2024


def test_the_newest_total_of_2024_supersedes_the_first() -> None:
    dataset = load()
    assert [seen.value for seen in dataset.superseded] == [26200]
    assert load(as_of="2025-12-31").superseded == ()


def test_every_value_names_a_declared_source() -> None:
    dataset = load()
    declared = read_package(DATA / "datapackage.json").sources
    used = {seen.source for seen in (*dataset.observations, *dataset.superseded)}
    assert used | {target.source for target in dataset.targets} == declared.keys()
    assert all(source.path.startswith("https://") for source in declared.values())


def test_the_target_stands_on_the_older_scope() -> None:
    (target,) = load().targets
    assert (target.year, str(target.value), target.unit) == (2030, "40000", "MAD million")
    assert (target.baseline_year, str(target.baseline)) == (2023, "17900")
    assert target.scope != load().scope


def test_the_provenance_identifies_both_files() -> None:
    provenance = load().provenance
    assert [file.name for file in provenance.files] == [
        "exports.csv",
        "datapackage.json",
        "targets.csv",
    ]
    for file in provenance.files:
        assert file.path == DATA / file.name
        assert file.data == file.path.read_bytes()
        assert file.sha256 == hashlib.sha256(file.data).hexdigest()
    assert not provenance.borrowed
    assert provenance.notices == ()


def test_the_synthetic_grid_is_complete_and_says_that_it_is_synthetic() -> None:
    dataset = load(SYNTHETIC)
    assert dataset.synthetic
    assert not dataset.official
    assert dataset.provenance.notices == ()
    assert "synthétiques" in dataset.texts["source_line"]["fr"]
    assert "Synthetic" in dataset.texts["source_line"]["en"]
    periods = {seen.period for seen in dataset.observations}
    assert len(dataset.observations) == len(periods) * len(dataset.segments) == 50


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_the_synthetic_grid_agrees_with_the_published_totals(year: str) -> None:
    total = sum(
        (seen.value for seen in load(SYNTHETIC).observations if str(seen.period.year) == year),
        start=Decimal(0),
    )
    published = next(
        seen
        for seen in load().observations
        if (str(seen.period), seen.segment, seen.measure) == (year, "TOTAL", "level")
    )
    assert published.low <= total <= published.high


def test_both_packages_describe_the_same_segments_and_units() -> None:
    published, synthetic = load(), load(SYNTHETIC)
    assert published.entities == synthetic.entities
    assert published.units == synthetic.units
    assert published.tiny_base == synthetic.tiny_base


@pytest.mark.parametrize("package", ["datapackage.json", "synthetic-quarterly.datapackage.json"])
def test_the_table_schemas_name_the_columns_of_their_files(package: str) -> None:
    for resource in json.loads((DATA / package).read_bytes())["resources"]:
        with Path(DATA / resource["path"]).open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        assert [field["name"] for field in resource["schema"]["fields"]] == header


def _read(rows: tuple[RawRow, ...]) -> tuple[set[Observation], set[Observation]]:
    table = read_table("exports.csv", (DATA / "exports.csv").read_bytes())
    named, _ = named_rows(RawTable(table.name, table.header, rows), COLUMNS, REQUIRED)
    observations, problems = observed(named, read_package(DATA / "datapackage.json"))
    assert problems == []
    current, superseded, contradictions = newest(observations, table.name)
    assert contradictions == []
    return set(current), set(superseded)


ROWS = st.deferred(
    lambda: st.permutations(read_table("exports.csv", (DATA / "exports.csv").read_bytes()).rows)
)


@given(rows=ROWS)
def test_the_order_of_rows_changes_nothing(rows: list[RawRow]) -> None:
    assert _read(tuple(rows)) == _read(tuple(sorted(rows, key=lambda row: row.line)))
