"""The walk: one dataset, many editions; atomic writes; the manifest."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen import manifest
from reportgen.accounts import Accounts, complete
from reportgen.briefing import Attachment, Briefing, Locale, Part, plain
from reportgen.claims import Findings, assert_claims, findings_of, latest_period
from reportgen.compose import compose, require_parity
from reportgen.dataset import load
from reportgen.errors import OutputError, Problem, UsageError, did_you_mean
from reportgen.l10n.grammar import lowered
from reportgen.l10n.lexicon import load_lexicon, load_rules
from reportgen.period import parse_period
from reportgen.resources import shipped
from reportgen.theme import load_theme
from reportgen.writers import WRITERS

LOCALES: dict[str, tuple[Locale, ...]] = {"fr": ("fr",), "en": ("en",), "fr-en": ("fr", "en")}


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is asked of one run."""

    data: Path | None
    as_of: str | None
    period: str | None
    audiences: tuple[str, ...]
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    status: str
    templates: Path | None
    output: Path
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """One document asked for."""

    audience: str
    language: str
    format: str


@dataclass(frozen=True, slots=True)
class Product:
    """One file made."""

    path: Path
    sha256: str


def build(request: BuildRequest, report: Callable[[Product], None]) -> tuple[Product, ...]:
    """Return the files made, each reported as soon as it stands; the manifest comes last.

    Raises OutputError when some could not be written: the others are valid.
    """
    findings = survey(request.data, request.as_of, request.period, request.templates)
    theme = load_theme(request.templates).for_series(_coloured(findings))
    briefings = tuple(_briefings(request, findings))
    folder = _made(_folder(request, findings))
    products, problems = [], []
    recorded: dict[str, dict[str, Any]] = {}
    try:
        for edition, briefing in briefings:
            content = WRITERS[edition.format](briefing, theme)
            path = folder / _file_name(findings, edition)
            product = Product(path, hashlib.sha256(content).hexdigest())
            recorded[path.name] = manifest.described(product.sha256, manifest.ledger(briefing))
            if problem := _written(path, content):
                problems.append(problem)
                continue
            products.append(product)
            report(product)
    finally:  # an interrupted run must leave a manifest that is true of what stands
        if recorded:
            text = manifest.manifest(findings.dataset, str(findings.vantage), recorded, folder)
            problem = _written(folder / manifest.NAME, text.encode())
            problems += [problem] if problem else []
    if problems:
        raise OutputError(*problems)
    return tuple(products)


def plan(request: BuildRequest) -> tuple[Path, ...]:
    """Return the paths that `build` would write, in order."""
    findings = survey(request.data, request.as_of, request.period, request.templates)
    folder = _folder(request, findings)
    return tuple(
        folder / _file_name(findings, edition)
        for audience in _audiences(request)
        for edition in _editions(request, audience)
    )


def survey(
    data: Path | None, as_of: str | None, period: str | None, templates: Path | None = None
) -> Findings:
    """Return everything that a dataset allows to be said up to a period."""
    accounts: Accounts = complete(load(data, as_of))
    vantage = parse_period(period) if period else latest_period(accounts)
    claims = assert_claims(accounts, vantage, load_rules(templates))
    return findings_of(accounts.dataset, vantage, claims)


def audiences_of(templates: Path | None) -> tuple[str, ...]:
    """Return the names of all audiences, the user's and the shipped ones."""
    folders = [folder for folder in (templates, shipped("templates")) if folder is not None]
    found = {path.parent.name for folder in folders for path in folder.glob("*/fr.md")}
    return tuple(sorted(found - {"phrases"}))


def _audiences(request: BuildRequest) -> tuple[str, ...]:
    known = audiences_of(request.templates)
    for audience in request.audiences:
        if audience not in known:
            remedy = did_you_mean(audience, list(known))
            raise UsageError(Problem("", f'unknown audience "{audience}"', remedy))
    return tuple(dict.fromkeys(request.audiences))


def _parts(request: BuildRequest, findings: Findings, audience: str) -> dict[Locale, Part]:
    """Both languages are always composed: neither may claim what the other does not."""
    parts: dict[Locale, Part] = {}
    for locale in LOCALES["fr-en"]:
        lexicon = load_lexicon(locale, request.templates)
        parts[locale] = compose(findings, audience, lexicon, request.status, request.templates)
    require_parity(parts["fr"], parts["en"], audience)
    return parts


def _briefings(request: BuildRequest, findings: Findings) -> Iterator[tuple[Edition, Briefing]]:
    for audience in _audiences(request):
        parts = _parts(request, findings, audience)
        for edition in _editions(request, audience):
            yield edition, _briefing(findings, edition, parts)


def _editions(request: BuildRequest, audience: str) -> Iterator[Edition]:
    for language in dict.fromkeys(request.languages):
        for file_format in dict.fromkeys(request.formats):
            yield Edition(audience, language, file_format)


def _briefing(findings: Findings, edition: Edition, parts: dict[Locale, Part]) -> Briefing:
    chosen = tuple(parts[locale] for locale in LOCALES[edition.language])
    first = chosen[0].masthead
    colon = "\u00a0: " if chosen[0].locale == "fr" else ": "
    origin = findings.dataset.provenance
    return Briefing(
        title=f"{first.theme}{colon}{lowered(plain(first.title))}",
        audience=edition.audience,
        period=findings.vantage,
        parts=chosen,
        released=findings.dataset.released,
        keywords=tuple(segment.code for segment in findings.dataset.segments),
        attachments=(Attachment(origin.data_name, origin.data, "text/csv", first.subtitle),)
        if origin.data_name.endswith(".csv")
        else (),
    )


def _coloured(findings: Findings) -> tuple[str, ...]:
    """The codes that need a colour of their own: segments, then groups."""
    dataset = findings.dataset
    return tuple(entity.code for entity in (*dataset.segments, *dataset.groups))


def _folder(request: BuildRequest, findings: Findings) -> Path:
    return request.output / str(findings.vantage)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"the output folder cannot be made: {error.strerror or error}"
        remedy = "choose another one with --output"
        raise OutputError(Problem(str(folder), what, remedy)) from error
    return folder


def _file_name(findings: Findings, edition: Edition) -> str:
    parts = (findings.dataset.name, findings.vantage, edition.audience, edition.language)
    return f"{'_'.join(map(str, parts))}.{edition.format}"


def _written(path: Path, content: bytes) -> Problem | None:
    try:
        _write(path, content)
    except OSError as error:
        remedy = "close it where it is open, or choose another folder with --output"
        return Problem(str(path), f"not written: {error.strerror or error}", remedy)
    return None


def _write(path: Path, content: bytes) -> None:
    """Write a whole file or nothing: a neighbour first, then one rename."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
