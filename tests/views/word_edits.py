"""Changes a Word file here and there: its markup, the order of its blocks, its workbooks."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from docx_reading import W, members
from lxml import etree
from openpyxl import load_workbook
from views.saves import packed

BODY, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
CHART, SHAPES = "word/charts/chart5.xml", "word/drawings/drawing5.xml"
HEADER, NUMBERING = "word/header1.xml", "word/numbering.xml"
RELATIONS = "word/_rels/document.xml.rels"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RUN = "<w:r><w:t>{}</w:t></w:r>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)

Attack = Callable[[bytes], bytes]


def edited(name: str, old: str, new: str) -> Attack:
    """Replace the first match of a pattern in a part."""

    def attack(data: bytes) -> bytes:
        parts = members(data)
        changed, count = re.subn(old, new, parts[name].decode(), count=1, flags=re.DOTALL)
        assert count == 1, f"nothing to change in {name}"
        parts[name] = changed.encode()
        return packed(parts)

    return attack


def in_tree(name: str, change: Callable[[etree._Element], None]) -> Attack:
    """Change a part as a tree."""

    def attack(data: bytes) -> bytes:
        parts = members(data)
        root = etree.fromstring(parts[name])
        change(root)
        parts[name] = etree.tostring(root)
        return packed(parts)

    return attack


def with_part(name: str, part: str, relation: str = "", at: str = RELATIONS) -> Attack:
    """Add a part, and a relation of a kind that leads to it."""

    def attack(data: bytes) -> bytes:
        parts = members(data)
        parts[name] = part.encode()
        if relation:
            entry = f'<Relationship Id="new" Type="{relation}" Target="/{name}"/></Relationships>'
            parts[at] = parts[at].replace(b"</Relationships>", entry.encode())
        return packed(parts)

    return attack


def then(*attacks: Attack) -> Attack:
    """One after the other."""

    def attack(data: bytes) -> bytes:
        for each in attacks:
            data = each(data)
        return data

    return attack


def beside(words: str, style: str = "") -> Attack:
    """Put something after the words of the first key point."""
    return edited(BODY, r"( than a year earlier\..*?</w:t></w:r>)", rf"\1{words}")


def looking(marks: str) -> Attack:
    """Give the first figure in running text a look of its own."""
    run = r'(<w:r>)(<w:t xml:space="preserve">MAD\xa02\.587\xa0billion</w:t>)'
    return edited(BODY, run, rf"\1<w:rPr>{marks}</w:rPr>\2")


def in_style(name: str, marks: str) -> Attack:
    """Give a style a look."""
    return edited(STYLES, rf'(w:styleId="{name}".*?<w:rPr>)', rf"\1{marks}")


def body(root: etree._Element) -> list[etree._Element]:
    found = root.find(f"{W}body")
    assert found is not None
    return list(found)


def swapped_paragraphs(root: etree._Element) -> None:
    first, second = [e for e in body(root) if "ListBullet" in str(etree.tostring(e))][:2]
    second.addnext(first)


def swapped_cells(root: etree._Element) -> None:
    rows = [*root.iter(f"{W}tbl")][4].findall(f"{W}tr")
    one, other = rows[1].findall(f"{W}tc")[1], rows[2].findall(f"{W}tc")[1]
    before = one.getprevious()
    assert before is not None
    other.addnext(one)
    before.addnext(other)


def moved_row(root: etree._Element) -> None:
    rows = [*root.iter(f"{W}tbl")][2].findall(f"{W}tr")
    rows[1].addprevious(rows[3])


def moved_section(root: etree._Element) -> None:
    headings = [e for e in body(root) if "Heading1" in str(etree.tostring(e))]
    headings[1].addprevious(headings[3])


def removed_paragraph(root: etree._Element) -> None:
    paragraph = next(e for e in body(root) if "ListBullet" in str(etree.tostring(e)))
    body(root)[0].getparent().remove(paragraph)  # type: ignore[union-attr]


def merged_cell(root: etree._Element) -> None:
    cell = [*root.iter(f"{W}tbl")][2].findall(f"{W}tr")[2].findall(f"{W}tc")[1]
    cell[0].append(etree.Element(f"{W}vMerge"))


def hidden_row(root: etree._Element) -> None:
    row = [*root.iter(f"{W}tbl")][2].findall(f"{W}tr")[2]
    row[0].append(etree.Element(f"{W}hidden"))


def flat_row(root: etree._Element) -> None:
    row = [*root.iter(f"{W}tbl")][2].findall(f"{W}tr")[2]
    height = etree.SubElement(row[0], f"{W}trHeight")
    height.set(f"{W}val", "20")
    height.set(f"{W}hRule", "exact")


def narrow_column(root: etree._Element) -> None:
    cell = [*root.iter(f"{W}tbl")][2].findall(f"{W}tr")[2].findall(f"{W}tc")[1]
    width = cell.find(f"{W}tcPr/{W}tcW")
    assert width is not None
    width.set(f"{W}w", "20")


def swapped_series(root: etree._Element) -> None:
    first, second, *_ = root.iter("{*}ser")
    second.addnext(first)


def swapped_charts(data: bytes) -> bytes:
    """Two figures change their places, captions and descriptions stay."""
    parts = members(data)
    one, two = b'Target="charts/chart1.xml"', b'Target="charts/chart3.xml"'
    text = parts[RELATIONS].replace(one, b"#").replace(two, one).replace(b"#", two)
    return packed({**parts, RELATIONS: text})


def in_workbook(cell: str, value: object) -> Attack:
    """Change a cell behind the waterfall chart."""

    def attack(data: bytes) -> bytes:
        parts, written = members(data), BytesIO()
        book = load_workbook(BytesIO(parts["word/embeddings/chart5.xlsx"]))
        book.worksheets[0][cell].value = value
        book.save(written)
        return packed({**parts, "word/embeddings/chart5.xlsx": written.getvalue()})

    return attack


def in_sheet(old: str, new: str) -> Attack:
    """Change the markup of the sheet behind the waterfall chart."""

    def attack(data: bytes) -> bytes:
        parts = members(data)
        book = "word/embeddings/chart5.xlsx"
        return packed({**parts, book: edited("xl/worksheets/sheet1.xml", old, new)(parts[book])})

    return attack


def duplicate_body(data: bytes) -> bytes:
    """A second body of the same name, which some programs read and others do not."""
    parts = members(data)
    written = BytesIO(data)
    with ZipFile(written, "a") as package:
        info = package.getinfo(BODY)
        package.filelist.remove(info)
        del package.NameToInfo[BODY]
        package.writestr(BODY, parts[BODY].replace(b"3.5%", b"9.5%"))
        package.filelist.insert(0, info)
    return written.getvalue()


def header_of_another_name(data: bytes) -> bytes:
    """The header that is shown is another part, which says something else."""
    parts = members(data)
    parts["word/other.xml"] = parts[HEADER].replace(b"Provisional", b"Definitive")
    parts[RELATIONS] = parts[RELATIONS].replace(b'"header1.xml"', b'"other.xml"')
    return packed(parts)


def bound_control() -> Attack:
    """Words that a viewer takes from another part when the file is opened."""
    bound = '<w:dataBinding w:xpath="/a/b" w:storeItemID="{0}"/>'
    control = f"<w:sdt><w:sdtPr>{bound}</w:sdtPr><w:sdtContent>{RUN.format('3.5%')}</w:sdtContent>"
    return edited(BODY, r"<w:r><w:t[^>]*>3\.5%</w:t></w:r>", f"{control}</w:sdt>")


def alternatives(requires: str, chosen: str, fallback: str) -> Attack:
    """Two texts, of which a viewer shows one."""
    choice = f'<mc:Choice Requires="{requires}">{RUN.format(chosen)}</mc:Choice>'
    other = f"<mc:Fallback>{RUN.format(fallback)}</mc:Fallback>"
    new = f"<mc:AlternateContent {_SPACES}>{choice}{other}</mc:AlternateContent>"
    return edited(BODY, r"<w:r><w:t[^>]*>3\.5%</w:t></w:r>", new)
