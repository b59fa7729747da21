"""A chart of a Word file as facts: what is drawn, how, with which words, on which data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.views.limits import Element
from reportgen.views.model import Item, Kind, digest, quoted
from reportgen.views.package import (
    Package,
    at,
    is_on,
    kids,
    known,
    number,
    related,
    tag,
    value,
    value_at,
    words_in,
)
from reportgen.views.workbook import cells_of, measured

_PLOT = re.compile(r"c:\w+Chart")
_AXES = ("c:catAx", "c:valAx", "c:dateAx", "c:serAx")
_SHOWN = ("showVal", "showCatName", "showSerName", "showPercent", "showLegendKey")
_USUAL = {"tickLblPos": "nextTo", "crosses": "autoZero", "crossesAt": "", "tickLblSkip": "1",
          "majorUnit": ""}  # fmt: skip
_PAPER = frozenset({"none", "auto", "ffffff", "bg1", "ffffff, line none", "none, line auto"})
_FILLS = tuple(f"a:{kind}Fill" for kind in ("no", "solid", "grad", "patt", "blip", "grp"))
_CELLS = re.compile(r"[^!]+!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?")
_EFFECTS = ("effectLst", "effectDag", "scene3d", "sp3d")  # soft edges let a bar vanish
_STYLES = frozenset({"mc:Choice", "mc:Fallback", "c14:style", "c:style"})
_POINT = 12_700  # in the measure of drawings
_THICKEST = 6  # points of a line
_USUAL_FORMS = frozenset({"rect", "line", "straightConnector1"})
_FARTHEST = 1_000_000  # between the words of a shape and its edge: 28 millimetres
_PLACEHOLDER = "[CELLRANGE]"  # what LibreOffice writes where the words of a cell are shown


@dataclass(frozen=True, slots=True)
class _Fact:
    """One thing that a chart shows: its sort and number, where in the chart, what, its look."""

    role: str
    key: str
    place: str
    text: str
    look: tuple[str, ...] = ()


def chart_items(package: Package, part: str, name: str, key: str) -> Iterator[Item]:
    """Yield what a chart shows; `name` is what its caption calls it, `key` its place in order."""
    root = package.tree(part)
    shapes, book = (
        package.relations(part).get(related(at(root, f"c:{child}")))
        for child in ("userShapes", "externalData")
    )
    facts = [*_frame(root), *_plots(root), *_axes(root)]
    if shapes and shapes.target in package.parts:
        facts += _shapes(package, shapes.target)
    cells = cells_of(package.parts.get(book.target, b"")) if book else {}
    facts += [_Fact("cell", cell, f"{cell} of its workbook", cells[cell]) for cell in cells]
    for fact in facts:
        kind: Kind = "foreign" if fact.role == "element" else "chart"
        own = f"{key}/{fact.role} {fact.key}".strip()
        yield Item(kind, f"{name}, {fact.place}", fact.text, own, "", fact.role, fact.look)


def _frame(root: Element) -> Iterator[_Fact]:
    for name in sorted({tag(each) for each in root.iter("*")} - known("chart")):
        if not name.startswith("a:"):
            yield _Fact("element", name, "something that the tool does not draw", name)
    for each in root.iter("{*}AlternateContent"):
        if {tag(inner) for inner in each.iterdescendants("*")} - _STYLES:
            yield _Fact("element", "newer", "something that newer viewers draw", "alternatives")
    yield from _effects(root)
    for holder, path in (("chart", "c:spPr"), ("bars", "c:chart/c:plotArea/c:spPr")):
        if (ground := _fill(at(root, path), "none").lower()) not in _PAPER:
            yield _Fact("element", f"ground of {holder}", f"behind the {holder}", ground)
    titles = [words_in(each, "a:t", "c:v") for each in root.iter("{*}title")]
    automatic = "" if is_on(at(root, "c:chart/c:autoTitleDeleted")) else " (the chart's own)"
    yield _Fact("title", "", "title", " | ".join(titles) + automatic)
    legend = at(root, "c:chart/c:legend")
    gone = [value_at(each, "c:idx") for each in kids(legend, "c:legendEntry")
            if is_on(at(each, "c:delete"))]  # fmt: skip
    shown = " ".join(("shown", *(f"without {idx}" for idx in gone)))
    yield _Fact("legend", "", "legend", "none" if legend is None else shown)
    blanks = value_at(root, "c:chart/c:dispBlanksAs")
    look = _layout(at(root, "c:chart/c:plotArea"))
    yield _Fact("plot", "area", "plot area", f"blanks as {blanks}", look)


def _layout(holder: Element | None) -> tuple[str, ...]:
    """Where a thing was put by hand, in parts of the chart."""
    own = at(holder, "c:layout/c:manualLayout")
    spots = ((side, value_at(own, f"c:{side}")) for side in "xywh")
    return tuple(f"{side} {number(spot):.4f}" for side, spot in spots if spot)


def _plots(root: Element) -> Iterator[_Fact]:
    plots = [each for each in kids(at(root, "c:chart/c:plotArea")) if _PLOT.fullmatch(tag(each))]
    for at_plot, plot in enumerate(plots, 1):
        names = ("barDir", "grouping", "varyColors", "overlap", "gapWidth")
        how = (f"{name} {value_at(plot, f'c:{name}')}" for name in names)
        yield _Fact("plot", f"{at_plot}", f"plot {at_plot}", f"{tag(plot)[2:]} {' '.join(how)}")
        for idx, (words, look) in _labels(plot).items():
            yield _Fact("label", f"{at_plot}, {idx}", f"labels of plot {at_plot}", words, look)
        beside = f" of plot {at_plot}" if at_plot > 1 else ""
        for at_series, series in enumerate(kids(plot, "c:ser")):
            yield from _series(series, at_series, f"series {at_series + 1}{beside}")


def _series(series: Element, at_series: int, own: str) -> Iterator[_Fact]:
    name = "".join(_cached(at(series, "c:tx")).values())
    order = value_at(series, "c:order", default=f"{at_series}")
    drawn = "" if order == f"{at_series}" else f" (drawn in place {order})"
    place = f"{own} {quoted(name)}" if name else own
    formulas = (each.text or "" for each in series.iter("{*}f"))
    yield _Fact("series", own, own, name + drawn, tuple(filter(_CELLS.fullmatch, formulas)))
    usual = _painted(series)
    marker = at(series, "c:marker")
    more = (value_at(marker, "c:symbol"), *_fills(at(marker, "c:spPr")))
    yield _Fact("colour", own, f"{place}, colour", usual, tuple(filter(None, more)))
    categories = _cached(at(series, "c:cat"))
    values, labels = _cached(at(series, "c:val")), _labels(series)
    points = {value_at(each, "c:idx"): _painted(each) for each in kids(series, "c:dPt")}
    told = dict.fromkeys((*categories, *values, *filter(None, labels), *points))
    for idx in sorted(told, key=lambda each: (number(each, 1e9), each)):
        key, spot = f"{own}, {idx}", f"{place}, {quoted(categories.get(idx, f'point {idx}'))}"
        yield _Fact("category", key, f"{place}, category {idx}", categories.get(idx, ""))
        yield _Fact("value", key, f"{spot}, value", measured(values.get(idx, "")))
        if points.get(idx, usual) not in {usual, "auto"}:
            yield _Fact("colour", key, f"{spot}, colour", points[idx])
        if idx in labels:
            yield _Fact("label", key, f"{spot}, label", *labels[idx])
    if "" in labels:
        yield _Fact("label", own, f"{place}, labels", *labels[""])


def _labels(series: Element) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The words and the look of the label at each point; "" is what all others show."""
    ranged = _cached(next(series.iter("{*}dlblRangeCache"), None))
    group = at(series, "c:dLbls")
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for label in (*kids(group, "c:dLbl"), *([] if group is None else [group])):
        idx = value_at(label, "c:idx")
        paragraphs = [] if label is group else label.iterfind("{*}tx//{*}p")
        words = "\n".join(_said(paragraph, ranged.get(idx, "")) for paragraph in paragraphs)
        shown = [name[4:] for name in _SHOWN if is_on(at(label, f"c:{name}"))]
        code = value_at(label, "c:numFmt", "formatCode")
        cells = label is not group and is_on(next(label.iter("{*}showDataLabelsRange"), None))
        words = words or (ranged.get(idx, "") if cells else "")
        told = words or " ".join(("shows", *shown, code))
        if (words or shown) and not is_on(at(label, "c:delete")):
            box = _fill(at(label, "c:spPr"), "none")
            boxed = "" if box == "none" else f"on {box}"
            look = (*_letters(label), boxed, value_at(label, "c:dLblPos"), *_layout(label))
            found[idx] = (told, tuple(filter(None, look)))
    return found


