"""The only ways in which a figure reaches the page, and the names of periods."""

from collections.abc import Callable, Mapping
from functools import partial

from reportgen.briefing import Locale, Printed
from reportgen.claims import INDICATORS, Claim, evidence_of
from reportgen.compose.markdown import VOID, Marked, TemplateFault
from reportgen.exhibits.view import View, printed, printed_form
from reportgen.l10n import LANGUAGES, approximation, calendar, numbers
from reportgen.l10n.grammar import listed, raised
from reportgen.period import parse_period

_FINEST = 3  # decimals of a billion: millions


class Filters:
    """The filters of one template, in one language."""

    def __init__(self, view: View, marked: Marked) -> None:
        self.view, self.marked = view, marked
        self.verbs_used = {"up": 0, "down": 0, "": 0}

    @property
    def _locale(self) -> Locale:
        return self.view.locale

    @property
    def by_name(self) -> Mapping[str, Callable[..., object]]:
        """The only ways in which a figure reaches the page, and the names of periods."""
        return {
            "figure": self._printing(partial(printed_form, self.view)),
            "money": self._printing(self._money),
            "amount": self._printing(self._amount),
            "pct": self._printing(self._pct),
            "signed": self._printing(self._signed),
            "points": self._printing(self._points),
            "fraction": self._printing(self._fraction),
            "digits": self._digits,
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
            "period": parse_period,
            "visible": self._visible,
            "holds": lambda text: VOID not in text,
            "listed": lambda names: listed(list(names), self._locale),
        }

    def _printing(self, form: Callable[[Claim], str | None]) -> Callable[[Claim], str]:
        def print_figure(claim: Claim) -> str:
            if not isinstance(claim, Claim):
                raise TemplateFault(f"only a claim can be printed, not {type(claim).__name__}")
            text = form(claim) if claim and claim.evidence else None
            return VOID if text is None else self.marked.mark(printed(claim, text))

        return print_figure

    def _money(self, claim: Claim) -> str:
        return numbers.money(self.view.amount(claim), self.view.unit, self._locale)

    def _amount(self, claim: Claim) -> str:
        return numbers.money(self.view.amount(claim), self.view.unit, self._locale, bare=True)

    def _pct(self, claim: Claim) -> str:
        reach = INDICATORS[claim.indicator].form.reach
        return approximation.percent_in_prose(evidence_of(claim), self._locale, reach)

    def _signed(self, claim: Claim) -> str:
        text = self.view.percent(claim, "signed")
        return text + numbers.percent_sign(self._locale)

    def _points(self, claim: Claim) -> str:
        return numbers.points(evidence_of(claim), self._locale, "absolute", decimals=1)

    def _fraction(self, claim: Claim) -> str | None:
        return approximation.fraction_in_prose(evidence_of(claim), self._locale)

    def _digits(self, claim: Claim, before: Claim | None = None) -> str:
        """The number alone, where the same unit follows with the next figure."""
        return self._printing(lambda level: self._bare_number(level, before))(claim)

    def _bare_number(self, claim: Claim, before: Claim | None) -> str:
        amount = self.view.amount(claim)
        if before and self.view.amount(before).scale != amount.scale:
            return self._amount(claim)
        return numbers.number(amount.value, max(amount.decimals, 0), self._locale)

    def _exact_amount(self, claim: Claim) -> str:
        """As many decimals as the bounds allow, where two totals are told apart."""
        amount = self.view.amount(claim, _FINEST)
        return numbers.money(amount, self.view.unit, self._locale, bare=True)

    def _size(self, claim: Claim, bare: bool = False) -> str:
        """The size of a change, whatever its direction."""

        def form(change: Claim) -> str:
            amount, unit = self.view.amount(change), self.view.unit
            measure = evidence_of(change)
            return approximation.amount_in_prose(measure, unit, amount, self._locale, bare)

        return self._printing(form)(claim)

    def _span(self, claim: Claim) -> str:
        measure = evidence_of(claim)
        if measure.exact:
            return self._pct(claim)
        return numbers.percent_range(measure, 1, self._locale, "absolute")

    def _by(self, claim: Claim) -> str:
        """Return "de 7,1 %", "d’environ 17 %", "by nearly 13%"."""
        mark = self._printing(self._pct)(claim)
        if mark == VOID:
            return mark
        language, text = LANGUAGES[self._locale], self._pct(claim)
        preposed = language.preposed(language.prepositions["by_how_much"], text)
        return preposed.removesuffix(text) + mark

    def _small_fall(self, claim: Claim) -> str:
        """The size of a fall from a tiny base, rounded and marked as approximate."""
        if claim.reason != "tiny_base" or claim.direction != "down":
            return VOID
        text = approximation.about_percent(evidence_of(claim), self._locale)
        return self.marked.mark(printed(claim, text))

    def _visible(self, mark: str) -> bool:
        """True where a figure prints something else than zero."""
        figures = (inline for inline in self.marked.read(mark) if isinstance(inline, Printed))
        return any(digit in "123456789" for figure in figures for digit in figure.text)

    def _verb(self, claim: Claim, plural: bool = False) -> str:
        """The verb of a verdict; each use of a direction takes the next wording in turn."""
        verdict = claim.verdict or (claim.direction if claim else "")
        if not verdict:
            return VOID
        way = verdict.rpartition("_")[2] if verdict.endswith(("up", "down")) else ""
        turn = self.verbs_used[way]
        self.verbs_used[way] += 1
        return self.view.lexicon.verb(verdict, plural, turn)
