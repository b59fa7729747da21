"""The walk of a plan: what is said of the claims, in all languages at once, and what is placed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from reportgen.briefing import Chart, Inline, Inlines, Link, Locale, Strong, Table, Text
from reportgen.compose.catalogue import Line, Statement, Variant, catalogue_texts
from reportgen.compose.conditions import TESTS
from reportgen.compose.expressions import Fault, expression
from reportgen.compose.facts import Facts
from reportgen.compose.forms import CLOSE, OPEN, Forms, Own, Turns
from reportgen.compose.lint import words_of
from reportgen.compose.notes import holds
from reportgen.compose.plan import HEAD, Call, Item, Section, plan_texts
from reportgen.compose.roles import Who, first_told
from reportgen.compose.sentences import STRONG, Agreement, Shown, pieces
from reportgen.errors import Problem, TemplateError
from reportgen.exhibits import EXHIBITS, Exhibit
from reportgen.exhibits.view import View
from reportgen.l10n import LANGUAGES
from reportgen.l10n.grammar import lowered, raised, with_typography
from reportgen.period import Period

_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_LONGEST = 1200  # characters of a statement: more would fill a page
_NEXT_SENTENCE = re.compile(r"(?<=[.!?…] )([a-zà-ÿœ])")
_NONE: Mapping[Locale, str] = {}
Words = Mapping[Locale, Inlines]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement as it was said, in every language."""

    name: str
    variant: str
    who: Who
    words: Words
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A title, heading, paragraph, bullet, notice, card or exhibit, in every language.

    `anchor` and `label` ("Figure 2") are those of a numbered exhibit, `period` that of a card.
    """

    kind: str
    spoken: tuple[Spoken, ...] = ()
    target: str = ""
    made: Mapping[Locale, Exhibit] | None = None
    period: Period | None = None
    number: int = 0


class Story:
    """One audience's briefing of one dataset; `said` names the variants that it used."""

    def __init__(self, views: Mapping[Locale, View], audience: str, folder: Path | None) -> None:
        texts = plan_texts(folder), catalogue_texts(folder)
        self.plan, self.catalogue = words_of(audience, *texts, tuple(views))
        self.views, self.claims = views, next(iter(views.values())).claims
        self.said: set[tuple[str, str]] = set()
        self._turns = Turns()
        self._speakers = {locale: Forms(view, self._turns) for locale, view in views.items()}
        self._facts: dict[Period, Facts] = {}
        self._used: dict[tuple[str, str], int] = {}
        self._once: set[tuple[str, str, Who, Period]] = set()

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """What the briefing says, in order."""
        sections = self.plan.sections.values()
        return _referred(
            [each for section in sections for each in self._section(section)], self.views
        )

    def _section(self, section: Section) -> Iterator[Told]:
        period = self._period(section.call.period or "focus")
        for who, opening in self._each(section.call, period, Who()) if period else ():
            assert period is not None
            is_head = section.call.name == HEAD
            named = replace(section.call, name=f"{section.call.name}-heading")
            heading = None if is_head else self._say(named, period, who, opening)
            if heading is None and not is_head:
                alone = [item for item in section.items if item.kind in ("break", "notice")]
                yield from (told for item in alone for told in self._item(item, period, who))
                continue
            body = [t for item in section.items for t in self._item(item, period, who)]
            if any(each.kind not in ("break", "notice") for each in body):
                yield from [Told("heading", (heading,))] if heading else []
            yield from body

    def _item(self, item: Item, period: Period, who: Who) -> Iterator[Told]:
        if item.kind == "break":
            yield Told("break")
            return
        once = item.kind in ("paragraph", "bullet")
        said = [found for call in item.calls for found in self._called(call, period, who, once)]
        if item.kind == "exhibit":
            if item.target.startswith("card:"):
                for spoken, when in said:
                    yield Told("card", (spoken,), item.target, period=when)
            elif said or not item.calls:
                yield from self._exhibit(item, [spoken for spoken, _ in said])
        elif said and (item.kind in ("paragraph", "notice") or len(item.calls) > 1):
            yield Told(item.kind, tuple(spoken for spoken, _ in said))
        else:
            yield from (Told(item.kind, (spoken,)) for spoken, _ in said)

    def _exhibit(self, item: Item, titles: Sequence[Spoken]) -> Iterator[Told]:
        subject = titles[0].who[0] if titles and titles[0].who else ""
        argument = subject if item.target == "chart:segment" else ""
        made: dict[Locale, Exhibit] = {}
        for locale, view in self.views.items():
            exhibit = EXHIBITS[item.target](view, argument)
            if exhibit is None:
                return
            made[locale] = exhibit
        kind, name = item.target.split(":")
        if isinstance(next(iter(made.values())), Chart | Table):
            whole = Who((subject,)) if subject else self._of(self.claims.focus).series
            for prefix in (kind, "alt") if kind == "chart" else (kind,):
                call = Call(f"{prefix}-{name}", item.where)
                unit = {locale: getattr(each, "unit", "") for locale, each in made.items()}
                spoken = self._say(call, self.claims.focus, whole, True, unit)
                if spoken is None:
                    raise TemplateError(Problem(item.where, f'"{call.name}" says nothing'))
                made = {
                    locale: _captioned(exhibit, prefix, spoken.words[locale])
                    for locale, exhibit in made.items()
                }
        yield Told("exhibit", tuple(titles), f"{item.target}/{argument}".rstrip("/"), made)

    def _called(
        self, call: Call, period: Period, who: Who, once: bool
    ) -> Iterator[tuple[Spoken, Period]]:
        when = self._period(call.period) if call.period else period
        for each, opening in self._each(call, when, who) if when else ():
            assert when is not None
            spoken = self._say(call, when, each, opening)
            key = (call.name, spoken.variant if spoken else "", each, when)
            if spoken and not (once and key in self._once):
                self._once |= {key} if once else set()
                yield replace(spoken, see=call.see if opening else ()), when

    def _each(self, call: Call, period: Period | None, who: Who) -> Iterator[tuple[Who, bool]]:
        if not call.role or period is None:
            yield who, True
            return
        role: Who = getattr(self._of(period), call.role)
        subjects = [Who((code,)) for code in role] if call.each else [role] if role else []
        yield from ((subject, place == 0) for place, subject in enumerate(subjects))

    def _period(self, name: str) -> Period | None:
        found: Period | None = getattr(self._of(self.claims.focus), name)
        return found

    @cached_property
    def _first_told(self) -> Any:  # noqa: ANN401
        return first_told(self.claims)

    def _of(self, period: Period) -> Facts:
        if period not in self._facts:
            self._facts[period] = Facts(self.claims, period, self._first_told)
        return self._facts[period]

    def _say(
        self,
        call: Call,
        period: Period,
        who: Who,
        opening: bool,
        unit: Mapping[Locale, str] = _NONE,
    ) -> Spoken | None:
        statement = self.catalogue[call.name]
        if statement.guard and not holds(statement, self.claims):
            return None
        local = {"who": who, "opening": opening, "unit": unit}
        meaning = _Meaning(self._of(period), statement, local)
        try:
            if statement.only and not meaning.holds(statement.only):
                return None
            for variant in statement.variants:
                if variant.when is None or meaning.holds(variant.when):
                    words = self._words(statement, variant, meaning)
                    if words:
                        self.said.add((statement.name, variant.name))
                        return Spoken(statement.name, variant.name, who, words)
        except (Fault, AttributeError, TypeError, ValueError, KeyError) as error:
            what = f"{statement.name}, asked for at {call.where}: {error}"
            raise TemplateError(Problem(meaning.where, what)) from error
        return None

    def _words(self, statement: Statement, variant: Variant, meaning: "_Meaning") -> Words | None:
        """Said in every language or in none: a figure that is not known silences the variant."""
        turn = self._used.get((statement.name, variant.name), 0)
        words: dict[Locale, Inlines] = {}
        for locale, forms in self._speakers.items():
            wordings = variant.wordings[locale]
            line = wordings[turn % len(wordings)]
            text = _rendered(line, meaning, forms)
            if text is None:
                self._turns.close(said=False)
                return None
            words[locale] = _inlines(_sentences(text), forms)
            if len(text) > _LONGEST:
                what = f"{statement.name} has {len(text)} characters"
                raise Fault(what, f"keep it within {_LONGEST}")
        self._turns.close(said=True)
        self._used[statement.name, variant.name] = turn + 1
        return words


