"""Examines a PDF file for what assistive technology needs: the file itself, words, fonts."""

import re
from collections.abc import Iterator
from itertools import groupby

from reportgen.accessibility import pdf_tags
from reportgen.accessibility.issue import (
    LANGUAGE,
    AccessibilityIssue,
    Advice,
    Checks,
    Examined,
    examined,
    title_problems,
)
from reportgen.accessibility.pdf_file import TaggedPdf, read_tagged
from reportgen.errors import Problem
from reportgen.views.painted import UNMARKED
from reportgen.views.pdf_objects import entry, said

VERDICT = "PDF/UA-1"
_MANY_PAGES = 20  # beyond them nobody leafs
_FOR_ASSISTIVE = 0x200  # the permission to read a file aloud, bit 10
_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_SPOKEN = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_AT_SOURCE = "export it again as tagged PDF (PDF/UA)"
_SET_LANGUAGE = "set the language of its text, such as fr or en-GB"
_TWINS = {  # the rules of PDF/UA-1 that say again what a check has said
    "encryption": "ENCRYPTION",
    "tags": "TAGGED-DOCUMENT|STRUCT-TREE-ROOT|CONTENT|SUSPECTS|ARTIFACT|LINK-LINK|PAGE-TABS",
    "title": "METADATA-TITLE|VIEWER-PREFERENCES|METADATA-STRUCTURE",
    "language": "LANGUAGE",
    "identifier": "ID-PART|ID-SCHEMA|METADATA-STRUCTURE",
    "nesting": "-PARENT|-KIDS|CAPTION",
    "alternative text": "FIGURE-ALTERNATIVE|FORMULA-ALTERNATIVE",
    "headings": "HEADING",
    "header cells": "TABLE-HEADERS",
    "links": "LINK-",
    "form fields": "FORM-FIELD-TU-ALT|WIDGET",
    "tab order": "PAGE-TABS",
    "fonts": "FONT-EMBEDDING",
}


def examine_pdf(name: str, data: bytes) -> Examined:
    """Return what shuts a reader out of a PDF file; `name` is what errors call it.

    Raises UnreadableError when it is cut short, damaged, opens with a password alone, or holds
    more than can be read.
    """
    pdf = read_tagged(name, data)
    own = examined(pdf, CHECKS)
    try:
        import page  # noqa: F401
    except ImportError:
        return own
    faults = {issue.check for issue in own.issues if not issue.is_advice}
    found = "|".join(_TWINS[check] for check in faults)
    more = (
        AccessibilityIssue(VERDICT, problem)
        for rule, problem in _failures(pdf, data)
        if not found or not re.search(found, rule)
    )
    return Examined((*own.checks, VERDICT), (*own.issues, *more))


def _failures(pdf: TaggedPdf, data: bytes) -> Iterator[tuple[str, Problem]]:
    """Each rule of PDF/UA-1 that a file breaks, with the first place where it does."""
    import page

    remedy = "correct it in the program that made the file"
    try:
        report = page.validate_pdf_bytes(data, profile="ua1")
    except page.PageError as error:
        yield "", Problem(VERDICT, f"the file cannot be judged: {error}", remedy)
        return
    places = {note.number: f"page {note.page}" for note in pdf.notes}
    places |= {node.number: where for where, node in pdf.of(*{node.tag for node in pdf.nodes})}
    for failed in {fault.rule_id: fault for fault in reversed(report.failures)}.values():
        number = failed.object_id.object_number if failed.object_id else 0
        where = f"{places.get(number, 'the file')}, rule {failed.rule_id}"
        yield failed.rule_id, Problem(where, failed.message, remedy)


def _encryption(pdf: TaggedPdf) -> Iterator[Problem]:
    remedy = "save it without a password"
    if pdf.permissions is not None and not pdf.permissions & _FOR_ASSISTIVE:
        yield Problem("the file", "it is encrypted, and forbids that it is read aloud", remedy)
    elif pdf.permissions is not None:
        what = "it is encrypted, so that some programs that read aloud cannot open it"
        yield Advice("the file", what, remedy)


