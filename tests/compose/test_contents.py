"""The list of contents: where it stands and what it names."""

from dataclasses import replace

import pytest
from composed import published, standard, synthetic, typed

from reportgen.briefing import BulletList, Contents, Heading, KeyFigures, Locale, Part, Text, plain
from reportgen.compose import with_contents

LOCALES: tuple[Locale, ...] = ("fr", "en")


def listed(part: Part) -> Contents:
    (found,) = [block for block in part.blocks if isinstance(block, Contents)]
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_the_list_stands_between_the_key_points_and_the_first_section(locale: Locale) -> None:
    part = with_contents(standard(synthetic("2025-S1"), locale))
    place = part.blocks.index(listed(part))
    before, after = part.blocks[:place], part.blocks[place + 1 :]
    assert isinstance(before[-1], BulletList)
    assert any(isinstance(block, KeyFigures) for block in before)
    assert isinstance(after[0], Heading)


def test_the_list_names_what_stands_below_it_with_its_level_and_anchor() -> None:
    part = with_contents(standard(published()))
    contents = listed(part)
    headings = [block for block in part.blocks if isinstance(block, Heading)]
    assert contents.title == "Sommaire"
    assert list(contents.entries) == headings[1:]
    assert typed(plain(contents.entries[0].content)).startswith("Premier semestre 2025")


def test_a_list_that_would_be_long_names_sections_only() -> None:
    heads = tuple(
        Heading(level, (Text(f"{level}.{number}"),), f"a{level}{number}")
        for number in range(8)
        for level in (1, 2)
    )
    part = with_contents(replace(standard(published()), blocks=heads))
    assert {entry.level for entry in listed(part).entries} == {1}
    fewer = with_contents(replace(standard(published()), blocks=heads[:14]))
    assert {entry.level for entry in listed(fewer).entries} == {1, 2}


def test_a_part_without_sections_has_nothing_to_list() -> None:
    part = replace(standard(published()), blocks=())
    assert with_contents(part) is part
