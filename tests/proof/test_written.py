"""The differences of a file as a document for its author."""

from pathlib import Path

import pytest
from docx import Document
from lxml import html
from proof.built import default_build, named
from views.word_edits import BODY, edited, then

from reportgen import accessibility
from reportgen.cli import main

CHANGES = then(
    edited(BODY, "Des mouvements", "De <b>grands</b> mouvements".replace("<", "&lt;")),
    edited(BODY, r"\+7,1", "+7,4"),
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changed")
    path = folder / "changed.docx"
    path.write_bytes(CHANGES(named(default_build(folder / "made"), "fr.docx").read_bytes()))
    return path


def reported(changed: Path, report: Path) -> int:
    return main(["check", str(changed), "--report", str(report)])


def test_a_page_has_a_row_for_each_difference_with_its_words_marked(
    changed: Path, tmp_path: Path
) -> None:
    assert reported(changed, tmp_path / "report.html") == 6
    page = html.parse(str(tmp_path / "report.html")).getroot()
    assert page.xpath("//h2/text()") == ["changed.docx"]
    assert page.xpath("//th[@scope='col']/text()") == ["Place", "What", "Words", "What to do"]
    assert page.xpath("//del/text()") == ["Des", "+7,1"]
    assert page.xpath("//ins/text()") == ["De <b>grands</b>", "+7,4"]
    assert [*page.iter("b")] == []


def test_a_word_file_has_the_same_rows_and_is_accessible(changed: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    assert reported(changed, path) == 6
    (table,) = Document(str(path)).tables
    assert [cell.text for cell in table.rows[0].cells] == ["Place", "What", "Words", "What to do"]
    struck = [run.text for cell in table.column_cells(2) for run in cell.paragraphs[0].runs
              if run.font.strike]  # fmt: skip
    assert struck == ["Des", "+7,1"]
    (examined,) = accessibility.check_files([path])
    assert [str(problem) for problem in examined.issues] == []


def test_a_report_in_another_format_is_a_usage_error(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reported(changed, tmp_path / "report.pdf") == 2
    assert "is a report in no known format; choose one of: .docx, .html" in capsys.readouterr().err
    assert not (tmp_path / "report.pdf").exists()


def test_a_report_that_cannot_be_written_is_told(changed: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert reported(changed, tmp_path / "file" / "report.html") == 1
