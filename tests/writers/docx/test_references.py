"""References in Word: fields that show what the caption shows, now and once they are updated."""

import re

import pytest
from composed import briefing_of, published, standard, synthetic
from docx_reading import W, paragraphs, text, xml
from writers.docx.conftest import Write

from reportgen.briefing import Link, Locale, Paragraph, Text
from reportgen.claims import Findings
from reportgen.theme import Theme
from reportgen.writers.docx import write_docx

LOCALES: tuple[Locale, ...] = ("fr", "en")


def fields(data: bytes) -> list[tuple[str, str]]:
    """Instruction and shown text of every field, those inside others too, in document order."""
    open_fields: list[list[str]] = []
    found: list[tuple[str, str]] = []
    for run in xml(data).iter(f"{W}r"):
        for node in run:
            match node.tag.removeprefix(W), node.get(f"{W}fldCharType"):
                case "fldChar", "begin":
                    open_fields.append(["", ""])
                case "fldChar", "end":
                    instruction, shown = open_fields.pop()
                    found.append((instruction.strip(), shown))
                case "instrText", _:
                    open_fields[-1][0] += node.text or ""
                case "t", _:
                    for field in open_fields:
                        field[1] += node.text or ""
    return found


def bookmarks(data: bytes) -> dict[str, str]:
    """What stands between the two ends of each bookmark of a paragraph."""
    found: dict[str, str] = {}
    for paragraph in paragraphs(xml(data)):
        names: dict[str, str] = {}
        for child in paragraph:
            number = child.get(f"{W}id", "")
            if child.tag == f"{W}bookmarkStart":
                names[number] = child.get(f"{W}name", "")
                found[names[number]] = ""
            elif child.tag == f"{W}bookmarkEnd":
                names.pop(number, None)
            else:
                found.update({name: found[name] + text(child) for name in names.values()})
    return found


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("findings", [published(), synthetic("2025-Q2")])
def test_every_reference_shows_the_label_that_its_bookmark_holds(
    findings: Findings, locale: Locale, theme: Theme
) -> None:
    data = write_docx(briefing_of(standard(findings, locale)), theme)
    references = [field for field in fields(data) if field[0].startswith("REF ")]
    numbers = [shown for instruction, shown in fields(data) if instruction.startswith("SEQ ")]
    labels = bookmarks(data)
    assert len(references) >= 5
    for instruction, shown in references:
        found = re.fullmatch(r"REF (\w+) \\h( \\\* Lower)?", instruction)
        assert found
        label = labels[found[1]]
        assert shown == (label.lower() if found[2] else label)
        assert re.fullmatch(r"\D+\u00a0(\d+)", label)
        assert label.rpartition("\u00a0")[2] in numbers
        assert bool(found[2]) == (locale == "fr")


def test_a_reference_stands_in_its_sentence(theme: Theme) -> None:
    data = write_docx(briefing_of(standard(published(), "en")), theme)
    said = [text(paragraph) for paragraph in paragraphs(xml(data))]
    assert any("receipts in\u00a02024 (Figure\u00a02). Taken together" in words for words in said)


def test_a_link_to_a_heading_leads_to_its_bookmark(write: Write, french: bytes) -> None:
    from specimen import specimen_briefing

    blocks = specimen_briefing("fr").parts[0].blocks
    data = write(*blocks, Paragraph((Link((Text("la méthode"),), "#method"),)))
    (link,) = xml(data).iter(f"{W}hyperlink")
    assert link.get(f"{W}anchor") in bookmarks(data)
