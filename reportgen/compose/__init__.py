"""Claims + templates -> one part of a briefing."""

from reportgen.compose.composer import compose
from reportgen.compose.parity import require_parity

__all__ = ["compose", "require_parity"]
