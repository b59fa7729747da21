"""Parts of a briefing brought together: the same claims, a list of contents, one document."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from reportgen.briefing import (
    Attachment,
    Block,
    Briefing,
    BulletList,
    Contents,
    Heading,
    Part,
    figures,
    plain,
)
from reportgen.claims import Findings
from reportgen.errors import Problem, TemplateError
from reportgen.l10n.grammar import lowered, with_typography

_SHORT = 14  # entries; a longer list names sections only


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
    if len(headings) > _SHORT:
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


def briefing_of(
    findings: Findings, audience: str, status: str, parts: tuple[Part, ...]
) -> Briefing:
    """Return a document of one part or two, with the files that it was made from."""
    dataset, first = findings.dataset, parts[0].masthead
    colon = with_typography(": ", parts[0].locale)
    return Briefing(
        title=f"{first.theme}{colon}{lowered(plain(first.title))}",
        audience=audience,
        period=findings.vantage,
        parts=parts,
        released=dataset.released,
        keywords=tuple(segment.code for segment in dataset.segments),
        attachments=tuple(
            Attachment(file.name, file.data, file.media_type, first.subtitle)
            for file in dataset.provenance.files
        ),
        status=status,
    )
