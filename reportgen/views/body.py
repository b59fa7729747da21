"""The blocks of a Word file: paragraphs and tables, with the places that a colleague names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from reportgen.views.chart import chart_items
from reportgen.views.drawings import Aside, Drawn, Held
from reportgen.views.limits import MOST_ITEMS, Element, refused
from reportgen.views.look import Look, ground
from reportgen.views.model import Item, Kind, quoted
from reportgen.views.package import (
    at,
    chosen,
    is_on,
    kids,
    known,
    long,
    number,
    said_of,
    tag,
    value,
    value_at,
    words_in,
)
from reportgen.views.runs import (
    WRAPPING,
    Fields,
    Met,
    Setting,
    Words,
    around,
    met_in,
    revisions_in,
    strange,
)

_HEADING = re.compile(r"heading (\d)")
_BODY_LEVEL = "9"  # the outline level of what is no heading
_FLATTEST = 80.0  # twips of a line of an exact height, or 240ths of a line
_CROSSING = ("w:tcBorders/w:tl2br", "w:tcBorders/w:tr2bl")  # lines from corner to corner
# Signs before list items that say nothing.
_BULLET = re.compile("[-–—*•·◦▪●○■□\uf0b7\uf0a7]?")
_LOWEST = 120.0  # twips of a row of an exact height
_NARROWEST = 80.0  # twips of a column
_SOME = 20  # paragraphs by which a table is named
_BEFORE = -2_000.0  # twips that words may begin before the margin
_FARTHEST = 9_000.0  # twips that words are moved aside


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where blocks stand: what they are, in words; in what cell; why they are not seen."""

    kind: Kind
    words: str = ""
    cell: str = ""
    unseen: str = ""


