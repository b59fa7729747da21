"""The ledger that a file carries, as values, and the faults that are found against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, get_args

from reportgen.briefing import Locale
from reportgen.l10n import LANGUAGES
from reportgen.ledger import Role
from reportgen.readers.finished import FinishedFile, proof_of_file, unreadable

FaultKind = Literal["digit", "direction", "missing", "unproven"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is printed at a place of a file, and what the data say."""

    kind: FaultKind
    place: str
    printed: str
    truth: str

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}: {self.printed}; {self.truth}"


@dataclass(frozen=True, slots=True)
class CarriedFigure:
    """One printed figure: its place in its passage, its claim, what its ledger says it rests on.

    `bounds` are the low end, the value and the high end, `lines` those of the dataset.
    """

    at: int
    text: str
    claim: str
    formula: str
    bounds: tuple[Fraction, Fraction, Fraction]
    unit: str
    status: str
    lines: tuple[int, ...]

    @property
    def end(self) -> int:
        """Where the figure ends in its passage."""
        return self.at + len(self.text)


@dataclass(frozen=True, slots=True)
class CarriedPassage:
    """A passage of the ledger with its figures."""

    locale: Locale
    place: str
    role: Role
    text: str
    figures: tuple[CarriedFigure, ...]


@dataclass(frozen=True, slots=True)
class CarriedLedger:
    """What a file says of itself: which edition it is, its bands, its passages.

    `status` is draft, embargo or final; `inputs` tells by hashes which files it was made from,
    and `input_names` names them: dataset, package, targets.
    """

    series: str
    period: str
    audience: str
    language: str
    status: str
    inputs: str
    input_names: tuple[str, ...]
    bands: Mapping[str, tuple[Fraction, ...]]
    passages: tuple[CarriedPassage, ...]

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The languages of its parts, in order."""
        return tuple(dict.fromkeys(passage.locale for passage in self.passages))

    def passages_in(self, locale: Locale) -> tuple[CarriedPassage, ...]:
        """The passages of one language."""
        return tuple(passage for passage in self.passages if passage.locale == locale)

    @property
    def name(self) -> str:
        """The document in words."""
        return f"{self.series}, {self.period}, {self.audience}, {self.language}"

    @property
    def edition(self) -> tuple[str, str, str, str]:
        """What all languages and formats of an edition share; a draft and the final text do not."""
        return (self.series, self.period, self.audience, self.status)


def carried_ledger(finished: FinishedFile) -> CarriedLedger:
    """Return the ledger of a file; raises CheckError when it has none, or lacks something in it."""
    proof = proof_of_file(finished)
    try:
        return _ledger(proof)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
        raise unreadable(finished.path, "its ledger is damaged") from None


def _ledger(proof: Mapping[str, Any]) -> CarriedLedger:
    figures: dict[int, list[CarriedFigure]] = {}
    for entry in proof["ledger"]:
        figures.setdefault(int(entry["passage"]), []).append(_figure(entry))
    passages = tuple(
        _passage(passage, figures.pop(number, ()))
        for number, passage in enumerate(proof["passages"])
    )
    if figures or not passages:
        raise ValueError("figures without a passage")
    bands = {str(name): tuple(map(Fraction, edges)) for name, edges in proof["bands"].items()}
    keys = ("series", "period", "audience", "language", "status")
    series, period, audience, language, status = (str(proof[key]) for key in keys)
    made_from = proof.get("inputs") or {}
    inputs, names = repr((made_from, proof.get("as_of"))), tuple(map(str, made_from))
    return CarriedLedger(series, period, audience, language, status, inputs, names, bands, passages)


def _passage(passage: Mapping[str, Any], figures: Sequence[CarriedFigure]) -> CarriedPassage:
    locale, role, text = passage["locale"], passage["role"], str(passage["text"])
    if locale not in LANGUAGES or role not in get_args(Role):
        raise ValueError("unknown language or role")
    if any(text[figure.at : figure.end] != figure.text for figure in figures):
        raise ValueError("a figure stands elsewhere")
    return CarriedPassage(locale, str(passage["place"]), role, text, tuple(figures))


def _figure(entry: Mapping[str, Any]) -> CarriedFigure:
    low, value, high = (Fraction(entry[name]) for name in ("low", "value", "high"))
    return CarriedFigure(
        at=int(entry["at"]),
        text=str(entry["text"]),
        claim=str(entry["claim"]),
        formula=str(entry["formula"]),
        bounds=(low, value, high),
        unit=str(entry["unit"]),
        status=str(entry["status"]),
        lines=tuple(map(int, entry["lines"])),
    )
