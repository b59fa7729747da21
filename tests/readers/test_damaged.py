"""Damaged files are refused in one line, whatever is wrong in them; faults of ours never are."""

import random
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from proof.built import default_build, named
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from reportgen.errors import CheckError
from reportgen.proof.carried import CarriedLedger, carried_ledger
from reportgen.readers import read_finished
from reportgen.readers.docx import read_docx
from reportgen.readers.finished import FinishedFile, proof_of_file
from reportgen.readers.pdf import read_pdf
from reportgen.readers.word_charts import words_of_chart

TOKEN = re.compile(rb"(?<=[\s/\[(<])[\w.-]+(?=[\s\])>])|<<|>>|\[|\]")
WRONG = (b"0", b"-1", b"/K", b"null", b"(x)", b"[]", b"<<>>", b"1 0 R", b"true", b"")
VALUE = re.compile(rb'(?<==")[^"]*(?=")')
Damage = Callable[[bytes, random.Random], bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return default_build(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def plain_pdf(made: Path) -> bytes:
    """A PDF the pages of which can be read as text, so that damage meets what is painted."""
    writer = PdfWriter(clone_from=named(made, "fr.pdf"))
    for page in writer.pages:
        painted = StreamObject()
        contents = page.get_contents()
        painted._data = b"" if contents is None else contents.get_data()
        page[NameObject("/Contents")] = writer._add_object(painted)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for at in chance.sample(range(8, len(data)), chance.choice((1, 9, 99))):
        changed[at] = chance.randrange(256)
    return bytes(changed)


def shortened(data: bytes, chance: random.Random) -> bytes:
    """A piece is gone, so that every place that the file tells is wrong from there on."""
    at = chance.randrange(8, len(data) - 400)
    return data[:at] + data[at + chance.randrange(1, 400) :]


def other_tokens(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for found in chance.sample(list(TOKEN.finditer(data)), chance.choice((1, 4, 20))):
        room = found.end() - found.start()
        changed[found.start() : found.end()] = chance.choice(WRONG)[:room].ljust(room)
    return bytes(changed)


def other_member(data: bytes, chance: random.Random) -> bytes:
    """One member is gone, empty, another XML, no XML, or has wrong values."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(written, "w") as target:
        victim = chance.choice(source.namelist())
        for name in source.namelist():
            content = source.read(name)
            if name == victim:
                values = VALUE.sub(lambda _: chance.choice((*WRONG[:2], b"", b"x")), content, 20)
                content = chance.choice((b"", b"<a/>", content[: len(content) // 2], values))
                if chance.random() < 0.2:
                    continue
            target.writestr(name, content)
    return written.getvalue()


@pytest.mark.parametrize("damage", [flipped, shortened, other_tokens])
def test_a_damaged_pdf_is_read_or_refused_in_one_line(damage: Damage, plain_pdf: bytes) -> None:
    assert_told(read_pdf, [damage(plain_pdf, random.Random(n)) for n in range(8)])


@pytest.mark.parametrize("damage", [flipped, shortened, other_member])
def test_a_damaged_word_file_is_read_or_refused_in_one_line(damage: Damage, made: Path) -> None:
    whole = named(made, "fr.docx").read_bytes()
    assert_told(read_docx, [damage(whole, random.Random(n)) for n in range(15)])


def assert_told(read: Callable[[Path, bytes], object], files: list[bytes]) -> None:
    told = []
    for data in files:
        try:
            read(Path("a-file"), data)
        except CheckError as error:
            told.append(str(error))
    assert all(text.startswith("a-file: ") and "\n" not in text for text in told)


@pytest.mark.parametrize("wrong", ["", "0", "x", "-1", "²"])
def test_a_chart_with_a_place_that_is_no_number_is_read(wrong: str) -> None:
    drawn = (
        f"<cat><pt idx='{wrong}'><v>2024</v></pt></cat><val><pt idx='{wrong}'><v>5</v></pt></val>"
    )
    axis = f"<catAx><tickLblSkip val='{wrong}'/></catAx>"
    chart = etree.fromstring(f"<chart><ser>{drawn}</ser>{axis}</chart>")
    assert [*words_of_chart(chart)] == ["2024"]


@pytest.mark.parametrize("bound", ["Infinity", "NaN", "1/0", [], None, "x", float("inf")])
def test_a_ledger_with_a_bound_that_is_no_number_is_damaged(bound: object, made: Path) -> None:
    ledger = proof_in(made)["ledger"]
    with pytest.raises(CheckError, match="its ledger is damaged"):
        carried(made, ledger=[*ledger[:-1], ledger[-1] | {"high": bound}])


def test_a_ledger_whose_inputs_have_no_names_is_damaged(made: Path) -> None:
    with pytest.raises(CheckError, match="its ledger is damaged"):
        carried(made, inputs=5)


def test_the_ledger_of_a_file_is_whole(made: Path) -> None:
    assert carried(made).passages


def carried(made: Path, **wrong: object) -> CarriedLedger:
    return carried_ledger(FinishedFile(Path("a-file"), (), {}, proof_in(made) | wrong))


def proof_in(made: Path) -> dict[str, Any]:
    return dict(proof_of_file(read_finished(named(made, "fr.docx"))))


@pytest.mark.parametrize("fault", [AttributeError, KeyError, ValueError, OSError])
@pytest.mark.parametrize(
    ("form", "function"),
    [
        ("pdf", "pdf._read"),
        ("pdf", "pdf._kids"),
        ("pdf", "content_stream._text"),
        ("pdf", "content_stream._characters"),
        ("pdf", "pdf.tree_of"),
        ("docx", "docx._wanted"),
        ("docx", "docx._Part._pieces"),
        ("docx", "docx.bars_of"),
        ("docx", "word_charts._number"),
    ],
)
def test_a_fault_of_ours_is_never_told_as_a_damaged_file(
    form: str,
    function: str,
    fault: type[Exception],
    made: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> FinishedFile:
        raise fault("ours")

    path = named(made, f"fr.{form}")
    monkeypatch.setattr(f"reportgen.readers.{function}", broken)
    with pytest.raises(fault, match="ours"):
        {"pdf": read_pdf, "docx": read_docx}[form](path, path.read_bytes())
