"""Word files of the specimen, written once for all tests."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from written import write_docx

from reportgen.briefing import Block, Briefing
from reportgen.theme import Theme, load_theme
from specimen import specimen_briefing

Write = Callable[..., bytes]


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme()


@pytest.fixture(scope="session")
def french(theme: Theme) -> bytes:
    return write_docx(specimen_briefing("fr"), theme)


@pytest.fixture(scope="session")
def bilingual(theme: Theme) -> bytes:
    return write_docx(specimen_briefing("fr", "en"), theme)


@pytest.fixture(scope="session")
def write(theme: Theme) -> Write:
    """Write the specimen's French part with other blocks."""

    def written(*blocks: Block) -> bytes:
        return write_docx(briefing_of(*blocks), theme)

    return written


def briefing_of(*blocks: Block) -> Briefing:
    briefing = specimen_briefing("fr")
    return replace(briefing, parts=(replace(briefing.parts[0], blocks=blocks),))
