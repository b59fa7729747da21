"""The ledger inside a Word file, and the file with another one."""

import json
from typing import Any

from docx_reading import members
from lxml import etree
from views.saves import packed

LEDGER = "customXml/item1.xml"


def ledger_of(data: bytes) -> dict[str, Any]:
    """Return what a Word file carries."""
    root = etree.fromstring(members(data)[LEDGER])
    proof: dict[str, Any] = json.loads(root.text or "")
    return proof


def with_ledger(data: bytes, proof: dict[str, Any]) -> bytes:
    """Return a Word file that carries something else."""
    parts = members(data)
    root = etree.fromstring(parts[LEDGER])
    root.text = json.dumps(proof)
    return packed({**parts, LEDGER: etree.tostring(root)})
