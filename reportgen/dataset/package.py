"""Reads a Frictionless data package: all that is particular to one series."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

from reportgen.dataset.cells import last_day, nearest
from reportgen.dataset.model import TOTAL, Entity, InputFile, Series, Source
from reportgen.dataset.reader import read_bytes
from reportgen.errors import DataError, Problem
from reportgen.l10n import LANGUAGES
from reportgen.l10n.language import Locale, NounForms
from reportgen.measure import MeasureKind, Unit
from reportgen.period import MONTHS

TEXTS = ("theme", "scope", "source_line", "official_notice", "synthetic_notice", "prices")
PACKAGE_NAME = "datapackage.json"
TARGETS = "targets"

_FLOORS = (*MONTHS, "nine_months")  # kinds of periods that a floor of `tiny_base` may name
_LARGEST_SCALE = 12  # the last power of ten that languages name
_LONGEST_NAME = 120  # characters: two lines of a table
_LONGEST = 1000  # characters of a notice; more would outgrow a page
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class JsonObject:
    """One object of a JSON file: its fields, its place in the file, the problems found so far."""

    file_name: str
    fields: Mapping[str, object]
    place: str = ""
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, key: str, what: str, remedy: str = "") -> None:
        """Note a problem of the value at `key`."""
        self.problems.append(Problem(self.file_name, f"{self._path(key)} {what}", remedy))

    def text(self, key: str, default: str | None = None, longest: int = _LONGEST) -> str:
        """Return a text, or the default; without a default an absent one is a problem."""
        value = self.fields.get(key, default)
        if not isinstance(value, str):
            self.refuse(key, "is missing" if value is None else "is not a text")
            return ""
        value = value.strip()
        if found := _CONTROL.search(value):
            what = f"holds the control character U+{ord(found.group()):04X}"
            self.refuse(key, what, "remove it")
        elif len(value) > longest:
            self.refuse(key, f"has {len(value)} characters", f"keep it within {longest}")
        elif not value and default is None:
            self.refuse(key, "is missing")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Return a boolean, or the default."""
        value = self.fields.get(key, default)
        if not isinstance(value, bool):
            self.refuse(key, "is not true or false")
            return default
        return value

    def number(self, key: str, default: int) -> Decimal:
        """Return a number, or the default."""
        value = self.fields.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.refuse(key, "is not a number")
            return Decimal(default)
        return Decimal(value)

    def child(self, key: str) -> "JsonObject":
        """Return the object at `key`, empty when there is none."""
        return self._node(self._path(key), self.fields.get(key, {}))

    def children(self, key: str) -> tuple["JsonObject", ...]:
        """Return the objects of the list at `key`."""
        path = self._path(key)
        return tuple(
            self._node(f"{path}[{place}]", value) for place, value in enumerate(self._list(key))
        )

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of the list at `key`."""
        values = self._list(key)
        if not all(isinstance(value, str) and value for value in values):
            self.refuse(key, "is not a list of texts")
        return tuple(value for value in values if isinstance(value, str))

    def _list(self, key: str) -> list[object]:
        value = self.fields.get(key, [])
        if isinstance(value, list):
            return value
        self.refuse(key, "is not a list")
        return []

    def _path(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def _node(self, place: str, value: object) -> "JsonObject":
        if not isinstance(value, dict):
            self.problems.append(Problem(self.file_name, f"{place} is not an object"))
            value = {}
        return JsonObject(self.file_name, value, place, self.problems)


def read_json(file_name: str, data: bytes) -> JsonObject:
    """Return the object in a JSON file; numbers are int or Decimal. Raises DataError."""
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except json.JSONDecodeError as error:
        where = f"{file_name}:{error.lineno}:{error.colno}"
        raise DataError(Problem(where, f"is not JSON: {error.msg}")) from error
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise DataError(Problem(f"{file_name}:{line}", "is not UTF-8 text")) from error
    except RecursionError as error:
        raise DataError(Problem(file_name, "is nested too deeply")) from error
    if not isinstance(value, dict):
        raise DataError(Problem(file_name, "is not a JSON object"))
    return JsonObject(file_name, value)


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
    segments = _segments(series)
    codes = tuple(segment.code for segment in segments)
    package = Package(
        file=InputFile(path.name, path, data),
        name=_name(root),
        resources=_resources(root),
        segments=segments,
        groups=_groups(series, segments),
        total=Entity(TOTAL, codes, _forms(series.child("total"))),
        scopes=_scopes(series),
        units=_units(series),
        sources=_sources(root),
        texts={key: _by_locale(series.child("texts").child(key)) for key in TEXTS},
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
    nodes = series.children("segments")
    if not nodes:
        series.refuse("segments", "is missing", "declare the code and the forms of each segment")
    segments = []
    for node in nodes:
        code = node.text("code")
        segments.append(Entity(code, (code,), _forms(node)))
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
        groups.append(Entity(node.text("code"), members, _forms(node)))
    _unique(series, "groups", (*known, *(group.code for group in groups), TOTAL))
    return tuple(groups)


def _unique(series: JsonObject, key: str, codes: Iterable[str]) -> None:
    every = list(codes)
    for code in dict.fromkeys(every):
        if every.count(code) > 1:
            series.refuse(key, f'use the code "{code}" twice')


def _forms(node: JsonObject) -> dict[Locale, NounForms]:
    forms = node.child("forms")
    return {locale: _noun(forms.child(locale)) for locale in LANGUAGES}


def _noun(node: JsonObject) -> NounForms:
    gender, number = node.text("gender", "m"), node.text("number", "s")
    if gender not in ("m", "f"):
        node.refuse("gender", f'"{gender}" is neither m nor f')
    if number not in ("s", "p"):
        node.refuse("number", f'"{number}" is neither s nor p')
    return NounForms(
        short=node.text("short", longest=_LONGEST_NAME),
        label=node.text("label", longest=_LONGEST_NAME),
        detail=node.text("detail", "", _LONGEST_NAME),
        expansion=node.text("expansion", "", _LONGEST_NAME),
        gender="f" if gender == "f" else "m",
        number="p" if number == "p" else "s",
        elides=node.flag("elides"),
    )


def _scopes(series: JsonObject) -> tuple[str, ...]:
    scopes = series.texts("scopes")
    if not scopes:
        series.refuse("scopes", "is missing", "name the scope of the series")
    return scopes


def _units(series: JsonObject) -> dict[str, Unit]:
    kinds: dict[str, MeasureKind] = {kind: kind for kind in get_args(MeasureKind)}
    units = {}
    for node in series.children("units"):
        code, kind = node.text("code"), node.text("kind")
        if kind and kind not in kinds:
            node.refuse("kind", f'"{kind}" is unknown', nearest(kind, kinds))
        words = _by_locale(node.child("words")) if kind == "level" else {}
        scale = node.number("scale", 0)
        if scale not in range(_LARGEST_SCALE + 1):
            node.refuse("scale", f"{scale} is no power of ten", "write 6 for millions")
        units[code] = Unit(code, kinds.get(kind, "level"), int(scale), words)
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


def _by_locale(node: JsonObject) -> dict[str, str]:
    return {locale: node.text(locale) for locale in LANGUAGES}


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
