"""Key figures: a card is an image of the Markdown, "![label | note](card:level/TOTAL/2025-S1)"."""

from reportgen.briefing import Inline, Inlines, KeyFigure, Printed, Text
from reportgen.claims import FORMS, Claim, evidence_of
from reportgen.compose.markdown import Placed
from reportgen.compose.misuse import MisuseError
from reportgen.errors import did_you_mean
from reportgen.exhibits.view import View, printed
from reportgen.l10n import calendar, numbers
from reportgen.l10n.approximation import percent_in_prose
from reportgen.l10n.grammar import raised
from reportgen.period import Period, parse_period

_INDICATORS = {"level": "LEVEL", "share": "SHARE"}


def card(view: View, placed: Placed) -> KeyFigure | None:
    """Return a key figure, None where its claim may not be made.

    Raises MisuseError when the card's name is not "card:level|share/SUBJECT/PERIOD".
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
            raise MisuseError(
                f'unknown subject "{subject}"', did_you_mean(subject, sorted(known)), f"({target})"
            )
        return _INDICATORS[name], subject, parse_period(period)
    except (KeyError, ValueError) as error:
        remedy = "write card:level/TOTAL/2025-S1 or card:share/CORE/2024"
        raise MisuseError(f'unknown card "{target}"', remedy, f"({target})") from error


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
