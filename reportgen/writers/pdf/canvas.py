"""A canvas on which everything is content of the structure tree or an artifact."""

from functools import lru_cache
from typing import Any, assert_never

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from reportgen.writers.pdf.fonts import Face, refuse_missing_glyphs
from reportgen.writers.pdf.lines import DECORATION, Artifact, Owner, Run, Target
from reportgen.writers.pdf.structure import (
    Annotated,
    Content,
    Painted,
    Rectangle,
)
from reportgen.writers.pdf.upstream import (
    annotate,
    characters_shown,
    close_page,
    named_destination,
    number_written,
)

_PRINTED = 4  # the flag of an annotation that is printed with its page
_ASCENT, _DESCENT = 0.8, 0.25  # of an active area around its baseline, in ems
_UNDERLINE, _UNDERLINE_DROP = 0.5, 1.5  # thickness, distance from the baseline, in points


@lru_cache(maxsize=1 << 8)
def colour_of(text: str) -> Color:
    """Return the colour written as #RRGGBB."""
    return HexColor(text)


@lru_cache(maxsize=1 << 8)
def _fill(text: str) -> str:
    """The operator that fills with a colour."""
    return f"{number_written(*colour_of(text).rgb())} rg"


class TaggedCanvas:
    """Paints in points from the page's bottom left corner and remembers what was painted.

    `pages` is the length of the whole document; `wanted` gathers the anchors that links name.
    """

    def __init__(self, canvas: Canvas, pages: int) -> None:
        self.canvas = canvas
        self.painted = Painted()
        self.pages = pages
        self.wanted: set[str] = set()
        self._anchors = ""
        self._link_words = "{target}"
        self._page: list[Content] = []
        self._open: Owner | None = None

    def enter(self, anchors: str, link_words: str) -> None:
        """Enter a part: the prefix of the anchors that its links name, the words for a link."""
        self._anchors = anchors
        self._link_words = link_words

    def run(self, x: float, y: float, run: Run) -> None:
        """Show characters with their baseline at `y`; a link becomes active."""
        self._begin(run.owner)
        self.show(x, y, run.text, run.face)
        if run.target:
            self._link(x, y, run, run.target)
        if run.face.underlined:
            self.rule(x, y - _UNDERLINE_DROP, run.inked_width, _UNDERLINE, run.face.colour)

    def slanted(self, centre: tuple[float, float], angle: float, run: Run, height: float) -> None:
        """Show characters of a height turned about their centre."""
        self._begin(run.owner)
        self.canvas.saveState()
        self.canvas.translate(*centre)
        self.canvas.rotate(angle)
        self.show(-run.width / 2, -height / 2, run.text, run.face)
        self.canvas.restoreState()

    def rule(self, x: float, y: float, width: float, thickness: float, colour: str) -> None:
        """Draw a horizontal line centred on `y`, as an artifact."""
        self._begin(DECORATION)
        self._stroke(thickness, colour)
        self.canvas.line(x, y, x + width, y)

    def box(
        self, x: float, y: float, width: float, height: float, thickness: float, colour: str
    ) -> None:
        """Draw the outline of a box whose bottom left corner is given, as an artifact."""
        self._begin(DECORATION)
        self._stroke(thickness, colour)
        self.canvas.rect(x, y, width, height)

    def show(self, x: float, y: float, text: str, face: Face) -> None:
        """Show characters as part of what was begun."""
        refuse_missing_glyphs(text, face.font)
        shown = characters_shown(self.canvas, text, face.font, face.size)
        place = number_written(x, y)
        self.canvas.addLiteral(f"BT 1 0 0 1 {place} Tm {_fill(face.colour)} {shown} ET")

    def begin_figure(self, box: Rectangle, content: Content) -> None:
        """Begin a figure in the box from its bottom left to its top right corner."""
        self._begin(content)
        self.painted.boxes[content] = box

    def bookmark(self, name: str, top: float, title: str, level: int) -> None:
        """Set a destination; with a title also an entry of the outline."""
        self.canvas.bookmarkHorizontal(name, 0, top)
        if title:
            self.canvas.addOutlineEntry(title, name, level, closed=False)

    def close_page(self) -> None:
        """End the page."""
        self._end()
        self.painted.pages.append(self._page)
        self._page = []
        close_page(self.canvas, len(self.painted.pages) - 1)

    def _begin(self, owner: Owner) -> None:
        if owner == self._open:
            return
        self._end()
        self._open = owner
        match owner:
            case Content(tag):
                self.canvas.addLiteral(f"/{tag} <</MCID {len(self._page)}>> BDC")
                self._page.append(owner)
            case Artifact(""):
                self.canvas.addLiteral("/Artifact BMC")
            case Artifact(kind):
                self.canvas.addLiteral(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC")
            case _:
                assert_never(owner)

    def _end(self) -> None:
        if self._open is not None:
            self.canvas.addLiteral("EMC")
        self._open = None

    def _stroke(self, thickness: float, colour: str) -> None:
        self.canvas.setLineWidth(thickness)
        self.canvas.setStrokeColor(colour_of(colour))

    def _link(self, x: float, y: float, run: Run, target: Target) -> None:
        size, width = run.face.size, run.inked_width
        entry: dict[str, Any] = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray([x, y - _DESCENT * size, x + width, y + _ASCENT * size]),
            "Border": PDFArray([0, 0, 0]),
            "F": _PRINTED,
            "Contents": PDFString(self._link_words.format(target=target.name)),
            "StructParent": self.pages + len(self.painted.annotations),
        }
        if target.address.startswith("#"):
            name = self._anchors + target.address[1:]
            self.wanted.add(name)
            entry["Dest"] = named_destination(self.canvas, name)
        else:
            action = {"S": PDFName("URI"), "URI": PDFString(target.address)}
            entry["A"] = PDFDictionary(action)
        reference = annotate(self.canvas, PDFDictionary(entry))
        page = len(self.painted.pages) + 1
        self.painted.annotations.append(Annotated(target.owner, page, reference))
