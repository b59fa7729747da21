"""The type scale bound to embedded fonts."""

from dataclasses import dataclass, field, replace

from reportgen.theme import Theme, Weight
from reportgen.writers.pdf.fonts import baseline_share, registered

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


@dataclass(frozen=True, slots=True)
class Style:
    """A line of the type scale; lengths in points."""

    theme: Theme
    weight: Weight
    size: float
    leading: float
    colour: str
    before: float
    after: float
    underlined: bool = False
    face: Face = field(init=False)

    def __post_init__(self) -> None:
        font = registered(self.theme.fonts.file(self.weight))
        object.__setattr__(self, "face", Face(font, self.size, self.colour, self.underlined))

    @property
    def strong(self) -> "Style":
        """The same style for important words."""
        return replace(self, weight=_STRONGER[self.weight])

    @property
    def emphasised(self) -> "Style":
        """The same style for foreign or stressed words."""
        return replace(self, weight="italic")

    @property
    def linked(self) -> "Style":
        """The same style for words that lead elsewhere."""
        return replace(self, underlined=True)

    def coloured(self, colour: str) -> "Style":
        """The same style in another colour of the theme, by its name."""
        return replace(self, colour=self.theme.colours[colour])

    @property
    def baseline(self) -> float:
        """Distance from the top of a line to its baseline: the line's space is shared evenly."""
        return self.leading / 2 + baseline_share(self.face.font) * self.size


@dataclass(frozen=True, slots=True)
class Look:
    """The theme as one audience sees it."""

    theme: Theme
    audience: str

    def style(self, name: str) -> Style:
        """The audience's own line of the type scale (`executive_title`), else the common one."""
        scale = self.theme.type
        line = scale.get(f"{self.audience}_{name}", scale[name])
        return Style(
            self.theme, line.weight, line.size, line.leading, line.colour, line.before, line.after
        )

    def colour(self, name: str) -> str:
        """A colour of the theme by its name, as #RRGGBB."""
        return self.theme.colours[name]
