"""Reads a Frictionless data package: all that is particular to one series."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args

from reportgen.dataset.cells import last_day, nearest
from reportgen.dataset.json_object import JsonObject, read_json
from reportgen.dataset.model import (
    TOTAL,
    Adjustment,
    Counted,
    Entity,
    InputFile,
    Prices,
    Series,
    SeriesKind,
    Source,
)
from reportgen.dataset.reader import read_bytes
from reportgen.errors import DataError
from reportgen.l10n import COMMON, LANGUAGES
from reportgen.l10n.grammar import raised
from reportgen.l10n.language import Locale, NounForms
from reportgen.measure import MeasureKind, Unit
from reportgen.period import MONTHS

TEXTS = (
    "theme",
    "scope",
    "source_line",
    "official_notice",
    "synthetic_notice",
    "prices",
    "roadmap",
)
PACKAGE_NAME = "datapackage.json"
ARTICLES: tuple[Literal["", "none", "the"], ...] = ("", "none", "the")
TARGETS = "targets"

_FLOORS = (*MONTHS, "nine_months")  # kinds of periods that a floor of `tiny_base` may name
_LARGEST_SCALE = 12  # the last power of ten that languages name
_LONGEST_NAME = 120  # characters: two lines of a table
_FORMS_OF_A_VERB = 2  # singular and plural
_CURRENCY = re.compile("[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Package(Series):
    """A data package: its series, its file, and its resources as paths by name."""

    file: InputFile
    resources: Mapping[str, str]

    @property
    def targets(self) -> str | None:
        """The file of announced targets beside the package, if it declares one."""
        return self.resources.get(TARGETS)


def package_beside(data: Path) -> Path | None:
    """Return the package of a data file: its own, else that of its folder, else None."""
    own = data.with_name(f"{data.stem}.{PACKAGE_NAME}")
    candidates = (own, data.with_name(PACKAGE_NAME))
    return next((path for path in candidates if path.is_file()), None)


def without_claims(package: Package, name: str) -> Package:
    """Return the package for another file: its own name, no claim on sign, origin or release.

    The name keeps an analyst's own editions apart from those of the shipped data.
    """
    return replace(
        package, name=name, non_negative=False, synthetic=False, official=False, released=""
    )


def series_name(stem: str) -> str:
    """Return a file's stem as a package name: lower case, letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "series"


def read_package(path: Path) -> Package:
    """Return the package of a file; raises DataError with every problem found."""
    data = read_bytes(path)
    root = read_json(path.name, data)
    series = root.child("series")
    segments, name = _segments(series), _name(root)
    codes = tuple(segment.code for segment in segments)
    package = Package(
        file=InputFile(path.name, path, data),
        name=name,
        resources=_resources(root),
        segments=segments,
        groups=_groups(series, segments),
        total=Entity(TOTAL, codes, _total(series.child("total"))),
        scopes=series.texts("scopes") or (name,),
        units=_units(series),
        sources=(sources := _sources(root)),
        texts=_texts(series.child("texts"), _plain_texts(root, name, sources)),
        counted=_counted(series),
        released=_released(series),
        non_negative=series.flag("non_negative"),
        synthetic=series.flag("synthetic"),
        official=series.flag("official"),
        tiny_base=_tiny_base(series),
    )
    if root.problems:
        raise DataError(*root.problems)
    return package


def _name(root: JsonObject) -> str:
    name = root.text("name")
    allowed = set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    if not set(name) <= allowed:
        root.refuse("name", f'"{name}" cannot name a file', "use a to z, 0 to 9, - _ and .")
    return name


def _resources(root: JsonObject) -> dict[str, str]:
    paths = {}
    for resource in root.children("resources"):
        path = resource.text("path")
        if Path(path).is_absolute() or ".." in Path(path).parts:
            resource.refuse("path", f'"{path}" leads out of the folder', "keep data beside it")
        paths[resource.text("name")] = path
    return paths


def _segments(series: JsonObject) -> tuple[Entity, ...]:
    nodes = series.children("segments", "code")
    if not nodes:
        series.refuse("segments", "is missing", "declare the code of each segment")
    segments = []
    for node in nodes:
        code = node.text("code")
        segments.append(Entity(code, (code,), _forms(node, code), node.flag("remainder")))
    _unique(series, "segments", (*(entity.code for entity in segments), TOTAL))
    return tuple(segments)


def _groups(series: JsonObject, segments: tuple[Entity, ...]) -> tuple[Entity, ...]:
    known = [entity.code for entity in segments]
    groups = []
    for node in series.children("groups"):
        members = node.texts("members")
        if len(members) < 2:
            node.refuse("members", "are fewer than two")
        for member in members:
            if known and member not in known:
                node.refuse("members", f'hold "{member}", no segment', nearest(member, known))
        code = node.text("code")
        groups.append(Entity(code, members, _forms(node, code)))
    _unique(series, "groups", (*known, *(group.code for group in groups), TOTAL))
    return tuple(groups)


def _unique(series: JsonObject, key: str, codes: Iterable[str]) -> None:
    every = list(codes)
    for code in dict.fromkeys(every):
        if every.count(code) > 1:
            series.refuse(key, f'use the code "{code}" twice')


