"""The PDF writer as a whole: conformance, reading order, fonts, outline, bytes."""

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import page as validation
import pytest
from charts.stress_charts import specimen_charts
from model_lines import model_lines
from pdf_reading import Node, at, fonts_of, reader_of, spoken, structure_of
from pypdf.generic import BooleanObject, StreamObject
from written import write_pdf

from reportgen.briefing import (
    Attachment,
    Block,
    Briefing,
    BulletList,
    Chart,
    Contents,
    Emphasis,
    Heading,
    Link,
    ListItem,
    Locale,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
    plain,
)
from reportgen.errors import TemplateError
from reportgen.theme import Theme, load_theme
from specimen import specimen_briefing

LANGUAGES: tuple[tuple[Locale, ...], ...] = (("fr",), ("en",), ("fr", "en"))


@cache
def theme() -> Theme:
    return load_theme()


@cache
def specimen_pdf(*languages: Locale) -> bytes:
    return write_pdf(specimen_briefing(*languages), theme())


def with_blocks(*blocks: Block, locale: Locale = "fr") -> Briefing:
    briefing = specimen_briefing(locale)
    return replace(briefing, parts=(replace(briefing.parts[0], blocks=blocks),))


def pdf_of(*blocks: Block, locale: Locale = "fr") -> bytes:
    return write_pdf(with_blocks(*blocks, locale=locale), theme())


def stress() -> Briefing:
    """Return a briefing that splits everything that can be split."""
    link = Link((Text("un lien assez long pour passer à la ligne suivante"),), "https://exemple.ma")
    words = (Text("Des mots "), Strong((Text("importants"),)), Text(" avec "), link, Text(". "))
    base = specimen_briefing("fr").parts[0]
    annex = next(
        block for block in base.blocks if isinstance(block, Table) and len(block.rows) > 12
    )
    long_table = replace(annex, rows=annex.rows * 4)
    items = tuple(ListItem((Text(f"Point {number}. " + "texte " * 40),)) for number in range(20))
    titles = ("Une sous-section d’abord", "Tableau " * 30, "Tableau")
    sections = (Heading(1, (Text(title),), "tableau") for title in titles[1:] * 20)
    entries = (Heading(2, (Text(titles[0]),), "sous-section"), *sections)
    return with_blocks(
        Contents("Sommaire", entries),
        Heading(2, (Text("Une sous-section d’abord"),), "sous-section"),
        Paragraph(words * 40),
        BulletList(items),
        Heading(1, (Text("Tableau"),), "tableau"),
        long_table,
        PageBreak(),
        Paragraph((Text("x" * 3000),)),
        *(block for block in base.blocks if isinstance(block, Chart)),
        Paragraph((Link((Text("Tout ce paragraphe est un lien. " * 12),), "#tableau"),)),
    )


def small_pages() -> Theme:
    return replace(theme(), page=replace(theme().page, height=420.0))


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("languages", LANGUAGES, ids="-".join)
def test_a_briefing_conforms(languages: tuple[Locale, ...], profile: str, tmp_path: Path) -> None:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(specimen_pdf(*languages))
    report = validation.validate_pdf(str(path), profile=profile)
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_document_that_splits_everything_conforms(profile: str, tmp_path: Path) -> None:
    path = tmp_path / "stress.pdf"
    path.write_bytes(write_pdf(stress(), small_pages()))
    report = validation.validate_pdf(str(path), profile=profile)
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_structure_tree_reads_as_the_model(language: Locale) -> None:
    assert spoken(structure_of(specimen_pdf(language))) == model_lines(specimen_briefing(language))


def test_a_split_document_reads_as_the_model() -> None:
    lines = spoken(structure_of(write_pdf(stress(), small_pages())))
    assert [line for line in lines if "xxx" not in line] == [
        line for line in model_lines(stress()) if "xxx" not in line
    ]


def test_a_bilingual_document_opens_with_both_titles_and_where_each_part_begins() -> None:
    lines = spoken(structure_of(specimen_pdf("fr", "en")))
    part_lines = model_lines(specimen_briefing("fr", "en"))
    assert lines[-len(part_lines) :] == part_lines
    assert lines[: -len(part_lines)] == [
        "Organisation",
        "Données provisoires",
        "Services numériques et externalisation",
        "Un total stable en 2024, un premier semestre 2025 en hausse de 3,5\u202f%",
        "Exportations du Maroc · premier semestre 2025",
        "Digital services and outsourcing",
        "Flat in 2024, up 3.5% in the first half of 2025",
        "Morocco’s exports · first half of 2025",
        "Version française page 2",
        "English version page 7",
    ]


