"""What an indicator is: of whom and when it is told, how it is judged, how its figure prints.

And what most judges share: levels or claims that they need, bands of rates, sure directions.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from reportgen import arithmetic
from reportgen.claims.figures import Figures, direction_of, obstacle
from reportgen.claims.model import Claim, ClaimKey, refused_like
from reportgen.l10n.lexicon import Comparison
from reportgen.l10n.numbers import Sign
from reportgen.measure import Measure
from reportgen.period import Period

Bases = tuple[Period | None, ...]
Judge = Callable[[Figures, ClaimKey], Claim | None]
Window = Callable[[ClaimKey], Sequence[Period | None]]


@dataclass(frozen=True, slots=True)
class Form:
    """How a figure prints: its unit, its sign, and how many decimals it has at most.

    Without `decimals`: one of a percentage or points, none of an index, and of an amount as many
    as its subject has; `trims` leaves out those that the figure does not need. `reach` is how far
    "nearly" reaches, in points.
    """

    unit: Literal["level", "%", "pp", "index", "periods"] = "level"
    sign: Sign = "plain"
    decimals: int | None = None
    reach: Fraction = Fraction(1, 2)
    trims: bool = False


Kind = (
    Literal["amount", "change", "announcement"]
    | Literal["rate", "ratio", "share"]
    | Literal["points", "distance", "contribution"]
    | Literal["index", "index_change", "count"]
)
FORMS: Mapping[Kind, Form] = {
    "amount": Form(),
    "change": Form(sign="signed"),
    "announcement": Form(trims=True),
    "rate": Form("%", "signed"),
    "ratio": Form("%"),
    "share": Form("%", reach=Fraction(1)),
    "points": Form("pp", "signed"),
    "distance": Form("pp"),
    "contribution": Form("pp", "signed", 2),
    "index": Form("index"),
    "index_change": Form("index", "signed"),
    "count": Form("periods"),
}


def alone(_: Period) -> Bases:
    """Return the base of a claim that compares with no other period: none."""
    return (None,)


def year_before(period: Period) -> Bases:
    """Return the same period a year earlier."""
    return (period.year_before,)


def year_and_period_before(period: Period) -> Bases:
    """Return the same period a year earlier; for parts of a year also the one before."""
    return (period.year_before, period.previous) if period.divides_year else (period.year_before,)


def last_year(period: Period) -> Bases:
    """Return the whole year before the one that a period is part of."""
    return (period.whole_year.year_before,)


def each(_: Figures, now: Period) -> Sequence[Period]:
    """Return the period that the walk has reached."""
    return (now,)


def of_several(figures: Figures, now: Period) -> Sequence[Period]:
    """Return it where the series has more than one segment to rank."""
    return (now,) if len(figures.ranked) > 1 else ()


def years(_: Figures, now: Period) -> Sequence[Period]:
    """Return it where it is a year."""
    return (now,) if now.kind == "year" else ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """What claims of one name are about, how they are judged and how their figure prints.

    `judge` holds the arithmetic: it returns a claim, or None where there is nothing to tell; an
    indicator without comes from elsewhere than the walk over periods. `periods` are those told
    when the walk reaches one, `bases` what each is compared with. `beside` names the indicator
    of the same period that the claims stand next to. `called` is its name in templates,
    else its key in small letters. `answer` tells what the value is: the
    figure, segments, a segment, a period. `listed_at_base` puts a claim in listings at the period
    where it starts. `sums` says over what the series has to add up for it to mean anything.
    """

    key: str
    judge: Judge | None
    kind: Kind = "amount"
    subjects: Literal["all", "parts", "segments", "total"] = "all"
    bases: Callable[[Period], Bases] = alone
    periods: Callable[[Figures, Period], Sequence[Period]] = each
    beside: str = ""
    called: str = ""
    answer: Literal["figure", "segments", "segment", "period"] = "figure"
    listed_at_base: bool = False
    sums: Literal["", "time", "segments"] = ""

    @property
    def form(self) -> Form:
        """How its figures print."""
        return FORMS[self.kind]

    @property
    def said(self) -> str:
        """The name by which templates ask for it."""
        return self.called or self.key.lower()

    def means_something(self, figures: Figures) -> bool:
        """Whether the series adds up over what the indicator sums; a ratio moves in points."""
        counted = figures.dataset.counted
        if counted.kind == "ratio" and self.kind == "rate":
            return False
        adds = {"time": counted.adds_over_time, "segments": counted.adds_over_segments}
        return adds.get(self.sums, True)

    def codes(self, figures: Figures) -> Sequence[str]:
        """The subjects that it is told of."""
        dataset = figures.dataset
        match self.subjects:
            case "all":
                return [entity.code for entity in dataset.entities]
            case "parts":
                return [entity.code for entity in (*dataset.segments, *dataset.groups)]
            case "segments":
                return figures.segments
            case "total":
                return [figures.total]


def walk(figures: Figures, together: Sequence[Indicator]) -> None:
    """Tell what indicators that stand beside each other say of every period, base by base."""
    together = [indicator for indicator in together if indicator.means_something(figures)]
    codes = {indicator.key: indicator.codes(figures) for indicator in together}
    for now in figures.periods:
        told = [
            (i, period, i.bases(period)) for i in together for period in i.periods(figures, now)
        ]
        for place in range(max((len(bases) for _, _, bases in told), default=0)):
            for indicator, period, bases in told:
                for code in codes[indicator.key] if place < len(bases) else ():
                    key = ClaimKey(indicator.key, code, period, bases[place])
                    claim = indicator.judge(figures, key) if indicator.judge else None
                    if claim is not None:
                        figures.claims[key] = claim


def itself_and_base(key: ClaimKey) -> Sequence[Period | None]:
    """Return the period of a claim, and what it is compared with."""
    return (key.period, key.base) if key.base else (key.period,)


def on_levels(
    rule: Callable[..., Claim | None], window: Window = itself_and_base, reason: str = ""
) -> Judge:
    """Return a judge that calls `rule(figures, key, *levels)` where all of a window are known.

    Else the claim is unavailable for the reason, or for what is lacking.
    """

    def judge(figures: Figures, key: ClaimKey) -> Claim | None:
        periods = window(key)
        levels = figures.known(key.subject, periods)
        if levels is None:
            return key.unavailable(reason or figures.lack(key.subject, *periods))
        return rule(figures, key, *levels)

    return judge


def on_claims(
    indicator: str,
    base: Callable[[Period], Period | None],
    rule: Callable[[ClaimKey, Claim, Claim], Claim],
) -> Judge:
    """Return a judge that calls `rule(key, current, previous)` with two claims of an indicator.

    Those of the period and of the base; where one was refused, so is the claim.
    """

    def judge(figures: Figures, key: ClaimKey) -> Claim:
        now, then = key.period, key.base or key.period
        current = figures.claim(indicator, key.subject, now, base(now))
        if not current:
            return refused_like(current, key)
        previous = figures.claim(indicator, key.subject, then, base(then))
        if not previous:
            return refused_like(previous, key, "no_base_period")
        return rule(key, current, previous)

    return judge


def rated(
    figures: Figures,
    key: ClaimKey,
    level: Measure,
    base: Measure,
    published: Measure | None = None,
    floor_of: Period | None = None,
) -> Claim:
    """Return the rate of change from `base` to `level`, or why it would mislead."""
    reason = rate_obstacle(level, base)
    if reason:
        change = arithmetic.change(level, base)
        return key.not_quotable(change, reason, direction_of(change))
    return judged(figures, key, arithmetic.growth(level, base, published), base, floor_of)


def rate_obstacle(level: Measure, base: Measure) -> str:
    """Return why a change is told in levels only, "" where it has a rate.

    A fall to nothing has none either: "minus 100 %" says less than that nothing was recorded.
    """
    return obstacle(level, base) or ("" if level.high.numerator else "sign_change")


def judged(
    figures: Figures,
    key: ClaimKey,
    rate: Measure,
    base: Measure | None,
    floor_of: Period | None = None,
) -> Claim:
    """Return a rate with its verdict; `floor_of` is the period whose floor makes a base tiny."""
    direction = direction_of(rate)
    if base is not None and figures.tiny(key.subject, base, floor_of or key.base or key.period):
        return key.not_quotable(rate, "tiny_base", direction)
    verdict = figures.rules.verdict(rate, _comparison(key.period, key.base))
    if not verdict:
        return key.not_quotable(rate, "too_uncertain")
    return Claim(key, rate, verdict, direction)


def directed(key: ClaimKey, change: Measure) -> Claim:
    """Return a change with its direction, refused where its bounds leave that open."""
    direction = direction_of(change)
    if not direction:
        return key.not_quotable(change, "too_uncertain")
    return Claim(key, change, direction=direction)


def foremost(key: ClaimKey, measured: Sequence[tuple[Measure, str]], way: int = 1) -> Claim:
    """Return which of several is the highest, or by `way` -1 the lowest; the answer is its name.

    Of a tie the answer is all names, of a doubt the likeliest.
    """
    ranked = sorted(measured, key=lambda pair: -way * pair[0].value)
    first, name = ranked[0]
    tied = tuple(name for one, name in ranked if first.exact and one.low == one.high == first.value)
    if len(tied) > 1:
        return key.not_claimable(first, "tie", tied)
    ahead = all(
        first.low > other.high if way > 0 else first.high < other.low for other, _ in ranked[1:]
    )
    if not ahead:
        return key.not_quotable(first, "too_uncertain", answer=(name,))
    return Claim(key, first, answer=(name,))


def _comparison(now: Period, base: Period | None) -> Comparison:
    """Bands of quarters judge a quarter against the one before, and nothing else."""
    consecutive = now.kind == "quarter" and base == now.previous
    return "quarter_on_quarter" if consecutive else "year_on_year"
