"""What a template can say: claims by name, the parts that segments play, names of subjects."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from jinja2 import Undefined

from reportgen.briefing import Locale
from reportgen.claims import INDICATORS, Claim, ClaimSet, Indicator
from reportgen.compose import roles
from reportgen.compose.filters import Filters
from reportgen.compose.markdown import VOID, Marked, TemplateFault, unproven
from reportgen.compose.placed import reference
from reportgen.errors import did_you_mean
from reportgen.exhibits.view import View, printed_form
from reportgen.l10n.grammar import label_phrase, listed, listed_after
from reportgen.period import Period

Subject = str | tuple[str, ...]


class Voice:
    """The functions and filters of one template, in one language."""

    def __init__(self, view: View, marked: Marked, notes: Callable[[str], str]) -> None:
        self.view, self.marked, self.notes = view, marked, notes
        self.claims: ClaimSet = view.claims
        self.filters: Mapping[str, Callable[..., object]] = Filters(view, marked).by_name

    @property
    def _locale(self) -> Locale:
        return self.view.locale

    @property
    def functions(self) -> Mapping[str, Any]:
        """Names that a template may call or read."""
        return {**self._claims, **self._parts, **self._names, **self._series}

    @property
    def _claims(self) -> Mapping[str, Any]:
        return {
            **{indicator.said: self._asking(indicator) for indicator in INDICATORS.values()},
            "claim": self._claim,
            "target": self._target,
            "lower": lambda one, other: self._compared(one, other) < 0,
            "greater": lambda one, other: self._compared(one, other) > 0,
            "distinct": self._distinct,
            "plateau": self._plateau,
            "rounded": lambda claim: bool(claim) and not claim.evidence.exact,
        }

    @property
    def _parts(self) -> Mapping[str, Any]:
        claims = self.claims
        return {
            "pair": lambda period: roles.pair(claims, period),
            "rest": lambda period: roles.rest(claims, period),
            "small": lambda period: roles.small(claims, period),
            "dominates": lambda period: roles.dominates(claims, period),
            "unknown": lambda period, year: roles.unknown(claims, period, year),
            "missing": lambda period: roles.missing(claims, period),
            "swinging": lambda quarter: roles.swinging(claims, quarter),
            "moving": self._moving,
        }

    @property
    def _names(self) -> Mapping[str, Any]:
        return {
            "the": self._named(lambda codes: self._listed(codes, self.view.the)),
            "of": self._named(self._of),
            "full": self._named(self._full),
            "detail": self._named(lambda codes: self.view.detail(codes[0])),
            "label": self._named(self._label),
            "names": self._named(lambda codes: self._listed(codes, self.view.names)),
            "group": lambda codes: roles.group_of(self.claims, codes),
            "note": self.notes,
            "see": lambda target: self.marked.mark(reference(self.view, target)),
            "nothing": unproven("."),
            "text": self._text,
        }

    @property
    def _series(self) -> Mapping[str, Any]:
        claims = self.claims
        return {
            "vantage": claims.vantage,
            "focus": claims.focus,
            "year": claims.year,
            "half": claims.half,
            "quarter": claims.quarter,
            "TOTAL": claims.dataset.total.code,
            "segments": tuple(segment.code for segment in claims.dataset.segments),
            "known_quarters": roles.known_quarters(claims),
            "estimated": roles.has_estimates(claims),
            "official": claims.dataset.official,
            "synthetic": claims.dataset.synthetic,
            "to_date": self._to_date(),
        }

    def _to_date(self) -> Period | None:
        """The part of the year up to the vantage quarter, where it is longer than the quarter."""
        vantage = self.claims.vantage
        longer = vantage.kind == "quarter" and vantage.to_date != vantage
        return vantage.to_date if longer else None

    def _codes(self, subject: Subject) -> tuple[str, ...]:
        """The codes of a subject: of a name, of a list, or none where a claim gave no name."""
        if _unnamed(subject):
            return ()
        codes = (subject,) if isinstance(subject, str) else tuple(subject)
        known = [entity.code for entity in self.claims.dataset.entities]
        for code in codes:
            if code not in known:
                raise TemplateFault(f'unknown subject "{code}"', did_you_mean(code, known))
        return codes

    def _find(
        self, indicator: str, subject: Subject, period: Period, base: Period | None = None
    ) -> Claim:
        code = roles.group_of(self.claims, self._codes(subject))
        claim = self.claims.find(indicator, code, period, base)
        return claim if claim else replace(claim, answer=())

    def _asking(self, indicator: Indicator) -> Callable[..., Claim]:
        """Ask for one indicator; what is told of the total alone needs no subject."""
        subject = (self.claims.dataset.total.code,) if indicator.subjects == "total" else ()
        return lambda *asked, **named: self._claim(indicator.key, *subject, *asked, **named)

    def _claim(
        self, name: str, subject: Subject, period: Period, base: Period | None = None
    ) -> Claim:
        """Any claim, by its indicator; against its first base where none is asked for."""
        if name not in INDICATORS:
            raise TemplateFault(f'unknown indicator "{name}"', did_you_mean(name, [*INDICATORS]))
        bases = (base,) if base else INDICATORS[name].bases(period)
        if bases:
            return self._find(name, subject, period, bases[0])
        code = roles.group_of(self.claims, self._codes(subject))
        told = (c for c in self.claims.every if c.key[:3] == (name, code, period))
        return next(told, self._find(name, subject, period))

    def _target(self, indicator: str = "TARGET") -> Claim:
        found = [c for c in self.claims.every if c.indicator == indicator]
        return found[0] if found else self._find(indicator, "TOTAL", self.claims.year)

    def _moving(self, codes: tuple[str, ...], period: Period, way: str) -> tuple[str, ...]:
        """Those of the subjects whose growth may be quoted and goes this way."""
        growths = (self._find("GROWTH", code, period, period.year_before) for code in codes)
        return tuple(g.subject for g in growths if g and g.direction == way and _moves(g))

    def _named(self, name: Callable[[tuple[str, ...]], str]) -> Callable[[Subject], str]:
        def named(subject: Subject) -> str:
            codes = self._codes(subject)
            return name(codes) if codes else VOID

        return named

    def _listed(self, codes: tuple[str, ...], name: Callable[[str], str]) -> str:
        return listed([name(code) for code in codes], self._locale)

    def _of(self, codes: tuple[str, ...]) -> str:
        phrases = [phrase.the for code in codes for phrase in self.view.phrases(code)]
        return listed_after("of", phrases, self._locale)

    def _full(self, codes: tuple[str, ...]) -> str:
        """Return "la relation client (CRM)": what a subject is, and its code."""
        forms = self.view.entity(codes[0]).forms[self._locale]
        return f"{label_phrase(forms, self._locale).the} ({forms.short})"

    def _label(self, codes: tuple[str, ...]) -> str:
        return self.view.entity(codes[0]).forms[self._locale].label

    def _text(self, name: str) -> str:
        names = sorted(self.claims.dataset.texts)
        if name not in names:
            raise TemplateFault(f'unknown text "{name}"', did_you_mean(name, names))
        return self.view.text(name)

    def _plateau(self, claim: Claim) -> bool:
        """A change too small to call a rise or a fall: less than 2 % whatever the rounding."""
        measure = claim.evidence
        return bool(claim) and measure is not None and max(abs(measure.low), abs(measure.high)) < 2

    def _distinct(self, one: Claim, other: Claim) -> bool:
        """True where two figures print differently: a change that nobody sees is none."""
        return printed_form(self.view, one) != printed_form(self.view, other)

    def _compared(self, one: Claim, other: Claim | int) -> int:
        """-1, 0 or 1; 0 where the bounds leave a doubt, the figures print alike, or one is none."""
        if not one or not one.evidence:
            return 0
        if isinstance(other, int):
            low = high = Fraction(other)
        elif other and other.evidence and self._distinct(one, other):
            low, high = other.evidence.low, other.evidence.high
        else:
            return 0
        return (one.evidence.low > high) - (one.evidence.high < low)


def _unnamed(subject: object) -> bool:
    """True for the name that a claim would have given, had it been made: the leader of a tie."""
    return isinstance(subject, Undefined) and isinstance(subject._undefined_obj, tuple)


def _moves(growth: Claim) -> bool:
    return growth.verdict not in ("stable", "unchanged")


def printable(value: object) -> object:
    """Return what a template may print as it is: words and periods; refuse bare figures."""
    if isinstance(value, str | Undefined):
        return value
    if isinstance(value, Period):
        return str(value) if value.kind == "year" else value
    remedy = "print a claim through a filter (money, pct, signed, points ...)"
    raise TemplateFault(f"{type(value).__name__} {value} cannot be printed as it is", remedy)
