"""Makes each file again from its recipe, and says what is different in it for a reader."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reportgen.errors import ReportgenError
from reportgen.proof.answer import Answer, Grade
from reportgen.proof.finished import FinishedFile, finished_file, refused
from reportgen.proof.own_ledger import by_own_ledger
from reportgen.proof.recipes import NotHereError
from reportgen.proof.workshop import Rebuilt, Workshop
from reportgen.redline import QUIET, Difference, painted, redline
from reportgen.views import View

_FOREIGN = 0.3  # the share of passages that differ from which a ledger is of other templates
_TIMES_AS_MUCH = 6  # as many things as were built: more is no edition of it
_BESIDES = 200  # things
_UNCOMPARED = "reportgen"  # its version: another one may make the same file


def answer(path: Path, shop: Workshop) -> Answer:
    """Return the grade of a file with its differences, or why it cannot be read."""
    try:
        file = finished_file(path)
        try:
            return _compared(file, shop.rebuilt(file))
        except NotHereError as reason:
            return by_own_ledger(file, str(reason), shop)
    except ReportgenError as error:
        return Answer(path, "refused", problems=error.problems)


def _compared(file: FinishedFile, rebuilt: Rebuilt) -> Answer:
    note = "; ".join(rebuilt.reasons)
    found = Answer(file.path, "as built", rebuilt.voucher, rebuilt.figures, note=note)
    if file.content == rebuilt.file.content:
        return found
    differences = tuple(_differences(file, rebuilt))
    quiet = all(each.verdict in QUIET for each in differences)
    grade: Grade = "same to a reader" if quiet else "edited"
    versions = f"made with {', '.join(rebuilt.versions)}" if rebuilt.versions else ""
    notes = "; ".join(filter(None, (versions, note)))
    return replace(found, grade=grade, differences=differences, note=notes)


def _differences(file: FinishedFile, rebuilt: Rebuilt) -> Iterator[Difference]:
    """What a reader meets otherwise than in the rebuilt file; nobody rewords a PDF file."""
    for what in rebuilt.others:
        yield Difference("other data", True, "the file", "the data it was made from", what)
    found = [*_of_ledger(file, rebuilt), *_of_view(file, rebuilt)]
    if file.format == "pdf":
        found = [each if each.verdict in QUIET else replace(each, fails=True) for each in found]
    yield from found


def _of_view(file: FinishedFile, rebuilt: Rebuilt) -> Iterator[Difference]:
    mine, theirs = rebuilt.file.view, file.view
    if len(theirs.items) > _TIMES_AS_MUCH * len(mine.items) + _BESIDES:
        raise refused(file.path, "holds far more than was built")
    if mine.tagged and not theirs.tagged:
        shut_out = "none: whoever listens to it is shut out"
        yield Difference("structure altered", True, "the file", "its structure", shut_out)
        mine, theirs = _untagged(mine), _untagged(theirs)
    found = redline(mine, theirs, rebuilt.reading)
    yield from found
    if mine.pages and theirs.pages:
        yield from painted(mine.pages, theirs.pages, found)


def _untagged(view: View) -> View:
    """A view without its words: without structure they are compared as they are painted."""
    told = tuple(i for i in view.items if i.kind in ("property", "attachment", "foreign"))
    return replace(view, items=told)


def _of_ledger(file: FinishedFile, rebuilt: Rebuilt) -> Iterator[Difference]:
    """Whether the ledger in a file is the one that was built: somebody may have forged both."""
    theirs, mine = file.proof, rebuilt.file.proof
    if mine is None or theirs is None:
        yield Difference("ledger lost", False, "the file", "its ledger", "")
        return
    if _is_foreign(file, rebuilt):
        raise NotHereError("its ledger is that of other templates, or of another version")
    altered = [key for key in mine if key != _UNCOMPARED and theirs.get(key) != mine[key]]
    if altered and not rebuilt.others:
        old, new = _first_altered(file, rebuilt)
        place = f"the ledger in the file ({', '.join(altered)})"
        yield Difference("ledger altered", True, place, old, new)


def _is_foreign(file: FinishedFile, rebuilt: Rebuilt) -> bool:
    theirs, mine = (
        Counter(passage.text for passage in each.ledger.passages) for each in (file, rebuilt.file)
    )
    return not rebuilt.others and (mine - theirs).total() > _FOREIGN * mine.total()


def _first_altered(file: FinishedFile, rebuilt: Rebuilt) -> tuple[str, str]:
    texts = ((p.text for p in each.ledger.passages) for each in (rebuilt.file, file))
    pairs = zip(*texts, strict=False)
    values = ("what the build writes", "other values")
    return next((pair for pair in pairs if pair[0] != pair[1]), values)
