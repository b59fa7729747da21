"""What a reader meets in a PDF file: its words, what it carries and does, how its pages look."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from reportgen.errors import UnreadableError
from reportgen.manifest import LEDGER
from reportgen.views.images import PageImages
from reportgen.views.limits import MOST_ITEMS, refused, require_plain_numbers, tree_of
from reportgen.views.model import Item, View, digest
from reportgen.views.pdf_objects import (
    Entries,
    Found,
    PdfFile,
    entries,
    entry,
    identity,
    listed,
    number,
    opened,
    raw,
    resolved,
    said,
    streams,
)
from reportgen.views.pdf_text import text_items

_CATALOG_READ = frozenset(
    {
        *("/Type", "/Pages", "/Version", "/Outlines", "/Metadata", "/StructTreeRoot", "/Names"),
        *("/AF", "/AcroForm", "/Dests"),
    }
)
_CATALOG_SAYS = frozenset(
    {
        *("/Lang", "/MarkInfo", "/PageMode", "/PageLayout", "/ViewerPreferences"),
        *("/OutputIntents", "/PageLabels"),
    }
)
_SIGNED = frozenset({"/Perms", "/DSS", "/Extensions"})  # what a signature adds
_PAGE_READ = frozenset(
    {
        *("/Type", "/Parent", "/Contents", "/Resources", "/Annots", "/MediaBox", "/CropBox"),
        *("/Rotate", "/UserUnit", "/StructParents", "/Tabs", "/LastModified"),
    }
)
_LINK_READ = frozenset({"/Type", "/Subtype", "/Rect", "/Border", "/Contents", "/F"})
_SIGNING = frozenset(
    {
        *("/Type", "/Subtype", "/FT", "/Rect", "/T", "/V", "/F", "/Ff", "/P", "/AP", "/MK", "/DA"),
        *("/Lock", "/SV", "/TU", "/Border", "/BS", "/H", "/M", "/NM", "/Parent", "/Kids"),
        "/StructParent",
    }
)
_LINES = frozenset({"/Title", "/First", "/Last", "/Next", "/Prev", "/Count"})
_SUBSET = re.compile(r"^/(?:[A-Z]{6}\+)?")
# Who saved a file last, when, and with what, is no content.
_PROPERTIES_UNREAD = frozenset({"/ModDate", "/Producer", "/Creator"})
_XMP_UNREAD = re.compile(
    r"ModifyDate|MetadataDate|Producer|CreatorTool|DocumentID|InstanceID|History|format"
)
_XMP_WRAPPING = frozenset({"xmpmeta", "RDF", "Description", "Alt", "Seq", "Bag", "li"})
_XMP_HOW = frozenset({"about", "xmptk", "parseType", "lang"})
_NUMBERED = re.compile(rb"/(?!Artifact)\w+<</MCID\d+>>")  # what no screen reader passes over
_LONGEST_MARK, _LONGEST_TAG = 400, 40  # bytes
_SHOWN = 160  # characters of an object in a line of a report
_MOST_ENTRIES = 4_000  # of a tree of names, of an outline


def read_pdf(name: str, data: bytes) -> View:
    """Return what a reader meets in a PDF file; `name` is what errors call it.

    Raises UnreadableError when it is cut short, encrypted or damaged, or claims more than a
    briefing holds.
    """
    try:
        with opened(name, data) as file:
            return _view(file, PageImages(name, data))
    except RecursionError:
        raise refused(name, "is damaged: its objects are nested without end") from None


def attached_to(name: str, data: bytes) -> Mapping[str, bytes]:
    """Return the files inside a PDF file by name, without reading its pages.

    Raises UnreadableError when it is cut short, encrypted or damaged.
    """
    with opened(name, data) as file:
        return _by_title(dict(_attached(file)))


def _by_title(attached: Iterable[tuple[str, bytes]]) -> Mapping[str, bytes]:
    """The first file of each title."""
    files: dict[str, bytes] = {}
    for title, content in attached:
        files.setdefault(title, content)
    return files


def _view(file: PdfFile, images: PageImages) -> View:
    if len(file.pages) != images.count:
        raise refused(file.name, "is damaged: viewers do not agree on its pages")
    attached = dict(_attached(file))
    files = _by_title(attached)
    ledger = files.get(LEDGER)
    told = (each for each in attached.items() if each[0] != (LEDGER, ledger))
    read = (text_items(file, images), _outline(file), _pages(file), map(_attachment, told),
            _catalog(file), _properties(file))  # fmt: skip
    items: list[Item] = []
    for item in chain.from_iterable(read):
        items.append(item)
        if len(items) > MOST_ITEMS:
            raise refused(file.name, "holds far more than any briefing")
    require_plain_numbers(file.name, ledger or b"")
    return View(tuple(items), ledger, files, bool(entry(file.root, "/StructTreeRoot")), images)


def _foreign(place: str, role: str, what: str) -> Item:
    shown = what if len(what) <= _SHOWN else f"{what[:_SHOWN]}… ({digest(what.encode())})"
    return Item("foreign", place, shown, f"{place}: {role}: {shown}", role=role)


def _catalog(file: PdfFile) -> Iterator[Item]:
    """What the file says of itself, and whatever it does."""
    for key in sorted(file.root.keys() - _CATALOG_READ):
        found, what = resolved(raw(file.root, key)), f"{key} {file.told(raw(file.root, key))}"
        if key in _CATALOG_SAYS:
            yield Item("property", f"file {key[1:]}", what, key=key)
        elif key in _SIGNED:
            yield Item("signature", "the file", what[:_SHOWN], key=key)
        elif key == "/OpenAction" and isinstance(found, ArrayObject):  # a page to begin with
            yield Item("property", "the page that it opens with", what, key=key)
        else:
            yield _foreign("the file", "action" if key.endswith(("Action", "AA")) else "part", what)
    names, form = entry(file.root, "/Names"), entry(file.root, "/AcroForm")
    for key in sorted(names.keys() - {"/EmbeddedFiles", "/Dests"}):
        yield _foreign("the file", "script", f"{key} {file.told(raw(names, key))}")
    for key in sorted(form.keys() - {"/Fields", "/SigFlags", "/DR", "/DA"}):
        yield _foreign("the file", "form field", f"{key} {file.told(raw(form, key))}")
    for field in entries(form, "/Fields"):
        below = [each for each in entries(field, "/Kids") if "/Kids" in each or "/FT" in each]
        if not _only_signs(field) or not all(map(_only_signs, entries(field, "/Kids"))) or below:
            yield _foreign("the file", "form field", file.told(field))


def _only_signs(field: Entries) -> bool:
    """True for a field for a signature, or a part of one, that does nothing else."""
    return said(field, "/FT") in {"/Sig", ""} and not field.keys() - _SIGNING


def _attached(file: PdfFile) -> Iterator[tuple[tuple[str, bytes], str]]:
    """The title and the content of each file inside a file, with what is said of it."""
    found: list[tuple[str, Found]] = []
    left, met = [entry(entry(file.root, "/Names"), "/EmbeddedFiles")], set[int]()
    while left:
        node = left.pop()
        if id(node) in met or len(found) > _MOST_ENTRIES:
            raise refused(file.name, "is damaged: its names go round in circles")
        met.add(id(node))
        pairs = listed(node, "/Names")
        found += zip(map(str, map(resolved, pairs[::2])), pairs[1::2], strict=False)
        left += entries(node, "/Kids")
    beside = entries(file.root, "/AF")
    found += [(said(each, "/UF") or said(each, "/F"), each) for each in beside]
    for title, spec in found:
        about = resolved(spec)
        held = entry(about, "/EF") if isinstance(about, DictionaryObject) else DictionaryObject()
        for stream in map(resolved, held.values()):
            content = stream.get_data() if isinstance(stream, StreamObject) else b""
            yield (title, content), file.told(spec, but=frozenset({"/EF", "/Type"}))


def _attachment(attached: tuple[tuple[str, bytes], str]) -> Item:
    (title, content), about = attached
    return Item("attachment", f"attached file “{title}”", digest(content), title, look=(about,))


def _properties(file: PdfFile) -> Iterator[Item]:
    for key in sorted(file.properties.keys() - _PROPERTIES_UNREAD):
        text = file.told(raw(file.properties, key))
        yield Item("property", f"property “{key[1:]}”", text, key=key)
    metadata = resolved(raw(file.root, "/Metadata"))
    if isinstance(metadata, StreamObject):
        for key, text in sorted(_xmp(file.name, metadata.get_data()).items()):
            yield Item("property", f"metadata “{key}”", text, key=f"metadata {key}")


def _xmp(name: str, data: bytes) -> Mapping[str, str]:
    """What a metadata stream says, whatever its spelling."""
    with suppress(UnreadableError):
        found: dict[str, list[str]] = {}
        for each in tree_of(name, "its metadata", data.strip()).iter("*"):
            steps = [_local(e.tag) for e in (*reversed([*each.iterancestors()]), each)]
            path = "/".join(step for step in steps if step not in _XMP_WRAPPING)
            texts = [(path, each.text or "")] if not len(each) else []
            texts += [(f"{path}/{_local(key)}".removesuffix("/resource").strip("/"), str(text))
                     for key, text in each.items() if _local(key) not in _XMP_HOW]  # fmt: skip
            for key, text in texts:
                if text.strip() and not _XMP_UNREAD.match(key):
                    found.setdefault(key, []).append(text.strip())
        return {key: " / ".join(sorted(told)) for key, told in found.items()}
    return {"stream": digest(data)}


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _outline(file: PdfFile) -> Iterator[Item]:
    left = [(each, 1) for each in entries(entry(file.root, "/Outlines"), "/First")]
    met: set[int] = set()
    while left:
        node, level = left.pop()
        if id(node) in met or len(met) > _MOST_ENTRIES:
            raise refused(file.name, "is damaged: its outline goes round in circles")
        met.add(id(node))
        text = f"{said(node, '/Title')} {_destination(file, node, _LINES)}"
        yield Item("outline", f"outline, level {level}", text)
        left += [(each, level) for each in entries(node, "/Next")]
        left += [(each, level + 1) for each in entries(node, "/First")]


def _destination(file: PdfFile, holder: Entries, read: frozenset[str]) -> str:
    """Where a link or an entry of the outline leads, in words; what else it does as it stands."""
    action = entry(holder, "/A")
    plain = said(action, "/S") == "/GoTo" and not action.keys() - {"/S", "/D", "/Type"}
    spot = listed(action, "/D") if plain else listed(holder, "/Dest")
    rest = file.told(holder, but=read | {"/Dest"} | ({"/A"} if plain else set()))
    page = file.numbers.get(identity(spot[0])) if spot else None
    if page is None:
        return f"leads to {file.told(ArrayObject(spot))} {rest}".strip()
    height = f", {number(spot[3]):.0f} points up" if len(spot) > 3 else ""
    return f"leads to page {page}{height} {rest}".strip()


def _pages(file: PdfFile) -> Iterator[Item]:
    fonts: dict[int, Item] = {}
    for at, page in enumerate(file.pages, 1):
        place, resources = f"page {at}", entry(page, "/Resources")
        box = listed(page, "/CropBox") or listed(page, "/MediaBox")
        edges = " ".join(f"{number(edge):.1f}" for edge in box)
        turned, unit = number(raw(page, "/Rotate")), number(raw(page, "/UserUnit")) or 1
        order = f", order {said(page, '/Tabs')}" if "/Tabs" in page else ""
        text = f"{edges} points, turned {turned:.0f}, unit {unit:g}{order}"
        yield Item("page", place, text, key=place)
        for holder, read in ((page, _PAGE_READ), (resources, {"/Font", "/ProcSet"})):
            for key in sorted(holder.keys() - read):
                if resolved(raw(holder, key)):  # ReportLab writes an empty transition
                    yield _foreign(place, "page", f"{key} {file.told(raw(holder, key))}")
        for key in sorted(entry(resources, "/Font")):
            font = entry(entry(resources, "/Font"), key)
            if id(font) not in fonts:
                text = digest(file.told(font, but=frozenset({"/Name", "/BaseFont"})).encode())
                family = _SUBSET.sub("", said(font, "/BaseFont"))
                fonts[id(font)] = Item("font", f"font “{family}”", text, f"{family} {text}")
        if marks := _marks(page):
            yield Item("structure", place, marks, key=f"{place} marks")
        for note in entries(page, "/Annots"):
            yield _annotation(file, note, place)
    yield from dict.fromkeys(fonts.values())


def _marks(page: Entries) -> str:
    """What the marks in the content of a page say beside their numbers: kinds, words to speak."""
    content = streams(page, "/Contents")
    marks = Counter({b"BMC": content.count(b"BMC")})
    end = content.find(b"BDC")
    while end >= 0:
        begin = content.rfind(b"<<", max(end - _LONGEST_MARK, 0), end)
        begin = begin if begin >= 0 else end
        tag = content.rfind(b"/", max(begin - _LONGEST_TAG, 0), begin)
        marks[b"".join(content[max(tag, 0) : end].split())] += 1
        end = content.find(b"BDC", end + 1)
    told = (
        (each.decode("latin-1"), n) for each, n in marks.items() if not _NUMBERED.fullmatch(each)
    )
    return " ".join(f"{n} x {each}" if n > 1 else each for each, n in sorted(told))


def _annotation(file: PdfFile, note: Entries, place: str) -> Item:
    kind, words = said(note, "/Subtype")[1:], said(note, "/Contents")
    look = (" ".join(f"{number(edge):.0f}" for edge in listed(note, "/Rect")),)
    if kind == "Link":
        text = f"“{words}” {_destination(file, note, _LINK_READ)}"
        return Item("link", place, text, look=look)
    edges = [number(edge) for edge in listed(note, "/Rect")]
    unseen = "/AP" not in note or edges[:2] == edges[2:]
    if kind == "Widget" and said(note, "/FT") == "/Sig" and _only_signs(note) and unseen:
        signed = entry(note, "/V")
        who = f"signed by {said(signed, '/Name') or 'somebody'}" if signed else "not signed yet"
        return Item("signature", place, who, f"{place} signature", look=look)
    text = f"{kind} {words} ({digest(file.told(note).encode())})"
    return Item("annotation", place, text, f"{place} {text}", role=kind, look=look)
