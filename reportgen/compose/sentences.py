"""One sentence of the catalogue in one language, read into words and what stands between braces."""

import re
from dataclasses import dataclass
from functools import lru_cache

from reportgen.compose.expressions import PARTS, Fault

STRONG = "\ue002"  # "**" of an author, not of a name that a package brings
_BRACES = re.compile(r"\{([^{}]*)\}")
_NAME = rf"(?:[a-z][a-z_]*|[A-Z][A-Z0-9_]*)(?:\.(?:{'|'.join(PARTS)}))*"
_SHOWN = re.compile(rf"({_NAME})(?:\s*\|\s*([a-z_]+)(?:\s+({_NAME}))?)?$")
_AGREES = re.compile(rf"({_NAME}):\s*(.+)$")
_FORMS = (2, 4)  # of an agreement: singular and plural; he, she and they twice


@dataclass(frozen=True, slots=True)
class Shown:
    """A name between braces, the form it takes, and the name that the form looks at."""

    name: str
    form: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words of which the one is said that agrees with a subject, or with a direction."""

    name: str
    forms: tuple[str, ...]


Piece = str | Shown | Agreement


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[Piece, ...]:
    """Return a sentence in pieces; raises Fault at the first brace that cannot be read."""
    found: list[Piece] = []
    for position, inside in enumerate(_BRACES.split(text)):
        if position % 2:
            found.append(_braced(inside.strip()))
        elif inside:
            if stray := re.search(r"[{}]", inside):
                raise Fault(f'"{stray[0]}" stands alone', "close every { with }")
            found.append(inside.replace("**", STRONG))
    return tuple(found)


def _braced(inside: str) -> Piece:
    if shown := _SHOWN.match(inside):
        return Shown(shown[1], shown[2] or "", shown[3] or "")
    if agrees := _AGREES.match(inside):
        forms = tuple(form.strip() for form in agrees[2].split("/"))
        if len(forms) in _FORMS:
            return Agreement(agrees[1], forms)
        raise Fault(f'"{{{inside}}}" has {len(forms)} forms', "write two, or four by gender")
    called = "(" in inside
    remedy = "give the figure a name above it" if called else 'write "{name}" or "{name | form}"'
    raise Fault(f'"{{{inside}}}" cannot be read', remedy)


def bare(text: str) -> str:
    """Return the words that are typed: what stands outside of braces."""
    return _BRACES.sub(" ", text)
