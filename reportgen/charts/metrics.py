"""Text measured from the font files: advances without kerning, as a PDF shows a string."""

from functools import lru_cache
from math import fsum

from matplotlib.ft2font import FT2Font, LoadFlags

from reportgen.theme import ThemeFile

_SIZE, _POINTS_PER_INCH = 1000, 72
_SIXTEEN_BITS, _SIX_BITS = 65536, 64


@lru_cache(maxsize=1 << 13)
def text_width(text: str, font: ThemeFile, size: float) -> float:
    """Return the advance of `text` in points, unkerned and without ligatures."""
    return fsum(_advance(font, letter) for letter in text) * size


def cap_height(font: ThemeFile, size: float) -> float:
    """Return the height of a capital H in points."""
    return _cap_height(font) * size


@lru_cache(maxsize=4096)
def _advance(font: ThemeFile, letter: str) -> float:
    # The advance of the unscaled glyph is that of its largest component, not of the font's table.
    glyph = _face(font).load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / _SIXTEEN_BITS / _SIZE


@lru_cache(maxsize=8)
def _cap_height(font: ThemeFile) -> float:
    glyph = _face(font).load_char(ord("H"), flags=LoadFlags.NO_HINTING)
    return glyph.horiBearingY / _SIX_BITS / _SIZE


@lru_cache(maxsize=8)
def _face(font: ThemeFile) -> FT2Font:
    face = FT2Font(str(font.path))
    face.set_size(_SIZE, _POINTS_PER_INCH)
    return face


def missing_glyphs(text: str, font: ThemeFile) -> str:
    """Return the characters of a text for which a font has no glyph, each once, sorted."""
    face = _face(font)
    return "".join(sorted(letter for letter in set(text) if not face.get_char_index(ord(letter))))
