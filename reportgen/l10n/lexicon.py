"""Words and thresholds that an analyst may change: `templates/lexicon/*.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from reportgen.briefing import Locale, Terms
from reportgen.errors import Problem, TemplateError
from reportgen.l10n.rounding import rounded
from reportgen.measure import Measure
from reportgen.resources import find

Comparison = Literal["year_on_year", "quarter_on_quarter"]
Direction = Literal["up", "down", "unchanged", ""]
STRENGTHS = ("stable", "slight", "moderate", "strong", "sharp")
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
        low, high = (self._band(end, comparison) for end in (rate.low, rate.high))
        if low == high:
            return low
        if not rate.sign_is_sure:
            return ""
        return "up" if rate.low > 0 else "down"

    def _band(self, end: Fraction, comparison: Comparison) -> str:
        printed = Fraction(rounded(end, 1))
        edges = self.bands[comparison]
        strength = STRENGTHS[sum(abs(printed) >= edge for edge in edges)]
        if strength == "stable":
            return strength
        return f"{strength}_{'up' if printed > 0 else 'down'}"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The words of one locale: fixed terms, and verbs by verdict."""

    locale: Locale
    terms: Mapping[str, str]
    verbs: Mapping[str, Mapping[str, str]]

    def term(self, name: str, **words: str) -> str:
        """Return a fixed word or sentence with its places filled; raises KeyError naming it."""
        return self.terms[name].format(**words) if words else self.terms[name]

    def verb(self, verdict: str, plural: bool = False) -> str:
        """Return the verb of a verdict in the singular or the plural."""
        return self.verbs[verdict]["plural" if plural else "singular"]

    @property
    def writer_terms(self) -> Terms:
        """The fixed words that a writer prints by itself."""
        names = ("page_of", "version", "contents_page", "key_figures", "link_to")
        return Terms(**{name: self.terms[name] for name in names})


def load_lexicon(locale: Locale, own: Path | None = None) -> Lexicon:
    """Return the words of a locale; raises TemplateError when a verdict has no verb."""
    path, raw = _read(f"lexicon/{locale}.toml", own)
    lacking = [verdict for verdict in VERDICTS if verdict not in raw.get("verbs", {})]
    if lacking:
        raise TemplateError(Problem(str(path), f"no verb for {', '.join(lacking)}"))
    return Lexicon(locale, dict(_flat(raw["terms"])), raw["verbs"])


def _flat(terms: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in terms.items():
        if isinstance(value, str):
            yield prefix + name, value
        else:
            yield from _flat(value, f"{name}.")


def load_rules(own: Path | None = None) -> Rules:
    """Return the thresholds of `lexicon/rules.toml`; raises TemplateError on a malformed band."""
    path, raw = _read("lexicon/rules.toml", own)
    try:
        names: tuple[Comparison, ...] = ("year_on_year", "quarter_on_quarter")
        bands = {name: tuple(Fraction(str(edge)) for edge in raw["bands"][name]) for name in names}
    except (KeyError, ValueError) as error:
        raise TemplateError(Problem(str(path), f"bands: {error}")) from error
    for name, edges in bands.items():
        if len(edges) != len(STRENGTHS) - 1 or list(edges) != sorted(set(edges)):
            what = f"bands.{name} needs {len(STRENGTHS) - 1} rising thresholds"
            raise TemplateError(Problem(str(path), what))
    return Rules(bands)


def _read(relative: str, own: Path | None) -> tuple[Path, dict[str, Any]]:
    path = find(relative, own)
    if path is None:
        raise TemplateError(Problem(relative, "not found", "reinstall reportgen"))
    try:
        return path, tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(Problem(str(path), str(error))) from error
