"""Names of periods in one locale."""

from typing import Literal

from babel.dates import get_month_names

from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import NBSP, Locale, PeriodNames
from reportgen.l10n.numbers import conventions
from reportgen.period import Period


def short(period: Period, locale: Locale) -> str:
    """Return "S1 2024", "T3 2024", "9M 2024", "août 2024" or "H1 2024", "Q3 2024"."""
    return _named(_names(period, locale).short, period, locale, "abbreviated")


def long(period: Period, locale: Locale) -> str:
    """Return "premier semestre 2025", "third quarter of 2024", "année 2024", "août 2024"."""
    return _named(_names(period, locale).long, period, locale)


def ordinal(period: Period, locale: Locale) -> str:
    """Return "premier", "second" (of two), "deuxième" (of more) and their English forms.

    Raises ValueError for a period that is no half and no quarter.
    """
    ordinals = _names(period, locale).ordinals
    if not ordinals:
        raise ValueError(f"{period} has no ordinal")
    return ordinals[period.index - 1]


def during(period: Period, locale: Locale) -> str:
    """Return the adverbial: "au premier semestre 2025", "en 2024", "in the first half of 2025"."""
    return _after(_names(period, locale).during, period, locale)


def of(period: Period, locale: Locale) -> str:
    """Return the complement: "du premier semestre 2025", "de 2024", "d’août 2024", "of 2024"."""
    return _after(LANGUAGES[locale].prepositions["of"], period, locale)


def phrase(period: Period, locale: Locale) -> str:
    """Return a period as it stands after a preposition: "le premier semestre 2025", "2024"."""
    names = _names(period, locale)
    return _named(names.phrase.replace("{long}", names.long), period, locale)


def _after(preposition: str, period: Period, locale: Locale) -> str:
    return _bound(LANGUAGES[locale].preposed(preposition, phrase(period, locale)), period)


def _names(period: Period, locale: Locale) -> PeriodNames:
    return LANGUAGES[locale].calendar[period.kind]


def _named(
    pattern: str, period: Period, locale: Locale, width: Literal["abbreviated", "wide"] = "wide"
) -> str:
    text = pattern.format(
        year=period.year,
        index=period.index,
        ordinal=ordinal(period, locale) if "{ordinal}" in pattern else "",
        count=LANGUAGES[locale].numerals[period.months - 1],
        month=get_month_names(width, locale=conventions(locale))[period.end_month],
    )
    return _bound(text, period)


def _bound(text: str, period: Period) -> str:
    """No year stands alone at the start of a line."""
    return text.replace(f" {period.year}", f"{NBSP}{period.year}")
