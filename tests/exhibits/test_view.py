"""One locale's view of the findings: names of subjects, and claims turned into figures."""

from fractions import Fraction
from pathlib import Path

import pytest
from composed import known, published, synthetic, typed, view_of

from reportgen.briefing import Locale
from reportgen.claims import Claim, ClaimKey, ClaimSet, evidence_of
from reportgen.exhibits.view import printed, printed_form
from reportgen.l10n.numbers import Sign
from reportgen.measure import Derivation, Measure
from reportgen.period import parse_period
from reportgen.pipeline import survey


def found(name: str, findings: ClaimSet | None = None) -> Claim:
    return (findings or published()).by_name[name]


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("ITO", "ITO / informatique / de l'ITO / ITO", "ITO / IT services / of ITO"),
        (
            "CORE",
            "ITO + CRM / cœur de métier / de l'ITO et du CRM / ITO et CRM",
            "ITO + CRM / core business / of ITO and CRM / ITO and CRM",
        ),
    ],
)
def test_a_subject_has_its_names_in_each_language(code: str, french: str, english: str) -> None:
    for view, names in ((view_of(published()), french), (view_of(published(), "en"), english)):
        said = (
            view.short(code),
            view.detail(code),
            view.of(code),
            view.names(code),
        )
        assert typed(" / ".join(said)).startswith(names)


def test_an_expansion_that_english_shares_is_english() -> None:
    view = view_of(published(), "fr")
    assert view.expansion("CRM") == ("Customer Relationship Management", "en")
    assert view_of(published(), "en").expansion("CRM") == view.expansion("CRM")


def test_an_expansion_in_the_series_own_words_is_of_its_language() -> None:
    series = Path(__file__).parents[1] / "another_series" / "synthetic-screens.csv"
    view = view_of(survey(series, None, None), "fr")
    assert view.expansion("JVI") == ("jeux vidéo", "fr")
    assert view.expansion("ANI") == ("animation", "fr")


def test_the_total_keeps_its_own_name() -> None:
    assert [view_of(published(), locale).short("TOTAL") for locale in LOCALES] == ["Total"] * 2


LOCALES: tuple[Locale, ...] = ("fr", "en")


def test_the_source_line_is_set_in_its_language() -> None:
    french, english = (view_of(published(), locale).source for locale in LOCALES)
    assert french.startswith("Source\u00a0: Office des Changes, données préliminaires")
    assert english.startswith("Source: Office des Changes, preliminary data")


@pytest.mark.parametrize(
    ("value", "low", "high", "derivation", "sign", "expected"),
    [
        ("7.14", "7.14", "7.14", "computed", "plain", "7,1"),
        ("7.1", "7.05", "7.15", "published", "signed", "+7,1"),
        ("16.75", "16.5", "17", "published", "signed", "+17"),
        ("-12.66", "-12.84", "-12.47", "computed", "signed", "−12,8 à −12,5"),
        ("77.71", "77.7", "77.72", "computed", "plain", "77,7"),
        ("0.01", "-0.04", "0.06", "computed", "signed", "0,0"),
    ],
)
def test_a_percentage_of_a_cell_is_a_number_or_a_range(
    value: str, low: str, high: str, derivation: Derivation, sign: Sign, expected: str
) -> None:
    ends = Fraction(low), Fraction(high)
    measure = Measure(Fraction(value), *ends, "%", "", (2,), "final", derivation)
    key = ClaimKey("GROWTH", "ITO", parse_period("2024"), parse_period("2023"))
    claim = Claim(key, measure)
    assert typed(view_of(published()).percent(claim, sign)) == expected


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("LEVEL/TOTAL/2024", "26,2 milliards de dirhams", "MAD 26.2 billion"),
        ("LEVEL/KPO/2024", "48 millions de dirhams", "MAD 48 million"),
        ("CHANGE/KPO/2024/2023", "−30 millions de dirhams", "−MAD 30 million"),
        ("GROWTH/ESO/2024/2023", "+7,1 %", "+7.1%"),
        ("SHARE/ITO/2024", "40,3 %", "40.3%"),
        ("RATIO_TO_ANNUAL/ESO/2025-S1/2024", "74,7 %", "74.7%"),
        ("CONTRIB_PP/ESO/2024/2023", "+0,9 point", "+0.9 percentage points"),
        ("TARGET/TOTAL/2030", "40 milliards de dirhams", "MAD 40 billion"),
    ],
)
def test_a_claim_has_its_own_form_in_each_language(name: str, french: str, english: str) -> None:
    forms = (printed_form(view_of(published(), locale), found(name)) for locale in LOCALES)
    assert [typed(form or "") for form in forms] == [french, english]


