"""What stands side by side without being data: head line, cards, versions of the document."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import partial
from itertools import chain

from docx.oxml.ns import qn

from reportgen.briefing import Fact, KeyFigure, KeyFigures
from reportgen.l10n.numbers import decimal_sign
from reportgen.writers.docx.chapter import Chapter, runs
from reportgen.writers.docx.styles import FINE, HEAVY, LAYOUT_STYLE, THIN, fact_foot
from reportgen.writers.docx.textwidth import text_width
from reportgen.writers.docx.xml import (
    Element,
    bookmark_name,
    border,
    field,
    paragraph,
    style_id,
    tab,
    twips,
    w,
)

CARD_HEIGHT = 90
TAG_PADDING = 6
TAG_GAP = 6
FACT_UNIT = 142
FACT_GAP, FACT_LABEL_GAP = 10, 4


def table_properties(style: str, width: float, look: dict[str, int], *alt: Element) -> Element:
    """Return the properties of a table of fixed width in points."""
    return w(
        "tblPr",
        w("tblStyle", val=style_id(style)),
        w("tblW", w=twips(width), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", **look),
        *alt,
    )


def grid(widths: Iterable[float]) -> Element:
    """Return the column widths of a table."""
    return w("tblGrid", *(w("gridCol", w=twips(width)) for width in widths))


def cell(width: float, content: Iterable[Element], *properties: Element) -> Element:
    """Return a table cell; its last child must be a paragraph."""
    return w("tc", w("tcPr", w("tcW", w=twips(width), type="dxa"), *properties), *content)


def head_line(chapter: Chapter, *, ruled: bool = False) -> Element:
    """Return publisher and status tags as one row, above a heavy rule where it is `ruled`."""
    theme, masthead = chapter.theme, chapter.part.masthead
    status = theme.type["status"]
    tags: list[Element] = []
    widths: list[float] = []
    for tag in masthead.tags:
        widths += [TAG_GAP, text_width(theme, tag, status) + 2 * TAG_PADDING + THIN]
        words = chapter.line("Briefing Status", tag)
        tags += [_gap(TAG_GAP), cell(widths[-1], (words,), w("noWrap"))]
    rest = theme.page.measure - sum(widths)
    publisher = cell(rest, (chapter.line("Briefing Publisher", masthead.publisher),))
    style = theme.type["publisher"]
    height = style.leading
    if ruled:
        height += style.after
        for each in (publisher, *tags):
            each[0].insert(1, w("tcBorders", border("bottom", HEAVY, theme.colours["ink"])))
    row = w("tr", _row_height(height, "atLeast"), publisher, *tags)
    return _layout_table((rest, *widths), (row,), masthead.publisher)


def head_texts(chapter: Chapter, around: tuple[float, float] | None = None) -> Iterator[Element]:
    """Yield theme, title and subtitle below a rule, with `around` points above and below them.

    The texts that open a part have the styles' own space, and a bookmark.
    """
    masthead, page = chapter.part.masthead, chapter.theme.page
    title: Iterable[Element] = runs(masthead.title, chapter)
    above: list[Element] = []
    below: list[Element] = []
    if around:
        above.append(w("spacing", before=twips(around[0])))
        below.append(w("spacing", after=twips(around[1])))
    else:
        title = chain(
            _counting_anew(chapter), chapter.bookmarked(runs(masthead.title, chapter), "title")
        )
    beside = page.measure - page.span(chapter.title_columns)
    narrow = (w("ind", right=twips(beside)),) if twips(beside) else ()
    yield chapter.line("Briefing Theme", masthead.theme, *above)
    yield paragraph("Title", title, *narrow)
    yield chapter.line("Subtitle", masthead.subtitle, *below)


def _counting_anew(chapter: Chapter) -> Iterator[Element]:
    """Fields that set the counters of a part to zero, hidden: LibreOffice would print the zeros."""
    for name in chapter.counters:
        for run in field(rf"SEQ {name} \h \r 0", ""):
            run.insert(0, w("rPr", w("vanish")))
            yield run


def cards(chapter: Chapter, figures: KeyFigures) -> Element:
    """Return key figures side by side, a column of the page each."""
    page = chapter.theme.page
    widths: list[float] = []
    cells: list[Element] = []
    for card in figures.cards[: page.columns]:
        widths += [page.gutter] if cells else []
        cells += [_gap(page.gutter)] if cells else []
        widths.append(page.column)
        cells.append(_card(chapter, card))
    rest = page.measure - sum(widths)
    if rest > 1:
        widths.append(rest)
        cells.append(_gap(rest))
    row = w("tr", _row_height(CARD_HEIGHT, "atLeast"), *cells)
    return _layout_table(widths, (row,), chapter.part.terms.key_figures)


def facts_beside(chapter: Chapter, figure: Element, facts: tuple[Fact, ...]) -> Element:
    """Return a narrow figure with its named figures beside it, a line each."""
    page = chapter.theme.page
    widths = (page.span(2), page.gutter, page.measure - page.span(2) - page.gutter)
    lines = _fact_lines(chapter, facts)
    cells = (cell(widths[0], (figure,)), _gap(widths[1]), cell(widths[2], lines))
    row = w("tr", w("trPr", w("cantSplit")), *cells)
    return _layout_table(widths, (row,), chapter.part.terms.key_figures)


def _fact_lines(chapter: Chapter, facts: tuple[Fact, ...]) -> Iterator[Element]:
    """Label, figure and unit; a tab stop for each figure brings the decimal signs into one line."""
    width = partial(text_width, chapter.theme, style=chapter.theme.type["table_cell"])
    sign = decimal_sign(chapter.part.locale)
    wholes = [width(fact.value.text.partition(sign)[0]) for fact in facts]
    tails = [width(fact.value.text) - whole for fact, whole in zip(facts, wholes, strict=True)]
    labels = max(width(fact.label) for fact in facts)
    place = max(FACT_UNIT - FACT_GAP - max(tails), labels + FACT_LABEL_GAP + max(wholes))
    unit = w("tab", val="left", pos=twips(place + max(tails) + FACT_GAP))
    for number, (fact, tail) in enumerate(zip(facts, tails, strict=True)):
        figure = w("tab", val="right", pos=twips(place + tail))
        words = (
            *(chapter.words(fact.label), tab(), *runs((fact.value,), chapter)),
            *(tab(), chapter.words(fact.unit, "Muted")),
        )
        stops = w("tabs", figure, deepcopy(unit))
        rules = _fact_rules(chapter, number, len(facts))
        yield paragraph("Briefing Fact", words, stops, w("keepNext"), *rules)


def _fact_rules(chapter: Chapter, number: int, count: int) -> Iterator[Element]:
    """The rules of every second line: of neighbours with equal rules Word draws one frame."""
    if number % 2 == 0:
        return
    hair = chapter.theme.colours["hair"]
    rules, foot = [border("top", FINE, hair)], fact_foot(chapter.theme)
    if number + 1 < count:
        rules.append(border("bottom", FINE, hair, int(foot)))
        yield w("spacing", after=twips(max(0, foot - int(foot) - FINE)))
    yield w("pBdr", *rules)


def versions(chapters: tuple[Chapter, ...], pages: Iterable[int]) -> Element:
    """Return the rows of the title page that lead to the parts, each with the page of its part.

    `pages` are shown until Word counts them anew.
    """
    width = chapters[0].theme.page.measure
    rows = (
        w("tr", cell(width, (_version(chapter, page),), _hairline(chapter)))
        for chapter, page in zip(chapters, pages, strict=True)
    )
    return _layout_table((width,), rows, chapters[0].part.masthead.publisher)


def _version(chapter: Chapter, page: int) -> Element:
    terms, title = chapter.part.terms, bookmark_name(chapter.part.locale, "title")
    before, _, behind = terms.contents_page.partition("{page}")
    number = field(rf"PAGEREF {title} \h", str(page), language=chapter.language)
    words = (chapter.words(terms.version), tab(), chapter.words(before), *number)
    link = w("hyperlink", *words, *((chapter.words(behind),) if behind else ()), history=1)
    link.set(qn("w:anchor"), title)
    return paragraph("Briefing Version", (link,))


def _hairline(chapter: Chapter) -> Element:
    return w("tcBorders", border("top", FINE, chapter.theme.colours["rule"]))


def _card(chapter: Chapter, card: KeyFigure) -> Element:
    rule = border("top", HEAVY, chapter.theme.fill(card.colour))
    content = (
        chapter.line("Key Label", card.label),
        chapter.line("Key Period", card.period),
        chapter.text("Key Value", (card.value,)),
        chapter.line("Key Unit", card.unit),
        chapter.text("Key Note", card.note),
    )
    return cell(chapter.theme.page.column, content, w("tcBorders", rule))


def _gap(width: float) -> Element:
    return cell(width, (paragraph("Key Note", ()),))


def _row_height(height: float, rule: str) -> Element:
    return w("trPr", w("cantSplit"), w("trHeight", val=twips(height), hRule=rule))


def _layout_table(widths: Iterable[float], rows: Iterable[Element], title: str) -> Element:
    widths = tuple(widths)
    look = {"firstRow": 0, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1}
    properties = table_properties(LAYOUT_STYLE, sum(widths), look, w("tblCaption", val=title))
    return w("tbl", properties, grid(widths), *rows)
