"""Names of periods: nine months, complements, ordinals, spaces that do not break."""

import re
from collections.abc import Callable

import pytest

from reportgen.briefing import Locale
from reportgen.l10n import calendar
from reportgen.period import Period, parse_period, periods_of

from .figures import LOCALES, NBSP, plain


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("2024", "de 2024", "of 2024"),
        ("2025-S1", "du premier semestre 2025", "of the first half of 2025"),
        ("2024-Q3", "du troisième trimestre 2024", "of the third quarter of 2024"),
        ("2025-9M", "des neuf premiers mois de 2025", "of the first nine months of 2025"),
        ("2025-8M", "des huit premiers mois de 2025", "of the first eight months of 2025"),
        ("2025-M08", "d'août 2025", "of August 2025"),
        ("2025-M05", "de mai 2025", "of May 2025"),
    ],
)
def test_a_period_completes_a_noun(code: str, french: str, english: str) -> None:
    period = parse_period(code, "month")
    assert plain(calendar.of(period, "fr")) == french
    assert plain(calendar.of(period, "en")) == english


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("2024", "en 2024", "in 2024"),
        ("2024-S2", "au second semestre 2024", "in the second half of 2024"),
        ("2025-9M", "sur les neuf premiers mois de 2025", "in the first nine months of 2025"),
        ("2025-M08", "en août 2025", "in August 2025"),
    ],
)
def test_a_period_says_when(code: str, french: str, english: str) -> None:
    period = parse_period(code, "month")
    assert plain(calendar.during(period, "fr")) == french
    assert plain(calendar.during(period, "en")) == english


def test_nine_months_have_a_name_and_a_short_form() -> None:
    nine = parse_period("2025-9M")
    assert plain(calendar.long(nine, "fr")) == "neuf premiers mois de 2025"
    assert plain(calendar.long(nine, "en")) == "first nine months of 2025"
    assert {plain(calendar.short(nine, locale)) for locale in LOCALES} == {"9M 2025"}


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [
        ("2024-S2", "second", "second"),
        ("2024-Q2", "deuxième", "second"),
        ("2024-Q4", "quatrième", "fourth"),
    ],
)
def test_the_last_of_two_is_second_and_the_second_of_four_deuxieme(
    code: str, french: str, english: str
) -> None:
    period = parse_period(code, "month")
    assert (calendar.ordinal(period, "fr"), calendar.ordinal(period, "en")) == (french, english)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", [calendar.short, calendar.long, calendar.during, calendar.of])
def test_no_two_periods_share_a_name_and_no_year_stands_alone(
    name: Callable[[Period, Locale], str], locale: Locale
) -> None:
    names = [name(period, locale) for period in periods_of(2024, "month")]
    assert len(set(names)) == 27
    assert all(re.fullmatch(f"2024|.*{NBSP}2024", text) for text in names)
