"""What a block becomes: elements in reading order, passages in the order of the page."""

from dataclasses import dataclass

from reportgen.writers.pdf.strip import Passage
from reportgen.writers.pdf.structure import Element


@dataclass(frozen=True, slots=True)
class Composed:
    """Structure elements and the passages whose text they own."""

    elements: tuple[Element, ...]
    passages: tuple[Passage, ...]


def joined(*pieces: Composed) -> Composed:
    """Return pieces one after the other."""
    return Composed(
        tuple(element for piece in pieces for element in piece.elements),
        tuple(passage for piece in pieces for passage in piece.passages),
    )
