"""What assistive technology needs is in the file, and the check of it finds what is not."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx_reading import W, accessibility_faults, members, paragraphs, style_of, text, value, xml
from writers.docx.conftest import Write

from reportgen.briefing import Emphasis, Link, Paragraph, Text


def altered(data: bytes, name: str, old: str, new: str) -> bytes:
    changed = BytesIO()
    with ZipFile(changed, "w") as target:
        for member, blob in members(data).items():
            words = re.subn(old.encode(), new.encode(), blob, count=1)
            assert member != name or words[1] == 1
            target.writestr(member, words[0] if member == name else blob)
    return changed.getvalue()


@pytest.mark.parametrize("edition", ["french", "bilingual"])
def test_no_fault_is_found(edition: str, request: pytest.FixtureRequest) -> None:
    assert accessibility_faults(request.getfixturevalue(edition)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("docProps/core.xml", "<dc:title>[^<]*", "<dc:title>", "no title"),
        ("docProps/core.xml", "fr-FR", "en-US", "languages"),
        ("word/document.xml", 'descr="[^"]*"', 'descr=""', "no alternative text"),
        ("word/document.xml", "<w:tblHeader/>", "", "no header row"),
        ("word/document.xml", 'tblDescription w:val="[^"]*"', "tblDescription", "no description"),
        ("word/document.xml", '"Heading1"', '"Heading2"', "skips a level"),
    ],
)
def test_a_fault_is_found(french: bytes, name: str, old: str, new: str, fault: str) -> None:
    faults = accessibility_faults(altered(french, name, old, new))
    assert any(fault in found for found in faults)


def test_a_link_that_shows_its_address_is_a_fault(write: Write) -> None:
    target = "https://example.org/"
    assert accessibility_faults(write(Paragraph((Link((Text(target),), target),))))


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
