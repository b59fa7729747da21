"""Tests of text measured from the font files."""

import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfbase.ttfonts import TTFont as DocumentFont

from reportgen.charts.metrics import cap_height, text_width
from reportgen.theme import ThemeFile, load_theme

FONTS = load_theme().fonts
TEXTS = ["ITO + CRM", "−500\u00a0à −470", "environ\u202f+17\u202f%", "AVATAR fi ffl", "L’œuvre"]
FILES = [FONTS.regular, FONTS.semibold]


@pytest.mark.parametrize("font", FILES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_width_is_the_sum_of_the_advances_in_the_font_file(text: str, font: ThemeFile) -> None:
    with TTFont(font.path) as face:
        names = face.getBestCmap()
        advances = [face["hmtx"][names[ord(letter)]][0] for letter in text]
        expected = sum(advances) * 8.5 / face["head"].unitsPerEm
    assert text_width(text, font, 8.5) == pytest.approx(expected)


@pytest.mark.parametrize("font", FILES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_width_is_what_the_pdf_will_show(text: str, font: ThemeFile) -> None:
    document_font = DocumentFont(font.path.stem, str(font.path))
    shown = document_font.stringWidth(text, 8.5)
    assert text_width(text, font, 8.5) == pytest.approx(shown, abs=0.1)


def test_capitals_are_as_high_as_the_letter_in_the_font_file() -> None:
    with TTFont(FONTS.semibold.path) as face:
        expected = face["glyf"]["H"].yMax * 10 / face["head"].unitsPerEm
    assert cap_height(FONTS.semibold, 10) == pytest.approx(expected)