@dataclass(slots=True, eq=False)
class Blocks:
    """Reads the blocks of a file's parts in turn; what was met stands in `items`."""

    setting: Setting
    marks: Mapping[tuple[str, str], str]
    items: list[Item] = field(default_factory=list)
    under: str = ""
    label: str = ""  # of the last caption: "Figure 2"
    charts: int = 0
    fields: Fields = field(default_factory=Fields)

    def add(self, item: Item) -> None:
        """Note what was met; raises UnreadableError for more than a briefing holds."""
        if len(self.items) >= MOST_ITEMS:
            raise refused(self.setting.package.name, "holds far more than any briefing")
        self.items.append(item)

    def story(self, holder: Element | None, part: str, place: Place) -> None:
        """Read a body, a header, a note: fields do not cross from one into another."""
        self.fields, self.label = Fields(), ""
        if holder is not None:
            self.blocks(holder, replace(self.setting, part=part), place)
        if self.fields.open:
            self.asides([strange("field", "a field without an end")], place.words or "the end")

    def blocks(self, holder: Element, setting: Setting, place: Place) -> None:
        """Read what stands in a holder, through whatever is wrapped around it."""
        for each in kids(holder):
            name = tag(each)
            self.asides(around(each), place.words or self._under())
            if name == "w:p":
                self.paragraph(each, setting, place)
            elif name == "w:tbl":
                self.table(each, setting, place)
            elif name == "mc:AlternateContent":
                if (content := chosen(each)) is not None:
                    self.blocks(content, setting, place)
            elif name == "w:sdt" or name in WRAPPING:
                self.blocks(each, setting, place)

    def asides(self, found: Iterable[Aside], place: str) -> None:
        """Note what stands beside words or between blocks, at a place."""
        for each in found:
            self.add(Item(each.kind, place, each.text, "", self.under, each.role, each.look))

    def _under(self) -> str:
        return f"under {quoted(self.under)}" if self.under else "at the beginning"

    def paragraph(self, paragraph: Element, setting: Setting, place: Place) -> None:
        """Read a paragraph: its words as one, then what stands beside them."""
        properties, styles = at(paragraph, "w:pPr"), setting.styles
        back = ground(styles.of_paragraph(properties, "w:shd")) or setting.back
        style = value_at(properties, "w:pStyle")
        now = replace(setting, style=style, back=back, look=Look())
        met = [*met_in(paragraph, now, self.fields)]
        unseen = place.unseen or self._unseen(properties)
        words = [each for each in met if isinstance(each, Words)]
        seen = "".join(each.text for each in words if not each.look.unseen)
        text = "" if unseen else (self._bullet(properties) + seen).strip()
        name = styles.name(properties)
        level = self._level(properties, name)
        if place.kind == "text" and not place.cell and (level or name == "title"):
            self.under = text
        where = place.words or self._under()
        if text:
            role = place.cell or (f"heading {level}" if level else name)
            shown = (each for each in words if each.text.strip() and not each.look.unseen)
            look = tuple(sorted({each.look.facts for each in shown}))
            self.add(Item(place.kind, where, text, "", self.under, role, look))
        self._hidden(words, where, unseen)
        self._beside(met, now, place, where)
        named = f"{where}, {quoted(seen)}" if seen.strip() else where
        self.asides(self._odd(properties, words), named)

    def _hidden(self, words: list[Words], where: str, unseen: str) -> None:
        hidden: dict[str, str] = {}
        for each in words:
            if why := each.look.unseen or unseen:
                hidden[why] = hidden.get(why, "") + each.text
        for why, text in hidden.items():
            if text.strip():
                self.add(Item("hidden", where, f"{why}: {text.strip()}", "", self.under, why))

    def _beside(self, met: list[Met], setting: Setting, place: Place, where: str) -> None:
        """What stands beside the words; those before a number that is counted are a label."""
        said = ""
        for each in met:
            match each:
                case Words():
                    said += "" if each.look.unseen else each.text
                case Held():
                    inside = replace(place, words=f"{where}, text box")
                    self.blocks(each.content, replace(setting, back="", look=Look()), inside)
                case Drawn():
                    self.charts += 1
                    self._chart(each.part, self.label or f"chart {self.charts}")
                    self.label = ""
                case Aside(kind="alternative" | "picture" | "drawing"):
                    self.asides([each], self.label or f"{where}, figure")
                    self.label = "" if each.kind == "picture" else self.label
                case Aside():
                    self.label = " ".join(said.split()) if each.role == "count" else self.label
                    self.asides([each], where)

    def _chart(self, part: str, name: str) -> None:
        if not part:
            self.asides([strange("part", f"{name} leads to no chart")], name)
            return
        for item in chart_items(self.setting.package, part, name, f"chart {self.charts}"):
            self.add(replace(item, under=self.under))

    def _unseen(self, properties: Element | None) -> str:
        """Why the words of a paragraph are not seen, whatever they look like."""
        line, indent = (
            self.setting.styles.said_of_paragraph(properties, name)
            for name in ("w:spacing", "w:ind")
        )
        fixed = line.get("lineRule", "auto") != "atLeast"
        if fixed and number(line.get("line", "240")) < _FLATTEST:
            return "on a line too low to be read"
        away = any(not _BEFORE < number(each) < _FARTHEST for each in indent.values())
        return "beside the page" if away else ""

    def _odd(self, properties: Element | None, words: list[Words]) -> Iterator[Aside]:
        looks = (each.look for each in words if each.text.strip())
        for odd in dict.fromkeys(odd for look in looks for odd in look.odd):
            yield strange("look", f"words {odd}")
        own = {tag(each) for each in kids(properties)} - known("paragraph")
        for name in sorted({*own, "w:framePr", "w:bidi"}):
            found = self.setting.styles.of_paragraph(properties, name) if ":" in name else None
            if name in own or (found is not None and is_on(found)):
                yield strange("look", f"a paragraph with {name}")
        if is_on(at(properties, "w:rPr/w:vanish")):
            yield strange("look", "a paragraph whose end is hidden")
        yield from revisions_in(properties)

    def _level(self, properties: Element | None, name: str) -> str:
        outline = value(self.setting.styles.of_paragraph(properties, "w:outlineLvl"))[:1]
        if outline.isdecimal():
            return str(int(outline) + 1) if outline != _BODY_LEVEL else ""
        heading = _HEADING.fullmatch(name)
        return heading[1] if heading else ""

    def _bullet(self, properties: Element | None) -> str:
        found, level = (
            value(self.setting.styles.of_paragraph(properties, f"w:numPr/{name}"))
            for name in ("w:numId", "w:ilvl")
        )
        return self.marks.get((found, level or "0"), "")

    def table(self, table: Element, setting: Setting, place: Place) -> None:
        """Read a table cell by cell; a cell is named by the words of its row and column."""
        properties = at(table, "w:tblPr")
        some = islice(table.iter(long("w:p")), _SOME)
        begins = (" ".join(words_in(paragraph, "w:t").split()) for paragraph in some)
        name = self.label or f"table beginning {quoted(next(filter(None, begins), ''))}"
        if next(table.iter(long("w:drawing")), None) is None:  # else the label is a figure's in it
            self.label = ""
        name = f"{place.words}, {name}" if place.words else name
        for text in ("w:tblCaption", "w:tblDescription"):
            if said := value_at(properties, text):
                self.add(Item("alternative", name, said, "", self.under, "table"))
        chain = setting.styles.chain(value_at(properties, "w:tblStyle"))
        marks = tuple(m for style in reversed(chain) for m in kids(style, "w:rPr"))
        shades = (at(style, path) for style in chain for path in ("w:tcPr/w:shd", "w:tblPr/w:shd"))
        grounds = (ground(shade) for shade in (at(properties, "w:shd"), *shades))
        inside = replace(setting, table=marks, back=next(filter(None, grounds), setting.back))
        self.asides((*_odd_table(properties, chain), *revisions_in(properties)), name)
        rows = [*self._below(table, "w:tr", name)]
        heads: dict[int, str] = {}
        for at_row, row in enumerate(rows, 1):
            here = replace(place, words=name)
            self._row(row, at_row if len(rows) > 1 else 0, inside, here, heads)

    def _row(
        self, row: Element, number_: int, setting: Setting, place: Place, heads: dict[int, str]
    ) -> None:
        """Read a row; `heads` are the words on top of the columns, its number is 0 if it is alone.

        Where its cells are not one a column, or empty, words may stand under another head.
        """
        own = at(row, "w:trPr")
        self.asides(revisions_in(own), place.words)
        shaded = ground(at(row, "w:tblPrEx/w:shd"))
        first, column = "", _count(value_at(own, "w:gridBefore"))
        spans = [f"{column} before"] * bool(column)
        for cell in self._below(row, "w:tc", place.words):
            begins = (" ".join(words_in(p, "w:t").split()) for p in kids(cell, "w:p"))
            words = next(filter(None, begins), "")
            first, head = first or words, heads.setdefault(column, words)
            told = [f"row {quoted(first) if first else number_}"] if number_ else []
            told += [f"column {quoted(head) if head else column + 1}"]
            sort = "head cell" if is_on(at(own, "w:tblHeader")) else "cell"
            unseen = place.unseen or _unseen_row(own)
            here = Place(place.kind, ", ".join((place.words, *told)), sort, unseen)
            wide = self._cell(cell, replace(setting, back=shaded or setting.back), here)
            spans += [f"{wide} from {column + 1}"] * (wide > 1)
            spans += [f"{column + 1} empty"] * _is_empty(cell)
            column += wide
        if spans:
            what = f"columns of row {quoted(first) if first else number_}: {', '.join(spans)}"
            self.asides([Aside("structure", what)], place.words)

    def _below(self, holder: Element, name: str, place: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, through whatever is wrapped around them."""
        for each in kids(holder):
            self.asides(around(each), place)
            if tag(each) == name:
                yield each
            elif tag(each) == "w:sdt" or tag(each) in WRAPPING:
                yield from self._below(each, name, place)

    def _cell(self, cell: Element, setting: Setting, place: Place) -> int:
        """Read a cell; return how many columns it takes."""
        about = at(cell, "w:tcPr")
        merged = (at(about, name) for name in ("w:vMerge", "w:hMerge"))
        width = at(about, "w:tcW")
        if any(m is not None and value(m, default="continue") == "continue" for m in merged):
            place = replace(place, unseen="in a cell that is merged into another")
        if value(width, "type") == "dxa" and number(value(width, "w"), 1e3) < _NARROWEST:
            place = replace(place, unseen="in a column too narrow to be read")
        if (turned := value_at(about, "w:textDirection")) not in {"", "lrTb"}:
            self.asides([strange("look", f"words turned {turned}")], place.words)
        if _is_crossed(about):
            self.asides([strange("look", "a cell that is crossed out")], place.words)
        self.asides(revisions_in(about), place.words)
        back = ground(at(about, "w:shd")) or setting.back
        self.blocks(cell, replace(setting, back=back), place)
        return _count(value_at(about, "w:gridSpan")) or 1


def marks_of(numbering: Element | None) -> Mapping[tuple[str, str], str]:
    """Return what stands before a list item that says something, by list and level."""
    shapes = {value(each, "abstractNumId"): each for each in kids(numbering, "w:abstractNum")}
    found: dict[tuple[str, str], str] = {}
    for each in kids(numbering, "w:num"):
        shape = shapes.get(value_at(each, "w:abstractNumId"))
        levels = [*kids(shape, "w:lvl"), *(o for k in kids(each, "w:lvlOverride") for o in kids(k))]
        for level in levels:
            key = value(each, "numId"), value(level, "ilvl", "0")
            said, form = value_at(level, "w:lvlText"), value_at(level, "w:numFmt")
            start = value_at(level, "w:start", default=value(level, default="1"))
            silent = form in {"bullet", "none"} and _BULLET.fullmatch(said)
            found[key] = "" if silent else f"[{said} {form} from {start}] "
    return found


def _count(text: str) -> int:
    """How many columns an attribute names: a table has two digits of them at most."""
    return min(int(text[:3]), 99) if text.isdecimal() else 0


def _odd_table(properties: Element | None, chain: list[Element]) -> Iterator[Aside]:
    """What of a table, or of the style of its rows and columns, can hide or move its words."""
    if is_on(at(properties, "w:bidiVisual")):
        yield strange("look", "a table whose columns are reversed")
    if (floating := at(properties, "w:tblpPr")) is not None:
        told = " ".join(f"{key} {said}" for key, said in sorted(said_of(floating).items()))
        yield strange("look", f"a table placed apart: {told}")
    if abs(number(value_at(properties, "w:tblInd", "w"))) > _FARTHEST:
        yield strange("look", "a table beside the page")
    if any(_is_crossed(at(style, "w:tcPr")) for style in chain):
        yield strange("look", "a table the cells of which are crossed out")
    for mark in (mark for style in chain for mark in kids(at(style, "w:pPr"))):
        said = " ".join(f"{key} {said}" for key, said in sorted(said_of(mark).items()))
        yield Aside("structure", f"all paragraphs of its style: {tag(mark)} {said}")
    for part in (part for style in chain for part in kids(style, "w:tblStylePr")):
        marks = (*kids(at(part, "w:rPr")), *kids(at(part, "w:tcPr"), "w:shd"))
        look = " ".join(f"{tag(m)} {' '.join(sorted(said_of(m).values()))}" for m in marks)
        crossed = " crossed out" if _is_crossed(at(part, "w:tcPr")) else ""
        yield Aside("structure", f"{value(part, 'type')} of its style: {look}{crossed}")


def _is_empty(cell: Element) -> bool:
    words = "".join(words_in(cell, "w:t").split())
    return not words and next(cell.iter(long("w:drawing")), None) is None


def _is_crossed(cell: Element | None) -> bool:
    lines = (at(cell, path) for path in _CROSSING)
    return any(value(line, default="nil") not in {"nil", "none"} for line in lines)


def _unseen_row(properties: Element | None) -> str:
    height = at(properties, "w:trHeight")
    flat = value(height, "hRule") == "exact" and number(value(height)) < _LOWEST
    return "in a row that is not shown" if flat or is_on(at(properties, "w:hidden")) else ""
