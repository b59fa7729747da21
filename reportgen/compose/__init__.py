"""Claims + templates -> one part of a briefing; parts -> a document."""

from reportgen.compose.composer import briefing_of, compose, require_parity, with_contents
from reportgen.compose.editorial import left_out
from reportgen.compose.templates import audiences_of, known_audiences

__all__ = [
    "audiences_of",
    "briefing_of",
    "compose",
    "known_audiences",
    "left_out",
    "require_parity",
    "with_contents",
]
