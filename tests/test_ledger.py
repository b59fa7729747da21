"""The ledger: every passage of a document, and every figure at its place in its passage."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from composed import briefing_of, published, standard, typed

from reportgen.briefing import (
    Briefing,
    Chart,
    Emphasis,
    Heading,
    Inlines,
    Link,
    Locale,
    Paragraph,
    Printed,
    Strong,
    Table,
    Text,
    figures,
)
from reportgen.compose import with_contents
from reportgen.ledger import Passage, ledger_of, passages_of
from reportgen.measure import Measure
from specimen import specimen_briefing

LOCALES: tuple[Locale, ...] = ("fr", "en")
EDITIONS: dict[str, Callable[[], Briefing]] = {
    "a specimen in French": lambda: specimen_briefing("fr"),
    "a specimen in English": lambda: specimen_briefing("en"),
    "the shipped briefing in French": lambda: briefing_of(standard(published())),
    "a briefing that lists its contents": lambda: briefing_of(with_contents(standard(published()))),
    "the shipped briefing in English": lambda: briefing_of(standard(published(), "en")),
}


@pytest.fixture(params=EDITIONS)
def edition(request: pytest.FixtureRequest) -> Briefing:
    return EDITIONS[request.param]()


def passage(*content: Text | Printed | Strong | Emphasis | Link) -> Passage:
    return Passage("fr", "fr: paragraph", "text", content)


def figure(text: str) -> Printed:
    third = Fraction(1, 3)
    measure = Measure(third, Fraction(0), Fraction(1), "%", "a / b", (2, 5), "final", "computed")
    return Printed(text, measure, "SHARE/A/2024")


def at_place(briefing: Briefing, end: str) -> list[Passage]:
    return [found for found in passages_of(briefing) if found.place.endswith(end)]


def exhibits(briefing: Briefing, kind: type[Chart] | type[Table]) -> list[Any]:
    return [block for block in briefing.parts[0].blocks if isinstance(block, kind)]


def printed(briefing: Briefing) -> Counter[tuple[str, str]]:
    """Every figure in the document model, however deep."""
    found = [inline for part in briefing.parts for inline in figures(part)]
    return Counter((inline.text, inline.claim) for inline in found)


def test_every_figure_of_a_document_is_an_entry_and_nothing_else_is(edition: Briefing) -> None:
    entries = ledger_of(edition)["ledger"]
    assert Counter((entry["text"], entry["claim"]) for entry in entries) == printed(edition)
    assert len(entries) > 50


def test_every_figure_stands_at_its_place_in_its_passage(edition: Briefing) -> None:
    said = ledger_of(edition)
    for entry in said["ledger"]:
        home = said["passages"][entry["passage"]]
        assert home["text"][entry["at"] :].startswith(entry["text"]), entry
        assert home["place"] == entry["place"]


def test_the_ledger_is_the_same_after_a_journey_through_json(edition: Briefing) -> None:
    said = ledger_of(edition)
    assert json.loads(json.dumps(said)) == said


def test_no_passage_is_empty(edition: Briefing) -> None:
    assert all(found["text"] for found in ledger_of(edition)["passages"])


def test_a_ledger_is_its_own_whatever_became_of_an_earlier_one(edition: Briefing) -> None:
    first, said = ledger_of(edition), json.dumps(ledger_of(edition))
    for record in (*first["passages"], *first["ledger"]):
        record["text"] = "changed"
    assert json.dumps(ledger_of(edition)) == said


def test_a_figure_stands_after_the_words_before_it() -> None:
    inner = (Text("de "), figure("12 %"))
    content: Inlines = (Strong(inner), Text(" puis "), Link((Emphasis((figure("7"),)),), "#a"))
    found = passage(*content)
    assert found.text == "de 12 % puis 7"
    assert [(at, one.text) for at, one in found.figures] == [(3, "12 %"), (13, "7")]


def test_figures_of_the_same_text_keep_their_own_places() -> None:
    assert [at for at, _ in passage(figure("7"), figure("7"), figure("7")).figures] == [0, 1, 2]


def test_an_entry_says_what_a_figure_rests_on() -> None:
    blocks = (Heading(1, (Text("Titre"),)), Paragraph((Text("Soit "), figure("33 %"))))
    part = specimen_briefing("fr").parts[0]
    briefing = briefing_of(type(part)("fr", part.masthead, blocks, part.terms))
    (entry,) = (one for one in ledger_of(briefing)["ledger"] if one["text"] == "33 %")
    del entry["passage"]
    assert entry == {
        "text": "33 %",
        "place": "fr: Titre: paragraph",
        "at": 5,
        "claim": "SHARE/A/2024",
        "formula": "a / b",
        "value": "1/3",
        "low": "0",
        "high": "1",
        "unit": "%",
        "status": "final",
        "lines": [2, 5],
    }


def test_a_shipped_figure_rests_on_its_line_of_the_data() -> None:
    said = ledger_of(briefing_of(standard(published())))
    entry = next(one for one in said["ledger"] if typed(one["text"]).startswith("10,578 milliards"))
    assert (entry["claim"], entry["formula"], entry["lines"]) == (
        "LEVEL/ITO/2024",
        "published",
        [6],
    )
    assert [entry[name] for name in ("low", "value", "high")] == ["21155/2", "10578", "21157/2"]


def test_every_figure_rests_on_lines_of_the_data_or_on_an_announcement() -> None:
    for entry in ledger_of(briefing_of(standard(published())))["ledger"]:
        assert entry["lines"] or entry["formula"].startswith("announced"), entry
        assert entry["formula"]
        assert entry["claim"]
        assert Fraction(entry["low"]) <= Fraction(entry["value"]) <= Fraction(entry["high"])


@pytest.mark.parametrize("locale", LOCALES)
def test_places_begin_with_the_language_and_follow_the_headings(locale: Locale) -> None:
    places = [found.place for found in passages_of(specimen_briefing(locale))]
    assert places[0] == f"{locale}: publisher"
    assert all(place.startswith(f"{locale}: ") for place in places)
    assert places[-1].endswith(": colophon")
    assert f"{locale}: title" in places


@pytest.mark.parametrize("locale", LOCALES)
def test_what_a_reader_meets_elsewhere_than_in_the_text_has_its_role(locale: Locale) -> None:
    briefing = specimen_briefing(locale)
    roles = {
        role: [found for found in passages_of(briefing) if found.role == role]
        for role in ("alternative", "label", "running")
    }
    charts = exhibits(briefing, Chart)
    assert [found.content for found in roles["alternative"]] == [one.alt_text for one in charts]
    head = briefing.parts[0].masthead.running_header
    assert [found.text for found in roles["running"]] == [head]
    assert {found.place.rpartition(", ")[2] for found in roles["label"]} == {"label"}


def test_a_watermark_runs_over_every_page_and_a_final_document_has_none() -> None:
    final = specimen_briefing("fr", "en")
    parts = tuple(
        replace(part, masthead=replace(part.masthead, watermark=word))
        for part, word in zip(final.parts, ("PROJET", "DRAFT"), strict=True)
    )
    marks = at_place(replace(final, parts=parts), ": watermark")
    assert [(mark.locale, mark.role, mark.text) for mark in marks] == [
        ("fr", "running", "PROJET"),
        ("en", "running", "DRAFT"),
    ]
    assert at_place(final, ": watermark") == []


def test_the_words_of_a_letterhead_come_last_and_run() -> None:
    plain_paper = specimen_briefing("fr", "en")
    without = [*passages_of(plain_paper)]
    passages = [*passages_of(plain_paper, letterhead=("Institut", "12, avenue"))]
    assert passages[: len(without)] == without
    assert [(p.place, p.role, p.text) for p in passages[len(without) :]] == [
        ("fr: letterhead", "running", "Institut"),
        ("fr: letterhead", "running", "12, avenue"),
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_word_inside_a_drawing_is_a_label(locale: Locale) -> None:
    briefing = specimen_briefing(locale)
    for chart in exhibits(briefing, Chart):
        labels = [found.text for found in at_place(briefing, f"{chart.caption.label}, label")]
        words = [word for each in chart.categories for word in (each.name, each.detail)]
        words += [series.name for series in chart.series]
        words += [word for fact in chart.facts for word in (fact.label, fact.value.text, fact.unit)]
        words += ["".join(one.text for one in figures(bracket)) for bracket in chart.brackets]
        points = [point for series in chart.series for point in series.points if point]
        words += [one.label.text if one.sure else f"{one.label.text} e" for one in points]
        assert [word for word in words if not any(word in label for label in labels)] == []


def test_a_value_by_difference_is_marked_in_its_label_and_in_its_cell() -> None:
    briefing = specimen_briefing("fr")
    assert any(found.text.endswith(" e") for found in at_place(briefing, ", label"))
    marked = {
        (cell.content, cell.mark)
        for table in exhibits(briefing, Table)
        for row in table.rows
        for cell in row.cells
        if cell.mark
    }
    cells = {(found.content[:-1], found.text[-2:]) for found in passages_of(briefing)}
    assert marked
    assert {(content, f"\u2009{mark}") for content, mark in marked} <= cells


def test_a_cell_is_named_by_its_table_its_row_and_its_column() -> None:
    cells = {
        found.place.rpartition(": ")[2]: found.text
        for found in passages_of(specimen_briefing("en"))
        if found.role == "cell"
    }
    assert cells["Table 1, ESO engineering, Level 2024"] == "3.462"
    assert cells["Table 1, KPO knowledge, Change 2024/2023"] == "−38\u2009*"
    assert cells["Table 2, CRM customer relations, H1 2024"] == "4.80\u2009e"


def test_a_bilingual_document_holds_what_both_of_its_languages_hold() -> None:
    both, *each = (
        [
            (found.locale, found.place, found.role, found.text)
            for found in passages_of(specimen_briefing(*locales))
            if not found.place.endswith(": title page")
        ]
        for locales in (LOCALES, ("fr",), ("en",))
    )
    assert both == [*each[0], *each[1]]


def test_a_bilingual_document_opens_with_both_titles() -> None:
    briefing = specimen_briefing("fr", "en")
    opening = [found.content for found in at_place(briefing, ": title page")]
    assert all(part.masthead.title in opening for part in briefing.parts)
    assert at_place(specimen_briefing("fr"), ": title page") == []


def test_a_list_of_contents_says_its_headings_again() -> None:
    found = at_place(briefing_of(with_contents(standard(published()))), ": contents")
    headings = at_place(briefing_of(standard(published())), ": heading")
    assert [each.text for each in found] == ["Sommaire", *(each.text for each in headings[1:])]
