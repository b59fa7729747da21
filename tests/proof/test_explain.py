"""Where a printed figure comes from: how it may be typed, what is told of it."""

import json
import shutil
from pathlib import Path

import pytest
from proof.built import default_build, named
from proof.ledgers import ledger_of, with_ledger

from reportgen.cli import main
from reportgen.errors import CheckError, UsageError
from reportgen.proof.explain import Explained, Explanation, explain, explained_text
from reportgen.proof.finished import finished_file
from reportgen.proof.matching import PrintedFigure, matching, nearest
from reportgen.resources import shipped

HALF = "LEVEL/TOTAL/2025-S1"
GROWTH = "GROWTH/TOTAL/2025-S1/2024-S1"
FALL = "GROWTH/CRM/2024-Q4/2024-Q3"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return default_build(tmp_path_factory.mktemp("made"))


def claims(explained: Explained) -> list[str]:
    return [claim.claim for claim in explained.claims]


def one(path: Path, figure: str) -> Explanation:
    (claim,) = explain(path, figure).claims
    return claim


@pytest.fixture(scope="module")
def forms(made: Path) -> dict[PrintedFigure, str]:
    """Every figure of the French briefing with its claim."""
    every = explain(named(made, "fr.docx"), None).claims
    return {form: claim.claim for claim in every for form in claim.printed}


@pytest.mark.parametrize(
    ("figure", "claim"),
    [
        ("13,4", HALF),
        ("13.4", HALF),
        ("13,4 milliards", HALF),
        ("13,4 milliards de dirhams", HALF),
        ("13,4\u00a0milliards\u00a0de\u00a0dirhams", HALF),
        ("MAD 13.4 billion", HALF),
        ("MAD13.4bn", HALF),
        ("+3,5%", GROWTH),
        ("+ 3,5 %", GROWTH),
        ("3.5 %", GROWTH),
        ("3,5 pour cent", GROWTH),
        ("3.5 per cent", GROWTH),
        ("-22,4", FALL),
        ("−22,4 %", FALL),
        ("22.4%", FALL),
        ("plus des trois quarts", "TOP2_SHARE/TOTAL/2024"),
        ("more than three quarters", "TOP2_SHARE/TOTAL/2024"),
        ("10 578", "LEVEL/ITO/2024"),
        ("10\u202f578", "LEVEL/ITO/2024"),
        ("10578", "LEVEL/ITO/2024"),
        ("10.578", "LEVEL/ITO/2024"),
        ("+330 à +340", "CHANGE/BPO/2024/2023"),
        ("340", "CHANGE/BPO/2024/2023"),
    ],
)
def test_a_figure_is_found_however_it_is_typed(
    forms: dict[PrintedFigure, str], figure: str, claim: str
) -> None:
    assert claim in {forms[found] for found in matching(figure, list(forms))}


def test_a_fraction_in_words_is_found_with_every_approximator(made: Path) -> None:
    found = claims(explain(named(made, "fr.pdf"), "trois quarts"))
    assert found == ["TOP2_SHARE/TOTAL/2024"]


def test_an_exact_text_wins_over_looser_matches(made: Path) -> None:
    found = claims(explain(named(made, "fr.pdf"), "40 %"))
    assert found == ["SHARE/ITO/2024"]


def printed(text: str, unit: str = "%", *, negative: bool = False) -> PrintedFigure:
    return PrintedFigure(text, "fr: paragraph", "fr", unit, negative)


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        ("2,5", ["+2,5 %", "−2,5 %", "près de 2,5 %", "2,5 milliards"]),
        ("+2,5", ["+2,5 %"]),
        ("-2,5", ["−2,5 %"]),
        ("2,5 %", ["+2,5 %", "−2,5 %", "près de 2,5 %"]),
        ("2,5 Mds", ["2,5 milliards"]),
        ("près de 2,5", ["près de 2,5 %"]),
        ("plus de 2,5", []),
        ("2,50 points", []),
        ("2", []),
        ("25", []),
        ("", []),
        ("milliards", []),
    ],
)
def test_what_was_typed_must_be_meant(asked: str, texts: list[str]) -> None:
    every = [printed(text) for text in ("+2,5 %", "−2,5 %", "près de 2,5 %")]
    every.append(printed("2,5 milliards", "MAD million"))
    assert [found.text for found in matching(asked, every)] == texts


def test_a_fall_told_in_words_is_found_by_its_sign() -> None:
    told = printed("22,4 %", negative=True)
    assert matching("-22,4", [told]) == [told]
    assert matching("+22,4", [told]) == []


def test_a_unit_may_stand_in_the_head_of_a_column() -> None:
    cells = [printed("2,5"), printed("2,5", "pp"), printed("2,5", "MAD million")]
    for asked, cell in zip(("2,5 %", "2,5 pp", "2,5 Mds"), cells, strict=True):
        assert matching(asked, cells) == [cell]


def test_the_nearest_figures_are_offered() -> None:
    every = [printed(text) for text in ("13,4", "13,4 milliards", "2,5 %", "13,4")]
    assert nearest("13,5", every) == ["13,4", "13,4 milliards", "2,5 %"]


def test_a_figure_that_is_not_in_the_file_is_a_usage_error(made: Path) -> None:
    with pytest.raises(UsageError) as refused:
        explain(named(made, "fr.pdf"), "13,45")
    assert 'the figure "13,45" is not in it; did you mean "13,4"' in str(refused.value)