def _said(paragraph: Element, cell: str) -> str:
    """The words of a label; a field shows what it leads to, whatever it showed last."""
    words = ""
    for run in kids(paragraph, "a:r", "a:fld", "a:br"):
        last, kind = words_in(run, "a:t"), run.get("type", "")
        other = f" (last {last})" if cell and last not in {"", _PLACEHOLDER, cell} else ""
        field = f"{cell or last}{other}" if kind == "CELLRANGE" else f"[{kind} {last}]"
        words += field if kind else last or "\n"
    return words


def _letters(holder: Element | None) -> tuple[str, ...]:
    """Size and colour of the letters of a label, an axis or a text; of all where runs differ."""
    marks = [] if holder is None else [*holder.iter("{*}rPr", "{*}defRPr")]
    runs = dict.fromkeys(_letters_of(each) for each in marks if tag(each) == "a:rPr")
    return tuple(facts for run in runs for facts in run) if runs else _letters_of(*marks[:1])


def _letters_of(mark: Element | None = None) -> tuple[str, ...]:
    if mark is None:
        return ()
    size = f"{number(mark.get('sz', '')) / 100:g} pt" if mark.get("sz") else ""
    struck = "" if mark.get("strike", "noStrike") == "noStrike" else "struck out"
    raised = "" if mark.get("baseline", "0") in {"0", "0%"} else "raised"
    return tuple(filter(None, (size, *_fills(mark), struck, raised)))


