"""A difference between two editions, for a colleague who wrote one of them."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal[
    "contradicts the data",
    "unproven figure",
    "direction",
    "unproven wording",
    "wording",
    "source or status altered",
    "cell altered",
    "chart altered",
    "alternative text lost",
    "hidden",
    "moved",
    "removed",
    "added",
    "comment",
    "tracked change",
    "not written by the tool",
    "attachment altered",
    "link altered",
    "field lost",
    "outline altered",
    "structure altered",
    "page altered",
    "painted otherwise",
    "property altered",
    "property lost",
    "look",
    "font lost",
    "signature",
    "other data",
    "ledger altered",
    "ledger lost",
]
# What a reader does not meet: a file with no other difference is the same to a reader.
QUIET: frozenset[Verdict] = frozenset({"signature", "property lost", "ledger lost"})


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands otherwise at a place: the words before and after, one of them may be empty.

    `fails` tells what nobody may change by hand from what an editor may word anew; `claim` is what
    stands behind a figure that was changed.
    """

    verdict: Verdict
    fails: bool
    place: str
    old: str
    new: str
    why: str = ""
    claim: str = ""
