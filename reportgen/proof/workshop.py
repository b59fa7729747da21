"""Makes files again: what several of them share is made once in a run."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from reportgen import manifest
from reportgen.dataset import Dataset, load
from reportgen.errors import ReportgenError
from reportgen.pipeline import Build, begin, sealed
from reportgen.proof.finished import FinishedFile
from reportgen.proof.recipes import (
    NotHereError,
    Recipe,
    Source,
    changes,
    is_modest,
    recipe_of,
    require_unchanged,
    sources,
    templates_for,
    unlike_shipped,
)
from reportgen.redline import Reading, reading_of
from reportgen.request import BuildRequest

_Made = TypeVar("_Made")
_KEPT = 4  # builds: files of one edition are mostly named together


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A file made again: by whose data, of which build; `others` are data that have changed.

    `versions` are those of programs that are others than then; `reasons` tell why more trusted
    data do not vouch for it.
    """

    voucher: str
    begun: Build
    file: FinishedFile
    figures: int
    others: tuple[str, ...]
    versions: tuple[str, ...]
    reasons: tuple[str, ...] = ()

    @property
    def reading(self) -> Reading:
        """What reads words that took the place of its own."""
        return reading_of(self.file.ledger, self.begun.claims.dataset)


@dataclass(slots=True)
class Workshop:
    """Makes files again from data and templates that a user names, or that are found."""

    data: Path | None
    templates: Path | None
    folder: Path
    _begun: dict[BuildRequest, Build] = field(default_factory=dict)

    def rebuilt(self, file: FinishedFile) -> Rebuilt:
        """Return a file as its recipe makes it now.

        Raises NotHereError when something that it was made with is not here, CheckError when it
        cannot be read.
        """
        recipe = recipe_of(file)
        templates = templates_for(recipe, self.templates)

        def made(source: Source) -> Rebuilt:
            request = replace(recipe.request, data=source.path, templates=templates)
            return self._made(request, recipe, source)

        rebuilt, reasons = self._of_first(file, recipe, made)
        return replace(rebuilt, reasons=reasons)

    def dataset_of(self, file: FinishedFile) -> Dataset:
        """Return the dataset that a file was made from; raises NotHereError, CheckError."""
        recipe = recipe_of(file)

        def loaded(source: Source) -> Dataset:
            dataset = load(source.path, recipe.request.as_of)
            if others := ", ".join(changes(recipe, manifest.inputs_of(dataset))):
                raise NotHereError(f"{source.voucher}: {others}")
            return dataset

        dataset, _ = self._of_first(file, recipe, loaded)
        return dataset

    def _of_first(
        self, file: FinishedFile, recipe: Recipe, use: Callable[[Source], _Made]
    ) -> tuple[_Made, tuple[str, ...]]:
        """What is made of the most trusted data of which it can be, and why not of others."""
        reasons: list[str] = []
        for source in sources(recipe, file, self.data, self.folder):
            try:
                _require_modest(source)
                require_unchanged(recipe, source)
                made = use(source)
            except NotHereError as reason:
                reasons.append(str(reason))
            except ReportgenError as error:
                reasons.append(f"{source.voucher}: {error.problems[0]}")
            else:
                reasons += [] if reasons else unlike_shipped(recipe, source)
                return made, tuple(reasons)
        none = f"{recipe.data}, which it was made from, is not here: name it with --data"
        raise NotHereError("; ".join(dict.fromkeys(reasons)) or none)

    def _made(self, request: BuildRequest, recipe: Recipe, source: Source) -> Rebuilt:
        begun = self._build(request)
        others = tuple(changes(recipe, manifest.inputs_of(begun.claims.dataset)))
        if others and not source.named:
            raise NotHereError(f"{source.voucher}: {', '.join(others)}")
        (edition,) = request.editions
        made = sealed(begun, edition)
        again = FinishedFile(made.path, made.content)
        versions = tuple(_other_versions(recipe.versions))
        return Rebuilt(source.voucher, begun, again, made.record["figures"], others, versions)

    def _build(self, request: BuildRequest) -> Build:
        """What files of all languages and formats of an audience share."""
        shared = replace(request, languages=(), formats=())
        if shared not in self._begun:
            for oldest in [*self._begun][: len(self._begun) - _KEPT + 1]:
                del self._begun[oldest]
            self._begun[shared] = begin(shared)
        return self._begun[shared]


def _require_modest(source: Source) -> None:
    if source.path and not source.named and not is_modest(source.path):
        raise NotHereError(
            f"{source.voucher}: larger than what is read unasked: name it with --data"
        )


def _other_versions(then: Mapping[str, str]) -> Iterator[str]:
    now = manifest.versions()
    for name, version in then.items():
        if now.get(name, version) != version:
            yield f"{name} {version} then, {now[name]} now"


@contextmanager
def workshop(data: Path | None, templates: Path | None) -> Iterator[Workshop]:
    """Open a workshop whose attached data are kept in a folder as long as it is open."""
    with TemporaryDirectory(prefix="reportgen-") as folder:
        yield Workshop(data, templates, Path(folder))
