"""ClaimSet and parts of the shipped data, made once for all tests; plans written for one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from small_series import observed

from reportgen.accounts import complete
from reportgen.briefing import (
    Block,
    Briefing,
    BulletList,
    Heading,
    Inline,
    Inlines,
    ListItem,
    Locale,
    Paragraph,
    Part,
    Printed,
    Strong,
    Text,
    figures,
    plain,
)
from reportgen.claims import ClaimSet, assert_claims, claim_set
from reportgen.compose import compose
from reportgen.compose.forms import Forms, Turns
from reportgen.exhibits import EXHIBITS
from reportgen.exhibits.view import View
from reportgen.l10n import LANGUAGES
from reportgen.l10n.grammar import with_typography
from reportgen.l10n.lexicon import load_lexicon, load_rules
from reportgen.period import parse_period
from reportgen.pipeline import survey
from reportgen.resources import shipped

OWN = """## own-title
- plain
  fr: Titre
  en: Title

## own-heading
- plain
  fr: Partie
  en: Part
"""
SYNTHETIC = shipped("data") / "synthetic-quarterly.csv"
OPEN, CLOSE = "⟦", "⟧"  # around a figure, where a test counts figures
_TYPED = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", OPEN: None, CLOSE: None})
_END = re.compile(rf"(?<=[.!?…])\s+(?=[«{OPEN}]?\s?[A-ZÀ-Ý])")


@cache
def published(period: str = "") -> ClaimSet:
    """What the shipped data say, up to a period."""
    return survey(None, None, period or None)


@cache
def synthetic(period: str = "") -> ClaimSet:
    """What the synthetic grid says, up to a period."""
    return survey(SYNTHETIC, None, period or None)


def known(rows: str, period: str) -> ClaimSet:
    """What a few cells say, with the segments and words of the shipped series."""
    series = published().dataset
    lines = enumerate(rows.strip().splitlines(), 2)
    cells = tuple(replace(observed(row, line), scope=series.scope) for line, row in lines)
    dataset = replace(series, observations=cells, superseded=(), targets=())
    vantage = parse_period(period)
    return claim_set(dataset, vantage, assert_claims(complete(dataset), vantage, load_rules()))


def view_of(findings: ClaimSet, locale: Locale = "fr") -> View:
    """The findings as exhibits and templates see them."""
    return View(findings, load_lexicon(locale))


def told(
    findings: ClaimSet,
    audience: str = "standard",
    status: str = "final",
    folder: Path | None = None,
) -> Mapping[Locale, Part]:
    """A briefing in every language."""
    lexicons = {locale: load_lexicon(locale, folder) for locale in LANGUAGES}
    return compose(findings, audience, lexicons, status, folder).parts


@cache
def _standard(findings: ClaimSet) -> Mapping[Locale, Part]:
    return told(findings)


def standard(findings: ClaimSet, locale: Locale = "fr") -> Part:
    """One language of the shipped standard briefing."""
    return _standard(findings)[locale]


def composed(
    folder: Path,
    plan: str,
    findings: ClaimSet | None = None,
    locale: Locale = "fr",
    statements: str = "",
) -> Part:
    """One language of a briefing whose plan stands below a title, with statements of its own."""
    for name, text in (
        ("plans/own.md", f"# own-title\n\n{plan}\n"),
        ("catalogue/own.md", f"# Own\n\n{OWN}\n{statements}\n"),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return told(findings or published(), "own", folder=folder)[locale]


_FIGURE = re.compile(r'\{\{ (\w+)\("(\w+)", year\) \| (\w+) \}\}')


def written(text: str, findings: ClaimSet, locale: Locale = "fr") -> Part:
    """A part that says what a test wrote: headings, points, paragraphs, exhibits, figures."""
    view = view_of(findings, locale)
    forms = Forms(view, Turns())

    def inlines(words: str) -> Inlines:
        pieces = _FIGURE.split(words)
        content: list[Inline] = [Text(with_typography(pieces[0], locale))]
        for name, code, form, after in zip(*[iter(pieces[1:])] * 4, strict=True):
            base = findings.year.year_before
            claim = findings.find(name.upper(), code, findings.year, base)
            mark = forms.shown(claim, {"pct": ""}.get(form, form))
            assert mark
            content += [forms.marked[int(mark[1:-1])], Text(with_typography(after, locale))]
        return tuple(content)

    blocks: list[Block] = []
    for piece in text.split("\n\n"):
        if piece.startswith("#"):
            level = 1 if piece.startswith("## ") else 2
            blocks.append(Heading(level, inlines(piece.lstrip("# "))))  # type: ignore[arg-type]
        elif piece.startswith("- "):
            items = piece.removeprefix("- ").split("\n- ")
            blocks.append(BulletList(tuple(ListItem(inlines(item)) for item in items)))
        elif piece.startswith("!["):
            exhibit = EXHIBITS[piece.partition("(")[2].rstrip(")")](view, "")
            assert exhibit
            blocks.append(exhibit)
        else:
            blocks.append(Paragraph(inlines(piece)))
    model = standard(findings, locale)
    masthead = replace(model.masthead, title=(Text("Titre"),))
    return replace(model, masthead=masthead, blocks=tuple(blocks))


def same_claims(parts: Iterable[Part]) -> None:
    """Fail where two languages of a briefing print other claims, or in another order."""
    one, *others = (claims((part.masthead, *part.blocks)) for part in parts)
    assert all(sorted(other) == sorted(one) for other in others)


def briefing_of(part: Part) -> Briefing:
    """A document of one part."""
    return Briefing("Titre", "standard", published().vantage, (part,), "2026-01-28")


def typed(text: str) -> str:
    """The text as a person types it: plain spaces, straight apostrophes, no marks."""
    return text.translate(_TYPED)


def marked(content: Inlines) -> str:
    """The words, with every figure between marks."""
    return "".join(
        f"{OPEN}{inline.text}{CLOSE}"
        if isinstance(inline, Printed)
        else marked(inline.content)
        if isinstance(inline, Strong)
        else plain((inline,))
        for inline in content
    )


def body(part: Part) -> tuple[Block, ...]:
    """The blocks from the first to the method, which opens the last page."""
    blocks = part.blocks
    method = (n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.opens_page)
    return blocks[: next(method)]


def running_text(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Paragraphs and points, figures marked."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield marked(block.content)
        elif isinstance(block, BulletList):
            yield from (marked(item.content) for item in block.items if not item.term)


def sentences(blocks: tuple[Block, ...]) -> list[str]:
    """The sentences of paragraphs and points, figures marked."""
    return [sentence for text in running_text(blocks) for sentence in _END.split(text)]


def texts(part: Part) -> list[str]:
    """Paragraphs and points of a part, as a person types them."""
    return [typed(text) for text in running_text(part.blocks)]


def claims(node: object) -> list[str]:
    """The names of the claims that a part or a block prints, in order."""
    return [figure.claim for figure in figures(node)]
