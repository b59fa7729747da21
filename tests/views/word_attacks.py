"""Changes of a Word file that a reader or a viewer meets, by the kind of what they change."""

from docx_reading import W
from views.word_edits import (
    BODY,
    CHART,
    FIELD,
    KIND,
    NUMBERING,
    RELATIONS,
    RUN,
    SETTINGS,
    SHAPES,
    STYLES,
    Attack,
    alternatives,
    beside,
    bound_control,
    duplicate_body,
    edited,
    flat_row,
    header_of_another_name,
    hidden_row,
    in_sheet,
    in_style,
    in_tree,
    in_workbook,
    looking,
    merged_cell,
    moved_row,
    moved_section,
    narrow_column,
    removed_paragraph,
    swapped_cells,
    swapped_charts,
    swapped_paragraphs,
    swapped_series,
    then,
    with_part,
)

from reportgen.views import Kind

ATTACKS: dict[Kind, dict[str, Attack]] = {
    "text": {
        "a digit": edited(BODY, r"3\.5%", "8.5%"),
        "a direction": edited(BODY, "rose strongly", "fell strongly"),
        "a unit": edited(BODY, r"13\.4\xa0billion", "13.4\xa0million"),
        "a year in a heading": edited(BODY, r"2024: stable on", "2023: stable on"),
        "a sentence added": beside(RUN.format(" Prices fell by 4%.")),
        "a doubt removed": edited(BODY, "about\xa017%", "17%"),
        "a paragraph removed": in_tree(BODY, removed_paragraph),
        "a source": edited(BODY, "Office des Changes, preliminary", "Ministry, preliminary"),
        "two points change places": in_tree(BODY, swapped_paragraphs),
        "two cells change places": in_tree(BODY, swapped_cells),
        "a row moves": in_tree(BODY, moved_row),
        "a heading moves": in_tree(BODY, moved_section),
        "a head row is none": edited(BODY, "<w:tblHeader/>", ""),
        "a heading is none": edited(BODY, r'<w:pStyle w:val="Heading1"/>', ""),
        "a sign for the other direction": edited(BODY, r"3\.5%", "\u202e%5.3"),
        "a sign without width": edited(BODY, r"3\.5%", "3.\u200b5%"),
        "a sign of a symbol font": beside('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'),
        "a space that is not kept": edited(BODY, r' xml:space="preserve">(KPO remains)', r">\1"),
        "words raised": looking('<w:vertAlign w:val="superscript"/>'),
        "words before list items": edited(NUMBERING, 'lvlText w:val="–"', 'lvlText w:val="No: "'),
        "a field that swallows a paragraph": then(
            edited(BODY, r"(KPO remains marginal: </w:t></w:r>)",
                   r'\1<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
            edited(BODY, r"(<w:t[^>]*>Movements run)",
                   r'<w:fldChar w:fldCharType="end"/>\1'),
        ),
    },
    "running": {
        "a footer": edited("word/footer1.xml", "Your organisation", "Their organisation"),
        "a header of another name": header_of_another_name,
        "no header of its own on page one": edited(BODY, "<w:titlePg/>", ""),
        "a page number that is words": edited("word/footer1.xml", ">1</w:t>", ">1 of 9.5%</w:t>"),
    },
    "note": {
        "a footnote": then(
            with_part("word/footnotes.xml",
                      f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:id="2"><w:p>'
                      f"{RUN.format('In fact 9%.')}</w:p></w:footnote></w:footnotes>",
                      f"{KIND}/footnotes"),
            beside('<w:r><w:footnoteReference w:id="2"/></w:r>'),
        ),
    },
    "comment": {
        "a comment": with_part(
            "word/comments.xml",
            f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="1" w:author="A"><w:p>'
            f"{RUN.format('9.5%?')}</w:p></w:comment></w:comments>", f"{KIND}/comments",
        ),
    },
    "revision": {
        "an insertion": beside(f'<w:ins w:author="A">{RUN.format(" Really.")}</w:ins>'),
        "a deletion": beside('<w:del w:author="A"><w:r><w:delText>9</w:delText></w:r></w:del>'),
    },
    "hidden": {
        "a style that hides": in_style("Source", "<w:vanish/>"),
        "a style of no size": edited(STYLES, r'(w:styleId="Source".*?<w:sz w:val=")\d+', r"\g<1>2"),
        "hidden words": looking("<w:vanish/>"),
        "words on a dense pattern": looking(
            '<w:shd w:val="pct95" w:color="1F2933" w:fill="auto"/>'
        ),
        "a table on the colour of its words": edited(
            BODY, r'(<w:tblStyle w:val="BriefingTable"/>)', r'\1<w:shd w:fill="1F2933"/>'
        ),
        "a paragraph before the page": edited(
            BODY, r'(<w:pStyle w:val="ListBullet"/>)', r'\1<w:ind w:left="-3000"/>'
        ),
        "words hidden on the web": looking("<w:webHidden/>"),
        "white words": looking('<w:color w:val="FFFFFF"/>'),
        "words in the colour of the page by its theme": looking(
            '<w:color w:val="000000" w:themeColor="background1"/>'
        ),
        "words on their own colour": looking('<w:shd w:val="clear" w:fill="1F2933"/>'),
        "words on black": looking('<w:color w:val="000000"/><w:highlight w:val="black"/>'),
        "words struck out": looking("<w:strike/>"),
        "words too small": looking('<w:sz w:val="2"/>'),
        "words far above their line": looking('<w:position w:val="90"/>'),
        "a style that hides twice over": then(
            in_style("Source", "<w:vanish/>"),
            edited(BODY, r'(<w:pStyle w:val="Source"/></w:pPr><w:r>)',
                   r'\1<w:rPr><w:vanish w:val="0"/></w:rPr>'),
        ),
        "a paragraph beside the page": edited(
            BODY, r'<w:pStyle w:val="ListBullet"/>',
            '<w:pStyle w:val="ListBullet"/><w:ind w:left="20000"/>',
        ),
        "a paragraph on a flat line": edited(
            BODY, r'<w:pStyle w:val="ListBullet"/>',
            '<w:pStyle w:val="ListBullet"/><w:spacing w:line="10" w:lineRule="exact"/>',
        ),
        "a cell merged into another": in_tree(BODY, merged_cell),
        "a row that is hidden": in_tree(BODY, hidden_row),
        "a row of no height": in_tree(BODY, flat_row),
        "a column of no width": in_tree(BODY, narrow_column),
    },
    "alternative": {
        "what is said of a figure": edited(BODY, r'descr="Waterfall chart', 'descr="Line chart'),
        "what is said of a table": edited(BODY, r'(tblDescription w:val=")', r"\1No "),
    },
    "chart": {
        "a value drawn": edited(CHART, r"229\.5060805", "929.5060805"),
        "a value beyond measure": edited(CHART, r"229\.5060805", "1e99999999"),
        "a label's cell": edited(CHART, r"(<c15:dlblRangeCache>.*?)\+230", r"\1+930"),
        "a label's last words": edited(CHART, r"(<a:t>)\+230", r"\1+930"),
        "a label at no point": edited(CHART, r'(<c:dLbl><c:idx val=")1"', r'\1zz"'),
        "a label removed": edited(CHART, r"<c:dLbl><c:idx val=\"1\"/>.*?</c:dLbl>", ""),
        "a category": edited(CHART, "<c:v>ESO</c:v>", "<c:v>CRM</c:v>"),
        "a point told twice": edited(CHART, r'(<c:pt idx=")2("><c:v>79)', r"\g<1>1\2"),
        "a series' name": edited(CHART, "Start of the bar", "End of the bar"),
        "the order of series": in_tree(CHART, swapped_series),
        "the order in which series are drawn": edited(CHART, 'order val="0"', 'order val="7"'),
        "a colour": edited(CHART, "D57733", "1C4C88"),
        "a colour that is paler": edited(
            CHART, r'<a:srgbClr val="D57733"/>',
            '<a:srgbClr val="D57733"><a:alpha val="2000"/></a:srgbClr>',
        ),
        "the end of an axis": edited(CHART, r'<c:max val="[\d.]+"', '<c:max val="1662"'),
        "the way of an axis": edited(CHART, '"maxMin"', '"minMax"'),
        "an axis shown": edited(CHART, r'<c:delete val="1"/>', '<c:delete val="0"/>'),
        "numbers shown as others": edited(CHART, r"General", "&quot;9&quot;0"),
        "another kind of bars": edited(CHART, '"stacked"', '"percentStacked"'),
        "bars that lie elsewhere": edited(CHART, r'<c:x val="0\.2578"', '<c:x val="0.3578"'),
        "a title": edited(
            CHART, "<c:autoTitleDeleted",
            "<c:title><c:tx><c:rich><a:p><a:r><a:t>Up</a:t></a:r></a:p></c:rich></c:tx></c:title>"
            "<c:autoTitleDeleted",
        ),
        "a word on a chart": edited(SHAPES, "engineering", "accounting"),
        "a word on a chart moves": edited(SHAPES, r"<cdr:y>0\.2429", "<cdr:y>0.6429"),
        "letters on a chart of no size": edited(SHAPES, 'sz="850"', 'sz="100"'),
        "a box that covers bars": edited(
            SHAPES, r"(<cdr:spPr>.*?)<a:noFill/>",
            r'\1<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>',
        ),
        "figures change places": swapped_charts,
        "cells that a chart reads": edited(CHART, r"Data!\$C\$2", "Data!$B$2"),
        "a cell": in_workbook("C3", 929.5),
        "a word in a cell": in_workbook("A3", "CRM"),
        "a sign in a cell": in_workbook("E3", "230"),
        "a hidden row": in_sheet(r'<row r="3"', '<row r="3" hidden="1"'),
        "a cell far away": in_sheet("(</sheetData>)", r'<row r="9"><c r="XFD9"/></row>\1'),
    },
    "drawing": {
        "an object of another program": beside("<w:r><w:object><o:OLEObject "
            'xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r>'),
        "a text box": beside(
            '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
            f"<w:txbxContent><w:p>{RUN.format('Up 9%')}</w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict></w:r>"
        ),
    },
    "link": {
        "a link that leads elsewhere": then(
            edited(RELATIONS, "</Relationships>",
                   f'<Relationship Id="h" Type="{KIND}/hyperlink" Target="https://example.org" '
                   'TargetMode="External"/></Relationships>'),
            edited(BODY, r"(<w:r>(?:(?!</w:r>).)*KPO remains marginal: </w:t></w:r>)",
                   r'<w:hyperlink r:id="h">\1</w:hyperlink>'),
        ),
    },
    "field": {
        "a reference to another figure": edited(BODY, "REF at_en_Figure_1", "REF at_en_Figure_3"),
        "a reference to nothing": edited(BODY, "REF at_en_Figure_1", "REF gone"),
        "figures counted as tables": edited(BODY, "SEQ Figure", "SEQ Table"),
        "figures counted anew": edited(BODY, r"SEQ Figure", r"SEQ Figure \\r 9"),
        "a bookmark around other words": edited(BODY, 'w:name="at_en_Figure_1"', 'w:name="gone"'),
    },
    "property": {
        "a property": edited("docProps/core.xml", "up 3.5%", "up 9.5%"),
        "a font of the theme": edited(
            "word/theme/theme1.xml", 'latin typeface="[^"]*', 'latin typeface="Symbol'
        ),
        "a base for links": edited(
            "docProps/app.xml", "(</Properties>)", r"<HyperlinkBase>https://x.org</HyperlinkBase>\1"
        ),
    },
    "structure": {
        "a table style that hides its first row": edited(
            STYLES, r'(w:styleId="BriefingTable".*?)(</w:style>)',
            r'\1<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>\2',
        ),
    },
    "page": {
        "pages counted from seven": edited(BODY, "<w:pgMar", '<w:pgNumType w:start="7"/><w:pgMar'),
    },
    "foreign": {
        "words run backwards": beside('<w:bdo w:val="rtl">' + RUN.format("5.31") + "</w:bdo>"),
        "a trend line": edited(
            CHART, "<c:cat>", '<c:trendline><c:trendlineType val="linear"/></c:trendline><c:cat>'
        ),
        "a figure leads nowhere": edited(RELATIONS, "charts/chart2.xml", "charts/none.xml"),
        "two bodies of one name": duplicate_body,
        "a part nobody needs": with_part("word/more.xml", "<a/>"),
        "another document inside": then(
            with_part("word/more.docx", "PK", f"{KIND}/aFChunk"),
            edited(BODY, "(<w:sectPr>|<w:sectPr [^>]*>)", r'<w:altChunk/>\1'),
        ),
        "macros": with_part(
            "word/vba.bin", "x", "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
        ),
        "a template elsewhere": edited(
            RELATIONS, "</Relationships>",
            f'<Relationship Id="t" Type="{KIND}/attachedTemplate" Target="https://example.org/t" '
            'TargetMode="External"/></Relationships>',
        ),
        "words bound to another part": bound_control(),
        "words that some viewers show": alternatives("wps", "3.5%", "9.5%"),
        "words that no viewer understands": alternatives("unknown", "3.5%", "9.5%"),
        "words of another vocabulary": edited(
            BODY, r"<w:t xml:space=\"preserve\">3\.5%</w:t>",
            '<x:t xmlns:x="urn:other">3.5%</x:t>',
        ),
        "a second ledger": then(
            with_part("customXml/item2.xml", '<ledger xmlns="urn:reportgen:ledger:1">{}</ledger>',
                      f"{KIND}/customXml"),
        ),
        "a merge with addresses": edited(SETTINGS, "<w:zoom", "<w:mailMerge/><w:zoom"),
        "a ground behind all pages": edited(BODY, "(<w:body>)", r'<w:background w:color="0"/>\1'),
        "a paragraph that runs into the next": edited(
            BODY, r'(<w:pStyle w:val="ListBullet"/>)', r"\1<w:rPr><w:vanish/></w:rPr>"
        ),
        "words in a symbol font": looking('<w:rFonts w:ascii="Wingdings"/>'),
        "words filled with nothing": looking(
            '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/>'
        ),
        "a font that stands for signs": edited(
            "word/fontTable.xml", 'altName w:val="Calibri"', 'altName w:val="Wingdings"'
        ),
        "a paragraph in a frame": edited(
            BODY, r'<w:pStyle w:val="ListBullet"/>',
            '<w:pStyle w:val="ListBullet"/><w:framePr w:x="20000" w:y="20000"/>',
        ),
        "columns reversed": edited(BODY, r'<w:tblStyle w:val="BriefingTable"/>',
                                   '<w:tblStyle w:val="BriefingTable"/><w:bidiVisual/>'),
        "a field that computes": edited(
            BODY, r"<w:r><w:t[^>]*>3\.5%</w:t></w:r>", FIELD.format(" = 19 / 2 ", "3.5%")
        ),
        "a page number with words": edited("word/footer1.xml", " PAGE ", r' PAGE \\# "\'9.5\'" '),
        "a property of the file": beside(
            '<w:fldSimple w:instr=" DOCPROPERTY Title ">' + RUN.format("") + "</w:fldSimple>"
        ),
    },
}  # fmt: skip
