"""Files on a letterhead are proven: what it says is in their ledger, and the PDF says the same."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from proof.built import FORMATS, LANGUAGES, checked, failing, named
from writers import letterheads

from reportgen.cli import main
from reportgen.pipeline import build
from reportgen.proof.answer import Options
from reportgen.request import BuildRequest

BASES = {"full": letterheads.full, "bare": letterheads.bare}


@pytest.fixture(scope="module", params=BASES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    mine = tmp_path_factory.mktemp("mine")
    BASES[request.param](mine)
    asked = BuildRequest(
        data=None,
        as_of=None,
        period=None,
        audiences=("standard",),
        languages=LANGUAGES,
        formats=FORMATS,
        status="draft",
        templates=letterheads.templates(mine),
        output=mine / "output",
    )
    return build(asked, lambda _: None)[0].path.parent


def test_every_figure_on_a_letterhead_is_proven(folder: Path) -> None:
    paths = [named(folder, f"{language}.{form}") for language in LANGUAGES for form in FORMATS]
    answers = checked(*paths)
    assert {answer.grade for answer in answers} == {"as built"}
    assert all(answer.figures > 200 for answer in answers)


def changed(folder: Path, target: Path, old: str, new: str) -> list[str]:
    """Faults of the French Word file after a change in its headers and footers."""
    found = False
    with ZipFile(named(folder, "fr.docx")) as source, ZipFile(target, "w") as package:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith(("word/header", "word/footer")):
                found = found or old.encode() in data
                data = data.replace(old.encode(), new.encode())
            package.writestr(name, data)
    asked = Options(templates=folder.parent / "mine")
    return failing(target, asked) if found else ["the words are not there"]


def test_what_the_letterhead_says_may_not_change(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    letterheads.full(mine, later="Institut, 1 / 1")
    target = tmp_path / "changed.docx"
    asked = BuildRequest(
        *(None, None, None, ("executive",), ("fr",), ("docx",), "final"),
        letterheads.templates(mine),
        tmp_path,
    )
    folder = build(asked, lambda _: None)[0].path.parent
    for words in ("Institut, 2 / 7", "Institut, hausse de 7", "Institution, 1 / 1"):
        (told,) = changed(folder, target, "Institut, 1 / 1", words)
        assert f"| header | Institut, 1 / 1 -> {words} |" in told


def test_a_build_names_the_styles_that_the_letterhead_lacks_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letterheads.full(tmp_path)
    mine = str(letterheads.templates(tmp_path))
    options = ["--templates", mine, "--output", str(tmp_path / "out"), "--audience", "executive"]
    assert main(["build", *options]) == 0
    (line,) = [line for line in capsys.readouterr().err.splitlines() if "letterhead" in line]
    assert line.startswith('note: letterhead.docx has no style "Briefing Publisher", ')
    assert '"Caption Subtitle"' in line
    assert '"Heading 1"' not in line
    assert line.endswith(": the shipped look is used for them")
    assert main(["build", *options, "--format", "pdf"]) == 0
    assert "letterhead" not in capsys.readouterr().err


def test_a_letterhead_that_cannot_be_used_stops_the_build_before_the_first_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letterheads.full(tmp_path).write_bytes(b"PK")
    mine = str(letterheads.templates(tmp_path))
    assert main(["build", "--templates", mine, "--output", str(tmp_path / "out")]) == 3
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'letterhead.docx'}: the letterhead is")
    assert not (tmp_path / "out").exists()
