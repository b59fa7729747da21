"""Attacks on a PDF file that leave its words as they are, or nearly: each by what it does."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from pdf_reading import at
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NumberObject, PdfObject, StreamObject
from views.pdf_edits import (
    Attack,
    array,
    array_of,
    changed,
    dictionary,
    entries,
    entry,
    name,
    on_page,
    painted,
    put,
    script,
    stream,
    text,
)


def in_content(old: bytes, new: bytes, page: int = 0) -> Attack:
    """Change what a page paints, byte by byte."""

    def change(writer: PdfWriter) -> None:
        content = stream(writer.pages[page], "/Contents")
        data = content.get_data()
        assert old in data
        held = StreamObject()
        held.set_data(data.replace(old, new, 1))
        put(writer.pages[page], "Contents", writer._add_object(held))

    return changed(change)


def signing(**more: PdfObject) -> Attack:
    """A field for a signature that does more than to be signed."""

    def change(writer: PdfWriter) -> None:
        field = dictionary(
            Type=name("Annot"), Subtype=name("Widget"), FT=name("Sig"), Rect=array(0, 0, 0, 0),
            T=text("Signature1"), **more,
        )  # fmt: skip
        array_of(writer.pages[0], "/Annots").append(writer._add_object(field))
        put(writer.root_object, "AcroForm", dictionary(Fields=ArrayObject([field])))

    return changed(change)


def covering(writer: PdfWriter) -> None:
    """A signature that paints words over the page."""
    look = StreamObject()
    look.set_data(b"1 1 1 rg 0 0 400 60 re f")
    look.update(dictionary(Type=name("XObject"), Subtype=name("Form"), BBox=array(0, 0, 400, 60)))
    field = dictionary(
        Type=name("Annot"), Subtype=name("Widget"), FT=name("Sig"), Rect=array(60, 690, 460, 750),
        F=NumberObject(4), T=text("Signature1"), AP=dictionary(N=writer._add_object(look)),
    )  # fmt: skip
    array_of(writer.pages[0], "/Annots").append(writer._add_object(field))


def form_below_a_signature(writer: PdfWriter) -> None:
    """A field for a signature holds one for words."""
    below = dictionary(FT=name("Tx"), T=text("total"), V=text("9.5%"), AA=dictionary(K=script()))
    field = dictionary(FT=name("Sig"), T=text("S"), Kids=ArrayObject([writer._add_object(below)]))
    put(writer.root_object, "AcroForm", dictionary(Fields=ArrayObject([field])))


def first_at_the_end(data: bytes) -> bytes:
    """A file that is two: what a zip archive before it holds, and the PDF file that was built."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        archive.writestr("a", data)
        archive.writestr("word/document.xml", b"<w:t>9.5%</w:t>")
        archive.comment = b"%%EOF\n"
    return packed.getvalue()


def archive_at_the_end(data: bytes) -> bytes:
    """A package that stands behind a PDF file: programs for packages read from the end."""
    written = BytesIO(data)
    with ZipFile(written, "a") as archive:
        archive.writestr("word/document.xml", b"<w:t>9.5%</w:t>")
        archive.comment = b"\nstartxref\n0\n%%EOF\n"
    return written.getvalue()


def links_change_places(writer: PdfWriter) -> None:
    notes = array_of(writer.pages[0], "/Annots")
    one, other = (entry(writer.pages[0], "/Annots", n) for n in (0, len(notes) - 1))
    first, last = one.raw_get("/Dest"), other.raw_get("/Dest")
    put(one, "Dest", last)
    put(other, "Dest", first)


def parents_change_places(writer: PdfWriter) -> None:
    """Words lead to other elements than those that hold them."""
    numbers = array_of(writer.root_object, "/StructTreeRoot", "/ParentTree", "/Nums")
    held = numbers[1].get_object()
    assert isinstance(held, ArrayObject)
    held.insert(3, held.pop(4))


def element_of(writer: PdfWriter, tag: str, number: int = 0) -> DictionaryObject:
    """An element of a tag, in reading order."""
    found: list[DictionaryObject] = []
    left: list[PdfObject] = [at(writer.root_object, "/StructTreeRoot", "/K")]
    while left:
        each = left.pop(0).get_object()
        if isinstance(each, ArrayObject):
            left = [*each, *left]
        elif isinstance(each, DictionaryObject):
            found += [each] if each.get("/S") == tag else []
            left = [at(each, "/K"), *left] if "/K" in each else left
    return found[number]


def kids_change_places(writer: PdfWriter) -> None:
    """Whoever listens hears two paragraphs in another order."""
    kids = array_of(element_of(writer, "/LI"), "/P", "/K")
    kids.insert(0, kids.pop(1))


def table_is_a_section(writer: PdfWriter) -> None:
    put(element_of(writer, "/Table"), "S", name("Sect"))


def cell_spans(writer: PdfWriter) -> None:
    cell = element_of(writer, "/TD", 2)
    put(cell, "A", ArrayObject([dictionary(O=name("Table"), ColSpan=NumberObject(2))]))


def head_of_other_cells(writer: PdfWriter) -> None:
    put(element_of(writer, "/TD", 2), "A", ArrayObject([
        dictionary(O=name("Table"), Headers=ArrayObject([text("other")]))]))  # fmt: skip


def spoken_language(writer: PdfWriter) -> None:
    put(element_of(writer, "/P"), "Lang", text("fr-FR"))


def title_of_an_element(writer: PdfWriter) -> None:
    put(element_of(writer, "/Table"), "T", text("Up 9.5%"))


def in_metadata(old: bytes, new: bytes) -> Attack:
    def change(writer: PdfWriter) -> None:
        metadata = stream(writer.root_object, "/Metadata")
        data = metadata.get_data()
        assert old in data
        metadata.set_data(data.replace(old, new))

    return changed(change)


