"""Examines a Word file for what assistive technology needs: properties, objects, tables, links."""

import re
from collections.abc import Iterator

from reportgen.accessibility.issue import (
    LANGUAGE,
    Advice,
    Checks,
    Examined,
    alternative_problems,
    examined,
    title_problems,
)
from reportgen.accessibility.word_file import Word, around, own, read_word, text_of
from reportgen.accessibility.word_text import TEXT_CHECKS
from reportgen.errors import Problem
from reportgen.views.limits import Element
from reportgen.views.package import at, is_on, kids, said_of, tag, value, value_at

_SHAPES = (
    *("v:shape", "v:group", "v:rect", "v:roundrect", "v:oval", "v:image", "v:line", "v:polyline"),
    *("v:arc", "v:curve"),
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


def examine_docx(name: str, data: bytes) -> Examined:
    """Return what shuts a reader out of a Word file; `name` is what errors call it.

    Raises UnreadableError when it is no package, has no body, or holds more than can be read.
    """
    return examined(read_word(name, data), CHECKS)


def _title(word: Word) -> Iterator[Problem]:
    yield from title_problems(word.property_of("title"), "write one under File › Info")


def _language(word: Word) -> Iterator[Problem]:
    spoken, said = value(word.usual(None, "w:lang")), word.property_of("language")
    if not LANGUAGE.fullmatch(spoken):
        what = "no language is the default" if not spoken else f"“{spoken}” is no language"
        yield Problem("styles", what, "set the proofing language as default for all documents")
    elif said and said.partition("-")[0].lower() != spoken.partition("-")[0].lower():
        what = f"the language is {said} here and {spoken} in the styles"
        yield Advice("properties", what, "give both the language of the text")


def _alternatives(word: Word) -> Iterator[Problem]:
    for root in word.parts:
        for drawing in root.iter("{*}inline", "{*}anchor"):
            named = at(drawing, "wp:docPr")
            if named is not None and not (_is_decorative(drawing) or _is_text_box(drawing)):
                said = named.get("descr", "") or named.get("title", "")
                yield from _said(word, drawing, named.get("name", ""), said)
        for holder in root.iter("{*}pict", "{*}object"):
            for shape in kids(holder, *_SHAPES):
                if not _is_mute(shape):
                    yield from _said(word, shape, shape.get("id", ""), shape.get("alt", ""))


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
    drawn = value_at(shape, "v:textpath", "string")
    return bool(drawn) or said_of(shape).get("hr") in {"t", "true"} or _is_text_box(shape)


def _floating(word: Word) -> Iterator[Problem]:
    for drawing in word.body.iter("{*}anchor"):
        named = at(drawing, "wp:docPr")
        if named is not None and not _is_decorative(drawing):
            what = f"{named.get('name')} floats, so no screen reader knows when to read it"
            yield Advice(word.where(drawing), what, "wrap it “In Line with Text”")


def _data_tables(word: Word) -> Iterator[tuple[Element, list[Element]]]:
    for table in word.body.iter("{*}tbl"):
        rows = own(table, "tr")
        columns = max((len(own(row, "tc")) for row in rows), default=0)
        if len(rows) > 1 and columns > 1 and _has_head(table):
            yield table, rows


def _has_head(table: Element) -> bool:
    """True where the look of a table sets its first row apart, and where no look is known."""
    look = at(table, "w:tblPr/w:tblLook")
    if look is None:
        return True
    bits = value(look)
    old = bool(re.fullmatch("[0-9A-Fa-f]+", bits)) and bool(int(bits, 16) & _HEADS_ROW)
    first = value(look, "firstRow")
    return first in {"1", "true", "on"} or (old and not first)


def _header_rows(word: Word) -> Iterator[Problem]:
    for table, rows in _data_tables(word):
        if not is_on(at(rows[0], "w:trPr/w:tblHeader")):
            remedy = "turn on “Repeat Header Rows” for its first row"
            yield Problem(word.where(table), "the table has no header row", remedy)


def _layout(word: Word) -> Iterator[Problem]:
    for table in word.body.iter("{*}tbl"):
        if around(table, "tc") is not None:
            what = "the table stands in a cell of another"
            yield Advice(word.where(table), what, "set it beside or below the other")
    for table, _ in _data_tables(word):
        merged = [cell for cell in own(table, "tc") if at(cell, "w:tcPr/w:vMerge") is not None]
        if merged:
            what = "a cell spans rows, which loses its headers"
            yield Advice(word.where(merged[0]), what, "split it, and repeat what it says")
        said = (value_at(table, f"w:tblPr/w:tbl{what}") for what in ("Caption", "Description"))
        if not "".join(said).strip():
            remedy = "write one under Table Properties › Alt Text"
            yield Advice(word.where(table), "the table has no title or description", remedy)


def _links(word: Word) -> Iterator[Problem]:
    for root in word.parts:
        for link, words in _links_in(root):
            said = words.strip()
            if not said and not any(True for _ in link.iter("{*}drawing", "{*}pict")):
                yield Problem(word.where(link), "a link has no text", "write one, or remove it")
            elif _ADDRESS.fullmatch(said) or said.lower().replace("’", "'").strip(" .:…") in _VAGUE:
                what = f"the link “{said[:60]}” does not say where it leads"
                yield Advice(word.where(link), what, "name what it leads to")


def _links_in(root: Element) -> Iterator[tuple[Element, str]]:
    """Links with their words: those that Word writes now, and the fields that they were once."""
    for link in root.iter("{*}hyperlink"):
        yield link, text_of(link)
    for paragraph in root.iter("{*}p"):
        fields: list[list[str]] = []  # the instruction and the words of each open field
        for node in paragraph.iter("{*}fldChar", "{*}instrText", "{*}t"):
            match value(node, "fldCharType") or tag(node):
                case "begin":
                    fields.append(["", ""])
                case "w:instrText" if fields:
                    fields[-1][0] += node.text or ""
                case "w:t" if fields:
                    fields[-1][1] += node.text or ""
                case "end" if fields:
                    instruction, words = fields.pop()
                    if instruction.strip().startswith("HYPERLINK"):
                        yield paragraph, words


CHECKS: Checks[Word] = {
    "title": _title,
    "language": _language,
    "alternative text": _alternatives,
    "objects in line": _floating,
    "header rows": _header_rows,
    "tables": _layout,
    "links": _links,
    **TEXT_CHECKS,
}
