"""A letterhead that cannot be used is refused in one line that says what to do."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from writers import letterheads
from written import write_docx

from reportgen.errors import TemplateError
from reportgen.theme import Theme, ThemeFile
from specimen import specimen_briefing

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = MAIN.replace("document.main", "template.main")


def note(path: Path) -> None:
    path.write_text("Bonjour")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:900])


def encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def with_macros(path: Path) -> None:
    letterheads.with_content_type(path, MAIN, MACROS)


def template(path: Path) -> None:
    letterheads.with_content_type(path, MAIN, TEMPLATE)


def narrow(path: Path) -> None:
    document = docx.Document(str(path))
    document.sections[0].left_margin = Mm(150)
    document.save(str(path))


def flat(path: Path) -> None:
    document = docx.Document(str(path))
    section = document.sections[0]
    section.page_height, section.top_margin, section.bottom_margin = Mm(210), Mm(60), Mm(53)
    document.save(str(path))


@pytest.mark.parametrize(
    ("spoil", "what", "remedy"),
    [
        (note, "is damaged, or no Word document", "save it in Word as a document (.docx)"),
        (cut, "is damaged, or no Word document", "save it in Word as a document (.docx)"),
        (encrypted, "is encrypted", "without a password"),
        (with_macros, "holds macros", "without macros"),
        (template, "is a Word template (.dotx)", "save it in Word as a document (.docx)"),
        (narrow, "leaves 28 mm between its margins across", "leave 120 mm or more"),
        (flat, "leaves 97 mm between its margins from top to bottom", "leave 120 mm or more"),
    ],
)
def test_a_letterhead_that_cannot_be_used_is_refused_with_what_to_do(
    spoil: Callable[[Path], None], what: str, remedy: str, theme: Theme, tmp_path: Path
) -> None:
    path = letterheads.bare(tmp_path)
    spoil(path)
    with pytest.raises(TemplateError) as refused:
        write_docx(specimen_briefing("fr"), replace(theme, letterhead=ThemeFile.read(path)))
    told = str(refused.value)
    assert told.startswith(f"{path}: the letterhead {what}")
    assert told.endswith(remedy)
