"""Words that contradict the figure beside them."""

from fractions import Fraction

import pytest
from composed import published

from reportgen.briefing import Locale
from reportgen.judge.judgement import ProvenFigure, misjudged
from reportgen.judge.tokens import vocabulary_of
from reportgen.l10n.lexicon import load_rules
from reportgen.measure import Measure


def figures(text: str, **values: str) -> tuple[str, list[ProvenFigure]]:
    """A text whose places "{ESO}" hold rates: the figure is what stands there."""
    found, plain = [], text
    for name, value in values.items():
        printed, rate = value.split("=")
        start = plain.index("{" + name + "}")
        plain = plain.replace("{" + name + "}", printed)
        number = Fraction(rate)
        proof = Measure(number, number, number, "%", "published", (2,), "final")
        claim = f"GROWTH/{name}/2024/2023"
        found.append(ProvenFigure(start, start + len(printed), printed, claim, proof))
    return plain, found


def wrong(text: str, locale: Locale = "fr", *, headline: bool = False, **values: str) -> list[str]:
    plain, found = figures(text, **values)
    vocabulary = vocabulary_of(published().dataset, locale)
    judged = misjudged(plain, found, load_rules().bands, vocabulary, headline)
    return [f"{each.word}: {each.truth}" for each in judged]


@pytest.mark.parametrize(
    ("text", "value", "faults"),
    [
        ("L'ESO progresse de {ESO}.", "7,1 %=7.1", []),
        ("L'ESO recule de {ESO}.", "7,1 %=7.1", ["recule: goes up"]),
        ("L'ESO bondit de {ESO}.", "7,1 %=7.1", ["bondit: is a moderate change"]),
        ("L'ESO monte légèrement, de {ESO}.", "7,1 %=7.1", ["légèrement: is a moderate change"]),
        ("L'ESO progresse nettement, de {ESO}.", "12,0 %=12", []),
        ("L'ESO est stable ({ESO}).", "12,0 %=12", ["stable: is a strong change"]),
        ("L'ESO varie peu ({ESO}).", "+0,2 %=0.2", []),
        ("L'ESO baisse de {ESO}.", "0,0 %=0.04", ["baisse: goes nil"]),
        ("L'ESO s'envole de {ESO}.", "31,0 %=31", []),
    ],
)
def test_direction_and_strength_must_fit_the_figure(
    text: str, value: str, faults: list[str]
) -> None:
    assert wrong(text, ESO=value) == faults


def test_each_clause_is_judged_by_its_own_figure() -> None:
    text = "L'ESO progresse de {ESO} ; le CRM recule de {CRM}."
    assert wrong(text, ESO="7,1 %=7.1", CRM="4,5 %=-4.5") == []
    swapped = "L'ESO recule de {ESO} ; le CRM progresse de {CRM}."
    assert wrong(swapped, ESO="7,1 %=7.1", CRM="4,5 %=-4.5") == [
        "recule: goes up",
        "progresse: goes down",
    ]


def test_english_words_are_judged_too() -> None:
    assert wrong("ESO surged by {ESO}.", "en", ESO="7.1%=7.1") == ["surged: is a moderate change"]
    assert wrong("ESO took 0.1 off total growth, up {ESO}.", "en", ESO="7.1%=7.1") == []


def test_a_headline_is_judged_comma_by_comma() -> None:
    text = "Un total stable en 2024, un semestre en hausse de {TOTAL}"
    assert wrong(text, headline=True, TOTAL="3,5 %=3.5") == []
    assert wrong(text, TOTAL="3,5 %=3.5") == ["stable: is a moderate change"]
