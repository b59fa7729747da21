"""A document, or a piece of it, with other words."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import TypeVar, cast

from reportgen.briefing import Inline, Inlines, Printed

_Node = TypeVar("_Node")


def rewritten(node: _Node, change: Callable[[Inline], Inlines | None]) -> _Node:
    """Return a part or what is in it with its inlines as `change` makes them, in document order.

    Where `change` returns None an inline stays, and what is inside it is changed.
    """

    def walked(node: object) -> object:
        if isinstance(node, tuple):
            return tuple(new for old in node for new in changed(old))
        if isinstance(node, Printed) or not is_dataclass(node) or isinstance(node, type):
            return node
        return type(node)(**{f.name: walked(getattr(node, f.name)) for f in fields(node)})

    def changed(node: object) -> tuple[object, ...]:
        new = change(node) if isinstance(node, Inline) else None
        return (walked(node),) if new is None else new

    return cast(_Node, walked(node))
