"""Table columns: widths and decimal alignment."""

from dataclasses import replace
from functools import cache

import pytest

from reportgen.briefing import Caption, Cell, Column, Locale, Row, Strong, Table, Text
from reportgen.theme import load_theme
from reportgen.writers.pdf.columns import CellWords, Slot, grid_of, slots_of, x_of_cell
from reportgen.writers.pdf.style import Look
from reportgen.writers.pdf.typeset import single_line


@cache
def look() -> Look:
    return Look(load_theme(), "standard")


def table(*texts: str, mark: str = "", unit: str = "") -> Table:
    rows = tuple(
        Row((Cell((Text("ligne"),)), Cell((Text(text),), mark), Cell((Text("1"),))))
        for text in texts
    )
    header = (Column("Nom"), Column("Valeur", unit, "decimal"), Column("Autre", "", "decimal"))
    return Table(Caption("Tableau 1", (Text("T"),), "s"), header, rows, (), "Source")


def starts_of_tail(block: Table, locale: Locale, tails: tuple[str, ...]) -> set[float]:
    """Return where the decimal part of each figure of the second column begins."""
    grid = grid_of(block, look(), locale)
    slot = slots_of(block, grid, look())[1]
    return {
        round(_end(words[1], slot) - _width(words[1], tail), 6)
        for words, tail in zip(grid, tails, strict=True)
    }


def _end(cell: CellWords, slot: Slot) -> float:
    line = single_line(cell.text.runs)
    return x_of_cell(cell, single_line(cell.runs), slot) + line.width


def _width(cell: CellWords, text: str) -> float:
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
    grid = grid_of(block, look(), "fr")
    slot = slots_of(block, grid, look())[1]
    assert {round(_end(words[1], slot), 6) for words in grid} == {round(slot.right, 6)}


def test_columns_fill_the_text_block() -> None:
    block = table("10,578", "20,38", unit="milliards de dirhams")
    slots = slots_of(block, grid_of(block, look(), "fr"), look())
    assert slots[0].left == 0.0
    assert slots[1].left == 127.0
    assert slots[-1].right == pytest.approx(look().theme.page.measure)


def test_words_wrap_before_figures_suffer() -> None:
    block = table("10,578")
    long_name = Cell((Text("un nom de ligne très long " * 10),))
    block = replace(block, rows=(Row((long_name, *block.rows[0].cells[1:])),))
    slots = slots_of(block, grid_of(block, look(), "fr"), look())
    assert slots[-1].right == pytest.approx(look().theme.page.measure)
    assert (
        slots[1].right - slots[1].left
        >= single_line(grid_of(block, look(), "fr")[0][1].runs).width - 1e-6
    )


def test_a_mark_in_the_last_column_stays_inside_the_text_block() -> None:
    block = table("1")
    marked = Cell((Text("5,00"),), "e")
    block = replace(block, rows=(Row((*block.rows[0].cells[:2], marked)),))
    grid = grid_of(block, look(), "fr")
    slot = slots_of(block, grid, look())[2]
    line = single_line(grid[0][2].runs)
    end = x_of_cell(grid[0][2], line, slot) + line.width
    assert end == pytest.approx(look().theme.page.measure)


def test_a_code_is_in_ink_and_the_name_after_it_muted() -> None:
    block = table("1")
    name = Cell((Strong((Text("ESO"),)), Text(" ingénierie")))
    block = replace(block, rows=(Row((name, *block.rows[0].cells[1:])),))
    code, words = grid_of(block, look(), "fr")[0][0].text.runs
    assert (code.face.colour, words.face.colour) == (look().colour("ink"), look().colour("muted"))


def test_a_total_is_semibold() -> None:
    block = table("1")
    block = replace(block, rows=(replace(block.rows[0], kind="total"),))
    assert {
        run.face.font.split("-")[1] for cell in grid_of(block, look(), "fr")[0] for run in cell.runs
    } == {"SemiBold"}
