"""The styles of a briefing, built from the theme's type scale."""

from collections.abc import Iterable, Iterator
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
    style_id,
    twips,
    w,
)
from reportgen.writers.rules import LIST_MARK

BULLET_LIST = 1
TABLE_STYLE = "Briefing Table"
LAYOUT_STYLE = "Briefing Layout"
_TIGHT_LEADING = 1.2  # ascent and descent of the theme's fonts, in ems
_LOWER = ("Heading 1", "Heading 2", "TOC 1", "TOC 2", "Caption", "Header", "Footer")
WORDS_OWN_NAMES = {"TOC Heading": "TOC Heading", **{name: name.lower() for name in _LOWER}}
_BUILT_IN = WORDS_OWN_NAMES.keys() | {
    *("Normal", "Title", "Subtitle", "Body Text", "List Bullet", "Strong", "Emphasis", "Hyperlink"),
}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A named style: its line of the type scale, or another that gives font and colour."""

    name: str
    type: str
    letters: str = ""
    next: str = ""
    keep_next: bool = False


def text_width(theme: Theme, text: str, style: TypeStyle) -> float:
    """Return the width of one line of text in points, in the theme's own fonts."""
    from reportgen.charts.metrics import text_width as advance

    return advance(text, theme.fonts.file(style.weight), style.size)


PARAGRAPH_STYLES = (
    ParagraphStyle("Briefing Publisher", "publisher"),
    ParagraphStyle("Briefing Status", "status"),
    ParagraphStyle("Briefing Theme", "theme", keep_next=True),
    ParagraphStyle("Title", "title", keep_next=True, next="Subtitle"),
    ParagraphStyle("Subtitle", "subtitle", next="First Paragraph"),
    ParagraphStyle("Key Label", "key_label"),
    ParagraphStyle("Key Period", "key_period"),
    ParagraphStyle("Key Value", "key_value"),
    ParagraphStyle("Key Unit", "key_unit"),
    ParagraphStyle("Key Note", "key_note"),
    ParagraphStyle("Heading 1", "heading_1", next="First Paragraph", keep_next=True),
    ParagraphStyle("Heading 2", "heading_2", next="First Paragraph", keep_next=True),
    ParagraphStyle("TOC Heading", "contents_heading", next="TOC 1", keep_next=True),
    ParagraphStyle("TOC 1", "contents_1"),
    ParagraphStyle("TOC 2", "contents_2"),
    ParagraphStyle("Body Text", "body"),
    ParagraphStyle("First Paragraph", "body", next="Body Text"),
    ParagraphStyle("List Bullet", "list"),
    ParagraphStyle("Caption", "caption", letters="caption_label", keep_next=True),
    ParagraphStyle("Caption Subtitle", "caption_subtitle", keep_next=True),
    ParagraphStyle("Briefing Figure", "source", keep_next=True),
    ParagraphStyle("Source", "source"),
    ParagraphStyle("Table Header", "table_header"),
    ParagraphStyle("Table Unit", "table_unit"),
    ParagraphStyle("Table Text", "table_cell"),
    ParagraphStyle("Table Member", "table_cell"),
    ParagraphStyle("Table Number", "table_cell"),
    ParagraphStyle("Table Total", "table_total"),
    ParagraphStyle("Annex Text", "annex_cell"),
    ParagraphStyle("Briefing Fact", "table_cell", keep_next=True),
    ParagraphStyle("Glossary", "glossary_text"),
    ParagraphStyle("Briefing Callout", "callout"),
    ParagraphStyle("Header", "running"),
    ParagraphStyle("Footer", "running"),
    ParagraphStyle("Briefing Colophon", "colophon"),
    ParagraphStyle("Briefing Version", "body"),
)


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


def _spacing(scale: TypeStyle, /, **other: int | str) -> Element:
    before, after, line = map(twips, (scale.before, scale.after, scale.leading))
    usual: dict[str, int | str] = {"before": before, "after": after, "line": line}
    return w("spacing", **{**usual, "lineRule": "exact", **other})


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
    spacing = _spacing(theme.type[style.type], **_space(style, theme))
    keep = (w("keepNext"),) if style.keep_next else ()
    return _style(
        "paragraph",
        style.name,
        "Normal",
        w("pPr", *in_schema_order((spacing, *keep, *_properties(style, theme)))),
        w("rPr", *letters(theme, theme.type[style.letters or style.type])),
        next=style.next,
    )


