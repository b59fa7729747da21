"""What stands side by side without being data: head line, cards, versions of the document."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import partial
from itertools import chain
from math import fsum

from docx.oxml.ns import qn

from reportgen.briefing import Fact, KeyFigure, KeyFigures
from reportgen.l10n.numbers import decimal_sign
from reportgen.writers.docx.chapter import Chapter, runs
from reportgen.writers.docx.styles import LAYOUT_STYLE, half_spare, text_width
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

# Where the drawing of the same chart has its facts, in points.
_FACT_UNIT, _FACT_GAP, _FACT_LABEL_GAP = 142, 10, 4
_Column = tuple[float, Element]  # a width in points and the cell


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
    theme, masthead, measures = chapter.theme, chapter.part.masthead, chapter.theme.measures
    status, publisher = theme.type["status"], theme.type["publisher"]
    columns: list[_Column] = []
    for tag in masthead.tags:
        width = text_width(theme, tag, status) + 2 * measures.tag_padding_across
        width += measures.rule_thin
        words = chapter.line("Briefing Status", tag)
        columns += [_gap(measures.tag_gap), (width, cell(width, (words,), w("noWrap")))]
    rest = theme.page.measure - fsum([width for width, _ in columns])
    name = cell(rest, (chapter.line("Briefing Publisher", masthead.publisher),))
    columns.insert(0, (rest, name))
    for _, each in columns if ruled else ():
        rule = border("bottom", measures.rule_heavy, theme.colours["ink"])
        each[0].insert(1, w("tcBorders", rule))
    height = publisher.leading + publisher.after * ruled
    return _row(columns, masthead.publisher, height)


def head_texts(chapter: Chapter, around: tuple[float, float] | None = None) -> Iterator[Element]:
    """Yield theme, title and subtitle below a rule, with `around` points above and below them.

    The texts that open a part have the styles' own space, and a bookmark.
    """
    masthead, page = chapter.part.masthead, chapter.theme.page
    title: Iterable[Element] = runs(masthead.title, chapter)
    above: tuple[Element, ...] = ()
    below: tuple[Element, ...] = ()
    if around:
        above = (w("spacing", before=twips(around[0])),)
        below = (w("spacing", after=twips(around[1])),)
    else:
        title = chain(_counting_anew(chapter), chapter.bookmarked(iter(title), "title"))
    free = twips(page.start(chapter.theme.measures.title_margin_columns))
    narrow = (w("ind", right=free),) if free else ()
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
    columns: list[_Column] = []
    for card in figures.cards[: page.columns]:
        columns += [_gap(page.gutter)] if columns else []
        columns.append((page.column, _card(chapter, card)))
    rest = page.measure - fsum([width for width, _ in columns])
    columns += [_gap(rest)] if rest > 1 else []
    return _row(columns, chapter.part.terms.key_figures, chapter.theme.measures.card_height)


def facts_beside(chapter: Chapter, figure: Element, facts: tuple[Fact, ...]) -> Element:
    """Return a narrow figure with its named figures beside it, a line each."""
    page = chapter.theme.page
    left, right = page.span(2), page.measure - page.span(2) - page.gutter
    beside = right, cell(right, _fact_lines(chapter, facts))
    columns = ((left, cell(left, (figure,))), _gap(page.gutter), beside)
    return _row(columns, chapter.part.terms.key_figures)


def _fact_lines(chapter: Chapter, facts: tuple[Fact, ...]) -> Iterator[Element]:
    """Label, figure and unit; a tab stop for each figure brings the decimal signs into one line."""
    width = partial(text_width, chapter.theme, style=chapter.theme.type["table_cell"])
    sign = decimal_sign(chapter.part.locale)
    wholes = [width(fact.value.text.partition(sign)[0]) for fact in facts]
    tails = [width(fact.value.text) - whole for fact, whole in zip(facts, wholes, strict=True)]
    labels = max(width(fact.label) for fact in facts)
    place = max(_FACT_UNIT - _FACT_GAP - max(tails), labels + _FACT_LABEL_GAP + max(wholes))
    unit = w("tab", val="left", pos=twips(place + max(tails) + _FACT_GAP))
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
    fine, hair = chapter.theme.measures.rule_fine, chapter.theme.colours["hair"]
    rules, foot = [border("top", fine, hair)], half_spare(chapter.theme.type["table_cell"])
    if number + 1 < count:
        rules.append(border("bottom", fine, hair, int(foot)))
        yield w("spacing", after=twips(max(0, foot - int(foot) - fine)))
    yield w("pBdr", *rules)


def versions(chapters: tuple[Chapter, ...], pages: Iterable[int]) -> Element:
    """Return the rows of the title page that lead to the parts, each with the page of its part.

    `pages` are shown until Word counts them anew.
    """
    theme = chapters[0].theme
    width = theme.page.measure
    rule = border("top", theme.measures.rule_fine, theme.colours["rule"])
    rows = (
        w("tr", cell(width, (_version(chapter, page),), w("tcBorders", deepcopy(rule))))
        for chapter, page in zip(chapters, pages, strict=True)
    )
    return _table((width,), rows, chapters[0].part.masthead.publisher)


def _version(chapter: Chapter, page: int) -> Element:
    terms, title = chapter.part.terms, bookmark_name(chapter.part.locale, "title")
    before, _, behind = terms.contents_page.partition("{page}")
    number = field(rf"PAGEREF {title} \h", str(page), language=chapter.language)
    words = (chapter.words(terms.version), tab(), chapter.words(before), *number)
    link = w("hyperlink", *words, *((chapter.words(behind),) if behind else ()), history=1)
    link.set(qn("w:anchor"), title)
    return paragraph("Briefing Version", (link,))


def _card(chapter: Chapter, card: KeyFigure) -> Element:
    rule = border("top", chapter.theme.measures.rule_heavy, chapter.theme.fill(card.colour))
    content = (
        chapter.line("Key Label", card.label),
        chapter.line("Key Period", card.period),
        chapter.text("Key Value", (card.value,)),
        chapter.line("Key Unit", card.unit),
        chapter.text("Key Note", card.note),
    )
    return cell(chapter.theme.page.column, content, w("tcBorders", rule))


def _gap(width: float) -> _Column:
    return width, cell(width, (paragraph("Key Note", ()),))


def _row(columns: Iterable[_Column], title: str, height: float = 0.0) -> Element:
    """A table of one row, at least so high."""
    widths, cells = zip(*columns, strict=True)
    least = (w("trHeight", val=twips(height), hRule="atLeast"),) if height else ()
    return _table(widths, (w("tr", w("trPr", w("cantSplit"), *least), *cells),), title)


def _table(widths: Sequence[float], rows: Iterable[Element], title: str) -> Element:
    look = {"firstRow": 0, "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1}
    properties = table_properties(LAYOUT_STYLE, fsum(widths), look, w("tblCaption", val=title))
    return w("tbl", properties, grid(widths), *rows)
