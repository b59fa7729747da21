"""Proves finished files again: file against ledger, ledger against data; no writer, no template."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from reportgen.briefing import Locale
from reportgen.errors import CheckError, Problem
from reportgen.proof.alignment import PlacedToken, belongs, differences, same_words
from reportgen.proof.carried import CarriedLedger, CarriedPassage, Fault, carried_ledger
from reportgen.proof.completeness import DRAWN, owed, unequal
from reportgen.proof.evidence import Facts, facts_of, unproven
from reportgen.proof.inputs import dataset_of
from reportgen.proof.tokens import Token, tokens_of, typed
from reportgen.readers import read_finished
from reportgen.readers.finished import FinishedFile, FoundText

_READ, _WORDS = ("text", "cell"), ("text",)
_HEAD = "running header"
_HEADS = (
    *(_HEAD, "watermark", "status", "publisher", "theme", "title", "subtitle"),
    ", header",
)
_PARAGRAPH = 60  # signs that no cell or label has
_BULLETS = ("–", "-", "•", "")
_PAGE_NUMBER = re.compile(r"(?i)\bpages? \d+(?: (?:sur|of) \d+)?")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was read: how many figures its ledger proves, and where it fails.

    `refused` says why a file could not be read at all.
    """

    path: Path
    figures: int = 0
    faults: tuple[Fault, ...] = ()
    refused: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class OpenedFile:
    """A finished file with its ledger and what its data say."""

    finished: FinishedFile
    carried: CarriedLedger
    facts: Facts


def check_files(paths: Sequence[Path], data: Path | None = None) -> tuple[CheckedFile, ...]:
    """Return what each file says that its data do not, and why a file cannot be read.

    Raises DataError and PeriodError when the data do not say what a file is about.
    """
    known: dict[str, Facts] = {}
    files: list[OpenedFile | CheckedFile] = []
    for path in paths:
        try:
            files.append(opened(path, data, known))
        except CheckError as error:
            files.append(CheckedFile(path, refused=error.problems))
    read = [file for file in files if isinstance(file, OpenedFile)]
    proven: dict[Any, tuple[Fault, ...]] = {}
    return tuple(_checked(f, read, proven) if isinstance(f, OpenedFile) else f for f in files)


def _checked(
    file: OpenedFile, files: Sequence[OpenedFile], proven: dict[Any, tuple[Fault, ...]]
) -> CheckedFile:
    """Ledgers that say the same of the same data are compared with these once."""
    key = (id(file.facts), file.carried.audience, file.carried.passages)
    if key not in proven:
        proven[key] = (*unproven(file.carried, file.facts), *owed(file.carried, file.facts))
    faults = (*text_faults(file), *proven[key], *_twin_faults(file, files))
    figures = sum(len(passage.figures) for passage in file.carried.passages)
    return CheckedFile(file.finished.path, figures, faults)


def report(checked: Sequence[CheckedFile]) -> str:
    """Return a line for every fault, and one for every file that has none."""
    lines: list[str] = []
    for file in checked:
        lines += [f"{file.path}: {fault}" for fault in file.faults]
        if not file.faults and not file.refused:
            lines.append(f"{file.path}: {file.figures} figures proven")
    return "\n".join(lines)


def report_json(checked: Sequence[CheckedFile]) -> str:
    """Return the files as JSON, each with its faults."""
    records = [
        {
            "file": str(file.path),
            "figures": file.figures,
            "faults": [asdict(fault) for fault in file.faults],
            "refused": [str(problem) for problem in file.refused],
        }
        for file in checked
    ]
    return json.dumps({"schema": 1, "files": records}, ensure_ascii=False, indent=1)


def require_sound(checked: Sequence[CheckedFile]) -> None:
    """Raise CheckError when a file has a fault, or could not be read."""
    problems = [problem for file in checked for problem in file.refused]
    faulty = [file for file in checked if file.faults]
    if faulty:
        count = sum(len(file.faults) for file in faulty)
        what = f"{count} {'faults' if count > 1 else 'fault'} in {len(faulty)} of {len(checked)}"
        problems.append(Problem("", what, "correct the file, or make it again"))
    if problems:
        raise CheckError(*problems)


