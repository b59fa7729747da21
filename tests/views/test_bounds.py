"""A file that claims too much is refused in one line; a damaged one is read as far as it goes."""

import random
from pathlib import Path

import pytest
from proof.built import default_build, named
from pypdf import PdfWriter
from views.traps import READ_PDF, READ_WORD, REFUSED_PDF, REFUSED_WORD

from reportgen.errors import UnreadableError
from reportgen.views import read_view


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return default_build(tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def word(made: Path) -> bytes:
    return named(made, "en.docx").read_bytes()


@pytest.fixture(scope="module")
def pdf(made: Path) -> bytes:
    return named(made, "en.pdf").read_bytes()


def assert_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableError, match=why) as refusal:
        read_view("a-file", data)
    told = str(refusal.value)
    assert told.startswith("a-file: ")
    assert "; " in told  # and what to do
    assert "\n" not in told


@pytest.mark.parametrize("trap", REFUSED_WORD)
def test_a_word_file_that_claims_too_much_is_refused_in_one_line(trap: str, word: bytes) -> None:
    why, change = REFUSED_WORD[trap]
    assert_refused(change(word), why)


@pytest.mark.parametrize("trap", REFUSED_PDF)
def test_a_pdf_that_claims_too_much_is_refused_in_one_line(trap: str, pdf: bytes) -> None:
    why, change = REFUSED_PDF[trap]
    assert_refused(change(pdf), why)


@pytest.mark.parametrize("trap", READ_WORD)
def test_a_damaged_word_file_is_read_as_far_as_it_goes(trap: str, word: bytes) -> None:
    assert len(read_view("a-file", READ_WORD[trap](word)).items) > 500


@pytest.mark.parametrize("trap", READ_PDF)
def test_a_damaged_pdf_is_read_as_far_as_it_goes(trap: str, pdf: bytes) -> None:
    assert len(read_view("a-file", READ_PDF[trap](pdf)).items) > 500


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_file_with_other_bytes_is_read_or_refused_in_one_line(form: str, made: Path) -> None:
    whole = named(made, f"en.{form}").read_bytes()
    told = []
    for seed in range(20):
        chance, changed = random.Random(seed), bytearray(whole)
        for at in chance.sample(range(8, len(whole)), chance.choice((1, 9, 99))):
            changed[at] = chance.randrange(256)
        try:
            read_view("a-file", bytes(changed))
        except UnreadableError as refusal:
            told.append(str(refusal))
    assert all(line.startswith("a-file: ") and "\n" not in line for line in told)


@pytest.mark.parametrize("version", [b"/V 2", b"/V 5"])
def test_an_encrypted_pdf_is_said_to_be_encrypted_whatever_the_kind(
    version: bytes, made: Path, tmp_path: Path
) -> None:
    writer = PdfWriter(clone_from=named(made, "en.pdf"))
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    locked = (tmp_path / "locked.pdf").read_bytes().replace(b"/V 2", version)
    assert_refused(locked, "is encrypted; save it without a password")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is encrypted, or of an old Word format"),
        (b"{\\rtf1}", "is neither PDF nor DOCX"),
        (b"", "is neither PDF nor DOCX"),
        (b"PK\x03\x04", "cannot be opened as a Word file"),
        (b"%PDF-1.7\n", "is cut short"),
    ],
)
def test_what_is_no_briefing_is_refused(data: bytes, why: str) -> None:
    assert_refused(data, why)
