"""Changes a PDF file here and there: what it paints, its structure, its fonts, what it does."""

from collections.abc import Callable
from io import BytesIO

from fontTools.ttLib import TTFont
from pdf_reading import at
from proof.injection import into_pdf, texts_of_pdf
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

Attack = Callable[[bytes], bytes]
Change = Callable[[PdfWriter], None]


def changed(change: Change) -> Attack:
    """Change the objects of a file."""

    def attack(data: bytes) -> bytes:
        writer = PdfWriter(clone_from=BytesIO(data))
        change(writer)
        written = BytesIO()
        writer.write(written)
        return written.getvalue()

    return attack


def said(old: str, new: str) -> Attack:
    """Paint other words in the place of the first that are these."""

    def attack(data: bytes) -> bytes:
        page, number, text = next(each for each in texts_of_pdf(data) if old in each[2])
        written = into_pdf(data, page, number, text.replace(old, new))
        assert written is not None
        return written

    return attack


def painted(content: bytes, *, before: bytes = b"") -> Attack:
    """Paint something on the first page, over what is there."""

    def change(writer: PdfWriter) -> None:
        more = DecodedStreamObject()
        page = stream(writer.pages[0], "/Contents").get_data()
        more.set_data(b"q " + before + page + b" Q " + content)
        put(writer.pages[0], "Contents", writer._add_object(more))

    return changed(change)


def entry(holder: PdfObject, *path: str | int) -> DictionaryObject:
    """The dictionary below an entry, in arrays and references too."""
    found = at(holder, *path)
    assert isinstance(found, DictionaryObject)
    return found


def array_of(holder: PdfObject, *path: str | int) -> ArrayObject:
    found = at(holder, *path)
    assert isinstance(found, ArrayObject)
    return found


def stream(holder: PdfObject, *path: str | int) -> StreamObject:
    found = at(holder, *path)
    assert isinstance(found, StreamObject)
    return found


def entries(key: str, value: PdfObject, *path: str | int) -> Attack:
    """Say something else in the catalog, or in what stands below it."""
    return changed(lambda writer: put(entry(writer.root_object, *path), key, value))


def on_page(key: str, value: PdfObject, *path: str | int) -> Attack:
    """Say something else of the first page, or of what stands below it."""
    return changed(lambda writer: put(entry(writer.pages[0], *path), key, value))


def in_structure(tag: str, change: Callable[[DictionaryObject], None]) -> Attack:
    """Change the first element of a tag."""

    def found(element: DictionaryObject) -> DictionaryObject | None:
        if element.get("/S") == tag:
            return element
        kids = at(element, "/K") if "/K" in element else ArrayObject()
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            below = kid.get_object()
            if isinstance(below, DictionaryObject) and "/S" in below and (hit := found(below)):
                return hit
        return None

    def attack(writer: PdfWriter) -> None:
        element = found(entry(writer.root_object, "/StructTreeRoot", "/K"))
        assert element is not None
        change(element)

    return changed(attack)


def dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def array(*numbers: float) -> ArrayObject:
    return ArrayObject(FloatObject(number) for number in numbers)


def text(words: str) -> TextStringObject:
    return TextStringObject(words)


def put(holder: DictionaryObject, key: str, value: PdfObject) -> None:
    """Say something else below a key."""
    holder[NameObject(f"/{key}")] = value


def _font(writer: PdfWriter) -> DictionaryObject:
    fonts = entry(writer.pages[0], "/Resources", "/Font")
    return entry(fonts, sorted(fonts)[0])


def swapped_widths(writer: PdfWriter) -> None:
    widths = array_of(_font(writer), "/Widths")
    widths[5], widths[6] = NumberObject(900), NumberObject(90)


def swapped_meaning(writer: PdfWriter) -> None:
    """Two signs mean each other: the page looks as before, the words read are others."""
    meaning = stream(_font(writer), "/ToUnicode")
    map_ = meaning.get_data().replace(b"<0033>", b"<#>").replace(b"<0035>", b"<0033>")
    meaning.set_data(map_.replace(b"<#>", b"<0035>"))


