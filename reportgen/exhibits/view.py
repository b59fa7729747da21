"""One locale's view of the findings: names, units, and claims turned into printed figures."""

from dataclasses import dataclass

from reportgen.briefing import Locale, Printed
from reportgen.claims import INDICATORS, Claim, ClaimSet, evidence_of
from reportgen.dataset import Entity, Unit
from reportgen.l10n import calendar, numbers
from reportgen.l10n.grammar import NounPhrase, entity_phrase, listed
from reportgen.l10n.lexicon import Lexicon
from reportgen.l10n.rounding import decimals_of, decimals_that_show, rounded
from reportgen.l10n.typography import typeset
from reportgen.measure import Measure
from reportgen.period import Period

_TOTAL_DECIMALS, _SEGMENT_DECIMALS = 1, 3  # of a billion
_THOUSAND = 1000  # from the millions of an announcement to its billions


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What exhibits and templates see."""

    findings: ClaimSet
    lexicon: Lexicon

    @property
    def locale(self) -> Locale:
        """The language of this view."""
        return self.lexicon.locale

    @property
    def unit(self) -> Unit:
        """The unit of levels."""
        return self.findings.dataset.level_unit

    def term(self, name: str, **words: str) -> str:
        """A fixed word of the lexicon."""
        return typeset(self.lexicon.term(name, **words), self.locale)

    def text(self, name: str) -> str:
        """The series' own words: theme, scope, source line, notices."""
        return self.findings.dataset.texts[name][self.locale]

    def entity(self, code: str) -> Entity:
        """A segment, a group or the total."""
        return self.findings.dataset.entity(code)

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
        english = words == forms["en"].expansion and words != label
        return words, "en" if english else self.locale

    def phrases(self, code: str) -> tuple[NounPhrase, ...]:
        """The noun phrases of a subject: one, or those of a group's members."""
        entity = self.entity(code)
        if entity.code == self.findings.dataset.total.code:
            return (entity_phrase(entity, self.locale),)
        members = (self.entity(member) for member in entity.members)
        return tuple(entity_phrase(member, self.locale) for member in members)

    def the(self, code: str) -> str:
        """Return "l’ITO et le CRM"; "ITO and CRM"."""
        return listed([phrase.the for phrase in self.phrases(code)], self.locale)

    def of(self, code: str) -> str:
        """Return "de l’ITO et du CRM"; "of ITO and of CRM"."""
        if self.locale == "en":
            return f"of {self.the(code)}"
        return listed([phrase.of for phrase in self.phrases(code)], self.locale)

    def names(self, code: str) -> str:
        """Return the bare names of a subject's members: "ITO et CRM"."""
        return listed([phrase.noun for phrase in self.phrases(code)], self.locale)

    def short_period(self, period: Period) -> str:
        """Return "S1 2024"; "H1 2024"."""
        return calendar.short(period, self.locale)

    def money_decimals(self, subject: str) -> int:
        """How many decimals of a billion a level of this subject prints at most."""
        is_total = subject == self.findings.dataset.total.code
        return _TOTAL_DECIMALS if is_total else _SEGMENT_DECIMALS

    def amount(self, claim: Claim, decimals: int | None = None) -> numbers.Amount:
        """The amount of a claim about a level or a change, with so many decimals of a billion."""
        form, measure = INDICATORS[claim.indicator].form, evidence_of(claim)
        if decimals is None:
            asked = form.decimals
            decimals = self.money_decimals(claim.subject) if asked is None else asked
        if form.trims:
            decimals = decimals_that_show(measure.value / _THOUSAND, decimals)
        return numbers.amount(measure, self.unit, decimals)

    @property
    def source(self) -> str:
        """The source line of every exhibit."""
        return typeset(f"{self.term('source')} : {self.text('source_line')}", self.locale)


def printed(claim: Claim, text: str) -> Printed:
    """Return a figure of a claim, as it stands on the page."""
    return Printed(text, evidence_of(claim), claim.name)


def cell_percent(claim: Claim, locale: Locale, most: int = 1, sign: numbers.Sign = "plain") -> str:
    """Return a percentage or points for a table or a chart, without unit: a number or a range.

    It has at most so many decimals.
    """
    measure = evidence_of(claim)
    decimals = decimals_of(measure, most)
    if measure.exact or measure.derivation == "published" or decimals == most:
        return numbers.number(rounded(measure.value, decimals), max(decimals, 0), locale, sign)
    return numbers.number_range(measure, most, locale, sign)


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
