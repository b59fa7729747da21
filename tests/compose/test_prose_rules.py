"""Each rule of prose finds the fault that it is there for, and leaves a good sentence alone."""

import pytest
from composed import synthetic, written
from oracle import SCENARIOS, normalise
from prose_rules import all_faults, rules_of

from reportgen.briefing import Locale
from reportgen.pipeline import survey

TOTAL, ESO, CRM = (f'{{{{ growth("{code}", year) | pct }}}}' for code in ("TOTAL", "ESO", "CRM"))
KPO_LOSS = '{{ change("KPO", year) | size }}'


def rules(text: str, locale: Locale = "fr") -> list[str]:
    """The rules that a text on the synthetic grid breaks: ESO +7.1 %, CRM -4.5 %, total +0.2 %."""
    findings = synthetic("2025-S1")
    found = all_faults(written(text, findings, locale), findings)
    return [normalise(fault.split(" | ")[0]) for fault in found]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Soit +0,0\u202f%.", "a zero with a sign"),
        ("De −0,0 à −0,4 point.", "a zero with a sign"),
        ("Deux  mots.", "a doubled space"),
        ("Une virgule , seule.", "a mark that leads nowhere"),
        ("Rien ( entre elles).", "a mark that leads nowhere"),
        ("Un total (, stable).", "a mark that leads nowhere"),
        ("Un total : .", "a mark that leads nowhere"),
        ("Un total..", "a mark that leads nowhere"),
        ("Il est est stable.", "a word twice"),
        ("Un total stable et.", "a connector that leads nowhere"),
        ("Les recettes de, à peu près.", "a connector that leads nowhere"),
        ("La part de du CRM.", "a connector that leads nowhere"),
        ("Une marque \uf001 vide.", "a private character"),
        ("Sans point", "no single stop at its end"),
        ("sans capitale.", "no capital at its beginning"),
        ("- sans capitale.", "no capital at its beginning"),
        ("L'ITO reste premier. Le CRM reste second.", "rester again"),
        ("Le CRM baisse. Les autres baissent.", "baisser again"),
        (f"Soit {ESO} de moins.", "7,1 % is not down"),
        (f"Soit {CRM} de plus.", "4,5 % is not up"),
        (f"Le KPO gagne {KPO_LOSS}.", "30 millions de dirhams is not up"),
        ("## Un total en baisse en 2024\n\nTexte.", "nothing goes down"),
        ("## CRM : un total stable\n\nTexte.", "nothing goes stable"),
        ("## ESO : un recul\n\nTexte.", "nothing goes down"),
    ],
)
def test_a_fault_is_found(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        f"L'ESO progresse de {ESO}. Le CRM recule de {CRM}.",
        f"L'ESO progresse de {ESO} et le CRM recule de {CRM}.",
        f"Les exportations varient peu ({TOTAL}).",
        f"Le KPO perd {KPO_LOSS}.",
        "La baisse est nette. Les autres baissent.",
        "L'ITO reste premier.\n\nLe CRM reste second.",
        "## Un total stable en 2024\n\nTexte.",
        "## ESO et CRM : hausse et recul\n\nTexte.",
        "## Premier semestre 2025 : une hausse sur un an\n\nTexte.",
        "Soit −0,04 point.",
    ],
)
def test_a_good_text_breaks_no_rule(text: str) -> None:
    assert rules(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"The loss of {KPO_LOSS} weighed on total growth.", []),
        (f"Its rise of {KPO_LOSS} weighed on the total.", ["MAD 30 million is not up"]),
        ("ITO remained first. CRM remained second.", ["remain again"]),
        ("## Exports down on the year\n\nText.", ["nothing goes down"]),
    ],
)
def test_english_is_judged_by_english_words(text: str, found: list[str]) -> None:
    assert rules(text, "en") == found


@pytest.mark.parametrize("words", ["de moins", "de plus", "de baisse", "de hausse"])
def test_a_change_that_prints_as_nothing_goes_nowhere(words: str) -> None:
    findings = survey(SCENARIOS / "s04_total_minus_0_04.csv", None, "2024")
    text = f'Soit {{{{ growth("ITO", year) | pct }}}} {words}.'  # +0.04 %
    found = all_faults(written(text, findings), findings)
    assert [fault for fault in found if " is not " in fault.split(" | ")[0]]


def test_every_rate_that_may_be_quoted_falls_under_the_rule_of_its_verdict() -> None:
    findings = synthetic("2025-S1")
    judged = rules_of(findings)
    growths = [c for c in findings.every if c.indicator == "GROWTH" and c]
    assert len(growths) > 100
    assert {c.name: judged[c.name].replace("_at_zero", "") for c in growths} == {
        c.name: c.verdict for c in growths
    }
