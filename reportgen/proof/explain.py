"""Says where a printed figure comes from: its claim, its formula, the lines of the dataset."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from reportgen.accounts import complete, decimal_of
from reportgen.dataset import Dataset, InputFile
from reportgen.dataset.reader import read_table
from reportgen.errors import Problem, ReportgenError, UsageError
from reportgen.l10n import LANGUAGES
from reportgen.measure import Measure
from reportgen.period import Period, parse_period
from reportgen.proof.finished import proof_of_file, read_finished
from reportgen.proof.found import unreadable
from reportgen.proof.inputs import dataset_of
from reportgen.proof.matching import Printed, matching, nearest

_TARGET = re.compile(r"announced, targets line (\d+)")
_LEVEL = re.compile(r"([A-Z][\w+]*) (\d{4}(?:-\w+)?)")  # as formulas name them: "CRM+ESO 2024-S1"
_NEWLINE = re.compile(r"\r\n|\r|\n")
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file as it stands there, with the title of its source.

    Its text is None where the file is not at hand.
    """

    file: str
    line: int
    text: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one claim rests on, and every form in which it is printed.

    `terms` are the levels that the formula names, each with its value and bounds.
    """

    claim: str
    formula: str
    terms: tuple[str, ...]
    value: str
    low: str
    high: str
    unit: str
    status: str
    printed: tuple[Printed, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """The claims behind the figures asked for; `note` says why no lines can be shown."""

    claims: tuple[Explanation, ...]
    note: str


def explain(path: Path, figure: str | None, data: Path | None = None) -> Explained:
    """Return what a figure of a file rests on, or every figure where none is named.

    Raises UsageError when the figure is not in the file, CheckError when the file carries no
    ledger, or when `data` is not what it was made from.
    """
    finished = read_finished(path)
    proof = proof_of_file(finished)
    claims = _claims(path, proof)
    if figure is not None:
        every = [printed for claim in claims for printed in claim.printed]
        chosen = set(matching(figure, every))
        if not chosen:
            near = ", ".join(f'"{text}"' for text in nearest(figure, every))
            remedy = f"did you mean {near}?" if near else "it has no figures"
            raise UsageError(Problem(str(path), f'the figure "{figure}" is not in it', remedy))
        claims = [claim for claim in claims if chosen & set(claim.printed)]
    try:
        dataset = dataset_of(finished, proof, data)
    except ReportgenError as error:
        if data is not None:
            raise
        notes = (f"the dataset's lines cannot be shown: {problem}" for problem in error.problems)
        return Explained(tuple(claims), "\n".join(notes))
    return Explained(tuple(_with_lines(claims, dataset)), "")


def explained_json(explained: Explained) -> str:
    """Return the claims as JSON."""
    return json.dumps([asdict(claim) for claim in explained.claims], ensure_ascii=False, indent=1)


def explained_text(explained: Explained) -> str:
    """Return each claim as a paragraph of aligned lines."""
    return "\n\n".join("\n".join(_paragraph(claim)) for claim in explained.claims)


def _claims(path: Path, proof: Mapping[str, Any]) -> list[Explanation]:
    """The claims of a ledger in the order of the document, each with all its printed forms."""
    forms: dict[str, list[Printed]] = {}
    first: dict[str, Mapping[str, Any]] = {}
    try:
        names = [*map(str, proof["inputs"]), "", ""]
        for entry in proof["ledger"]:
            claim = str(entry["claim"])
            first.setdefault(claim, entry)
            forms.setdefault(claim, []).append(_printed(entry, proof["passages"]))
        return [_claim(entry, forms[claim], names) for claim, entry in first.items()]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
        raise unreadable(path, "its ledger is damaged") from None


def _printed(entry: Mapping[str, Any], passages: Sequence[Mapping[str, Any]]) -> Printed:
    locale = passages[entry["passage"]]["locale"]
    if locale not in LANGUAGES:
        raise ValueError(locale)
    negative = Fraction(entry["value"]) < 0
    return Printed(str(entry["text"]), str(entry["place"]), locale, str(entry["unit"]), negative)


def _claim(
    entry: Mapping[str, Any], printed: Iterable[Printed], names: Sequence[str]
) -> Explanation:
    data, _, targets, *_ = names
    announced = _TARGET.fullmatch(entry["formula"])
    lines = [(data, int(line)) for line in entry["lines"]]
    lines += [(targets, int(announced[1]))] if announced else []
    return Explanation(
        claim=str(entry["claim"]),
        formula=str(entry["formula"]),
        terms=(),
        value=_decimal(Fraction(entry["value"])),
        low=_decimal(Fraction(entry["low"])),
        high=_decimal(Fraction(entry["high"])),
        unit=str(entry["unit"]),
        status=str(entry["status"]),
        printed=tuple(printed),
        lines=tuple(Line(name, line, None, None) for name, line in lines),
    )


def _decimal(number: Fraction) -> str:
    return format(decimal_of(number), "f")


def _with_lines(claims: Iterable[Explanation], dataset: Dataset) -> Iterator[Explanation]:
    """The claims with what the dataset holds: lines as they stand, levels that formulas name."""
    files = dataset.provenance.files
    texts = {file.name: _texts(file) for file in (files[0], *files[2:])}
    sources = {
        **{(files[0].name, o.line): o.source for o in dataset.observations + dataset.superseded},
        **{(file.name, t.line): t.source for file in files[2:] for t in dataset.targets},
    }
    levels = complete(dataset).levels
    for claim in claims:
        lines = []
        for line in claim.lines:
            source = dataset.sources.get(sources.get((line.file, line.line), ""))
            text = texts.get(line.file, {}).get(line.line)
            lines.append(replace(line, text=text, source=source.title if source else None))
        terms = _terms(claim.formula, levels)
        yield replace(claim, lines=tuple(lines), terms=tuple(dict.fromkeys(terms)))


def _texts(file: InputFile) -> dict[int, str]:
    """The lines of a file by number; of a workbook, its rows."""
    if Path(file.name).suffix.lower() == ".csv":
        return dict(enumerate(_NEWLINE.split(file.data.decode("utf-8-sig")), 1))
    rows = read_table(file.name, file.data).rows
    return {row.line: ",".join(row.cells) for row in rows}


def _terms(formula: str, levels: Mapping[tuple[Period, str], Measure]) -> Iterator[str]:
    for codes, written in _LEVEL.findall(formula):
        for code in codes.split("+"):
            level = levels.get((parse_period(written), code))
            if level is not None:
                yield f"{code} {written} = {_short(_decimal(level.value))}{_bounds(level)}"


def _bounds(level: Measure) -> str:
    low, high = (_short(_decimal(end)) for end in (level.low, level.high))
    return "" if level.exact else f" [{low} to {high}]"


def _paragraph(claim: Explanation) -> Iterator[str]:
    yield ", ".join(dict.fromkeys(printed.text for printed in claim.printed))
    value, low, high = (_short(number) for number in (claim.value, claim.low, claim.high))
    yield from _row("claim", [claim.claim])
    yield from _row("formula", [claim.formula])
    yield from _row("terms", claim.terms)
    yield from _row("value", [f"{value} {claim.unit}, {claim.status}"])
    yield from _row("bounds", ["exact" if low == high else f"{low} to {high} {claim.unit}"])
    width = max(len(printed.text) for printed in claim.printed)
    yield from _row("printed", [f"{p.text:<{width}}  {p.place}" for p in claim.printed])
    yield from _row("lines", [words for line in claim.lines for words in _told(line)])


def _row(name: str, values: Iterable[str]) -> Iterator[str]:
    """A name with its values below one another."""
    for value in values:
        yield f"  {name:<9}{value}"
        name = ""


def _told(line: Line) -> Iterator[str]:
    where = f"{line.file}:{line.line}"
    yield where if line.text is None else f"{where}: {line.text}"
    if line.source:
        yield f"  {line.source}"


def _short(number: str) -> str:
    """A decimal with as many places as a reader compares."""
    if "." not in number:
        return number
    return f"{Decimal(number):.{_PLACES}f}".rstrip("0").rstrip(".")
