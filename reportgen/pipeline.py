"""The walk: one dataset, many editions, one set of files."""

import hashlib
import json
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from reportgen import fileset, manifest
from reportgen.accounts import Accounts, complete
from reportgen.briefing import Attachment, Briefing, Locale, Part, plain
from reportgen.claims import Findings, assert_claims, findings_of, latest_period
from reportgen.compose import compose, left_out, require_parity, with_contents
from reportgen.dataset import Dataset, InputFile, Provenance, load
from reportgen.errors import OutputError, Problem, UsageError, did_you_mean
from reportgen.l10n.grammar import lowered
from reportgen.l10n.lexicon import Rules, load_lexicon, load_rules
from reportgen.legible import require_legible
from reportgen.period import parse_period
from reportgen.resources import shipped, shipped_texts
from reportgen.theme import Theme, load_theme
from reportgen.writers import (
    WRITERS,
    has_watermark,
    pages_of,
    styles_lacking,
    words_brought,
    words_drawn,
)

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".parquet": "application/vnd.apache.parquet",
}
_PAGES_WITHOUT_CONTENTS = 6
STATUSES = ("draft", "embargo", "final")
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
class Rendered:
    """One file before it is written: where it will stand, its bytes, its record in the manifest."""

    path: Path
    content: bytes
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Product:
    """One file made."""

    path: Path
    sha256: str


def build(
    request: BuildRequest,
    report: Callable[[Product], None],
    warn: Callable[[str], None] = lambda _: None,
) -> tuple[Product, ...]:
    """Return the files made, which take their places together with the manifest, each reported.

    Warns of editorial notes that the data no longer bear out, and of styles that the letterhead
    lacks. Raises OutputError when some could not be written: the others are valid.
    """
    findings = surveyed(request)
    outputs = rendered(request, findings)
    for note in (*left_out(findings, request.templates), *_lacking(request)):
        warn(note)
    folder = _folder(request, findings)
    records: dict[str, dict[str, Any]] = {}

    def told(failed: Collection[str]) -> bytes:
        for name in failed:
            records.pop(name, None)
        return manifest.manifest(findings.dataset, str(findings.vantage), records, folder).encode()

    with fileset.opened(folder) as files:
        for output in outputs:
            records[output.path.name] = output.record
            files.add(output.path.name, output.content)
        problems = files.commit(manifest.NAME, told)
    products = tuple(Product(folder / name, made["sha256"]) for name, made in records.items())
    for product in products:
        report(product)
    if problems:
        raise OutputError(*problems)
    return products


def rendered(request: BuildRequest, findings: Findings) -> Iterator[Rendered]:
    """Return the files asked for, each made when it is its turn, none put on disk.

    Raises TemplateError before the first when any of them cannot be composed or shown.
    """
    theme = _kept(load_theme(request.templates).for_series(_coloured(findings)))
    briefings = tuple(_briefings(request, findings, theme))
    return (_rendered(request, findings, theme, *asked) for asked in briefings)


def request_of(record: Mapping[str, Any], folder: Path) -> BuildRequest:
    """Return the request that makes one output of a folder again, from its record.

    Raises KeyError, TypeError or ValueError when the record is damaged.
    """
    recipe = record["made_with"]
    return BuildRequest(
        data=manifest.seen_from(recipe["data"], folder),
        as_of=recipe["as_of"] and str(recipe["as_of"]),
        period=str(parse_period(str(record["period"]))),
        audiences=(str(record["audience"]),),
        languages=(_known(record["language"], LOCALES),),
        formats=(_known(recipe["format"], WRITERS),),
        status=_known(record["status"], STATUSES),
        templates=manifest.seen_from(recipe["templates"], folder),
        output=folder.parent,
    )


def plan(request: BuildRequest) -> tuple[Path, ...]:
    """Return the paths that `build` would write, in order.

    Raises what `build` would of its data, templates and theme.
    """
    findings = surveyed(request)
    folder = _folder(request, findings)
    theme = _kept(load_theme(request.templates).for_series(_coloured(findings)))
    asked = tuple(_briefings(request, findings, theme))
    return tuple(folder / _file_name(findings, edition) for edition, _ in asked)


def surveyed(request: BuildRequest) -> Findings:
    """Return everything that a request's dataset allows to be said."""
    return survey(request.data, request.as_of, request.period, request.templates)


def survey(
    data: Path | None, as_of: str | None, period: str | None, templates: Path | None = None
) -> Findings:
    """Return everything that a dataset allows to be said up to a period."""
    dataset, rules = load(data, as_of), load_rules(templates)
    return _found(_Source(dataset.provenance, repr(rules), dataset, rules), period)


@dataclass(frozen=True, slots=True)
class _Source:
    """A dataset and rules, told apart by what was in the files that they were read from."""

    provenance: Provenance
    thresholds: str
    dataset: Dataset = field(compare=False)
    rules: Rules = field(compare=False)


@lru_cache(maxsize=4)
def _found(source: _Source, period: str | None) -> Findings:
    """What is asked of the same files again, as by `verify` for each output, is found once."""
    accounts: Accounts = complete(source.dataset)
    vantage = parse_period(period) if period else latest_period(accounts)
    return findings_of(source.dataset, vantage, assert_claims(accounts, vantage, source.rules))


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


