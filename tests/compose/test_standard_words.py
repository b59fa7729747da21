"""What the default briefing says of the published figures, and what it must never say."""

import re

import pytest
from composed import body, briefing_of, claims, published, sentences, standard, typed
from model_lines import model_lines

from reportgen.briefing import BulletList, Chart, Heading, KeyFigures, Locale, Paragraph, Table


def said(locale: Locale) -> list[str]:
    """The sentences of the text, from the first to the method, as a person types them."""
    return [typed(sentence) for sentence in sentences(body(standard(published(), locale)))]


def everything(locale: Locale) -> str:
    """All the words of the part, with those of tables and figures."""
    return typed("\n".join(model_lines(briefing_of(standard(published(), locale)))))


FRENCH = [
    r"^En 2024, .* 26,2 milliards de dirhams.*\(\+0,2 %\)",
    r"L'ITO .* 2024.* 10,578 milliards de dirhams.* 40,3 %",
    r"Le CRM .* 9,797 milliards.*37,4 %",
    r"plus des trois quarts .*2024",
    r"L'ESO .* 7,1 %.* 3,462 milliards",
    r"Le BPO .* environ 17 %.* 2,334 milliards",
    r"Le KPO .* de 78 à 48 millions .*environ 38 %, sur une base très faible",
    r"CRM .* 2,814 milliards .* troisième trimestre 2024.* 2,183 .*−22,4 %, données brutes",
    r"13,4 milliards .* 12,9 .* un an plus tôt, .*3,5 % \(variation calculée avant arrondi\)",
    r"\(ESO\) .* 2,587 milliards .* en six mois.* 74,7 % .* toute l'année 2024",
    r"\(CRM\) recule .* près de 13 % .* 4,19 milliards",
    r"77,7 % .* 2024, un peu plus de 70 % au premier semestre 2025",
    r"de 0,2 à 1,1 %, selon l'arrondi",
    r"de l'ITO, de l'ESO et du BPO au premier semestre 2024 ne sont pas publiés",
    r"périmètre plus étroit .* 17,9 milliards en 2023.* 26,17 milliards",
    r"40 milliards .* 7,3 % par an",
]
ENGLISH = [
    r"^In 2024, .* MAD 26\.2 billion.*\(\+0\.2%\)",
    r"ITO .* 2024.* MAD 10\.578 billion.* 40\.3%",
    r"CRM .* MAD 9\.797 billion.*37\.4%",
    r"more than three quarters .*2024",
    r"ESO .* 7\.1%.* MAD 3\.462 billion",
    r"BPO .* about 17%.* MAD 2\.334 billion",
    r"KPO .* MAD 78 million to MAD 48 million .* about 38%,? from a very small base",
    r"CRM .* MAD 2\.814 billion .* third quarter of 2024.* MAD 2\.183 .*−22\.4%, not seasonally",
    r"MAD 13\.4 billion, .* MAD 12\.9 billion a year earlier, a rise of 3\.5% \(computed before",
    r"\(ESO\) .* MAD 2\.587 billion .* six months.* 74\.7% .* full-year 2024",
    r"\(CRM\) fell .* nearly 13% .* MAD 4\.19 billion",
    r"77\.7% .* 2024, just over 70% in the first half of 2025",
    r"by only 0\.2% to 1\.1%, depending on the rounding",
    r"ITO, ESO and BPO in the first half of 2024 are not published",
    r"narrower scope.* MAD 17\.9 billion in 2023.* MAD 26\.17 billion",
    r"MAD 40 billion .* 7\.3% a year",
]


@pytest.mark.parametrize("wanted", FRENCH)
def test_the_french_text_says_what_the_figures_allow(wanted: str) -> None:
    assert [sentence for sentence in said("fr") if re.search(wanted, sentence)]


@pytest.mark.parametrize("wanted", ENGLISH)
def test_the_english_text_says_the_same(wanted: str) -> None:
    assert [sentence for sentence in said("en") if re.search(wanted, sentence)]


