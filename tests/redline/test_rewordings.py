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
        ("environ 17 %", "à peu près 17 %", "à peu près 27 %"),
        ("contre 78 millions un an plus tôt", "contre 78 millions l'année précédente",
         "contre 78 millions le trimestre précédent"),
        ("les exportations s'établissent à 26,2", "les exportations se montent à 26,2",
         "les exportations se montent à 26,7"),
        ("dominent toujours, mais moins", "restent en tête, mais moins",
         "ne sont plus en tête"),
        ("recule nettement, de près de 13 %", "recule nettement, de presque 13 %",
         "recule légèrement, de presque 13 %"),
        ("soit une hausse de 3,5 %", "soit une progression de 3,5 %", "soit un recul de 3,5 %"),
        ("La croissance vient donc de l'ESO", "La croissance provient donc de l'ESO",
         "La croissance provient donc de l'ITO"),
        ("Ce calme apparent recouvre deux", "Ce calme apparent masque deux",
         "Ce calme apparent masque trois"),
        ("en hausse de 3,5 % sur un an", "en hausse de 3,5 % en glissement annuel",
         "en hausse de 3,5 % en glissement trimestriel"),
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
        ("against MAD 78 million a year earlier", "against MAD 78 million the previous year",
         "against MAD 78 million the previous quarter"),
        ("exports stood at MAD 26.2 billion", "exports came to MAD 26.2 billion",
         "imports came to MAD 26.2 billion"),
        ("ITO and CRM still dominate, but less so", "ITO and CRM remain in the lead, but less so",
         "ITO and CRM no longer lead"),
        ("by nearly 13% on the year", "by close to 13% on the year",
         "by just over 13% on the year"),
        ("a rise of 3.5%", "an increase of 3.5%", "a decrease of 3.5%"),
        ("came down to just over 70%", "came down to a little over 70%",
         "came up to a little over 70%"),
        ("(CRM) fell sharply", "(CRM) dropped markedly", "(CRM) rose markedly"),
        ("took 0.1 percentage points off", "took 0.1 pp off", "took 0.1% off"),
        ("up 3.5% on the year", "up 3.5% year on year", "up 3.5% on the previous quarter"),
        ("took away between", "subtracted between", "added between"),
        ("exports amounted to MAD 13.4 billion", "exports totalled MAD 13.4 billion",
         "exports totalled MAD 14.3 billion"),
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
