"""One locale's view of the findings: names, units, and claims turned into printed figures."""

from dataclasses import dataclass
from fractions import Fraction

from reportgen import indicators
from reportgen.briefing import Locale, Printed
from reportgen.claims import Claim, Findings
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

SHARE_REACH, GROWTH_REACH = Fraction(1), Fraction(1, 2)  # how far "nearly" reaches, in points
_ANNOUNCED, _THOUSAND = ("TARGET", "TARGET_BASELINE"), 1000
_TOTAL_DECIMALS, _SEGMENT_DECIMALS = 1, 3


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What exhibits and templates see."""

    findings: Findings
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
        return with_typography(self.lexicon.term(name, **words), self.locale)

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
        english = words == forms[COMMON].expansion and words != label
        return words, COMMON if english else self.locale

    def phrases(self, code: str) -> tuple[NounPhrase, ...]:
        """The noun phrases of a subject: one, or those of a group's members."""
        entity = self.entity(code)
        if entity.code == self.findings.dataset.total.code:
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

    def money_decimals(self, subject: str) -> int:
        """How many decimals of a billion a level of this subject prints at most."""
        is_total = subject == self.findings.dataset.total.code
        return _TOTAL_DECIMALS if is_total else _SEGMENT_DECIMALS

    def amount(self, claim: Claim, decimals: int | None = None) -> numbers.Amount:
        """The amount of a claim about a level or a change."""
        if decimals is None:
            decimals = self.money_decimals(claim.subject)
        if claim.indicator in _ANNOUNCED:
            decimals = decimals_that_show(proof(claim).value / _THOUSAND, decimals)
        return numbers.amount(proof(claim), self.unit, decimals)

    @property
    def source(self) -> str:
        """The source line of every exhibit."""
        return with_typography(f"{self.term('source')}: {self.text('source_line')}", self.locale)


def proof(claim: Claim) -> Measure:
    """Return the evidence of a claim that has one; raises ValueError else."""
    if claim.evidence is None:
        raise ValueError(f"{claim.key} has no figure")
    return claim.evidence


def printed(claim: Claim, text: str) -> Printed:
    """Return a figure of a claim, as it stands on the page."""
    return Printed(text, proof(claim), claim.key)


def cell_percent(
    claim: Claim, locale: Locale, decimals: int = 1, sign: numbers.Sign = "plain"
) -> str:
    """Return a percentage or points for a table or a chart, without unit: a number or a range."""
    measure = proof(claim)
    shown = decimals_of(measure, decimals)
    if measure.exact or measure.derivation == "published" or shown == decimals:
        return numbers.number(rounded(measure.value, shown), max(shown, 0), locale, sign)
    return numbers.number_range(measure, decimals, locale, sign)


_RATES = (
    *("GROWTH", "TRAILING_4Q_GROWTH", "CAGR_2Y", "REBOUND", "LIKE_FOR_LIKE", "ROUNDING_MISMATCH"),
    *("CARRY_OVER", "CARRY_OVER_LATEST", "REQUIRED_REST"),
)
_CHANGES = ("CHANGE", "COUNTER_CURRENT", "REVISION", "TARGET_GAP")
_TO_TWO_DECIMALS = ("CONTRIB_PP", "MAIN_DRIVER", "TOP2_DRIVERS", "DRAG")


def printed_form(view: View, claim: Claim) -> str | None:
    """Return a claim's figure in the indicator's own form, None where it may not be printed."""
    if not claim or claim.evidence is None:
        return None
    measure, locale = claim.evidence, view.locale
    match measure.unit:
        case indicators.INDEX | indicators.COUNT:
            return _index(claim, locale)
        case indicators.POINTS:
            decimals = 2 if claim.indicator in _TO_TWO_DECIMALS else 1
            sign: numbers.Sign = "plain" if claim.indicator == "DIVERGENCE" else "signed"
            return numbers.points(measure, locale, sign, decimals)
        case indicators.PERCENT:
            return numbers.percent(measure, locale, _sign(claim, _RATES))
        case _:
            amount = view.amount(claim)
            return numbers.money(amount, view.unit, locale, _sign(claim, _CHANGES))


def _sign(claim: Claim, signed: tuple[str, ...]) -> numbers.Sign:
    return "signed" if claim.indicator in signed else "plain"


def _index(claim: Claim, locale: Locale) -> str:
    """An index number, a whole one: it is read like a name, without separator."""
    measure = proof(claim)
    value = rounded(measure.value, decimals_of(measure, 0))
    digits = numbers.number(value, 0, locale, _sign(claim, ("HHI_CHANGE",)))
    return digits.replace(numbers.NNBSP, "").replace(",", "")
