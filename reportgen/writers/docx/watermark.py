"""The word across every page as Word's own watermark: WordArt behind the text of a header."""

from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from reportgen.theme import Theme
from reportgen.writers.docx.styles import font_family
from reportgen.writers.docx.xml import Element, checked
from reportgen.writers.watermark import SLANT, WEIGHT, watermark

LINE = 1.1  # of the font size: Word fits a whole line into the box
INSIDE = 0.93  # LibreOffice takes a height of its own, greater than that, and is off centre
# Word and LibreOffice know a watermark by this name: their menus can remove it.
_NAME = "PowerPlusWaterMarkObject"
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_PLAIN_TEXT = (  # the shape "text-plain" as Word writes it
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>'
    '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
    '<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom"'
    ' o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight"'
    ' xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_WORD = 'xmlns:w10="urn:schemas-microsoft-com:office:word"'
_WRAP = f'<w10:wrap {_WORD} anchorx="margin" anchory="margin"/>'
_CENTRED = (
    "position:absolute;margin-left:0;margin-top:0;z-index:-251658752"
    ";mso-position-horizontal:center;mso-position-horizontal-relative:margin"
    ";mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def watermark_runs(running: Element) -> list[Element]:
    """Return the runs of a header that hold a watermark, whoever put it there."""
    return [
        run
        for run in running.iter(qn("w:r"))
        if any(shape.get("id", "").startswith(_NAME) for shape in run.iter("{*}shape"))
    ]


def watermark_run(text: str, theme: Theme, number: int) -> Element:
    """Return the run that holds a watermark; `number` is unique in the document."""
    mark = watermark(text, theme)
    # A box higher than the capitals is made smaller, so that it stays within the margins.
    scale = INSIDE * (mark.width + mark.height) / (mark.width + mark.size * LINE)
    box = f"width:{mark.width * scale:.1f}pt;height:{mark.size * LINE * scale:.1f}pt"
    style = f"{_CENTRED};{box};rotation:{360 - SLANT}"
    said = quoteattr(checked(text))
    letters = quoteattr(f'font-family:"{font_family(theme, WEIGHT)}";font-size:1pt')
    run: Element = parse_xml(
        f"<w:r {nsdecls('w')} {_VML}><w:rPr><w:noProof/></w:rPr><w:pict>{_PLAIN_TEXT}"
        f'<v:shape id="{_NAME}{number}" type="#_x0000_t136" alt={said} style="{style}"'
        f' o:allowincell="f" fillcolor="{theme.colours["watermark"]}" stroked="f">'
        f"<v:textpath style={letters} string={said}/>{_WRAP}</v:shape></w:pict></w:r>"
    )
    return run
