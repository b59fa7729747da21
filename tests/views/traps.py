"""Files that are small and would take a reader hours, or all of its memory: by what they do."""

import random
import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

from docx_reading import W, members
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NullObject, NumberObject, PdfObject
from views.pdf_edits import (
    Attack,
    array,
    array_of,
    changed,
    dictionary,
    entry,
    name,
    on_page,
    painted,
    put,
    text,
)
from views.saves import packed
from views.word_edits import BODY, CHART, RELATIONS, STYLES, edited

MEGABYTE = 2**20
_AES_KEYS = {b"O": 48, b"U": 48, b"OE": 32, b"UE": 32, b"Perms": 16}
_EOF = b"\n%%EOF\n"
WORDS = random.Random(1).randbytes(9_000).hex()  # what can hardly be packed
_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'
_FIGURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
    'main"><a:graphicData><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId6"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
_ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))


def with_body(body: bytes) -> Attack:
    return lambda data: packed({**members(data), BODY: body})


def with_member(title: str, part: bytes, compression: int = ZIP_DEFLATED) -> Attack:
    def attack(data: bytes) -> bytes:
        written = BytesIO(data)
        with ZipFile(written, "a", compression) as package:
            package.writestr(title, part)
        return written.getvalue()

    return attack


def many_members(data: bytes) -> bytes:
    return packed({**members(data), **{f"word/{n}.txt": b"" for n in range(5_000)}})


def document(inside: str) -> bytes:
    return f'<w:document xmlns:w="{W[1:-1]}"><w:body>{inside}</w:body></w:document>'.encode()


def nested(names: str, times: int) -> str:
    begin = "".join(f"<{name}>" for name in names.split())
    end = "".join(f"</{name}>" for name in reversed(names.split()))
    return begin * times + end * times


def in_styles(count: int) -> Attack:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(count)
    )
    return edited(STYLES, "</w:styles>", f"{styles}</w:styles>")


def encrypted_member(data: bytes) -> bytes:
    """The directory says that a member is encrypted."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 8] + b"\x01" + data[at + 9 :]


def swollen(data: bytes) -> bytes:
    """The directory says that a member is smaller than it is."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + b"\x09\0\0\0" + data[at + 28 :]


