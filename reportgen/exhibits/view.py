"""One locale's view of the claims: names, units, figures, and the pieces that exhibits share."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reportgen.briefing import (
    Caption,
    Category,
    Chart,
    ChartKind,
    Inline,
    Inlines,
    Locale,
    Point,
    Printed,
    Series,
    Text,
)
from reportgen.claims import INDICATORS, Claim, ClaimSet, evidence_of
from reportgen.dataset import Entity, Unit
from reportgen.l10n import COMMON, calendar, numbers
from reportgen.l10n.grammar import (
    acronym_phrase,
    label_phrase,
    listed,
    listed_after,
    with_typography,
)
from reportgen.l10n.language import NounPhrase
from reportgen.l10n.lexicon import Lexicon
from reportgen.l10n.numbers import decimals_of, decimals_that_show, rounded
from reportgen.measure import Measure
from reportgen.period import Period

_TOTAL_DECIMALS, _SEGMENT_DECIMALS = 1, 3  # of a billion
_MILLIONS, _BILLIONS = 6, 9  # powers of ten
_SEVERAL = Decimal(2)  # any number that takes a plural
_THOUSAND = 1000  # from the millions of an announcement to its billions


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What exhibits and templates see."""

    claims: ClaimSet
    lexicon: Lexicon

    @property
    def locale(self) -> Locale:
        """The language of this view."""
        return self.lexicon.locale

    @property
    def unit(self) -> Unit:
        """The unit of levels."""
        return self.claims.dataset.level_unit

    def term(self, name: str, **words: str) -> str:
        """A fixed word of the lexicon."""
        return with_typography(self.lexicon.term(name, **words), self.locale)

    @property
    def total(self) -> str:
        """The code of the total."""
        return self.claims.dataset.total.code

    def claim(self, indicator: str, code: str, period: Period, base: Period | None = None) -> Claim:
        """A claim, one that is unavailable where the data say nothing of it."""
        return self.claims.find(indicator, code, period, base)

    def text(self, name: str) -> str:
        """The series' own words: theme, scope, source line, notices."""
        return self.claims.dataset.texts[name][self.locale]

    def entity(self, code: str) -> Entity:
        """A segment, a group or the total."""
        return self.claims.dataset.entity(code)

    def short(self, code: str) -> str:
        """Return "ITO", "ITO + CRM", "Total"."""
        return self.entity(code).forms[self.locale].short

    def detail(self, code: str) -> str:
        """Two words that say what a segment does."""
        return self.entity(code).forms[self.locale].detail

    def expansion(self, code: str) -> tuple[str, Locale]:
        """What a segment's acronym stands for, and in which language.

        Words that English has too are English ones, unless the segment is called so here.
        """
        forms = self.entity(code).forms
        words, label = forms[self.locale].expansion, forms[self.locale].label
        english = words == forms[COMMON].expansion and words != label
        return words, COMMON if english else self.locale

    def phrases(self, code: str) -> tuple[NounPhrase, ...]:
        """The noun phrases of a subject: one, or those of a group's members."""
        entity = self.entity(code)
        if code == self.total:
            return (label_phrase(entity.forms[self.locale], self.locale, article=True),)
        members = (self.entity(member).forms[self.locale] for member in entity.members)
        return tuple(acronym_phrase(forms, self.locale) for forms in members)

    def the(self, code: str) -> str:
        """Return "l’ITO et le CRM"; "ITO and CRM"."""
        return listed([phrase.the for phrase in self.phrases(code)], self.locale)

    def of(self, code: str) -> str:
        """Return "de l’ITO et du CRM"; "of ITO and of CRM"."""
        return listed_after("of", [phrase.the for phrase in self.phrases(code)], self.locale)

    def names(self, code: str) -> str:
        """Return the bare names of a subject's members: "ITO et CRM"."""
        return listed([phrase.noun for phrase in self.phrases(code)], self.locale)

    def short_period(self, period: Period) -> str:
        """Return "S1 2024"; "H1 2024"."""
        return calendar.short(period, self.locale)

    def amount(self, claim: Claim, decimals: int | None = None) -> numbers.Amount:
        """The amount of a claim about a level or a change, with so many decimals of a billion."""
        form, measure = INDICATORS[claim.indicator].form, evidence_of(claim)
        if decimals is None:
            usual = _TOTAL_DECIMALS if claim.subject == self.total else _SEGMENT_DECIMALS
            decimals = usual if form.decimals is None else form.decimals
        if form.trims:
            decimals = decimals_that_show(measure.value / _THOUSAND, decimals)
        return numbers.amount(measure, self.unit, decimals)

    @property
    def scale(self) -> int:
        """The power of ten of levels side by side: billions, a smaller unit's own."""
        return _BILLIONS if self.unit.scale >= _MILLIONS else self.unit.scale

    def unit_at(self, scale: int) -> str:
        """The unit of an axis or a column: "milliards de dirhams", "MAD billion"."""
        several = numbers.Amount(_SEVERAL, 0, scale)
        return numbers.money_unit(several, self.unit, self.locale)

    @property
    def source(self) -> str:
        """The source line of every exhibit."""
        return with_typography(f"{self.term('source')}: {self.text('source_line')}", self.locale)

    def caption(self, name: str, **words: str) -> Caption:
        """Return a caption with its subtitle; number and title come from the template."""
        return Caption("", (), self.term(f"exhibits.{name}", **words))

    def chart(
        self,
        name: str,
        kind: ChartKind,
        categories: Iterable[Category],
        series: Iterable[Series],
        spoken: Iterable[Inlines],
        unit: str,
        notes: Iterable[str] = (),
        **words: str,
    ) -> Chart:
        """Return a chart with the words of its name; `spoken` lines are its alternative text."""
        return Chart(
            kind=kind,
            caption=self.caption(name, unit=unit, **words),
            categories=tuple(categories),
            series=tuple(series),
            unit=unit,
            notes=tuple(sentence(note) for note in notes if note),
            source=self.source,
            alt_text=self.alt_text(name, spoken, unit),
        )

    def category(self, claim: Claim, missing: str = "") -> Category:
        """Return the place of a subject on an axis: its code, and what it does where it is one."""
        entity = self.entity(claim.subject)
        detail = self.detail(claim.subject) if len(entity.members) == 1 else ""
        return Category(self.short(claim.subject), detail, missing, colour=claim.subject)

    def labelled(self, words: str) -> str:
        """Return words with the colon of the language, ready for what follows."""
        return with_typography(f"{words}: ", self.locale)

    def difference_note(self, claims: Iterable[Claim]) -> str:
        """Return what the mark "e" means, where it is used."""
        return "" if all(map(is_sure, claims)) else self.term("obtained_by_difference")

    def last_quarters(self, count: int) -> list[Period]:
        """Return so many quarters up to the latest one, in order."""
        periods = [self.claims.quarter]
        while len(periods) < count:
            periods.insert(0, periods[0].previous)
        return periods

    def alt_text(self, name: str, rows: Iterable[Inlines], unit: str = "") -> Inlines:
        """Return what a chart shows: its kind, then every figure in reading order."""
        separator = with_typography("; ", self.locale)
        intro = Text(f"{self.term(f'exhibits.{name}_alt', unit=unit)} ")
        return (intro, *joined(rows, separator), Text("."))

    def percent(self, claim: Claim, sign: numbers.Sign = "plain") -> str:
        """Return a percentage or points for a table or a chart, without unit: a number or a range.

        It has one decimal at most.
        """
        measure = evidence_of(claim)
        decimals = decimals_of(measure, 1)
        if measure.exact or measure.derivation == "published" or decimals == 1:
            value = rounded(measure.value, decimals)
            return numbers.number(value, max(decimals, 0), self.locale, sign)
        return numbers.number_range(measure, 1, self.locale, sign)


