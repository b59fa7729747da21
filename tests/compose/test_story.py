"""How a plan is told: roles, references, cards, exhibits, notes, turns, all languages at once."""

from pathlib import Path

import pytest
from composed import claims, composed, known, published, standard, synthetic, texts, told, typed

from reportgen.briefing import (
    BulletList,
    Chart,
    Heading,
    KeyFigures,
    Link,
    Note,
    Paragraph,
    Part,
    Table,
    Text,
    plain,
)
from reportgen.compose import left_out
from reportgen.errors import TemplateError

LEVEL = """
## amount
amount = level(who, period)

- known
  fr: {who} {who: fait / font} {amount}.
  en: {who} made {amount}.
- unknown
  fr: {who} reste inconnu.
  en: {who} is not known.
"""


def headings(part: Part) -> list[str]:
    return [typed(plain(block.content)) for block in part.blocks if isinstance(block, Heading)]


def labels(part: Part) -> list[str]:
    shown = (block for block in part.blocks if isinstance(block, Chart | Table))
    return [typed(block.caption.label) for block in shown]


def links(node: object) -> list[str]:
    if isinstance(node, Link):
        return [node.target]
    if isinstance(node, tuple):
        return [target for each in node for target in links(each)]
    names = getattr(node, "__dataclass_fields__", ())
    return [target for name in names for target in links(getattr(node, name))]


def test_a_statement_is_said_of_each_of_a_role_or_of_all_of_it(tmp_path: Path) -> None:
    part = composed(tmp_path, "## own\n\namount for each core in year", statements=LEVEL)
    assert texts(part) == [
        "L'ITO fait 10,578 milliards de dirhams. Le CRM fait 9,797 milliards de dirhams."
    ]
    both = composed(tmp_path, "## own\n\namount for core in year", statements=LEVEL)
    assert texts(both) == ["L'ITO et le CRM font 20,38 milliards de dirhams."]


def test_a_figure_that_is_not_known_silences_its_variant_in_every_language(tmp_path: Path) -> None:
    for locale, said in (("fr", "Le BPO reste inconnu."), ("en", "BPO is not known.")):
        statements = LEVEL.replace("level(who, period)", "level(BPO, half)").replace(
            "{who}", "{BPO}"
        )
        plan = "## own\n\namount"
        part = composed(tmp_path, plan, locale=locale, statements=statements)
        assert texts(part) == [said]


def test_a_role_of_nobody_says_nothing_and_takes_its_section_along(tmp_path: Path) -> None:
    part = composed(tmp_path, "## own\n\namount for each gone in year", statements=LEVEL)
    assert (texts(part), headings(part)) == ([], [])


def test_an_unknown_segment_of_a_catalogue_is_named_with_its_line(tmp_path: Path) -> None:
    statements = LEVEL.replace("level(who, period)", "level(BPQ, period)")
    with pytest.raises(TemplateError) as refused:
        composed(tmp_path, "## own\n\namount for core in year", statements=statements)
    assert 'unknown segment "BPQ"; did you mean "BPO"?' in str(refused.value)
    assert str(refused.value).startswith("catalogue/own.md:")


def test_nothing_is_said_twice_of_the_same_subject_and_period(tmp_path: Path) -> None:
    plan = "## own\n\namount for first in year, amount for first in year"
    assert len(texts(composed(tmp_path, plan, statements=LEVEL))) == 1
    assert texts(composed(tmp_path, plan, statements=LEVEL))[0].count("ITO") == 1


def test_wordings_are_used_in_turn_and_alike_in_every_language(tmp_path: Path) -> None:
    turns = """
## turn
- plain
  fr: Un {who}.
  en: One {who}.
  fr: Deux {who}.
  en: Two {who}.
"""
    plan = "## own\n\nturn for each core in year"
    assert texts(composed(tmp_path, plan, statements=turns)) == ["Un l'ITO. Deux le CRM."]
    assert texts(composed(tmp_path, plan, locale="en", statements=turns)) == ["One ITO. Two CRM."]


def test_several_statements_of_a_bullet_are_one_point_and_a_role_makes_one_each(
    tmp_path: Path,
) -> None:
    plan = (
        "## own\n\n- amount for first in year, amount for second in year\n"
        "- amount for each core in half"
    )
    part = composed(tmp_path, plan, statements=LEVEL)
    (points,) = [block for block in part.blocks if isinstance(block, BulletList)]
    assert len(points.items) == 3


def test_the_sentence_that_asks_refers_to_its_exhibit_else_the_first_above(tmp_path: Path) -> None:
    plan = (
        "## own\n\namount for first in year, amount for second in year [chart:composition]\n"
        "![own-title](table:segments)\n![own-title](chart:composition)"
    )
    part = composed(tmp_path, plan, statements=LEVEL)
    assert texts(part) == [
        "L'ITO fait 10,578 milliards de dirhams (tableau 1). "
        "Le CRM fait 9,797 milliards de dirhams (figure 1)."
    ]
    assert links(part.blocks) == ["#table-1", "#figure-1"]
    english = composed(tmp_path, plan, locale="en", statements=LEVEL)
    assert "(Table 1)" in texts(english)[0]


def test_every_reference_leads_to_an_exhibit_of_the_document() -> None:
    for findings in (published(), synthetic("2025-Q2"), synthetic("2024")):
        part = standard(findings)
        anchors = {f"#{b.caption.anchor}" for b in part.blocks if isinstance(b, Chart | Table)}
        assert set(links(part.blocks)) == anchors