NEVER: list[tuple[Locale, str]] = [
    ("fr", r"3,9 ?%"),  # 13.4 against 12.9, both rounded
    ("fr", r"\b0,1 ?%"),  # 26.2 against 26.17, both rounded
    ("fr", r"38,5"),
    ("fr", r"(?i)quasi au niveau|au niveau annuel"),
    ("fr", r"(?i)à contre-courant|à rebours"),
    ("fr", r"(?i)record|significati|flambe|explose"),
    ("en", r"3\.9%"),
    ("en", r"\b0\.1%"),
    ("en", r"38\.5"),
    ("en", r"(?i)(close to|almost|nearly) (the|its) (annual|full-year) level"),
    ("en", r"(?i)against the (tide|trend|current)|counter-current|bucked"),
    ("en", r"(?i)record|significant|soar|explode"),
]


@pytest.mark.parametrize(("locale", "forbidden"), NEVER)
def test_no_word_of_the_document_overstates_its_figures(locale: Locale, forbidden: str) -> None:
    assert not re.search(forbidden, everything(locale))


@pytest.mark.parametrize(
    ("locale", "fraction"), [("fr", "plus des trois quarts"), ("en", "more than three quarters")]
)
def test_three_quarters_are_said_of_2024_alone(locale: Locale, fraction: str) -> None:
    about = [sentence for sentence in said(locale) if fraction in sentence]
    assert len(about) == 1
    assert "2025" not in about[0]


@pytest.mark.parametrize(("locale", "fall"), [("fr", "environ 38 %"), ("en", "about 38%")])
def test_the_fall_of_kpo_is_told_once_and_as_one_from_a_very_small_base(
    locale: Locale, fall: str
) -> None:
    about = [sentence for sentence in said(locale) if "38" in sentence]
    assert len(about) == 1
    assert about[0].count(fall) == 1
    assert "base très faible" in about[0] or "very small base" in about[0]


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_change_of_kpo_in_percent_stands_in_its_section_and_in_tables_alone(
    locale: Locale,
) -> None:
    part = standard(published(), locale)
    growth = "GROWTH/KPO/2024/2023"
    places = [type(block) for block in part.blocks if growth in claims(block)]
    assert places == [Table, Paragraph]
    assert growth not in claims(part.masthead)


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_no_figure_of_an_unpublished_quarter_is_printed(locale: Locale) -> None:
    quarterly = {name for name in claims(standard(published(), locale)) if "-Q" in name}
    assert quarterly == {
        "LEVEL/CRM/2024-Q3",
        "LEVEL/CRM/2024-Q4",
        "GROWTH/CRM/2024-Q4/2024-Q3",
    }


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_no_contribution_to_the_half_year_is_printed(locale: Locale) -> None:
    printed = claims(standard(published(), locale))
    assert not [name for name in printed if name.startswith("CONTRIB_PP") and "2025-S1" in name]


@pytest.mark.parametrize(
    ("locale", "tag", "notice"),
    [
        ("fr", "Données provisoires", "Ce document n'est pas une publication officielle."),
        ("en", "Provisional data", "This document is not an official publication."),
    ],
)
def test_the_document_says_provisional_and_not_official(
    locale: Locale, tag: str, notice: str
) -> None:
    assert standard(published(), locale).masthead.tags == (tag,)
    assert notice in everything(locale)


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_every_exhibit_names_its_source(locale: Locale) -> None:
    exhibits = [b for b in standard(published(), locale).blocks if isinstance(b, Chart | Table)]
    assert len(exhibits) == 8
    assert all("Office des Changes" in exhibit.source for exhibit in exhibits)


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_sections_come_in_the_order_of_the_argument(locale: Locale) -> None:
    ranks = [b.level for b in standard(published(), locale).blocks if isinstance(b, Heading)]
    assert ranks == [1] * 9 + [2] * 2
    kinds = [type(block) for block in standard(published(), locale).blocks][:3]
    assert kinds == [KeyFigures, Heading, BulletList]
