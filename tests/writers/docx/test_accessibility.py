"""What assistive technology needs is in the file."""

import pytest
from docx_reading import W, paragraphs, style_of, text, value, xml
from writers.docx.conftest import Write

from reportgen.accessibility.word import examine_docx
from reportgen.briefing import Emphasis, Paragraph, Text


@pytest.mark.parametrize("edition", ["french", "bilingual"])
def test_no_fault_is_found(edition: str, request: pytest.FixtureRequest) -> None:
    examined = examine_docx(edition, request.getfixturevalue(edition))
    assert examined.checks
    assert examined.issues == ()


def test_every_table_has_a_title_and_one_with_a_header_row_a_description(french: bytes) -> None:
    tables = [*xml(french).iter(f"{W}tbl")]
    headed = [table for table in tables if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    assert headed
    assert all(value(table, "tblPr/tblCaption") for table in tables)
    assert all(value(table, "tblPr/tblDescription") for table in headed)


def test_every_run_of_the_second_language_says_so(bilingual: bytes) -> None:
    document = xml(bilingual)
    body = document[0]
    sections = [n for n, child in enumerate(body) if child.find(f"{W}pPr/{W}sectPr") is not None]
    english = list(body)[sections[-1] + 1 :]
    languages = {
        value(run, "rPr/lang")
        for element in english
        for run in element.iter(f"{W}r")
        if text(run).strip()
    }
    assert languages == {"en-GB"}


def test_runs_of_the_first_language_rely_on_the_documents_own(french: bytes) -> None:
    assert value(xml(french, "word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == "fr-FR"
    foreign = {
        text(run): value(run, "rPr/lang")
        for run in xml(french).iter(f"{W}r")
        if value(run, "rPr/lang")
    }
    assert foreign["Engineering Services Outsourcing"] == "en-GB"
    assert set(foreign.values()) == {"en-GB"}


def test_a_foreign_term_keeps_any_tag(write: Write) -> None:
    data = write(Paragraph((Emphasis((Text("maḫzan"),), "ar-Latn"),)))
    runs = xml(data).iter(f"{W}r")
    assert "ar-Latn" in {value(run, "rPr/lang") for run in runs}


def test_no_paragraph_of_text_is_formatted_by_hand_into_a_heading(french: bytes) -> None:
    runs = [run for p in paragraphs(xml(french)) for run in p.iter(f"{W}r")]
    formats = {child.tag.removeprefix(W) for run in runs for child in run.findall(f"{W}rPr/*")}
    assert formats == {"rStyle", "lang"}
    assert all(style_of(paragraph) for paragraph in paragraphs(xml(french)))
