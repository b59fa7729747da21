"""The catalogue: statements, each with its figures by name and its variants in every language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from reportgen.briefing import Locale
from reportgen.errors import Problem, TemplateError
from reportgen.resources import shipped

FOLDER = "catalogue"
_NAME = r"[a-z][a-z0-9-]*"
_STATEMENT = re.compile(rf"## ({_NAME})$")
_ONLY = re.compile(r"only when (.+)$")
_GUARD = re.compile(r"(series|until|source|claim|direction): (.+)$")
_FIGURE = re.compile(r"([a-z][a-z_]*) = (.+)$")
_VARIANT = re.compile(r"- ([a-z][^:{}]*?)(?: when (.+))?$")
_WORDS = re.compile(r"  ([a-z]{2}): (.+)$")
_FORM = 'write "## statement", "name = figure", "- variant when condition" or "  fr: words"'


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says, and where it stands: "catalogue/total.md:12"."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of saying a statement: when it applies, and its wordings, used in turn."""

    name: str
    where: str
    when: Line | None = None
    wordings: Mapping[Locale, tuple[Line, ...]] = ()  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that may be said of a subject and a period: figures by name, variants in order.

    A note has a `guard`: its series, its last data period, its source, the claim that it explains.
    """

    name: str
    where: str
    only: Line | None
    figures: Mapping[str, Line]
    variants: tuple[Variant, ...]
    guard: Mapping[str, Line]

    def variant(self, name: str) -> Variant | None:
        """Return the variant of this name, if there is one."""
        return next((variant for variant in self.variants if variant.name == name), None)


Catalogue = Mapping[str, Statement]
Texts = tuple[tuple[str, str], ...]  # of files, by name


def catalogue_texts(templates_dir: Path | None) -> tuple[Texts, Texts]:
    """Return the files of the catalogue as they are written: the shipped ones, then the user's."""
    own = _files(templates_dir / FOLDER) if templates_dir else ()
    return _files(shipped("templates") / FOLDER), own


@lru_cache(maxsize=8)
def catalogue_of(texts: tuple[Texts, Texts]) -> Catalogue:
    """Return every statement, the shipped ones and the user's over them.

    A statement that only repeats names of variants gives them other words, or another language;
    any other one replaces its namesake. Raises TemplateError with every line that cannot be read.
    """
    found = _read(texts[0])
    return {**found, **_over(found, _read(texts[1]))}


def _files(folder: Path) -> Texts:
    """The name and the text of every file of a folder, in order."""
    paths = sorted(folder.glob("*.md"))
    try:
        return tuple((f"{FOLDER}/{p.name}", p.read_text(encoding="utf-8")) for p in paths)
    except UnicodeDecodeError as error:
        raise TemplateError(Problem(str(folder), str(error))) from error


def _parsed(files: Texts) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    reader = _Reader()
    statements = [s for name, text in files for s in reader.statements(name, text)]
    return tuple(statements), tuple(reader.problems)


def _read(files: Texts) -> Catalogue:
    statements, problems = _parsed(files)
    found: dict[str, Statement] = {}
    twice: list[Problem] = []
    for statement in statements:
        first = found.get(statement.name)
        if first is None:
            found[statement.name] = statement
        elif _only_words(statement, first) and not _said_twice(statement, first):
            found[statement.name] = _with_words(first, statement)
        else:
            remedy = f"it stands at {first.where}"
            twice.append(Problem(statement.where, f'a second "{statement.name}"', remedy))
    if problems or twice:
        raise TemplateError(*problems, *twice)
    return found


def _over(shipped_ones: Catalogue, own: Catalogue) -> Catalogue:
    return {
        name: _with_words(shipped_ones[name], statement)
        if name in shipped_ones and _only_words(statement, shipped_ones[name])
        else statement
        for name, statement in own.items()
    }


def _only_words(statement: Statement, first: Statement) -> bool:
    """Whether a statement gives words to variants that stand elsewhere, and nothing else."""
    states = statement.only or statement.figures or statement.guard
    known = (not v.when and first.variant(v.name) for v in statement.variants)
    return not states and all(known)


def _said_twice(statement: Statement, first: Statement) -> bool:
    pairs = ((variant, first.variant(variant.name)) for variant in statement.variants)
    return any(other and variant.wordings.keys() & other.wordings for variant, other in pairs)


def _with_words(first: Statement, more: Statement) -> Statement:
    """The words of a later statement stand for those of the first, language by language."""

    def worded(variant: Variant) -> Variant:
        other = more.variant(variant.name)
        return (
            variant
            if other is None
            else replace(variant, wordings={**variant.wordings, **other.wordings})
        )

    return replace(first, variants=tuple(map(worded, first.variants)))


class _Reader:
    """Reads files line by line; what cannot be read is a problem, never merged with another."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def statements(self, file: str, text: str) -> Iterator[Statement]:
        """Yield the statements of a file."""
        lines = [(f"{file}:{n}", line.rstrip()) for n, line in enumerate(text.splitlines(), 1)]
        starts = [n for n, (_, line) in enumerate(lines) if line.startswith("## ")]
        self._head(lines[: starts[0]] if starts else lines)
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=False):
            where, line = lines[start]
            if named := _STATEMENT.match(line):
                yield self._statement(named[1], where, lines[start + 1 : end])
            else:
                remedy = 'write "## small-letters-and-hyphens"'
                self.problems.append(Problem(where, f'"{line}" names no statement', remedy))

    def _head(self, lines: Iterable[tuple[str, str]]) -> None:
        """A title and remarks, before the first statement."""
        for where, line in lines:
            if line.startswith(("- ", "  fr:", "  en:")):
                self.problems.append(Problem(where, "stands before any statement", _FORM))

    def _statement(self, name: str, where: str, lines: list[tuple[str, str]]) -> Statement:
        only: Line | None = None
        figures: dict[str, Line] = {}
        guard: dict[str, Line] = {}
        variants: list[tuple[Variant, dict[Locale, list[Line]]]] = []
        for place, line in lines:
            if not line or line.startswith("<!--"):
                continue
            if words := _WORDS.match(line):
                if variants:
                    variants[-1][1].setdefault(words[1], []).append(Line(words[2], place))
                else:
                    self._refuse(place, "words outside of a variant", 'write "- plain" above them')
            elif variant := _VARIANT.match(line):
                self._once(place, variant[1], [v.name for v, _ in variants])
                when = Line(variant[2], place) if variant[2] else None
                variants.append((Variant(variant[1], place, when), {}))
            elif variants:
                self._refuse(place, f'"{line.strip()[:40]}" cannot be read', _FORM)
            elif condition := _ONLY.match(line):
                only = Line(condition[1], place)
            elif said := _GUARD.match(line):
                guard[said[1]] = Line(said[2].strip(), place)
            elif figure := _FIGURE.match(line):
                self._once(place, figure[1], figures)
                figures[figure[1]] = Line(figure[2], place)
            else:
                self._refuse(place, f'"{line.strip()[:40]}" cannot be read', _FORM)
        made = [replace(v, wordings={k: tuple(w) for k, w in said.items()}) for v, said in variants]
        return Statement(name, where, only, figures, tuple(made), guard)

    def _once(self, where: str, name: str, known: Iterable[str]) -> None:
        if name in known:
            self._refuse(where, f'a second "{name}"', "give it another name")

    def _refuse(self, where: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(where, what, remedy))
