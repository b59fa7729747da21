"""Every entry of `scenarios/grammar_fr.json`: forms of labels, lists, periods, amounts, rates."""

import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from reportgen.briefing import Locale
from reportgen.l10n import LANGUAGES, calendar, numbers
from reportgen.l10n.grammar import listed, listed_after, raised
from reportgen.l10n.language import NounPhrase
from reportgen.period import parse_period

from .figures import LOCALES, MAD, measure, plain

FRENCH = LANGUAGES["fr"]
Forms = Mapping[str, str | Mapping[str, str]]

SCENARIO = Path(__file__).parents[1] / "scenarios" / "grammar_fr.json"
FORMS: dict[str, Any] = json.loads(SCENARIO.read_text(encoding="utf-8"))
ENTITIES: dict[str, dict[str, Any]] = {entry["id"]: entry for entry in FORMS["entities"]}
GIVEN = ("id", "label", "gender", "number", "elides")
HEADLINE_DECIMALS = {"headline": 1, "segment": 3}


def phrase(name: str) -> NounPhrase:
    entry = ENTITIES[name]
    feminine, plural = entry["gender"] == "f", entry["number"] == "p"
    return NounPhrase(entry["label"], FRENCH, feminine, plural, entry["elides"])


def forms(noun: NounPhrase, verbs: list[str]) -> Forms:
    """Return what the scenario lists of a noun, formed by the program."""
    return {
        "definite": noun.the,
        "sentence_initial": raised(noun.the),
        "de": noun.after("of"),
        "a": noun.after("to"),
        "par": noun.after("by"),
        "que": noun.after("that"),
        "verbs": {verb: noun.does(verb) for verb in verbs},
        "participle_porter": noun.agree("porté"),
        "adj_stable": noun.agree("stable"),
        "adj_inchange": noun.agree("inchangé"),
        "adj_premier": noun.agree("premier", "première"),
        "pronoun": noun.pronoun,
        "pronoun_tonic": noun.tonic,
        "qu_pronoun": FRENCH.preposed("que", noun.pronoun),
    }


def normal(found: Forms) -> Forms:
    """Return texts as the scenario writes them."""
    return {
        key: plain(form) if isinstance(form, str) else {k: plain(f) for k, f in form.items()}
        for key, form in found.items()
    }


def test_the_scenario_holds_what_it_should() -> None:
    parts = ("entities", "coordinated", "periods", "levels", "percent_signed", "points_signed")
    assert [len(FORMS[part]) for part in parts] == [15, 3, 7, 11, 9, 5]


@pytest.mark.parametrize("name", ENTITIES)
def test_every_form_of_a_label_is_right(name: str) -> None:
    expected = {key: form for key, form in ENTITIES[name].items() if key not in GIVEN}
    assert normal(forms(phrase(name), list(expected["verbs"]))) == expected


@pytest.mark.parametrize("name", [name for name, e in ENTITIES.items() if e["label"].islower()])
def test_spelling_tells_whether_a_singular_label_elides(name: str) -> None:
    entry = ENTITIES[name]
    assert (FRENCH.elides(entry["label"]) and entry["number"] == "s") == entry["elides"]


@pytest.mark.parametrize("entry", FORMS["coordinated"], ids=lambda entry: "+".join(entry["ids"]))
def test_lists_repeat_article_and_preposition(entry: dict[str, Any]) -> None:
    phrases = [phrase(name).the for name in entry["ids"]]
    found = {
        "definite": listed(phrases, "fr"),
        "de": listed_after("of", phrases, "fr"),
        "a": listed_after("to", phrases, "fr"),
    }
    assert normal(found) == {key: entry[key] for key in ("definite", "de", "a")}


@pytest.mark.parametrize("entry", FORMS["periods"], ids=lambda entry: entry["id"])
def test_periods_have_their_names(entry: dict[str, Any]) -> None:
    period = parse_period(entry["id"])
    found = {
        "fr_short": calendar.short(period, "fr"),
        "fr_long": calendar.long(period, "fr"),
        "fr_prep": calendar.during(period, "fr"),
        "en_short": calendar.short(period, "en"),
        "en_long": calendar.long(period, "en"),
    }
    assert normal(found) == {key: name for key, name in entry.items() if key != "id"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("entry", FORMS["levels"], ids=lambda entry: entry["value"])
def test_levels_print_with_scale_and_currency(entry: dict[str, Any], locale: Locale) -> None:
    level = measure(entry["value"])
    item = numbers.amount(level, MAD, HEADLINE_DECIMALS[entry["kind"]])
    assert plain(numbers.money(item, MAD, locale)) == entry[locale]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("entry", FORMS["percent_signed"], ids=lambda entry: entry["value"])
def test_rates_print_signed_to_one_decimal(entry: dict[str, Any], locale: Locale) -> None:
    rate = measure(Fraction(entry["value"]))
    assert plain(numbers.percent(rate, locale, "signed")) == entry[locale]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("entry", FORMS["points_signed"], ids=lambda entry: entry["value"])
def test_points_print_with_a_unit_that_agrees(entry: dict[str, Any], locale: Locale) -> None:
    points = measure(Fraction(entry["value"]))
    assert plain(numbers.points(points, locale, decimals=1)) == entry[locale]
