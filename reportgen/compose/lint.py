"""What can be found wrong in plans and catalogue before there are data, each with file and line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from reportgen.briefing import Locale
from reportgen.compose.catalogue import (
    Catalogue,
    Line,
    Statement,
    Texts,
    Variant,
    catalogue_of,
    catalogue_texts,
)
from reportgen.compose.conditions import DIRECTIONAL, FUNCTIONS, TESTS
from reportgen.compose.expressions import Expression, Fault, expression
from reportgen.compose.facts import COMPARISONS, names
from reportgen.compose.forms import FORMS
from reportgen.compose.plan import HEAD, Call, Plan, calls_of, plan_of, plan_texts
from reportgen.compose.roles import claims_by_name
from reportgen.compose.sentences import Agreement, Piece, Shown, bare, pieces
from reportgen.dataset.package import TEXTS
from reportgen.errors import Problem, TemplateError, did_you_mean
from reportgen.exhibits import EXHIBITS
from reportgen.l10n import LANGUAGES

CARDS = ("card:level", "card:share")
_LOCAL = ("who", "opening", "unit", "proceeds", *TEXTS)
_DIGITS = re.compile(r"\S*\d\S*")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_IN_NUMBERS = ("count", "fraction")  # words that stand for a number
# Forms that may find nothing to print: what asks for them does not hold whenever its figure does.
_CHOOSY = frozenset({"fraction", "about", "seen"})


def _known() -> Mapping[str, frozenset[str]]:
    return {
        "names": frozenset(
            {*_LOCAL, *claims_by_name(), *FUNCTIONS, *COMPARISONS, *(name for name, _ in names())}
        ),
        "roles": frozenset(name for name, _ in names("role")),
        "periods": frozenset(name for name, _ in names("period")),
    }


@lru_cache(maxsize=16)
def words_of(
    audience: str, plans: Texts, catalogue: tuple[Texts, Texts], locales: tuple[Locale, ...]
) -> tuple[Plan, Catalogue]:
    """Return the plan of an audience and the statements that it may use.

    Raises TemplateError with all that keeps the plan from being told in these languages.
    """
    plan, statements = plan_of(audience, plans), catalogue_of(catalogue)
    asked = {call.name for call in calls_of(plan)} | set(_headings(plan)) | set(_captions(plan))
    problems = [*_plan(plan, statements)]
    for name in sorted(asked & statements.keys()):
        problems += _statement(statements[name], locales)
    if problems:
        raise TemplateError(*problems)
    return plan, statements


def variants_of(templates_dir: Path | None) -> frozenset[tuple[str, str]]:
    """Return the name of every variant, with that of its statement."""
    statements = catalogue_of(catalogue_texts(templates_dir)).values()
    return frozenset((each.name, variant.name) for each in statements for variant in each.variants)


def lint(templates_dir: Path | None) -> list[Problem]:
    """Return every fault of all plans and statements; raises TemplateError for unreadable lines."""
    catalogue = catalogue_of(catalogue_texts(templates_dir))
    problems: list[Problem] = []
    asked: set[str] = set()
    plans = plan_texts(templates_dir)
    for audience, _ in plans:
        try:
            plan = plan_of(audience, plans)
        except TemplateError as error:
            problems += error.problems
            continue
        problems += _plan(plan, catalogue)
        asked |= {call.name for call in calls_of(plan)}
        asked |= {*_headings(plan), *_captions(plan)}
    for statement in catalogue.values():
        problems += _statement(statement, tuple(LANGUAGES))
        problems += _style(statement)
        if statement.name not in asked:
            problems.append(Problem(statement.where, f"no plan says {statement.name}"))
    return problems


# ---------------------------------------------------------------- plans


def _headings(plan: Plan) -> Iterator[str]:
    return (f"{name}-heading" for name in plan.sections if name != HEAD)


def _captions(plan: Plan) -> Iterator[str]:
    """The statements that caption the exhibits of a plan."""
    for section in plan.sections.values():
        for item in section.items:
            kind, _, name = item.target.partition(":")
            if kind in ("chart", "table"):
                yield f"{kind}-{name}"
            if kind == "chart":
                yield f"alt-{name}"


def _plan(plan: Plan, catalogue: Catalogue) -> Iterator[Problem]:
    for name, section in plan.sections.items():
        yield from _call(section.call)
        if name != HEAD and f"{name}-heading" not in catalogue:
            what = f'no statement "{name}-heading" for this section'
            yield Problem(section.call.where, what, did_you_mean(f"{name}-heading", catalogue))
        for item in section.items:
            if item.target and item.target not in (*EXHIBITS, *CARDS):
                near = did_you_mean(item.target, [*EXHIBITS, *CARDS])
                yield Problem(item.where, f'unknown exhibit "{item.target}"', near)
    for call in calls_of(plan):
        yield from _call(call)
        if call.name not in catalogue:
            near = did_you_mean(call.name, catalogue)
            yield Problem(call.where, f'unknown statement "{call.name}"', near)
        for target in call.see:
            if target not in EXHIBITS:
                near = did_you_mean(target, [*EXHIBITS])
                yield Problem(call.where, f'unknown exhibit "{target}"', near)


def _call(call: Call) -> Iterator[Problem]:
    for word, kind in ((call.role, "roles"), (call.period, "periods")):
        if word and word not in _known()[kind]:
            near = did_you_mean(word, sorted(_known()[kind]))
            yield Problem(call.where, f'unknown {kind.removesuffix("s")} "{word}"', near)


# ---------------------------------------------------------------- statements


def _statement(statement: Statement, locales: tuple[Locale, ...]) -> Iterator[Problem]:
    known = _known()["names"]
    for name, line in statement.figures.items():
        if name in known:
            yield Problem(line.where, f'"{name}" already means something', "choose another name")
        yield from _expression(line, known | statement.figures.keys())
    everything = known | statement.figures.keys()
    if statement.only:
        yield from _expression(statement.only, everything)
    if not statement.variants:
        yield Problem(statement.where, f"{statement.name} says nothing", 'add "- plain"')
    for variant in statement.variants:
        if variant.when:
            yield from _expression(variant.when, everything)
        yield from _languages(statement, variant, locales)
        for lines in variant.wordings.values():
            for line in lines:
                yield from _sentence(line, everything)
                yield from _typed_digit(line, bool(statement.guard))
    yield from _unreachable(statement)


def _expression(line: Line, known: frozenset[str] | set[str]) -> Iterator[Problem]:
    try:
        read = expression(line.text)
    except Fault as fault:
        yield Problem(line.where, fault.what, fault.remedy)
        return
    yield from _unknown(line.where, "name", read.names, known)
    yield from _unknown(line.where, "test", read.tests, TESTS)


def _unknown(where: str, kind: str, used: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    every = set(known)
    for word in sorted(word for word in set(used) - every if not word.isupper()):
        yield Problem(where, f'unknown {kind} "{word}"', did_you_mean(word, sorted(every)))


def _languages(
    statement: Statement, variant: Variant, locales: tuple[Locale, ...]
) -> Iterator[Problem]:
    counts = {locale: len(variant.wordings.get(locale, ())) for locale in locales}
    for locale, count in counts.items():
        if not count or count < max(counts.values()):
            what = f'{statement.name}, "{variant.name}": {locale} is missing'
            yield Problem(variant.where, what, f'add "  {locale}: ..."')
    first = variant.wordings.get(locales[0], ())
    for locale in locales[1:]:
        for one, other in zip(first, variant.wordings.get(locale, ()), strict=False):
            said, also = _figures(statement, one), _figures(statement, other)
            if said != also:
                what = f"{locale} says {_list(also)}, {locales[0]} says {_list(said)}"
                yield Problem(other.where, what, f"see {one.where}; say the same in both")


def _list(figures: list[str]) -> str:
    return ", ".join(figures) or "no figure"


def _pieces(line: Line) -> tuple[Piece, ...]:
    try:
        return pieces(line.text)
    except Fault:
        return ()


def _figures(statement: Statement, line: Line) -> list[str]:
    """The figures that a sentence prints, in alphabetical order: languages order words freely."""
    shown = (piece.name for piece in _pieces(line) if isinstance(piece, Shown))
    return sorted(
        name
        for name in shown
        if name in statement.figures
        and statement.figures[name].text.partition("(")[0] in {*claims_by_name(), "after"}
    )


def _typed_digit(line: Line, is_note: bool) -> Iterator[Problem]:
    """No number is typed; a note may name a year."""
    text = bare(line.text)
    if digit := _DIGITS.search(_YEAR.sub("", text) if is_note else text):
        yield Problem(line.where, f'"{digit[0]}" is typed', "name the figure: {amount}")


def _sentence(line: Line, known: frozenset[str] | set[str]) -> Iterator[Problem]:
    try:
        read = pieces(line.text)
    except Fault as fault:
        yield Problem(line.where, fault.what, fault.remedy)
        return
    used = [p for p in read if isinstance(p, Shown | Agreement)]
    every = [
        *(p.name for p in used),
        *(p.beside for p in used if isinstance(p, Shown) and p.beside),
    ]
    yield from _unknown(line.where, "name", [name.partition(".")[0] for name in every], known)
    forms = (p.form for p in used if isinstance(p, Shown) and p.form)
    yield from _unknown(line.where, "form", forms, FORMS)


def _unreachable(statement: Statement) -> Iterator[Problem]:
    """A variant is never reached if an earlier one holds whenever it does."""
    for at, later in enumerate(statement.variants):
        for earlier in statement.variants[:at]:
            conditions = _conditions(earlier)
            if conditions is None or not conditions <= (_conditions(later) or frozenset()):
                continue
            if _needs(statement, earlier) <= _needs(statement, later):
                what = f'variant "{later.name}" is never reached'
                remedy = f'"{earlier.name}" at {earlier.where} holds whenever it does'
                yield Problem(later.where, what, remedy)
                break


def _conditions(variant: Variant) -> frozenset[str] | None:
    if variant.when is None:
        return frozenset()
    try:
        return expression(variant.when.text).conditions
    except Fault:
        return None


def _needs(statement: Statement, variant: Variant) -> set[str]:
    """The names that must be known, and the forms that may find nothing to print."""
    lines = [line for lines in variant.wordings.values() for line in lines]
    read = [p for line in lines for p in _pieces(line) if isinstance(p, Shown | Agreement)]
    asked = {p.name.partition(".")[0] for p in read}
    return asked | {p.form for p in read if isinstance(p, Shown) and p.form in _CHOOSY}


# ---------------------------------------------------------------- what an author types


def _style(statement: Statement) -> Iterator[Problem]:
    """Words for numbers, and directions that no condition vouches for."""
    for variant in statement.variants:
        lines = [*filter(None, (statement.only, variant.when))]
        vouched = any(_vouches(expression(line.text)) for line in lines) or bool(statement.guard)
        for locale, wordings in variant.wordings.items():
            for line in wordings if locale in LANGUAGES else ():
                yield from _typed(line, locale, statement, vouched)


def _vouches(condition: Expression) -> bool:
    return bool((condition.names | condition.tests) & DIRECTIONAL)


def _typed(line: Line, locale: Locale, statement: Statement, vouched: bool) -> Iterator[Problem]:
    if statement.guard:
        return
    text = bare(line.text)
    for kind, pattern in _patterns(locale):
        if found := pattern.search(text):
            if kind in _IN_NUMBERS:
                what, remedy = f'"{found[0]}" stands for a number', "name the figure, or leave it"
                yield Problem(line.where, what, remedy)
            elif not vouched:
                what = f'"{found[0]}" says a direction that no condition vouches for'
                yield Problem(line.where, what, 'add "when rate is up", or "{rate: rise / fall}"')


@lru_cache(maxsize=8)
def _patterns(locale: Locale) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words of numbers and of directions, by what they mean."""
    found = []
    for kind, meanings in LANGUAGES[locale].proof_words.meanings:
        for value, pattern in meanings.items():
            if pattern == "half":  # of a year: a name
                continue
            if kind in _IN_NUMBERS or (kind == "direction" and value.startswith(("up", "down"))):
                whole = rf"(?<!\w)(?:{pattern})(?!\w)"
                found.append((str(kind), re.compile(whole, re.IGNORECASE)))
    return tuple(found)
