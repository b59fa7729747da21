"""What a document owes its reader beside true figures: sums, marks, sources, notes, parity."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest

from reportgen.briefing import Locale
from reportgen.judge.carried import CarriedLedger, CarriedPassage, Fault
from reportgen.judge.evidence import Facts
from reportgen.judge.tokens import Token, typed
from reportgen.measure import Measure

_DOUBTFUL = frozenset({"provisional", "estimated"})
# Places that repeat what stands elsewhere: their claims would come twice.
_SAID_AGAIN = ("title page", ": contents", ", label")
_CAPTION = ", caption"
# Places whose numbers are no figures: addresses, dates, definitions.
_OF_THE_HOUSE = ("publisher", "colophon", "source", "term", "letterhead")
_YEAR = re.compile(r"[12]\d{3}")
_WHOLE = 100  # percent
_HALF = Fraction(1, 2)
_STOP = re.compile(r"(?<=[.!?…])\s+")


def owed(carried: CarriedLedger, facts: Facts) -> Iterator[Fault]:
    """Yield what a document lacks, and where its tables or its languages do not agree."""
    yield from _stray(carried, facts)
    yield from _sums(carried, facts)
    yield from _estimates(carried, facts)
    for locale in carried.locales:
        passages = carried.passages_in(locale)
        yield from _status(locale, passages, facts)
        yield from _sources(locale, passages, facts)
        yield from _rounding_notes(locale, passages, facts)
    yield from _unequal(carried)


def _unequal(carried: CarriedLedger) -> Iterator[Fault]:
    """The first claim in which the languages of a document differ."""
    parts = [(locale, _claims(carried.passages_in(locale))) for locale in carried.locales]
    for (one, mine), (other, theirs) in zip(parts[:1] * len(parts), parts[1:], strict=False):
        for first, second in zip_longest(mine, theirs, fillvalue=("nothing", "the end")):
            if first[0] != second[0]:
                said = f"{other} claims {second[0]}"
                yield Fault("unproven", second[1], said, f"{one} claims {first[0]}")
                break


def _claims(passages: Iterable[CarriedPassage]) -> list[tuple[str, str]]:
    """Claims in reading order with their places.

    Not those of a drawing: which labels have room in it depends on the words of a language.
    """
    return [
        (figure.claim, passage.place)
        for passage in passages
        if not passage.place.endswith(_SAID_AGAIN)
        for figure in passage.figures
    ]


def _stray(carried: CarriedLedger, facts: Facts) -> Iterator[Fault]:
    """A number is the figure of a claim, or one of those that need no proof."""
    labels = {locale: _labels(carried.passages_in(locale)) for locale in carried.locales}
    for passage in carried.passages:
        if passage.place.endswith(_OF_THE_HOUSE):
            continue
        plain = typed(passage.text)
        patterns = (labels[passage.locale], facts.quotations[passage.locale])
        known = [found.span() for pattern in patterns for found in pattern.finditer(plain)]
        known += [(figure.at, figure.end) for figure in passage.figures]
        for token in facts.tokens(passage.text, passage.locale):
            proven = any(start <= token.start < end for start, end in known)
            if token.kind == "number" and not proven and not _needs_none(token):
                printed = f"“{token.text}”"
                yield Fault("unproven", passage.place, printed, "no claim stands behind it")


def _labels(passages: Iterable[CarriedPassage]) -> re.Pattern[str]:
    """The labels of all captions, "Figure 1", as captions and references write them."""
    captions = [passage.place for passage in passages if passage.place.endswith(_CAPTION)]
    labels = (place.removesuffix(_CAPTION).rpartition(": ")[2] for place in captions)
    names = "|".join(re.escape(typed(label)) for label in labels)
    return re.compile(rf"\b(?:{names})\b" if names else r"(?!)", re.IGNORECASE)


def _needs_none(token: Token) -> bool:
    """True for a year, and for the whole of a hundred percent."""
    return bool(_YEAR.fullmatch(token.value)) or Decimal(token.value) == _WHOLE


def _sums(carried: CarriedLedger, facts: Facts) -> Iterator[Fault]:
    """Levels of parts add up to those of their whole, as far as rounding allows."""
    dataset = facts.claims.dataset
    if not dataset.counted.adds_over_segments:
        return
    for (place, period), cells in _tables(carried, facts).items():
        for whole in (*dataset.groups, dataset.total):
            if not cells.keys() >= {whole.code, *whole.members}:
                continue
            total, _ = cells[whole.code]
            found = sum((cells[code][0] for code in whole.members), Decimal(0))
            slack = sum((cells[code][1] for code in (*whole.members, whole.code)), Fraction(0))
            if abs(Fraction(found) - Fraction(total)) > slack:
                printed = f"the parts of {whole.code} {period} add up to {found}"
                yield Fault("digit", place, printed, f"{total} is printed")


def _tables(
    carried: CarriedLedger, facts: Facts
) -> Mapping[tuple[str, str], dict[str, tuple[Decimal, Fraction]]]:
    """The levels of each table by period and subject, and how far each may lie from the truth."""
    tables: dict[tuple[str, str], dict[str, tuple[Decimal, Fraction]]] = {}
    for passage in carried.passages:
        for figure in passage.figures if passage.role == "cell" else ():
            indicator, subject, period, *_ = figure.claim.split("/")
            measure = facts.measure(figure.claim) if indicator == "LEVEL" else None
            tokens = facts.tokens(figure.text, passage.locale) if measure else ()
            numbers = [Decimal(token.value) for token in tokens if token.kind == "number"]
            if measure and len(numbers) == 1:
                place = passage.place.rsplit(", ", 2)[0]
                level = (numbers[0], _slack(numbers[0], measure))
                tables.setdefault((place, period), {}).setdefault(subject, level)
    return tables


def _slack(number: Decimal, measure: Measure) -> Fraction:
    rounding = Fraction(10) ** int(number.as_tuple().exponent) * _HALF
    scale = abs(Fraction(number) / measure.value) if measure.value else 0
    return rounding + measure.half_width * scale


def _estimates(carried: CarriedLedger, facts: Facts) -> Iterator[Fault]:
    """A level obtained by difference is marked in drawings, and in tables without a status."""
    rows = _rows_with_status(carried)
    for passage in carried.passages:
        if passage.role not in ("cell", "label") or len(passage.figures) != 1:
            continue
        (figure,) = passage.figures
        measure = facts.measure(figure.claim)
        if measure is None or measure.status != "estimated" or _row(passage) in rows:
            continue
        if figure.claim.startswith("LEVEL/") and not typed(passage.text).endswith(" e"):
            truth = f"{figure.claim} was obtained by difference and wants the mark e"
            yield Fault("missing", passage.place, f"“{passage.text}”", truth)


def _rows_with_status(carried: CarriedLedger) -> set[str]:
    """The rows of tables that give bounds: these say how each figure was obtained."""
    claims: dict[str, list[str]] = {}
    for passage in carried.passages:
        if passage.figures:
            claims.setdefault(_row(passage), []).extend(f.claim for f in passage.figures)
    return {row for row, said in claims.items() if len({*said}) < len(said)}


def _row(passage: CarriedPassage) -> str:
    return passage.place.rpartition(", ")[0]


def _status(locale: Locale, passages: Sequence[CarriedPassage], facts: Facts) -> Iterator[Fault]:
    """Provisional and synthetic data say so at the head of the document."""
    head = " ".join(p.text for p in passages if p.place.endswith((": status", ": notice")))
    said = {token.value for token in facts.tokens(head, locale) if token.kind == "status"}
    shown = {str(facts.claims.vantage), str(facts.claims.year)}
    doubtful = False
    for claim in {figure.claim for passage in passages for figure in passage.figures}:
        indicator, _, period, *_ = claim.split("/")
        level = facts.measure(claim) if indicator == "LEVEL" and period in shown else None
        doubtful |= level is not None and level.status in _DOUBTFUL
    truths = {"provisional": doubtful, "synthetic": facts.claims.dataset.synthetic}
    for status, is_true in truths.items():
        if is_true and status not in said:
            yield Fault("missing", f"{locale}: status", "no word says so", f"the data are {status}")


def _sources(locale: Locale, passages: Sequence[CarriedPassage], facts: Facts) -> Iterator[Fault]:
    """Every figure and every table names the source of its data."""
    source = facts.claims.dataset.texts["source_line"][locale]
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
    mismatch = facts.claims.by_name.get(f"ROUNDING_MISMATCH/{subject}/{now}/{base}")
    return levels <= beside and bool(mismatch)


def _unspaced(text: str) -> str:
    """A text without its spaces, which are set by the rules of its language."""
    return "".join(typed(text).split())
