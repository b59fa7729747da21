"""References of the text to figures and tables: their number, their place, their absence."""

from pathlib import Path

import pytest
from composed import composed, published, standard, synthetic, texts, typed

from reportgen.briefing import Chart, Heading, KeyFigures, Link, Locale, Paragraph, Table, plain
from reportgen.claims import ClaimSet
from reportgen.errors import TemplateError

PLACED = "\n\n![Les parts](chart:composition)\n\n![Les segments](table:segments)\n"
LOCALES: tuple[Locale, ...] = ("fr", "en")


def references(node: object) -> list[Link]:
    if isinstance(node, Link):
        return [node] if node.target.startswith("#") else []
    if isinstance(node, tuple):
        return [link for each in node for link in references(each)]
    names = getattr(node, "__dataclass_fields__", ())
    return [link for name in names for link in references(getattr(node, name))]


def test_a_reference_prints_the_number_of_its_exhibit_before_or_after_it(tmp_path: Path) -> None:
    text = (
        'Un mot{{ see("table:segments") }}.\n\n![](chart:growth)'
        f'{PLACED}\nDeux mots{{{{ see("chart:composition") }}}}.'
    )
    assert texts(composed(tmp_path, text)) == ["Un mot (tableau 1).", "Deux mots (figure 2)."]


def test_english_writes_a_figure_with_a_capital(tmp_path: Path) -> None:
    text = f'A word{{{{ see("chart:composition") }}}}.{PLACED}'
    assert texts(composed(tmp_path, text, locale="en")) == ["A word (Figure 1)."]


def test_a_reference_is_a_link_that_no_line_end_divides(tmp_path: Path) -> None:
    part = composed(tmp_path, f'Un mot{{{{ see("table:segments") }}}}.{PLACED}')
    (link,) = references(part.blocks)
    (table,) = [block for block in part.blocks if isinstance(block, Table)]
    assert link.target == f"#{table.caption.anchor}" == "#table-1"
    assert plain((link,)) == "tableau\u00a01"


@pytest.mark.parametrize("target", ["chart:composition", "chart:quarters"])
def test_nothing_is_printed_where_the_exhibit_is_not(target: str, tmp_path: Path) -> None:
    text = f'Un mot{{{{ see("{target}") }}}}.\n\n![Trimestres](chart:quarters)'
    part = composed(tmp_path, text, published())
    assert texts(part) == ["Un mot."]
    assert references(part) == []


def test_a_reference_may_stand_in_a_heading_a_point_a_caption_and_a_card(tmp_path: Path) -> None:
    here = '{{ see("chart:composition") }}'
    text = (
        f"![Part | au plus haut{here}](card:level/TOTAL/2024)\n\n## Titre{here}\n\n"
        f"- Un **point{here}**.\n\n![Les parts{here}](chart:composition)\n"
    )
    part = composed(tmp_path, text)
    cards, heading, _, chart, _ = part.blocks
    assert isinstance(cards, KeyFigures)
    assert isinstance(heading, Heading)
    assert isinstance(chart, Chart)
    said = [plain(cards.cards[0].note), plain(heading.content), *texts(part)]
    assert [typed(words) for words in said] == [
        "au plus haut (figure 1)",
        "Titre (figure 1)",
        "Un point (figure 1).",
    ]
    assert typed(plain(chart.caption.title)) == "Les parts (figure 1)"


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("chart:compositon", 'unknown exhibit "chart:compositon"; did you mean "chart:compos'),
        ("chart:segment/KPP", 'unknown subject "KPP"; did you mean "KPO"?'),
        ("list:glossary", '"list:glossary" has no number; refer to a figure or a table'),
    ],
)
def test_a_wrong_name_is_told_with_its_line(target: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        composed(tmp_path, f'Une phrase.\n\nUne autre{{{{ see("{target}") }}}}.')
    told = str(caught.value)
    assert told.startswith(f"{tmp_path.name}/own/fr.md:5: ")
    assert what in told


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("findings", [published(), synthetic("2025-Q2"), synthetic("2024")])
def test_the_text_refers_once_to_most_exhibits_and_never_wrongly(
    findings: ClaimSet, locale: Locale
) -> None:
    part = standard(findings, locale)
    exhibits = [block for block in part.blocks if isinstance(block, Chart | Table)]
    labels = {f"#{block.caption.anchor}": block.caption.label.lower() for block in exhibits}
    found = [link for b in part.blocks if isinstance(b, Paragraph) for link in references(b)]
    assert [plain((link,)).lower() for link in found] == [labels[link.target] for link in found]
    assert len({link.target for link in found}) == len(found) >= len(exhibits) - 2