def _parts(
    findings: Findings, audience: str, theme: Theme, status: str, templates: Path | None
) -> Mapping[Locale, Part]:
    """Both languages are always composed: neither may claim what the other does not."""
    parts: dict[Locale, Part] = {}
    for locale in LOCALES["fr-en"]:
        lexicon = load_lexicon(locale, templates)
        parts[locale] = compose(findings, audience, lexicon, status, templates)
    require_parity(parts["fr"], parts["en"], audience)
    require_legible(parts.values(), theme, findings.dataset.provenance.files, templates)
    return {locale: _listed(part, audience, theme) for locale, part in parts.items()}


@lru_cache(maxsize=4)
def _shipped_parts(
    findings: Findings, audience: str, theme: Theme, status: str, _: tuple[bytes, ...]
) -> Mapping[Locale, Part]:
    """Composed once of the same shipped texts; what a user's template includes is not known."""
    return _parts(findings, audience, theme, status, None)


def _lacking(request: BuildRequest) -> Iterator[str]:
    """Lines that name what the letterhead lacks, and what of it is not kept."""
    theme = load_theme(request.templates)
    names = styles_lacking(theme) if "docx" in request.formats else ()
    if theme.letterhead and names:
        styles = ", ".join(f'"{name}"' for name in names)
        yield f"{theme.letterhead.name} has no style {styles}: the shipped look is used for them"
    if theme.letterhead and request.status != "final" and has_watermark(theme):
        yield f"{theme.letterhead.name}: its watermark gives way to that of the {request.status}"


def _listed(part: Part, audience: str, theme: Theme) -> Part:
    """Pages are those of the PDF, so that all formats of an edition agree."""
    long = pages_of(part, audience, theme) > _PAGES_WITHOUT_CONTENTS
    return with_contents(part) if long else part


def _briefings(
    request: BuildRequest, findings: Findings, theme: Theme
) -> Iterator[tuple[Edition, Briefing]]:
    for audience in _audiences(request):
        asked = (findings, audience, theme, request.status)
        own = request.templates
        parts = _parts(*asked, own) if own else _shipped_parts(*asked, shipped_texts())
        for edition in _editions(request, audience):
            yield edition, _briefing(findings, edition, parts)


def _editions(request: BuildRequest, audience: str) -> Iterator[Edition]:
    for language in dict.fromkeys(request.languages):
        for file_format in dict.fromkeys(request.formats):
            yield Edition(audience, language, file_format)


def _briefing(findings: Findings, edition: Edition, parts: Mapping[Locale, Part]) -> Briefing:
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
        attachments=tuple(_attachment(file, first.subtitle) for file in origin.files),
    )


def _attachment(file: InputFile, description: str) -> Attachment:
    media_type = _MEDIA_TYPES.get(Path(file.name).suffix.lower(), "application/octet-stream")
    return Attachment(file.name, file.data, media_type, description)


def _rendered(
    request: BuildRequest, findings: Findings, theme: Theme, edition: Edition, briefing: Briefing
) -> Rendered:
    path = _folder(request, findings) / _file_name(findings, edition)
    briefing = replace(briefing, letterhead=words_brought(edition.format, theme))
    proof = _proof(request, findings, theme, edition, briefing)
    content = WRITERS[edition.format](_with_ledger(briefing, proof), theme)
    made = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "made_with": _recipe(request, edition, path.parent),
    }
    return Rendered(path, content, {**made, **proof})


def _proof(
    request: BuildRequest, findings: Findings, theme: Theme, edition: Edition, briefing: Briefing
) -> dict[str, Any]:
    names = {
        "audience": edition.audience,
        "language": edition.language,
        "status": request.status,
    }
    rules = load_rules(request.templates)
    drawn = partial(words_drawn, theme=theme, audience=edition.audience, file_format=edition.format)
    return manifest.proof_of(findings, rules, names, briefing, drawn)


def _with_ledger(briefing: Briefing, proof: dict[str, Any]) -> Briefing:
    content = json.dumps(proof, ensure_ascii=False, separators=(",", ":")).encode()
    ledger = Attachment(manifest.LEDGER, content, "application/json", briefing.title, "Supplement")
    return replace(briefing, ledger=ledger)


def _recipe(request: BuildRequest, edition: Edition, folder: Path) -> dict[str, Any]:
    """What makes a file again; paths are seen from its folder, none names the shipped files."""
    return {
        "data": manifest.relative(request.data, folder),
        "as_of": request.as_of,
        "templates": manifest.relative(request.templates, folder),
        "format": edition.format,
        "versions": manifest.versions(),
    }


def _coloured(findings: Findings) -> tuple[str, ...]:
    """The codes that need a colour of their own: segments, then groups."""
    dataset = findings.dataset
    return tuple(entity.code for entity in (*dataset.segments, *dataset.groups))


def _kept(theme: Theme) -> Theme:
    """The first theme of this look in the process: drawings are kept by theme."""
    return _looks().setdefault(repr(theme), theme)


@cache
def _looks() -> dict[str, Theme]:
    return {}


def _known(name: str, names: Container[str]) -> str:
    if name not in names:
        raise ValueError(f'"{name}" is unknown')
    return name


def _folder(request: BuildRequest, findings: Findings) -> Path:
    return request.output / str(findings.vantage)


def _file_name(findings: Findings, edition: Edition) -> str:
    parts = (findings.dataset.name, findings.vantage, edition.audience, edition.language)
    return f"{'_'.join(map(str, parts))}.{edition.format}"
