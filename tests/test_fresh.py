"""Whatever a file of the recipe says now is what the next build of the same process makes."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile, copytree

import docx
import pytest
from docx.shared import Inches
from writers import letterheads

from reportgen.pipeline import build
from reportgen.request import BuildRequest
from reportgen.resources import shipped

Change = Callable[[Path], None]
FORMATS = ("pdf", "docx")


def with_words(name: str, before: str, after: str) -> Change:
    """Replace words in a file of the folder."""

    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    return change


def wider_margins(folder: Path) -> None:
    """Narrow the text on the letterhead."""
    path = folder / "own" / "letterhead.docx"
    document = docx.Document(str(path))
    document.sections[0].left_margin = Inches(1.9)
    document.save(str(path))


def another_font(folder: Path) -> None:
    """Put the bold letters into the file of the plain ones."""
    fonts = folder / "own" / "fonts"
    copyfile(fonts / "BriefingSans-Bold.ttf", fonts / "BriefingSans-Regular.ttf")


CHANGES: dict[str, Change] = {
    "data": with_words("data/exports.csv", "2023,KPO,level,78,77.5,", "2023,KPO,level,78,77.9,"),
    "package": with_words("data/datapackage.json", "Services numériques", "Services en ligne"),
    "thresholds": with_words("own/lexicon/rules.toml", "[0.5, 2,", "[0.4, 3.6,"),
    "lexicon": with_words("own/lexicon/fr.toml", "Projet", "Ébauche"),
    "plan": with_words("own/plans/standard.md", "leader [chart", "leader, prices [chart"),
    "catalogue": with_words("own/catalogue/opening.md", "fr: L'essentiel", "fr: En bref"),
    "publisher": with_words("own/publisher.toml", 'name = "', 'name = "Autre '),
    "theme": with_words("own/theme.toml", "#1F2933", "#1F2955"),
    "letterhead": wider_margins,
    "font": another_font,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copytree(shipped("data"), tmp_path / "data")
    copytree(shipped("templates"), tmp_path / "own")
    letterheads.full(tmp_path / "own")
    letterheads.templates(tmp_path / "own")
    return tmp_path


def made(folder: Path) -> list[str]:
    """The hashes of what a build in this process makes."""
    request = BuildRequest(
        *(folder / "data" / "exports.csv", None, None, ("standard",), ("fr",), FORMATS, "draft"),
        templates=folder / "own",
        output=folder / "here",
    )
    return [product.sha256 for product in build(request, lambda _: None)]


def made_elsewhere(folder: Path) -> list[str]:
    """The hashes of what a process makes that has made nothing before."""
    options = "--data data/exports.csv --templates own --output there --lang fr --status draft"
    command = [sys.executable, "-m", "reportgen", "build", *options.split()]
    told = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    paths = (folder / line for line in told.splitlines())
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_file_shows_in_the_next_build(name: str, folder: Path) -> None:
    before = made(folder)
    CHANGES[name](folder)
    after = made(folder)
    assert after != before
    assert after == made_elsewhere(folder)
