"""A Word file as a reader meets it: its text parts, its styles, where an author finds a place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from reportgen.views.limits import Element, refused
from reportgen.views.look import Styles, styles_of
from reportgen.views.package import at, is_on, kids, package_of, tag, value, value_at

_STORIES = ("header", "footer", "footnotes", "endnotes")  # as relationships name them
_TEXTS = {"w:hdr": "header ", "w:ftr": "footer ", "w:footnotes": "footnote ",
          "w:endnotes": "endnote "}  # fmt: skip
_HEADING = re.compile(r"heading (\d+)")
_BODY_LEVEL = 9  # the outline level of what is no heading
_QUOTED = 40  # characters by which an author finds a passage again
_NEAR = 10  # blocks before one without words in which there may be some


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A Word file: its text parts, body first; `flow` is what stands in no table or text box.

    `tables` are numbered in each part, from 1; `texts` are the words of each paragraph.
    """

    parts: tuple[Element, ...]
    flow: tuple[Element, ...]
    tables: Mapping[Element, int]
    texts: Mapping[Element, str]
    properties: Element | None
    styles: Styles

    @property
    def body(self) -> Element:
        """The main text."""
        return self.parts[0]

    def property_of(self, name: str) -> str:
        """What the properties of the file say, empty where they say nothing."""
        return "" if self.properties is None else self.properties.findtext(f"{{*}}{name}") or ""

    def level(self, paragraph: Element) -> int | None:
        """The level of a heading from 1, None for what is none."""
        about = at(paragraph, "w:pPr")
        outline = value(self.styles.of_paragraph(about, "w:outlineLvl"))
        if outline.isdecimal():
            return int(outline) + 1 if int(outline) < _BODY_LEVEL else None
        named = _HEADING.fullmatch(self.styles.name(about))
        return int(named[1]) if named else None

    def look(self, run: Element, about: Element | None, what: str) -> Element | None:
        """How the words of a run look, where `about` are the properties of its paragraph."""
        own, style = at(run, f"w:rPr/{what}"), value_at(run, "w:rPr/w:rStyle")
        if own is None and style in self.styles.by_id:
            own = self.styles.of_style(style, f"w:rPr/{what}")
        return self.usual(about, what) if own is None else own

    def usual(self, about: Element | None, what: str) -> Element | None:
        """How words look that say nothing, by the properties of their paragraph."""
        found = self.styles.of_style(value_at(about, "w:pStyle"), f"w:rPr/{what}")
        return at(self.styles.base, what) if found is None else found

    def where(self, element: Element) -> str:
        """The place of an element with its first words, or those that it follows."""
        here = tag(element) in {"w:p", "w:tbl", "w:tc"}
        block = element if here else around(element, "p", "tbl")
        if block is None:
            return "the file"
        place = self._place(block)
        if words := self._quoted(block):
            return f"{place} {words}"
        before = islice(block.itersiblings("{*}p", "{*}tbl", preceding=True), _NEAR)
        after = next((words for each in before if (words := self._quoted(each))), "")
        return f"{place}, after {after}" if after else place

    def _place(self, block: Element) -> str:
        part = _TEXTS.get(tag(block.getroottree().getroot()), "")
        table = block if tag(block) == "w:tbl" else around(block, "tbl", "txbxContent")
        if table is None:
            return f"{part}paragraph"
        number = self.tables.get(table)
        return f"{part}table {number}" if number else f"{part}text box"

    def _quoted(self, block: Element) -> str:
        words = " ".join(" ".join(map(self.texts.__getitem__, block.iter("{*}p"))).split())
        shown = words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + "…"
        return f"“{shown}”" if shown else ""


def read_word(name: str, data: bytes) -> Word:
    """Return a Word file without what was deleted in it; `name` is what errors call it.

    Raises UnreadableError when it is no package, has no body, or holds more than can be read.
    """
    package = package_of(name, data)
    main = next(iter(package.led_to("", "officeDocument")), "")
    if not main or tag(package.tree(main)) != "w:document":
        raise refused(name, "is no Word file: it has no text", "save it as DOCX")
    parts = tuple(map(package.tree, dict.fromkeys((main, *package.led_to(main, *_STORIES)))))
    for root in parts:
        etree.strip_elements(root, "{*}del", "{*}moveFrom", with_tail=False)
        for choice in [*root.iter("{*}Choice")]:  # of alternatives, Word takes the first
            for other in [*choice.itersiblings()]:
                other.clear()
    blocks = parts[0].iter("{*}p", "{*}tbl")
    flow = tuple(each for each in blocks if around(each, "tbl", "txbxContent") is None)
    tables = {table: at for root in parts for at, table in enumerate(root.iter("{*}tbl"), 1)}
    texts = {paragraph: text_of(paragraph) for root in parts for paragraph in root.iter("{*}p")}
    properties, styles = (
        next(map(package.tree, package.led_to(part, kind)), None)
        for part, kind in (("", "core-properties"), (main, "styles"))
    )
    return Word(parts, flow, tables, texts, properties, styles_of(styles))


def around(element: Element, *names: str) -> Element | None:
    """Return the nearest ancestor of one of these names."""
    return next(element.iterancestors(*("{*}" + name for name in names)), None)


def own(element: Element, name: str) -> list[Element]:
    """Return the descendants of a name that belong to no other element of the same kind."""
    kind = tag(element).partition(":")[2]
    return [each for each in element.iter("{*}" + name) if around(each, kind) is element]


def text_of(paragraph: Element) -> str:
    """Return the words of a paragraph; a tab is a tab."""
    return "".join(map(run_text, runs_of(paragraph)))


def runs_of(paragraph: Element) -> list[Element]:
    """Return the runs of a paragraph that show words; those of a text box in it are not its own."""
    return [run for run in own(paragraph, "r") if not is_on(at(run, "w:rPr/w:vanish"))]


def run_text(run: Element) -> str:
    """Return the words of a run; a tab is a tab."""
    nodes = kids(run, "w:t", "w:tab")
    return "".join("\t" if tag(node) == "w:tab" else node.text or "" for node in nodes)
