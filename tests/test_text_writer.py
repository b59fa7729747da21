"""The text form: every block in readable lines."""

from dataclasses import replace
from fractions import Fraction

import pytest
from written import write_text

from reportgen.briefing import (
    Block,
    Bracket,
    BulletList,
    Callout,
    Caption,
    Category,
    Cell,
    Chart,
    Column,
    Contents,
    Emphasis,
    Fact,
    Heading,
    KeyFigure,
    KeyFigures,
    Link,
    ListItem,
    Masthead,
    Note,
    PageBreak,
    Paragraph,
    Point,
    Printed,
    Row,
    Series,
    Strong,
    Table,
    Text,
)
from reportgen.measure import Measure
from reportgen.theme import Theme, load_theme
from specimen import specimen_briefing

CAPTION = Caption("Figure 1", (Text("L’ESO tire"),), "%, 2024")


def figure(text: str) -> Printed:
    one = Fraction(1)
    return Printed(text, Measure(one, one, one, "percent", "", (2,), "final"))


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme()


def written(theme: Theme, *blocks: Block) -> list[str]:
    """Lines behind the masthead."""
    briefing = specimen_briefing("fr")
    part = replace(briefing.parts[0], blocks=blocks)
    lines = write_text(replace(briefing, parts=(part,)), theme).decode().splitlines()
    return lines[9:]


def test_a_part_opens_with_its_masthead(theme: Theme) -> None:
    briefing = specimen_briefing("fr")
    masthead = Masthead(
        "Office", ("Projet", "Embargo"), "Services", (Text("Un titre"),), "2024", "S"
    )
    part = replace(briefing.parts[0], masthead=masthead, blocks=())
    lines = write_text(replace(briefing, title="Note", parts=(part,)), theme).decode().splitlines()
    assert lines == [
        "=" * 72,
        "[fr] Note",
        "=" * 72,
        "Office [Projet] [Embargo]",
        "Services",
        "# Un titre",
        "2024",
        "(S)",
    ]


def test_words_keep_their_marks(theme: Theme) -> None:
    content = (
        Strong((Text("Fort"), figure(" 3\u202f%"))),
        Text(", "),
        Emphasis((Text("outsourcing"),), "en"),
        Text(", "),
        Link((Text("site"),), "https://example.org/"),
    )
    assert written(theme, Paragraph(content)) == [
        "**Fort 3\u202f%**, _outsourcing_{en}, [site](https://example.org/)"
    ]


def test_small_blocks_are_one_line_each(theme: Theme) -> None:
    word = (Text("Mot"),)
    card = KeyFigure("Total", "2024", figure("26,2"), "milliards", word, "TOTAL")
    blocks = (
        Heading(1, word),
        Heading(2, word, opens_page=True),
        BulletList((ListItem(word), ListItem(word, (Text("ITO"),)))),
        KeyFigures((card,)),
        Callout(word),
        Note(word),
        Contents("Sommaire", (Heading(1, word, "a"), Heading(2, word, "b"))),
        PageBreak(),
    )
    lines = written(theme, *blocks)
    assert [line for line in lines if line] == [
        "## Mot",
        "-" * 72,
        "### Mot",
        "- Mot",
        "- ITO: Mot",
        "| Total | 2024 | 26,2 milliards | Mot | TOTAL",
        "> Mot",
        "^ Mot",
        "Sommaire",
        "- Mot",
        "  - Mot",
        "-" * 72,
    ]


def test_a_table_shows_rows_marks_notes_and_source(theme: Theme) -> None:
    table = Table(
        CAPTION,
        (Column("Segment"), Column("Niveau", "%", "decimal")),
        (
            Row((Cell((Text("KPO"),)), Cell((figure("−38"),), "*"))),
            Row((Cell((Text("Total"),)), Cell((figure("+0,2"),))), "total"),
        ),
        ((Text("Note."),),),
        "Source : OC.",
    )
    assert written(theme, table) == [
        "Figure 1. L’ESO tire",
        "%, 2024",
        "| Segment | Niveau (%) |",
        "| --- | --- |",
        "| KPO | −38 * |",
        "| Total | +0,2 | total",
        "Note.",
        "Source : OC.",
    ]


def test_a_chart_shows_points_labels_facts_and_alternative_text(theme: Theme) -> None:
    known = Point(Fraction(1), figure("80"), sure=False)
    chart = Chart(
        "stacked",
        CAPTION,
        (Category("2023", missing="non publié"), Category("2024", "année")),
        (Series("ITO", "ITO", (None, known), "informatique", earlier=True),),
        "percent",
        (),
        "Source : OC.",
        (Text("Une barre."),),
        (Bracket(1, 2, (figure("78"),)),),
        (Fact("Part", figure("0,2"), "%"),),
    )
    assert written(theme, chart) == [
        "Figure 1. L’ESO tire",
        "%, 2024",
        "[stacked, percent]",
        "* 2023 non publié",
        "* 2024 année",
        "ITO informatique (ITO earlier): .; 80 e",
        "2024, first 2: 78",
        "Part: 0,2 %",
        "Source : OC.",
        "Alt: Une barre.",
    ]


def test_both_parts_are_written(theme: Theme) -> None:
    text = write_text(specimen_briefing("fr", "en"), theme).decode()
    assert text.index("## L’essentiel") < text.index("[en] ") < text.index("## Key points")
