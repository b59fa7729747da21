"""Where the shipped templates, fonts and data stand, in a checkout and in an installed wheel."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportgen.errors import Problem, TemplateError

_TEXTS = ("*.toml", "*.md", "*/*.toml", "*/*.md")  # no deeper: a user's folder may hold anything
_PACKAGE = Path(str(files("reportgen")))


def shipped(folder: str) -> Path:
    """Return the shipped folder `templates` or `data`."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def find(relative: str, templates_dir: Path | None) -> Path | None:
    """Return the template file of this relative name: the user's, else the shipped one."""
    for folder in (templates_dir, shipped("templates")):
        if folder is not None and (folder / relative).is_file():
            return folder / relative
    return None


def texts(templates_dir: Path | None) -> dict[str, bytes]:
    """Return every text of the templates by its name: the user's, else the shipped one."""
    found = {
        path.relative_to(folder).as_posix(): path
        for folder in filter(None, (shipped("templates"), templates_dir))
        for pattern in _TEXTS
        for path in folder.glob(pattern)
        if path.is_file()
    }
    return {name: path.read_bytes() for name, path in sorted(found.items())}


def read_toml(relative: str, templates_dir: Path | None) -> tuple[Path, dict[str, Any]]:
    """Return a TOML file of the templates and what it holds, to be read only: it is kept.

    Raises TemplateError when there is none or it cannot be read.
    """
    path = find(relative, templates_dir)
    if path is None:
        raise TemplateError(Problem(relative, "not found", "write it, or reinstall reportgen"))
    try:
        return path, _parsed(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError(Problem(str(path), str(error))) from error


@lru_cache(maxsize=32)
def _parsed(toml: str) -> dict[str, Any]:
    return tomllib.loads(toml)
