"""Two letterheads: one that says much, in its own styles, and one that says almost nothing."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.shared import Inches, Pt, RGBColor
from PIL import Image

from reportgen.resources import shipped

COLOUR = RGBColor(0x8A, 0x00, 0x2E)
ADDRESS = "12, avenue des Exportations, 10000 Rabat"
LATER = "Institut des statistiques\tSuite"
STYLES_WITH_EFFECTS = "stylesWithEffects"


def full(folder: Path, later: str = LATER) -> Path:
    """Write a letterhead with a logo, an address, own styles, on US Letter, and return it."""
    document = docx.Document()
    _drop_effects(document)
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin, section.right_margin = Inches(1.6), Inches(0.7)
    section.top_margin, section.bottom_margin = Inches(1.9), Inches(1.1)
    section.different_first_page_header_footer = True
    first = section.first_page_header.paragraphs[0]
    picture = first.add_run().add_picture(BytesIO(logo()), width=Pt(60))
    picture._inline.docPr.set("descr", "Institut")
    section.first_page_header.add_paragraph(ADDRESS)
    section.header.paragraphs[0].text = later
    for name in ("Heading 1", "Caption", "Body Text", "Title"):
        document.styles[name].font.color.rgb = COLOUR
        document.styles[name].font.name = "Georgia"
    document.styles.add_style("Source", WD_STYLE_TYPE.PARAGRAPH).font.color.rgb = COLOUR
    document.add_heading("Lettre type", 1)
    document.add_picture(BytesIO(logo("navy")))._inline.docPr.set("id", "7")
    document.add_paragraph("Un ancien texte", style="List Bullet")
    document.core_properties.category = "Modèle"
    return _saved(document, folder)


def bare(folder: Path) -> Path:
    """Write a letterhead of a page with narrow text, without styles and lists, and return it."""
    document = docx.Document()
    _drop_effects(document)
    part = document.part
    for element in (part.styles.element, part.numbering_part.element):
        element[:] = []
    name = OxmlElement("w:name")
    name.set(docx.oxml.ns.qn("w:val"), "Corps de l’institut")
    style = OxmlElement("w:style")
    for key, value in (("type", "paragraph"), ("default", "1"), ("styleId", "Heading1")):
        style.set(docx.oxml.ns.qn(f"w:{key}"), value)
    style.append(name)
    part.styles.element.append(style)
    section = document.sections[0]
    section.left_margin = section.right_margin = Inches(1.5)
    return _saved(document, folder)


def templates(folder: Path) -> Path:
    """Write a theme that names the letterhead in its folder, and return the folder."""
    theme = (shipped("templates") / "theme.toml").read_text(encoding="utf-8")
    entry = 'letterhead = "letterhead.docx"\n'
    has_table = "\n[docx]\n" in theme
    added = (
        theme.replace("\n[docx]\n", f"\n[docx]\n{entry}")
        if has_table
        else f"{theme}\n[docx]\n{entry}"
    )
    (folder / "theme.toml").write_text(added, encoding="utf-8")
    return folder


def logo(colour: str = "maroon") -> bytes:
    """Return a picture."""
    file = BytesIO()
    Image.new("RGB", (40, 20), colour).save(file, "PNG")
    return file.getvalue()


def _drop_effects(document: Document) -> None:
    """python-docx's template carries a part that the schema audit complains of."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(STYLES_WITH_EFFECTS):
            del document.part.rels[key]


def _saved(document: Document, folder: Path) -> Path:
    path = folder / "letterhead.docx"
    document.save(str(path))
    return path


def with_content_type(path: Path, old: str, new: str) -> Path:
    """Write the file again with another type of its main part."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with ZipFile(path, "w") as package:
        for name, data in parts.items():
            if name == "[Content_Types].xml":
                data = data.replace(old.encode(), new.encode())
            package.writestr(name, data)
    return path
