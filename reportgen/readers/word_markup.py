"""The parts of a Word file and what their markup means: values, words, styles, places."""

import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path

from lxml import etree

from reportgen.readers.finished import DamagedError, foreign, unreadable

Element = etree._Element

BODY = "word/document.xml"
_LARGEST = 128 * 2**20  # bytes of text in all: a file that claims more is a trap

_OFF = frozenset({"0", "false", "off"})
_BODY_LEVEL = 9  # the outline level of what is no heading
_QUOTED = 40  # characters by which an author finds a passage again
_TEXTS = {
    "document": "",
    "hdr": "header ",
    "ftr": "footer ",
    "footnotes": "footnote ",
    "endnotes": "endnote ",
}


def parts_of(
    path: Path, data: bytes, wanted_of: Callable[[list[str]], Iterable[str]]
) -> dict[str, Element]:
    """Return the parts of a Word file that are wanted, by name, the body among them.

    Raises CheckError when it is no package, has no body, or a part of it is no XML.
    """
    try:
        with foreign():
            package = zipfile.ZipFile(BytesIO(data))
        wanted = [*wanted_of(package.namelist())]
        if sum(package.getinfo(name).file_size for name in wanted) > _LARGEST:
            raise unreadable(path, "unpacks to more than a briefing holds")
        with foreign():
            parts = {name: package.read(name) for name in wanted}
    except DamagedError as error:
        raise unreadable(path, "is damaged: it cannot be opened as a Word file") from error
    trees = {name: _parsed(path, name, part) for name, part in parts.items()}
    if BODY not in trees or name_of(trees[BODY]) != "document":
        remedy = "save it as DOCX, or make it again with `reportgen build`"
        raise unreadable(path, "is no Word file: it has no word/document.xml", remedy)
    return trees


def safe_parser() -> etree.XMLParser:
    """Return a parser that fetches nothing and expands nothing: a file may be anybody's."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _parsed(path: Path, name: str, part: bytes) -> Element:
    parser = safe_parser()
    try:
        tree = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise unreadable(path, f"{name} in it is no XML (line {error.lineno})") from error
    if b"<!DOCTYPE" in part:
        raise unreadable(path, f"{name} in it declares entities, which Word files never do")
    return tree


@dataclass(frozen=True, slots=True, eq=False)
class Styles:
    """The styles of a document by identifier, and what holds where none says otherwise."""

    by_id: Mapping[str, Element]
    default: str
    properties: Element | None

    def chain(self, identifier: str) -> Iterator[Element]:
        """A style, then those that it is based on."""
        seen: set[str] = set()
        while identifier in self.by_id and identifier not in seen:
            seen.add(identifier)
            yield self.by_id[identifier]
            identifier = value(self.by_id[identifier], "basedOn")

    def of(self, paragraph: Element) -> Iterator[Element]:
        """The style of a paragraph, then those that it is based on."""
        return self.chain(value(paragraph, "pPr/pStyle") or self.default)

    def name(self, paragraph: Element) -> str:
        """The name of a paragraph's style, in lower case; built-in ones are English everywhere."""
        return next((value(style, "name").lower() for style in self.of(paragraph)), "")

    def level(self, paragraph: Element) -> int | None:
        """The level of a heading from 1, None for what is none."""
        for holder in (paragraph, *self.of(paragraph)):
            if (outline := value(holder, "pPr/outlineLvl")).isdecimal():
                return int(outline) + 1 if int(outline) < _BODY_LEVEL else None
            kind, _, number = value(holder, "name").lower().partition(" ")
            if kind == "heading" and number.isdecimal():
                return int(number)
        return None

    def usual(self, paragraph: Element) -> Iterator[Element]:
        """The look that the words of a paragraph have where they say nothing, nearest first."""
        yield from _looks(self.of(paragraph))
        if self.properties is not None:
            yield self.properties

    def direct(self, run: Element) -> Iterator[Element]:
        """The look that a run gives itself, nearest first."""
        yield from _looks((run, *self.chain(value(run, "rPr/rStyle"))))


def _looks(holders: Iterable[Element]) -> Iterator[Element]:
    return (look for holder in holders if (look := at(holder, "rPr")) is not None)