def test_each_part_and_each_foreign_term_has_its_language() -> None:
    root = structure_of(specimen_pdf("fr", "en"))
    assert [node.lang for node in root.walk() if node.tag == "Part"] == ["", "fr", "en"]
    spans = {node.text: node.lang for node in root.walk() if node.tag == "Span"}
    assert spans["Information Technology Outsourcing"] == "en"
    assert str(at(reader_of(specimen_pdf("en")).root_object, "/Lang")) == "en"


def test_the_outline_is_the_headings() -> None:
    root = structure_of(specimen_pdf("fr", "en"))
    headings = [(node.tag, node.text) for node in root.walk() if node.tag in ("H1", "H2", "H3")]
    assert _outline(specimen_pdf("fr", "en")) == [
        (int(tag[1:]), text.replace("\u00a0", " ")) for tag, text in headings
    ]
    assert len(headings) > 20


def _outline(pdf: bytes) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []

    def collect(entries: list[object], level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                collect(entry, level + 1)
            else:
                title = str(getattr(entry, "title", ""))
                found.append((level, title.replace("\u00a0", " ")))

    collect(list(reader_of(pdf).outline), 1)
    return found


def test_headings_never_skip_a_level() -> None:
    root = structure_of(write_pdf(stress(), small_pages()))
    tags = [node.tag for node in root.walk() if node.tag in ("H1", "H2", "H3")]
    assert tags == ["H1", "H2", "H2"]


def test_every_font_is_an_embedded_subset() -> None:
    fonts = {
        str(font["/BaseFont"]): font
        for page in reader_of(specimen_pdf("fr")).pages
        for font in fonts_of(page).values()
    }
    assert {name.split("+")[1] for name in fonts} == {
        "BriefingSans-Regular",
        "BriefingSans-SemiBold",
        "BriefingSans-Italic",
    }
    assert all(at(font, "/FontDescriptor", "/FontFile2") for font in fonts.values())


def test_a_narrow_space_and_a_true_minus_can_be_extracted() -> None:
    text = "".join(page.extract_text() for page in reader_of(specimen_pdf("fr")).pages)
    assert "3,5\u202f%" in text
    assert "26\u202f216,5" in text
    assert "\u22122,4 à \u22122,3" in text


def test_pages_are_numbered_through() -> None:
    reader = reader_of(specimen_pdf("fr", "en"))
    feet = [page.extract_text().rstrip().splitlines()[-1] for page in reader.pages]
    assert "Page 1 sur 11" in feet[0]
    assert "Page 8 of 11" in feet[7]
    assert reader.page_labels == [str(number) for number in range(1, 12)]


def test_running_heads_are_artifacts_and_absent_from_first_pages() -> None:
    reader = reader_of(specimen_pdf("en"))
    head = "Digital services and outsourcing · first half of 2025"
    assert [head in page.extract_text() for page in reader.pages] == [False] + [True] * 4
    assert head not in structure_of(specimen_pdf("en")).text


def test_a_repeated_header_row_is_an_artifact() -> None:
    pdf = write_pdf(stress(), small_pages())
    painted = sum(page.extract_text().count("Borne basse") for page in reader_of(pdf).pages)
    root = structure_of(pdf)
    assert painted > 3
    assert [node.text for node in root.walk() if node.tag == "TH"].count("Borne basse") == 1
    assert [node.tag for node in root.walk()].count("THead") == 1


def test_a_period_is_printed_again_after_a_page_break() -> None:
    pdf = write_pdf(stress(), small_pages())
    painted = sum(page.extract_text().count("S1 2025") for page in reader_of(pdf).pages)
    told = [node.text for node in structure_of(pdf).walk() if node.tag == "TH"].count("S1 2025")
    assert painted > told > 1


@pytest.mark.parametrize(
    "text",
    ["R&D <5 %", '<img src="https://a.ma/x.png"/>', "<b>gras</b>", "\\(a) (b", "a<br/>b &amp; c"],
)
def test_text_from_data_is_text_and_never_markup(text: str) -> None:
    pdf = pdf_of(
        Heading(1, (Text(text),)),
        Paragraph((Text(text),)),
        Paragraph((Strong((Text(text),)), Emphasis((Text(text),), "en"))),
    )
    assert spoken(structure_of(pdf))[-3:] == [text, text, text + text]
    assert not reader_of(pdf).pages[0].images


@pytest.mark.parametrize(("text", "code"), [("jour 日", "U+65E5"), ("a\u0007b", "U+0007")])
def test_a_character_that_the_fonts_lack_is_named(text: str, code: str) -> None:
    with pytest.raises(TemplateError, match=code.replace("+", r"\+")):
        pdf_of(Paragraph((Text(text),)))


def test_attached_files_come_back_as_they_were() -> None:
    file = Attachment("exports.csv", b"period,value\n2024,26219\n", "text/csv", "Les données")
    pdf = write_pdf(replace(specimen_briefing("fr"), attachments=(file,)), theme())
    root = reader_of(pdf).root_object
    specification = at(root, "/AF", 0)
    assert str(at(specification, "/UF")) == file.name
    assert str(at(specification, "/Desc")) == file.description
    stream = at(specification, "/EF", "/F")
    assert isinstance(stream, StreamObject)
    assert str(stream["/Subtype"]) == "/text/csv"
    assert stream.get_data() == file.data


def with_ledger() -> bytes:
    """Return the specimen with two inputs and its ledger."""
    files = tuple(
        Attachment(name, name.encode(), "application/json", "input")
        for name in ("z.json", "a.json")
    )
    ledger = Attachment("ledger.json", b"{}", "application/json", "proof", "Supplement")
    briefing = replace(specimen_briefing("fr"), attachments=files)
    return write_pdf(briefing, theme(), ledger)


def test_inputs_are_data_and_the_ledger_is_a_supplement() -> None:
    root = reader_of(with_ledger()).root_object
    attached = [at(root, "/AF", number) for number in range(3)]
    assert [(str(at(file, "/UF")), str(at(file, "/AFRelationship"))) for file in attached] == [
        ("z.json", "/Data"),
        ("a.json", "/Data"),
        ("ledger.json", "/Supplement"),
    ]


def test_attached_files_are_found_by_name() -> None:
    reader = reader_of(with_ledger())
    assert list(reader.attachments) == ["a.json", "ledger.json", "z.json"]
    assert reader.attachments["ledger.json"] == [b"{}"]


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_attached_files_keep_the_document_conformant(profile: str, tmp_path: Path) -> None:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(with_ledger())
    report = validation.validate_pdf(str(path), profile=profile)
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


def test_the_same_briefing_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib; from specimen import specimen_briefing;"
        "from reportgen.theme import load_theme; from written import write_pdf;"
        "pdf = write_pdf(specimen_briefing('fr', 'en'), load_theme());"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    root = Path(__file__).parents[3]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(root), str(root / "tests")]),
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "SOURCE_DATE_EPOCH": epoch,
            },
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed, zone, epoch in (
            ("1", "Africa/Casablanca", "0"),
            ("2", "Asia/Tokyo", "1700000000"),
        )
    }
    assert len(digests) == 1


