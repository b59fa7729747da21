"""What is read back from finished files, and how files that cannot be read are refused."""

import re
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from proof.built import FORMATS, LANGUAGES, default_build, named
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, NameObject

from reportgen.errors import CheckError
from reportgen.readers import read_finished
from reportgen.readers.finished import FinishedFile, proof_of_file

FILES = [f"{language}.{form}" for language in LANGUAGES for form in FORMATS]
READ = ("text", "cell", "alternative")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return default_build(tmp_path_factory.mktemp("made"))


def words(texts: list[str]) -> str:
    """All words in order, without spaces: passages may be split or joined."""
    return "".join("".join(texts).split())


def told(finished: FinishedFile) -> list[tuple[str, str]]:
    return [(found.role, found.text) for found in finished.texts if found.role != "running"]


def uncounted(finished: FinishedFile) -> list[tuple[str, str]]:
    """What is told, whatever page it says that a part begins on."""
    return [(role, re.sub(r"^page \d+$", "page", text)) for role, text in told(finished)]


def refusal(path: Path) -> str:
    with pytest.raises(CheckError) as refused:
        read_finished(path)
    return str(refused.value)


def word_file(path: Path, body: str, **parts: str) -> Path:
    """Write a Word file of a body and other parts."""
    with ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return path


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_what_its_ledger_says_in_the_same_order(made: Path, name: str) -> None:
    finished = read_finished(named(made, name))
    passages = proof_of_file(finished)["passages"]
    ledger = [passage["text"] for passage in passages if passage["role"] in READ]
    # Where the parts begin is said on the title page; no figure of the data is a page.
    found = [
        re.sub(r"(^| )page \d+$", "", each.text) for each in finished.texts if each.role in READ
    ]
    assert words(found) == words(ledger)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_a_drawing_is_found_as_a_label(made: Path, language: str) -> None:
    finished = read_finished(named(made, f"{language}.pdf"))
    proof = proof_of_file(finished)
    labels = [words([found.text]) for found in finished.texts if found.role == "label"]
    passages = {entry["passage"] for entry in proof["ledger"]}
    wanted = [
        words([proof["passages"][number]["text"]])
        for number in sorted(passages)
        if proof["passages"][number]["role"] == "label"
    ]
    assert wanted
    assert [text for text in wanted if not any(text in label for label in labels)] == []


@pytest.mark.parametrize("name", FILES)
def test_heads_and_feet_are_running_and_come_last(made: Path, name: str) -> None:
    finished = read_finished(named(made, name))
    roles = [found.role for found in finished.texts]
    first = roles.index("running")
    assert set(roles[first:]) == {"running"}
    texts = {words([found.text]) for found in finished.texts[first:]}
    assert any(re.fullmatch(r"Page\d+(sur|of)\d+", text) for text in texts)
    passages = proof_of_file(finished)["passages"]
    assert {words([p["text"]]) for p in passages if p["role"] == "running"} <= texts


def test_a_pdf_carries_its_data_and_its_ledger(made: Path) -> None:
    finished = read_finished(named(made, "fr.pdf"))
    assert {"exports.csv", "datapackage.json", "targets.csv"} < finished.attachments.keys()
    assert finished.proof is not None
    assert finished.proof["language"] == "fr"


def test_a_word_file_carries_its_ledger(made: Path) -> None:
    finished = read_finished(named(made, "en.docx"))
    assert finished.attachments == {}
    assert finished.proof is not None
    assert finished.proof["language"] == "en"


def test_places_are_where_a_reader_looks(made: Path) -> None:
    pdf = read_finished(named(made, "fr.pdf")).texts
    assert pdf[0].place == "page 1"
    assert {f.place for f in pdf if f.role == "alternative"} >= {"page 1, figure"}
    docx = read_finished(named(made, "fr.docx")).texts
    assert docx[0].place == "table 1, row 1, cell 1"
    assert any(re.fullmatch(r"paragraph \d+, figure", found.place) for found in docx)


