"""The styles of a briefing, built from the theme's type scale."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from math import ceil, floor

from docx.oxml.ns import qn

from reportgen.theme import Theme, TypeStyle
from reportgen.writers.docx.xml import (
    Element,
    border,
    hex_colour,
    in_schema_order,
    local_name,
    style_id,
    twips,
    w,
)
from reportgen.writers.rules import LIST_MARK

BULLET_LIST = 1
TABLE_STYLE = "Briefing Table"
LAYOUT_STYLE = "Briefing Layout"
_TIGHT_LEADING = 1.2  # ascent and descent of the theme's fonts, in ems
WORDS_OWN_NAMES = {
    "Heading 1": "heading 1",
    "Heading 2": "heading 2",
    "TOC Heading": "TOC Heading",
    "TOC 1": "toc 1",
    "TOC 2": "toc 2",
    "Caption": "caption",
    "Header": "header",
    "Footer": "footer",
}
_BUILT_IN = WORDS_OWN_NAMES.keys() | {
    *("Normal", "Title", "Subtitle", "Body Text", "List Bullet", "Strong", "Emphasis", "Hyperlink"),
}
Extras = Callable[[Theme], tuple[Element, ...]]


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A named style: its line of the type scale, and what the scale does not say.

    `letters` is the line that gives font and colour where it is not `type`.
    """

    name: str
    type: str
    extras: Extras = lambda _theme: ()
    letters: str = ""
    next: str = ""
    keep_next: bool = False


def text_width(theme: Theme, text: str, style: TypeStyle) -> float:
    """Return the width of one line of text in points, in the theme's own fonts."""
    from reportgen.charts.metrics import text_width as advance

    return advance(text, theme.fonts.file(style.weight), style.size)


def _body(theme: Theme) -> tuple[Element, ...]:
    return (w("ind", right=_margin(theme)),)


def _first_body(theme: Theme) -> tuple[Element, ...]:
    return (*_body(theme), w("spacing", before=0))


def _contents_2(theme: Theme) -> tuple[Element, ...]:
    return (w("ind", left=twips(theme.measures.list_indent), right=_margin(theme)),)


def _list(theme: Theme) -> tuple[Element, ...]:
    indent = twips(theme.measures.list_indent)
    place = w("ind", left=indent, right=_margin(theme), hanging=indent)
    return (w("numPr", w("numId", val=BULLET_LIST)), place)


def _margin(theme: Theme) -> int:
    return twips(theme.page.start(theme.measures.text_margin_columns))


def _ruled(theme: Theme, line: str, width: float, colour: str, above: float) -> tuple[Element, ...]:
    space = theme.type[line].before - width
    rule = border("top", width, theme.colours[colour], space)
    return (w("pBdr", rule), w("spacing", before=twips(above)))


def _head_rule(theme: Theme) -> tuple[Element, ...]:
    above = theme.type["publisher"].after
    return _ruled(theme, "theme", theme.measures.rule_heavy, "ink", above)


def _caption(theme: Theme) -> tuple[Element, ...]:
    return _ruled(theme, "caption", theme.measures.rule_fine, "rule", theme.page.module)


def _colophon(theme: Theme) -> tuple[Element, ...]:
    fine, module = theme.measures.rule_fine, theme.page.module
    return (*_ruled(theme, "colophon", fine, "rule", module), w("contextualSpacing"))


def _version(theme: Theme) -> tuple[Element, ...]:
    pad = twips(theme.measures.version_padding)
    return (*_running(theme), w("spacing", before=pad, after=pad))


def _source(_theme: Theme) -> tuple[Element, ...]:
    return (w("contextualSpacing"),)


def _glossary(theme: Theme) -> tuple[Element, ...]:
    text = twips(theme.page.start(theme.measures.term_columns))
    return (w("tabs", w("tab", val="left", pos=text)), w("ind", left=text, hanging=text))


def _running(theme: Theme) -> tuple[Element, ...]:
    return (w("tabs", w("tab", val="right", pos=twips(theme.page.measure))),)


def _header(theme: Theme) -> tuple[Element, ...]:
    page, running = theme.page, theme.type["running"]
    text_bottom = page.header_baseline - running.size + running.leading
    # A header that ends lower than the top margin moves the text of later pages down.
    return (*_running(theme), w("spacing", after=twips(max(0, page.later_top - text_bottom))))


def _figure(_theme: Theme) -> tuple[Element, ...]:
    return (w("spacing", before=0, after=0, line=240, lineRule="auto"),)


def _outline(level: int) -> Extras:
    return lambda _theme: (w("outlineLvl", val=level - 1),)


def _middle(line: str) -> Extras:
    """Spread a wide leading around the line: word processors put all of it above the letters."""

    def spread(theme: Theme) -> tuple[Element, ...]:
        pad = twips(_half_spare(theme.type[line]))
        tight = twips(theme.type[line].leading) - 2 * pad
        return (w("spacing", before=pad, after=pad, line=tight),)

    return spread


