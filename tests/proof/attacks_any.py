"""Single faults at any place of a Word file: what they change, told by their kind."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_STORED

from docx_reading import W, members
from lxml import etree
from openpyxl import load_workbook
from proof.mutations import mutations
from views.saves import packed

from reportgen.briefing import Locale
from reportgen.redline.text import plain

BODY = "word/document.xml"
_HEADS = re.compile(r"word/(?:header|footer)\d\.xml")
_CHARTS = re.compile(r"word/charts/chart\d\.xml")
_SHAPES = re.compile(r"word/drawings/drawing\d\.xml")
_BOOKS = re.compile(r"word/embeddings/.*\.xlsx")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Element = etree._Element
Parts = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Fault:
    """A file with one fault in it: of which kind, what was changed into what."""

    kind: str
    told: str
    content: bytes


def faults(data: bytes, locale: Locale, chance: random.Random) -> Iterator[Fault]:
    """Yield one fault of each kind at a place of chance, again and again."""
    parts = members(data)
    while True:
        for kind, change in KINDS.items():
            if (found := change(parts, locale, chance)) is not None:
                what, told, changed = found
                yield Fault(f"{kind}: {what}".removesuffix(": "), told, _packed(changed))


def _packed(parts: Parts) -> bytes:
    return packed(parts, ZIP_STORED)


Found = tuple[str, str, Parts] | None  # of which sort, what into what, the parts
Change = Callable[[Parts, Locale, random.Random], Found]


def _chosen(parts: Parts, pattern: re.Pattern[str], chance: random.Random) -> str | None:
    names = sorted(filter(pattern.fullmatch, parts))
    return chance.choice(names) if names else None


def _written(parts: Parts, name: str, root: Element) -> Parts:
    return {**parts, name: etree.tostring(root)}


def _words(name: str, parts: Parts, locale: Locale, chance: random.Random) -> Found:
    """Other words in one place: not where a viewer counts pages."""
    root = etree.fromstring(parts[name])
    nodes = [n for n in root.iter(f"{W}t", "{*}t") if name == BODY or not (n.text or "").isdigit()]
    chance.shuffle(nodes)
    for node in nodes:
        found = [*mutations(node.text or "", locale, chance)]
        found = [each for each in found if plain(each.text) != plain(node.text or "")]
        if found:
            mutation = chance.choice(found)
            told, node.text = f"{node.text!r} became {mutation.text!r}", mutation.text
            return mutation.kind, told, _written(parts, name, root)
    return None


def body_words(parts: Parts, locale: Locale, chance: random.Random) -> Found:
    return _words(BODY, parts, locale, chance)


def head_words(parts: Parts, locale: Locale, chance: random.Random) -> Found:
    name = _chosen(parts, _HEADS, chance)
    return _words(name, parts, locale, chance) if name else None


def shape_words(parts: Parts, locale: Locale, chance: random.Random) -> Found:
    name = _chosen(parts, _SHAPES, chance)
    return _words(name, parts, locale, chance) if name else None


def _said(element: Element) -> str:
    return plain("".join(node.text or "" for node in element.iter(f"{W}t")))


def _swapped(parts: Parts, sort: str, pairs: list[tuple[Element, Element]], root: Element,
             chance: random.Random) -> Found:  # fmt: skip
    pairs = [pair for pair in pairs if _said(pair[0]) != _said(pair[1])]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    told = f"{_said(one)[:40]!r} and {_said(other)[:40]!r} change places"
    mark = etree.Element("mark")
    one.addprevious(mark)
    other.addprevious(one)
    mark.addprevious(other)
    mark.getparent().remove(mark)  # type: ignore[union-attr]
    return sort, told, _written(parts, BODY, root)


def _in_cell(element: Element) -> bool:
    return next(element.iterancestors(f"{W}tc"), None) is not None


def paragraphs_swapped(parts: Parts, _: Locale, chance: random.Random) -> Found:
    root = etree.fromstring(parts[BODY])
    blocks = [p for p in root.iter(f"{W}p") if _said(p) and not _in_cell(p)]
    pairs = [(a, b) for a, b in pairwise(blocks) if a.getnext() is b]
    return _swapped(parts, "", pairs, root, chance)


def rows_swapped(parts: Parts, _: Locale, chance: random.Random) -> Found:
    root = etree.fromstring(parts[BODY])
    rows = [*root.iter(f"{W}tr")]
    pairs = [(a, b) for a, b in pairwise(rows) if a.getnext() is b]
    return _swapped(parts, "", pairs, root, chance)


def cells_swapped(parts: Parts, _: Locale, chance: random.Random) -> Found:
    root = etree.fromstring(parts[BODY])
    pairs = []
    for row in root.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        pairs += [*pairwise(cells)]
    return _swapped(parts, "", pairs, root, chance)


def figures_swapped(parts: Parts, _: Locale, chance: random.Random) -> Found:
    root = etree.fromstring(parts[BODY])
    charts = [*root.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}chart")]
    if len(charts) < 2:
        return None
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    one, other = chance.sample(charts, 2)
    first, second = one.get(key, ""), other.get(key, "")
    one.set(key, second)
    other.set(key, first)
    return "", f"{first} and {second} change places", _written(parts, BODY, root)


def something_removed(parts: Parts, _: Locale, chance: random.Random) -> Found:
    root = etree.fromstring(parts[BODY])
    every = [*root.iter(f"{W}p"), *root.iter(f"{W}tr")]
    every = [each for each in every if _said(each) and (each.tag != f"{W}p" or not _in_cell(each))]
    gone = chance.choice(every)
    told = f"without {_said(gone)[:60]!r}"
    gone.getparent().remove(gone)  # type: ignore[union-attr]
    return ("a row" if gone.tag == f"{W}tr" else "a paragraph"), told, _written(parts, BODY, root)


def something_twice(parts: Parts, _: Locale, chance: random.Random) -> Found:
    root = etree.fromstring(parts[BODY])
    every = [e for e in (*root.iter(f"{W}p"), *root.iter(f"{W}tr")) if _said(e) and not _in_cell(e)]
    each = chance.choice(every)
    each.addnext(etree.fromstring(etree.tostring(each)))
    return "", f"{_said(each)[:60]!r} twice", _written(parts, BODY, root)


def section_moved(parts: Parts, _: Locale, chance: random.Random) -> Found:
    root = etree.fromstring(parts[BODY])
    heads = [p for p in root.iter(f"{W}p") if re.search(rb'"Heading\d"', etree.tostring(p))]
    heads = [p for p in heads if not _in_cell(p)]
    if len(heads) < 3:
        return None
    one, other = chance.sample(heads, 2)
    told = f"{_said(one)!r} stands before {_said(other)!r}"
    other.addprevious(one)
    return "", told, _written(parts, BODY, root)


def _charted(sort: str, pattern: str, parts: Parts, chance: random.Random,
             new: Callable[[re.Match[str]], str]) -> Found:  # fmt: skip
    """One place of a chart that a pattern finds says something else."""
    name = _chosen(parts, _CHARTS, chance)
    if name is None:
        return None
    text = parts[name].decode()
    places = [*re.finditer(pattern, text, re.DOTALL)]
    if not places:
        return None
    found = chance.choice(places)
    other = new(found)
    told = f"{name}: {found.group('it')!r} became {other!r}"
    start, end = found.span("it")
    return sort, told, {**parts, name: f"{text[:start]}{other}{text[end:]}".encode()}


def chart_values(parts: Parts, _: Locale, chance: random.Random) -> Found:
    def other(found: re.Match[str]) -> str:
        return f"{float(found['it']) * 1.05 + 1:g}"

    pattern = rf"(?<=<c:v>)(?P<it>{_NUMBER.pattern})(?=</c:v></c:pt>(?:(?!</c:numCache>).)*</c:num)"
    return _charted("", pattern, parts, chance, other)


def chart_words(parts: Parts, _: Locale, chance: random.Random) -> Found:
    pattern = r"(?<=<c:v>)(?P<it>[^<\d][^<]*)(?=</c:v>)"
    return _charted("", pattern, parts, chance, lambda found: f"{found['it'][::-1]}x")


def chart_labels(parts: Parts, _: Locale, chance: random.Random) -> Found:
    pattern = r"(?<=<a:t>)(?P<it>[^<]*\d[^<]*)(?=</a:t>)"
    return _charted("", pattern, parts, chance, lambda found: f"{found['it']}7")


def chart_colours(parts: Parts, _: Locale, chance: random.Random) -> Found:
    pattern = r'<c:spPr><a:solidFill><a:srgbClr val="(?P<it>[0-9A-F]{6})"'
    return _charted("", pattern, parts, chance, lambda found: found["it"][::-1] + "")


def chart_scales(parts: Parts, _: Locale, chance: random.Random) -> Found:
    pattern = rf'<c:(?:max|min) val="(?P<it>{_NUMBER.pattern})"'
    return _charted("", pattern, parts, chance, lambda found: f"{float(found['it']) * 1.5 - 1:g}")


def workbook_cells(parts: Parts, _: Locale, chance: random.Random) -> Found:
    name = _chosen(parts, _BOOKS, chance)
    if name is None:
        return None
    book, written = load_workbook(BytesIO(parts[name])), BytesIO()
    cells = [c for row in book.worksheets[0].iter_rows() for c in row if c.value is not None]
    cell = chance.choice(cells)
    new = cell.value * 2 + 1 if isinstance(cell.value, int | float) else f"{cell.value}7"
    told = f"{name}: {cell.coordinate} {cell.value!r} became {new!r}"
    cell.value = new
    book.save(written)
    return "", told, {**parts, name: written.getvalue()}


def descriptions(parts: Parts, locale: Locale, chance: random.Random) -> Found:
    root = etree.fromstring(parts[BODY])
    every = [e for e in root.iter("{*}docPr") if e.get("descr")]
    if not every:
        return None
    each = chance.choice(every)
    before = each.get("descr", "")
    found = [m for m in mutations(before, locale, chance) if plain(m.text) != plain(before)]
    if not found:
        return None
    mutation = chance.choice(found)
    each.set("descr", mutation.text)
    return mutation.kind, f"{before!r} became {mutation.text!r}", _written(parts, BODY, root)


def properties(parts: Parts, locale: Locale, chance: random.Random) -> Found:
    name = "docProps/core.xml"
    root = etree.fromstring(parts[name])
    unread = ("modified", "created", "revision")
    nodes = [e for e in root if any(map(str.isdigit, e.text or ""))]
    nodes = [e for e in nodes if not str(e.tag).endswith(unread)]
    node = chance.choice(nodes)
    before = node.text or ""
    place = chance.choice([at for at, sign in enumerate(before) if sign.isdigit()])
    node.text = f"{before[:place]}{(int(before[place]) + 1) % 10}{before[place + 1 :]}"
    return "", f"{before!r} became {node.text!r}", _written(parts, name, root)


KINDS: dict[str, Change] = {
    "words": body_words,
    "words again": body_words,
    "words once more": body_words,
    "words on a chart": shape_words,
    "heads and feet": head_words,
    "paragraphs": paragraphs_swapped,
    "rows": rows_swapped,
    "cells": cells_swapped,
    "figures": figures_swapped,
    "removed": something_removed,
    "twice": something_twice,
    "sections": section_moved,
    "values of a chart": chart_values,
    "words of a chart": chart_words,
    "labels of a chart": chart_labels,
    "colours of a chart": chart_colours,
    "scales of a chart": chart_scales,
    "workbook": workbook_cells,
    "alternative text": descriptions,
    "properties": properties,
}
