"""The theme's font files as ReportLab knows them: names, widths, glyphs."""

from functools import cache, lru_cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reportgen.errors import Problem, TemplateError
from reportgen.theme import ThemeFile


@cache
def registered(font: ThemeFile) -> str:
    """Return the name under which a font is embedded; ReportLab keeps each that it was given."""
    name = f"{font.path.stem}-{font.sha256[:8]}"
    pdfmetrics.registerFont(TTFont(name, BytesIO(font.data), shapable=False))
    return name


@lru_cache(maxsize=1 << 14)
def width_of(text: str, font: str, size: float) -> float:
    """Return the unkerned width of `text` in points."""
    width: float = pdfmetrics.stringWidth(text, font, size)
    return width


@cache
def baseline_share(font: str) -> float:
    """Return how far below the middle of its line a baseline stands, in ems."""
    ascent, descent = pdfmetrics.getAscentDescent(font, 1.0)
    share: float = (ascent + descent) / 2
    return share


@lru_cache(maxsize=1 << 14)
def refuse_missing_glyphs(text: str, font: str) -> None:
    """Raise TemplateError, naming the character, when a font cannot show `text`."""
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    if glyphs.keys() >= {ord(character) for character in set(text)}:
        return
    for character in text:
        if ord(character) not in glyphs:
            raise TemplateError(
                Problem(
                    f'text "{text.strip()}"',
                    f"the font {font.rpartition('-')[0]} has no glyph for {_named(character)}",
                    "change the text or the font",
                )
            )


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f'{code} "{character}"' if character.isprintable() else code
