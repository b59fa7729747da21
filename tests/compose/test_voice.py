"""What a template can say: functions find claims, filters print them in the words of a language."""

from pathlib import Path

import pytest
from composed import claims, composed, known, synthetic, texts, typed, view_of

from reportgen.briefing import Locale
from reportgen.claims import INDICATORS, Claim, ClaimSet
from reportgen.compose.markdown import Marked
from reportgen.compose.voice import Voice
from reportgen.errors import TemplateError
from reportgen.l10n.lexicon import load_lexicon

LOCALES: tuple[Locale, ...] = ("fr", "en")


def said(folder: Path, text: str, locale: Locale = "fr", findings: ClaimSet | None = None) -> str:
    """What a sentence becomes, without its stop; "" when it goes."""
    found = texts(composed(folder, f"{{% set Q = quarter %}}\n{text}.", findings, locale))
    return found[0].removesuffix(".") if found else ""


FIGURES = [
    ('level("TOTAL", year) | money', "26,2 milliards de dirhams", "MAD 26.2 billion"),
    ('level("KPO", year) | money', "48 millions de dirhams", "MAD 48 million"),
    ('level("BPO", year) | amount', "2,334 milliards", "MAD 2.334 billion"),
    ('level("TOTAL", half) | money', "13,4 milliards de dirhams", "MAD 13.4 billion"),
    ('level("CRM", half) | amount', "4,19 milliards", "MAD 4.19 billion"),
    ('level("TOTAL", year.year_before) | exact_amount', "26,17 milliards", "MAD 26.17 billion"),
    ('level("KPO", year.year_before) | digits', "78", "78"),
    ('growth("TOTAL", year) | signed', "+0,2 %", "+0.2%"),
    ('growth("CRM", Q, Q.previous) | signed', "−22,4 %", "−22.4%"),
    ('growth("ESO", year) | pct', "7,1 %", "7.1%"),
    ('growth("BPO", year) | pct', "environ 17 %", "about 17%"),
    ('growth("CRM", half) | pct', "près de 13 %", "nearly 13%"),
    ('share("ITO", year) | pct', "40,3 %", "40.3%"),
    ('share("CORE", half) | pct', "un peu plus de 70 %", "just over 70%"),
    ('share("CORE", year.year_before) | pct', "près de 80 %", "nearly 80%"),
    ('ratio("ESO", half, year) | pct', "74,7 %", "74.7%"),
    ('ratio("ESO", half, year) | fraction', "près des trois quarts", "nearly three quarters"),
    ("top2(year) | fraction", "plus des trois quarts", "more than three quarters"),
    ('contribution("KPO", year) | points', "0,1 point", "0.1 percentage points"),
    ('contribution("BPO", year) | points', "1,3 point", "1.3 percentage points"),
    ('change("KPO", year) | size', "30 millions de dirhams", "MAD 30 million"),
    ('change("KPO", year) | size(bare=true)', "30 millions", "MAD 30 million"),
    (
        'change("ENGINES", year) | size',
        "plus de 550 millions de dirhams",
        "more than MAD 550 million",
    ),
    (
        'change("CORE", year) | size(bare=true)',
        "entre 470 et 500 millions",
        "between MAD 470 million and MAD 500 million",
    ),
    ('growth("TOTAL", half, half.previous) | span', "0,2 à 1,1 %", "0.2% to 1.1%"),
    ('growth("KPO", year) | small_fall', "environ 38 %", "about 38%"),
    ('growth("ESO", year) | by', "de 7,1 %", "by 7.1%"),
    ('growth("BPO", year) | by', "d'environ 17 %", "by about 17%"),
    ('growth("CORE", year) | by', "d'un peu plus de 2 %", "by just over 2%"),
    ("target() | money", "40 milliards de dirhams", "MAD 40 billion"),
    ('target("TARGET_BASELINE") | amount', "17,9 milliards", "MAD 17.9 billion"),
    ('target("REQUIRED_CAGR") | pct', "7,3 %", "7.3%"),
]


@pytest.mark.parametrize(("figure", "french", "english"), FIGURES)
def test_a_figure_is_printed_as_each_language_writes_it(
    figure: str, french: str, english: str, tmp_path: Path
) -> None:
    assert said(tmp_path, f"Soit {{{{ {figure} }}}}") == f"Soit {french}"
    assert said(tmp_path, f"So {{{{ {figure} }}}}", "en") == f"So {english}"


@pytest.mark.parametrize(
    ("figure", "cells", "french"),
    [
        ("growth", "2023 ESO 1000\n2024 ESO 1395 1394 1396", "près de 40 %"),
        ("growth", "2023 ESO 1000\n2024 ESO 1394.9 1393.9 1395.9", "environ 40 %"),
        ("share", "2024 TOTAL 1000\n2024 ESO 390 389 391", "près de 40 %"),
        ("share", "2024 TOTAL 1000\n2024 ESO 389.9 388.9 390.9", "environ 39 %"),
    ],
)
def test_near_reaches_half_a_point_of_growth_and_one_of_a_share(
    figure: str, cells: str, french: str, tmp_path: Path
) -> None:
    findings = known(cells, "2024")
    template = f'Soit {{{{ {figure}("ESO", year) | pct }}}}'
    assert said(tmp_path, template, findings=findings) == f"Soit {french}"


