"""What an editor words anew does not fail; its twin, which says something else, does."""

from dataclasses import replace
from pathlib import Path

import pytest
from composed import typed
from proof.built import default_build, named

from reportgen.proof.finished import finished_file
from reportgen.proof.workshop import Rebuilt, workshop
from reportgen.redline import redline

# The words of a standard edition, an editor's, and a twin that is not true.
REWORDINGS = {
    "fr": (
        ("13,4 milliards de dirhams au", "13,4 Md de dirhams au", "13,4 M de dirhams au"),
        ("d'environ 17 %", "d'à peu près 17 %", "d'à peu près 27 %"),
        ("contre 12,9 milliards un an plus tôt", "contre 12,9 milliards l'année précédente",
         "contre 12,9 milliards le trimestre précédent"),
        ("Les exportations s'élèvent à 13,4", "Les exportations se montent à 13,4",
         "Les exportations se montent à 13,9"),
        ("dominent toujours, mais moins", "restent en tête, mais moins",
         "ne sont plus en tête"),
        ("progresse nettement, d'environ", "augmente nettement, d'environ",
         "augmente légèrement, d'environ"),
        ("La hausse, 3,5 %, est", "La progression, 3,5 %, est", "Le recul, 3,5 %, est"),
        ("Le CRM passe de 4,80 à 4,19", "Le CRM glisse de 4,80 à 4,19",
         "Le CRM passe de 4,19 à 4,80"),
        ("Cette stabilité recouvre des", "Cette stabilité masque des", "Cette hausse masque des"),
        ("recule de 12,5 à 12,8 % sur un an", "recule de 12,5 à 12,8 % en glissement annuel",
         "recule de 12,5 à 12,8 % en glissement trimestriel"),
        ("ils concentrent plus des trois quarts", "ils rassemblent plus des trois quarts",
         "ils rassemblent moins des trois quarts"),
        ("en retirent entre 470 et 500", "en ôtent entre 470 et 500",
         "en apportent entre 470 et 500"),
        ("puis reflue à 2,183 milliards", "puis redescend à 2,183 milliards",
         "puis remonte à 2,183 milliards"),
    ),
    "en": (
        ("MAD 13.4 billion in the first half", "MAD 13.4 bn in the first half",
         "MAD 13.4 mn in the first half"),
        ("about 17%", "roughly 17%", "just over 17%"),
        ("against MAD 12.9 billion a year earlier", "against MAD 12.9 billion the previous year",
         "against MAD 12.9 billion the previous quarter"),
        ("Exports stood at MAD 13.4 billion", "Exports came to MAD 13.4 billion",
         "Exports came to MAD 14.3 billion"),
        ("ITO and CRM still dominate, but less so", "ITO and CRM remain in the lead, but less so",
         "ITO and CRM no longer lead"),
        ("down by about 38%", "down by around 38%", "down by just over 38%"),
        ("The rise, 3.5%, is", "The increase, 3.5%, is", "The decrease, 3.5%, is"),
        ("but less so: just over 70%", "but less so: a little over 70%",
         "but less so: nearly 70%"),
        ("CRM fell by 12.5%", "CRM dropped by 12.5%", "CRM rose by 12.5%"),
        ("took only 0.1 percentage points off", "took only 0.1 pp off", "took only 0.1% off"),
        ("to 12.8% on the year", "to 12.8% year on year", "to 12.8% on the previous quarter"),
        ("took away between", "subtracted between", "added between"),
        ("Exports reached MAD 13.4 billion", "Exports totalled MAD 13.4 billion",
         "Exports totalled MAD 13.9 billion"),
    ),
}  # fmt: skip
EACH = [(language, *words) for language, every in REWORDINGS.items() for words in every]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rebuilt]:
    folder: Path = default_build(tmp_path_factory.mktemp("made"))
    with workshop(None, None) as shop:
        return {
            language: shop.rebuilt(finished_file(named(folder, f"{language}.docx")))
            for language in REWORDINGS
        }


def fails(rebuilt: Rebuilt, old: str, new: str) -> bool:
    """Whether a file with other words in one passage fails; it is told in any case."""
    view = rebuilt.file.view
    place = next(n for n, i in enumerate(view.items) if i.kind == "text" and old in typed(i.text))
    item = view.items[place]
    other = replace(item, text=typed(item.text).replace(old, new))
    items = (*view.items[:place], other, *view.items[place + 1 :])
    found = redline(view, replace(view, items=items), rebuilt.reading)
    assert found
    return any(each.fails for each in found)


@pytest.mark.parametrize(("language", "old", "new", "twin"), EACH, ids=[each[2] for each in EACH])
def test_a_harmless_rewording_does_not_fail_and_its_twin_does(
    language: str, old: str, new: str, twin: str, rebuilt: dict[str, Rebuilt]
) -> None:
    assert not fails(rebuilt[language], old, new)
    assert fails(rebuilt[language], old, twin)


def test_there_are_twenty_six_rewordings() -> None:
    assert len(EACH) == 26
