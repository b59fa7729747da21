"""What a text says, whatever its spaces, signs and language."""

import pytest
from composed import published

from reportgen.briefing import Locale
from reportgen.judge.tokens import Vocabulary, tokens_of, vocabulary_of


def vocabulary(locale: Locale) -> Vocabulary:
    return vocabulary_of(published().dataset, locale)


def said(text: str, locale: Locale = "fr") -> list[str]:
    return [f"{t.kind} {t.value}" for t in tokens_of(text, vocabulary(locale))]


@pytest.mark.parametrize(
    ("text", "locale", "tokens"),
    [
        ("10\u202f578", "fr", ["number 10578"]),
        ("10 578,5", "fr", ["number 10578.5"]),
        ("10,578.50", "en", ["number 10578.50"]),
        ("−22,4\u202f%", "fr", ["number -22.4", "unit %"]),
        ("+3.5%", "en", ["number +3.5", "unit %"]),
        ("2024/2023", "fr", ["number 2024", "number 2023"]),
        ("S1 2025", "fr", ["period half 1", "number 2025"]),
        ("Q3 2024", "en", ["period quarter 3", "number 2024"]),
        ("près des trois quarts", "fr", ["approximator nearly", "fraction 3/4"]),
        ("more than three quarters", "en", ["approximator more_than", "fraction 3/4"]),
        ("au troisième trimestre 2024", "fr", ["period 3", "period quarter", "number 2024"]),
        ("the first half of 2025", "en", ["period 1", "period half", "number 2025"]),
        ("half of receipts", "en", ["fraction 1/2"]),
        ("13,4 milliards de dirhams", "fr", ["number 13.4", "unit 9", "currency dirhams"]),
        ("L’ITO bondit", "fr", ["subject ITO", "direction up sharp"]),
        ("recule nettement", "fr", ["direction down", "strength strong"]),
        ("edged down", "en", ["strength slight", "direction down"]),
        ("4,80\u2009e", "fr", ["number 4.80", "mark e"]),
        ("n’est pas d’accord", "fr", ["negation not"]),
        ("rien à dire", "fr", []),
    ],
)
def test_a_text_is_read_by_what_it_says(text: str, locale: Locale, tokens: list[str]) -> None:
    assert said(text, locale) == tokens


def test_a_token_knows_its_place_in_the_text() -> None:
    text = "Le CRM\u00a0: −12,7\u202f%"
    found = tokens_of(text, vocabulary("fr"))
    assert [text[token.start : token.end] for token in found] == ["CRM", "−12,7", "%"]


def test_both_languages_say_the_same_of_the_same_figure() -> None:
    french = said("en baisse de près de 13 %, à 4,19 milliards")
    assert french == said("down nearly 13%, to 4.19 billion", "en")
