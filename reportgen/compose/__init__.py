"""Plan + catalogue + claims -> the parts of a briefing in all languages; parts -> a document."""

from reportgen.compose.changes import changes
from reportgen.compose.composer import (
    Composed,
    briefing_of,
    compose,
    said_of,
    shortened,
    with_contents,
)
from reportgen.compose.facts import names as facts
from reportgen.compose.lint import lint, variants_of
from reportgen.compose.notes import left_out
from reportgen.compose.plan import audiences_of, known_audiences

__all__ = [
    "Composed",
    "audiences_of",
    "briefing_of",
    "changes",
    "compose",
    "facts",
    "known_audiences",
    "left_out",
    "lint",
    "said_of",
    "shortened",
    "variants_of",
    "with_contents",
]
