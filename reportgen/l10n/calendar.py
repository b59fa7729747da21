"""Names of periods in one locale."""

from reportgen.briefing import Locale
from reportgen.l10n.numbers import NBSP
from reportgen.period import Period

_FR_HALVES = ("premier", "second")
_FR_QUARTERS = ("premier", "deuxième", "troisième", "quatrième")
_EN_ORDINALS = ("first", "second", "third", "fourth")


def short(period: Period, locale: Locale) -> str:
    """Return "S1 2024", "T3 2024" or "H1 2024", "Q3 2024"."""
    letters = {"fr": {"half": "S", "quarter": "T"}, "en": {"half": "H", "quarter": "Q"}}[locale]
    if period.kind == "year":
        return str(period.year)
    if period.kind == "nine_months":
        return f"9M{NBSP}{period.year}"
    return f"{letters[period.kind]}{period.index}{NBSP}{period.year}"


def ordinal(period: Period, locale: Locale) -> str:
    """Return "premier", "second" (of two), "deuxième" (of more) and their English forms."""
    if locale == "en":
        return _EN_ORDINALS[period.index - 1]
    return (_FR_HALVES if period.kind == "half" else _FR_QUARTERS)[period.index - 1]


def long(period: Period, locale: Locale) -> str:
    """Return "premier semestre 2025", "third quarter of 2024", "année 2024"."""
    match period.kind, locale:
        case "year", "fr":
            return f"année{NBSP}{period.year}"
        case "year", _:
            return str(period.year)
        case "nine_months", "fr":
            return f"neuf premiers mois de{NBSP}{period.year}"
        case "nine_months", _:
            return f"first nine months of{NBSP}{period.year}"
        case kind, "fr":
            name = "semestre" if kind == "half" else "trimestre"
            return f"{ordinal(period, 'fr')} {name}{NBSP}{period.year}"
        case kind, _:
            return f"{ordinal(period, 'en')} {kind} of{NBSP}{period.year}"


def during(period: Period, locale: Locale) -> str:
    """Return the adverbial: "au premier semestre 2025", "en 2024", "in the first half of 2025"."""
    if locale == "en":
        return f"in{NBSP}{period.year}" if period.kind == "year" else f"in the {long(period, 'en')}"
    if period.kind == "year":
        return f"en{NBSP}{period.year}"
    article = "sur les" if period.kind == "nine_months" else "au"
    return f"{article} {long(period, 'fr')}"


def of(period: Period, locale: Locale) -> str:
    """Return the complement: "du premier semestre 2025", "de 2024", "of 2024"."""
    if locale == "en":
        return f"of{NBSP}{period.year}" if period.kind == "year" else f"of the {long(period, 'en')}"
    if period.kind == "year":
        return f"de{NBSP}{period.year}"
    return f"{'des' if period.kind == 'nine_months' else 'du'} {long(period, 'fr')}"
