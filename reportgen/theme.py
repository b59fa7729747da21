"""The look: page, fonts, colours and type scale, read once from `theme.toml`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any, Literal, get_args

from reportgen.errors import Problem, TemplateError
from reportgen.resources import find, read_toml

PT_PER_MM = 72 / 25.4
Weight = Literal["regular", "semibold", "italic", "bold"]
ChartForm = Literal["native", "picture"]
FontForm = Literal["named", "embedded"]
_MINIMUM_CONTRAST = 4.5
_EARLIER_TINT = 0.35
_COLOURS = ("ink", "muted", "rule", "hair", "paper", "watermark")


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A line of the type scale; sizes and spaces in points, `colour` as #RRGGBB."""

    weight: Weight
    size: float
    leading: float
    colour: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Page:
    """The page in points."""

    width: float
    height: float
    left: float
    right: float
    first_top: float
    first_bottom: float
    later_top: float
    later_bottom: float
    header_baseline: float
    footer_baseline: float
    columns: int
    gutter: float
    module: float

    @property
    def measure(self) -> float:
        """Width of the text block."""
        return self.width - self.left - self.right

    @property
    def first_height(self) -> float:
        """Height of the text block of a first page."""
        return self.height - self.first_top - self.first_bottom

    @property
    def later_height(self) -> float:
        """Height of the text block of all other pages."""
        return self.height - self.later_top - self.later_bottom

    @property
    def column(self) -> float:
        """Width of one column."""
        return (self.measure - (self.columns - 1) * self.gutter) / self.columns

    def span(self, count: int) -> float:
        """Width of `count` columns with the gutters between them."""
        return count * self.column + (count - 1) * self.gutter

    def start(self, column: int) -> float:
        """Distance of a column's left edge from the text block's, columns counted from 0."""
        return column * (self.column + self.gutter)

    def beside(self, free: int) -> float:
        """Width of the text block when `free` columns at its right side stay empty."""
        return self.span(self.columns - free) if free else self.measure


