"""Single faults in finished files: each is told, nearly all fail; what does not is named.

A fault that does not fail says nothing of a figure: see `HARMLESS`.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from proof.attacks_any import KINDS, Fault, faults
from proof.injection import into_pdf, texts_of_pdf
from proof.mutations import RULES, mutations

from reportgen.briefing import Locale
from reportgen.pipeline import build
from reportgen.proof.answer import Answer
from reportgen.proof.check import answer
from reportgen.proof.workshop import Workshop, workshop
from reportgen.redline import Verdict
from reportgen.redline.text import plain
from reportgen.request import BuildRequest
from reportgen.resources import shipped

LOCALES: tuple[Locale, ...] = ("fr", "en")
SYNTHETIC = shipped("data") / "synthetic-quarterly.csv"
# What is told and does not fail, by what is said of it.
HARMLESS: dict[frozenset[Verdict], str] = {
    frozenset({"moved"}): "a paragraph or a list item that names its subject stands elsewhere",
    frozenset({"removed"}): "a passage without a figure is gone",
    frozenset({"added"}): "a passage without a figure stands there twice",
    frozenset({"wording"}): "words that say nothing of a figure",
    frozenset({"unproven wording"}): "words that say nothing of the figures beside them",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Both formats and languages on the published and on the synthetic data."""
    folder = tmp_path_factory.mktemp("files")
    made: list[Path] = []
    for data, period in ((None, "2025-S1"), (SYNTHETIC, "2025-Q2")):
        request = BuildRequest(
            data=data,
            as_of=None,
            period=period,
            audiences=("standard",),
            languages=LOCALES,
            formats=("pdf", "docx"),
            status="final",
            templates=None,
            output=folder,
        )
        made += [product.path for product in build(request, lambda _: None)]
    return made


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    with workshop(None, None) as opened:
        yield opened


def language(path: Path) -> Locale:
    return "fr" if path.stem.endswith("_fr") else "en"


def in_pdf(data: bytes, locale: Locale, chance: random.Random) -> Iterator[Fault]:
    """Other words painted on a page, one of each kind in turn; a font may lack their signs."""
    places = [place for place in texts_of_pdf(data) if place[2].strip()]
    while True:
        for kind in RULES:
            chance.shuffle(places)
            page, number, old, new = next(
                (page, number, text, each.text)
                for page, number, text in places
                for each in mutations(text, locale, chance)
                if each.kind == kind and plain(each.text) != plain(text)
            )
            if content := into_pdf(data, page, number, new):
                yield Fault(kind, f"{old!r} became {new!r}", content)


def answers(
    path: Path, found: Iterator[Fault], times: int, shop: Workshop, folder: Path
) -> Iterator[tuple[Fault, Answer]]:
    """What is said of as many faulty files."""
    for fault in islice(found, times):
        target = folder / path.name
        target.write_bytes(fault.content)
        yield fault, answer(target, shop)


def judged(found: Sequence[tuple[Fault, Answer]]) -> tuple[Counter[str], list[str]]:
    """How many faults do not fail, by what is harmless in them, and those that nothing excuses."""
    missed: Counter[str] = Counter()
    lost: list[str] = []
    for fault, said in found:
        if said.grade == "refused" or any(each.fails for each in said.differences):
            continue
        verdicts = frozenset(each.verdict for each in said.differences)
        if verdicts in HARMLESS:
            missed[HARMLESS[verdicts]] += 1
        else:
            lost.append(f"{fault.kind}: {fault.told}: {said.grade} {sorted(verdicts)}")
    return missed, lost


def of_word(
    files: list[Path], each: tuple[int, int], seed: int, shop: Workshop, folder: Path
) -> list[tuple[Fault, Answer]]:
    """Faulty Word files: how many of each published and of each synthetic one."""
    found: list[tuple[Fault, Answer]] = []
    for path in (path for path in files if path.suffix == ".docx"):
        times = each["2025-Q2" in path.name]
        made = faults(path.read_bytes(), language(path), random.Random(seed))
        found += answers(path, made, times, shop, folder)
    return found


def test_files_that_were_built_are_as_built(files: list[Path], shop: Workshop) -> None:
    assert {answer(path, shop).grade for path in files} == {"as built"}


def test_a_sample_of_faults_fails(files: list[Path], shop: Workshop, tmp_path: Path) -> None:
    word = next(path for path in files if path.name.endswith("2025-S1_standard_fr.docx"))
    pdf = word.with_suffix(".pdf")
    chance = random.Random(1)
    made = faults(word.read_bytes(), "fr", chance)
    found = [*answers(word, made, len(KINDS) // 2, shop, tmp_path)]
    found += answers(pdf, in_pdf(pdf.read_bytes(), "fr", chance), 3, shop, tmp_path)
    missed, lost = judged(found)
    assert lost == []
    assert missed.total() <= 1


@pytest.mark.proof
def test_six_hundred_faults_of_word_files_are_told_and_nearly_all_fail(
    files: list[Path], shop: Workshop, tmp_path: Path
) -> None:
    found = of_word(files, (230, 70), 2, shop, tmp_path)
    missed, lost = judged(found)
    assert lost == []
    assert len(found) >= 600
    assert {fault.kind.partition(":")[0] for fault, _ in found} == set(KINDS)
    assert missed.total() <= len(found) // 20, missed


@pytest.mark.proof
def test_a_hundred_faults_in_the_words_of_pdf_files_all_fail(
    files: list[Path], shop: Workshop, tmp_path: Path
) -> None:
    found: list[tuple[Fault, Answer]] = []
    for path in (path for path in files if path.suffix == ".pdf"):
        made = in_pdf(path.read_bytes(), language(path), random.Random(3))
        found += answers(path, made, 25, shop, tmp_path)
    assert judged(found) == (Counter(), [])
    assert len(found) == 100
    assert {fault.kind for fault, _ in found} >= {"digit", "verb", "period", "segment", "unit"}
