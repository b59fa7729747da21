"""The walk: what is asked becomes whole files and a manifest, or nothing of them."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from composed import SYNTHETIC, published

from reportgen import manifest
from reportgen.briefing import Briefing, Contents
from reportgen.compose import audiences_of
from reportgen.errors import DataError, OutputError, PeriodError, UsageError
from reportgen.manifest import request_of
from reportgen.pipeline import Product, Sealed, begin, build, plan, sealed, survey
from reportgen.proof.finished import finished_file
from reportgen.request import BuildRequest
from reportgen.theme import Theme
from reportgen.writers import WRITERS, Layout, PartLayouts, Writer

Ask = Callable[..., BuildRequest]
FR, EN = (f"digital-exports_2025-S1_standard_{language}.txt" for language in ("fr", "en"))


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Ask for readable texts of both languages, unless told otherwise."""
    usual = BuildRequest(
        data=None,
        as_of=None,
        period=None,
        audiences=("standard",),
        languages=("fr", "en"),
        formats=("txt",),
        status="final",
        templates=None,
        output=tmp_path / "output",
    )

    def asked(**changes: Any) -> BuildRequest:
        return replace(usual, **changes)

    return asked


@pytest.fixture
def briefings(monkeypatch: pytest.MonkeyPatch) -> list[Briefing]:
    """What the text writer was given, in order."""
    seen: list[Briefing] = []
    lay_out = WRITERS["txt"]

    def keeping(briefing: Briefing, theme: Theme, parts: PartLayouts) -> Layout:
        seen.append(briefing)
        return lay_out(briefing, theme, parts)

    monkeypatch.setitem(WRITERS, "txt", keeping)
    return seen


def made(request: BuildRequest) -> list[Path]:
    return [product.path for product in build(request, lambda _: None)]


