"""What the styles of a Word file make of its words: seen or hidden, and how they look."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reportgen.views.limits import Element
from reportgen.views.package import (
    at,
    is_on,
    kids,
    known,
    number,
    said_of,
    tag,
    value,
    value_at,
)

# Switches that turn each other off where a table's, a paragraph's and a letter's style have them.
_TOGGLES = frozenset({"w:vanish", "w:strike", "w:b", "w:i", "w:caps", "w:smallCaps", "w:outline"})
_HIDING = ("w:vanish", "w:specVanish", "w:webHidden")
_STRIKING = ("w:strike", "w:dstrike")
_OTHER_SCRIPTS = ("w:rtl", "w:cs")  # which have a font, a size and an order of their own
_LATIN = ("asciiTheme", "hAnsiTheme")
_NOTICED = ("w:b", "w:i", "w:u", "w:caps", "w:smallCaps", "w:outline")
_SYMBOLS = re.compile(r"(?i)symbol|dings|marlett|barcode|bookshelf|mt extra|code ?(?:39|128)")
_DENSE = re.compile(r"solid|pct[5-9]\d")
_COLOUR = re.compile(r"[0-9A-F]{6}")
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080",
    "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
_THEMES = {"text": "000000", "dark": "000000", "background": "FFFFFF", "light": "FFFFFF"}
_FAINTEST = 1.5  # contrast below which letters are not seen
_SMALLEST = 8.0  # half-points
_NARROWEST = 34.0  # percent of the width of letters
_FARTHEST = 40.0  # half-points that letters are raised or lowered
_CLOSEST = -100.0  # twips between letters
_FAINT_TINT = "50"  # of 255 parts of a theme's colour: what is left is nearly white
_LONGEST_CHAIN = 64  # styles based on each other

_Marks = dict[str, Element]


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: why they are not seen (empty: they are), what is odd, what is noticed."""

    unseen: str = ""
    odd: tuple[str, ...] = ()
    raised: bool = False
    facts: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Styles:
    """The styles of a document by identifier, the standard one, and what holds without any.

    `base` holds for letters, `ground` for paragraphs.
    """

    by_id: Mapping[str, Element]
    standard: str
    base: Element | None
    ground: Element | None = None
    _usual: dict[tuple[str, str, tuple[Element, ...]], _Marks] = field(default_factory=dict)
    _found: dict[tuple[str, str], Element | None] = field(default_factory=dict)
    _said: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def chain(self, identifier: str) -> list[Element]:
        """Return a style and those it is based on, the nearest first."""
        found: dict[str, Element] = {}
        while identifier in self.by_id and identifier not in found and len(found) < _LONGEST_CHAIN:
            found[identifier] = self.by_id[identifier]
            identifier = value_at(self.by_id[identifier], "w:basedOn")
        return [*found.values()]

    def name(self, properties: Element | None) -> str:
        """Return the name of a paragraph's style in lower case, by the paragraph's properties."""
        return value(self.of_style(value_at(properties, "w:pStyle"), "w:name")).lower()

    def of_paragraph(self, properties: Element | None, what: str) -> Element | None:
        """Return a property of a paragraph: its own, else that of its style."""
        own = at(properties, what)
        style = value_at(properties, "w:pStyle")
        return own if own is not None else self.of_style(style, f"w:pPr/{what}")

    def said_of_paragraph(self, properties: Element | None, what: str) -> dict[str, str]:
        """Return what is said of a property anywhere: each attribute by the nearest that has it."""
        style, own = value_at(properties, "w:pStyle"), at(properties, what)
        if (style, what) not in self._said:
            found = (at(each, f"w:pPr/{what}") for each in reversed(self._holders(style)))
            told = (said_of(each) for each in found if each is not None)
            self._said[style, what] = {key: said for each in told for key, said in each.items()}
        return {**self._said[style, what], **({} if own is None else said_of(own))}

    def _holders(self, style: str) -> list[Element]:
        chain = self.chain(style if style in self.by_id else self.standard)
        return chain if self.ground is None else [*chain, self.ground]

    def of_style(self, style: str, path: str) -> Element | None:
        """Return what stands at a path in a style, or in those it is based on."""
        if (style, path) not in self._found:
            found = (at(each, path) for each in self._holders(style))
            self._found[style, path] = next((each for each in found if each is not None), None)
        return self._found[style, path]

    def look(
        self, paragraph: str, direct: Element | None, table: tuple[Element, ...], back: str
    ) -> Look:
        """Return how a run looks: by its paragraph's style, its own, its table's, its ground."""
        style = paragraph if paragraph in self.by_id else self.standard
        usual = self._marks(style, value_at(direct, "w:rStyle"), table)
        marks = {**usual, **{tag(mark): mark for mark in kids(direct)}}
        fonts = marks.get("w:rFonts")
        font = value(fonts, "asciiTheme") or value(fonts, "ascii")
        named = {} if fonts is None else said_of(fonts)
        odd = [f"set in {each}" for each in sorted(named.values()) if _SYMBOLS.search(each)]
        odd += [f"set in {value(fonts, key)}" for key in _LATIN
                if value(fonts, key).endswith(("Bidi", "EastAsia"))]  # fmt: skip
        odd += [f"set as {name[2:]}" for name in _OTHER_SCRIPTS if is_on(marks.get(name))]
        odd += [f"set with {name}" for name in sorted(marks.keys() - known("letters"))]
        size = f"{number(value(marks.get('w:sz'), default='22')) / 2:g} pt"
        on = (name[2:] for name in _NOTICED if is_on(marks.get(name)))
        theme = value(marks.get("w:color"), "themeColor")
        facts = (f"#{_colour(marks.get('w:color'), 'val')}", theme, size, font, *on)
        raised = value(marks.get("w:vertAlign"), default="baseline") != "baseline"
        told = " ".join(filter(None, facts))
        return Look(_unseen(marks, back), tuple(odd), raised, told)

    def _marks(self, paragraph: str, letters: str, table: tuple[Element, ...]) -> _Marks:
        key = (paragraph, letters, table)
        if key not in self._usual:
            base = _marks([] if self.base is None else [self.base])
            chains = (reversed(self.chain(style)) for style in (paragraph, letters))
            runs = ([run for style in chain for run in kids(style, "w:rPr")] for chain in chains)
            levels = [_marks(table), *map(_marks, runs)]
            marks = {name: mark for level in (base, *levels) for name, mark in level.items()}
            for name in _TOGGLES & marks.keys():
                on = [level[name] for level in levels if is_on(level.get(name))]
                if not is_on(base.get(name)) and len(on) % 2 == 0:
                    del marks[name]
                elif on:
                    marks[name] = on[0]
            self._usual[key] = marks
        return self._usual[key]


