"""Another series, with its own segments, currency and publisher, is told without any code."""

from pathlib import Path

import pypdfium2
import pytest
from composed import body, briefing_of, same_claims, texts, typed
from composed import told as all_told
from model_lines import model_lines
from prose_rules import all_faults

from reportgen.briefing import Chart, KeyFigures, Locale, Part, Table, plain
from reportgen.claims import ClaimSet
from reportgen.pipeline import build, survey
from reportgen.request import BuildRequest

SERIES = Path(__file__).parents[1] / "another_series"
DATA = SERIES / "synthetic-screens.csv"
PERIODS = ("2024", "2025-S1", "2025-Q2")
AUDIENCES = ("standard", "executive")
LOCALES: tuple[Locale, ...] = ("fr", "en")
OF_THE_SHIPPED_SERIES = (
    *("ITO", "CRM", "ESO", "BPO", "KPO", "CORE", "cœur", "core business", "numéri", "digital"),
    *(
        "maroc",
        "morocc",
        "dirham",
        "MAD",
        "office des changes",
        "votre organisation",
        "your organisation",
    ),
)
# The first four fills of the theme that no series has by name, in the order of the segments.
FILLS = {"ANI": "#20224D", "CIN": "#1976C4", "JVI": "#D57733", "OST": "#155218"}


def told(period: str) -> ClaimSet:
    return survey(DATA, None, period)


def part_of(findings: ClaimSet, audience: str, locale: Locale) -> Part:
    return all_told(findings, audience, folder=SERIES)[locale]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("period", PERIODS)
def test_both_languages_tell_it_truly_and_alike(period: str, audience: str) -> None:
    findings = told(period)
    french, english = (part_of(findings, audience, locale) for locale in LOCALES)
    same_claims((french, english))
    assert [fault for part in (french, english) for fault in all_faults(part, findings)] == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("locale", LOCALES)
def test_it_holds_no_word_of_the_shipped_series(locale: Locale, period: str, audience: str) -> None:
    text = "\n".join(model_lines(briefing_of(part_of(told(period), audience, locale))))
    codes = [word for word in OF_THE_SHIPPED_SERIES if word.isupper() and word in text]
    words = [word for word in OF_THE_SHIPPED_SERIES if word.islower() and word in text.lower()]
    assert (codes, words) == ([], [])


@pytest.mark.parametrize(
    ("locale", "points"),
    [
        (
            "fr",
            [
                "Le total atteint 275,5 millions d'euros au premier semestre 2025, "
                "soit 2,1 % de plus qu'un an plus tôt.",
                "L'animation (ANI) progresse de 7,5 %, à 138,3 millions d'euros : "
                "sans cet apport, le total ne serait pas en hausse.",
                "Les jeux vidéo (JVI) reculent de 8,4 %, à 87,90 millions d'euros, "
                "et retirent 3,0 points à la croissance du total.",
                "L'ANI et le JVI concentrent 82,1 % du total, contre 83,2 % un an plus tôt.",
                "L'OST reste marginal : 490 000 euros au premier semestre 2025, "
                "après 540 000 un an plus tôt.",
            ],
        ),
        (
            "en",
            [
                "The total reached EUR 275.5 million in the first half of 2025, "
                "2.1% more than a year earlier.",
                "Animation (ANI) rose by 7.5%, to EUR 138.3 million: "
                "without this, the total would not have risen.",
                "Video games (JVI) fell by 8.4%, to EUR 87.90 million, "
                "and took 3.0 percentage points off total growth.",
                "ANI and JVI accounted for 82.1% of the total, against 83.2% a year earlier.",
                "OST remains marginal: EUR 490,000 in the first half of 2025, "
                "after EUR 540,000 a year earlier.",
            ],
        ),
    ],
)
def test_its_key_points_have_its_names_its_grammar_and_its_unit(
    locale: Locale, points: list[str]
) -> None:
    part = part_of(told("2025-S1"), "standard", locale)
    assert texts(part)[: len(points)] == points


