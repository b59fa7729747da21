"""Grammar beyond the scenario: English forms, agreement, elision, entities of a series."""

import pytest

from reportgen.briefing import Locale
from reportgen.dataset import NounForms, load
from reportgen.l10n import LANGUAGES
from reportgen.l10n.grammar import acronym_phrase, label_phrase, listed, listed_after, raised
from reportgen.l10n.language import NounPhrase

FRENCH, ENGLISH = LANGUAGES["fr"], LANGUAGES["en"]
FIRMS = NounPhrase("firms", ENGLISH, plural=True, article=False)
SECTOR = NounPhrase("sector", ENGLISH)


def test_english_nouns_keep_their_article_after_any_preposition() -> None:
    assert [SECTOR.the, SECTOR.after("of"), SECTOR.after("by")] == [
        *("the sector", "of the sector", "by the sector")
    ]


def test_english_acronyms_and_plurals_take_no_article() -> None:
    assert (FIRMS.the, FIRMS.after("to")) == ("firms", "to firms")


def test_english_pronouns_follow_the_number() -> None:
    assert (SECTOR.pronoun, SECTOR.tonic) == ("it", "it")
    assert (FIRMS.pronoun, FIRMS.tonic) == ("they", "them")


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
        NounPhrase("nom", FRENCH, feminine=is_feminine, plural=is_plural)
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
    assert NounPhrase("total", FRENCH).does(infinitive) == singular
    assert NounPhrase("recettes", FRENCH, feminine=True, plural=True).does(infinitive) == plural


@pytest.mark.parametrize(
    "infinitive",
    [
        *("augmenter", "baisser", "chuter", "concentrer", "contribuer", "diminuer", "passer"),
        *("réaliser", "se redresser", "refluer", "représenter", "rester", "se retourner", "tomber"),
    ],
)
def test_regular_verbs_keep_their_stem(infinitive: str) -> None:
    stem = infinitive.removesuffix("er")
    assert NounPhrase("total", FRENCH).does(infinitive) == f"{stem}e"
    assert NounPhrase("recettes", FRENCH, plural=True).does(infinitive) == f"{stem}ent"


def test_an_unknown_verb_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="dévisser"):
        NounPhrase("total", FRENCH).does("dévisser")


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
    assert FRENCH.elides(word)


@pytest.mark.parametrize("word", ["total", "hub", "hausse", "haute mer", "yen", "yuan", "CRM"])
def test_consonants_the_aspirated_h_and_the_gliding_y_do_not_elide(word: str) -> None:
    assert not FRENCH.elides(word)


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


def test_english_lists_say_the_preposition_once_and_french_ones_each_time() -> None:
    assert listed_after("of", ["ITO", "the sector"], "en") == "of ITO and the sector"
    assert listed_after("of", ["l’ITO", "le BPO"], "fr") == "de l’ITO et du BPO"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("à eux deux", "À eux deux"), ("l’ITO", "L’ITO"), ("ITO", "ITO"), ("", "")],
)
def test_a_first_letter_is_raised_with_its_accent(text: str, expected: str) -> None:
    assert raised(text) == expected


def test_a_label_has_the_gender_of_the_package_and_an_acronym_that_of_the_house() -> None:
    forms = NounForms("ESO", "ingénierie externalisée", gender="f", elides=True)
    assert acronym_phrase(forms, "fr").agree("porté") == "porté"
    label = label_phrase(forms, "fr")
    assert (label.the, label.agree("porté")) == ("l’ingénierie externalisée", "portée")


def test_a_label_elides_by_its_own_first_letter_not_by_that_of_its_acronym() -> None:
    forms = NounForms("BPO", "externalisation des processus métier", gender="f", elides=False)
    assert acronym_phrase(forms, "fr").after("of") == "du BPO"
    assert label_phrase(forms, "fr").after("of") == "de l’externalisation des processus métier"


def test_a_plural_label_takes_the_plural_article() -> None:
    forms = NounForms("ITO", "équipements", number="p")
    assert label_phrase(forms, "fr").after("to") == "aux équipements"


def test_the_total_is_a_common_noun_with_its_article() -> None:
    total = NounForms("Total", "total")
    assert label_phrase(total, "fr", article=True).after("of") == "du total"
    assert label_phrase(total, "en", article=True).after("of") == "of the total"


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
    assert [
        acronym_phrase(segment.forms[locale], locale).after("of") for segment in load().segments
    ] == of


def test_the_shipped_french_labels_are_named_with_the_right_article() -> None:
    labels = [label_phrase(segment.forms["fr"], "fr") for segment in load().segments]
    assert [label.the for label in labels] == [
        "l’externalisation informatique",
        "la relation client",
        "l’ingénierie externalisée",
        "l’externalisation des processus métier",
        "l’externalisation des processus de connaissance",
    ]
