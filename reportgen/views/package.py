"""A Word file as a viewer opens it: parts by their relationships, never by their names."""

import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from urllib.parse import unquote

from reportgen.lengths import TWIPS, points_of
from reportgen.views.limits import Element, tree_of, unpacked

_OPEN = "http://schemas.openxmlformats.org/"
_WORD = "http://schemas.microsoft.com/office/word/"
_DRAWING = "http://schemas.microsoft.com/office/drawing/"
NAMESPACES: Mapping[str, str] = {
    "w": f"{_OPEN}wordprocessingml/2006/main",
    "r": f"{_OPEN}officeDocument/2006/relationships",
    "m": f"{_OPEN}officeDocument/2006/math",
    "mc": f"{_OPEN}markup-compatibility/2006",
    "a": f"{_OPEN}drawingml/2006/main",
    "wp": f"{_OPEN}drawingml/2006/wordprocessingDrawing",
    "pic": f"{_OPEN}drawingml/2006/picture",
    "c": f"{_OPEN}drawingml/2006/chart",
    "cdr": f"{_OPEN}drawingml/2006/chartDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": f"{_WORD}2010/wordprocessingShape",
    "wpg": f"{_WORD}2010/wordprocessingGroup",
    "wpc": f"{_WORD}2010/wordprocessingCanvas",
    "wp14": f"{_WORD}2010/wordprocessingDrawing",
    "w14": f"{_WORD}2010/wordml",
    "w15": f"{_WORD}2012/wordml",
    "c14": f"{_DRAWING}2007/8/2/chart",
    "c15": f"{_DRAWING}2012/chart",
    "c16": f"{_DRAWING}2014/chart",
}
_PREFIXES = {space: prefix for prefix, space in NAMESPACES.items()}
_UNDERSTOOD = ("v", "wps", "wpg", "wpc", "wp14", "w14", "w15", "c14", "c15", "c16")
_KINDS = re.compile(
    r"http://(?:schemas\.openxmlformats\.org/officeDocument/2006/relationships"
    r"|purl\.oclc\.org/ooxml/officeDocument/relationships"
    r"|schemas\.openxmlformats\.org/package/2006/relationships(?:/metadata|/digital-signature)"
    r"|schemas\.microsoft\.com/office/\d{4}(?:/\d+)?/relationships)/(?P<kind>[\w-]+)"
)
_OFF = frozenset({"0", "false", "off", "none"})
_TEMPORARY = "[trash]/"  # where Word itself leaves what it threw away


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part leads: the kind of its end, a part by its name in the file, or an address."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """The parts of a Word file by name; the names in `twice` stand for more than one."""

    name: str
    parts: Mapping[str, bytes]
    twice: tuple[str, ...]
    _lower: Mapping[str, str]
    _trees: dict[str, Element] = field(default_factory=dict, repr=False)
    _relations: dict[str, Mapping[str, Relation]] = field(default_factory=dict, repr=False)

    def tree(self, part: str) -> Element:
        """Return a part as a tree; raises UnreadableError when it is no XML."""
        if part not in self._trees:
            self._trees[part] = tree_of(self.name, part, self.parts[part])
        return self._trees[part]

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return where a part leads, by the key that it uses; "" is the package itself."""
        if part not in self._relations:
            folder = posixpath.dirname(part)
            path = self._relations_of(part)
            entries = self.tree(path).iterchildren("*") if path else ()
            self._relations[part] = {e.get("Id", ""): self._relation(folder, e) for e in entries}
        return self._relations[part]

    def _relations_of(self, part: str) -> str:
        folder, _, stem = part.rpartition("/")
        return self._named(posixpath.join(folder, "_rels", f"{stem}.rels"))

    def _relation(self, folder: str, entry: Element) -> Relation:
        said, target = entry.get("Type", ""), entry.get("Target", "")
        known = _KINDS.fullmatch(said)
        external = entry.get("TargetMode") == "External"
        if not external:
            full = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
            target = self._named(full.lstrip("/")) or full
        return Relation(known["kind"] if known else said, target, external)

    def _named(self, name: str) -> str:
        """The part of a name, whatever its case, as viewers do; empty where there is none."""
        return name if name in self.parts else self._lower.get(name.lower(), "")

    def led_to(self, part: str, *kinds: str) -> list[str]:
        """Return the parts that a part leads to by relationships of some kinds."""
        found = self.relations(part).values()
        return [each.target for each in found if each.kind in kinds and each.target in self.parts]

    def unreached(self) -> list[str]:
        """Return the parts that no relationship leads to."""
        reached, left = {"", "[Content_Types].xml"}, [""]
        while left:
            part = left.pop()
            reached.add(self._relations_of(part))
            targets = {each.target for each in self.relations(part).values()}
            left += (targets & self.parts.keys()) - reached
            reached |= targets
        return [p for p in self.parts if p not in reached and not p.startswith(_TEMPORARY)]