@pytest.mark.parametrize(
    "figure",
    [
        'growth("ITO", year) | pct',  # its level of 2023 is not published
        'growth("KPO", year) | pct',  # a tiny base: levels only
        'growth("KPO", year) | by',
        'growth("ESO", year) | small_fall',  # neither small nor a fall
        'growth("CORE", year) | small_fall',  # a fall, from no small base
        'level("BPO", half) | money',
        'contribution("ESO", half) | points',
        'change("TOTAL", half, half.year_before.year_before) | size',
        'growth("ITO", half) | verb',
        'share("BPO", year) | fraction',  # 8.9 %: near no fraction that has a name
        "driver(half, half.year_before) | points",
    ],
)
def test_a_claim_that_may_not_be_made_takes_its_sentence_along(figure: str, tmp_path: Path) -> None:
    assert said(tmp_path, f"Soit {{{{ {figure} }}}}") == ""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ('growth("ESO", year)', "moderate_up"),
        ('growth("TOTAL", year)', "stable"),
        ('growth("CRM", half)', "strong_down"),
        ('growth("CRM", Q, Q.previous)', "strong_down"),
        ('change("KPO", year)', "down"),
        ('change("BPO", year)', "up"),
    ],
)
def test_the_verb_is_that_of_the_printed_change(claim: str, verdict: str, tmp_path: Path) -> None:
    for locale in LOCALES:
        lexicon = load_lexicon(locale)
        one = said(tmp_path, f"X {{{{ {claim} | verb }}}}", locale)
        several = said(tmp_path, f"X {{{{ {claim} | verb(plural=true) }}}}", locale)
        assert one == f"X {typed(lexicon.verb(verdict))}"
        assert several == f"X {typed(lexicon.verb(verdict, plural=True))}"


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        ('the("ITO")', "l'ITO", "ITO"),
        ('the("CORE")', "l'ITO et le CRM", "ITO and CRM"),
        ('of("ENGINES")', "de l'ESO et du BPO", "of ESO and BPO"),
        ('label("CRM")', "relation client", "customer relations"),
        ('names("CORE")', "ITO et CRM", "ITO and CRM"),
        (
            'of(("ITO", "ESO", "BPO"))',
            "de l'ITO, de l'ESO et du BPO",
            None,
        ),
        ('the(("ITO", "ESO", "BPO"))', None, "ITO, ESO and BPO"),
        ('the("ESO") | raised', "L'ESO", "ESO"),
        ('detail("ESO")', "ingénierie", "engineering"),
        ("half | during", "au premier semestre 2025", "in the first half of 2025"),
        ("year | during", "en 2024", "in 2024"),
        ("half.previous | long", "second semestre 2024", "second half of 2024"),
        ("Q | of_period", "du quatrième trimestre 2024", "of the fourth quarter of 2024"),
        ("half | short", "S1 2025", "H1 2025"),
        ("Q | ordinal", "quatrième", "fourth"),
        ("half | code", "2025-S1", "2025-S1"),
        ('["a", "b", "c"] | listed', "a, b et c", "a, b and c"),
    ],
)
def test_subjects_and_periods_have_their_names(
    words: str, french: str | None, english: str | None, tmp_path: Path
) -> None:
    expected: tuple[tuple[Locale, str | None], ...] = (("fr", french), ("en", english))
    for locale, name in expected:
        if name:
            assert said(tmp_path, f"X {{{{ {words} }}}}", locale) == f"X {name}"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ('growth("ESO", year)', True),
        ('growth("ITO", year)', False),
        ('growth("KPO", year)', False),
        ('lower(share("CORE", half), share("CORE", year))', True),
        ('greater(share("CORE", half), share("CORE", year))', False),
        ('lower(share("CORE", half), share("ITO", year.year_before))', False),
        ('greater(growth("BPO", year), growth("ESO", year))', True),
        ('greater(ratio("ESO", half, year), 60)', True),
        ('greater(ratio("ESO", half, year), 75)', False),
        ('plateau(growth("TOTAL", half, half.previous))', True),
        ('plateau(growth("TOTAL", half))', False),
        ('plateau(growth("ITO", year))', False),
        ('note("roadmap") | holds', True),
        ("synthetic or official", False),
        ("estimated", True),
        ("leader(year)", True),
        ("leader(year.year_before)", False),
    ],
)
def test_a_condition_holds_only_where_the_bounds_leave_no_doubt(
    question: str, answer: bool, tmp_path: Path
) -> None:
    text = f"{{{{ 'oui' if {question} else 'non' }}}}"
    assert said(tmp_path, text) == ("oui" if answer else "non")


