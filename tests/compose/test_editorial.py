"""Editorial notes: each leaves the page by itself when it no longer holds."""

from pathlib import Path

import pytest
from composed import composed, known, published, standard, synthetic, texts

from reportgen.claims import ClaimSet
from reportgen.compose.editorial import editorial_notes, left_out
from reportgen.compose.markdown import VOID, TemplateFault, unproven
from reportgen.errors import TemplateError

NOTE = """
[reason]
series = "digital-exports"
until = "2025-S1"
source = "press"
fr = "La presse l'explique."
en = "The press explains it."
"""
CLAIM = 'claim = "GROWTH/ESO/2024/2023"\n'


def stands(folder: Path, toml: str, findings: ClaimSet | None = None) -> bool:
    (folder / "editorial.toml").write_text(toml, encoding="utf-8")
    return VOID not in editorial_notes(findings or published(), "fr", folder)("reason")


def test_a_note_stands_in_the_language_of_the_part(tmp_path: Path) -> None:
    (tmp_path / "editorial.toml").write_text(NOTE, encoding="utf-8")
    texts = [editorial_notes(published(), locale, tmp_path)("reason") for locale in ("fr", "en")]
    assert texts == ["La presse l'explique.", "The press explains it."]


@pytest.mark.parametrize("until", ["2025-S1", "2025-Q2", "2025-S2", "2030"])
def test_a_note_holds_until_the_end_of_its_last_period(until: str, tmp_path: Path) -> None:
    assert stands(tmp_path, NOTE.replace("2025-S1", until))


@pytest.mark.parametrize("until", ["2025-Q1", "2024-S2", "2024"])
def test_a_note_goes_after_its_last_period(until: str, tmp_path: Path) -> None:
    assert not stands(tmp_path, NOTE.replace("2025-S1", until))


def test_a_note_about_one_series_stays_away_from_another(tmp_path: Path) -> None:
    assert not stands(tmp_path, NOTE, synthetic())
    assert stands(tmp_path, NOTE.replace("digital", "synthetic-digital"), synthetic())


@pytest.mark.parametrize(("direction", "holds"), [("up", True), ("down", False)])
def test_a_note_holds_while_its_claim_moves_its_way(
    direction: str, holds: bool, tmp_path: Path
) -> None:
    guard = f'{CLAIM}direction = "{direction}"\n'
    assert stands(tmp_path, NOTE + guard) is holds


def test_a_note_goes_when_its_claim_turns(tmp_path: Path) -> None:
    guard = f'{CLAIM}direction = "up"\n'
    fallen = known("2023 ESO 3462\n2024 ESO 3232", "2024")
    assert not stands(tmp_path, NOTE + guard, fallen)


def test_a_note_without_a_direction_needs_its_claim_alone(tmp_path: Path) -> None:
    assert stands(tmp_path, NOTE + CLAIM)
    assert not stands(tmp_path, NOTE + CLAIM.replace("2024/2023", "2023/2022"))
    assert not stands(tmp_path, NOTE + CLAIM.replace("ESO", "KPO"))


def test_the_sentence_of_a_note_that_goes_leaves_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "editorial.toml").write_text(NOTE.replace("2025-S1", "2024"), encoding="utf-8")
    assert texts(composed(tmp_path, 'Avant. {{ note("reason") }} Après.')) == ["Avant. Après."]


def test_a_note_within_a_sentence_takes_the_sentence_along(tmp_path: Path) -> None:
    expired = NOTE.replace("2025-S1", "2024").replace("La presse l'explique.", "feuille de route")
    (tmp_path / "editorial.toml").write_text(expired, encoding="utf-8")
    text = 'Avant. La {{ note("reason") }} vise haut. Après.'
    assert texts(composed(tmp_path, text)) == ["Avant. Après."]


@pytest.mark.parametrize(("text", "void"), [("Oui.", f"{VOID}."), ("feuille de route", VOID)])
def test_a_note_that_may_not_be_said_stays_a_sentence_or_a_word(text: str, void: str) -> None:
    assert unproven(text) == void


def test_an_unknown_note_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "editorial.toml").write_text(NOTE, encoding="utf-8")
    with pytest.raises(TemplateFault, match='named "raison"; did you mean "reason"'):
        editorial_notes(published(), "fr", tmp_path)("raison")


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (NOTE.replace('source = "press"\n', ""), r"\[reason\] lacks source"),
        (NOTE.replace("2025-S1", "soon"), r'\[reason\] until: period "soon" is not a year'),
        (NOTE + "claim = ", "Invalid value"),
        (NOTE.replace("explique", "\udce9"), "invalid start byte|can't decode"),
    ],
)
def test_a_malformed_file_of_notes_is_named(wrong: str, what: str, tmp_path: Path) -> None:
    path = tmp_path / "editorial.toml"
    path.write_bytes(wrong.encode(errors="surrogateescape"))
    with pytest.raises(TemplateError, match=what) as refusal:
        editorial_notes(published(), "fr", tmp_path)("reason")
    assert refusal.value.problems[0].where == str(path)


def test_the_shipped_notes_are_attributed_in_the_text_that_prints_them() -> None:
    french = [text for text in texts(standard(published())) if "presse" in text.lower()]
    assert len(french) >= 3
    notes = ("attribue la progression de l'ESO", "désigne l'ingénierie", "signale aussi un creux")
    for note in notes:
        assert any(f"La presse {note}" in t or f"économique {note}" in t for t in french)


def test_the_synthetic_briefing_prints_no_note_of_the_press() -> None:
    assert not any("a presse" in text for text in texts(standard(synthetic("2025-S1")))[:-1])


@pytest.mark.parametrize(
    ("note", "why"),
    [
        (NOTE, []),
        (NOTE.replace("2025-S1", "2024"), ["it holds until 2024"]),
        (NOTE + CLAIM + 'direction = "down"\n', ["GROWTH/ESO/2024/2023 does not go down"]),
        (NOTE + CLAIM.replace("ESO", "KPO"), ["GROWTH/KPO/2024/2023 cannot be claimed"]),
        (NOTE.replace('"digital', '"other').replace("2025-S1", "2024"), []),
    ],
)
def test_an_author_is_told_which_notes_are_left_out_and_why(
    note: str, why: list[str], tmp_path: Path
) -> None:
    (tmp_path / "editorial.toml").write_text(note, encoding="utf-8")
    told = [f"editorial.toml: [reason] is left out: {reason}" for reason in why]
    assert list(left_out(published(), tmp_path)) == told
