"""What the data say, worked out anew, and whether a ledger agrees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reportgen.accounts import complete
from reportgen.briefing import Locale
from reportgen.claims import Claim, ClaimSet, assert_claims, claim_set
from reportgen.dataset import Dataset
from reportgen.l10n import LANGUAGES
from reportgen.l10n.lexicon import Comparison, Rules
from reportgen.measure import Measure
from reportgen.period import parse_period
from reportgen.proof.evidence import denotes, formula_holds
from reportgen.proof.fault import Fault
from reportgen.proof.judgement import Figure, misjudged
from reportgen.proof.record import Entry, Record, Recorded
from reportgen.proof.tokens import Vocabulary, vocabulary_of

_COMPARISONS: tuple[Comparison, ...] = ("year_on_year", "quarter_on_quarter")


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Every claim of the data at the period of a file, the bands of its words, their meaning."""

    findings: ClaimSet
    bands: Mapping[Comparison, tuple[Fraction, ...]]
    vocabularies: Mapping[Locale, Vocabulary]

    @property
    def level_scale(self) -> int:
        """The power of ten of the data's levels."""
        return self.findings.dataset.level_unit.scale


def facts_of(dataset: Dataset, record: Record) -> Facts:
    """Return what a dataset says at the period of a record.

    Raises PeriodError when it says nothing of that period.
    """
    bands = {name: record.bands[name] for name in _COMPARISONS}
    period = parse_period(record.period)
    claims = assert_claims(complete(dataset), period, Rules(bands))
    findings = claim_set(dataset, period, claims)
    return Facts(findings, bands, {locale: vocabulary_of(dataset, locale) for locale in LANGUAGES})


def unproven(record: Record, facts: Facts) -> Iterator[Fault]:
    """Yield the figures of a ledger that the data contradict, and the words that a figure does."""
    for passage in record.passages:
        for entry in passage.entries:
            yield from _figure_faults(passage, entry, facts)
        if passage.role == "text":
            yield from _word_faults(passage, facts)


def measure_of(claim: str, facts: Facts) -> Measure | None:
    """Return what the data say of a claim, None where they cannot say it."""
    found: Claim | None = facts.findings.by_name.get(claim)
    return None if found is None or found.status == "unavailable" else found.evidence


def _figure_faults(passage: Recorded, entry: Entry, facts: Facts) -> Iterator[Fault]:
    measure = measure_of(entry.claim, facts)
    printed = f"“{entry.text}”"
    if measure is None:
        yield Fault("unproven", passage.place, printed, f"the data do not give {entry.claim}")
        return
    truth = f"the data say {told(measure)} ({entry.claim})"
    vocabulary = facts.vocabularies[passage.locale]
    if not denotes(entry.text, measure, facts.level_scale, vocabulary):
        yield Fault("digit", passage.place, printed, truth)
    elif (measure.low, measure.value, measure.high) != entry.bounds:
        yield Fault("digit", passage.place, f"the ledger's proof of {printed}", truth)
    elif measure.inputs != entry.lines:
        yield Fault("unproven", passage.place, f"the dataset lines behind {printed}", truth)
    elif not formula_holds(measure):
        yield Fault("unproven", passage.place, f"the formula behind {printed}", truth)


def _word_faults(passage: Recorded, facts: Facts) -> Iterator[Fault]:
    figures = [
        Figure(entry.at, entry.at + len(entry.text), entry.text, entry.claim, measure)
        for entry in passage.entries
        if (measure := measure_of(entry.claim, facts))
    ]
    headline = passage.place.endswith(("heading", "title", "title page", "contents"))
    vocabulary = facts.vocabularies[passage.locale]
    for judged in misjudged(passage.text, figures, facts.bands, vocabulary, headline):
        truth = f"{judged.figure.text} {judged.truth} ({judged.figure.claim})"
        yield Fault("direction", passage.place, f"“{judged.word}”", truth)


def told(measure: Measure) -> str:
    """Return a measure in plain digits, with its bounds where it has any."""
    value = f"{_decimal(measure.value)} {measure.unit}"
    if measure.exact:
        return value
    return f"{value} [{_decimal(measure.low)} to {_decimal(measure.high)}]"


def _decimal(number: Fraction) -> str:
    return f"{float(number):.6f}".rstrip("0").rstrip(".")
