"""The structure tree."""

import re

import pytest
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFDocument

from reportgen.writers.pdf.structure import Content, Element, Painted, write_tree


def written(root: Element, painted: Painted) -> tuple[PDFDocument, pdfdoc.PDFDictionary]:
    document = PDFDocument()
    for number, _ in enumerate(painted.pages, 1):
        document.Reference(pdfdoc.PDFDictionary(), f"Page{number}")
    return document, write_tree(document, root, painted)


def entry(document: PDFDocument, reference: str) -> str:
    name = document.numberToId[int(reference.split()[0])]
    content: bytes = document.idToObject[name].format(document)
    return content.decode()


def test_reading_order_is_the_tree_and_not_the_order_of_painting() -> None:
    first, second = Content("P"), Content("P")
    root = Element("Document", (Element("P", (first,)), Element("P", (second,))))
    painted = Painted(pages=[[second, first]])
    document, tree = written(root, painted)
    kids = re.findall(r"\d+ 0 R", entry(document, tree["K"]).partition("/K [")[2].partition("]")[0])
    numbers = [re.findall(r"/MCID (\d)", entry(document, kid)) for kid in kids]
    assert numbers == [["1"], ["0"]]


def test_an_element_is_written_as_reportlab_writes_a_dictionary() -> None:
    cells = tuple(Element("TD") for _ in range(11))
    row = Element("TR", cells, "fr", "(été)", "α", "e", {"Table": {"RowSpan": 2}})
    document, tree = written(row, Painted())
    first = int(tree["K"].split()[0]) - 1
    parent, _, *kids = (f"{first + place} 0 R" for place in range(2 + len(cells)))
    words = {"Lang": "fr", "T": "(été)", "Alt": "α", "E": "e"}
    as_dictionary = {
        "Type": "/StructElem",
        "S": "/TR",
        "P": parent,
        "K": pdfdoc.PDFArray(kids),
        "A": pdfdoc.PDFArray([pdfdoc.PDFDictionary({"O": "/Table", "RowSpan": 2})]),
        **{key: pdfdoc.PDFString(value) for key, value in words.items()},
    }
    expected = pdfdoc.PDFDictionary(as_dictionary).format(document)
    assert entry(document, tree["K"]) == expected.decode()


def test_every_note_has_an_identifier_by_which_it_is_found() -> None:
    document, tree = written(Element("Sect", (Element("Note"), Element("Note"))), Painted())
    names = entry(document, tree["IDTree"].format(document).decode())
    listed = dict(re.findall(r"\((note-\d+)\)\s+(\d+ 0 R)", names))
    assert len(listed) == 2
    for name, reference in listed.items():
        assert f"/ID ({name})" in entry(document, reference)


def test_text_painted_outside_the_tree_is_refused() -> None:
    stray = Content("P")
    painted = Painted(pages=[[stray]])
    with pytest.raises(ValueError, match="outside the structure tree: P"):
        written(Element("Document"), painted)
