"""The list of contents of a long part."""

from dataclasses import replace

from reportgen.briefing import BulletList, Contents, Heading, Part

_SHORT = 14  # entries; a longer list names sections only


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
