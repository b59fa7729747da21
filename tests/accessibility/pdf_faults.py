"""What programs do to a good PDF file, one change each."""

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)


def changed(file: Path, change: Callable[[PdfWriter], None]) -> bytes:
    pdf = PdfWriter(clone_from=file)
    change(pdf)
    data = BytesIO()
    pdf.write(data)
    return data.getvalue()


def catalog(pdf: PdfWriter) -> DictionaryObject:
    return pdf.root_object


def first(pdf: PdfWriter, tag: str, key: str = "/S") -> DictionaryObject:
    return next(elements(pdf, tag, key))


def elements(pdf: PdfWriter, tag: str, key: str = "/S") -> Iterator[DictionaryObject]:
    """Entries of a kind in the order of their numbers: the writer's own, from top to bottom."""
    for number in range(1, len(pdf._objects) + 1):
        entry = pdf.get_object(number)
        if isinstance(entry, DictionaryObject) and entry.get(key) == tag:
            yield entry


def without(key: str, *steps: str) -> Callable[[PdfWriter], None]:
    """Return what takes an entry away from the catalog, or from a dictionary in it."""

    def change(pdf: PdfWriter) -> None:
        holder = catalog(pdf)
        for step in steps:
            found = holder[step].get_object()
            assert isinstance(found, DictionaryObject)
            holder = found
        del holder[key]

    return change


def setting(tag: str, key: str, entry: str, kind: str = "/S") -> Callable[[PdfWriter], None]:
    """Return what gives the first element of a type another entry; none when it is empty."""

    def change(pdf: PdfWriter) -> None:
        element = first(pdf, tag, kind)
        element.pop(key, None)
        if entry:
            made = NameObject(entry) if entry.startswith("/") else TextStringObject(entry)
            element[NameObject(key)] = made

    return change


def retitled(pdf: PdfWriter) -> None:
    respelled(pdf, b"(<dc:title>.*?<rdf:li[^>]*>)[^<]*", rb"\1Microsoft Word - note.docx")


def suspected(pdf: PdfWriter) -> None:
    entry = catalog(pdf)["/MarkInfo"].get_object()
    assert isinstance(entry, DictionaryObject)
    entry[NameObject("/Suspects")] = BooleanObject(True)


def stamped(pdf: PdfWriter) -> None:
    """Words painted over the first page by another program."""
    painted_over(pdf, b"BT /F1+0 9 Tf (BROUILLON) Tj ET")


def painted_over(pdf: PdfWriter, painted: bytes) -> None:
    page = pdf.pages[0]
    contents = page.get_contents()
    assert contents is not None
    contents.set_data(contents.get_data() + b"\n" + painted)
    page.replace_contents(contents)


def without_header_cells(pdf: PdfWriter) -> None:
    for element in elements(pdf, "/TH"):
        element[NameObject("/S")] = NameObject("/TD")


def without_tabs(pdf: PdfWriter) -> None:
    for page in pdf.pages:
        page.pop("/Tabs", None)


def without_fonts(pdf: PdfWriter) -> None:
    for descriptor in elements(pdf, "/FontDescriptor", "/Type"):
        del descriptor["/FontFile2"]


def with_a_field(pdf: PdfWriter) -> None:
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("nom"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (10, 10, 90, 30))),
        }
    )
    pdf.pages[0][NameObject("/Annots")] = ArrayObject([pdf._add_object(field)])
    pdf.pages[0][NameObject("/Tabs")] = NameObject("/S")


def with_pages(pdf: PdfWriter) -> None:
    """More pages than one leafs through, and no bookmarks."""
    del catalog(pdf)["/Outlines"]
    for _ in range(20):
        pdf.add_blank_page(100, 100)


def drawn_over(pdf: PdfWriter) -> None:
    """A line drawn over the first page by another program."""
    painted_over(pdf, b"0 0 m 90 90 l S")


def with_a_tagged_artifact(pdf: PdfWriter) -> None:
    painted_over(pdf, b"/Artifact BMC /P <</MCID 0>> BDC 0 0 m 90 90 l S EMC EMC")


def with_a_caption_within(pdf: PdfWriter) -> None:
    kids = first(pdf, "/Table")["/K"].get_object()
    assert isinstance(kids, ArrayObject)
    row = first(pdf, "/TR")
    caption = DictionaryObject({NameObject("/S"): NameObject("/Caption"), NameObject("/P"): row})
    kids.insert(1, pdf._add_object(caption))


def of_the_table(**attributes: PdfObject) -> DictionaryObject:
    named = {NameObject(f"/{name}"): value for name, value in attributes.items()}
    return DictionaryObject({NameObject("/O"): NameObject("/Table"), **named})


def with_a_wide_cell(pdf: PdfWriter) -> None:
    first(pdf, "/TD")[NameObject("/A")] = of_the_table(ColSpan=NumberObject(3))


def with_lost_headers(pdf: PdfWriter) -> None:
    heads_by_name(pdf)
    for element in elements(pdf, "/TH"):
        del element["/ID"]


def heads_by_name(pdf: PdfWriter) -> None:
    """Cells that name the headers of their table, which have no scope."""
    for table in elements(pdf, "/Table"):
        cells = [*below(table)]
        heads = [cell for cell in cells if cell.get("/S") == "/TH"]
        for number, head in enumerate(heads):
            for group in head.get("/A", ()):
                group.pop("/Scope", None)
            head[NameObject("/ID")] = TextStringObject(f"head{number}")
        names = ArrayObject(head["/ID"] for head in heads)
        for cell in cells:
            if cell.get("/S") == "/TD":
                cell[NameObject("/A")] = of_the_table(Headers=names)


