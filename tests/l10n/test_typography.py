"""Typography: the spaces and apostrophes that a printer sets for what an author typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportgen.briefing import Locale
from reportgen.l10n.grammar import bind_last_words, with_typography

from .figures import LOCALES

ANY_LOCALE = st.sampled_from(LOCALES)
SIGNS = [*" \u00a0\u202f;:!?«»%'’()", "\ue000", "\n"]
WORDS = [
    "à",
    "en",
    "de",
    "sur un an",
    "Sur un an",
    "En",
    "semestre",
    "MAD",
    "S1",
    "2025",
    "3,5",
    "mot",
    "Été",
]
TEXTS = st.lists(st.sampled_from(SIGNS) | st.sampled_from(WORDS) | st.text(max_size=3)).map("".join)


def letters(text: str) -> str:
    """Return a text without its spaces, with typewriter apostrophes."""
    return "".join(text.split()).replace("’", "'")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Une hausse ; une baisse", "Une hausse\u202f; une baisse"),
        ("Quoi?! Oui !", "Quoi\u202f?! Oui\u202f!"),
        ("(pourquoi ?)", "(pourquoi\u202f?)"),
        ("Source : Office", "Source\u00a0: Office"),
        ("Source: Office", "Source\u00a0: Office"),
        ("« mot »", "«\u00a0mot\u00a0»"),
        ("«mot!»", "«\u00a0mot\u202f!\u00a0»"),
        ("3,5 % et 4%", "3,5\u202f% et 4\u202f%"),
        ("Part, %", "Part, %"),
        ("l'ITO", "l’ITO"),
        ("en hausse sur un an", "en hausse sur\u00a0un\u00a0an"),
        ("Sur un an, le CRM recule", "Sur\u00a0un\u00a0an, le CRM recule"),
        ("En 2024, puis À 3, puis Dès 2025", "En\u00a02024, puis À\u00a03, puis Dès\u00a02025"),
        ("Année 2024", "Année\u00a02024"),
        ("à 3 ou en 2024", "à\u00a03 ou en\u00a02024"),
        ("au premier semestre 2025", "au premier semestre\u00a02025"),
        ("S1 2025 et T3 2024", "S1\u00a02025 et T3\u00a02024"),
        ("à \ue0000\ue001", "à\u00a0\ue0000\ue001"),
        ("de l'argent", "de l’argent"),
        ("à 10:30, https://exemple.ma/a?b=c", "à\u00a010:30, https://exemple.ma/a?b=c"),
    ],
)
def test_french_has_its_own_spaces(typed: str, printed: str) -> None:
    assert with_typography(typed, "fr") == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Source : Office", "Source: Office"),
        ("up; down! why?", "up; down! why?"),
        ("ESO's growth", "ESO’s growth"),
        ("up 3.5% in 2024", "up 3.5% in\u00a02024"),
        ("In 2024, exports", "In\u00a02024, exports"),
        ("rose to MAD 13 billion", "rose to MAD\u00a013 billion"),
        ("H1 2025 and Q3 2024", "H1\u00a02025 and Q3\u00a02024"),
    ],
)
def test_english_has_no_space_before_its_signs(typed: str, printed: str) -> None:
    assert with_typography(typed, "en") == printed


def test_spaces_that_an_author_set_are_kept_single() -> None:
    assert with_typography("Oui\u00a0! Non\u202f: 5\u00a0% «\u202fa\u00a0»", "fr") == (
        "Oui\u202f! Non\u00a0: 5\u202f% «\u00a0a\u00a0»"
    )


@given(TEXTS, ANY_LOCALE)
@example(";:", "fr")
@example(":»", "fr")
@example("::", "fr")
def test_setting_a_text_twice_changes_nothing(text: str, locale: Locale) -> None:
    once = with_typography(text, locale)
    assert with_typography(once, locale) == once


@given(TEXTS, ANY_LOCALE)
def test_setting_a_text_keeps_every_letter(text: str, locale: Locale) -> None:
    assert letters(with_typography(text, locale)) == letters(text)


@given(TEXTS)
def test_no_french_sign_stands_after_a_space_that_breaks(text: str) -> None:
    printed = with_typography(text, "fr")
    for sign in (" ;", " !", " ?", " :", " »"):
        assert f"{sign} " not in printed
    assert "« " not in printed


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("une hausse de long cours", "une hausse de long\u00a0cours"),
        ("du premier semestre", "du premier semestre"),
        ("seul", "seul"),
        ("", ""),
        ("un an après en\u00a02024", "un an après en\u00a02024"),
        ("des externalisations extraordinaires", "des externalisations extraordinaires"),
    ],
)
def test_no_short_word_ends_a_paragraph_alone(text: str, bound: str) -> None:
    assert bind_last_words(text) == bound


@given(TEXTS)
def test_binding_the_last_words_twice_changes_nothing(text: str) -> None:
    once = bind_last_words(text)
    assert bind_last_words(once) == once
    assert once.replace("\u00a0", " ") == text.replace("\u00a0", " ")
