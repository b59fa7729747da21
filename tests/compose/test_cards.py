"""Key figures: a label, a period, one printed figure, its unit and a note."""

from pathlib import Path

import pytest
from composed import composed, known, published, standard, synthetic, typed

from reportgen.briefing import KeyFigure, KeyFigures, Locale, Part, plain
from reportgen.errors import TemplateError


def cards(part: Part) -> list[KeyFigure]:
    rows = (block for block in part.blocks if isinstance(block, KeyFigures))
    return [card for row in rows for card in row.cards]


def face(card: KeyFigure) -> str:
    """What a reader sees of a card."""
    words = (card.label, card.period, card.value.text, card.unit, plain(card.note))
    return typed(" | ".join(words))


@pytest.mark.parametrize(
    ("target", "french", "english"),
    [
        (
            "level/TOTAL/2024",
            "Année 2024 | 26,2 | milliards de dirhams",
            "2024 | 26.2 | MAD billion",
        ),
        (
            "level/ESO/2025-S1",
            "Premier semestre 2025 | 2,587 | milliards de dirhams",
            "First half of 2025 | 2.587 | MAD billion",
        ),
        ("level/KPO/2024", "Année 2024 | 48 | millions de dirhams", "2024 | 48 | MAD million"),
        ("share/CORE/2024", "Année 2024 | 77,7 % | des recettes", "2024 | 77.7% | of receipts"),
        (
            "share/CORE/2025-S1",
            "Premier semestre 2025 | un peu plus de 70 % | des recettes",
            "First half of 2025 | just over 70% | of receipts",
        ),
    ],
)
def test_a_card_shows_period_figure_and_unit(
    target: str, french: str, english: str, tmp_path: Path
) -> None:
    expected: tuple[tuple[Locale, str], ...] = (("fr", french), ("en", english))
    for locale, words in expected:
        (card,) = cards(composed(tmp_path, f"![Titre | note](card:{target})", locale=locale))
        assert face(card) == f"Titre | {words} | note"


def test_only_a_percentage_carries_its_unit_in_the_value() -> None:
    for card in (*cards(standard(published())), *cards(standard(synthetic("2024")))):
        assert ("%" in card.value.text) == (card.value.claim.startswith("SHARE"))


def test_the_note_of_a_card_may_print_figures(tmp_path: Path) -> None:
    text = '![Total | {{ growth("TOTAL", year) | signed }} sur un an](card:level/TOTAL/2024)'
    (card,) = cards(composed(tmp_path, text))
    assert typed(plain(card.note)) == "+0,2 % sur un an"
    assert card.note[0] != card.note[1]
    assert card.colour == "TOTAL"


def test_a_card_without_a_note_is_its_label(tmp_path: Path) -> None:
    (card,) = cards(composed(tmp_path, "![Total](card:level/TOTAL/2024)"))
    assert (card.label, card.note) == ("Total", ())


def test_a_card_whose_claim_may_not_be_made_is_left_out(tmp_path: Path) -> None:
    text = "![A | a](card:level/BPO/2025-S1)\n![B | b](card:level/ESO/2025-S1)"
    assert [card.label for card in cards(composed(tmp_path, text))] == ["B"]


def test_a_card_whose_note_lacks_its_evidence_is_left_out(tmp_path: Path) -> None:
    text = '![A | {{ growth("ITO", year) | signed }}](card:level/ITO/2024)'
    assert cards(composed(tmp_path, text)) == []


def test_cards_stand_four_in_a_row_wherever_they_are(tmp_path: Path) -> None:
    text = "\n".join(f"![{n}](card:level/TOTAL/2024)" for n in range(5))
    for after in ("", "\n\nUne phrase."):
        blocks = composed(tmp_path, text + after).blocks
        rows = [block for block in blocks if isinstance(block, KeyFigures)]
        assert [[card.label for card in row.cards] for row in rows] == [["0", "1", "2", "3"], ["4"]]


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("level/TOTALE/2024", 'unknown subject "TOTALE"; did you mean "TOTAL"?'),
        ("levels/TOTAL/2024", 'unknown card "card:levels/TOTAL/2024"; write card:level/TOTAL/'),
        ("level/TOTAL", 'unknown card "card:level/TOTAL"; write card:level/TOTAL/2025-S1'),
        ("level/TOTAL/2024-S3", 'unknown card "card:level/TOTAL/2024-S3"; write card:level/'),
    ],
)
def test_a_misspelt_card_is_refused_with_its_line(target: str, what: str, tmp_path: Path) -> None:
    text = f"![Un](card:level/TOTAL/2024)\n![Deux](card:{target})"
    with pytest.raises(TemplateError) as refusal:
        composed(tmp_path, text)
    assert str(refusal.value).startswith(f"{tmp_path.name}/own/fr.md:4: {what}")


def test_the_standard_briefing_opens_with_four_cards_and_never_kpo_or_an_estimate() -> None:
    for findings in (published(), published("2024"), synthetic("2025-S1"), synthetic("2024-Q4")):
        shown = cards(standard(findings))
        assert len(shown) == 4
        assert all(card.colour != "KPO" for card in shown)
        levels = [card.value for card in shown if card.value.claim.startswith("LEVEL")]
        assert all(figure.measure.status != "estimated" for figure in levels)


def test_a_card_needs_its_level_alone(tmp_path: Path) -> None:
    text = "![Total](card:level/TOTAL/2024)\n![Part](card:share/CORE/2024)"
    only_total = known("2024 TOTAL 100", "2024")
    assert [card.label for card in cards(composed(tmp_path, text, only_total))] == ["Total"]