def below(element: DictionaryObject) -> Iterator[DictionaryObject]:
    """The elements below one, in reading order."""
    for kid in element.get("/K", ()):
        found = kid.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from below(found)


def metadata_of(pdf: PdfWriter) -> StreamObject:
    stream = catalog(pdf)["/Metadata"].get_object()
    assert isinstance(stream, StreamObject)
    return stream


def respelled(pdf: PdfWriter, old: bytes, new: bytes) -> None:
    stream = metadata_of(pdf)
    written, count = re.subn(old, new, stream.get_data(), count=1, flags=re.DOTALL)
    assert count
    stream.set_data(written)


def titled_in_the_properties(pdf: PdfWriter) -> None:
    respelled(pdf, b"<dc:title>.*?</dc:title>", b"")


def of_another_part(pdf: PdfWriter) -> None:
    respelled(pdf, b"<pdfuaid:part>1<", b"<pdfuaid:part>2<")


def identified_by_an_attribute(pdf: PdfWriter) -> None:
    respelled(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")
    respelled(pdf, b"(<rdf:Description)", rb'\1 pdfuaid:part="1"')


def spoken_in_the_text(pdf: PdfWriter) -> None:
    """A file in which the text alone says its language."""
    del catalog(pdf)["/Lang"]
    for key in ("/Outlines", "/Metadata"):
        catalog(pdf).pop(key, None)


def locked(pdf: PdfWriter, permissions: int) -> None:
    """Encrypted for whoever opens it without a password (RC4, the one that needs no library)."""
    pdf.encrypt("", "owner", permissions_flag=permissions, algorithm="RC4-128")  # type: ignore[arg-type]


PDF_FAULTS: Mapping[str, tuple[str, Callable[[PdfWriter], None]]] = {
    "no tree": ("tags", without("/StructTreeRoot")),
    "no mark": ("tags", without("/MarkInfo")),
    "guessed tags": ("tags", suspected),
    "a stamp": ("tags", stamped),
    "a file for a title": ("title", retitled),
    "the title not shown": ("title", without("/ViewerPreferences")),
    "no language": ("language", without("/Lang")),
    "no metadata": ("identifier", without("/Metadata")),
    "a figure unsaid": ("alternative text", setting("/Figure", "/Alt", "")),
    "a file for a figure": ("alternative text", setting("/Figure", "/Alt", "graphique.png")),
    "a first heading too low": ("headings", setting("/H1", "/S", "/H3")),
    "a header without scope": ("header cells", setting("/TH", "/A", "")),
    "a link unsaid": ("links", setting("/Link", "/Contents", "", "/Subtype")),
    "a link untagged": ("links", setting("/Link", "/S", "/Span")),
    "no tab order": ("tab order", without_tabs),
    "no font inside": ("fonts", without_fonts),
    "a field unsaid": ("form fields", with_a_field),
    "an entry without a list": ("nesting", setting("/L", "/S", "/Div")),
    "a caption within a table": ("nesting", with_a_caption_within),
    "a paragraph in a row": ("nesting", setting("/TD", "/S", "/P")),
    "a title in the properties alone": ("title", titled_in_the_properties),
    "another part of the standard": ("identifier", of_another_part),
    "no language for a word": ("language", setting("/H1", "/Lang", "portugues-1-123456789")),
    "headings of two kinds": ("headings", setting("/H2", "/S", "/H")),
    "headers that are not there": ("header cells", with_lost_headers),
    "drawn outside the tags": ("tags", drawn_over),
    "tagged and artifact at once": ("tags", with_a_tagged_artifact),
    "encrypted against readers": ("encryption", lambda pdf: locked(pdf, 0)),
    "a type that means nothing": ("PDF/UA-1", setting("/P", "/S", "/Paragraphe")),
    "rows of two widths": ("PDF/UA-1", with_a_wide_cell),
    "a note without a number": ("PDF/UA-1", setting("/P", "/S", "/Note")),
}

PDF_ADVICE: Mapping[str, tuple[str, Callable[[PdfWriter], None]]] = {
    "no bookmarks": ("bookmarks", with_pages),
    "no header cells": ("header cells", without_header_cells),
    "an empty heading": ("headings", setting("/H2", "/K", "")),
    "a file that opens for all": ("encryption", lambda pdf: locked(pdf, -1)),
    "language in the text alone": ("language", spoken_in_the_text),
}


def titled_in_the_packet(pdf: PdfWriter) -> None:
    pdf.metadata = {}


def with_a_hidden_link(pdf: PdfWriter) -> None:
    link = first(pdf, "/Link", "/Subtype")
    note = DictionaryObject({**link, NameObject("/F"): NumberObject(2)})
    del note["/Contents"]
    pdf.pages[1][NameObject("/Annots")] = ArrayObject([pdf._add_object(note)])


def beyond_the_page(pdf: PdfWriter) -> None:
    link = first(pdf, "/Link", "/Subtype")
    link[NameObject("/Rect")] = ArrayObject(map(NumberObject, (-90, -90, -50, -50)))
    del link["/Contents"]


def with_a_null_annotation(pdf: PdfWriter) -> None:
    pdf.pages[0][NameObject("/Annots")] = ArrayObject([NullObject()])


PDF_HABITS: Mapping[str, Callable[[PdfWriter], None]] = {
    "nothing": lambda pdf: None,
    "a title in the metadata alone": titled_in_the_packet,
    "a hidden link": with_a_hidden_link,
    "a link beyond the page": beyond_the_page,
    "an annotation that was thrown away": with_a_null_annotation,
    "headers that cells name": heads_by_name,
    "the standard named in an attribute": identified_by_an_attribute,
    "a language of eight letters": setting("/H1", "/Lang", "portugue"),
}
