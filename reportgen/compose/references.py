"""Cross-references: a sentence names an exhibit, whose number is known once all are counted."""

from collections.abc import Mapping
from typing import TypeVar

from reportgen.briefing import Caption, Inline, Inlines, Link, Locale, Text
from reportgen.compose.misuse import MisuseError
from reportgen.errors import did_you_mean
from reportgen.exhibits import EXHIBITS
from reportgen.exhibits.view import View
from reportgen.l10n.grammar import lowered
from reportgen.rewriting import rewritten

_Node = TypeVar("_Node")


def known_exhibit(view: View, target: str) -> tuple[str, str]:
    """Return the name and the argument of an exhibit ("chart:segment/KPO").

    Raises MisuseError with the nearest name when there is none.
    """
    name, _, argument = target.partition("/")
    codes = [entity.code for entity in view.claims.dataset.entities]
    if name not in EXHIBITS:
        what = f'unknown exhibit "{target}"'
        raise MisuseError(what, did_you_mean(name, list(EXHIBITS)), f"({target})")
    if argument and argument not in codes:
        what = f'unknown subject "{argument}"'
        raise MisuseError(what, did_you_mean(argument, codes), f"({target})")
    return name, argument


def reference(view: View, target: str) -> Link:
    """Return a link without words to an exhibit, until `resolved` gives it its own.

    Raises MisuseError when no figure or table has this name.
    """
    name, _ = known_exhibit(view, target)
    if not name.startswith(("chart:", "table:")):
        raise MisuseError(f'"{target}" has no number', "refer to a figure or a table")
    return Link((), target)


def resolved(node: _Node, placed: Mapping[str, Caption], locale: Locale) -> _Node:
    """Return a part or what is in it with " (figure 2)" for each reference.

    A reference to an exhibit that was not `placed` leaves nothing behind.
    """

    def worded(inline: Inline) -> Inlines | None:
        if not isinstance(inline, Link) or inline.content:
            return None
        return _words(placed[inline.target], locale) if inline.target in placed else ()

    return rewritten(node, worded)


def _words(caption: Caption, locale: Locale) -> Inlines:
    """French writes "figure" small, English "Figure" like a name."""
    label = lowered(caption.label) if locale == "fr" else caption.label
    return (Text(" ("), Link((Text(label),), f"#{caption.anchor}"), Text(")"))
