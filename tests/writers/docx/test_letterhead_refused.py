"""A letterhead that cannot be used is refused in one line that says what to do."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

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


def altered(path: Path, wanted: str, content: bytes) -> None:
    """Give one member of the package another content."""
    written = BytesIO()
    with ZipFile(path) as source, ZipFile(written, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == wanted else source.read(name))
    path.write_bytes(written.getvalue())


def without_body(path: Path) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    altered(path, "word/document.xml", f'<w:document xmlns:w="{space}"/>'.encode())


def other_document(path: Path) -> None:
    altered(path, "word/document.xml", b"<a/>")


def other_settings(path: Path) -> None:
    altered(path, "word/settings.xml", b"<a/>")


def broken_fonts(path: Path) -> None:
    altered(path, "word/fontTable.xml", b"<w:fonts")


def encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def with_macros(path: Path) -> None:
    letterheads.with_content_type(path, MAIN, MACROS)


def template(path: Path) -> None:
    letterheads.with_content_type(path, MAIN, TEMPLATE)


def strict(path: Path) -> None:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    with ZipFile(path) as package:
        relations = package.read("_rels/.rels")
    other = b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    altered(path, "_rels/.rels", relations.replace(kind, other))


def unmeasured(path: Path) -> None:
    with ZipFile(path) as package:
        body = package.read("word/document.xml")
    altered(path, "word/document.xml", body.replace(b'w:top="1440"', b'w:top="one inch"'))


def narrow(path: Path) -> None:
    document = docx.Document(str(path))
    document.sections[0].left_margin = Mm(150)
    document.save(str(path))


def flat(path: Path) -> None:
    document = docx.Document(str(path))
    section = document.sections[0]
    section.page_height, section.top_margin, section.bottom_margin = Mm(210), Mm(60), Mm(53)
    document.save(str(path))


AS_DOCUMENT = "save it in Word as a document (.docx)"


@pytest.mark.parametrize(
    ("spoil", "what", "remedy"),
    [
        (note, "is damaged, or no Word document", AS_DOCUMENT),
        (cut, "is damaged, or no Word document", AS_DOCUMENT),
        (without_body, "is no Word document", AS_DOCUMENT),
        (
            other_document,
            "is damaged, or no Word document",
            "save it in Word as a document (.docx)",
        ),
        (
            other_settings,
            "is damaged, or no Word document",
            "save it in Word as a document (.docx)",
        ),
        (broken_fonts, "is damaged, or no Word document", AS_DOCUMENT),
        (encrypted, "is encrypted", "without a password"),
        (with_macros, "holds macros", "without macros"),
        (template, "is a Word template (.dotx)", AS_DOCUMENT),
        (strict, "is Strict Open XML", "(.docx), not as Strict"),
        (unmeasured, "has a page that cannot be measured: “one inch” is no length", AS_DOCUMENT),
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


def test_a_fault_of_ours_is_never_told_as_a_damaged_letterhead(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bool:
        raise ValueError("ours")

    monkeypatch.setattr("reportgen.writers.docx.letterhead._headers_footers", broken)
    with pytest.raises(ValueError, match="ours"):
        write_docx(
            specimen_briefing("fr"),
            replace(theme, letterhead=ThemeFile.read(letterheads.bare(tmp_path))),
        )
