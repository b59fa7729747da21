"""The annex: every level with its bounds, and never a value outside them; the glossary."""

from decimal import Decimal
from fractions import Fraction

import pytest
from composed import published, synthetic, typed, view_of
from hypothesis import given
from hypothesis import strategies as st

from reportgen.briefing import Locale, plain
from reportgen.claims import Claim, ClaimKey, claim_set
from reportgen.exhibits.tables import annex, glossary
from reportgen.exhibits.view import View
from reportgen.measure import Derivation, Measure
from reportgen.period import Period


def lines(view: View) -> list[str]:
    table = annex(view)
    assert table is not None
    return [" | ".join(typed(plain(cell.content)) for cell in row.cells) for row in table.rows]


def test_the_annex_lists_every_level_used_with_bounds_status_and_origin() -> None:
    assert lines(view_of(published())) == [
        "2023 | Total | 26 170 | 26 165 | 26 175 | ns | publié",
        " | ITO + CRM | 20 860 | 20 848 | 20 873 | e | différence",
        " | ESO | 3 232 | 3 230,5 | 3 234,5 | e | taux publié",
        " | BPO | 1 999 | 1 994,4 | 2 003,9 | e | taux publié",
        " | KPO | 78 | 77,5 | 78,5 | ns | publié",
        "2024 | Total | 26 219 | 26 216,5 | 26 221,5 | p | somme",
        " | ITO | 10 578 | 10 577,5 | 10 578,5 | p | publié",
        " | CRM | 9 797 | 9 796,5 | 9 797,5 | p | publié",
        " | ESO | 3 462 | 3 461,5 | 3 462,5 | p | publié",
        " | BPO | 2 334 | 2 333,5 | 2 334,5 | p | publié",
        " | KPO | 48 | 47,5 | 48,5 | p | publié",
        "S1 2024 | Total | 12 900 | 12 892 | 12 950 | p | publié",
        " | Autres | 8 121 | 8 091 | 8 152 | e | différence",
        " | CRM | 4 800 | 4 798,5 | 4 801,5 | e | différence",
        "S2 2024 | Total | 13 298 | 13 267 | 13 329 | e | différence",
        " | Autres | 8 301 | 8 269 | 8 333 | e | différence",
        " | CRM | 4 997 | 4 996 | 4 998 | p | somme",
        "S1 2025 | Total | 13 400 | 13 350 | 13 410 | p | publié",
        " | ITO | 5 250 | 5 245 | 5 260 | p | publié",
        " | CRM | 4 190 | 4 185 | 4 200 | p | publié",
        " | ESO | 2 587 | 2 586,5 | 2 587,5 | p | publié",
        " | BPO + KPO | 1 348 | 1 303 | 1 393 | e | différence",
        "T3 2024 | CRM | 2 814 | 2 813,5 | 2 814,5 | p | publié",
        "T4 2024 | CRM | 2 183 | 2 182,5 | 2 183,5 | p | publié",
    ]


def test_the_annex_is_the_same_in_english() -> None:
    english = lines(view_of(published(), "en"))
    assert len(english) == 24
    assert english[1] == " | ITO + CRM | 20,860 | 20,848 | 20,873 | e | difference"
    assert english[11] == "H1 2024 | Total | 12,900 | 12,892 | 12,950 | p | publication"


def test_a_period_is_named_once_where_its_group_opens() -> None:
    table = annex(view_of(synthetic("2025-Q1")))
    assert table is not None
    assert table.layout == "annex"
    assert all(row.opens_group == bool(plain(row.cells[0].content)) for row in table.rows)
    named = [plain(row.cells[0].content) for row in table.rows if row.opens_group]
    assert len(set(named)) == len(named)


def test_years_come_first_then_half_years_and_quarters() -> None:
    periods = [line.split(" | ")[0] for line in lines(view_of(synthetic("2024-Q2")))]
    assert [period for period in periods if period] == [
        "2023",
        "S1 2023",
        "S2 2023",
        "S1 2024",
        *(f"T{quarter} 2023" for quarter in (1, 2, 3, 4)),
        "T1 2024",
        "T2 2024",
    ]


def test_every_status_letter_is_explained_below() -> None:
    for findings in (published(), synthetic("2025-S1")):
        table = annex(view_of(findings))
        assert table is not None
        letters = {plain(row.cells[5].content) for row in table.rows}
        note = typed(plain(table.notes[0]))
        assert letters
        assert all(f"{letter} : " in note for letter in letters)


def row_of(measure: Measure) -> list[Decimal]:
    """Value and bounds, as the annex prints them."""
    year = Period(2024)
    claim = Claim(ClaimKey("LEVEL", "ITO", year), measure)
    view = view_of(claim_set(published().dataset, year, (claim,)), "en")
    cells = lines(view)[0].split(" | ")[2:5]
    return [Decimal(cell.replace(",", "").replace("−", "-")) for cell in cells]


BOUNDS = st.decimals(-(10**6), 10**6, places=6).map(Fraction)
DERIVED: list[Derivation] = ["sum", "difference", "published_rate"]


@given(BOUNDS, BOUNDS, st.sampled_from(DERIVED))
def test_a_derived_value_is_never_printed_outside_its_printed_bounds(
    one: Fraction, other: Fraction, derivation: Derivation
) -> None:
    low, high = sorted((one, other))
    centre = (low + high) / 2
    value, floor, ceiling = row_of(Measure(centre, low, high, "m", "", (2,), "final", derivation))
    assert floor <= value <= ceiling


@given(
    st.decimals(-(10**6), 10**6, places=3).map(Fraction),
    st.sampled_from([Fraction(10) ** place / 2 for place in range(-3, 3)]),
)
def test_a_published_value_is_printed_as_published_within_its_bounds(
    value: Fraction, half: Fraction
) -> None:
    measure = Measure(value, value - half, value + half, "m", "", (2,), "final", "published")
    printed, floor, ceiling = row_of(measure)
    assert Fraction(printed) == value
    assert floor <= printed <= ceiling


@pytest.mark.parametrize(
    ("low", "high", "printed"),
    [
        ("10.1", "10.7", "10.4 10.1 10.7"),  # to the unit it would fall below its own bound
        ("10.41", "10.43", "10.42 10.41 10.43"),
        ("26216.5", "26221.5", "26219 26216.5 26221.5"),
        ("12892.31", "12950", "12921 12892 12950"),
    ],
)
def test_narrow_bounds_print_the_decimals_that_tell_them_apart(
    low: str, high: str, printed: str
) -> None:
    floor, ceiling = Fraction(low), Fraction(high)
    centre = (floor + ceiling) / 2
    measure = Measure(centre, floor, ceiling, "m", "", (2,), "final", "difference")
    assert " ".join(map(str, row_of(measure))) == printed


def test_data_without_a_known_level_have_no_annex() -> None:
    findings = claim_set(published().dataset, Period(2024), ())
    assert annex(view_of(findings)) is None


@pytest.mark.parametrize(
    ("locale", "entry"),
    [
        ("fr", "ITO = Externalisation informatique (Information Technology Outsourcing)."),
        ("en", "CRM = Customer relations (Customer Relationship Management)."),
    ],
)
def test_the_glossary_explains_every_segment_and_the_contribution(
    locale: Locale, entry: str
) -> None:
    items = glossary(view_of(published(), locale)).items
    entries = [f"{plain(item.term)} = {plain(item.content)}" for item in items]
    assert entry in entries
    assert [line.split(" = ")[0] for line in entries] == [
        *("ITO", "CRM", "ESO", "BPO", "KPO"),
        "Contribution",
    ]