def _tags(pdf: TaggedPdf) -> Iterator[Problem]:
    marked = entry(pdf.file.root, "/MarkInfo")
    if not pdf.nodes or said(marked, "/Marked") != "True":
        what, remedy = "it is not tagged, so it has no reading order", _AT_SOURCE
        if pdf.painted and not any(each.is_text for each in pdf.painted):
            what, remedy = "it holds pictures of pages, no text", "recognise its text, then tag it"
        yield Problem("the file", what, remedy)
        return
    if said(marked, "/Suspects") == "True":
        yield Problem("the file", "its tags are marked as guesses", "check them, and say so")
    for page, group in groupby(pdf.painted, lambda each: each.page):
        painted = [*group]
        words = [each.text.strip() for each in painted if each.bare]  # empty: a drawing, or blanks
        shown = any(each.bare and not each.is_text for each in painted)
        if any(words) or shown:
            said_of = next((f"“{word[:40]}”" for word in words if word), "a picture or a drawing")
            remedy = "tag it, or mark it as artifact"
            yield Problem(f"page {page}", f"{said_of} stands outside the tags", remedy)
        if any(each.artifact and each.number != UNMARKED for each in painted):
            what = "something is tagged and marked as artifact at once"
            yield Problem(f"page {page}", what, "untag it, or mark it as no artifact")


def _title(pdf: TaggedPdf) -> Iterator[Problem]:
    found = ["".join(map(str, title.itertext())) for title in pdf.metadata.iter(_TITLE)]
    remedy = "write one in the document's properties"
    yield from title_problems(next(filter(str.strip, found), ""), remedy)
    if said(entry(pdf.file.root, "/ViewerPreferences"), "/DisplayDocTitle") != "True":
        what = "a window shows the name of the file, not the title"
        yield Problem("properties", what, "set the initial view to show the document title")


def _language(pdf: TaggedPdf) -> Iterator[Problem]:
    holders = [("properties", pdf.file.root), *((f"page {n.page}", n.entry) for n in pdf.nodes)]
    spoken = {said(each, "/Lang"): where for where, each in reversed(holders) if "/Lang" in each}
    for language, where in spoken.items():
        if not LANGUAGE.fullmatch(language):
            yield Problem(where, f"“{language[:40]}” is no language", _SET_LANGUAGE)
    if "/Lang" not in pdf.file.root:
        bare = "/First" in entry(pdf.file.root, "/Outlines") or not spoken
        titled = any(each.get(_SPOKEN) == "x-default" for each in pdf.metadata.iter("*"))
        kind = Problem if bare or titled else Advice  # its text alone may say its language
        yield kind("properties", "the document names no language", _SET_LANGUAGE)


def _identifier(pdf: TaggedPdf) -> Iterator[Problem]:
    parts = [str(each.text) for each in pdf.metadata.iter(_UA)]
    parts += [str(each.get(_UA)) for each in pdf.metadata.iter("*") if each.get(_UA)]
    if [part.strip() for part in parts] != ["1"]:
        yield Problem("properties", "the file does not say that it is PDF/UA", _AT_SOURCE)


def _fonts(pdf: TaggedPdf) -> Iterator[Problem]:
    used = {each.font: each for each in reversed(pdf.painted) if each.font}
    for name, each in used.items():
        if not each.embedded:
            what = f"the font {name} is not embedded"
            yield Problem(f"page {each.page}", what, "embed all fonts when the file is made")


def _bookmarks(pdf: TaggedPdf) -> Iterator[Problem]:
    pages = len(pdf.file.pages)
    if pages > _MANY_PAGES and "/First" not in entry(pdf.file.root, "/Outlines"):
        what = f"{pages} pages have no bookmarks"
        yield Advice("the file", what, "make them from the headings")


CHECKS: Checks[TaggedPdf] = {
    "encryption": _encryption,
    "tags": _tags,
    "title": _title,
    "language": _language,
    "identifier": _identifier,
    **pdf_tags.CHECKS,
    "fonts": _fonts,
    "bookmarks": _bookmarks,
}
