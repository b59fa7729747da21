"""Figures and conditions of the catalogue: names, calls, "is", "and", "or", "not", nothing else.

Python's grammar reads them, and no more of it is taken than what stands here.
"""

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

# What may be asked of a value after a point.
PARTS = ("previous", "year_before", "whole_year", "period", "base_period")


class Fault(Exception):  # noqa: N818 - TemplateError is what a user sees of it
    """What a text asks for and cannot have: `what` is wrong and its `remedy`."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class Scope(Protocol):
    """Where an expression looks up its names."""

    def value(self, name: str) -> Any:  # noqa: ANN401 - a figure, a subject, a period, a function
        """Return what a name stands for."""

    def test(self, name: str) -> Callable[..., bool]:
        """Return the test of this name, as in "rate is flat"."""


Evaluate = Callable[[Scope], Any]


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A figure or a condition, read: the names and tests that it uses, and how it is worked out.

    `conditions` are the texts that it joins by "and".
    """

    names: frozenset[str]
    tests: frozenset[str]
    conditions: frozenset[str]
    evaluate: Evaluate


@lru_cache(maxsize=4096)
def expression(text: str) -> Expression:
    """Return a figure or a condition, read; raises Fault where it cannot be."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise Fault(
            f'"{text}" cannot be read', 'write "growth(series, news)", "rate is up"'
        ) from error
    names: set[str] = set()
    tests: set[str] = set()
    evaluate = _read(tree, names, tests)
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    conditions = frozenset(map(ast.unparse, parts))
    return Expression(frozenset(names), frozenset(tests), conditions, evaluate)


def _read(node: ast.expr, names: set[str], tests: set[str]) -> Evaluate:
    match node:
        case ast.Name(id=name):
            names.add(name)
            return lambda scope: scope.value(name)
        case ast.Attribute(value=inner, attr=part) if part in PARTS:
            whole = _read(inner, names, tests)
            return lambda scope: getattr(whole(scope), part, None)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            names.add(name)
            read = [_read(argument, names, tests) for argument in arguments]
            return lambda scope: scope.value(name)(*[each(scope) for each in read])
        case ast.BoolOp(op=op, values=values):
            truths = [_read(value, names, tests) for value in values]
            together = all if isinstance(op, ast.And) else any
            return lambda scope: together(truth(scope) for truth in truths)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            truth = _read(operand, names, tests)
            return lambda scope: not truth(scope)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compared(left, op, right, names, tests)
    raise Fault(f'"{ast.unparse(node)}" cannot be read', "use names, calls, is, and, or, not")


def _compared(
    left: ast.expr, op: ast.cmpop, right: ast.expr, names: set[str], tests: set[str]
) -> Evaluate:
    subject = _read(left, names, tests)
    match op, right:
        case ast.Is() | ast.IsNot(), ast.Name(id=name) | ast.Call(func=ast.Name(id=name)):
            tests.add(name)
            asked: Sequence[ast.expr] = right.args if isinstance(right, ast.Call) else ()
            read = [_read(argument, names, tests) for argument in asked]
            wanted = isinstance(op, ast.Is)
            return lambda scope: (
                bool(scope.test(name)(subject(scope), *[each(scope) for each in read])) is wanted
            )
        case ast.Eq() | ast.NotEq(), _:
            other = _read(right, names, tests)
            equal = isinstance(op, ast.Eq)
            return lambda scope: (subject(scope) == other(scope)) is equal
    raise Fault(f'"{ast.unparse(right)}" cannot be compared', "use is, is not, == and !=")
