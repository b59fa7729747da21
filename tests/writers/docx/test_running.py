"""Running header and footer: one section a part, in its language, a foot alone on a title page."""

import pytest
from docx_reading import Element, R, W, text, value, xml

from reportgen.theme import PT_PER_MM


def sections(data: bytes) -> list[Element]:
    return list(xml(data).iter(f"{W}sectPr"))


def running(data: bytes, section: Element) -> dict[tuple[str, str], Element]:
    """Header and footer parts of a section by kind and pages."""
    relations = xml(data, "word/_rels/document.xml.rels")
    targets = {entry.get("Id"): entry.get("Target") for entry in relations}
    return {
        (
            reference.tag.removeprefix(W).removesuffix("Reference"),
            reference.get(f"{W}type", ""),
        ): xml(data, f"word/{targets[reference.get(f'{R}id')]}")
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference")
    }


def test_the_first_page_has_a_footer_but_no_header(french: bytes) -> None:
    (section,) = sections(french)
    assert section.find(f"{W}titlePg") is not None
    assert set(running(french, section)) == {
        ("header", "default"),
        ("footer", "default"),
        ("footer", "first"),
    }


def test_the_title_page_has_the_footer_of_a_first_page(bilingual: bytes) -> None:
    title_page, french, _ = sections(bilingual)
    ((place, footer),) = running(bilingual, title_page).items()
    assert place == ("footer", "default")
    assert text(footer) == text(running(bilingual, french)["footer", "first"])


def test_each_part_runs_in_its_own_language(bilingual: bytes) -> None:
    _, french, english = sections(bilingual)
    headers = [running(bilingual, part)["header", "default"] for part in (french, english)]
    assert [text(header) for header in headers] == [
        "Services numériques et externalisation · premier semestre\u00a02025\tDonnées provisoires",
        "Digital services and outsourcing · first half of 2025\tProvisional data",
    ]


@pytest.mark.parametrize("pages", ["default", "first"])
def test_the_footer_counts_pages_by_fields(french: bytes, pages: str) -> None:
    footer = running(french, sections(french)[0])["footer", pages]
    codes = [(code.text or "").strip() for code in footer.iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]
    assert text(footer) == "Organisation\tPage 1 sur 1"


def test_the_right_tab_stands_at_the_edge_of_the_text(french: bytes) -> None:
    styles = xml(french, "word/styles.xml").iter(f"{W}style")
    for style in styles:
        if style.get(f"{W}styleId") in {"Header", "Footer"}:
            assert value(style, "pPr/tabs/tab") == "right"
            assert value(style, "pPr/tabs/tab", "pos") == str(round(160 * PT_PER_MM * 20))


def test_the_page_is_a4_upright(bilingual: bytes) -> None:
    sizes = {
        (value(section, "pgSz", "w"), value(section, "pgSz", "h"))
        for section in sections(bilingual)
    }
    assert sizes == {("11906", "16838")}
