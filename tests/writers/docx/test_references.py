"""References in Word: fields that show what the caption shows, now and once they are updated."""

import re

import pytest
from composed import briefing_of, published, standard, synthetic
from docx_reading import W, paragraphs, text, xml
from writers.docx.conftest import Write
from written import write_docx

from reportgen.briefing import Link, Locale, Paragraph, Text
from reportgen.claims import ClaimSet
from reportgen.theme import Theme

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


def leads(data: bytes) -> list[str]:
    """What stands right before each reference."""
    runs = [*xml(data).iter(f"{W}r")]
    codes = ["".join(code.text or "" for code in run.iter(f"{W}instrText")) for run in runs]
    return [text(runs[n - 2]) for n, code in enumerate(codes) if code.startswith(" REF ")]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("findings", [published(), synthetic("2025-Q2")])
def test_every_reference_shows_the_number_that_its_bookmark_holds(
    findings: ClaimSet, locale: Locale, theme: Theme
) -> None:
    data = write_docx(briefing_of(standard(findings, locale)), theme)
    references = [field for field in fields(data) if field[0].startswith("REF ")]
    held = bookmarks(data)
    assert len(references) >= 5
    for (instruction, shown), lead in zip(references, leads(data), strict=True):
        found = re.fullmatch(r"REF (at_\w\w_([^\W\d_]+)_(\d+)) \\h", instruction)
        assert found
        assert shown == held[found[1]] == found[3]
        word = found[2].lower() if locale == "fr" else found[2]
        assert lead == f"{word}\u00a0"


def test_the_bookmark_of_a_caption_is_that_of_its_number_field(french: bytes) -> None:
    labels = [text(caption) for caption in paragraphs(xml(french), "Caption")]
    held = {name: words for name, words in bookmarks(french).items() if words.isdigit()}
    assert len(held) == len(labels)
    for label, (name, number) in zip(labels, held.items(), strict=True):
        word, shown = label.split()[:2]
        assert (name, number) == (f"at_fr_{word}_{shown}", shown)


def test_a_reference_stands_in_its_sentence(theme: Theme) -> None:
    data = write_docx(briefing_of(standard(published(), "en")), theme)
    said = [text(paragraph) for paragraph in paragraphs(xml(data))]
    assert any("of the total (Figure\u00a02). CRM followed" in words for words in said)


def test_a_link_to_a_heading_leads_to_its_bookmark(write: Write, french: bytes) -> None:
    from specimen import specimen_briefing

    blocks = specimen_briefing("fr").parts[0].blocks
    data = write(*blocks, Paragraph((Link((Text("la méthode"),), "#method"),)))
    (link,) = xml(data).iter(f"{W}hyperlink")
    assert link.get(f"{W}anchor") in bookmarks(data)
