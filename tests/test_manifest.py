"""The manifest: inputs, outputs with their hashes, and the ledger of every printed figure."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from composed import briefing_of, published, standard, synthetic, typed

from reportgen import __version__
from reportgen.briefing import figures
from reportgen.manifest import NAME, described, ledger, manifest

Outputs = dict[str, dict[str, Any]]


def made(folder: Path, **contents: str) -> Outputs:
    """Write outputs into the folder and return their records."""
    records = {}
    for stem, content in contents.items():
        path = folder / f"{stem}.pdf"
        path.write_text(content)
        records[path.name] = described(hashlib.sha256(path.read_bytes()).hexdigest(), ())
    return records


def told(folder: Path, outputs: Outputs) -> dict[str, Any]:
    """Write the manifest of a folder and return what it says."""
    text = manifest(published().dataset, "2025-S1", outputs, folder)
    (folder / NAME).write_text(text)
    return dict(json.loads(text))


def test_the_manifest_names_inputs_and_outputs_with_their_hashes(tmp_path: Path) -> None:
    origin = published().dataset.provenance
    content = told(tmp_path, made(tmp_path, one="abc"))
    assert (content["schema"], content["reportgen"]) == (1, __version__)
    assert content["period"] == "2025-S1"
    inputs = {"exports.csv": origin.data_sha256, "datapackage.json": origin.package_sha256}
    assert content["inputs"] == inputs
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert content["outputs"] == {"one.pdf": {"sha256": abc, "ledger": [], "inputs": inputs}}


def test_outputs_are_listed_by_name_so_that_two_runs_compare(tmp_path: Path) -> None:
    outputs = made(tmp_path, b="b", a="a")
    assert list(told(tmp_path, outputs)["outputs"]) == ["a.pdf", "b.pdf"]


def test_editions_of_an_earlier_run_are_kept_while_they_stand(tmp_path: Path) -> None:
    told(tmp_path, made(tmp_path, stays="1", vanishes="2", changes="3"))
    (tmp_path / "vanishes.pdf").unlink()
    (tmp_path / "changes.pdf").write_text("by another hand")
    assert list(told(tmp_path, made(tmp_path, new="4"))["outputs"]) == ["new.pdf", "stays.pdf"]


def test_an_edition_made_again_replaces_its_record(tmp_path: Path) -> None:
    told(tmp_path, made(tmp_path, one="before"))
    after = made(tmp_path, one="after")
    assert told(tmp_path, after)["outputs"]["one.pdf"]["sha256"] == after["one.pdf"]["sha256"]


def test_a_kept_edition_names_the_data_that_it_was_made_from(tmp_path: Path) -> None:
    first, second = published().dataset, synthetic("2025-S1").dataset
    for stem, dataset in (("one", first), ("two", second)):
        text = manifest(dataset, "2025-S1", made(tmp_path, **{stem: stem}), tmp_path)
        (tmp_path / NAME).write_text(text)
    outputs = json.loads((tmp_path / NAME).read_text())["outputs"]
    assert list(outputs["one.pdf"]["inputs"]) == ["exports.csv", "datapackage.json"]
    assert next(iter(outputs["two.pdf"]["inputs"])) == second.provenance.data_name


def test_an_edition_that_was_to_be_replaced_and_was_not_keeps_its_record(tmp_path: Path) -> None:
    before = told(tmp_path, made(tmp_path, one="before"))["outputs"]
    assert told(tmp_path, {"one.pdf": described("0" * 64, ())})["outputs"] == before


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        '{"schema": 1}',
        '{"schema": 2, "outputs": {"old.pdf": {}}}',
        '{"schema": 1, "outputs": 3}',
        '{"schema": 1, "outputs": {"old.pdf": {}}}',
        '{"schema": 1, "outputs": {"old.pdf": "ab"}}',
        "\udcff",
    ],
)
def test_a_manifest_that_cannot_be_read_is_begun_anew(broken: str, tmp_path: Path) -> None:
    made(tmp_path, old="old")
    (tmp_path / NAME).write_bytes(broken.encode(errors="surrogateescape"))
    assert list(told(tmp_path, made(tmp_path, new="new"))["outputs"]) == ["new.pdf"]


def test_the_ledger_holds_every_printed_figure_in_the_order_of_the_document() -> None:
    briefing = briefing_of(standard(published()))
    entries = ledger(briefing)
    assert [entry.printed for entry in entries] == list(figures(briefing))
    assert len(entries) > 200


def test_a_figure_of_the_ledger_says_where_it_stands_and_what_it_rests_on() -> None:
    entries = ledger(briefing_of(standard(published())))
    record = described("", entries)["ledger"]
    (found,) = (figure for figure in record if typed(figure["text"]).startswith("10,578 milliards"))
    assert found.pop("text")
    assert re.fullmatch("fr: ITO et CRM.*: Paragraph", found.pop("place"))
    assert found == {
        "claim": "LEVEL/ITO/2024",
        "formula": "published",
        "lines": [6],
    }


def test_figures_of_the_title_and_of_both_languages_are_placed() -> None:
    places = [entry.place for entry in ledger(briefing_of(standard(published(), "en")))]
    assert places[0] == "en: title: Masthead"
    assert places[1] == "en: title: KeyFigures"
    assert all(place.startswith("en: ") for place in places)


def test_every_figure_rests_on_lines_of_the_data_or_on_an_announcement() -> None:
    for entry in ledger(briefing_of(standard(published()))):
        measure = entry.printed.measure
        assert measure.inputs or measure.formula.startswith("announced"), entry
        assert measure.formula
        assert entry.printed.claim
