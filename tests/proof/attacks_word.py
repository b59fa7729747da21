"""Attacks on a Word file that leave its words as they are, or nearly: each by what it does."""

from collections.abc import Callable, Mapping

from docx_reading import W, members
from lxml import etree
from views.saves import packed
from views.word_edits import (
    BODY,
    CHART,
    KIND,
    NUMBERING,
    RELATIONS,
    RUN,
    SHAPES,
    STYLES,
    Attack,
    beside,
    edited,
    in_tree,
    looking,
    then,
    with_part,
)

_FIGURE = r"<w:r>(<w:t[^>]*>3\.5%</w:t>)</w:r>"
_POINT = r'(<w:pStyle w:val="ListBullet"/>)'
_NEWER = 'xmlns:n="http://schemas.microsoft.com/office/word/2018/wordml"'
_CHARTEX = 'xmlns:n="http://schemas.microsoft.com/office/drawing/2015/9/8/chartex"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
_BLIP = '<a:blipFill><a:blip r:embed="new"/></a:blipFill>'
_RELATIONS_OF_CHART = "word/charts/_rels/chart1.xml.rels"
_LABEL = r'(<a:rPr sz="850" b="1" lang="en-GB">)(.*?)(<a:t>)\+230(</a:t></a:fld>)'


def shifted_row(root: etree._Element) -> None:
    """The cells of a row stand one column further to the right."""
    row = [*root.iter(f"{W}tbl")][2].findall(f"{W}tr")[2]
    before = etree.SubElement(row[0], f"{W}gridBefore")
    before.set(f"{W}val", "1")
    row.remove(row.findall(f"{W}tc")[-1])


def spanning_cell(root: etree._Element) -> None:
    """A cell takes two columns: those after it stand under the next heads."""
    row = [*root.iter(f"{W}tbl")][2].findall(f"{W}tr")[2]
    span = etree.SubElement(row.findall(f"{W}tc")[1][0], f"{W}gridSpan")
    span.set(f"{W}val", "2")


def crossed_cell(root: etree._Element) -> None:
    """A line from corner to corner strikes a cell out."""
    cell = [*root.iter(f"{W}tbl")][2].findall(f"{W}tr")[2].findall(f"{W}tc")[1]
    borders = etree.SubElement(cell[0], f"{W}tcBorders")
    line = etree.SubElement(borders, f"{W}tl2br")
    line.set(f"{W}val", "single")
    line.set(f"{W}sz", "24")


def dark_row(root: etree._Element) -> None:
    """A row has the colour of its words by an exception of its own."""
    row = [*root.iter(f"{W}tbl")][2].findall(f"{W}tr")[2]
    exception = etree.Element(f"{W}tblPrEx")
    etree.SubElement(exception, f"{W}shd").set(f"{W}fill", "1F2933")
    row.insert(0, exception)


def apart(root: etree._Element) -> None:
    """A figure is anchored over what stands beside it."""
    inline = next(root.iter("{*}inline"))
    anchor = etree.Element(
        str(inline.tag).replace("inline", "anchor"),
        {str(key): str(said) for key, said in inline.attrib.items()},
    )
    spot = etree.SubElement(anchor, str(anchor.tag).replace("anchor", "positionV"))
    etree.SubElement(spot, str(anchor.tag).replace("anchor", "posOffset")).text = "-900000"
    anchor.extend(inline)
    inline.getparent().replace(inline, anchor)  # type: ignore[union-attr]


def newer(choice: str, spaces: str = _NEWER) -> Callable[[str], str]:
    """Something that newer viewers show instead of what stands there."""
    head = f'<mc:AlternateContent {_MC} {spaces}><mc:Choice Requires="n">{choice}</mc:Choice>'
    return lambda old: f"{head}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"


