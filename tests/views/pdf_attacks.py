"""Changes of a PDF file that a reader or a viewer meets, by the kind of what they change."""

from typing import Literal

from pypdf import PdfWriter
from pypdf.annotations import AnnotationDictionary, FreeText, Text
from pypdf.generic import ArrayObject, NumberObject
from views.pdf_edits import (
    Attack,
    array,
    changed,
    dictionary,
    entries,
    filled,
    in_structure,
    layered,
    link_to_another_page,
    link_to_the_web,
    moved_page,
    name,
    on_page,
    other_data,
    other_metadata,
    outline_to_another_page,
    painted,
    put,
    removed_page,
    said,
    script,
    signed,
    stamped,
    swapped_cells,
    swapped_glyphs,
    swapped_meaning,
    swapped_widths,
    text,
)

from reportgen.views import Kind


def noted(note: AnnotationDictionary) -> Attack:
    """An annotation on the first page."""

    def change(writer: PdfWriter) -> None:
        writer.add_annotation(0, note)

    return changed(change)


def another_file(writer: PdfWriter) -> None:
    writer.add_attachment("more.csv", b"9")


Seen = Kind | Literal["painted"]

ATTACKS: dict[Seen, dict[str, Attack]] = {
    "text": {
        "a figure": said("13.4", "43.1"),
        "a direction": said("fell by", "rose by"),
        "what signs mean": changed(swapped_meaning),
        "words that cannot be seen": painted(
            b"BT /F1+0 9 Tf 3 Tr 80 20 Td <</MCID 900>> BDC (!!) Tj EMC ET"
        ),
        "cells change places": in_structure("/TR", swapped_cells),
        "a head of a column is none": in_structure("/TH", lambda e: put(e, "S", name("TD"))),
        "a head without its scope": in_structure("/TH", lambda e: e.pop("/A")),
        "a heading is none": in_structure("/H2", lambda e: put(e, "S", name("P"))),
        "a page is gone": changed(removed_page),
    },
    "label": {"a label of a bar": said("+230", "+320")},
    "running": {
        "a page number": said("Page 1 of 6", "Page 1 of 3"),
        "words over a page": painted(b"BT /F1+0 9 Tf 80 20 Td (!!!) Tj ET"),
    },
    "alternative": {
        "what is said of a figure": in_structure(
            "/Figure", lambda e: put(e, "Alt", text("Up 9.5%"))
        ),
        "what is said instead of words": in_structure(
            "/H1", lambda e: put(e, "ActualText", text("Up 9.5%"))
        ),
        "what letters stand for": in_structure(
            "/Span", lambda e: put(e, "E", text("Elsewhere"))
        ),
    },
    "structure": {
        "a tag that stands for another": entries(
            "RoleMap", dictionary(TH=name("P")), "/StructTreeRoot"
        ),
        "words to speak in the content": painted(b"/Span <</ActualText (9.5)>> BDC EMC"),
    },
    "link": {
        "a link to another page": changed(link_to_another_page),
        "a link to the web": changed(link_to_the_web),
        "a link that does more": on_page("AA", dictionary(E=script()), "/Annots", 0),
    },
    "annotation": {
        "a stamp": changed(stamped),
        "a note": noted(Text(rect=(9, 9, 29, 29), text="9.5%?")),
        "words written on a page": noted(FreeText(text="In fact 9.5%", rect=(60, 60, 300, 80))),
    },
    "signature": {"a signature": changed(signed)},
    "foreign": {
        "a script at the beginning": entries("OpenAction", script()),
        "a script of the file": entries(
            "JavaScript", dictionary(Names=ArrayObject([text("a"), script()])), "/Names"
        ),
        "a script of a page": on_page("AA", dictionary(O=script())),
        "a field of a form": changed(filled),
        "a layer": changed(layered),
        "a transition": on_page("Trans", dictionary(S=name("Fade"))),
        "a small picture of a page": on_page("Thumb", text("x")),
        "a state of painting": on_page(
            "ExtGState", dictionary(G=dictionary(OP=NumberObject(1))), "/Resources"
        ),
    },
    "attachment": {
        "the data": changed(other_data),
        "another file": changed(another_file),
    },
    "property": {
        "a title": changed(lambda w: w.add_metadata({"/Title": "Up 9.5%"})),
        "a title in the metadata": changed(other_metadata),
        "a language": entries("Lang", text("fr")),
        "numbers of pages": entries("PageLabels", dictionary(Nums=ArrayObject(
            [NumberObject(0), dictionary(S=name("D"), St=NumberObject(7))]))),
        "no marks": entries("MarkInfo", dictionary(Marked=NumberObject(0))),
    },
    "outline": {
        "its words": entries("Title", text("Up 9.5%"), "/Outlines", "/First"),
        "its places": changed(outline_to_another_page),
    },
    "page": {
        "a page that is cut": on_page("CropBox", array(0, 300, 595, 842)),
        "a page that is turned": on_page("Rotate", NumberObject(90)),
        "a page that is larger": on_page("UserUnit", NumberObject(2)),
    },
    "font": {
        "widths of signs": changed(swapped_widths),
        "forms of signs": changed(swapped_glyphs),
    },
    "painted": {
        "forms of signs that are read as before": changed(swapped_glyphs),
        "a box over words": painted(b"1 1 1 rg 60 690 400 60 re f"),
        "a line through words": painted(b"0 0 0 RG 2 w 60 720 m 400 720 l S"),
        "a dot as pale as paper": painted(b"0.99 0.99 0.99 rg 300 40 2 2 re f"),
        "words moved by half a point": painted(b"", before=b"1 0 0 1 0.5 0 cm "),
        "a stamp": changed(stamped),
        "pages change places": changed(moved_page),
    },
}  # fmt: skip