class _Meaning:
    """What the names of one statement stand for, worked out when they are asked for."""

    def __init__(self, facts: Facts, statement: Statement, local: dict[str, Any]) -> None:
        self._facts, self._statement, self.where = facts, statement, statement.where
        self._known = local

    def value(self, name: str) -> Any:  # noqa: ANN401
        """Return what a name stands for."""
        if name not in self._known:
            self._known[name] = self._worked_out(name)
        return self._known[name]

    def _worked_out(self, name: str) -> Any:  # noqa: ANN401
        line = self._statement.figures.get(name)
        if line is not None:
            before, self.where = self.where, line.where
            found = expression(line.text).evaluate(self)
            self.where = before
            return found
        if name.isupper():
            return self._facts.segment(name)
        function = self._facts.function(name)
        if function is not None:
            return function if name != "after" else _after_with(self._facts, function)
        texts = self._facts._claims.dataset.texts
        if name == "proceeds" or (name in texts and any(texts[name].values())):
            return Own(name)
        return None if name in texts else getattr(self._facts, name)

    def test(self, name: str) -> Any:  # noqa: ANN401
        """Return the test of this name."""
        return TESTS[name]

    def holds(self, condition: Line) -> bool:
        """Return whether a condition holds."""
        self.where = condition.where
        return bool(expression(condition.text).evaluate(self))

    def named(self, dotted: str) -> Any:  # noqa: ANN401
        """Return what a name with points stands for."""
        return expression(dotted).evaluate(self)


