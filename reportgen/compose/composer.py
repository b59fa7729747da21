"""What is told -> the parts of a briefing: masthead, blocks, cards; and parts as one document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from reportgen.briefing import (
    Abbreviation,
    Attachment,
    Block,
    Briefing,
    BulletList,
    Callout,
    Caption,
    Chart,
    Contents,
    Heading,
    Inline,
    Inlines,
    KeyFigure,
    KeyFigures,
    ListItem,
    Locale,
    Masthead,
    Note,
    Paragraph,
    Part,
    Printed,
    Table,
    Terms,
    Text,
    plain,
)
from reportgen.claims import ClaimSet, evidence_of
from reportgen.compose.plan import audiences_of
from reportgen.compose.story import Spoken, Story, Told
from reportgen.errors import Problem, TemplateError
from reportgen.exhibits.view import View, printed
from reportgen.l10n import LANGUAGES, calendar, numbers
from reportgen.l10n.grammar import bind_last_words, lowered, raised, with_typography
from reportgen.l10n.lexicon import Lexicon, load_lexicon
from reportgen.publisher import Publisher, load_publisher

_CARDS_IN_A_ROW = 4  # a page has four columns
_CARD_DECIMALS = 2  # of a billion: what a reader keeps in mind
_LONGEST_CONTENTS = 14  # entries; a longer list names sections only


@dataclass(frozen=True, slots=True)
class Composed:
    """One audience's briefing in every language, and how it may be shortened.

    `pages` is the most that it may fill (0: any number); `spare` key points may still be dropped.
    """

    parts: Mapping[Locale, Part]
    pages: int
    spare: int


def compose(
    claims: ClaimSet,
    audience: str,
    lexicons: Mapping[Locale, Lexicon],
    status: str,
    templates_dir: Path | None,
) -> Composed:
    """Return a briefing in every language, said once.

    Raises TemplateError with file and line when a plan or the catalogue is wrong.
    """
    views = {locale: View(claims, lexicon) for locale, lexicon in lexicons.items()}
    story = Story(views, audience, templates_dir)
    told = story.told
    parts = {locale: _part(view, told, status, templates_dir) for locale, view in views.items()}
    points = _first_points(next(iter(parts.values())))
    spare = max(0, len(points.items) - story.plan.points) if points else 0
    return Composed(parts, story.plan.pages, spare)


def said_of(claims: ClaimSet, templates_dir: Path | None) -> set[tuple[str, str]]:
    """Return the variants that the plans of all audiences say of some data."""
    found: set[tuple[str, str]] = set()
    views = {locale: View(claims, load_lexicon(locale, templates_dir)) for locale in LANGUAGES}
    for audience in audiences_of(templates_dir):
        story = Story(views, audience, templates_dir)
        if story.told:
            found |= story.said
    return found


def shortened(part: Part, by: int) -> Part:
    """Return a part without the last `by` of its key points."""
    points = _first_points(part)
    if points is None or not by:
        return part
    shorter = replace(points, items=points.items[:-by])
    return replace(part, blocks=tuple(shorter if b is points else b for b in part.blocks))


def _first_points(part: Part) -> BulletList | None:
    return next((block for block in part.blocks if isinstance(block, BulletList)), None)


def _part(view: View, told: Sequence[Told], status: str, templates_dir: Path | None) -> Part:
    locale = view.locale
    publisher = load_publisher(locale, templates_dir)
    title = next((_words(each, locale) for each in told if each.kind == "title"), ())
    if not title:
        raise TemplateError(
            Problem("plans", "the title says nothing", "add a variant without when")
        )
    blocks = tuple(_anchored(_blocks(view, [each for each in told if each.kind != "title"])))
    contact = with_typography(publisher.contact, locale)
    closing = Note((Text(f"{publisher.name} · {contact}"),))
    terms = Terms(**{line.name: view.lexicon.terms[line.name] for line in fields(Terms)})
    masthead = _masthead(view, title, status, publisher)
    return Part(locale, masthead, (*blocks, closing), terms, tuple(_abbreviations(view)))


def _words(each: Told, locale: Locale) -> Inlines:
    """The statements of a paragraph one after the other."""
    out: list[Inline] = []
    for spoken in each.spoken:
        out += [Text(" ")] if out else []
        out += spoken.words[locale]
    return tuple(out)


def _blocks(view: View, told: Sequence[Told]) -> Iterator[Block]:
    waiting: list[Told] = []  # cards or bullets, which stand together
    opens_page = False
    for each in (*told, Told("end")):
        if waiting and waiting[0].kind != each.kind:
            yield from _together(view, waiting)
            waiting = []
        if each.kind in ("card", "bullet"):
            waiting.append(each)
        elif each.kind == "break":
            opens_page = True
        elif each.kind in ("heading", "subheading"):
            level = 1 if each.kind == "heading" else 2
            yield Heading(level, _words(each, view.locale), opens_page=opens_page)  # type: ignore[arg-type]
            opens_page = False
        elif each.kind != "end":
            yield _block(view, each)


def _block(view: View, each: Told) -> Block:
    words = _words(each, view.locale)
    if each.kind == "paragraph":
        return Paragraph(_bound(words))
    if each.kind == "notice":
        return Callout(words)
    assert each.made is not None
    exhibit = each.made[view.locale]
    if not isinstance(exhibit, Chart | Table):
        return exhibit
    kind = "figure" if isinstance(exhibit, Chart) else "table"
    label = f"{view.term(kind)}\u00a0{each.number}"
    subtitle = exhibit.caption.subtitle
    return replace(exhibit, caption=Caption(label, words, subtitle, f"{kind}-{each.number}"))


def _bound(content: Inlines) -> Inlines:
    if content and isinstance(content[-1], Text):
        return (*content[:-1], Text(bind_last_words(content[-1].text)))
    return content


def _together(view: View, told: Sequence[Told]) -> Iterator[Block]:
    if told[0].kind == "bullet":
        items = (ListItem(_bound(_words(each, view.locale))) for each in told)
        yield BulletList(tuple(items))
        return
    cards = [card for each in told if (card := _card(view, each))]
    for start in range(0, len(cards), _CARDS_IN_A_ROW):
        yield KeyFigures(tuple(cards[start : start + _CARDS_IN_A_ROW]))


def _card(view: View, each: Told) -> KeyFigure | None:
    """A key figure, None where its claim may not be made: label and note part at the bar."""
    spoken: Spoken = each.spoken[0]
    assert each.period is not None
    is_share = each.target == "card:share"
    groups = (g.code for g in view.claims.dataset.groups if {*g.members} == {*spoken.who})
    code = spoken.who[0] if len(spoken.who) == 1 else next(groups, "") or view.total
    claim = view.claim("SHARE" if is_share else "LEVEL", code, each.period)
    if is_share and code == view.total:
        claim = view.claim("TOP2_SHARE", code, each.period)
    if not claim:
        return None
    label, note = _split(spoken.words[view.locale])
    if is_share:
        share = evidence_of(claim)
        decimals = 1 if numbers.decimals_of(share, 1) == 1 else 0
        between = numbers.narrow_percent_range(share, decimals, view.locale)
        text = numbers.percent(share, view.locale) if share.exact else between
        value, unit = printed(claim, text), view.share_of
    else:
        amount = view.side_by_side(claim, _CARD_DECIMALS)
        digits = numbers.number(amount.value, max(amount.decimals, 0), view.locale)
        value = printed(claim, digits)
        unit = numbers.money_unit(amount, view.unit, view.locale)
    period = raised(calendar.long(each.period, view.locale))
    return KeyFigure(label, period, value, unit, note, code)


def _split(words: Inlines) -> tuple[str, Inlines]:
    """The label before the bar, the note after it."""
    label: list[str] = []
    note: list[Inline] = []
    after = False
    for inline in words:
        text = inline.text if isinstance(inline, Text | Printed) else ""
        if after:
            note.append(inline)
        elif "|" in text:
            before, _, rest = text.partition("|")
            label.append(before)
            after = True
            note += [Text(rest.lstrip())] if rest.strip() else []
        else:
            label.append(text)
    return "".join(label).strip(), tuple(note)


def _anchored(blocks: Iterator[Block]) -> Iterator[Block]:
    """Give headings their anchors, and leave out those that nothing follows."""
    kept: list[Block] = []
    every = [*blocks]
    for block, below in zip(every, [*every[1:], None], strict=False):
        follows = isinstance(below, Heading) and isinstance(block, Heading)
        empty = below is None or (follows and below.level <= block.level)  # type: ignore[union-attr]
        if not (isinstance(block, Heading) and empty):
            kept.append(block)
    for position, block in enumerate(kept):
        if isinstance(block, Heading):
            block = replace(block, anchor=f"section-{position}")
        yield block


def _abbreviations(view: View) -> Iterator[Abbreviation]:
    for segment in view.claims.dataset.segments:
        expansion, lang = view.expansion(segment.code)
        if expansion:
            lang = lang if lang != view.locale else ""
            yield Abbreviation(view.short(segment.code), expansion, lang)


def _masthead(view: View, title: Inlines, status: str, publisher: Publisher) -> Masthead:
    claims, locale = view.claims, view.locale
    period = calendar.long(claims.vantage, locale)
    theme, scope = view.text("theme"), view.text("scope")
    return Masthead(
        publisher=publisher.name,
        tags=tuple(_tags(view, status)),
        theme=theme,
        title=title,
        subtitle=f"{scope} · {period}" if scope else raised(period),
        running_header=f"{theme} · {period}",
        watermark="" if status == "final" else view.term(f"{status}_watermark"),
    )


def _tags(view: View, status: str) -> Iterator[str]:
    claims = view.claims
    if status != "final":
        yield view.term(status)
    if claims.dataset.synthetic:
        yield view.term("synthetic")
    shown = (claims.vantage, claims.year)
    levels = [c for c in claims.every if c.indicator == "LEVEL" and c and c.period in shown]
    statuses = {claim.evidence.status for claim in levels if claim.evidence}
    if statuses & {"provisional", "estimated"}:
        yield view.term("provisional")
    elif statuses and not claims.dataset.synthetic and "unspecified" not in statuses:
        yield view.term("final")


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
