"""The shipped briefings read exactly as an editor wrote them by hand, in both languages.

`tests/golden/*.md` are read by an editor: a change of wording is made there, read, and then in the
catalogue.
"""

from pathlib import Path

import pytest
from composed import published, synthetic, told

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
from reportgen.claims import ClaimSet

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


EDITIONS = [
    ("standard", published(), "2025-S1"),
    ("executive", published(), "2025-S1"),
    ("standard", synthetic("2025-Q2"), "synthetic-2025-Q2"),
]


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize(("audience", "claims", "name"), EDITIONS)
def test_the_shipped_briefings_read_as_an_editor_passed_them(
    audience: str, claims: ClaimSet, name: str, locale: Locale
) -> None:
    written = (GOLDEN / f"{audience}_{name}.{locale}.md").read_text(encoding="utf-8")
    assert prose(told(claims, audience)[locale]).split("\n\n") == written.split("\n\n")