@dataclass(frozen=True, slots=True)
class Measures:
    """House measures that page and type scale do not hold: points, `_columns` are of the page."""

    rule_fine: float
    rule_thin: float
    rule_heavy: float
    text_margin_columns: int
    title_margin_columns: int
    term_columns: int
    list_indent: float
    member_indent: float
    column_gap: float
    row_names: float
    caption_gap: float
    card_height: float
    heading_on_top: float
    tag_padding_across: float
    tag_padding_along: float
    tag_gap: float
    title_page_top: float
    title_page_gap: float
    version_padding: float
    page_number: float


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A font or a letterhead: told from others by what is in it, wherever it stands."""

    path: Path = field(repr=False, compare=False)
    data: bytes = field(repr=False, compare=False)
    sha256: str

    @classmethod
    def read(cls, path: Path) -> "ThemeFile":
        """Return a file as it is now; raises OSError."""
        data = path.read_bytes()
        return cls(path, data, sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Fonts:
    """Family names and the font file of each weight."""

    family: str
    fallback: str
    regular: ThemeFile
    semibold: ThemeFile
    italic: ThemeFile
    bold: ThemeFile

    def file(self, weight: Weight) -> ThemeFile:
        """The font file of a weight."""
        file: ThemeFile = getattr(self, weight)
        return file


@dataclass(frozen=True, slots=True)
class WordLook:
    """What only Word files know: how they hold charts and fonts.

    Native charts can be edited; pictures look the same on phones and in previewers.
    """

    charts: ChartForm
    picture_audiences: frozenset[str]
    fonts: FontForm

    def charts_for(self, audience: str) -> ChartForm:
        """The form of the charts that an audience gets."""
        return "picture" if audience in self.picture_audiences else self.charts


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """Everything that a writer or a chart needs to know of the look.

    `own_measures` are those of one audience, by its name and theirs ("executive_card_height").
    `letterhead` is the Word file that Word editions are written into, None for the shipped look.
    Themes are equal when everything in them is, fonts and letterhead included: `content` tells.
    """

    page: Page
    fonts: Fonts
    colours: Mapping[str, str]
    fills: Mapping[str, str]
    texts: Mapping[str, str]
    other_fills: tuple[str, ...]
    chart_heights: Mapping[str, float]
    type: Mapping[str, TypeStyle]
    measures: Measures
    word: WordLook
    own_measures: Mapping[str, float] = field(default_factory=dict)
    letterhead: ThemeFile | None = None
    content: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "content", sha256(repr(self).encode()).hexdigest())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theme) and self.content == other.content

    def __hash__(self) -> int:
        return hash(self.content)

    def seen_by(self, audience: str) -> "Theme":
        """Return the theme where an audience's own lines and measures replace the common ones."""
        prefix = f"{audience}_"

        def own(values: Mapping[str, Any]) -> dict[str, Any]:
            named = {name: value for name, value in values.items() if name.startswith(prefix)}
            return {name.removeprefix(prefix): value for name, value in named.items()}

        lines, lengths = own(self.type), own(self.own_measures)
        if not lines and not lengths:
            return self
        measures = replace(self.measures, **lengths)
        return replace(self, type={**self.type, **lines}, measures=measures)

    def fill(self, code: str) -> str:
        """The fill of a segment, a group or the total."""
        if code in self.fills:
            return self.fills[code]
        return self.other_fills[sum(map(ord, code)) % len(self.other_fills)]

    def for_series(self, codes: Sequence[str]) -> "Theme":
        """Return the theme with a fill of its own for every code, as long as there are enough."""
        unknown = [code for code in codes if code not in self.fills]
        taken = {self.fills[code] for code in codes if code in self.fills}
        free = [fill for fill in self.other_fills if fill not in taken] or self.other_fills
        return replace(self, fills={**dict(zip(unknown, cycle(free))), **self.fills})

    def text_of(self, code: str) -> str:
        """The colour of a segment where it is used as text, on paper or across the watermark."""
        fill = self.texts.get(code, self.fill(code))
        readable = contrast(fill, self.colours["watermark"]) >= _MINIMUM_CONTRAST
        return fill if readable else self.colours["ink"]

    def text_on(self, code: str) -> str:
        """Paper or ink, whichever is easier to read on the segment's fill."""
        fill = self.fill(code)
        paper, ink = self.colours["paper"], self.colours["ink"]
        return max(paper, ink, key=lambda colour: contrast(colour, fill))

    def earlier(self, code: str) -> str:
        """The tint of a segment for an earlier period."""
        channels = _channels(self.fill(code))
        tinted = (round(255 - (255 - channel) * _EARLIER_TINT) for channel in channels)
        return "#" + "".join(f"{channel:02X}" for channel in tinted)


