"""What a finished file says that it was made of, and where that is to be found."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reportgen import manifest
from reportgen.errors import ReportgenError
from reportgen.fileset import content_of, is_name
from reportgen.proof.finished import FinishedFile, refused
from reportgen.request import BuildRequest
from reportgen.resources import shipped
from reportgen.theme import load_theme
from reportgen.views import attached_to, bytes_of
from reportgen.views.limits import unpacked

Author = Literal["manifest", "file"]
_MOST_BESIDE = 8  # files that are opened for data: those of an edition, and some
# What is read of data that nobody named: a series of an office has a tenth of it.
_MOST_BYTES, _MOST_LINES, _MOST_COLUMNS = 2 * 2**20, 10_000, 100
_SHORT = 8  # digits of a hash: enough to tell two files apart


@dataclass(frozen=True, slots=True)
class Recipe:
    """What makes a file again, as its manifest or the file itself says it.

    `inputs` are names with hashes, the dataset first; `look` are the hashes of templates, theme,
    fonts, letterhead. The package is `borrowed` where the dataset had none beside it.
    """

    author: Author
    request: BuildRequest
    inputs: Mapping[str, str]
    borrowed: bool
    look: Mapping[str, str]
    versions: Mapping[str, str]

    @property
    def data(self) -> str:
        """The name of the dataset."""
        return next(iter(self.inputs))


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset that a file may have been made from: who vouches for it, in words, and its path.

    One that was `named` is taken also where it has changed.
    """

    voucher: str
    path: Path | None
    named: bool = False


class NotHereError(Exception):
    """What a file was made with is not here, in words."""


def recipe_of(file: FinishedFile) -> Recipe:
    """Return the recipe of a file: its manifest's, else its own.

    Raises NotHereError when it has none, CheckError when that is damaged.
    """
    folder = file.path.parent
    if record := manifest.outputs_in(folder).get(file.path.name):
        try:
            return _recipe("manifest", manifest.request_of(record, folder), record)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise refused(file.path, "its record in the manifest is damaged") from None
    if file.proof is None:
        raise NotHereError("it carries no recipe, and no manifest names it")
    try:
        recipe = {"data": None, "templates": None, "as_of": file.proof["as_of"]}
        record = {**file.proof, "made_with": {**recipe, "format": file.format}}
        return _recipe("file", manifest.request_of(record, folder), record)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise refused(file.path, "its ledger is damaged: it does not say what made it") from None


def _recipe(author: Author, request: BuildRequest, record: Mapping[str, Any]) -> Recipe:
    inputs, look = (_texts(record[name]) for name in ("inputs", "look"))
    if not inputs or not all(map(is_name, inputs)):
        raise ValueError("inputs")
    versions = _texts(record["made_with"].get("versions", {}))
    borrowed = bool(record["borrowed_package"])
    return Recipe(author, request, inputs, borrowed, look, versions)


