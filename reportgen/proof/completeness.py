"""What a document owes its reader beside true figures: sums, marks, sources, notes, parity."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, zip_longest

from reportgen.briefing import Locale
from reportgen.measure import Measure
from reportgen.proof.carried import CarriedFigure, CarriedLedger, CarriedPassage, Fault
from reportgen.proof.evidence import Facts
from reportgen.proof.tokens import Token, typed

_DOUBTFUL = frozenset({"provisional", "estimated"})
DRAWN = ", label"
_SAID_AGAIN = ("title page", ": contents")
_CAPTION = ", caption"
_OF_THE_HOUSE = ("publisher", "colophon", "source", "term", "letterhead")
_YEAR, _WHOLE = 4, 100
_HALF = Fraction(1, 2)
_STOP = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class PrintedLevel:
    """A level as a table prints it, and what it prints."""

    number: Decimal
    measure: Measure

    @property
    def slack(self) -> Fraction:
        """How far the printed number may lie from the true one."""
        unit = Fraction(10) ** int(self.number.as_tuple().exponent)
        if not self.measure.value:
            return unit * _HALF
        scale = abs(Fraction(self.number) / self.measure.value)
        return unit * _HALF + self.measure.half_width * scale


def owed(carried: CarriedLedger, facts: Facts) -> Iterator[Fault]:
    """Yield what a document lacks, and where its tables or its languages do not agree."""
    yield from _stray(carried, facts)
    yield from _sums(carried, facts)
    yield from _estimates(carried, facts)
    for locale in carried.locales:
        passages = [passage for passage in carried.passages if passage.locale == locale]
        yield from _status(locale, passages, carried, facts)
        yield from _sources(locale, passages, facts)
        yield from _rounding_notes(locale, passages, facts)
    yield from unequal(carried)


def unequal(*ledgers: CarriedLedger) -> Iterator[Fault]:
    """Yield the first claim in which the languages of an edition differ."""
    parts = [
        (locale, _claims(carried, locale)) for carried in ledgers for locale in carried.locales
    ]
    for (one, mine), (other, theirs) in zip(parts[:1] * len(parts), parts[1:], strict=False):
        for first, second in zip_longest(mine, theirs, fillvalue=("nothing", "the end")):
            if first[0] != second[0]:
                said = f"{other} claims {second[0]}"
                yield Fault("unproven", second[1], said, f"{one} claims {first[0]}")
                break


def _claims(carried: CarriedLedger, locale: Locale) -> list[tuple[str, str]]:
    """Claims in reading order with their places; a drawing has its labels in any order."""
    told: list[tuple[str, str]] = []
    for place, passages in groupby(carried.passages, key=lambda passage: passage.place):
        claims = [
            (figure.claim, place)
            for passage in passages
            if passage.locale == locale and not place.endswith(_SAID_AGAIN)
            for figure in passage.figures
        ]
        told += sorted(claims) if place.endswith(DRAWN) else claims
    return told


def _stray(carried: CarriedLedger, facts: Facts) -> Iterator[Fault]:
    """A number is the figure of a claim, or one of those that need no proof."""
    labels = {locale: _labels(carried, locale) for locale in carried.locales}
    for passage in carried.passages:
        if passage.place.endswith(_OF_THE_HOUSE):
            continue
        known = [found.span() for found in labels[passage.locale].finditer(typed(passage.text))]
        known += [(figure.at, figure.end) for figure in passage.figures]
        for token in facts.tokens(passage.text, passage.locale):
            proven = any(start <= token.start < end for start, end in known)
            if token.kind == "number" and not proven and not _needs_none(token):
                printed = f"“{token.text}”"
                yield Fault("unproven", passage.place, printed, "no claim stands behind it")


def _labels(carried: CarriedLedger, locale: Locale) -> re.Pattern[str]:
    """The labels of all captions, "Figure 1", as captions and references write them."""
    captions = (
        passage.place.removesuffix(_CAPTION).rpartition(": ")[2]
        for passage in carried.passages
        if passage.locale == locale and passage.place.endswith(_CAPTION)
    )
    names = "|".join(re.escape(typed(label)) for label in captions)
    return re.compile(rf"\b(?:{names})\b" if names else r"(?!)", re.IGNORECASE)


def _needs_none(token: Token) -> bool:
    """True for a year, and for the whole of a hundred percent."""
    is_year = len(token.value) == _YEAR and token.value.isdigit() and token.value[0] in "12"
    return is_year or Decimal(token.value) == _WHOLE


def _sums(carried: CarriedLedger, facts: Facts) -> Iterator[Fault]:
    """Levels of parts add up to those of their whole, as far as rounding allows."""
    dataset = facts.findings.dataset
    for (place, period), cells in _tables(carried, facts).items():
        for whole in (*dataset.groups, dataset.total):
            members = [cells[code] for code in whole.members if code in cells]
            if whole.code not in cells or len(members) < len(whole.members):
                continue
            total = cells[whole.code]
            found = sum((cell.number for cell in members), Decimal(0))
            slack = sum((cell.slack for cell in (*members, total)), Fraction(0))
            if abs(Fraction(found) - Fraction(total.number)) > slack:
                printed = f"the parts of {whole.code} {period} add up to {found}"
                yield Fault("digit", place, printed, f"{total.number} is printed")


def _tables(
    carried: CarriedLedger, facts: Facts
) -> Mapping[tuple[str, str], dict[str, PrintedLevel]]:
    """The levels of each table by period and subject."""
    tables: dict[tuple[str, str], dict[str, PrintedLevel]] = {}
    for passage in carried.passages:
        for figure in passage.figures if passage.role == "cell" else ():
            indicator, subject, period, *_ = figure.claim.split("/")
            measure = facts.measure(figure.claim)
            if indicator != "LEVEL" or measure is None:
                continue
            numbers = _numbers(passage, figure, facts)
            if len(numbers) == 1:
                place = passage.place.rsplit(", ", 2)[0]
                cells = tables.setdefault((place, period), {})
                cells.setdefault(subject, PrintedLevel(numbers[0], measure))
    return tables


def _numbers(passage: CarriedPassage, figure: CarriedFigure, facts: Facts) -> list[Decimal]:
    tokens = facts.tokens(figure.text, passage.locale)
    return [Decimal(token.value) for token in tokens if token.kind == "number"]


def _estimates(carried: CarriedLedger, facts: Facts) -> Iterator[Fault]:
    """A level obtained by difference is marked in drawings, and in tables without a status."""
    for passage in carried.passages:
        if passage.role not in ("cell", "label") or len(passage.figures) != 1:
            continue
        (figure,) = passage.figures
        measure = facts.measure(figure.claim)
        if measure is None or measure.status != "estimated" or _has_status(passage, carried):
            continue
        if figure.claim.startswith("LEVEL/") and not typed(passage.text).endswith(" e"):
            truth = f"{figure.claim} was obtained by difference and wants the mark e"
            yield Fault("missing", passage.place, f"“{passage.text}”", truth)


def _has_status(passage: CarriedPassage, carried: CarriedLedger) -> bool:
    """True in a table that gives bounds: its rows say how each figure was obtained."""
    row = passage.place.rpartition(", ")[0]
    same = [
        figure
        for other in carried.passages
        if other.place.startswith(row) and other.figures
        for figure in other.figures
    ]
    return len({figure.claim for figure in same}) < len(same)


def _status(
    locale: Locale, passages: Sequence[CarriedPassage], carried: CarriedLedger, facts: Facts
) -> Iterator[Fault]:
    """Provisional and synthetic data say so at the head of the document."""
    head = [p for p in passages if p.place.endswith((": status", ": notice"))]
    said = {
        token.value
        for passage in head
        for token in facts.tokens(passage.text, locale)
        if token.kind == "status"
    }
    levels = (facts.measure(e.claim) for p in passages for e in p.figures if _is_shown(e, facts))
    doubtful = any(level is not None and level.status in _DOUBTFUL for level in levels)
    if doubtful and "provisional" not in said:
        yield Fault("missing", f"{locale}: status", "no word says so", "the data are provisional")
    if facts.findings.dataset.synthetic and "synthetic" not in said:
        yield Fault("missing", f"{locale}: status", "no word says so", "the data are synthetic")


def _is_shown(figure: CarriedFigure, facts: Facts) -> bool:
    indicator, _, period, *_ = figure.claim.split("/")
    shown = {str(facts.findings.vantage), str(facts.findings.year)}
    return indicator == "LEVEL" and period in shown


def _sources(locale: Locale, passages: Sequence[CarriedPassage], facts: Facts) -> Iterator[Fault]:
    """Every figure and every table names the source of its data."""
    source = facts.findings.dataset.texts["source_line"][locale]
    sourced = {
        passage.place.removesuffix(", source")
        for passage in passages
        if passage.place.endswith(", source") and _unspaced(source) in _unspaced(passage.text)
    }
    for passage in passages:
        place = passage.place.removesuffix(_CAPTION)
        if place != passage.place and place not in sourced:
            yield Fault("missing", passage.place, "names no source", source)


def _rounding_notes(
    locale: Locale, passages: Sequence[CarriedPassage], facts: Facts
) -> Iterator[Fault]:
    """A rate that does not recompute from the levels printed beside it says why."""
    for passage in passages:
        for sentence, claims in _sentences(passage):
            tokens = facts.tokens(sentence, locale)
            if ("status", "rounded") in {token.meaning for token in tokens}:
                continue
            for claim in sorted(claims):
                if _does_not_recompute(claim, claims, facts):
                    truth = f"{claim} was computed before rounding"
                    yield Fault("missing", passage.place, "no word says so", truth)


def _sentences(passage: CarriedPassage) -> Iterator[tuple[str, set[str]]]:
    """Each sentence of a text with the claims of its figures."""
    start = 0
    for end in [*(found.end() for found in _STOP.finditer(passage.text)), len(passage.text)]:
        claims = {figure.claim for figure in passage.figures if start <= figure.at < end}
        yield passage.text[start:end], claims
        start = end


def _does_not_recompute(claim: str, beside: set[str], facts: Facts) -> bool:
    indicator, *about = claim.split("/")
    if indicator != "GROWTH":
        return False
    subject, now, base = about
    levels = {f"LEVEL/{subject}/{now}", f"LEVEL/{subject}/{base}"}
    mismatch = facts.findings.by_key.get(f"ROUNDING_MISMATCH/{subject}/{now}/{base}")
    return levels <= beside and bool(mismatch)


def _unspaced(text: str) -> str:
    """A text without its spaces, which are set by the rules of its language."""
    return "".join(typed(text).split())
