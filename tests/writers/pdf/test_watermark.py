"""The watermark of a PDF page: behind everything, on every page, no part of the text."""

from functools import cache
from itertools import pairwise
from math import cos, radians
from pathlib import Path

import page as validation
import pytest
from pdf_reading import fonts_of, reader_of, structure_of
from proof.injection import texts_of_pdf
from pypdf import PageObject
from pypdf.generic import ContentStream
from writers.drafts import draft
from written import write_pdf

from reportgen.briefing import Locale
from reportgen.theme import load_theme
from reportgen.writers.watermark import watermark
from specimen import specimen_briefing

THEME = load_theme()


@cache
def pdf_of(*locales: Locale) -> bytes:
    return write_pdf(draft(*locales), THEME)


def operators(page: PageObject) -> list[bytes]:
    return [operator for _, operator in ContentStream(page.get_contents(), page.pdf).operations]


def test_every_page_begins_with_the_watermark_of_its_language() -> None:
    shown: dict[int, list[str]] = {}
    for page, _, text in texts_of_pdf(pdf_of("fr", "en")):
        shown.setdefault(page, []).append(text)
    words = [first for first, *_ in shown.values()]
    assert words == ["SOUS EMBARGO"] * 6 + ["DRAFT"] * 5
    assert [list(dict.fromkeys(pair)) for pair in pairwise(words)].count(["SOUS EMBARGO"]) == 5


def test_the_watermark_is_an_artifact_of_pagination_turned_and_left_behind() -> None:
    for page in reader_of(pdf_of("fr")).pages:
        content = ContentStream(page.get_contents(), page.pdf).operations
        begin = next(at for at, (_, operator) in enumerate(content) if operator == b"BDC")
        assert content[begin][0] == [
            "/Artifact",
            {"/Type": "/Pagination", "/Subtype": "/Watermark"},
        ]
        end = next(at for at, (_, operator) in enumerate(content) if operator == b"EMC")
        painting = [operator for _, operator in content[begin:end]]
        assert painting[1] == b"q"
        assert painting[-1] == b"Q"
        turns = [operands for operands, operator in content[begin:end] if operator == b"cm"]
        assert float(turns[-1][0]) == pytest.approx(cos(radians(45)), abs=1e-4)
        assert b"Tj" not in operators(page)[:begin]


def test_the_structure_tree_does_not_know_the_watermark() -> None:
    final = write_pdf(specimen_briefing("fr", "en"), THEME)
    assert structure_of(pdf_of("fr", "en")) == structure_of(final)


def test_the_watermark_brings_no_font_of_its_own() -> None:
    def names(pdf: bytes) -> set[str]:
        fonts = (fonts_of(page).values() for page in reader_of(pdf).pages)
        return {str(font["/BaseFont"]).split("+")[1] for each in fonts for font in each}

    assert names(pdf_of("fr")) == names(write_pdf(specimen_briefing("fr"), THEME))


@pytest.mark.parametrize("word", ["X", "DRAFT", "SOUS EMBARGO", "NE PAS DIFFUSER AVANT MIDI"])
def test_a_word_of_any_length_is_as_wide_as_the_text_block(word: str) -> None:
    mark = watermark(word, THEME)
    assert (mark.width + mark.height) * cos(radians(45)) == pytest.approx(THEME.page.measure)
    assert mark.height < mark.size


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_draft_conforms(profile: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.pdf"
    path.write_bytes(pdf_of("fr", "en"))
    report = validation.validate_pdf(str(path), profile=profile)
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant
