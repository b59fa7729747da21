"""What a template can say: claims by name, and the filters that print them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from jinja2 import Undefined

from reportgen.briefing import Locale
from reportgen.claims import Claim, Findings
from reportgen.compose.misuse import MisuseError
from reportgen.compose.tokens import VOID, Ledger
from reportgen.errors import did_you_mean
from reportgen.exhibits.view import GROWTH_REACH, SHARE_REACH, View, cell_percent, printed, proof
from reportgen.l10n import approximation, calendar, numbers
from reportgen.l10n.grammar import listed, raised
from reportgen.l10n.numbers import NBSP
from reportgen.period import Period

_OF = {"fr": "de", "en": "by"}


class Voice:
    """The functions and filters of one template, in one language."""

    def __init__(self, view: View, ledger: Ledger, notes: Callable[[str], str]) -> None:
        self.view, self.ledger, self.notes = view, ledger, notes
        self.findings: Findings = view.findings

    @property
    def _locale(self) -> Locale:
        return self.view.locale

    @property
    def functions(self) -> Mapping[str, Any]:
        """Names that a template may call or read."""
        findings = self.findings
        return {
            "level": self._level,
            "growth": self._based("GROWTH"),
            "change": self._based("CHANGE"),
            "contribution": self._based("CONTRIB_PP"),
            "share": lambda subject, period: self._find("SHARE", subject, period),
            "ratio": lambda subject, period, year: self._find(
                "RATIO_TO_ANNUAL", subject, period, year
            ),
            "leader": lambda period: self._find("LEADER", "TOTAL", period),
            "top2": lambda period: self._find("TOP2_SHARE", "TOTAL", period),
            "driver": lambda period, base: self._find("MAIN_DRIVER", "TOTAL", period, base),
            "target": self._target,
            "note": self.notes,
            "the": self._named(self.view.the),
            "of": self._named(self.view.of),
            "label": self._named(self._label),
            "detail": self._named(self.view.detail),
            "names": self._named(self.view.names),
            "of_all": lambda codes: listed([self.view.of(code) for code in codes], self._locale),
            "the_all": lambda codes: listed([self.view.the(code) for code in codes], self._locale),
            "lower": lambda one, other: _compared(one, other) < 0,
            "greater": lambda one, other: _compared(one, other) > 0,
            "plateau": self._plateau,
            "unknown": self._unknown,
            "vantage": findings.vantage,
            "year": findings.year,
            "half": findings.half,
            "quarter": findings.quarter,
            "segments": [segment.code for segment in findings.dataset.segments],
            "text": self._text,
            "known_quarters": self._known_quarters,
            "estimated": self._has_estimates,
            "official": findings.dataset.official,
            "synthetic": findings.dataset.synthetic,
        }

    @property
    def filters(self) -> Mapping[str, Callable[..., str | bool]]:
        """The only ways in which a figure reaches the page, and the names of periods."""
        return {
            "money": self._printing(self._money),
            "amount": self._printing(self._amount),
            "pct": self._printing(self._pct),
            "signed": self._printing(self._signed),
            "points": self._printing(self._points),
            "fraction": self._printing(self._fraction),
            "digits": self._printing(self._digits),
            "exact_amount": self._printing(self._exact_amount),
            "size": self._size,
            "span": self._printing(self._span),
            "by": self._by,
            "small_fall": self._small_fall,
            "verb": self._verb,
            "during": lambda period: calendar.during(period, self._locale),
            "of_period": lambda period: calendar.of(period, self._locale),
            "long": lambda period: calendar.long(period, self._locale),
            "short": self.view.short_period,
            "ordinal": lambda period: calendar.ordinal(period, self._locale),
            "raised": raised,
            "code": str,
            "holds": lambda text: VOID not in text,
            "listed": lambda names: listed(list(names), self._locale),
        }

    def _find(
        self, indicator: str, subject: str, period: Period, base: Period | None = None
    ) -> Claim:
        codes = [entity.code for entity in self.findings.dataset.entities]
        if _unnamed(subject):
            return self.findings.find(indicator, "", period, base)
        if subject not in codes:
            raise MisuseError(f'unknown subject "{subject}"', did_you_mean(subject, codes))
        claim = self.findings.find(indicator, subject, period, base)
        return claim if claim else replace(claim, answer=())

    def _level(self, subject: str, period: Period) -> Claim:
        return self._find("LEVEL", subject, period)

    def _based(self, indicator: str) -> Callable[..., Claim]:
        def find(subject: str, period: Period, base: Period | None = None) -> Claim:
            return self._find(indicator, subject, period, base or period.year_before)

        return find

    def _target(self, indicator: str = "TARGET") -> Claim:
        found = [c for c in self.findings.claims if c.indicator == indicator]
        return found[0] if found else self._find(indicator, "TOTAL", self.findings.year)

    def _named(self, name: Callable[[str], str]) -> Callable[[str], str]:
        def named(subject: str) -> str:
            self._find("LEVEL", subject, self.findings.vantage)
            return VOID if _unnamed(subject) else name(subject)

        return named

    def _text(self, name: str) -> str:
        names = sorted(self.findings.dataset.texts)
        if name not in names:
            raise MisuseError(f'unknown text "{name}"', did_you_mean(name, names))
        return self.view.text(name)

    def _plateau(self, claim: Claim) -> bool:
        """A change too small to call a rise or a fall: less than 2 % whatever the rounding."""
        measure = claim.evidence
        return bool(claim) and measure is not None and max(abs(measure.low), abs(measure.high)) < 2

    def _unknown(self, period: Period) -> list[str]:
        """Segments of some weight whose level in this period is not known."""
        largest = [c for c in self.findings.claims if c.indicator == "SHARE" and c]
        weighty = {c.subject for c in largest if proof(c).value >= _WEIGHTY}
        codes = [segment.code for segment in self.findings.dataset.segments]
        levels = [self._find("LEVEL", code, period) for code in codes if code in weighty]
        return [level.subject for level in levels if not level]

    @property
    def _known_quarters(self) -> list[Period]:
        levels = [c for c in self.findings.claims if c.indicator == "LEVEL" and c]
        return sorted({c.period for c in levels if c.period.kind == "quarter"})

    @property
    def _has_estimates(self) -> bool:
        levels = (c.evidence for c in self.findings.claims if c.indicator == "LEVEL" and c)
        return any(level is not None and level.status == "estimated" for level in levels)

    def _label(self, subject: str) -> str:
        return self.view.entity(subject).forms[self._locale].label

    def _printing(self, form: Callable[[Claim], str | None]) -> Callable[[Claim], str]:
        def print_figure(claim: Claim) -> str:
            if not isinstance(claim, Claim):
                raise MisuseError(f"only a claim can be printed, not {type(claim).__name__}")
            text = form(claim) if claim and claim.evidence else None
            return VOID if text is None else self.ledger.mark(printed(claim, text))

        return print_figure

    def _money(self, claim: Claim) -> str:
        return numbers.money(self.view.amount(claim), self.view.unit, self._locale)

    def _amount(self, claim: Claim) -> str:
        return numbers.money(self.view.amount(claim), self.view.unit, self._locale, bare=True)

    def _pct(self, claim: Claim) -> str:
        reach = SHARE_REACH if claim.indicator in _SHARES else GROWTH_REACH
        return approximation.percent_in_prose(proof(claim), self._locale, reach)

    def _signed(self, claim: Claim) -> str:
        text = cell_percent(claim, self._locale, sign="signed")
        return text + numbers.percent_sign(self._locale)

    def _points(self, claim: Claim) -> str:
        return numbers.points(proof(claim), self._locale, "absolute", own=1)

    def _fraction(self, claim: Claim) -> str | None:
        return approximation.fraction_in_prose(proof(claim), self._locale)

    def _digits(self, claim: Claim) -> str:
        """The number alone, where its unit follows in the sentence."""
        amount = self.view.amount(claim)
        return numbers.number(amount.value, max(amount.decimals, 0), self._locale)

    def _exact_amount(self, claim: Claim) -> str:
        """As many decimals as the bounds allow, where two totals are told apart."""
        amount = self.view.amount(claim, own=_FINEST)
        return numbers.money(amount, self.view.unit, self._locale, bare=True)

    def _size(self, claim: Claim, bare: bool = False) -> str:
        """The size of a change, whatever its direction."""

        def form(change: Claim) -> str:
            amount, unit = self.view.amount(change), self.view.unit
            text = approximation.amount_in_prose(proof(change), unit, amount, self._locale)
            currency = f"{NBSP}{numbers.currency_of(unit)}"
            return text.removesuffix(currency) if bare and self._locale == "fr" else text

        return self._printing(form)(claim)

    def _span(self, claim: Claim) -> str:
        measure = proof(claim)
        if measure.exact:
            return self._pct(claim)
        return numbers.percent_range(measure, 1, self._locale, "absolute")

    def _by(self, claim: Claim) -> str:
        """Return "de 7,1 %", "d’environ 17 %", "by nearly 13%"."""
        mark = self._printing(self._pct)(claim)
        if mark == VOID:
            return mark
        first = self.ledger.figures[-1].text[0]
        if self._locale == "fr" and first in "aeiou":
            return f"d’{mark}"
        return f"{_OF[self._locale]} {mark}"

    def _small_fall(self, claim: Claim) -> str:
        """The size of a fall from a tiny base, rounded and marked as approximate."""
        if claim.reason != "tiny_base" or claim.direction != "down":
            return VOID
        text = approximation.about_percent(proof(claim), self._locale)
        return self.ledger.mark(printed(claim, text))

    def _verb(self, claim: Claim, plural: bool = False) -> str:
        if claim.verdict:
            return self.view.lexicon.verb(claim.verdict, plural)
        if claim and claim.direction in ("up", "down"):
            return self.view.lexicon.verb(claim.direction, plural)
        return VOID


def _unnamed(subject: object) -> bool:
    """True for the name that a claim would have given, had it been made: the leader of a tie."""
    return isinstance(subject, Undefined) and isinstance(subject._undefined_obj, tuple)


def _compared(one: Claim, other: Claim | int) -> int:
    """-1, 0 or 1 where the bounds leave no doubt; 0 where they do, or a claim is not made."""
    if not one or not one.evidence:
        return 0
    if isinstance(other, int):
        low = high = Fraction(other)
    elif other and other.evidence:
        low, high = other.evidence.low, other.evidence.high
    else:
        return 0
    return (one.evidence.low > high) - (one.evidence.high < low)


_SHARES = {"SHARE", "TOP2_SHARE", "RATIO_TO_ANNUAL"}
_FINEST = 3
_WEIGHTY = 1  # percent of the total


def printable(value: object) -> object:
    """Return what a template may print as it is: words and periods; refuse bare figures."""
    if isinstance(value, str | Undefined):
        return value
    if isinstance(value, Period):
        return str(value) if value.kind == "year" else value
    remedy = "print a claim through a filter (money, pct, signed, points ...)"
    raise MisuseError(f"{type(value).__name__} {value} cannot be printed as it is", remedy)
