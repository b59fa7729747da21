"""What tests read back from a Word file: parts, text, and faults of the package."""

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

Element = etree._Element


def members(data: bytes) -> dict[str, bytes]:
    """Return every member of the package by name."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def altered(data: bytes, name: str, old: str, new: str) -> bytes:
    """Return the package with the first match of a pattern in one of its members replaced."""
    changed = BytesIO()
    with ZipFile(changed, "w") as target:
        for member, blob in members(data).items():
            words = re.subn(old.encode(), new.encode(), blob, count=1)
            assert member != name or words[1] == 1
            target.writestr(member, words[0] if member == name else blob)
    return changed.getvalue()


def xml(data: bytes, name: str = "word/document.xml") -> Element:
    """Return a part as a tree."""
    return etree.fromstring(members(data)[name])


def paragraphs(root: Element, style: str = "") -> list[Element]:
    """Return paragraphs in document order, those of one style where it is given."""
    every = root.iter(f"{W}p")
    return [p for p in every if not style or style_of(p) == style]


def style_of(paragraph: Element) -> str:
    """Return the identifier of a paragraph's style."""
    return value(paragraph, "pPr/pStyle")


def value(element: Element, path: str, attribute: str = "val") -> str:
    """Return an attribute of a descendant, empty where it is missing."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + attribute, "")


def text(element: Element) -> str:
    """Return the words in an element; a tab is a tab."""
    return "".join(_words(element))


def _words(element: Element) -> Iterator[str]:
    for run in element.iter(f"{W}r"):
        for node in run.iterchildren(f"{W}t", f"{W}tab"):
            yield "\t" if node.tag == f"{W}tab" else node.text or ""


def package_faults(data: bytes) -> list[str]:
    """Return parts without a type, relations that lead nowhere, identifiers used twice."""
    parts = members(data)
    types = etree.fromstring(parts["[Content_Types].xml"])
    defaults = {entry.get("Extension") for entry in types.iter(f"{_TYPES}Default")}
    overrides = {entry.get("PartName", "") for entry in types.iter(f"{_TYPES}Override")}
    faults = [
        f"{name} has no content type"
        for name in parts
        if name.rpartition(".")[2] not in defaults
        and f"/{name}" not in overrides
        and name != "[Content_Types].xml"
    ]
    faults += [f"{name} is typed but missing" for name in overrides if name[1:] not in parts]
    for name, blob in parts.items():
        if name.endswith(".rels"):
            faults += _broken_relations(name, blob, parts)
    document = xml(data)
    faults += _twice(document, f"{WP}docPr", "id")
    faults += _twice(document, f"{W}bookmarkStart", f"{W}id")
    faults += _twice(document, f"{W}bookmarkStart", f"{W}name")
    return faults


def _broken_relations(name: str, blob: bytes, parts: dict[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    source = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
    used = set(re.findall(rb'r:(?:id|embed)="(rId\d+)"', parts.get(source, b"")))
    for relation in etree.fromstring(blob).iter(_RELATION):
        used.discard(relation.get("Id", "").encode())
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
        if relation.get("TargetMode") != "External" and target[1:] not in parts:
            yield f"{name}: {target} is missing"
    yield from (f"{source}: {key.decode()} is not declared" for key in sorted(used))


def _twice(root: Element, tag: str, attribute: str) -> Iterator[str]:
    seen: set[str] = set()
    for element in root.iter(tag):
        found = element.get(attribute, "")
        if found in seen:
            yield f"{tag} {found} is used twice"
        seen.add(found)
