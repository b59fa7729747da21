"""A hand-written briefing in the document model, in both languages: the sample of every writer."""

import re
from collections.abc import Iterator

from reportgen.briefing import (
    Abbreviation,
    Block,
    Briefing,
    BulletList,
    Callout,
    Heading,
    KeyFigure,
    KeyFigures,
    ListItem,
    Locale,
    Masthead,
    Note,
    Paragraph,
    Part,
    Terms,
    Text,
    plain,
)
from reportgen.period import Period
from specimen_exhibits import (
    composition,
    contributions,
    growth,
    half_years,
    knowledge_panel,
)
from specimen_markup import inlines, printed, typeset
from specimen_tables import annex, half_year_table, segment_table
from specimen_text import CARDS, GLOSSARY, HEAD, KEY_POINTS, LABELS, SECTIONS


def specimen_briefing(*locales: Locale) -> Briefing:
    """Return the specimen with one part a locale; French when none is given."""
    parts = tuple(specimen(locale) for locale in locales or ("fr",))
    first = parts[0]
    colon = {"fr": "\u00a0: ", "en": ": "}[first.locale]
    return Briefing(
        title=f"{first.masthead.theme}{colon}{plain(first.masthead.title)}",
        audience="standard",
        period=Period(2025, "half", 1),
        parts=parts,
        released="2025-10-20",
        keywords=("ITO", "CRM", "ESO", "BPO", "KPO"),
    )


def specimen(locale: Locale) -> Part:
    """Return one language of the specimen."""
    head = HEAD[locale]
    masthead = Masthead(
        publisher="Organisation",
        tags=(head["status"],),
        theme=head["theme"],
        title=inlines(head["title"], locale),
        subtitle=typeset(head["subtitle"], locale),
        running_header=typeset(head["running_header"], locale),
    )
    return Part(locale, masthead, _blocks(locale), _terms(locale), tuple(_abbreviations(locale)))


def _abbreviations(locale: Locale) -> Iterator[Abbreviation]:
    for term, text in GLOSSARY["fr"]:
        if name := re.search("_(.+)_", text):
            yield Abbreviation(term, name[1], "" if locale == "en" else "en")


def _blocks(locale: Locale) -> tuple[Block, ...]:
    labels = LABELS[locale]
    exhibits: dict[str, tuple[Block, ...]] = {
        "contributions": (contributions(locale), segment_table(locale)),
        "composition": (composition(locale),),
        "growth": (growth(locale),),
        "panel": (knowledge_panel(locale),),
        "half_years": (half_years(locale), half_year_table(locale)),
    }
    blocks: list[Block] = [
        Callout(inlines(labels["callout"], locale)),
        _cards(locale),
        Heading(1, inlines(labels["key_points"], locale), "key-points"),
        BulletList(tuple(ListItem(inlines(point, locale)) for point in KEY_POINTS[locale])),
    ]
    for anchor, title, text in SECTIONS[locale]:
        heading = Heading(1, inlines(title, locale), anchor, opens_page=anchor == "method")
        blocks += (heading, Paragraph(inlines(text, locale)), *exhibits.get(anchor, ()))
    return (
        *blocks,
        Heading(2, inlines(labels["glossary"], locale), "glossary"),
        BulletList(
            tuple(ListItem(inlines(text, locale), (Text(term),)) for term, text in GLOSSARY[locale])
        ),
        Heading(2, inlines(labels["annex"], locale), "annex"),
        annex(locale),
        Note(inlines(labels["note"], locale)),
    )


def _cards(locale: Locale) -> KeyFigures:
    return KeyFigures(
        tuple(
            KeyFigure(
                label=typeset(label, locale),
                period=typeset(period, locale),
                value=printed(value, locale),
                unit=unit,
                note=inlines(note, locale),
                colour=colour,
            )
            for colour, label, period, value, unit, note in CARDS[locale]
        )
    )


def _terms(locale: Locale) -> Terms:
    labels = LABELS[locale]
    return Terms(
        page_of=labels["page_of"],
        version=labels["version"],
        contents=labels["contents"],
        contents_page=labels["contents_page"],
        key_figures=labels["key_figures"],
        link_to=labels["link_to"],
        chart_start=labels["chart_start"],
        chart_bar=labels["chart_bar"],
        chart_bar_below_zero=labels["chart_bar_below_zero"],
        chart_label=labels["chart_label"],
    )
