"""Proves finished files again: file against ledger, ledger against data; no writer, no template."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from reportgen.briefing import Locale
from reportgen.errors import CheckError
from reportgen.ledger import Role
from reportgen.proof.alignment import PlacedToken, belongs, differences, same_words
from reportgen.proof.carried import CarriedLedger, CarriedPassage, Fault, carried_ledger
from reportgen.proof.completeness import DRAWN, owed, unequal
from reportgen.proof.evidence import Facts, facts_of, unproven
from reportgen.proof.inputs import dataset_of
from reportgen.proof.tokens import Token, typed
from reportgen.readers import read_finished
from reportgen.readers.finished import FinishedFile, FoundText
from reportgen.readers.judged import JudgedFile

_HEAD = "running header"
# Places whose words may stand in the head or foot of a page.
_HEADS = (
    *(_HEAD, "watermark", "status", "publisher", "theme", "title", "subtitle"),
    ", header",
)
_PARAGRAPH = 60  # signs that no cell or label has
_BULLETS = ("–", "-", "•", "")
_PAGE_NUMBER = re.compile(r"(?i)\bpages? \d+(?: (?:sur|of) \d+)?")


@dataclass(frozen=True, slots=True, eq=False)
class OpenedFile:
    """A finished file with its ledger and what its data say."""

    finished: FinishedFile
    carried: CarriedLedger
    facts: Facts

    def passages(self, *roles: Role) -> list[CarriedPassage]:
        """The passages of its ledger that a reader meets in some roles."""
        return [passage for passage in self.carried.passages if passage.role in roles]

    def texts(self, role: Role) -> list[FoundText]:
        """The texts of the file that a reader meets in a role."""
        return [text for text in self.finished.texts if text.role == role]


def check_files(paths: Sequence[Path], data: Path | None = None) -> tuple[JudgedFile, ...]:
    """Return what each file says that its data do not, and why a file cannot be read.

    Raises DataError and PeriodError when the data do not say what a file is about.
    """
    known: dict[str, Facts] = {}
    files: list[OpenedFile | JudgedFile] = []
    for path in paths:
        try:
            files.append(opened(path, data, known))
        except CheckError as error:
            nothing = {"figures": 0, "faults": []}
            files.append(JudgedFile(path, nothing, refused=error.problems))
    read = [file for file in files if isinstance(file, OpenedFile)]
    proven: dict[Any, tuple[Fault, ...]] = {}
    return tuple(_checked(f, read, proven) if isinstance(f, OpenedFile) else f for f in files)


def _checked(
    file: OpenedFile, files: Sequence[OpenedFile], proven: dict[Any, tuple[Fault, ...]]
) -> JudgedFile:
    """Ledgers that say the same of the same data are compared with these once."""
    key = (id(file.facts), file.carried.audience, file.carried.passages)
    if key not in proven:
        proven[key] = (*unproven(file.carried, file.facts), *owed(file.carried, file.facts))
    faults = (*text_faults(file), *proven[key], *_twin_faults(file, files))
    figures = sum(len(passage.figures) for passage in file.carried.passages)
    facts = {"figures": figures, "faults": [asdict(fault) for fault in faults]}
    return JudgedFile(file.finished.path, facts, faults, f"{figures} figures proven")


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
    passages = file.passages("text", "cell")
    texts = [_without_page(each.text) for each in file.texts("text") if _is_said(each)]
    if not same_words((passage.text for passage in passages), texts):
        ledger, said = _tokens_of_ledger(passages, file), _tokens_of_file("text", file)
        if not belongs(ledger, said):
            truth = f"is that of another document ({file.carried.name})"
            yield Fault("unproven", "the file", "its ledger", truth)
            return
        whole = _unchanged(file)
        changed = [[one for one in all_ if _plain(one) not in whole] for all_ in (ledger, said)]
        yield from [*differences(*changed)] or _displaced(file)
    yield from _alternative_faults(file)
    yield from _drawing_faults(file)
    yield from _running_faults(file)
    yield from _unmarked_heads(file)


def _alternative_faults(file: OpenedFile) -> Iterator[Fault]:
    passages, said = file.passages("alternative"), _tokens_of_file("alternative", file)
    if passages and not said:
        truth = "the figures have none: a program that saved the file has lost them"
        yield Fault("missing", "the file", "the alternative texts", truth)
        return
    yield from differences(_tokens_of_ledger(passages, file), said)


def _drawing_faults(file: OpenedFile) -> Iterator[Fault]:
    """Labels are compared where a file has them as text: in a drawing, not in a picture."""
    for label in file.finished.misdrawn:
        yield Fault("digit", label.place, f"“{label.label}”", label.truth)
    if drawn := _tokens_of_file("label", file):
        yield from differences(_tokens_of_ledger(file.passages("label"), file), drawn)


def _displaced(file: OpenedFile) -> Iterator[Fault]:
    """The first cell of a table that no longer stands by itself, after the one before it."""
    # Looking into an iterator uses it up: each cell is looked for behind the one before it.
    texts = iter([_plain(each).replace(" ", "") for each in file.texts("text")])
    for passage in file.passages("cell"):
        cell = _plain(passage).replace(" ", "")
        if cell and cell not in texts:
            yield Fault("digit", passage.place, f"“{passage.text}”", "it stands in another cell")
            return


def _unchanged(file: OpenedFile) -> set[str]:
    """The paragraphs that are as they were: an analyst may have moved them."""
    found = Counter(map(_plain, file.texts("text")))
    ledger = Counter(map(_plain, file.passages("text")))
    return {text for text, n in ledger.items() if len(text) >= _PARAGRAPH and found[text] == n}


def _plain(each: CarriedPassage | FoundText | PlacedToken) -> str:
    return typed(each.text).strip()


def _is_said(text: FoundText) -> bool:
    return text.text.strip() not in _BULLETS


def _without_page(text: str) -> str:
    """A text without the numbers of pages, which no figure of the data can be."""
    return _PAGE_NUMBER.sub("", typed(text))


def _tokens_of_ledger(passages: Iterable[CarriedPassage], file: OpenedFile) -> list[PlacedToken]:
    said: list[PlacedToken] = []
    for passage in passages:
        for token in file.facts.tokens(passage.text, passage.locale):
            claims = (f.claim for f in passage.figures if f.at <= token.start < f.end)
            said.append(PlacedToken(token, passage.place, passage.text, next(claims, "")))
    return said


def _tokens_of_file(role: Role, file: OpenedFile) -> list[PlacedToken]:
    return [
        PlacedToken(token, found.place, text)
        for found, locale in _located(file)
        if found.role == role and _is_said(found)
        for text in [_without_page(found.text)]
        for token in file.facts.tokens(text, locale)
    ]


def _located(file: OpenedFile) -> Iterator[tuple[FoundText, Locale]]:
    """Each text with its language: that of the text before, unless only another one has it."""
    carried = file.carried
    known = {locale: {*map(_plain, carried.passages_in(locale))} for locale in carried.locales}
    current = carried.locales[0]
    for found in file.finished.texts:
        text = _plain(found)
        if text not in known[current]:
            current = next((locale for locale in known if text in known[locale]), current)
        yield found, current


def _running_faults(file: OpenedFile) -> Iterator[Fault]:
    """Heads and feet of pages say what the title says; on them tables repeat their headers.

    A letterhead says what it said, but for the numbers of pages, which Word counts anew.
    """
    passages = file.carried.passages
    brought = {_uncounted(p.text) for p in passages if p.place.endswith("letterhead")}
    known = {
        token.meaning
        for passage in passages
        if passage.place.endswith(_HEADS) or (passage.role == "cell" and not passage.figures)
        for token in file.facts.tokens(passage.text, passage.locale)
    }
    running = {_without_page(found.text): found.place for found in file.texts("running")}
    for text, place in running.items():
        for token in () if _uncounted(text) in brought else _unknown(text, known, file):
            truth = "the heads of the document do not say it"
            yield Fault("unproven", place, f"“{token.text}”", truth)


def _unmarked_heads(file: OpenedFile) -> Iterator[Fault]:
    """A head that names the document tells its status too, on every page."""
    passages = file.carried.passages
    for place, found in groupby(file.texts("running"), lambda each: each.place):
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
    readings = (file.facts.tokens(text, locale) for locale in file.carried.locales)
    return min(([one for one in all_ if one.meaning not in known] for all_ in readings), key=len)


def _twin_faults(file: OpenedFile, files: Sequence[OpenedFile]) -> Iterator[Fault]:
    """Where another file of the same edition says something else, in any language or format."""
    twins = [other for other in files if other.carried.edition == file.carried.edition]
    if twins[0].carried.inputs != file.carried.inputs:
        truth = f"are not those of {twins[0].finished.path}"
        yield Fault("unproven", "the file", "its data", truth)
        return
    if twins[0] is not file:
        yield from unequal(twins[0].carried, file.carried)
    twin = next(other for other in twins if other.carried.language == file.carried.language)
    compared = [
        [p for p in f.carried.passages if not p.place.endswith(DRAWN)] for f in (twin, file)
    ]
    for theirs, mine in zip(*compared, strict=False):
        if theirs.text != mine.text:
            truth = f"{twin.finished.path} says “{theirs.text}”"
            yield Fault("unproven", mine.place, f"“{mine.text}”", truth)
