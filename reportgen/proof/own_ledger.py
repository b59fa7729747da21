"""A file that cannot be made again, beside the ledger in it: anybody may have written both."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from reportgen.dataset import Dataset
from reportgen.errors import PeriodError
from reportgen.judge import CarriedLedger, faults_of
from reportgen.judge.carried import Fault
from reportgen.judge.evidence import Bands, facts_anew
from reportgen.period import parse_period
from reportgen.proof.answer import Answer
from reportgen.proof.finished import FinishedFile, refused
from reportgen.proof.recipes import NotHereError
from reportgen.proof.workshop import Workshop
from reportgen.redline import Difference, Verdict
from reportgen.redline.text import alike, plain

_VERDICTS: dict[str, Verdict] = {
    "digit": "contradicts the data",
    "direction": "direction",
    "missing": "source or status altered",
    "unproven": "unproven figure",
}


def by_own_ledger(file: FinishedFile, reason: str, shop: Workshop) -> Answer:
    """Return how a file agrees with its own ledger, and that with the data, where they are here.

    `reason` says why it was not made again. Raises CheckError when it carries no ledger.
    """
    if file.proof is None:
        raise refused(file.path, f"carries no ledger, and is not made again: {reason}")
    ledger = file.ledger
    figures = sum(len(passage.figures) for passage in ledger.passages)
    differences = [*_beside_ledger(file, ledger)]
    try:
        faults = _faults(file, ledger, shop.dataset_of(file))
        differences += map(_difference, faults)
    except NotHereError:
        reason = f"{reason}; its data are not here either"
    answer = Answer(file.path, "own ledger only", "", figures, note=reason)
    return replace(answer, differences=tuple(differences))


def _faults(file: FinishedFile, ledger: CarriedLedger, dataset: Dataset) -> tuple[Fault, ...]:
    proof = file.proof or {}
    try:
        period = parse_period(str(proof["period"]))
        bands = {name: tuple(map(Fraction, edges)) for name, edges in proof["bands"].items()}
        return faults_of(ledger, facts_anew(dataset, period, _compared(bands)))
    except PeriodError as error:
        raise NotHereError(str(error.problems[0])) from None
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        raise refused(file.path, "its ledger is damaged") from None


def _compared(bands: dict[str, tuple[Fraction, ...]]) -> Bands:
    return {
        "year_on_year": bands["year_on_year"],
        "quarter_on_quarter": bands["quarter_on_quarter"],
    }


def _difference(fault: Fault) -> Difference:
    return Difference(_VERDICTS[fault.kind], True, fault.place, "", fault.printed, fault.truth)


def _beside_ledger(file: FinishedFile, ledger: CarriedLedger) -> Iterator[Difference]:
    """What a file says in its text and its ledger does not, and the other way round."""
    items = [item for item in file.view.items if item.kind == "text"]
    passages = [passage for passage in ledger.passages if passage.role in ("text", "cell")]
    theirs, mine = _bare(item.text for item in items), _bare(p.text for p in passages)
    added = [item for item in items if _bare([item.text]) not in mine]
    for passage in passages:
        if passage.figures and _bare([passage.text]) not in theirs:
            made = next((item for item in added if alike(passage.text, item.text)), None)
            if made is None:
                yield Difference("removed", True, passage.place, passage.text, "")
            else:
                added.remove(made)
                words = (passage.text, made.text)
                yield Difference("contradicts the data", True, made.place, *words)
    for item in added:
        fails = any(map(str.isdigit, item.text))
        verdict: Verdict = "unproven figure" if fails else "added"
        yield Difference(verdict, fails, item.place, "", item.text)


def _bare(texts: Iterable[str]) -> str:
    return "".join("".join(plain(text).split()) for text in texts)
