"""ClaimSet: claims looked up by name, and the finest claims that cover every segment."""

import pytest
from small_series import series, verdict_of

from reportgen.accounts import complete
from reportgen.claims import ClaimSet, assert_claims, claim_set
from reportgen.l10n.lexicon import load_rules
from reportgen.period import Period, parse_period

GROUPS = {"AB": "A B", "BC": "B C", "CD": "C D", "ABC": "A B C"}
YEAR = Period(2024)


def findings(rows: str, vantage: str = "2024", segments: str = "A B C D") -> ClaimSet:
    dataset = series(rows, segments, groups=GROUPS)
    claims = assert_claims(complete(dataset), parse_period(vantage), load_rules())
    return claim_set(dataset, parse_period(vantage), claims)


def test_a_claim_is_found_by_what_it_is_about() -> None:
    found = findings("2023 A 4\n2024 A 5").find("GROWTH", "A", YEAR, Period(2023))
    assert (found.name, found.verdict) == ("GROWTH/A/2024/2023", "sharp_up")


@pytest.mark.parametrize(
    ("indicator", "subject", "period"),
    [("LEVEL", "A", Period(1999)), ("LEVEL", "Z", YEAR), ("NONE", "A", YEAR)],
)
def test_a_claim_that_nobody_made_is_found_unavailable(
    indicator: str, subject: str, period: Period
) -> None:
    found = findings("2024 A 5").find(indicator, subject, period)
    assert verdict_of(found) == "unavailable: missing_cell"
    assert (found.indicator, found.subject, found.period) == (indicator, subject, period)


@pytest.mark.parametrize(
    ("rows", "subjects"),
    [
        ("2024 A 1\n2024 B 2\n2024 C 3\n2024 D 4", ["A", "B", "C", "D"]),
        ("2024 A 1\n2024 B 2\n2024 CD 7", ["A", "B", "CD"]),
        ("2024 AB 3\n2024 CD 7", ["AB", "CD"]),
        ("2024 A 1\n2024 BC 5\n2024 D 4", ["A", "BC", "D"]),
        ("2024 ABC 6\n2024 D 4", ["ABC", "D"]),
        ("2024 D 4\n2024 A 1\n2024 ABC 6", ["A", "BC", "D"]),
        ("2024 AB 3\n2024 BC 5\n2024 D 4", []),
        ("2024 A 1\n2024 B 2\n2024 C 3", []),
        ("2024 AB 3\n2024 BC 5\n2024 CD 7", ["AB", "CD"]),
    ],
)
def test_a_partition_covers_every_segment_once_as_finely_as_is_known(
    rows: str, subjects: list[str]
) -> None:
    found = findings(rows).partition("LEVEL", YEAR)
    assert [claim.subject for claim in found] == subjects
    assert all(found)


def test_a_partition_of_changes_uses_only_changes_that_may_be_told() -> None:
    rows = """
    2023 A 10
    2023 B 10 9 11
    2023 AB 20
    2023 C 5
    2023 D 5
    2024 A 12
    2024 AB 22
    2024 C 6
    2024 D 7
    """
    found = findings(rows).partition("CHANGE", YEAR, Period(2023))
    assert [claim.subject for claim in found] == ["A", "B", "C", "D"]
    blurred = rows.replace("2023 AB 20", "2023 AB 20 19.8 20.2").replace(
        "2023 A 10", "2023 A 10 9 11"
    )
    found = findings(blurred).partition("CHANGE", YEAR, Period(2023))
    assert [claim.subject for claim in found] == ["AB", "C", "D"]


@pytest.mark.parametrize(
    ("rows", "vantage", "latest"),
    [
        ("2023 A 3\n2024-S1 A 1\n2024-Q1 A 1", "2024-S1", ("2023", "2024-S1", "2024-Q1")),
        ("2024-Q1 A 1\n2024-Q2 A 1\n2024 A 4", "2024", ("2024", "2024-S2", "2024-Q2")),
        ("2024-Q1 A 1\n2024-Q2 A 1\n2024 A 4", "2024-Q1", ("2024", "2024-S1", "2024-Q1")),
        ("2023 A 4\n2024 A 4", "2024", ("2024", "2024-S1", "2024-Q1")),
    ],
)
def test_the_latest_year_half_and_quarter_end_no_later_than_the_vantage_point(
    rows: str, vantage: str, latest: tuple[str, str, str]
) -> None:
    found = findings(rows, vantage)
    assert (str(found.year), str(found.half), str(found.quarter)) == latest
