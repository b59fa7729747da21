"""`check`: a finished file, whoever saved it last, beside the one that its recipe makes."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from composed import typed
from docx_reading import W, text
from lxml import etree
from proof.built import checked, corrections, default_build, named
from proof.injection import into_docx, texts_of_docx
from proof.ledgers import ledger_of, with_ledger
from views.saves import PDF_SAVES, WORD_SAVES
from views.word_edits import BODY, in_tree

from reportgen.cli import main
from reportgen.pipeline import build
from reportgen.proof.answer import Options
from reportgen.proof.check import answer
from reportgen.proof.workshop import workshop
from reportgen.request import BuildRequest

Failing = Callable[[Path], list[str]]
NAME = "digital-exports_2025-S1_standard_{}"
TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A default build."""
    return default_build(tmp_path_factory.mktemp("output"))


@pytest.fixture(scope="module")
def failing() -> Iterator[Failing]:
    """What is to be corrected in a file: all are made again in one workshop."""
    with workshop(None, None) as shop:
        yield lambda path: corrections(answer(path, shop))


def edited(folder: Path, target: Path, old: str, new: str) -> Path:
    """The French Word file after an analyst has changed some words by hand."""
    data = (folder / NAME.format("fr.docx")).read_bytes()
    texts = texts_of_docx(data)
    number = next(n for n, text in enumerate(texts) if old in typed(text))
    target.write_bytes(into_docx(data, number, typed(texts[number]).replace(old, new)))
    return target


def grade(path: Path, **options: Any) -> str:
    (answer,) = checked(path, options=Options(**options))
    return answer.grade


def test_a_default_build_is_as_built_file_by_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = sorted(str(path) for path in folder.iterdir() if path.suffix in (".pdf", ".docx"))
    assert main(["check", *paths]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert all(": as built: made again, the same bytes; " in line for line in lines)
    assert all("the data that the manifest names (the shipped exports.csv)" in x for x in lines)


@pytest.mark.parametrize(("name", "save"), WORD_SAVES.items(), ids=list(WORD_SAVES))
def test_a_word_file_that_was_only_saved_again_is_the_same_to_a_reader(
    folder: Path, tmp_path: Path, name: str, save: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "saved.docx"
    path.write_bytes(save((folder / NAME.format("fr.docx")).read_bytes()))
    assert grade(path, strict=True) == "same to a reader"


@pytest.mark.parametrize("name", [name for name in PDF_SAVES if name != "appended"])
def test_a_pdf_that_was_only_saved_again_is_the_same_to_a_reader(
    folder: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "saved.pdf"
    path.write_bytes(PDF_SAVES[name]((folder / NAME.format("fr.pdf")).read_bytes()))
    assert grade(path) == "same to a reader"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("+7,1", "+7,4", "contradicts the data | Tableau 2, row"),
        ("10,578 milliards", "10,578 millions", "“millions” stands for “milliards”"),
        ("ESO augmente de", "ESO recule de", "direction | under"),
        ("progresse nettement", "progresse légèrement", "“légèrement” stands for “nettement”"),
        ("trois quarts", "deux tiers", "“deux tiers” stands for “trois quarts”"),
        ("Données provisoires", "Données", "“provisoires” is no longer said"),
        ("Le KPO reste", "Le BPO reste", "“BPO” stands for “KPO”"),
        ("Office des Changes", "Ministère", "source or status altered"),
    ],
)
def test_a_changed_figure_or_word_is_told_with_its_place_and_both_words(
    folder: Path, tmp_path: Path, failing: Failing, old: str, new: str, told: str
) -> None:
    (found,) = failing(edited(folder, tmp_path / "edited.docx", old, new))
    assert told in found
    assert f"{old}" in found
    assert f"{new}" in found


def test_words_that_say_nothing_of_a_figure_are_listed_and_do_not_fail(
    folder: Path, tmp_path: Path, failing: Failing, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(folder, tmp_path / "a.docx", "Des mouvements s'opposent", "Tout s'oppose")
    assert failing(path) == []
    assert main(["check", str(path)]) == 0
    assert "[-Des mouvements s’opposent.-] {+Tout s'oppose.+}" in capsys.readouterr().out
    assert main(["check", "--strict", str(path)]) == 6
    assert failing(edited(folder, tmp_path / "b.docx", "ESO augmente de", "ESO progresse de")) == []


def test_a_sentence_that_is_gone_and_one_that_nothing_proves_are_told(
    folder: Path, tmp_path: Path, failing: Failing
) -> None:
    (gone,) = failing(edited(folder, tmp_path / "a.docx", "10,578 milliards de dirhams", ""))
    assert "“10,578”, “milliards”, “dirhams” is no longer said" in gone
    old = "Des mouvements s'opposent"
    (added,) = failing(edited(folder, tmp_path / "b.docx", old, f"La hausse atteint 12 %. {old}"))
    assert added.startswith("unproven figure")
    assert all(word in added.rpartition(" stands behind ")[2] for word in ("“hausse”", "“12”"))


def placed(times: int) -> Callable[[etree._Element], None]:
    """Put the first paragraph on KPO at the end, as often as asked."""

    def change(root: etree._Element) -> None:
        paragraph = next(p for p in root.iter(f"{W}p") if "Le KPO passe" in text(p))
        place = paragraph.getparent()
        assert place is not None
        place.remove(paragraph)
        for _ in range(times):
            place.insert(len(place) - 1, etree.fromstring(etree.tostring(paragraph)))

    return change


def test_a_paragraph_may_be_moved_and_neither_lost_nor_doubled(
    folder: Path, tmp_path: Path, failing: Failing
) -> None:
    path = tmp_path / "moved.docx"
    data = (folder / NAME.format("fr.docx")).read_bytes()
    found = []
    for times in (1, 0, 2):
        path.write_bytes(in_tree(BODY, placed(times))(data))
        found.append({each.partition(" | ")[0] for each in failing(path)})
    # The paragraph refers to a figure: the second reference is none of the tool's.
    assert found == [set(), {"removed"}, {"unproven figure", "not written by the tool"}]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ESO augmente de", "ESO n'augmente plus de"),
        ("13,4 milliards", "13\u200b,4 milliards"),
        ("13,4 milliards", "treize milliards"),
        ("milliards de dirhams", "milliards d'euros"),
        ("aurait pas progressé", "aurait progressé"),
        ("à lui seul", "à eux tous"),
        ("un an plus tôt", "deux ans plus tôt"),
        ("Il ne représente que", "Il représente"),
        ("croissance du total", "contraction du total"),
        ("reste marginal", "reste dominant"),
        ("données brutes", "données désaisonnalisées"),
        ("dirhams courants", "dirhams constants"),
    ],
)
def test_other_ways_of_saying_something_false_are_told(
    folder: Path, tmp_path: Path, failing: Failing, old: str, new: str
) -> None:
    assert failing(edited(folder, tmp_path / "edited.docx", old, new)) != []


