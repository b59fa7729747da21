"""The files of a default build, for tests that read them again."""

from pathlib import Path

from reportgen.pipeline import build
from reportgen.request import BuildRequest

LANGUAGES = ("fr", "en", "fr-en")
FORMATS = ("pdf", "docx")


def default_build(output: Path, data: Path | None = None) -> Path:
    """Return the folder of the standard editions of a dataset, all languages and formats."""
    request = BuildRequest(
        data=data,
        as_of=None,
        period=None,
        audiences=("standard",),
        languages=LANGUAGES,
        formats=FORMATS,
        status="final",
        templates=None,
        output=output,
    )
    return build(request, lambda product: None)[0].path.parent


def named(folder: Path, name: str) -> Path:
    """Return the file of a language and format: `fr-en.pdf`."""
    (path,) = folder.glob(f"*_{name}")
    return path
