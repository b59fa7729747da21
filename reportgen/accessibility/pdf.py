"""Examines a PDF file for what assistive technology needs: the checks, by name."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from reportgen.accessibility.issue import (
    LANGUAGE,
    AccessibilityIssue,
    Examined,
    alternative_problems,
    examined,
    level_problems,
    title_problems,
)
from reportgen.errors import Problem
from reportgen.readers.pdf_objects import (
    Entry,
    entries_of,
    entry_of,
    listed,
    number_of,
    opened,
    title_of,
)
from reportgen.readers.pdf_structure import (
    OBJECT,
    Node,
    TaggedPdf,
    attributes_of,
    tagged,
)

_HEADING = re.compile(r"H(\d+)")
_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_MANY_PAGES = 20  # beyond them nobody leafs
_UA = b"http://www.aiim.org/pdfua/ns/id/"
_TITLE = re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>([^<]+)")
VERDICT = "PDF/UA-1"
_AT_SOURCE = "export it again as tagged PDF (PDF/UA)"
_TWINS = {  # the rules of PDF/UA-1 that say again what a check has said
    "tags": "TAGGED-DOCUMENT|STRUCT-TREE-ROOT|CONTENT-TAGGING|SUSPECTS|LINK-LINK-TAG|PAGE-TABS",
    "title": "METADATA-TITLE|VIEWER-PREFERENCES|METADATA-STRUCTURE",
    "language": "LANGUAGE",
    "identifier": "ID-PART|ID-SCHEMA|METADATA-STRUCTURE",
    "alternative text": "FIGURE-ALTERNATIVE|FORMULA-ALTERNATIVE",
    "headings": "HEADING",
    "header cells": "TABLE-HEADERS",
    "links": "LINK-",
    "tab order": "PAGE-TABS",
    "fonts": "FONT-EMBEDDING|UNICODE-MAPPING",
    "form fields": "FORM-FIELD-TU",
}


def examine_pdf(path: Path, data: bytes) -> Examined:
    """Return what shuts a reader out of a PDF file.

    Raises CheckError when it is cut short, encrypted or damaged.
    """
    with opened(path, data) as reader:
        own = examined(tagged(reader), CHECKS)
    if not _can_judge():
        return own
    said = "|".join(_TWINS[name] for name in {f.check for f in own.issues} if name in _TWINS)
    more = (
        AccessibilityIssue(VERDICT, problem)
        for rule, problem in _failures(data)
        if not said or not re.search(said, rule)
    )
    return Examined((*own.checks, VERDICT), (*own.issues, *more))


def _can_judge() -> bool:
    try:
        import page  # noqa: F401
    except ImportError:
        return False
    return True


def _failures(data: bytes) -> Iterator[tuple[str, Problem]]:
    """Each rule of PDF/UA-1 that a file breaks, with the first place where it does."""
    import page

    remedy = "correct it in the program that made the file"
    try:
        report = page.validate_pdf_bytes(data, profile="ua1")
    except page.PageError as error:
        yield "", Problem(VERDICT, f"the file cannot be judged: {error}", remedy)
        return
    for rule, what in {fault.rule_id: fault.message for fault in reversed(report.failures)}.items():
        yield rule, Problem(f"{VERDICT}, rule {rule}", what, remedy)


def _tags(pdf: TaggedPdf) -> Iterator[Problem]:
    marked = entry_of(pdf.catalog, "/MarkInfo")
    if not pdf.painted and any(map(_has_picture, pdf.reader.pages)):
        remedy = "recognise its text (OCR), then tag it"
        yield Problem("the file", "it holds pictures of pages, no text", remedy)
    if not pdf.nodes or not _is_true(marked, "/Marked"):
        yield Problem("the file", "it is not tagged, so it has no reading order", _AT_SOURCE)
        return
    if _is_true(marked, "/Suspects"):
        yield Problem("the file", "its tags are marked as guesses", "check them, and say so")
    bare = (
        one for one in pdf.painted if one.mark is None and not one.artifact and one.text.strip()
    )
    for page, texts in groupby(bare, lambda one: one.page):
        what = f"“{next(texts).text.strip()[:40]}” stands outside the tags"
        yield Problem(f"page {page}", what, "tag it, or mark it as artifact")


def _has_picture(page: Entry) -> bool:
    pictures = entry_of(entry_of(page, "/Resources"), "/XObject")
    return any(entry_of(pictures, name).get("/Subtype") == "/Image" for name in pictures)


def _is_true(holder: Entry, key: str) -> bool:
    return str(holder.get(key)) == "True"


def _title(pdf: TaggedPdf) -> Iterator[Problem]:
    packet = _TITLE.search(pdf.metadata)
    title = str(title_of(pdf.reader) or (packet and packet[1].decode(errors="replace")) or "")
    yield from title_problems(title, "write one in the document's properties")
    if not _is_true(entry_of(pdf.catalog, "/ViewerPreferences"), "/DisplayDocTitle"):
        what = "a window shows the name of the file, not the title"
        yield Problem("properties", what, "set the initial view to show the document title")


def _language(pdf: TaggedPdf) -> Iterator[Problem]:
    language = str(pdf.catalog.get("/Lang", ""))
    if not LANGUAGE.fullmatch(language):
        what = f"“{language}” is no language" if language else "the document names no language"
        yield Problem("properties", what, "set the language of its text, such as fr or en-GB")


def _identifier(pdf: TaggedPdf) -> Iterator[Problem]:
    if _UA not in pdf.metadata:
        yield Problem("properties", "the file does not say that it is PDF/UA", _AT_SOURCE)


def _alternatives(pdf: TaggedPdf) -> Iterator[Problem]:
    for where, node in pdf.of("Figure", "Formula"):
        said = str(node.entry.get("/Alt") or node.entry.get("/ActualText") or "")
        yield from alternative_problems(where, "", said, "describe it, or mark it as artifact")


def _headings(pdf: TaggedPdf) -> Iterator[Problem]:
    last = 0
    for node in pdf.nodes:
        level = _HEADING.fullmatch(node.tag)
        if node.tag != "H" and level is None:
            continue
        here = int(level[1]) if level else last or 1
        if not listed(node.entry, "/K"):
            yield Problem(f"page {node.page}", "a heading is empty", "write it, or untag it")
        yield from level_problems(f"page {node.page}", here, last, "tag it as H")
        last = here
    if pdf.nodes and not last:
        yield Problem("the file", "the document has no headings", "tag its titles as H1, H2, ...")


def _header_cells(pdf: TaggedPdf) -> Iterator[Problem]:
    for where, table in pdf.of("Table"):
        heads = table.below("TH")
        rows = table.below("TR")
        columns = max((len(row.below("TH", "TD")) for row in rows), default=0)
        if not heads and len(rows) > 1 and columns > 1:
            yield Problem(where, "the table has no header cells", "tag them as TH")
        elif bare := [head for head in heads if not _has_scope(head)]:
            what = f"{len(bare)} of {len(heads)} header cells do not say what they head"
            yield Problem(where, what, "give each the scope row or column")


def _has_scope(cell: Node) -> bool:
    return "/C" in cell.entry or any(
        "/Scope" in group or "/Headers" in group for group in attributes_of(cell)
    )


def _links(pdf: TaggedPdf) -> Iterator[Problem]:
    linked = {
        number_of(kid.entry, "/Obj"): node
        for _, node in pdf.of("Link")
        for kid in node.walk()
        if kid.tag == OBJECT
    }
    untagged, mute = Counter[int](), Counter[int]()
    for page, number, note in pdf.annotations():
        if note.get("/Subtype") == "/Link":
            node = linked.get(number)
            said = note.get("/Contents") or (node and node.entry.get("/Alt"))
            untagged[page] += bool(pdf.nodes) and node is None
            mute[page] += not str(said or "").strip()
    for page in mute:
        if untagged[page]:
            what = f"{_links_of(untagged[page])} under no Link element"
            yield Problem(f"page {page}", what, "tag the text and its link together")
        if mute[page]:
            what = f"{_links_of(mute[page])} without a word on where it leads"
            yield Problem(f"page {page}", what, "write it as the contents of the link")


def _links_of(count: int) -> str:
    return "a link stands" if count == 1 else f"{count} links stand"


def _tab_order(pdf: TaggedPdf) -> Iterator[Problem]:
    pages = dict.fromkeys(page for page, _, _ in pdf.annotations())
    astray = [page for page in pages if pdf.reader.pages[page - 1].get("/Tabs") != "/S"]
    if astray and pdf.nodes:
        where = f"page {', '.join(map(str, astray))}"
        remedy = "set the tab order of the page to “document structure”"
        yield Problem(where, "the Tab key does not follow the structure", remedy)


def _fonts(pdf: TaggedPdf) -> Iterator[Problem]:
    used: dict[str, tuple[int, Entry]] = {}
    for one in pdf.painted:
        if one.font is not None:
            used.setdefault(str(one.font.get("/BaseFont", ""))[1:], (one.page, one.font))
    for name, (page, font) in used.items():
        if font.get("/Subtype") == "/Type3":
            continue
        _, inner = next(entries_of(font, "/DescendantFonts"), (None, font))
        if not any(key in entry_of(inner, "/FontDescriptor") for key in _FILES):
            what = f"the font {name} is not embedded"
            yield Problem(f"page {page}", what, "embed all fonts when the file is made")
        coded = str(font.get("/Encoding")).startswith("/Identity")
        if coded and "/ToUnicode" not in font:
            what = f"the letters of the font {name} cannot be read aloud"
            yield Problem(f"page {page}", what, "export the file again with a Unicode map")


def _bookmarks(pdf: TaggedPdf) -> Iterator[Problem]:
    pages = len(pdf.reader.pages)
    if pages > _MANY_PAGES and "/First" not in entry_of(pdf.catalog, "/Outlines"):
        what = f"{pages} pages have no bookmarks"
        yield Problem("the file", what, "make them from the headings")


def _form_fields(pdf: TaggedPdf) -> Iterator[Problem]:
    for page, _, note in pdf.annotations():
        if note.get("/Subtype") == "/Widget":
            said = note.get("/TU") or entry_of(note, "/Parent").get("/TU")
            if not str(said or "").strip():
                where = f"page {page}, field {note.get('/T', '')}".rstrip()
                yield Problem(where, "it does not say what to fill in", "give it a tooltip")


CHECKS: Mapping[str, Callable[[TaggedPdf], Iterator[Problem]]] = {
    "tags": _tags,
    "title": _title,
    "language": _language,
    "identifier": _identifier,
    "alternative text": _alternatives,
    "headings": _headings,
    "header cells": _header_cells,
    "links": _links,
    "tab order": _tab_order,
    "fonts": _fonts,
    "bookmarks": _bookmarks,
    "form fields": _form_fields,
}
