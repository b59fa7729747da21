"""The list of contents of a part: a field that Word can make again, filled already."""

from collections.abc import Iterator

from reportgen.briefing import Contents
from reportgen.writers.docx.chapter import Chapter, anchored
from reportgen.writers.docx.xml import Element, bookmark_name, field_end, field_start, paragraph

_LISTED = "sections"


def contents(chapter: Chapter, block: Contents) -> Iterator[Element]:
    """Yield the heading word and an entry a line, each a link.

    The list names what stands inside the bookmark `listed_sections`, not the other language; page
    numbers are left out, since nothing but a word processor knows them.
    """
    yield chapter.line("TOC Heading", block.title)
    deepest = max(entry.level for entry in block.entries)
    instruction = rf'TOC \o "1-{deepest}" \n \h \b {listed_sections(chapter)}'
    for entry in block.entries:
        link = [anchored(entry.content, entry.anchor, chapter)]
        if entry is block.entries[0]:
            link[:0] = field_start(instruction, language=chapter.language)
        if entry is block.entries[-1]:
            link.append(field_end(language=chapter.language))
        yield paragraph(f"TOC {entry.level}", link)


def listed_sections(chapter: Chapter) -> str:
    """Return the name of the bookmark around the headings of a part that its list names."""
    return bookmark_name(chapter.part.locale, _LISTED)
