"""Links in PDF: annotations, destinations, and what is refused."""

from dataclasses import replace
from pathlib import Path

import page as validation
import pytest
from pdf_reading import at, reader_of, spoken, structure_of
from written import write_pdf

from reportgen.briefing import Block, Chart, Emphasis, Heading, Link, PageBreak, Paragraph, Text
from reportgen.errors import TemplateError
from reportgen.theme import load_theme
from specimen import specimen_briefing


def pdf_of(*blocks: Block) -> bytes:
    briefing = specimen_briefing("fr")
    part = replace(briefing.parts[0], blocks=blocks)
    return write_pdf(replace(briefing, parts=(part,)), load_theme())


def test_a_split_link_is_one_element_with_an_annotation_on_each_line() -> None:
    link = Link((Text("un lien " * 30),), "https://exemple.ma/a?b=1&c=2")
    pdf = pdf_of(Heading(1, (Text("Liens"),)), Paragraph((link,)))
    page = reader_of(pdf).pages[0]
    annotations = [at(page, "/Annots", number) for number in range(3)]
    assert {str(at(note, "/A", "/URI")) for note in annotations} == {"https://exemple.ma/a?b=1&c=2"}
    assert {str(at(note, "/Contents")) for note in annotations} == {
        "Lien vers https://exemple.ma/a?b=1&c=2"
    }
    links = [node for node in structure_of(pdf).walk() if node.tag == "Link"]
    assert [node.text.strip() for node in links] == [("un lien " * 30).strip()]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "http://a.ma"])
def test_a_link_with_another_scheme_is_refused(target: str) -> None:
    with pytest.raises(TemplateError, match="not allowed"):
        pdf_of(Paragraph((Link((Text("ici"),), target),)))


def test_a_reference_leads_to_its_caption_and_says_which() -> None:
    chart = next(b for b in specimen_briefing("fr").parts[0].blocks if isinstance(b, Chart))
    there = replace(chart, caption=replace(chart.caption, anchor="figure-1"))
    words = (Text("Le total monte ("), Link((Text("figure\u00a01"),), "#figure-1"), Text(")."))
    pdf = pdf_of(Paragraph(words), Paragraph((Text("mot " * 1000),)), PageBreak(), there)
    reader = reader_of(pdf)
    note = at(reader.pages[0], "/Annots", 0)
    assert str(at(note, "/Contents")) == "Lien vers figure\u00a01"
    assert at(note, "/Dest", 0) == reader.pages[1].get_object()
    assert "Le total monte (figure 1)." in spoken(structure_of(pdf))
    (link,) = [node for node in structure_of(pdf).walk() if node.tag == "Link"]
    assert link.text == "figure 1"  # the no-break space is painted as a space


def test_a_link_to_nothing_is_refused() -> None:
    with pytest.raises(TemplateError, match="nothing has this anchor"):
        pdf_of(Paragraph((Link((Text("ici"),), "#nowhere"),)))


def test_a_foreign_term_inside_a_link_leaves_the_document_conformant(tmp_path: Path) -> None:
    term = Emphasis((Text("Customer relations"),), "en")
    path = tmp_path / "link.pdf"
    link = Link((Text("voir "), term), "https://exemple.ma")
    path.write_bytes(pdf_of(Heading(1, (Text("Liens"),)), Paragraph((link,))))
    report = validation.validate_pdf(str(path), profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []
