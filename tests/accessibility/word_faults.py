"""What authors do to a good Word file, one change each: (part, pattern, text)."""

from collections.abc import Mapping

Change = tuple[str, str, str]


WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CORE, BODY, STYLES = "docProps/core.xml", "word/document.xml", "word/styles.xml"
FOOT = "word/footer1.xml"
TEXT = r'(?=<w:p><w:pPr><w:pStyle w:val="FirstParagraph"/>)'  # before the first paragraph of text
CELL = r'(?<=<w:tcW w:w="2723" w:type="dxa"/>)'  # among the properties of the first header cell
END = r"(?=</w:ftr>)"
LONG = "Une phrase qui suit, et qui est plus longue que ce qui la précède."
LOOK = '<w:tblLook w:firstRow="1"/><w:tblCaption w:val="Titre"/>'
HEAD = "<w:tblHeader/>"


def line(text: str, run: str = "", paragraph: str = "", rest: str = "") -> str:
    run = f"<w:r><w:rPr>{run}</w:rPr>{words(text)}</w:r><w:r>{words(rest)}</w:r>"
    return f"<w:p><w:pPr>{paragraph}</w:pPr>{run}</w:p>"


def link(inside: str) -> str:
    return f'<w:p><w:hyperlink w:anchor="there"><w:r>{inside}</w:r></w:hyperlink></w:p>'


def words(text: str) -> str:
    return f"<w:t>{text}</w:t>" if text else ""


def field(instruction: str, said: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"<w:p>{begin}{code}{separate}<w:r>{words(said)}</w:r>{end}</w:p>"


def table(look: str, row: str = "", cell: str = "", run: str = "", columns: int = 2) -> str:
    cells = f"<w:tc><w:tcPr>{cell}</w:tcPr>{line('Donnée', run)}</w:tc>" * columns
    rows = f"<w:tr><w:trPr>{row}</w:trPr>{cells}</w:tr><w:tr>{cells}</w:tr>"
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{rows}</w:tbl>"


def drawing(said: str = "", inside: str = "", kind: str = "inline", within: str = "") -> str:
    named = f'<wp:docPr id="99" name="Sceau"{said}>{within}</wp:docPr>'
    held = f'<w:drawing xmlns:wp="{WP}"><wp:{kind}>{named}{inside}</wp:{kind}></w:drawing>'
    return f"<w:p><w:r>{held}</w:r></w:p>"


def shape(said: str = "", inside: str = "") -> str:
    held = f'<v:rect xmlns:v="urn:schemas-microsoft-com:vml" id="Cadre"{said}>{inside}</v:rect>'
    return f"<w:p><w:r><w:pict>{held}</w:pict></w:r></w:p>"


def styled(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


BOLD, SIZE, NUMBERED = "<w:b/>", '<w:sz w:val="40"/>', '<w:numPr><w:numId w:val="1"/></w:numPr>'
PALE = '<w:color w:val="888888"/>'
GREY, WHITE = '<w:color w:val="999999"/>', '<w:color w:val="FFFFFF"/>'
DARK = '<w:shd w:val="clear" w:fill="1F2933"/>'
DECORATIVE = '<a:extLst xmlns:a="a"><a:ext><d:decorative xmlns:d="d" val="1"/></a:ext></a:extLst>'
SEAL = (
    "<w:r><w:drawing><wp:inline><wp:docPr id='99' descr='Le site'/></wp:inline></w:drawing></w:r>"
)
BOX = f"<w:txbxContent>{line('Dans un cadre', WHITE)}</w:txbxContent>"
NO_HEADINGS = '(?s)<w:style [^>]*"Heading1">.*(?=<w:style [^>]*"BodyText">)'

WORD_FAULTS: Mapping[str, tuple[str, Change]] = {
    "no title": ("title", (CORE, "<dc:title>[^<]*", "<dc:title>")),
    "a file for a title": ("title", (CORE, "<dc:title>[^<]*", "<dc:title>note_v3.docx")),
    "no language": ("language", (STYLES, '<w:lang w:val="fr-FR" w:eastAsia="fr-FR"/>', "")),
    "no tag for a language": ("language", (STYLES, '<w:lang w:val="fr-FR"', '<w:lang w:val="x"')),
    "a chart unsaid": ("alternative text", (BODY, 'descr="[^"]*"', 'descr=""')),
    "a file for a chart": ("alternative text", (BODY, 'descr="[^"]*"', 'descr="Capture.PNG"')),
    "a kind for a chart": ("alternative text", (BODY, 'descr="[^"]*"', 'descr="Graphique 3"')),
    "a seal in a footer": ("alternative text", (FOOT, END, drawing())),
    "a drawing of old": ("alternative text", (BODY, TEXT, shape())),
    "no header row": ("header rows", (BODY, "<w:tblHeader/>", "")),
    "a header row turned off": (
        "header rows",
        (BODY, "<w:tblHeader/>", '<w:tblHeader w:val="0"/>'),
    ),
    "a look in bits": (
        "header rows",
        (BODY, TEXT, table(LOOK.replace('firstRow="1"', 'val="04A0"'))),
    ),
    "no look": ("header rows", (BODY, TEXT, table('<w:tblCaption w:val="Titre"/>'))),
    "an empty link": ("links", (BODY, TEXT, link(""))),
    "a first heading too low": ("headings", (BODY, '"Heading1"', '"Heading2"')),
    "a level left out": ("headings", (BODY, TEXT, line("Titre", "", '<w:outlineLvl w:val="3"/>'))),
    "a bold line": ("false headings", (BODY, TEXT, line("Méthode", BOLD) + line(LONG))),
    "a large line": ("false headings", (BODY, TEXT, line("Méthode", SIZE) + line(LONG))),
    "a strong line": (
        "false headings",
        (BODY, TEXT, line("Méthode", '<w:rStyle w:val="Strong"/>') + line(LONG)),
    ),
    "grey words": ("contrast", (BODY, TEXT, line("Provisoire", GREY))),
    "a grey style": ("contrast", (STYLES, '4B5563(?="/><w:sz w:val="24")', "999999")),
    "white words in a footer": ("contrast", (FOOT, END, line("Brouillon", WHITE))),
    "dark words on a dark cell": (
        "contrast",
        (BODY, TEXT, table(LOOK, HEAD, DARK, '<w:color w:val="000000"/>')),
    ),
    "typed dashes": ("typed lists", (BODY, TEXT, line("- un") + line("- deux"))),
    "typed numbers": ("typed lists", (BODY, TEXT, line("1) un") + line("2) deux"))),
    "blanks for columns": ("blanks", (BODY, TEXT, line("ITO     13,4"))),
    "tabs for an indent": (
        "blanks",
        (BODY, TEXT, f"<w:p><w:r>{'<w:tab/>' * 3}{words('Rabat')}</w:r></w:p>"),
    ),
}

WORD_ADVICE: Mapping[str, tuple[str, Change]] = {
    "two languages": ("language", (CORE, "fr-FR", "en-US")),
    "a machine's words": (
        "alternative text",
        (BODY, 'descr="[^"]*"', 'descr="Barres. Description générée automatiquement"'),
    ),
    "a floating picture": (
        "objects in line",
        (BODY, TEXT, drawing(' descr="Le sceau"', kind="anchor")),
    ),
    "a cell over rows": ("tables", (BODY, CELL, '<w:vMerge w:val="restart"/>')),
    "a table in a cell": (
        "tables",
        (BODY, '(?=<w:p><w:pPr><w:pStyle w:val="TableHeader"/>)', table("", columns=1)),
    ),
    "no description": ("tables", (BODY, "<w:tblCaption[^>]*/><w:tblDescr[^>]*/>", "")),
    "click here": ("links", (BODY, TEXT, link(words("Cliquez ici.")))),
    "more": ("links", (BODY, TEXT, link(words("Plus d’informations…")))),
    "an address": ("links", (BODY, TEXT, link(words("https://example.org/rapport")))),
    "a link as a field": ("links", (BODY, TEXT, field(" HYPERLINK &quot;there&quot; ", "ici"))),
    "a link in a footer": ("links", (FOOT, END, link(words("ici")))),
    "an empty heading": ("headings", (BODY, TEXT, line("", "", styled("Heading2")))),
    "no headings": ("headings", (STYLES, NO_HEADINGS, "")),
    "empty lines": ("blanks", (BODY, TEXT, line("") * 3)),
}

WORD_HABITS: Mapping[str, Change] = {
    "a language without a country": (CORE, "fr-FR", "fr"),
    "no language among the properties": (CORE, "<dc:language>[^<]*</dc:language>", ""),
    "a decorative picture": (BODY, TEXT, drawing(within=DECORATIVE, kind="anchor")),
    "a text box": (BODY, TEXT, drawing(inside=BOX)),
    "a text box of old": (BODY, TEXT, shape(inside=f"<v:textbox>{BOX}</v:textbox>")),
    "a rule": (BODY, TEXT, shape(' o:hr="t"')),
    "a watermark": (FOOT, END, shape(inside='<v:textpath string="PROJET"/>')),
    "a deleted picture": (BODY, TEXT, f"<w:del>{drawing()}</w:del>"),
    "a drawing that Word does not take": (
        BODY,
        TEXT,
        f"<mc:AlternateContent><mc:Choice>{line('Mot')}</mc:Choice>"
        f"<mc:Fallback>{shape()}</mc:Fallback></mc:AlternateContent>",
    ),
    "a table for the layout": (BODY, TEXT, table('<w:tblLook w:firstRow="0"/>')),
    "a box of one column": (BODY, TEXT, table('<w:tblLook w:firstRow="1"/>', columns=1)),
    "a link that names its target": (BODY, TEXT, link(words("Le rapport annuel (2024)"))),
    "a field that is no link": (FOOT, END, field(" PAGE ", "1")),
    "an address of mail": (BODY, TEXT, link(words("statistiques@example.org"))),
    "a picture for a link": (BODY, TEXT, f"<w:p><w:hyperlink>{SEAL}</w:hyperlink></w:p>"),
    "a bold sentence": (BODY, TEXT, line("Attention.", BOLD) + line(LONG)),
    "a bold caption": (BODY, TEXT, line("Tableau 4 Exportations", BOLD) + line(LONG)),
    "a bold entry of a list": (BODY, TEXT, line("Méthode", BOLD, NUMBERED) + line(LONG)),
    "bold in part": (BODY, TEXT, line("Méthode", BOLD, rest=" usuelle") + line(LONG)),
    "a bold title": (BODY, TEXT, line("Méthode", BOLD, styled("Title")) + line(LONG)),
    "large grey words": (BODY, TEXT, line("Projet.", PALE + SIZE)),
    "white words on a dark cell": (BODY, TEXT, table(LOOK, HEAD, DARK, WHITE)),
    "white words on a dark line": (BODY, TEXT, line("Projet", WHITE, DARK)),
    "marked words": (BODY, TEXT, line("Projet", '<w:highlight w:val="black"/>' + WHITE)),
    "hidden words": (BODY, TEXT, line("Note", "<w:vanish/>" + WHITE)),
    "a size that is no number": (BODY, TEXT, line("Note", '<w:sz w:val="²"/>')),
    "one dash": (BODY, TEXT, line("- un")),
    "a list of its own": (BODY, TEXT, line("- un", "", NUMBERED) * 2),
    "two empty lines": (BODY, TEXT, line("") * 2),
    "page breaks": (BODY, TEXT, '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' * 3),
}
