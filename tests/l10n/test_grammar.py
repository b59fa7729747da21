"""Grammar beyond the scenario: English forms, agreement, elision, entities of a series."""

import pytest

from reportgen.briefing import Locale
from reportgen.dataset import TOTAL, Entity, NounForms, load
from reportgen.l10n.grammar import (
    Coordination,
    NounPhrase,
    elides,
    entity_phrase,
    listed,
    noun_phrase,
    raised,
)

FIRMS = NounPhrase("firms", "en", plural=True, article=False)
SECTOR = NounPhrase("sector", "en")


def test_english_nouns_keep_their_article_after_any_preposition() -> None:
    assert (SECTOR.the, SECTOR.of, SECTOR.to) == ("the sector", "of the sector", "to the sector")
    assert (SECTOR.by, SECTOR.that) == ("by the sector", "that the sector")


def test_english_acronyms_and_plurals_take_no_article() -> None:
    assert (FIRMS.the, FIRMS.of, FIRMS.to) == ("firms", "of firms", "to firms")


def test_english_pronouns_follow_the_number() -> None:
    assert (SECTOR.pronoun, SECTOR.tonic, SECTOR.that_pronoun) == ("it", "it", "that it")
    assert (FIRMS.pronoun, FIRMS.tonic, FIRMS.that_pronoun) == ("they", "them", "that they")


def test_english_adjectives_do_not_agree() -> None:
    assert FIRMS.agree("stable") == "stable"


@pytest.mark.parametrize(
    ("masculine", "feminine", "forms"),
    [
        ("stable", "", ("stable", "stable", "stables", "stables")),
        ("inchangé", "", ("inchangé", "inchangée", "inchangés", "inchangées")),
        ("premier", "première", ("premier", "première", "premiers", "premières")),
        ("gris", "", ("gris", "grise", "gris", "grises")),
        ("nombreux", "nombreuse", ("nombreux", "nombreuse", "nombreux", "nombreuses")),
    ],
)
def test_french_adjectives_agree_in_gender_and_number(
    masculine: str, feminine: str, forms: tuple[str, ...]
) -> None:
    nouns = [
        NounPhrase("nom", "fr", feminine=is_feminine, plural=is_plural)
        for is_plural in (False, True)
        for is_feminine in (False, True)
    ]
    assert tuple(noun.agree(masculine, feminine) for noun in nouns) == forms


@pytest.mark.parametrize(
    ("infinitive", "singular", "plural"),
    [
        ("accélérer", "accélère", "accélèrent"),
        ("croître", "croît", "croissent"),
        ("s’élever", "s’élève", "s’élèvent"),
        ("s’établir", "s’établit", "s’établissent"),
        ("être", "est", "sont"),
        ("fléchir", "fléchit", "fléchissent"),
        ("perdre", "perd", "perdent"),
        ("devenir", "devient", "deviennent"),
        ("varier", "varie", "varient"),
        ("suivre", "suit", "suivent"),
        ("apparaître", "apparaît", "apparaissent"),
        ("s’accroître", "s’accroît", "s’accroissent"),
        ("ralentir", "ralentit", "ralentissent"),
        ("rebondir", "rebondit", "rebondissent"),
    ],
)
def test_french_verbs_agree_with_their_subject(infinitive: str, singular: str, plural: str) -> None:
    assert NounPhrase("total", "fr").does(infinitive) == singular
    assert NounPhrase("recettes", "fr", feminine=True, plural=True).does(infinitive) == plural


@pytest.mark.parametrize(
    "infinitive",
    [
        *("augmenter", "baisser", "chuter", "concentrer", "contribuer", "diminuer", "passer"),
        *("réaliser", "se redresser", "refluer", "représenter", "rester", "se retourner", "tomber"),
    ],
)
def test_regular_verbs_keep_their_stem(infinitive: str) -> None:
    stem = infinitive.removesuffix("er")
    assert NounPhrase("total", "fr").does(infinitive) == f"{stem}e"
    assert NounPhrase("recettes", "fr", plural=True).does(infinitive) == f"{stem}ent"


