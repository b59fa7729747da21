"""The differences of files as a document for their author: a table in Word, or a page."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Row

from reportgen import fileset
from reportgen.errors import OutputError, Problem, UsageError, did_you_mean
from reportgen.proof.answer import Answer, judged, remedy_of, told
from reportgen.redline import Difference, Piece, pieces_of

_TITLE = "Differences in finished files"
_COLUMNS = ("Place", "What", "Words", "What to do")
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: #1f2933; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid; }
del { background: #fde2e2; } ins { background: #ddf3e0; }
"""


def write_report(path: Path, answers: Sequence[Answer]) -> None:
    """Write what is different in files as a document: HTML or Word by the name of the file.

    Raises UsageError for another name, OutputError when it cannot be written.
    """
    make = _FORMATS.get(path.suffix.lower())
    if make is None:
        remedy = did_you_mean(path.suffix, _FORMATS)
        raise UsageError(Problem(str(path), "is a report in no known format", remedy))
    with fileset.opened(path.parent) as files:
        problems = files.commit(path.name, lambda _: make(answers))
    if problems:
        raise OutputError(*problems)


def _html(answers: Sequence[Answer]) -> bytes:
    sections = "\n".join(map(_section, answers))
    page = (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{_TITLE}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{_TITLE}</h1>\n{sections}\n</body>\n</html>\n"
    )
    return page.encode()


def _section(answer: Answer) -> str:
    said = f"<h2>{escape(answer.path.name)}</h2>\n<p>{escape(told(answer))}</p>"
    if not answer.differences:
        return said
    heads = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    rows = "\n".join(map(_row, answer.differences))
    return f"{said}\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(difference: Difference) -> str:
    tags = {"same": "{}", "old": "<del>{}</del>", "new": "<ins>{}</ins>"}
    pieces = pieces_of(difference.old, difference.new)
    words = " ".join(tags[piece.change].format(escape(piece.words)) for piece in pieces)
    place, what, remedy = (escape(text) for text in _cells(difference))
    return f"<tr><td>{place}</td><td>{what}</td><td>{words}</td><td>{remedy}</td></tr>"


def _cells(difference: Difference) -> tuple[str, str, str]:
    remedy = "; ".join(filter(None, (difference.why, remedy_of(difference))))
    return difference.place, judged(difference), remedy


def _docx(answers: Sequence[Answer]) -> bytes:
    document = Document()
    document.core_properties.title = _TITLE
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(_TITLE, 0)
    for answer in answers:
        document.add_heading(answer.path.name, 1)
        document.add_paragraph(told(answer))
        if answer.differences:
            _add_table(document, f"{_TITLE}: {answer.path.name}", answer.differences)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _add_table(document: WordDocument, title: str, differences: Sequence[Difference]) -> None:
    table = document.add_table(1, len(_COLUMNS), "Table Grid")
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), title)
    table._tbl.tblPr.append(described)
    for cell, name in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for difference in differences:
        _add_row(table, difference)


def _add_row(table: Table, difference: Difference) -> None:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    place, what, words, remedy = (cell.paragraphs[0] for cell in row.cells)
    for paragraph, text in zip((place, what, remedy), _cells(difference), strict=True):
        paragraph.add_run(text)
    pieces: tuple[Piece, ...] = pieces_of(difference.old, difference.new)
    for number, piece in enumerate(pieces):
        words.add_run(" " if number else "")
        run = words.add_run(piece.words)
        run.font.strike, run.font.underline = piece.change == "old", piece.change == "new"


_FORMATS: Mapping[str, Callable[[Sequence[Answer]], bytes]] = {".docx": _docx, ".html": _html}
