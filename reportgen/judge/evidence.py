"""Whether printed figures are true of what the data say, which is worked out anew."""

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import pow

from reportgen.accounts import complete
from reportgen.briefing import Locale
from reportgen.claims import Claim, ClaimSet, assert_claims, claim_set
from reportgen.dataset import Dataset
from reportgen.judge.carried import CarriedFigure, CarriedLedger, CarriedPassage, Fault
from reportgen.judge.judgement import ProvenFigure, misjudged
from reportgen.judge.tokens import Token, Vocabulary, tokens_of, typed, vocabulary_of
from reportgen.l10n import LANGUAGES
from reportgen.l10n.lexicon import Comparison, Rules
from reportgen.measure import Measure
from reportgen.period import Period

Bands = Mapping[Comparison, tuple[Fraction, ...]]

_PERCENT, _POINTS = "%", "pp"
_SCALES = (0, 3, 6, 9, 12)  # powers of ten that have a word, from units to trillions
_HUNDREDTH, _HALF = Fraction(1, 100), Fraction(1, 2)
_COARSEST = 3  # places before the point that a drawing may leave out beside wide bounds
_NEAR_MONEY = Fraction(5, 100)  # how far "more than" reaches, of an amount
_ABOUT = Fraction(1, 50)  # how far "about" reaches, of the number
_OPERATORS: Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_ROUNDED_TERMS = Fraction(1, 10_000)  # formulas print their terms to a few digits


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Every claim of the data at the period of a file, the bands of its words, their meaning.

    `quotations` find the package's own words that hold digits: no claim stands behind these.
    """

    claims: ClaimSet
    bands: Bands
    vocabularies: Mapping[Locale, Vocabulary]
    quotations: Mapping[Locale, re.Pattern[str]]

    @property
    def level_scale(self) -> int:
        """The power of ten of the data's levels."""
        return self.claims.dataset.level_unit.scale

    def tokens(self, text: str, locale: Locale) -> tuple[Token, ...]:
        """What a text says in a language, with the names of the data."""
        return tokens_of(text, self.vocabularies[locale])

    def measure(self, claim: str) -> Measure | None:
        """What the data say of a claim, None where they cannot say it."""
        found: Claim | None = self.claims.by_name.get(claim)
        return None if found is None or found.status == "unavailable" else found.evidence


def facts_of(claims: ClaimSet, bands: Bands) -> Facts:
    """Return what claims say and what the words of their series mean, beside some bands."""
    vocabularies = {locale: vocabulary_of(claims.dataset, locale) for locale in LANGUAGES}
    quotations = {locale: _quotations(claims.dataset, locale) for locale in LANGUAGES}
    return Facts(claims, bands, vocabularies, quotations)


def _quotations(dataset: Dataset, locale: Locale) -> re.Pattern[str]:
    forms = [entity.forms[locale] for entity in dataset.entities]
    said = [text for form in forms for text in (form.short, form.label, form.detail) if text]
    said += [texts[locale] for texts in dataset.texts.values() if locale in texts]
    said += [source.title for source in dataset.sources.values()]
    numbered = {typed(text).rstrip(". ") for text in said if any(map(str.isdigit, text))}
    longest = sorted(map(re.escape, numbered), key=lambda text: (-len(text), text))
    return re.compile("|".join(longest) or r"(?!)", re.IGNORECASE)


def facts_anew(dataset: Dataset, period: Period, bands: Bands) -> Facts:
    """Return what a dataset says at a period, by the bands that a ledger names.

    Raises PeriodError when it says nothing of that period.
    """
    asserted = assert_claims(complete(dataset), period, Rules(bands))
    claims = claim_set(dataset, period, asserted)
    return facts_of(claims, bands)


def unproven(carried: CarriedLedger, facts: Facts) -> Iterator[Fault]:
    """Yield the figures of a ledger that the data contradict, and the words that a figure does."""
    proven: set[tuple[Locale, CarriedFigure]] = set()  # most figures are printed more than once
    for passage in carried.passages:
        for figure in passage.figures:
            same = (passage.locale, replace(figure, at=0))
            if same not in proven:
                faults = [*_figure_faults(passage, figure, facts)]
                yield from faults
                proven |= set() if faults else {same}
        if passage.role == "text":
            yield from _word_faults(passage, facts)


def _figure_faults(passage: CarriedPassage, figure: CarriedFigure, facts: Facts) -> Iterator[Fault]:
    measure = facts.measure(figure.claim)
    printed = f"“{figure.text}”"
    if measure is None:
        yield Fault("unproven", passage.place, printed, f"the data do not give {figure.claim}")
        return
    truth = f"the data say {plain_digits(measure)} ({figure.claim})"
    vocabulary = facts.vocabularies[passage.locale]
    if not denotes(figure.text, measure, facts.level_scale, vocabulary):
        yield Fault("digit", passage.place, printed, truth)
    elif (measure.low, measure.value, measure.high) != figure.bounds:
        yield Fault("digit", passage.place, f"the ledger's proof of {printed}", truth)
    elif measure.inputs != figure.lines:
        yield Fault("unproven", passage.place, f"the dataset lines behind {printed}", truth)
    elif not formula_holds(measure):
        yield Fault("unproven", passage.place, f"the formula behind {printed}", truth)


def _word_faults(passage: CarriedPassage, facts: Facts) -> Iterator[Fault]:
    figures = [
        ProvenFigure(figure.at, figure.end, figure.text, figure.claim, measure)
        for figure in passage.figures
        if (measure := facts.measure(figure.claim))
    ]
    headline = passage.place.endswith(("heading", "title", "title page", "contents"))
    vocabulary = facts.vocabularies[passage.locale]
    for misfit in misjudged(passage.text, figures, facts.bands, vocabulary, headline):
        truth = f"{misfit.figure.text} {misfit.truth} ({misfit.figure.claim})"
        yield Fault("direction", passage.place, f"“{misfit.word}”", truth)


