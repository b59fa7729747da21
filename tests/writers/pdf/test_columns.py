"""Table columns: widths and decimal alignment."""

from dataclasses import replace
from functools import cache

import pytest

from reportgen.briefing import Caption, Cell, Column, Locale, Row, Strong, Table, Text
from reportgen.theme import Theme, load_theme
from reportgen.writers.pdf.lines import single_line
from reportgen.writers.pdf.tables import CellText, PlacedColumn, body_of, columns_of


@cache
def theme() -> Theme:
    return load_theme()


def table(*texts: str, mark: str = "", unit: str = "") -> Table:
    rows = tuple(
        Row((Cell((Text("ligne"),)), Cell((Text(text),), mark), Cell((Text("1"),))))
        for text in texts
    )
    header = (Column("Nom"), Column("Valeur", unit, "decimal"), Column("Autre", "", "decimal"))
    return Table(Caption("Tableau 1", (Text("T"),), "s"), header, rows, (), "Source")


def starts_of_tail(block: Table, locale: Locale, tails: tuple[str, ...]) -> set[float]:
    """Return where the decimal part of each figure of the second column begins."""
    body = body_of(block, theme(), locale)
    column = columns_of(block, body, theme())[1]
    return {
        round(_end(words[1], column) - _width(words[1], tail), 6)
        for words, tail in zip(body, tails, strict=True)
    }


def _end(cell: CellText, column: PlacedColumn) -> float:
    line = single_line(cell.text.runs)
    return column.start_of_cell(cell, single_line(cell.runs)) + line.width


def _width(cell: CellText, text: str) -> float:
    return replace(cell.text.runs[-1], text=text).width


@pytest.mark.parametrize(
    ("locale", "texts", "tails"),
    [
        ("fr", ("10,578", "20,38", "+17", "0,048"), (",578", ",38", "", ",048")),
        ("fr", ("−2,4 à −2,3", "+7,1", "−38"), (",3", ",1", "")),
        ("fr", ("26\u202f170", "3\u202f230,5", "78"), ("", ",5", "")),
        ("en", ("26,170", "3,230.5", "78"), ("", ".5", "")),
        ("en", ("77.7%", "9%"), (".7%", "%")),
    ],
)
def test_figures_align_on_their_decimal_sign(
    locale: Locale, texts: tuple[str, ...], tails: tuple[str, ...]
) -> None:
    wholes = tuple(tail.rstrip("%") for tail in tails)
    if any(tail.endswith("%") for tail in tails):
        assert len(starts_of_tail(table(*texts), locale, tails)) == 1
    else:
        assert len(starts_of_tail(table(*texts), locale, wholes)) == 1


def test_a_mark_does_not_move_its_figure() -> None:
    plain = starts_of_tail(table("4,80", "12,9"), "fr", (",80", ",9"))
    assert starts_of_tail(table("4,80", "12,9", mark="e"), "fr", (",80", ",9")) == plain


def test_words_in_a_column_of_figures_stand_at_its_right() -> None:
    block = table("nd", "10,578")
    body = body_of(block, theme(), "fr")
    column = columns_of(block, body, theme())[1]
    assert {round(_end(words[1], column), 6) for words in body} == {round(column.right, 6)}


def test_columns_fill_the_text_block() -> None:
    block = table("10,578", "20,38", unit="milliards de dirhams")
    columns = columns_of(block, body_of(block, theme(), "fr"), theme())
    assert columns[0].left == 0.0
    assert columns[1].left == 127.0
    assert columns[-1].right == pytest.approx(theme().page.measure)


def test_words_wrap_before_figures_suffer() -> None:
    block = table("10,578")
    long_name = Cell((Text("un nom de ligne très long " * 10),))
    block = replace(block, rows=(Row((long_name, *block.rows[0].cells[1:])),))
    columns = columns_of(block, body_of(block, theme(), "fr"), theme())
    assert columns[-1].right == pytest.approx(theme().page.measure)
    assert (
        columns[1].right - columns[1].left
        >= single_line(body_of(block, theme(), "fr")[0][1].runs).width - 1e-6
    )


def test_a_mark_in_the_last_column_stays_inside_the_text_block() -> None:
    block = table("1")
    marked = Cell((Text("5,00"),), "e")
    block = replace(block, rows=(Row((*block.rows[0].cells[:2], marked)),))
    body = body_of(block, theme(), "fr")
    column = columns_of(block, body, theme())[2]
    line = single_line(body[0][2].runs)
    end = column.start_of_cell(body[0][2], line) + line.width
    assert end == pytest.approx(theme().page.measure)


def test_a_code_is_in_ink_and_the_name_after_it_muted() -> None:
    block = table("1")
    name = Cell((Strong((Text("ESO"),)), Text(" ingénierie")))
    block = replace(block, rows=(Row((name, *block.rows[0].cells[1:])),))
    code, words = body_of(block, theme(), "fr")[0][0].text.runs
    assert (code.face.colour, words.face.colour) == (
        theme().colours["ink"],
        theme().colours["muted"],
    )


def test_a_total_is_semibold() -> None:
    block = table("1")
    block = replace(block, rows=(replace(block.rows[0], kind="total"),))
    assert {
        run.face.font.split("-")[1]
        for cell in body_of(block, theme(), "fr")[0]
        for run in cell.runs
    } == {"SemiBold"}
