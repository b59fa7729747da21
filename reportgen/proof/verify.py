"""Verifies a folder: makes every recorded file again and compares the bytes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from reportgen import fileset, manifest
from reportgen.errors import Problem, ReportgenError, VerifyError, did_you_mean
from reportgen.pipeline import begin, sealed
from reportgen.request import BuildRequest
from reportgen.resources import shipped

_AGAIN = "build it again"
_SHORT = 12  # digits of a hash: enough to tell two files apart


@dataclass(frozen=True, slots=True)
class RecordedFile:
    """One output as the manifest of its folder records it; `files` are its inputs' paths."""

    path: Path
    sha256: str
    request: BuildRequest
    inputs: Mapping[str, str]
    files: Mapping[Path, str]
    versions: Mapping[str, str]


def verify(period: str, output: Path, report: Callable[[Path], None]) -> None:
    """Report each file of a period that its recorded inputs still make, byte for byte.

    Raises VerifyError with every other file and what became of it.
    """
    folder = output / period
    fileset.recover(folder)
    records = _records(folder)
    problems = list(_unrecorded(folder, records))
    standing: list[RecordedFile] = []
    for name, record in records.items():
        found = _recorded(folder / name, record)
        problems += [found] if isinstance(found, Problem) else _changed(found)
        standing += [] if isinstance(found, Problem) or any(_changed(found)) else [found]
    for _, alike in groupby(sorted(standing, key=_recipe), key=_recipe):
        for made, differences in _made_again(tuple(alike)):
            problems += differences
            if not differences:
                report(made.path)
    if problems:
        raise VerifyError(*dict.fromkeys(problems))


def _records(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / manifest.NAME
    try:
        records = manifest.outputs_of(path.read_bytes())
    except OSError as error:
        raise VerifyError(_unread(path, error)) from None
    except ValueError as wrong:
        raise VerifyError(Problem(str(path), str(wrong), _build(folder))) from None
    if not records:
        raise VerifyError(Problem(str(path), "names no file", _build(folder)))
    return records


def _unread(path: Path, error: OSError) -> Problem:
    folder = path.parent
    if not folder.is_dir():
        made = sorted(found.parent.name for found in folder.parent.glob(f"*/{manifest.NAME}"))
        remedy = did_you_mean(folder.name, made) if made else _build(folder)
        return Problem(str(folder), "does not exist", remedy)
    if isinstance(error, FileNotFoundError):
        return Problem(str(path), "does not exist", _build(folder))
    return Problem(str(path), f"cannot be read: {error.strerror}", "check its permissions")


def _build(folder: Path) -> str:
    return f"make it with `reportgen build --period {folder.name} --output {folder.parent}`"


def _unrecorded(folder: Path, records: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    """A file changed by hand loses its record in the next build: what has none is not proven."""
    editions = tuple(f"{record.get('series')}_{folder.name}_" for record in records.values())
    for path in sorted(folder.iterdir()):
        if path.name.startswith(editions) and path.name not in records:
            yield Problem(str(path), "is not in the manifest", f"{_AGAIN}, or remove it")


def _recorded(path: Path, record: Mapping[str, Any]) -> RecordedFile | Problem:
    try:
        request = manifest.request_of(record, path.parent)
        inputs = _texts(record["inputs"])
        return RecordedFile(
            path=path,
            sha256=str(record["sha256"]),
            request=request,
            inputs=inputs,
            files=_files(request.data, inputs, bool(record["borrowed_package"])),
            versions=_texts(record["made_with"]["versions"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return Problem(str(path), "its record in the manifest is damaged", _AGAIN)


def _texts(mapping: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in mapping.items()}


def _files(data: Path | None, inputs: Mapping[str, str], borrowed: bool) -> dict[Path, str]:
    """Where each input stands, with its hash: beside the dataset, or among the shipped files."""
    own = shipped("data") if data is None else data.parent
    around = shipped("data") if borrowed else own
    return {
        (own if data is not None and name == data.name else around) / name: digest
        for name, digest in inputs.items()
    }


def _changed(file: RecordedFile) -> Iterator[Problem]:
    """What became of a file and of what it was made from: it is made again where all stand."""
    yield from _changed_file(file.path, file.sha256, "", _AGAIN)
    for path, recorded in file.files.items():
        ours = path.is_relative_to(shipped("data"))
        what = "the shipped file " if ours else "the file "
        remedy = f"{'reinstall reportgen' if ours else 'restore it'}, or build again"
        yield from _changed_file(path, recorded, what, remedy)
    templates = file.request.templates
    if templates is not None and not templates.is_dir():
        yield Problem(str(templates), "the folder is gone", "restore it, or build again")


def _changed_file(path: Path, then: str, what: str, remedy: str) -> Iterator[Problem]:
    now = sha256(path.read_bytes()).hexdigest() if path.is_file() else None
    if now is None:
        yield Problem(str(path), f"{what}is gone", remedy)
    elif now != then:
        hashes = f"({then[:_SHORT]} then, {now[:_SHORT]} now)"
        yield Problem(str(path), f"{what}has changed {hashes}", remedy)


def _recipe(file: RecordedFile) -> str:
    """What files that are made from the same data, templates and look have in common."""
    return repr(replace(file.request, audiences=(), languages=(), formats=()))


def _made_again(files: tuple[RecordedFile, ...]) -> Iterator[tuple[RecordedFile, list[Problem]]]:
    """Each file with what keeps it from being what its recipe makes now."""
    audiences = tuple(dict.fromkeys(file.request.audiences for file in files))
    try:
        begun = begin(replace(files[0].request, audiences=tuple(chain(*audiences))))
    except ReportgenError as error:
        if len(audiences) > 1:  # the templates of one of them do not keep the others from it
            for own in audiences:
                yield from _made_again(tuple(f for f in files if f.request.audiences == own))
            return
        reasons = [f"cannot be made again: {problem}" for problem in error.problems]
        yield from ((f, [Problem(str(f.path), what, _AGAIN) for what in reasons]) for f in files)
        return
    for file in files:
        (edition,) = file.request.editions
        again = sealed(begun, edition).record
        what = f"is made differently now: {_cause(file, again)}"
        same = again["sha256"] == file.sha256
        yield file, [] if same else [Problem(str(file.path), what, _AGAIN)]


def _cause(file: RecordedFile, again: Mapping[str, Any]) -> str:
    """Why the same request makes another file, as far as the records tell."""
    others = [name for name in again["inputs"] if name not in file.inputs]
    if others:
        return f"{', '.join(others)} is read too"
    now = again["made_with"]["versions"]
    versions = [
        f"{name} {then} then, {now[name]} now"
        for name, then in file.versions.items()
        if now.get(name, then) != then
    ]
    return ", ".join(versions) or "data and versions are the same, a template may have changed"