def opened(path: Path, data: Path | None, known: dict[str, Facts]) -> OpenedFile:
    """Return a file with its ledger and what its data say; `known` keeps that by their inputs.

    Raises CheckError when it cannot be read or its data cannot be found.
    """
    finished = read_finished(path)
    carried = carried_ledger(finished)
    inputs = repr((carried.inputs, carried.period, carried.bands))
    if inputs not in known:
        known[inputs] = facts_of(dataset_of(finished, data), carried)
    return OpenedFile(finished, carried, known[inputs])


def text_faults(file: OpenedFile) -> Iterator[Fault]:
    """Yield what a file says otherwise than its ledger: text, drawings, running heads."""
    passages = [passage for passage in file.carried.passages if passage.role in _READ]
    found = (found.text for found in file.finished.texts if found.role in _WORDS)
    texts = (_without_page(text) for text in found if text.strip() not in _BULLETS)
    if not same_words((passage.text for passage in passages), texts):
        ledger = [*_spoken_ledger(passages, file.facts)]
        spoken = [*_spoken_file(file, _WORDS)]
        if not belongs(ledger, spoken):
            truth = f"is that of another document ({file.carried.name})"
            yield Fault("unproven", "the file", "its ledger", truth)
            return
        whole = _unchanged(file)
        told = [
            *differences(
                [token for token in ledger if typed(token.text).strip() not in whole],
                [token for token in spoken if typed(token.text).strip() not in whole],
            )
        ]
        yield from told or _displaced(file)
    yield from _alternative_faults(file)
    yield from _drawing_faults(file)
    yield from _running_faults(file)
    yield from _unmarked_heads(file)


def _alternative_faults(file: OpenedFile) -> Iterator[Fault]:
    ledger = [passage for passage in file.carried.passages if passage.role == "alternative"]
    spoken = [*_spoken_file(file, ("alternative",))]
    if ledger and not spoken:
        truth = "the figures have none: a program that saved the file has lost them"
        yield Fault("missing", "the file", "the alternative texts", truth)
        return
    yield from differences([*_spoken_ledger(ledger, file.facts)], spoken)


def _displaced(file: OpenedFile) -> Iterator[Fault]:
    """The first cell of a table that no longer stands by itself, after the one before it."""
    # Looking into an iterator uses it up: each cell is looked for behind the one before it.
    texts = iter([_bare(found.text) for found in file.finished.texts if found.role == "text"])
    for passage in file.carried.passages:
        cell = _bare(passage.text)
        if passage.role == "cell" and cell and cell not in texts:
            yield Fault("digit", passage.place, f"“{passage.text}”", "it stands in another cell")
            return


def _bare(text: str) -> str:
    return typed(text).replace(" ", "")


def _unchanged(file: OpenedFile) -> set[str]:
    """The paragraphs that are as they were: an analyst may have moved them."""
    ledger = Counter(typed(p.text).strip() for p in file.carried.passages if p.role == "text")
    found = Counter(typed(f.text).strip() for f in file.finished.texts if f.role == "text")
    return {
        text for text, count in ledger.items() if len(text) >= _PARAGRAPH and found[text] == count
    }


def _without_page(text: str) -> str:
    """A text without the numbers of pages, which no figure of the data can be."""
    return _PAGE_NUMBER.sub("", typed(text))


def _spoken_ledger(passages: Iterable[CarriedPassage], facts: Facts) -> Iterator[PlacedToken]:
    for passage in passages:
        for token in tokens_of(passage.text, facts.vocabularies[passage.locale]):
            claims = (e.claim for e in passage.figures if e.at <= token.start < e.end)
            yield PlacedToken(token, passage.place, passage.text, next(claims, ""))


def _spoken_file(file: OpenedFile, roles: Sequence[str]) -> Iterator[PlacedToken]:
    for found, locale in _located(file):
        if found.role in roles and found.text.strip() not in _BULLETS:
            text = _without_page(found.text)
            for token in tokens_of(text, file.facts.vocabularies[locale]):
                yield PlacedToken(token, found.place, text)