def test_figures_whose_bounds_overlap_are_neither_lower_nor_greater(tmp_path: Path) -> None:
    close = known("2024 ITO 100 95 105\n2024 CRM 108 104 112", "2024")
    question = "lower(level('ITO', year), level('CRM', year))"
    assert said(tmp_path, f"{{{{ 'oui' if {question} else 'non' }}}}", "fr", close) == "non"


def test_a_template_sees_what_is_known_and_what_is_not(tmp_path: Path) -> None:
    absent = "{{ names(unknown(half.year_before, year)) }}"
    text = absent + " / {{ known_quarters | map('short') | listed }}"
    assert said(tmp_path, text) == "ITO, ESO et BPO / T3 2024 et T4 2024"
    grid = "T1 2023, T2 2023, T3 2023, T4 2023, T1 2024 et T2 2024"
    quarters = "{{ known_quarters | map('short') | listed }}"
    assert said(tmp_path, quarters, "fr", synthetic("2024-Q2")) == grid


def test_the_names_of_leader_and_driver_come_from_the_claim(tmp_path: Path) -> None:
    text = "{{ the(leader(year).answer[0]) }} / {{ the(driver(half, base).answer[0]) }}"
    text = "{% set base = half.year_before %}\n" + text
    assert said(tmp_path, text, "fr", synthetic("2025-S1")) == "l'ITO / l'ESO"


TIE = "2024 ITO 40\n2024 CRM 40\n2024 ESO 10\n2024 BPO 5\n2024 KPO 5"
UNSURE = TIE.replace("ITO 40", "ITO 40 39 41").replace("CRM 40", "CRM 41 40 42")


@pytest.mark.parametrize("rows", [TIE, UNSURE, "2024 TOTAL 100"])
def test_a_leader_that_may_not_be_named_takes_its_sentences_along(
    rows: str, tmp_path: Path
) -> None:
    first = "leader(year).answer[0]"
    text = (
        f"{{{{ the({first}) | raised }}}} mène, à {{{{ level({first}, year) | money }}}}. "
        f"Soit {{{{ share({first}, year) | pct }}}}. Le reste demeure"
    )
    assert said(tmp_path, text, "fr", known(rows, "2024")) == "Le reste demeure"


def test_every_printed_figure_carries_the_name_of_its_claim(tmp_path: Path) -> None:
    text = (
        '{{ growth("ESO", year) | by }}, {{ level("TOTAL", half) | money }}, '
        '{{ change("KPO", year) | size }} et {{ top2(year) | fraction }}.'
    )
    assert claims(composed(tmp_path, text)) == [
        "GROWTH/ESO/2024/2023",
        "LEVEL/TOTAL/2025-S1",
        "CHANGE/KPO/2024/2023",
        "TOP2_SHARE/TOTAL/2024",
    ]


def test_without_a_target_its_sentences_go(tmp_path: Path) -> None:
    text = "Viser {{ target() | money }}. Ou {{ target('REQUIRED_CAGR') | pct }}. Fin"
    assert said(tmp_path, text).startswith("Viser 40 milliards de dirhams. Ou 7,3 %")
    assert said(tmp_path, text, "fr", known("2024 TOTAL 100", "2024")) == "Fin"


@pytest.mark.parametrize(
    ("figure", "french"),
    [
        ('claim("HHI", TOTAL, year) | figure', "3278"),
        ('claim("CARRY_OVER", TOTAL, half) | figure', "+1,7 %"),
        ('claim("DIVERGENCE", TOTAL, year) | figure', "21,5 points"),
        ('claim("REQUIRED_CAGR", TOTAL, "2030" | period) | figure', "7,3 %"),
        ('claim("TARGET_GAP", TOTAL, "2030" | period) | figure', "+13,8 milliards de dirhams"),
        ('streak("ITO", Q) | figure', "4"),
        ("hhi_change(year) | figure", "−112"),
    ],
)
def test_any_claim_is_said_by_its_indicator_against_its_first_base(
    figure: str, french: str, tmp_path: Path
) -> None:
    grid = synthetic("2025-S1")
    assert said(tmp_path, f"Soit {{{{ {figure} }}}}", "fr", grid) == f"Soit {french}"


def test_every_claim_that_is_made_is_found_again_by_the_question_for_it() -> None:
    grid = synthetic("2025-S1")
    seen: dict[str, Claim] = {c.indicator: c for c in reversed(grid.every) if c}
    voice = Voice(view_of(grid), Marked(), str)
    ask = voice.functions["claim"]
    assert {name: ask(*claim.key) for name, claim in seen.items()} == seen
    assert len(seen) > len(INDICATORS) - 6  # no revision, mismatch or comer in this series


def test_an_unknown_indicator_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match='unknown indicator "GROWHT"; did you mean "GROWTH"'):
        said(tmp_path, '{{ claim("GROWHT", TOTAL, year) | figure }}')
