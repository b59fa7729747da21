"""What a writer makes of a briefing before its ledger is known."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.briefing import Attachment, Briefing, Chart, Locale, Part
from reportgen.theme import Theme

Words = Mapping[tuple[Locale, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A briefing as one format sets it, everything but its ledger.

    `seal` returns the file with the ledger in it. `words` are those of each drawing in
    painting order, by language and label of the figure; `letterhead` those that the organisation's
    own file brings. `pages` of each part are empty where only a word processor counts them.
    `notes` tell the user what could not be kept. `sections` are the writer's own, to be used again.
    """

    seal: Callable[[Attachment], bytes]
    words: Words = field(default_factory=dict)
    pages: tuple[int, ...] = ()
    letterhead: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sections: tuple[object, ...] = ()

    def words_of(self, chart: Chart, part: Part) -> tuple[str, ...]:
        """The words in the drawing of a chart, in painting order."""
        return self.words[part.locale, chart.caption.label]


# The PDF layouts of a document's parts, each by itself: their pages are those of every format.
PartLayouts = Sequence[Layout]
Writer = Callable[[Briefing, Theme, PartLayouts], Layout]
