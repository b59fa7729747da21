"""What two editions of a document say differently: places, old and new words, verdicts."""

from reportgen.redline.compared import redline
from reportgen.redline.marked import Piece, marked, pieces_of
from reportgen.redline.model import QUIET, Difference, Verdict
from reportgen.redline.painted import painted
from reportgen.redline.reading import Reading, reading_of

__all__ = [
    "QUIET",
    "Difference",
    "Piece",
    "Reading",
    "Verdict",
    "marked",
    "painted",
    "pieces_of",
    "reading_of",
    "redline",
]
