"""Says where a printed figure comes from: its claim, its formula, the lines of the dataset."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from reportgen.accounts import complete, decimal_of
from reportgen.dataset import Dataset, InputFile
from reportgen.dataset.reader import read_table
from reportgen.errors import Problem, UsageError
from reportgen.judge.carried import CarriedFigure
from reportgen.measure import Measure
from reportgen.period import Period, parse_period
from reportgen.proof.finished import FinishedFile, finished_file, refused
from reportgen.proof.matching import PrintedFigure, matching, nearest
from reportgen.proof.recipes import NotHereError, recipe_of
from reportgen.proof.workshop import workshop

_TARGET = re.compile(r"announced, targets line (\d+)")
_LEVEL = re.compile(r"([A-Z][\w+]*) (\d{4}(?:-\w+)?)")  # as formulas name them: "CRM+ESO 2024-S1"
_NEWLINE = re.compile(r"\r\n|\r|\n")
_PLACES = 6  # decimals: enough to compare with what is printed


@dataclass(frozen=True, slots=True)
class DatasetLine:
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
    printed: tuple[PrintedFigure, ...]
    lines: tuple[DatasetLine, ...]


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
    finished = finished_file(path)
    claims = _claims(finished)
    if figure is not None:
        every = [printed for claim in claims for printed in claim.printed]
        chosen = set(matching(figure, every))
        if not chosen:
            near = ", ".join(f'"{text}"' for text in nearest(figure, every))
            remedy = f"did you mean {near}?" if near else "it has no figures"
            raise UsageError(Problem(str(path), f'the figure "{figure}" is not in it', remedy))
        claims = [claim for claim in claims if chosen & set(claim.printed)]
    with workshop(data, None) as shop:
        try:
            dataset = shop.dataset_of(finished)
        except NotHereError as reason:
            if data is not None:
                raise refused(path, str(reason), "name the data it was made from") from None
            return Explained(tuple(claims), f"the dataset's lines cannot be shown: {reason}")
        return Explained(tuple(_with_lines(claims, dataset)), "")


def explained_json(explained: Explained) -> str:
    """Return the claims as JSON."""
    return json.dumps([asdict(claim) for claim in explained.claims], ensure_ascii=False, indent=1)


def explained_text(explained: Explained) -> str:
    """Return each claim as a paragraph of aligned lines."""
    return "\n\n".join("\n".join(_paragraph(claim)) for claim in explained.claims)


def _claims(finished: FinishedFile) -> list[Explanation]:
    """The claims of a ledger in the order of the document, each with all its printed forms."""
    forms: dict[str, list[PrintedFigure]] = {}
    first: dict[str, CarriedFigure] = {}
    for passage in finished.ledger.passages:
        for figure in passage.figures:
            negative = figure.bounds[1] < 0
            about = (passage.place, passage.locale, figure.unit, negative)
            forms.setdefault(figure.claim, []).append(PrintedFigure(figure.text, *about))
            first.setdefault(figure.claim, figure)
    names = [*recipe_of(finished).inputs, "", "", ""]
    return [_claim(figure, tuple(forms[claim]), names) for claim, figure in first.items()]


def _claim(
    figure: CarriedFigure, printed: tuple[PrintedFigure, ...], names: Sequence[str]
) -> Explanation:
    data, _, targets, *_ = names
    announced = _TARGET.fullmatch(figure.formula)
    lines = [(data, line) for line in figure.lines]
    lines += [(targets, int(announced[1]))] if announced else []
    low, value, high = map(_decimal, figure.bounds)
    return Explanation(
        claim=figure.claim,
        formula=figure.formula,
        terms=(),
        value=value,
        low=low,
        high=high,
        unit=figure.unit,
        status=figure.status,
        printed=printed,
        lines=tuple(DatasetLine(name, line, None, None) for name, line in lines),
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
            if level := levels.get((parse_period(written), code)):
                ends = (level.value, level.low, level.high)
                value, low, high = (_short(_decimal(end)) for end in ends)
                bounds = "" if level.exact else f" [{low} to {high}]"
                yield f"{code} {written} = {value}{bounds}"


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
    lines: list[str] = []
    for line in claim.lines:
        text = "" if line.text is None else f": {line.text}"
        lines.append(f"{line.file}:{line.line}{text}")
        lines += [f"  {line.source}"] if line.source else []
    yield from _row("lines", lines)


def _row(name: str, values: Iterable[str]) -> Iterator[str]:
    """A name with its values below one another."""
    for value in values:
        yield f"  {name:<9}{value}"
        name = ""


def _short(number: str) -> str:
    """A decimal with as many places as a reader compares."""
    if "." not in number:
        return number
    return f"{Decimal(number):.{_PLACES}f}".rstrip("0").rstrip(".")