def _located(file: OpenedFile) -> Iterator[tuple[FoundText, Locale]]:
    """Each text with its language: that of the text before, unless only another one has it."""
    known = {
        locale: {typed(p.text).strip() for p in file.carried.passages if p.locale == locale}
        for locale in file.carried.locales
    }
    current = file.carried.locales[0]
    for found in file.finished.texts:
        text = typed(found.text).strip()
        if text not in known[current]:
            current = next((locale for locale in known if text in known[locale]), current)
        yield found, current


def _drawing_faults(file: OpenedFile) -> Iterator[Fault]:
    """Labels are compared where a file has them as text: in a drawing, not in a picture."""
    for label in file.finished.misdrawn:
        yield Fault("digit", label.place, f"“{label.label}”", label.truth)
    drawn = [*_spoken_file(file, ("label",))]
    if not drawn:
        return
    labels = [passage for passage in file.carried.passages if passage.role == "label"]
    yield from differences([*_spoken_ledger(labels, file.facts)], drawn)


def _running_faults(file: OpenedFile) -> Iterator[Fault]:
    """Heads and feet of pages say what the title says; on them tables repeat their headers.

    A letterhead says what it said, but for the numbers of pages, which Word counts anew.
    """
    brought = {_uncounted(p.text) for p in file.carried.passages if p.place.endswith("letterhead")}
    known = {
        token.meaning
        for passage in file.carried.passages
        if passage.place.endswith(_HEADS) or (passage.role == "cell" and not passage.figures)
        for token in tokens_of(passage.text, file.facts.vocabularies[passage.locale])
    }
    running = {_without_page(f.text): f.place for f in file.finished.texts if f.role == "running"}
    for text, place in running.items():
        for token in () if _uncounted(text) in brought else _unknown(text, known, file):
            truth = "the heads of the document do not say it"
            yield Fault("unproven", place, f"“{token.text}”", truth)


def _unmarked_heads(file: OpenedFile) -> Iterator[Fault]:
    """A head that names the document tells its status too, on every page."""
    passages = file.carried.passages
    running = (found for found in file.finished.texts if found.role == "running")
    for place, found in groupby(running, lambda each: each.place):
        head = " ".join(typed(each.text) for each in found)
        named = {p.locale for p in passages if p.place.endswith(_HEAD) and typed(p.text) in head}
        for passage in passages:
            if passage.locale in named and passage.place == f"{passage.locale}: status":
                tag = typed(passage.text)
                if tag not in head:
                    yield Fault("missing", place, f"“{tag}”", "the heads of the document say it")


def _uncounted(text: str) -> str:
    return re.sub(r"\d+", "#", _without_page(text)).strip()


def _unknown(text: str, known: set[tuple[str, str]], file: OpenedFile) -> list[Token]:
    """The tokens that no head has, in the language in which the fewest are unknown."""
    readings = [
        [
            token
            for token in tokens_of(text, file.facts.vocabularies[locale])
            if token.meaning not in known
        ]
        for locale in file.carried.locales
    ]
    return min(readings, key=len)


def _twin_faults(file: OpenedFile, files: Sequence[OpenedFile]) -> Iterator[Fault]:
    """Where another file of the same edition says something else, in any language or format."""
    twins = [other for other in files if other.carried.edition == file.carried.edition]
    if twins[0].carried.inputs != file.carried.inputs:
        yield Fault(
            "unproven", "the file", "its data", f"are not those of {twins[0].finished.path}"
        )
        return
    if twins[0] is not file:
        yield from unequal(twins[0].carried, file.carried)
    same = [other for other in twins if other.carried.language == file.carried.language]
    told = [[p for p in f.carried.passages if not p.place.endswith(DRAWN)] for f in (same[0], file)]
    for theirs, mine in zip(*told, strict=False):
        if theirs.text != mine.text:
            truth = f"{same[0].finished.path} says “{theirs.text}”"
            yield Fault("unproven", mine.place, f"“{mine.text}”", truth)
