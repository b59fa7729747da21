"""What a reader meets in a Word file: its text, heads, notes, charts, properties, whatever else."""

import re
from collections.abc import Iterator

from reportgen.ledger import NAMESPACE
from reportgen.views.body import Blocks, Place, marks_of
from reportgen.views.limits import Element, refused, require_plain_numbers
from reportgen.views.look import styles_of
from reportgen.views.model import Item, View, digest
from reportgen.views.package import (
    Package,
    Relation,
    at,
    is_on,
    kids,
    known,
    long,
    number,
    package_of,
    related,
    said_of,
    tag,
    value,
    value_at,
    words_in,
)
from reportgen.views.runs import Setting, bookmarks_of, revisions_in

_LEDGER = f"{{{NAMESPACE}}}ledger"
_SOURCES = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}Sources"
# Who saved a file last, and when, is no content; its language stands in the text itself.
_UNREAD = frozenset(
    {"created", "modified", "lastModifiedBy", "revision", "lastPrinted", "version", "language"}
)
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_NOT_NOTES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_PAGES = {"first": " of the first page", "even": " of even pages"}
_STANDARD = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
_CENTIMETRE = 567  # twips
_SYMBOLS = re.compile(r"(?i)symbol|dings|barcode")
_OBFUSCATED = 32  # bytes of an embedded font that are mixed with its key


def read_word(name: str, data: bytes) -> View:
    """Return what a reader meets in a Word file; `name` is what errors call it.

    Raises UnreadableError when it is none, is damaged, or claims more than a briefing holds.
    """
    try:
        return _view(package_of(name, data))
    except RecursionError:
        raise refused(name, "is damaged: its elements are nested without end") from None


def _view(package: Package) -> View:
    mains = package.led_to("", "officeDocument")
    body = package.tree(mains[0]) if len(mains) == 1 else None
    if body is None or tag(body) != "w:document":
        remedy = "save it as DOCX, or make it again with `reportgen build`"
        raise refused(package.name, "is no Word file: it has no body, or several", remedy)
    main = mains[0]
    styles, numbering, settings, theme = (
        next((package.tree(part) for part in package.led_to(main, kind)), None)
        for kind in ("styles", "numbering", "settings", "theme")
    )
    setting = Setting(package, main, styles_of(styles), bookmarks_of(body))
    reader = Blocks(setting, marks_of(numbering))
    reader.story(at(body, "w:body"), main, Place("text"))
    reader.under = ""
    _read_heads(reader, package, main, is_on(at(settings, "w:evenAndOddHeaders")))
    _read_notes(reader, package, main)
    customs = dict.fromkeys(p for part in package.parts for p in package.led_to(part, "customXml"))
    held = [package.tree(part) for part in customs if part.endswith(".xml")]
    ledgers = [(tree.text or "").encode() for tree in held if tree.tag == _LEDGER]
    others = [tree for tree in held if tree.tag not in {_LEDGER, _SOURCES}]
    for what in (*map(tag, others), *(digest(each) for each in ledgers[1:])):
        reader.add(_foreign("part", f"data of another kind, or a second ledger: {what}"))
    for item in (
        *_properties(package, theme),
        *_strange(package, body, numbering, settings, styles),
    ):
        reader.add(item)
    ledger = ledgers[0] if ledgers else None
    require_plain_numbers(package.name, ledger or b"")
    return View(tuple(reader.items), ledger, {})


def _read_heads(reader: Blocks, package: Package, main: str, even: bool) -> None:
    """Read the headers and footers that are shown, and how each section's pages are set."""
    every = package.tree(main).iter(long("w:sectPr"))
    before = long("w:sectPrChange")
    sections = [each for each in every if next(each.iterancestors(before), None) is None]
    for at_section, section in enumerate(sections, 1):
        which = f" of section {at_section}" if len(sections) > 1 else ""
        shown = {"default", *(["first"] if is_on(at(section, "w:titlePg")) else [])}
        shown |= {"even"} if even else set()
        reader.add(_page(section, f"page setup{which}"))
        reader.asides(revisions_in(section), f"page setup{which}")
        for each in kids(section, "w:headerReference", "w:footerReference"):
            if (kind := value(each, "type")) not in shown:
                continue
            words = f"{tag(each)[2:8]}{_PAGES.get(kind, '')}{which}"
            relation = package.relations(main).get(related(each), Relation("", "", external=False))
            if relation.target in package.parts:
                tree = package.tree(relation.target)
                reader.story(tree, relation.target, Place("running", words))
            else:
                reader.add(Item("foreign", words, "leads to nothing", role="part"))


def _page(section: Element, place: str) -> Item:
    size = [number(value_at(section, "w:pgSz", side)) / _CENTIMETRE for side in ("w", "h")]
    told = [" × ".join(f"{length:.1f}" for length in size) + " cm"]
    numbers = at(section, "w:pgNumType")
    for what, said, usual in (
        ("pages counted from", value(numbers, "start"), ""),
        ("pages counted in", value(numbers, "fmt", "decimal"), "decimal"),
        ("columns:", value_at(section, "w:cols", "num", "1"), "1"),
        ("columns wide", " ".join(value(c, "w") for c in kids(at(section, "w:cols"))), ""),
        ("lines numbered by", value_at(section, "w:lnNumType", "countBy"), ""),
        ("words turned", value_at(section, "w:textDirection", default="lrTb"), "lrTb"),
    ):
        told += [f"{what} {said}"] if said != usual else []
    margins = at(section, "w:pgMar")
    sides = ("top", "left", "right", "bottom")
    look = (f"{side} {number(value(margins, side)) / _CENTIMETRE:.1f} cm" for side in sides)
    return Item("page", place, ", ".join(told), key=place, look=tuple(look))