def _axes(root: Element) -> Iterator[_Fact]:
    for at_axis, axis in enumerate(kids(at(root, "c:chart/c:plotArea"), *_AXES), 1):
        scale, silent = at(axis, "c:scaling"), is_on(at(axis, "c:delete"))
        ends = ((name, value_at(scale, f"c:{name}")) for name in ("min", "max", "logBase"))
        told = [f"{name} {measured(end)}" for name, end in ends if end]
        for name, usual in _USUAL.items():
            said = value_at(axis, f"c:{name}", default=usual)
            told += [f"{name} {said}"] if said != usual else []
        code = value_at(axis, "c:numFmt", "formatCode", "General")
        told += [f"as {code}"] if code != "General" else []
        lines = ("c:majorGridlines", "c:minorGridlines")
        told += [name[2:] for name in lines if at(axis, name) is not None]
        way = value_at(scale, "c:orientation", default="minMax")
        text = " ".join((tag(axis)[2:], way, "not shown" if silent else "shown", *told))
        look = () if silent else _letters(at(axis, "c:txPr")) or _letters(at(root, "c:txPr"))
        yield _Fact("axis", f"{at_axis}", f"axis {at_axis}", text, look)


def _shapes(package: Package, part: str) -> Iterator[_Fact]:
    """What stands on a chart, from top to bottom and left to right."""
    spots: list[tuple[list[float], Element]] = []
    yield from _effects(package.tree(part))
    for anchor in kids(package.tree(part)):
        ends = [end for end in kids(anchor) if tag(end) in {"cdr:from", "cdr:to", "cdr:ext"}]
        spots.append(([number(words_in(e, f"cdr:{side}")) for e in ends for side in "yx"], anchor))
    for at_shape, (spot, anchor) in enumerate(sorted(spots, key=lambda pair: pair[0]), 1):
        words = "\n".join(words_in(each, "a:t") for each in anchor.iter("{*}p"))
        drawn = [tag(each).partition(":")[2] for each in kids(anchor)][2:]
        turned = (f"turned {each.get('rot', '0')}" for each in anchor.iter("{*}xfrm"))
        blobs = (package.relations(part).get(related(e, "r:embed")) for e in anchor.iter("{*}blip"))
        hashes = (digest(package.parts.get(blob.target, b"")) for blob in blobs if blob)
        fills = (_fill(each, "none") for each in anchor.iter("{*}spPr"))
        facts = (*drawn, *_formed(anchor), *fills, *{*turned} - {"turned 0"}, *hashes)
        text = " ".join((words, *facts)).strip()
        look = (*(f"{place:.4f}" for place in spot), *(_letters(anchor) if words else ()))
        yield _Fact("shape", f"{at_shape}", f"drawn on it, {at_shape}", text, look)