def test_an_unknown_verb_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="dévisser"):
        NounPhrase("total", "fr").does("dévisser")


@pytest.mark.parametrize(
    "word",
    [
        "ingénierie",
        "Économie",
        "énergie",
        "œuvre",
        "huile",
        "hydrocarbures",
        "hôtellerie",
        "ytterbium",
    ],
)
def test_vowels_and_the_mute_h_elide(word: str) -> None:
    assert elides(word)


@pytest.mark.parametrize("word", ["total", "hub", "hausse", "haute mer", "yen", "yuan", "CRM"])
def test_consonants_the_aspirated_h_and_the_gliding_y_do_not_elide(word: str) -> None:
    assert not elides(word)


@pytest.mark.parametrize(
    ("items", "french", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a et b", "a and b"),
        (["a", "b", "c"], "a, b et c", "a, b and c"),
    ],
)
def test_lists_have_no_comma_before_the_last(items: list[str], french: str, english: str) -> None:
    assert (listed(items, "fr"), listed(items, "en")) == (french, english)


def test_english_lists_say_the_preposition_once() -> None:
    both = Coordination((NounPhrase("ITO", "en", article=False), SECTOR), "en")
    assert both.the == "ITO and the sector"
    assert (both.of, both.to) == ("of ITO and the sector", "to ITO and the sector")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("à eux deux", "À eux deux"), ("l’ITO", "L’ITO"), ("ITO", "ITO"), ("", "")],
)
def test_a_first_letter_is_raised_with_its_accent(text: str, expected: str) -> None:
    assert raised(text) == expected


def test_a_label_has_the_gender_of_the_package_and_an_acronym_that_of_the_house() -> None:
    forms = NounForms("ESO", "ingénierie externalisée", gender="f", elides=True)
    assert noun_phrase(forms, "fr").agree("porté") == "porté"
    label = noun_phrase(forms, "fr", label=True)
    assert (label.the, label.agree("porté")) == ("l’ingénierie externalisée", "portée")


def test_a_label_elides_by_its_own_first_letter_not_by_that_of_its_acronym() -> None:
    forms = NounForms("BPO", "externalisation des processus métier", gender="f", elides=False)
    assert noun_phrase(forms, "fr").of == "du BPO"
    assert noun_phrase(forms, "fr", label=True).of == "de l’externalisation des processus métier"


def test_a_plural_label_takes_the_plural_article() -> None:
    forms = NounForms("ITO", "équipements", number="p")
    assert noun_phrase(forms, "fr", label=True).to == "aux équipements"


def test_the_total_is_a_common_noun_with_its_article() -> None:
    words = {"fr": NounForms("Total", "total"), "en": NounForms("Total", "total")}
    total = Entity(TOTAL, (), words)
    assert entity_phrase(total, "fr").of == "du total"
    assert entity_phrase(total, "en").of == "of the total"


@pytest.mark.parametrize(
    ("locale", "of"),
    [
        ("fr", ["de l’ITO", "du CRM", "de l’ESO", "du BPO", "du KPO"]),
        ("en", ["of ITO", "of CRM", "of ESO", "of BPO", "of KPO"]),
    ],
)
def test_the_shipped_segments_are_named_with_the_right_article(
    locale: Locale, of: list[str]
) -> None:
    assert [entity_phrase(segment, locale).of for segment in load().segments] == of


def test_the_shipped_french_labels_are_named_with_the_right_article() -> None:
    labels = [noun_phrase(segment.forms["fr"], "fr", label=True) for segment in load().segments]
    assert [label.the for label in labels] == [
        "l’externalisation informatique",
        "la relation client",
        "l’ingénierie externalisée",
        "l’externalisation des processus métier",
        "l’externalisation des processus de connaissance",
    ]
