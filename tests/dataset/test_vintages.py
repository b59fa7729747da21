"""Vintages: which publication of a cell counts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.dataset import load
from reportgen.errors import DataError, UsageError

HEADER = "period,segment,value,low,high,unit,status,published,source"


def _row(value: str, published: str, source: str = "", bounds: str = ",") -> str:
    return f"2024,ESO,{value},{bounds},MAD million,final,{published},{source}"


def _refusal(path: Path) -> str:
    with pytest.raises(DataError) as refused:
        load(path)
    return str(refused.value)


def test_the_newest_vintage_counts_and_the_older_ones_are_kept(write: Callable[..., Path]) -> None:
    path = write(HEADER, _row("2", "2025-06"), _row("3", "2026-01-15"), _row("1", "2025-03-31"))
    dataset = load(path)
    assert [(str(seen.value), seen.line) for seen in dataset.observations] == [("3", 3)]
    assert [(str(seen.value), seen.line) for seen in dataset.superseded] == [("2", 2), ("1", 4)]
    assert dataset.released == "2026-01-15"


@pytest.mark.parametrize(
    ("as_of", "value", "released"),
    [
        ("2025-03-31", 1, "2025-03-31"),
        ("2025-05", 1, "2025-03-31"),
        ("2025-06-01", 2, "2025-06-01"),
        ("2025-12-31", 2, "2025-06-30"),
        ("2026", 3, "2026-01-15"),
    ],
)
def test_as_of_goes_back_to_what_was_known(
    write: Callable[..., Path], as_of: str, value: int, released: str
) -> None:
    path = write(HEADER, _row("2", "2025-06"), _row("3", "2026-01-15"), _row("1", "2025-03-31"))
    dataset = load(path, as_of)
    assert dataset.observations[0].value == value
    assert dataset.released == released


def test_a_value_without_a_date_is_always_known(write: Callable[..., Path]) -> None:
    path = write(HEADER, _row("1", ""), _row("2", "2025-06"))
    assert load(path, "2020").observations[0].value == 1
    assert load(path).observations[0].value == 2


def test_as_of_before_everything_names_the_first_date(write: Callable[..., Path]) -> None:
    with pytest.raises(DataError) as refused:
        load(write(HEADER, _row("1", "2025-06")), "2020-01-01")
    assert str(refused.value) == (
        "data.csv: holds nothing published by 2020-01-01; its first date is 2025-06"
    )


def test_as_of_that_is_no_date_is_a_usage_error() -> None:
    with pytest.raises(UsageError) as refused:
        load(as_of="yesterday")
    assert str(refused.value) == (
        '--as-of "yesterday" is not a date; write it as 2025-10-17, 2025-10 or 2025'
    )


def test_among_the_sources_of_one_date_the_narrowest_bounds_win(
    write: Callable[..., Path],
) -> None:
    path = write(
        HEADER,
        _row("2580", "2025-10", "walaw", "2575,2590"),
        _row("2587", "2025-10", "hespress", "2586.5,2587.5"),
    )
    dataset = load(path)
    assert [seen.line for seen in dataset.observations] == [3]
    assert dataset.superseded == ()


def test_bounds_of_one_date_that_do_not_meet_are_an_error(write: Callable[..., Path]) -> None:
    path = write(
        HEADER,
        _row("2600", "2025-10", "walaw", "2595,2605"),
        _row("2587", "2025-10", "hespress", "2586.5,2587.5"),
        _row("2590", "2025-10", "le-matin", "2580,2600"),
    )
    assert _refusal(path) == (
        "data.csv:3: ESO 2024 is 2586.5 to 2587.5 here and 2595 to 2605 at line 2, "
        "of the same date; correct one, or date each vintage in published"
    )


def test_a_source_that_repeats_itself_on_one_date_is_a_duplicate(
    write: Callable[..., Path],
) -> None:
    path = write(HEADER, _row("1", "2025-10", "walaw"), _row("1", "2025-10", "walaw"))
    assert _refusal(path).startswith("data.csv:3: ESO 2024 is given at line 2 already")