@pytest.mark.parametrize(
    ("locale", "leader"),
    [
        (
            "fr",
            "L'ANI reste en tête avec 138,3 millions d'euros, soit 50,2 % du total (figure 2). "
            "Le JVI suit, à 87,90 millions (31,9 %)",
        ),
        (
            "en",
            "ANI remained in front, at EUR 138.3 million, or 50.2% of the total (Figure 2). "
            "JVI followed, at EUR 87.90 million (31.9%)",
        ),
    ],
)
def test_its_own_leader_leads(locale: Locale, leader: str) -> None:
    said = texts(part_of(told("2025-S1"), "standard", locale))
    assert any(text.startswith(leader) for text in said)


@pytest.mark.parametrize(
    ("locale", "unit", "publisher", "source", "notice"),
    [
        (
            "fr",
            "milliers d'euros",
            "Observatoire de l'archipel",
            "Source : Données synthétiques, série inventée pour les essais.",
            "Ce document n'engage aucune institution. Montants en euros courants, données brutes.",
        ),
        (
            "en",
            "EUR thousand",
            "Archipelago Observatory",
            "Source: Synthetic data, a series invented for tests.",
            "This document binds no institution. "
            "Amounts in current euros, not seasonally adjusted.",
        ),
    ],
)
def test_unit_publisher_source_and_notices_are_its_own(
    locale: Locale, unit: str, publisher: str, source: str, notice: str
) -> None:
    part = part_of(told("2025-S1"), "standard", locale)
    cards = [c for b in part.blocks if isinstance(b, KeyFigures) for c in b.cards]
    charts = [block for block in body(part) if isinstance(block, Chart)]
    assert unit.split()[0].startswith(("mill", "EUR"))
    assert {typed(card.unit).split()[-1] for card in cards} <= {"d'euros", "million", "total"}
    assert unit in {typed(chart.unit) for chart in charts}
    assert typed(part.masthead.publisher) == publisher
    assert {typed(chart.source) for chart in charts} == {source}
    assert any(notice in text for text in texts(part))


def test_its_tables_print_whole_thousands() -> None:
    part = part_of(told("2024"), "standard", "en")
    table = next(block for block in part.blocks if isinstance(block, Table))
    levels = {plain(row.cells[0].content): plain(row.cells[1].content) for row in table.rows}
    assert (table.header[1].name, table.header[1].unit) == ("Level 2024", "EUR thousand")
    assert levels == {
        "CIN + JVI": "283,600",
        "CIN cinema": "93,600",
        "JVI video games": "190,000",
        "ANI animation": "279,000",
        "OST sound": "1,160",
        "Total": "563,760",
    }


def test_a_pair_that_is_no_declared_group_is_not_added_up() -> None:
    part = part_of(told("2024"), "standard", "fr")
    assert not any(text.startswith("Ensemble") for text in texts(part))
    titles = [typed(plain(b.caption.title)) for b in part.blocks if isinstance(b, Chart)]
    assert titles[0] == "L'ANI : première contribution à la hausse du total"


def colours_of(pdf: Path) -> set[str]:
    """The colours that cover at least a small square of some page."""
    found = set()
    for page in pypdfium2.PdfDocument(pdf):
        colours = page.render(scale=1).to_pil().convert("RGB").getcolors(maxcolors=1 << 24)
        found |= {f"#{bytes(colour).hex().upper()}" for count, colour in colours if count >= 16}
    return found


def test_every_segment_is_drawn_in_a_colour_of_its_own(tmp_path: Path) -> None:
    request = BuildRequest(
        data=DATA,
        as_of=None,
        period="2024",
        audiences=("standard",),
        languages=("fr",),
        formats=("pdf",),
        status="final",
        templates=SERIES,
        output=tmp_path,
    )
    (product,) = build(request, lambda _: None)
    assert product.path.name == "synthetic-screens_2024_standard_fr.pdf"
    assert set(FILLS.values()) <= colours_of(product.path)