def _after_with(facts: Facts, function: Any) -> Any:  # noqa: ANN401
    return lambda extreme: function(extreme, facts.function("growth"))


def _rendered(line: Line, meaning: _Meaning, forms: Forms) -> str | None:
    """The marked text of a sentence, None where a piece of it cannot be said."""
    meaning.where = line.where
    said: list[str] = []
    for piece in pieces(line.text):
        text: str | None
        match piece:
            case str():
                text = piece
            case Shown(name=name, form=form, beside=beside):
                other = meaning.named(beside) if beside else None
                text = forms.shown(meaning.named(name), form, other)
            case Agreement(name=name, forms=words):
                text = forms.agreed(meaning.named(name), words)
        if text is None:
            return None
        said.append(text)
    return "".join(said)


def _sentences(text: str) -> str:
    """The text with a capital at its beginning and after each full stop."""
    return _NEXT_SENTENCE.sub(lambda found: found[1].upper(), raised(text))


def _inlines(text: str, forms: Forms) -> Inlines:
    out: list[Inline] = []
    typed = with_typography(text, forms.locale)
    for position, part in enumerate(typed.split(STRONG)):
        inside: list[Inline] = []
        for place, piece in enumerate(_MARK.split(part)):
            if place % 2:
                inside.append(forms.marked[int(piece)])
            elif piece:
                inside.append(Text(piece))
        out += [Strong(tuple(inside))] if position % 2 else inside
    return tuple(out)


def _captioned(exhibit: Exhibit, part: str, words: Inlines) -> Exhibit:
    """An exhibit with the words of its caption's second line, or those that open its text."""
    if isinstance(exhibit, Chart) and part == "alt":
        return replace(exhibit, alt_text=(*words, Text(" "), *exhibit.alt_text))
    if isinstance(exhibit, Chart | Table):
        plain = "".join(getattr(inline, "text", "") for inline in words)
        return replace(exhibit, caption=replace(exhibit.caption, subtitle=plain))
    return exhibit


def _referred(told: Sequence[Told], views: Mapping[Locale, View]) -> tuple[Told, ...]:
    """Number the exhibits, and let the sentence above each refer to it: the one that asks first."""
    counts = {"chart": 0, "table": 0}
    numbered: list[Told] = []
    references: dict[int, list[Told]] = {}  # by the identity of a statement
    above: list[Spoken] = []
    for each in told:
        if each.kind == "heading":
            above = []
        elif each.kind == "paragraph":
            above += each.spoken
        kind = each.target.partition(":")[0]
        if each.kind == "exhibit" and kind in counts:
            counts[kind] += 1
            each = replace(each, number=counts[kind])
            name = each.target.partition("/")[0]
            asked = [spoken for spoken in above if name in spoken.see] or above
            if asked:
                references.setdefault(id(asked[0]), []).append(each)
        numbered.append(each)
    return tuple(
        replace(
            each, spoken=tuple(_referring(s, references.get(id(s), ()), views) for s in each.spoken)
        )
        for each in numbered
    )


def _referring(spoken: Spoken, exhibits: Sequence[Told], views: Mapping[Locale, View]) -> Spoken:
    if not exhibits:
        return spoken
    words = {}
    for locale, content in spoken.words.items():
        links: list[Inline] = []
        for exhibit in exhibits:
            kind = "figure" if exhibit.target.startswith("chart") else "table"
            label = f"{views[locale].term(kind)}\u00a0{exhibit.number}"
            shown = label if LANGUAGES[locale].exhibits_are_names else lowered(label)
            links += [
                Text(", " if links else " ("),
                Link((Text(shown),), f"#{kind}-{exhibit.number}"),
            ]
        words[locale] = _before_the_stop(content, (*links, Text(")")))
    return replace(spoken, words=words)


def _before_the_stop(content: Inlines, added: Inlines) -> Inlines:
    *before, last = content
    if isinstance(last, Text) and last.text.endswith("."):
        rest = (Text(last.text[:-1]),) if last.text[:-1] else ()
        return (*before, *rest, *added, Text("."))
    return (*content, *added)
