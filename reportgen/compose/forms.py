"""How one language prints figures, names subjects and says periods: the forms of the catalogue."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.briefing import Link, Printed
from reportgen.claims import INDICATORS, Claim, evidence_of
from reportgen.compose.expressions import Fault
from reportgen.compose.roles import Who, Whole
from reportgen.exhibits.view import View, printed, printed_form
from reportgen.l10n import LANGUAGES, approximation, calendar, numbers
from reportgen.l10n.grammar import listed_after, raised
from reportgen.l10n.language import NounPhrase
from reportgen.period import Period

OPEN, CLOSE = "\ue000", "\ue001"  # around the number of a figure, in a text that holds one
_FINEST = 3  # decimals of a billion: millions


@dataclass(frozen=True, slots=True)
class Own:
    """The package's own words: one of its texts, or the noun for what a segment makes."""

    name: str


class Turns:
    """Which wording of a verb comes next, told once for all languages.

    A turn counts when its sentence is said.
    """

    def __init__(self) -> None:
        self._used: dict[str, int] = {}
        self._asked: dict[str, tuple[str, int]] = {}

    def of(self, claim: Claim) -> int:
        """Return the turn of a claim in the sentence that is being tried."""
        if claim.name not in self._asked:
            # What hardly moves has the same verbs, whichever way it goes.
            mine = "flat" if claim.verdict in ("stable", "unchanged") else claim.direction
            ahead = sum(way == mine for way, _ in self._asked.values())
            self._asked[claim.name] = mine, self._used.get(mine, 0) + ahead
        return self._asked[claim.name][1]

    def close(self, said: bool) -> None:
        """Keep the turns of a sentence that was said, forget those of one that was not."""
        for way, _ in self._asked.values() if said else ():
            self._used[way] = self._used.get(way, 0) + 1
        self._asked.clear()


