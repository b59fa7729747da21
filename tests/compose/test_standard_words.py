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
    r"^Le total s'établit à 26,22 milliards de dirhams, contre 26,17 milliards en 2023 \(\+0,2 %",
    r"^En 2024, l'ITO .* 10,578 milliards de dirhams.* 40,3 %",
    r"Le CRM .* 9,797 milliards.*37,4 %.* plus des trois quarts des recettes",
    r"Pris ensemble, ils ont pourtant reculé de 2,3 à 2,4 %",
    r"L'ESO .* 7,1 %.* 3,462 milliards",
    r"Le BPO .*d'environ 17 %.* 2,334 milliards",
    r"Le KPO .* de 78 à 48 millions .*environ 38 %, sur une base très faible",
    r"CRM .* 2,814 milliards .* troisième trimestre 2024.* 2,183 .*−22,4 %, données brutes",
    r"13,4 milliards .* 12,9 milliards un an plus tôt",
    r"La hausse, 3,5 %, est calculée avant arrondi",
    r"\(ESO\) .* 2,587 milliards .* 74,7 % .* toute l'année 2024, contre 51 %",
    r"premier semestre 2025 vaut 80 % de toute son année 2023",
    r"Selon nos calculs, le CRM recule de 12,5 à 12,8 % .* autres segments, ensemble, progressent",
    r"un peu plus de 70 % des recettes au premier semestre 2025, contre 77,7 % en 2024",
    r"la part du CRM passe de 37 % à 31 % sur un an ; celle de l'ITO est de 39 %",
    r"de 0,2 à 1,1 %, selon l'arrondi",
    r"de l'ITO, de l'ESO, du BPO et du KPO au premier semestre 2024 ne sont pas publiés",
    r"40 milliards .* autre périmètre .* 17,9 milliards en 2023.* 26,17 milliards",
    r"Par simple hypothèse.* 7,3 % par an",
]
ENGLISH = [
    r"^The total stood at MAD 26\.22 billion, against MAD 26\.17 billion in 2023 \(\+0\.2%, ",
    r"ITO .* 2024.* MAD 10\.578 billion.* 40\.3%",
    r"CRM .* MAD 9\.797 billion.*37\.4%.* more than three quarters of receipts",
    r"Taken together, they had nevertheless fallen by 2\.3% to 2\.4%",
    r"ESO .* 7\.1%.* MAD 3\.462 billion",
    r"BPO .* about 17%.* MAD 2\.334 billion",
    r"KPO .* MAD 78 million to MAD 48 million .* about 38%,? from a very small base",
    r"CRM .* MAD 2\.814 billion .* third quarter of 2024.* MAD 2\.183 .*−22\.4%, not seasonally",
    r"MAD 13\.4 billion, against MAD 12\.9 billion a year earlier",
    r"The rise, 3\.5%, is computed before rounding",
    r"\(ESO\) .* MAD 2\.587 billion .* 74\.7% .* whole of 2024, against 51%",
    r"first half of 2025 equals 80% of the whole of 2023",
    r"By our calculation, CRM fell by 12\.5% to 12\.8% .* the other segments together rose",
    r"just over 70% of receipts in the first half of 2025, against 77\.7% in 2024",
    r"the share of CRM went from 37% to 31% on the year; that of ITO is 39%",
    r"by only 0\.2% to 1\.1%, depending on the rounding",
    r"ITO, ESO, BPO and KPO in the first half of 2024 are not published",
    r"MAD 40 billion .* another scope.* MAD 17\.9 billion in 2023.* MAD 26\.17 billion",
    r"As a mere assumption.* 7\.3% a year",
]


@pytest.mark.parametrize("wanted", FRENCH)
def test_the_french_text_says_what_the_figures_allow(wanted: str) -> None:
    assert [sentence for sentence in said("fr") if re.search(wanted, sentence)]


@pytest.mark.parametrize("wanted", ENGLISH)
def test_the_english_text_says_the_same(wanted: str) -> None:
    assert [sentence for sentence in said("en") if re.search(wanted, sentence)]


@pytest.mark.parametrize(
    ("locale", "lacking"),
    [
        ("fr", "Les montants du BPO et du KPO au premier semestre 2025 ne sont pas publiés"),
        ("en", "The amounts for BPO and KPO in the first half of 2025 are not published"),
    ],
)
def test_the_method_names_all_that_is_not_published(locale: Locale, lacking: str) -> None:
    assert lacking in everything(locale)


NEVER: list[tuple[Locale, str]] = [
    ("fr", r"3,9 ?%"),  # 13.4 against 12.9, both rounded
    ("fr", r"\b0,1 ?%"),  # 26.2 against 26.17, both rounded
    ("fr", r"38,5"),
    ("fr", r"(?i)quasi au niveau|au niveau annuel"),
    ("fr", r"(?i)à contre-courant|à rebours"),
    ("fr", r"(?i)significati|flambe|explose|périmètre plus étroit|points? de %"),
    ("en", r"3\.9%"),
    ("en", r"\b0\.1%"),
    ("en", r"38\.5"),
    ("en", r"(?i)(close to|almost|nearly) (the|its) (annual|full-year) level"),
    ("en", r"(?i)against the (tide|trend|current)|counter-current|bucked"),
    ("en", r"(?i)significant|explode|narrower scope"),
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
    assert places == [Paragraph, Table]
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
def test_of_the_half_year_only_two_contributions_can_be_told_and_they_are_our_calculation(
    locale: Locale,
) -> None:
    printed = claims(standard(published(), locale))
    told = {name for name in printed if name.startswith("CONTRIB_PP") and "2025-S1" in name}
    assert told == {f"CONTRIB_PP/{code}/2025-S1/2024-S1" for code in ("CRM", "OTHERS")}
    ours = {"fr": "selon nos calculs", "en": "by our calculation"}[locale]
    falls = [s for s in said(locale) if re.search("12[,.]5|4[,.]6", s)]
    assert len(falls) == 2
    assert all(ours in sentence.lower() for sentence in falls)


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
    assert len(exhibits) == 9 - 1
    assert all("Office des Changes" in exhibit.source for exhibit in exhibits)


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_sections_come_in_the_order_of_the_argument(locale: Locale) -> None:
    ranks = [b.level for b in standard(published(), locale).blocks if isinstance(b, Heading)]
    assert ranks == [1] * 9 + [2] * 2
    kinds = [type(block) for block in standard(published(), locale).blocks][:3]
    assert kinds == [KeyFigures, Heading, BulletList]
