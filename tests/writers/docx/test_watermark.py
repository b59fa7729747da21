"""The watermark of a Word file: WordArt in every header, as Word itself makes it."""

import re
from math import radians, sin
from pathlib import Path

import pytest
from docx_reading import Element, W, package_faults, text, value, xml
from openxml_audit import FileFormat, OpenXmlValidator
from writers.docx.test_running import running, sections
from writers.drafts import draft
from written import write_docx

from reportgen.briefing import Locale
from reportgen.theme import Theme
from reportgen.writers.docx.headers_footers import LINE_OF_WORDART
from reportgen.writers.watermark import watermark

V = "{urn:schemas-microsoft-com:vml}"


@pytest.fixture(scope="module")
def bilingual_draft(theme: Theme) -> bytes:
    return write_docx(draft("fr", "en"), theme)


def marks(header: Element) -> list[str]:
    return [path.get("string", "") for path in header.iter(f"{V}textpath") if path.get("string")]


def shapes(data: bytes) -> list[Element]:
    headers = [
        h for s in sections(data) for (kind, _), h in running(data, s).items() if kind[0] == "h"
    ]
    return [shape for header in headers for shape in header.iter(f"{V}shape")]


def test_every_header_has_the_watermark_of_its_part_and_the_title_page_the_first(
    bilingual_draft: bytes,
) -> None:
    found = [
        {pages: marks(part) for (kind, pages), part in parts.items() if kind == "header"}
        for parts in (running(bilingual_draft, section) for section in sections(bilingual_draft))
    ]
    assert found == [
        {"default": ["SOUS EMBARGO"]},
        {"first": ["SOUS EMBARGO"], "default": ["SOUS EMBARGO"]},
        {"first": ["DRAFT"], "default": ["DRAFT"]},
    ]


def test_a_header_that_holds_the_watermark_alone_has_no_words_and_ends_above_the_text(
    bilingual_draft: bytes, theme: Theme
) -> None:
    title_page, french, _ = sections(bilingual_draft)
    for section, pages in ((title_page, "default"), (french, "first")):
        header = running(bilingual_draft, section)["header", pages]
        assert text(header) == ""
        top = int(value(section, "pgMar", "header")) + int(value(header, "p/pPr/spacing", "line"))
        assert top < int(value(section, "pgMar", "top"))
        assert value(header, "p/pPr/spacing", "after") == "0"


def test_the_shape_is_words_own_centred_turned_and_behind_the_text(
    bilingual_draft: bytes, theme: Theme
) -> None:
    for shape in shapes(bilingual_draft):
        assert re.fullmatch(r"PowerPlusWaterMarkObject\d+", shape.get("id", ""))
        style = dict(entry.split(":", 1) for entry in shape.get("style", "").split(";"))
        assert (style["rotation"], style["position"]) == ("315", "absolute")
        assert int(style["z-index"]) < 0
        assert {style[f"mso-position-{way}"] for way in ("horizontal", "vertical")} == {"center"}
        assert {style[f"mso-position-{way}-relative"] for way in ("horizontal", "vertical")} == {
            "margin"
        }
        assert shape.get("fillcolor") == theme.colours["watermark"]
        word = shape.get("alt", "")
        width, height = (float(style[side].removesuffix("pt")) for side in ("width", "height"))
        turned = (width + height) * sin(radians(45))
        assert 0.9 * theme.page.measure < turned < 0.95 * theme.page.measure
        mark = watermark(word, theme)
        assert width / height == pytest.approx(mark.width / (mark.size * LINE_OF_WORDART), rel=1e-2)
        assert marks(shape) == [word]


def test_no_two_shapes_share_a_name(bilingual_draft: bytes) -> None:
    names = [shape.get("id") for shape in shapes(bilingual_draft)]
    assert len(set(names)) == len(names) == 5


@pytest.mark.parametrize("locales", [("fr",), ("fr", "en")], ids="-".join)
def test_the_schema_audit_finds_nothing(
    locales: tuple[Locale, ...], theme: Theme, tmp_path: Path
) -> None:
    data = write_docx(draft(*locales), theme)
    file = tmp_path / "draft.docx"
    file.write_bytes(data)
    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(file))
    assert [str(error) for error in result.errors] == []
    assert package_faults(data) == []


def test_a_draft_is_the_same_on_every_run(bilingual_draft: bytes, theme: Theme) -> None:
    assert write_docx(draft("fr", "en"), theme) == bilingual_draft


def test_words_with_signs_of_markup_are_shown_as_they_are(theme: Theme) -> None:
    data = write_docx(draft("fr", word='R&D <"X">'), theme)
    assert {shape.get("alt") for shape in shapes(data)} == {'R&D <"X">'}


def test_a_final_document_has_no_shape(french: bytes, bilingual: bytes) -> None:
    assert shapes(french) == shapes(bilingual) == []
    assert xml(french).find(f".//{W}sectPr/{W}headerReference[@{W}type='first']") is None
