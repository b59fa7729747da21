"""The files of a default build, for tests that read them again, and what `check` says of them."""

from pathlib import Path

from composed import typed

from reportgen.pipeline import build
from reportgen.proof.answer import Answer, Options
from reportgen.proof.folder import check_all
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


def checked(*paths: Path, options: Options | None = None) -> tuple[Answer, ...]:
    """Return what is said of files."""
    return check_all(paths, Path("output"), options or Options())


def failing(path: Path, options: Options | None = None) -> list[str]:
    """Return what is to be corrected in a file: verdict, place, words before and after, why."""
    (found,) = checked(path, options=options)
    return corrections(found)


def corrections(answer: Answer) -> list[str]:
    """Return what is to be corrected in a file, a line each."""
    return [
        typed(f"{d.verdict} | {d.place} | {d.old} -> {d.new} | {d.why}")
        for d in answer.differences
        if d.fails
    ] + [str(problem) for problem in answer.problems]
