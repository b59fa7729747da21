"""A folder that `build` made: the files that its manifest names, the set, the manifest itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reportgen import fileset, manifest
from reportgen.errors import CheckError, Problem, VerifyError, did_you_mean
from reportgen.period import parse_period
from reportgen.proof.answer import Answer, Grade, Options, told
from reportgen.proof.check import answer
from reportgen.proof.workshop import workshop
from reportgen.redline import Difference

_AGAIN = "build it again"


def check_all(named: Sequence[Path], output: Path, options: Options) -> tuple[Answer, ...]:
    """Return what each file is that is named, that is in a folder, or that is of a period.

    A period stands for its folder in `output`; a folder is answered for with its manifest.
    """
    answers: list[Answer] = []
    with workshop(options.data, options.templates) as shop:
        for path in named:
            folder = _folder(path, output)
            if folder is None:
                answers.append(answer(path, shop))
                continue
            try:
                records = _records(folder)
            except CheckError as error:
                answers.append(Answer(folder, "refused", problems=error.problems))
                continue
            there = [folder / name for name in records if (folder / name).exists()]
            files = [answer(each, shop) for each in there] if path.name != manifest.NAME else []
            answers += [*files, _of_manifest(folder, records, files)]
    return tuple(answers)


def verify(period: str, output: Path, report: Callable[[Answer], None]) -> None:
    """Report each file of a period that its recipe makes now with the same bytes.

    Raises VerifyError with every other file, and what became of it.
    """
    problems: list[Problem] = []
    for each in check_all((output / period,), output, Options()):
        if each.grade == "as built":
            report(each)
        elif each.grade != "complete":
            problems += each.problems or _problems(each)
    if problems:
        raise VerifyError(*problems)


def _problems(answer: Answer) -> Iterator[Problem]:
    if answer.grade == "incomplete":
        yield from (
            Problem(each.place, each.new or "is gone", each.why) for each in answer.differences
        )
        return
    shown = f"`reportgen check {answer.path.parent}` shows what is different, or {_AGAIN}"
    yield Problem(str(answer.path), told(answer), shown)


def _folder(path: Path, output: Path) -> Path | None:
    """The folder that a path names, itself, by its manifest or as a period; None for a file."""
    if path.name == manifest.NAME:
        return path.parent
    if path.exists() or len(path.parts) != 1:
        return path if path.is_dir() or _has_gone(path) else None
    try:
        return output / str(parse_period(path.name))
    except ValueError:
        return None


def _has_gone(path: Path) -> bool:
    """True for the folder of a period that is not there."""
    try:
        return not path.exists() and bool(parse_period(path.name))
    except ValueError:
        return False


def _records(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / manifest.NAME
    fileset.recover(folder)
    try:
        records = manifest.outputs_of(fileset.content_of(path))
    except OSError as error:
        raise CheckError(_unread(path, error)) from None
    except ValueError as wrong:
        raise CheckError(Problem(str(path), str(wrong), _build(folder))) from None
    if not records:
        raise CheckError(Problem(str(path), "names no file", _build(folder)))
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


def _of_manifest(
    folder: Path, records: Mapping[str, Mapping[str, Any]], files: Sequence[Answer]
) -> Answer:
    """Whether the set is whole: what is named is there, and nothing else of its editions is."""
    differences = [
        *(_missing(folder / name) for name in records if not (folder / name).exists()),
        *(_unnamed(path) for path in _editions(folder, records) if path.name not in records),
        *(_other_bytes(each.path) for each in files if _is_other(each, records)),
    ]
    grade: Grade = "incomplete" if differences else "complete"
    named = f"{len(records)} file{'s' * (len(records) > 1)}"
    return Answer(folder / manifest.NAME, grade, named, differences=tuple(differences))


def _missing(path: Path) -> Difference:
    return Difference("removed", True, str(path), path.name, "", _AGAIN)


def _unnamed(path: Path) -> Difference:
    """A file changed by hand loses its record in the next build: what has none is not proven."""
    what = "is not in the manifest"
    return Difference("added", True, str(path), "", what, f"remove it, or {_AGAIN}")


def _other_bytes(path: Path) -> Difference:
    what = "the manifest has another hash of it than its recipe makes"
    return Difference("ledger altered", True, str(path), "", what, _AGAIN)


def _is_other(each: Answer, records: Mapping[str, Mapping[str, Any]]) -> bool:
    recorded = records[each.path.name].get("sha256")
    return each.grade == "as built" and manifest.sha256_of(each.path.read_bytes()) != recorded


def _editions(folder: Path, records: Mapping[str, Mapping[str, Any]]) -> Iterator[Path]:
    """The files in a folder that are called as its editions are."""
    begin = tuple(f"{record.get('series')}_{folder.name}_" for record in records.values())
    yield from (path for path in sorted(folder.iterdir()) if path.name.startswith(begin))
