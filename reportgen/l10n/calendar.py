"""Names of periods in one locale."""

from babel.dates import get_month_names

from reportgen.briefing import Locale
from reportgen.l10n.grammar import elides
from reportgen.l10n.numbers import NBSP
from reportgen.period import Period

_FR_HALVES = ("premier", "second")
_FR_QUARTERS = ("premier", "deuxième", "troisième", "quatrième")
_EN_ORDINALS = ("first", "second", "third", "fourth")
_COUNTS = {  # of the months from January to another: those of a quarter and a half have names
    "fr": {2: "deux", 4: "quatre", 5: "cinq", 7: "sept", 8: "huit", 9: "neuf", 10: "dix"},
    "en": {2: "two", 4: "four", 5: "five", 7: "seven", 8: "eight", 9: "nine", 10: "ten"},
}
_COUNTS["fr"][11], _COUNTS["en"][11] = "onze", "eleven"


def short(period: Period, locale: Locale) -> str:
    """Return "S1 2024", "T3 2024", "9M 2024", "août 2024" or "H1 2024", "Q3 2024"."""
    letters = {"fr": {"half": "S", "quarter": "T"}, "en": {"half": "H", "quarter": "Q"}}[locale]
    match period.kind:
        case "year":
            return str(period.year)
        case "cumulative":
            return f"{period.months}M{NBSP}{period.year}"
        case "month":
            name = get_month_names("abbreviated", locale=locale)[period.index]
            return f"{name}{NBSP}{period.year}"
        case kind:
            return f"{letters[kind]}{period.index}{NBSP}{period.year}"


def ordinal(period: Period, locale: Locale) -> str:
    """Return "premier", "second" (of two), "deuxième" (of more) and their English forms."""
    if locale == "en":
        return _EN_ORDINALS[period.index - 1]
    return (_FR_HALVES if period.kind == "half" else _FR_QUARTERS)[period.index - 1]


def long(period: Period, locale: Locale) -> str:
    """Return "premier semestre 2025", "third quarter of 2024", "année 2024", "août 2024"."""
    match period.kind, locale:
        case "year", "fr":
            return f"année{NBSP}{period.year}"
        case "year", _:
            return str(period.year)
        case "cumulative", "fr":
            return f"{_COUNTS['fr'][period.months]} premiers mois de{NBSP}{period.year}"
        case "cumulative", _:
            return f"first {_COUNTS['en'][period.months]} months of{NBSP}{period.year}"
        case "month", _:
            return f"{get_month_names('wide', locale=locale)[period.index]}{NBSP}{period.year}"
        case kind, "fr":
            name = "semestre" if kind == "half" else "trimestre"
            return f"{ordinal(period, 'fr')} {name}{NBSP}{period.year}"
        case kind, _:
            return f"{ordinal(period, 'en')} {kind} of{NBSP}{period.year}"


def during(period: Period, locale: Locale) -> str:
    """Return the adverbial: "au premier semestre 2025", "en 2024", "in the first half of 2025"."""
    if locale == "en":
        return _english("in", period)
    if period.kind == "year":
        return f"en{NBSP}{period.year}"
    if period.kind == "month":
        return f"en {long(period, 'fr')}"
    article = "sur les" if period.kind == "cumulative" else "au"
    return f"{article} {long(period, 'fr')}"


def of(period: Period, locale: Locale) -> str:
    """Return the complement: "du premier semestre 2025", "de 2024", "d’août 2024", "of 2024"."""
    if locale == "en":
        return _english("of", period)
    if period.kind == "year":
        return f"de{NBSP}{period.year}"
    if period.kind == "month":
        name = long(period, "fr")
        return f"d’{name}" if elides(name) else f"de {name}"
    return f"{'des' if period.kind == 'cumulative' else 'du'} {long(period, 'fr')}"


def _english(preposition: str, period: Period) -> str:
    if period.kind == "year":
        return f"{preposition}{NBSP}{period.year}"
    article = "" if period.kind == "month" else "the "
    return f"{preposition} {article}{long(period, 'en')}"
