"""Files that are damaged, or claim too much, are examined as far as they go, or refused."""

import random
from pathlib import Path

import pytest
from accessibility.pdf_faults import changed, first
from proof.built import default_build, named
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject
from views.traps import READ_PDF, READ_WORD, REFUSED_PDF, REFUSED_WORD

from reportgen.accessibility import check_files


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A default build."""
    return default_build(tmp_path_factory.mktemp("output"))


@pytest.mark.parametrize("trap", [*REFUSED_PDF, *READ_PDF])
def test_a_pdf_file_that_claims_too_much_is_examined_or_refused_in_one_line(
    trap: str, folder: Path, tmp_path: Path
) -> None:
    change = READ_PDF[trap] if trap in READ_PDF else REFUSED_PDF[trap][1]
    data = change(named(folder, "standard_en.pdf").read_bytes())
    assert_told_in_lines(tmp_path / "trap.pdf", data)


@pytest.mark.parametrize("trap", [*REFUSED_WORD, *READ_WORD])
def test_a_word_file_that_claims_too_much_is_examined_or_refused_in_one_line(
    trap: str, folder: Path, tmp_path: Path
) -> None:
    change = READ_WORD[trap] if trap in READ_WORD else REFUSED_WORD[trap][1]
    data = change(named(folder, "standard_en.docx").read_bytes())
    assert_told_in_lines(tmp_path / "trap.docx", data)


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_file_with_other_bytes_is_examined_or_refused_in_one_line(
    form: str, folder: Path, tmp_path: Path
) -> None:
    whole = named(folder, f"standard_en.{form}").read_bytes()
    for seed in range(12):
        chance, other = random.Random(seed), bytearray(whole)
        for at in chance.sample(range(8, len(whole)), chance.choice((1, 9, 99))):
            other[at] = chance.randrange(256)
        assert_told_in_lines(tmp_path / f"other.{form}", bytes(other))


def assert_told_in_lines(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    (found,) = check_files([file])
    told = [str(each) for each in (*found.refused, *found.issues)]
    assert bool(found.checks) != bool(found.refused)
    assert len(found.refused) < 2
    assert not any("\n" in line for line in told)


def test_what_goes_round_in_circles_comes_to_an_end(folder: Path, tmp_path: Path) -> None:
    def rounds(pdf: PdfWriter) -> None:
        for tag in ("/P", "/Table", "/TR", "/LI"):
            element = first(pdf, tag)
            reference = pdf.get_reference(element)
            element[NameObject("/K")] = ArrayObject([reference, element.raw_get("/P")])
        roles = {NameObject("/P"): NameObject("/Q"), NameObject("/Q"): NameObject("/P")}
        root = pdf.root_object["/StructTreeRoot"].get_object()
        assert isinstance(root, DictionaryObject)
        root[NameObject("/RoleMap")] = DictionaryObject(roles)

    assert_told_in_lines(tmp_path / "round.pdf", changed(named(folder, "standard_fr.pdf"), rounds))
