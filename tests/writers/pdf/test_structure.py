"""The structure tree."""

import pytest
from reportlab.pdfbase.pdfdoc import PDFDocument

from reportgen.writers.pdf.structure import Content, Element, MarkedContent, Painted, write_tree


def test_reading_order_is_the_tree_and_not_the_order_of_painting() -> None:
    first, second = Content("P"), Content("P")
    root = Element("Document", (Element("P", (first,)), Element("P", (second,))))
    painted = Painted(
        pages=[[second, first]],
        marks={second: [MarkedContent(1, 0)], first: [MarkedContent(1, 1)]},
    )
    document = PDFDocument()
    tree = write_tree(document, root, painted)
    body = document.idToObject[tree["K"].name]
    numbers = [document.idToObject[kid.name]["K"].sequence[0]["MCID"] for kid in body["K"].sequence]
    assert numbers == [1, 0]


def test_text_painted_outside_the_tree_is_refused() -> None:
    stray = Content("P")
    painted = Painted(pages=[[stray]], marks={stray: [MarkedContent(1, 0)]})
    with pytest.raises(ValueError, match="outside the structure tree: P"):
        write_tree(PDFDocument(), Element("Document"), painted)
