"""The list of contents in PDF: links, page numbers, structure."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import page as validation
import pytest
from composed import standard, synthetic
from pdf_reading import Node, reader_of, spoken, structure_of, without_number
from written import laid_out, write_pdf

from reportgen.briefing import Briefing, Heading, Locale, plain
from reportgen.compose import with_contents
from reportgen.theme import load_theme

LOCALES: tuple[Locale, ...] = ("fr", "en")


@cache
def long_briefing() -> Briefing:
    findings = synthetic("2025-S1")
    parts = tuple(with_contents(standard(findings, locale)) for locale in LOCALES)
    return Briefing("Titre", "standard", findings.vantage, parts, "2026-01-28")


@cache
def long_pdf(*parts: int) -> bytes:
    briefing = long_briefing()
    chosen = tuple(briefing.parts[number] for number in parts)
    return write_pdf(replace(briefing, parts=chosen), load_theme())


def entries(pdf: bytes) -> list[Node]:
    return [node for node in structure_of(pdf).walk() if node.tag == "TOCI"]


def destinations(pdf: bytes) -> list[tuple[str, int]]:
    """What each link inside the document is called, and the page to which it leads."""
    reader = reader_of(pdf)
    numbers = {page.indirect_reference: number for number, page in enumerate(reader.pages, 1)}
    notes = (note.get_object() for page in reader.pages for note in page.get("/Annots", []))
    return [
        (str(n["/Contents"]), numbers[list.__getitem__(n["/Dest"], 0)])
        for n in notes
        if "/Dest" in n
    ]


@pytest.mark.parametrize("part", [0, 1])
def test_every_entry_names_its_heading_and_the_page_where_it_stands(part: int) -> None:
    pdf = long_pdf(part)
    found = [node.text.replace("\u00a0", " ") for node in entries(pdf)]
    blocks = long_briefing().parts[part].blocks
    headings = [plain(b.content).replace("\u00a0", " ") for b in blocks if isinstance(b, Heading)]
    assert [without_number(line) for line in found] == headings[1:]
    pages = [" ".join(sheet.extract_text().split()) for sheet in reader_of(pdf).pages]
    for line, heading in zip(found, headings[1:], strict=True):
        number = int(line.removeprefix(heading))
        first_words = " ".join(heading.split()[:4])
        assert first_words in pages[number - 1]
        assert number == 1 or first_words not in pages[number - 2] or number == 2


def test_a_number_is_the_page_to_which_its_link_leads_in_both_languages() -> None:
    pdf = long_pdf(0, 1)
    led = iter(destinations(pdf))
    found = [node for node in entries(pdf) if " page " not in node.text]
    assert len(found) > 15
    for node in found:
        title = without_number(node.text.replace("\u00a0", " "))
        page = int(node.text.rsplit(" ", 1)[1])
        there = next(p for name, p in led if name.replace("\u00a0", " ").endswith(f": {title}"))
        assert page == there


def test_subsections_are_a_list_inside_the_list() -> None:
    toc = next(node for node in structure_of(long_pdf(0)).walk() if node.tag == "TOC")
    kids = [kid for kid in toc.kids if isinstance(kid, Node)]
    assert [kid.tag for kid in kids[-2:]] == ["TOCI", "TOC"]
    assert [kid.tag for kid in kids[-1].kids if isinstance(kid, Node)] == ["TOCI", "TOCI"]


def test_the_word_above_the_list_is_no_heading() -> None:
    root = structure_of(long_pdf(0))
    assert [node.tag for node in root.walk() if node.text == "Sommaire"] == ["P"]


def test_the_list_takes_its_place_before_the_pages_are_counted() -> None:
    layout = laid_out("pdf", long_briefing(), load_theme())
    alone = (len(reader_of(long_pdf(number)).pages) for number in (0, 1))
    assert layout.pages == tuple(alone)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_long_briefing_conforms(profile: str, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(long_pdf(0, 1))
    report = validation.validate_pdf(str(path), profile=profile)
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


def test_the_list_is_read_where_it_stands() -> None:
    lines = spoken(structure_of(long_pdf(0)))
    assert lines.index("Sommaire") > lines.index("L’essentiel")