def ledger_twice(writer: PdfWriter) -> None:
    writer.add_attachment("ledger.json", b'{"schema": 3}')


def second_content(writer: PdfWriter) -> None:
    """One attached file has two contents, of which a viewer saves one."""
    for held in array_of(writer.root_object, "/AF"):
        about = held.get_object()
        assert isinstance(about, DictionaryObject)
        if "exports" in str(about.get("/UF", about.get("/F"))):
            other = StreamObject()
            other.set_data(b"period,segment\n2025-S1,9.5\n")
            put(entry(about, "/EF"), "UF", writer._add_object(other))


def attached_in_a_note(writer: PdfWriter) -> None:
    held = StreamObject()
    held.set_data(b"9.5")
    spec = dictionary(Type=name("Filespec"), F=text("exports.csv"), UF=text("exports.csv"),
                      EF=dictionary(F=writer._add_object(held)))  # fmt: skip
    note = dictionary(Type=name("Annot"), Subtype=name("FileAttachment"), FS=spec,
                      Rect=array(0, 0, 0, 0), F=NumberObject(2))  # fmt: skip
    array_of(writer.pages[0], "/Annots").append(writer._add_object(note))


def page_of_another_label(writer: PdfWriter) -> None:
    put(writer.root_object, "PageLabels", dictionary(Nums=ArrayObject(
        [NumberObject(0), dictionary(P=text("Annex "), S=name("D"))])))  # fmt: skip


def same_words_unseen(writer: PdfWriter) -> None:
    """Words of a page are painted as nothing, and others over them as lines."""
    content = stream(writer.pages[0], "/Contents")
    held = StreamObject()
    held.set_data(content.get_data().replace(b"BT ", b"BT 3 Tr ", 1))
    put(writer.pages[0], "Contents", writer._add_object(held))


def copied_page(writer: PdfWriter) -> None:
    writer.add_page(writer.pages[1])


def width_by_default(writer: PdfWriter) -> None:
    fonts = entry(writer.pages[0], "/Resources", "/Font")
    descriptor = entry(fonts, sorted(fonts)[0], "/FontDescriptor")
    put(descriptor, "MissingWidth", NumberObject(900))


def updated(change: Attack) -> Attack:
    """The same at the end of the file, behind what was built."""

    def attack(data: bytes) -> bytes:
        writer = PdfWriter(BytesIO(data), incremental=True)
        writer.add_metadata({"/Title": "Up 9.5%"})
        written = BytesIO()
        writer.write(written)
        return change(written.getvalue())

    return attack


ATTACKS: Mapping[str, Attack] = {
    # signatures, forms, actions
    "a field for a signature with a script": signing(A=script()),
    "a field for a signature that acts when its page opens": signing(AA=dictionary(PO=script())),
    "a signature that covers words": changed(covering),
    "a form below a signature": changed(form_below_a_signature),
    "a page to begin with": entries("OpenAction", ArrayObject([NumberObject(3), name("Fit")])),
    "an action of the file when it is printed": entries("AA", dictionary(WP=script())),
    "another address for all links": entries("URI", dictionary(Base=text("https://x.org"))),
    "an order for the tabulator": on_page("Tabs", name("W")),
    "links that change their places": changed(links_change_places),
    "a link that is hidden": on_page("F", NumberObject(2), "/Annots", 0),
    "a link with words of its own": on_page("Contents", text("Up 9.5%"), "/Annots", 0),
    # structure
    "words that a screen reader passes over": in_content(b"/P <</MCID 0>> BDC",
                                                         b"/Artifact <</MCID 0>> BDC"),
    "words in what a screen reader passes over": in_content(
        b"/P <</MCID 0>> BDC", b"/Artifact BMC EMC /Artifact BMC /P <</MCID 0>> BDC EMC"
    ),
    "parents of words change places": changed(parents_change_places),
    "elements change places": changed(kids_change_places),
    "a table that is none": changed(table_is_a_section),
    "a cell that takes two columns": changed(cell_spans),
    "a cell with heads of another": changed(head_of_other_cells),
    "a paragraph in another language": changed(spoken_language),
    "a title of a table": changed(title_of_an_element),
    "a mark that speaks other words": in_content(
        b"/P <</MCID 0>> BDC", b"/P <</MCID 0/ActualText(9.5)>> BDC"
    ),
    # what is painted
    "words that are painted as nothing": changed(same_words_unseen),
    "a page that comes twice": changed(copied_page),
    "a point of another colour": in_content(b".121569 .160784 .2 rg", b".221569 .160784 .2 rg"),
    "letters closer to each other": in_content(b" Tm ", b" Tm -1 Tc "),
    "a width for signs without one": changed(width_by_default),
    "a white box below the words": painted(b"", before=b"1 0 0 rg 60 690 4 4 re f "),
    # what it carries
    "another title in the metadata alone": in_metadata(b"up 3.5%", b"up 4.5%"),
    "another language in the metadata": in_metadata(b"<rdf:li>en", b"<rdf:li>fr"),
    "a part of the standard that it keeps": in_metadata(b"pdfuaid:part", b"pdfuaid:rev"),
    "a second ledger": changed(ledger_twice),
    "an attached file of two contents": changed(second_content),
    "a file in a hidden note": changed(attached_in_a_note),
    "other names of pages": changed(page_of_another_label),
    "an update behind the end": updated(lambda data: data),
    # files that are two
    "a PDF file inside an archive": first_at_the_end,
    "an archive behind a PDF file": archive_at_the_end,
    "words before a PDF file": lambda data: b"<html>Up 9.5%</html>\n" + data,
}  # fmt: skip
