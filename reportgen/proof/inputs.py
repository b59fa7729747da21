"""Finds the dataset that a file was made from, and knows it by its hashes."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from reportgen import manifest
from reportgen.dataset import Dataset, load
from reportgen.errors import CheckError, DataError, Problem
from reportgen.readers.finished import FinishedFile, proof_of_file, unreadable
from reportgen.readers.pdf import attached_to
from reportgen.resources import shipped

_GIVE = "give the one it was made from with --data"
_SHORT = 8  # digits of a hash: enough to tell two files apart


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a file says that it was made from: names with hashes, the dataset first.

    The package is `borrowed` where the dataset had none beside it: it was the shipped one.
    """

    file: Path
    inputs: tuple[tuple[str, str], ...]
    borrowed: bool
    as_of: str | None

    @property
    def data(self) -> str:
        """The name of the dataset."""
        return self.inputs[0][0]

    @property
    def beside(self) -> tuple[tuple[str, str], ...]:
        """What must stand in the dataset's folder."""
        return self.inputs[:1] if self.borrowed else self.inputs

    def problem(self, what: str, remedy: str = _GIVE) -> Problem:
        """What keeps the dataset of the file from being used."""
        return Problem(str(self.file), what, remedy)


def dataset_of(finished: FinishedFile, data: Path | None) -> Dataset:
    """Return the dataset that a file was made from, as it was known then.

    It is looked for in the file, where the manifest beside it says, in a PDF beside it, in `data`,
    among the shipped files. Raises CheckError with what has changed or is missing.
    """
    wanted = _wanted(finished)
    if data is not None and (problem := _changed_file(data, wanted)):
        raise CheckError(problem)
    problems: list[Problem] = []
    for attempt in _attempts(finished, wanted, data):
        if isinstance(attempt, Dataset):
            return attempt
        problems.append(attempt)
    what = f"{wanted.data}, which it was made from, is neither in it nor beside it"
    raise CheckError(*dict.fromkeys(problems or [wanted.problem(what, "give it with --data")]))


def _wanted(finished: FinishedFile) -> _Wanted:
    proof = proof_of_file(finished)
    try:
        inputs = tuple((str(name), str(digest)) for name, digest in proof["inputs"].items())
        borrowed, as_of = bool(proof["borrowed_package"]), str(proof["as_of"] or "") or None
    except (KeyError, TypeError, AttributeError):
        inputs, borrowed, as_of = (), False, None
    outside = any(Path(name).is_absolute() or ".." in Path(name).parts for name, _ in inputs)
    if len(inputs) < 2 or outside:
        raise unreadable(finished.path, "its ledger does not say which data it was made from")
    return _Wanted(finished.path, inputs, borrowed, as_of)


def _attempts(
    finished: FinishedFile, wanted: _Wanted, data: Path | None
) -> Iterator[Dataset | Problem]:
    if wanted.data in finished.attachments:
        yield _inside(finished.attachments, wanted)
    yield from _recorded(wanted)
    yield from _in_pdf_beside(wanted)
    if data is not None:
        yield _at(data, wanted)
    own = _at(shipped("data") / wanted.data, wanted)
    yield from [own] if isinstance(own, Dataset) else []


def _recorded(wanted: _Wanted) -> Iterator[Dataset | Problem]:
    """The dataset where the manifest beside a file says that it was."""
    record = manifest.outputs_in(wanted.file.parent).get(wanted.file.name, {})
    recipe = record.get("made_with")
    if isinstance(recipe, dict) and "data" in recipe:
        path = manifest.seen_from(recipe["data"] and str(recipe["data"]), wanted.file.parent)
        yield _at(path or shipped("data") / wanted.data, wanted)


def _in_pdf_beside(wanted: _Wanted) -> Iterator[Dataset | Problem]:
    twin = wanted.file.with_suffix(".pdf")
    for path in sorted(wanted.file.parent.glob("*.pdf"), key=lambda path: (path != twin, path)):
        try:
            attachments = {} if path == wanted.file else attached_to(path, path.read_bytes())
        except (CheckError, OSError):
            continue
        if all(_hash(attachments.get(name)) == digest for name, digest in wanted.beside):
            yield _inside(attachments, wanted)


def _inside(attachments: Mapping[str, bytes], wanted: _Wanted) -> Dataset | Problem:
    """The dataset among the files that a PDF carries."""
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        for name, _ in wanted.beside:
            if name not in attachments:
                return wanted.problem(f"{name} is not attached to it any more")
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(attachments[name])
        return _at(Path(folder, wanted.data), wanted)


def _at(path: Path, wanted: _Wanted) -> Dataset | Problem:
    if problem := _changed_file(path, wanted):
        return problem
    try:
        dataset = load(path, wanted.as_of)
    except DataError as error:
        return wanted.problem(f"{wanted.data} cannot be read with what is beside it: {error}")
    now = manifest.inputs_of(dataset)
    for name, then in wanted.inputs[1:]:
        if now.get(name) != then:
            return _changed_around(name, then, now.get(name), wanted)
    known = dict(wanted.inputs)
    extra = ", ".join(name for name in [*now][1:] if name not in known)
    return wanted.problem(f"{extra} is read with {wanted.data} now") if extra else dataset


def _changed_file(path: Path, wanted: _Wanted) -> Problem | None:
    name, then = wanted.inputs[0]
    try:
        now = _hash(path.read_bytes())
    except OSError as error:
        reason = "is gone" if isinstance(error, FileNotFoundError) else f"({error.strerror})"
        return wanted.problem(f"{name}, which it was made from, {reason}: {path}")
    return None if now == then else wanted.problem(_changed(name, then, now))


def _changed_around(name: str, then: str, now: str | None, wanted: _Wanted) -> Problem:
    """The package or the targets beside the dataset are not those of then."""
    what = f"{name} is not beside {wanted.data}" if now is None else _changed(name, then, now)
    if wanted.borrowed:
        what = f"the shipped {name} has changed since this file was made"
    return wanted.problem(what, f"put the one it was made from beside {wanted.data}")


def _changed(name: str, then: str, now: str) -> str:
    hashes = f"sha256 {then[:_SHORT]}… now {now[:_SHORT]}…"
    return f"{name} has changed since this file was made ({hashes})"


def _hash(data: bytes | None) -> str:
    return "" if data is None else sha256(data).hexdigest()
