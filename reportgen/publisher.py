"""Who publishes: name and contact from `publisher.toml`."""

from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import Problem, TemplateError
from reportgen.resources import read_toml

_LONGEST_IDENTITY = 200  # characters: a line of the page, or two


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, in one language."""

    name: str
    contact: str


def load_publisher(locale: str, templates_dir: Path | None = None) -> Publisher:
    """Return the publisher's identity in a language.

    Raises TemplateError when a language or an entry is missing, or longer than a line or two.
    """
    path, raw = read_toml("publisher.toml", templates_dir)
    try:
        entries = {entry: str(raw[locale][entry]) for entry in ("name", "contact")}
    except (KeyError, TypeError) as error:
        what = f"[{locale}] lacks its name or its contact"
        raise TemplateError(Problem(str(path), what)) from error
    for entry, text in entries.items():
        if len(text) > _LONGEST_IDENTITY:
            what = f"[{locale}] {entry} has {len(text)} characters"
            raise TemplateError(Problem(str(path), what, f"keep it within {_LONGEST_IDENTITY}"))
    return Publisher(**entries)
