"""The walk: find, compose all languages, lay out, judge, seal with the ledger, write the set."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reportgen import fileset, manifest
from reportgen.accounts import Accounts, complete
from reportgen.briefing import Attachment, Briefing, Chart, Locale, Part
from reportgen.claims import ClaimSet, assert_claims, claim_set, latest_period
from reportgen.compose import (
    briefing_of,
    changes,
    compose,
    known_audiences,
    left_out,
    shortened,
    with_contents,
)
from reportgen.dataset import load
from reportgen.errors import OutputError, Problem, TemplateError
from reportgen.glyph_check import require_glyphs
from reportgen.judge import require_proven
from reportgen.l10n import LANGUAGES
from reportgen.l10n.lexicon import Rules, load_lexicon, load_rules
from reportgen.ledger import ledger_of
from reportgen.period import parse_period
from reportgen.request import BuildRequest, Edition
from reportgen.theme import Theme, load_theme
from reportgen.writers import WRITERS, Layout

_PAGES_WITHOUT_CONTENTS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Build:
    """What one recipe makes: the dataset, the templates and the look are read once.

    `look` are the hashes of what is read beside the data; `audiences` hold the parts of each
    audience, composed and laid out once.
    """

    request: BuildRequest
    claims: ClaimSet
    rules: Rules
    theme: Theme
    look: Mapping[str, str]
    audiences: "Mapping[str, Composition]"

    @property
    def folder(self) -> Path:
        """The folder of the period, where the files will stand."""
        return self.request.output / str(self.claims.vantage)

    def path(self, edition: Edition) -> Path:
        """The file of an edition."""
        about = (self.claims.dataset.name, self.claims.vantage)
        name = "_".join(map(str, (*about, edition.audience, edition.language)))
        return self.folder / f"{name}.{edition.format}"


@dataclass(frozen=True, slots=True, eq=False)
class Composition:
    """What an audience reads, in all languages; `layouts` are the PDF pages of each part alone.

    `notes` tell what was left out to keep within the pages of the plan.
    """

    parts: Mapping[Locale, Part]
    layouts: Mapping[Locale, Layout]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """One file before it is written: where it will stand, its bytes, its record in the manifest."""

    path: Path
    content: bytes
    record: dict[str, Any]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """One file made."""

    path: Path
    sha256: str


def build(
    request: BuildRequest,
    report: Callable[[Product], None],
    warn: Callable[[str], None] = lambda _: None,
    advance: Callable[[], None] = lambda: None,
) -> tuple[Product, ...]:
    """Return the files made, each reported when the whole set stands, with its manifest.

    Warns of editorial notes that the data no longer bear out, of revisions, of what a letterhead
    lacks;
    advances with each file sealed. Raises OutputError when some could not be written: the others
    are valid.
    """
    begun = begin(request)
    notes = _notes(begun)
    made: dict[str, Sealed] = {}
    with fileset.opened(begun.folder) as files:
        for edition in request.editions:
            output = sealed(begun, edition)
            files.add(output.path.name, output.content)
            made[output.path.name] = output
            notes += output.notes
            advance()

        def told(left_out: Collection[str]) -> bytes:
            for name in left_out:
                made.pop(name, None)
            records = {name: output.record for name, output in made.items()}
            return manifest.manifest(str(begun.claims.vantage), records, begun.folder)

        problems = files.commit(manifest.NAME, told)
    for note in dict.fromkeys(notes):
        warn(note)
    products = tuple(Product(one.path, one.record["sha256"]) for one in made.values())
    for product in products:
        report(product)
    if problems:
        raise OutputError(*problems)
    return products


def _notes(begun: Build) -> list[str]:
    """What the user should know before the files: notes left out, revisions, points dropped."""
    dropped = [note for composed in begun.audiences.values() for note in composed.notes]
    words = left_out(begun.claims, begun.request.templates)
    return [*words, *changes(begun.claims), *dropped]


def plan(request: BuildRequest) -> tuple[Path, ...]:
    """Return the paths that `build` would write, in order.

    Raises what `build` would of its data, templates and theme.
    """
    begun = begin(request)
    return tuple(map(begun.path, request.editions))


def begin(request: BuildRequest) -> Build:
    """Return everything that the editions of a request share: found, composed, parts laid out.

    Raises TemplateError when any of them cannot be composed or shown.
    """
    rules = load_rules(request.templates)
    claims = survey(request.data, request.as_of, request.period, rules)
    dataset = claims.dataset
    codes = [entity.code for entity in (*dataset.segments, *dataset.groups)]
    theme = load_theme(request.templates).for_series(codes)
    audiences = {
        audience: _composition(request, claims, rules, theme, audience)
        for audience in known_audiences(request.audiences, request.templates)
    }
    look = manifest.look_of(request.templates, theme)
    return Build(request, claims, rules, theme, look, audiences)


def survey(
    data: Path | None, as_of: str | None, period: str | None, rules: Rules | None = None
) -> ClaimSet:
    """Return everything that a dataset allows to be said up to a period, by the shipped rules."""
    dataset, rules = load(data, as_of), rules or load_rules()
    accounts: Accounts = complete(dataset)
    vantage = parse_period(period) if period else latest_period(accounts)
    return claim_set(dataset, vantage, assert_claims(accounts, vantage, rules))


def _composition(
    request: BuildRequest, claims: ClaimSet, rules: Rules, theme: Theme, audience: str
) -> Composition:
    """All languages are composed at once; key points go until every part keeps to its pages."""
    templates_dir, status = request.templates, request.status
    lexicons = {locale: load_lexicon(locale, templates_dir) for locale in LANGUAGES}
    composed = compose(claims, audience, lexicons, status, templates_dir)
    files = claims.dataset.provenance.files
    require_glyphs(composed.parts.values(), theme, files, templates_dir)
    pages = 0
    for dropped in range(composed.spare + 1):
        parts = {locale: shortened(part, dropped) for locale, part in composed.parts.items()}
        made = _with_layouts(claims, audience, status, theme, parts)
        pages = max(layout.pages[0] for layout in made.layouts.values())
        if not composed.pages or pages <= composed.pages:
            _require_proven(claims, rules, audience, status, made)
            told = f"{audience}: {dropped} key points left out to keep to {composed.pages} pages"
            return replace(made, notes=(told,) if dropped else ())
    what = f"fills {pages} pages, its plan allows {composed.pages}"
    remedy = 'drop sections ("drop: glossary"), or allow more pages'
    raise TemplateError(Problem(f"plans/{audience}.md", what, remedy))


def _with_layouts(
    claims: ClaimSet, audience: str, status: str, theme: Theme, parts: Mapping[Locale, Part]
) -> Composition:
    """The PDF pages of each part alone; a long one lists its contents."""
    listed: dict[Locale, Part] = {}
    layouts: dict[Locale, Layout] = {}
    for locale, short in parts.items():
        for part in (short, with_contents(short)):
            document = briefing_of(claims, audience, status, (part,))
            listed[locale], layouts[locale] = part, WRITERS["pdf"](document, theme, ())
            if layouts[locale].pages[0] <= _PAGES_WITHOUT_CONTENTS:
                break
    return Composition(listed, layouts, ())


def _require_proven(
    claims: ClaimSet, rules: Rules, audience: str, status: str, made: Composition
) -> None:
    """Judge what all languages say, their drawings as their PDF pages have them."""
    document = briefing_of(claims, audience, status, tuple(made.parts.values()))

    def drawn(chart: Chart, part: Part) -> Iterable[str]:
        return made.layouts[part.locale].words_of(chart, part)

    require_proven(ledger_of(document, drawn), claims, rules)


def sealed(begun: Build, edition: Edition) -> Sealed:
    """Return one file, with its ledger in it."""
    composed = begun.audiences[edition.audience]
    parts = tuple(composed.parts[locale] for locale in edition.locales)
    briefing = briefing_of(begun.claims, edition.audience, begun.request.status, parts)
    layout = _laid_out(begun, edition, briefing, composed)
    proof = manifest.proof_of(
        begun.claims, begun.rules, begun.look, edition.language, briefing, layout
    )
    content = layout.seal(_attached(proof, briefing.title))
    made_with = manifest.recipe_of(begun.request, edition, begun.folder)
    record = manifest.record_of(proof, content, made_with)
    return Sealed(begun.path(edition), content, record, layout.notes)


def _laid_out(begun: Build, edition: Edition, briefing: Briefing, composed: Composition) -> Layout:
    alone = tuple(composed.layouts[locale] for locale in edition.locales)
    if edition.format == "pdf" and len(alone) == 1:
        return alone[0]
    return WRITERS[edition.format](briefing, begun.theme, alone)


def _attached(proof: Mapping[str, Any], title: str) -> Attachment:
    content = json.dumps(proof, ensure_ascii=False, separators=(",", ":")).encode()
    return Attachment(manifest.LEDGER, content, "application/json", title, "Supplement")
