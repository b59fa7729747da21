"""One object of a JSON file, read field by field: every problem is noted with its place."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from reportgen.dataset.cells import nearest
from reportgen.errors import DataError, Problem

_Choice = TypeVar("_Choice", bound=str)
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

    def choice(self, key: str, choices: tuple[_Choice, ...]) -> _Choice:
        """Return one of the choices, the first where the key is absent."""
        value = self.fields.get(key, choices[0])
        for choice in choices:
            if value == choice:
                return choice
        self.refuse(key, f'"{value}" is unknown', nearest(str(value), filter(None, choices)))
        return choices[0]

    def children(self, key: str, short: str = "") -> tuple["JsonObject", ...]:
        """Return the objects of the list at `key`; a text stands for an object with `short`."""
        path = self._path(key)
        return tuple(
            self._node(
                f"{path}[{place}]", {short: value} if short and isinstance(value, str) else value
            )
            for place, value in enumerate(self._list(key))
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
