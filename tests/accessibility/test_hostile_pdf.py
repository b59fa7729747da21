"""PDF files written to be read without end are refused in one line, whatever they repeat."""

import zlib
from pathlib import Path

import pytest

from reportgen.accessibility import check_files

DRAWING = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
TREE = b"<</Type/StructTreeRoot>>"
MANY = 20_000


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    head = b"<<%s/Length %d/Filter/FlateDecode>>stream\n" % (entries, len(packed))
    return head + packed + b"\nendstream"


def pdf(*objects: bytes, painted: bytes = b"", page: bytes = b"", root: bytes = b"") -> bytes:
    """A file of one page; `objects` are those from 5 on, the first of which is the tree."""
    every = (
        b"<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R%s>>" % root,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R%s>>" % page,
        stream(painted),
        *objects,
    )
    written, places = b"%PDF-1.7\n", []
    for number, each in enumerate(every, 1):
        places.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(every) + 1) + b"".join(places)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(every) + 1)
    return written + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(written)


def references(first: int, count: int) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in range(first, first + count))


def one_list_for_all_elements() -> bytes:
    tree = b"<</Type/StructTreeRoot/K 6 0 R>>"
    return pdf(tree, b"[%s]" % references(7, MANY), *[b"<</S/P/K 6 0 R>>"] * MANY)


def one_text_for_all_figures() -> bytes:
    tree = b"<</Type/StructTreeRoot/K[%s]>>" % references(7, 2_000)
    return pdf(tree, b"(%s)" % (b"x" * 9_000), *[b"<</S/Figure/Alt 6 0 R>>"] * 2_000)


def drawings_of_drawings(own: bytes) -> bytes:
    """Each paints the next twice, which it finds among the drawings of the page, or its own."""
    drawings = b"/XObject<<%s>>" % b"".join(b"/X%d %d 0 R" % (n, 6 + n) for n in range(32))
    painted = [stream(b"/X%d Do /X%d Do" % (n + 1, n + 1), DRAWING + own) for n in range(31)]
    last = stream(b"0 0 m 9 9 l S", DRAWING)
    resources = b"/Resources<<%s>>" % drawings
    held = [each.replace(b"OWN", resources) for each in (*painted, last)]
    return pdf(TREE, *held, painted=b"/X0 Do", page=resources)


def types_of_types() -> bytes:
    roles = b"".join(b"/a%d/a%d " % (n, n + 1) for n in range(MANY))
    return pdf(b"<</Type/StructTreeRoot/K 6 0 R/RoleMap<<%s>>>>" % roles, b"<</S/a0>>")


def metadata_without_end() -> bytes:
    packet = stream(b"<a>%s</a>" % (b"<b/>" * 2**20), b"/Type/Metadata/Subtype/XML")
    return pdf(TREE, packet, root=b"/Metadata 6 0 R")


def elements_in_elements() -> bytes:
    kids = [b"<</S/P/K %d 0 R>>" % (7 + n) for n in range(5_000)]
    return pdf(b"<</Type/StructTreeRoot/K 6 0 R>>", *kids, b"<</S/P>>")


def objects_without_end() -> bytes:
    return pdf(TREE, *[b"null"] * 33_000)


def lines_without_end() -> bytes:
    return pdf(TREE, painted=b"0 0 m 1 1 l S\n" * 250_000)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (one_list_for_all_elements(), "uses its lists and texts more often than any briefing"),
        (one_text_for_all_figures(), "uses its lists and texts more often than any briefing"),
        (drawings_of_drawings(b""), "paints more than any briefing"),
        (drawings_of_drawings(b"OWN"), "paints more than any briefing"),
        (types_of_types(), "says more of itself than any file does"),
        (metadata_without_end(), "says more of itself than any file does"),
        (elements_in_elements(), "is damaged: its elements are nested without end"),
        (objects_without_end(), "is damaged, or larger than any briefing"),
        (lines_without_end(), "paints more than any briefing"),
    ],
    ids=["list", "text", "page", "drawing", "types", "metadata", "nested", "objects", "lines"],
)
def test_a_pdf_file_without_end_is_refused_in_one_line(
    data: bytes, why: str, tmp_path: Path
) -> None:
    (tmp_path / "hostile.pdf").write_bytes(data)
    (found,) = check_files([tmp_path / "hostile.pdf"])
    assert [problem.what for problem in found.refused] == [why]
    assert found.refused[0].remedy


def test_a_plain_pdf_file_of_this_make_is_examined(tmp_path: Path) -> None:
    (tmp_path / "plain.pdf").write_bytes(pdf(TREE, painted=b"0 0 m 9 9 l S"))
    (found,) = check_files([tmp_path / "plain.pdf"])
    assert found.refused == ()
    assert found.faults
