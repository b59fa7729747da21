"""Claims + templates -> one part of a briefing; parts -> a document."""

from reportgen.compose.audiences import audiences_of, known_audiences
from reportgen.compose.composer import compose
from reportgen.compose.contents import with_contents
from reportgen.compose.document import briefing_of
from reportgen.compose.editorial import left_out
from reportgen.compose.parity import require_parity

__all__ = [
    "audiences_of",
    "briefing_of",
    "compose",
    "known_audiences",
    "left_out",
    "require_parity",
    "with_contents",
]
