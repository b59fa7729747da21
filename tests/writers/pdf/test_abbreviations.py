"""What abbreviations stand for, told by the structure tree."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import page as validation
import pytest
from composed import briefing_of, published, standard, synthetic
from model_lines import model_lines
from pdf_reading import Node, spoken, structure_of
from written import write_pdf

from reportgen.briefing import (
    Abbreviation,
    Block,
    BulletList,
    Chart,
    Heading,
    Link,
    ListItem,
    Locale,
    Paragraph,
    Part,
    Strong,
    Table,
    Text,
    plain,
)
from reportgen.claims import ClaimSet
from reportgen.theme import load_theme
from reportgen.writers.pdf.abbreviations import spelt_out
from specimen import specimen

LOCALES: tuple[Locale, ...] = ("fr", "en")
BASE, WIDER = Abbreviation("ITO", "une base"), Abbreviation("ITO-X", "une autre", "en")


@cache
def pdf_of(findings: ClaimSet, locale: Locale) -> bytes:
    return write_pdf(briefing_of(standard(findings, locale)), load_theme())


def spans(node: Node) -> list[Node]:
    return [each for each in node.walk() if each.tag == "Span" and each.expansion]


def told(*blocks: Block) -> list[str]:
    """The expansions in the order of the text."""
    part = replace(specimen("fr"), blocks=blocks, abbreviations=(BASE, WIDER))
    return [text.stands_for.expansion for text in texts(spelt_out(part)) if text.stands_for]


def texts(node: object) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from texts(each)
    else:
        for name in getattr(node, "__dataclass_fields__", ()):
            yield from texts(getattr(node, name))


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_an_abbreviation_is_told_once_in_each_section() -> None:
    heading = Heading(2, (Text("Titre"),))
    assert (
        told(words("l’ITO et l’ITO"), words("ITO"), heading, words("ITO, ITO")) == ["une base"] * 2
    )


def test_the_longer_name_wins_and_a_part_of_a_word_is_none() -> None:
    assert told(words("ITO-X, VITO, ITOS, ITO")) == ["une autre", "une base"]


def test_it_is_found_inside_other_marks_and_in_lists() -> None:
    point = BulletList((ListItem((Strong((Text("avec l’ITO"),)),)),))
    assert told(point) == ["une base"]


def test_a_glossary_and_a_link_are_left_as_they_are() -> None:
    glossary = BulletList((ListItem((Text("ITO"),), (Text("ITO"),)),))
    link = Paragraph((Link((Text("ITO"),), "https://exemple.ma"),))
    assert told(glossary, link) == []


def test_the_words_stay_what_they_were() -> None:
    part = standard(published())
    assert model_lines(briefing_of(spelt_out(part))) == model_lines(briefing_of(part))


def test_every_table_tells_what_names_its_rows() -> None:
    root = structure_of(pdf_of(published(), "fr"))
    tables = [node for node in root.walk() if node.tag == "Table"]
    assert [len({span.text for span in spans(table)}) for table in tables] == [5, 5, 5]
    headers = [node for node in tables[1].walk() if node.tag == "TH" and spans(node)]
    assert [span.text for header in headers for span in spans(header)] == ["KPO"]


@pytest.mark.parametrize("locale", LOCALES)
def test_each_is_told_in_its_language_as_the_glossary_has_it(locale: Locale) -> None:
    part = standard(published(), locale)
    found = {
        (s.text, s.expansion, s.lang) for s in spans(structure_of(pdf_of(published(), locale)))
    }
    assert found == {(a.short, a.expansion, a.lang) for a in part.abbreviations}
    assert {lang for *_, lang in found} == {"en" if locale == "fr" else ""}
    glossary = {plain(i.term): plain(i.content) for i in glossary_of(part).items}
    assert all(f"({expansion})" in glossary[short] for short, expansion, _ in found)


def glossary_of(part: Part) -> BulletList:
    lists = (block for block in part.blocks if isinstance(block, BulletList))
    return next(block for block in lists if block.items[0].term)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_structure_tree_still_reads_as_the_model(locale: Locale) -> None:
    part = standard(published(), locale)
    assert spoken(structure_of(pdf_of(published(), locale))) == model_lines(briefing_of(part))


@pytest.mark.parametrize("findings", [published(), synthetic("2025-S1")])
def test_the_file_grows_by_a_tenth_at_most(findings: ClaimSet) -> None:
    bare = replace(standard(findings), abbreviations=())
    assert len(pdf_of(findings, "fr")) < 1.1 * len(write_pdf(briefing_of(bare), load_theme()))


def test_a_part_without_abbreviations_is_left_as_it_is() -> None:
    part = replace(standard(published()), abbreviations=())
    assert spelt_out(part) is part


def test_exhibits_that_are_drawn_are_left_as_they_are() -> None:
    part = standard(published())
    shown = [block for block in part.blocks if isinstance(block, Chart)]
    assert [block for block in spelt_out(part).blocks if isinstance(block, Chart)] == shown
    assert any(isinstance(block, Table) for block in part.blocks)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_briefing_with_abbreviations_conforms(
    locale: Locale, profile: str, tmp_path: Path
) -> None:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(pdf_of(published(), locale))
    report = validation.validate_pdf(str(path), profile=profile)
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant
