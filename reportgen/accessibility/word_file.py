"""A Word file as a reader meets it: its text parts, its styles, where an author finds a place."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from reportgen.views.limits import Element, refused
from reportgen.views.look import Styles, styles_of
from reportgen.views.package import package_of

_TEXTS = {
    "document": "",
    "hdr": "header ",
    "ftr": "footer ",
    "footnotes": "footnote ",
    "endnotes": "endnote ",
}
_OFF = frozenset({"0", "false", "off"})
_BODY_LEVEL = 9  # the outline level of what is no heading
_QUOTED = 40  # characters by which an author finds a passage again


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A Word file: its text parts, body first; `flow` is what stands in no table or text box."""

    parts: tuple[Element, ...]
    flow: tuple[Element, ...]
    properties: Element | None
    styles: Styles

    @property
    def body(self) -> Element:
        """The main text."""
        return self.parts[0]

    def property_of(self, name: str) -> str:
        """What the properties of the file say, empty where they say nothing."""
        return "" if self.properties is None else self.properties.findtext(f"{{*}}{name}") or ""

    def styles_of(self, paragraph: Element) -> list[Element]:
        """The style of a paragraph, then those that it is based on."""
        named = value(paragraph, "pPr/pStyle")
        return self.styles.chain(named if named in self.styles.by_id else self.styles.standard)

    def level(self, paragraph: Element) -> int | None:
        """The level of a heading from 1, None for what is none."""
        for holder in (paragraph, *self.styles_of(paragraph)):
            if (outline := value(holder, "pPr/outlineLvl")).isdecimal():
                return int(outline) + 1 if int(outline) < _BODY_LEVEL else None
            kind, _, number = value(holder, "name").lower().partition(" ")
            if kind == "heading" and number.isdecimal():
                return int(number)
        return None

    def usual(self, paragraph: Element | None = None) -> list[Element]:
        """The look of words that say nothing, in a paragraph or anywhere, nearest first."""
        standard = self.styles.chain(self.styles.standard)
        looks = _looks(*(standard if paragraph is None else self.styles_of(paragraph)))
        return [*looks, *([] if self.styles.base is None else [self.styles.base])]

    def direct(self, run: Element) -> list[Element]:
        """The look that a run gives itself, nearest first."""
        return [*_looks(run, *self.styles.chain(value(run, "rPr/rStyle")))]

    def where(self, element: Element) -> str:
        """The place of an element with its first words, or those that it follows."""
        here = name_of(element) in {"p", "tbl", "tc"}
        block = element if here else around(element, "p", "tbl")
        if block is None:
            return "the file"
        place = _place(block)
        if words := _quoted(block):
            return f"{place} {words}"
        before = block.itersiblings("{*}p", "{*}tbl", preceding=True)
        after = next((words for each in before if (words := _quoted(each))), "")
        return f"{place}, after {after}" if after else place


def read_word(name: str, data: bytes) -> Word:
    """Return a Word file without what was deleted in it; `name` is what errors call it.

    Raises UnreadableError when it is no package, has no body, or holds more than can be read.
    """
    package = package_of(name, data)
    main = next(iter(package.led_to("", "officeDocument")), "")
    if not main or name_of(package.tree(main)) != "document":
        raise refused(name, "is no Word file: it has no text", "save it as DOCX")
    stories = package.led_to(main, "header", "footer", "footnotes", "endnotes")
    parts = tuple(map(package.tree, dict.fromkeys((main, *stories))))
    for root in parts:
        etree.strip_elements(root, "{*}del", "{*}moveFrom", with_tail=False)
        for choice in [*root.iter("{*}Choice")]:  # of alternatives, Word takes the first
            for other in [*choice.itersiblings()]:
                other.clear()
    blocks = parts[0].iter("{*}p", "{*}tbl")
    flow = tuple(each for each in blocks if around(each, "tbl", "txbxContent") is None)
    properties, styles = (
        next(map(package.tree, package.led_to(part, kind)), None)
        for part, kind in (("", "core-properties"), (main, "styles"))
    )
    return Word(parts, flow, properties, styles_of(styles))


def _looks(*holders: Element) -> Iterator[Element]:
    return (look for holder in holders if (look := at(holder, "rPr")) is not None)


def _place(block: Element) -> str:
    """A table by its number, a cell by its row too, a paragraph as one: its words tell it best."""
    root, cell = block.getroottree().getroot(), around(block, "tc", "txbxContent")
    part = _TEXTS.get(name_of(root), "")
    if cell is not None and name_of(cell) != "tc":
        return f"{part}text box"
    if cell is None and name_of(block) == "p":
        return f"{part}paragraph"
    table = block if name_of(block) == "tbl" else around(block, "tbl")
    number = next(at for at, each in enumerate(root.iter("{*}tbl"), 1) if each is table)
    row = None if block is table else around(block, "tr")
    rows = () if row is None else (row, *row.itersiblings("{*}tr", preceding=True))
    return f"{part}table {number}" + (f", row {len(rows)}" if rows else "")


def _quoted(block: Element) -> str:
    words = " ".join(" ".join(map(text_of, block.iter("{*}p"))).split())
    shown = words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + "…"
    return f"“{shown}”" if shown else ""


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute whatever its namespace, empty where it is missing."""
    found = (str(text) for key, text in element.items() if str(key).rpartition("}")[2] == name)
    return next(found, "")


def at(element: Element, path: str) -> Element | None:
    """Return the first descendant on a path of names."""
    return element.find("/".join("{*}" + step for step in path.split("/")))


def value(element: Element, path: str) -> str:
    """Return what a descendant says, empty where there is none."""
    found = at(element, path)
    return "" if found is None else attribute(found, "val")


def is_on(element: Element | None) -> bool:
    """Return whether a switch is there and not turned off."""
    return element is not None and attribute(element, "val").lower() not in _OFF


def around(element: Element, *names: str) -> Element | None:
    """Return the nearest ancestor of one of these names."""
    return next(element.iterancestors(*("{*}" + name for name in names)), None)


def own(element: Element, name: str) -> list[Element]:
    """Return the descendants of a name that belong to no other element of the same kind."""
    kind = name_of(element)
    return [each for each in element.iter("{*}" + name) if around(each, kind) is element]


def text_of(paragraph: Element) -> str:
    """Return the words of a paragraph; a tab is a tab."""
    return "".join(map(run_text, runs_of(paragraph)))


def runs_of(paragraph: Element) -> list[Element]:
    """Return the runs of a paragraph that show words; those of a text box in it are not its own."""
    return [run for run in own(paragraph, "r") if not is_on(at(run, "rPr/vanish"))]


def run_text(run: Element) -> str:
    """Return the words of a run; a tab is a tab."""
    nodes = run.iterchildren("{*}t", "{*}tab")
    return "".join("\t" if name_of(node) == "tab" else node.text or "" for node in nodes)