def _texts(mapping: Mapping[str, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in mapping.items()}


def sources(
    recipe: Recipe, file: FinishedFile, named: Path | None, folder: Path
) -> Iterator[Source]:
    """Yield the datasets that a file may have been made from, the most trusted first.

    Those that are attached to a PDF file are written into a folder of their own below `folder`.
    """
    if named is not None:
        yield Source(f"the data you named ({named})", named, named=True)
        return
    if recipe.author == "manifest":
        where = recipe.request.data or f"the shipped {recipe.data}"
        yield Source(f"the data that the manifest names ({where})", recipe.request.data)
    own = shipped("data") / recipe.data
    if own.is_file():
        yield Source(f"the shipped data ({recipe.data})", own)
    if recipe.data in file.view.attachments:
        path = _written(file.view.attachments, recipe, folder)
        yield Source(f"the data attached to it ({recipe.data}): nobody else vouches for them", path)
    for beside in sorted(file.path.parent.glob("*.pdf"))[:_MOST_BESIDE]:
        attached = {} if beside == file.path else _attached(beside)
        if recipe.data in attached:
            words = f"the data attached to {beside.name} beside it: nobody else vouches for them"
            yield Source(words, _written(attached, recipe, folder))


def unlike_shipped(recipe: Recipe, source: Source) -> Iterator[str]:
    """Yield in words that data of a shipped name are others than the shipped ones."""
    own = shipped("data") / recipe.data
    if source.named or source.path in (None, own) or not own.is_file():
        return
    if manifest.sha256_of(content_of(own)) != recipe.inputs[recipe.data]:
        yield f"the shipped {recipe.data} has other data"


def is_modest(path: Path) -> bool:
    """Return whether data are read although nobody named them; True where they cannot be read."""
    try:
        content = bytes_of(path)
    except ReportgenError:
        return True
    if path.suffix.lower() == ".xlsx":
        with suppress(ReportgenError):
            return bool(unpacked(path.name, content, _MOST_BYTES))
        return False
    if path.suffix.lower() == ".parquet":  # its reader refuses one that unpacks to too much
        return len(content) <= _MOST_BYTES
    lines = content.splitlines()
    wide = max((line.count(b",") for line in lines), default=0) > _MOST_COLUMNS
    return len(content) <= _MOST_BYTES and len(lines) <= _MOST_LINES and not wide


def _attached(path: Path) -> Mapping[str, bytes]:
    try:
        return attached_to(str(path), bytes_of(path))
    except ReportgenError:
        return {}


def _written(attached: Mapping[str, bytes], recipe: Recipe, folder: Path) -> Path:
    """The dataset and what stands beside it, in a folder that their bytes name."""
    wanted = [recipe.data] if recipe.borrowed else recipe.inputs
    found = {name: attached[name] for name in wanted if name in attached}
    own = folder / manifest.sha256_of(*found.values())
    own.mkdir(exist_ok=True)
    for name, content in found.items():
        (own / name).write_bytes(content)
    return own / recipe.data


def templates_for(recipe: Recipe, named: Path | None) -> Path | None:
    """Return the templates that a file was made with: those named, its manifest's, the shipped.

    Raises NotHereError with what is not here.
    """
    candidates: tuple[Path | None, ...] = (recipe.request.templates, None)
    missing: list[str] = []
    for templates in (named,) if named else dict.fromkeys(candidates):
        try:
            look = manifest.look_of(templates, load_theme(templates))
        except (ReportgenError, OSError):
            continue
        others = [
            name for name in {**recipe.look, **look} if look.get(name) != recipe.look.get(name)
        ]
        if not others:
            return templates
        missing = missing if missing and len(missing) <= len(others) else others
    what = " and ".join(missing or ["templates"])
    whose = f"in {named} " if named else ""
    remedy = "" if named else ": name their folder with --templates"
    raise NotHereError(f"the {what} it was made with are not {whose or 'here '}".rstrip() + remedy)


def require_unchanged(recipe: Recipe, source: Source) -> None:
    """Raise NotHereError where a dataset that nobody named is gone, or is another than then."""
    if source.named:
        return
    path = source.path or shipped("data") / recipe.data
    try:
        now = manifest.sha256_of(content_of(path))
    except OSError as error:
        gone = isinstance(error, FileNotFoundError)
        what = "is gone" if gone else f"cannot be read: {error.strerror}"
        raise NotHereError(f"{source.voucher}: {recipe.data} {what}") from None
    for what in changes(recipe, {**recipe.inputs, recipe.data: now}):
        raise NotHereError(f"{source.voucher}: {what}")


def changes(recipe: Recipe, now: Mapping[str, str]) -> Iterator[str]:
    """Yield in words which data are others than those of a recipe."""
    for name, then in recipe.inputs.items():
        if name not in now:
            yield f"{name} is not beside {recipe.data}"
        elif now[name] != then:
            hashes = f"sha256 {then[:_SHORT]}… then, {now[name][:_SHORT]}… now"
            yield f"{name} has changed since ({hashes})"
    for name in now:
        if name not in recipe.inputs:
            yield f"{name} is read too, now"
