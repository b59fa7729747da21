"""Pictures, charts and drawn things of a Word file: what is said instead, what is seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.views.limits import Element
from reportgen.views.model import Kind, digest
from reportgen.views.package import (
    Package,
    at,
    kids,
    long,
    number,
    related,
    said_of,
    tag,
    value_at,
    words_in,
)

_EMU = 36_000  # of a millimetre
_LEAST = 2  # millimetres of a picture
_BOX = "w:txbxContent"
# What a program that saves a drawing again numbers or names anew.
_VOLATILE = frozenset({"id", "name", "spid", "gfxdata", "anchorId", "editId", "embed", "link"})
_UNSEEN = frozenset({_BOX, "a:extLst", "pic:nvPicPr", "wps:cNvPr", "wps:cNvSpPr"})


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in a paragraph beside its words; it takes the place of the paragraph."""

    kind: Kind
    text: str
    role: str = ""
    look: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A text box: its blocks are read as those of a page."""

    content: Element


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart by the part that draws it, empty where there is none."""

    part: str


def drawings_in(holder: Element, package: Package, part: str) -> Iterator[Aside | Held | Drawn]:
    """Yield what a drawing, or a picture of old, shows and says."""
    placed = [*kids(holder, "wp:inline", "wp:anchor")]
    for each in placed:
        about = at(each, "wp:docPr")
        said = {} if about is None else said_of(about)
        told = (said.get("title"), said.get("descr"))
        yield Aside("alternative", ". ".join(filter(None, told)), look=_placing(each))
        sides = (number(value_at(each, "wp:extent", side)) for side in ("cx", "cy"))
        if said.get("hidden", "0") not in {"0", "false"} or min(sides) < _LEAST * _EMU:
            yield Aside("foreign", "a drawing that is hidden, or too small to be seen", "look")
        if tag(each) == "wp:anchor":  # it may cover what stands beside it
            yield Aside("foreign", "a drawing that is placed apart", "look")
        for link in each.iter(long("a:hlinkClick")):
            target = package.relations(part).get(related(link))
            yield Aside("link", f"a drawing leads to {target.target if target else 'nowhere'}")
        for graphic in kids(at(each, "a:graphic/a:graphicData")):
            yield from _graphic(graphic, package, part)
    if not placed:
        shapes = (shape.get("alt") for shape in holder.iter(long("v:shape")))
        yield from (Aside("alternative", alt) for alt in shapes if alt)
        yield from _graphic(holder, package, part)


def _placing(placed: Element) -> tuple[str, ...]:
    """Its size in millimetres, and where it is anchored."""
    sides = (number(value_at(placed, "wp:extent", side)) / _EMU for side in ("cx", "cy"))
    spots = (words_in(each, "wp:posOffset", "wp:align") for each in kids(placed))
    behind = "behind the words" if placed.get("behindDoc", "0") not in {"0", "false"} else ""
    size = " × ".join(f"{side:.0f}" for side in sides)
    return (f"{size} mm", *filter(None, (*spots, behind)))


def _graphic(graphic: Element, package: Package, part: str) -> Iterator[Aside | Held | Drawn]:
    relations = package.relations(part)
    if tag(graphic) == "c:chart":
        target = relations.get(related(graphic))
        yield Drawn(target.target if target and target.target in package.parts else "")
        return
    keys = {
        key for each in graphic.iter("*") for key in map(str, each.attrib.values())
        if key in relations
    }  # fmt: skip
    targets = (relations[key].target for key in keys)
    blobs = sorted(digest(package.parts.get(each, each.encode())) for each in targets)
    text = " ".join((digest(_fingerprint(graphic).encode()), *blobs))
    if tag(graphic) == "pic:pic":
        yield Aside("picture", text)
        return
    strings = (shape.get("string", "") for shape in graphic.iter(long("v:textpath")))
    words = " ".join(filter(None, (words_in(graphic, "a:t"), *strings)))
    yield Aside("drawing", f"{words} ({text})".strip(), tag(graphic))
    yield from _boxes(graphic)


def _boxes(element: Element) -> Iterator[Held]:
    """The text boxes in a drawing, but for those that are in others."""
    for kid in kids(element):
        if tag(kid) == _BOX:
            yield Held(kid)
        else:
            yield from _boxes(kid)


def _fingerprint(element: Element) -> str:
    """All that is said of how a thing is drawn, but for the words in its text boxes."""
    if tag(element) in _UNSEEN:
        return ""
    said = sorted(f"{k}={v}" for k, v in said_of(element).items() if k not in _VOLATILE)
    inside = "".join(map(_fingerprint, kids(element)))
    return f"<{tag(element)} {' '.join(said)} {(element.text or '').strip()}>{inside}"
