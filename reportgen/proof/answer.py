"""What `check` says of a file: its grade, whose data vouch for it, what is different."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, assert_never

from reportgen.errors import CheckError, Problem
from reportgen.redline import QUIET, Difference, marked, pieces_of

Grade = Literal[
    "as built",
    "same to a reader",
    "edited",
    "own ledger only",
    "refused",
    "complete",  # of a set of files and its manifest
    "incomplete",
]
_PASSED: tuple[Grade, ...] = ("as built", "same to a reader", "complete")
_MOST_TOLD = 40  # differences of a file: the JSON and the report have all
_SHORT = 60  # characters that a remedy repeats
_REMEDY = "correct the file, or make it again with `reportgen build`"
_REMEDIES = {
    "alternative text lost": "a program that saved the file lost it: send the PDF, or build again",
    "other data": "build the file again from them",
    "tracked change": "accept or reject it",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What a user asks of `check`: whose data, which templates, how much is accepted."""

    data: Path | None = None
    templates: Path | None = None
    strict: bool = False
    own_ledger: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The grade of a file; `voucher` says whose data it was made again from.

    `note` says why it was not made again, or not from more trusted data or with other programs;
    `problems` say why it cannot be read at all.
    """

    path: Path
    grade: Grade
    voucher: str = ""
    figures: int = 0
    differences: tuple[Difference, ...] = ()
    note: str = ""
    problems: tuple[Problem, ...] = ()

    def fails(self, options: Options) -> bool:
        """Return whether a file is not to be sent out as it is."""
        return (
            self.grade == "refused"
            or any(each.fails for each in self.differences)
            or (self.grade == "own ledger only" and not options.own_ledger)
            or (options.strict and self.grade not in _PASSED)
        )


def report(answers: Sequence[Answer]) -> str:
    """Return what is said of each file: its grade, then a redline of what is different."""
    return "\n".join(line for answer in answers for line in _lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    if answer.grade != "refused":
        yield f"{answer.path}: {told(answer)}"
    worst_first = sorted(answer.differences, key=lambda each: not each.fails)
    for each in worst_first[:_MOST_TOLD]:
        yield f"  {each.place}: {judged(each)}"
        if each.old or each.new:
            yield f"    {marked('' if each.verdict == 'moved' else each.old, each.new)}"
        if explained := "; ".join(filter(None, (each.why, remedy_of(each)))):
            yield f"    {explained}"
    if (rest := len(worst_first) - _MOST_TOLD) > 0:
        yield f"  and {rest} more: --report FILE.docx or FILE.html has all"


def told(answer: Answer) -> str:
    """Return the grade of a file in a sentence, with what stands behind it."""
    return "; ".join(filter(None, (_grade(answer), answer.note)))


def _grade(answer: Answer) -> str:
    proven = f"{answer.figures} figures rest on {answer.voucher}"
    count, failing = len(answer.differences), sum(each.fails for each in answer.differences)
    match answer.grade:
        case "refused":
            return "; ".join(map(str, answer.problems))
        case "as built":
            return f"as built: made again, the same bytes; {proven}"
        case "same to a reader":
            return f"same to a reader: other bytes, nothing else; {proven}"
        case "edited":
            listed = f"{count} difference{'s' * (count > 1)}, {failing or 'none'} to correct"
            return f"edited: {listed}, beside the file made again from {answer.voucher}"
        case "own ledger only":
            agrees = f"{answer.figures} figures agree with the ledger in it"
            said = "it does not agree with the ledger in it" if failing else agrees
            return f"own ledger only: {said}, which anybody may write"
        case "complete":
            return f"complete: it names {answer.voucher}, all of them here"
        case "incomplete":
            return f"incomplete: it names {answer.voucher}, and the set is another"
        case _:
            assert_never(answer.grade)


def judged(difference: Difference) -> str:
    """Return the verdict on a difference, and how much it matters."""
    if difference.verdict in QUIET:
        return f"{difference.verdict} (noted)"
    return f"{difference.verdict} ({'to correct' if difference.fails else 'for information'})"


def remedy_of(difference: Difference) -> str:
    """Return what to do about a difference."""
    if not difference.fails:
        return ""
    pieces = pieces_of(difference.old, difference.new)
    gone = [piece.words for piece in pieces if piece.change == "old"]
    short = len(gone) == 1 and difference.new and len(gone[0]) <= _SHORT
    default = f"put back “{gone[0]}”" if short else _REMEDY
    return _REMEDIES.get(difference.verdict, default)


def report_json(answers: Sequence[Answer], options: Options) -> str:
    """Return the answers as JSON, schema 2: every difference as an object."""
    files = [
        {
            "file": str(answer.path),
            "grade": answer.grade,
            "fails": answer.fails(options),
            "vouched_by": answer.voucher,
            "figures": answer.figures,
            "note": answer.note,
            "refused": [str(problem) for problem in answer.problems],
            "differences": [
                {**asdict(each), "remedy": remedy_of(each)} for each in answer.differences
            ],
        }
        for answer in answers
    ]
    return json.dumps({"schema": 2, "files": files}, ensure_ascii=False, indent=1)


def require_passed(answers: Sequence[Answer], options: Options) -> None:
    """Raise CheckError where a file fails."""
    problems = [problem for answer in answers for problem in answer.problems]
    failed = [answer for answer in answers if answer.fails(options)]
    if unproven := [a for a in failed if a.grade == "own ledger only" and not options.own_ledger]:
        what = f"{_files(len(unproven), len(answers))} only agree with the ledger in them"
        remedy = "name what they were made with (--data, --templates), or accept it: --own-ledger"
        problems.append(Problem("", what, remedy))
    if edited := [a for a in failed if a.grade in ("edited", "incomplete")]:
        count = sum(each.fails for answer in edited for each in answer.differences)
        what = f"{count} difference{'s' * (count != 1)} to correct"
        if not count:
            what = "edited, which --strict does not accept,"
        problems.append(Problem("", f"{what} in {_files(len(edited), len(answers))}", _REMEDY))
    if failed:
        raise CheckError(*problems)


def _files(some: int, every: int) -> str:
    return f"{some} of {every} file{'s' * (every > 1)}"
