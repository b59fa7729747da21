"""Refuses text that the theme's fonts cannot show, before anything is drawn or written."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportgen.briefing import Part
from reportgen.dataset import InputFile
from reportgen.errors import Problem, TemplateError
from reportgen.ledger import Passage, passages_of_part
from reportgen.theme import Theme, Weight

_WEIGHTS: tuple[Weight, ...] = ("regular", "semibold")  # italics have the same letters
_AROUND = 20  # characters: enough to find the place by
_TEMPLATES = (".md", ".toml")


def require_glyphs(
    parts: Iterable[Part], theme: Theme, files: Sequence[InputFile], templates_dir: Path | None
) -> None:
    """Raise TemplateError for every character of a document's parts that its fonts lack.

    `files` and the user's folder of templates tell where a character comes from.
    """
    from reportgen.charts.metrics import missing_glyphs

    passages = tuple(passage for part in parts for passage in passages_of_part(part))
    words = "".join(passage.text for passage in passages)
    fonts = map(theme.fonts.file, _WEIGHTS)
    missing = sorted({letter for font in fonts for letter in missing_glyphs(words, font)})
    if missing:
        sources = tuple(_sources(files, templates_dir))
        raise TemplateError(
            *(problem for letter in missing for problem in _problems(letter, passages, sources))
        )


def _problems(
    letter: str, passages: Sequence[Passage], sources: Sequence[tuple[str, str]]
) -> Iterator[Problem]:
    """One problem a line that holds the character, else one where the document has it."""
    passage = next(passage for passage in passages if letter in passage.text)
    lines = [
        f"{name}:{number}"
        for name, text in sources
        for number, line in enumerate(text.splitlines(), 1)
        if letter in line
    ]
    at = passage.text.index(letter)
    before = passage.text[max(at - _AROUND, 0) : at]
    name = unicodedata.name(letter, "no character of text")
    after = f', after "{before}"' if before else ""
    what = f"the fonts have no glyph for U+{ord(letter):04X} ({name}){after}"
    remedy = "replace it, or name fonts that have it in theme.toml"
    return (Problem(where, what, remedy) for where in lines or [passage.place])


def _sources(files: Sequence[InputFile], templates_dir: Path | None) -> Iterator[tuple[str, str]]:
    for file in files:
        yield file.name, file.data.decode(errors="replace")
    for path in sorted(templates_dir.rglob("*")) if templates_dir else ():
        if path.suffix in _TEMPLATES:
            yield str(path), path.read_text(errors="replace")
