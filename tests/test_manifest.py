"""The manifest: inputs, outputs with their hashes, and the ledger of every printed figure."""

import json
from pathlib import Path

import pytest
from composed import briefing_of, published, standard, typed

from reportgen import __version__
from reportgen.briefing import figures
from reportgen.manifest import NAME, described, ledger, manifest

OUTPUTS = {"b.pdf": described("bb", ()), "a.docx": described("aa", ())}


def written(folder: Path, text: str | bytes) -> None:
    content = text.encode() if isinstance(text, str) else text
    (folder / NAME).write_bytes(content)


def names(text: str) -> list[str]:
    return list(json.loads(text)["outputs"])


def test_the_manifest_names_inputs_and_outputs_with_their_hashes(tmp_path: Path) -> None:
    dataset = published().dataset
    content = json.loads(manifest(dataset, "2025-S1", OUTPUTS, tmp_path))
    assert (content["schema"], content["reportgen"]) == (1, __version__)
    assert content["period"] == "2025-S1"
    assert content["inputs"] == {
        "exports.csv": dataset.provenance.data_sha256,
        "datapackage.json": dataset.provenance.package_sha256,
    }
    assert {name: output["sha256"] for name, output in content["outputs"].items()} == {
        "a.docx": "aa",
        "b.pdf": "bb",
    }


def test_outputs_are_listed_by_name_so_that_two_runs_compare(tmp_path: Path) -> None:
    one = manifest(published().dataset, "2025-S1", OUTPUTS, tmp_path)
    other = manifest(published().dataset, "2025-S1", dict(reversed(OUTPUTS.items())), tmp_path)
    assert one == other
    assert names(one) == ["a.docx", "b.pdf"]


def test_editions_of_an_earlier_run_are_kept_while_they_stand(tmp_path: Path) -> None:
    dataset = published().dataset
    written(tmp_path, manifest(dataset, "2025-S1", OUTPUTS, tmp_path))
    (tmp_path / "b.pdf").touch()
    later = {"c.pdf": described("cc", ())}
    assert names(manifest(dataset, "2025-S1", later, tmp_path)) == ["b.pdf", "c.pdf"]


def test_an_edition_made_again_replaces_its_record(tmp_path: Path) -> None:
    dataset = published().dataset
    written(tmp_path, manifest(dataset, "2025-S1", OUTPUTS, tmp_path))
    (tmp_path / "b.pdf").touch()
    again = json.loads(manifest(dataset, "2025-S1", {"b.pdf": described("b2", ())}, tmp_path))
    assert again["outputs"]["b.pdf"]["sha256"] == "b2"


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        '{"schema": 1}',
        '{"schema": 2, "outputs": {"b.pdf": {}}}',
        '{"schema": 1, "outputs": 3}',
        b"\xff\xfe",
    ],
)
def test_a_manifest_that_cannot_be_read_is_begun_anew(broken: str | bytes, tmp_path: Path) -> None:
    written(tmp_path, broken)
    (tmp_path / "b.pdf").touch()
    new = {"c.pdf": described("cc", ())}
    assert names(manifest(published().dataset, "2025-S1", new, tmp_path)) == ["c.pdf"]


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
    assert found == {
        "place": "fr: ITO et CRM\u00a0: une domination qui s’érode: Paragraph",
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
