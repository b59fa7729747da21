"""The workbook behind a chart, cell by cell: what "Edit Data" opens."""

import math
import re
import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO

from openpyxl import load_workbook

from reportgen.errors import UnreadableError
from reportgen.views.limits import library, unpacked
from reportgen.views.model import digest

_KNOWN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(?:workbook|styles|sharedStrings|calcChain|theme/theme\d+|worksheets/sheet\d+)\.xml"
)
_FAR = re.compile(rb'<(?:c|row) [^>]{0,99}\br="(?:[A-Z]{3,}\d+|[A-Z]*\d{5,})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_MOST_CELLS = 20_000
_MOST_MARKUP = 2**20  # bytes; a chart of a briefing has a hundredth


@lru_cache(maxsize=64)
def cells_of(data: bytes) -> Mapping[str, str]:
    """Return the words of each cell by its name, "Data!B2"; what else is in it by what it is."""
    try:
        parts, twice = unpacked("its workbook", data, _MOST_MARKUP)
        found = dict.fromkeys(twice, "two parts of one name")
        found |= {name: f"another part {digest(part)}" for name, part in parts.items()
                  if not _KNOWN.fullmatch(name)}  # fmt: skip
        if any(_FAR.search(part) for part in parts.values()):
            return found | {"its cells": f"too far apart to be read ({digest(data)})"}
        if any(_HIDDEN.search(part) for part in parts.values()):
            found["its rows and columns"] = "some are hidden"
        return found | dict(_cells(data))
    except UnreadableError:
        return {"its cells": f"cannot be read ({digest(data)})"}


def _cells(data: bytes) -> Iterator[tuple[str, str]]:
    read = 0
    with warnings.catch_warnings(action="ignore"), library("its workbook", "is damaged"):
        book = load_workbook(BytesIO(data), read_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                yield f"{sheet.title}", "a hidden sheet"
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                read += 1
                if read > _MOST_CELLS:
                    raise ValueError("more cells than a chart has")
                if cell.value is not None:
                    said, form = str(cell.value), cell.number_format
                    said = said if isinstance(cell.value, str) else measured(said)
                    shown = f" shown as {form}" if form != "General" else ""
                    yield f"{sheet.title}!{cell.coordinate}", f"{said}{shown}"


def measured(text: str) -> str:
    """Return a number without the last digits, which programs write as they like; else the text."""
    try:
        found = float(text) if len(text) < 40 else math.inf
    except ValueError:
        return text
    return f"{found:.9g}" if math.isfinite(found) else text
