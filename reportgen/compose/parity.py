"""Both languages make the same claims in the same order, or the build fails."""

from collections.abc import Iterator
from itertools import zip_longest

from reportgen.briefing import Block, Heading, Part, figures, plain
from reportgen.errors import Problem, TemplateError


def require_parity(one: Part, other: Part, audience: str) -> None:
    """Raise TemplateError at the first block whose claims differ between two languages."""
    pairs = zip_longest(_claims(one), _claims(other), fillvalue=("the end", ()))
    for (where, first), (_, second) in pairs:
        if first != second:
            what = f"{one.locale} claims {_listed(first)}, {other.locale} claims {_listed(second)}"
            remedy = "say the same in both templates, in the same order"
            place = f"{audience}/{one.locale}.md and {audience}/{other.locale}.md, “{where}”"
            raise TemplateError(Problem(place, what, remedy))


def _claims(part: Part) -> Iterator[tuple[str, tuple[str, ...]]]:
    section = plain(part.masthead.title)
    yield section, _keys(part.masthead)
    for block in part.blocks:
        if isinstance(block, Heading):
            section = plain(block.content)
        yield section, (type(block).__name__, *_keys(block))


def _keys(node: Block | object) -> tuple[str, ...]:
    return tuple(figure.claim for figure in figures(node))


def _listed(claims: tuple[str, ...]) -> str:
    return ", ".join(claims) or "nothing"
