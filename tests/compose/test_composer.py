"""The order of a part: masthead, blocks in the template's order, numbered exhibits."""

from dataclasses import replace
from pathlib import Path

import pytest
from composed import composed, known, published, standard, synthetic, texts, typed

from reportgen.briefing import (
    Chart,
    Heading,
    KeyFigures,
    Locale,
    Note,
    Paragraph,
    Part,
    Table,
    Text,
    plain,
)
from reportgen.compose import compose
from reportgen.errors import TemplateError
from reportgen.l10n.lexicon import load_lexicon


def headings(part: Part) -> list[str]:
    return [plain(block.content) for block in part.blocks if isinstance(block, Heading)]


def labels(part: Part) -> list[str]:
    shown = (block for block in part.blocks if isinstance(block, Chart | Table))
    return [typed(block.caption.label) for block in shown]


def test_the_title_stands_in_the_masthead_with_a_capital(tmp_path: Path) -> None:
    part = composed(tmp_path, "Une phrase.")
    assert plain(part.masthead.title) == "Titre"
    (tmp_path / "own" / "fr.md").write_text("# un titre\n")
    lower = compose(published(), "own", load_lexicon("fr"), "final", tmp_path)
    assert plain(lower.masthead.title) == "Un titre"


def test_the_masthead_says_who_what_and_when(tmp_path: Path) -> None:
    head = composed(tmp_path, "Une phrase.").masthead
    assert head.publisher == "Votre organisation"
    assert head.theme == "Services numériques et externalisation"
    assert typed(head.subtitle) == "Exportations du Maroc · premier semestre 2025"
    assert typed(head.running_header).endswith("externalisation · premier semestre 2025")


def test_a_part_closes_with_the_contact_of_the_publisher(tmp_path: Path) -> None:
    (tmp_path / "publisher.toml").write_text(
        '[fr]\nname = "Institut"\ncontact = "a@b.example"\n'
        '[en]\nname = "Institute"\ncontact = "a@b.example"\n'
    )
    part = composed(tmp_path, "Une phrase.")
    assert part.masthead.publisher == "Institut"
    assert part.blocks[-1] == Note((Text("Institut · a@b.example"),))


@pytest.mark.parametrize(
    ("status", "tags", "watermarks"),
    [
        ("final", ("Données provisoires",), ["", ""]),
        ("draft", ("Projet", "Données provisoires"), ["PROJET", "DRAFT"]),
        ("embargo", ("Sous embargo", "Données provisoires"), ["SOUS EMBARGO", "UNDER EMBARGO"]),
    ],
)
def test_tags_and_watermark_say_the_status_of_document_and_data(
    status: str, tags: tuple[str, ...], watermarks: list[str]
) -> None:
    french, english = (
        compose(published(), "standard", lexicon, status, None).masthead
        for lexicon in (load_lexicon("fr"), load_lexicon("en"))
    )
    assert french.tags == tags
    assert [french.watermark, english.watermark] == watermarks


def test_final_data_are_called_final_and_synthetic_data_never_are() -> None:
    cells = "2023 TOTAL 90\n2024 TOTAL 100"
    final = known(cells, "2024")
    assert standard(final).masthead.tags == ("Données définitives",)
    assert standard(known(f"{cells} provisional", "2024")).masthead.tags == ("Données provisoires",)
    invented = replace(final, dataset=replace(final.dataset, synthetic=True))
    assert standard(invented, "en").masthead.tags == ("Synthetic data",)
    assert standard(synthetic("2024"), "en").masthead.tags == ("Synthetic data", "Provisional data")


def test_figures_and_tables_are_counted_apart_in_the_order_of_the_text(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"![Titre](chart:{name})" if kind == "c" else f"![Titre](table:{name})"
        for kind, name in (("c", "growth"), ("t", "segments"), ("c", "composition"), ("t", "annex"))
    )
    assert labels(composed(tmp_path, text)) == ["Figure 1", "Tableau 1", "Figure 2", "Tableau 2"]
    english = composed(tmp_path, text, locale="en")
    assert labels(english) == ["Figure 1", "Table 1", "Figure 2", "Table 2"]


def test_an_exhibit_whose_minimum_is_not_met_leaves_no_gap_in_the_numbers(tmp_path: Path) -> None:
    text = "![A](chart:growth)\n\n![B](chart:quarters)\n\n![C](chart:half-years)"
    assert labels(composed(tmp_path, text)) == ["Figure 1", "Figure 2"]  # two quarters: no line
    assert len(labels(composed(tmp_path, text, synthetic("2025-S1")))) == 3