@pytest.mark.parametrize(
    ("name", "french", "english"),
    [
        ("HHI/TOTAL/2024", "3278", "3278"),
        ("HHI_CHANGE/TOTAL/2024/2023", "−112", "−112"),
        ("CONTRIB_PP/CRM/2025-S1/2024-S1", "−4,72 points", "−4.72 percentage points"),
        ("MAIN_DRIVER/TOTAL/2025-S1/2024-S1", "+7,24 points", "+7.24 percentage points"),
        ("SHARE_CHANGE/KPO/2024/2023", "−0,1 point", "−0.1 percentage points"),
        ("ACCELERATION/TOTAL/2025-S1/2024", "+3,3 points", "+3.3 percentage points"),
        ("DIVERGENCE/TOTAL/2024/2023", "21,5 points", "21.5 percentage points"),
        ("TRAILING_4Q/TOTAL/2025-Q2", "26,7 milliards de dirhams", "MAD 26.7 billion"),
        ("TRAILING_4Q_GROWTH/TOTAL/2025-Q2/2024-Q2", "+1,8 %", "+1.8%"),
        ("CARRY_OVER/TOTAL/2025-S1/2024", "+1,7 %", "+1.7%"),
        ("REQUIRED_REST/TOTAL/2025-S1/2024", "−3,4 %", "−3.4%"),
        ("REQUIRED_CAGR/TOTAL/2030/2024", "7,3 %", "7.3%"),
        ("TARGET_GAP/TOTAL/2030/2024", "+13,8 milliards de dirhams", "+MAD 13.8 billion"),
        ("SEASONALITY/CRM/2024", "25,8 %", "25.8%"),
        ("PART_OF_YEAR/ESO/2024-S1/2024", "47,7 %", "47.7%"),
        ("STREAK/ITO/2025-Q2", "4", "4"),
        ("PEAK/CRM/2024", "2,814 milliards de dirhams", "MAD 2.814 billion"),
    ],
)
def test_every_indicator_prints_in_its_own_form(name: str, french: str, english: str) -> None:
    grid = synthetic()
    forms = (printed_form(view_of(grid, locale), found(name, grid)) for locale in LOCALES)
    assert [typed(form or "") for form in forms] == [french, english]


def test_an_index_prints_as_coarsely_as_its_bounds_ask() -> None:
    # Shares of 2024 are known to a few hundredths of a point: 3,278 with bounds of some units.
    assert printed_form(view_of(published()), found("HHI/TOTAL/2024")) == "3280"


@pytest.mark.parametrize("name", ["GROWTH/ITO/2024/2023", "GROWTH/KPO/2024/2023"])
def test_a_claim_that_may_not_be_made_has_no_form(name: str) -> None:
    assert printed_form(view_of(published()), found(name)) is None


def test_an_announced_amount_prints_no_more_decimals_than_it_has() -> None:
    view = view_of(published())
    assert view.amount(found("TARGET_BASELINE/TOTAL/2023")).decimals == 1
    assert view.amount(found("TARGET/TOTAL/2030")).decimals == 0


def test_a_printed_figure_knows_its_claim_and_its_evidence_of() -> None:
    claim = found("LEVEL/ESO/2024", synthetic("2024"))
    figure = printed(claim, "3,462")
    assert (figure.claim, figure.measure) == ("LEVEL/ESO/2024", claim.evidence)


def test_a_claim_without_a_figure_has_no_evidence_of() -> None:
    nothing = known("2024 TOTAL 100", "2024").by_name["LEVEL/ITO/2024"]
    with pytest.raises(ValueError, match="LEVEL/ITO/2024 has no figure"):
        evidence_of(nothing)
