"""The scenarios told in words: what their text says, must say and never says, in both languages."""

from typing import Any

import pytest
from composed import briefing_of, published, same_claims, standard, synthetic, written
from model_lines import model_lines
from oracle import SCENARIOS, body, faults, lacking, normalise, oracle, untrue

from reportgen.briefing import Locale, Part
from reportgen.pipeline import survey

EXPECTED = oracle()["scenarios"]
TOLD = [(name, period) for name in EXPECTED for period in (*EXPECTED[name]["periods"], "")]
LOCALES: tuple[Locale, ...] = ("fr", "en")
ESO = '{{ growth("ESO", year) | pct }}'  # 7.1 %, a moderate rise
CRM = '{{ growth("CRM", year) | pct }}'  # -4.5 %
KPO = '{{ growth("KPO", year) | about }}'  # about 38 %
RULES = {
    "GROWTH/ESO/2024/2023": "moderate_up",
    "GROWTH/CRM/2024/2023": "moderate_down",
    "GROWTH/KPO/2024/2023": "tiny_base",
}


@pytest.fixture(
    scope="module", params=TOLD, ids=lambda told: f"{told[0][:3]} {told[1] or 'latest'}"
)
def scenario(request: pytest.FixtureRequest) -> tuple[str, Part, Part]:
    name, period = request.param
    findings = survey(SCENARIOS / f"{name}.csv", None, period or None)
    return name, standard(findings, "fr"), standard(findings, "en")


def test_no_sentence_says_what_the_oracle_excludes(scenario: tuple[str, Part, Part]) -> None:
    name, french, english = scenario
    found = faults(french, english, EXPECTED[name])
    assert not found, "\n".join(["wrong:", *found])


def test_the_document_says_somewhere_what_its_data_demand(
    scenario: tuple[str, Part, Part],
) -> None:
    name, *parts = scenario
    for part in parts:
        assert lacking(model_lines(briefing_of(part)), part.locale, EXPECTED[name]) == []


def test_both_languages_make_the_same_claims(scenario: tuple[str, Part, Part]) -> None:
    _, french, english = scenario
    same_claims((french, english))


def sentences(text: str, locale: Locale = "fr") -> list[str]:
    part = written(text, synthetic("2025-S1"), locale)
    return [sentence.text for sentence in body(part)]


def broken(text: str, locale: Locale = "fr") -> list[str]:
    """The rules that a text breaks, without the sentences."""
    part = written(text, synthetic("2025-S1"), locale)
    found = [fault for sentence in body(part) for fault in untrue(sentence, RULES)]
    return [fault.split(" | ")[0] for fault in found]


def test_a_text_is_read_as_a_person_types_it() -> None:
    assert normalise("−22,4\u202f%, l’ITO\u00a0: –3\u2009a–b\nc") == "-22,4 %, l'ITO : -3 a–b c"


def test_the_body_is_title_headings_points_and_paragraphs_without_the_method() -> None:
    text = f"## Un\n\n- Point.\n\nSoit {ESO}. Puis.\n\n## Méthode et sources\n\nRien.\n\n### Non"
    assert sentences(text) == ["Titre", "Un", "Point.", "Soit 7,1 %.", "Puis."]


def test_notes_under_a_chart_belong_to_the_body_and_its_caption_does_not() -> None:
    part = written("![Légende](chart:composition)", published())
    said = [sentence.text for sentence in body(part)]
    assert "2023 : ITO et CRM non séparables." in said
    assert "Légende" not in said


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (f"L'ESO progresse de {ESO}.", []),
        (f"L'ESO recule de {ESO}.", ["moderate_up wants a word of up", "… excludes … down"]),
        (f"L'ESO bondit de {ESO}.", ["… intense"]),
        (f"L'ESO atteint {ESO}.", ["… wants … up"]),
        (f"L'ESO progresse de {ESO} ; le CRM recule de {CRM}.", []),
        (f"L'ESO progresse de {ESO} et le CRM recule de {CRM}.", []),
        (f"L'ESO et le CRM progressent de {ESO} et de {CRM}.", ["… wants … down", "… up"]),
        (f"L'ESO progresse de {ESO}, tandis que le CRM augmente de {CRM}.", ["… down", "… up"]),
        (f"Le KPO recule d'{KPO}, sur une base très faible.", []),
        (f"Le KPO recule d'{KPO}.", ["tiny_base: not marked as from a very small base"]),
        (f"Le KPO s'effondre d'{KPO}, sur une base très faible.", ["… intense"]),
    ],
)
def test_the_words_around_a_figure_must_fit_its_verdict(text: str, rules: list[str]) -> None:
    found = broken(text)
    assert len(found) == len(rules)
    for fault, rule in zip(found, rules, strict=True):
        assert all(piece in fault for piece in rule.split("… ")), fault


def test_english_words_are_judged_by_english_patterns() -> None:
    assert broken(f"ESO rose by {ESO}.", "en") == []
    assert broken(f"ESO plunged by {ESO}.", "en") == [
        "moderate_up wants a word of up",
        "moderate_up excludes a word of down",
        "moderate_up excludes a word of intense",
    ]


def test_what_no_line_says_is_lacking() -> None:
    expected = EXPECTED["s03_kpo_rebounds_tiny_base"]
    assert lacking(["Le KPO passe de 48 à 62 millions."], "fr", expected) == []
    assert lacking(["48", "62"], "fr", expected) == ["levels shown"]


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("fr", "soit une baisse de 0,0\u00a0%."),
        ("fr", "soit\u00a0 rien."),
        ("en", "a fall of 0.0%."),
        ("en", "MAD 13.0 billion, against MAD 13.0 billion."),
    ],
)
def test_what_no_text_ever_says_is_found(locale: Locale, said: str) -> None:
    expected: dict[str, Any] = {"claims": {}, "doc_forbid": {"fr": [], "en": []}}
    french, english = (
        written(said if locale == tongue else "Rien.", synthetic("2025-S1"), tongue)
        for tongue in LOCALES
    )
    (fault,) = faults(french, english, expected)
    assert fault.startswith("never said: ")


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("locale", LOCALES)
def test_the_body_tells_every_claim_that_the_briefing_must_make(name: str, locale: Locale) -> None:
    for period in (EXPECTED[name]["periods"][0], None):
        part = standard(survey(SCENARIOS / f"{name}.csv", None, period), locale)
        told = {figure.claim for sentence in body(part) for figure in sentence.figures}
        assert set(EXPECTED[name]["must_tell"]) - told == set()