def printed(claim: Claim, text: str) -> Printed:
    """Return a figure of a claim, as it stands on the page."""
    return Printed(text, evidence_of(claim), claim.name)


def printed_form(view: View, claim: Claim) -> str | None:
    """Return a claim's figure in the indicator's own form, None where it may not be printed."""
    if not claim:
        return None
    form, measure, locale = INDICATORS[claim.indicator].form, evidence_of(claim), view.locale
    decimals = 1 if form.decimals is None else form.decimals
    match form.unit:
        case "index" | "periods":
            return _index(measure, form.sign, locale)
        case "pp":
            return numbers.points(measure, locale, form.sign, decimals)
        case "%":
            return numbers.percent(measure, locale, form.sign, decimals)
        case "level":
            return numbers.money(view.amount(claim), view.unit, locale, form.sign)


def _index(measure: Measure, sign: numbers.Sign, locale: Locale) -> str:
    """An index number, a whole one: it is read like a name, without separator."""
    value = rounded(measure.value, decimals_of(measure, 0))
    digits = numbers.number(value, 0, locale, sign)
    return digits.replace(numbers.NNBSP, "").replace(",", "")


def sentence(*pieces: str | Printed) -> Inlines:
    """Return words and figures as inlines."""
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def joined(parts: Iterable[Inlines], by: str) -> Inlines:
    """Return inlines with a separator between them."""
    out: list[Inline] = []
    for part in parts:
        if out:
            out.append(Text(by))
        out.extend(part)
    return tuple(out)


def spoken(point: Point) -> Inlines:
    """Return a label as a drawing shows it, with the mark of a figure obtained by difference."""
    return (point.label,) if point.sure else (point.label, Text(f"{numbers.NBSP}e"))


def finest(scale: int) -> int:
    """Return how many decimals levels of a scale show at most."""
    return 3 if scale == _BILLIONS else 0


def is_sure(claim: Claim) -> bool:
    """True unless the figure was obtained by difference or from a published rate."""
    return evidence_of(claim).status != "estimated"