def test_another_text_gives_another_file_identifier() -> None:
    one, other = (reader_of(pdf_of(Paragraph((Text(text),)))).trailer["/ID"] for text in "ab")
    assert one != other


def test_the_title_stands_in_the_window_and_dates_come_from_the_release() -> None:
    reader = reader_of(specimen_pdf("fr"))
    assert at(reader.root_object, "/ViewerPreferences", "/DisplayDocTitle") == BooleanObject(True)
    assert reader.metadata is not None
    assert reader.metadata.title == specimen_briefing("fr").title
    assert str(reader.metadata["/CreationDate"]).startswith("D:20251020000000")


def test_figures_carry_the_words_and_the_place_of_their_drawing() -> None:
    figures = [node for node in structure_of(specimen_pdf("fr")).walk() if node.tag == "Figure"]
    charts = [
        block for block in specimen_briefing("fr").parts[0].blocks if isinstance(block, Chart)
    ]
    assert [node.alternative for node in figures] == [plain(chart.alt_text) for chart in charts]
    assert all(dict(node.attributes).keys() == {"BBox", "Placement"} for node in figures)


def test_text_of_a_chart_is_text_and_no_picture_is_embedded() -> None:
    root = structure_of(specimen_pdf("fr"))
    first = next(node for node in root.walk() if node.tag == "Figure")
    assert "+330\u202fà" in first.text or "+330 à +340" in first.text.replace("\u00a0", " ")
    pages = reader_of(specimen_pdf("fr")).pages
    assert not any(page.images for page in pages)


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_chart_takes_six_kilobytes_at_most(locale: Locale) -> None:
    empty = len(pdf_of(locale=locale))
    for chart in specimen_charts(locale):
        assert len(pdf_of(chart, locale=locale)) - empty <= 6_000


def test_table_headers_have_a_scope_and_a_period_spans_its_rows() -> None:
    root = structure_of(specimen_pdf("fr"))
    headers = [node for node in root.walk() if node.tag == "TH"]
    scopes = {node.text: dict(node.attributes) for node in headers}
    assert scopes["Statut"] == {"Scope": "Column"}
    assert scopes["2023"] == {"Scope": "Row", "RowSpan": "5"}
    assert _cells(root) > 100


def _cells(root: Node) -> int:
    return sum(node.tag == "TD" for node in root.walk())
