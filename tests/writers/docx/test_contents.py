"""The list of contents in Word: a field that is filled, and that Word would fill alike."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from composed import standard, synthetic
from docx_reading import (
    Element,
    W,
    members,
    package_faults,
    paragraphs,
    style_of,
    text,
    xml,
)
from openxml_audit import FileFormat, OpenXmlValidator
from written import write_docx

from reportgen.accessibility.word import examine_docx
from reportgen.briefing import Briefing, Contents, Locale, plain
from reportgen.compose import with_contents
from reportgen.theme import load_theme

LOCALES: tuple[Locale, ...] = ("fr", "en")


@cache
def briefing() -> Briefing:
    findings = synthetic("2025-S1")
    parts = tuple(with_contents(standard(findings, locale)) for locale in LOCALES)
    return Briefing("Titre", "standard", findings.vantage, parts, "2026-01-28")


@cache
def written() -> bytes:
    return write_docx(briefing(), load_theme())


def entries(document: Element) -> list[tuple[str, str]]:
    return [
        (style_of(paragraph), text(paragraph))
        for paragraph in paragraphs(document)
        if style_of(paragraph) in ("TOC1", "TOC2")
    ]


def inside(document: Element, name: str) -> Iterator[Element]:
    """The paragraphs between the two ends of a bookmark that stand beside them."""
    number = ""
    for child in document[0]:
        if child.tag == f"{W}bookmarkStart" and child.get(f"{W}name") == name:
            number = child.get(f"{W}id", "")
        elif child.tag == f"{W}bookmarkEnd" and child.get(f"{W}id") == number:
            return
        elif number and child.tag == f"{W}p":
            yield child


def test_word_would_find_the_entries_that_stand_there() -> None:
    document = xml(written())
    codes = [(code.text or "").strip() for code in document.iter(f"{W}instrText")]
    fields = [code for code in codes if code.startswith("TOC")]
    assert [code.split()[-1] for code in fields] == ["at_fr_sections", "at_en_sections"]
    found: list[tuple[str, str]] = []
    for code in fields:
        instruction = re.fullmatch(r'TOC \\o "1-2" \\n \\h \\b (\w+)', code)
        assert instruction
        found += [
            (f"TOC{style_of(paragraph)[-1]}", text(paragraph))
            for paragraph in inside(document, instruction[1])
            if style_of(paragraph) in ("Heading1", "Heading2")
        ]
    assert found == entries(document)


def test_the_entries_are_those_of_the_model() -> None:
    lists = [b for part in briefing().parts for b in part.blocks if isinstance(b, Contents)]
    model = [(f"TOC{e.level}", plain(e.content)) for block in lists for e in block.entries]
    assert entries(xml(written())) == model
    heads = [text(p) for p in paragraphs(xml(written()), "TOCHeading")]
    assert heads == ["Sommaire", "Contents"]


def test_every_entry_leads_to_its_heading() -> None:
    document = xml(written())
    headings = {
        start.get(f"{W}name"): text(paragraph)
        for paragraph in paragraphs(document)
        for start in paragraph.iter(f"{W}bookmarkStart")
    }
    for paragraph in paragraphs(document):
        if style_of(paragraph) in ("TOC1", "TOC2"):
            (link,) = paragraph.iter(f"{W}hyperlink")
            assert headings[link.get(f"{W}anchor")] == text(paragraph)


def test_a_field_begins_before_the_first_entry_and_ends_behind_the_last() -> None:
    marks = [
        [mark.get(f"{W}fldCharType") for mark in paragraph.iter(f"{W}fldChar")]
        for paragraph in paragraphs(xml(written()))
        if style_of(paragraph) in ("TOC1", "TOC2")
    ]
    half = len(marks) // 2
    assert marks[:half] == [["begin", "separate"], *[[]] * (half - 2), ["end"]] == marks[half:]


def test_nobody_is_asked_to_update_fields() -> None:
    assert b"updateFields" not in members(written())["word/settings.xml"]
    assert all(b"w:dirty" not in blob for blob in members(written()).values())


def test_package_schema_and_accessibility_hold(tmp_path: Path) -> None:
    path = tmp_path / "long.docx"
    path.write_bytes(written())
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path))
    assert [str(error) for error in result.errors] == []
    assert package_faults(written()) == []
    assert examine_docx("written", written()).issues == ()
