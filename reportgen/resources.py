"""Where the shipped templates, fonts and data stand, in a checkout and in an installed wheel."""

from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("reportgen")))


def shipped(folder: str) -> Path:
    """Return the shipped folder `templates` or `data`."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def find(relative: str, own: Path | None) -> Path | None:
    """Return the template file of this relative name: the user's own, else the shipped one."""
    for folder in (own, shipped("templates")):
        if folder is not None and (folder / relative).is_file():
            return folder / relative
    return None
