"""`check`: a finished file, whoever saved it last, against its ledger and its data."""

import json
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from composed import typed
from docx_reading import W, text
from lxml import etree
from proof.built import default_build
from proof.injection import into_docx, texts_of_docx

from reportgen.cli import main
from reportgen.pipeline import build
from reportgen.proof.check import check_files
from reportgen.request import BuildRequest
from reportgen.resources import shipped

NAME = "digital-exports_2025-S1_standard_{}"
TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A default build."""
    return default_build(tmp_path_factory.mktemp("output"))


def edited(folder: Path, target: Path, old: str, new: str) -> Path:
    """The French Word file after an analyst has changed some words by hand."""
    data = (folder / NAME.format("fr.docx")).read_bytes()
    texts = texts_of_docx(data)
    number = next(n for n, text in enumerate(texts) if old in typed(text))
    target.write_bytes(into_docx(data, number, typed(texts[number]).replace(old, new)))
    return target


def faults(path: Path) -> list[str]:
    (checked,) = check_files([path])
    return [typed(str(fault)) for fault in checked.problems]


def test_a_default_build_is_proven(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted(str(path) for path in folder.iterdir() if path.suffix in (".pdf", ".docx"))
    assert main(["check", *paths]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert all(line.endswith(" figures proven") for line in lines)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("+7,1", "+7,4", "digit: “+7,4”; the data say “+7,1”"),
        ("10,578 milliards", "10,578 millions", "digit: “millions”; the data say “milliards”"),
        ("ESO augmente de", "ESO recule de", "direction: “recule”; the data say “augmente”"),
        ("progresse nettement", "progresse légèrement", "“légèrement”; the data say “nettement”"),
        ("trois quarts", "deux tiers", "digit: “deux tiers”; the data say “trois quarts”"),
        ("Données provisoires", "Données", "missing: is not in the file; “provisoires”"),
        ("Le KPO reste", "Le BPO reste", "digit: “BPO”; the data say “KPO”"),
    ],
)
def test_a_changed_figure_or_word_is_told_with_what_the_data_say(
    folder: Path, tmp_path: Path, old: str, new: str, fault: str
) -> None:
    (told,) = faults(edited(folder, tmp_path / "edited.docx", old, new))
    assert fault in told


def test_words_that_say_nothing_of_a_figure_may_change(folder: Path, tmp_path: Path) -> None:
    pairs = ("Des mouvements s'opposent", "Tout s'oppose"), ("ESO augmente de", "ESO progresse de")
    for old, new in pairs:
        assert faults(edited(folder, tmp_path / "a.docx", old, new)) == []


def test_a_sentence_that_is_gone_and_one_that_nothing_proves_are_told(
    folder: Path, tmp_path: Path
) -> None:
    (gone,) = faults(edited(folder, tmp_path / "a.docx", "10,578 milliards de dirhams", ""))
    assert "missing: is not in the file; “10,578”, “milliards”, “dirhams”" in gone
    old = "Des mouvements s'opposent"
    added = faults(edited(folder, tmp_path / "b.docx", old, f"La hausse atteint 12 %. {old}"))
    assert len(added) == 1
    assert "unproven: “hausse”, “12”, “%”; no figure of the data stands behind it" in added[0]


def moved(folder: Path, target: Path, times: int = 1) -> Path:
    """The French Word file whose first paragraph on KPO stands at the end, as often as asked."""
    with ZipFile(folder / NAME.format("fr.docx")) as source, ZipFile(target, "w") as package:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                paragraph = next(p for p in root.iter(f"{W}p") if "Le KPO passe" in text(p))
                place = paragraph.getparent()
                assert place is not None
                place.remove(paragraph)
                for _ in range(times):
                    place.insert(len(place) - 1, deepcopy(paragraph))
                data = etree.tostring(root)
            package.writestr(name, data)
    return target


def test_a_paragraph_may_be_moved_and_neither_lost_nor_doubled(
    folder: Path, tmp_path: Path
) -> None:
    assert faults(moved(folder, tmp_path / "a.docx")) == []
    assert {fault.split(": ")[-2] for fault in faults(moved(folder, tmp_path / "b.docx", 0))}
    assert any("unproven" in fault for fault in faults(moved(folder, tmp_path / "c.docx", 2)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ESO augmente de", "ESO n'augmente plus de"),
        ("13,4 milliards", "13\u200b,4 milliards"),
        ("13,4 milliards", "treize milliards"),
        ("milliards de dirhams", "milliards d'euros"),
        ("son premier semestre", "son second semestre"),
        ("plus de 550 millions", "moins de 550 millions"),
        ("un an plus tôt", "deux ans plus tôt"),
        ("Il ne représente que", "Il représente"),
        ("il retire", "il apporte"),
        ("reste marginal", "reste dominant"),
        ("données brutes", "données désaisonnalisées"),
        ("dirhams courants", "dirhams constants"),
    ],
)
def test_other_ways_of_saying_something_false_are_told(
    folder: Path, tmp_path: Path, old: str, new: str
) -> None:
    assert faults(edited(folder, tmp_path / "edited.docx", old, new)) != []


def test_faults_are_listed_with_their_file_and_end_in_exit_code_six(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(folder, tmp_path / "edited.docx", "+7,1", "+7,4")
    assert main(["check", str(path)]) == 6
    said = capsys.readouterr()
    (line,) = said.out.splitlines()
    assert line.startswith(f"{path}: table ")
    assert line.endswith("“+7,4”; the data say “+7,1” (GROWTH/ESO/2024/2023)")
    assert said.err == "1 fault in 1 of 1 file; correct the file, or make it again\n"
    assert main(["check", "--json", str(path)]) == 6
    (record,) = json.loads(capsys.readouterr().out)["files"]
    assert record["file"] == str(path)
    assert record["faults"][0]["kind"] == "digit"


def ledger_of(path: Path) -> str:
    with ZipFile(path) as package:
        return package.read("customXml/item1.xml").decode()


def test_the_ledger_of_another_document_is_refused(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "mixed.docx"
    other = ledger_of(folder / NAME.format("en.docx"))
    with ZipFile(folder / NAME.format("fr.docx")) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            data = other.encode() if name == "customXml/item1.xml" else source.read(name)
            target.writestr(name, data)
    (fault,) = faults(path)
    assert (
        "its ledger; is that of another document (digital-exports, 2025-S1, standard, en)" in fault
    )


def without(proof: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in proof.items() if name != key}


def test_a_figure_that_moves_to_the_next_cell_is_told(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "moved.docx"
    with ZipFile(folder / NAME.format("fr.docx")) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                row = next(r for r in root.iter(f"{W}tr") if "3,462" in typed(text(r)))
                words = [next(cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
                words[1].text, words[2].text = f"{words[1].text} {words[2].text}", ""
                data = etree.tostring(root)
            target.writestr(name, data)
    (fault,) = faults(path)
    assert "Niveau 2024: digit: “3,462”; it stands in another cell" in fault


def test_words_that_are_hidden_or_struck_through_are_missing(folder: Path, tmp_path: Path) -> None:
    for mark in ("vanish", "strike"):
        path = tmp_path / f"{mark}.docx"
        with ZipFile(folder / NAME.format("fr.docx")) as source, ZipFile(path, "w") as target:
            for name in source.namelist():
                data = source.read(name)
                if name == "word/document.xml":
                    root = etree.fromstring(data)
                    run = next(
                        r for r in root.iter(f"{W}r") if "Données provisoires" in typed(text(r))
                    )
                    properties = run.find(f"{W}rPr")
                    if properties is None:
                        properties = etree.Element(f"{W}rPr")
                        run.insert(0, properties)
                    etree.SubElement(properties, f"{W}{mark}")
                    data = etree.tostring(root)
                target.writestr(name, data)
        (fault,) = faults(path)
        assert "missing: is not in the file; “provisoires”" in fault


@pytest.mark.parametrize("key", ["passages", "ledger", "bands", "period"])
def test_a_damaged_ledger_is_refused(folder: Path, tmp_path: Path, key: str) -> None:
    path = tmp_path / "damaged.docx"
    with ZipFile(folder / NAME.format("fr.docx")) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "customXml/item1.xml":
                head, _, rest = data.decode().partition(">{")
                text, _, tail = ("{" + rest).rpartition("</")
                proof = json.loads(text.replace("&amp;", "&").replace("&lt;", "<"))
                words = json.dumps(without(proof, key)).replace("&", "&amp;").replace("<", "&lt;")
                data = f"{head}>{words}</{tail}".encode()
            target.writestr(name, data)
    assert [problem.what for problem in check_files([path])[0].refused] == ["its ledger is damaged"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.pdf", None, "does not exist"),
        ("half.pdf", 4000, "half.pdf: "),
        ("text.docx", b"not a zip file", "is neither PDF nor DOCX"),
        ("empty.docx", b"PK\x03\x04 not a zip", "empty.docx: "),
        ("note.txt", b"words", "is neither PDF nor DOCX"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(
    folder: Path,
    tmp_path: Path,
    name: str,
    content: bytes | int | None,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if isinstance(content, int):
        content = (folder / NAME.format("fr.pdf")).read_bytes()[:content]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["check", str(tmp_path / name)]) == 6
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line


def test_a_file_that_cannot_be_read_does_not_hide_the_others(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(folder, tmp_path / "edited.docx", "+7,1", "+7,4")
    sound = folder / NAME.format("fr.pdf")
    paths = [tmp_path / "gone.pdf", sound, tmp_path / "edited.docx"]
    assert main(["check", *map(str, paths)]) == 6
    said = capsys.readouterr()
    assert [line.partition(": ")[0] for line in said.out.splitlines()] == [
        str(sound),
        str(tmp_path / "edited.docx"),
    ]
    gone, count = said.err.splitlines()
    assert gone.startswith(f"{tmp_path / 'gone.pdf'}: does not exist")
    assert count.startswith("1 fault in 1 of 3")


def another(folder: Path, data: Path | None, status: str) -> Path:
    """Build the French Word file of the standard edition once more."""
    request = BuildRequest(
        data=data,
        as_of=None,
        period=None,
        audiences=("standard",),
        languages=("fr",),
        formats=("docx",),
        status=status,
        templates=None,
        output=folder,
    )
    return build(request, lambda _: None)[0].path


def test_a_draft_and_the_final_text_are_two_things(folder: Path, tmp_path: Path) -> None:
    files = [folder / NAME.format("fr.pdf"), another(tmp_path, None, "draft")]
    assert [file.problems for file in check_files(files)] == [(), ()]


def test_two_files_of_one_edition_on_other_data_are_told_once(folder: Path, tmp_path: Path) -> None:
    for name in ("exports.csv", "datapackage.json", "targets.csv"):
        shutil.copy(shipped("data") / name, tmp_path)
    data = tmp_path / "exports.csv"
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("9797,9796.5,9797.5", "9796,9795.5,9796.5"), encoding="utf-8")
    final = folder / NAME.format("fr.docx")
    first, second = check_files([final, another(tmp_path, data, "final")], None)
    assert first.problems == ()
    assert [str(fault) for fault in second.problems if fault.printed == "its data"] == [
        f"the file: unproven: its data; are not those of {final}"
    ]


@pytest.mark.parametrize(
    ("part", "old", "new", "told"),
    [
        ("docProps/core.xml", "3,5", "9,5", "the title of the file"),
        ("word/charts/chart5.xml", "<c:v>334", "<c:v>934", "chart5"),
    ],
)
def test_what_a_word_file_says_outside_its_text_is_read_too(
    folder: Path, tmp_path: Path, part: str, old: str, new: str, told: str
) -> None:
    source, target = folder / NAME.format("fr.docx"), tmp_path / "a.docx"
    with ZipFile(source) as package, ZipFile(target, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            if name == part:
                assert old in content.decode()
                content = content.decode().replace(old, new).encode()
            changed.writestr(name, content)
    assert any(fault.startswith(told) for fault in faults(target))


def test_a_workbook_that_was_emptied_is_told(folder: Path, tmp_path: Path) -> None:
    source, target = folder / NAME.format("fr.docx"), tmp_path / "a.docx"
    with ZipFile(source) as package, ZipFile(target, "w") as changed:
        for name in package.namelist():
            changed.writestr(name, b"" if name.endswith("chart1.xlsx") else package.read(name))
    assert any(fault.startswith("chart1, its workbook") for fault in faults(target))


@pytest.mark.proof
def test_a_file_that_libreoffice_has_saved_is_proven(folder: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for language in ("fr", "fr-en"):
        source = folder / NAME.format(f"{language}.docx")
        command = [office, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
        subprocess.run(
            [*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True
        )
        (checked,) = check_files([tmp_path / source.name])
        # LibreOffice loses the alternative texts of charts, and of nothing else.
        assert [fault.printed for fault in checked.problems] == ["the alternative texts"]
        assert checked.facts["figures"] > 200


SERIES = (
    *sorted((TESTS / "scenarios").glob("s*.csv")),
    TESTS / "another_series/synthetic-screens.csv",
)


@pytest.mark.parametrize(
    "data", [path for path in SERIES if "bad_input" not in path.name], ids=lambda path: path.stem
)
def test_every_figure_of_every_scenario_is_proven(data: Path, tmp_path: Path) -> None:
    request = BuildRequest(
        data=data,
        as_of=None,
        period=None,
        audiences=("standard", "executive"),
        languages=("fr", "en"),
        formats=("pdf", "docx"),
        status="final",
        templates=None,
        output=tmp_path,
    )
    paths = [product.path for product in build(request, lambda _: None)]
    assert [str(fault) for file in check_files(paths) for fault in file.problems] == []


def test_a_reference_to_another_figure_is_told(folder: Path, tmp_path: Path) -> None:
    data = (folder / NAME.format("fr.docx")).read_bytes()
    texts = [typed(text) for text in texts_of_docx(data)]
    number = next(n for n, text in enumerate(texts) if text == "2" and texts[n - 1] == "figure ")
    target = tmp_path / NAME.format("fr.docx")
    target.write_bytes(into_docx(data, number, "3"))
    (fault,) = faults(target)
    assert "digit: “3”; the data say “2”" in fault


def test_a_part_may_begin_on_another_page(folder: Path, tmp_path: Path) -> None:
    data = (folder / NAME.format("fr-en.docx")).read_bytes()
    number = texts_of_docx(data).index("8")
    assert texts_of_docx(data)[number - 1] == "page "
    target = tmp_path / NAME.format("fr-en.docx")
    target.write_bytes(into_docx(data, number, "9"))
    assert faults(target) == []
