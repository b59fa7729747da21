"""The type scale bound to the theme's font files as ReportLab knows them."""

from dataclasses import asdict, dataclass, field, replace
from functools import cache, lru_cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from reportgen.errors import Problem, TemplateError
from reportgen.theme import Theme, ThemeFile, TypeStyle, Weight

_STRONGER: dict[Weight, Weight] = {
    "regular": "semibold",
    "semibold": "semibold",
    "italic": "bold",
    "bold": "bold",
}


@dataclass(frozen=True, slots=True)
class Face:
    """An embedded font at a size and colour; `size` in points, `colour` as #RRGGBB."""

    font: str
    size: float
    colour: str
    underlined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Style(TypeStyle):
    """A line of the type scale with its face."""

    theme: Theme
    underlined: bool = False
    face: Face = field(init=False)

    def __post_init__(self) -> None:
        font = registered(self.theme.fonts.file(self.weight))
        object.__setattr__(self, "face", Face(font, self.size, self.colour, self.underlined))

    @property
    def strong(self) -> "Style":
        """The same style for important words."""
        return replace(self, weight=_STRONGER[self.weight])

    def coloured(self, colour: str) -> "Style":
        """The same style in another colour of the theme, by its name."""
        return replace(self, colour=self.theme.colours[colour])

    @property
    def baseline(self) -> float:
        """Distance from the top of a line to its baseline: the line's space is shared evenly."""
        ascent, descent = pdfmetrics.getAscentDescent(self.face.font, 1.0)
        below_middle: float = (ascent + descent) / 2 * self.size
        return self.leading / 2 + below_middle


@lru_cache(maxsize=1 << 8)
def style_of(theme: Theme, name: str) -> Style:
    """Return a line of the type scale."""
    return Style(theme=theme, **asdict(theme.type[name]))


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


@lru_cache(maxsize=1 << 14)
def refuse_missing_glyphs(text: str, font: str) -> None:
    """Raise TemplateError, naming the character, when a font cannot show `text`."""
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    for character in text:
        if ord(character) not in glyphs:
            code = f"U+{ord(character):04X}"
            named = f'{code} "{character}"' if character.isprintable() else code
            what = f"the font {font.rpartition('-')[0]} has no glyph for {named}"
            remedy = "change the text or the font"
            raise TemplateError(Problem(f'text "{text.strip()}"', what, remedy))