def _total(node: JsonObject) -> dict[Locale, NounForms]:
    forms = node.child("forms")
    return {
        locale: _noun(forms.child(locale), raised(record.total), record.total)
        for locale, record in LANGUAGES.items()
    }


def _forms(node: JsonObject, code: str) -> dict[Locale, NounForms]:
    forms = node.child("forms")
    return {locale: _noun(forms.child(locale), code) for locale in LANGUAGES}


def _noun(node: JsonObject, code: str, label: str = "") -> NounForms:
    gender, number = node.text("gender", "m"), node.text("number", "s")
    article = node.choice("article", ARTICLES)
    short = node.text("short", code, _LONGEST_NAME)
    if gender not in ("m", "f"):
        node.refuse("gender", f'"{gender}" is neither m nor f')
    if number not in ("s", "p"):
        node.refuse("number", f'"{number}" is neither s nor p')
    return NounForms(
        short=short,
        label=node.text("label", label or short, _LONGEST_NAME),
        detail=node.text("detail", "", _LONGEST_NAME),
        expansion=node.text("expansion", "", _LONGEST_NAME),
        gender="f" if gender == "f" else "m",
        number="p" if number == "p" else "s",
        elides=node.flag("elides"),
        article=article,
    )


def _counted(series: JsonObject) -> Counted:
    kinds: tuple[SeriesKind, ...] = get_args(SeriesKind)
    return Counted(
        noun=_nouns(series.child("noun")),
        proceeds=_nouns(series.child("proceeds")),
        makes=_verbs(series.child("makes")),
        kind=series.choice("kind", kinds),
        stock_at=series.choice("stock_at", ("", "end", "average")),
        adjustment=series.choice("adjustment", get_args(Adjustment)),
        prices=series.choice("prices", get_args(Prices)),
    )


def _nouns(node: JsonObject) -> dict[Locale, NounForms]:
    """A noun of the series in the languages that have one; in the plural unless said."""
    return {
        locale: _noun(replace(said, fields={**said.fields, "short": said.text("noun")}), "")
        for locale in LANGUAGES
        if locale in node.fields and (said := node.child(locale))
    }


def _verbs(node: JsonObject) -> dict[Locale, tuple[str, str]]:
    found = {}
    for locale in LANGUAGES:
        if locale in node.fields:
            words = node.texts(locale)
            if len(words) != _FORMS_OF_A_VERB:
                node.refuse(locale, "is not a verb in singular and plural")
            else:
                found[locale] = (words[0], words[1])
    return found


def _texts(node: JsonObject, plain: Mapping[str, str]) -> dict[str, Mapping[Locale, str]]:
    return {
        key: {locale: node.child(key).text(locale, plain.get(key, "")) for locale in LANGUAGES}
        for key in TEXTS
    }


def _plain_texts(root: JsonObject, name: str, sources: Mapping[str, Source]) -> dict[str, str]:
    """What a package says anyway: its title names the theme, its sources the source."""
    titles = ", ".join(source.title for source in sources.values())
    return {"theme": root.text("title", name), "source_line": titles or name}


def _units(series: JsonObject) -> dict[str, Unit]:
    kinds: dict[str, MeasureKind] = {kind: kind for kind in get_args(MeasureKind)}
    units = {}
    for node in series.children("units"):
        code, kind = node.text("code"), node.text("kind")
        if kind and kind not in kinds:
            node.refuse("kind", f'"{kind}" is unknown', nearest(kind, kinds))
        currency = node.text("currency", "")
        words, one = _unit_words(node, currency) if kind == "level" else ({}, {})
        if not currency and "currency" not in node.fields:
            currency = words.get(COMMON, "") if _CURRENCY.fullmatch(words.get(COMMON, "")) else ""
        scale = node.number("scale", 0)
        if scale not in range(_LARGEST_SCALE + 1):
            node.refuse("scale", f"{scale} is no power of ten", "write 6 for millions")
        units[code] = Unit(code, kinds.get(kind, "level"), int(scale), words, one, bool(currency))
    if not any(unit.kind == "level" for unit in units.values()):
        series.refuse("units", "declare no unit of levels", "declare code, kind, scale and words")
    return units


def _sources(root: JsonObject) -> dict[str, Source]:
    return {
        source.code: source
        for source in (
            Source(node.text("name"), node.text("title"), node.text("path", ""))
            for node in root.children("sources")
        )
    }


def _unit_words(node: JsonObject, currency: str) -> tuple[dict[str, str], dict[str, str]]:
    """The words of a unit beside several and beside one; without any, its currency or nothing."""
    words, several, one = node.child("words"), {}, {}
    for locale in LANGUAGES:
        if isinstance(words.fields.get(locale), Mapping):
            forms = words.child(locale)
            several[locale], one[locale] = forms.text("other"), forms.text("one")
        else:
            several[locale] = words.text(locale, currency)
    return several, one


def _released(series: JsonObject) -> str:
    released = series.text("released", "")
    if released and last_day(released) != released:
        series.refuse("released", f'"{released}" is not a date', "write it as 2026-01-28")
    return released


def _tiny_base(series: JsonObject) -> dict[str, Decimal]:
    floors = series.child("tiny_base")
    for kind in floors.fields:
        if kind not in _FLOORS:
            floors.refuse(kind, "is no kind of period", nearest(kind, _FLOORS))
    return {kind: floors.number(kind, 0) for kind in _FLOORS}
