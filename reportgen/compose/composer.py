"""One part of a briefing: masthead, blocks, numbered exhibits; and parts as one document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import zip_longest
from pathlib import Path

from reportgen.briefing import (
    Abbreviation,
    Attachment,
    Block,
    Briefing,
    BulletList,
    Caption,
    Chart,
    Contents,
    Heading,
    Inlines,
    KeyFigure,
    KeyFigures,
    Masthead,
    Note,
    PageBreak,
    Part,
    Table,
    Terms,
    Text,
    figures,
    plain,
)
from reportgen.claims import ClaimSet
from reportgen.compose.editorial import editorial_notes
from reportgen.compose.markdown import Marked, Piece, Placed, TemplateFault, Title, pieces, proven
from reportgen.compose.placed import card, known_exhibit, with_references
from reportgen.compose.templates import locate, render
from reportgen.compose.voice import Voice
from reportgen.errors import Problem, TemplateError
from reportgen.exhibits import EXHIBITS
from reportgen.exhibits.view import View
from reportgen.l10n import calendar
from reportgen.l10n.grammar import lowered, raised, with_typography
from reportgen.l10n.lexicon import Lexicon
from reportgen.publisher import Publisher, load_publisher

_CARDS_IN_A_ROW = 4  # a page has four columns
_LONGEST_CONTENTS = 14  # entries; a longer list names sections only


def compose(
    claims: ClaimSet, audience: str, lexicon: Lexicon, status: str, templates_dir: Path | None
) -> Part:
    """Return one language of a briefing.

    Raises TemplateError with file and line when a template is wrong.
    """
    view = View(claims, lexicon)
    marked = Marked()
    name = f"{audience}/{lexicon.locale}.md"
    voice = Voice(view, marked, editorial_notes(claims, lexicon.locale, templates_dir))
    text = proven(render(name, voice, templates_dir))
    counter = _Counter()
    try:
        title, body = _parted(tuple(pieces(text, marked, lexicon.locale)), name)
        blocks = tuple(_without_empty_sections(_numbered(view, body, counter)))
    except TemplateFault as error:
        where = locate(name, error.text, templates_dir) if error.text else name
        raise TemplateError(Problem(where, error.what, error.remedy)) from error
    publisher = load_publisher(lexicon.locale, templates_dir)
    masthead = _masthead(view, title, status, publisher)
    closing = Note(
        (Text(f"{publisher.name} · {with_typography(publisher.contact, lexicon.locale)}"),)
    )
    blocks = (*blocks, closing)
    terms = Terms(**{line.name: lexicon.terms[line.name] for line in fields(Terms)})
    part = Part(lexicon.locale, masthead, blocks, terms, tuple(_abbreviations(view)))
    return with_references(part, counter.placed, lexicon.locale)


def _parted(found: tuple[Piece, ...], name: str) -> tuple[Inlines, tuple[Piece, ...]]:
    title = next((piece.content for piece in found if isinstance(piece, Title)), None)
    if title is None:
        raise TemplateError(Problem(name, "the briefing has no title", 'begin it with "# "'))
    return title, tuple(piece for piece in found if not isinstance(piece, Title))


def _abbreviations(view: View) -> Iterator[Abbreviation]:
    for segment in view.claims.dataset.segments:
        expansion, lang = view.expansion(segment.code)
        if expansion:
            yield Abbreviation(
                view.short(segment.code), expansion, lang if lang != view.locale else ""
            )


def _masthead(view: View, title: Inlines, status: str, publisher: Publisher) -> Masthead:
    claims, locale = view.claims, view.locale
    period = calendar.long(claims.vantage, locale)
    theme = view.text("theme")
    return Masthead(
        publisher=publisher.name,
        tags=tuple(_tags(view, status)),
        theme=theme,
        title=_raised(title),
        subtitle=f"{view.text('scope')} · {period}",
        running_header=f"{theme} · {period}",
        watermark="" if status == "final" else view.term(f"{status}_watermark"),
    )


def _raised(title: Inlines) -> Inlines:
    if title and isinstance(title[0], Text):
        return (Text(raised(title[0].text)), *title[1:])
    return title


def _tags(view: View, status: str) -> Iterator[str]:
    claims = view.claims
    if status != "final":
        yield view.term(status)
    if claims.dataset.synthetic:
        yield view.term("synthetic")
    shown = (claims.vantage, claims.year)
    levels = [c for c in claims.every if c.indicator == "LEVEL" and c and c.period in shown]
    doubtful = {"provisional", "estimated"}
    if any(claim.evidence and claim.evidence.status in doubtful for claim in levels):
        yield view.term("provisional")
    elif not claims.dataset.synthetic:
        yield view.term("final")


@dataclass(slots=True)
class _Counter:
    figures: int = 0
    tables: int = 0
    placed: dict[str, Caption] = field(default_factory=dict)


def _numbered(view: View, found: Sequence[Piece], counter: _Counter) -> Iterator[Block]:
    cards: list[KeyFigure] = []
    opens_page = False
    for piece in found:
        if isinstance(piece, Placed) and piece.target.startswith("card:"):
            made = card(view, piece)
            if made:
                cards.append(made)
            continue
        yield from _rows_of(cards)
        cards = []
        if isinstance(piece, PageBreak):
            opens_page = True
        elif isinstance(piece, Placed):
            block = _exhibit(view, piece, counter)
            if block is not None:
                yield block
        elif isinstance(piece, Heading):
            yield replace(piece, opens_page=opens_page)
            opens_page = False
        elif not isinstance(piece, Title):
            yield piece
    yield from _rows_of(cards)


def _rows_of(cards: list[KeyFigure]) -> Iterator[KeyFigures]:
    for start in range(0, len(cards), _CARDS_IN_A_ROW):
        yield KeyFigures(tuple(cards[start : start + _CARDS_IN_A_ROW]))


def _exhibit(view: View, placed: Placed, counter: _Counter) -> Block | None:
    name, argument = known_exhibit(view, placed.target)
    block = EXHIBITS[name](view, argument)
    if isinstance(block, Chart | Table):
        caption = _caption(view, block, placed.caption, counter)
        counter.placed.setdefault(placed.target, caption)
        return replace(block, caption=caption)
    return block


def _caption(view: View, block: Chart | Table, title: Inlines, counter: _Counter) -> Caption:
    if isinstance(block, Chart):
        counter.figures += 1
        kind, number = "figure", counter.figures
    else:
        counter.tables += 1
        kind, number = "table", counter.tables
    label = f"{view.term(kind)}\u00a0{number}"
    return Caption(label, title, block.caption.subtitle, f"{kind}-{number}")


def _without_empty_sections(blocks: Iterator[Block]) -> Iterator[Block]:
    """Leave out headings that nothing follows before the next heading of their rank."""
    kept: list[Block] = []  # from the end, so that a heading sees what remains below it
    for block in reversed(list(blocks)):
        if not isinstance(block, Heading) or _has_content(block, kept):
            kept.append(block)
    for position, block in enumerate(reversed(kept)):
        if isinstance(block, Heading):
            block = replace(block, anchor=f"section-{position}")
        yield block


def _has_content(heading: Heading, below: Sequence[Block]) -> bool:
    if not below:
        return False
    following = below[-1]
    return not isinstance(following, Heading) or following.level > heading.level


def require_parity(parts: Iterable[Part], audience: str) -> None:
    """Raise TemplateError at the first block whose claims differ between two languages."""
    one, *others = parts
    for other in others:
        pairs = zip_longest(_claims(one), _claims(other), fillvalue=("the end", ()))
        for (where, first), (_, second) in pairs:
            if first != second:
                says = f"{one.locale} claims {_said(first)}, {other.locale} claims {_said(second)}"
                remedy = "say the same in both templates, in the same order"
                place = f"{audience}/{one.locale}.md and {audience}/{other.locale}.md, “{where}”"
                raise TemplateError(Problem(place, says, remedy))


def _claims(part: Part) -> Iterator[tuple[str, tuple[str, ...]]]:
    section = plain(part.masthead.title)
    yield section, _keys(part.masthead)
    for block in part.blocks:
        if isinstance(block, Heading):
            section = plain(block.content)
        yield section, (type(block).__name__, *_keys(block))


def _keys(node: Block | object) -> tuple[str, ...]:
    return tuple(figure.claim for figure in figures(node))


def _said(claims: tuple[str, ...]) -> str:
    return ", ".join(claims) or "nothing"


def with_contents(part: Part) -> Part:
    """Return a part with the list of its sections, if any, below the key points."""
    place = _place(part)
    if place is None:
        return part
    headings = [block for block in part.blocks[place:] if isinstance(block, Heading)]
    if len(headings) > _LONGEST_CONTENTS:
        headings = [heading for heading in headings if heading.level == 1]
    contents = Contents(part.terms.contents, tuple(headings))
    return replace(part, blocks=(*part.blocks[:place], contents, *part.blocks[place:]))


def _place(part: Part) -> int | None:
    """Before the first section that is told in sentences: key points are a list."""
    pairs = zip(part.blocks, part.blocks[1:], strict=False)
    sections = (
        place
        for place, (block, following) in enumerate(pairs)
        if isinstance(block, Heading) and not isinstance(following, BulletList)
    )
    return next(sections, None)


def briefing_of(claims: ClaimSet, audience: str, status: str, parts: tuple[Part, ...]) -> Briefing:
    """Return a document of one part or two, with the files that it was made from."""
    dataset, first = claims.dataset, parts[0].masthead
    colon = with_typography(": ", parts[0].locale)
    return Briefing(
        title=f"{first.theme}{colon}{lowered(plain(first.title))}",
        audience=audience,
        period=claims.vantage,
        parts=parts,
        released=dataset.released,
        keywords=tuple(segment.code for segment in dataset.segments),
        attachments=tuple(
            Attachment(file.name, file.data, file.media_type, first.subtitle)
            for file in dataset.provenance.files
        ),
        status=status,
    )
