"""The text of the file is the text of the model, in named styles, in order."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx_reading import R, W, members, paragraphs, style_of, text, value, xml
from pdf_reading import reader_of
from writers.docx.conftest import Write
from written import write_docx, write_pdf

from reportgen.briefing import (
    Block,
    BulletList,
    Callout,
    Chart,
    Heading,
    KeyFigures,
    Link,
    ListItem,
    Locale,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Strong,
    Table,
    Text,
    plain,
)
from reportgen.errors import OutputError, TemplateError
from reportgen.theme import Theme
from specimen import specimen_briefing

HELLO = (Text("Bonjour"),)


def lines_of(part: Part) -> Iterator[str]:
    masthead = part.masthead
    yield masthead.publisher
    yield from masthead.tags
    yield from (masthead.theme, plain(masthead.title), masthead.subtitle)
    for block in part.blocks:
        yield from block_lines(block)


def block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(_, content) | Paragraph(content) | Callout(content) | Note(content):
            yield plain(content)
        case BulletList(items):
            for item in items:
                yield (
                    f"{plain(item.term)}\t{plain(item.content)}"
                    if item.term
                    else plain(item.content)
                )
        case KeyFigures(cards):
            for card in cards:
                yield from (card.label, card.period, card.value.text, card.unit, plain(card.note))
        case Chart() | Table():
            yield f"{block.caption.label} {plain(block.caption.title)}"
            yield block.caption.subtitle
            if isinstance(block, Table):
                yield from table_lines(block)
            else:
                yield from (f"{f.label}\t{f.value.text}\t{f.unit}" for f in block.facts)
            yield from map(plain, block.notes)
            yield block.source
        case PageBreak():
            return


def table_lines(table: Table) -> Iterator[str]:
    for column in table.header:
        yield column.name
        yield column.unit
    for row in table.rows:
        for cell in row.cells:
            yield plain(cell.content) + (f"\u2009{cell.mark}" if cell.mark else "")


def only(write: Write, *blocks: Block) -> list[str]:
    """Texts of the paragraphs behind the subtitle."""
    texts = [text(paragraph) for paragraph in paragraphs(xml(write(*blocks)))]
    return texts[texts.index(specimen_briefing("fr").parts[0].masthead.subtitle) + 1 :]


def test_the_text_is_the_models_in_order(french: bytes) -> None:
    written = [text(paragraph) for paragraph in paragraphs(xml(french))]
    model = lines_of(specimen_briefing("fr").parts[0])
    assert [line for line in written if line] == [line for line in model if line]


def test_both_parts_follow_the_title_page(bilingual: bytes) -> None:
    written = [text(paragraph) for paragraph in paragraphs(xml(bilingual))]
    french, english = specimen_briefing("fr", "en").parts
    model = [line for part in (french, english) for line in lines_of(part) if line]
    written = [line for line in written if line]
    assert written[-len(model) :] == model
    heads = [
        line
        for part in (french, english)
        for line in (part.masthead.theme, plain(part.masthead.title), part.masthead.subtitle)
    ]
    versions = [f"{part.terms.version}\tpage {page}" for part, page in ((french, 2), (english, 7))]
    assert written[2 : -len(model)] == heads + versions


def test_versions_on_the_title_page_lead_to_their_titles(bilingual: bytes) -> None:
    document = xml(bilingual)
    anchors = [link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")]
    titles = {
        start.get(f"{W}name"): text(paragraph)
        for paragraph in paragraphs(document)
        for start in paragraph.iter(f"{W}bookmarkStart")
    }
    parts = specimen_briefing("fr", "en").parts
    assert [titles[anchor] for anchor in anchors] == [plain(p.masthead.title) for p in parts]


def test_versions_have_a_field_that_counts_pages_and_shows_those_of_the_pdf(
    bilingual: bytes, theme: Theme
) -> None:
    rows = [text(paragraph) for paragraph in paragraphs(xml(bilingual), "BriefingVersion")]
    pdf = reader_of(write_pdf(specimen_briefing("fr", "en"), theme))
    printed = "".join(pdf.pages[0].extract_text().split())
    assert all("".join(row.split()) in printed for row in rows)
    codes = [(code.text or "").strip() for code in xml(bilingual).iter(f"{W}instrText")]
    assert [code for code in codes if code.startswith("PAGEREF")] == [
        r"PAGEREF at_fr_title \h",
        r"PAGEREF at_en_title \h",
    ]


def test_the_head_line_of_the_title_page_has_the_rule_that_a_part_has_above_its_theme(
    bilingual: bytes,
) -> None:
    title_page, *parts = (
        table
        for table in xml(bilingual).iter(f"{W}tbl")
        if any(style_of(p) == "BriefingPublisher" for p in paragraphs(table))
    )
    rules = [value(cell, "tcPr/tcBorders/bottom", "sz") for cell in title_page.iter(f"{W}tc")]
    assert rules == ["12"] * 3
    assert len(parts) == 2
    assert not any(part.findall(f".//{W}tcBorders/{W}bottom") for part in parts)


@pytest.mark.parametrize("locales", [("fr",), ("fr", "en")])
def test_an_executive_title_is_three_columns_wide_wherever_it_stands(
    locales: tuple[Locale, ...], theme: Theme
) -> None:
    executive = replace(specimen_briefing(*locales), audience="executive")
    titles = paragraphs(xml(write_docx(executive, theme)), "Title")
    beside = str(round((theme.page.measure - theme.page.span(3)) * 20))
    places = len(locales) if len(locales) == 1 else 2 * len(locales)
    assert [value(title, "pPr/ind", "right") for title in titles] == [beside] * places


def test_every_style_that_is_used_exists(bilingual: bytes) -> None:
    styles = xml(bilingual, "word/styles.xml").iter(f"{W}style")
    known = {style.get(f"{W}styleId") for style in styles}
    used = {
        element.get(f"{W}val")
        for name in members(bilingual)
        if name.startswith(("word/document", "word/header", "word/footer"))
        for element in xml(bilingual, name).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    assert used <= known


def test_the_first_paragraph_of_a_section_has_its_own_style(write: Write) -> None:
    data = write(Heading(1, HELLO), Paragraph((Text("un"),)), Paragraph((Text("deux"),)))
    styles = {text(paragraph): style_of(paragraph) for paragraph in paragraphs(xml(data))}
    assert (styles["un"], styles["deux"]) == ("FirstParagraph", "BodyText")


@pytest.mark.parametrize(
    "blocks", [(Heading(1, HELLO, opens_page=True),), (PageBreak(), Heading(1, HELLO))]
)
def test_a_heading_that_opens_a_page_has_little_space_above(
    write: Write, blocks: tuple[Block, ...]
) -> None:
    (heading,) = paragraphs(xml(write(*blocks)), "Heading1")
    assert heading.find(f"{W}pPr/{W}pageBreakBefore") is not None
    assert value(heading, "pPr/spacing", "before") == "100"


@pytest.mark.parametrize(("rows", "breaks"), [(28, True), (29, False)])
def test_a_section_opens_a_page_where_its_rows_leave_half_of_it_free(
    rows: int, breaks: bool, write: Write
) -> None:
    annex = [b for b in specimen_briefing("fr").parts[0].blocks if isinstance(b, Table)][-1]
    assert annex.layout == "annex"
    table = replace(annex, rows=(annex.rows * 2)[:rows])
    assert len(table.rows) == rows
    (heading,) = paragraphs(xml(write(Heading(1, HELLO, opens_page=True), table)), "Heading1")
    assert (heading.find(f"{W}pPr/{W}pageBreakBefore") is not None) == breaks


def test_a_part_that_ends_in_cards_still_ends_in_a_paragraph(write: Write) -> None:
    cards = next(b for b in specimen_briefing("fr").parts[0].blocks if isinstance(b, KeyFigures))
    body = xml(write(cards))[0]
    assert [child.tag.removeprefix(W) for child in body][-3:] == ["tbl", "p", "sectPr"]


@pytest.mark.parametrize("words", ["R&D <5\u202f%", "<w:p>", "x < y & z", "]]>", "{page}"])
def test_untrusted_words_are_printed_as_they_are(write: Write, words: str) -> None:
    content = (Text(words),)
    item = ListItem(content, (Strong(content),))
    assert only(write, Heading(1, content), BulletList((item,))) == [words, f"{words}\t{words}"]


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\x85", "\ufffe", "\ud800"])
def test_a_control_character_is_refused(write: Write, character: str) -> None:
    with pytest.raises(OutputError, match=f"U\\+{ord(character):04X}"):
        write(Paragraph((Text(f"un{character}deux"),)))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/x", "http://x.org", "#x"])
def test_a_link_leads_only_to_https_or_mailto(write: Write, target: str) -> None:
    with pytest.raises(TemplateError, match=r"not allowed|nothing has this anchor"):
        write(Paragraph((Link(HELLO, target),)))


def test_a_link_keeps_its_address_and_its_words(write: Write) -> None:
    target = "https://example.org/?a=1&b=2"
    data = write(Paragraph((Link((Strong(HELLO),), target),)))
    (link,) = xml(data).iter(f"{W}hyperlink")
    relations = xml(data, "word/_rels/document.xml.rels")
    addresses = {entry.get("Id"): entry.get("Target") for entry in relations}
    assert addresses[link.get(f"{R}id")] == target
    assert text(link) == "Bonjour"
    assert link.get(f"{W}tooltip") == f"Lien vers {target}"


def test_an_audience_has_its_own_type_and_title_width(theme: Theme) -> None:
    executive = replace(specimen_briefing("fr"), audience="executive")
    data = write_docx(executive, theme)
    styles = xml(data, "word/styles.xml").iter(f"{W}style")
    (found,) = [style for style in styles if style.get(f"{W}styleId") == "Title"]
    assert value(found, "rPr/sz") == str(round(theme.type["executive_title"].size * 2))
    (title,) = paragraphs(xml(data), "Title")
    assert value(title, "pPr/ind", "right") == value_of_body_indent(data)


def value_of_body_indent(data: bytes) -> str:
    styles = xml(data, "word/styles.xml").iter(f"{W}style")
    (body,) = [style for style in styles if style.get(f"{W}styleId") == "BodyText"]
    return value(body, "pPr/ind", "right")


def test_an_audience_without_its_own_type_sees_the_common_theme(theme: Theme) -> None:
    assert theme.seen_by("standard") is theme
