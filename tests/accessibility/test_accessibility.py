"""`check --accessibility`: a good file passes, each fault is found by the check that is for it."""

import json
import re
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from accessibility.pdf_faults import PDF_ADVICE, PDF_FAULTS, PDF_HABITS, changed
from accessibility.word_faults import WORD_ADVICE, WORD_FAULTS, WORD_HABITS
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx_reading import W, altered, members
from PIL import Image
from proof.built import FORMATS, LANGUAGES, default_build, named
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from reportgen.accessibility import ExaminedFile, check_files, report
from reportgen.accessibility.pdf import CHECKS as PDF_CHECKS
from reportgen.accessibility.word import CHECKS as WORD_CHECKS
from reportgen.cli import main

Lines = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A default build."""
    return default_build(tmp_path_factory.mktemp("output"))


def checked(file: Path, data: bytes) -> ExaminedFile:
    file.write_bytes(data)
    (found,) = check_files([file])
    assert found.refused == ()
    return found


def checks_that_find(found: ExaminedFile) -> set[str]:
    return {fault.check for fault in found.faults}


def checks_that_advise(found: ExaminedFile) -> set[str]:
    return {issue.check for issue in found.issues if issue.is_advice}


def test_the_six_default_editions_are_accessible(folder: Path) -> None:
    files = [named(folder, f"{language}.{kind}") for language in LANGUAGES for kind in FORMATS]
    lines = report(check_files(files)).splitlines()
    assert lines == [
        f"{file}: accessible: {15 if file.suffix == '.pdf' else 12} checks passed" for file in files
    ]


def test_every_check_has_a_fault_that_it_finds_or_an_advice_that_it_gives() -> None:
    word = {check for check, _ in (*WORD_FAULTS.values(), *WORD_ADVICE.values())}
    pdf = {check for check, _ in (*PDF_FAULTS.values(), *PDF_ADVICE.values())}
    assert word == {*WORD_CHECKS}
    assert pdf == {*PDF_CHECKS, "PDF/UA-1"}


@pytest.mark.parametrize(("check", "change"), WORD_FAULTS.values(), ids=[*WORD_FAULTS])
def test_a_fault_of_a_word_file_is_found(
    check: str, change: tuple[str, str, str], folder: Path, tmp_path: Path
) -> None:
    data = altered(named(folder, "standard_fr.docx").read_bytes(), *change)
    found = checked(tmp_path / "fault.docx", data)
    assert (checks_that_find(found), checks_that_advise(found)) == ({check}, set())


@pytest.mark.parametrize(("check", "change"), WORD_ADVICE.values(), ids=[*WORD_ADVICE])
def test_what_no_standard_demands_of_a_word_file_is_advice(
    check: str, change: tuple[str, str, str], folder: Path, tmp_path: Path
) -> None:
    data = altered(named(folder, "standard_fr.docx").read_bytes(), *change)
    found = checked(tmp_path / "advice.docx", data)
    assert (checks_that_find(found), checks_that_advise(found)) == (set(), {check})


@pytest.mark.parametrize("change", WORD_HABITS.values(), ids=[*WORD_HABITS])
def test_what_shuts_nobody_out_of_a_word_file_is_no_issue(
    change: tuple[str, str, str], folder: Path, tmp_path: Path
) -> None:
    data = altered(named(folder, "standard_fr.docx").read_bytes(), *change)
    assert checked(tmp_path / "habit.docx", data).issues == ()


# The kinds of these faults and habits are those of the veraPDF corpus (CC BY 4.0, the veraPDF
# Consortium), clause by clause; the files are ours.
@pytest.mark.parametrize(("check", "change"), PDF_FAULTS.values(), ids=[*PDF_FAULTS])
def test_a_fault_of_a_pdf_file_is_found(
    check: str, change: Callable[[PdfWriter], None], folder: Path, tmp_path: Path
) -> None:
    data = changed(named(folder, "standard_fr-en.pdf"), change)
    found = checks_that_find(checked(tmp_path / "fault.pdf", data))
    assert found - {"PDF/UA-1"} or found == {check}
    assert check in found


@pytest.mark.parametrize(("check", "change"), PDF_ADVICE.values(), ids=[*PDF_ADVICE])
def test_what_the_standard_does_not_demand_of_a_pdf_file_is_advice(
    check: str, change: Callable[[PdfWriter], None], folder: Path, tmp_path: Path
) -> None:
    data = changed(named(folder, "standard_fr-en.pdf"), change)
    found = checked(tmp_path / "advice.pdf", data)
    assert check in checks_that_advise(found)
    assert check not in checks_that_find(found)


@pytest.mark.parametrize("change", PDF_HABITS.values(), ids=[*PDF_HABITS])
def test_what_shuts_nobody_out_of_a_pdf_file_is_no_issue(
    change: Callable[[PdfWriter], None], folder: Path, tmp_path: Path
) -> None:
    data = changed(named(folder, "standard_fr-en.pdf"), change)
    assert checked(tmp_path / "habit.pdf", data).issues == ()


@pytest.mark.parametrize("version", [b"/V 2", b"/V 9"], ids=["RC4", "a kind unknown to all"])
def test_a_file_that_cannot_be_opened_without_a_password_is_said_to_be_encrypted(
    version: bytes, folder: Path, tmp_path: Path
) -> None:
    data = changed(named(folder, "standard_fr.pdf"), lambda pdf: pdf.encrypt("secret", "owner"))
    (tmp_path / "locked.pdf").write_bytes(data.replace(b"/V 2", version))
    (found,) = check_files([tmp_path / "locked.pdf"])
    (problem,) = found.refused
    assert problem.what == "is encrypted, and cannot be opened without its password"
    assert problem.remedy == "save it without a password"


def test_what_is_wrong_in_too_many_places_is_told_once_more(tmp_path: Path) -> None:
    def empty_links(document: Document) -> None:
        for _ in range(600):
            paragraph = document.add_paragraph()._p
            paragraph.append(paragraph.makeelement(f"{W}hyperlink", {}))

    found = checked(tmp_path / "many.docx", foreign(empty_links))
    links = [fault for fault in found.faults if fault.check == "links"]
    assert len(links) == 501
    assert links[-1].problem.what == "more like these are not told"


def test_a_strict_word_file_is_read_like_any_other(tmp_path: Path) -> None:
    def strict(data: bytes) -> bytes:
        old = rb"http://schemas\.openxmlformats\.org/(\w+)/2006/(main|relationships|\w+Drawing)"
        changed = BytesIO()
        with ZipFile(changed, "w") as target:
            for name, part in members(data).items():
                known = b"package/2006" in part and name.endswith(".rels")
                kept = (
                    part
                    if not known
                    else part.replace(
                        b"schemas.openxmlformats.org/officeDocument/2006/relationships/",
                        b"purl.oclc.org/ooxml/officeDocument/relationships/",
                    )
                )
                target.writestr(
                    name, kept if known else re.sub(old, rb"http://purl.oclc.org/ooxml/\1/\2", part)
                )
        return changed.getvalue()

    plain = foreign(lambda document: document.add_table(2, 2))
    assert b"purl.oclc.org/ooxml/wordprocessingml" in members(strict(plain))["word/document.xml"]
    one = checked(tmp_path / "strict.docx", strict(plain)).issues
    assert one == checked(tmp_path / "plain.docx", plain).issues != ()


def test_a_file_that_must_be_mended_is_not_judged(folder: Path, tmp_path: Path) -> None:
    data = re.sub(
        rb"startxref\s+\d+", b"startxref\n7", named(folder, "standard_fr.pdf").read_bytes()
    )
    (found,) = checked(tmp_path / "mended.pdf", data).faults
    assert found.problem.what.startswith("the file cannot be judged: ")


def test_pdf_ua_is_judged_by_no_one_where_the_package_for_it_is_missing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "page", None)
    (found,) = check_files([named(folder, "standard_fr.pdf")])
    assert len(found.checks) == 14
    assert found.issues == ()
    assert "rule by rule" in found.sound


def test_what_a_check_has_said_the_verdict_on_pdf_ua_does_not_say_again(tmp_path: Path) -> None:
    found = checked(tmp_path / "plain.pdf", untagged())
    assert "PDF/UA-1" in found.checks
    assert "PDF/UA-1" not in checks_that_find(found)


def untagged() -> bytes:
    """A PDF file as ReportLab makes it."""
    data = BytesIO()
    canvas = Canvas(data)
    canvas.drawString(72, 720, "Exportations")
    canvas.linkURL("https://example.org", (72, 700, 100, 720))
    canvas.save()
    return data.getvalue()


def test_a_foreign_pdf_file_is_told_what_it_lacks(tmp_path: Path) -> None:
    found = checked(tmp_path / "plain.pdf", untagged())
    assert [(each.check, each.problem.where) for each in found.issues] == [
        ("tags", "the file"),
        ("title", "properties"),
        ("title", "properties"),
        ("language", "properties"),
        ("identifier", "properties"),
        ("links", "page 1"),
        ("fonts", "page 1"),
    ]


def test_pictures_of_pages_are_no_text(tmp_path: Path) -> None:
    scan = BytesIO()
    canvas = Canvas(scan)
    canvas.drawInlineImage(Image.new("L", (2, 2)), 0, 0, 600, 800)
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (2, 2))), 0, 0, 600, 800)
    canvas.save()
    found = checked(tmp_path / "scan.pdf", scan.getvalue())
    assert "pictures of pages" in found.issues[0].problem.what


def foreign(*edits: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    for edit in edits:
        edit(document)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def test_a_foreign_word_file_is_told_what_it_lacks(tmp_path: Path) -> None:
    data = foreign(
        lambda document: document.add_paragraph("Une phrase."),
        lambda document: document.add_table(2, 2),
    )
    found = checked(tmp_path / "plain.docx", data)
    assert [(each.check, each.problem.where) for each in found.issues] == [
        ("title", "properties"),
        ("header rows", "table 1, after “Une phrase.”"),
        ("tables", "table 1, after “Une phrase.”"),
        ("headings", "the file"),
    ]


def test_a_style_based_on_a_heading_is_one(tmp_path: Path) -> None:
    def headed(document: Document) -> None:
        style = document.styles.add_style("Mon titre", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Heading 3"]
        document.core_properties.title = "Note"
        document.add_paragraph("Méthode", "Mon titre")

    found = checked(tmp_path / "based.docx", foreign(headed)).issues
    assert [(each.check, each.problem.what) for each in found] == [
        ("headings", "a heading of level 3 is the first"),
        ("contrast", "text in #4F81BD on #FFFFFF has a contrast of 4.0:1, below 4.5:1"),
    ]


def test_a_place_without_words_is_told_by_those_before_it(tmp_path: Path) -> None:
    def spaced(document: Document) -> None:
        document.core_properties.title = "Note"
        document.add_heading("Exportations de services numériques du Maroc", 1)
        for _ in range(3):
            document.add_paragraph()

    (found,) = checked(tmp_path / "spaced.docx", foreign(spaced)).issues
    said = "paragraph, after “Exportations de services numériques du…”"
    assert found.problem.where == said


@pytest.mark.parametrize(
    ("name", "damage", "said"),
    [
        ("cut.docx", lambda data: data[:5000], "is damaged: it cannot be opened as a Word file"),
        ("cut.pdf", lambda data: data[:-2000], "is cut short"),
        ("text.docx", lambda data: b"Bonjour", "is neither PDF nor DOCX"),
        ("old.docx", lambda data: b"\xd0\xcf\x11\xe0", "is encrypted, or of an old Word format"),
    ],
)
def test_a_damaged_file_is_refused(
    name: str, damage: Callable[[bytes], bytes], said: str, folder: Path, tmp_path: Path
) -> None:
    whole = named(folder, f"standard_fr.{name.partition('.')[2]}").read_bytes()
    (tmp_path / name).write_bytes(damage(whole))
    (found,) = check_files([tmp_path / name])
    (problem,) = found.refused
    assert problem.what == said
    assert "`" not in problem.remedy


def test_styles_that_are_based_on_each_other_end(folder: Path, tmp_path: Path) -> None:
    old, new = '(?<="Normal">)<w:name w:val="Normal"/>', '<w:basedOn w:val="BodyText"/>'
    data = altered(named(folder, "standard_fr.docx").read_bytes(), "word/styles.xml", old, new)
    assert checked(tmp_path / "round.docx", data).checks


def test_a_structure_tree_without_end_is_read_once(folder: Path, tmp_path: Path) -> None:
    pdf = PdfWriter(clone_from=named(folder, "standard_fr.pdf"))
    root = pdf.root_object["/StructTreeRoot"].get_object()
    assert isinstance(root, DictionaryObject)
    top = root["/K"].get_object()
    assert isinstance(top, DictionaryObject)
    top[NameObject("/K")] = ArrayObject([root.raw_get("/K"), top.raw_get("/K")])
    pdf.write(tmp_path / "round.pdf")
    (found,) = check_files([tmp_path / "round.pdf"])
    assert found.checks or found.refused


def test_a_finding_is_a_line_and_the_command_fails(tmp_path: Path, capsys: Lines) -> None:
    plain, absent = tmp_path / "plain.docx", tmp_path / "absent.pdf"
    plain.write_bytes(foreign(lambda document: document.add_heading("Note", 1)))
    assert main(["check", "--accessibility", str(absent), str(plain)]) == 6
    told = capsys.readouterr()
    remedy = "write one under File › Info"
    assert told.out == f"{plain}: properties: the document has no title; {remedy}\n"
    assert told.err.splitlines() == [
        f"{absent}: does not exist; name a whole PDF or Word file",
        "1 fault in 1 of 2 files; correct the file, or its template",
    ]


def test_an_accessible_file_passes_the_command(folder: Path, capsys: Lines) -> None:
    file = named(folder, "standard_en.docx")
    assert main(["check", "--accessibility", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: accessible: 12 checks passed\n"


def test_findings_are_json_for_programs(tmp_path: Path, capsys: Lines) -> None:
    plain = tmp_path / "plain.docx"
    plain.write_bytes(foreign(lambda document: document.add_heading("Note", 1)))
    assert main(["check", "--accessibility", "--json", str(plain)]) == 6
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == 1
    (file,) = told["files"]
    assert file["file"] == str(plain)
    assert len(file["checks"]) == 12
    assert file["advice"] == []
    assert file["refused"] == []
    assert file["findings"] == [
        {
            "check": "title",
            "where": "properties",
            "what": "the document has no title",
            "remedy": "write one under File › Info",
        }
    ]


def test_data_say_nothing_of_accessibility(folder: Path, capsys: Lines) -> None:
    file = str(named(folder, "standard_en.docx"))
    assert main(["check", "--accessibility", "--data", "data/exports.csv", file]) == 2
    assert "--accessibility and --data exclude each other" in capsys.readouterr().err