def styles_of(root: Element | None) -> Styles:
    """Return the styles of a document; none where the part is missing."""
    styles = {value(style, "styleId"): style for style in kids(root, "w:style")}
    standard = (
        key for key, style in styles.items()
        if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true", "on"}
    )  # fmt: skip
    letters, paragraphs = (at(root, f"w:docDefaults/w:{n}Default") for n in ("rPr", "pPr"))
    return Styles(styles, next(standard, ""), at(letters, "w:rPr"), paragraphs)


def ground(shading: Element | None) -> str:
    """Return the colour that a shading gives the ground, empty where it gives none."""
    dense = _DENSE.fullmatch(value(shading))  # a pattern that is mostly of its own colour
    theme = value(shading, "themeColor" if dense else "themeFill").rstrip("12")
    found = _THEMES.get(theme) or _colour(shading, "color" if dense else "fill")
    return "" if found == "auto" else found


def _unseen(marks: _Marks, back: str) -> str:
    if any(is_on(marks.get(name)) for name in _HIDING):
        return "hidden"
    if any(is_on(marks.get(name)) for name in _STRIKING):
        return "struck out"
    colour, light = marks.get("w:color"), _HIGHLIGHTS.get(value(marks.get("w:highlight")), "")
    letters = _colour(colour, "val")
    letters = "000000" if letters == "auto" and light else letters
    under = light or ground(marks.get("w:shd")) or back or "FFFFFF"
    theme = value(colour, "themeColor")
    pale = (
        theme.startswith(("background", "light")) or value(colour, "themeTint", "FF") < _FAINT_TINT
    )
    if pale or (letters != "auto" and _contrast(letters, under) < _FAINTEST):
        return "in the colour of its ground"
    width = number(value(marks.get("w:w"), default="100").rstrip("%"))
    small = number(value(marks.get("w:sz"), default="22")) < _SMALLEST or width < _NARROWEST
    away = abs(number(value(marks.get("w:position")))) > _FARTHEST
    close = number(value(marks.get("w:spacing"))) < _CLOSEST
    return "too small, or away from its line" if small or away or close else ""


def _colour(mark: Element | None, name: str) -> str:
    said = value(mark, name).upper()
    return said if _COLOUR.fullmatch(said) else "auto"


def _marks(holders: Iterable[Element]) -> _Marks:
    return {tag(mark): mark for holder in holders for mark in kids(holder)}


def _contrast(one: str, other: str) -> float:
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at_ : at_ + 2], 16) / 255 for at_ in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
