"""Reads the numbers of the workbook behind a chart."""

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO

from lxml import etree

from reportgen.proof.charts import numeric
from reportgen.proof.found import DamagedError, foreign

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_LARGEST = 8 * 2**20  # bytes: a chart has a few numbers


def numbers_of(workbook: bytes) -> Mapping[str, Decimal]:
    """Return the numbers of the first sheet by cell ("B2"); none where it cannot be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with foreign():
            package = zipfile.ZipFile(BytesIO(workbook))
        name = min(filter(_SHEET.fullmatch, package.namelist()), default="")
        if not name or package.getinfo(name).file_size > _LARGEST:
            return {}
        with foreign():
            cells = etree.fromstring(package.read(name), parser).iter("{*}c")
    except DamagedError:
        return {}
    held = {
        str(cell.get("r")): numeric(cell.findtext("{*}v") or "") for cell in cells if _plain(cell)
    }
    return {name: number for name, number in held.items() if number is not None}


def _plain(cell: etree._Element) -> bool:
    """False for texts, truth values and errors."""
    return cell.get("t", "n") == "n"
