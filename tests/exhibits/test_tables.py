"""The tables of the text: each cell as precise as its bounds allow, each mark with its note."""

from dataclasses import replace

import pytest
from composed import known, published, synthetic, typed, view_of

from reportgen.briefing import Cell, Table, plain
from reportgen.claims import ClaimSet
from reportgen.dataset import Unit
from reportgen.exhibits.tables import half_years, quarters, segments


def shown(cell: Cell) -> str:
    return typed(plain(cell.content)) + (f" {cell.mark}" if cell.mark else "")


def lines(table: Table | None) -> list[str]:
    """Each row as a line, with what kind of row it is."""
    assert table is not None
    return [f"{' | '.join(map(shown, row.cells))} ({row.kind})" for row in table.rows]


def notes(table: Table | None) -> list[str]:
    assert table is not None
    return [typed(plain(note)) for note in table.notes]


def test_the_segments_of_the_year_are_printed_within_their_bounds() -> None:
    assert lines(segments(view_of(published()))) == [
        "ITO + CRM | 20,38 | 77,7 | −2,4 à −2,3 | −1,9 à −1,8 (group)",
        "ITO informatique | 10,578 | 40,3 | nd | nd (member)",
        "CRM relation client | 9,797 | 37,4 | nd | nd (member)",
        "ESO ingénierie | 3,462 | 13,2 | +7,1 | +0,9 (body)",
        "BPO processus métier | 2,334 | 8,9 | +17 | +1,3 (body)",
        "KPO connaissance | 0,048 | 0,2 | −38 * | −0,1 (body)",
        "Total | 26,22 | 100,0 | +0,2 | +0,2 (total)",
    ]


def test_the_segments_are_the_same_in_english() -> None:
    assert lines(segments(view_of(published(), "en")))[::3] == [
        "ITO + CRM | 20.38 | 77.7 | −2.4 to −2.3 | −1.9 to −1.8 (group)",
        "ESO engineering | 3.462 | 13.2 | +7.1 | +0.9 (body)",
        "Total | 26.22 | 100.0 | +0.2 | +0.2 (total)",
    ]


def test_exact_levels_print_every_decimal_and_no_cell_is_missing() -> None:
    table = segments(view_of(synthetic("2024")))
    assert lines(table) == [
        "ITO + CRM | 20,375 | 77,7 | −2,3 | −1,9 (group)",
        "ITO informatique | 10,578 | 40,3 | −0,2 | −0,1 (member)",
        "CRM relation client | 9,797 | 37,4 | −4,5 | −1,8 (member)",
        "ESO ingénierie | 3,462 | 13,2 | +7,1 | +0,9 (body)",
        "BPO processus métier | 2,334 | 8,9 | +16,9 | +1,3 (body)",
        "KPO connaissance | 0,048 | 0,2 | −38 * | −0,1 (body)",
        "Total | 26,219 | 100,0 | +0,2 | +0,2 (total)",
    ]
    assert notes(table) == [
        "* Base très faible (78 millions de dirhams en 2023). "
        "La somme des contributions peut différer du total en raison des arrondis."
    ]


def test_the_header_says_what_and_in_which_unit() -> None:
    table = segments(view_of(published()))
    assert table is not None
    assert [(typed(column.name), typed(column.unit)) for column in table.header] == [
        ("Segment", ""),
        ("Niveau 2024", "milliards de dirhams"),
        ("Part du total", "%"),
        ("Variation 2024/2023", "%"),
        ("Contribution", "points"),
    ]
    assert [column.align for column in table.header] == ["left", *["decimal"] * 4]


def test_the_notes_explain_the_marks_that_are_used() -> None:
    (note,) = notes(segments(view_of(published())))
    assert note.startswith("nd : non disponible. * Base très faible (78 millions de dirhams en 20")
    estimated = segments(view_of(published("2023")))
    assert "ESO ingénierie | 3,23 e | 12,4 | nd | nd (body)" in lines(estimated)
    (note,) = notes(estimated)
    assert note.startswith("e : obtenu par différence ou à partir d'un taux publié. nd : non dispo")
    assert "Base très faible" not in note