def _half_spare(style: TypeStyle) -> float:
    return (style.leading - style.size * _TIGHT_LEADING) / 2


def fact_foot(theme: Theme) -> float:
    """Return the room below the letters of a fact in points."""
    return _half_spare(theme.type["table_cell"])


def _fact(theme: Theme) -> tuple[Element, ...]:
    """In the middle of its leading, with room on one side alone: those of neighbours overlap."""
    foot = twips(fact_foot(theme))
    return (w("spacing", after=foot, line=twips(theme.type["table_cell"].leading) - foot),)


def _member(theme: Theme) -> tuple[Element, ...]:
    indent = w("ind", left=twips(theme.measures.member_indent))
    return (*_middle("table_cell")(theme), indent)


def _number(theme: Theme) -> tuple[Element, ...]:
    return (*_middle("table_cell")(theme), w("jc", val="right"))


def _publisher(theme: Theme) -> tuple[Element, ...]:
    """On one line with the words of the tags, which stand in a box."""
    style = theme.type["publisher"]
    above, tight = twips(theme.measures.rule_thin), twips(style.size * _TIGHT_LEADING)
    return (w("spacing", before=above, after=twips(style.leading) - above - tight, line=tight),)


def _status(theme: Theme) -> tuple[Element, ...]:
    """In a box as wide as the cell: words of a wider font take the room beside the words."""
    thin, padding = theme.measures.rule_thin, theme.measures.tag_padding_along
    spaces = {"top": floor(padding), "left": 0, "bottom": ceil(padding), "right": 0}
    colour = theme.type["status"].colour
    box = (border(side, thin, colour, space) for side, space in spaces.items())
    edge = twips(thin)  # a box stands outside of the lines that it holds
    return (w("pBdr", *box), w("ind", left=edge, right=edge), w("jc", val="center"))


PARAGRAPH_STYLES = (
    ParagraphStyle("Briefing Publisher", "publisher", _publisher),
    ParagraphStyle("Briefing Status", "status", _status),
    ParagraphStyle("Briefing Theme", "theme", _head_rule, keep_next=True),
    ParagraphStyle("Title", "title", keep_next=True, next="Subtitle"),
    ParagraphStyle("Subtitle", "subtitle", next="First Paragraph"),
    ParagraphStyle("Key Label", "key_label"),
    ParagraphStyle("Key Period", "key_period"),
    ParagraphStyle("Key Value", "key_value"),
    ParagraphStyle("Key Unit", "key_unit"),
    ParagraphStyle("Key Note", "key_note"),
    ParagraphStyle("Heading 1", "heading_1", _outline(1), next="First Paragraph", keep_next=True),
    ParagraphStyle("Heading 2", "heading_2", _outline(2), next="First Paragraph", keep_next=True),
    ParagraphStyle("TOC Heading", "contents_heading", next="TOC 1", keep_next=True),
    ParagraphStyle("TOC 1", "contents_1", _body),
    ParagraphStyle("TOC 2", "contents_2", _contents_2),
    ParagraphStyle("Body Text", "body", _body),
    ParagraphStyle("First Paragraph", "body", _first_body, next="Body Text"),
    ParagraphStyle("List Bullet", "list", _list),
    ParagraphStyle("Caption", "caption", _caption, letters="caption_label", keep_next=True),
    ParagraphStyle("Caption Subtitle", "caption_subtitle", keep_next=True),
    ParagraphStyle("Briefing Figure", "source", _figure, keep_next=True),
    ParagraphStyle("Source", "source", _source),
    ParagraphStyle("Table Header", "table_header"),
    ParagraphStyle("Table Unit", "table_unit"),
    ParagraphStyle("Table Text", "table_cell", _middle("table_cell")),
    ParagraphStyle("Table Member", "table_cell", _member),
    ParagraphStyle("Table Number", "table_cell", _number),
    ParagraphStyle("Table Total", "table_total", _middle("table_total")),
    ParagraphStyle("Annex Text", "annex_cell", _middle("annex_cell")),
    ParagraphStyle("Briefing Fact", "table_cell", _fact, keep_next=True),
    ParagraphStyle("Glossary", "glossary_text", _glossary),
    ParagraphStyle("Briefing Callout", "callout"),
    ParagraphStyle("Header", "running", _header),
    ParagraphStyle("Footer", "running", _running),
    ParagraphStyle("Briefing Colophon", "colophon", _colophon),
    ParagraphStyle("Briefing Version", "body", _version),
)
CHARACTER_STYLES = {
    "Caption Title": "caption",
    "Glossary Term": "glossary_term",
    "Running Status": "running_status",
}