def test_the_name_of_a_file_says_nothing(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "briefing.docx"
    copy.write_bytes(named(made, "fr.pdf").read_bytes())
    assert read_finished(copy).texts == read_finished(named(made, "fr.pdf")).texts


def test_a_pdf_without_tags_is_one_text_a_page(made: Path, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=named(made, "fr.pdf"))
    del writer.root_object["/StructTreeRoot"]
    writer.write(tmp_path / "plain.pdf")
    *found, title = read_finished(tmp_path / "plain.pdf").texts
    assert (title.place, title.role) == ("the title of the file", "running")
    assert [each.place for each in found] == [
        f"page {number}" for number in range(1, len(found) + 1)
    ]
    assert {each.role for each in found} == {"text"}
    assert "13,4" in found[0].text


def test_words_painted_or_noted_outside_the_structure_are_found(made: Path, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=named(made, "fr.pdf"))
    page = writer.pages[0]
    contents = page.get_contents()
    assert contents is not None
    stamped = contents.get_data() + b"\nBT /F2+0 9 Tf 10 10 Td (99,9) Tj ET"
    stream = DecodedStreamObject()
    stream.set_data(stamped)
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_annotation(0, FreeText(text="88,8", rect=(0, 0, 9, 9)))
    writer.write(tmp_path / "stamped.pdf")
    found = read_finished(tmp_path / "stamped.pdf").texts
    assert [f.text for f in found if f.role == "text"][-2:] == ["99,9", "88,8"]


def test_a_word_file_is_read_in_the_order_of_its_body(tmp_path: Path) -> None:
    cell = f"<w:tc><w:p>{run('cell')}</w:p></w:tc>"
    body = (
        f"<w:p>{run('one')}<w:r><w:tab/></w:r>{run('two')}<w:r><w:br/></w:r>{run('three')}</w:p>"
        f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('held')}</w:p></w:sdtContent></w:sdt>"
    )
    found = read_finished(word_file(tmp_path / "a.docx", body)).texts
    assert [(each.place, each.text) for each in found] == [
        ("paragraph 1", "one"),
        ("paragraph 1", "two three"),
        ("table 1, row 1, cell 1", "cell"),
        ("table 1, row 1, cell 2", "cell"),
        ("paragraph 2", "held"),
    ]