class Forms:
    """The forms of one language; each returns marked text, None where it may not be printed."""

    def __init__(self, view: View, turns: Turns) -> None:
        self.view, self.locale, self._turns = view, view.locale, turns
        self._language = LANGUAGES[view.locale]
        self.marked: list[Printed | Link] = []

    @property
    def by_name(self) -> Mapping[str, Callable[..., str | None]]:
        """What may stand after the bar: "{rate | by}"."""
        return {name: getattr(self, f"form_{name}") for name in FORMS}

    def shown(self, value: Any, form: str = "", beside: Any = None) -> str | None:  # noqa: ANN401
        """Return a value in a form, or in the form of its kind; raises Fault where it has none."""
        if form:
            rule = self.by_name[form]
            return rule(value, beside) if beside is not None else rule(value)
        match value:
            case Claim():
                return self._figure(value)
            case Who():
                return (
                    self.view.listed_names([phrase.the for phrase in self._phrases(value)]) or None
                )
            case Period():
                return calendar.during(value, self.locale)
            case Own("proceeds"):
                return self.view.proceeds.noun
            case Own():
                return self.view.text(value.name) or None
            case Mapping():
                return str(value[self.locale])
            case None:
                return None
        raise Fault(f"{type(value).__name__} cannot be printed as it is")

    def mark(self, inline: Printed | Link) -> str:
        """Keep a figure or a reference and return the mark that stands for it in a text."""
        self.marked.append(inline)
        return f"{OPEN}{len(self.marked) - 1}{CLOSE}"

    # Figures.

    def _printed(self, claim: Claim, form: Callable[[Claim], str | None]) -> str | None:
        if not isinstance(claim, Claim):
            raise Fault(f"only a figure has this form, not {type(claim).__name__}")
        text = form(claim) if claim and claim.evidence else None
        return None if text is None else self.mark(printed(claim, text))

    def _figure(self, claim: Claim) -> str | None:
        form = INDICATORS[claim.indicator].form if claim.indicator in INDICATORS else None
        if form is None:
            return None
        if form.unit == "%":
            return self._printed(claim, self._pct)
        if form.unit == "pp" or (claim.indicator == "CHANGE" and self._in_points(claim)):
            return self.form_points(claim)
        if form.unit == "level":
            return self.form_size(claim) if form.sign == "signed" else self.form_money(claim)
        return self._printed(claim, lambda told: printed_form(self.view, told))

    def _in_points(self, claim: Claim) -> bool:
        return claim.evidence is not None and claim.evidence.unit == "pp"

    def _pct(self, claim: Claim) -> str:
        form = INDICATORS[claim.indicator].form
        return approximation.percent_in_prose(
            evidence_of(claim), self.locale, form.reach, is_share=form.sign == "plain"
        )

    def form_money(self, claim: Claim) -> str | None:
        """Print an amount with its unit: "13,4 milliards de dirhams"."""
        return self._printed(claim, lambda told: self._money(told))

    def form_amount(self, claim: Claim) -> str | None:
        """Print an amount without its unit, where a sentence has named it: "2,334 milliards"."""
        return self._printed(claim, lambda told: self._money(told, bare=True))

    def _money(self, claim: Claim, bare: bool = False) -> str:
        return numbers.money(self.view.amount(claim), self.view.unit, self.locale, bare=bare)

    def form_digits(self, claim: Claim, beside: Claim) -> str | None:
        """Print the number alone, where the same unit follows with the figure beside it."""

        def form(told: Claim) -> str:
            amount = self.view.amount(told)
            alike = beside and self.view.amount(beside).scale == amount.scale
            if not alike or not self.view.unit_follows:
                return self._money(told, bare=True)
            return numbers.number(amount.value, max(amount.decimals, 0), self.locale)

        return self._printed(claim, form)

    def form_exact(self, claim: Claim) -> str | None:
        """Print as many decimals as the bounds allow, where two totals are told apart."""
        return self._printed(claim, lambda told: self._exact(told, bare=False))

    def form_bare_exact(self, claim: Claim) -> str | None:
        """Print as many decimals as the bounds allow, without the unit that has been named."""
        return self._printed(claim, lambda told: self._exact(told, bare=True))

    def _exact(self, claim: Claim, bare: bool) -> str:
        amount = self.view.amount(claim, _FINEST)
        return numbers.money(amount, self.view.unit, self.locale, bare=bare)

    def form_size(self, claim: Claim) -> str | None:
        """Print the size of a change, whatever its direction."""
        return self._printed(claim, lambda told: self._size(told, bare=False))

    def form_bare_size(self, claim: Claim) -> str | None:
        """Print the size of a change without its unit."""
        return self._printed(claim, lambda told: self._size(told, bare=True))

    def _size(self, claim: Claim, bare: bool) -> str:
        if self._in_points(claim):
            return numbers.points(evidence_of(claim), self.locale, "absolute", decimals=1)
        measure, unit = evidence_of(claim), self.view.unit
        amount = self.view.amount(claim)
        return approximation.amount_in_prose(measure, unit, amount, self.locale, bare)

    def form_signed(self, claim: Claim) -> str | None:
        """Print a rate with its sign: "+3,5 %"."""
        sign = numbers.percent_sign(self.locale)
        return self._printed(claim, lambda told: self.view.percent(told, "signed") + sign)

    def form_span(self, claim: Claim) -> str | None:
        """Print a percentage as a range, where its bounds differ."""

        def form(told: Claim) -> str:
            measure = evidence_of(told)
            if measure.exact:
                return self._pct(told)
            return numbers.percent_range(measure, 1, self.locale, "absolute")

        return self._printed(claim, form)

    def form_points(self, claim: Claim) -> str | None:
        """Print points to one decimal, as a range where the bounds leave that open."""

        def form(told: Claim) -> str:
            measure = evidence_of(told)
            if measure.exact or numbers.decimals_of(measure, 1) == 1:
                return numbers.points(measure, self.locale, "absolute", decimals=1)
            size = numbers.magnitude(measure)
            unit = numbers.points_unit(numbers.rounded(size.high, 1), self.locale)
            digits = numbers.number_range(size, 1, self.locale, "absolute")
            return f"{digits}{numbers.NBSP}{unit}"

        return self._printed(claim, form)

    def form_seen(self, claim: Claim) -> str | None:
        """Print a figure in its usual form, where that is something else than zero."""
        mark = self._figure(claim)
        return mark if mark and any(d in "123456789" for d in self._text(mark)) else None

    def form_fraction(self, claim: Claim) -> str | None:
        """Print a share as a fraction of a whole: "plus des trois quarts"."""
        return self._printed(
            claim, lambda told: approximation.fraction_in_prose(evidence_of(told), self.locale)
        )

    def form_about(self, claim: Claim) -> str | None:
        """Print the size of a fall from a tiny base: "environ 38 %"."""
        if claim.reason != "tiny_base" or claim.direction != "down":
            return None
        text = approximation.about_percent(evidence_of(claim), self.locale)
        return self.mark(printed(claim, text))

    def form_about_by(self, claim: Claim) -> str | None:
        """Print the same with its preposition: "d'environ 38 %"."""
        mark = self.form_about(claim)
        return None if mark is None else self._preposed(mark)

    def form_by(self, claim: Claim) -> str | None:
        """Print the size of a change with its preposition: "de 7,1 %", "by nearly 13%"."""
        mark = self._figure(claim)
        return None if mark is None else self._preposed(mark)

    def _preposed(self, mark: str) -> str:
        text = self._text(mark)
        preposed = self._language.preposed(self._language.prepositions["by_how_much"], text)
        return preposed.removesuffix(text) + mark

    def _text(self, mark: str) -> str:
        inline = self.marked[int(mark.strip(OPEN + CLOSE))]
        return inline.text if isinstance(inline, Printed) else ""

    # Verbs of a rate.

    def form_moves(self, claim: Claim, who: Who | None = None) -> str | None:
        """Say a verb and its figure: "recule nettement, de 12,6 %", "varie peu (+0,2 %)".

        The verb agrees with the subject of the claim, or with the name that is given.
        """
        if not claim:
            return None
        plural = self._plural_of(claim) if who is None else self.plural(who)
        turn = self._turns.of(claim)
        verb = self.view.lexicon.verb(claim.verdict or claim.direction, plural, turn)
        if claim.verdict == "unchanged":
            return verb
        if claim.verdict == "stable":
            return f"{verb} ({self.form_signed(claim)})"
        comma = "," if verb.endswith(("ment", "ly")) else ""
        return f"{verb}{comma} {self.form_by(claim)}"

    def form_trend(self, claim: Claim) -> str | None:
        """Say where a rate goes: "en hausse de 3,5 %", "quasi stables (+0,2 %)", "up 3.5%"."""
        if not claim:
            return None
        flat = claim.verdict in ("stable", "unchanged")
        key = claim.verdict if flat else claim.direction
        words = self.view.term(f"trends.{key}{'_several' if self._plural_of(claim) else ''}")
        if flat:
            return words if key == "unchanged" else f"{words} ({self.form_signed(claim)})"
        bare = self.view.term("trends.takes_preposition") == "no"
        return f"{words} {self._figure(claim) if bare else self.form_by(claim)}"

    def form_heads(self, claim: Claim) -> str | None:
        """Say the verb of a heading, without a figure: "progressent", "recule", "est stable"."""
        if not claim:
            return None
        flat = claim.verdict in ("stable", "unchanged")
        key = "flat" if flat else claim.direction
        return self.view.term(f"heads.{key}{'_several' if self._plural_of(claim) else ''}")

    def _plural_of(self, claim: Claim) -> bool:
        if claim.subject == self.view.total:
            return self.view.series.plural
        phrases = self.view.phrases(claim.subject)
        return len(phrases) > 1 or phrases[0].plural

    # Subjects.

    def _phrases(self, who: Who | Own) -> list[NounPhrase]:
        if isinstance(who, Own):
            return [self.view.proceeds]
        name = self.view.full_phrases if isinstance(who, Whole) else self.view.phrases
        return [phrase for code in who for phrase in name(code)]

    def form_of(self, value: Who | Own | Period) -> str | None:
        """Say a complement: "de l'ITO et du CRM", "des recettes", "de 2024"."""
        if isinstance(value, Period):
            return calendar.of(value, self.locale)
        phrases = [phrase.the for phrase in self._phrases(value)]
        return listed_after("of", phrases, self.locale) if phrases else None

    def form_names(self, who: Who) -> str | None:
        """Name subjects without articles, as in a heading: "ITO et CRM"."""
        return self.view.listed_names([phrase.noun for phrase in self._phrases(who)]) or None

    def form_noun(self, who: Who | Own) -> str:
        """Say the bare noun of the series: "exportations"."""
        return self._phrases(who)[0].noun

    def form_brief(self, who: Who) -> str | None:
        """Name a subject as on a card: "ingénierie (ESO)"; a plain name stays alone."""
        names = self.form_names(who)
        detail = self.view.detail(who[0]) if len(who) == 1 else ""
        known = detail and names and detail.casefold() != names.casefold() and names.isupper()
        return f"{detail} ({names})" if known else names

    def form_makes(self, who: Who) -> str | None:
        """Say the verb of a segment before an amount: "réalise", "accueillent"; "earned"."""
        words = self.view.claims.dataset.counted.makes.get(self.locale)
        plural = self.plural(who)
        return words[plural] if words else self.view.term(f"makes.{'several' if plural else 'one'}")

    def form_own(self, who: Who) -> str:
        """Say whose: "ses recettes", "leur production"; "its receipts"."""
        noun = self.view.proceeds
        owner = "several" if self.plural(who) else "one"
        owned = "many" if noun.plural else "f" if noun.feminine and not noun.elides else "m"
        return f"{self.view.term(f'own.{owner}_{owned}')} {noun.noun}"

    def plural(self, who: Who | Own) -> bool:
        """Return whether a verb beside a subject stands in the plural."""
        phrases = self._phrases(who)
        return len(phrases) > 1 or any(phrase.plural for phrase in phrases)

    def agreed(self, value: Any, forms: tuple[str, ...]) -> str | None:  # noqa: ANN401
        """Return the one of two forms, or of four by gender, that agrees with a value."""
        if isinstance(value, Claim):
            way = {"up": 0, "down": 1}.get(value.direction)
            if INDICATORS[value.indicator].kind == "amount" and value.evidence:
                way = int(value.evidence.value < 0)
            return None if way is None or not value else forms[way]
        phrases = self._phrases(value)
        if not phrases:
            return None
        plural = self.plural(value)
        if len(forms) == len(_BY_GENDER):
            feminine = all(phrase.feminine for phrase in phrases) and not self._is_acronym(phrases)
            return forms[2 * plural + feminine]
        return forms[plural]

    @staticmethod
    def _is_acronym(phrases: list[NounPhrase]) -> bool:
        return all(phrase.noun.isupper() for phrase in phrases)

    # Periods.

    def form_long(self, period: Period) -> str:
        """Name a period in full: "premier semestre 2025"."""
        return calendar.long(period, self.locale)

    def form_short(self, period: Period) -> str:
        """Name a period as in a table: "S1 2025", "2024"."""
        return calendar.short(period, self.locale)

    def form_ordinal(self, period: Period) -> str | None:
        """Name a part of a year alone: "quatrième"."""
        return calendar.ordinal(period, self.locale) if period.kind in ("half", "quarter") else None

    def form_ago(self, base: Period) -> str:
        """Say a period a year before: "en 2023" where that is short, else "un an plus tôt"."""
        return calendar.during(base, self.locale) if base.kind == "year" else self.view.term("ago")

    def form_phrase(self, period: Period) -> str:
        """Name a period as it stands after "since": "le troisième trimestre 2021", "2014"."""
        return calendar.phrase(period, self.locale)

    def form_up_to(self, period: Period) -> str:
        """Name a period with the preposition of a way back: "au troisième trimestre 2021"."""
        preposition = self._language.prepositions["to"]
        return self._language.preposed(preposition, calendar.phrase(period, self.locale))

    def form_own_unit(self, who: Who) -> str:
        """Name the unit of the data themselves: "Millions de dirhams"."""
        del who
        return raised(self.view.unit_at(self.view.unit.scale))

    def form_unit(self, who: Who) -> str:
        """Name the unit of a drawing or a column of these subjects: "milliards de dirhams"."""
        del who
        return self.view.unit_at(self.view.scale)


_BY_GENDER = ("il", "elle", "ils", "elles")
FORMS = tuple(name.removeprefix("form_") for name in vars(Forms) if name.startswith("form_"))