def default_styles(theme: Theme, language: str) -> Iterator[Element]:
    """Yield the content of styles.xml: defaults in `language`, then every style by name."""
    body = theme.type["body"]
    defaults = w("rPr", *letters(theme, body), w("lang", val=language, eastAsia=language))
    yield w(
        "docDefaults",
        w("rPrDefault", defaults),
        w("pPrDefault", w("pPr", w("widowControl"), _spacing(body))),
    )
    yield w("style", w("name", val="Normal"), type="paragraph", default=1, styleId="Normal")
    for style in PARAGRAPH_STYLES:
        yield _paragraph_style(theme, style)
    yield from _character_styles(theme)
    yield from _table_styles(theme)


def letters(theme: Theme, style: TypeStyle) -> Iterator[Element]:
    """Yield the run properties of a line of the type scale."""
    yield from _font(theme, style.weight)
    yield w("color", val=hex_colour(style.colour))
    yield w("sz", val=round(style.size * 2))
    yield w("szCs", val=round(style.size * 2))


def font_family(theme: Theme, weight: str) -> str:
    """Return the family name under which a word processor knows a weight."""
    return f"{theme.fonts.family} SemiBold" if weight == "semibold" else theme.fonts.family


def bullet_numbering(theme: Theme) -> Iterator[Element]:
    """Yield the content of numbering.xml: the list whose mark is an en dash."""
    indent = twips(theme.measures.list_indent)
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="bullet"),
        w("pStyle", val=style_id("List Bullet")),
        w("lvlText", val=LIST_MARK),
        w("lvlJc", val="left"),
        w("pPr", w("tabs", w("tab", val="num", pos=indent)), w("ind", left=indent, hanging=indent)),
        w("rPr", *_font(theme, "regular"), w("color", val=hex_colour(theme.colours["muted"]))),
        ilvl=0,
    )
    single = w("multiLevelType", val="singleLevel")
    yield w("abstractNum", single, level, abstractNumId=0)
    yield w("num", w("abstractNumId", val=0), numId=BULLET_LIST)


def _font(theme: Theme, weight: str) -> Iterator[Element]:
    family = font_family(theme, weight)
    yield w("rFonts", ascii=family, hAnsi=family, eastAsia=family, cs=family)
    # Bold too: a reader without the SemiBold family then sees a bold fallback.
    if weight in {"semibold", "bold"}:
        yield w("b")
        yield w("bCs")
    if weight == "italic":
        yield w("i")
        yield w("iCs")


def _spacing(style: TypeStyle) -> Element:
    return w(
        "spacing",
        before=twips(style.before),
        after=twips(style.after),
        line=twips(style.leading),
        lineRule="exact",
    )


def _style(kind: str, name: str, based_on: str, *content: Element, next: str = "") -> Element:
    head = [w("name", val=WORDS_OWN_NAMES.get(name, name))]
    if based_on:
        head.append(w("basedOn", val=style_id(based_on)))
    if next:
        head.append(w("next", val=style_id(next)))
    style = w("style", *head, w("qFormat"), *content, type=kind, styleId=style_id(name))
    if name not in _BUILT_IN:
        style.set(qn("w:customStyle"), "1")
    return style


def _paragraph_style(theme: Theme, style: ParagraphStyle) -> Element:
    line = theme.type[style.type]
    spacing = _spacing(line)
    properties = [spacing]
    if style.keep_next:
        properties.append(w("keepNext"))
    for extra in style.extras(theme):
        if local_name(extra) == "spacing":
            spacing.attrib.update(extra.attrib)
        else:
            properties.append(extra)
    return _style(
        "paragraph",
        style.name,
        "Normal",
        w("pPr", *in_schema_order(properties)),
        w("rPr", *letters(theme, theme.type[style.letters or style.type])),
        next=style.next,
    )


def _character_styles(theme: Theme) -> Iterator[Element]:
    looks: dict[str, list[Element]] = {
        name: list(letters(theme, theme.type[line])) for name, line in CHARACTER_STYLES.items()
    }
    looks["Strong"] = list(_font(theme, "semibold"))
    looks["Emphasis"] = list(_font(theme, "italic"))
    looks["Muted"] = [w("color", val=hex_colour(theme.colours["muted"]))]
    looks["Hyperlink"] = [w("u", val="single")]
    # The gap is a space and what it lacks, in whole points.
    space = text_width(theme, " ", theme.type["caption_label"])
    looks["Caption Gap"] = [w("spacing", val=twips(round(theme.measures.caption_gap - space)))]
    for name, look in looks.items():
        yield _style("character", name, "", w("rPr", *look))


def _table_styles(theme: Theme) -> Iterator[Element]:
    thin = border("bottom", theme.measures.rule_thin, theme.colours["ink"])
    sides = ("top", "left", "bottom", "right")

    def properties(*borders: Element) -> Element:
        margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in sides))
        return w("tblPr", *borders, margins)

    yield _style("table", LAYOUT_STYLE, "", properties())
    header = w("tblStylePr", w("tcPr", w("tcBorders", deepcopy(thin))), type="firstRow")
    yield _style("table", TABLE_STYLE, "", properties(w("tblBorders", thin)), header)
