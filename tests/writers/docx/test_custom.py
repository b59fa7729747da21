"""The ledger in a Word file: a custom XML part that gives back every byte."""

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx_reading import package_faults, text, xml
from openxml_audit import FileFormat, OpenXmlValidator
from written import write_docx

from reportgen.briefing import Attachment
from reportgen.ledger import ledger_of
from reportgen.theme import Theme
from reportgen.writers.docx.package import NAMESPACE
from specimen import specimen_briefing

ITEM, PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"


def with_ledger(data: bytes, theme: Theme) -> bytes:
    ledger = Attachment("ledger.json", data, "application/json", "proof", "Supplement")
    return write_docx(specimen_briefing("fr"), theme, ledger)


@pytest.fixture(scope="module")
def proven(theme: Theme) -> bytes:
    """The specimen with its own ledger."""
    said = json.dumps(ledger_of(specimen_briefing("fr")), ensure_ascii=False)
    return with_ledger(said.encode(), theme)


def carried(made: bytes) -> bytes:
    return (xml(made, ITEM).text or "").encode()


def test_the_schema_audit_finds_nothing(proven: bytes, tmp_path: Path) -> None:
    file = tmp_path / "briefing.docx"
    file.write_bytes(proven)
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(file))
    assert [str(error) for error in result.errors] == []


def test_every_part_is_typed_and_every_relation_resolves(proven: bytes) -> None:
    assert package_faults(proven) == []


def test_the_ledger_comes_back_as_it_was(proven: bytes) -> None:
    assert json.loads(carried(proven)) == ledger_of(specimen_briefing("fr"))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "<ledger a=\"b\" c='d'>&amp;</ledger>",
        "]]>",
        "3\u202f462,5\u00a0M\u2009* « été » −2,4 \U0001d7d9",
        "  two  spaces\tand a tab\nand a line  ",
    ],
)
def test_every_byte_comes_back(words: str, theme: Theme) -> None:
    assert carried(with_ledger(words.encode(), theme)) == words.encode()


def test_the_part_is_of_our_namespace_and_says_so(proven: bytes) -> None:
    assert xml(proven, ITEM).tag == f"{{{NAMESPACE}}}ledger"
    (reference,) = xml(proven, PROPERTIES).iter("{*}schemaRef")
    assert list(reference.attrib.values()) == [NAMESPACE]


def test_the_ledger_survives_opening_and_saving(proven: bytes) -> None:
    saved = BytesIO()
    docx.Document(BytesIO(proven)).save(saved)
    assert carried(saved.getvalue()) == carried(proven)


def test_the_text_of_the_document_is_the_same_whatever_its_ledger(
    proven: bytes, french: bytes
) -> None:
    assert carried(proven) != carried(french)
    assert text(xml(proven)) == text(xml(french))