def test_what_was_deleted_is_left_out_and_what_was_inserted_is_kept(tmp_path: Path) -> None:
    body = (
        f"<w:p><w:ins>{run('13,5')}</w:ins><w:del><w:r><w:delText>13,4</w:delText></w:r></w:del>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    )
    assert [f.text for f in read_finished(word_file(tmp_path / "a.docx", body)).texts] == ["13,5"]


def test_of_two_versions_of_a_drawing_the_one_that_word_takes_is_read(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('before')}<w:r><mc:AlternateContent>"
        "<mc:Choice><w:drawing><w:docPr descr='a chart'/>"
        f"{box.format(run('new'))}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box.format(run('old'))}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    found = read_finished(word_file(tmp_path / "a.docx", body)).texts
    assert [(f.place, f.role, f.text) for f in found] == [
        ("paragraph 1", "text", "before"),
        ("paragraph 1, figure", "alternative", "a chart"),
        ("paragraph 1, text box", "text", "new"),
    ]


def test_notes_follow_the_body_and_running_heads_follow_them(tmp_path: Path) -> None:
    paragraph = f"<w:p>{run('{}')}</w:p>"
    note = f"<w:footnote>{paragraph.format('note')}</w:footnote>"
    parts = {
        "word__header1": f"<w:hdr {W}>{paragraph.format('head')}</w:hdr>",
        "word__footnotes": f"<w:footnotes {W}>{note}</w:footnotes>",
    }
    found = read_finished(word_file(tmp_path / "a.docx", paragraph.format("body"), **parts)).texts
    assert [(f.role, f.text) for f in found] == [
        ("text", "body"),
        ("text", "note"),
        ("running", "head"),
    ]


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def locked(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(data))
    writer.encrypt("secret", algorithm="RC4-128")
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def hollow(data: bytes) -> bytes:
    return data[:300] + b"%%EOF"


def begun(data: bytes) -> bytes:
    return data[:4]


def old(data: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0" + data


def empty(data: bytes) -> bytes:
    return data[:0]


def picture(data: bytes) -> bytes:
    return b"GIF89a" + data[2000:]


@pytest.mark.parametrize(
    ("name", "damage", "what"),
    [
        ("fr.pdf", cut, "is cut short"),
        ("fr.pdf", locked, "is encrypted"),
        ("fr.pdf", hollow, "is damaged"),
        ("fr.docx", cut, "is damaged"),
        ("fr.docx", begun, "is damaged"),
        ("fr.docx", old, "of an old Word format"),
        ("fr.docx", empty, "is neither PDF nor DOCX"),
        ("fr.docx", picture, "is neither PDF nor DOCX"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(
    made: Path,
    tmp_path: Path,
    name: str,
    damage: Callable[[bytes], bytes],
    what: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = tmp_path / name
    path.write_bytes(damage(named(made, name).read_bytes()))
    message = refusal(path)
    assert message.startswith(f"{path}: ")
    assert what in message
    assert "; " in message
    assert "\n" not in message
    assert caplog.messages == []


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "absent.pdf")
    assert "is a folder" in refusal(tmp_path)


def test_a_package_without_a_body_is_no_word_file(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("word/other.xml", "<a/>")
    assert "has no word/document.xml" in refusal(tmp_path / "a.docx")


def test_broken_xml_is_named_with_its_part(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", "", word__header1="<w:hdr")
    assert "word/header1.xml in it is no XML (line 1)" in refusal(path)


def test_entities_are_refused_and_never_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    path = word_file(tmp_path / "a.docx", "", word__header1=bomb)
    assert "declares entities" in refusal(path)


def test_a_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.readers.word_markup._LARGEST", 100)
    path = word_file(tmp_path / "a.docx", f"<w:p>{run('0' * 200)}</w:p>")
    assert "unpacks to more" in refusal(path)


def test_a_file_larger_than_a_briefing_is_not_loaded(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.readers.finished._LARGEST", 100)
    assert "too large" in refusal(named(made, "fr.pdf"))


@pytest.mark.parametrize(
    ("ledger", "what"),
    [("{", "is damaged"), ("[]", "is damaged"), ('{"schema": 1}', "is of schema 1, not 2")],
)
def test_a_ledger_that_is_none_is_refused(tmp_path: Path, ledger: str, what: str) -> None:
    item = f'<ledger xmlns="urn:reportgen:ledger:1">{ledger}</ledger>'
    path = word_file(tmp_path / "a.docx", "", customXml__item7=item)
    assert f"its ledger {what}" in refusal(path)


def test_a_file_that_has_lost_its_ledger_is_not_proven_by_the_manifest_beside_it(
    made: Path, tmp_path: Path
) -> None:
    original = named(made, "fr.docx")
    with ZipFile(original) as package:
        body = package.read("word/document.xml")
    bare = tmp_path / original.name
    with ZipFile(bare, "w") as package:
        package.writestr("word/document.xml", body)
    shutil.copy(made / "manifest.json", tmp_path)
    with pytest.raises(CheckError, match="carries no ledger; make the file again"):
        proof_of_file(read_finished(bare))


@pytest.mark.proof
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_file_saved_again_by_libreoffice_says_the_same(
    made: Path, tmp_path: Path, language: str
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    original = named(made, f"{language}.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(original)], check=True, capture_output=True)
    again, before = read_finished(tmp_path / original.name), read_finished(original)
    # LibreOffice loses the alternative texts of charts, and of nothing else; it counts pages anew.
    assert uncounted(again) == [one for one in uncounted(before) if one[0] != "alternative"]
    assert again.misdrawn == ()
    assert again.proof == before.proof
