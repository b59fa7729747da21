"""Verifies a folder: makes every recorded file again and compares the bytes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportgen import fileset, manifest
from reportgen.errors import Problem, ReportgenError, VerifyError, did_you_mean
from reportgen.pipeline import BuildRequest, rendered, request_of, surveyed
from reportgen.resources import shipped

_AGAIN = "build it again"
_SHORT = 12  # digits of a hash: enough to tell two files apart


@dataclass(frozen=True, slots=True)
class Output:
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
    for name, record in records.items():
        found = list(_problems(folder / name, record))
        problems += found
        if not found:
            report(folder / name)
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


def _problems(path: Path, record: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with a file; it is made again only when it and its inputs all stand."""
    try:
        output = _output(path, record)
    except (KeyError, TypeError, ValueError, AttributeError):
        yield Problem(str(path), "its record in the manifest is damaged", _AGAIN)
        return
    found = [*_changed_output(output), *_changed_inputs(output)]
    yield from found or _compared(output)


def _output(path: Path, record: Mapping[str, Any]) -> Output:
    request = request_of(record, path.parent)
    inputs = _texts(record["inputs"])
    return Output(
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


def _changed_output(output: Output) -> Iterator[Problem]:
    digest = _digest(output.path)
    if digest is None:
        yield Problem(str(output.path), "is gone", _AGAIN)
    elif digest != output.sha256:
        yield Problem(str(output.path), f"has changed{_then_now(output.sha256, digest)}", _AGAIN)


def _changed_inputs(output: Output) -> Iterator[Problem]:
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


def _compared(output: Output) -> Iterator[Problem]:
    try:
        (again,) = rendered(output.request, surveyed(output.request))
    except ReportgenError as error:
        for problem in error.problems:
            yield Problem(str(output.path), f"cannot be made again: {problem}", _AGAIN)
        return
    if again.record["sha256"] != output.sha256:
        yield Problem(
            str(output.path), f"is made differently now: {_cause(output, again.record)}", _AGAIN
        )


def _cause(output: Output, again: Mapping[str, Any]) -> str:
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