def test_an_exhibit_whose_minimum_is_not_met_leaves_no_gap_in_the_numbers(tmp_path: Path) -> None:
    plan = (
        "## own\n\namount for first in year\n![own-title](chart:growth)\n"
        "![own-title](chart:quarters)\n![own-title](chart:half-years)"
    )
    assert labels(composed(tmp_path, plan, statements=LEVEL)) == ["Figure 1", "Figure 2"]
    full = composed(tmp_path, plan, synthetic("2025-S1"), statements=LEVEL)
    assert labels(full) == ["Figure 1", "Figure 2", "Figure 3"]


def test_a_break_makes_the_next_heading_open_a_page() -> None:
    opens = [b.opens_page for b in standard(published()).blocks if isinstance(b, Heading)]
    assert opens.count(True) == 1
    assert opens.index(True) == len(opens) - 3


def test_a_part_closes_with_the_contact_of_the_publisher(tmp_path: Path) -> None:
    (tmp_path / "publisher.toml").write_text(
        '[fr]\nname = "Institut"\ncontact = "a@b.example"\n'
        '[en]\nname = "Institute"\ncontact = "a@b.example"\n'
    )
    part = composed(tmp_path, "## own\n\namount for first in year", statements=LEVEL)
    assert part.masthead.publisher == "Institut"
    assert part.blocks[-1] == Note((Text("Institut · a@b.example"),))


@pytest.mark.parametrize(
    ("status", "tags", "watermark"),
    [
        ("final", ("Données provisoires",), ""),
        ("draft", ("Projet", "Données provisoires"), "PROJET"),
        ("embargo", ("Sous embargo", "Données provisoires"), "SOUS EMBARGO"),
    ],
)
def test_tags_and_watermark_say_the_status_of_document_and_data(
    status: str, tags: tuple[str, ...], watermark: str
) -> None:
    head = told(published(), status=status)["fr"].masthead
    assert (head.tags, head.watermark) == (tags, watermark)


def test_data_whose_status_is_not_stated_are_not_called_final() -> None:
    cells = "2023 TOTAL 90\n2024 TOTAL 100"
    assert standard(known(cells, "2024")).masthead.tags == ("Données définitives",)
    assert standard(known(f"{cells} provisional", "2024")).masthead.tags == ("Données provisoires",)


CARD = """
## my-card
amount = level(who, period)

- plain
  fr: {who | names} | {amount}
  en: {who | names} | {amount}
"""


def test_cards_have_a_label_a_period_a_figure_its_unit_and_a_note(tmp_path: Path) -> None:
    plan = "![my-card for each core in year](card:level)\n![my-card for core in year](card:share)"
    part = composed(tmp_path, plan, statements=CARD)
    (row,) = [block for block in part.blocks if isinstance(block, KeyFigures)]
    faces = [
        typed(" | ".join((c.label, c.period, c.value.text, c.unit, plain(c.note))))
        for c in row.cards
    ]
    assert faces[0] == (
        "ITO | Année 2024 | 10,58 | milliards de dirhams | 10,578 milliards de dirhams"
    )
    assert faces[2].startswith("ITO et CRM | Année 2024 | 77,7 % | des recettes | 20,38")


def test_no_card_value_is_long_or_speaks_of_another_period_than_the_edition() -> None:
    for findings in (published(), synthetic("2024-Q4"), synthetic("2024")):
        part = standard(findings)
        cards = [c for b in part.blocks if isinstance(b, KeyFigures) for c in b.cards]
        assert 3 <= len(cards) <= 4
        assert len({card.period for card in cards}) == 1
        assert [card.value.text for card in cards if len(card.value.text) > 10] == []


NOTE = """
## said-by-the-press
series: digital-exports
until: {until}
source: paper
claim: GROWTH/ESO/2024/2023
direction: {direction}

- plain
  fr: La presse en parle.
  en: The press speaks of it.
"""


@pytest.mark.parametrize(
    ("until", "direction", "said"),
    [("2025-S1", "up", True), ("2024", "up", False), ("2025-S1", "down", False)],
)
def test_a_note_is_said_until_its_period_and_while_its_claim_goes_its_way(
    until: str, direction: str, said: bool, tmp_path: Path
) -> None:
    note = NOTE.format(until=until, direction=direction)
    plan = "## own\n\namount for first in year, said-by-the-press"
    part = composed(tmp_path, plan, statements=LEVEL + note)
    assert ("La presse en parle." in texts(part)[0]) is said
    reasons = [line for line in left_out(published(), tmp_path) if "said-by-the-press" in line]
    assert len(reasons) == (not said)


def test_a_note_of_another_series_is_never_said(tmp_path: Path) -> None:
    note = NOTE.format(until="2025-S1", direction="up").replace("digital-exports", "other")
    part = composed(tmp_path, "## own\n\nsaid-by-the-press", statements=note)
    assert texts(part) == []


def test_a_note_without_its_source_is_refused(tmp_path: Path) -> None:
    note = NOTE.format(until="2025-S1", direction="up").replace("source: paper\n", "")
    with pytest.raises(TemplateError, match="the note lacks source"):
        composed(tmp_path, "## own\n\nsaid-by-the-press", statements=note)


def test_the_same_claims_make_the_same_part() -> None:
    assert told(published()) == told(published())


def test_both_languages_print_the_same_figures_in_the_same_blocks() -> None:
    for findings in (published(), synthetic("2025-Q2")):
        french, english = told(findings).values()
        for one, other in zip(french.blocks, english.blocks, strict=True):
            assert type(one) is type(other)
            assert sorted(claims(one)) == sorted(claims(other))
            assert isinstance(one, Paragraph) == isinstance(other, Paragraph)
