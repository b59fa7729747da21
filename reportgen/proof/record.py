"""The ledger that a file carries, as values: what was printed, and what it was said to rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, get_args

from reportgen.briefing import Locale
from reportgen.errors import CheckError, Problem
from reportgen.l10n import LANGUAGES
from reportgen.ledger import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed figure: its place in its passage, its claim, what its ledger says it rests on."""

    at: int
    text: str
    claim: str
    bounds: tuple[Fraction, Fraction, Fraction]
    unit: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A passage of the ledger with its figures."""

    locale: Locale
    place: str
    role: Role
    text: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What a file says of itself: which edition it is, its bands, its passages.

    `status` is draft, embargo or final; `inputs` tells by hashes which files it was made from.
    """

    series: str
    period: str
    audience: str
    language: str
    status: str
    inputs: str
    bands: Mapping[str, tuple[Fraction, ...]]
    passages: tuple[Recorded, ...]

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The languages of its parts, in order."""
        return tuple(dict.fromkeys(passage.locale for passage in self.passages))

    @property
    def name(self) -> str:
        """The edition in words."""
        return f"{self.series}, {self.period}, {self.audience}, {self.language}"


def record_of(path: str, proof: Mapping[str, Any]) -> Record:
    """Return the ledger of a file; raises CheckError when it lacks something."""
    try:
        return _record(proof)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError):
        remedy = "make the file again with `reportgen build`"
        raise CheckError(Problem(path, "its ledger is damaged", remedy)) from None


def _record(proof: Mapping[str, Any]) -> Record:
    entries: dict[int, list[Entry]] = {}
    for entry in proof["ledger"]:
        entries.setdefault(int(entry["passage"]), []).append(_entry(entry))
    passages = tuple(
        _passage(passage, tuple(entries.pop(number, ())))
        for number, passage in enumerate(proof["passages"])
    )
    if entries or not passages:
        raise ValueError("figures without a passage")
    bands = {
        str(name): tuple(Fraction(edge) for edge in edges) for name, edges in proof["bands"].items()
    }
    names = ("series", "period", "audience", "language", "status")
    series, period, audience, language, status = (str(proof[name]) for name in names)
    inputs = repr((proof.get("inputs"), proof.get("as_of")))
    return Record(series, period, audience, language, status, inputs, bands, passages)


def _passage(passage: Mapping[str, Any], entries: Sequence[Entry]) -> Recorded:
    locale, role, text = passage["locale"], passage["role"], str(passage["text"])
    if locale not in LANGUAGES or role not in get_args(Role):
        raise ValueError("unknown language or role")
    for entry in entries:
        if text[entry.at : entry.at + len(entry.text)] != entry.text:
            raise ValueError("a figure stands elsewhere")
    return Recorded(locale, str(passage["place"]), role, text, tuple(entries))


def _entry(entry: Mapping[str, Any]) -> Entry:
    low, value, high = (Fraction(entry[name]) for name in ("low", "value", "high"))
    return Entry(
        at=int(entry["at"]),
        text=str(entry["text"]),
        claim=str(entry["claim"]),
        bounds=(low, value, high),
        unit=str(entry["unit"]),
        lines=tuple(map(int, entry["lines"])),
    )