def standing(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def only(request: BuildRequest) -> Sealed:
    """The one file that is asked for, not written."""
    (edition,) = request.editions
    return sealed(begin(request), edition)


def failing_at(call: int, failure: BaseException) -> Writer:
    """The text writer, that fails in the middle of its work at one of its calls."""
    calls = iter(range(1, 100))
    lay_out = WRITERS["txt"]

    def writer(briefing: Briefing, theme: Theme, parts: PartLayouts) -> Layout:
        layout = lay_out(briefing, theme, parts)
        if next(calls) == call:
            raise failure
        return layout

    return writer


def test_a_build_writes_what_was_asked_and_a_manifest(ask: Ask, tmp_path: Path) -> None:
    reported: list[Product] = []
    products = build(ask(), reported.append)
    folder = tmp_path / "output" / "2025-S1"
    assert [product.path for product in products] == [folder / FR, folder / EN]
    assert list(products) == reported
    assert sorted(standing(tmp_path)) == [EN, FR, manifest.NAME]


@pytest.mark.parametrize(
    "changes",
    [
        {"languages": ("fr-en",)},
        {"period": "2024", "languages": ("en", "fr")},
        {"data": SYNTHETIC, "period": "2024-Q4"},
        {"languages": ("fr", "fr"), "audiences": ("standard", "standard")},
    ],
)
def test_the_plan_is_what_the_build_makes(changes: dict[str, Any], ask: Ask) -> None:
    planned = plan(ask(**changes))
    assert not ask().output.exists()
    assert list(planned) == made(ask(**changes))


def test_hashes_of_products_and_manifest_are_those_of_the_files(ask: Ask, tmp_path: Path) -> None:
    products = build(ask(), lambda _: None)
    outputs = json.loads((tmp_path / "output/2025-S1/manifest.json").read_text())["outputs"]
    for product in products:
        digest = hashlib.sha256(product.path.read_bytes()).hexdigest()
        assert product.sha256 == outputs[product.path.name]["sha256"] == digest


def test_the_manifest_holds_names_and_no_folder_of_this_machine(ask: Ask, tmp_path: Path) -> None:
    made(ask())
    text = (tmp_path / "output/2025-S1/manifest.json").read_text()
    content = json.loads(text)
    assert set(content["outputs"]) == {FR, EN}
    assert str(tmp_path) not in text
    inputs = [name for output in content["outputs"].values() for name in output["inputs"]]
    assert not any("/" in name for name in (*inputs, *content["outputs"]))


def test_a_second_run_gives_the_same_bytes(ask: Ask, tmp_path: Path) -> None:
    made(ask(languages=("fr", "en", "fr-en")))
    first = standing(tmp_path)
    made(ask(languages=("fr", "en", "fr-en")))
    assert standing(tmp_path) == first


def test_later_runs_keep_the_editions_that_stand(ask: Ask, tmp_path: Path) -> None:
    made(ask(languages=("fr",)))
    made(ask(languages=("en",)))
    path = tmp_path / "output/2025-S1/manifest.json"
    assert set(json.loads(path.read_text())["outputs"]) == {FR, EN}
    (tmp_path / "output/2025-S1" / FR).unlink()
    made(ask(languages=("en",)))
    assert set(json.loads(path.read_text())["outputs"]) == {EN}


def test_the_bilingual_edition_holds_french_then_english(ask: Ask) -> None:
    (path,) = made(ask(languages=("fr-en",)))
    text = path.read_text(encoding="utf-8")
    assert text.index("\n[fr] ") < text.index("\n[en] ")


def test_a_part_of_more_than_six_pages_lists_its_contents(
    ask: Ask, briefings: list[Briefing]
) -> None:
    made(ask(languages=("fr-en",)))
    made(ask(data=SYNTHETIC, period="2024-Q4"))  # six pages
    made(ask(data=SYNTHETIC, period="2025-S1"))
    listed = [any(isinstance(b, Contents) for b in p.blocks) for m in briefings for p in m.parts]
    assert listed == [False, False, False, False, True, True]


def test_the_title_of_the_file_is_theme_and_title(ask: Ask) -> None:
    titles = [path.read_text(encoding="utf-8").splitlines()[1] for path in made(ask())]
    assert titles[0].startswith("[fr] Services numériques et externalisation\u00a0: ")
    assert titles[1].startswith("[en] Digital services and outsourcing: ")


@pytest.mark.parametrize("failure", [RuntimeError("drawing"), KeyboardInterrupt()])
def test_a_run_that_stops_halfway_leaves_the_earlier_set(
    failure: BaseException, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(ask(status="draft"))
    before = standing(tmp_path)
    monkeypatch.setitem(WRITERS, "txt", failing_at(2, failure))
    with pytest.raises(type(failure)):
        build(ask(), lambda _: None)
    assert standing(tmp_path) == before
    assert len(list(tmp_path.rglob("*"))) == len(before) + 2


def test_an_output_that_cannot_be_written_fails_alone(ask: Ask, tmp_path: Path) -> None:
    taken = tmp_path / "output" / "2025-S1" / FR
    taken.mkdir(parents=True)
    reported: list[Product] = []
    with pytest.raises(OutputError) as refusal:
        build(ask(), reported.append)
    assert str(refusal.value).startswith(f"{taken}: not written: Is a directory; close it")
    assert [product.path.name for product in reported] == [EN]
    assert sorted(standing(tmp_path)) == [EN, manifest.NAME]
    assert set(json.loads(standing(tmp_path)[manifest.NAME])["outputs"]) == {EN}


def test_where_the_manifest_cannot_be_written_no_output_is(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "output" / "2025-S1" / manifest.NAME).mkdir(parents=True)
    with pytest.raises(OutputError, match=r"manifest\.json: not written: Is a directory"):
        build(ask(), lambda _: None)
    assert standing(tmp_path) == {}


def test_a_file_in_place_of_the_output_folder_is_told_and_kept(ask: Ask, tmp_path: Path) -> None:
    taken = tmp_path / "output"
    taken.write_text("mine")
    with pytest.raises(OutputError, match=r"the output folder cannot be made: .*; choose another"):
        build(ask(), lambda _: None)
    assert standing(tmp_path) == {"output": b"mine"}


@pytest.mark.parametrize(
    ("changes", "error", "told"),
    [
        (
            {"audiences": ("standard", "standrad")},
            UsageError,
            'unknown audience "standrad"; did you mean "standard"?',
        ),
        (
            {"period": "2025-Q3"},
            PeriodError,
            "exports.csv: period 2025-Q3 is not in the data; latest is 2025-S1",
        ),
        ({"data": Path("absent.csv")}, DataError, "absent.csv"),
        ({"as_of": "2020-01-01"}, DataError, "holds nothing published by 2020-01-01"),
    ],
)
def test_a_wrong_request_is_refused_before_anything_is_written(
    changes: dict[str, Any], error: type[Exception], told: str, ask: Ask, tmp_path: Path
) -> None:
    with pytest.raises(error) as refusal:
        build(ask(**changes), lambda _: None)
    assert told in str(refusal.value)
    assert list(tmp_path.iterdir()) == []


def test_audiences_are_the_shipped_ones_and_the_users(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "mine.md").write_text("# title\n", encoding="utf-8")
    assert set(audiences_of(tmp_path)) == {*audiences_of(None), "mine"}
    assert "standard" in audiences_of(None)


def test_the_latest_period_is_taken_unless_told() -> None:
    assert str(published().vantage) == "2025-S1"
    assert str(survey(None, None, "S2 2024").vantage) == "2024-S2"


def test_an_earlier_vintage_says_only_what_was_known_then(ask: Ask) -> None:
    (path,) = made(ask(as_of="2025-10-18", languages=("fr",)))
    text = path.read_text(encoding="utf-8")
    assert "13,4\u00a0milliards" in text
    assert "9,797" not in text  # published on 20 October


@pytest.mark.parametrize("as_of", ["2025-10-17", "2025-10-20", "2025-12-31"])
def test_every_vintage_of_the_shipped_data_makes_a_briefing(as_of: str, ask: Ask) -> None:
    assert len(made(ask(as_of=as_of))) == 2


def test_every_input_travels_in_the_document(ask: Ask, briefings: list[Briefing]) -> None:
    made(ask(languages=("fr-en",)))
    (briefing,) = briefings
    files = published().dataset.provenance.files
    attached = [(one.name, one.data, one.relationship) for one in briefing.attachments]
    assert attached == [(file.name, file.data, "Data") for file in files]
    assert briefing.released == "2026-01-28"
    assert briefing.keywords == ("ITO", "CRM", "ESO", "BPO", "KPO")
    assert [part.locale for part in briefing.parts] == ["fr", "en"]


def test_the_record_says_of_a_file_what_its_ledger_says_and_counts_the_rest(
    ask: Ask, tmp_path: Path
) -> None:
    for path in made(ask(status="draft", formats=("pdf", "docx"))):
        proof = finished_file(path).proof or {}
        record = json.loads((path.parent / manifest.NAME).read_text())["outputs"][path.name]
        counted = {"passages": len(proof["passages"]), "figures": len(proof["ledger"])}
        assert record.items() >= counted.items()
        assert record["bytes"] == path.stat().st_size
        shared = record.keys() & proof.keys() - counted.keys()
        assert {key: record[key] for key in shared} == {key: proof[key] for key in shared}
        assert shared >= {"period", "audience", "language", "status", "inputs", "as_of"}


def test_a_record_is_smaller_than_four_kilobytes(ask: Ask, tmp_path: Path) -> None:
    everything = {"languages": ("fr", "en", "fr-en"), "formats": ("pdf", "docx")}
    made(ask(data=SYNTHETIC, audiences=("standard", "executive"), **everything))
    (path,) = tmp_path.rglob(manifest.NAME)
    assert path.stat().st_size < 4096 * len(json.loads(path.read_bytes())["outputs"])


@pytest.mark.parametrize("as_of", [None, "2025-10-20"])
def test_a_record_says_what_made_the_file(
    as_of: str | None, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    asked = {"data": SYNTHETIC, "templates": Path("mine"), "as_of": as_of, "languages": ("fr",)}
    request = ask(**asked, output=Path("output"))
    (path,) = made(request)
    record = json.loads((path.parent / manifest.NAME).read_text())["outputs"][path.name]
    assert record["made_with"] == {
        "data": os.path.relpath(SYNTHETIC, path.parent),
        "as_of": as_of,
        "templates": "../../mine",
        "format": "txt",
        "versions": manifest.versions(),
    }


def test_a_record_of_the_shipped_files_names_none(ask: Ask, tmp_path: Path) -> None:
    made(ask())
    outputs = json.loads((tmp_path / "output/2025-S1/manifest.json").read_text())["outputs"]
    assert {output["made_with"]["data"] for output in outputs.values()} == {None}
    assert {output["made_with"]["templates"] for output in outputs.values()} == {None}


@pytest.mark.parametrize("own", [False, True])
def test_a_record_gives_back_what_was_asked(own: bool, ask: Ask, tmp_path: Path) -> None:
    asked = ask(languages=("en",), status="embargo", period="2025-S1")
    if own:
        asked = replace(asked, data=SYNTHETIC, as_of="2026", templates=tmp_path / "mine")
    output = only(asked)
    assert request_of(output.record, output.path.parent) == asked


@pytest.mark.parametrize(
    "damage",
    [
        {"period": "2025-Q5"},
        {"language": "de"},
        {"status": "secret"},
        {"made_with": {"data": None, "as_of": None, "templates": None, "format": "exe"}},
        {"made_with": {}},
        {"made_with": None},
    ],
)
def test_a_damaged_record_is_refused(damage: dict[str, Any], ask: Ask) -> None:
    asked = ask(languages=("fr",))
    output = only(asked)
    with pytest.raises((KeyError, TypeError, ValueError)):
        request_of({**output.record, **damage}, output.path.parent)


def test_a_file_is_sealed_when_it_is_asked_for_and_not_written(
    ask: Ask, briefings: list[Briefing], tmp_path: Path
) -> None:
    begun = begin(ask())
    assert briefings == []
    first = next(iter(begun.request.editions))
    assert sealed(begun, first).path == tmp_path / "output" / "2025-S1" / FR
    assert len(briefings) == 1
    assert list(tmp_path.iterdir()) == []
