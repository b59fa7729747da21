"""The tables of the specimen, on the published figures."""

from dataclasses import dataclass
from typing import Literal

from reportgen.briefing import Cell, Column, Inlines, Locale, Row, Table, Text
from specimen_exhibits import DETAILS, SOURCE, caption
from specimen_markup import figure_or_text, inlines, printed, typeset


@dataclass(frozen=True, slots=True)
class _Words:
    """A table as strings: header as (name, unit), rows as cells parted by bars."""

    title: str
    subtitle: str
    header: tuple[tuple[str, str], ...]
    rows: tuple[str, ...]
    note: str


_SEGMENTS: dict[Locale, _Words] = {
    "fr": _Words(
        "L'ESO et le BPO compensent le recul de l'ITO et du CRM",
        "Exportations par segment, 2024, données provisoires",
        (
            ("Segment", ""),
            ("Niveau 2024", "milliards de dirhams"),
            ("Part du total", "%"),
            ("Variation 2024/2023", "%"),
            ("Contribution", "points"),
        ),
        (
            "ITO + CRM|20,38|77,7|-2,4 à -2,3|-1,9 à -1,8",
            "ITO|10,578|40,3|nd|nd",
            "CRM|9,797|37,4|nd|nd",
            "ESO|3,462|13,2|+7,1|+0,9",
            "BPO|2,334|8,9|+17|+1,3",
            "KPO|0,048|0,2|-38 *|-0,1",
            "Total|26,22|100,0|+0,2|+0,2",
        ),
        "nd : non disponible ; en 2023, seul le total ITO + CRM est connu, par différence. "
        "* Base très faible (78 millions de dirhams en 2023). La somme des contributions peut "
        "différer du total en raison des arrondis.",
    ),
    "en": _Words(
        "ESO and BPO make up for the fall in ITO and CRM",
        "Exports by segment, 2024, provisional data",
        (
            ("Segment", ""),
            ("Level 2024", "MAD billion"),
            ("Share of total", "%"),
            ("Change 2024/2023", "%"),
            ("Contribution", "points"),
        ),
        (
            "ITO + CRM|20.38|77.7|-2.4 to -2.3|-1.9 to -1.8",
            "ITO|10.578|40.3|n/a|n/a",
            "CRM|9.797|37.4|n/a|n/a",
            "ESO|3.462|13.2|+7.1|+0.9",
            "BPO|2.334|8.9|+17|+1.3",
            "KPO|0.048|0.2|-38 *|-0.1",
            "Total|26.22|100.0|+0.2|+0.2",
        ),
        "n/a: not available; for 2023 only the total of ITO + CRM is known, by difference. "
        "* Very small base (MAD 78 million in 2023). Contributions may not add up to the total "
        "because of rounding.",
    ),
}

_HALF_YEARS: dict[Locale, _Words] = {
    "fr": _Words(
        "Le CRM recule, l'ensemble progresse",
        "Exportations par semestre, milliards de dirhams, données provisoires",
        (
            ("Segment", ""),
            ("S1 2024", "milliards de dirhams"),
            ("S2 2024", "milliards de dirhams"),
            ("S1 2025", "milliards de dirhams"),
            ("Variation sur un an", "%"),
        ),
        (
            "ITO|nd|nd|5,25|nd",
            "CRM|4,80 e|5,00 e|4,19|-13",
            "ESO|nd|nd|2,587|nd",
            "BPO + KPO|nd|nd|1,3 à 1,4 e|nd",
            "Total|12,9|13,3 e|13,4|+3,5",
        ),
        "nd : non disponible ; e : obtenu par différence.",
    ),
    "en": _Words(
        "CRM falls, the whole advances",
        "Exports by half-year, MAD billion, provisional data",
        (
            ("Segment", ""),
            ("H1 2024", "MAD billion"),
            ("H2 2024", "MAD billion"),
            ("H1 2025", "MAD billion"),
            ("Change on a year", "%"),
        ),
        (
            "ITO|n/a|n/a|5.25|n/a",
            "CRM|4.80 e|5.00 e|4.19|-13",
            "ESO|n/a|n/a|2.587|n/a",
            "BPO + KPO|n/a|n/a|1.3 to 1.4 e|n/a",
            "Total|12.9|13.3 e|13.4|+3.5",
        ),
        "n/a: not available; e: obtained by difference.",
    ),
}

_ANNEX: dict[Locale, _Words] = {
    "fr": _Words(
        "Données utilisées et bornes",
        "Millions de dirhams courants, données brutes",
        tuple(
            (name, "")
            for name in (
                "Période",
                "Segment",
                "Valeur",
                "Borne basse",
                "Borne haute",
                "Statut",
                "Obtention",
            )
        ),
        (),
        "p : provisoire ; r : révisé (aucun ici) ; e : estimé par identité comptable (centre des "
        "bornes) ; ns : statut non précisé par la source.",
    ),
    "en": _Words(
        "Data used, with bounds",
        "Millions of current dirhams, raw data",
        tuple(
            (name, "")
            for name in (
                "Period",
                "Segment",
                "Value",
                "Lower bound",
                "Upper bound",
                "Status",
                "Obtained",
            )
        ),
        (),
        "p: provisional; r: revised (none here); e: estimated by accounting identity (centre of "
        "the bounds); ns: status not stated by the source.",
    ),
}