def styles_of(root: Element | None) -> Styles:
    """Return the styles of a document; none where the part is missing."""
    if root is None:
        return Styles({}, "", None)
    by_id = {attribute(style, "styleId"): style for style in root.iterchildren("{*}style")}
    standard = (
        name
        for name, style in by_id.items()
        if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}
    )
    return Styles(by_id, next(standard, ""), at(root, "docDefaults/rPrDefault/rPr"))


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace: there are two, and either is Word."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute whatever its namespace, empty where it is missing."""
    found = (str(text) for key, text in element.items() if str(key).rpartition("}")[2] == name)
    return next(found, "")


def at(element: Element, path: str) -> Element | None:
    """Return the first descendant on a path of names."""
    return element.find("/".join("{*}" + step for step in path.split("/")))


def value(element: Element, path: str, name: str = "val") -> str:
    """Return an attribute of a descendant, empty where there is none."""
    found = at(element, path)
    return "" if found is None else attribute(found, name)


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


def runs_of(paragraph: Element) -> list[Element]:
    """Return the runs of a paragraph that show words; those of a text box in it are not its own."""
    return [run for run in own(paragraph, "r") if not is_on(at(run, "rPr/vanish"))]


def text_of(paragraph: Element) -> str:
    """Return the words of a paragraph; a tab is a tab."""
    return "".join(map(run_text, runs_of(paragraph)))


def run_text(run: Element) -> str:
    """Return the words of a run; a tab is a tab."""
    nodes = run.iterchildren("{*}t", "{*}tab")
    return "".join("\t" if name_of(node) == "tab" else node.text or "" for node in nodes)


def places_in(root: Element, part: str) -> Iterator[tuple[Element, str]]:
    """Yield every table, row, cell and paragraph of a part with its place, as `check` counts."""
    places: dict[Element | None, str] = {None: part}
    numbers: defaultdict[tuple[Element | None, str], Iterator[int]] = defaultdict(lambda: count(1))
    for element in root.iter("{*}tbl", "{*}tr", "{*}tc", "{*}p"):
        match name_of(element):
            case "tbl":
                place = f"{part}table {next(numbers[None, 'tbl'])}"
            case "tr":
                table = around(element, "tbl")
                place = f"{places[table]}, row {next(numbers[table, 'tr'])}"
            case "tc":
                row = around(element, "tr")
                place = f"{places[row]}, cell {next(numbers[row, 'tc'])}"
            case _:
                block = around(element, "tc", "txbxContent")
                if block is None:
                    place = f"{part}paragraph {next(numbers[None, 'p'])}"
                elif name_of(block) == "tc":
                    place = places[block]
                else:
                    place = f"{places.get(around(block, 'p'), part)}, text box"
        places[element] = place
        yield element, place


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A Word file: its text parts, body first; `flow` is what stands in no table or text box."""

    parts: tuple[Element, ...]
    flow: tuple[Element, ...]
    properties: Element | None
    styles: Styles
    places: Mapping[Element, str]

    @property
    def body(self) -> Element:
        """The main text."""
        return self.parts[0]

    def where(self, element: Element) -> str:
        """The place of an element with its first words, or those that it follows."""
        known = element if element in self.places else around(element, "p", "tbl")
        if known is None:
            return "the file"
        place = self.places[known]
        if words := _quoted(known):
            return f"{place} {words}"
        before = known.itersiblings("{*}p", "{*}tbl", preceding=True)
        after = next((words for each in before if (words := _quoted(each))), "")
        return f"{place}, after {after}" if after else place


def _quoted(block: Element) -> str:
    words = " ".join(" ".join(map(text_of, block.iter("{*}p"))).split())
    shown = words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + "…"
    return f"“{shown}”" if shown else ""


def word_of(parts: Mapping[str, Element]) -> Word:
    """Return a Word file from its parts by name."""
    texts = {name: root for name, root in parts.items() if name_of(root) in _TEXTS}
    order = sorted(texts, key=lambda name: name != BODY)
    places = {
        element: place
        for name in order
        for element, place in places_in(texts[name], _TEXTS[name_of(texts[name])])
    }
    blocks = texts[BODY].iter("{*}p", "{*}tbl")
    return Word(
        parts=tuple(texts[name] for name in order),
        flow=tuple(each for each in blocks if around(each, "tbl", "txbxContent") is None),
        properties=next((p for p in parts.values() if name_of(p) == "coreProperties"), None),
        styles=styles_of(next((p for p in parts.values() if name_of(p) == "styles"), None)),
        places=places,
    )
