"""Pieces that exhibits share: sentences of words and figures, captions, alt texts, units."""

from collections.abc import Iterable
from fractions import Fraction

from reportgen.briefing import Caption, Category, Inline, Inlines, Point, Printed, Text
from reportgen.claims import Claim, evidence_of
from reportgen.exhibits.view import View
from reportgen.l10n import numbers
from reportgen.l10n.numbers import NBSP
from reportgen.l10n.rounding import rounded
from reportgen.l10n.typography import typeset

_MILLIONS, _BILLIONS = 6, 9
_SEVERAL = Fraction(2)


def sentence(*pieces: str | Printed) -> Inlines:
    """Return words and figures as inlines."""
    return tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)


def joined(parts: Iterable[Inlines], by: str) -> Inlines:
    """Return inlines with a separator between them."""
    out: list[Inline] = []
    for part in parts:
        if out:
            out.append(Text(by))
        out.extend(part)
    return tuple(out)


def caption(view: View, name: str, **words: str) -> Caption:
    """Return a caption with its subtitle; number and title come from the template."""
    return Caption("", (), view.term(f"exhibits.{name}", **words))


def alt_text(view: View, name: str, rows: Iterable[Inlines], unit: str = "") -> Inlines:
    """Return what a chart shows: its kind, then every figure in reading order."""
    separator = typeset(" ; ", view.locale) if view.locale == "fr" else "; "
    intro = Text(f"{view.term(f'exhibits.{name}_alt', unit=unit)} ")
    return (intro, *joined(rows, separator), Text("."))


def spoken(point: Point) -> Inlines:
    """Return a label as a drawing shows it, with the mark of a figure obtained by difference."""
    return (point.label,) if point.sure else (point.label, Text(f"{NBSP}e"))


def labelled(view: View, words: str) -> str:
    """Return words with the colon of the language, ready for what follows."""
    return typeset(f"{words} : ", view.locale)


def unit_at(view: View, scale: int) -> str:
    """Return the unit of an axis or a column: "milliards de dirhams", "MAD billion"."""
    several = numbers.Amount(rounded(_SEVERAL, 0), 0, scale)
    return numbers.money_unit(several, view.unit, view.locale)


def scale_of_levels(view: View) -> int:
    """Return the power of ten of levels side by side: billions, a smaller unit's own."""
    return _BILLIONS if view.unit.scale >= _MILLIONS else view.unit.scale


def finest(scale: int) -> int:
    """Return how many decimals levels of a scale show at most."""
    return 3 if scale == _BILLIONS else 0


def category(view: View, claim: Claim, missing: str = "") -> Category:
    """Return the place of a subject on an axis: its code, and what it does where it is one."""
    entity = view.entity(claim.subject)
    detail = view.detail(claim.subject) if len(entity.members) == 1 else ""
    return Category(view.short(claim.subject), detail, missing, colour=claim.subject)


def is_sure(claim: Claim) -> bool:
    """True unless the figure was obtained by difference or from a published rate."""
    return evidence_of(claim).status != "estimated"


def difference_note(view: View, claims: Iterable[Claim]) -> str:
    """Return what the mark "e" means, where it is used."""
    return "" if all(map(is_sure, claims)) else view.term("obtained_by_difference")
