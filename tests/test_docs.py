"""What can go stale in the documentation is made from the code, and compared with it."""

import re
import runpy
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from proof.built import checked

from reportgen.accounts import complete
from reportgen.briefing import figures
from reportgen.claims import assert_claims
from reportgen.dataset import load
from reportgen.l10n.lexicon import load_rules
from reportgen.period import parse_period
from reportgen.pipeline import begin, build
from reportgen.proof.explain import explain
from reportgen.proof.finished import finished_file
from reportgen.request import BuildRequest
from reportgen.resources import shipped

ROOT = Path(__file__).parents[1]
HALF = "LEVEL/ESO/2025-S1"
SAID = "MAD\u00a02.587\u00a0billion"


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "commands.py"))["page"]
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page() == written, "run python docs/commands.py"


def test_the_readme_names_the_files_that_a_default_build_makes() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for language in ("fr", "en", "fr-en"):
        for file_format in ("pdf", "docx"):
            name = f"output/2025-S1/digital-exports_2025-S1_standard_{language}.{file_format}"
            assert name in readme


def test_every_file_that_the_readme_links_to_is_there() -> None:
    assert missing(ROOT / "README.md") == missing(ROOT / "docs" / "pages.md") == []


def test_the_pictures_show_as_many_pages_as_the_briefing_has(
    request_of_the_walk: BuildRequest,
) -> None:
    shown = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
    for language, layout in begin(request_of_the_walk).audiences["standard"].layouts.items():
        assert shown.count(f"-{language}.png)") == sum(layout.pages), "run python docs/pictures.py"


def missing(page: Path) -> list[str]:
    """The files that a page of the documentation links to or shows, and that are not there."""
    text = page.read_text(encoding="utf-8")
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    pictures = [part.split('"')[0] for part in text.split('src="')[1:]]
    local = [link for link in (*links, *pictures) if ":" not in link]
    assert len(local) > 5
    return [link for link in local if not (page.parent / link).exists()]


def walk() -> str:
    """The part of CONTRIBUTING that follows one observation."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text.split("### One observation, there and back")[1].split("\n## ")[0]


def names() -> Iterator[str]:
    """What the walk names as `room.function`; a name with a slash, or a suffix, is a file."""
    for name in re.findall(r"`([a-z_]+(?:\.\w+)+)`", walk()):
        if Path(name).suffix not in {".csv", ".json", ".md"}:
            yield name


def test_the_walk_names_what_there_is() -> None:
    found = [*names()]
    assert len(found) > 10
    for name in found:
        room, _, function = name.rpartition(".")
        assert hasattr(import_module(f"reportgen.{room}"), function), name
    for file in re.findall(r"`((?:data|templates)/[\w./-]+)`", walk()):
        assert (ROOT / file).is_file(), file


@pytest.fixture(scope="module")
def request_of_the_walk(tmp_path_factory: pytest.TempPathFactory) -> BuildRequest:
    """The English PDF of the shipped data."""
    return BuildRequest(
        data=None,
        as_of=None,
        period="2025-S1",
        audiences=("standard",),
        languages=("en",),
        formats=("pdf",),
        status="final",
        templates=None,
        output=tmp_path_factory.mktemp("walk"),
    )


def test_the_walk_follows_the_observation_to_its_claim() -> None:
    dataset, period = load(), parse_period("2025-S1")
    line = (shipped("data") / "exports.csv").read_text(encoding="utf-8").splitlines()[17 - 1]
    assert line.startswith("digital-economy-and-outsourcing,2025-S1,ESO,level,2587,2586.5,2587.5")
    assert line[:68] in walk()
    (observation,) = (each for each in dataset.observations if each.line == 17)
    assert (str(observation.value), observation.segment) == ("2587", "ESO")
    accounts = complete(dataset)
    level = accounts.levels[period, "ESO"]
    assert (level.formula, level.inputs) == ("published", (17,))
    claims = {claim.name: claim for claim in assert_claims(accounts, period, load_rules())}
    assert claims[HALF].evidence == level
    ratio: Any = claims["RATIO_TO_ANNUAL/ESO/2025-S1/2024"].evidence
    assert (ratio.formula, ratio.inputs) == ("2587 / 3462 x 100", (8, 17))


def test_the_walk_follows_the_figure_to_the_page_and_back(
    request_of_the_walk: BuildRequest,
) -> None:
    part = begin(request_of_the_walk).audiences["standard"].parts["en"]
    assert SAID in {printed.text for printed in figures(part) if printed.claim == HALF}
    (product,) = build(request_of_the_walk, lambda _: None)
    finished = finished_file(product.path)
    assert finished.proof is not None
    (entry,) = (each for each in finished.proof["ledger"] if each["text"] == SAID)
    assert (entry["place"], entry["claim"], entry["lines"]) == (
        "en: Key points: point 2",
        HALF,
        [17],
    )
    sentence = f"Engineering services (ESO) earned {SAID} over the half-year".replace("\u00a0", " ")
    assert sentence in " ".join(walk().split())
    typed = ((each, each.text.replace("\u00a0", " ")) for each in finished.view.items)
    (found,) = (each for each, text in typed if text.startswith(sentence))
    assert found.place == "page 1, under “Key points”"
    (answer,) = checked(product.path)
    assert answer.grade == "as built"
    (claim,) = explain(product.path, "2.587 billion").claims
    assert [(line.line, line.text) for line in claim.lines] == [
        (17, (shipped("data") / "exports.csv").read_text(encoding="utf-8").splitlines()[16])
    ]
