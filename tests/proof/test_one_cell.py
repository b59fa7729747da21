"""One changed cell of the dataset changes what depends on it, and nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reportgen.pipeline import build
from reportgen.proof.finished import finished_file
from reportgen.request import BuildRequest
from reportgen.resources import shipped

Ledger = Mapping[str, Any]
NAMES = ("synthetic-quarterly.csv", "synthetic-quarterly.datapackage.json", "targets.csv")


def built(folder: Path, old: str, new: str) -> list[Ledger]:
    """The ledgers of both languages, with one line of the dataset changed."""
    folder.mkdir()
    for name in NAMES:
        text = (shipped("data") / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    request = BuildRequest(
        data=folder / NAMES[0],
        as_of=None,
        period="2025-S1",
        audiences=("standard",),
        languages=("fr", "en"),
        formats=("docx",),
        status="final",
        templates=None,
        output=folder / "output",
    )
    products = build(request, lambda _: None)
    return [dict(finished_file(product.path).proof or {}) for product in products]


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        (44, "2025-Q1,ESO,1241", "2025-Q1,ESO,1242"),
        (36, "2024-Q3,KPO,11", "2024-Q3,KPO,12"),
        (21, "2023-Q4,KPO,19", "2023-Q4,KPO,20"),
    ],
)
def test_exactly_what_rests_on_a_cell_changes_with_it(
    tmp_path: Path, line: int, old: str, new: str
) -> None:
    lines = (shipped("data") / NAMES[0]).read_text(encoding="utf-8").splitlines()
    assert lines[line - 1].startswith(old)
    pairs = zip(built(tmp_path / "a", "", ""), built(tmp_path / "b", old, new), strict=True)
    for before, after in pairs:
        assert [e["claim"] for e in before["ledger"]] == [e["claim"] for e in after["ledger"]]
        resting, changed = set(), set()
        for one, other in zip(before["ledger"], after["ledger"], strict=True):
            if line in one["lines"]:
                resting.add(one["passage"])
            else:
                assert one == other
            if one["text"] != other["text"]:
                changed.add(one["passage"])
        texts = zip(before["passages"], after["passages"], strict=True)
        moved = {number for number, (one, other) in enumerate(texts) if one != other}
        assert changed
        assert moved == changed
        assert moved <= resting
