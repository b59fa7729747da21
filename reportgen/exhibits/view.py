"""One locale's view of the claims: names, units, figures, and the pieces that exhibits share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

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
from reportgen.l10n import COMMON, LANGUAGES, calendar, numbers
from reportgen.l10n.grammar import (
    label_phrase,
    listed,
    listed_after,
    noun_phrase,
    with_typography,
)
from reportgen.l10n.language import NounForms, NounPhrase
from reportgen.l10n.lexicon import Lexicon
from reportgen.l10n.numbers import decimals_of, decimals_that_show, rounded
from reportgen.measure import Measure
from reportgen.period import Period

_TOTAL_DECIMALS, _SEGMENT_DECIMALS = 1, 3  # of a billion
_MILLIONS, _BILLIONS = 6, 9  # powers of ten
_HUNDRED = 100  # percent: a multiple, which a range would not make clearer
_SEVERAL = Decimal(2)  # any number that takes a plural
NO_CAPTION = Caption("", (), "")  # its words come from the catalogue
_THOUSAND = 1000  # from the millions of an announcement to its billions


@dataclass(frozen=True, eq=False)
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
        if code == self.total:
            return (self.series,)
        members = (self.entity(member).forms[self.locale] for member in self.entity(code).members)
        return tuple(noun_phrase(forms, self.locale) for forms in members)

    def full_phrases(self, code: str) -> tuple[NounPhrase, ...]:
        """The phrases of a subject named in full: "l’ingénierie externalisée (ESO)"."""
        entity = self.entity(code)
        forms = entity.forms[self.locale]
        if forms.label == forms.short or not forms.short.isupper() or len(entity.members) > 1:
            return self.phrases(code)
        takes_article = LANGUAGES[self.locale].nouns_take_article
        label = label_phrase(forms, self.locale, takes_article)
        return (replace(label, noun=f"{label.noun} ({forms.short})"),)

    @property
    def series(self) -> NounPhrase:
        """The noun of the whole: "les exportations"; "le total" where the package has none."""
        return self._noun(self.claims.dataset.counted.noun) or NounPhrase(
            LANGUAGES[self.locale].total, LANGUAGES[self.locale]
        )

    @property
    def proceeds(self) -> NounPhrase:
        """The noun of what a segment makes: "recettes"; that of the whole where there is none."""
        return self._noun(self.claims.dataset.counted.proceeds) or self.series

    def _noun(self, nouns: Mapping[Locale, NounForms]) -> NounPhrase | None:
        forms, language = nouns.get(self.locale), LANGUAGES[self.locale]
        if forms is None:
            return None
        plural, feminine = forms.number == "p", forms.gender == "f"
        takes_article = language.nouns_take_article or forms.article == "the"
        elides = language.elides(forms.short)
        return NounPhrase(forms.short, language, feminine, plural, elides, takes_article)

    def listed_names(self, names: Sequence[str]) -> str:
        """Return names as a list, with a comma before the last "and" where one holds it itself."""
        text = listed(names, self.locale)
        word = listed(["", ""], self.locale)
        if len(names) > 1 and any(word in name for name in names):
            return f"{text.removesuffix(word + names[-1])},{word}{names[-1]}"
        return text

    def of(self, code: str) -> str:
        """Return "de l’ITO et du CRM"; "of ITO and of CRM"."""
        return listed_after("of", [phrase.the for phrase in self.phrases(code)], self.locale)

    def names(self, code: str) -> str:
        """Return the bare names of a subject's members: "ITO et CRM"."""
        return self.listed_names([phrase.noun for phrase in self.phrases(code)])

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

    @cached_property
    def scale(self) -> int:
        """The power of ten of levels side by side: billions, if the total has any."""
        if self.unit.scale < _MILLIONS:
            return self.unit.scale
        periods = (self.claims.focus, self.claims.year, self.claims.vantage)
        totals = (self.claim("LEVEL", self.total, period) for period in periods)
        sizes = [abs(evidence_of(total).value) for total in totals if total]
        whole = 10 ** (_BILLIONS - self.unit.scale)
        return self.unit.scale if sizes and max(sizes) < whole else _BILLIONS

    @property
    def unit_follows(self) -> bool:
        """Whether the unit stands after a number: "78 à 48 millions de dirhams"."""
        return not self.unit.currency or LANGUAGES[self.locale].currency_is_optional

    def unit_at(self, scale: int) -> str:
        """The unit of an axis or a column: "milliards de dirhams", "MAD billion"."""
        several = numbers.Amount(_SEVERAL, 0, scale)
        return numbers.money_unit(several, self.unit, self.locale)

    @property
    def source(self) -> str:
        """The source line of every exhibit."""
        return with_typography(f"{self.term('source')}: {self.text('source_line')}", self.locale)

    def chart(
        self,
        kind: ChartKind,
        categories: Iterable[Category],
        series: Iterable[Series],
        spoken: Iterable[Inlines],
        unit: str,
        notes: Iterable[str] = (),
    ) -> Chart:
        """Return a chart without a caption; `spoken` lines are its alternative text."""
        return Chart(
            kind=kind,
            caption=NO_CAPTION,
            categories=tuple(categories),
            series=tuple(series),
            unit=unit,
            notes=tuple(sentence(note) for note in notes if note),
            source=self.source,
            alt_text=self.alt_text(spoken),
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

    def alt_text(self, rows: Iterable[Inlines]) -> Inlines:
        """Return every figure of a chart in reading order; the catalogue says what chart it is."""
        return (*joined(rows, with_typography("; ", self.locale)), Text("."))

    @property
    def share_of(self) -> str:
        """Return what a share is one of: "des recettes", "of receipts"."""
        return self.proceeds.after("of")

    def side_by_side(self, claim: Claim, decimals: int) -> numbers.Amount:
        """The amount of a level at the scale of the total of its period."""
        total = self.claim("LEVEL", self.total, claim.period)
        if claim.subject == self.total or not total:
            return self.amount(claim)
        scale = max(self.amount(total).scale, self.amount(claim).scale)
        return numbers.amount_at(evidence_of(claim), self.unit, scale, decimals)

    def percent(self, claim: Claim, sign: numbers.Sign = "plain") -> str:
        """Return a percentage or points for a table or a chart, without unit: a number or a range.

        It has one decimal at most.
        """
        measure = evidence_of(claim)
        decimals = numbers.percent_decimals(measure, 1)
        if (
            measure.exact
            or measure.derivation == "published"
            or decimals >= 1
            or abs(measure.value) >= _HUNDRED
        ):
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


def finest(view: View, scale: int) -> int:
    """Return how many decimals levels of a scale show at most."""
    if scale == _BILLIONS:
        return min(3, view.unit.places + _BILLIONS - view.unit.scale)
    return view.unit.places if view.unit.scale < _MILLIONS else 0


def is_sure(claim: Claim) -> bool:
    """True unless the figure was obtained by difference or from a published rate."""
    return evidence_of(claim).status != "estimated"
