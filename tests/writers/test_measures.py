"""Numbers of the look stand in the theme or in the rules, never in a writer."""

import ast
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from reportgen.resources import read_toml
from reportgen.theme import Measures

WRITERS = Path(__file__).parents[2] / "reportgen" / "writers"
# What one format alone asks for: flags, limits, codes, and the shape of its own letters and links.
OWN = {
    "pdf": {
        *("_PRINTED", "_ASCENT", "_DESCENT", "_UNDERLINE", "_UNDERLINE_DROP", "_PDF_VERSION"),
        *("_D50", "_SRGB_PRIMARIES", "_CURVE_STEPS", "_TOLERANCE", "_CAPS", "_JOINS"),
        *("_BFCHAR_LIMIT", "_ESCAPED", "_remembered"),
    },
    "docx": {
        *("_PICTURE_DPI", "_LONGEST_TIP", "LINE_OF_WORDART", "_INSIDE", "_NARROWEST", "_DUTIES"),
        *("_FACT_UNIT", "_FACT_GAP", "_FACT_LABEL_GAP", "_SETTINGS_ORDER", "_TIGHTEST"),
        *("_ZIP_EPOCH", "HIDDEN_BYTES", "BULLET_LIST", "_TIGHT_LEADING", "_OTHER_FONT_RESERVE"),
        "CORE_PROPERTY_LIMIT",
    },
}
NEUTRAL = {0.0, 1.0, 1e-6}  # nothing, the whole, and the slack of a comparison
COLOUR_SPACE = {"metadata.py", "upstream.py"}  # formulas of sRGB, operators of PDF


def modules(room: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((WRITERS / room).glob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def numbers(node: ast.AST) -> list[int | float]:
    found = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return [value for value in found if type(value) in (int, float)]  # type: ignore[misc]


def constants(room: str) -> set[str]:
    """Return the names of a room that hold numbers when it is imported."""
    names: set[str] = set()
    for _, module in modules(room):
        for statement in module.body:
            targets = statement.targets if isinstance(statement, ast.Assign) else []
            targets = [statement.target] if isinstance(statement, ast.AnnAssign) else targets
            if targets and numbers(statement):
                parts = (part for target in targets for part in ast.walk(target))
                names |= {part.id for part in parts if isinstance(part, ast.Name)}
    return names


@pytest.mark.parametrize("room", ["pdf", "docx"])
def test_a_writer_holds_no_number_of_the_look(room: str) -> None:
    assert constants(room) == OWN[room]


@pytest.mark.parametrize("room", ["pdf", "docx"])
def test_no_function_of_a_writer_hides_a_fraction(room: str) -> None:
    hidden = [
        f"{path.name}: {value}"
        for path, module in modules(room)
        if path.name not in COLOUR_SPACE
        for statement in module.body
        if isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for value in numbers(statement)
        if isinstance(value, float) and value not in NEUTRAL
    ]
    assert hidden == []


def test_both_writers_share_no_constant() -> None:
    assert constants("pdf") & constants("docx") == set()


def test_every_measure_is_used_by_a_writer_and_stands_in_the_shipped_theme() -> None:
    words = "".join(path.read_text(encoding="utf-8") for path in WRITERS.rglob("*.py"))
    names = {each.name for each in fields(Measures)}
    assert [name for name in sorted(names) if f".{name}" not in words] == []
    _, shipped = read_toml("theme.toml", None)
    assert names <= shipped["measures"].keys()