def package_of(name: str, data: bytes) -> Package:
    """Return a Word file; raises UnreadableError when it is none, or too large for a briefing."""
    parts, twice = unpacked(name, data)
    return Package(name, parts, twice, {part.lower(): part for part in parts})


@cache
def known(what: str) -> frozenset[str]:
    """Return the names of a kind that are read, or say nothing to a reader."""
    text = resources.files("reportgen.views").joinpath("known.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[what].split())


def tag(element: Element) -> str:
    """Return the name of an element as it is usually written, `w:p`; foreign ones are in full."""
    return _short(str(element.tag))


@lru_cache(maxsize=1024)
def _short(full: str) -> str:
    space, _, local = full[1:].rpartition("}")
    return f"{_PREFIXES.get(space, space)}:{local}"


@lru_cache(maxsize=1024)
def long(path: str) -> str:
    """Return a path of usual names with its namespaces in full, as lxml knows them."""
    steps = (step.partition(":") for step in path.split("/"))
    return "/".join(f"{{{NAMESPACES[prefix]}}}{local}" for prefix, _, local in steps)


def at(element: Element | None, path: str) -> Element | None:
    """Return the first descendant on a path, None where there is none."""
    return None if element is None else element.find(long(path))


def kids(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the children of some names, all where none is given."""
    for kid in () if element is None else element.iterchildren("*"):
        if not names or tag(kid) in names:
            yield kid


def value(element: Element | None, name: str = "val", default: str = "") -> str:
    """Return an attribute that stands in the namespace of its element or in none."""
    if element is None:
        return default
    space = str(element.tag).rpartition("}")[0]
    return element.get(f"{space}}}{name}", element.get(name, default))


def value_at(element: Element | None, path: str, name: str = "val", default: str = "") -> str:
    """Return an attribute of a descendant."""
    return value(at(element, path), name, default)


def is_on(element: Element | None) -> bool:
    """Return whether a switch is there and not turned off."""
    return element is not None and value(element, "val", "1").lower() not in _OFF


def related(element: Element | None, name: str = "r:id") -> str:
    """Return the key of the relationship that an element names, empty where it names none."""
    return "" if element is None else element.get(long(name), "")


def words_in(element: Element, *names: str) -> str:
    """Return the words of all descendants of some names."""
    return "".join(each.text or "" for each in element.iter(*map(long, names)))


def said_of(element: Element) -> dict[str, str]:
    """Return the attributes of an element without their namespaces."""
    return {str(key).rpartition("}")[2]: str(said) for key, said in element.items()}


def number(text: str, default: float = 0.0) -> float:
    """Return a number, a length with a unit in twentieths of a point; the default for all else."""
    with suppress(ValueError):
        return float(text) if len(text) < 40 else default
    with suppress(ValueError):
        return points_of(text) * TWIPS
    return default


def chosen(alternatives: Element) -> Element | None:
    """Return the content that viewers take of alternatives: the first that they understand."""
    choices = kids(alternatives, "mc:Choice")
    return next(filter(is_understood, choices), at(alternatives, "mc:Fallback"))


def is_understood(choice: Element) -> bool:
    """Return whether viewers of today understand a choice of alternatives."""
    wanted = choice.get("Requires", "").split()
    spaces = (choice.nsmap.get(prefix, "") for prefix in wanted)
    return bool(wanted) and all(_PREFIXES.get(space) in _UNDERSTOOD for space in spaces)