def test_differences_are_told_with_a_remedy_and_end_in_exit_code_six(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(folder, tmp_path / "edited.docx", "+7,1", "+7,4")
    assert main(["check", str(path)]) == 6
    said = capsys.readouterr()
    head, place, words, why = map(typed, said.out.splitlines())
    assert head.startswith(f"{path}: edited: 1 difference, 1 to correct, beside the file made")
    assert place.startswith("  Tableau 2, row “ESO ingénierie”, column “Var")
    assert words == "    [-+7,1-] {++7,4+}"
    assert why == "    “+7,4” stands for “+7,1”; put back “+7,1”"
    assert said.err.startswith("1 difference to correct in 1 of 1 file; ")
    assert main(["check", "--json", str(path)]) == 6
    (record,) = json.loads(capsys.readouterr().out)["files"]
    assert (record["file"], record["grade"], record["fails"]) == (str(path), "edited", True)
    (difference,) = record["differences"]
    assert difference["verdict"] == "contradicts the data"
    assert difference["claim"] == "GROWTH/ESO/2024/2023"


def test_the_ledger_of_another_document_is_told(
    folder: Path, tmp_path: Path, failing: Failing
) -> None:
    path = tmp_path / NAME.format("fr.docx")
    other = ledger_of(named(folder, "en.docx").read_bytes())
    path.write_bytes(with_ledger(named(folder, "fr.docx").read_bytes(), other))
    assert grade(path) == "edited"  # beside the English file, whose recipe it carries
    assert len(failing(path)) > 50


def test_a_text_and_a_ledger_that_were_forged_alike_are_told(
    folder: Path, tmp_path: Path, failing: Failing
) -> None:
    path = edited(folder, tmp_path / "forged.docx", "10,578 milliards", "10,978 milliards")
    proof = json.loads(json.dumps(ledger_of(path.read_bytes())).replace("10,578", "10,978"))
    path.write_bytes(with_ledger(path.read_bytes(), proof))
    verdicts = {each.partition(" | ")[0] for each in failing(path)}
    assert verdicts == {"contradicts the data", "ledger altered"}


@pytest.mark.parametrize("key", ["inputs", "look", "period", "status", "as_of"])
def test_a_ledger_without_its_recipe_is_refused(
    folder: Path, tmp_path: Path, failing: Failing, key: str
) -> None:
    path = tmp_path / "damaged.docx"
    data = named(folder, "fr.docx").read_bytes()
    proof = {name: value for name, value in ledger_of(data).items() if name != key}
    path.write_bytes(with_ledger(data, proof))
    assert failing(path)[0].startswith(f"{path}: its ledger is damaged")


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
    heads = [line.partition(": ")[0] for line in said.out.splitlines() if line[0] != " "]
    assert heads == [str(sound), str(tmp_path / "edited.docx")]
    gone, count = said.err.splitlines()
    assert gone.startswith(f"{tmp_path / 'gone.pdf'}: does not exist")
    assert count.startswith("1 difference to correct in 1 of 3 files")


def test_a_figure_that_moves_to_the_next_cell_is_told(
    folder: Path, tmp_path: Path, failing: Failing
) -> None:
    def change(root: etree._Element) -> None:
        row = next(r for r in root.iter(f"{W}tr") if "ESO ingénierie" in typed(text(r)))
        words = [next(cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        words[2].text, words[3].text = words[3].text, ""

    path = tmp_path / "moved.docx"
    path.write_bytes(in_tree(BODY, change)(named(folder, "fr.docx").read_bytes()))
    assert any("columns of row “ESO ingénierie”: 4 empty" in each for each in failing(path))


def test_drafts_and_documents_under_embargo_are_made_again_too(tmp_path: Path) -> None:
    for status in ("draft", "embargo"):
        made = another(tmp_path / status, None, status)
        (tmp_path / status / "2025-S1" / "manifest.json").unlink()
        assert grade(made) == "as built"


def another(folder: Path, data: Path | None, status: str, form: str = "docx") -> Path:
    """Build the French file of the standard edition once more."""
    request = BuildRequest(
        data=data,
        as_of=None,
        period=None,
        audiences=("standard",),
        languages=("fr",),
        formats=(form,),
        status=status,
        templates=None,
        output=folder,
    )
    return build(request, lambda _: None)[0].path


@pytest.mark.proof
def test_of_a_file_that_libreoffice_has_saved_the_lost_texts_are_told_in_one_line(
    folder: Path, tmp_path: Path, failing: Failing
) -> None:
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
        (told,) = failing(tmp_path / source.name)
        assert told.startswith("alternative text lost | ")


SERIES = (
    *sorted((TESTS / "scenarios").glob("s*.csv")),
    TESTS / "another_series/synthetic-screens.csv",
)


@pytest.mark.parametrize(
    "data", [path for path in SERIES if "bad_input" not in path.name], ids=lambda path: path.stem
)
def test_every_edition_of_every_scenario_is_as_built(data: Path, tmp_path: Path) -> None:
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
    folder = build(request, lambda _: None)[0].path.parent
    *files, last = checked(folder)
    assert {file.grade for file in files} == {"as built"}
    assert last.grade == "complete"


def test_a_reference_to_another_figure_is_told(
    folder: Path, tmp_path: Path, failing: Failing
) -> None:
    data = (folder / NAME.format("fr.docx")).read_bytes()
    texts = [typed(text) for text in texts_of_docx(data)]
    number = next(n for n, text in enumerate(texts) if text == "2" and texts[n - 1] == "figure ")
    target = tmp_path / "referring.docx"
    target.write_bytes(into_docx(data, number, "3"))
    assert any("“3” stands for “2”" in told for told in failing(target))


def test_a_part_may_begin_on_another_page(folder: Path, tmp_path: Path) -> None:
    data = (folder / NAME.format("fr-en.docx")).read_bytes()
    texts = texts_of_docx(data)
    number = max(n for n, before in enumerate(texts, 1) if before == "page ")
    target = tmp_path / "repaginated.docx"
    target.write_bytes(into_docx(data, number, "99"))
    assert grade(target) == "same to a reader"