def _formed(anchor: Element) -> Iterator[str]:
    """How a shape is otherwise than a box, and its words otherwise than in it."""
    for each in anchor.iter("{*}prstGeom", "{*}custGeom"):
        form = each.get("prst", "of its own form")
        yield from [] if form in _USUAL_FORMS else [form]
    bodies, sides = [*anchor.iter("{*}bodyPr")], ("lIns", "tIns", "rIns", "bIns")
    if any(abs(number(body.get(side, ""))) > _FARTHEST for body in bodies for side in sides):
        yield "words beside it"


def _effects(root: Element) -> Iterator[_Fact]:
    for each in root.iter(*(f"{{*}}{name}" for name in _EFFECTS)):
        if len(each):
            told = " ".join(tag(effect)[2:] for effect in kids(each))
            yield _Fact("element", told, "an effect that the tool does not draw", told)


def _painted(drawn: Element) -> str:
    """The colours of a series or a point, and what makes them others."""
    line = at(drawn, "c:spPr/a:ln")
    wide = 0 if line is None else number(line.get("w", "")) / _POINT
    told = [f"a line of {wide:.0f} points"] if wide > _THICKEST else []
    told += [name[2:] for name in ("c:invertIfNegative", "c:smooth") if is_on(at(drawn, name))]
    return " ".join((_fill(at(drawn, "c:spPr")), *told))


def _fill(properties: Element | None, unsaid: str = "auto") -> str:
    """The colours that a shape is seen in: of its area, of its line."""
    told = (" ".join(_fills(each)) for each in (properties, at(properties, "a:ln")))
    area, edge = (each or unsaid for each in told)
    return area if area == edge else f"{area}, line {edge}"


def _fills(holder: Element | None) -> tuple[str, ...]:
    return tuple(_colour(fill) for fill in kids(holder, *_FILLS))


def _colour(fill: Element) -> str:
    """A colour with what makes it paler; the kind of a fill that has several."""
    kind = tag(fill)[2:-4]
    told = [(value(each) or tag(each)[2:]).lower() for each in fill.iter("*")][1:]
    told = [each for each in told if each != "100000"]
    return "none" if kind == "no" else " ".join((*([] if kind == "solid" else [kind]), *told))


def _cached(holder: Element | None) -> dict[str, str]:
    """The words of a series by the number of the point; what stands there twice is told so."""
    found: dict[str, str] = {}
    for point in () if holder is None else holder.iter("{*}pt"):
        idx, words = point.get("idx", ""), point.findtext("{*}v") or ""
        found[idx] = f"{found[idx]} / {words}" if idx in found else words
    words = "" if holder is None or found else words_in(holder, "c:v", "a:t")
    return {"0": words} if words else found