def plain_digits(measure: Measure) -> str:
    """Return a measure in plain digits, with its bounds where it has any."""
    value = f"{_decimal(measure.value)} {measure.unit}"
    if measure.exact:
        return value
    return f"{value} [{_decimal(measure.low)} to {_decimal(measure.high)}]"


def _decimal(number: Fraction) -> str:
    return f"{float(number):.6f}".rstrip("0").rstrip(".")


def denotes(text: str, measure: Measure, level_scale: int, vocabulary: Vocabulary) -> bool:
    """Return whether a printed figure is true of a measure: number, sign, unit, approximator.

    `level_scale` is the power of ten of the data's levels. Without a scale word any scale may be
    meant: an axis or a column names it.
    """
    tokens = tokens_of(text, vocabulary)
    words = [token.value for token in tokens if token.kind == "approximator"]
    word = words[0] if words else ""
    fractions = [Fraction(token.value) for token in tokens if token.kind == "fraction"]
    if fractions:
        return measure.unit == _PERCENT and _fraction_holds(fractions[0], word, measure)
    numbers = [token.text.replace(" ", "") for token in tokens if token.kind == "number"]
    values = [Decimal(token.value) for token in tokens if token.kind == "number"]
    if not values:
        return False
    signed = any(number[0] in "+-" for number in numbers)
    whole = (measure.low, measure.value, measure.high)
    for factor in _factors(tokens, measure, level_scale):
        ends = whole if factor == 1 else tuple(end / factor for end in whole)
        if _holds(values, word, ends, signed, measure.unit):
            return True
    return False


def _factors(tokens: Sequence[Token], measure: Measure, level_scale: int) -> Iterator[Fraction]:
    """What one printed unit is worth in the unit of the measure; none where units differ."""
    units = {token.value for token in tokens if token.kind == "unit"}
    if measure.unit == _PERCENT:
        yield from [Fraction(1)] if units <= {"%"} else []
    elif measure.unit == _POINTS:
        yield from [Fraction(1)] if units <= {"points"} else []
    elif units & {"%", "points"}:
        return
    else:
        scales = [int(unit) for unit in units] or [level_scale, *_SCALES]
        yield from (Fraction(10) ** (scale - level_scale) for scale in scales)


def _fraction_holds(fraction: Fraction, word: str, measure: Measure) -> bool:
    low, value, high = (end / 100 for end in (measure.low, measure.value, measure.high))
    match word:
        case "nearly":
            return high < fraction and fraction - value <= _HUNDREDTH
        case "more_than" | "just_over":
            return low > fraction
        case _:
            return low == high == fraction


def _sizes(low: Fraction, value: Fraction, high: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """Bounds and value without their sign."""
    least = Fraction(0) if low < 0 < high else min(abs(low), abs(high))
    return least, abs(value), max(abs(low), abs(high))


def _holds(
    values: Sequence[Decimal],
    word: str,
    ends: Sequence[Fraction],
    signed: bool,
    unit: str,
) -> bool:
    low, value, high = ends if signed else _sizes(*ends)
    if len(values) == 2:
        return _rounds_to(values[0], [low]) and _rounds_to(values[1], [high])
    number = Fraction(values[0])
    reach = Fraction(1) if unit == _PERCENT else abs(number) * _NEAR_MONEY
    match word:
        case "nearly":
            return high < number and number - value <= reach
        case "just_over" | "more_than":
            return low > number and value - number <= reach
        case "about":
            return abs(value - number) <= max(abs(number) * _ABOUT, _HALF)
        case _:
            return _rounds_to(values[0], ends if signed else [*map(abs, ends)])


def _rounds_to(number: Decimal, candidates: Sequence[Fraction]) -> bool:
    """True when a candidate prints as the number; zeros at its end may stand for rounding.

    Half is rounded away from zero.
    """
    places = -int(number.as_tuple().exponent)
    digits = str(abs(number)) if places <= 0 else ""
    zeros = len(digits) - len(digits.rstrip("0"))
    if digits and not number:
        zeros = _COARSEST
    # What rounds to the number at its last place does so at the coarsest, too.
    half = _HALF * Fraction(10) ** (zeros - places)
    size, minus = Fraction(abs(number)), number < 0
    return any(
        size - half <= abs(each) < size + half and (not number or (each < 0) == minus)
        for each in candidates
    )


def formula_holds(measure: Measure) -> bool:
    """Return whether a formula, worked out anew, gives a value within the measure's bounds.

    A formula that names levels or its origin instead of numbers is the accounts' matter.
    """
    if re.search(r"[^-+x/^(). \d]", measure.formula):
        return True
    try:
        python = measure.formula.replace("x", "*").replace("^", "**")
        found = _worked_out(ast.parse(python, mode="eval").body)
    except (SyntaxError, ValueError, TypeError, ArithmeticError, RecursionError, MemoryError):
        return False
    slack = max(abs(measure.value), Fraction(1)) * _ROUNDED_TERMS
    return measure.low - slack <= found <= measure.high + slack


def _worked_out(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value):
            return Fraction(str(value))
        case ast.UnaryOp(ast.USub(), operand):
            return -_worked_out(operand)
        case ast.BinOp(left, ast.Pow(), right):
            return Fraction(pow(_worked_out(left), _worked_out(right)))
        case ast.BinOp(left, kind, right) if type(kind) in _OPERATORS:
            return _OPERATORS[type(kind)](_worked_out(left), _worked_out(right))
    raise ValueError(ast.dump(node))