def test_a_caption_is_label_takeaway_and_what_is_measured(tmp_path: Path) -> None:
    text = '![Le KPO perd {{ change("KPO", year) | size }}](chart:segment/KPO)'
    (chart,) = (b for b in composed(tmp_path, text).blocks if isinstance(b, Chart))
    assert typed(chart.caption.label) == "Figure 1"
    assert typed(plain(chart.caption.title)) == "Le KPO perd 30 millions de dirhams"
    assert "millions de dirhams, 2023 et 2024" in typed(chart.caption.subtitle)


def test_a_heading_with_nothing_below_goes(tmp_path: Path) -> None:
    text = "## Vide\n\n## Plein\n\nTexte.\n\n## Aussi vide\n\n### Vide en dessous\n\n## Fin"
    assert headings(composed(tmp_path, text)) == ["Plein"]


def test_a_heading_above_one_that_stays_stays(tmp_path: Path) -> None:
    text = "## Partie\n\n### Vide\n\n### Plein\n\nTexte.\n\n## Suite\n\nTexte."
    assert headings(composed(tmp_path, text)) == ["Partie", "Plein", "Suite"]


def test_a_heading_goes_with_the_only_sentence_below_it(tmp_path: Path) -> None:
    text = '## Un\n\n{{ growth("ITO", year) | pct }} de hausse.\n\n## Deux\n\nTexte.'
    assert headings(composed(tmp_path, text)) == ["Deux"]


def test_every_heading_can_be_led_to(tmp_path: Path) -> None:
    part = composed(tmp_path, "## Un\n\nTexte.\n\n### Deux\n\nTexte.\n\n## Trois\n\nTexte.")
    anchors = [block.anchor for block in part.blocks if isinstance(block, Heading)]
    assert all(anchors)
    assert len(set(anchors)) == 3


def test_a_rule_makes_the_next_heading_open_a_page(tmp_path: Path) -> None:
    part = composed(tmp_path, "## Un\n\nTexte.\n\n---\n\n## Deux\n\nTexte.\n\n## Trois\n\nTexte.")
    opens = [block.opens_page for block in part.blocks if isinstance(block, Heading)]
    assert opens == [False, True, False]


def test_cards_stand_where_the_template_places_them(tmp_path: Path) -> None:
    text = "Avant.\n\n![Total](card:level/TOTAL/2024)\n\nAprès."
    kinds = [type(block) for block in composed(tmp_path, text).blocks]
    assert kinds == [Paragraph, KeyFigures, Paragraph, Note]


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("chart:grwth", 'unknown exhibit "chart:grwth"; did you mean "chart:growth"?'),
        ("table:annexe", 'unknown exhibit "table:annexe"; did you mean "table:annex"?'),
        ("picture.png", 'unknown exhibit "picture.png"; choose one of: '),
        ("chart:segment/KPP", 'unknown subject "KPP"; did you mean "KPO"?'),
    ],
)
def test_a_misspelt_exhibit_is_refused_with_its_line(
    target: str, what: str, tmp_path: Path
) -> None:
    with pytest.raises(TemplateError) as refusal:
        composed(tmp_path, f"Une phrase.\n\n![Titre]({target})")
    assert str(refusal.value).startswith(f"{tmp_path.name}/own/fr.md:5: {what}")


@pytest.mark.parametrize("text", ["Texte sans titre.", "", "## Deuxième rang\n\nTexte."])
def test_a_briefing_without_a_title_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "fr.md").write_text(text)
    with pytest.raises(TemplateError, match=r"own/fr\.md: the briefing has no title; begin it"):
        compose(published(), "own", load_lexicon("fr"), "final", tmp_path)


def test_the_users_folder_wins_over_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "standard").mkdir()
    (tmp_path / "standard" / "fr.md").write_text("# Le mien\n\nMon texte.\n")
    mine = compose(published(), "standard", load_lexicon("fr"), "final", tmp_path)
    shipped = compose(published(), "standard", load_lexicon("en"), "final", tmp_path)
    assert (plain(mine.masthead.title), texts(mine)) == ("Le mien", ["Mon texte."])
    assert shipped == standard(published(), "en")


def test_a_template_may_override_one_block_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "short").mkdir()
    (tmp_path / "short" / "fr.md").write_text(
        '{% extends "standard/fr.md" %}\n{% block outlook %}\n## Et après\n\nPlus tard.\n\n'
        "{% endblock %}\n"
    )
    part = compose(published(), "short", load_lexicon("fr"), "final", tmp_path)
    changed = dict(zip(headings(standard(published())), headings(part), strict=True))
    assert {old: new for old, new in changed.items() if old != new} == {"Cap 2030": "Et après"}


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_same_claims_make_the_same_part(locale: Locale) -> None:
    again = compose(published(), "standard", load_lexicon(locale), "final", None)
    assert again == standard(published(), locale)
