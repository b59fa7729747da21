"""The lexicon: both languages alike, words that fit their verdicts, a user's own files."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from reportgen.briefing import Locale
from reportgen.errors import TemplateError
from reportgen.l10n.lexicon import VERDICTS, Lexicon, load_lexicon
from reportgen.resources import shipped

from .figures import LOCALES

LEXICONS = shipped("templates") / "lexicon"

# What the words of a verdict must contain, one stem of several, by the house's table of verdicts.
STEMS: dict[str, tuple[str, str]] = {
    "unchanged": ("inchang|stable|même niveau", "unchanged|stable|same level"),
    "stable": ("stable|varie|stagn|maintien", "stable|little changed|steady|flat"),
    "slight_up": ("légère", "slight|edged up|modest|inched up"),
    "slight_down": ("légère", "slight|edged down|modest|inched down|eased"),
    "moderate_up": ("progress|augment|cro[iî]", "rose|grew|increased|climbed"),
    "moderate_down": ("recul|baiss|diminu|repli|fléchi", "fell|declined|decreased|dropped"),
    "strong_up": ("fort|nettement|sensibl|marqu", "strongly|sharply|markedly"),
    "strong_down": ("fort|nettement|sensibl|marqu", "strongly|sharply|markedly|steeply"),
    "sharp_up": ("bondi|envol|un bond", "surged|jumped|soared"),
    "sharp_down": ("chut|effondr|plong|très fortement", "plunged|slumped|tumbled"),
    "up": ("progress|augment|cro[iî]", "rose|grew|increased|climbed"),
    "down": ("recul|baiss|diminu|repli|fléchi", "fell|declined|decreased|dropped"),
}
INTENSE = {
    "fr": "bondi|envol|explos|chut|effondr|plong|fort|nettement|légère",
    "en": "surg|soar|jump|plung|slump|collaps|sharp|strong|slight|edged",
}
BANNED = {"fr": "explos|flamb|déviss|significati|record|négative", "en": "significant|record"}


def entries(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from entries(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def written(locale: Locale) -> dict[str, str]:
    """Return every text of a shipped lexicon by its full name, as the file has it."""
    return dict(entries(tomllib.loads((LEXICONS / f"{locale}.toml").read_text(encoding="utf-8"))))


def places(text: str) -> list[str]:
    return sorted(re.findall(r"{(\w*)}", text))


def test_both_languages_have_the_same_entries() -> None:
    assert written("fr").keys() == written("en").keys()


def test_both_languages_fill_the_same_places() -> None:
    french, english = written("fr"), written("en")
    assert {name: places(text) for name, text in french.items()} == {
        name: places(text) for name, text in english.items()
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_no_entry_is_empty(locale: Locale) -> None:
    assert [name for name, text in written(locale).items() if not text.strip()] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_texts_have_typographic_apostrophes(locale: Locale) -> None:
    assert [name for name, text in written(locale).items() if "'" in text] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_verdict_has_a_verb_and_every_verb_a_verdict(locale: Locale) -> None:
    assert [set(wording) for wording in load_lexicon(locale).wordings] == [set(VERDICTS)] * 3


@pytest.mark.parametrize("plural", [False, True])
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_words_of_a_verdict_fit_it(
    verdict: str, turn: int, locale: Locale, plural: bool
) -> None:
    stem = STEMS[verdict][LOCALES.index(locale)]
    assert re.search(stem, load_lexicon(locale).verb(verdict, plural, turn))


@pytest.mark.parametrize("locale", LOCALES)
def test_wordings_that_follow_each_other_share_no_verb(locale: Locale) -> None:
    words = load_lexicon(locale)
    for way in ("up", "down"):
        verdicts = [verdict for verdict in VERDICTS if verdict.endswith(way)]
        for turn in range(3):
            now, then = (
                {words.verb(verdict, turn=at).split(" ")[0] for verdict in verdicts}
                for at in (turn, turn + 1)
            )
            assert not now & then


@pytest.mark.parametrize("locale", LOCALES)
def test_verdicts_without_intensity_have_no_intense_word(locale: Locale) -> None:
    words = load_lexicon(locale)
    for verdict in ("unchanged", "stable", "moderate_up", "moderate_down", "up", "down"):
        assert not re.search(INTENSE[locale], words.verb(verdict))


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_uses_a_banned_word(locale: Locale) -> None:
    found = re.compile(BANNED[locale])
    assert [name for name, text in written(locale).items() if found.search(text)] == []


def test_french_verbs_agree_with_a_plural_subject() -> None:
    words = load_lexicon("fr")
    plurals = [words.verb(verdict, plural=True).split(" ")[0] for verdict in VERDICTS]
    assert [verb for verb in plurals if not verb.endswith("nt")] == []


@pytest.mark.parametrize("plural", [False, True])
def test_french_verbs_hold_no_word_that_agrees_in_gender(plural: bool) -> None:
    words = load_lexicon("fr")
    phrases = [words.verb(verdict, plural) for verdict in VERDICTS]
    assert [phrase for phrase in phrases if re.search(r"és?\b", phrase)] == []


def test_terms_are_filled_by_name() -> None:
    assert load_lexicon("fr").term("page_of", page="3", pages="9") == "Page 3 sur 9"
    assert load_lexicon("en").term("exhibits.share_in", period="2024") == (
        "Share of the total, 2024"
    )


def test_an_unknown_term_is_named() -> None:
    with pytest.raises(KeyError, match="no_such_word"):
        load_lexicon("fr").term("no_such_word")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a user's folder of templates with a copy of the French lexicon."""
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "fr.toml").write_bytes((LEXICONS / "fr.toml").read_bytes())
    return tmp_path