def test_every_printed_form_is_told_with_its_place(made: Path) -> None:
    claim = one(named(made, "fr.pdf"), "13,4")
    forms = {(form.text.replace("\u00a0", " "), form.place) for form in claim.printed}
    assert ("13,4", "fr: card 1") in forms
    assert ("13,4 milliards de dirhams", "fr: L’essentiel: point 1") in forms


def test_value_and_bounds_are_decimals_with_their_unit(made: Path) -> None:
    claim = one(named(made, "fr.pdf"), "13,4")
    assert (claim.value, claim.low, claim.high) == ("13400", "13350", "13409.725")
    assert (claim.unit, claim.status, claim.formula) == ("MAD million", "provisional", "published")


def test_lines_are_told_as_they_stand_with_their_source(made: Path) -> None:
    claim = one(named(made, "fr.pdf"), "−22,4 %")
    text = (shipped("data") / "exports.csv").read_text(encoding="utf-8").splitlines()
    assert [(line.file, line.line, line.text) for line in claim.lines] == [
        ("exports.csv", number, text[number - 1]) for number in (11, 12)
    ]
    assert all(line.source and line.source.startswith("Office des Changes") for line in claim.lines)


def test_an_announced_figure_is_told_by_the_line_of_its_target(made: Path) -> None:
    claim = one(named(made, "fr.docx"), "40 milliards de dirhams")
    (line,) = claim.lines
    assert (line.file, line.line) == ("targets.csv", 2)
    assert line.text is not None
    assert line.text.startswith("digital-exports-2030,2030,40000")
    assert line.source is not None


def test_levels_that_a_formula_names_are_told_with_their_values(made: Path) -> None:
    claim = one(named(made, "fr.pdf"), "20,38")
    assert claim.formula == "CRM 2024 + ITO 2024"
    assert claim.terms == (
        "CRM 2024 = 9797 [9796.5 to 9797.5]",
        "ITO 2024 = 10578 [10577.5 to 10578.5]",
    )


def test_all_explains_every_figure_of_the_ledger(made: Path) -> None:
    path = named(made, "fr-en.pdf")
    explained = explain(path, None)
    printed = sum(len(passage.figures) for passage in finished_file(path).ledger.passages)
    assert sum(len(claim.printed) for claim in explained.claims) == printed
    assert all(line.text for claim in explained.claims for line in claim.lines)
    assert all(claim.lines for claim in explained.claims)


def test_the_text_is_aligned(made: Path) -> None:
    lines = explained_text(explain(named(made, "en.pdf"), "13.4")).splitlines()
    assert lines[0].startswith("13.4, MAD\u00a013.4\u00a0billion")
    assert lines[1:4] == [
        f"  claim    {HALF}",
        "  formula  published",
        "  value    13400 MAD million, provisional",
    ]
    assert {line[:11].strip() for line in lines[1:]} == {
        *("", "claim", "formula", "value", "bounds", "printed", "lines")
    }


def test_without_the_dataset_the_ledger_still_explains(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.proof.recipes.shipped", lambda folder: tmp_path / folder)
    path = Path(shutil.copy(named(made, "fr.docx"), tmp_path))
    explained = explain(path, "−22,4 %")
    assert explained.note.startswith("the dataset's lines cannot be shown: exports.csv, which")
    (claim,) = explained.claims
    assert [(line.file, line.line, line.text) for line in claim.lines] == [
        ("exports.csv", 11, None),
        ("exports.csv", 12, None),
    ]
    assert "  lines    exports.csv:11\n" in explained_text(explained)


def test_data_that_are_not_those_are_refused(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "exports.csv"
    text = (shipped("data") / "exports.csv").read_text(encoding="utf-8")
    other.write_text(text.replace("2587,2586.5,2587.5", "2588,2587.5,2588.5"), encoding="utf-8")
    with pytest.raises(CheckError, match="has changed since"):
        explain(named(made, "fr.pdf"), "13,4", other)


@pytest.mark.parametrize("entry", [{}, {"claim": "A"}, "A", None])
def test_a_damaged_ledger_is_refused(made: Path, tmp_path: Path, entry: object) -> None:
    data, damaged = named(made, "fr.docx").read_bytes(), tmp_path / "damaged.docx"
    damaged.write_bytes(with_ledger(data, {**ledger_of(data), "ledger": [entry]}))
    with pytest.raises(CheckError, match="its ledger is damaged"):
        explain(damaged, None)


def test_the_command_takes_a_figure_of_several_words_and_of_a_sign(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for figure in (["-22,4", "%"], ["13,4", "milliards"]):
        assert main(["explain", str(named(made, "fr.pdf")), *figure]) == 0
        printed = capsys.readouterr()
        assert printed.out.splitlines()[1].startswith("  claim    ")
        assert printed.err == ""


def test_the_command_gives_objects_to_programs(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(named(made, "en.docx")), "--all", "--json"]) == 0
    records = json.loads(capsys.readouterr().out)
    (half,) = (record for record in records if record["claim"] == HALF)
    assert half["value"] == "13400"
    assert half["printed"][0].keys() >= {"text", "place"}
    assert half["lines"][0]["text"].startswith("digital-economy-and-outsourcing,2024-S1,TOTAL")


@pytest.mark.parametrize("asked", [[], ["13,4", "--all"]])
def test_the_command_wants_a_figure_or_all(
    made: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(named(made, "fr.pdf")), *asked]) == 2
    assert "name a figure of the file, or --all" in capsys.readouterr().err


def test_the_command_fails_on_a_figure_that_is_not_there(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(named(made, "fr.pdf")), "99,3"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "did you mean" in printed.err
