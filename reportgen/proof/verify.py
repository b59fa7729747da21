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
        return _output(path, record)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Problem(str(path), "its record in the manifest is damaged", _AGAIN)


def _output(path: Path, record: Mapping[str, Any]) -> RecordedFile:
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


def _changed(output: RecordedFile) -> Iterator[Problem]:
    """What became of a file and of what it was made from: it is made again where all stand."""
    return chain(_changed_output(output), _changed_inputs(output))


def _changed_output(output: RecordedFile) -> Iterator[Problem]:
    digest = _digest(output.path)
    if digest is None:
        yield Problem(str(output.path), "is gone", _AGAIN)
    elif digest != output.sha256:
        yield Problem(str(output.path), f"has changed{_then_now(output.sha256, digest)}", _AGAIN)


def _changed_inputs(output: RecordedFile) -> Iterator[Problem]:
    for path, recorded in output.files.items():
        ours = path.is_relative_to(shipped("data"))
        what = "the shipped file" if ours else "the file"
        remedy = f"{'reinstall reportgen' if ours else 'restore it'}, or build again"
        digest = _digest(path)
        if digest is None:
            yield Problem(str(path), f"{what} is gone", remedy)
        elif digest != recorded:
            yield Problem(str(path), f"{what} has changed{_then_now(recorded, digest)}", remedy)
    templates = output.request.templates
    if templates is not None and not templates.is_dir():
        yield Problem(str(templates), "the folder is gone", "restore it, or build again")


def _recipe(output: RecordedFile) -> str:
    """What files that are made from the same data, templates and look have in common."""
    return repr(replace(output.request, audiences=(), languages=(), formats=()))


def _made_again(outputs: tuple[RecordedFile, ...]) -> Iterator[tuple[RecordedFile, list[Problem]]]:
    """Each file with what keeps it from being what its recipe makes now."""
    audiences = tuple(dict.fromkeys(output.request.audiences for output in outputs))
    try:
        begun = begin(replace(outputs[0].request, audiences=tuple(chain(*audiences))))
    except ReportgenError as error:
        if len(audiences) > 1:  # the templates of one of them do not keep the others from it
            for own in audiences:
                yield from _made_again(tuple(o for o in outputs if o.request.audiences == own))
            return
        for output in outputs:
            told = (f"cannot be made again: {problem}" for problem in error.problems)
            yield output, [Problem(str(output.path), what, _AGAIN) for what in told]
        return
    for output in outputs:
        (edition,) = output.request.editions
        yield output, list(_difference(output, sealed(begun, edition).record))


def _difference(output: RecordedFile, again: Mapping[str, Any]) -> Iterator[Problem]:
    if again["sha256"] != output.sha256:
        what = f"is made differently now: {_cause(output, again)}"
        yield Problem(str(output.path), what, _AGAIN)


def _cause(output: RecordedFile, again: Mapping[str, Any]) -> str:
    """Why the same request makes another file, as far as the records tell."""
    others = [name for name in again["inputs"] if name not in output.inputs]
    if others:
        return f"{', '.join(others)} is read too"
    now = again["made_with"]["versions"]
    versions = [
        f"{name} {then} then, {now[name]} now"
        for name, then in output.versions.items()
        if now.get(name, then) != then
    ]
    return ", ".join(versions) or "data and versions are the same, a template may have changed"


def _digest(path: Path) -> str | None:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _then_now(then: str, now: str) -> str:
    return f" ({then[:_SHORT]} then, {now[:_SHORT]} now)"
