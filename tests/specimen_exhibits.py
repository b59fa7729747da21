"""The charts of the specimen, on the published figures."""

from fractions import Fraction

from reportgen.briefing import (
    Bracket,
    Caption,
    Category,
    Chart,
    ChartKind,
    Fact,
    Locale,
    Point,
    Series,
)
from specimen_chart_words import (
    COMPOSITION,
    CONTRIBUTIONS,
    GROWTH,
    HALF_YEARS,
    KNOWLEDGE,
    KNOWLEDGE_FACTS,
    ChartWords,
)
from specimen_markup import inlines, printed, typeset

SOURCE: dict[Locale, str] = {
    "fr": "Source : Office des Changes, données préliminaires, telles que reprises par la presse.",
    "en": "Source: Office des Changes, preliminary data as reported by the press.",
}
DETAILS: dict[Locale, dict[str, str]] = {
    "fr": {
        "ITO": "informatique",
        "CRM": "relation client",
        "ESO": "ingénierie",
        "BPO": "processus métier",
        "KPO": "connaissance",
    },
    "en": {
        "ITO": "information technology",
        "CRM": "customer relations",
        "ESO": "engineering",
        "BPO": "business processes",
        "KPO": "knowledge",
    },
}
_NAMES = {"CORE": "ITO + CRM", "REMAINDER": "BPO + KPO", "TOTAL": "Total"}
_SHARES: dict[str, tuple[str, str, str]] = {
    "CORE": ("79.7", "", ""),
    "ITO": ("", "40.3", "39.2"),
    "CRM": ("", "37.4", "31.3"),
    "ESO": ("12.3", "13.2", "19.3"),
    "BPO": ("7.6", "8.9", ""),
    "KPO": ("0.3", "0.2", ""),
    "REMAINDER": ("", "", "10.1"),
}


def contributions(locale: Locale) -> Chart:
    """Return the waterfall of the change of the total in 2024."""
    to = {"fr": "à", "en": "to"}[locale]
    bars = (
        ("BPO", 335, 0, f"+330 {to} +340"),
        ("ESO", 230, 335, "+230"),
        ("CORE", -485, 565, f"-500 {to} -470"),
        ("KPO", -30, 80, "-30"),
        ("TOTAL", 50, 0, f"+40 {to} +60"),
    )
    points = {
        code: Point(Fraction(value), printed(label, locale), Fraction(start))
        for code, value, start, label in bars
    }
    return _single_bars("waterfall", CONTRIBUTIONS[locale], "MAD_million", points, locale)


def growth(locale: Locale) -> Chart:
    """Return the ordered changes of 2024."""
    labels = {
        "fr": ("environ +17 %", "+7,1 %", "+0,2 %", "-2,4 à -2,3 %"),
        "en": ("about +17%", "+7.1%", "+0.2%", "-2.4% to -2.3%"),
    }[locale]
    values = {"BPO": "16.8", "ESO": "7.1", "TOTAL": "0.2", "CORE": "-2.33"}
    points = {
        code: Point(Fraction(value), printed(label, locale))
        for (code, value), label in zip(values.items(), labels, strict=True)
    }
    return _single_bars("diverging", GROWTH[locale], "percent", points, locale)


def composition(locale: Locale) -> Chart:
    """Return the shares of three periods, with the group where its members are known."""
    last = {"fr": "S1 2025", "en": "H1 2025"}[locale]
    over, over_last = {
        "fr": ("ITO + CRM : {78 %}", "ITO + CRM : un peu plus de {70 %}"),
        "en": ("ITO + CRM: {78%}", "ITO + CRM: just over {70%}"),
    }[locale]
    series = (
        Series(_NAMES.get(code, code), code, tuple(_share(code, text, locale) for text in texts))
        for code, texts in _SHARES.items()
    )
    return _chart(
        "stacked",
        COMPOSITION[locale],
        "percent",
        (Category("2023"), Category("2024"), Category(typeset(last, locale))),
        tuple(series),
        locale,
        brackets=(
            Bracket(1, 2, inlines(over, locale)),
            Bracket(2, 2, inlines(over_last, locale)),
        ),
    )


