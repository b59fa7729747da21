"""The document model: what a briefing says, before any file format.

Inlines and blocks are closed unions: a writer matches all of them and ends in `assert_never`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from reportgen.l10n.language import Locale as Locale
from reportgen.measure import Measure
from reportgen.period import Period


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """Letters, the words for which they stand, and the language of these if it is another one."""

    short: str
    expansion: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words, or an abbreviation with what it `stands_for`."""

    text: str
    stands_for: Abbreviation | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A formatted figure that knows its measure; `claim` is the key of the claim it states."""

    text: str
    measure: Measure = field(hash=False)  # text and claim tell figures apart; fractions hash slowly
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Strong:
    """Important words."""

    content: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words; with `lang`, a term of that language."""

    content: tuple["Inline", ...]
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `target`: https, mailto, or "#" and the anchor of a heading or exhibit."""

    content: tuple["Inline", ...]
    target: str


Inline = Text | Printed | Strong | Emphasis | Link
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (section) or 2."""

    level: Literal[1, 2]
    content: Inlines
    anchor: str = ""
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class ListItem:
    """A point; with `term`, an entry of a glossary."""

    content: Inlines
    term: Inlines = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points, or a glossary when every item has a term."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """Number ("Figure 1"), takeaway title and subtitle (measure, unit, period) of an exhibit.

    `anchor` is where cross-references lead.
    """

    label: str
    title: Inlines
    subtitle: str
    anchor: str = ""


Alignment = Literal["left", "decimal", "right", "center"]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: what it holds, its unit, how its cells align."""

    name: str
    unit: str = ""
    align: Alignment = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; `mark` ("*", "e") follows the figure and does not move it."""

    content: Inlines
    mark: str = ""
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; its first cell names it, `opens_group` draws a hair line above it."""

    cells: tuple[Cell, ...]
    kind: Literal["body", "group", "member", "total"] = "body"
    opens_group: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Figures in rows and columns, with notes and a source line below."""

    caption: Caption
    header: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Inlines, ...]
    source: str
    layout: Literal["standard", "annex"] = "standard"


@dataclass(frozen=True, slots=True)
class Point:
    """One drawn value: its bar goes from `start` to `start + value`, `label` stands beside it.

    `sure` is False for a value obtained by difference: a drawing adds "e" to its label.
    """

    value: Fraction
    label: Printed | Text
    start: Fraction = Fraction(0)
    sure: bool = True

    @property
    def estimate(self) -> bool:
        """True where the source itself publishes an estimate: its bar is hatched."""
        if not isinstance(self.label, Printed):
            return False
        measure = self.label.measure
        return measure.status == "estimated" and measure.derivation == "published"


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one subject, one for each category; None is a value that is not known.

    `colour` is a key of the theme ("ITO", "CORE", "TOTAL"); `earlier` draws a tint with an outline.
    """

    name: str
    colour: str
    points: tuple[Point | None, ...]
    detail: str = ""
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Category:
    """A position of the category axis: a segment with what it does, or a period.

    `missing` stands where a bar cannot; `colour` overrides that of the series (pairs of bars).
    """

    name: str
    detail: str = ""
    missing: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A label over the first `count` parts of a stacked bar."""

    category: int
    count: int
    label: Inlines


@dataclass(frozen=True, slots=True)
class Fact:
    """A named figure beside a chart."""

    label: str
    value: Printed
    unit: str


ChartKind = Literal["waterfall", "stacked", "diverging", "panel", "paired", "lines"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure as data, drawn later; hashable, so that a drawing can be kept.

    waterfall: one series a bar in category order, the last is the total.
    stacked: one series a segment, one category a period, values in percent.
    diverging: one series a bar in category order. panel: one series, two periods, with `facts`.
    paired: one category a segment, series for the earlier and the later period.
    lines: one series a segment, one category a quarter.
    """

    kind: ChartKind
    caption: Caption
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    unit: str
    notes: tuple[Inlines, ...]
    source: str
    alt_text: Inlines
    brackets: tuple[Bracket, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A card: what, when, the figure, its unit, and a note of two lines at most."""

    label: str
    period: str
    value: Printed
    unit: str
    note: Inlines
    colour: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Up to four cards in a row."""

    cards: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A notice that every reader must see (synthetic data, not an official publication)."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Note:
    """Small text that closes the document (contact, next release)."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block opens a page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the headings below it; a writer that knows pages adds their numbers."""

    title: str
    entries: tuple[Heading, ...]


_Exhibit = Table | Chart | KeyFigures
Block = Heading | Paragraph | BulletList | _Exhibit | Callout | Note | PageBreak | Contents


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a part: publisher, status tags, theme, title, subtitle.

    `watermark` is printed across every page of a document that is not final, else empty.
    """

    publisher: str
    tags: tuple[str, ...]
    theme: str
    title: Inlines
    subtitle: str
    running_header: str
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """Fixed words that a writer prints by itself, in the part's language."""

    page_of: str
    version: str
    contents: str
    contents_page: str
    key_figures: str
    link_to: str
    chart_start: str
    chart_bar: str
    chart_bar_below_zero: str
    chart_label: str


@dataclass(frozen=True, slots=True)
class Part:
    """One language of a briefing; a writer that can tells what its `abbreviations` stand for."""

    locale: Locale
    masthead: Masthead
    blocks: tuple[Block, ...]
    terms: Terms
    abbreviations: tuple[Abbreviation, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the document."""

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: Literal["Data", "Supplement"] = "Data"


@dataclass(frozen=True, slots=True)
class Briefing:
    """A document: one part, or two parts (French first) for the bilingual edition.

    `released` is the ISO date of the data release: documents know no clock. `status` is draft,
    embargo or final. The attachments travel where the format can carry them.
    """

    title: str
    audience: str
    period: Period
    parts: tuple[Part, ...]
    released: str
    keywords: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = field(default=())
    status: str = "final"


def plain(content: Inlines) -> str:
    """Return the text of inlines, without marks."""
    return "".join(
        [
            inline.text if isinstance(inline, (Text, Printed)) else plain(inline.content)
            for inline in content
        ]
    )


def figures(node: object) -> Iterator[Printed]:
    """Yield every printed figure of a part, a block or an inline, in document order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Printed):
            yield node
        elif isinstance(node, tuple):
            waiting.extend(reversed(node))
        elif not isinstance(node, (str, Text)):
            names = reversed(getattr(node, "__dataclass_fields__", ()))
            waiting.extend([getattr(node, name) for name in names])
