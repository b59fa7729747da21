"""Examines a Word file for what assistive technology needs: properties, objects, tables, links."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from reportgen.accessibility.issue import (
    LANGUAGE,
    Examined,
    alternative_problems,
    examined,
    title_problems,
)
from reportgen.accessibility.word_text import TEXT_CHECKS
from reportgen.errors import Problem
from reportgen.readers.word_markup import (
    Element,
    Word,
    around,
    at,
    attribute,
    is_on,
    name_of,
    own,
    parts_of,
    text_of,
    value,
    word_of,
)

_WANTED = re.compile(
    r"word/(?:document|styles|(?:header|footer)\d*|footnotes|endnotes)\.xml"
    r"|docProps/core\.xml|.*\.psmdcp"
)
_SHAPES = frozenset(
    {"shape", "group", "rect", "roundrect", "oval", "image", "line", "polyline", "arc", "curve"}
)
_HEADS_ROW = 0x20  # the bit of an old table look that the first row is a header
_ADDRESS = re.compile(r"(?i)(?:https?|ftp|file|mailto):\S*|www\.\S+")
_VAGUE = frozenset(
    {
        *("ici", "cliquez ici", "cliquer ici", "lien", "ce lien", "voir ici", "par ici", "suite"),
        *("en savoir plus", "lire la suite", "plus d'informations", "télécharger", "voir"),
        *("here", "click here", "link", "this link", "see here", "more", "read more"),
        *("learn more", "more information", "download", "click"),
    }
)
_TO_DESCRIBE = "describe it under “Edit Alt Text”, or mark it as decorative"


def examine_docx(path: Path, data: bytes) -> Examined:
    """Return what shuts a reader out of a Word file.

    Raises CheckError when it is no package, has no body, or a part of it is no XML.
    """
    parts = parts_of(path, data, _wanted)
    for root in parts.values():
        etree.strip_elements(root, "{*}del", "{*}moveFrom", with_tail=False)
        for choice in [*root.iter("{*}Choice")]:  # of alternatives, Word takes the first
            for other in [*choice.itersiblings()]:
                other.clear()
    return examined(word_of(parts), CHECKS)


def _wanted(names: Iterable[str]) -> Iterator[str]:
    return filter(_WANTED.fullmatch, names)


def _title(word: Word) -> Iterator[Problem]:
    title = "" if word.properties is None else word.properties.findtext("{*}title") or ""
    yield from title_problems(title, "write one under File › Info")


def _language(word: Word) -> Iterator[Problem]:
    said = "" if word.properties is None else word.properties.findtext("{*}language") or ""
    look = (*word.styles.chain(word.styles.default),)
    spoken = next((found for style in look if (found := value(style, "rPr/lang"))), "")
    if not spoken and word.styles.properties is not None:
        spoken = value(word.styles.properties, "lang")
    if not LANGUAGE.fullmatch(spoken):
        what = "no language is the default" if not spoken else f"“{spoken}” is no language"
        yield Problem("styles", what, "set the proofing language as default for all documents")
    elif said and said.partition("-")[0].lower() != spoken.partition("-")[0].lower():
        what = f"the language is {said} here and {spoken} in the styles"
        yield Problem("properties", what, "give both the language of the text")


def _alternatives(word: Word) -> Iterator[Problem]:
    for root in word.parts:
        for drawing in root.iter("{*}inline", "{*}anchor"):
            named = at(drawing, "docPr")
            if named is not None and not (_is_decorative(drawing) or _is_text_box(drawing)):
                said = attribute(named, "descr") or attribute(named, "title")
                yield from _said(word, drawing, attribute(named, "name"), said)
        for holder in root.iter("{*}pict", "{*}object"):
            for shape in holder.iterchildren("*"):
                if name_of(shape) in _SHAPES and not _is_mute(shape):
                    yield from _said(word, shape, attribute(shape, "id"), attribute(shape, "alt"))


def _said(word: Word, element: Element, name: str, said: str) -> Iterator[Problem]:
    where = word.where(element)
    yield from alternative_problems(where, name or "an object", said, _TO_DESCRIBE)


def _is_decorative(drawing: Element) -> bool:
    return any(map(is_on, drawing.iter("{*}decorative")))


def _is_text_box(drawing: Element) -> bool:
    pictured = any(True for _ in drawing.iter("{*}pic", "{*}chart", "{*}relIds"))
    return not pictured and any(True for _ in drawing.iter("{*}txbxContent"))


def _is_mute(shape: Element) -> bool:
    """True for a rule, for what holds its own text, and for drawn words."""
    drawn = at(shape, "textpath")
    words = drawn is not None and attribute(drawn, "string")
    return bool(words) or attribute(shape, "hr") in {"t", "true"} or _is_text_box(shape)


def _identifiers(word: Word) -> Iterator[Problem]:
    for root in word.parts:
        numbers = Counter(attribute(named, "id") for named in root.iter("{*}docPr"))
        for named in root.iter("{*}docPr"):
            if numbers[attribute(named, "id")] > 1:
                what = f"{attribute(named, 'name')} shares its number with another object"
                yield Problem(word.where(named), what, "cut it out and paste it again")


def _floating(word: Word) -> Iterator[Problem]:
    for drawing in word.body.iter("{*}anchor"):
        named = at(drawing, "docPr")
        if named is not None and not _is_decorative(drawing):
            what = f"{attribute(named, 'name')} floats, so no screen reader knows when to read it"
            yield Problem(word.where(drawing), what, "wrap it “In Line with Text”")


def _data_tables(word: Word) -> Iterator[tuple[Element, list[Element]]]:
    for table in word.body.iter("{*}tbl"):
        rows = own(table, "tr")
        columns = max((len(own(row, "tc")) for row in rows), default=0)
        if len(rows) > 1 and columns > 1 and _has_head(table):
            yield table, rows


def _has_head(table: Element) -> bool:
    """True where the look of a table sets its first row apart, and where no look is known."""
    look = at(table, "tblPr/tblLook")
    if look is None:
        return True
    bits = attribute(look, "val")
    old = bool(re.fullmatch("[0-9A-Fa-f]+", bits)) and bool(int(bits, 16) & _HEADS_ROW)
    return attribute(look, "firstRow") in {"1", "true", "on"} or (
        old and not attribute(look, "firstRow")
    )


def _header_rows(word: Word) -> Iterator[Problem]:
    for table, rows in _data_tables(word):
        if not is_on(at(rows[0], "trPr/tblHeader")):
            remedy = "turn on “Repeat Header Rows” for its first row"
            yield Problem(word.where(table), "the table has no header row", remedy)


def _merged_cells(word: Word) -> Iterator[Problem]:
    for table, _ in _data_tables(word):
        merged = [cell for cell in own(table, "tc") if at(cell, "tcPr/vMerge") is not None]
        if merged:
            what = "a cell spans rows, which loses its headers"
            yield Problem(word.where(merged[0]), what, "split it, and repeat what it says")


def _nested_tables(word: Word) -> Iterator[Problem]:
    for table in word.body.iter("{*}tbl"):
        if (cell := around(table, "tc")) is not None:
            what = "a table stands inside this cell"
            yield Problem(word.where(cell), what, "set it beside or below the other")


def _descriptions(word: Word) -> Iterator[Problem]:
    for table, _ in _data_tables(word):
        said = value(table, "tblPr/tblCaption") + value(table, "tblPr/tblDescription")
        if not said.strip():
            remedy = "write one under Table Properties › Alt Text"
            yield Problem(word.where(table), "the table has no title or description", remedy)


def _links(word: Word) -> Iterator[Problem]:
    for root in word.parts:
        for link, words in _links_in(root):
            said = words.strip()
            if not said and not any(True for _ in link.iter("{*}drawing", "{*}pict")):
                yield Problem(word.where(link), "a link has no text", "write one, or remove it")
            elif _ADDRESS.fullmatch(said) or said.lower().replace("’", "'").strip(" .:…") in _VAGUE:
                what = f"the link “{said[:60]}” does not say where it leads"
                yield Problem(word.where(link), what, "name what it leads to")


def _links_in(root: Element) -> Iterator[tuple[Element, str]]:
    """Links with their words: those that Word writes now, and the fields that they were once."""
    for link in root.iter("{*}hyperlink"):
        yield link, text_of(link)
    for paragraph in root.iter("{*}p"):
        fields: list[list[str]] = []  # the instruction and the words of each open field
        for node in paragraph.iter("{*}fldChar", "{*}instrText", "{*}t"):
            match attribute(node, "fldCharType") or name_of(node):
                case "begin":
                    fields.append(["", ""])
                case "instrText" if fields:
                    fields[-1][0] += node.text or ""
                case "t" if fields:
                    fields[-1][1] += node.text or ""
                case "end" if fields:
                    instruction, words = fields.pop()
                    if instruction.strip().startswith("HYPERLINK"):
                        yield paragraph, words


CHECKS: Mapping[str, Callable[[Word], Iterator[Problem]]] = {
    "title": _title,
    "language": _language,
    "alternative text": _alternatives,
    "object numbers": _identifiers,
    "objects in line": _floating,
    "header rows": _header_rows,
    "merged cells": _merged_cells,
    "nested tables": _nested_tables,
    "table descriptions": _descriptions,
    "links": _links,
    **TEXT_CHECKS,
}