_OBSERVATIONS = (
    "2023|Total|26 170|26 165|26 175|ns|publié",
    "2023|ITO + CRM|20 860|20 848|20 873|e|différence",
    "2023|ESO|3 232|3 230,5|3 234,5|e|taux publié",
    "2023|BPO|1 999|1 994|2 004|e|taux publié",
    "2023|KPO|78|77,5|78,5|ns|publié",
    "2024|Total|26 219|26 216,5|26 221,5|p|somme",
    "2024|ITO|10 578|10 577,5|10 578,5|p|publié",
    "2024|CRM|9 797|9 796,5|9 797,5|p|publié",
    "2024|ESO|3 462|3 461,5|3 462,5|p|publié",
    "2024|BPO|2 334|2 333,5|2 334,5|p|publié",
    "2024|KPO|48|47,5|48,5|p|publié",
    "S1 2024|Total|12 900|12 892|12 950|p|publié",
    "S1 2024|CRM|4 800|4 798,5|4 801,5|e|différence",
    "S2 2024|Total|13 298|13 266,5|13 329|e|différence",
    "S2 2024|CRM|4 997|4 996|4 998|e|somme",
    "S1 2025|Total|13 400|13 350|13 410|p|publié",
    "S1 2025|ITO|5 250|5 245|5 260|p|publié",
    "S1 2025|CRM|4 190|4 185|4 200|p|publié",
    "S1 2025|ESO|2 587|2 586,5|2 587,5|p|publié",
    "S1 2025|BPO + KPO|1 348|1 302,5|1 393|e|différence",
    "T3 2024|CRM|2 814|2 813,5|2 814,5|p|publié",
    "T4 2024|CRM|2 183|2 182,5|2 183,5|p|publié",
)
_ENGLISH = {
    "S1 2024": "H1 2024",
    "S2 2024": "H2 2024",
    "S1 2025": "H1 2025",
    "T3 2024": "Q3 2024",
    "T4 2024": "Q4 2024",
    "publié": "published",
    "différence": "difference",
    "taux publié": "published rate",
    "somme": "sum",
}


def segment_table(locale: Locale) -> Table:
    """Return level, share, change and contribution of each segment in 2024."""
    return _by_segment(1, _SEGMENTS[locale], locale)


def half_year_table(locale: Locale) -> Table:
    """Return the levels of three half-years and the change on a year."""
    return _by_segment(2, _HALF_YEARS[locale], locale)


def annex(locale: Locale) -> Table:
    """Return every value used, with its bounds, status and how it was obtained."""
    words = _ANNEX[locale]
    aligns: tuple[Literal["left", "decimal", "center"], ...] = (
        *("left", "left"),
        *("decimal", "decimal", "decimal"),
        *("center", "left"),
    )
    header = tuple(
        Column(name, align=align) for (name, _), align in zip(words.header, aligns, strict=True)
    )
    previous = ("", *(row.split("|")[0] for row in _OBSERVATIONS))
    rows = tuple(
        _observation(row, before, locale)
        for row, before in zip(_OBSERVATIONS, previous[:-1], strict=True)
    )
    return _table(3, words, header, rows, locale, "annex")


def _observation(row: str, previous: str, locale: Locale) -> Row:
    texts = row.split("|")
    if locale == "en":
        texts = [_ENGLISH.get(text, text) for text in texts]
        texts[2:5] = [text.replace(",", ".").replace(" ", ",") for text in texts[2:5]]
        previous = _ENGLISH.get(previous, previous)
    period, segment, *numbers, status, method = texts
    first = inlines(f"**{period}**", locale) if period != previous else (Text(""),)
    cells = (
        Cell(first),
        Cell((Text(segment),)),
        *(_cell(number, locale) for number in numbers),
        Cell((Text(status),)),
        Cell((Text(method),)),
    )
    return Row(cells, opens_group=previous not in {"", period})


def _by_segment(number: int, words: _Words, locale: Locale) -> Table:
    (first, _), *others = words.header
    header = (Column(first), *(Column(name, unit, "decimal") for name, unit in others))
    rows = tuple(
        Row(
            (Cell(_segment(name, locale)), *(_cell(text, locale) for text in texts)),
            _kind(name, words.rows),
        )
        for name, *texts in (row.split("|") for row in words.rows)
    )
    return _table(number, words, header, rows, locale, "standard")


def _table(
    number: int,
    words: _Words,
    header: tuple[Column, ...],
    rows: tuple[Row, ...],
    locale: Locale,
    layout: Literal["standard", "annex"],
) -> Table:
    return Table(
        caption("table", number, locale, words.title, words.subtitle),
        header,
        rows,
        (inlines(words.note, locale),),
        typeset(SOURCE[locale], locale),
        layout,
    )


def _segment(name: str, locale: Locale) -> Inlines:
    detail = DETAILS[locale].get(name)
    return inlines(f"**{name}** {detail}" if detail else f"**{name}**", locale)


def _kind(name: str, rows: tuple[str, ...]) -> Literal["body", "group", "member", "total"]:
    if name == "Total":
        return "total"
    if name == "ITO + CRM":
        return "group"
    grouped = rows[0].startswith("ITO + CRM") and name in {"ITO", "CRM"}
    return "member" if grouped else "body"


def _cell(text: str, locale: Locale) -> Cell:
    mark = text[-1] if text[-2:] in {" e", " *"} else ""
    bare = text[:-2] if mark else text
    if mark == "e":
        return Cell((printed(bare, locale, "estimated"),), mark)
    return Cell((figure_or_text(bare, locale),), mark, muted=bare in {"nd", "n/a"})
