"""The executive page: one page in PDF and Word, three short points, one figure, what is missing."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from composed import published, same_claims, sentences, synthetic, told, typed
from prose_rules import all_faults
from pypdf import PdfReader
from written import write_docx, write_pdf

from reportgen.briefing import Briefing, BulletList, Chart, Heading, Locale, Part, Table, plain
from reportgen.claims import ClaimSet
from reportgen.theme import load_theme

MOST_WORDS = 25
UNKNOWN = {"fr": "Ce que l'on ne sait pas", "en": "What is not known"}
TARGET = {"fr": "Cap 2030", "en": "Towards 2030"}
PUBLISHED = ("2024", "2025-S1")
SYNTHETIC = ("2023", "2024", "2024-S2", "2024-Q3", "2024-9M", "2025-Q1", "2025-Q2", "2025-S1")
LOCALES: tuple[Locale, ...] = ("fr", "en")


@cache
def executive(findings: ClaimSet, locale: Locale, status: str = "final") -> Part:
    return told(findings, "executive", status)[locale]


def headings(part: Part) -> list[str]:
    return [typed(plain(block.content)) for block in part.blocks if isinstance(block, Heading)]


def points(part: Part) -> list[str]:
    items = next(block for block in part.blocks if isinstance(block, BulletList)).items
    return [typed(plain(item.content)) for item in items]


def words(text: str) -> list[str]:
    return [word for word in text.split() if any(map(str.isalnum, word))]


@pytest.fixture(params=[*(("published", p) for p in PUBLISHED), *(("", p) for p in SYNTHETIC)])
def findings(request: pytest.FixtureRequest) -> ClaimSet:
    data, period = request.param
    return published(period) if data else synthetic(period)


@pytest.fixture(params=LOCALES)
def part(request: pytest.FixtureRequest, findings: ClaimSet) -> Part:
    return executive(findings, request.param)


def test_it_makes_at_most_three_points_of_at_most_25_words(part: Part) -> None:
    assert 2 <= len(points(part)) <= 3
    assert [point for point in points(part) if len(words(point)) > MOST_WORDS] == []


def test_it_has_one_figure_at_most_no_table_and_no_glossary(part: Part) -> None:
    assert sum(isinstance(block, Chart) for block in part.blocks) <= 1
    assert not any(isinstance(block, Table) for block in part.blocks)
    assert sum(isinstance(block, BulletList) for block in part.blocks) == 1


def test_it_says_nothing_that_the_figures_do_not_bear_out(findings: ClaimSet, part: Part) -> None:
    assert all_faults(part, findings) == []


def test_no_sentence_of_it_is_said_twice(part: Part) -> None:
    said = sentences(part.blocks)
    assert len(set(said)) == len(said)


def test_both_languages_claim_the_same_in_the_same_order(findings: ClaimSet) -> None:
    same_claims(executive(findings, locale) for locale in ("fr", "en"))


@pytest.mark.parametrize("locale", LOCALES)
def test_it_tells_the_target_only_of_the_series_that_it_was_set_for(locale: Locale) -> None:
    assert TARGET[locale] in headings(executive(published(), locale))
    assert TARGET[locale] not in headings(executive(synthetic(), locale))


@pytest.mark.parametrize("locale", LOCALES)
def test_it_leaves_the_limits_out_only_where_everything_is_known(locale: Locale) -> None:
    told = {p: UNKNOWN[locale] in headings(executive(synthetic(p), locale)) for p in SYNTHETIC}
    # 2022 is not in the data: no change of 2023, and one year of quarters until the end of 2024.
    assert {period for period, limits in told.items() if limits} == {"2023", "2024-Q3", "2024-9M"}
    assert all(UNKNOWN[locale] in headings(executive(published(p), locale)) for p in PUBLISHED)


@pytest.mark.parametrize("locale", LOCALES)
def test_it_names_exactly_the_amounts_that_are_not_published(locale: Locale) -> None:
    told = [typed(s) for s in sentences(executive(published("2024"), locale).blocks)]
    missing = {
        "fr": "Les montants de l'ITO et du CRM en 2023 ne sont pas publiés : "
        "la contribution de chacun ne peut pas être calculée.",
        "en": "The amounts for ITO and CRM in 2023 are not published, "
        "so the contribution of each cannot be computed.",
    }
    assert missing[locale] in told


WRITE = {"pdf": write_pdf, "docx": write_docx}


def documents(file_format: str) -> Iterator[tuple[str, bytes]]:
    """Pages of every length: most to say, least to say, an embargo on synthetic data."""
    asked = ((published(), "draft"), (published("2024"), "final"), (synthetic("2025-Q2"), "final"))
    for findings, status in (*asked, (synthetic("2024-Q3"), "embargo")):
        for locale in LOCALES:
            part = executive(findings, locale, status)
            page = Briefing("Titre", "executive", findings.vantage, (part,), "2026-01-28")
            yield f"{findings.vantage} {locale}", WRITE[file_format](page, load_theme())


def test_every_pdf_is_one_page() -> None:
    pages = {name: len(PdfReader(BytesIO(pdf)).pages) for name, pdf in documents("pdf")}
    assert set(pages.values()) == {1}, pages