def _space(style: ParagraphStyle, theme: Theme) -> dict[str, int | str]:
    """What differs from the type scale above, below and within the lines of a style, in twips."""
    line, page = theme.type[style.type], theme.page
    match style.name:
        case "Briefing Theme":
            return {"before": twips(theme.type["publisher"].after)}
        case "Caption" | "Briefing Colophon":
            return {"before": twips(page.module)}
        case "First Paragraph":
            return {"before": 0}
        case "Briefing Figure":
            return {"before": 0, "after": 0, "line": 240, "lineRule": "auto"}
        case "Briefing Version":
            pad = twips(theme.measures.version_padding)
            return {"before": pad, "after": pad}
        case "Header":  # one that ends lower than the top margin moves the text of later pages down
            bottom = page.header_baseline - line.size + line.leading
            return {"after": twips(max(0, page.later_top - bottom))}
        case "Briefing Publisher":  # on one line with the words of the tags, which stand in a box
            above, tight = twips(theme.measures.rule_thin), twips(line.size * _TIGHT_LEADING)
            return {"before": above, "after": twips(line.leading) - above - tight, "line": tight}
        case "Briefing Fact":  # room on one side alone: those of neighbours overlap
            foot = twips(half_spare(line))
            return {"after": foot, "line": twips(line.leading) - foot}
        case "Table Text" | "Table Member" | "Table Number" | "Table Total" | "Annex Text":
            # Around the line: word processors put all of a wide leading above the letters.
            pad = twips(half_spare(line))
            return {"before": pad, "after": pad, "line": twips(line.leading) - 2 * pad}
        case _:
            return {}


def _properties(style: ParagraphStyle, theme: Theme) -> Iterator[Element]:
    """Where a style stands, its rules and tab stops."""
    page, measures = theme.page, theme.measures
    margin, indent = twips(page.start(measures.text_margin_columns)), twips(measures.list_indent)
    match style.name:
        case "Heading 1" | "Heading 2":
            yield w("outlineLvl", val=int(style.name[-1]) - 1)
        case "Body Text" | "First Paragraph" | "TOC 1":
            yield w("ind", right=margin)
        case "TOC 2":
            yield w("ind", left=indent, right=margin)
        case "List Bullet":
            yield w("numPr", w("numId", val=BULLET_LIST))
            yield w("ind", left=indent, right=margin, hanging=indent)
        case "Glossary":
            text = twips(page.start(measures.term_columns))
            yield w("tabs", w("tab", val="left", pos=text))
            yield w("ind", left=text, hanging=text)
        case "Header" | "Footer" | "Briefing Version":
            yield w("tabs", w("tab", val="right", pos=twips(page.measure)))
        case "Table Member":
            yield w("ind", left=twips(measures.member_indent))
        case "Table Number":
            yield w("jc", val="right")
        case "Briefing Theme":
            yield _rule_above(style, measures.rule_heavy, "ink", theme)
        case "Caption":
            yield _rule_above(style, measures.rule_fine, "rule", theme)
        case "Briefing Colophon":
            yield _rule_above(style, measures.rule_fine, "rule", theme)
            yield w("contextualSpacing")
        case "Source":
            yield w("contextualSpacing")
        case "Briefing Status":
            yield from _box(style, theme)


def _rule_above(style: ParagraphStyle, width: float, colour: str, theme: Theme) -> Element:
    space = theme.type[style.type].before - width
    return w("pBdr", border("top", width, theme.colours[colour], space))


def _box(style: ParagraphStyle, theme: Theme) -> Iterator[Element]:
    """As wide as the cell: words of a wider font take the room beside the words."""
    thin, padding = theme.measures.rule_thin, theme.measures.tag_padding_along
    spaces = {"top": floor(padding), "left": 0, "bottom": ceil(padding), "right": 0}
    colour = theme.type[style.type].colour
    yield w("pBdr", *(border(side, thin, colour, space) for side, space in spaces.items()))
    edge = twips(thin)  # a box stands outside of the lines that it holds
    yield w("ind", left=edge, right=edge)
    yield w("jc", val="center")


def half_spare(line: TypeStyle) -> float:
    """Return the room that a leading leaves below its letters in points, and above them."""
    return (line.leading - line.size * _TIGHT_LEADING) / 2


def _character_styles(theme: Theme) -> Iterator[Element]:
    # The gap is a space and what it lacks, in whole points.
    space = text_width(theme, " ", theme.type["caption_label"])
    gap = round(theme.measures.caption_gap - space)
    looks: dict[str, Iterable[Element]] = {
        "Caption Title": letters(theme, theme.type["caption"]),
        "Glossary Term": letters(theme, theme.type["glossary_term"]),
        "Running Status": letters(theme, theme.type["running_status"]),
        "Strong": _font(theme, "semibold"),
        "Emphasis": _font(theme, "italic"),
        "Muted": (w("color", val=hex_colour(theme.colours["muted"])),),
        "Hyperlink": (w("u", val="single"),),
        "Caption Gap": (w("spacing", val=twips(gap)),),
    }
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
