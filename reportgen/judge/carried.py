"""The ledger that a file carries, as values, and the faults that are found against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, get_args

from reportgen.briefing import Locale
from reportgen.l10n import LANGUAGES
from reportgen.ledger import Role

FaultKind = Literal["digit", "direction", "missing", "unproven"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is printed at a place of a file, and what the data say."""

    kind: FaultKind
    place: str
    printed: str
    truth: str

    @property
    def words(self) -> str:
        """What is wrong, in a sentence."""
        return f"{self.printed}; {self.truth}"

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}: {self.words}"


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
    """What a document says, passage by passage, and what its figures rest on."""

    passages: tuple[CarriedPassage, ...]

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The languages of its parts, in order."""
        return tuple(dict.fromkeys(passage.locale for passage in self.passages))

    def passages_in(self, locale: Locale) -> tuple[CarriedPassage, ...]:
        """The passages of one language."""
        return tuple(passage for passage in self.passages if passage.locale == locale)


def carried_ledger(proof: Mapping[str, Any]) -> CarriedLedger:
    """Return a ledger as values; raises ValueError when something in it is damaged."""
    try:
        return _ledger(proof)
    except (KeyError, TypeError, IndexError, AttributeError, ArithmeticError) as error:
        raise ValueError("its ledger is damaged") from error


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
    return CarriedLedger(passages)


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
