"""What a template places or names by its target: key figures, exhibits, cross-references.

A card is an image of the Markdown, "![label | note](card:level/TOTAL/2025-S1)"; the number of an
exhibit is known once all are counted.
"""

from collections.abc import Mapping
from typing import TypeVar

from reportgen.briefing import (
    Caption,
    Inline,
    Inlines,
    KeyFigure,
    Link,
    Locale,
    Printed,
    Text,
)
from reportgen.claims import FORMS, Claim, evidence_of
from reportgen.compose.markdown import Placed, TemplateFault
from reportgen.errors import did_you_mean
from reportgen.exhibits import EXHIBITS
from reportgen.exhibits.view import View, printed
from reportgen.l10n import LANGUAGES, calendar, numbers
from reportgen.l10n.approximation import percent_in_prose
from reportgen.l10n.grammar import lowered, raised
from reportgen.period import Period, parse_period
from reportgen.traversal import map_inlines

_CARDS = {"level": "LEVEL", "share": "SHARE"}  # indicators by the word of the target
_Node = TypeVar("_Node")


def card(view: View, placed: Placed) -> KeyFigure | None:
    """Return a key figure, None where its claim may not be made.

    Raises TemplateFault when the card's name is not "card:level|share/SUBJECT/PERIOD".
    """
    indicator, subject, period = _asked(view, placed.target)
    claim = view.claims.find(indicator, subject, period)
    if not claim:
        return None
    label, note = _split(placed.caption)
    value, unit = _figure(view, claim)
    return KeyFigure(
        label=label,
        period=raised(calendar.long(period, view.locale)),
        value=value,
        unit=unit,
        note=note,
        colour=subject,
    )


def _asked(view: View, target: str) -> tuple[str, str, Period]:
    known = {entity.code for entity in view.claims.dataset.entities}
    try:
        name, subject, period = target.removeprefix("card:").split("/")
        if subject not in known:
            raise TemplateFault(
                f'unknown subject "{subject}"', did_you_mean(subject, sorted(known)), f"({target})"
            )
        return _CARDS[name], subject, parse_period(period)
    except (KeyError, ValueError) as error:
        remedy = "write card:level/TOTAL/2025-S1 or card:share/CORE/2024"
        raise TemplateFault(f'unknown card "{target}"', remedy, f"({target})") from error


def _figure(view: View, claim: Claim) -> tuple[Printed, str]:
    if claim.indicator == "SHARE":
        text = percent_in_prose(evidence_of(claim), view.locale, FORMS["share"].reach)
        return printed(claim, text), view.term("share_of_receipts")
    amount = view.amount(claim)
    text = numbers.number(amount.value, max(amount.decimals, 0), view.locale)
    return printed(claim, text), numbers.money_unit(amount, view.unit, view.locale)


def _split(caption: Inlines) -> tuple[str, Inlines]:
    """The label before the bar, the note after it."""
    label: list[str] = []
    note: list[Inline] = []
    after = False
    for inline in caption:
        text = inline.text if isinstance(inline, Text | Printed) else ""
        if after:
            note.append(inline)
        elif "|" in text:
            before, _, rest = text.partition("|")
            label.append(before)
            after = True
            if rest.strip():
                note.append(Text(rest.lstrip()))
        else:
            label.append(text)
    return "".join(label).strip(), tuple(note)


def known_exhibit(view: View, target: str) -> tuple[str, str]:
    """Return the name and the argument of an exhibit ("chart:segment/KPO").

    Raises TemplateFault with the nearest name when there is none.
    """
    name, _, argument = target.partition("/")
    codes = [entity.code for entity in view.claims.dataset.entities]
    if name not in EXHIBITS:
        what = f'unknown exhibit "{target}"'
        raise TemplateFault(what, did_you_mean(name, list(EXHIBITS)), f"({target})")
    if argument and argument not in codes:
        what = f'unknown subject "{argument}"'
        raise TemplateFault(what, did_you_mean(argument, codes), f"({target})")
    return name, argument


def reference(view: View, target: str) -> Link:
    """Return a link without words to an exhibit, until `with_references` gives it its own.

    Raises TemplateFault when no figure or table has this name.
    """
    name, _ = known_exhibit(view, target)
    if not name.startswith(("chart:", "table:")):
        raise TemplateFault(f'"{target}" has no number', "refer to a figure or a table")
    return Link((), target)


def with_references(node: _Node, placed: Mapping[str, Caption], locale: Locale) -> _Node:
    """Return a part or what is in it with " (figure 2)" for each reference.

    A reference to an exhibit that was not `placed` leaves nothing behind.
    """

    def worded(inline: Inline) -> Inlines | None:
        if not isinstance(inline, Link) or inline.content:
            return None
        return _words(placed[inline.target], locale) if inline.target in placed else ()

    return map_inlines(node, worded)


def _words(caption: Caption, locale: Locale) -> Inlines:
    name = LANGUAGES[locale].exhibits_are_names
    label = caption.label if name else lowered(caption.label)
    return (Text(" ("), Link((Text(label),), f"#{caption.anchor}"), Text(")"))