def swapped_glyphs(writer: PdfWriter) -> None:
    """Two figures look like each other: the words read are as before, the page says others."""
    file = stream(_font(writer), "/FontDescriptor", "/FontFile2")
    font = TTFont(BytesIO(file.get_data()))
    glyphs = font["glyf"]
    drawn = [sign for sign in font.getGlyphOrder() if glyphs[sign].numberOfContours > 0]
    for one, other in zip(drawn[::2], drawn[1::2], strict=False):
        glyphs[one], glyphs[other] = glyphs[other], glyphs[one]
    written = BytesIO()
    font.save(written)
    file.set_data(written.getvalue())


def stamped(writer: PdfWriter) -> None:
    """An annotation that paints a box over the headline."""
    look = DecodedStreamObject()
    look.set_data(b"1 1 1 rg 0 0 400 60 re f")
    look.update(dictionary(Type=name("XObject"), Subtype=name("Form"), BBox=array(0, 0, 400, 60)))
    stamp = dictionary(
        Type=name("Annot"), Subtype=name("Stamp"), Rect=array(60, 690, 460, 750), F=NumberObject(4),
        AP=dictionary(N=writer._add_object(look)),
    )  # fmt: skip
    _annotate(writer, stamp)


def _annotate(writer: PdfWriter, note: DictionaryObject) -> None:
    array_of(writer.pages[0], "/Annots").append(writer._add_object(note))


def filled(writer: PdfWriter) -> None:
    """A field of a form with words in it."""
    field = dictionary(
        Type=name("Annot"), Subtype=name("Widget"), FT=name("Tx"), Rect=array(60, 60, 200, 80),
        T=text("total"), V=text("9.5%"),
    )  # fmt: skip
    _annotate(writer, field)
    put(writer.root_object, "AcroForm", dictionary(Fields=ArrayObject([field])))


def signed(writer: PdfWriter) -> None:
    """A signature that is not seen on the page."""
    field = dictionary(
        Type=name("Annot"), Subtype=name("Widget"), FT=name("Sig"), Rect=array(0, 0, 0, 0),
        T=text("Signature1"), V=dictionary(Name=text("A. Author")),
    )  # fmt: skip
    _annotate(writer, field)
    put(writer.root_object, "AcroForm", dictionary(Fields=ArrayObject([field])))


def link_to_the_web(writer: PdfWriter) -> None:
    link = entry(writer.pages[0], "/Annots", 0)
    del link["/Dest"]
    put(link, "A", dictionary(S=name("URI"), URI=text("https://example.org")))


def link_to_another_page(writer: PdfWriter) -> None:
    page = writer.pages[3].indirect_reference
    assert page is not None
    array_of(writer.pages[0], "/Annots", 0, "/Dest")[0] = page


def outline_to_another_page(writer: PdfWriter) -> None:
    page = writer.pages[3].indirect_reference
    assert page is not None
    array_of(writer.root_object, "/Outlines", "/First", "/Dest")[0] = page


def other_data(writer: PdfWriter) -> None:
    for held in writer.attachment_list:
        if held.name == "exports.csv":
            held.content = held.content.replace(b"2587", b"9587")


def other_metadata(writer: PdfWriter) -> None:
    metadata = stream(writer.root_object, "/Metadata")
    metadata.set_data(metadata.get_data().replace(b"up 3.5%", b"up 9.5%"))


def swapped_cells(row: DictionaryObject) -> None:
    kids = array_of(row, "/K")
    kids.insert(1, kids.pop(2))


def removed_page(writer: PdfWriter) -> None:
    array_of(writer.root_object, "/Pages", "/Kids").pop(1)
    put(entry(writer.root_object, "/Pages"), "Count", NumberObject(5))


def moved_page(writer: PdfWriter) -> None:
    kids = array_of(writer.root_object, "/Pages", "/Kids")
    kids.insert(1, kids.pop(2))


def layered(writer: PdfWriter) -> None:
    """A layer that hides what a page paints."""
    group = writer._add_object(dictionary(Type=name("OCG"), Name=text("Draft")))
    off = dictionary(OCGs=ArrayObject([group]), D=dictionary(OFF=ArrayObject([group])))
    put(writer.root_object, "OCProperties", off)


def script() -> DictionaryObject:
    return dictionary(S=name("JavaScript"), JS=text("app.alert(1)"))