def changed(own: Path, before: str, after: str) -> Path:
    """Replace one text of a user's lexicon, which must be there."""
    path = own / "lexicon" / "fr.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    return path


def refusal(own: Path) -> str:
    with pytest.raises(TemplateError) as refused:
        load_lexicon("fr", own)
    return str(refused.value)


def load_words(own: Path) -> Lexicon:
    return load_lexicon("fr", own)


def test_a_users_own_lexicon_wins(own: Path) -> None:
    changed(own, 'singular = "bondit"', 'singular = "s’envole"')
    assert load_words(own).verb("sharp_up") == "s’envole"
    assert load_lexicon("fr").verb("sharp_up") == "bondit"


def test_the_shipped_lexicon_serves_the_language_that_a_user_left_alone(own: Path) -> None:
    changed(own, 'figure = "Figure"', 'figure = "Graphique"')
    assert load_words(own).term("figure") == "Graphique"
    assert load_lexicon("en", own).term("figure") == "Figure"


def test_a_missing_verdict_is_refused_with_the_file(own: Path) -> None:
    path = changed(own, "\nsharp_up = ", "\nsharp_upp = ")
    assert refusal(own).splitlines() == [
        f"{path}: verbs.{wording}.sharp_up.{number} is missing"
        for wording in ("first", "second", "third")
        for number in ("singular", "plural")
    ]


def test_a_verb_without_a_plural_is_refused(own: Path) -> None:
    path = changed(own, ', plural = "bondissent" }', " }")
    assert refusal(own) == f"{path}: verbs.first.sharp_up.plural is missing"


def test_a_missing_term_is_refused(own: Path) -> None:
    path = changed(own, "\nnot_published = ", "\nunpublished = ")
    assert refusal(own) == f"{path}: terms.not_published is missing"


def test_a_term_that_is_no_text_is_refused(own: Path) -> None:
    path = changed(own, 'figure = "Figure"', "figure = 1")
    assert refusal(own) == f"{path}: terms.figure is not a text"


def test_a_place_that_nothing_fills_is_refused(own: Path) -> None:
    path = changed(own, "Page {page} sur {pages}", "Page {pge} sur {pages}")
    assert refusal(own) == f"{path}: terms.page_of has no place {{pge}}"


def test_a_place_without_its_closing_brace_is_refused(own: Path) -> None:
    path = changed(own, "Page {page} sur {pages}", "Page {page sur")
    assert refusal(own).startswith(f"{path}: terms.page_of: ")


def test_a_place_may_be_left_out(own: Path) -> None:
    changed(own, "Page {page} sur {pages}", "Page {page}")
    assert load_words(own).term("page_of", page="1", pages="2") == "Page 1"


def test_every_fault_is_told_at_once(own: Path) -> None:
    path = own / "lexicon" / "fr.toml"
    path.write_text('[terms]\nfigure = "Figure"\n', encoding="utf-8")
    told = refusal(own).splitlines()
    assert len(told) == len(written("fr")) - 1
    assert all(line.startswith(f"{path}: ") for line in told)


def test_a_lexicon_that_is_not_toml_is_refused_with_the_file(own: Path) -> None:
    path = changed(own, "[terms]", "[terms")
    assert refusal(own).startswith(f"{path}: ")


def test_a_lexicon_in_another_encoding_is_refused_with_the_file(own: Path) -> None:
    path = own / "lexicon" / "fr.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace"))
    assert refusal(own).startswith(f"{path}: ")
