"""Drafts and documents under embargo are proven: their watermark is read as a running head."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from proof.built import FORMATS, LANGUAGES, checked, failing, named

from reportgen.pipeline import build
from reportgen.proof.finished import finished_file
from reportgen.request import BuildRequest

WORDS = {"draft": ("PROJET", "DRAFT"), "embargo": ("SOUS EMBARGO", "UNDER EMBARGO")}


@pytest.fixture(scope="module", params=WORDS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    asked = BuildRequest(
        data=None,
        as_of=None,
        period=None,
        audiences=("standard",),
        languages=LANGUAGES,
        formats=FORMATS,
        status=request.param,
        templates=None,
        output=tmp_path_factory.mktemp(request.param),
    )
    return build(asked, lambda _: None)[0].path.parent


def words_of(folder: Path) -> tuple[str, str]:
    return WORDS[folder.parent.name.rstrip("0123456789")]


def test_every_figure_of_a_watermarked_file_is_proven(folder: Path) -> None:
    paths = [named(folder, f"{language}.{form}") for language in LANGUAGES for form in FORMATS]
    answers = checked(*paths)
    assert {answer.grade for answer in answers} == {"as built"}
    assert all(answer.figures > 200 for answer in answers)


@pytest.mark.parametrize("form", FORMATS)
def test_a_watermark_is_met_on_the_pages_and_is_none_of_the_text(folder: Path, form: str) -> None:
    found = finished_file(named(folder, f"fr-en.{form}")).view.items
    kinds = {"pdf": {"running"}, "docx": {"alternative", "drawing"}}[form]
    for word in words_of(folder):
        assert {each.kind for each in found if each.text.partition(" (")[0] == word} == kinds


def test_a_watermark_that_says_something_else_is_told(folder: Path, tmp_path: Path) -> None:
    word, _ = words_of(folder)
    target = tmp_path / "changed.docx"
    with ZipFile(named(folder, "fr.docx")) as source, ZipFile(target, "w") as package:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("word/header"):
                data = data.replace(f'"{word}"'.encode(), '"DONNÉES DÉFINITIVES"'.encode())
            package.writestr(name, data)
    told = [each for each in failing(target) if "DONNÉES DÉFINITIVES" in each]
    assert "not written by the tool" in {each.partition(" | ")[0] for each in told}