def test_the_half_years_are_printed_within_their_bounds() -> None:
    table = half_years(view_of(published()))
    assert lines(table) == [
        "ITO + CRM | nd | nd | 9,4 | nd (group)",
        "ITO informatique | nd | nd | 5,25 | nd (member)",
        "CRM relation client | 4,80 e | 5,00 | 4,19 | −12,8 à −12,5 (member)",
        "ESO ingénierie | nd | nd | 2,587 | nd (body)",
        "BPO + KPO | nd | nd | 1,3 e | nd (body)",
        "Total | 12,9 | 13,3 e | 13,4 | +3,5 (total)",
    ]
    assert notes(table) == [
        "e : obtenu par différence ou à partir d'un taux publié. nd : non disponible."
    ]


def test_a_tiny_base_is_marked_in_every_table_that_prints_its_fall() -> None:
    table = half_years(view_of(synthetic("2025-S1"), "en"))
    assert "KPO knowledge | 0.025 | 0.023 | 0.024 | −4 * (body)" in lines(table)
    assert notes(table) == ["* Very small base (MAD 25 million in H1 2024)."]


def test_a_rise_from_a_tiny_base_is_given_in_levels_alone() -> None:
    rise = known("2023 KPO 48\n2024 KPO 78\n2023 TOTAL 26000\n2024 TOTAL 26100", "2024")
    (row,) = (line for line in lines(segments(view_of(rise))) if line.startswith("KPO"))
    assert row == "KPO connaissance | 0,078 | 0,3 | * | +0,1 (body)"


def test_a_table_without_marks_needs_no_note_for_them() -> None:
    cells = [f"{p} {code} 1000" for p in ("2024-S1", "2024-S2", "2025-S1") for code in CODES]
    assert notes(half_years(view_of(known("\n".join(cells), "2025-S1")))) == []


CODES = ("ITO", "CRM", "ESO", "BPO", "KPO")


@pytest.mark.parametrize(
    ("findings", "table"),
    [
        (known("2024 ITO 10578\n2024 CRM 9797", "2024"), segments),
        (known("2025-S1 ITO 5250\n2025-S1 CRM 4190", "2025-S1"), half_years),
        (known("2025-S1 TOTAL 13400", "2025-S1"), half_years),
    ],
)
def test_a_table_without_its_total_or_its_parts_is_left_out(
    findings: ClaimSet, table: object
) -> None:
    assert callable(table)
    assert table(view_of(findings)) is None


def test_levels_stand_in_billions_whatever_the_unit_of_the_data() -> None:
    cells = known("2024 TOTAL 26.219\n2024 ITO 10.578", "2024")
    words = cells.dataset.level_unit.words
    billions = replace(cells.dataset, level_unit=Unit("MAD billion", "level", 9, words))
    table = segments(view_of(replace(cells, dataset=billions)))
    assert lines(table)[1] == "ITO informatique | 10,578 | 40,3 | nd | nd (member)"
    assert lines(table)[-1] == "Total | 26,219 | 100,0 | nd | nd (total)"


def test_five_quarters_stand_beside_the_change_on_the_year() -> None:
    table = quarters(view_of(synthetic("2025-Q2")))
    assert table is not None
    assert [typed(column.name) for column in table.header] == [
        "Segment",
        "T2 2024",
        "T3 2024",
        "T4 2024",
        "T1 2025",
        "T2 2025",
        "Variation T2 2025/T2 2024",
    ]
    crm = "CRM relation client | 2,380 | 2,814 | 2,183 | 2,110 | 2,080 | −12,6 (member)"
    assert lines(table)[2] == crm
    assert lines(table)[-1] == "Total | 6,392 | 6,941 | 6,344 | 6,617 | 6,770 | +5,9 (total)"


def test_two_quarters_of_one_segment_make_no_table() -> None:
    assert quarters(view_of(published())) is None
