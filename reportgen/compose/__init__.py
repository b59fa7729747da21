"""Claims + templates -> one part of a briefing."""

from reportgen.compose.composer import compose
from reportgen.compose.contents import with_contents
from reportgen.compose.editorial import left_out
from reportgen.compose.parity import require_parity

__all__ = ["compose", "left_out", "require_parity", "with_contents"]
