"""Writers by the name of their format, each loaded when it is asked for."""

import subprocess
import sys

import pytest
from written import LEDGER

from reportgen.request import FORMATS
from reportgen.theme import load_theme
from reportgen.writers import WRITERS
from specimen import specimen_briefing


@pytest.mark.parametrize(("form", "opening"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("txt", b"===")])
def test_a_format_names_the_writer_of_its_files(form: str, opening: bytes) -> None:
    layout = WRITERS[form](specimen_briefing("en"), load_theme(), ())
    assert layout.seal(LEDGER).startswith(opening)


def test_the_formats_are_those_that_can_be_asked_for() -> None:
    assert set(WRITERS) == {*FORMATS, "txt"}  # the last is of these tests alone


def test_no_writer_is_loaded_before_its_format_is_asked_for() -> None:
    code = "import sys, reportgen.pipeline; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert "reportgen.writers" in loaded
    assert {"reportlab", "docx", "matplotlib", "openpyxl"}.isdisjoint(loaded)