def load_theme(templates_dir: Path | None = None) -> Theme:
    """Return the theme of the user's template folder, else the shipped one.

    Raises TemplateError when a key is missing or has the wrong form.
    """
    path, raw = read_toml("theme.toml", templates_dir)
    try:
        return replace(
            _theme(raw, templates_dir), letterhead=_letterhead(raw.get("docx", {}), path)
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise TemplateError(Problem(str(path), f"missing or malformed: {error}")) from error


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _theme(raw: dict[str, Any], templates_dir: Path | None) -> Theme:
    colours = raw["colours"]
    named = {key: value for key, value in colours.items() if isinstance(value, str)}
    page = _page(raw["page"])
    measures = _measures(raw.get("measures", {}), page)
    common = {each.name for each in fields(Measures)}
    theme = Theme(
        page=page,
        fonts=_fonts(raw["fonts"], templates_dir),
        colours={name: _colour(named[name]) for name in (*_COLOURS, *named)},
        fills={code: _colour(value) for code, value in colours["fill"].items()},
        texts={code: _colour(value) for code, value in colours["text"].items()},
        other_fills=tuple(map(_colour, colours["others"]["fills"])),
        chart_heights=raw["charts"]["heights"],
        type={name: _type_style(line, named) for name, line in raw["type"].items()},
        measures=Measures(**{key: measures[key] for key in common}),
        own_measures={key: value for key, value in measures.items() if key not in common},
        word=_word_look(raw.get("docx", {})),
    )
    mark = theme.colours["watermark"]
    palest = min(contrast(theme.colours[name], mark) for name in ("ink", "muted"))
    if palest < _MINIMUM_CONTRAST:
        what = f"text on it has a contrast of {palest:.1f}:1, below {_MINIMUM_CONTRAST}:1"
        raise ValueError(f"watermark {mark} is too dark: {what}")
    return theme


def _word_look(raw: Mapping[str, Any]) -> WordLook:
    charts, fonts = raw.get("charts", "native"), raw.get("fonts", "named")
    _require_one_of(get_args(ChartForm), charts, "docx.charts")
    _require_one_of(get_args(FontForm), fonts, "docx.fonts")
    audiences = raw.get("picture_audiences", [])
    if not isinstance(audiences, list) or not all(isinstance(name, str) for name in audiences):
        raise ValueError('docx.picture_audiences is no list of names such as ["executive"]')
    return WordLook(charts, frozenset(audiences), fonts)


def _letterhead(raw: dict[str, Any], theme: Path) -> ThemeFile | None:
    """The Word file beside the theme that it names."""
    name = raw.get("letterhead")
    if name is None:
        return None
    where, file = f"{theme}: docx.letterhead", theme.parent / str(name)
    if not isinstance(name, str) or not name:
        raise TemplateError(Problem(where, "is not the name of a file", 'write "letterhead.docx"'))
    if not file.is_file():
        remedy = "put it beside theme.toml, or take the entry out"
        raise TemplateError(Problem(where, f"{file} is not a file", remedy))
    try:
        return ThemeFile.read(file)
    except OSError as error:
        what = f"the letterhead cannot be read: {error.strerror or error}"
        raise TemplateError(Problem(str(file), what, "check its permissions")) from error


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise ValueError(f'colour "{text}" is not written as #1F2933')
    return text


def _page(raw: dict[str, Any]) -> Page:
    across = {"width": "width", "height": "height", "gutter": "gutter"}
    across |= {"margin_left": "left", "margin_right": "right"}
    points = {name: raw[key] * PT_PER_MM for key, name in across.items()}
    others = [each.name for each in fields(Page) if each.name not in points]
    return Page(**points, **{name: raw[name] for name in others})


def _measures(raw: object, page: Page) -> Mapping[str, Any]:
    """The measures of a file; the shipped ones fill in what it leaves out."""
    if not isinstance(raw, dict):
        raise ValueError("measures is no table of lengths")
    _, shipped = read_toml("theme.toml", None)
    known = {each.name for each in fields(Measures)}
    measures = {**shipped["measures"], **raw}
    for key, value in measures.items():
        name = key if key in known else key.partition("_")[2]
        if name not in known:
            raise ValueError(f"measures.{key} is no measure of the house")
        kind, most = (int, page.columns) if name.endswith("_columns") else (float, page.height)
        if type(value) not in (int, kind) or not 0 <= value < most:
            what = "columns" if kind is int else "points"
            raise ValueError(f"measures.{key} is {value!r}, not 0 to less than {most:g} {what}")
    return measures


def _fonts(raw: dict[str, Any], templates_dir: Path | None) -> Fonts:
    files = {}
    for weight in get_args(Weight):
        path = find(raw[weight], templates_dir)
        if path is None:
            raise ValueError(f"font file {raw[weight]} not found")
        files[weight] = ThemeFile.read(path)
    return Fonts(raw["family"], raw["fallback"], **files)


def _type_style(line: list[Any], colours: dict[str, str]) -> TypeStyle:
    weight, size, leading, colour, before, after = line
    _require_one_of(get_args(Weight), weight, "weight")
    return TypeStyle(weight, size, leading, colours[colour], before, after)


def _require_one_of(known: Sequence[str], value: object, key: str) -> None:
    if value not in known:
        raise ValueError(f'{key} "{value}" is none of {", ".join(known)}')
