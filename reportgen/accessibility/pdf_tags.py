"""Examines the structure of a PDF file: figures, headings, tables, links, fields."""

import re
from collections.abc import Iterator
from itertools import groupby

from reportgen.accessibility.issue import (
    Advice,
    Checks,
    alternative_problems,
    level_problems,
)
from reportgen.accessibility.pdf_file import OBJECT, Node, TaggedPdf
from reportgen.errors import Problem
from reportgen.views.pdf_objects import Found, listed, resolved, said

_HEADING = re.compile(r"H(\d+)")
_QUOTED = 60  # characters of names
_ROWS = "TR THead TBody TFoot"
_KIDS = {  # all that an element may hold (ISO 32000-1, 14.8.4)
    "Table": f"Caption {_ROWS}",
    **dict.fromkeys(("THead", "TBody", "TFoot"), "TR"),
    **{"TR": "TH TD", "L": "Caption L LI", "LI": "Lbl LBody", "TOC": "Caption TOC TOCI"},
}
_HOLDERS = {  # all that may hold an element
    "TR": "Table THead TBody TFoot",
    **dict.fromkeys(("THead", "TBody", "TFoot"), "Table"),
    **{"TH": "TR", "TD": "TR", "LI": "L", "LBody": "LI", "TOCI": "TOC"},
}


def _nesting(pdf: TaggedPdf) -> Iterator[Problem]:
    for node in (pdf.root, *pdf.nodes):
        tags = [kid.tag for kid in node.kids if kid.tag not in {"", OBJECT}]
        astray = [
            f"{tag} stands in {node.tag or 'no other element'}"
            for tag in tags
            if tag not in _KIDS.get(node.tag, tag).split()
            or node.tag not in _HOLDERS.get(tag, node.tag).split(" ")
        ]
        ends = (*tags[:1], *(tags[-1:] if node.tag == "Table" else ()))
        if node.tag in _KIDS and tags.count("Caption") > ends.count("Caption"):
            astray.append(f"a Caption stands within {node.tag}, not before it")
        for what in dict.fromkeys(astray):
            yield Problem(f"page {node.page}", what, "correct the tags where the file is made")


def _alternatives(pdf: TaggedPdf) -> Iterator[Problem]:
    for where, node in pdf.of("Figure", "Formula"):
        words = said(node.entry, "/Alt") or said(node.entry, "/ActualText")
        yield from alternative_problems(where, "", words, "describe it, or mark it as artifact")


def _headings(pdf: TaggedPdf) -> Iterator[Problem]:
    last, levels = 0, [_HEADING.fullmatch(node.tag) for node in pdf.nodes]
    for node, level in zip(pdf.nodes, levels, strict=True):
        if level:
            yield from level_problems(f"page {node.page}", int(level[1]), last, "tag it as H")
            last = int(level[1])
        if (level or node.tag == "H") and not listed(node.entry, "/K"):
            yield Advice(f"page {node.page}", "a heading is empty", "write it, or untag it")
    plain = [kid for node in (pdf.root, *pdf.nodes) for kid in node.kids if kid.tag == "H"]
    for node in (pdf.root, *pdf.nodes):
        here = [kid.tag for kid in node.kids].count("H")
        if here > 1 or (here and last):
            what = "headings without a level stand together, or beside headings that have one"
            yield Problem(f"page {node.page}", what, "tag them as H1, H2, ...")
    if pdf.nodes and not (last or plain):
        yield Advice("the file", "the document has no headings", "tag its titles as H1, H2, ...")


def _rows(table: Node) -> list[list[Node]]:
    """The cells of a table, row by row."""
    parts = (part.kids if part.tag != "TR" else (part,) for part in table.kids)
    rows = [row for part in parts for row in part if row.tag == "TR"]
    return [[cell for cell in row.kids if cell.tag in {"TH", "TD"}] for row in rows]


def _attribute(pdf: TaggedPdf, node: Node, key: str) -> list[Found]:
    """What the attributes of an element say under a key, empty where they say nothing."""
    groups = (group for group in pdf.attributes(node) if key in group)
    return next(([*map(resolved, listed(group, key))] for group in groups), [])


def _header_cells(pdf: TaggedPdf) -> Iterator[Problem]:
    known = {said(head.entry, "/ID") for _, head in pdf.of("TH")}
    for where, table in pdf.of("Table"):
        cells = [cell for row in _rows(table) for cell in row]
        heads = [cell for cell in cells if cell.tag == "TH"]
        scoped = {head for head in heads if _attribute(pdf, head, "/Scope")}
        names = [{*map(str, _attribute(pdf, c, "/Headers"))} for c in cells if c.tag == "TD"]
        named = {name for each in names for name in each}
        bare = [h for h in heads if h not in scoped and said(h.entry, "/ID") not in named]
        if bare and not all(each & known for each in names):
            what = f"{len(bare)} of {len(heads)} header cells do not say what they head"
            yield Problem(where, what, "give each the scope row or column")
        if not scoped and (lost := named - known):
            what = f"cells name headers that are not there ({', '.join(sorted(lost))[:_QUOTED]})"
            yield Problem(where, what, "tag the headers, with these names")
        if not heads and len(cells) > len(_rows(table)) > 1:
            yield Advice(where, "the table has no header cells", "tag them as TH")


def _links(pdf: TaggedPdf) -> Iterator[Problem]:
    tagged = pdf.around("Link")
    links = (note for note in pdf.notes if note.shown and note.kind == "Link")
    for page, group in groupby(links, lambda note: note.page):
        notes = [*group]
        untagged = sum(note.number not in tagged for note in notes)
        if untagged and pdf.nodes:
            what = f"{_links_of(untagged)} under no Link element"
            yield Problem(f"page {page}", what, "tag the text and its link together")
        if mute := sum(not said(note.entry, "/Contents").strip() for note in notes):
            what = f"{_links_of(mute)} without a word on the target"
            yield Problem(f"page {page}", what, "write it as the contents of the link")


def _links_of(count: int) -> str:
    return "a link stands" if count == 1 else f"{count} links stand"


def _form_fields(pdf: TaggedPdf) -> Iterator[Problem]:
    tagged = pdf.around("Form")
    for note in pdf.notes:
        where, around = f"page {note.page}, field {note.field('/T')}", tagged.get(note.number)
        if note.kind != "Widget" or not note.shown:
            continue
        if pdf.nodes and around is None:
            yield Problem(where, "it stands under no Form element", "tag it as a form field")
        if not (note.field("/TU") or (around and said(around.entry, "/Alt"))):
            yield Problem(where, "it does not say what to fill in", "give it a tooltip")


def _tab_order(pdf: TaggedPdf) -> Iterator[Problem]:
    pages = dict.fromkeys(note.page for note in pdf.notes)
    astray = [page for page in pages if said(pdf.file.pages[page - 1], "/Tabs") != "/S"]
    if astray and pdf.nodes:
        where = f"page {', '.join(map(str, astray))}"
        remedy = "set the tab order of the page to “document structure”"
        yield Problem(where, "the Tab key does not follow the structure", remedy)


CHECKS: Checks[TaggedPdf] = {
    "nesting": _nesting,
    "alternative text": _alternatives,
    "headings": _headings,
    "header cells": _header_cells,
    "links": _links,
    "form fields": _form_fields,
    "tab order": _tab_order,
}