REFUSED_WORD: Mapping[str, tuple[str, Attack]] = {
    "a part of 300 megabytes": ("unpacks to more", with_member("a.xml", bytes(300 * MEGABYTE))),
    "a picture of 300 megabytes": ("unpacks to more", with_member("a.png", bytes(300 * MEGABYTE))),
    "thousands of parts": ("unpacks to more", many_members),
    "a size that is a lie": ("damaged", swollen),
    "another way to pack": ("packed in a way", with_member("word/a.bin", b"a" * 99, ZIP_LZMA)),
    "an encrypted part": ("encrypted", encrypted_member),
    "entities": ("declares entities", with_body(
        f'<!DOCTYPE d [<!ENTITY e0 "x">{_ENTITIES}]>'.encode() + document("<w:p/>"))),
    "elements without end": ("damaged", with_body(document(nested("w:sdt", 3_000)))),
    "elements that are many": ("holds far more", with_body(document("<w:p/>" * 400_000 + WORDS))),
    "text boxes in text boxes": ("nested without end", with_body(document(
        nested("w:p w:r w:pict w:txbxContent", 30)))),
    "tables in tables": ("damaged", with_body(document(nested("w:tbl w:tr w:tc", 500)))),
    "a hundred thousand paragraphs": ("holds far more", with_body(document(
        "<w:p><w:r><w:t>1</w:t></w:r></w:p>" * 100_000))),
    "a figure thousands of times": ("holds far more", with_body(document(_FIGURE * 9_000))),
    "no body": ("no body", edited("_rels/.rels", "officeDocument\"", "other\"")),
    "a body of another kind": ("no body", with_body(b"<a/>")),
    "a body that is no text": ("no XML", with_body(b"\0\1\2")),
    "half a file": ("cannot be opened", lambda data: data[: len(data) // 2]),
    "a number beyond measure in the ledger": ("ledger is damaged", edited(
        "customXml/item1.xml", r'"value":"7/2"', '"value":"1e99999999"')),
    "a period of twenty digits in the ledger": ("ledger is damaged", edited(
        "customXml/item1.xml", '"2025-S1"', '"20250000000000000000-S1"')),
}  # fmt: skip
READ_WORD: Mapping[str, Attack] = {
    "a chart of points that are no numbers": edited(
        CHART, '<c:dLbl><c:idx val="1"', '<c:dLbl><c:idx val="zz"'
    ),
    "a value of a hundred million digits": edited(CHART, r"229\.5060805", "1e99999999"),
    "a series of many points": edited(
        CHART, "(<c:numCache>)", r"\1" + '<c:pt idx="1"><c:v>1</c:v></c:pt>' * 9_000
    ),
    "styles based on each other in a circle": edited(
        STYLES, r'(w:styleId="Source".*?<w:basedOn w:val=")\w+', r"\1Source"
    ),
    "thousands of styles based on each other": in_styles(5_000),
    "relationships in a circle": edited(RELATIONS, "styles.xml", "document.xml"),
    "a cell across all columns": edited(BODY, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="99999999"/>'),
    "thousands of bookmarks around everything": edited(
        BODY, "(<w:body>)", r"\1" + "".join(
            f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>' for n in range(1_000, 9_000))
    ),
    "fields in fields": edited(BODY, "(<w:body>)", rf"\1<w:p>{_FIELD * 9_000}</w:p>"),
}  # fmt: skip


def raw_pdf(*objects: bytes) -> bytes:
    """A file of these objects, the catalog first."""
    written, places = b"%PDF-1.7\n", []
    for at, held in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (at, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + head + tail


def ciphered(data: bytes) -> bytes:
    """A file that says of itself that it is enciphered by AES with 256 bits."""
    keys = b"".join(b"/%s<%s>" % (key, b"5a" * size) for key, size in _AES_KEYS.items())
    crypt = b"/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF"
    lock = b"<</Filter/Standard/V 5/R 6/Length 256/P -4" + keys + crypt + b">>"
    made = raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", lock)
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 3 0 R/ID[<5a><5a>]")


def unpacking(size: int) -> bytes:
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(MEGABYTE)) for _ in range(size // MEGABYTE)]
    return b"".join((*parts, packer.flush()))


def bomb(size: int, inside: int = 1) -> Attack:
    """A stream that unpacks to so many bytes, perhaps after it has been unpacked twice."""
    data = unpacking(size)
    for _ in range(inside - 1):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode " * inside

    def attack(_: bytes) -> bytes:
        head = b"<</Type/ObjStm/N 9/First 9/Filter[%s]/Length %d>>" % (filters, len(data))
        return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>",
                       head + b"stream\n" + data + b"\nendstream")  # fmt: skip

    return attack


def pages_in_a_circle(writer: PdfWriter) -> None:
    pages = writer.root_object.raw_get("/Pages")
    array_of(writer.root_object, "/Pages", "/Kids").append(pages)


def many_pages(writer: PdfWriter) -> None:
    for _ in range(300):
        writer.add_blank_page(100, 100)


def outline_in_a_circle(writer: PdfWriter) -> None:
    first = entry(writer.root_object, "/Outlines", "/First")
    put(first, "Next", entry(writer.root_object, "/Outlines").raw_get("/First"))


def names_in_a_circle(writer: PdfWriter) -> None:
    node = writer._add_object(dictionary())
    put(entry(writer.root_object, "/Names"), "EmbeddedFiles", node)
    put(entry(node), "Kids", ArrayObject([node]))


def structure_in_a_circle(writer: PdfWriter) -> None:
    root = entry(writer.root_object, "/StructTreeRoot")
    array_of(root, "/K", "/K").append(root.raw_get("/K"))


def nested_arrays(data: bytes) -> bytes:
    deep = b"[" * 100_000 + b"]" * 100_000
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R/X %s>>" % deep, b"<</Type/Pages/Kids[]/Count 0>>")


def many_objects(data: bytes) -> bytes:
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>",
                   *([b"null"] * 50_000))  # fmt: skip


def doubled_objects(writer: PdfWriter) -> None:
    """Each of forty objects holds the next one twice."""
    inner = writer._add_object(dictionary(Last=NumberObject(1)))
    for _ in range(40):
        inner = writer._add_object(ArrayObject([inner, inner]))
    put(writer.root_object, "More", inner)


def drawings_in_drawings(writer: PdfWriter) -> None:
    """Ten drawings, each of which paints the next one fifty times."""
    inner, content = None, b"0 0 m 9 9 l S"
    for _ in range(10):
        form = DecodedStreamObject()
        form.set_data(content)
        form.update(dictionary(Subtype=name("Form"), BBox=array(0, 0, 9, 9)))
        if inner is not None:
            put(form, "Resources", dictionary(XObject=dictionary(I=inner)))
        inner, content = writer._add_object(form), b"/I Do " * 50
    assert inner is not None
    put(entry(writer.pages[0], "/Resources"), "XObject", dictionary(I=inner))
    painted_page = DecodedStreamObject()
    painted_page.set_data(content)
    put(writer.pages[0], "Contents", writer._add_object(painted_page))


def broken(_: bytes) -> bytes:
    data = unpacking(4 * MEGABYTE)[:-100] + b"x" * 100
    head = b"<</Filter/FlateDecode/Length %d>>" % len(data)
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>",
                   head + b"stream\n" + data + b"\nendstream")  # fmt: skip


def picture(**about: PdfObject) -> Attack:
    def change(writer: PdfWriter) -> None:
        held = DecodedStreamObject()
        held.set_data(b"\0")
        held.update(dictionary(Type=name("XObject"), Subtype=name("Image"), **about))
        resources = entry(writer.pages[0], "/Resources")
        put(resources, "XObject", dictionary(I=writer._add_object(held)))

    return changed(change)


REFUSED_PDF: Mapping[str, tuple[str, Attack]] = {
    "a stream of one gigabyte": ("unpacks to more", bomb(1_024 * MEGABYTE)),
    "a stream of one gigabyte in another": ("unpacks to more", bomb(1_024 * MEGABYTE, 2)),
    "pages in a circle": ("pages", changed(pages_in_a_circle)),
    "hundreds of pages": ("more pages", changed(many_pages)),
    "an outline in a circle": ("outline", changed(outline_in_a_circle)),
    "names in a circle": ("names", changed(names_in_a_circle)),
    "arrays without end": ("damaged", nested_arrays),
    "thousands of objects": ("larger than any", many_objects),
    "a picture larger than any wall": ("picture", picture(
        Width=NumberObject(99_999), Height=NumberObject(99_999))),
    "a picture packed otherwise": ("packed as no briefing", picture(Filter=name("JBIG2Decode"))),
    "drawings in drawings": ("paints more", changed(drawings_in_drawings)),
    "a page painted over and over": ("paints more", painted(b"0 0 m 600 800 l S " * 9_000)),
    "streams that break off": ("cannot be unpacked", broken),
    "beginnings without end": ("damaged", lambda data: data + b"stream\n" * 9_000 + _EOF),
    "an object of ten megabytes": ("larger than any", lambda data: raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R/X[%s]>>" % (b"1 " * 5 * MEGABYTE), b"<<>>")),
    "objects that hold others twice": ("holds far more", changed(doubled_objects)),
    "a cipher of 256 bits": ("is encrypted; save it without a password", ciphered),
    "no end": ("cut short", lambda data: data[:-2_000]),
    "no catalog": ("damaged", lambda data: re.sub(rb"/Root \d+ 0 R", b"/Root 9999 0 R", data)),
    "no pages": ("damaged", lambda data: raw_pdf(b"<</Type/Catalog>>")),
}  # fmt: skip
READ_PDF: Mapping[str, Attack] = {
    "structure in a circle": changed(structure_in_a_circle),
    "a mark of a number that is none": painted(b"/P <</MCID /x>> BDC EMC"),
    "an annotation that is nothing": on_page("Annots", ArrayObject([NullObject(), text("x")])),
    "a place that is none": on_page("Rect", array(), "/Annots", 0),
    "a page of no size": on_page("UserUnit", text("x")),
}
