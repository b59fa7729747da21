"""Words and thresholds that an analyst may change: `templates/lexicon/*.toml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from string import Formatter
from typing import Any, Literal

from reportgen.errors import Problem, TemplateError
from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import Locale
from reportgen.l10n.numbers import rounded
from reportgen.measure import Measure
from reportgen.resources import read_toml

Comparison = Literal["year_on_year", "quarter_on_quarter"]
Direction = Literal["up", "down", "unchanged", ""]
STRENGTHS = ("stable", "slight", "moderate", "strong", "sharp")
WORDINGS = ("first", "second", "third")
VERDICTS = (
    "unchanged",
    "stable",
    *(f"{strength}_{way}" for strength in STRENGTHS[1:] for way in ("up", "down")),
    "up",
    "down",
)


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds of words: upper edges of the bands in percent."""

    bands: Mapping[Comparison, tuple[Fraction, ...]]

    def verdict(self, rate: Measure, comparison: Comparison) -> str:
        """Return the band of a rate of change, judged by its printed ends; "" if signs differ."""
        if rate.exact and rate.value == 0:
            return "unchanged"
        low = self._band(rate.low, comparison)
        high = low if rate.exact else self._band(rate.high, comparison)
        if low == high:
            return low
        if not rate.sign_is_sure:
            return ""
        return "up" if rate.low > 0 else "down"

    def _band(self, end: Fraction, comparison: Comparison) -> str:
        printed = Fraction(rounded(abs(end), 1))
        strength = STRENGTHS[sum(printed >= edge for edge in self.bands[comparison])]
        if strength == "stable":
            return strength
        return f"{strength}_{'up' if end > 0 else 'down'}"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one locale: fixed terms, and wordings of verbs by verdict, used in turn."""

    locale: Locale
    terms: Mapping[str, str]
    wordings: tuple[Mapping[str, Mapping[str, str]], ...]

    def term(self, name: str, **words: str) -> str:
        """Return a fixed word or sentence with its places filled; raises KeyError naming it."""
        return self.terms[name].format(**words) if words else self.terms[name]

    def verb(self, verdict: str, plural: bool = False, turn: int = 0) -> str:
        """Return the verb of a verdict, in the wording whose turn it is."""
        wording = self.wordings[turn % len(self.wordings)]
        return wording[verdict]["plural" if plural else "singular"]


def load_lexicon(locale: Locale, templates_dir: Path | None = None) -> Lexicon:
    """Return the words of a locale.

    Raises TemplateError naming every term and verb of the first language that this one lacks,
    KeyError for a locale that is no language.
    """
    first, *_ = LANGUAGES
    relative = f"lexicon/{locale}.toml"
    path, raw = read_toml(relative, templates_dir)
    texts = dict(_flat(raw))
    models = _flat(read_toml(f"lexicon/{first}.toml", None)[1])
    faults = (_fault(name, texts.get(name), model) for name, model in models)
    wrong = [Problem(str(path), fault) for fault in faults if fault]
    if wrong:
        raise TemplateError(*wrong)
    terms = {name: text for name, text in _flat(raw["terms"]) if isinstance(text, str)}
    return Lexicon(locale, terms, tuple(raw["verbs"][name] for name in WORDINGS))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def _fault(name: str, text: object, model: str) -> str:
    if not isinstance(text, str):
        return f"{name} is not a text" if text is not None else f"{name} is missing"
    try:
        unknown = _places(text) - _places(model)
    except ValueError as error:
        return f"{name}: {error}"
    return f"{name} has no place {{{min(unknown)}}}" if unknown else ""


def _places(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def load_rules(templates_dir: Path | None = None) -> Rules:
    """Return the thresholds of `lexicon/rules.toml`; raises TemplateError on a malformed band."""
    path, raw = read_toml("lexicon/rules.toml", templates_dir)
    names: tuple[Comparison, ...] = ("year_on_year", "quarter_on_quarter")
    try:
        bands = {name: tuple(Fraction(str(edge)) for edge in raw["bands"][name]) for name in names}
    except KeyError as error:
        raise TemplateError(Problem(str(path), f"{error} is missing")) from error
    except (TypeError, ValueError, ZeroDivisionError) as error:
        raise TemplateError(Problem(str(path), f"bands: {error}")) from error
    for name, edges in bands.items():
        rising = list(edges) == sorted(set(edges)) and min(edges, default=0) > 0
        if len(edges) != len(STRENGTHS) - 1 or not rising:
            what = f"bands.{name} needs {len(STRENGTHS) - 1} rising thresholds above zero"
            raise TemplateError(Problem(str(path), what))
    return Rules(bands)