def knowledge_panel(locale: Locale) -> Chart:
    """Return the two levels of KPO, on their own scale, with three facts."""
    points = tuple(Point(Fraction(text), printed(text, locale)) for text in ("78", "48"))
    facts = (
        Fact(typeset(label, locale), printed(value, locale), unit)
        for label, value, unit in KNOWLEDGE_FACTS[locale]
    )
    return _chart(
        "panel",
        KNOWLEDGE[locale],
        "MAD_million",
        (Category("2023"), Category("2024")),
        (Series("KPO", "KPO", points),),
        locale,
        facts=tuple(facts),
    )


def half_years(locale: Locale) -> Chart:
    """Return the first half-years of 2024 and 2025 in pairs."""
    half, missing = {"fr": ("S1", " : non publié"), "en": ("H1", ": not published")}[locale]
    comma, to = {"fr": (",", "à"), "en": (".", "to")}[locale]

    def point(value: str, label: str, sure: bool = True) -> Point:
        return Point(Fraction(value), printed(label.replace(".", comma), locale), sure=sure)

    before = (point("12.9", "12.9"), point("4.8", "4.8", sure=False), None)
    after = (point("13.4", "13.4"), point("4.19", "4.2"), point("5.25", f"5.2 {to} 5.3"))
    details = DETAILS[locale]
    return _chart(
        "paired",
        HALF_YEARS[locale],
        "MAD_billion",
        (
            Category("Total", colour="TOTAL"),
            Category("CRM", details["CRM"], colour="CRM"),
            Category("ITO", details["ITO"], typeset(f"{half} 2024{missing}", locale), "ITO"),
        ),
        (
            Series(typeset(f"{half} 2024", locale), "TOTAL", before, earlier=True),
            Series(typeset(f"{half} 2025", locale), "TOTAL", after),
        ),
        locale,
    )


def caption(kind: str, number: int, locale: Locale, title: str, subtitle: str) -> Caption:
    """Return the numbered caption of a figure or table."""
    word = {"figure": "Figure", "table": "Tableau" if locale == "fr" else "Table"}[kind]
    return Caption(f"{word} {number}", inlines(title, locale), typeset(subtitle, locale))


def _share(code: str, text: str, locale: Locale) -> Point | None:
    if not text:
        return None
    value = Fraction(text)
    shown = f"{float(value):.{1 if value < 1 else 0}f}"
    label = f"{shown} %".replace(".", ",") if locale == "fr" else f"{shown}%"
    return Point(value, printed(label, locale), sure=code not in {"CORE", "REMAINDER"})


def _single_bars(
    kind: ChartKind, words: ChartWords, unit: str, points: dict[str, Point], locale: Locale
) -> Chart:
    categories = tuple(
        Category(_NAMES.get(code, code), DETAILS[locale].get(code, "")) for code in points
    )
    series = tuple(
        Series(
            category.name,
            code,
            tuple(points[code] if other == code else None for other in points),
            category.detail,
        )
        for code, category in zip(points, categories, strict=True)
    )
    return _chart(kind, words, unit, categories, series, locale)


def _chart(
    kind: ChartKind,
    words: ChartWords,
    unit: str,
    categories: tuple[Category, ...],
    series: tuple[Series, ...],
    locale: Locale,
    *,
    brackets: tuple[Bracket, ...] = (),
    facts: tuple[Fact, ...] = (),
) -> Chart:
    return Chart(
        kind,
        caption("figure", words.number, locale, words.title, words.subtitle),
        categories,
        series,
        unit,
        (inlines(words.note, locale),) if words.note else (),
        typeset(SOURCE[locale], locale),
        inlines(words.alt_text, locale),
        brackets,
        facts,
    )