def linked_list(data: bytes) -> bytes:
    """The shape of a list is that of another, by a style."""
    other = (
        '<w:abstractNum w:abstractNumId="77"><w:styleLink w:val="Sly"/><w:lvl w:ilvl="0">'
        '<w:start w:val="9"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.5%"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    )
    style = (
        '<w:style w:type="numbering" w:styleId="Sly"><w:name w:val="Sly"/><w:pPr><w:numPr>'
        '<w:numId w:val="77"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    first = r'<w:lvl w:ilvl="0">.*?</w:lvl>'
    return then(
        edited(NUMBERING, first, '<w:numStyleLink w:val="Sly"/>'),
        edited(NUMBERING, "</w:numbering>", f"{other}</w:numbering>"),
        edited(STYLES, "</w:styles>", style),
    )(data)


def in_all_tables(marks: str) -> Attack:
    """Give the style of tables properties of paragraphs."""
    return edited(
        STYLES, r'(w:styleId="BriefingTable".*?)(<w:tblPr>)', rf"\1<w:pPr>{marks}</w:pPr>\2"
    )


def with_picture(pattern: str, new: str) -> Attack:
    """Paint a picture somewhere in the first chart."""
    return then(
        with_part("word/media/p.png", "png", f"{KIND}/image", _RELATIONS_OF_CHART),
        edited(CHART, pattern, new),
    )


def of_a_forged_table(data: bytes) -> bytes:
    """The relation of a workbook leads to that of another chart."""
    parts = members(data)
    text = parts[_RELATIONS_OF_CHART].replace(b"chart1.xlsx", b"chart3.xlsx")
    return packed({**parts, _RELATIONS_OF_CHART: text})


ATTACKS: Mapping[str, Attack] = {
    # words that are there and not seen, or seen otherwise
    "red words on red": looking('<w:color w:val="FF0000"/><w:highlight w:val="red"/>'),
    "words on a ground of the theme": looking(
        '<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="text1"/>'
    ),
    "a symbol font for signs that are no letters of English": looking(
        '<w:rFonts w:ascii="Briefing Sans" w:hAnsi="Wingdings"/>'
    ),
    "the font of another script": looking('<w:rFonts w:cs="Wingdings"/><w:cs/>'),
    "the size of another script": looking('<w:cs/><w:szCs w:val="2"/>'),
    "a style's symbol font under a run's own": then(
        edited(STYLES, r'(w:styleId="ListBullet".*?)(</w:style>)',
               r'\1<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>\2'),
        edited(BODY, rf"({_POINT[1:-1]}.*?<w:r>)(<w:t)",
               r'\1<w:rPr><w:rFonts w:eastAsia="Arial"/></w:rPr>\2'),
    ),
    "lines of no height by their number": edited(
        BODY, _POINT, r'\1<w:spacing w:line="1" w:lineRule="auto"/>'
    ),
    "a style beside the page under an indent of the paragraph": then(
        edited(STYLES, r'(w:styleId="Source".*?<w:pPr>)', r'\1<w:ind w:left="20000"/>'),
        edited(BODY, r'(<w:pStyle w:val="Source"/>)', r'\1<w:ind w:right="10"/>'),
    ),
    "a paragraph beside the page by centimetres": edited(
        BODY, '(<w:pStyle w:val="ListBullet"/>)', r'\1<w:ind w:left="40cm"/>'
    ),
    "all paragraphs beside the page": edited(
        STYLES, r"<w:pPrDefault>.*?</w:pPrDefault>|<w:pPrDefault/>|(?=</w:docDefaults>)",
        '<w:pPrDefault><w:pPr><w:ind w:left="20000"/></w:pPr></w:pPrDefault>',
    ),
    "all paragraphs of tables on a flat line": in_all_tables(
        '<w:spacing w:line="2" w:lineRule="exact"/>'
    ),
    "a cell that is crossed out": in_tree(BODY, crossed_cell),
    "a row on the colour of its words": in_tree(BODY, dark_row),
    "a digit that is raised": edited(
        BODY, r"<w:r>(<w:t[^>]*>3\.)5(%</w:t>)</w:r>",
        r'<w:r>\1</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>5</w:t>'
        r"</w:r><w:r><w:t>\2</w:r>",
    ),
    "a digit that is a raised sign": edited(BODY, r"13\.4\xa0billion", "13.⁴\xa0billion"),
    "a number in a circle": edited(BODY, r"13\.4\xa0billion", "13.④\xa0billion"),
    # where words stand
    "a row that is one column further": in_tree(BODY, shifted_row),
    "a cell that takes two columns": in_tree(BODY, spanning_cell),
    "a list that counts by the style of another": linked_list,
    "a list whose sign points down": edited(NUMBERING, 'lvlText w:val="–"', 'lvlText w:val="▼"'),
    "lines that are numbered": edited(BODY, "<w:pgMar", '<w:lnNumType w:countBy="1"/><w:pgMar'),
    "a page of one narrow column": edited(
        BODY, "<w:titlePg/>",
        '<w:cols w:num="1" w:equalWidth="0"><w:col w:w="40"/></w:cols><w:titlePg/>',
    ),
    "pages that all have the same number": edited("word/footer1.xml", " PAGE ", " NUMPAGES "),
    "a count that is not shown": edited(BODY, r" SEQ Figure \\\* ARABIC ", r" SEQ Figure \\\\h "),
    "words in the line between notes": then(
        with_part("word/footnotes.xml",
                  f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="2" w:type="separator"><w:p>'
                  f"{RUN.format('In fact 9%.')}</w:p></w:footnote></w:footnotes>",
                  f"{KIND}/footnotes"),
    ),
    # viewers that read other things
    "hidden words for newer viewers": edited(
        BODY, rf"({_FIGURE})", newer(
            r"<w:r><w:rPr><w:vanish/></w:rPr><w:t>3.5%</w:t></w:r>")(r"\1")
    ),
    "another figure for newer viewers": edited(
        BODY, "(<w:drawing>.*?</w:drawing>)", newer(
            r'<w:drawing><wp:inline><wp:extent cx="1" cy="1"/></wp:inline></w:drawing>',
            _CHARTEX)(r"\1"),
    ),
    "words bound to another part, as newer viewers do": edited(
        BODY, f"({_FIGURE})",
        f'<w:sdt {_W15}><w:sdtPr><w15:dataBinding w:xpath="/a/b" w:storeItemID="0"/></w:sdtPr>'
        r"<w:sdtContent>\1</w:sdtContent></w:sdt>",
    ),
    "a font of the theme for another script": then(
        edited("word/theme/theme1.xml", r'(<a:minorFont>.*?)<a:cs typeface="[^"]*"/>',
               r'\1<a:cs typeface="Wingdings"/>'),
        looking('<w:rFonts w:asciiTheme="minorBidi"/>'),
    ),
    # figures
    "a figure of no size": edited(
        BODY, r'<wp:extent cx="\d+" cy="\d+"', '<wp:extent cx="1" cy="1"'
    ),
    "a figure over words": in_tree(BODY, apart),
    "a picture behind the bars": with_picture(
        r"(</c:valAx>)", rf"\1<c:spPr>{_BLIP}</c:spPr>"
    ),
    "a picture behind a chart": with_picture(r"(</c:chart>)", rf"\1<c:spPr>{_BLIP}</c:spPr>"),
    "bars on their own colour": edited(
        CHART, r"(</c:valAx>)",
        r'\1<c:spPr><a:solidFill><a:srgbClr val="155218"/></a:solidFill></c:spPr>',
    ),
    "labels of all series": edited(
        CHART, r"(<c:gapWidth)", r'<c:dLbls><c:showVal val="1"/></c:dLbls>\1'
    ),
    "bars with soft edges": edited(
        CHART, r'(<a:srgbClr val="D57733"/></a:solidFill>)',
        r'\1<a:effectLst><a:softEdge rad="12700000"/></a:effectLst>',
    ),
    "bars that are white where they are negative": edited(
        CHART, r'(155218.*?)<c:invertIfNegative val="0"/>', r'\1<c:invertIfNegative val="1"/>'
    ),
    "a line as thick as a page": edited(
        CHART, r'(D57733"/></a:solidFill>)<a:ln>',
        r'\1<a:ln w="20000000"><a:solidFill><a:srgbClr val="D57733"/></a:solidFill></a:ln><a:ln>',
    ),
    "half a label in white": edited(
        CHART, _LABEL,
        r'\1\2\3+23\4<a:r><a:rPr sz="850"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        r"</a:rPr><a:t>0</a:t></a:r>",
    ),
    "a label that is struck out": edited(
        CHART, _LABEL, r'<a:rPr sz="850" b="1" lang="en-GB" strike="sngStrike">\2\3+230\4'
    ),
    "a label on its own colour": edited(
        CHART, r"(\+230</a:t></a:fld></a:p></c:rich></c:tx><c:spPr>)<a:noFill/>",
        r'\1<a:solidFill><a:srgbClr val="1F2933"/></a:solidFill>',
    ),
    "a series for newer viewers": edited(
        CHART, "(<c:gapWidth)",
        f'<mc:AlternateContent {_MC} xmlns:c14="http://schemas.microsoft.com/office/drawing/2007/8'
        r'/2/chart"><mc:Choice Requires="c14"><c:ser><c:idx val="9"/><c:order val="9"/></c:ser>'
        r"</mc:Choice></mc:AlternateContent>\1",
    ),
    "a line on a chart that is an arrow": edited(SHAPES, 'prst="line"', 'prst="downArrow"'),
    "a word on a chart that leaves it": edited(SHAPES, 'lIns="0"', 'lIns="99999999"'),
    "a word on a chart that is struck out": edited(
        SHAPES, '<a:rPr sz="850"', '<a:rPr strike="sngStrike" sz="850"'
    ),
    "a workbook of another chart": of_a_forged_table,
    "a link on the whole of a figure": then(
        edited(RELATIONS, "</Relationships>",
               f'<Relationship Id="h" Type="{KIND}/hyperlink" Target="https://example.org" '
               'TargetMode="External"/></Relationships>'),
        edited(BODY, r'(<wp:docPr [^>]*)/>',
               r'\1><a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
               r'r:id="h"/></wp:docPr>'),
    ),
    # words
    "an amount in words": beside(RUN.format(" Exports earned thirteen billion.")),
    "a fraction in words": edited(BODY, "more than three quarters", "more than two thirds"),
}  # fmt: skip
