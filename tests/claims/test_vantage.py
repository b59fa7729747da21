"""The vantage point: which period names an edition, and how far its claims look."""

import re

import pytest
from small_series import claims_of, series

from reportgen.accounts import complete
from reportgen.claims import assert_claims, latest_period
from reportgen.dataset import Dataset
from reportgen.errors import PeriodError
from reportgen.l10n.lexicon import load_rules
from reportgen.period import parse_period

RULES = load_rules()


def latest(dataset: Dataset) -> str:
    return str(latest_period(complete(dataset)))


@pytest.mark.parametrize(
    ("rows", "period"),
    [
        ("2023 A 1\n2024 A 2", "2024"),
        ("2024 A 2\n2024-S2 A 1", "2024-S2"),
        ("2024 A 2\n2024-9M A 1", "2024"),
        ("2024-Q3 A 1\n2024-9M A 2", "2024-9M"),
        ("2024-S1 A 2\n2024-Q2 A 1", "2024-S1"),
        ("2024-Q3 A 1\n2024-S1 A 1", "2024-Q3"),
        ("2024 A 1\n2025-S1 A 1", "2025-S1"),
        ("2024-Q1 TOTAL 1\n2024-Q2 TOTAL 1", "2024-S1"),
        ("2023 A 1\n2024 A growth 5", "2024"),
    ],
)
def test_the_latest_period_names_the_edition_and_on_equal_ends_the_half(
    rows: str, period: str
) -> None:
    assert latest(series(rows)) == period


def test_a_half_whose_total_is_only_bounded_does_not_name_the_edition() -> None:
    dataset = series("2023 TOTAL 90\n2024 TOTAL 100\n2024 A 60", non_negative=True)
    assert latest(dataset) == "2024"


def test_a_half_known_by_difference_names_the_edition() -> None:
    assert latest(series("2024-S1 TOTAL 5\n2024 TOTAL 9")) == "2024-S2"


def test_a_half_of_one_segment_known_by_difference_does_not_name_the_edition() -> None:
    assert latest(series("2024-S1 A 5\n2024 A 9\n2024 TOTAL 20")) == "2024"


def test_claims_look_no_further_than_the_vantage_point() -> None:
    rows = "2023 A 1\n2024-Q2 A 2\n2024-S1 A 5\n2024-Q3 A 3\n2024 A 11"
    levels = [key for key in claims_of(series(rows), "2024-S1") if key.startswith("LEVEL/A/")]
    assert levels == ["LEVEL/A/2023", "LEVEL/A/2024-Q1", "LEVEL/A/2024-Q2", "LEVEL/A/2024-S1"]


def test_a_period_of_equal_end_is_within_sight() -> None:
    rows = "2024-Q2 A 2\n2024-S1 A 5"
    assert claims_of(series(rows), "2024-Q2").keys() == claims_of(series(rows), "2024-S1").keys()


@pytest.mark.parametrize("period", ["2022", "2025-S1", "2024-Q1"])
def test_a_period_that_is_not_in_the_data_is_refused_with_the_latest(period: str) -> None:
    accounts = complete(series("2023 A 1\n2024 A 2"))
    message = f"series.csv: period {period} is not in the data; latest is 2024"
    with pytest.raises(PeriodError, match=f"^{re.escape(message)}$"):
        assert_claims(accounts, parse_period(period), RULES)
