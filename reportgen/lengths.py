"""Lengths as Office Open XML spells them: bare twentieths of a point, or a number with its unit."""

import re

TWIPS = 20  # of a point
# ISO/IEC 29500-1, 22.9.2.15: ST_UniversalMeasure. A pica is "pc" or "pi".
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
_LENGTH = re.compile(r"(?P<number>[+-]?\d{1,12}(?:\.\d{1,12})?)(?P<unit>mm|cm|in|pt|pc|pi)?")


def points_of(text: str) -> float:
    """Return a length in points; raises ValueError when it is none."""
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text[:40]}” is no length")
    return float(found["number"]) * (_POINTS[found["unit"]] if found["unit"] else 1 / TWIPS)
