"""A document, or a piece of it, with other inlines."""

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any, TypeVar, cast

from reportgen.briefing import Inline, Inlines, Printed, Text
from reportgen.measure import Measure

_Node = TypeVar("_Node")
_LEAVES = (Text, Printed, Measure)
_PLAIN = (str, int, float, bool)  # fields that hold no inline
_INLINES = Inline.__args__


def map_inlines(node: _Node, change: Callable[[Inline], Inlines | None]) -> _Node:
    """Return a part or what is in it with its inlines as `change` makes them, in document order.

    Where `change` returns None an inline stays, and what is inside it is changed. What has nothing
    to change is the very same object.
    """

    def walked(node: Any) -> Any:  # noqa: ANN401 - anything that a document holds
        if isinstance(node, tuple):
            new = [each for old in node for each in changed(old)]
            same = len(new) == len(node) and all(map(is_, new, node))
            return node if same else tuple(new)
        changes = {
            name: new
            for name in _walked_fields(cast(Hashable, type(node)))
            if (new := walked(old := getattr(node, name))) is not old
        }
        return replace(node, **changes) if changes else node

    def changed(node: object) -> tuple[object, ...]:
        new = change(cast(Inline, node)) if isinstance(node, _INLINES) else None
        return (walked(node),) if new is None else new

    return cast(_Node, walked(node))


@cache
def _walked_fields(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - any class
    if kind in _LEAVES or not is_dataclass(kind):
        return ()
    return tuple(each.name for each in fields(kind) if each.type not in _PLAIN)
