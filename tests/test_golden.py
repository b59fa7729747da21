"""The shipped briefings read exactly as an editor wrote them by hand, in both languages.

`tests/golden/*.md` were written first and the templates derived from them: a change of wording is
made there, read, and then in the template.
"""

from pathlib import Path

import pytest

from reportgen.briefing import (
    BulletList,
    Callout,
    Chart,
    Heading,
    Inlines,
    Locale,
    Paragraph,
    Part,
    Strong,
    Table,
    plain,
)
from reportgen.compose import compose
from reportgen.l10n.lexicon import load_lexicon
from reportgen.pipeline import survey

GOLDEN = Path(__file__).parent / "golden"
TYPED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2019": "'"})


def as_typed(text: str) -> str:
    """Return the text as a person types it: plain spaces, straight apostrophes."""
    return text.translate(TYPED)


def emphasised(content: Inlines) -> str:
    return "".join(
        f"**{plain(inline.content)}**" if isinstance(inline, Strong) else plain((inline,))
        for inline in content
    )


def prose(part: Part) -> str:
    """Return what a reader reads: title, notices, headings, paragraphs, points, captions."""
    blocks = [f"# {part.masthead.theme} | {plain(part.masthead.title)}"]
    for block in part.blocks:
        match block:
            case Heading(level=level, content=content):
                blocks.append(f"{'#' * (level + 1)} {plain(content)}")
            case Paragraph(content=content):
                blocks.append(emphasised(content))
            case Callout(content=content):
                blocks.append(f"> {plain(content)}")
            case BulletList(items=items) if not items[0].term:
                blocks.append("\n".join(f"- {emphasised(item.content)}" for item in items))
            case Chart(caption=caption) | Table(caption=caption):
                blocks.append(f"[{caption.label}: {plain(caption.title)}]")
            case _:
                pass
    return as_typed("\n\n".join(blocks)) + "\n"


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("audience", ["standard", "executive"])
def test_the_shipped_briefings_read_as_they_were_written_by_hand(
    audience: str, locale: Locale
) -> None:
    part = compose(survey(None, None, None), audience, load_lexicon(locale), "final", None)
    written = (GOLDEN / f"{audience}_2025-S1.{locale}.md").read_text(encoding="utf-8")
    assert prose(part).split("\n\n") == written.split("\n\n")