def _read_notes(reader: Blocks, package: Package, main: str) -> None:
    for kind, name in _NOTES.items():
        for part in package.led_to(main, kind):
            for note in kids(package.tree(part)):
                if value(note, "type") not in _NOT_NOTES or words_in(note, "w:t").strip():
                    words = f"{name} {value(note, 'author')}".strip()
                    place = Place("comment" if kind == "comments" else "note", words)
                    reader.story(note, part, place)


def _properties(package: Package, theme: Element | None) -> Iterator[Item]:
    found: dict[str, str] = {}
    for part in package.led_to("", "core-properties", "custom-properties"):
        for each in kids(package.tree(part)):
            name = each.get("name") or tag(each).rpartition(":")[2]
            text = " ".join("".join(map(str, each.itertext())).split())
            # LibreOffice writes keywords without the commas between them.
            found[name] = text.replace(",", "") if name == "keywords" else text
    for part in package.led_to("", "extended-properties"):
        found["hyperlink base"] = package.tree(part).findtext("{*}HyperlinkBase") or ""
    looks = [] if theme is None else theme.iterfind("{*}themeElements/{*}clrScheme//*")
    fonts = [] if theme is None else theme.iterfind("{*}themeElements/{*}fontScheme//{*}latin")
    told = (each.get("lastClr") or each.get("val") or tag(each) for each in looks)
    found["look of the theme"] = " ".join((*told, *(f.get("typeface", "") for f in fonts))).lower()
    for name, text in sorted(found.items()):
        if text and name not in _UNREAD:
            yield Item("property", f"property “{name}”", text, key=name)


def _foreign(role: str, what: str) -> Item:
    return Item("foreign", "the file", what, key=f"{role}: {what}", role=role)


def _strange(
    package: Package,
    body: Element,
    numbering: Element | None,
    settings: Element | None,
    styles: Element | None,
) -> Iterator[Item]:
    """What the tool does not write, and what a viewer would not find."""
    yield from (_foreign("part", f"two parts of one name: {part}") for part in package.twice)
    lost = package.unreached()
    yield from (_foreign("part", f"a part that nothing leads to: {part}") for part in lost)
    for part in ("", *package.parts):
        for relation in package.relations(part).values():
            yield from _relation(package, relation)
    if at(body, "w:background") is not None:
        yield _foreign("look", "a ground behind all pages")
    if at(numbering, "w:numPicBullet") is not None:
        yield _foreign("look", "pictures before list items")
    for each in () if numbering is None else numbering.iter(long("w:numStyleLink")):
        yield _foreign("look", f"a list that is shaped by a style: {value(each)}")
    for each in () if styles is None else styles.iter(long("w:rFonts")):
        for font in filter(_SYMBOLS.search, said_of(each).values()):
            yield _foreign("look", f"a style that is set in {font}")
    for each in kids(settings):
        mapped = (value(each, key, usual) != usual for key, usual in _STANDARD.items())
        if tag(each) not in known("settings") or any(mapped):
            yield _foreign("setting", f"{tag(each)} {value(each)}".strip())


def _relation(package: Package, relation: Relation) -> Iterator[Item]:
    kind, target = relation.kind, relation.target
    if kind == "origin":  # of a digital signature
        yield Item("signature", "the file", "signed", key="signature")
    elif relation.external and kind != "hyperlink":
        yield _foreign("relationship", f"{kind} outside the file: {target}")
    elif kind not in known("relations"):
        yield _foreign("relationship", f"a part of kind {kind}")
    elif kind == "fontTable" and target in package.parts:
        yield from _fonts(package, target)


def _fonts(package: Package, part: str) -> Iterator[Item]:
    """The fonts that a file carries, and those that stand for others with other signs."""
    for font in kids(package.tree(part), "w:font"):
        name, other = value(font, "name"), value_at(font, "w:altName")
        signs = value_at(font, "w:charset") == "02" and not _SYMBOLS.search(name)
        if signs or _SYMBOLS.search(other):
            yield _foreign("font", f"{name} stands for other signs {other}".strip())
        for each in kids(font):
            if relation := package.relations(part).get(related(each)):
                held = package.parts.get(relation.target, b"")
                text = digest(_plain(held, value(each, "fontKey")))
                yield Item("font", f"font “{name}”", text, key=f"{name} {tag(each)[2:]}")


def _plain(font: bytes, key: str) -> bytes:
    """An embedded font without what its key, which is another at each saving, does to it."""
    digits = re.sub(r"[^0-9A-Fa-f]", "", key)
    mask = bytes.fromhex(digits)[::-1] * 2 if len(digits) == _OBFUSCATED else b""
    return bytes(a ^ b for a, b in zip(font, mask, strict=False)) + font[len(mask) :]
