"""Damaged files are refused in one line, whatever is wrong in them; faults of ours never are."""

import random
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from proof.built import default_build, named
from proof.ledgers import ledger_of, with_ledger
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from reportgen.errors import CheckError
from reportgen.proof.finished import finished_file
from reportgen.views import read_view

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
    assert_told([damage(plain_pdf, random.Random(n)) for n in range(8)])


@pytest.mark.parametrize("damage", [flipped, shortened, other_member])
def test_a_damaged_word_file_is_read_or_refused_in_one_line(damage: Damage, made: Path) -> None:
    whole = named(made, "fr.docx").read_bytes()
    assert_told([damage(whole, random.Random(n)) for n in range(15)])


def assert_told(files: list[bytes]) -> None:
    told = []
    for data in files:
        try:
            read_view("a-file", data)
        except CheckError as error:
            told.append(str(error))
    assert all(text.startswith("a-file: ") and "\n" not in text for text in told)


@pytest.mark.parametrize("bound", ["Infinity", "NaN", "1/0", [], None, "x", float("inf")])
def test_a_ledger_with_a_bound_that_is_no_number_is_damaged(
    bound: object, made: Path, tmp_path: Path
) -> None:
    data, damaged = named(made, "fr.docx").read_bytes(), tmp_path / "damaged.docx"
    proof = ledger_of(data)
    proof["ledger"][-1]["high"] = bound
    damaged.write_bytes(with_ledger(data, proof))
    with pytest.raises(CheckError, match="its ledger is damaged"):
        assert finished_file(damaged).ledger


@pytest.mark.parametrize("fault", [AttributeError, KeyError, ValueError, OSError])
@pytest.mark.parametrize(
    ("form", "function"),
    [
        ("pdf", "pdf._pages"),
        ("pdf", "pdf.text_items"),
        ("pdf", "pdf._annotation"),
        ("docx", "word._properties"),
        ("docx", "body.Blocks.paragraph"),
        ("docx", "body.chart_items"),
        ("docx", "chart._plots"),
    ],
)
def test_a_fault_of_ours_is_never_told_as_a_damaged_file(
    form: str,
    function: str,
    fault: type[Exception],
    made: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> object:
        raise fault("ours")

    data = named(made, f"fr.{form}").read_bytes()
    monkeypatch.setattr(f"reportgen.views.{function}", broken)
    with pytest.raises(fault, match="ours"):
        read_view("a-file", data)
