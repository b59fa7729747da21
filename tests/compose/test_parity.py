"""Both languages say the same, or the build fails and names the place."""

from dataclasses import replace
from pathlib import Path

import pytest
from composed import claims, composed, published, standard, synthetic

from reportgen.compose import require_parity
from reportgen.errors import TemplateError

ESO = '{{ growth("ESO", year) | pct }}'
BPO = '{{ growth("BPO", year) | pct }}'


def compared(folder: Path, french: str, english: str) -> None:
    one, other = composed(folder, french), composed(folder, english, locale="en")
    require_parity((one, other), "own")


def test_the_same_claims_in_the_same_order_pass_whatever_the_words(tmp_path: Path) -> None:
    french = f"## Les moteurs\n\nSoit {ESO} puis {BPO}.\n\n![Croissance](chart:growth)"
    english = f"## Engines\n\nUp {ESO}. Then {BPO}.\n\n![Growth](chart:growth)"
    compared(tmp_path, french, english)


@pytest.mark.parametrize(
    ("english", "told"),
    [
        (f"Up {ESO}, {BPO}.", "fr claims Paragraph, GROWTH/ESO/2024/2023, en claims Paragraph, "),
        ("Up a little.", "en claims Paragraph; say the same in both templates"),
        (f"Up {BPO}.", "en claims Paragraph, GROWTH/BPO/2024/2023;"),
        (f"- Up {ESO}.", "en claims BulletList, GROWTH/ESO/2024/2023;"),
        (f"Up {ESO}.\n\nAnd more.", "fr claims Note, en claims Paragraph;"),
    ],
)
def test_a_language_that_says_more_less_or_another_thing_is_refused(
    english: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(TemplateError) as refusal:
        compared(tmp_path, f"Soit {ESO}.", english)
    assert told in str(refusal.value)


def test_another_order_is_refused_where_it_begins(tmp_path: Path) -> None:
    french = f"## Un\n\nTexte.\n\n## Deux\n\nSoit {ESO} et {BPO}."
    english = f"## One\n\nText.\n\n## Two\n\nUp {BPO} and {ESO}."
    with pytest.raises(TemplateError) as refusal:
        compared(tmp_path, french, english)
    assert str(refusal.value).startswith("own/fr.md and own/en.md, “Deux”: fr claims Paragraph, G")


def test_a_language_that_ends_early_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"fr claims Paragraph, .*, en claims Note;"):
        compared(tmp_path, f"Texte.\n\nSoit {ESO}.", "Text.")


def test_blocks_that_only_one_language_has_at_its_end_are_refused() -> None:
    whole = standard(published())
    shorter = replace(whole, blocks=whole.blocks[:-1])
    for one, other in ((whole, shorter), (shorter, whole)):
        with pytest.raises(TemplateError, match=r"claims nothing"):
            require_parity((one, other), "standard")


@pytest.mark.parametrize("mark", ["level", "share"])
def test_a_card_in_one_language_alone_is_refused(mark: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="KeyFigures"):
        compared(tmp_path, f"![Carte](card:{mark}/CORE/2024)\n\nTexte.", "Text.")


@pytest.mark.parametrize("period", ["2023", "2024", "2024-Q4", "2025-S1"])
def test_the_shipped_templates_agree_on_the_published_data(period: str) -> None:
    one, other = standard(published(period)), standard(published(period), "en")
    require_parity((one, other), "standard")
    assert claims(one) == claims(other)
    assert claims(one)


@pytest.mark.parametrize("period", ["2024", "2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-S1"])
def test_the_shipped_templates_agree_on_the_synthetic_data(period: str) -> None:
    one, other = standard(synthetic(period)), standard(synthetic(period), "en")
    require_parity((one, other), "standard")
    assert claims(one) == claims(other)
    assert claims(one)
