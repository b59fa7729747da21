"""Captions that count, charts with words, blocks that stay together."""

from dataclasses import replace
from itertools import pairwise

import pytest
from docx_reading import WP, Element, W, paragraphs, style_of, text, value, xml
from writers.docx.conftest import Write

from reportgen.briefing import Caption, Chart, Heading, Table, Text, plain
from reportgen.theme import Theme
from reportgen.writers.docx.styles import text_width
from specimen import specimen_briefing


def charts() -> list[Chart]:
    return [b for b in specimen_briefing("fr").parts[0].blocks if isinstance(b, Chart)]


def tables() -> list[Table]:
    return [b for b in specimen_briefing("fr").parts[0].blocks if isinstance(b, Table)]


def instructions(data: bytes) -> list[str]:
    return [(code.text or "").strip() for code in xml(data).iter(f"{W}instrText")]


def test_figures_and_tables_count_apart_and_from_one_in_each_part(bilingual: bytes) -> None:
    counting = [code for code in instructions(bilingual) if code.startswith("SEQ")]
    anew = counting.index(r"SEQ Figure \h \r 0")
    parts = (counting[:anew], [counting[anew]], counting[anew + 1 :])
    assert [code for part in parts for code in sorted(part)] == [
        *_counted(("Figure", len(charts())), ("Tableau", len(tables()))),
        r"SEQ Figure \h \r 0",
        *_counted(("Figure", len(charts())), ("Table", len(tables()))),
    ]


def _counted(*kinds: tuple[str, int]) -> list[str]:
    """The fields of a part in any order of its exhibits, sorted as the test sorts them."""
    return [rf"SEQ {name} \* ARABIC" for name, count in kinds for _ in range(count)]


def test_what_counts_anew_is_hidden_for_programs_that_print_it(bilingual: bytes) -> None:
    titles = paragraphs(xml(bilingual), "Title")
    (anew,) = [title for title in titles if title.find(f".//{W}instrText") is not None]
    hidden = [run.find(f"{W}rPr/{W}vanish") is not None for run in anew.iter(f"{W}r")]
    fields = [run.find(f"{W}t") is None or not text(run) for run in anew.iter(f"{W}r")]
    assert hidden == fields
    assert any(hidden)


def test_a_label_is_bookmarked_for_references(french: bytes) -> None:
    document = xml(french)
    names = [start.get(f"{W}name") for start in document.iter(f"{W}bookmarkStart")]
    assert {"at_fr_Figure_1", "at_fr_Figure_5", "at_fr_Tableau_3"} <= set(names)


def test_a_label_without_a_number_is_plain_text(write: Write) -> None:
    table = tables()[0]
    caption = Caption("Encadré", table.caption.title, "")
    data = write(Table(caption, table.header, table.rows, table.notes, table.source, table.layout))
    assert not [code for code in instructions(data) if code.startswith("SEQ")]
    assert text(paragraphs(xml(data), "Caption")[0]).startswith("Encadré ")


def test_a_chart_is_as_wide_as_the_text_and_says_what_it_shows(french: bytes, theme: Theme) -> None:
    document = xml(french)
    widths = {int(extent.get("cx", 0)) for extent in document.iter(f"{WP}extent")}
    assert widths == {round(theme.page.measure * 12700), round(theme.page.span(2) * 12700)}
    shown = [(p.get("name"), p.get("descr")) for p in document.iter(f"{WP}docPr")]
    assert shown == [(chart.caption.label, plain(chart.alt_text)) for chart in charts()]


@pytest.mark.parametrize("style", ["Caption", "CaptionSubtitle", "BriefingFigure", "Heading1"])
def test_what_must_not_end_a_page_is_kept_with_the_next(french: bytes, style: str) -> None:
    styles = xml(french, "word/styles.xml").iter(f"{W}style")
    (found,) = [entry for entry in styles if entry.get(f"{W}styleId") == style]
    assert found.find(f"{W}pPr/{W}keepNext") is not None


def test_all_notes_but_the_source_are_kept_with_the_next(french: bytes) -> None:
    notes = paragraphs(xml(french), "Source")
    sources = [note for note in notes if text(note).startswith("Source")]
    assert len(sources) == len(charts()) + len(tables())
    assert all((note.find(f"{W}pPr/{W}keepNext") is None) == (note in sources) for note in notes)


def test_an_exhibit_below_a_heading_stands_close_to_it(write: Write) -> None:
    data = write(Heading(2, (Text("Annexe"),)), tables()[0], tables()[1])
    first, second = paragraphs(xml(data), "Caption")
    assert value(first, "pPr/spacing", "before") == "0"
    assert value(second, "pPr/spacing", "before") == ""
    assert style_of(first) == style_of(second)


def facts_of(write: Write, count: int) -> list[Element]:
    panel = next(chart for chart in charts() if chart.facts)
    return paragraphs(xml(write(replace(panel, facts=(panel.facts * 2)[:count]))), "BriefingFact")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_a_hair_line_stands_between_two_facts(count: int, write: Write) -> None:
    rules = [
        {rule.tag.removeprefix(W) for rule in line.iterfind(f"{W}pPr/{W}pBdr/*")}
        for line in facts_of(write, count)
    ]
    assert all(one != other for one, other in pairwise(rules))  # Word joins those that are equal
    between = [("bottom" in one) + ("top" in other) for one, other in pairwise(rules)]
    assert between == [1] * (count - 1)
    assert "top" not in rules[0]
    assert "bottom" not in rules[-1]


def test_the_figures_of_facts_stand_on_their_decimal_sign(write: Write, theme: Theme) -> None:
    lines = facts_of(write, 3)
    signs, units = set(), set()
    for line in lines:
        figure, unit = line.findall(f"{W}pPr/{W}tabs/{W}tab")
        _, value, _ = text(line).split("\t")
        fraction = text_width(theme, "".join(value.partition(",")[1:]), theme.type["table_cell"])
        signs.add(round(int(figure.get(f"{W}pos", "")) / 20 - fraction))
        units.add(unit.get(f"{W}pos"))
    assert len({text(line).count(",") for line in lines}) == 2
    assert (len(signs), len(units)) == (1, 1)


def test_facts_are_lines_of_fifteen_points(french: bytes) -> None:
    styles = xml(french, "word/styles.xml").iter(f"{W}style")
    (fact,) = [each for each in styles if each.get(f"{W}styleId") == "BriefingFact"]
    room = {side: value(fact, "pPr/spacing", side) for side in ("before", "line", "after")}
    assert int(room["line"]) + int(room["after"]) == 15 * 20
    assert room["before"] == "0"  # what is on both sides overlaps
