"""The dataset room: reads a published series and refuses anything malformed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from reportgen.dataset.cells import CellError, date_cell, last_day
from reportgen.dataset.model import (
    TOTAL,
    Counted,
    Dataset,
    Entity,
    InputFile,
    Observation,
    Provenance,
    Source,
    Target,
)
from reportgen.dataset.observations import (
    COLUMNS,
    REQUIRED,
    newest,
    observed,
    published_by,
    read_targets,
)
from reportgen.dataset.package import (
    PACKAGE_NAME,
    Package,
    package_beside,
    read_package,
    series_name,
    without_claims,
)
from reportgen.dataset.reader import named_rows, read_bytes, read_table
from reportgen.errors import DataError, Problem, UsageError
from reportgen.l10n.language import NounForms
from reportgen.measure import MeasureKind, Unit
from reportgen.resources import shipped

__all__ = [
    "TOTAL",
    "Counted",
    "Dataset",
    "Entity",
    "InputFile",
    "MeasureKind",
    "NounForms",
    "Observation",
    "Provenance",
    "Source",
    "Target",
    "Unit",
    "load",
]

_SHIPPED_DATA = "exports.csv"


def load(path: Path | None = None, as_of: str | None = None) -> Dataset:
    """Return the dataset of a file, or the shipped one, as it was known at `as_of`.

    `as_of` is an ISO date of a day, a month or a year. Raises DataError with every problem
    of the file and its package, UsageError when `as_of` is no date.
    """
    as_of = _date(as_of or "")
    path = path or shipped("data") / _SHIPPED_DATA
    file = InputFile(path.name, path, read_bytes(path))
    beside = package_beside(path)
    package = read_package(beside) if beside else _shipped_package(path)
    everything, targets, announced = _checked(file, package)
    known = [seen for seen in everything if not as_of or published_by(seen, as_of)]
    if not known:
        raise DataError(_nothing_known(path.name, everything, as_of))
    current, superseded, _ = newest(known, path.name)
    released = _released(package, known)
    notices = tuple(_notices(path.name, package, known, beside is not None))
    provenance = Provenance(file, package.file, announced, beside is None, as_of, notices)
    return Dataset(
        name=package.name,
        observations=current,
        superseded=superseded,
        segments=package.segments,
        groups=package.groups,
        total=package.total,
        scopes=package.scopes,
        units=package.units,
        level_unit=_level_unit(package, current),
        sources={**_undeclared((*known, *targets)), **package.sources},
        targets=targets,
        texts=package.texts,
        released=min(released, last_day(as_of)) if as_of else released,
        non_negative=package.non_negative,
        synthetic=package.synthetic,
        official=package.official,
        tiny_base=package.tiny_base,
        counted=package.counted,
        provenance=provenance,
    )


def _date(as_of: str) -> str:
    try:
        return date_cell("--as-of", as_of)
    except CellError as refused:
        raise UsageError(Problem("", refused.what, refused.remedy)) from None


def _shipped_package(data: Path) -> Package:
    return without_claims(read_package(shipped("data") / PACKAGE_NAME), series_name(data.stem))


def _checked(
    file: InputFile, package: Package
) -> tuple[tuple[Observation, ...], tuple[Target, ...], InputFile | None]:
    named, problems = named_rows(read_table(file.name, file.data), COLUMNS, REQUIRED)
    observations, refused = observed(named, package)
    _, _, contradictions = newest(observations, file.name)
    problems = sorted(
        [*problems, *refused, *contradictions], key=lambda told: int(told.where.rpartition(":")[2])
    )
    targets: tuple[Target, ...] = ()
    announced: InputFile | None = None
    try:
        if package.targets is not None:
            announced, targets = read_targets(package.targets, package)
    except DataError as error:
        problems += error.problems
    if problems:
        raise DataError(*problems)
    return observations, targets, announced


def _nothing_known(name: str, everything: Iterable[Observation], as_of: str) -> Problem:
    earliest = min((seen.published for seen in everything), default="")
    if not earliest:
        return Problem(name, "announces every value as missing", "add a value")
    return Problem(name, f"holds nothing published by {as_of}", f"its first date is {earliest}")


def _released(package: Package, known: Iterable[Observation]) -> str:
    if package.released:
        return package.released
    newest_date = max(last_day(seen.published) for seen in known)
    period = max(seen.period for seen in known)
    return newest_date or last_day(f"{period.year:04}-{period.end_month:02}")


def _level_unit(package: Package, current: Iterable[Observation]) -> Unit:
    """The unit of levels, with the decimals that all but a few of them do without."""
    levels = [seen for seen in current if seen.measure == "level"]
    declared = [unit for unit in package.units.values() if unit.kind == "level"]
    used = [package.units[seen.unit] for seen in levels]
    needed = sorted(map(_places, levels)) or [0]
    return replace((used or declared)[0], places=needed[len(needed) * 9 // 10])


def _places(seen: Observation) -> int:
    """The decimals that a value needs: none of 66807.0."""
    return max(0, -int(seen.value.normalize().as_tuple().exponent))


def _undeclared(sourced: Iterable[Observation | Target]) -> dict[str, Source]:
    return {cell.source: Source(cell.source, cell.source, "") for cell in sourced if cell.source}


def _notices(
    name: str, package: Package, known: Iterable[Observation], has_package: bool
) -> Iterator[str]:
    if not has_package:
        yield (
            f"{name} has no data package beside it: segments, groups, units and source names "
            "are the shipped ones; values may be negative, and whether they are "
            "synthetic or official is not known"
        )
    elif name not in package.resources.values():
        yield f"{package.file.name} does not list {name} among its resources"
    dates = [seen.published for seen in known]
    if not package.released and not max(dates):
        yield f"{name} has no release date: the end of its newest period stands for it"
    if package.released and max(dates) > package.released:
        yield (
            f"{name} holds values published on {max(dates)}, after the release date "
            f"{package.released} of {package.file.name}"
        )
