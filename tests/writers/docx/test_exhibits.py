"""Captions that count, charts with words, blocks that stay together."""

import pytest
from docx_reading import WP, W, paragraphs, style_of, text, value, xml
from writers.docx.conftest import Write

from reportgen.briefing import Caption, Chart, Heading, Table, Text, plain
from reportgen.theme import Theme
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
